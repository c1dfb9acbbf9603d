//! Policy sentences about an intake.

use regieboek_intake::intake::{
    Afspraak, Conclusie, FamiliegroepsplanUitkomst, IntakeTermijn, Leefgebiedsafsluiting, Meldcodestap, Meldcodewijze,
    Ontbrekend, Score, VeiligThuisbesluit, Veiligheidsoordeel, Vervolgstap, rules,
};
use regieboek_intake::{Intake, IntakeCommand, IntakeError, IntakeEvent};
use regieboek_kernel::{
    ActieId, Actor, Datum, Functie, Functionaris, Leefgebied, Redencode, Regieverlies, Uitvoerder, VrijeTekst,
};
use uuid::Uuid;

use crate::verloop::{Verloop, cjg_coach, huishouden, id, op, schoolcoach, tekst, wmo_consulent};

/// Monday.
const BEGIN: &str = "2025-09-01T08:00:00Z";
const VOOR: &str = "2025-10-13T22:00:00Z";

pub(crate) const LEEFGEBIEDEN: [Leefgebied; 5] =
    [Leefgebied::Meedoen, Leefgebied::WerkEnInkomen, Leefgebied::Veiligheid, Leefgebied::Gezondheid, Leefgebied::Wonen];

pub(crate) fn score(getal: u8) -> Score {
    getal.try_into().expect("a score")
}

pub(crate) fn gescoord(leefgebied: Leefgebied, getal: u8) -> IntakeCommand {
    let wijze = Leefgebiedsafsluiting::Gescoord {
        score: score(getal),
        toelichting: Some(tekst("Toelichting")),
        eigen_kracht: None,
        netwerk: Some(tekst("Een zus")),
    };
    IntakeCommand::SluitLeefgebiedAf { leefgebied, wijze }
}

pub(crate) const fn start(betreft_jeugdhulp: bool, wmo_melding: bool, bij: u128) -> IntakeCommand {
    IntakeCommand::Start {
        huishouden: regieboek_kernel::HuishoudenId::new(Uuid::from_u128(bij)),
        betreft_jeugdhulp,
        wmo_melding,
    }
}

pub(crate) fn vraag() -> IntakeCommand {
    IntakeCommand::LegVraagVast {
        eigen_woorden: tekst("Wij willen rust in huis."),
        vraag_achter_de_vraag: Some(tekst("De schulden.")),
    }
}

pub(crate) const fn veilig(veilig_thuis: Option<VeiligThuisbesluit>) -> IntakeCommand {
    IntakeCommand::BeoordeelVeiligheid { oordeel: Veiligheidsoordeel::Veilig, veilig_thuis, toelichting: None }
}

pub(crate) fn meldcodestap(stap: u8, gezet: Meldcodewijze) -> IntakeCommand {
    IntakeCommand::RegistreerMeldcodestap { stap: Meldcodestap::try_from(stap).expect("a step"), gezet }
}

pub(crate) fn afspraak() -> Afspraak {
    Afspraak {
        id: ActieId::new(Uuid::from_u128(31)),
        omschrijving: tekst("Rijdt naar het ziekenhuis."),
        uitvoerder: Uitvoerder::Vrijwilliger { organisatie: "meerwaarde".parse().expect("a code") },
        uiterlijk: Datum::constant(2025, 9, 12),
    }
}

pub(crate) fn plan() -> Conclusie {
    let organisatie = "cjg".parse().expect("a code");
    Conclusie::Plan {
        regisseur: Functionaris { professional: id(&cjg_coach()), functie: Functie::CjgCoach, organisatie },
    }
}

pub(crate) fn rond_af(conclusie: Conclusie, reden: Option<VrijeTekst>, afspraken: Vec<Afspraak>) -> IntakeCommand {
    IntakeCommand::RondAf { conclusie, reden, afspraken }
}

