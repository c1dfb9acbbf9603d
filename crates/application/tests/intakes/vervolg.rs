//! What a conclusion owes happens exactly once, also when a server dies in between; a refusal is a fact.

use std::sync::Arc;

use async_trait::async_trait;
use regieboek_access::handelingen::Escaleren;
use regieboek_access::{Relatie, Toegang};
use regieboek_application::{Escalatiemelding, UseCaseError};
use regieboek_escalatie::{Escalatie, EscalatieEvent, Escalatiegrond};
use regieboek_event_store::{ClaimKey, Projection, ProjectionError, Recorded, Tx};
use regieboek_huishouden::{Huishouden, HuishoudenEvent, Regisseur};
use regieboek_intake::IntakeEvent;
use regieboek_intake::intake::{Conclusie, StapGeweigerd, Vervolgstap};
use regieboek_kernel::{Actor, Beslisser as _, Bevoegdheid, EscalatieId, Gemeente, IntakeId, Redencode};
use tokio::runtime::Handle;
use uuid::Uuid;

use crate::wereld::{
    Wereld, aanvraag, als_betrokkene, cjg_coach, gemeente, mag, plan, schoolcoach, tekst, uuid, wmo_consulent,
};

const PLAN: [&str; 2] = ["HuishoudenGeregistreerd", "PlanGeopend"];

/// The refusals that stand on an intake.
async fn weigeringen(wereld: &Wereld, intake: Uuid) -> Vec<StapGeweigerd> {
    let feiten = wereld.geschiedenis(intake).await;
    let feit = |r: &Recorded| {
        let IntakeEvent::StapGeweigerd(feit) = r.decode().expect("decodes").feit else { return None };
        Some(feit)
    };
    feiten.iter().filter_map(feit).collect()
}

async fn open_escalatie(wereld: &Wereld, huishouden: Uuid) -> Option<Uuid> {
    let key = ClaimKey { scope: "escalatie-al-open", key: huishouden.as_bytes().to_vec() };
    wereld.store.claim_owner(&gemeente(), &key).await.expect("reads")
}

#[tokio::test]
async fn een_intake_met_conclusie_plan_opent_het_plan_met_de_genoemde_regisseur() {
    let wereld = Wereld::nieuw().await;
    let huishouden = wereld.huishouden().await;
    let intake = wereld.afgerond(huishouden, plan(&wmo_consulent())).await;
    let oorzaak = wereld.geschiedenis(intake).await.pop().expect("a conclusion");
    wereld.volg_op().await;
    assert_eq!(wereld.namen::<HuishoudenEvent>(huishouden).await, PLAN);
    let geopend = wereld.geschiedenis(huishouden).await.pop().expect("a plan");
    let HuishoudenEvent::PlanGeopend(opening) = geopend.decode().expect("decodes").feit else { panic!("PlanGeopend") };
    assert_eq!(opening.regisseur, Regisseur::Professional(als_betrokkene(&wmo_consulent())));
    assert_eq!(opening.intake, Some(IntakeId::new(intake)));
    let (van, naar) = (oorzaak.decode_metadata().expect("reads"), geopend.decode_metadata().expect("reads"));
    assert_eq!(naar.verantwoording.wie, Actor::Systeem);
    assert_eq!(naar.verantwoording.bevoegdheid, Bevoegdheid::Regel);
    assert_eq!(naar.verantwoording.oorzaak, Some(oorzaak.event_id), "from effect to cause");
    assert_eq!(naar.correlatie, van.correlatie, "one chain");
    assert_eq!(wereld.gelezen_tot().await, wereld.store.head(&gemeente()).await.expect("reads"));
}

#[tokio::test]
async fn een_lichtere_conclusie_is_niets_verschuldigd() {
    let wereld = Wereld::nieuw().await;
    let huishouden = wereld.huishouden().await;
    let intake = wereld.gestart(huishouden).await;
    wereld.rond_af(intake, [3, 3, 3, 3, 3], Conclusie::InformatieEnAdvies).await;
    let voor = wereld.store.head(&gemeente()).await.expect("reads");
    wereld.volg_op().await;
    assert_eq!(wereld.store.head(&gemeente()).await.expect("reads"), voor);
}

