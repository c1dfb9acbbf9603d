//! At a split visibility forks: the new huishouden shares the past up to that moment, and nothing is shared back.

use regieboek_api_types::dossier::GedeeldVerleden;
use regieboek_api_types::geschiedenis::GedeeldeGeschiedenis;
use regieboek_huishouden::{
    Aanleiding, Afsplitsing, Betrokkenheid, Doel, Huishouden, HuishoudenCommand, Komst, Lid, Opname, Planopening,
    Regisseur, Registratie, Relatie, Splitsing,
};
use regieboek_intake::{Signaal, SignaalCommand};
use regieboek_kernel::{
    Bevoegdheid, Deelgrond, DoelId, Functie, Grondslag, HuishoudenId, Leefgebied, LidId, Professional, Tijdstip,
    Vindplaats,
};
use uuid::Uuid;

use crate::verhaal::*;
use crate::wereld::*;

/// Stands in what only the old huishouden may see, and in what only the new one may.
const NADIEN: &str = "NADIEN";
const ELDERS: &str = "ELDERS";

fn makelaar() -> Professional {
    wie("makelaar", Functie::SociaalMakelaar, "meerwaarde")
}
fn wijkagent() -> Professional {
    wie("wijkagent", Functie::Wijkagent, "politie")
}
fn nieuw() -> Uuid {
    id("nieuw huishouden")
}

fn lid(naam: &str) -> Lid {
    Lid {
        id: LidId::new(id(naam)),
        naam: tekst(naam),
        geboortedatum: geheim("1960".parse().unwrap()),
        relatie: Relatie::Inwonend,
        bsn: None,
        dubbelsleutel: None,
    }
}

impl Wereld {
    async fn doel(&mut self, huishouden: Uuid, wie: &Professional, naam: &str) {
        let doel = Doel {
            id: DoelId::new(id(naam)),
            leefgebied: Leefgebied::Meedoen,
            resultaat: tekst(naam),
            streefdatum: dag("2025-12-31"),
        };
        self.doe::<Huishouden>(huishouden, wie, Bevoegdheid::Regie, HuishoudenCommand::StelDoel(doel)).await;
    }

    async fn signaal(&mut self, naam: &str) {
        let melding = SignaalCommand::Meld {
            vindplaats: Vindplaats::School,
            gebied: "hoofddorp-zuidwest".parse().unwrap(),
            omschrijving: tekst(naam),
            betreft_veiligheid: false,
            anoniem: false,
        };
        self.doe::<Signaal>(id(naam), &schoolcoach(), Bevoegdheid::Functie, melding).await;
        self.doe::<Signaal>(id(naam), &cjg_coach(), Bevoegdheid::Functie, SignaalCommand::PakOp).await;
    }

    /// `gaat` goes on in `naar`, of which the makelaar becomes contactpersoon and, with a plan at once, regisseur.
    async fn splits(&mut self, van: Uuid, naar: Uuid, gaat: &str, op: &str, door: &Professional) {
        let leden = vec![LidId::new(id(gaat))];
        let splitsing = Splitsing { naar: HuishoudenId::new(naar), leden, op: dag(op) };
        let functie = || Bevoegdheid::Functie;
        self.doe::<Huishouden>(van, door, functie(), HuishoudenCommand::Splits(splitsing)).await;
        let registratie = Registratie {
            gebied: "nieuw-vennep".parse().unwrap(),
            adres: geheim(Default::default()),
            leden: vec![lid(gaat)],
            gezag: Vec::new(),
            contactpersoon: betrokkene(&makelaar()),
            signaal: None,
        };
        let mee = Betrokkenheid {
            wie: betrokkene(&wijkagent()),
            wegens: Aanleiding::Toevoeging,
            deelgrond: Some(Deelgrond::Grondslag(Grondslag::Wmo511)),
            categorieen: vec![Leefgebied::Meedoen],
        };
        let van = HuishoudenId::new(van);
        let begin = Afsplitsing { van, op: dag(op), registratie, betrokkenen: vec![mee] };
        let begin = HuishoudenCommand::BeginNaSplitsing(Box::new(begin));
        self.doe::<Huishouden>(naar, door, functie(), begin).await;
        let regisseur = Regisseur::Professional(betrokkene(&makelaar()));
        let opening = HuishoudenCommand::OpenPlan(Planopening { regisseur, intake: None });
        self.doe::<Huishouden>(naar, &makelaar(), functie(), opening).await;
    }

    async fn verleden(&self, wie: &Professional, huishouden: Uuid) -> Option<GedeeldVerleden> {
        let toegang = self.toegang(wie, huishouden).await?;
        let mut tx = self.store.read().await.unwrap();
        regieboek_projections::dossier::gedeeld_dossier(&mut tx, &toegang).await.unwrap()
    }

