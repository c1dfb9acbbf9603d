//! A log in a fresh file, a cast, a settable clock, and the commands of a story as words.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use regieboek_access::{Beller, Handeling, Toegang, poort, poort_zonder_resource};
use regieboek_api_types::werklijst::{Werkitem, Werksoort};
use regieboek_doorverwijzing::{Aanvraag, Adressering, Doorverwijzing, DoorverwijzingCommand, Inzetdekking, Verzoek};
use regieboek_escalatie::{Escalatie, EscalatieCommand, Escalatiegrond};
use regieboek_event_store::{Batch, DatabaseUrl, EventStore, NewEvent, Projection, StoreConfig, StreamAppend};
use regieboek_huishouden::{
    Huishouden, HuishoudenCommand, Lid, Planopening, Regisseur, Registratie, Relatie as Gezinsrelatie,
};
use regieboek_intake::{Signaal, SignaalCommand};
use regieboek_kernel::{
    Actor, Beleid, Beslisser, Betrokkene, Bevoegdheid, CommandId, Datum, Deelgrond, EscalatieId, EventId, Functie,
    Functionaris, Gemeente, Grondslag, HuishoudenId, LidId, Onderwerp, Opdracht, Passage, Persoonsgegeven,
    Professional, ProfessionalId, Tijdstip, Verantwoording, Vindplaats, VrijeTekst,
};
use regieboek_projections::{
    Betrokkenheid, Dubbelen, Leesmodellen, Mandaatregister, Relatielijst, Stromen, Termijnen, Werklijst,
};
use uuid::Uuid;

pub(crate) struct Wereld {
    pub(crate) store: EventStore,
    pub(crate) nu: Tijdstip,
    lees: Leesmodellen,
    stromen: BTreeSet<Uuid>,
    teller: u64,
}

pub(crate) fn gemeente() -> Gemeente {
    "0394".parse().unwrap()
}

pub(crate) fn id(naam: &str) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, naam.as_bytes())
}

pub(crate) fn tijd(tekst: &str) -> Tijdstip {
    tekst.parse().unwrap()
}

pub(crate) fn dag(tekst: &str) -> Datum {
    tekst.parse().unwrap()
}

pub(crate) fn gegeven<T>(value: T) -> Persoonsgegeven<T> {
    Persoonsgegeven::new(Onderwerp::new(id("gezin")), Passage::new(id("passage")), value)
}

pub(crate) fn tekst(inhoud: &str) -> VrijeTekst {
    gegeven(inhoud.to_owned())
}

pub(crate) fn wie(naam: &str, functie: Functie, organisatie: &str) -> Professional {
    let organisatie = organisatie.parse().unwrap();
    Professional { id: ProfessionalId::new(id(naam)), functie, organisatie, naam: tekst(naam) }
}

pub(crate) fn schoolcoach() -> Professional {
    wie("Sanne", Functie::Schoolcoach, "school-de-regenboog")
}

pub(crate) fn cjg_coach() -> Professional {
    wie("Chris", Functie::CjgCoach, "cjg")
}

pub(crate) fn aanbieder() -> Professional {
    wie("Aisha", Functie::Zorgaanbieder, "jeugdzorg-noord")
}

pub(crate) fn coordinator() -> Professional {
    wie("Mo", Functie::CoordinatorMeerTeam, "meer-team")
}

pub(crate) fn huishouden() -> Uuid {
    id("huishouden")
}

pub(crate) fn escalatie() -> Uuid {
    id("escalatie")
}

pub(crate) fn functionaris(wie: &Professional) -> Functionaris {
    wie.into()
}

pub(crate) fn betrokkene(wie: &Professional) -> Betrokkene {
    functionaris(wie).into()
}

pub(crate) fn projecties() -> Vec<Arc<dyn Projection>> {
    vec![
        Arc::new(Stromen),
        Arc::new(Dubbelen),
        Arc::new(Betrokkenheid),
        Arc::new(Werklijst),
        Arc::new(Termijnen),
        Arc::new(Mandaatregister),
    ]
}

