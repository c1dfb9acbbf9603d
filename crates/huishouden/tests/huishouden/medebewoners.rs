//! H43 to H46: a child of parents who share its care lives in two huishoudens, and is a lid of one.

use regieboek_huishouden::*;
use regieboek_kernel::*;

use crate::samenstelling::{ander, voeg_samen};
use crate::wereld::*;
use HuishoudenCommand::*;

const HIER: u128 = 8;
const DAAR: u128 = 9;
/// The daughter of the huishouden of S1, and a child of another huishouden that lives here.
const GAST: u128 = 31;

pub(crate) fn deling(kind: u128, met: u128) -> Deling {
    Deling { lid: lid(kind), met: ander(met) }
}

pub(crate) fn woont_ook(kind: u128, huishouden: Option<u128>) -> HuishoudenCommand {
    let sinds = huishouden.map(|_| datum("2025-08-01"));
    LegVerblijfVast(Verblijf { lid: lid(kind), huishouden: huishouden.map(ander), adres: None, sinds })
}

pub(crate) fn medebewoner(kind: u128, thuis: u128, geboren: &str) -> Medebewoner {
    Medebewoner {
        lid: lid(kind),
        thuis: ander(thuis),
        naam: persoonsgegeven(kind, "Gast".to_owned()),
        geboortedatum: persoonsgegeven(kind, geboren.parse().unwrap()),
        sinds: datum("2025-08-01"),
    }
}

pub(crate) fn gast() -> HuishoudenCommand {
    NeemMedebewonerOp(medebewoner(GAST, DAAR, "2016-05-05"))
}

pub(crate) fn beeindig(kinderen: &[u128], met: u128) -> HuishoudenCommand {
    let leden = kinderen.iter().map(|&kind| lid(kind)).collect();
    BeeindigDelingen { met: ander(met), leden, reden: Delingseinde::NietLanger, op: datum("2025-09-01") }
}

/// The daughter lives there as well, and that huishouden confirmed it.
pub(crate) fn gedeeld() -> Verloop {
    Verloop::met_plan()
        .doet(cjg_coach(), woont_ook(DOCHTER, Some(DAAR)))
        .doet(makelaar(), BevestigVerblijf(deling(DOCHTER, DAAR)))
}

/// A child of another huishouden lives here as well.
pub(crate) fn met_gast() -> Verloop {
    Verloop::met_plan().doet(cjg_coach(), gast())
}

/// H30, H31 and H43
#[test]
fn het_huishouden_van_het_kind_noemt_eerst_waar_het_ook_woont_en_sinds_wanneer() {
    let zonder_dag = Verblijf { lid: lid(DOCHTER), huishouden: Some(ander(DAAR)), adres: None, sinds: None };
    let sinds_morgen = Verblijf { sinds: Some(datum("2025-09-02")), ..zonder_dag.clone() };
    let sinds_vandaag = Verblijf { sinds: Some(datum("2025-09-01")), ..zonder_dag.clone() };
    let alleen_adres = Verblijf { huishouden: None, adres: Some(registratie().adres), ..zonder_dag.clone() };
    Verloop::geregistreerd()
        .doet(cjg_coach(), woont_ook(DOCHTER, None))
        .leidt_tot(&[])
        .weigert(makelaar(), LegVerblijfVast(sinds_vandaag.clone()), "alleen-eigenaar-of-coordinator")
        .weigert(cjg_coach(), LegVerblijfVast(zonder_dag), "sinds-ontbreekt")
        .weigert(cjg_coach(), LegVerblijfVast(sinds_morgen), "wijziging-in-toekomst")
        .weigert(cjg_coach(), woont_ook(77, Some(DAAR)), "lid-onbekend")
        .doet(cjg_coach(), LegVerblijfVast(alleen_adres))
        .leidt_tot(&["VerblijfVastgelegd"])
        .doet(cjg_coach(), LegVerblijfVast(sinds_vandaag.clone()))
        .leidt_tot(&["VerblijfVastgelegd"])
        .doet(cjg_coach(), LegVerblijfVast(sinds_vandaag))
        .leidt_tot(&[])
        .doet(cjg_coach(), woont_ook(DOCHTER, None))
        .leidt_tot(&["VerblijfVastgelegd"]);
}

