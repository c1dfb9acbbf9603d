//! Who sees what is due, when, and until when.

use regieboek_api_types::werklijst::{Werksoort as W, Werkstatus};
use regieboek_doorverwijzing::{
    Doorverwijzing, DoorverwijzingCommand, Intrekreden, Verwijzingstermijn, Weigeraar, Weigering, Weigerreden,
};
use regieboek_escalatie::{Escalatie, EscalatieCommand, Escalatietermijn};
use regieboek_huishouden::{
    Controleverslag, Huishouden, HuishoudenCommand, Nazorguitkomst, Sluitreden, TermijnSoort, Vacuumreden,
};
use regieboek_intake::intake::{IntakeTermijn, Vervolgstap};
use regieboek_intake::signaal::SignaalTermijn;
use regieboek_intake::{Intake, IntakeCommand, Signaal, SignaalCommand};
use regieboek_kernel::{Functie, HuishoudenId, Redencode};

use crate::wereld::{
    Wereld, aanbieder, betrokkene, cjg_coach, coordinator, dag, escalatie, huishouden, id, schoolcoach, tekst, wie,
};

#[tokio::test]
async fn een_signaal_staat_bij_de_toegang_tot_iemand_het_oppakt() {
    let mut w = Wereld::nieuw("signaal").await;
    let signaal = w.meld_signaal(false).await;
    let woonconsulent = wie("Wil", Functie::MedewerkerWoningcorporatie, "ymere");
    assert_eq!(w.taken(&cjg_coach()).await, [W::SignaalOppakken]);
    assert_eq!(w.taken(&woonconsulent).await, []);

    let taak = w.taak(&cjg_coach(), W::SignaalOppakken).await;
    assert_eq!((taak.resource.soort.as_str(), taak.resource.id, taak.resource.versie), ("signaal", signaal, 1));
    assert_eq!((taak.status, taak.urgent, taak.huishouden_id), (Werkstatus::Open, false, None));
    assert_eq!(taak.vervalt_op.as_deref(), Some("2025-03-10T23:00:00Z"));
    w.het_wordt("2025-03-10T08:00:00Z");
    assert_eq!(w.taak(&cjg_coach(), W::SignaalOppakken).await.status, Werkstatus::BijnaVerlopen);
    w.het_wordt("2025-03-10T23:00:00Z");
    assert_eq!(w.taak(&cjg_coach(), W::SignaalOppakken).await.status, Werkstatus::Verlopen);

    w.doe::<Signaal>(signaal, &cjg_coach(), SignaalCommand::PakOp).await;
    assert_eq!(w.taken(&cjg_coach()).await, [W::TerugkoppelingVerschuldigd]);
    assert_eq!(w.taken(&schoolcoach()).await, []);
    w.doe::<Signaal>(signaal, &cjg_coach(), SignaalCommand::KoppelTerug { inhoud: tekst("Opgepakt.") }).await;
    assert_eq!(w.taken(&cjg_coach()).await, []);
}

#[tokio::test]
async fn een_doorgegeven_signaal_valt_nooit_tussen_twee_partijen() {
    let mut w = Wereld::nieuw("doorgifte").await;
    let signaal = w.meld_signaal(true).await;
    assert!(w.taak(&cjg_coach(), W::SignaalOppakken).await.urgent);
    w.doe::<Signaal>(signaal, &cjg_coach(), SignaalCommand::PakOp).await;
    let wmo = wie("Willem", Functie::WmoConsulent, "gemeente");
    let doorgifte = SignaalCommand::GeefDoor {
        naar_organisatie: wmo.organisatie.clone(),
        functie: wmo.functie,
        reden: tekst("Een Wmo-vraag."),
    };
    w.doe::<Signaal>(signaal, &cjg_coach(), doorgifte).await;
    assert_eq!(w.taken(&wmo).await, [W::SignaalDoorgegeven]);
    assert_eq!(w.taken(&cjg_coach()).await, [W::TerugkoppelingVerschuldigd], "tot iemand daar aanvaardt");
    w.doe::<Signaal>(signaal, &wmo, SignaalCommand::AanvaardDoorgifte).await;
    assert_eq!(w.taken(&wmo).await, [W::TerugkoppelingVerschuldigd]);
    assert_eq!(w.taken(&cjg_coach()).await, []);
}