fn gestart(betreft_jeugdhulp: bool, wmo_melding: bool) -> Verloop<Intake> {
    Verloop::begint_op(BEGIN).dan(cjg_coach(), start(betreft_jeugdhulp, wmo_melding, 7))
}

/// All that DOMAIN asks, with these scores in the order of the schijf van vijf.
pub(crate) fn gesproken(scores: [u8; 5]) -> Verloop<Intake> {
    let basis = gestart(false, true)
        .dan(cjg_coach(), vraag())
        .dan(cjg_coach(), veilig(None))
        .dan(cjg_coach(), IntakeCommand::WijsOpClientondersteuning)
        .dan(cjg_coach(), IntakeCommand::SchatRegieverliesIn { regieverlies: Regieverlies::Tijdelijk });
    LEEFGEBIEDEN.into_iter().zip(scores).fold(basis, |verloop, (l, s)| verloop.dan(cjg_coach(), gescoord(l, s)))
}

/// I4, I5
#[test]
fn s1_vastgelopen_tussen_school_aanbieder_en_schulden_leidt_tot_een_plan_met_regisseur() {
    let verloop = gesproken([3, 1, 4, 2, 2])
        .weigert(cjg_coach(), rond_af(Conclusie::InformatieEnAdvies, None, vec![]), IntakeError::LichterZonderReden)
        .dan(cjg_coach(), rond_af(plan(), None, vec![]))
        .verandert_niets(cjg_coach(), rond_af(plan(), None, vec![]));
    assert_eq!(verloop.stand.conclusie(), Some(&plan()));
    assert_eq!(verloop.stand.huishouden(), Some(huishouden(7)));
    assert_eq!(verloop.stand.intaker(), Some(id(&cjg_coach())));
}

/// I5
#[test]
fn s2_een_val_in_de_sneeuw_leidt_tot_een_plan_met_de_wmo_consulent_als_regisseur() {
    let organisatie = "gemeente".parse().expect("a code");
    let professional = id(&wmo_consulent());
    let conclusie =
        Conclusie::Plan { regisseur: Functionaris { professional, functie: Functie::WmoConsulent, organisatie } };
    let langdurig = IntakeCommand::SchatRegieverliesIn { regieverlies: Regieverlies::Langdurig };
    let verloop = gesproken([2, 4, 4, 2, 2])
        .dan(cjg_coach(), langdurig)
        .weigert(cjg_coach(), rond_af(Conclusie::SocialeBasis, None, vec![afspraak()]), IntakeError::LichterZonderReden)
        .dan(cjg_coach(), rond_af(conclusie.clone(), None, vec![]));
    assert_eq!(verloop.stand.conclusie(), Some(&conclusie));
}

/// I5, I7
#[test]
fn s3_lichter_mag_met_een_reden_en_een_afspraak() {
    let reden = Some(tekst("Wij willen alleen een rit en hulp met de uitkering."));
    gesproken([4, 2, 5, 2, 5])
        .weigert(
            cjg_coach(),
            rond_af(Conclusie::LichteOndersteuning, None, vec![afspraak()]),
            IntakeError::LichterZonderReden,
        )
        .weigert(
            cjg_coach(),
            rond_af(Conclusie::LichteOndersteuning, reden.clone(), vec![]),
            IntakeError::AfspraakOntbreekt,
        )
        .dan(cjg_coach(), rond_af(Conclusie::LichteOndersteuning, reden, vec![afspraak()]));
}

/// I5
#[test]
fn een_vernietigde_reden_blijft_een_reden() {
    let reden = Some(tekst("Zelf opgelost.").vernietigd());
    gesproken([2, 2, 4, 4, 4]).dan(cjg_coach(), rond_af(Conclusie::InformatieEnAdvies, reden, vec![]));
}