/// H43
#[test]
fn alleen_het_huishouden_dat_is_genoemd_hoort_van_het_kind_en_niets_van_de_anderen() {
    let deelt = |verloop: &Verloop, kind, met| verloop.staat.deelt(ander(HIER), deling(kind, met));
    let verloop = Verloop::geregistreerd();
    assert_eq!(deelt(&verloop, DOCHTER, DAAR), None, "nobody was named");
    let verloop = verloop.doet(cjg_coach(), woont_ook(DOCHTER, Some(DAAR)));
    let dochter = &registratie().leden[2];
    let wat_het_hoort = Medebewoner {
        lid: lid(DOCHTER),
        thuis: ander(HIER),
        naam: dochter.naam.clone(),
        geboortedatum: dochter.geboortedatum.clone(),
        sinds: datum("2025-08-01"),
    };
    assert_eq!(deelt(&verloop, DOCHTER, DAAR), Some(wat_het_hoort));
    assert_eq!(deelt(&verloop, DOCHTER, HIER), None, "another huishouden was named");
    assert_eq!(deelt(&verloop, ZOON, DAAR), None, "another child was named");
    let verloop = verloop.doet(coordinator(), GaOpIn { huishouden: ander(1) });
    assert_eq!(deelt(&verloop, DOCHTER, DAAR), None, "what was taken up only reads");
    assert_eq!(Huishouden::default().deelt(ander(HIER), deling(DOCHTER, DAAR)), None);
}

/// H43
#[test]
fn het_tweede_huishouden_bevestigt_wat_het_eerste_noemde() {
    let verloop = Verloop::geregistreerd()
        .weigert(makelaar(), BevestigVerblijf(deling(DOCHTER, DAAR)), "verblijf-niet-genoemd")
        .doet(cjg_coach(), woont_ook(DOCHTER, Some(DAAR)))
        .weigert(makelaar(), BevestigVerblijf(deling(DOCHTER, HIER)), "verblijf-niet-genoemd")
        .weigert(makelaar(), BevestigVerblijf(deling(ZOON, DAAR)), "verblijf-niet-genoemd");
    assert_eq!(verloop.staat.delingen(), [], "said, and not yet confirmed");
    let verloop = verloop
        .doet(makelaar(), BevestigVerblijf(deling(DOCHTER, DAAR)))
        .leidt_tot(&["VerblijfBevestigd"])
        .doet(makelaar(), BevestigVerblijf(deling(DOCHTER, DAAR)))
        .leidt_tot(&[]);
    assert_eq!(verloop.staat.delingen(), [deling(DOCHTER, DAAR)]);
    assert_eq!(verloop.staat.leden().len(), 3, "it stays a lid of the first");
}

/// H30, H31, H32 and H43
#[test]
fn een_kind_van_een_ander_huishouden_woont_hier_een_deel_van_de_tijd_zonder_lid_te_zijn() {
    let kind = |pas_aan: fn(&mut Medebewoner)| {
        let mut kind = medebewoner(GAST, DAAR, "2016-05-05");
        pas_aan(&mut kind);
        NeemMedebewonerOp(kind)
    };
    let zonder = Verloop::met_plan();
    let route = zonder.staat.klantroute();
    let verloop = zonder
        .weigert(makelaar(), gast(), "alleen-eigenaar-of-coordinator")
        .weigert(cjg_coach(), kind(|k| k.lid = lid(ZOON)), "lid-dubbel")
        .weigert(cjg_coach(), kind(|k| k.sinds = datum("2025-09-02")), "wijziging-in-toekomst")
        .doet(coordinator(), gast())
        .leidt_tot(&["MedebewonerOpgenomen"])
        .doet(cjg_coach(), gast())
        .leidt_tot(&[]);
    assert_eq!(verloop.staat.delingen(), [deling(GAST, DAAR)]);
    assert_eq!(verloop.staat.leden().len(), 3, "no fourth lid");
    assert_eq!(verloop.staat.klantroute(), route, "and no other face for the family");
    let verloop = verloop.doet(cjg_coach(), kind(|k| k.thuis = ander(HIER))).leidt_tot(&["MedebewonerOpgenomen"]);
    assert_eq!(verloop.staat.delingen(), [deling(GAST, HIER)], "each child once, by where it is a lid");
}

