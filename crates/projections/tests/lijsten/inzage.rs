//! Who sees how much of one item.

use regieboek_doorverwijzing::{Doorverwijzing, DoorverwijzingCommand};
use regieboek_escalatie::{Escalatie, EscalatieCommand};

use regieboek_intake::{Intake, IntakeCommand, Signaal, SignaalCommand};
use regieboek_kernel::{Functie, HuishoudenId, Vindplaats};
use regieboek_projections::inzage;

use crate::register::{beheerder, verleen};
use crate::wereld::{Wereld, aanbieder, cjg_coach, coordinator, escalatie, huishouden, id, schoolcoach, tekst, wie};

#[tokio::test]
async fn de_melder_ziet_het_eigen_signaal_en_de_terugkoppeling_en_niets_van_de_casus() {
    let mut w = Wereld::nieuw("inzage-signaal").await;
    w.registreer_huishouden().await;
    let signaal = w.meld_signaal(false).await;
    w.doe::<Signaal>(signaal, &cjg_coach(), SignaalCommand::PakOp).await;
    let koppel = SignaalCommand::KoppelAanHuishouden { huishouden: HuishoudenId::new(huishouden()) };
    w.doe::<Signaal>(signaal, &cjg_coach(), koppel).await;
    w.doe::<Signaal>(signaal, &cjg_coach(), SignaalCommand::KoppelTerug { inhoud: tekst("Opgepakt.") }).await;

    let eigenaar =
        inzage::signaal(&mut w.store.read().await.unwrap(), &w.toegang(&cjg_coach(), signaal).await.unwrap())
            .await
            .unwrap()
            .unwrap();
    assert_eq!((eigenaar.huishouden_id, eigenaar.versie), (Some(huishouden()), 4));
    assert_eq!(eigenaar.eigenaar.unwrap().naam.as_deref(), Some("Chris"));
    let melder =
        inzage::signaal(&mut w.store.read().await.unwrap(), &w.toegang(&schoolcoach(), signaal).await.unwrap())
            .await
            .unwrap()
            .unwrap();
    assert_eq!((melder.huishouden_id, melder.toestand.as_str()), (None, "opgepakt"));
    assert_eq!(melder.terugkoppelingen[0].inhoud.as_deref(), Some("Opgepakt."));
    let wie = melder.eigenaar.unwrap();
    assert_eq!((wie.naam, wie.professional_id, wie.functie.as_str()), (None, None, "cjg-coach"));
    assert!(w.toegang::<regieboek_access::handelingen::SignaalInzien>(&aanbieder(), signaal).await.is_none());
}

#[tokio::test]
async fn een_vernietigde_omschrijving_is_leeg() {
    let mut w = Wereld::nieuw("inzage-vernietigd").await;
    let wat = SignaalCommand::Meld {
        vindplaats: Vindplaats::School,
        gebied: "hoofddorp-zuidwest".parse().unwrap(),
        omschrijving: tekst("Weg.").vernietigd(),
        betreft_veiligheid: false,
        anoniem: false,
    };
    w.doe::<Signaal>(id("signaal"), &schoolcoach(), wat).await;
    let toegang = w.toegang(&schoolcoach(), id("signaal")).await.unwrap();
    assert_eq!(
        inzage::signaal(&mut w.store.read().await.unwrap(), &toegang).await.unwrap().unwrap().omschrijving,
        None
    );
}

#[tokio::test]
async fn de_verwijzer_hoort_wat_ervan_werd_en_ziet_niets_van_de_casus() {
    let mut w = Wereld::nieuw("inzage-verwijzing").await;
    w.registreer_huishouden().await;
    let inzet = w.zet_in("inzet", "jeugdzorg-noord").await;
    let sanne = w.toegang(&schoolcoach(), inzet).await.unwrap();
    let verwijzer = inzage::doorverwijzing(&mut w.store.read().await.unwrap(), &sanne).await.unwrap().unwrap();
    assert_eq!((verwijzer.toestand.as_str(), verwijzer.huishouden_id), ("aangevraagd", None));
    assert_eq!(verwijzer.hulpvraag.as_deref(), Some("Weer naar school."));
    assert_eq!(verwijzer.bevoegdheid, Some(format!("mandaat:{}@1", id("mandaat"))));
    assert!(verwijzer.betreft.is_empty());

    let aanvaard = DoorverwijzingCommand::Aanvaard { verwachte_start: None };
    w.doe::<Doorverwijzing>(inzet, &aanbieder(), aanvaard).await;
    let aisha = w.toegang(&aanbieder(), inzet).await.unwrap();
    let houder = inzage::doorverwijzing(&mut w.store.read().await.unwrap(), &aisha).await.unwrap().unwrap();
    assert_eq!((houder.huishouden_id, houder.betreft), (Some(huishouden()), vec![id("dochter")]));
    let chris = w.toegang(&cjg_coach(), inzet).await.unwrap();
    let regie = inzage::doorverwijzing(&mut w.store.read().await.unwrap(), &chris).await.unwrap().unwrap();
    assert_eq!(regie.huishouden_id, Some(huishouden()));

    w.doe::<Doorverwijzing>(inzet, &aanbieder(), DoorverwijzingCommand::Start { op: w.nu.datum() }).await;
    let klaar = DoorverwijzingCommand::RondAf {
        resultaat: regieboek_doorverwijzing::Hulpresultaat::Behaald,
        toelichting: tekst("Ze gaat weer."),
    };
    w.doe::<Doorverwijzing>(inzet, &aanbieder(), klaar).await;
    let houder = inzage::doorverwijzing(&mut w.store.read().await.unwrap(), &aisha).await.unwrap().unwrap();
    assert_eq!((houder.huishouden_id, houder.toestand.as_str()), (None, "afgerond"), "het zicht eindigt met de hulp");
    let verwijzer = inzage::doorverwijzing(&mut w.store.read().await.unwrap(), &sanne).await.unwrap().unwrap();
    assert_eq!((verwijzer.resultaat.as_deref(), verwijzer.toelichting), (Some("behaald"), None));
}