#[tokio::test]
async fn na_een_val_tussen_doen_en_onthouden_is_er_nog_steeds_een_plan() {
    let wereld = Wereld::nieuw().await;
    let huishouden = wereld.huishouden().await;
    let intake = wereld.afgerond(huishouden, plan(&wmo_consulent())).await;
    for _ in 0..3 {
        wereld.volg_op().await;
        wereld.vergeet_de_voortgang().await;
    }
    wereld.volg_op().await;
    assert_eq!(wereld.namen::<HuishoudenEvent>(huishouden).await, PLAN);
    assert_eq!(weigeringen(&wereld, intake).await, []);
}

#[tokio::test]
async fn wat_eens_is_gedaan_wordt_later_niet_geweigerd_en_niet_overgedaan() {
    let wereld = Wereld::nieuw().await;
    let huishouden = wereld.huishouden().await;
    let eerste = wereld.afgerond(huishouden, plan(&cjg_coach())).await;
    wereld.volg_op().await;
    wereld.sluit_plan(huishouden, &cjg_coach()).await;
    wereld.vergeet_de_voortgang().await;
    wereld.volg_op().await;
    assert!(wereld.staat::<Huishouden>(huishouden).await.regisseur().is_none(), "not opened once more");
    wereld.open_plan(huishouden, &schoolcoach()).await;
    wereld.vergeet_de_voortgang().await;
    wereld.volg_op().await;
    assert_eq!(weigeringen(&wereld, eerste).await, [], "another plan is active, but this one was opened in its time");
}

#[tokio::test(flavor = "multi_thread")]
async fn van_werkers_tegelijk_opent_wie_het_laatst_is_aangewezen_een_plan() {
    for _ in 0..20 {
        let wereld = Wereld::nieuw().await;
        let huishouden = wereld.huishouden().await;
        let intake = wereld.afgerond(huishouden, plan(&wmo_consulent())).await;
        let mut werkers = Vec::new();
        for _ in 0..4 {
            werkers.push(wereld.werker().await);
        }
        let tegelijk: Vec<_> = werkers
            .into_iter()
            .map(|mut werker| {
                let hier = Handle::current();
                tokio::task::spawn_blocking(move || hier.block_on(werker.stap()))
            })
            .collect();
        let mut uitkomsten = Vec::new();
        for werker in tegelijk {
            uitkomsten.push(werker.await.expect("ends"));
        }
        assert!(matches!(uitkomsten.pop(), Some(Ok(1..))), "the last one goes on");
        for afgelost in uitkomsten {
            assert!(matches!(afgelost, Err(UseCaseError::Afgelost)), "{afgelost:?}");
        }
        wereld.volg_op().await;
        assert_eq!(wereld.namen::<HuishoudenEvent>(huishouden).await, PLAN);
        assert_eq!(weigeringen(&wereld, intake).await, []);
    }
}

#[tokio::test]
async fn wie_is_afgelost_legt_niets_meer_vast() {
    let wereld = Wereld::nieuw().await;
    let huishouden = wereld.huishouden().await;
    let intake = wereld.afgerond(huishouden, plan(&wmo_consulent())).await;
    let mut slaper = wereld.werker().await;
    let mut opvolger = wereld.werker().await;
    let voor = wereld.store.head(&gemeente()).await.expect("reads");
    for _ in 0..2 {
        let uitkomst = slaper.stap().await;
        assert!(matches!(uitkomst, Err(UseCaseError::Afgelost)), "{uitkomst:?}");
    }
    assert_eq!((wereld.store.head(&gemeente()).await.expect("reads"), wereld.gelezen_tot().await), (voor, 0));
    assert!(opvolger.stap().await.expect("goes on") > 0);
    let gedaan = wereld.gelezen_tot().await;
    let uitkomst = slaper.stap().await;
    assert!(matches!(uitkomst, Err(UseCaseError::Afgelost)), "also when it was done meanwhile: {uitkomst:?}");
    assert_eq!(wereld.gelezen_tot().await, gedaan);
    assert_eq!(wereld.namen::<HuishoudenEvent>(huishouden).await, PLAN);
    assert_eq!(weigeringen(&wereld, intake).await, []);
}