/// I3
#[test]
fn alles_wat_ontbreekt_wordt_in_een_keer_genoemd() {
    let ontbreekt: Vec<_> = LEEFGEBIEDEN
        .map(Ontbrekend::Leefgebied)
        .into_iter()
        .chain([
            Ontbrekend::Veiligheidsoordeel,
            Ontbrekend::Clientondersteuning,
            Ontbrekend::Regieverlies,
            Ontbrekend::EigenWoorden,
            Ontbrekend::Familiegroepsplan,
        ])
        .collect();
    gestart(true, false).weigert(
        cjg_coach(),
        rond_af(plan(), None, vec![]),
        IntakeError::IntakeOnvolledig { ontbreekt },
    );
    assert_eq!(
        IntakeError::IntakeOnvolledig {
            ontbreekt: vec![Ontbrekend::Leefgebied(Leefgebied::Wonen), Ontbrekend::Familiegroepsplan]
        }
        .to_string(),
        "De intake kan nog niet worden afgerond. Nog nodig: het leefgebied wonen, het aanbod van een familiegroepsplan."
    );
}

/// I3
#[test]
fn elk_leefgebied_wordt_bekeken_maar_geen_enkel_wordt_opgedrongen() {
    let sluit = |leefgebied, wijze| IntakeCommand::SluitLeefgebiedAf { leefgebied, wijze };
    gesproken([3, 3, 3, 3, 3])
        .dan(cjg_coach(), sluit(Leefgebied::Meedoen, Leefgebiedsafsluiting::BesprokenGeenScore))
        .dan(cjg_coach(), sluit(Leefgebied::WerkEnInkomen, Leefgebiedsafsluiting::InwonerWilNiet))
        .dan(cjg_coach(), sluit(Leefgebied::Wonen, Leefgebiedsafsluiting::NietRelevant { reden: tekst("Woont goed.") }))
        .dan(cjg_coach(), rond_af(Conclusie::InformatieEnAdvies, None, vec![]));
}

/// I4
#[test]
fn een_herziene_score_telt_en_de_oude_niet_meer() {
    gesproken([2, 2, 4, 4, 4])
        .dan(cjg_coach(), gescoord(Leefgebied::Meedoen, 3))
        .dan(cjg_coach(), rond_af(Conclusie::InformatieEnAdvies, None, vec![]));
}

/// I4
#[test]
fn een_plan_is_aangewezen_bij_score_een_of_twee_op_twee_gebieden() {
    let aangewezen = |scores: &[u8]| rules::plan_is_aangewezen(scores.iter().map(|&s| score(s)));
    assert!(aangewezen(&[3, 1, 4, 2, 5]));
    assert!(aangewezen(&[2, 2]));
    assert!(!aangewezen(&[1, 3, 3, 3, 3]));
    assert!(!aangewezen(&[]));
}

/// I6
#[test]
fn score_een_op_veiligheid_vraagt_een_besluit_over_veilig_thuis() {
    let besluit = VeiligThuisbesluit::NietMelden { reden: tekst("Hulp is al ter plaatse.") };
    gesproken([4, 4, 1, 4, 4])
        .weigert(cjg_coach(), rond_af(plan(), None, vec![]), IntakeError::BesluitVeiligThuisOntbreekt)
        .dan(cjg_coach(), veilig(Some(besluit)))
        .dan(cjg_coach(), rond_af(plan(), None, vec![]));
}

/// I10
#[test]
fn de_meldcode_staat_een_melding_bij_veilig_thuis_nooit_in_de_weg() {
    let overgeslagen = || Meldcodewijze::Overgeslagen { reden: tekst("Te gevaarlijk.") };
    gestart(false, false)
        .dan(cjg_coach(), veilig(Some(VeiligThuisbesluit::Melden)))
        .dan(cjg_coach(), meldcodestap(5, Meldcodewijze::Gezet))
        .verandert_niets(cjg_coach(), meldcodestap(5, Meldcodewijze::Gezet))
        .weigert(cjg_coach(), meldcodestap(5, overgeslagen()), IntakeError::MeldcodestapAlGezet)
        .dan(cjg_coach(), meldcodestap(3, overgeslagen()))
        .dan(cjg_coach(), meldcodestap(3, Meldcodewijze::Gezet));
    gesproken([3, 3, 3, 3, 3])
        .dan(cjg_coach(), rond_af(Conclusie::InformatieEnAdvies, None, vec![]))
        .dan(cjg_coach(), meldcodestap(2, Meldcodewijze::Gezet));
}

