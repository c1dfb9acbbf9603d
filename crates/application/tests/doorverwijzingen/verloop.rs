//! Answering and ending: what it does to the huishouden in the same moment.

use regieboek_access::Relatie;
use regieboek_access::handelingen::VerwijzingIntrekken;
use regieboek_application::UseCaseError;
use regieboek_doorverwijzing::Intrekreden;
use regieboek_huishouden::{Aanleiding, HuishoudenCommand};
use regieboek_kernel::{Deelgrond, DoorverwijzingId, Functionaris, Leefgebied};
use uuid::Uuid;

use crate::wereld::*;

async fn trek_in(wereld: &Wereld, verwijzing: Uuid, versie: u64, reden: Intrekreden) -> Result<(), UseCaseError> {
    let toegang = als::<VerwijzingIntrekken>(&huisarts(), verwijzing, Relatie::Verwijzer);
    wereld.app.trek_verwijzing_in(&toegang, &aanvraag(Some(versie)), reden).await.map(drop)
}

#[tokio::test]
async fn wie_aanvaardt_is_op_hetzelfde_moment_betrokken_tot_de_hulp_eindigt() {
    let wereld = Wereld::open().await;
    let verwijzing = wereld.verwijs(&huisarts(), recept()).await.unwrap();
    let receipt = wereld.aanvaard(&sociaal_makelaar(), verwijzing).await.unwrap();
    assert_eq!((receipt.subject, receipt.version), (verwijzing, 2));
    let [betrokken] = wereld.betrokkenheden().await.try_into().unwrap();
    assert_eq!(betrokken.wie, Functionaris::from(&sociaal_makelaar().professional).into());
    assert_eq!(betrokken.wegens, Aanleiding::Verwijzing(DoorverwijzingId::new(verwijzing)));
    assert_eq!(betrokken.deelgrond, op_wet());
    assert_eq!(betrokken.categorieen, [Leefgebied::Meedoen, Leefgebied::Gezondheid]);
    let [antwoord, gevolg] = [verwijzing, wereld.huishouden].map(|stream| wereld.events(stream));
    let (antwoord, gevolg) = (antwoord.await.pop().unwrap(), gevolg.await.pop().unwrap());
    assert_eq!(gevolg.position, antwoord.position + 1);
    assert_eq!(gevolg.decode_metadata().unwrap().command, antwoord.decode_metadata().unwrap().command);
    wereld.start(&sociaal_makelaar(), verwijzing).await;
    wereld.rond_af(&sociaal_makelaar(), verwijzing).await;
    assert!(wereld.betrokkenheden().await.is_empty());
}

#[tokio::test]
async fn zonder_toestemming_ziet_wie_helpt_alles_behalve_veiligheid() {
    let wereld = Wereld::open().await;
    let verwijzing = wereld.verwijs(&huisarts(), inzet(None)).await.unwrap();
    wereld.aanvaard(&aanbieder(), verwijzing).await.unwrap();
    let gedeeld = &wereld.betrokkenheden().await[0].categorieen;
    assert_eq!(gedeeld.len(), 4);
    assert!(!gedeeld.contains(&Leefgebied::Veiligheid));
}

#[tokio::test]
async fn met_toestemming_ziet_wie_helpt_wat_zij_noemt() {
    let wereld = Wereld::open().await;
    let id = wereld.toestemming("jeugdhulp-noord", &[Leefgebied::Gezondheid, Leefgebied::Veiligheid]).await;
    let verwijzing = wereld.verwijs(&cjg_coach(), erbij_halen(Some(Deelgrond::Toestemming(id)))).await.unwrap();
    wereld.aanvaard(&aanbieder(), verwijzing).await.unwrap();
    assert_eq!(wereld.betrokkenheden().await[0].categorieen, [Leefgebied::Veiligheid, Leefgebied::Gezondheid]);
}

