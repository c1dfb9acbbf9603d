//! Policy sentences about a signaal.

use regieboek_intake::signaal::{Afsluitreden, Overnamereden, SignaalTermijn, rules};
use regieboek_intake::{Signaal, SignaalCommand, SignaalError, SignaalEvent};
use regieboek_kernel::{Actor, Functie, SignaalId, Vindplaats};
use uuid::Uuid;

use crate::verloop::{Verloop, cjg_coach, huishouden, id, iemand, op, schoolcoach, tekst, wmo_consulent};

/// Monday.
const BEGIN: &str = "2025-09-01T08:00:00Z";

pub(crate) fn meld(betreft_veiligheid: bool, anoniem: bool) -> SignaalCommand {
    SignaalCommand::Meld {
        vindplaats: Vindplaats::School,
        gebied: "hoofddorp-zuidwest".parse().expect("a gebied"),
        omschrijving: tekst("Zij komt steeds minder op school."),
        betreft_veiligheid,
        anoniem,
    }
}

pub(crate) fn koppel_terug() -> SignaalCommand {
    SignaalCommand::KoppelTerug { inhoud: tekst("Wij zijn met de familie in gesprek.") }
}

pub(crate) fn geef_door_aan_wmo() -> SignaalCommand {
    SignaalCommand::GeefDoor {
        naar_organisatie: "gemeente".parse().expect("a code"),
        functie: Functie::WmoConsulent,
        reden: tekst("Het gaat om hulp in huis."),
    }
}

const fn sluit_af() -> SignaalCommand {
    SignaalCommand::SluitAf { reden: Afsluitreden::Opgepakt }
}

const fn verstrijk(termijn: SignaalTermijn) -> SignaalCommand {
    SignaalCommand::VerstrijkTermijn { termijn }
}

fn gemeld() -> Verloop<Signaal> {
    Verloop::begint_op(BEGIN).dan(schoolcoach(), meld(false, false))
}

fn opgepakt() -> Verloop<Signaal> {
    gemeld().dan(cjg_coach(), SignaalCommand::PakOp)
}

/// S4, S5
#[test]
fn het_signaal_van_de_schoolcoach_gaat_van_melding_tot_terugkoppeling() {
    let verloop = opgepakt()
        .dan(cjg_coach(), SignaalCommand::KoppelAanHuishouden { huishouden: huishouden(7) })
        .verandert_niets(cjg_coach(), SignaalCommand::KoppelAanHuishouden { huishouden: huishouden(7) })
        .dan(cjg_coach(), koppel_terug());
    assert_eq!(verloop.stand.eigenaar(), Some(id(&cjg_coach())));
    assert_eq!(verloop.stand.melder(), Some(id(&schoolcoach())));
    assert_eq!(verloop.stand.huishouden(), Some(huishouden(7)));
    assert!(!verloop.stand.terugkoppeling_verschuldigd());
}

/// S3, S4
#[test]
fn een_signaal_wordt_binnen_vijf_werkdagen_opgepakt_en_bij_veiligheid_binnen_een() {
    for (veiligheid, voor) in [(false, "2025-09-08T22:00:00Z"), (true, "2025-09-02T22:00:00Z")] {
        let SignaalEvent::SignaalGemeld(feit) =
            Verloop::<Signaal>::begint_op(BEGIN).feit(schoolcoach(), meld(veiligheid, false))
        else {
            panic!("SignaalGemeld");
        };
        assert_eq!(feit.oppakken_voor, op(voor));
        assert_eq!(feit.terugkoppelen_voor, Some(op("2025-09-15T22:00:00Z")));
    }
}

/// S4
#[test]
fn een_anonieme_melder_krijgt_geen_terugkoppeling() {
    let verloop = Verloop::<Signaal>::begint_op(BEGIN)
        .dan(schoolcoach(), meld(false, true))
        .dan(cjg_coach(), SignaalCommand::PakOp)
        .weigert(cjg_coach(), koppel_terug(), SignaalError::MelderAnoniem)
        .op("2025-12-01T08:00:00Z")
        .verandert_niets(Actor::Systeem, verstrijk(SignaalTermijn::Terugkoppeling));
    assert_eq!(verloop.stand.melder(), None);
    assert!(!verloop.stand.terugkoppeling_verschuldigd());
}

/// S2
#[test]
fn een_onbekend_gebied_wordt_geweigerd() {
    let gebied = "haarlem-oost".parse().expect("a code");
    let mut vraag = meld(false, false);
    if let SignaalCommand::Meld { gebied: g, .. } = &mut vraag {
        *g = gebied;
    }
    Verloop::<Signaal>::begint_op(BEGIN).weigert_met_code(schoolcoach(), vraag, "gebied-onbekend");
}

/// S1, S5
#[test]
fn precies_een_professional_pakt_het_op() {
    opgepakt()
        .verandert_niets(cjg_coach(), SignaalCommand::PakOp)
        .weigert(wmo_consulent(), SignaalCommand::PakOp, SignaalError::AlOpgepakt)
        .weigert(Actor::Systeem, SignaalCommand::PakOp, SignaalError::AlleenProfessional);
}

