//! Asking: on which authority, on which ground.

use std::sync::atomic::Ordering;

use regieboek_access::Relatie;
use regieboek_access::handelingen::{Verwijzen, VerwijzingIntrekken};
use regieboek_application::{Aanvraag, UseCaseError};
use regieboek_huishouden::HuishoudenCommand;
use regieboek_kernel::{Deelgrond, DoorverwijzingId, Leefgebied, LidId, MandaatId};

use crate::wereld::*;

#[tokio::test]
async fn een_inzet_noemt_het_mandaat_en_de_versie_waarop_is_getoetst() {
    let wereld = Wereld::open().await;
    let mandaat = wereld.mandaat().await;
    let verwijzing = wereld.verwijs(&schoolcoach(), inzet(Some(mandaat))).await.unwrap();
    assert_eq!(wereld.events(verwijzing).await[0].bevoegdheid, format!("mandaat:{mandaat}@1"));
}

#[tokio::test]
async fn zonder_mandaat_berust_een_inzet_op_de_wet() {
    let wereld = Wereld::open().await;
    let verwijzing = wereld.verwijs(&huisarts(), inzet(None)).await.unwrap();
    assert_eq!(wereld.events(verwijzing).await[0].bevoegdheid, "wet:jeugdwet-2.6-1e@2015-01-01");
    for (wie, voorziening) in [(huisarts(), "huishoudelijke-hulp"), (schoolcoach(), "ambulante-jeugdhulp")] {
        let uitkomst = wereld.verwijs(&wie, inzet_van(voorziening, None)).await;
        assert_eq!(regel(uitkomst), "inzet-zonder-bevoegdheid");
    }
}

#[tokio::test]
async fn een_onbekend_mandaat_is_niet_verleend_en_dat_van_een_ander_dekt_niet() {
    let wereld = Wereld::open().await;
    let lengte = wereld.lengte().await;
    let onbekend = wereld.verwijs(&schoolcoach(), inzet(Some(MandaatId::new(nieuw())))).await.unwrap_err();
    assert!(onbekend.to_string().ends_with("Dit mandaat is niet verleend."), "{onbekend}");
    assert_eq!(wereld.lengte().await, lengte);
    let mandaat = wereld.mandaat().await;
    assert_eq!(regel(wereld.verwijs(&cjg_coach(), inzet(Some(mandaat))).await), "inzet-zonder-bevoegdheid");
}

#[tokio::test]
async fn de_toets_is_op_het_moment_van_de_opdracht_ook_als_het_eerder_gebeurde() {
    let wereld = Wereld::open().await;
    let mandaat = wereld.mandaat().await;
    wereld.klok.op("2026-06-30T21:59:59Z");
    assert!(wereld.verwijs(&schoolcoach(), inzet(Some(mandaat))).await.is_ok());
    wereld.klok.op("2026-06-30T22:00:01Z");
    let gisteren = Aanvraag { gebeurd_op: Some("2026-06-29T10:00:00Z".parse().unwrap()), ..aanvraag(None) };
    let toegang = als::<Verwijzen>(&schoolcoach(), wereld.huishouden, Relatie::Betrokkene);
    let id = DoorverwijzingId::new(nieuw());
    let uitkomst = wereld.app.verwijs(&toegang, None, &gisteren, id, inzet(Some(mandaat))).await.unwrap_err();
    assert!(uitkomst.to_string().contains("SKJ-registratie"), "{uitkomst}");
}

#[tokio::test]
async fn een_mandaat_dat_wordt_ingetrokken_tijdens_de_beslissing_dekt_niet_meer() {
    let wereld = Wereld::open().await;
    let mandaat = wereld.mandaat().await;
    let lengte = wereld.lengte().await;
    let intrekken = wereld.trek_mandaat_in(mandaat);
    let uitkomst =
        wereld.tussen_lezen_en_schrijven(intrekken, wereld.verwijs(&schoolcoach(), inzet(Some(mandaat)))).await;
    assert_eq!(regel(uitkomst), "inzet-zonder-bevoegdheid");
    assert!(wereld.klok.keren.load(Ordering::Relaxed) >= 2, "besloten, ingehaald, en opnieuw besloten");
    assert_eq!(wereld.lengte().await, lengte + 1, "alleen de intrekking is vastgelegd");
}

