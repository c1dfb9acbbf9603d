//! H30 to H38, H41 and H42: who comes and goes, how a huishouden parts, and how two registrations become one.

use regieboek_huishouden::*;
use regieboek_kernel::*;

use crate::wereld::*;
use HuishoudenCommand::*;

pub(crate) fn ander(n: u128) -> HuishoudenId {
    HuishoudenId::new(uuid(700 + n))
}

pub(crate) fn baby() -> Opname {
    let lid = Lid {
        id: lid(4),
        naam: persoonsgegeven(4, "Baby".to_owned()),
        geboortedatum: persoonsgegeven(4, "2025-08-30".parse().unwrap()),
        relatie: Relatie::Kind,
        bsn: None,
        dubbelsleutel: None,
    };
    let gezag = vec![gezag(Gezaghebbende::Lid(crate::wereld::lid(MOEDER)), 4)];
    Opname { lid, reden: Komst::Geboorte, sinds: datum("2025-08-30"), gezag }
}

pub(crate) fn vertrek(n: u128) -> HuishoudenCommand {
    LaatVertrekken { lid: lid(n), reden: Vertrekreden::Zelfstandig, op: datum("2025-09-01") }
}

pub(crate) fn splitsing(leden: &[u128]) -> Splitsing {
    Splitsing { naar: ander(1), leden: leden.iter().map(|&n| lid(n)).collect(), op: datum("2025-09-01") }
}

pub(crate) fn afsplitsing() -> Afsplitsing {
    let registratie = Registratie { contactpersoon: als_betrokkene(&makelaar()), ..registratie() };
    Afsplitsing { van: ander(2), op: datum("2025-09-01"), registratie, betrokkenen: Vec::new() }
}

/// What a registration of the mother alone by the Wmo desk brings in, under another id but with the same key.
pub(crate) fn inbreng() -> Inbreng {
    let mut dubbel = registratie();
    dubbel.contactpersoon = als_betrokkene(&makelaar());
    dubbel.gezag.clear();
    dubbel.leden.truncate(2);
    for (lid, id) in dubbel.leden.iter_mut().zip([21, 22]) {
        lid.id = crate::wereld::lid(id);
    }
    dubbel.leden[0].dubbelsleutel = sleutel();
    dubbel.leden[0].bsn = Some(persoonsgegeven(21, "999990019".parse().unwrap()));
    let daar = Verloop::default().op("2025-09-01").doet(makelaar(), Registreer(dubbel));
    daar.staat.inbreng().unwrap()
}

fn sleutel() -> Option<Persoonsgegeven<Dubbelsleutel>> {
    Some(persoonsgegeven(21, Dubbelsleutel::new("gelijk")))
}

/// The huishouden of S1, of which the mother has the same key.
pub(crate) fn met_sleutel() -> Verloop {
    let mut registratie = registratie();
    registratie.leden[0].dubbelsleutel = sleutel();
    Verloop::default().op("2025-09-01").doet(cjg_coach(), Registreer(registratie))
}

pub(crate) fn voeg_samen(n: u128) -> HuishoudenCommand {
    VoegSamen { ander: ander(n), inbreng: Box::new(inbreng()), zelfde: Vec::new() }
}

pub(crate) fn ongedaan(n: u128) -> HuishoudenCommand {
    MaakSamenvoegingOngedaan { ander: ander(n), toelichting: tekst("het zijn anderen") }
}

fn ids(verloop: &Verloop) -> Vec<LidId> {
    verloop.staat.leden().iter().map(|lid| lid.id).collect()
}

/// H30, H31, H32
#[test]
fn een_kind_wordt_geboren_en_het_gezag_wordt_meteen_vastgelegd() {
    let verloop = Verloop::geregistreerd()
        .weigert(schoolcoach(), NeemLidOp(baby()), "alleen-eigenaar-of-coordinator")
        .weigert(cjg_coach(), NeemLidOp(Opname { sinds: datum("2025-09-02"), ..baby() }), "wijziging-in-toekomst")
        .doet(cjg_coach(), NeemLidOp(baby()))
        .leidt_tot(&["LidOpgenomen"])
        .doet(coordinator(), NeemLidOp(baby()))
        .leidt_tot(&[]);
    assert_eq!(ids(&verloop), [lid(MOEDER), lid(ZOON), lid(DOCHTER), lid(4)]);
    assert!(verloop.staat.gezag().iter().any(|g| g.kind == lid(4)));
    let zoon = Opname { lid: Lid { id: lid(ZOON), ..baby().lid }, gezag: Vec::new(), ..baby() };
    verloop.weigert(cjg_coach(), NeemLidOp(zoon), "lid-dubbel");
}

