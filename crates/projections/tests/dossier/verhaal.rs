//! A short S1: from the signaal to the terugval after closing.

use regieboek_doorverwijzing::{
    Aanvraag, Adressering, Doorverwijzing, DoorverwijzingCommand, Intrekreden, Inzetdekking, Verzoek, Wachtoorzaak,
};
use regieboek_escalatie::{Escalatie, EscalatieCommand, Escalatiegrond, Obstakel, Obstakelsoort};
use regieboek_huishouden::{
    Actie, Adres, Controleverslag, Doel, Doelresultaat, Evaluatie, Gever, Gezag, Gezaghebbende, Gezagsbron, Huishouden,
    HuishoudenCommand, Lid, Nazorguitkomst, Planopening, Regisseur, Registratie, Relatie, Sluitreden, Toestemming,
    Toestemmingssoort,
};
use regieboek_intake::intake::{Conclusie, Leefgebiedsafsluiting, Veiligheidsoordeel};
use regieboek_intake::{Intake, IntakeCommand, Signaal, SignaalCommand};
use regieboek_kernel::{
    ActieId, Bevoegdheid, Bsn, Deelgrond, DoelId, DoorbraakId, DoorverwijzingId, EscalatieId, Functie, Grondslag,
    HuishoudenId, IntakeId, Leefgebied, LidId, MandaatId, Persoonsgegeven, Professional, Regieverlies, SignaalId,
    ToestemmingId, Uitvoerder, Vindplaats,
};
use uuid::Uuid;

use crate::wereld::{Wereld, betrokkene, dag, functionaris, geheim, id, tekst, tijd};

pub(crate) const BSN: &str = "999990019";
pub(crate) const GEBOREN: &str = "1987-06-05";

pub(crate) fn schoolcoach() -> Professional {
    crate::wereld::wie("schoolcoach", Functie::Schoolcoach, "school-de-regenboog")
}
pub(crate) fn cjg_coach() -> Professional {
    crate::wereld::wie("cjg-coach", Functie::CjgCoach, "cjg")
}
pub(crate) fn huisarts() -> Professional {
    crate::wereld::wie("huisarts", Functie::Huisarts, "huisartsenpraktijk-zuid")
}
pub(crate) fn jeugdbeschermer() -> Professional {
    crate::wereld::wie("jeugdbeschermer", Functie::Jeugdbeschermer, "de-instelling")
}
pub(crate) fn coordinator() -> Professional {
    crate::wereld::wie("coordinator", Functie::CoordinatorMeerTeam, "gemeente-haarlemmermeer")
}
pub(crate) fn aanbieder() -> Professional {
    crate::wereld::wie("aanbieder", Functie::Zorgaanbieder, "jeugdhulp-noord")
}
pub(crate) fn auditor() -> Professional {
    crate::wereld::wie("auditor", Functie::Auditor, "rekenkamer")
}

pub(crate) fn huishouden() -> Uuid {
    id("huishouden")
}
pub(crate) fn inzet() -> Uuid {
    id("inzet")
}
pub(crate) fn escalatie() -> Uuid {
    id("escalatie")
}

fn lid(naam: &str, geboren: &str, relatie: Relatie, bsn: Option<&str>) -> Lid {
    Lid {
        id: LidId::new(id(naam)),
        naam: tekst(naam),
        geboortedatum: geheim(geboren.parse().unwrap()),
        relatie,
        bsn: bsn.map(|bsn| geheim(bsn.parse::<Bsn>().unwrap())),
        dubbelsleutel: None,
    }
}

fn registratie() -> Registratie {
    let moeder = lid("moeder", GEBOREN, Relatie::Ouder, Some(BSN));
    let dochter = lid("dochter", "2013-09-10", Relatie::Kind, None);
    // Someone of whom everything was destroyed: nothing may depend on being able to read it.
    let oom = Lid {
        naam: tekst("oom").vernietigd(),
        geboortedatum: geheim("1960".parse().unwrap()).vernietigd(),
        bsn: Some(geheim("999990007".parse().unwrap()).vernietigd()),
        dubbelsleutel: None,
        ..lid("oom", "1960", Relatie::Inwonend, None)
    };
    let gezag = Gezag {
        kind: dochter.id,
        gezaghebbende: Gezaghebbende::Lid(moeder.id),
        sinds: dag("2014-01-01"),
        bron: Gezagsbron::Gezagsregister,
    };
    Registratie {
        gebied: "hoofddorp-zuidwest".parse().unwrap(),
        adres: geheim(Adres { straat: Some("KANARIEstraat".to_owned()), ..Adres::default() }),
        leden: vec![moeder, dochter, oom],
        gezag: vec![gezag],
        contactpersoon: betrokkene(&cjg_coach()),
        signaal: Some(SignaalId::new(id("signaal"))),
    }
}