/// H44
#[test]
fn wat_het_kind_aangaat_wordt_besloten_waar_het_lid_is() {
    let elders = "lid-van-ander-huishouden";
    let eigen_regie = Regisseur::EigenRegie { lid: lid(GAST), coordinator: als_betrokkene(&cjg_coach()) };
    let aan_tafel = Mdo { bewoners: Bewonersdeelname::Aanwezig(vec![lid(GAST)]), ..mdo() };
    let mening = AfwijkendeMening { wie: Deelnemer::Bewoner(lid(GAST)), mening: tekst("liever bij moeder") };
    let verloop = met_gast()
        .weigert(cjg_coach(), GeefToestemming(toestemming(1, GAST, &[MOEDER], "school-de-regenboog")), elders)
        .weigert(cjg_coach(), LegGezagVast { gezag: vec![gezag(Gezaghebbende::Lid(lid(MOEDER)), GAST)] }, elders)
        .weigert(cjg_coach(), VoegActieToe(actie(3, 1, Uitvoerder::Bewoner(lid(GAST)))), elders)
        .weigert(cjg_coach(), WijzigRegievorm { vorm: Regievorm::EigenRegie { lid: lid(GAST) } }, elders)
        .weigert(cjg_coach(), HoudMdo(aan_tafel), elders)
        .weigert(cjg_coach(), HoudMdo(Mdo { afwijkende_meningen: vec![mening], ..mdo() }), elders)
        .weigert(cjg_coach(), Splits(crate::samenstelling::splitsing(&[GAST])), elders)
        .weigert(cjg_coach(), crate::samenstelling::vertrek(GAST), elders)
        .weigert(cjg_coach(), woont_ook(GAST, Some(DAAR)), elders);
    let over_hulp = |kind| verloop.staat.kent(&[lid(kind)], None).map_err(|fout| fout.code());
    assert_eq!(verloop.staat.kent(&[lid(GAST)], Some(doel_id(1))).unwrap_err().code(), elders, "no help is asked here");
    assert_eq!((over_hulp(GAST), over_hulp(77)), (Err(elders), Err("lid-onbekend")));
    assert_eq!(Huishouden::default().kent(&[lid(GAST)], None).unwrap_err().code(), "lid-onbekend");
    let opening = OpenPlan(Planopening { regisseur: eigen_regie, intake: None });
    Verloop::geregistreerd().doet(cjg_coach(), gast()).weigert(cjg_coach(), opening, elders);
}

/// H7 and H44
#[test]
fn wie_gezag_heeft_geeft_toestemming_waar_die_ook_woont_en_een_ouder_zonder_gezag_nooit() {
    let vader = Gezaghebbende::Buiten { naam: persoonsgegeven(8, "Vader".to_owned()) };
    let gevraagd = |gevers: &[Gever]| {
        let mut gevraagd = toestemming(1, DOCHTER, &[], "school-de-regenboog");
        gevraagd.gegeven_door = gevers.to_vec();
        GeefToestemming(gevraagd)
    };
    let (moeder, van_vader) = (Gever::Lid(lid(MOEDER)), vader.gever());
    let samen = gevraagd(&[moeder.clone(), van_vader.clone()]);
    let niet = "niet-gegeven-door-wie-mag";
    gedeeld()
        .weigert(cjg_coach(), samen.clone(), niet)
        .doet(
            cjg_coach(),
            LegGezagVast { gezag: vec![gezag(Gezaghebbende::Lid(lid(MOEDER)), DOCHTER), gezag(vader, DOCHTER)] },
        )
        .weigert(cjg_coach(), gevraagd(&[moeder]), niet)
        .weigert(cjg_coach(), gevraagd(&[van_vader]), niet)
        .doet(cjg_coach(), samen)
        .leidt_tot(&["ToestemmingGegeven"]);
}