/// H12
#[test]
fn wie_vertrekt_houdt_het_gezag_over_wie_blijft() {
    let verloop = Verloop::geregistreerd().doet(cjg_coach(), vertrek(MOEDER)).leidt_tot(&["LidVertrokken"]);
    assert_eq!(ids(&verloop), [lid(ZOON), lid(DOCHTER)]);
    let naam = persoonsgegeven(MOEDER, format!("Lid {MOEDER}"));
    assert!(verloop.staat.gezag().iter().all(|g| g.gezaghebbende == Gezaghebbende::Buiten { naam: naam.clone() }));
    let verloop = verloop.doet(cjg_coach(), vertrek(MOEDER)).leidt_tot(&[]);
    verloop.weigert(cjg_coach(), vertrek(77), "lid-onbekend");
}

#[test]
fn wie_overlijdt_heeft_geen_gezag_meer() {
    let overlijden = MeldOverlijden { lid: lid(MOEDER), op: datum("2025-09-01") };
    let verloop = Verloop::geregistreerd().doet(cjg_coach(), overlijden.clone()).leidt_tot(&["LidOverleden"]);
    assert_eq!(verloop.staat.gezag(), []);
    verloop.doet(cjg_coach(), overlijden).leidt_tot(&[]);
}

#[test]
fn wie_vertrok_kan_terugkomen_en_weer_vertrekken() {
    let terug = Opname { lid: Lid { id: lid(ZOON), ..baby().lid }, gezag: Vec::new(), ..baby() };
    Verloop::geregistreerd()
        .doet(cjg_coach(), vertrek(ZOON))
        .doet(cjg_coach(), NeemLidOp(baby()))
        .doet(cjg_coach(), vertrek(DOCHTER))
        .doet(cjg_coach(), vertrek(ZOON))
        .leidt_tot(&[])
        .doet(cjg_coach(), NeemLidOp(terug))
        .doet(cjg_coach(), vertrek(ZOON))
        .leidt_tot(&["LidVertrokken"]);
}

/// H6
#[test]
fn met_wie_gaat_eindigen_de_toestemmingen_over_die_persoon_en_het_zicht_daarop() {
    let verloop = Verloop::geregistreerd()
        .doet(cjg_coach(), GeefToestemming(toestemming(1, MOEDER, &[MOEDER], "school-de-regenboog")))
        .doet(cjg_coach(), voeg_toe(als_betrokkene(&schoolcoach()), Some(Deelgrond::Toestemming(toestemming_id(1)))));
    assert!(verloop.ziet(&schoolcoach()));
    let verloop = verloop.doet(cjg_coach(), vertrek(MOEDER)).leidt_tot(&[
        "LidVertrokken",
        "ToestemmingIngetrokken",
        "BetrokkenheidBeeindigd",
    ]);
    assert!(!verloop.ziet(&schoolcoach()));
}

#[test]
fn met_wie_gaat_valt_de_eigen_regie_aan_wie_mee_coordineerde() {
    let regisseur = Regisseur::EigenRegie { lid: lid(MOEDER), coordinator: als_betrokkene(&cjg_coach()) };
    let verloop = Verloop::geregistreerd()
        .doet(Actor::Systeem, OpenPlan(Planopening { regisseur, intake: None }))
        .doet(cjg_coach(), vertrek(MOEDER))
        .leidt_tot(&["LidVertrokken", "RegievormGewijzigd"]);
    assert_eq!(verloop.staat.regisseur(), Some(&Regisseur::Professional(als_betrokkene(&cjg_coach()))));
}

#[test]
fn wie_ging_terwijl_een_ander_de_regie_had_krijgt_haar_niet_terug() {
    let regisseur = Regisseur::EigenRegie { lid: lid(MOEDER), coordinator: als_betrokkene(&cjg_coach()) };
    let meer_team = NeemRegieOver { escalatie: escalatie(1), regisseur: als_betrokkene(&coordinator()) };
    let terug = GeefRegieTerug {
        escalatie: escalatie(1),
        regisseur: als_betrokkene(&cjg_coach()),
        warme_overdracht: datum("2025-09-01"),
    };
    let verloop = Verloop::geregistreerd()
        .doet(Actor::Systeem, OpenPlan(Planopening { regisseur: regisseur.clone(), intake: None }))
        .doet(coordinator(), meer_team);
    let gebleven = verloop.clone().doet(cjg_coach(), terug.clone());
    assert_eq!(gebleven.staat.regisseur(), Some(&regisseur));
    let gegaan = verloop.doet(coordinator(), vertrek(MOEDER)).doet(cjg_coach(), terug);
    assert_eq!(gegaan.staat.regisseur(), Some(&Regisseur::Professional(als_betrokkene(&cjg_coach()))));
}

