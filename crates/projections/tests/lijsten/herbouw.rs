//! Rows made again from the log are the rows that were there.

use regieboek_access::handelingen::SignaalInzien;
use regieboek_doorverwijzing::{Doorverwijzing, DoorverwijzingCommand, Verwijzingstermijn};
use regieboek_huishouden::{Huishouden, HuishoudenCommand, Vacuumreden};
use regieboek_intake::{Signaal, SignaalCommand};
use regieboek_kernel::HuishoudenId;
use regieboek_mandaat::{Mandaat, MandaatCommand};

use crate::register::{beheerder, verleen};
use crate::wereld::{
    Wereld, aanbieder, cjg_coach, coordinator, gemeente, huishouden, id, projecties, schoolcoach, tekst,
};

/// Every row of every table, as SQLite would write it.
const TABELLEN: [&str; 7] = [
    "SELECT quote(stroom) || quote(soort) || quote(huishouden) || quote(versie) FROM stroom ORDER BY 1",
    "SELECT quote(onderwerp) || quote(relatie) || quote(wie) || quote(bron) || quote(van) FROM betrokkenheid ORDER BY 1",
    "SELECT quote(item) || quote(soort) || quote(stroom) || quote(voor) || quote(kenmerk) || quote(open) \
     || quote(urgent) || quote(ontstaan_op) || quote(vervalt_op) FROM werkitem ORDER BY 1",
    "SELECT quote(huishouden) || quote(lid) || quote(geboortedatum) FROM leeftijd ORDER BY 1",
    "SELECT quote(stroom) || quote(soort) || quote(detail) || quote(stand) || quote(verstrijkt_op) \
     || quote(oorzaak) || quote(aan) FROM termijn ORDER BY 1",
    "SELECT quote(mandaat) || quote(volgnummer) || quote(houder) || quote(toestand) || quote(document) \
     || quote(van) || quote(tot) FROM mandaatregel ORDER BY 1",
    "SELECT quote(registratie) || quote(volgnummer) || quote(houder) || quote(geldig_tot) || quote(van) \
     || quote(tot) FROM skj ORDER BY 1",
];

async fn rijen(w: &Wereld) -> Vec<Vec<String>> {
    let mut tx = w.store.read().await.unwrap();
    let mut tabellen = Vec::new();
    for sql in TABELLEN {
        let rows = tx.fetch_all(sql, &[]).await.unwrap();
        tabellen.push(rows.iter().map(|row| row.text(0).unwrap()).collect());
    }
    tabellen
}

#[tokio::test]
async fn opnieuw_bouwen_geeft_dezelfde_rijen() {
    let mut w = Wereld::nieuw("herbouw").await;
    verleen(&mut w).await;
    let signaal = w.meld_signaal(false).await;
    w.doe::<Signaal>(signaal, &cjg_coach(), SignaalCommand::PakOp).await;
    w.registreer_huishouden().await;
    let koppel = SignaalCommand::KoppelAanHuishouden { huishouden: HuishoudenId::new(huishouden()) };
    w.doe::<Signaal>(signaal, &cjg_coach(), koppel).await;
    w.open_plan().await;
    let inzet = w.zet_in("inzet", "jeugdzorg-noord").await;
    w.zet_in("andere inzet", "jeugdzorg-zuid").await;
    w.doe::<Doorverwijzing>(inzet, &aanbieder(), DoorverwijzingCommand::Aanvaard { verwachte_start: None }).await;
    w.doe::<Doorverwijzing>(inzet, &aanbieder(), DoorverwijzingCommand::KoppelTerug { inhoud: tekst("Ja.") }).await;
    w.het_wordt("2025-03-12T09:00:00Z");
    let termijn = Verwijzingstermijn::Beantwoorden;
    w.systeem::<Doorverwijzing>(id("andere inzet"), DoorverwijzingCommand::VerstrijkTermijn { termijn }).await;
    w.meld_escalatie().await;
    w.neem_escalatie_aan().await;
    w.schaal_af().await;
    let vacuum = HuishoudenCommand::MeldRegievacuum { reden: Vacuumreden::Afwezig };
    w.doe::<Huishouden>(huishouden(), &cjg_coach(), vacuum).await;
    w.doe::<Mandaat>(id("mandaat"), &beheerder(), MandaatCommand::Schors { reden: tekst("Onderzoek.") }).await;

    let eerst = rijen(&w).await;
    assert!(eerst.iter().all(|tabel| !tabel.is_empty()), "each table has rows to compare");
    let taken = (w.taken(&cjg_coach()).await, w.taken(&coordinator()).await);
    for projectie in projecties() {
        w.store.rebuild(&gemeente(), projectie.as_ref(), |_, _| {}).await.unwrap();
    }
    assert_eq!(rijen(&w).await, eerst);
    assert_eq!((w.taken(&cjg_coach()).await, w.taken(&coordinator()).await), taken);
    assert!(w.toegang::<SignaalInzien>(&schoolcoach(), signaal).await.is_some());
}
