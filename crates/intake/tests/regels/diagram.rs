//! Which command leads from which state to which, drawn anew and compared with what was agreed.

use regieboek_intake::intake::{
    Conclusie, FamiliegroepsplanUitkomst, IntakeTermijn, Meldcodewijze, VeiligThuisbesluit, Vervolgstap,
};
use regieboek_intake::signaal::{Afsluitreden, Overnamereden, SignaalTermijn};
use regieboek_intake::{Intake, IntakeCommand, Signaal, SignaalCommand};
use regieboek_kernel::{
    Actor, Beleid, Beslisser, Datum, Functie, Leefgebied, Opdracht, Regieverlies, Verkenning, verken,
};

use crate::intake::{afspraak, gescoord, gesproken, geweigerd, meldcodestap, plan, rond_af, start, veilig, vraag};
use crate::signaal::{geef_door_aan_wmo, koppel_terug, meld};
use crate::verloop::{cjg_coach, huishouden, iemand, op, schoolcoach, tekst, verantwoording, wmo_consulent};

/// Compares with the drawing of that name; `REGIEBOEK_GOUD=schrijf` draws it anew.
fn is_getekend(naam: &str, verkenning: &Verkenning) {
    assert_eq!(verkenning.nooit_gebeurd, [""; 0], "each fact follows from some command here");
    let pad = format!("{}/tests/golden/toestanden/{naam}.mmd", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("REGIEBOEK_GOUD").is_some_and(|wat| wat == "schrijf") {
        std::fs::write(&pad, &verkenning.diagram).expect("a golden file");
    }
    assert_eq!(std::fs::read_to_string(&pad).unwrap_or_default(), verkenning.diagram, "{pad}");
}

/// By whom, on which day, what.
fn opdracht<C>(wie: Actor, dag: &str, wat: C) -> Opdracht<C> {
    let nu = op(&format!("{dag}T09:00:00Z"));
    Opdracht { wat, verantwoording: verantwoording(wie, nu), nu }
}

#[test]
fn de_toestanden_van_een_signaal_zijn_zoals_getekend() {
    use SignaalCommand as C;
    const DAG: &str = "2025-09-01";
    let opdrachten = [
        opdracht(schoolcoach(), DAG, meld(false, false)),
        opdracht(cjg_coach(), DAG, C::PakOp),
        opdracht(cjg_coach(), DAG, geef_door_aan_wmo()),
        opdracht(wmo_consulent(), DAG, C::AanvaardDoorgifte),
        opdracht(wmo_consulent(), DAG, C::WeigerDoorgifte { reden: tekst("Niet bij ons.") }),
        opdracht(
            iemand(77, Functie::CoordinatorMeerTeam, "meer-team"),
            DAG,
            C::NeemOver { reden: Overnamereden::Afwezig },
        ),
        opdracht(cjg_coach(), DAG, C::KoppelAanHuishouden { huishouden: huishouden(7) }),
        opdracht(cjg_coach(), DAG, koppel_terug()),
        opdracht(cjg_coach(), DAG, C::SluitAf { reden: Afsluitreden::NietNodig }),
        opdracht(Actor::Systeem, "2026-09-01", C::VerstrijkTermijn { termijn: SignaalTermijn::Oppakken }),
        opdracht(Actor::Systeem, "2026-09-01", C::VerstrijkTermijn { termijn: SignaalTermijn::Terugkoppeling }),
    ];
    let naam = |signaal: &Signaal| match signaal {
        Signaal::NogNietGemeld => "nog-niet-gemeld",
        Signaal::Gemeld(_) => "gemeld",
        Signaal::Opgepakt(_) => "opgepakt",
        Signaal::Afgesloten { .. } => "afgesloten",
    };
    is_getekend(Signaal::TYPE, &verken([], &opdrachten, naam, &Beleid::standaard()));
}

#[test]
fn de_toestanden_van_een_intake_zijn_zoals_getekend() {
    use IntakeCommand as C;
    const DAG: &str = "2025-09-01";
    let opdrachten = [
        opdracht(cjg_coach(), DAG, start(true, true, 7)),
        opdracht(cjg_coach(), DAG, rond_af(plan(), None, vec![])),
        opdracht(cjg_coach(), DAG, rond_af(Conclusie::SocialeBasis, None, vec![afspraak()])),
        opdracht(cjg_coach(), DAG, rond_af(Conclusie::DirecteEscalatie, None, vec![])),
        opdracht(Actor::Systeem, DAG, geweigerd(Vervolgstap::PlanOpenen)),
        opdracht(cjg_coach(), DAG, gescoord(Leefgebied::Wonen, 3)),
        opdracht(cjg_coach(), DAG, vraag()),
        opdracht(cjg_coach(), DAG, veilig(Some(VeiligThuisbesluit::Advies))),
        opdracht(cjg_coach(), DAG, C::WijsOpClientondersteuning),
        opdracht(cjg_coach(), DAG, C::SchatRegieverliesIn { regieverlies: Regieverlies::Langdurig }),
        opdracht(cjg_coach(), DAG, C::BiedFamiliegroepsplanAan { uitkomst: FamiliegroepsplanUitkomst::Overwegen }),
        opdracht(cjg_coach(), DAG, C::BiedFamiliegroepsplanAan { uitkomst: FamiliegroepsplanUitkomst::Afgewezen }),
        opdracht(cjg_coach(), DAG, C::LegAanvraagVast { op: Datum::constant(2025, 9, 1) }),
        opdracht(cjg_coach(), DAG, C::LegBeschikkingVast { op: Datum::constant(2025, 9, 1) }),
        opdracht(Actor::Systeem, "2026-09-01", C::VerstrijkTermijnVan { termijn: IntakeTermijn::Jeugdplan }),
        opdracht(Actor::Systeem, "2026-09-01", C::VerstrijkTermijnVan { termijn: IntakeTermijn::Besluit }),
        opdracht(cjg_coach(), DAG, meldcodestap(1, Meldcodewijze::Gezet)),
        opdracht(cjg_coach(), DAG, C::VerlengTermijn { tot: Datum::constant(2025, 10, 31), instemming_melder: true }),
        opdracht(Actor::Systeem, "2026-09-01", C::VerstrijkTermijn),
    ];
    let naam = |intake: &Intake| match intake {
        Intake::NogNietGestart => "nog-niet-gestart",
        Intake::Lopend(_) => "lopend",
        Intake::Afgerond { .. } => "afgerond",
    };
    let verder = [gesproken([3, 3, 3, 3, 3]).stand];
    is_getekend(Intake::TYPE, &verken(verder, &opdrachten, naam, &Beleid::standaard()));
}
