//! What a merge opens (H42): whoever is involved with what took a huishouden up reads that as well, until it is undone.

use regieboek_access::handelingen::{DossierInzien, GeschiedenisInzien, IntakeInzien};
use regieboek_api_types::werklijst::Werksoort;
use regieboek_huishouden::{
    Dubbelsleutel, Huishouden, HuishoudenCommand, Lid, Planopening, Regisseur, Registratie, Relatie as Gezinsrelatie,
};
use regieboek_intake::{Intake, IntakeCommand};
use regieboek_kernel::{Betrokkene, Deelgrond, Functie, Grondslag, HuishoudenId, Leefgebied, LidId, Professional};
use regieboek_projections::Dubbelen;
use uuid::Uuid;

use crate::wereld::{
    Wereld, aanbieder, betrokkene, cjg_coach, coordinator, gegeven, gemeente, id, schoolcoach, tekst, wie,
};

/// Every row of the read model, as SQLite would write it.
const TABELLEN: [&str; 3] = [
    "SELECT quote(huishouden) || quote(lid) || quote(sleutel) || quote(met_bsn) FROM dubbelsleutel ORDER BY 1",
    "SELECT quote(eerste) || quote(tweede) || quote(open) || quote(ontstaan_op) FROM mogelijk_dubbel ORDER BY 1",
    "SELECT quote(huishouden) || quote(waarin) || quote(wegens) FROM opgegaan ORDER BY 1",
];

fn makelaar() -> Professional {
    wie("Miep", Functie::SociaalMakelaar, "meerwaarde")
}
fn consulent() -> Professional {
    wie("Wim", Functie::WmoConsulent, "wmo-loket")
}

/// Three registrations of one mother: of the coach, of the makelaar and of the consulent.
fn van_coach() -> Uuid {
    id("van coach")
}
fn van_makelaar() -> Uuid {
    id("van makelaar")
}
fn van_consulent() -> Uuid {
    id("van consulent")
}

impl Wereld {
    async fn registreer(&mut self, huishouden: Uuid, door: &Professional) {
        let moeder = Lid {
            id: LidId::new(Uuid::new_v5(&huishouden, b"moeder")),
            naam: tekst("moeder"),
            geboortedatum: gegeven("1986-05-01".parse().unwrap()),
            relatie: Gezinsrelatie::Ouder,
            bsn: None,
            dubbelsleutel: Some(gegeven(Dubbelsleutel::new("gelijk"))),
        };
        let registratie = Registratie {
            gebied: "hoofddorp-zuidwest".parse().unwrap(),
            adres: gegeven(Default::default()),
            leden: vec![moeder],
            gezag: Vec::new(),
            contactpersoon: betrokkene(door),
            signaal: None,
        };
        self.doe::<Huishouden>(huishouden, door, HuishoudenCommand::Registreer(registratie)).await;
    }

    async fn hh(&mut self, huishouden: Uuid, wat: HuishoudenCommand) {
        self.doe::<Huishouden>(huishouden, &coordinator(), wat).await;
    }

    async fn voeg_samen(&mut self, hier: Uuid, daar: Uuid) {
        let (ander, huishouden) = (HuishoudenId::new(daar), HuishoudenId::new(hier));
        let inbreng = Box::new(self.stand(daar).await.inbreng().unwrap());
        self.hh(hier, HuishoudenCommand::VoegSamen { ander, inbreng, zelfde: Vec::new() }).await;
        self.hh(daar, HuishoudenCommand::GaOpIn { huishouden }).await;
    }

    async fn maak_ongedaan(&mut self, hier: Uuid, daar: Uuid) {
        let (ander, huishouden) = (HuishoudenId::new(daar), HuishoudenId::new(hier));
        let toelichting = tekst("Het zijn anderen.");
        self.hh(hier, HuishoudenCommand::MaakSamenvoegingOngedaan { ander, toelichting }).await;
        self.hh(daar, HuishoudenCommand::HerstelUit { huishouden }).await;
    }

    async fn stand(&self, huishouden: Uuid) -> Huishouden {
        let events = self.store.load(&gemeente(), huishouden).await.unwrap();
        <Huishouden as regieboek_kernel::Beslisser>::na(events.iter().map(|event| event.decode().unwrap()))
    }

    /// Which of the three registrations this person reads, in the order of the list above.
    async fn leest(&self, wie: &Professional) -> [bool; 3] {
        let mut gelezen = [false; 3];
        for (leest, huishouden) in gelezen.iter_mut().zip([van_coach(), van_makelaar(), van_consulent()]) {
            *leest = self.toegang::<DossierInzien>(wie, huishouden).await.is_some();
        }
        gelezen
    }

    async fn zicht(&self) -> [[bool; 3]; 5] {
        let [coach, school] = [cjg_coach(), schoolcoach()];
        [
            self.leest(&coach).await,
            self.leest(&school).await,
            self.leest(&makelaar()).await,
            self.leest(&consulent()).await,
            self.leest(&aanbieder()).await,
        ]
    }

