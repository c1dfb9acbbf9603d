//! Two processes on one log, each with its own memory: what one remembers never decides over what the other stored.

use regieboek_access::Relatie;
use regieboek_access::handelingen::ToestemmingVastleggen;
use regieboek_huishouden::{Huishouden, HuishoudenCommand};
use regieboek_kernel::{Deelgrond, Leefgebied};

use crate::wereld::*;

#[tokio::test]
async fn op_een_mandaat_dat_elders_is_ingetrokken_wordt_niets_meer_ingezet() {
    let mut wereld = Wereld::open().await;
    let mandaat = wereld.mandaat().await;
    wereld.verwijs(&schoolcoach(), inzet(Some(mandaat))).await.unwrap();
    let dit = wereld.app.clone();
    wereld.app = wereld.ander_proces();
    wereld.trek_mandaat_in(mandaat).await;
    wereld.app = dit;
    let lengte = wereld.lengte().await;
    assert_eq!(regel(wereld.verwijs(&schoolcoach(), inzet(Some(mandaat))).await), "inzet-zonder-bevoegdheid");
    assert_eq!(wereld.lengte().await, lengte);
}

#[tokio::test]
async fn niemand_wordt_geweigerd_op_wat_een_proces_zich_herinnert() {
    let mut wereld = Wereld::open().await;
    let eerste = wereld.toestemming("school-de-regenboog", &[Leefgebied::Gezondheid]).await;
    let dit = wereld.app.clone();
    wereld.app = wereld.ander_proces();
    let tweede = wereld.toestemming("jeugdhulp-noord", &[Leefgebied::Gezondheid]).await;
    wereld.app = dit;
    let vraag = |id| erbij_halen(Some(Deelgrond::Toestemming(id)));
    assert_eq!(regel(wereld.verwijs(&cjg_coach(), vraag(eerste)).await), "geen-grondslag-voor-delen");
    wereld.verwijs(&cjg_coach(), vraag(tweede)).await.unwrap();
}

#[tokio::test]
async fn wie_een_versie_noemt_die_een_proces_nog_niet_zag_wordt_niet_geweigerd() {
    let mut wereld = Wereld::open().await;
    let dit = wereld.app.clone();
    wereld.app = wereld.ander_proces();
    let id = wereld.toestemming("jeugdhulp-noord", &[Leefgebied::Gezondheid]).await;
    wereld.app = dit;
    let toegang = als::<ToestemmingVastleggen>(&cjg_coach(), wereld.huishouden, Relatie::Contactpersoon);
    let intrekken = HuishoudenCommand::TrekToestemmingIn { id };
    let receipt = wereld.app.pas_toe::<Huishouden, _>(&toegang, &aanvraag(Some(2)), intrekken).await.unwrap();
    assert_eq!(receipt.version, 3);
}

#[tokio::test]
async fn om_en_om_opgeslagen_door_twee_processen_gaat_niets_verloren() {
    let mut wereld = Wereld::open().await;
    let mut ander = wereld.ander_proces();
    for _ in 0..6 {
        wereld.toestemming("jeugdhulp-noord", &[Leefgebied::Gezondheid]).await;
        std::mem::swap(&mut wereld.app, &mut ander);
    }
    assert_eq!(wereld.events(wereld.huishouden).await.len(), 7);
}