impl Wereld {
    pub(crate) async fn nieuw(naam: &str) -> Self {
        let map = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("lijsten").join(naam);
        let _ = std::fs::remove_dir_all(&map);
        std::fs::create_dir_all(&map).unwrap();
        let mut config = StoreConfig::new(DatabaseUrl::Sqlite { path: map.join("log.db") });
        config.auto_migrate = true;
        let store = EventStore::open(config, projecties()).await.unwrap();
        let (nu, lees) = (tijd("2025-03-03T09:00:00Z"), Leesmodellen::new(store.clone(), 1));
        Self { store, nu, lees, stromen: BTreeSet::new(), teller: 0 }
    }

    /// Where the log of that name is.
    pub(crate) fn url(naam: &str) -> DatabaseUrl {
        DatabaseUrl::Sqlite {
            path: PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("lijsten").join(naam).join("log.db"),
        }
    }

    pub(crate) fn het_wordt(&mut self, moment: &str) {
        self.nu = tijd(moment);
    }

    /// One command to one stream, by a professional.
    pub(crate) async fn doe<A: Beslisser>(&mut self, stroom: Uuid, door: &Professional, wat: A::Command) {
        self.vraag::<A>(stroom, Actor::Professional(door.clone()), Bevoegdheid::Functie, wat).await;
    }

    /// One command to one stream, by the software.
    pub(crate) async fn systeem<A: Beslisser>(&mut self, stroom: Uuid, wat: A::Command) {
        self.vraag::<A>(stroom, Actor::Systeem, Bevoegdheid::Regel, wat).await;
    }

    async fn vraag<A: Beslisser>(&mut self, stroom: Uuid, wie: Actor, bevoegdheid: Bevoegdheid, wat: A::Command) {
        let eerder = self.store.load(&gemeente(), stroom).await.unwrap();
        let state = A::na(eerder.iter().map(|event| event.decode::<A::Event>().unwrap()));
        let verantwoording = Verantwoording { wie, bevoegdheid, gebeurd_op: self.nu, reden: None, oorzaak: None };
        let feiten = state.decide(Opdracht { wat, verantwoording, nu: self.nu }, &Beleid::standaard()).unwrap();
        assert!(!feiten.is_empty(), "the command changed nothing");
        self.teller += 1;
        let command = CommandId::new(id(&format!("command {}", self.teller)));
        let nieuw = |(nummer, feit)| {
            let event_id = EventId::new(id(&format!("event {} {nummer}", self.teller)));
            NewEvent::encode(event_id, feit, command, command.uuid(), 1).unwrap()
        };
        let streams = vec![StreamAppend {
            stream_type: A::TYPE,
            stream: stroom,
            expected: eerder.len() as u64,
            events: feiten.iter().enumerate().map(nieuw).collect(),
        }];
        let batch = Batch { command, streams, guards: Vec::new(), claims: Vec::new(), receipt: None, now: self.nu };
        self.store.append(&gemeente(), batch).await.unwrap();
        self.stromen.insert(stroom);
        self.onthouden_klopt().await;
    }

    /// What is remembered of relations, at the versions that streams have now, is what the gate would be told; and whoever
    /// did not ask before asks now.
    async fn onthouden_klopt(&self) {
        let vergeetachtig = Leesmodellen::new(self.store.clone(), 0);
        for wie in [schoolcoach(), cjg_coach(), aanbieder(), coordinator()] {
            let beller = Beller { gemeente: gemeente(), professional: wie, rollen: vec![] };
            for &stroom in &self.stromen {
                let mut tx = self.store.read().await.unwrap();
                let gevraagd = Relatielijst::van(&mut tx, &beller, stroom).await.unwrap();
                drop(tx);
                let onthouden = self.lees.onthouden_relaties(&beller, stroom);
                if let Some((relaties, grond)) = onthouden {
                    for guard in grond {
                        let versie = self.store.load(&gemeente(), guard.stream).await.unwrap().len();
                        assert_eq!(guard.version, versie as u64, "all was stored here, so all is known");
                    }
                    assert_eq!(relaties, gevraagd, "remembered of {stroom} by {}", beller.professional.functie);
                }
                assert_eq!(self.lees.relaties_nu(&beller, stroom).await.unwrap(), gevraagd);
                assert!(self.lees.onthouden_relaties(&beller, stroom).is_some(), "who was told remembers");
                assert_eq!(vergeetachtig.relaties_nu(&beller, stroom).await.unwrap(), gevraagd);
                assert!(vergeetachtig.onthouden_relaties(&beller, stroom).is_none(), "without room nobody remembers");
            }
        }
    }

