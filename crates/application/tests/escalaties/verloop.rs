//! What each decision does to both streams, and which escalatie is the one open one.

use regieboek_access::handelingen::{Doorzetten, EscalatieBeslissen, TerugvalMelden};
use regieboek_access::{Relatie, Toegang};
use regieboek_application::{Receipt, UseCaseError};
use regieboek_escalatie::{Afwijsreden, Escalatie, Toestand};
use regieboek_huishouden::{Actie, Doel, Huishouden, HuishoudenCommand, Sluitreden};
use regieboek_kernel::*;
use uuid::Uuid;

use super::wereld::*;

/// What the last command stored, as readable names per stream; all of it is of that one command.
async fn laatste_stap(wereld: &Wereld, zaak: Zaak) -> (Vec<String>, Vec<String>) {
    let (escalatie, huishouden) =
        (wereld.geschiedenis(zaak.escalatie).await, wereld.geschiedenis(zaak.huishouden).await);
    let command = escalatie.last().expect("has events").decode_metadata().expect("decodes").command;
    let van_dit_command = |events: &[regieboek_event_store::Recorded]| {
        events
            .iter()
            .filter(|event| event.decode_metadata().expect("decodes").command == command)
            .map(|event| event.code.clone())
            .collect()
    };
    (van_dit_command(&escalatie), van_dit_command(&huishouden))
}

async fn ziet(wereld: &Wereld, zaak: Zaak, wie: &regieboek_access::Beller) -> bool {
    let p = &wie.professional;
    wereld.staat::<Huishouden>(zaak.huishouden).await.is_betrokken(p.id, &p.organisatie, p.functie)
}

async fn toestand(wereld: &Wereld, zaak: Zaak) -> Toestand {
    wereld.staat::<Escalatie>(zaak.escalatie).await.toestand()
}

async fn wijs_af(wereld: &Wereld, zaak: Zaak) -> Result<Receipt, UseCaseError> {
    let toegang: Toegang<EscalatieBeslissen> = mag(&anna(), zaak.escalatie, &[Relatie::Behandelaar]);
    let aanvraag = wereld.bij(zaak.escalatie).await;
    let advies = tekst(zaak.huishouden);
    wereld.app().wijs_escalatie_af(&toegang, &aanvraag, Afwijsreden::RegisseurKanVerder, advies).await
}

async fn meld_terugval(wereld: &Wereld, zaak: Zaak, relatie: Relatie) -> Result<Receipt, UseCaseError> {
    let toegang: Toegang<TerugvalMelden> = mag(&cjg_coach(), zaak.escalatie, &[relatie]);
    let aanvraag = wereld.bij(zaak.escalatie).await;
    wereld.app().meld_terugval(&toegang, &aanvraag, tekst(zaak.huishouden)).await
}

#[tokio::test]
async fn wie_in_triage_neemt_raakt_op_dat_moment_betrokken() {
    let wereld = Wereld::nieuw().await;
    let huishouden = wereld.met_plan().await;
    let zaak = wereld.escaleer(huishouden).await.unwrap();
    assert!(!ziet(&wereld, zaak, &anna()).await);

    let ontvangst = wereld.neem_in_triage(zaak, &anna()).await.unwrap();
    assert_eq!((ontvangst.subject, ontvangst.version), (zaak.escalatie, 2), "the receipt speaks of the escalatie");
    assert_eq!(laatste_stap(&wereld, zaak).await, (vec!["es02".to_owned()], vec!["hh03".to_owned()]));
    assert!(ziet(&wereld, zaak, &anna()).await);

    assert_eq!(regel(wereld.neem_in_triage(zaak, &bram()).await), "al-in-triage");
    assert!(!ziet(&wereld, zaak, &bram()).await, "who came too late sees nothing");
}

#[tokio::test]
async fn aannemen_brengt_de_regie_op_dat_moment_bij_het_meer_team() {
    let wereld = Wereld::nieuw().await;
    let zaak = wereld.aangenomen().await;
    assert_eq!(laatste_stap(&wereld, zaak).await, (vec!["es03".to_owned()], vec!["hh13".to_owned()]));
    let escalatie: Escalatie = wereld.staat(zaak.escalatie).await;
    assert_eq!(escalatie.coordinator(), Some(&Functionaris::from(&anna().professional)));
    assert_eq!(escalatie.voorgaande_regisseur(), Some(cjg_coach().professional.id));
    assert_eq!(wereld.regisseurs(zaak.huishouden).await, [als_betrokkene(&cjg_coach()), als_betrokkene(&anna())]);

    let voor = (wereld.versie(zaak.escalatie).await, wereld.versie(zaak.huishouden).await);
    wereld.neem_aan(zaak, &anna()).await.unwrap();
    let na = (wereld.versie(zaak.escalatie).await, wereld.versie(zaak.huishouden).await);
    assert_eq!(voor, na, "accepting what was accepted changes nothing");
    assert_eq!(regel(wereld.neem_aan(zaak, &bram()).await), "past-niet-bij-toestand");
}