/// H1
#[test]
fn een_huishouden_verhuist_binnen_de_gemeente() {
    let adres = persoonsgegeven(9, Adres { straat: Some("Kade".into()), ..Adres::default() });
    let naar = |gebied: &str| {
        let gebied = Some(gebied.parse().unwrap());
        WijzigAdres(Adreswijziging { adres: adres.clone(), gebied, op: datum("2025-09-01"), sleutels: Vec::new() })
    };
    assert_eq!(Verloop::geregistreerd().staat.adres(), Some(&registratie().adres));
    let verloop = Verloop::geregistreerd()
        .weigert(cjg_coach(), naar("haarlem-oost"), "gebied-onbekend")
        .doet(cjg_coach(), naar("nieuw-vennep"))
        .leidt_tot(&["AdresGewijzigd"])
        .doet(cjg_coach(), naar("nieuw-vennep"))
        .leidt_tot(&[]);
    assert_eq!(verloop.staat.gebied().map(ToString::to_string).as_deref(), Some("nieuw-vennep"));
    assert_eq!(verloop.staat.adres(), Some(&adres));
}

/// H35
#[test]
fn op_een_nieuw_adres_krijgt_ieder_de_eigen_sleutel() {
    let sleutels = vec![Lidsleutel { lid: lid(ZOON), sleutel: sleutel() }];
    let adres = persoonsgegeven(9, Adres::default());
    let naar = Adreswijziging { adres, gebied: None, op: datum("2025-09-01"), sleutels };
    let leden = Verloop::geregistreerd().doet(cjg_coach(), WijzigAdres(naar)).staat.leden();
    let sleutel = |lid: &Lid| lid.dubbelsleutel.as_ref()?.waarde().map(|sleutel| sleutel.as_str().to_owned());
    assert_eq!(leden.iter().map(sleutel).collect::<Vec<_>>(), [None, Some("gelijk".to_owned()), None]);
}

/// H33
#[test]
fn bij_een_splitsing_gaat_iemand_en_blijft_iemand() {
    let verloop = Verloop::geregistreerd()
        .weigert(cjg_coach(), Splits(splitsing(&[])), "splitsing-zonder-twee-delen")
        .weigert(cjg_coach(), Splits(splitsing(&[MOEDER, ZOON, DOCHTER])), "splitsing-zonder-twee-delen")
        .weigert(cjg_coach(), Splits(splitsing(&[MOEDER, MOEDER])), "lid-dubbel")
        .doet(cjg_coach(), Splits(splitsing(&[DOCHTER])))
        .leidt_tot(&["HuishoudenGesplitst"])
        .doet(cjg_coach(), Splits(splitsing(&[DOCHTER])))
        .leidt_tot(&[]);
    assert_eq!(ids(&verloop), [lid(MOEDER), lid(ZOON)]);
}

/// H33
#[test]
fn wie_meegaat_houdt_het_gezag_over_wie_meegaat_en_wie_blijft_heeft_het_van_buiten() {
    let huishouden = Verloop::geregistreerd().staat;
    let [moeder, _, dochter] = huishouden.leden().try_into().unwrap();
    let mee = |weg: &[Lid]| gezag_dat_meegaat(huishouden.gezag(), &huishouden.leden(), weg);
    let van_buiten = Gezaghebbende::Buiten { naam: moeder.naam.clone() };
    assert_eq!(mee(std::slice::from_ref(&dochter)), [gezag(van_buiten, DOCHTER)]);
    assert_eq!(mee(&[moeder, dochter]), [gezag(Gezaghebbende::Lid(lid(MOEDER)), DOCHTER)]);
}

