//! What the software must report as passed.

use regieboek_doorverwijzing::{Doorverwijzing, DoorverwijzingCommand, Verwijzingstermijn};
use regieboek_escalatie::{Escalatie, EscalatieCommand, Escalatietermijn};
use regieboek_huishouden::{Huishouden, HuishoudenCommand, Sluitreden, TermijnSoort};
use regieboek_intake::signaal::SignaalTermijn;
use regieboek_intake::{Intake, IntakeCommand, Signaal, SignaalCommand};
use regieboek_kernel::HuishoudenId;
use regieboek_mandaat::{
    Mandaat, MandaatCommand, Mandaatbesluit, MandaatbesluitCommand, SkjRegistratie, SkjRegistratieCommand,
};
use regieboek_projections::Termijnsoort;

use crate::wereld::{Wereld, aanbieder, betrokkene, cjg_coach, dag, escalatie, gemeente, huishouden, id, tekst, tijd};

async fn soorten(w: &Wereld) -> Vec<Termijnsoort> {
    w.verstreken().await.into_iter().map(|termijn| termijn.soort).collect()
}

/// Reports everything that passed, as the scheduler does; each report must be a fact and end the term.
async fn bewaak(w: &mut Wereld) {
    for verstreken in w.verstreken().await {
        let stroom = verstreken.stroom;
        match verstreken.soort {
            Termijnsoort::Signaal(termijn) => {
                w.systeem::<Signaal>(stroom, SignaalCommand::VerstrijkTermijn { termijn }).await;
            }
            Termijnsoort::Intake => w.systeem::<Intake>(stroom, IntakeCommand::VerstrijkTermijn).await,
            Termijnsoort::IntakeVan(termijn) => {
                w.systeem::<Intake>(stroom, IntakeCommand::VerstrijkTermijnVan { termijn }).await
            }
            Termijnsoort::Doorverwijzing(termijn) => {
                w.systeem::<Doorverwijzing>(stroom, DoorverwijzingCommand::VerstrijkTermijn { termijn }).await;
            }
            Termijnsoort::Escalatie(termijn) => {
                w.systeem::<Escalatie>(stroom, EscalatieCommand::VerstrijkTermijn { termijn }).await;
            }
            Termijnsoort::Mandaat => w.systeem::<Mandaat>(stroom, MandaatCommand::VerstrijkTermijn).await,
            Termijnsoort::SkjRegistratie => {
                w.systeem::<SkjRegistratie>(stroom, SkjRegistratieCommand::VerstrijkTermijn).await
            }
            Termijnsoort::Mandaatbesluit => {
                w.systeem::<Mandaatbesluit>(stroom, MandaatbesluitCommand::VerstrijkTermijn).await
            }
            Termijnsoort::Huishouden(soort) => {
                w.systeem::<Huishouden>(stroom, HuishoudenCommand::VerstrijkTermijn { soort }).await;
            }
        }
    }
    assert_eq!(w.verstreken().await, []);
}

#[tokio::test]
async fn een_termijn_verstrijkt_op_haar_tijdstip_en_noemt_haar_oorzaak() {
    let mut w = Wereld::nieuw("termijn-signaal").await;
    let signaal = w.meld_signaal(false).await;
    w.het_wordt("2025-03-10T22:59:59Z");
    assert_eq!(w.verstreken().await, []);
    w.het_wordt("2025-03-10T23:00:00Z");
    let verstreken = w.verstreken().await;
    let gemeld = w.store.load(&gemeente(), signaal).await.unwrap().remove(0);
    assert_eq!((verstreken[0].stroom, verstreken[0].oorzaak), (signaal, gemeld.event_id));
    assert_eq!(verstreken[0].soort, Termijnsoort::Signaal(SignaalTermijn::Oppakken));
    assert_eq!(verstreken[0].soort.stroomsoort(), "signaal");
    assert_eq!(verstreken[0].sinds, tijd("2025-03-10T23:00:00Z"));
}

#[tokio::test]
async fn wat_te_laat_is_gedaan_verstrijkt_alsnog() {
    let mut w = Wereld::nieuw("termijn-te-laat").await;
    let signaal = w.meld_signaal(false).await;
    w.het_wordt("2025-03-11T09:00:00Z");
    w.doe::<Signaal>(signaal, &cjg_coach(), SignaalCommand::PakOp).await;
    assert_eq!(soorten(&w).await, [Termijnsoort::Signaal(SignaalTermijn::Oppakken)]);
    bewaak(&mut w).await;
    w.doe::<Signaal>(signaal, &cjg_coach(), SignaalCommand::KoppelTerug { inhoud: tekst("Opgepakt.") }).await;
    w.het_wordt("2026-03-11T09:00:00Z");
    assert_eq!(w.verstreken().await, [], "op tijd teruggekoppeld");
}