    async fn rijen(&self) -> Vec<Vec<String>> {
        let mut tx = self.store.read().await.unwrap();
        let mut tabellen = Vec::new();
        for sql in TABELLEN {
            let rows = tx.fetch_all(sql, &[]).await.unwrap();
            tabellen.push(rows.iter().map(|row| row.text(0).unwrap()).collect());
        }
        tabellen
    }

    /// The coach leads a plan, in which the schoolcoach is involved; the makelaar began an intake.
    async fn drie_registraties(naam: &str) -> Self {
        let mut w = Self::nieuw(naam).await;
        for (huishouden, door) in
            [(van_coach(), cjg_coach()), (van_makelaar(), makelaar()), (van_consulent(), consulent())]
        {
            w.registreer(huishouden, &door).await;
        }
        let regisseur = Regisseur::Professional(betrokkene(&cjg_coach()));
        let opening = HuishoudenCommand::OpenPlan(Planopening { regisseur, intake: None });
        w.doe::<Huishouden>(van_coach(), &cjg_coach(), opening).await;
        let school: Betrokkene = betrokkene(&schoolcoach());
        let deelgrond = Some(Deelgrond::Grondslag(Grondslag::Jeugdwet740));
        let erbij =
            HuishoudenCommand::VoegBetrokkeneToe { wie: school, deelgrond, categorieen: vec![Leefgebied::Meedoen] };
        w.doe::<Huishouden>(van_coach(), &cjg_coach(), erbij).await;
        let huishouden = HuishoudenId::new(van_makelaar());
        let start = IntakeCommand::Start { huishouden, betreft_jeugdhulp: false, wmo_melding: false };
        w.doe::<Intake>(id("intake"), &makelaar(), start).await;
        w
    }
}

const NIETS: [bool; 3] = [false, false, false];

#[tokio::test]
async fn wie_betrokken_is_bij_wat_overblijft_leest_wat_is_opgegaan_en_niet_andersom() {
    let mut w = Wereld::drie_registraties("samenvoeging").await;
    let ieder_het_eigen =
        [[true, false, false], [true, false, false], [false, true, false], [false, false, true], NIETS];
    assert_eq!(w.zicht().await, ieder_het_eigen);

    w.voeg_samen(van_coach(), van_makelaar()).await;
    let samen = [[true, true, false], [true, true, false], [false, true, false], [false, false, true], NIETS];
    assert_eq!(w.zicht().await, samen, "who was involved with it only, goes on reading that and no more");
    assert!(w.toegang::<GeschiedenisInzien>(&cjg_coach(), van_makelaar()).await.is_some(), "its history too");
    assert!(w.toegang::<IntakeInzien>(&cjg_coach(), id("intake")).await.is_some(), "and what belongs to it");
    assert!(w.toegang::<IntakeInzien>(&schoolcoach(), id("intake")).await.is_none(), "as far as the relation goes");

    w.maak_ongedaan(van_coach(), van_makelaar()).await;
    assert_eq!(w.zicht().await, ieder_het_eigen, "after undoing it, sight is what it was");
    assert!(w.toegang::<IntakeInzien>(&cjg_coach(), id("intake")).await.is_none());
}

#[tokio::test]
async fn wat_eerder_was_opgenomen_gaat_mee_op_en_mee_terug() {
    let mut w = Wereld::drie_registraties("samenvoeging-keten").await;
    w.voeg_samen(van_makelaar(), van_consulent()).await;
    let voor = w.zicht().await;
    assert_eq!(voor[2], [false, true, true]);
    w.voeg_samen(van_coach(), van_makelaar()).await;
    let samen = [[true, true, true], [true, true, true], [false, true, true], [false, false, true], NIETS];
    assert_eq!(w.zicht().await, samen);
    w.maak_ongedaan(van_coach(), van_makelaar()).await;
    assert_eq!(w.zicht().await, voor, "the first merge still stands");
    w.maak_ongedaan(van_makelaar(), van_consulent()).await;
    assert_eq!(w.leest(&makelaar()).await, [false, true, false]);
}

#[tokio::test]
async fn opnieuw_bouwen_geeft_dezelfde_dubbelen_en_hetzelfde_zicht() {
    let mut w = Wereld::drie_registraties("samenvoeging-herbouw").await;
    w.voeg_samen(van_coach(), van_makelaar()).await;
    w.voeg_samen(van_coach(), van_consulent()).await;
    w.maak_ongedaan(van_coach(), van_consulent()).await;
    w.registreer(id("van wie dan ook"), &schoolcoach()).await;
    let (eerst, zicht) = (w.rijen().await, w.zicht().await);
    assert!(eerst.iter().all(|tabel| !tabel.is_empty()), "each table has rows to compare: {eerst:?}");
    let taken = w.taken(&coordinator()).await;
    assert!(taken.contains(&Werksoort::MogelijkDubbel), "{taken:?}");
    w.store.rebuild(&gemeente(), &Dubbelen, |_, _| {}).await.unwrap();
    assert_eq!(w.rijen().await, eerst);
    assert_eq!((w.zicht().await, w.taken(&coordinator()).await), (zicht, taken));
}
