//! A term that passed is a fact of the aggregate it runs on; one that has not, or that runs no more, is no error.

use regieboek_access::handelingen::{Escaleren, NazorgVoeren, Verwijzen};
use regieboek_access::{Relatie, Toegang};
use regieboek_application::{Application, Escalatiemelding, Termijn, UseCaseError};
use regieboek_doorverwijzing::{
    Aanvraag as Verwijsaanvraag, Adressering, Doorverwijzing, DoorverwijzingCommand, DoorverwijzingEvent, Verzoek,
};
use regieboek_escalatie::Escalatiegrond;
use regieboek_huishouden::{
    Actie, Controleverslag, Doel, Doelresultaat, Evaluatie, Huishouden, HuishoudenCommand, Nazorguitkomst,
};
use regieboek_kernel::{
    ActieId, Actor, Datum, Deelgrond, DoelId, DoorbraakId, EscalatieId, EventId, Functie, Grondslag, HuishoudenId,
    Leefgebied, ToestemmingId, Uitvoerder,
};
use uuid::Uuid;

use crate::wereld::{Wereld, aanvraag, cjg_coach, gemeente, mag, tekst, uuid};

const BEGIN: &str = "2025-09-01";
const LAAT: &str = "2026-03-02";

impl Wereld {
    async fn verstrijk(&self, stroom: Uuid, termijn: Termijn) -> Result<(), UseCaseError> {
        let oorzaak = self.geschiedenis(stroom).await.first().map_or(EventId::new(uuid()), |r| r.event_id);
        self.app.verstrijk_termijn(&gemeente(), stroom, termijn, oorzaak).await
    }

    /// How many facts it adds.
    async fn feiten(&self, stroom: Uuid, termijn: Termijn) -> usize {
        let voor = self.geschiedenis(stroom).await.len();
        self.verstrijk(stroom, termijn).await.expect("is done");
        self.geschiedenis(stroom).await.len() - voor
    }

    /// A term that runs: nothing before its time, a fact of the software after it, and that once.
    async fn verstrijkt(&self, stroom: Uuid, termijn: Termijn) {
        self.op(BEGIN);
        assert_eq!(self.feiten(stroom, termijn).await, 0, "{termijn} is not past yet");
        self.op(LAAT);
        assert!(self.feiten(stroom, termijn).await > 0, "{termijn} passed");
        let feit = self.geschiedenis(stroom).await.pop().expect("a fact").decode_metadata().expect("reads");
        assert_eq!(feit.verantwoording.wie, Actor::Systeem);
        assert!(feit.verantwoording.oorzaak.is_some());
        assert_eq!(self.feiten(stroom, termijn).await, 0, "{termijn} passes once");
    }

    async fn verwijzing(&self, huishouden: Uuid) -> Uuid {
        let toegang: Toegang<Verwijzen> = mag(&cjg_coach(), huishouden, &[Relatie::Contactpersoon]);
        let wat = DoorverwijzingCommand::VraagAan(Verwijsaanvraag {
            huishouden: HuishoudenId::new(huishouden),
            verzoek: Verzoek::ErbijHalen,
            gericht_aan: Adressering {
                organisatie: "schuldhulp".parse().expect("a code"),
                functie: Some(Functie::Schuldhulpverlener),
            },
            betreft: Vec::new(),
            hulpvraag: tekst(huishouden),
            spoed: false,
            deelgrond: Some(Deelgrond::Grondslag(Grondslag::Wmo511)),
            van_buiten: false,
        });
        self.app.begin::<Doorverwijzing, _>(&toegang, &aanvraag(), uuid(), wat).await.expect("is asked").subject
    }

    async fn escalatie(&self, huishouden: Uuid) -> Uuid {
        let toegang: Toegang<Escaleren> = mag(&cjg_coach(), huishouden, &[Relatie::Contactpersoon]);
        let melding = Escalatiemelding {
            gronden: vec![Escalatiegrond::HulpStagneert],
            geprobeerd: tekst(huishouden),
            gevraagd: tekst(huishouden),
            spoed: false,
        };
        let id = EscalatieId::new(uuid());
        self.app.escaleer(&toegang, &aanvraag(), id, melding).await.expect("raises").subject
    }

    /// A plan with one goal, judged, and one actie, due in October 2025.
    async fn actie(&self, huishouden: Uuid) -> ActieId {
        let (doel, actie) = (DoelId::new(uuid()), ActieId::new(uuid()));
        let uitvoerder = Uitvoerder::Vrijwilliger { organisatie: "meerwaarde".parse().expect("a code") };
        self.open_plan(huishouden, &cjg_coach()).await;
        for wat in [
            HuishoudenCommand::StelDoel(Doel {
                id: doel,
                leefgebied: Leefgebied::Wonen,
                resultaat: tekst(huishouden),
                streefdatum: Datum::constant(2025, 10, 1),
            }),
            HuishoudenCommand::VoegActieToe(Actie {
                id: actie,
                doel,
                omschrijving: tekst(huishouden),
                uitvoerder,
                uiterlijk: Datum::constant(2025, 10, 1),
            }),
            HuishoudenCommand::EvalueerDoel(Evaluatie {
                doel,
                oordeel: Doelresultaat::Behaald,
                toelichting: tekst(huishouden),
            }),
        ] {
            self.aan_plan(huishouden, &cjg_coach(), wat).await;
        }
        actie
    }
}

#[tokio::test]
async fn de_termijnen_van_een_signaal_verstrijken() {
    let wereld = Wereld::nieuw().await;
    let signaal = wereld.signaal().await;
    wereld.verstrijkt(signaal, Termijn::SignaalOppakken).await;
    wereld.verstrijkt(signaal, Termijn::SignaalTerugkoppeling).await;
}