#[tokio::test]
async fn zonder_actief_plan_is_er_geen_regie_om_over_te_nemen_en_verandert_er_niets() {
    let wereld = Wereld::nieuw().await;
    let huishouden = wereld.geregistreerd().await;
    let zaak = wereld.escaleer(huishouden).await.unwrap();
    wereld.neem_in_triage(zaak, &anna()).await.unwrap();
    assert_eq!(regel(wereld.neem_aan(zaak, &anna()).await), "past-niet-bij-toestand");
    assert_eq!(toestand(&wereld, zaak).await, Toestand::InTriage, "the escalatie alone is not accepted either");
}

#[tokio::test]
async fn van_een_huishouden_staat_een_escalatie_tegelijk_open() {
    let wereld = Wereld::nieuw().await;
    let huishouden = wereld.met_plan().await;
    let zaak = wereld.escaleer(huishouden).await.unwrap();
    assert_eq!(al_open(wereld.escaleer(huishouden).await), zaak.escalatie);
    let ander_huishouden = wereld.met_plan().await;
    wereld.escaleer(ander_huishouden).await.expect("another huishouden is another matter");
}

#[tokio::test]
async fn afwijzen_beeindigt_het_zicht_en_maakt_een_nieuwe_escalatie_mogelijk() {
    let wereld = Wereld::nieuw().await;
    let zaak = wereld.in_triage().await;
    wijs_af(&wereld, zaak).await.unwrap();
    assert_eq!(laatste_stap(&wereld, zaak).await, (vec!["es04".to_owned()], vec!["hh04".to_owned()]));
    assert!(!ziet(&wereld, zaak, &anna()).await);
    assert_eq!(wereld.regisseurs(zaak.huishouden).await, [als_betrokkene(&cjg_coach())], "the regie never moved");
    assert_eq!(wereld.open_escalatie(zaak.huishouden).await, None);

    let nieuwe = wereld.escaleer(zaak.huishouden).await.unwrap();
    wijs_af(&wereld, zaak).await.expect("refusing what was refused changes nothing");
    assert_eq!(wereld.open_escalatie(zaak.huishouden).await, Some(nieuwe.escalatie), "least of all the new one");
}

#[tokio::test]
async fn de_volgorde_van_het_meer_team_is_op_dat_moment_de_volgorde_van_het_plan() {
    let wereld = Wereld::nieuw().await;
    let huishouden = wereld.met_plan().await;
    let (doel, actie) = (DoelId::new(Uuid::from_u128(1)), ActieId::new(Uuid::from_u128(2)));
    let nieuw_doel = Doel {
        id: doel,
        leefgebied: Leefgebied::WerkEnInkomen,
        resultaat: tekst(huishouden),
        streefdatum: "2026-03-01".parse().unwrap(),
    };
    wereld.regisseur_doet(huishouden, HuishoudenCommand::StelDoel(nieuw_doel)).await;
    let nieuwe_actie = Actie {
        id: actie,
        doel,
        omschrijving: tekst(huishouden),
        uitvoerder: Uitvoerder::Netwerk { naam: tekst(huishouden) },
        uiterlijk: "2025-10-01".parse().unwrap(),
    };
    wereld.regisseur_doet(huishouden, HuishoudenCommand::VoegActieToe(nieuwe_actie)).await;
    let zaak = wereld.escaleer(huishouden).await.unwrap();
    wereld.neem_in_triage(zaak, &anna()).await.unwrap();
    wereld.neem_aan(zaak, &anna()).await.unwrap();

    let bepaal = async |volgorde| {
        let toegang: Toegang<Doorzetten> = mag(&anna(), zaak.escalatie, &[Relatie::Behandelaar]);
        let aanvraag = wereld.bij(zaak.escalatie).await;
        wereld.app().bepaal_volgorde_bij_escalatie(&toegang, &aanvraag, volgorde, tekst(huishouden)).await
    };
    let onbekend = ActieId::new(Uuid::from_u128(3));
    let voor = wereld.versie(zaak.escalatie).await;
    assert_eq!(regel(bepaal(vec![actie, onbekend]).await), "actie-onbekend");
    assert_eq!(wereld.versie(zaak.escalatie).await, voor, "what the plan refuses is not the escalatie's order either");

    bepaal(vec![actie]).await.unwrap();
    assert_eq!(laatste_stap(&wereld, zaak).await, (vec!["es05".to_owned()], vec!["hh12".to_owned()]));
    let in_het_plan = wereld.geschiedenis(huishouden).await.pop().unwrap();
    assert_eq!(in_het_plan.bevoegdheid, format!("doorzettingsmacht:{}", zaak.escalatie));
}