/// S5
#[test]
fn alleen_de_eigenaar_handelt() {
    let fout = SignaalError::NietDeEigenaar;
    opgepakt()
        .weigert(schoolcoach(), SignaalCommand::KoppelAanHuishouden { huishouden: huishouden(7) }, fout.clone())
        .weigert(schoolcoach(), koppel_terug(), fout.clone())
        .weigert(schoolcoach(), geef_door_aan_wmo(), fout.clone())
        .weigert(schoolcoach(), sluit_af(), fout);
}

/// S5, S6
#[test]
fn een_doorgegeven_signaal_valt_nooit_tussen_twee_partijen() {
    let doorgegeven = opgepakt().dan(cjg_coach(), geef_door_aan_wmo());
    assert_eq!(doorgegeven.stand.eigenaar(), Some(id(&cjg_coach())), "the giver owns it until someone accepts");
    let aanvaard = doorgegeven
        .verandert_niets(cjg_coach(), geef_door_aan_wmo())
        .weigert(schoolcoach(), SignaalCommand::AanvaardDoorgifte, SignaalError::DoorgifteNietAanU)
        .weigert(cjg_coach(), SignaalCommand::AanvaardDoorgifte, SignaalError::DoorgifteNietAanU)
        .dan(wmo_consulent(), SignaalCommand::AanvaardDoorgifte)
        .verandert_niets(wmo_consulent(), SignaalCommand::AanvaardDoorgifte)
        .weigert(cjg_coach(), koppel_terug(), SignaalError::NietDeEigenaar);
    assert_eq!(aanvaard.stand.eigenaar(), Some(id(&wmo_consulent())));
}

/// S6
#[test]
fn een_doorgifte_aan_een_andere_functie_vervangt_de_eerste() {
    let aan_de_cjg_coach = SignaalCommand::GeefDoor {
        naar_organisatie: "gemeente".parse().expect("a code"),
        functie: Functie::CjgCoach,
        reden: tekst("Het gaat om de kinderen."),
    };
    opgepakt().dan(cjg_coach(), geef_door_aan_wmo()).dan(cjg_coach(), aan_de_cjg_coach).weigert(
        wmo_consulent(),
        SignaalCommand::AanvaardDoorgifte,
        SignaalError::DoorgifteNietAanU,
    );
}

/// S6
#[test]
fn wat_niet_is_doorgegeven_wordt_niet_aanvaard() {
    opgepakt().weigert(wmo_consulent(), SignaalCommand::AanvaardDoorgifte, SignaalError::GeenDoorgifte);
}

/// S6
#[test]
fn de_juiste_functie_bij_een_andere_organisatie_aanvaardt_niet() {
    let elders = iemand(14, Functie::WmoConsulent, "andere-gemeente");
    opgepakt().dan(cjg_coach(), geef_door_aan_wmo()).weigert(
        elders,
        SignaalCommand::AanvaardDoorgifte,
        SignaalError::DoorgifteNietAanU,
    );
}

/// S7
#[test]
fn afsluiten_sluit_de_schuld_van_terugkoppeling_niet() {
    let gesloten = opgepakt().dan(cjg_coach(), sluit_af()).verandert_niets(cjg_coach(), sluit_af());
    assert!(gesloten.stand.terugkoppeling_verschuldigd());
    let verstreken = gesloten.op("2025-09-16T08:00:00Z").dan(Actor::Systeem, verstrijk(SignaalTermijn::Terugkoppeling));
    assert!(verstreken.stand.terugkoppeling_verschuldigd(), "late does not mean forgiven");
    let teruggekoppeld = verstreken.dan(cjg_coach(), koppel_terug()).dan(cjg_coach(), koppel_terug());
    assert!(!teruggekoppeld.stand.terugkoppeling_verschuldigd());
}

/// S1, S8
#[test]
fn een_termijn_verstrijkt_eenmaal_en_niet_te_vroeg() {
    let oppakken = || verstrijk(SignaalTermijn::Oppakken);
    gemeld()
        .op("2025-09-08T21:59:59Z")
        .weigert_met_code(Actor::Systeem, oppakken(), "termijn-niet-verstreken")
        .op("2025-09-08T22:00:00Z")
        .weigert(cjg_coach(), oppakken(), SignaalError::AlleenSysteem)
        .dan(Actor::Systeem, oppakken())
        .verandert_niets(Actor::Systeem, oppakken());
}

/// S8
#[test]
fn wat_op_tijd_is_gedaan_verstrijkt_niet() {
    opgepakt()
        .dan(cjg_coach(), koppel_terug())
        .op("2025-12-01T08:00:00Z")
        .verandert_niets(Actor::Systeem, verstrijk(SignaalTermijn::Oppakken))
        .verandert_niets(Actor::Systeem, verstrijk(SignaalTermijn::Terugkoppeling));
}