#[tokio::test]
async fn een_toestemming_die_is_ingetrokken_voor_het_antwoord_geeft_geen_zicht() {
    let wereld = Wereld::open().await;
    let id = wereld.toestemming("jeugdhulp-noord", &[Leefgebied::Gezondheid]).await;
    let verwijzing = wereld.verwijs(&cjg_coach(), erbij_halen(Some(Deelgrond::Toestemming(id)))).await.unwrap();
    wereld.doe(HuishoudenCommand::TrekToestemmingIn { id }).await;
    assert_eq!(regel(wereld.aanvaard(&aanbieder(), verwijzing).await), "geen-grondslag-voor-delen");
    assert_eq!(wereld.verwijzing(verwijzing).await.toestand(), "aangevraagd");
}

#[tokio::test]
async fn van_twee_aanvaardingen_tegelijk_slaagt_er_een() {
    for _ in 0..10 {
        let wereld = Wereld::open().await;
        let verwijzing = wereld.verwijs(&huisarts(), inzet(None)).await.unwrap();
        let (een, ander) = (aanbieder(), collega_aanbieder());
        let (een, ander) = tokio::join!(wereld.aanvaard(&een, verwijzing), wereld.aanvaard(&ander, verwijzing));
        let verliezer = match (een, ander) {
            (Ok(_), Err(fout)) | (Err(fout), Ok(_)) => fout,
            beide => panic!("precies een slaagt: {beide:?}"),
        };
        assert!(matches!(verliezer, UseCaseError::Verouderd(Some(stand)) if stand.versie == 2));
        assert_eq!(wereld.betrokkenheden().await.len(), 1);
    }
}

#[tokio::test]
async fn een_wijziging_van_het_huishouden_houdt_een_antwoord_niet_tegen() {
    let wereld = Wereld::open().await;
    let verwijzing = wereld.verwijs(&huisarts(), inzet(None)).await.unwrap();
    let elders = async {
        wereld.toestemming("school-de-regenboog", &[Leefgebied::Wonen]).await;
    };
    let wie = aanbieder();
    let uitkomst = wereld.tussen_lezen_en_schrijven(elders, wereld.aanvaard(&wie, verwijzing)).await;
    assert_eq!(uitkomst.unwrap().version, 2);
}

#[tokio::test]
async fn intrekken_beeindigt_het_zicht_van_wie_had_aanvaard_en_houdt_dat_uit_een_andere_verwijzing() {
    let wereld = Wereld::open().await;
    let eerste = wereld.verwijs(&huisarts(), inzet(None)).await.unwrap();
    let tweede = wereld.verwijs(&huisarts(), inzet(None)).await.unwrap();
    for verwijzing in [eerste, tweede] {
        wereld.aanvaard(&aanbieder(), verwijzing).await.unwrap();
    }
    trek_in(&wereld, eerste, 2, Intrekreden::OpVerzoekBewoner).await.unwrap();
    let [over] = wereld.betrokkenheden().await.try_into().unwrap();
    assert_eq!(over.wegens, Aanleiding::Verwijzing(DoorverwijzingId::new(tweede)));
}

#[tokio::test]
async fn wat_nog_niet_is_aanvaard_wordt_ingetrokken_zonder_gevolg_voor_het_huishouden() {
    let wereld = Wereld::open().await;
    let verwijzing = wereld.verwijs(&huisarts(), inzet(None)).await.unwrap();
    let voor = wereld.events(wereld.huishouden).await.len();
    let onbekend = Intrekreden::AndereAanbieder { verwijzing: DoorverwijzingId::new(nieuw()) };
    assert!(matches!(trek_in(&wereld, verwijzing, 1, onbekend).await, Err(UseCaseError::NietGevonden)));
    trek_in(&wereld, verwijzing, 1, Intrekreden::NietMeerNodig).await.unwrap();
    assert_eq!(wereld.events(wereld.huishouden).await.len(), voor);
}