#[tokio::test]
async fn wat_te_laat_maar_al_gedaan_is_vraagt_niemand_nog_iets_als_de_termijn_alsnog_verstrijkt() {
    let mut w = Wereld::nieuw("te-laat-gedaan").await;
    w.registreer_huishouden().await;
    let signaal = w.meld_signaal(false).await;
    w.doe::<Signaal>(signaal, &cjg_coach(), SignaalCommand::PakOp).await;
    let koppeling = SignaalCommand::KoppelAanHuishouden { huishouden: HuishoudenId::new(huishouden()) };
    w.doe::<Signaal>(signaal, &cjg_coach(), koppeling).await;
    let intake = id("intake");
    let start = IntakeCommand::Start {
        huishouden: HuishoudenId::new(huishouden()),
        betreft_jeugdhulp: false,
        wmo_melding: true,
    };
    w.doe::<Intake>(intake, &cjg_coach(), start).await;
    let aanvraag = IntakeCommand::LegAanvraagVast { op: dag("2025-03-03") };
    w.doe::<Intake>(intake, &cjg_coach(), aanvraag).await;

    // Everything is done after its term, while nobody watched the dates; they are watched again after that.
    w.het_wordt("2025-06-02T09:00:00Z");
    w.doe::<Signaal>(signaal, &cjg_coach(), SignaalCommand::KoppelTerug { inhoud: tekst("Opgepakt.") }).await;
    w.doe::<Intake>(intake, &cjg_coach(), IntakeCommand::LegBeschikkingVast { op: dag("2025-06-02") }).await;
    let terugkoppeling = SignaalCommand::VerstrijkTermijn { termijn: SignaalTermijn::Terugkoppeling };
    w.systeem::<Signaal>(signaal, terugkoppeling).await;
    let besluit = IntakeCommand::VerstrijkTermijnVan { termijn: IntakeTermijn::Besluit };
    w.systeem::<Intake>(intake, besluit).await;
    assert_eq!(w.taken(&coordinator()).await, [], "the reporter has heard");
    let taken = w.taken(&cjg_coach()).await;
    assert!(taken.contains(&W::IntakeAfronden) && !taken.contains(&W::TermijnVerstreken), "{taken:?}");

    // What was not done does ask for it.
    w.systeem::<Intake>(intake, IntakeCommand::VerstrijkTermijn).await;
    assert!(w.taken(&cjg_coach()).await.contains(&W::TermijnVerstreken));
}

#[tokio::test]
async fn leeftijden_staan_een_jaar_vooruit_bij_wie_de_regie_heeft() {
    let mut w = Wereld::nieuw("leeftijd").await;
    w.registreer_huishouden().await;
    assert_eq!(w.taken(&cjg_coach()).await, [W::Leeftijd16Half, W::Leeftijd17Half, W::Leeftijd12, W::Leeftijd18]);
    let taak = w.taak(&cjg_coach(), W::Leeftijd17Half).await;
    assert_eq!((taak.status, taak.huishouden_id), (Werkstatus::Open, Some(huishouden())));
    assert_eq!(taak.vervalt_op.as_deref(), Some("2025-07-03T22:00:00Z"));
    w.het_wordt("2025-07-03T10:00:00Z");
    assert_eq!(w.taak(&cjg_coach(), W::Leeftijd17Half).await.status, Werkstatus::BijnaVerlopen);
    assert_eq!(w.taken(&schoolcoach()).await, []);
}