/// I11
#[test]
fn bij_jeugdhulp_wordt_eerst_een_familiegroepsplan_aangeboden() {
    let bied_aan = |uitkomst| IntakeCommand::BiedFamiliegroepsplanAan { uitkomst };
    let verloop = gestart(true, false).dan(cjg_coach(), bied_aan(FamiliegroepsplanUitkomst::Overwegen));
    let IntakeEvent::FamiliegroepsplanAangeboden(feit) =
        verloop.feit(cjg_coach(), bied_aan(FamiliegroepsplanUitkomst::Afgewezen))
    else {
        panic!("FamiliegroepsplanAangeboden");
    };
    assert_eq!(feit.jeugdplan_voor, Some(op(VOOR)), "no family plan: the plan follows within 6 weeks (Jeugdwet 4.1.3)");
    verloop.verandert_niets(cjg_coach(), bied_aan(FamiliegroepsplanUitkomst::Overwegen));
}

/// I1
#[test]
fn alleen_de_intaker_legt_vast() {
    gestart(false, false)
        .weigert(schoolcoach(), gescoord(Leefgebied::Veiligheid, 3), IntakeError::AlleenIntaker)
        .weigert(wmo_consulent(), meldcodestap(1, Meldcodewijze::Gezet), IntakeError::AlleenIntaker)
        .weigert(Actor::Systeem, vraag(), IntakeError::AlleenProfessional);
}

/// I1, I2, I9
#[test]
fn een_wmo_melding_wordt_binnen_zes_weken_onderzocht_en_anders_is_dat_een_overschrijding() {
    let IntakeEvent::IntakeGestart(feit) =
        Verloop::<Intake>::begint_op(BEGIN).feit(wmo_consulent(), start(false, true, 7))
    else {
        panic!("IntakeGestart");
    };
    assert_eq!(feit.onderzoek_voor, Some(op(VOOR)));
    gestart(false, true)
        .weigert_met_code(Actor::Systeem, IntakeCommand::VerstrijkTermijn, "termijn-niet-verstreken")
        .op(VOOR)
        .weigert(cjg_coach(), IntakeCommand::VerstrijkTermijn, IntakeError::AlleenSysteem)
        .dan(Actor::Systeem, IntakeCommand::VerstrijkTermijn)
        .verandert_niets(Actor::Systeem, IntakeCommand::VerstrijkTermijn);
}

/// I9
#[test]
fn wie_op_tijd_afrondt_overschrijdt_niet() {
    gesproken([3, 3, 3, 3, 3])
        .dan(cjg_coach(), rond_af(Conclusie::InformatieEnAdvies, None, vec![]))
        .op("2026-01-05T08:00:00Z")
        .verandert_niets(Actor::Systeem, IntakeCommand::VerstrijkTermijn);
    gesproken([3, 3, 3, 3, 3])
        .op("2026-01-05T08:00:00Z")
        .dan(cjg_coach(), rond_af(Conclusie::InformatieEnAdvies, None, vec![]))
        .dan(Actor::Systeem, IntakeCommand::VerstrijkTermijn);
}

/// I8
#[test]
fn de_termijn_wordt_alleen_verlengd_met_instemming_van_de_melder() {
    let verleng = |dag, instemming_melder| IntakeCommand::VerlengTermijn {
        tot: Datum::constant(2025, 10, dag),
        instemming_melder,
    };
    gestart(false, false).weigert(cjg_coach(), verleng(31, true), IntakeError::GeenTermijn);
    gestart(false, true)
        .weigert(cjg_coach(), verleng(31, false), IntakeError::VerlengingZonderInstemming)
        .weigert(cjg_coach(), verleng(13, true), IntakeError::VerlengingNietLater)
        .dan(cjg_coach(), verleng(14, true))
        .op(VOOR)
        .weigert_met_code(Actor::Systeem, IntakeCommand::VerstrijkTermijn, "termijn-niet-verstreken")
        .op("2025-10-14T22:00:00Z")
        .weigert(cjg_coach(), verleng(31, true), IntakeError::TermijnAlVerstreken)
        .dan(Actor::Systeem, IntakeCommand::VerstrijkTermijn);
}