#[tokio::test]
async fn een_toestemming_die_wordt_ingetrokken_tijdens_de_beslissing_geldt_niet_meer() {
    let wereld = Wereld::open().await;
    let id = wereld.toestemming("jeugdhulp-noord", &[Leefgebied::Gezondheid]).await;
    let intrekken = wereld.doe(HuishoudenCommand::TrekToestemmingIn { id });
    let vraag = erbij_halen(Some(Deelgrond::Toestemming(id)));
    let uitkomst = wereld.tussen_lezen_en_schrijven(intrekken, wereld.verwijs(&schoolcoach(), vraag)).await;
    assert_eq!(regel(uitkomst), "geen-grondslag-voor-delen");
    assert!(wereld.klok.keren.load(Ordering::Relaxed) >= 2);
}

#[tokio::test]
async fn zonder_toestemming_voor_deze_organisatie_of_een_andere_grond_wordt_niets_gedeeld() {
    let wereld = Wereld::open().await;
    let voor_school = wereld.toestemming("school-de-regenboog", &[Leefgebied::Gezondheid]).await;
    for grond in [None, Some(Deelgrond::Toestemming(voor_school))] {
        assert_eq!(regel(wereld.verwijs(&cjg_coach(), erbij_halen(grond)).await), "geen-grondslag-voor-delen");
    }
    assert!(wereld.verwijs(&cjg_coach(), erbij_halen(op_wet())).await.is_ok());
}

#[tokio::test]
async fn een_doorverwijzing_gaat_over_leden_van_dit_huishouden() {
    let wereld = Wereld::open().await;
    let mut vraag = erbij_halen(op_wet());
    vraag.betreft = vec![wereld.kind, LidId::new(nieuw())];
    assert_eq!(regel(wereld.verwijs(&cjg_coach(), vraag).await), "lid-onbekend");
}

#[tokio::test]
async fn een_andere_aanbieder_vervangt_de_eerste_in_een_keer() {
    let wereld = Wereld::open().await;
    let eerste = wereld.verwijs(&huisarts(), inzet(None)).await.unwrap();
    wereld.aanvaard(&aanbieder(), eerste).await.unwrap();
    assert_eq!(wereld.betrokkenheden().await.len(), 1);
    let toegang = als::<Verwijzen>(&huisarts(), wereld.huishouden, Relatie::Betrokkene);
    let intrekken = als::<VerwijzingIntrekken>(&huisarts(), eerste, Relatie::Verwijzer);
    let tweede = DoorverwijzingId::new(nieuw());
    let receipt = wereld.app.verwijs(&toegang, Some(&intrekken), &aanvraag(None), tweede, inzet(None)).await.unwrap();
    assert_eq!((receipt.subject, receipt.version), (tweede.uuid(), 1));
    assert_eq!(wereld.verwijzing(eerste).await.toestand(), "ingetrokken");
    let ingetrokken = wereld.events(eerste).await.pop().unwrap();
    assert!(ingetrokken.payload.contains(&format!(r#""code":"andere-aanbieder","verwijzing":"{tweede}""#)));
    assert_eq!(ingetrokken.bevoegdheid, "functie");
    assert!(wereld.betrokkenheden().await.is_empty());
    let commando =
        |events: &[regieboek_event_store::Recorded]| events.last().unwrap().decode_metadata().unwrap().command;
    let samen =
        [wereld.events(tweede.uuid()).await, wereld.events(eerste).await, wereld.events(wereld.huishouden).await];
    assert!(samen.iter().all(|events| commando(events) == commando(&samen[0])));
}

#[tokio::test]
async fn een_doorverwijzing_van_een_ander_huishouden_wordt_niet_vervangen() {
    let wereld = Wereld::open().await;
    let eerste = wereld.verwijs(&huisarts(), inzet(None)).await.unwrap();
    let ander = nieuw();
    wereld.registreer(ander, LidId::new(nieuw())).await;
    let lengte = wereld.lengte().await;
    let toegang = als::<Verwijzen>(&huisarts(), ander, Relatie::Betrokkene);
    let intrekken = als::<VerwijzingIntrekken>(&huisarts(), eerste, Relatie::Verwijzer);
    let tweede = DoorverwijzingId::new(nieuw());
    let uitkomst = wereld.app.verwijs(&toegang, Some(&intrekken), &aanvraag(None), tweede, inzet(None)).await;
    assert!(matches!(uitkomst, Err(UseCaseError::NietGevonden)));
    assert_eq!(wereld.lengte().await, lengte);
}