#[tokio::test]
async fn hulp_die_stagneert_staat_bij_de_regie_waar_die_ook_heen_gaat() {
    let mut w = Wereld::nieuw("stagneert").await;
    w.registreer_huishouden().await;
    w.open_plan().await;
    let inzet = w.zet_in("inzet", "jeugdzorg-noord").await;
    let taak = w.taak(&aanbieder(), W::VerwijzingBeantwoorden).await;
    assert_eq!((taak.resource.id, taak.huishouden_id), (inzet, None), "wie nog niet aanvaardde, ziet geen huishouden");

    let ver_weg = Some(dag("2025-06-09"));
    w.doe::<Doorverwijzing>(inzet, &aanbieder(), DoorverwijzingCommand::Aanvaard { verwachte_start: ver_weg }).await;
    assert_eq!(w.taken(&aanbieder()).await, [W::TerugkoppelingVerschuldigd]);
    assert_eq!(w.taak(&cjg_coach(), W::HulpStagneert).await.huishouden_id, Some(huishouden()));

    w.meld_escalatie().await;
    let triage = w.taak(&coordinator(), W::EscalatieTriage).await;
    assert_eq!((triage.resource.id, triage.huishouden_id), (escalatie(), None));
    w.doe::<Escalatie>(escalatie(), &coordinator(), EscalatieCommand::NeemInTriage {}).await;
    assert_eq!(w.taken(&coordinator()).await, [W::EscalatieBeslissen]);
    assert_eq!(w.taken(&wie("Lid", Functie::LidMeerTeam, "meer-team")).await, []);
}

#[tokio::test]
async fn de_regie_neemt_haar_taken_mee() {
    let mut w = Wereld::nieuw("overname").await;
    w.registreer_huishouden().await;
    w.open_plan().await;
    let inzet = w.zet_in("inzet", "jeugdzorg-noord").await;
    let ver_weg = Some(dag("2025-06-09"));
    w.doe::<Doorverwijzing>(inzet, &aanbieder(), DoorverwijzingCommand::Aanvaard { verwachte_start: ver_weg }).await;
    w.meld_escalatie().await;
    w.neem_escalatie_aan().await;
    assert!(w.taken(&coordinator()).await.contains(&W::HulpStagneert));
    assert!(!w.taken(&coordinator()).await.contains(&W::EscalatieBeslissen));
    assert_eq!(w.taken(&cjg_coach()).await, []);

    let ander = w.zet_in("andere inzet", "jeugdzorg-zuid").await;
    assert!(!w.taken(&coordinator()).await.contains(&W::HulpStagneert), "dezelfde hulp is een ander gevraagd");
    let reden = Intrekreden::AndereAanbieder { verwijzing: regieboek_kernel::DoorverwijzingId::new(ander) };
    w.doe::<Doorverwijzing>(inzet, &coordinator(), DoorverwijzingCommand::TrekIn { reden }).await;
    assert_eq!(w.taken(&aanbieder()).await, [W::TerugkoppelingVerschuldigd], "de schuld aan de verwijzer blijft");
}

#[tokio::test]
async fn wie_de_eigen_verwijzing_intrekt_is_niets_verschuldigd() {
    let mut w = Wereld::nieuw("ingetrokken").await;
    w.registreer_huishouden().await;
    let inzet = w.zet_in("inzet", "jeugdzorg-noord").await;
    w.doe::<Doorverwijzing>(inzet, &aanbieder(), DoorverwijzingCommand::Aanvaard { verwachte_start: None }).await;
    let reden = Intrekreden::OpVerzoekBewoner;
    w.doe::<Doorverwijzing>(inzet, &schoolcoach(), DoorverwijzingCommand::TrekIn { reden }).await;
    assert_eq!(w.taken(&aanbieder()).await, []);
}