/// S8
#[test]
fn wat_te_laat_is_gedaan_wordt_alsnog_als_overschrijding_vastgelegd() {
    gemeld()
        .op("2025-10-01T08:00:00Z")
        .dan(cjg_coach(), SignaalCommand::PakOp)
        .dan(Actor::Systeem, verstrijk(SignaalTermijn::Oppakken))
        .verandert_niets(Actor::Systeem, verstrijk(SignaalTermijn::Oppakken));
}

#[test]
fn een_signaal_sluit_om_een_reden() {
    let anders = SignaalCommand::SluitAf { reden: Afsluitreden::DubbeleMelding { van: SignaalId::new(Uuid::nil()) } };
    opgepakt().dan(cjg_coach(), sluit_af()).weigert_met_code(cjg_coach(), anders, "past-niet-bij-toestand");
}

#[test]
fn een_opdracht_die_niet_past_noemt_toestand_en_opdracht() {
    let past_niet = |toestand, opdracht| SignaalError::PastNietBijToestand { toestand, opdracht };
    Verloop::<Signaal>::begint_op(BEGIN).weigert(
        cjg_coach(),
        SignaalCommand::PakOp,
        past_niet("nog niet gemeld", "pak-op"),
    );
    gemeld().weigert(cjg_coach(), sluit_af(), past_niet("gemeld", "sluit-af"));
    opgepakt().weigert(schoolcoach(), meld(false, false), past_niet("opgepakt", "meld"));
    opgepakt().dan(cjg_coach(), sluit_af()).weigert(
        cjg_coach(),
        geef_door_aan_wmo(),
        past_niet("afgesloten", "geef-door"),
    );
}

/// S9
#[test]
fn een_geweigerde_doorgifte_is_meteen_terug_bij_de_gever_met_de_reden() {
    let weiger = || SignaalCommand::WeigerDoorgifte { reden: tekst("Deze mensen wonen niet in ons gebied.") };
    let doorgegeven = opgepakt()
        .weigert(wmo_consulent(), weiger(), SignaalError::GeenDoorgifte)
        .dan(cjg_coach(), geef_door_aan_wmo())
        .weigert(schoolcoach(), weiger(), SignaalError::DoorgifteNietAanU);
    let SignaalEvent::DoorgifteGeweigerd(feit) = doorgegeven.clone().feit(wmo_consulent(), weiger()) else {
        panic!("DoorgifteGeweigerd");
    };
    assert_eq!(feit.terug_bij, id(&cjg_coach()));
    let terug = doorgegeven
        .dan(wmo_consulent(), weiger())
        .weigert(wmo_consulent(), SignaalCommand::AanvaardDoorgifte, SignaalError::GeenDoorgifte)
        .dan(cjg_coach(), geef_door_aan_wmo());
    assert_eq!(terug.stand.eigenaar(), Some(id(&cjg_coach())));
}

/// S10
#[test]
fn het_meer_team_neemt_een_signaal_over_van_een_eigenaar_die_niet_kan_handelen() {
    let neem_over = || SignaalCommand::NeemOver { reden: Overnamereden::UitDienst };
    let coordinator = || iemand(77, Functie::CoordinatorMeerTeam, "meer-team");
    let over = opgepakt()
        .weigert(wmo_consulent(), neem_over(), SignaalError::AlleenMeerTeam)
        .dan(coordinator(), neem_over())
        .verandert_niets(coordinator(), neem_over())
        .weigert(cjg_coach(), koppel_terug(), SignaalError::NietDeEigenaar);
    assert_eq!(over.stand.eigenaar(), Some(id(&coordinator())));
    let gesloten = opgepakt().dan(cjg_coach(), sluit_af());
    gesloten.clone().dan(coordinator(), neem_over()).dan(coordinator(), koppel_terug());
    gesloten.dan(cjg_coach(), koppel_terug()).weigert_met_code(coordinator(), neem_over(), "past-niet-bij-toestand");
}

/// S11
#[test]
fn een_dubbele_melding_wijst_naar_een_eerste_en_haar_melder_hoort_nog() {
    let (dit, eerste) = (SignaalId::new(Uuid::from_u128(1)), SignaalId::new(Uuid::from_u128(2)));
    let dubbele =
        opgepakt().dan(cjg_coach(), SignaalCommand::SluitAf { reden: Afsluitreden::DubbeleMelding { van: eerste } });
    assert!(dubbele.stand.is_dubbele_melding() && dubbele.stand.terugkoppeling_verschuldigd());
    assert_eq!(rules::is_dubbel_van(dit, eerste, &opgepakt().stand), Ok(()));
    assert_eq!(rules::is_dubbel_van(dit, dit, &opgepakt().stand), Err(SignaalError::DubbelVanZichzelf));
    assert_eq!(rules::is_dubbel_van(dit, eerste, &dubbele.stand), Err(SignaalError::DubbelVanDubbele));
    let gehoord = dubbele.dan(cjg_coach(), koppel_terug());
    assert!(!gehoord.stand.terugkoppeling_verschuldigd());
}