    /// The proof for one resource, if the gate gives it.
    pub(crate) async fn toegang<H: Handeling>(&self, wie: &Professional, stroom: Uuid) -> Option<Toegang<H>> {
        let beller = Beller { gemeente: gemeente(), professional: wie.clone(), rollen: vec![] };
        let mut tx = self.store.read().await.unwrap();
        let relaties = Relatielijst::van(&mut tx, &beller, stroom).await.unwrap();
        poort(&beller, stroom, relaties).ok()
    }

    pub(crate) async fn werklijst(&self, wie: &Professional) -> Vec<Werkitem> {
        let beller = Beller { gemeente: gemeente(), professional: wie.clone(), rollen: vec![] };
        let toegang = poort_zonder_resource(&beller).unwrap();
        let mut tx = self.store.read().await.unwrap();
        Werklijst::van(&mut tx, &toegang, self.nu).await.unwrap().items
    }

    pub(crate) async fn taken(&self, wie: &Professional) -> Vec<Werksoort> {
        self.werklijst(wie).await.iter().map(|item| item.soort).collect()
    }

    pub(crate) async fn taak(&self, wie: &Professional, soort: Werksoort) -> Werkitem {
        let mut items = self.werklijst(wie).await;
        items.retain(|item| item.soort == soort);
        assert_eq!(items.len(), 1, "{soort:?}");
        items.remove(0)
    }

    /// The terms that have passed, as `stream type, instant`.
    pub(crate) async fn verstreken(&self) -> Vec<regieboek_projections::VerstrekenTermijn> {
        let mut tx = self.store.read().await.unwrap();
        Termijnen::verstreken(&mut tx, &gemeente(), self.nu, 100).await.unwrap()
    }

    pub(crate) async fn meld_signaal(&mut self, betreft_veiligheid: bool) -> Uuid {
        let wat = SignaalCommand::Meld {
            vindplaats: Vindplaats::School,
            gebied: "hoofddorp-zuidwest".parse().unwrap(),
            omschrijving: tekst("Ze komt niet meer."),
            betreft_veiligheid,
            anoniem: false,
        };
        self.doe::<Signaal>(id("signaal"), &schoolcoach(), wat).await;
        id("signaal")
    }

    /// A mother, a son of 17 years and 2 months, a daughter of 11 and a half; the CJG-coach is contactpersoon.
    pub(crate) async fn registreer_huishouden(&mut self) {
        let lid = |naam: &str, geboren: &str, relatie| Lid {
            id: LidId::new(id(naam)),
            naam: tekst(naam),
            geboortedatum: gegeven(geboren.parse().unwrap()),
            relatie,
            bsn: None,
            dubbelsleutel: None,
        };
        let registratie = Registratie {
            gebied: "hoofddorp-zuidwest".parse().unwrap(),
            adres: gegeven(Default::default()),
            leden: vec![
                lid("moeder", "1986-05-01", Gezinsrelatie::Ouder),
                lid("zoon", "2008-01-03", Gezinsrelatie::Kind),
                lid("dochter", "2013-09-03", Gezinsrelatie::Kind),
            ],
            gezag: Vec::new(),
            contactpersoon: betrokkene(&cjg_coach()),
            signaal: None,
        };
        self.doe::<Huishouden>(huishouden(), &cjg_coach(), HuishoudenCommand::Registreer(registratie)).await;
    }