#[tokio::test]
async fn een_betaalde_terugkoppeling_is_bij_de_start_weer_verschuldigd() {
    let mut w = Wereld::nieuw("weer-verschuldigd").await;
    w.registreer_huishouden().await;
    let inzet = w.zet_in("inzet", "jeugdzorg-noord").await;
    w.doe::<Doorverwijzing>(inzet, &aanbieder(), DoorverwijzingCommand::Aanvaard { verwachte_start: None }).await;
    w.doe::<Doorverwijzing>(inzet, &aanbieder(), DoorverwijzingCommand::KoppelTerug { inhoud: tekst("Aanvaard.") })
        .await;
    assert_eq!(w.taken(&aanbieder()).await, []);
    w.het_wordt("2025-03-05T09:00:00Z");
    w.doe::<Doorverwijzing>(inzet, &aanbieder(), DoorverwijzingCommand::Start { op: dag("2025-03-05") }).await;
    let schuld = w.taak(&aanbieder(), W::TerugkoppelingVerschuldigd).await;
    assert_eq!(schuld.vervalt_op.as_deref(), Some("2025-03-19T23:00:00Z"));
}

#[tokio::test]
async fn een_weigering_en_een_verlopen_verwijzing_houden_een_eigenaar() {
    let mut w = Wereld::nieuw("geweigerd").await;
    w.registreer_huishouden().await;
    let geweigerd = w.zet_in("geweigerd", "jeugdzorg-noord").await;
    let weigering = Weigering {
        reden: Weigerreden::GeenContract,
        door: Weigeraar::Aanbieder,
        volgende_stap: tekst("Een ander vragen."),
        eigenaar_volgende_stap: schoolcoach().id,
        alternatief: None,
    };
    w.doe::<Doorverwijzing>(geweigerd, &aanbieder(), DoorverwijzingCommand::Weiger(weigering)).await;
    assert_eq!(w.taken(&aanbieder()).await, []);
    assert_eq!(w.taken(&schoolcoach()).await, [W::TerugkoppelingVerschuldigd, W::VerwijzingGeweigerd]);
    assert!(w.taken(&cjg_coach()).await.contains(&W::VerwijzingGeweigerd), "the regie learns it too");

    let verlopen = w.zet_in("verlopen", "jeugdzorg-zuid").await;
    w.het_wordt("2025-03-11T09:00:00Z");
    let termijn = Verwijzingstermijn::Beantwoorden;
    w.systeem::<Doorverwijzing>(verlopen, DoorverwijzingCommand::VerstrijkTermijn { termijn }).await;
    let taken = w.taken(&cjg_coach()).await;
    assert!(taken.contains(&W::HulpStagneert) && taken.contains(&W::TerugkoppelingVerschuldigd));
    let van_de_verwijzer = w.taken(&schoolcoach()).await;
    assert!(van_de_verwijzer.contains(&W::VerwijzingVerlopen), "the referrer hears that nobody answered");
    assert!(!van_de_verwijzer.contains(&W::VerwijzingGeweigerd), "the same help was asked of another");
}

#[tokio::test]
async fn afschaling_nazorg_en_terugval_volgen_elkaar_op_de_lijst() {
    let mut w = Wereld::nieuw("afschaling").await;
    w.registreer_huishouden().await;
    w.open_plan().await;
    w.meld_escalatie().await;
    w.het_wordt("2025-03-06T09:00:00Z");
    let termijn = Escalatietermijn::Triage;
    w.systeem::<Escalatie>(escalatie(), EscalatieCommand::VerstrijkTermijn { termijn }).await;
    assert!(w.taken(&cjg_coach()).await.contains(&W::TermijnVerstreken));
    w.neem_escalatie_aan().await;
    assert!(!w.taken(&coordinator()).await.contains(&W::TermijnVerstreken), "er is beslist");

    let chris = cjg_coach();
    let volgende_regisseur = (&chris).into();
    let aanbod = EscalatieCommand::BiedAfschalingAan { volgende_regisseur, resultaat: tekst("Rust.") };
    w.doe::<Escalatie>(escalatie(), &coordinator(), aanbod).await;
    assert_eq!(w.taken(&chris).await, [W::AfschalingAanvaarden]);
    w.doe::<Escalatie>(escalatie(), &chris, EscalatieCommand::WijsAfschalingAf { reden: tekst("Te vroeg.") }).await;
    assert_eq!(w.taken(&chris).await, []);
    w.schaal_af().await;
    let nazorg = w.taak(&chris, W::NazorgEscalatie).await;
    assert_eq!((nazorg.status, nazorg.urgent), (Werkstatus::Open, false));

    w.doe::<Escalatie>(escalatie(), &chris, EscalatieCommand::MeldTerugval { toelichting: tekst("Weer weg.") }).await;
    assert!(!w.taken(&chris).await.contains(&W::NazorgEscalatie));
    assert!(w.taak(&coordinator(), W::EscalatieTriage).await.urgent, "terugval gaat voor");
}

