//! An intake is started by whoever speaks for the huishouden, also in the second in which that changes.

use regieboek_application::UseCaseError;
use regieboek_huishouden::Huishouden;
use regieboek_intake::Intake;
use regieboek_kernel::HuishoudenId;

use crate::wereld::{Wereld, cjg_coach, gemeente, schoolcoach, uuid, wmo_consulent};

#[tokio::test]
async fn de_contactpersoon_start_een_intake() {
    let wereld = Wereld::nieuw().await;
    let huishouden = wereld.huishouden().await;
    let intake = wereld.gestart(huishouden).await;
    let staat = wereld.staat::<Intake>(intake).await;
    assert_eq!(staat.huishouden(), Some(HuishoudenId::new(huishouden)));
    assert_eq!(staat.intaker(), Some(cjg_coach().professional.id));
    assert_eq!(wereld.geschiedenis(huishouden).await.len(), 1, "the huishouden is only relied on");
}

#[tokio::test]
async fn voor_een_ander_bestaat_het_huishouden_niet() {
    let wereld = Wereld::nieuw().await;
    let huishouden = wereld.huishouden().await;
    for (wie, bij) in [(schoolcoach(), huishouden), (cjg_coach(), uuid())] {
        let uitkomst = wereld.start(bij, &wie).await;
        assert!(matches!(uitkomst, Err(UseCaseError::NietGevonden)), "{uitkomst:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn wie_de_regie_op_dat_moment_kwijtraakt_start_geen_intake_meer() {
    for _ in 0..20 {
        let wereld = Wereld::nieuw().await;
        let huishouden = wereld.huishouden().await;
        let (coach, consulent) = (cjg_coach(), wmo_consulent());
        let (gestart, ()) = tokio::join!(wereld.start(huishouden, &coach), wereld.open_plan(huishouden, &consulent));
        let overgegaan = wereld.geschiedenis(huishouden).await.pop().expect("a plan").position;
        match gestart {
            Ok(intake) => {
                let begin = wereld.geschiedenis(intake).await.pop().expect("an intake").position;
                assert!(begin < overgegaan, "started while the authority held");
            }
            Err(UseCaseError::NietGevonden) => {
                assert_eq!(wereld.store.head(&gemeente()).await.expect("reads"), 2, "nothing of it is stored");
            }
            Err(fout) => panic!("{fout:?}"),
        }
        let regisseur = wereld.staat::<Huishouden>(huishouden).await;
        assert!(regisseur.regisseur().is_some());
    }
}