impl Wereld {
    /// Monday 3 March: signaal, huishouden, intake, plan.
    pub(crate) async fn tot_en_met_plan(&mut self) {
        let (school, cjg) = (schoolcoach(), cjg_coach());
        let functie = || Bevoegdheid::Functie;
        let signaal = id("signaal");
        let melding = SignaalCommand::Meld {
            vindplaats: Vindplaats::School,
            gebied: "hoofddorp-zuidwest".parse().unwrap(),
            omschrijving: tekst("verzuim"),
            betreft_veiligheid: false,
            anoniem: false,
        };
        self.doe::<Signaal>(signaal, &school, functie(), melding).await;
        self.doe::<Signaal>(signaal, &cjg, functie(), SignaalCommand::PakOp).await;
        self.doe::<Huishouden>(huishouden(), &cjg, functie(), HuishoudenCommand::Registreer(registratie())).await;
        let koppeling = SignaalCommand::KoppelAanHuishouden { huishouden: HuishoudenId::new(huishouden()) };
        self.doe::<Signaal>(signaal, &cjg, functie(), koppeling).await;
        self.doe::<Signaal>(signaal, &cjg, functie(), SignaalCommand::KoppelTerug { inhoud: tekst("opgepakt") }).await;
        self.intake().await;
        let opening = Planopening {
            regisseur: Regisseur::Professional(betrokkene(&cjg)),
            intake: Some(IntakeId::new(id("intake"))),
        };
        self.hh(&cjg, HuishoudenCommand::OpenPlan(opening)).await;
        for (naam, leefgebied) in [("school", Leefgebied::Meedoen), ("schulden", Leefgebied::WerkEnInkomen)] {
            let resultaat = tekst(naam);
            let doel = Doel { id: doel(naam), leefgebied, resultaat, streefdatum: dag("2025-12-31") };
            self.hh(&cjg, HuishoudenCommand::StelDoel(doel)).await;
        }
        let netwerk = Uitvoerder::Netwerk { naam: tekst("zus") };
        let bewoner = Uitvoerder::Bewoner(LidId::new(id("moeder")));
        for (naam, van, uitvoerder) in [("meelopen", "school", netwerk), ("post", "schulden", bewoner)] {
            let omschrijving = tekst(naam);
            let actie =
                Actie { id: actie(naam), doel: doel(van), omschrijving, uitvoerder, uiterlijk: dag("2025-06-30") };
            self.hh(&cjg, HuishoudenCommand::VoegActieToe(actie)).await;
        }
        let volgorde = vec![actie("meelopen"), actie("post")];
        self.hh(&cjg, HuishoudenCommand::BepaalVolgorde { volgorde }).await;
        self.betrokkenen().await;
    }

    async fn intake(&mut self) {
        let cjg = cjg_coach();
        let scores = [
            (Leefgebied::Meedoen, 3),
            (Leefgebied::WerkEnInkomen, 1),
            (Leefgebied::Veiligheid, 4),
            (Leefgebied::Gezondheid, 2),
            (Leefgebied::Wonen, 2),
        ];
        let start = IntakeCommand::Start {
            huishouden: HuishoudenId::new(huishouden()),
            betreft_jeugdhulp: false,
            wmo_melding: false,
        };
        let mut stappen = vec![start];
        stappen.extend(scores.map(|(leefgebied, score)| IntakeCommand::SluitLeefgebiedAf {
            leefgebied,
            wijze: Leefgebiedsafsluiting::Gescoord {
                score: score.try_into().unwrap(),
                toelichting: Some(tekst("score")),
                eigen_kracht: None,
                netwerk: None,
            },
        }));
        let vraag = IntakeCommand::LegVraagVast { eigen_woorden: tekst("rust"), vraag_achter_de_vraag: None };
        let veilig = IntakeCommand::BeoordeelVeiligheid {
            oordeel: Veiligheidsoordeel::Zorgelijk,
            veilig_thuis: None,
            toelichting: Some(tekst("ruzie")),
        };
        let verlies = IntakeCommand::SchatRegieverliesIn { regieverlies: Regieverlies::Tijdelijk };
        let conclusie = Conclusie::Plan { regisseur: functionaris(&cjg) };
        let einde = IntakeCommand::RondAf { conclusie, reden: None, afspraken: Vec::new() };
        stappen.extend([vraag, veilig, IntakeCommand::WijsOpClientondersteuning, verlies, einde]);
        for stap in stappen {
            self.doe::<Intake>(id("intake"), &cjg, Bevoegdheid::Functie, stap).await;
        }
    }