/// H44 and H45
#[test]
fn een_kind_dat_hier_ook_woont_wordt_hier_pas_lid_als_het_elders_geen_lid_meer_is() {
    let kind = Lid { id: lid(GAST), ..registratie().leden[2].clone() };
    let komst = NeemLidOp(Opname { lid: kind, reden: Komst::Intrek, sinds: datum("2025-09-01"), gezag: vec![] });
    let verloop = met_gast()
        .weigert(cjg_coach(), komst.clone(), "lid-van-ander-huishouden")
        .doet(makelaar(), beeindig(&[GAST], DAAR))
        .doet(cjg_coach(), komst.clone())
        .leidt_tot(&["LidOpgenomen"]);
    assert_eq!(verloop.staat.delingen(), []);
    let meerderjarig = met_gast().op("2034-05-04").weigert(cjg_coach(), komst.clone(), "lid-van-ander-huishouden");
    let verloop = meerderjarig.op("2034-05-05").doet(cjg_coach(), komst).leidt_tot(&["LidOpgenomen"]);
    assert_eq!(verloop.staat.delingen(), [], "who is a lid does not live here part of the time as well");
}

/// H45
#[test]
fn alleen_een_minderjarige_woont_in_twee_huishoudens_en_op_de_achttiende_verjaardag_eindigt_dat() {
    let geboren = |dag| NeemMedebewonerOp(medebewoner(GAST, DAAR, dag));
    let mut onbekend = medebewoner(GAST, DAAR, "2016-05-05");
    assert_eq!(onbekend.tot(), Some(datum("2034-05-05")));
    onbekend.geboortedatum = onbekend.geboortedatum.vernietigd();
    assert_eq!(onbekend.tot(), None);
    Verloop::geregistreerd()
        .weigert(cjg_coach(), geboren("2007-09-01"), "niet-minderjarig")
        .weigert(cjg_coach(), NeemMedebewonerOp(onbekend), "leeftijd-onbekend")
        .doet(cjg_coach(), geboren("2007-09-02"))
        .leidt_tot(&["MedebewonerOpgenomen"]);
}

/// H30, H31 and H46
#[test]
fn het_tweede_huishouden_zegt_dat_het_kind_er_niet_meer_woont() {
    let gaat = |kind, op| LaatMedebewonerGaan { lid: lid(kind), op: datum(op) };
    let verloop = met_gast()
        .weigert(makelaar(), gaat(GAST, "2025-09-01"), "alleen-eigenaar-of-coordinator")
        .weigert(cjg_coach(), gaat(GAST, "2025-09-02"), "wijziging-in-toekomst")
        .weigert(cjg_coach(), gaat(DOCHTER, "2025-09-01"), "medebewoner-onbekend")
        .doet(cjg_coach(), gaat(GAST, "2025-09-01"))
        .leidt_tot(&["MedebewonerVertrokken"]);
    let HuishoudenEvent::MedebewonerVertrokken(einde) = verloop.feiten.last().unwrap() else { panic!("it left") };
    assert_eq!((einde.deling, einde.reden), (deling(GAST, DAAR), Delingseinde::NietLanger));
    assert_eq!(verloop.staat.delingen(), []);
    let verloop = verloop.doet(cjg_coach(), gaat(GAST, "2025-09-01")).leidt_tot(&[]);
    let verloop = verloop.doet(cjg_coach(), gast()).leidt_tot(&["MedebewonerOpgenomen"]);
    verloop.doet(cjg_coach(), gaat(GAST, "2025-09-01")).leidt_tot(&["MedebewonerVertrokken"]);
}