/// H41
#[test]
fn na_een_splitsing_wordt_gedeeld_wat_tot_en_met_die_dag_is_vastgelegd() {
    let splitsing = splitsing(&[DOCHTER]);
    let volgende_dag = Tijdstip::begin_van(datum("2025-09-02"));
    let ervoor = Tijdstip::from_micros(volgende_dag.micros() - 1);
    assert!(splitsing.deelt(Tijdstip::begin_van(splitsing.op)) && splitsing.deelt(ervoor));
    assert!(!splitsing.deelt(volgende_dag), "by Dutch days, to the microsecond");
}

/// H6
#[test]
fn bij_het_nieuwe_huishouden_is_alleen_betrokken_wie_is_genoemd() {
    let betrokken = |deelgrond| Betrokkenheid {
        wie: als_betrokkene(&schoolcoach()),
        wegens: Aanleiding::Toevoeging,
        deelgrond,
        categorieen: vec![Leefgebied::Meedoen],
    };
    let met = |deelgrond| {
        let betrokkenen = vec![betrokken(deelgrond)];
        BeginNaSplitsing(Box::new(Afsplitsing { betrokkenen, ..afsplitsing() }))
    };
    let niets = Verloop::default().op("2025-09-01");
    let verloop = niets
        .clone()
        .weigert(cjg_coach(), met(None), "geen-grondslag-voor-delen")
        .doet(cjg_coach(), met(op_wmo()))
        .leidt_tot(&["HuishoudenGeregistreerd", "HuishoudenAfgesplitst", "BetrokkeneToegevoegd"]);
    assert!(verloop.ziet(&schoolcoach()) && verloop.ziet(&makelaar()) && !verloop.ziet(&cjg_coach()));
    let verloop = niets.doet(cjg_coach(), BeginNaSplitsing(Box::new(afsplitsing())));
    assert!(!verloop.ziet(&schoolcoach()));
}

/// H35, H42
#[test]
fn twee_registraties_worden_er_een_en_het_verhaal_is_twee_keer_verteld() {
    let verloop = met_sleutel()
        .weigert(cjg_coach(), voeg_samen(1), "alleen-coordinator")
        .doet(coordinator(), voeg_samen(1))
        .leidt_tot(&["HuishoudenOpgenomen"])
        .doet(coordinator(), voeg_samen(1))
        .leidt_tot(&[]);
    assert_eq!(ids(&verloop), [lid(MOEDER), lid(ZOON), lid(DOCHTER), lid(22)], "the mother is one person");
    assert!(verloop.staat.leden()[0].bsn.is_some(), "the BSN that only the other knew");
    assert_eq!(verloop.staat.klantroute().verteld, 2);
    assert!(!verloop.ziet(&makelaar()), "sight is not carried over by itself");
}

/// H35
#[test]
fn het_gezag_over_een_kind_dat_hier_niet_bekend_was_komt_mee_in_de_namen_van_hier() {
    let mut inbreng = inbreng();
    inbreng.gezag = vec![gezag(Gezaghebbende::Lid(lid(21)), 22)];
    let samen = VoegSamen { ander: ander(1), inbreng: Box::new(inbreng), zelfde: Vec::new() };
    let verloop = met_sleutel().doet(coordinator(), samen);
    assert_eq!(verloop.staat.gezag()[2..], [gezag(Gezaghebbende::Lid(lid(MOEDER)), 22)]);
}

/// H35
#[test]
fn wie_als_dezelfde_is_aangewezen_is_niet_ook_een_ander_met_gelijke_sleutel() {
    let zelfde = vec![Zelfde { lid: lid(MOEDER), ander: lid(22), bsn: None }];
    let samen = VoegSamen { ander: ander(1), inbreng: Box::new(inbreng()), zelfde };
    let verloop = met_sleutel().doet(coordinator(), samen).leidt_tot(&["HuishoudenOpgenomen"]);
    assert_eq!(ids(&verloop), [lid(MOEDER), lid(ZOON), lid(DOCHTER), lid(21)], "the one with the mother's key");
}

/// H35, H37
#[test]
fn een_verkeerde_samenvoeging_wordt_ongedaan_gemaakt_tot_hoe_het_was() {
    let voor = met_sleutel();
    let na = voor
        .clone()
        .doet(coordinator(), voeg_samen(1))
        .weigert(coordinator(), ongedaan(2), "samenvoeging-onbekend")
        .weigert(cjg_coach(), ongedaan(1), "alleen-coordinator")
        .doet(andere_coordinator(), ongedaan(1))
        .leidt_tot(&["SamenvoegingOngedaan"]);
    assert_eq!(na.staat.leden(), voor.staat.leden());
    assert_eq!(na.staat.gezag(), voor.staat.gezag());
    assert_eq!(na.staat.klantroute(), voor.staat.klantroute());
}