    pub(crate) async fn open_plan(&mut self) {
        let regisseur = Regisseur::Professional(betrokkene(&cjg_coach()));
        let opening = Planopening { regisseur, intake: None };
        self.doe::<Huishouden>(huishouden(), &cjg_coach(), HuishoudenCommand::OpenPlan(opening)).await;
    }

    /// The schoolcoach deploys ambulant youth care at a provider.
    pub(crate) async fn zet_in(&mut self, naam: &str, organisatie: &str) -> Uuid {
        let aanvraag = Aanvraag {
            huishouden: HuishoudenId::new(huishouden()),
            verzoek: Verzoek::Inzet {
                voorziening: "ambulante-jeugdhulp".parse().unwrap(),
                doel: None,
                lichter_bekeken: Some(tekst("Een maatje was te licht.")),
                dekking: Inzetdekking::Gedekt {
                    bevoegdheid: Bevoegdheid::Mandaat {
                        id: regieboek_kernel::MandaatId::new(id("mandaat")),
                        versie: 1,
                    },
                    namens: None,
                },
            },
            gericht_aan: Adressering {
                organisatie: organisatie.parse().unwrap(),
                functie: Some(Functie::Zorgaanbieder),
            },
            betreft: vec![LidId::new(id("dochter"))],
            hulpvraag: tekst("Weer naar school."),
            spoed: false,
            deelgrond: Some(Deelgrond::Grondslag(Grondslag::Jeugdwet740)),
            van_buiten: false,
        };
        self.doe::<Doorverwijzing>(id(naam), &schoolcoach(), DoorverwijzingCommand::VraagAan(aanvraag)).await;
        id(naam)
    }

    pub(crate) async fn meld_escalatie(&mut self) {
        let wat = EscalatieCommand::MeldAan {
            huishouden: HuishoudenId::new(huishouden()),
            gronden: vec![Escalatiegrond::HulpStagneert],
            geprobeerd: tekst("Twee aanbieders gebeld."),
            gevraagd: tekst("Doorbreek de wachtlijst."),
            spoed: false,
        };
        self.doe::<Escalatie>(escalatie(), &cjg_coach(), wat).await;
    }

    /// Triage and acceptance, with what they do to the huishouden.
    pub(crate) async fn neem_escalatie_aan(&mut self) {
        let mo = coordinator();
        self.doe::<Escalatie>(escalatie(), &mo, EscalatieCommand::NeemInTriage {}).await;
        let wat = EscalatieCommand::NeemAan { coordinator: functionaris(&mo), voorgaande_regisseur: cjg_coach().id };
        self.doe::<Escalatie>(escalatie(), &mo, wat).await;
        let escalatie = EscalatieId::new(escalatie());
        let wat = HuishoudenCommand::NeemRegieOver { escalatie, regisseur: betrokkene(&mo) };
        self.doe::<Huishouden>(huishouden(), &mo, wat).await;
    }

    /// Step-down to the CJG-coach: offered, accepted, the regie given back.
    pub(crate) async fn schaal_af(&mut self) {
        let (mo, chris) = (coordinator(), cjg_coach());
        let aanbod =
            EscalatieCommand::BiedAfschalingAan { volgende_regisseur: functionaris(&chris), resultaat: tekst("Rust.") };
        self.doe::<Escalatie>(escalatie(), &mo, aanbod).await;
        let warme_overdracht = self.nu.datum();
        self.doe::<Escalatie>(escalatie(), &chris, EscalatieCommand::AanvaardAfschaling { warme_overdracht }).await;
        let wat = HuishoudenCommand::GeefRegieTerug {
            escalatie: EscalatieId::new(escalatie()),
            regisseur: betrokkene(&chris),
            warme_overdracht,
        };
        self.doe::<Huishouden>(huishouden(), &chris, wat).await;
    }
}