#[tokio::test]
async fn wie_escaleerde_ziet_de_eigen_melding_en_het_meer_team_alles() {
    let mut w = Wereld::nieuw("inzage-escalatie").await;
    w.registreer_huishouden().await;
    w.open_plan().await;
    w.meld_escalatie().await;
    w.neem_escalatie_aan().await;
    let aanbod =
        EscalatieCommand::BiedAfschalingAan { volgende_regisseur: (&schoolcoach()).into(), resultaat: tekst("Rust.") };
    w.doe::<Escalatie>(escalatie(), &coordinator(), aanbod).await;

    let meer_team = w.toegang(&coordinator(), escalatie()).await.unwrap();
    let alles = inzage::escalatie(&mut w.store.read().await.unwrap(), &meer_team).await.unwrap().unwrap();
    assert_eq!((alles.huishouden_id, alles.toestand.as_str()), (Some(huishouden()), "afgeschaald"));
    let chris = w.toegang(&cjg_coach(), escalatie()).await.unwrap();
    let eigen = inzage::escalatie(&mut w.store.read().await.unwrap(), &chris).await.unwrap().unwrap();
    assert_eq!((eigen.huishouden_id, eigen.afschaling.is_none()), (None, true));
    assert_eq!(eigen.geprobeerd.as_deref(), Some("Twee aanbieders gebeld."));
    let sanne = w.toegang(&schoolcoach(), escalatie()).await.unwrap();
    let gevraagd = inzage::escalatie(&mut w.store.read().await.unwrap(), &sanne).await.unwrap().unwrap();
    assert_eq!(gevraagd.afschaling.unwrap().resultaat.as_deref(), Some("Rust."));

    let weigering = EscalatieCommand::WijsAfschalingAf { reden: tekst("Geen ruimte.") };
    w.doe::<Escalatie>(escalatie(), &schoolcoach(), weigering).await;
    let niet_meer = inzage::escalatie(&mut w.store.read().await.unwrap(), &sanne).await.unwrap().unwrap();
    assert_eq!((niet_meer.huishouden_id, niet_meer.geprobeerd), (None, None), "het aanbod staat niet meer");
}

#[tokio::test]
async fn een_intake_en_een_andere_stroom() {
    let mut w = Wereld::nieuw("inzage-intake").await;
    w.registreer_huishouden().await;
    let huishouden_id = HuishoudenId::new(huishouden());
    let start = IntakeCommand::Start { huishouden: huishouden_id, betreft_jeugdhulp: true, wmo_melding: false };
    w.doe::<Intake>(id("intake"), &cjg_coach(), start).await;
    let vraag = IntakeCommand::LegVraagVast { eigen_woorden: tekst("Rust."), vraag_achter_de_vraag: None };
    w.doe::<Intake>(id("intake"), &cjg_coach(), vraag).await;
    let toegang = w.toegang(&cjg_coach(), id("intake")).await.unwrap();
    let intake = inzage::intake(&mut w.store.read().await.unwrap(), &toegang).await.unwrap().unwrap();
    assert_eq!((intake.huishouden_id, intake.versie), (huishouden(), 2));
    assert_eq!(intake.vraag.unwrap().eigen_woorden.as_deref(), Some("Rust."));

    let toegang = w.toegang(&cjg_coach(), huishouden()).await.unwrap();
    assert!(
        inzage::intake(&mut w.store.read().await.unwrap(), &toegang).await.unwrap().is_none(),
        "een huishouden is geen intake"
    );
}

#[tokio::test]
async fn mandaat_en_registratie_voor_de_beheerder() {
    let mut w = Wereld::nieuw("inzage-mandaat").await;
    verleen(&mut w).await;
    let toegang = w.toegang(&beheerder(), id("mandaat")).await.unwrap();
    let mandaat = inzage::mandaat(&mut w.store.read().await.unwrap(), &toegang).await.unwrap().unwrap();
    assert_eq!((mandaat.toestand.as_str(), mandaat.houder.naam.as_deref()), ("verleend", Some("Sanne")));
    let toegang = w.toegang(&beheerder(), id("skj")).await.unwrap();
    let skj = inzage::skj_registratie(&mut w.store.read().await.unwrap(), &toegang).await.unwrap().unwrap();
    assert_eq!((skj.geldig_tot.as_str(), skj.nummer.as_deref()), ("2025-06-30", Some("120012345")));
    assert!(inzage::mandaatbesluit(&mut w.store.read().await.unwrap(), &toegang).await.unwrap().is_none());
    let vreemde = wie("Wil", Functie::Wijkagent, "politie");
    assert!(w.toegang::<regieboek_access::handelingen::MandatenBeheren>(&vreemde, id("mandaat")).await.is_none());
}