/// H46
#[test]
fn wat_elders_eindigt_eindigt_ook_hier_en_wat_met_een_ander_wordt_gedeeld_niet() {
    let verloop = gedeeld()
        .doet(cjg_coach(), gast())
        .doet(makelaar(), beeindig(&[DOCHTER, GAST], HIER))
        .leidt_tot(&[])
        .doet(makelaar(), beeindig(&[ZOON], DAAR))
        .leidt_tot(&[])
        .doet(makelaar(), beeindig(&[DOCHTER], DAAR))
        .leidt_tot(&["VerblijfGestopt"]);
    assert_eq!(verloop.staat.delingen(), [deling(GAST, DAAR)]);
    assert!(verloop.staat.deelt(ander(HIER), deling(DOCHTER, DAAR)).is_some(), "what was said here is not unsaid");
    let verloop = verloop
        .doet(makelaar(), beeindig(&[GAST], DAAR))
        .leidt_tot(&["MedebewonerVertrokken"])
        .doet(makelaar(), beeindig(&[GAST, DOCHTER], DAAR))
        .leidt_tot(&[])
        .doet(makelaar(), BevestigVerblijf(deling(DOCHTER, DAAR)))
        .leidt_tot(&["VerblijfBevestigd"]);
    assert_eq!(verloop.staat.delingen(), [deling(DOCHTER, DAAR)]);
}

/// H46
#[test]
fn wat_het_kind_uit_zijn_huishouden_haalt_beeindigt_het_delen() {
    use crate::samenstelling::{splitsing, vertrek};
    let overleden = |kind| MeldOverlijden { lid: lid(kind), op: datum("2025-09-01") };
    let op_een_andere_dag =
        Verblijf { lid: lid(DOCHTER), huishouden: Some(ander(DAAR)), adres: None, sinds: Some(datum("2025-08-02")) };
    for (eindigt, wat) in [
        (true, vertrek(DOCHTER)),
        (true, overleden(DOCHTER)),
        (true, Splits(splitsing(&[DOCHTER]))),
        (true, woont_ook(DOCHTER, None)),
        (true, woont_ook(DOCHTER, Some(HIER))),
        (true, LegVerblijfVast(op_een_andere_dag)),
        (false, vertrek(ZOON)),
        (false, overleden(ZOON)),
        (false, Splits(splitsing(&[ZOON]))),
        (false, woont_ook(ZOON, Some(HIER))),
    ] {
        let na = gedeeld().doet(cjg_coach(), wat.clone()).staat.delingen();
        let verwacht = if eindigt { vec![] } else { vec![deling(DOCHTER, DAAR)] };
        assert_eq!(na, verwacht, "{wat:?}");
    }
    let met_adres = Verblijf {
        lid: lid(DOCHTER),
        huishouden: Some(ander(DAAR)),
        adres: Some(registratie().adres),
        sinds: Some(datum("2025-08-01")),
    };
    let verloop = gedeeld().doet(cjg_coach(), LegVerblijfVast(met_adres)).leidt_tot(&["VerblijfVastgelegd"]);
    assert_eq!(verloop.staat.delingen(), [deling(DOCHTER, DAAR)], "another address is no other huishouden");
}

/// H34, H35 and H46
#[test]
fn wie_opgaat_in_een_ander_huishouden_deelt_geen_kinderen_meer_en_wie_opneemt_alleen_niet_met_wie_opgaat() {
    let met_beide = || {
        Verloop::geregistreerd()
            .doet(cjg_coach(), woont_ook(DOCHTER, Some(1)))
            .doet(makelaar(), BevestigVerblijf(deling(DOCHTER, 1)))
            .doet(cjg_coach(), gast())
    };
    let opgegaan = met_beide()
        .doet(coordinator(), GaOpIn { huishouden: ander(5) })
        .leidt_tot(&["VerblijfGestopt", "MedebewonerVertrokken", "HuishoudenOpgegaan"])
        .doet(makelaar(), beeindig(&[DOCHTER], 1))
        .leidt_tot(&[]);
    assert_eq!(opgegaan.staat.delingen(), []);
    let hersteld = opgegaan.doet(coordinator(), HerstelUit { huishouden: ander(5) });
    assert!(hersteld.staat.deelt(ander(HIER), deling(DOCHTER, 1)).is_some(), "it still says so, to be confirmed again");
    assert_eq!(hersteld.staat.delingen(), []);
    let opgenomen =
        met_beide().doet(coordinator(), voeg_samen(1)).leidt_tot(&["VerblijfGestopt", "HuishoudenOpgenomen"]);
    assert_eq!(opgenomen.staat.delingen(), [deling(GAST, DAAR)], "that child still lives here");
}