#[tokio::test]
async fn wie_de_afschaling_aanvaardt_heeft_op_dat_moment_de_regie() {
    let wereld = Wereld::nieuw().await;
    let zaak = wereld.aangenomen().await;
    wereld.op("2025-12-01");
    wereld.bied_aan(zaak, &makelaar()).await;
    assert_eq!(regel(wereld.aanvaard(zaak, &cjg_coach()).await), "alleen-volgende-regisseur");
    assert_eq!(wereld.open_escalatie(zaak.huishouden).await, Some(zaak.escalatie), "an offer leaves it open");

    wereld.aanvaard(zaak, &makelaar()).await.unwrap();
    let in_beide = (vec!["es08".to_owned()], vec!["hh14".to_owned(), "hh04".to_owned()]);
    assert_eq!(laatste_stap(&wereld, zaak).await, in_beide);
    assert_eq!(
        wereld.regisseurs(zaak.huishouden).await,
        [als_betrokkene(&cjg_coach()), als_betrokkene(&anna()), als_betrokkene(&makelaar())]
    );
    assert!(!ziet(&wereld, zaak, &anna()).await);
    assert_eq!(wereld.open_escalatie(zaak.huishouden).await, None);
}

#[tokio::test]
async fn na_afschaling_kan_opnieuw_worden_geescaleerd_en_wacht_terugval_daarop() {
    let wereld = Wereld::nieuw().await;
    let zaak = wereld.afgeschaald().await;
    let nieuwe = wereld.escaleer(zaak.huishouden).await.unwrap();
    assert_eq!(al_open(meld_terugval(&wereld, zaak, Relatie::Regisseur).await), nieuwe.escalatie);
    assert_eq!(toestand(&wereld, zaak).await, Toestand::InNazorg);
}

#[tokio::test]
async fn terugval_maakt_de_escalatie_weer_de_ene_die_openstaat() {
    let wereld = Wereld::nieuw().await;
    let zaak = wereld.afgeschaald().await;
    let voor = wereld.versie(zaak.huishouden).await;
    meld_terugval(&wereld, zaak, Relatie::Regisseur).await.unwrap();
    assert_eq!(toestand(&wereld, zaak).await, Toestand::Heropend);
    assert_eq!(wereld.versie(zaak.huishouden).await, voor, "a plan that is active needs no re-opening");
    assert_eq!(wereld.open_escalatie(zaak.huishouden).await, Some(zaak.escalatie));
    assert_eq!(al_open(wereld.escaleer(zaak.huishouden).await), zaak.escalatie);
}

#[tokio::test]
async fn terugval_heropent_een_plan_dat_intussen_was_gesloten() {
    let wereld = Wereld::nieuw().await;
    let zaak = wereld.afgeschaald().await;
    let sluit = HuishoudenCommand::SluitPlan {
        reden: Sluitreden::VerderZonderHulp,
        nazorg_eigenaar: als_betrokkene(&cjg_coach()),
    };
    wereld.regisseur_doet(zaak.huishouden, sluit).await;
    wereld.op("2026-02-02");
    meld_terugval(&wereld, zaak, Relatie::Nazorgeigenaar).await.unwrap();
    assert_eq!(laatste_stap(&wereld, zaak).await, (vec!["es10".to_owned()], vec!["hh21".to_owned()]));

    wereld.neem_in_triage(zaak, &bram()).await.unwrap();
    wereld.neem_aan(zaak, &bram()).await.unwrap();
    let [coach, anna, bram] = [cjg_coach(), anna(), bram()].map(|wie| als_betrokkene(&wie));
    assert_eq!(wereld.regisseurs(zaak.huishouden).await, [coach.clone(), anna, coach, bram]);
}