/// H34
#[test]
fn van_twee_met_een_actief_plan_sluit_er_eerst_een() {
    let met_plan = |n| {
        let inbreng = Inbreng { heeft_actief_plan: true, ..inbreng() };
        VoegSamen { ander: ander(n), inbreng: Box::new(inbreng), zelfde: Vec::new() }
    };
    Verloop::geregistreerd().weigert(coordinator(), met_plan(1), "plan-in-opgaand-huishouden");
    let verloop = Verloop::met_plan().weigert(coordinator(), met_plan(1), "beide-een-actief-plan");
    let verloop = verloop.weigert(coordinator(), GaOpIn { huishouden: ander(1) }, "plan-in-opgaand-huishouden");
    verloop.doet(coordinator(), voeg_samen(1)).leidt_tot(&["HuishoudenOpgenomen"]);
}

/// H36
#[test]
fn wie_twee_verschillende_bsns_heeft_is_niet_een_persoon() {
    let mut registratie = registratie();
    registratie.leden[0].bsn = Some(persoonsgegeven(1, "999990020".parse().unwrap()));
    let zelfde = |lid_hier, lid_daar| {
        let zelfde = vec![Zelfde { lid: lid(lid_hier), ander: lid(lid_daar), bsn: None }];
        VoegSamen { ander: ander(1), inbreng: Box::new(inbreng()), zelfde }
    };
    Verloop::default()
        .op("2025-09-01")
        .doet(cjg_coach(), Registreer(registratie))
        .weigert(coordinator(), zelfde(MOEDER, 21), "bsn-verschilt")
        .weigert(coordinator(), zelfde(MOEDER, 99), "lid-onbekend");
}

/// H35, H38, H42
#[test]
fn wat_is_opgegaan_is_alleen_te_lezen_tot_dat_ongedaan_is() {
    let verloop = Verloop::geregistreerd()
        .doet(cjg_coach(), GeefToestemming(toestemming(1, MOEDER, &[MOEDER], "school-de-regenboog")))
        .weigert(cjg_coach(), GaOpIn { huishouden: ander(1) }, "alleen-coordinator")
        .doet(coordinator(), GaOpIn { huishouden: ander(1) })
        .leidt_tot(&["HuishoudenOpgegaan"])
        .doet(coordinator(), GaOpIn { huishouden: ander(1) })
        .leidt_tot(&[])
        .weigert(cjg_coach(), vertrek(ZOON), "is-opgegaan")
        .weigert(Actor::Systeem, opening(&cjg_coach()), "is-opgegaan")
        .weigert(coordinator(), GaOpIn { huishouden: ander(2) }, "is-opgegaan")
        .weigert(coordinator(), HerstelUit { huishouden: ander(2) }, "is-opgegaan")
        .doet(cjg_coach(), TrekToestemmingIn { id: toestemming_id(1) })
        .leidt_tot(&["ToestemmingIngetrokken"]);
    assert_eq!(verloop.staat.opgegaan_in(), Some(ander(1)));
    assert_eq!(verloop.staat.staat_op_zichzelf().unwrap_err().code(), "is-opgegaan");
    assert_eq!(ids(&verloop), [lid(MOEDER), lid(ZOON), lid(DOCHTER)], "what it had is kept");
    let verloop = verloop
        .doet(coordinator(), HerstelUit { huishouden: ander(1) })
        .leidt_tot(&["HuishoudenHersteld"])
        .doet(coordinator(), HerstelUit { huishouden: ander(1) })
        .leidt_tot(&[]);
    assert_eq!(verloop.staat.staat_op_zichzelf(), Ok(()));
    verloop.doet(cjg_coach(), vertrek(ZOON)).leidt_tot(&["LidVertrokken"]);
}

/// H35
#[test]
fn twee_die_op_elkaar_lijken_kunnen_verschillen() {
    Verloop::geregistreerd()
        .weigert(cjg_coach(), SluitDubbelUit { ander: ander(1) }, "alleen-coordinator")
        .doet(coordinator(), SluitDubbelUit { ander: ander(1) })
        .leidt_tot(&["DubbelUitgesloten"])
        .doet(coordinator(), SluitDubbelUit { ander: ander(1) })
        .leidt_tot(&[]);
}
