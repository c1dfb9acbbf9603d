//! A signaal is coupled by whoever speaks for the huishouden.

use regieboek_application::UseCaseError;
use regieboek_intake::{Signaal, SignaalEvent};
use regieboek_kernel::HuishoudenId;

use crate::wereld::{Wereld, cjg_coach, uuid, wmo_consulent};

#[tokio::test]
async fn de_contactpersoon_koppelt_het_signaal() {
    let wereld = Wereld::nieuw().await;
    let (signaal, huishouden) = (wereld.opgepakt_signaal().await, wereld.huishouden().await);
    wereld.koppel(signaal, &cjg_coach(), huishouden).await.expect("couples");
    wereld.koppel(signaal, &cjg_coach(), huishouden).await.expect("saying it again is harmless");
    assert_eq!(wereld.staat::<Signaal>(signaal).await.huishouden(), Some(HuishoudenId::new(huishouden)));
    assert_eq!(wereld.namen::<SignaalEvent>(signaal).await, ["SignaalGemeld", "SignaalOpgepakt", "SignaalGekoppeld"]);
    assert_eq!(wereld.geschiedenis(huishouden).await.len(), 1, "the huishouden is only relied on");
}

#[tokio::test]
async fn wie_het_huishouden_niet_meer_heeft_koppelt_er_niets_aan() {
    let wereld = Wereld::nieuw().await;
    let (signaal, huishouden) = (wereld.opgepakt_signaal().await, wereld.huishouden().await);
    wereld.open_plan(huishouden, &wmo_consulent()).await;
    for onbekend in [huishouden, uuid(), signaal] {
        let uitkomst = wereld.koppel(signaal, &cjg_coach(), onbekend).await;
        assert!(matches!(uitkomst, Err(UseCaseError::NietGevonden)), "{uitkomst:?}");
    }
    assert_eq!(wereld.staat::<Signaal>(signaal).await.huishouden(), None);
}