#[tokio::test]
async fn waar_niets_verschuldigd_was_wordt_pas_later_onthouden_hoe_ver_het_is() {
    let wereld = Wereld::nieuw().await;
    let huishouden = wereld.huishouden().await;
    let mut vervolg = wereld.werker().await;
    assert!(vervolg.stap().await.expect("goes on") > 0);
    assert_eq!((vervolg.gelezen() > 0, wereld.gelezen_tot().await), (true, 0), "in memory alone");
    wereld.afgerond(huishouden, plan(&wmo_consulent())).await;
    assert!(vervolg.stap().await.expect("goes on") > 0);
    assert_eq!(wereld.gelezen_tot().await, vervolg.gelezen(), "something was owed");
    wereld.huishouden().await;
    while vervolg.stap().await.expect("goes on") > 0 {}
    assert!(wereld.gelezen_tot().await < vervolg.gelezen());
    vervolg.rond_af().await.expect("is stored");
    assert_eq!(wereld.gelezen_tot().await, vervolg.gelezen(), "for who comes next");
}

#[tokio::test]
async fn na_veel_waarin_niets_verschuldigd_was_wordt_het_onthouden() {
    let wereld = Wereld::nieuw().await;
    let mut vervolg = wereld.werker().await;
    for _ in 0..6 {
        wereld.drukte(1000).await;
    }
    let mut onthouden = Vec::new();
    while vervolg.stap().await.expect("goes on") > 0 {
        onthouden.push(wereld.gelezen_tot().await);
    }
    onthouden.dedup();
    assert_eq!(onthouden, [0, 4096], "once on the way");
}

#[tokio::test]
async fn wie_sterft_zonder_te_onthouden_laat_niets_liggen_en_niets_dubbel_doen() {
    let wereld = Wereld::nieuw().await;
    let huishouden = wereld.huishouden().await;
    let mut gestorven = wereld.werker().await;
    while gestorven.stap().await.expect("goes on") > 0 {}
    let intake = wereld.afgerond(huishouden, plan(&wmo_consulent())).await;
    drop(gestorven);
    for _ in 0..3 {
        let mut volgende = wereld.werker().await;
        while volgende.stap().await.expect("goes on") > 0 {}
    }
    assert_eq!(wereld.namen::<HuishoudenEvent>(huishouden).await, PLAN);
    assert_eq!(weigeringen(&wereld, intake).await, []);
}

#[tokio::test]
async fn een_stap_die_de_regels_weigeren_is_een_feit_en_blijft_geweigerd() {
    let wereld = Wereld::nieuw().await;
    let huishouden = wereld.huishouden().await;
    let intake = wereld.afgerond(huishouden, plan(&wmo_consulent())).await;
    wereld.open_plan(huishouden, &cjg_coach()).await;
    let geweigerd = StapGeweigerd { stap: Vervolgstap::PlanOpenen, regel: Redencode::new("plan-al-actief") };
    for _ in 0..2 {
        wereld.volg_op().await;
        assert_eq!(weigeringen(&wereld, intake).await, std::slice::from_ref(&geweigerd));
        wereld.vergeet_de_voortgang().await;
    }
    wereld.sluit_plan(huishouden, &cjg_coach()).await;
    wereld.volg_op().await;
    assert!(wereld.staat::<Huishouden>(huishouden).await.regisseur().is_none(), "refused is refused");
    assert_eq!(weigeringen(&wereld, intake).await, [geweigerd]);
    let feit = wereld.geschiedenis(intake).await.pop().expect("a refusal").decode_metadata().expect("reads");
    assert_eq!(feit.verantwoording.wie, Actor::Systeem);
}