pub(crate) fn geweigerd(stap: Vervolgstap) -> IntakeCommand {
    IntakeCommand::LegWeigeringVast { stap, regel: Redencode::new("plan-al-actief") }
}

/// I1, I12
#[test]
fn een_geweigerde_vervolgstap_legt_het_systeem_een_keer_vast() {
    gesproken([3, 3, 3, 3, 3])
        .weigert_met_code(Actor::Systeem, geweigerd(Vervolgstap::PlanOpenen), "past-niet-bij-toestand")
        .dan(cjg_coach(), rond_af(plan(), None, vec![]))
        .weigert(cjg_coach(), geweigerd(Vervolgstap::PlanOpenen), IntakeError::AlleenSysteem)
        .dan(Actor::Systeem, geweigerd(Vervolgstap::PlanOpenen))
        .verandert_niets(Actor::Systeem, geweigerd(Vervolgstap::PlanOpenen));
}

/// I12
#[test]
fn alleen_de_stap_die_uit_de_conclusie_volgt_kan_geweigerd_zijn() {
    let niet_verschuldigd = |stap| IntakeError::StapNietVerschuldigd { stap };
    let (plan_openen, aanmelden) = (Vervolgstap::PlanOpenen, Vervolgstap::EscalatieAanmelden);
    gesproken([3, 3, 3, 3, 3])
        .dan(cjg_coach(), rond_af(Conclusie::InformatieEnAdvies, None, vec![]))
        .weigert(Actor::Systeem, geweigerd(plan_openen), niet_verschuldigd(plan_openen))
        .weigert(Actor::Systeem, geweigerd(aanmelden), niet_verschuldigd(aanmelden));
    gesproken([3, 3, 3, 3, 3])
        .dan(cjg_coach(), rond_af(Conclusie::DirecteEscalatie, None, vec![]))
        .weigert(Actor::Systeem, geweigerd(plan_openen), niet_verschuldigd(plan_openen))
        .dan(Actor::Systeem, geweigerd(aanmelden));
}

#[test]
fn wat_al_zo_was_verandert_niets() {
    let schat_in = IntakeCommand::SchatRegieverliesIn { regieverlies: Regieverlies::Tijdelijk };
    gesproken([3, 3, 3, 3, 3])
        .verandert_niets(cjg_coach(), IntakeCommand::WijsOpClientondersteuning)
        .verandert_niets(cjg_coach(), schat_in);
}

#[test]
fn een_opdracht_die_niet_past_noemt_toestand_en_opdracht() {
    let past_niet = |toestand, opdracht| IntakeError::PastNietBijToestand { toestand, opdracht };
    Verloop::<Intake>::begint_op(BEGIN).weigert(cjg_coach(), vraag(), past_niet("nog niet gestart", "leg-vraag-vast"));
    gestart(false, false).weigert(cjg_coach(), start(false, false, 8), past_niet("gestart", "start"));
    gesproken([3, 3, 3, 3, 3])
        .dan(cjg_coach(), rond_af(Conclusie::InformatieEnAdvies, None, vec![]))
        .weigert(cjg_coach(), vraag(), past_niet("afgerond", "leg-vraag-vast"))
        .weigert(cjg_coach(), rond_af(plan(), None, vec![]), past_niet("afgerond", "rond-af"));
}

