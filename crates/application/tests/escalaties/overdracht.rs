//! An overdracht of the regie over both streams: asked once, accepted in one append, and against a take-over one wins.

use regieboek_access::handelingen::{PlanVoeren, RegieOverdragen, VerwijzingBeantwoorden, VerwijzingWeigeren};
use regieboek_access::{Beller, Relatie, Toegang};
use regieboek_application::{Aanvraag, Overdrachtsverzoek, Receipt, UseCaseError};
use regieboek_doorverwijzing::{Weigeraar, Weigering, Weigerreden};
use regieboek_huishouden::Sluitreden;
use regieboek_kernel::{Deelgrond, DoorverwijzingId, Functionaris, Grondslag};
use uuid::Uuid;

use super::tegelijk::{neem_aan, tegelijk, winnaar};
use super::wereld::*;

const RONDES: usize = 50;

async fn vraag(server: Server, huishouden: Uuid, verwijzing: Uuid) -> Result<Receipt, UseCaseError> {
    let toegang: Toegang<RegieOverdragen> = mag(&cjg_coach(), huishouden, &[Relatie::Regisseur]);
    let verzoek = Overdrachtsverzoek {
        naar: Functionaris::from(&makelaar().professional),
        hulpvraag: tekst(huishouden),
        spoed: false,
        deelgrond: Some(Deelgrond::Grondslag(Grondslag::Wmo511)),
    };
    server.app.vraag_overdracht(&toegang, &aanvraag(), DoorverwijzingId::new(verwijzing), verzoek).await
}

async fn aanvaard(server: Server, verwijzing: Uuid, aanvraag: Aanvraag) -> Result<Receipt, UseCaseError> {
    let toegang: Toegang<VerwijzingBeantwoorden> = mag(&makelaar(), verwijzing, &[Relatie::Geadresseerde]);
    let gesprek = server.app.nu().datum();
    server.app.aanvaard_overdracht(&toegang, &aanvraag, gesprek).await
}

async fn weiger(wereld: &Wereld, verwijzing: Uuid) -> Result<Receipt, UseCaseError> {
    let toegang: Toegang<VerwijzingWeigeren> = mag(&makelaar(), verwijzing, &[Relatie::Geadresseerde]);
    let weigering = Weigering {
        reden: Weigerreden::ZorginhoudelijkNietPassend,
        door: Weigeraar::Aanbieder,
        volgende_stap: tekst(verwijzing),
        eigenaar_volgende_stap: cjg_coach().professional.id,
        alternatief: None,
    };
    wereld.app().weiger_verwijzing(&toegang, &wereld.bij(verwijzing).await, weigering).await
}

fn bezet<T: std::fmt::Debug>(uitkomst: Result<T, UseCaseError>) -> &'static str {
    match uitkomst {
        Err(UseCaseError::Bezet { scope, .. }) => scope,
        anders => panic!("held by another, not {anders:?}"),
    }
}

async fn regisseur_is(wereld: &Wereld, huishouden: Uuid, wie: &Beller) {
    assert_eq!(wereld.regisseurs(huishouden).await.last(), Some(&als_betrokkene(wie)));
}

#[tokio::test]
async fn de_regie_gaat_over_op_het_moment_van_aanvaarden_en_niet_eerder() {
    let wereld = Wereld::nieuw().await;
    let huishouden = wereld.met_plan().await;
    let (eerste, tweede) = (Uuid::from_u128(0xd1), Uuid::from_u128(0xd2));
    vraag(wereld.server(0), huishouden, eerste).await.expect("asked");
    assert_eq!(bezet(vraag(wereld.server(0), huishouden, tweede).await), "overdracht-al-open");
    regisseur_is(&wereld, huishouden, &cjg_coach()).await;

    weiger(&wereld, eerste).await.expect("refused");
    regisseur_is(&wereld, huishouden, &cjg_coach()).await;
    vraag(wereld.server(0), huishouden, tweede).await.expect("a refusal makes room for another");
    aanvaard(wereld.server(0), tweede, wereld.bij(tweede).await).await.expect("accepted");
    regisseur_is(&wereld, huishouden, &makelaar()).await;
}

#[tokio::test]
async fn een_plan_met_een_open_overdracht_wordt_niet_gesloten() {
    let wereld = Wereld::nieuw().await;
    let huishouden = wereld.met_plan().await;
    vraag(wereld.server(0), huishouden, Uuid::from_u128(0xd3)).await.expect("asked");
    let toegang: Toegang<PlanVoeren> = mag(&cjg_coach(), huishouden, &[Relatie::Regisseur]);
    let eigenaar = als_betrokkene(&cjg_coach());
    let gesloten = wereld.app().sluit_plan(&toegang, &wereld.bij(huishouden).await, Sluitreden::Uitval, eigenaar).await;
    assert_eq!(bezet(gesloten), "overdracht-al-open");
}

#[tokio::test(flavor = "multi_thread")]
async fn van_twee_overdrachten_tegelijk_wordt_er_een_gevraagd() {
    let wereld = Wereld::met_servers(2).await;
    for ronde in 0..RONDES as u128 {
        let huishouden = wereld.met_plan().await;
        let (een, ander) = (wereld.server(0), wereld.server(1));
        let ids = [Uuid::from_u128(0xe000 + 2 * ronde), Uuid::from_u128(0xe001 + 2 * ronde)];
        let uitkomsten = tegelijk(move || vraag(een, huishouden, ids[0]), move || vraag(ander, huishouden, ids[1]));
        let (_, fout) = winnaar(uitkomsten.await);
        assert!(matches!(fout, UseCaseError::Bezet { scope: "overdracht-al-open", .. }), "{fout:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn tegen_een_overname_door_het_meer_team_wint_er_een() {
    let wereld = Wereld::met_servers(2).await;
    for ronde in 0..RONDES as u128 {
        let zaak = wereld.in_triage().await;
        let verwijzing = Uuid::from_u128(0xf000 + ronde);
        vraag(wereld.server(0), zaak.huishouden, verwijzing).await.expect("asked");
        let (een, ander) = (wereld.server(0), wereld.server(1));
        let (bij_verwijzing, bij_escalatie) = (wereld.bij(verwijzing).await, wereld.bij(zaak.escalatie).await);
        let voor = wereld.regisseurs(zaak.huishouden).await.len();
        let [overdracht, overname] = tegelijk(
            move || aanvaard(een, verwijzing, bij_verwijzing),
            move || neem_aan(ander, anna(), zaak, bij_escalatie),
        )
        .await;
        // The Meer-team may still take over from the new regisseur; an overdracht from who lost the regie is void.
        overname.expect("the Meer-team takes over");
        let na = wereld.regisseurs(zaak.huishouden).await;
        assert_eq!(na.last(), Some(&als_betrokkene(&anna())));
        assert_eq!(na.len() - voor, 1 + usize::from(overdracht.is_ok()));
        if overdracht.is_err() {
            assert_eq!(regel(overdracht), "regisseur-gewisseld");
        }
    }
}