#[tokio::test]
async fn een_directe_escalatie_komt_met_een_plan_in_een_keer() {
    let wereld = Wereld::nieuw().await;
    let huishouden = wereld.huishouden().await;
    let intake = wereld.gestart(huishouden).await;
    wereld.rond_af(intake, [3, 2, 1, 2, 4], Conclusie::DirecteEscalatie).await;
    for _ in 0..2 {
        wereld.volg_op().await;
        wereld.vergeet_de_voortgang().await;
    }
    let escalatie = open_escalatie(&wereld, huishouden).await.expect("one is open");
    assert_eq!(wereld.namen::<EscalatieEvent>(escalatie).await, ["EscalatieAangemeld"]);
    assert_eq!(wereld.namen::<HuishoudenEvent>(huishouden).await, PLAN);
    let staat = wereld.staat::<Escalatie>(escalatie).await;
    assert_eq!(staat.gronden(), [Escalatiegrond::MeervoudigeProblematiek, Escalatiegrond::Veiligheid]);
    let aangemeld = wereld.geschiedenis(escalatie).await.remove(0);
    let EscalatieEvent::EscalatieAangemeld(melding) = aangemeld.decode().expect("decodes").feit else {
        panic!("EscalatieAangemeld")
    };
    assert!(melding.spoed, "a score of 1 on veiligheid is acute");
    let regisseur = wereld.staat::<Huishouden>(huishouden).await.regisseur().cloned();
    assert_eq!(regisseur, Some(Regisseur::Professional(als_betrokkene(&cjg_coach()))), "the contactpersoon");
    let geopend = wereld.geschiedenis(huishouden).await.pop().expect("a plan");
    assert_eq!(geopend.position, aangemeld.position + 1, "one append");
    assert_eq!(weigeringen(&wereld, intake).await, []);
}

#[tokio::test]
async fn een_directe_escalatie_laat_een_plan_dat_er_is_zoals_het_is() {
    let wereld = Wereld::nieuw().await;
    let huishouden = wereld.huishouden().await;
    wereld.afgerond(huishouden, Conclusie::DirecteEscalatie).await;
    wereld.open_plan(huishouden, &wmo_consulent()).await;
    wereld.volg_op().await;
    assert!(open_escalatie(&wereld, huishouden).await.is_some());
    assert_eq!(wereld.namen::<HuishoudenEvent>(huishouden).await, PLAN);
}

#[tokio::test]
async fn een_tweede_open_escalatie_wordt_geweigerd_als_feit() {
    let wereld = Wereld::nieuw().await;
    let huishouden = wereld.huishouden().await;
    let intake = wereld.afgerond(huishouden, Conclusie::DirecteEscalatie).await;
    let eerste = uuid();
    let toegang: Toegang<Escaleren> = mag(&cjg_coach(), huishouden, &[Relatie::Contactpersoon]);
    let melding = Escalatiemelding {
        gronden: vec![Escalatiegrond::HulpStagneert],
        geprobeerd: tekst(huishouden),
        gevraagd: tekst(huishouden),
        spoed: false,
    };
    wereld.open_plan(huishouden, &cjg_coach()).await;
    wereld.app.escaleer(&toegang, &aanvraag(), EscalatieId::new(eerste), melding).await.expect("raises");
    wereld.volg_op().await;
    assert_eq!(open_escalatie(&wereld, huishouden).await, Some(eerste));
    let geweigerd = StapGeweigerd { stap: Vervolgstap::EscalatieAanmelden, regel: Redencode::new("escalatie-al-open") };
    assert_eq!(weigeringen(&wereld, intake).await, [geweigerd]);
}

/// A read model that cannot take in what happens to a huishouden.
struct Weigerachtig;

#[async_trait]
impl Projection for Weigerachtig {
    fn name(&self) -> &'static str {
        "weigerachtig"
    }

    fn streams(&self) -> &'static [&'static str] {
        &[Huishouden::TYPE]
    }

    async fn apply(&self, _: &mut Tx, _: &[Recorded]) -> Result<(), ProjectionError> {
        Err(ProjectionError::Inconsistent("on purpose".to_owned()))
    }

    async fn clear(&self, _: &mut Tx, _: &Gemeente) -> Result<(), ProjectionError> {
        Ok(())
    }
}

#[tokio::test]
async fn een_storing_laat_de_lezer_waar_hij_was_en_is_geen_weigering() {
    let wereld = Wereld::nieuw().await;
    let huishouden = wereld.huishouden().await;
    let intake = wereld.afgerond(huishouden, plan(&wmo_consulent())).await;
    let mut gestoord = wereld.werker_met(&wereld.met(vec![Arc::new(Weigerachtig)]).await).await;
    for _ in 0..2 {
        let uitkomst = gestoord.stap().await;
        assert!(matches!(uitkomst, Err(UseCaseError::Storing(_))), "{uitkomst:?}");
        assert_eq!(wereld.gelezen_tot().await, 0);
    }
    assert_eq!(weigeringen(&wereld, intake).await, []);
    wereld.volg_op().await;
    assert_eq!(wereld.namen::<HuishoudenEvent>(huishouden).await, PLAN, "and another server goes on");
}