    async fn betrokkenen(&mut self) {
        let cjg = cjg_coach();
        let toestemming = Toestemming {
            id: ToestemmingId::new(id("toestemming")),
            soort: Toestemmingssoort::OpheffenGeheimhouding,
            doel: tekst("afstemmen met school"),
            categorieen: vec![Leefgebied::Meedoen],
            ontvanger: schoolcoach().organisatie,
            betreft: LidId::new(id("dochter")),
            gegeven_door: vec![Gever::Lid(LidId::new(id("moeder")))],
            tot: dag("2026-03-01"),
        };
        let met_school = Deelgrond::Toestemming(toestemming.id);
        self.hh(&cjg, HuishoudenCommand::GeefToestemming(toestemming)).await;
        let jeugdwet = Deelgrond::Grondslag(Grondslag::Jeugdwet740);
        let delen = [
            (schoolcoach(), met_school, vec![Leefgebied::Meedoen]),
            (huisarts(), jeugdwet, vec![Leefgebied::Gezondheid, Leefgebied::Veiligheid]),
            (jeugdbeschermer(), jeugdwet, vec![Leefgebied::Veiligheid]),
        ];
        for (wie, grond, categorieen) in delen {
            let wie = betrokkene(&wie);
            self.hh(&cjg, HuishoudenCommand::VoegBetrokkeneToe { wie, deelgrond: Some(grond), categorieen }).await;
        }
    }

    pub(crate) async fn hh(&mut self, wie: &Professional, wat: HuishoudenCommand) {
        self.doe::<Huishouden>(huishouden(), wie, Bevoegdheid::Regie, wat).await;
    }

    async fn dv(&mut self, stroom: Uuid, wie: &Professional, wat: DoorverwijzingCommand) {
        self.doe::<Doorverwijzing>(stroom, wie, Bevoegdheid::Functie, wat).await;
    }

    /// Monday 10 March: ambulant youth care on mandaat, specialist help on the law; the first one waits.
    pub(crate) async fn inzetten(&mut self) {
        self.nu = tijd("2025-03-10T09:00:00Z");
        let mandaat = Bevoegdheid::Mandaat { id: MandaatId::new(id("mandaat")), versie: 1 };
        let wet = Bevoegdheid::Wettelijk { artikel: "jeugdwet-2.6-1e".to_owned(), wetsversie: "2015-01-01".to_owned() };
        let op_mandaat = aanvraag("ambulante-jeugdhulp", "jeugdhulp-noord", Some(doel("school")), mandaat);
        let op_wet = aanvraag("jeugd-ggz", "ggz-centrum", None, wet);
        self.dv(inzet(), &schoolcoach(), DoorverwijzingCommand::VraagAan(op_mandaat)).await;
        self.dv(id("ggz"), &huisarts(), DoorverwijzingCommand::VraagAan(op_wet)).await;
        self.dv(inzet(), &aanbieder(), DoorverwijzingCommand::Aanvaard { verwachte_start: None }).await;
        let oorzaak = Wachtoorzaak::WachtrijAanbieder;
        let wachten = DoorverwijzingCommand::MeldWachttijd { verwachte_start: dag("2025-06-16"), oorzaak };
        self.dv(inzet(), &aanbieder(), wachten).await;
        self.dv(inzet(), &aanbieder(), DoorverwijzingCommand::KoppelTerug { inhoud: tekst("wachtlijst") }).await;
    }

    /// Monday 17 March: the Meer-team takes over, orders and breaks through.
    pub(crate) async fn escaleren(&mut self) {
        self.nu = tijd("2025-03-17T10:00:00Z");
        let (cjg, meer) = (cjg_coach(), coordinator());
        let aanmelding = EscalatieCommand::MeldAan {
            huishouden: HuishoudenId::new(huishouden()),
            gronden: vec![Escalatiegrond::HulpStagneert, Escalatiegrond::MeervoudigeProblematiek],
            geprobeerd: tekst("alles"),
            gevraagd: tekst("doorbreken"),
            spoed: false,
        };
        self.doe::<Escalatie>(escalatie(), &cjg, Bevoegdheid::Regie, aanmelding).await;
        self.es(&meer, EscalatieCommand::NeemInTriage {}).await;
        let id_ = EscalatieId::new(escalatie());
        self.hh(&meer, HuishoudenCommand::BetrekCoordinator { escalatie: id_, wie: betrokkene(&meer) }).await;
        let aanname = EscalatieCommand::NeemAan { coordinator: functionaris(&meer), voorgaande_regisseur: cjg.id };
        self.es(&meer, aanname).await;
        self.hh(&meer, HuishoudenCommand::NeemRegieOver { escalatie: id_, regisseur: betrokkene(&meer) }).await;
        let volgorde = vec![actie("post"), actie("meelopen")];
        let toelichting = tekst("eerst de schulden");
        self.es(&meer, EscalatieCommand::BepaalVolgorde { volgorde: volgorde.clone(), toelichting }).await;
        let macht = Bevoegdheid::Doorzettingsmacht { escalatie: id_ };
        self.doe::<Huishouden>(huishouden(), &meer, macht, HuishoudenCommand::BepaalVolgorde { volgorde }).await;
        let doorbraak = EscalatieCommand::NeemDoorbraakbesluit {
            id: DoorbraakId::new(id("doorbraak")),
            obstakel: Obstakel {
                soort: Obstakelsoort::Toelatingseis,
                regel_of_instantie: "toelating-schulddienstverlening".parse().unwrap(),
                omschrijving: tekst("motivatie-eis"),
            },
            oplossing: tekst("budgetcoach"),
            kosten_euro: 1200,
            kostendrager: "gemeente-haarlemmermeer".parse().unwrap(),
            redenen: tekst("rust"),
            tot: dag("2025-12-31"),
        };
        self.es(&meer, doorbraak).await;
        let reden = Intrekreden::AndereAanbieder { verwijzing: DoorverwijzingId::new(id("ggz")) };
        self.dv(inzet(), &schoolcoach(), DoorverwijzingCommand::TrekIn { reden }).await;
    }