#[tokio::test]
async fn een_onbetaalde_schuld_verstrijkt_een_keer_ook_als_de_hulp_daarna_start() {
    let mut w = Wereld::nieuw("termijn-schuld").await;
    w.registreer_huishouden().await;
    let inzet = w.zet_in("inzet", "jeugdzorg-noord").await;
    w.doe::<Doorverwijzing>(inzet, &aanbieder(), DoorverwijzingCommand::Aanvaard { verwachte_start: None }).await;
    w.het_wordt("2025-03-18T09:00:00Z");
    assert_eq!(soorten(&w).await, [Termijnsoort::Doorverwijzing(Verwijzingstermijn::Terugkoppeling)]);
    bewaak(&mut w).await;
    w.doe::<Doorverwijzing>(inzet, &aanbieder(), DoorverwijzingCommand::Start { op: dag("2025-03-18") }).await;
    w.het_wordt("2025-06-18T09:00:00Z");
    assert_eq!(w.verstreken().await, [], "dezelfde schuld, al vastgelegd");
    w.doe::<Doorverwijzing>(inzet, &aanbieder(), DoorverwijzingCommand::KoppelTerug { inhoud: tekst("Gestart.") })
        .await;
    let klaar = DoorverwijzingCommand::RondAf {
        resultaat: regieboek_doorverwijzing::Hulpresultaat::Behaald,
        toelichting: tekst("Ze gaat weer."),
    };
    w.doe::<Doorverwijzing>(inzet, &aanbieder(), klaar).await;
    w.het_wordt("2025-07-18T09:00:00Z");
    assert_eq!(soorten(&w).await, [Termijnsoort::Doorverwijzing(Verwijzingstermijn::Terugkoppeling)]);
    bewaak(&mut w).await;
}

#[tokio::test]
async fn niemand_antwoordt_start_of_beslist_en_alles_wordt_een_keer_gemeld() {
    let mut w = Wereld::nieuw("termijn-alles").await;
    w.registreer_huishouden().await;
    w.open_plan().await;
    let start = IntakeCommand::Start {
        huishouden: HuishoudenId::new(huishouden()),
        betreft_jeugdhulp: false,
        wmo_melding: true,
    };
    w.doe::<Intake>(id("intake"), &cjg_coach(), start).await;
    w.zet_in("onbeantwoord", "jeugdzorg-zuid").await;
    let aanvaard = w.zet_in("aanvaard", "jeugdzorg-noord").await;
    w.doe::<Doorverwijzing>(aanvaard, &aanbieder(), DoorverwijzingCommand::Aanvaard { verwachte_start: None }).await;
    w.meld_escalatie().await;
    w.het_wordt("2025-05-01T09:00:00Z");
    let verstreken = soorten(&w).await;
    for verwacht in [
        Termijnsoort::Intake,
        Termijnsoort::Doorverwijzing(Verwijzingstermijn::Beantwoorden),
        Termijnsoort::Doorverwijzing(Verwijzingstermijn::Start),
        Termijnsoort::Doorverwijzing(Verwijzingstermijn::Terugkoppeling),
        Termijnsoort::Escalatie(Escalatietermijn::Triage),
    ] {
        assert!(verstreken.contains(&verwacht), "{verwacht:?}");
    }
    bewaak(&mut w).await;
    w.neem_escalatie_aan().await;
    w.schaal_af().await;
    w.het_wordt("2025-12-01T09:00:00Z");
    assert_eq!(soorten(&w).await, [Termijnsoort::Escalatie(Escalatietermijn::Nazorg)]);
    bewaak(&mut w).await;
    w.doe::<Escalatie>(escalatie(), &cjg_coach(), EscalatieCommand::MeldTerugval { toelichting: tekst("Weer.") }).await;
    w.het_wordt("2025-12-08T09:00:00Z");
    assert_eq!(soorten(&w).await, [Termijnsoort::Escalatie(Escalatietermijn::Triage)], "terugval zet haar opnieuw");
}

#[tokio::test]
async fn acties_rusten_zolang_het_plan_gesloten_is() {
    use regieboek_huishouden::{Actie, Controleverslag, Doel, Doelresultaat, Evaluatie, Nazorguitkomst};
    use regieboek_kernel::{ActieId, DoelId, Leefgebied, Organisatie, Uitvoerder};
    let mut w = Wereld::nieuw("termijn-acties").await;
    w.registreer_huishouden().await;
    w.open_plan().await;
    let (chris, doel, actie) = (cjg_coach(), DoelId::new(id("doel")), ActieId::new(id("actie")));
    let streefdatum = dag("2025-09-01");
    let stel = Doel { id: doel, leefgebied: Leefgebied::Wonen, resultaat: tekst("Geen huurschuld."), streefdatum };
    let organisatie: Organisatie = "budgethulp".parse().unwrap();
    let doe = Actie {
        id: actie,
        doel,
        omschrijving: tekst("De post openen."),
        uitvoerder: Uitvoerder::Vrijwilliger { organisatie },
        uiterlijk: dag("2025-04-01"),
    };
    let oordeel = Evaluatie { doel, oordeel: Doelresultaat::DeelsBehaald, toelichting: tekst("Half.") };
    let sluiting = HuishoudenCommand::SluitPlan { reden: Sluitreden::Uitval, nazorg_eigenaar: betrokkene(&chris) };
    for wat in [
        HuishoudenCommand::StelDoel(stel),
        HuishoudenCommand::VoegActieToe(doe),
        HuishoudenCommand::EvalueerDoel(oordeel),
        sluiting,
    ] {
        w.doe::<Huishouden>(huishouden(), &chris, wat).await;
    }
    w.het_wordt("2025-06-05T09:00:00Z");
    assert_eq!(soorten(&w).await, [Termijnsoort::Huishouden(TermijnSoort::Nazorgcontrole(1))]);
    bewaak(&mut w).await;
    let verslag = Controleverslag { controle: 1, uitkomst: Nazorguitkomst::Terugval, toelichting: tekst("Mis.") };
    w.doe::<Huishouden>(huishouden(), &chris, HuishoudenCommand::VoerNazorgcontroleUit(verslag)).await;
    assert_eq!(soorten(&w).await, [Termijnsoort::Huishouden(TermijnSoort::Actie(actie))]);
    bewaak(&mut w).await;
    w.het_wordt("2026-06-05T09:00:00Z");
    assert_eq!(w.verstreken().await, [], "de tweede controle verviel bij de heropening");
}