#[tokio::test]
async fn na_sluiten_houdt_de_nazorgeigenaar_zicht() {
    let mut w = Wereld::nieuw("nazorg").await;
    w.registreer_huishouden().await;
    w.open_plan().await;
    let sluiting =
        HuishoudenCommand::SluitPlan { reden: Sluitreden::DoelenBehaald, nazorg_eigenaar: betrokkene(&schoolcoach()) };
    w.doe::<Huishouden>(huishouden(), &cjg_coach(), sluiting).await;
    let controles = |taken: Vec<W>| taken.into_iter().filter(|taak| *taak == W::Nazorgcontrole).count();
    assert_eq!(controles(w.taken(&schoolcoach()).await), 2);
    assert_eq!(w.taken(&cjg_coach()).await, []);
    assert!(w.taken(&schoolcoach()).await.contains(&W::Leeftijd17Half), "ook de leeftijden");

    let verslag = |uitkomst| Controleverslag { controle: 1, uitkomst, toelichting: tekst("Het gaat.") };
    w.het_wordt("2025-06-02T09:00:00Z");
    let stabiel = HuishoudenCommand::VoerNazorgcontroleUit(verslag(Nazorguitkomst::Stabiel));
    w.doe::<Huishouden>(huishouden(), &schoolcoach(), stabiel).await;
    assert_eq!(controles(w.taken(&schoolcoach()).await), 1);
    let terugval = Controleverslag { controle: 2, ..verslag(Nazorguitkomst::Terugval) };
    w.doe::<Huishouden>(huishouden(), &schoolcoach(), HuishoudenCommand::VoerNazorgcontroleUit(terugval)).await;
    assert_eq!(w.taken(&schoolcoach()).await, []);
}

#[tokio::test]
async fn een_regievacuum_staat_dringend_bij_het_meer_team() {
    let mut w = Wereld::nieuw("vacuum").await;
    w.registreer_huishouden().await;
    w.open_plan().await;
    let vacuum = HuishoudenCommand::MeldRegievacuum { reden: Vacuumreden::UitDienst };
    w.doe::<Huishouden>(huishouden(), &cjg_coach(), vacuum).await;
    assert!(w.taak(&coordinator(), W::Regievacuum).await.urgent);
    let benoeming = HuishoudenCommand::BenoemRegisseur { regisseur: betrokkene(&schoolcoach()) };
    w.doe::<Huishouden>(huishouden(), &coordinator(), benoeming).await;
    assert_eq!(w.taken(&coordinator()).await, []);
    assert!(w.taken(&schoolcoach()).await.contains(&W::Leeftijd12));
}