    async fn es(&mut self, wie: &Professional, wat: EscalatieCommand) {
        let macht = Bevoegdheid::Doorzettingsmacht { escalatie: EscalatieId::new(escalatie()) };
        self.doe::<Escalatie>(escalatie(), wie, macht, wat).await;
    }

    /// Tuesday 17 June: step-down; October: closing; January: terugval.
    pub(crate) async fn afschalen_sluiten_terugval(&mut self) {
        let (cjg, meer) = (cjg_coach(), coordinator());
        self.nu = tijd("2025-06-17T09:00:00Z");
        let aanbod =
            EscalatieCommand::BiedAfschalingAan { volgende_regisseur: functionaris(&cjg), resultaat: tekst("rust") };
        self.es(&meer, aanbod).await;
        let warm = dag("2025-06-16");
        self.es(&cjg, EscalatieCommand::AanvaardAfschaling { warme_overdracht: warm }).await;
        let terug = HuishoudenCommand::GeefRegieTerug {
            escalatie: EscalatieId::new(escalatie()),
            regisseur: betrokkene(&cjg),
            warme_overdracht: warm,
        };
        self.hh(&cjg, terug).await;
        self.nu = tijd("2025-10-01T09:00:00Z");
        for (naam, oordeel) in [("school", Doelresultaat::Behaald), ("schulden", Doelresultaat::DeelsBehaald)] {
            let evaluatie = Evaluatie { doel: doel(naam), oordeel, toelichting: tekst("evaluatie") };
            self.hh(&cjg, HuishoudenCommand::EvalueerDoel(evaluatie)).await;
        }
        let sluiting =
            HuishoudenCommand::SluitPlan { reden: Sluitreden::DoelenBehaald, nazorg_eigenaar: betrokkene(&cjg) };
        self.hh(&cjg, sluiting).await;
        self.nu = tijd("2026-01-05T09:00:00Z");
        let verslag =
            Controleverslag { controle: 1, uitkomst: Nazorguitkomst::Terugval, toelichting: tekst("terugval") };
        self.hh(&cjg, HuishoudenCommand::VoerNazorgcontroleUit(verslag)).await;
    }

    pub(crate) async fn heel_verhaal(&mut self) {
        self.tot_en_met_plan().await;
        self.inzetten().await;
        self.escaleren().await;
        self.afschalen_sluiten_terugval().await;
    }
}

fn doel(naam: &str) -> DoelId {
    DoelId::new(id(&format!("doel {naam}")))
}

pub(crate) fn actie(naam: &str) -> ActieId {
    ActieId::new(id(&format!("actie {naam}")))
}

fn aanvraag(voorziening: &str, organisatie: &str, doel: Option<DoelId>, bevoegdheid: Bevoegdheid) -> Aanvraag {
    Aanvraag {
        huishouden: HuishoudenId::new(huishouden()),
        verzoek: Verzoek::Inzet {
            voorziening: voorziening.parse().unwrap(),
            doel,
            lichter_bekeken: Some(Persoonsgegeven::vernietigd(tekst("lichter"))),
            dekking: Inzetdekking::Gedekt { bevoegdheid, namens: None },
        },
        gericht_aan: Adressering { organisatie: organisatie.parse().unwrap(), functie: Some(Functie::Zorgaanbieder) },
        betreft: vec![LidId::new(id("dochter"))],
        hulpvraag: tekst("hulpvraag"),
        spoed: false,
        deelgrond: Some(Deelgrond::Grondslag(Grondslag::Jeugdwet740)),
        van_buiten: false,
    }
}