#[tokio::test]
async fn de_termijn_van_een_intake_verstrijkt() {
    let wereld = Wereld::nieuw().await;
    let huishouden = wereld.huishouden().await;
    let intake = wereld.gestart(huishouden).await;
    wereld.verstrijkt(intake, Termijn::IntakeOnderzoek).await;
}

#[tokio::test]
async fn de_termijnen_van_een_doorverwijzing_verstrijken() {
    let wereld = Wereld::nieuw().await;
    let huishouden = wereld.huishouden().await;
    let verwijzing = wereld.verwijzing(huishouden).await;
    assert_eq!(wereld.feiten(verwijzing, Termijn::VerwijzingStart).await, 0, "nobody accepted it");
    wereld.verstrijkt(verwijzing, Termijn::VerwijzingBeantwoorden).await;
    wereld.verstrijkt(verwijzing, Termijn::VerwijzingTerugkoppeling).await;
    assert!(wereld.namen::<DoorverwijzingEvent>(verwijzing).await.contains(&"HulpStagneert"));
}

#[tokio::test]
async fn de_termijnen_van_een_escalatie_verstrijken() {
    let wereld = Wereld::nieuw().await;
    let huishouden = wereld.huishouden().await;
    let escalatie = wereld.escalatie(huishouden).await;
    assert_eq!(wereld.feiten(escalatie, Termijn::EscalatieNazorg).await, 0, "it does not run");
    assert_eq!(wereld.feiten(escalatie, Termijn::Doorbraak(DoorbraakId::new(uuid()))).await, 0, "there is none");
    wereld.verstrijkt(escalatie, Termijn::EscalatieTriage).await;
}

#[tokio::test]
async fn de_termijnen_van_een_huishouden_verstrijken() {
    let wereld = Wereld::nieuw().await;
    let huishouden = wereld.huishouden().await;
    let actie = wereld.actie(huishouden).await;
    wereld.verstrijkt(huishouden, Termijn::Actie(actie)).await;
    wereld.op(BEGIN);
    wereld.sluit_plan(huishouden, &cjg_coach()).await;
    wereld.verstrijkt(huishouden, Termijn::Nazorgcontrole(1)).await;
    assert_eq!(wereld.feiten(huishouden, Termijn::Nazorgcontrole(9)).await, 0, "it was not agreed");
    assert_eq!(wereld.feiten(huishouden, Termijn::Toestemming(ToestemmingId::new(uuid()))).await, 0, "there is none");
}

#[tokio::test]
async fn een_termijn_die_even_niet_liep_verstrijkt_als_het_plan_weer_open_is() {
    let wereld = Wereld::nieuw().await;
    let huishouden = wereld.huishouden().await;
    let actie = wereld.actie(huishouden).await;
    wereld.sluit_plan(huishouden, &cjg_coach()).await;
    wereld.op("2025-10-06");
    assert_eq!(wereld.feiten(huishouden, Termijn::Actie(actie)).await, 0, "the plan is closed");
    let toegang: Toegang<NazorgVoeren> = mag(&cjg_coach(), huishouden, &[Relatie::Nazorgeigenaar]);
    let terugval = HuishoudenCommand::VoerNazorgcontroleUit(Controleverslag {
        controle: 1,
        uitkomst: Nazorguitkomst::Terugval,
        toelichting: tekst(huishouden),
    });
    let verzoek = wereld.bij(huishouden).await;
    wereld.app.pas_toe::<Huishouden, _>(&toegang, &verzoek, terugval).await.expect("re-opens");
    assert_eq!(wereld.feiten(huishouden, Termijn::Actie(actie)).await, 1);
}

#[tokio::test]
async fn een_termijn_van_niets_of_van_iets_anders_is_een_fout() {
    let wereld = Wereld::nieuw().await;
    let signaal = wereld.signaal().await;
    for (stroom, termijn) in [(uuid(), Termijn::SignaalOppakken), (signaal, Termijn::EscalatieTriage)] {
        let uitkomst = wereld.verstrijk(stroom, termijn).await;
        assert!(matches!(uitkomst, Err(UseCaseError::NietGevonden)), "{uitkomst:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn twee_bewakers_leggen_een_keer_vast() {
    for _ in 0..10 {
        let wereld = Wereld::nieuw().await;
        let signaal = wereld.signaal().await;
        wereld.op(LAAT);
        let termijn = Termijn::SignaalOppakken;
        let (een, twee) = tokio::join!(wereld.verstrijk(signaal, termijn), wereld.verstrijk(signaal, termijn));
        een.expect("is done");
        twee.expect("is done");
        assert_eq!(wereld.geschiedenis(signaal).await.len(), 2);
    }
}

#[tokio::test]
async fn wie_is_afgelost_laat_geen_termijn_verstrijken() {
    let wereld = Wereld::nieuw().await;
    let signaal = wereld.signaal().await;
    wereld.op(LAAT);
    let slaper = wereld.app.onder(wereld.lease("termijnen").await);
    let opvolger = wereld.app.onder(wereld.lease("termijnen").await);
    let oorzaak = wereld.geschiedenis(signaal).await.first().expect("a report").event_id;
    let verstrijk =
        async |app: &Application| app.verstrijk_termijn(&gemeente(), signaal, Termijn::SignaalOppakken, oorzaak).await;
    let uitkomst = verstrijk(&slaper).await;
    assert!(matches!(uitkomst, Err(UseCaseError::Afgelost)), "{uitkomst:?}");
    assert_eq!(wereld.geschiedenis(signaal).await.len(), 1);
    verstrijk(&opvolger).await.expect("is done");
    assert_eq!(wereld.geschiedenis(signaal).await.len(), 2);
}