    async fn gedeeld(
        &self,
        wie: &Professional,
        huishouden: Uuid,
        na: u64,
        limiet: u32,
    ) -> Option<GedeeldeGeschiedenis> {
        let toegang = self.toegang(wie, huishouden).await?;
        let mut tx = self.store.read().await.unwrap();
        regieboek_projections::geschiedenis::gedeelde_geschiedenis(&mut tx, &toegang, na, limiet).await.unwrap()
    }

    /// A family with a plan and running help; the uncle leaves on 20 March. What follows in the old huishouden comes in
    /// the very microsecond of the split, a microsecond later, and the next day.
    async fn gesplitst(naam: &str) -> Self {
        let mut wereld = Self::nieuw(naam).await;
        wereld.tot_en_met_plan().await;
        wereld.inzetten().await;
        wereld.signaal("NADIEN gekoppeld").await;
        wereld.nu = tijd("2025-03-20T10:00:00Z");
        wereld.splits(huishouden(), nieuw(), "oom", "2025-03-20", &cjg_coach()).await;
        wereld.doel(huishouden(), &cjg_coach(), "NADIEN meteen").await;
        wereld.nu = Tijdstip::from_micros(wereld.nu.micros() + 1);
        wereld.doel(huishouden(), &cjg_coach(), "NADIEN een microseconde later").await;
        wereld.doel(nieuw(), &makelaar(), "ELDERS begonnen").await;
        wereld.nu = tijd("2025-03-21T10:00:00Z");
        wereld.doel(huishouden(), &cjg_coach(), "NADIEN een dag later").await;
        let koppeling = SignaalCommand::KoppelAanHuishouden { huishouden: HuishoudenId::new(huishouden()) };
        let signaal = id("NADIEN gekoppeld");
        wereld.doe::<Signaal>(signaal, &cjg_coach(), Bevoegdheid::Functie, koppeling).await;
        wereld
    }
}

#[tokio::test]
async fn het_nieuwe_huishouden_ziet_het_gedeelde_verleden_tot_de_splitsing_en_niets_daarna() {
    let wereld = Wereld::gesplitst("splitsing").await;
    let verleden = wereld.verleden(&makelaar(), nieuw()).await.unwrap();
    assert_eq!((verleden.huishouden_id, verleden.sinds.as_str()), (huishouden(), "2025-03-20"));
    assert_eq!(tijd(&verleden.tot), tijd("2025-03-20T10:00:00Z"), "each answer says how far it reaches");
    let toen = wereld.stand(&cjg_coach(), huishouden(), tijd("2025-03-20T09:59:59Z")).await.unwrap();
    assert!(json(&verleden.dossier) == json(&toen.dossier), "as the regisseur saw it the moment before");
    assert_eq!((verleden.dossier.leden.len(), verleden.dossier.doorverwijzingen.len()), (3, 2));

    let geschiedenis = wereld.gedeeld(&makelaar(), nieuw(), 0, 1000).await.unwrap();
    assert_eq!((geschiedenis.huishouden_id, &geschiedenis.tot), (huishouden(), &verleden.tot));
    let feiten: Vec<_> = geschiedenis.items.iter().map(|item| item.feit.as_str()).collect();
    assert!(feiten.contains(&"PlanGeopend") && feiten.contains(&"VerwijzingAanvaard"), "{feiten:?}");
    assert!(!feiten.contains(&"HuishoudenGesplitst"), "{feiten:?}");
    for antwoord in [json(&verleden).to_string(), json(&geschiedenis).to_string()] {
        assert!(antwoord.contains("KANARIE moeder") && !antwoord.contains(NADIEN), "{antwoord}");
    }
    let eerste = wereld.gedeeld(&makelaar(), nieuw(), 0, 3).await.unwrap();
    let rest = wereld.gedeeld(&makelaar(), nieuw(), eerste.volgende.unwrap(), 1000).await.unwrap();
    assert_eq!(eerste.items.len() + rest.items.len(), geschiedenis.items.len(), "page after page");

    // All of it comes through the new huishouden: nothing of the old one is opened.
    assert!(wereld.dossier(&makelaar(), huishouden()).await.is_none());
    assert!(wereld.geschiedenis(&makelaar(), huishouden(), 0, 1000).await.is_none());
    assert!(wereld.stand(&makelaar(), huishouden(), wereld.nu).await.is_none());
    assert!(wereld.verleden(&makelaar(), huishouden()).await.is_none());
}