#[tokio::test]
async fn een_geweigerde_vervolgstap_staat_bij_de_regie_tot_die_is_gezet() {
    let mut w = Wereld::nieuw("stap").await;
    w.registreer_huishouden().await;
    let intake = id("intake");
    let start = IntakeCommand::Start {
        huishouden: HuishoudenId::new(huishouden()),
        betreft_jeugdhulp: false,
        wmo_melding: true,
    };
    w.doe::<Intake>(intake, &cjg_coach(), start).await;
    assert_eq!(w.taak(&cjg_coach(), W::IntakeAfronden).await.status, Werkstatus::Open);
    rond_af(&mut w).await;
    assert!(!w.taken(&cjg_coach()).await.contains(&W::IntakeAfronden));
    let geweigerd = IntakeCommand::LegWeigeringVast {
        stap: Vervolgstap::EscalatieAanmelden,
        regel: Redencode::new("escalatie-al-open"),
    };
    w.systeem::<Intake>(intake, geweigerd).await;
    assert!(w.taken(&cjg_coach()).await.contains(&W::StapGeweigerd));
    w.meld_escalatie().await;
    assert!(!w.taken(&cjg_coach()).await.contains(&W::StapGeweigerd));
}

/// Everything an intake needs, concluded with a direct escalation.
async fn rond_af(w: &mut Wereld) {
    use regieboek_intake::intake::{Conclusie, Leefgebiedsafsluiting, Veiligheidsoordeel};
    use regieboek_kernel::{Leefgebied as L, Regieverlies};
    let mut stappen: Vec<IntakeCommand> = [L::Meedoen, L::WerkEnInkomen, L::Veiligheid, L::Gezondheid, L::Wonen]
        .map(|leefgebied| IntakeCommand::SluitLeefgebiedAf {
            leefgebied,
            wijze: Leefgebiedsafsluiting::BesprokenGeenScore,
        })
        .into();
    stappen.extend([
        IntakeCommand::LegVraagVast { eigen_woorden: tekst("Rust."), vraag_achter_de_vraag: None },
        IntakeCommand::BeoordeelVeiligheid {
            oordeel: Veiligheidsoordeel::Zorgelijk,
            veilig_thuis: None,
            toelichting: None,
        },
        IntakeCommand::WijsOpClientondersteuning,
        IntakeCommand::SchatRegieverliesIn { regieverlies: Regieverlies::Tijdelijk },
        IntakeCommand::RondAf { conclusie: Conclusie::DirecteEscalatie, reden: None, afspraken: Vec::new() },
    ]);
    for stap in stappen {
        w.doe::<Intake>(id("intake"), &cjg_coach(), stap).await;
    }
}

#[tokio::test]
async fn een_verlopen_toestemming_vraagt_de_regisseur_er_weer_naar_te_kijken() {
    use regieboek_huishouden::{Gever, Toestemming, Toestemmingssoort};
    use regieboek_kernel::{Leefgebied, LidId, ToestemmingId};
    let mut w = Wereld::nieuw("toestemming").await;
    w.registreer_huishouden().await;
    let toestemming = |naam: &str, tot: &str| {
        HuishoudenCommand::GeefToestemming(Toestemming {
            id: ToestemmingId::new(id(naam)),
            soort: Toestemmingssoort::Avg,
            doel: tekst("Samen kijken wat helpt."),
            categorieen: vec![Leefgebied::Meedoen],
            ontvanger: "school-de-regenboog".parse().unwrap(),
            betreft: LidId::new(id("moeder")),
            gegeven_door: vec![Gever::Lid(LidId::new(id("moeder")))],
            tot: dag(tot),
        })
    };
    w.doe::<Huishouden>(huishouden(), &cjg_coach(), toestemming("eerste", "2025-04-01")).await;
    w.het_wordt("2025-04-02T09:00:00Z");
    let soort = TermijnSoort::Toestemming(ToestemmingId::new(id("eerste")));
    w.systeem::<Huishouden>(huishouden(), HuishoudenCommand::VerstrijkTermijn { soort }).await;
    assert!(w.taken(&cjg_coach()).await.contains(&W::TermijnVerstreken));
    w.doe::<Huishouden>(huishouden(), &cjg_coach(), toestemming("tweede", "2025-10-01")).await;
    assert!(!w.taken(&cjg_coach()).await.contains(&W::TermijnVerstreken));
}