#[test]
fn een_score_en_een_meldcodestap_liggen_tussen_een_en_vijf() {
    assert!(Score::try_from(0).is_err() && Score::try_from(6).is_err());
    assert!(Meldcodestap::try_from(0).is_err() && Meldcodestap::try_from(6).is_err());
    assert!(serde_json::from_str::<Score>("6").is_err());
}

/// I11
#[test]
fn de_termijn_van_het_jeugdplan_wordt_bewaakt_tot_de_conclusie() {
    let verstrijk = || IntakeCommand::VerstrijkTermijnVan { termijn: IntakeTermijn::Jeugdplan };
    let bied_aan = |uitkomst| IntakeCommand::BiedFamiliegroepsplanAan { uitkomst };
    let loopt = gestart(true, false)
        .verandert_niets(Actor::Systeem, verstrijk())
        .dan(cjg_coach(), bied_aan(FamiliegroepsplanUitkomst::Afgewezen))
        .weigert_met_code(Actor::Systeem, verstrijk(), "termijn-niet-verstreken")
        .weigert(cjg_coach(), verstrijk(), IntakeError::AlleenSysteem);
    loopt
        .clone()
        .dan(cjg_coach(), bied_aan(FamiliegroepsplanUitkomst::Aanvaard))
        .op("2025-12-01T08:00:00Z")
        .verandert_niets(Actor::Systeem, verstrijk());
    loopt.op(VOOR).dan(Actor::Systeem, verstrijk()).verandert_niets(Actor::Systeem, verstrijk());
}

/// I13, I14
#[test]
fn op_een_aanvraag_na_een_wmo_melding_volgt_binnen_twee_weken_een_beschikking() {
    let aanvraag = |dag| IntakeCommand::LegAanvraagVast { op: Datum::constant(2025, 9, dag) };
    let beschikking = |dag| IntakeCommand::LegBeschikkingVast { op: Datum::constant(2025, 9, dag) };
    let verstrijk = || IntakeCommand::VerstrijkTermijnVan { termijn: IntakeTermijn::Besluit };
    gestart(true, false).weigert(cjg_coach(), aanvraag(1), IntakeError::GeenWmoMelding);
    let gemeld = gestart(false, true)
        .op("2025-09-03T08:00:00Z")
        .weigert(cjg_coach(), beschikking(3), IntakeError::AanvraagOntbreekt)
        .weigert(cjg_coach(), aanvraag(4), IntakeError::DagOnmogelijk)
        .weigert(schoolcoach(), aanvraag(2), IntakeError::AlleenIntaker);
    let IntakeEvent::AanvraagVastgelegd(feit) = gemeld.clone().feit(cjg_coach(), aanvraag(2)) else {
        panic!("AanvraagVastgelegd");
    };
    assert_eq!(feit.beslissen_voor, op("2025-09-16T22:00:00Z"));
    let aangevraagd = gemeld
        .dan(cjg_coach(), aanvraag(2))
        .verandert_niets(cjg_coach(), aanvraag(2))
        .weigert_met_code(cjg_coach(), aanvraag(1), "al-vastgelegd")
        .weigert_met_code(Actor::Systeem, verstrijk(), "termijn-niet-verstreken");
    let tijdig = |verloop: Verloop<Intake>, dag| {
        let feit = verloop.feit(cjg_coach(), beschikking(dag));
        let IntakeEvent::BeschikkingVastgelegd(feit) = feit else { panic!("{feit:?}") };
        feit.tijdig
    };
    let later = aangevraagd.op("2025-09-18T08:00:00Z");
    assert!(tijdig(later.clone(), 16) && !tijdig(later.clone(), 17));
    later
        .clone()
        .dan(Actor::Systeem, verstrijk())
        .verandert_niets(Actor::Systeem, verstrijk())
        .dan(cjg_coach(), beschikking(17))
        .verandert_niets(cjg_coach(), beschikking(17))
        .weigert_met_code(cjg_coach(), beschikking(16), "al-vastgelegd");
    later.dan(cjg_coach(), beschikking(16)).verandert_niets(Actor::Systeem, verstrijk());
}