#[tokio::test]
async fn wie_bij_het_oude_huishouden_blijft_ziet_niets_van_het_nieuwe() {
    let wereld = Wereld::gesplitst("splitsing-terug").await;
    for achterblijver in [cjg_coach(), schoolcoach(), huisarts(), jeugdbeschermer()] {
        assert!(wereld.dossier(&achterblijver, nieuw()).await.is_none());
        assert!(wereld.geschiedenis(&achterblijver, nieuw(), 0, 1000).await.is_none());
        assert!(wereld.verleden(&achterblijver, nieuw()).await.is_none());
        assert!(wereld.gedeeld(&achterblijver, nieuw(), 0, 1000).await.is_none());
        assert!(wereld.verleden(&achterblijver, huishouden()).await.is_none(), "it did not come from another");
    }
    let dossier = wereld.dossier(&cjg_coach(), huishouden()).await.unwrap();
    let geschiedenis = wereld.geschiedenis(&cjg_coach(), huishouden(), 0, 1000).await.unwrap();
    let stand = wereld.stand(&cjg_coach(), huishouden(), wereld.nu).await.unwrap();
    for antwoord in [json(&dossier).to_string(), json(&geschiedenis).to_string(), json(&stand).to_string()] {
        assert!(antwoord.contains(NADIEN) && !antwoord.contains(ELDERS));
    }
    assert!(json(&wereld.dossier(&makelaar(), nieuw()).await.unwrap()).to_string().contains(ELDERS));
}

#[tokio::test]
async fn ook_in_het_gedeelde_verleden_ziet_ieder_alleen_wat_de_functie_nodig_heeft() {
    let wereld = Wereld::gesplitst("splitsing-functie").await;
    let regisseur = wereld.verleden(&makelaar(), nieuw()).await.unwrap().dossier;
    assert_eq!(regisseur.leden[0].bsn.as_deref(), Some(BSN));
    assert_eq!(regisseur.intakes[0].veiligheidsoordeel.as_deref(), Some("zorgelijk"));
    let agent = wereld.verleden(&wijkagent(), nieuw()).await.unwrap().dossier;
    assert_eq!(agent.intakes[0].scores.keys().collect::<Vec<_>>(), ["meedoen"], "as shared in the new huishouden");
    assert_eq!((&agent.intakes[0].veiligheidsoordeel, &agent.leden[0].bsn), (&None, &None));
    assert!(wereld.gedeeld(&wijkagent(), nieuw(), 0, 1000).await.is_none(), "a history is for the regisseur");
    assert!(wereld.verleden(&auditor(), nieuw()).await.is_none(), "an auditor replays the old huishouden itself");
    assert!(wereld.verleden(&aanbieder(), nieuw()).await.is_none());
}

#[tokio::test]
async fn een_splitsing_die_later_wordt_vastgelegd_deelt_niets_van_na_de_dag_waarop_zij_uiteen_gingen() {
    let mut wereld = Wereld::nieuw("splitsing-later").await;
    wereld.tot_en_met_plan().await;
    for (op, naam) in [("2025-03-12T22:59:59Z", "nog samen"), ("2025-03-12T23:00:00Z", "NADIEN")] {
        wereld.nu = tijd(op);
        wereld.doel(huishouden(), &cjg_coach(), naam).await;
    }
    wereld.nu = tijd("2025-03-20T10:00:00Z");
    wereld.splits(huishouden(), nieuw(), "oom", "2025-03-12", &cjg_coach()).await;
    let verleden = json(&wereld.verleden(&makelaar(), nieuw()).await.unwrap()).to_string();
    let geschiedenis = json(&wereld.gedeeld(&makelaar(), nieuw(), 0, 1000).await.unwrap()).to_string();
    for antwoord in [verleden, geschiedenis] {
        assert!(antwoord.contains("nog samen") && !antwoord.contains(NADIEN), "the Dutch day ends at 23:00 UTC");
    }
}

#[tokio::test]
async fn wie_van_een_afgesplitst_huishouden_weer_verder_gaat_deelt_een_stap_terug_en_niet_verder() {
    let mut wereld = Wereld::gesplitst("splitsing-keten").await;
    let neef = lid("neef");
    let opname = Opname { lid: neef, reden: Komst::Intrek, sinds: dag("2025-03-21"), gezag: Vec::new() };
    let erbij = HuishoudenCommand::NeemLidOp(opname);
    wereld.doe::<Huishouden>(nieuw(), &makelaar(), Bevoegdheid::Regie, erbij).await;
    wereld.splits(nieuw(), id("derde huishouden"), "neef", "2025-03-21", &makelaar()).await;
    let verleden = wereld.verleden(&makelaar(), id("derde huishouden")).await.unwrap();
    assert_eq!(verleden.huishouden_id, nieuw());
    let antwoord = json(&verleden).to_string();
    assert!(antwoord.contains(ELDERS) && !antwoord.contains("KANARIE moeder"), "the cousin never lived with her");
}
