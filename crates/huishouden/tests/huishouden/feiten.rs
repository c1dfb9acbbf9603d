//! The stored form of every fact is for ever: code and payload, byte by byte.

use regieboek_huishouden::*;
use regieboek_kernel::*;

use crate::medebewoners::{beeindig, deling, gast, woont_ook};
use crate::samenstelling::{afsplitsing, ander, baby, met_sleutel, ongedaan, splitsing, vertrek, voeg_samen};
use crate::wereld::*;
use HuishoudenCommand::*;

/// A history in which everything happens at least once.
fn alles() -> Vec<HuishoudenEvent> {
    let regisseur = || als_betrokkene(&coordinator());
    let vader = Gezaghebbende::Buiten { naam: persoonsgegeven(8, "Vader".to_owned()) };
    let overgedragen = Verloop::geregistreerd()
        .doet(cjg_coach(), DraagContactOver { naar: als_betrokkene(&makelaar()) })
        .doet(makelaar(), NeemContactOver);
    let tot_sluiten = Verloop::met_plan()
        .doet(cjg_coach(), LegGezagVast { gezag: vec![gezag(vader, DOCHTER)] })
        .doet(cjg_coach(), GeefToestemming(toestemming(1, MOEDER, &[MOEDER], "school-de-regenboog")))
        .doet(cjg_coach(), voeg_toe(als_betrokkene(&schoolcoach()), Some(Deelgrond::Toestemming(toestemming_id(1)))))
        .doet(cjg_coach(), TrekToestemmingIn { id: toestemming_id(1) })
        .doet(cjg_coach(), StelVolgordeVoor { volgorde: vec![actie_id(2)] })
        .doet(cjg_coach(), BepaalVolgorde { volgorde: vec![actie_id(2)] })
        .doet(cjg_coach(), RondActieAf { id: actie_id(1) })
        .doet(coordinator(), NeemRegieOver { escalatie: escalatie(1), regisseur: regisseur() })
        .doet(
            makelaar(),
            GeefRegieTerug {
                escalatie: escalatie(1),
                regisseur: als_betrokkene(&makelaar()),
                warme_overdracht: datum("2025-09-01"),
            },
        )
        .doet(Actor::Systeem, MeldRegievacuum { reden: Vacuumreden::SkjVervallen })
        .doet(coordinator(), BenoemRegisseur { regisseur: als_betrokkene(&schoolcoach()) })
        .doet(cjg_coach(), DraagRegieOver { naar: als_betrokkene(&cjg_coach()), warme_overdracht: datum("2025-09-01") })
        .op("2025-10-02")
        .doet(Actor::Systeem, VerstrijkTermijn { soort: TermijnSoort::Actie(actie_id(2)) })
        .doet(cjg_coach(), evaluatie(1))
        .doet(cjg_coach(), evaluatie(2));
    let nazorg_eigenaar = als_betrokkene(&cjg_coach());
    let verslag =
        Controleverslag { controle: 1, uitkomst: Nazorguitkomst::Terugval, toelichting: tekst("het gaat niet goed") };
    tot_sluiten
        .doet(cjg_coach(), SluitPlan { reden: Sluitreden::VerderZonderHulp, nazorg_eigenaar })
        .doet(cjg_coach(), VoerNazorgcontroleUit(verslag))
        .feiten
        .into_iter()
        .chain(overgedragen.feiten)
        .chain(maatregel_en_verhuizing())
        .chain(samenstelling())
        .collect()
}

/// A meeting, a measure that is extended and ended, eigen regie, and a move.
fn maatregel_en_verhuizing() -> Vec<HuishoudenEvent> {
    Verloop::met_plan()
        .doet(cjg_coach(), HoudMdo(mdo()))
        .doet(cjg_coach(), LegMaatregelVast(maatregel("2026-02-28")))
        .doet(jeugdbeschermer(), VerlengMaatregel { tot: datum("2026-08-31") })
        .doet(jeugdbeschermer(), BeeindigMaatregel { op: datum("2025-09-01") })
        .doet(cjg_coach(), WijzigRegievorm { vorm: Regievorm::EigenRegie { lid: lid(MOEDER) } })
        .doet(
            cjg_coach(),
            MeldVerhuizing {
                vanuit: "0394".parse().unwrap(),
                naar_gemeente: "0363".parse().unwrap(),
                per: datum("2025-10-01"),
            },
        )
        .doet(cjg_coach(), BevestigOvername)
        .doet(cjg_coach(), ZetJeugdhulpVoort { verwijzing: DoorverwijzingId::new(uuid(70)) })
        .feiten
}

/// Who comes and goes, a child that two share, a split from both sides, and a merge from both sides that is undone.
fn samenstelling() -> Vec<HuishoudenEvent> {
    let mut adres = registratie().adres;
    if let Persoonsgegeven::Leesbaar { value, .. } = &mut adres {
        value.straat = Some("Kade".into());
    }
    let sleutels =
        vec![Lidsleutel { lid: lid(MOEDER), sleutel: Some(persoonsgegeven(MOEDER, Dubbelsleutel::new("gelijk"))) }];
    let gebied = Some("nieuw-vennep".parse().unwrap());
    let wijziging = Adreswijziging { adres, gebied, op: datum("2025-09-01"), sleutels };
    let hier = met_sleutel()
        .doet(cjg_coach(), NeemLidOp(baby()))
        .doet(cjg_coach(), woont_ook(DOCHTER, Some(3)))
        .doet(makelaar(), BevestigVerblijf(deling(DOCHTER, 3)))
        .doet(makelaar(), beeindig(&[DOCHTER], 3))
        .doet(cjg_coach(), gast())
        .doet(cjg_coach(), LaatMedebewonerGaan { lid: lid(31), op: datum("2025-09-01") })
        .doet(coordinator(), voeg_samen(1))
        .doet(coordinator(), ongedaan(1))
        .doet(coordinator(), SluitDubbelUit { ander: ander(2) })
        .doet(cjg_coach(), WijzigAdres(wijziging))
        .doet(cjg_coach(), Splits(splitsing(&[DOCHTER])))
        .doet(cjg_coach(), vertrek(ZOON))
        .doet(cjg_coach(), MeldOverlijden { lid: lid(4), op: datum("2025-09-01") })
        .doet(coordinator(), GaOpIn { huishouden: ander(1) })
        .doet(coordinator(), HerstelUit { huishouden: ander(1) });
    let daar = Verloop::default().op("2025-09-01").doet(cjg_coach(), BeginNaSplitsing(Box::new(afsplitsing())));
    hier.feiten.into_iter().chain(daar.feiten).collect()
}

#[test]
fn elk_feit_wordt_bewaard_zoals_afgesproken() {
    let feiten = alles();
    let voorbeelden: Vec<&HuishoudenEvent> = HuishoudenEvent::CODES
        .iter()
        .map(|(code, naam)| feiten.iter().find(|f| f.code() == *code).unwrap_or_else(|| panic!("no {naam}")))
        .collect();
    let json = serde_json::to_string_pretty(&voorbeelden).unwrap();
    assert_eq!(json, include_str!("../golden/feiten.json").trim_end());
    let terug: Vec<HuishoudenEvent> = serde_json::from_str(&json).unwrap();
    assert_eq!(terug.iter().collect::<Vec<_>>(), voorbeelden);
}

#[test]
fn elke_code_is_van_een_feit() {
    let mut codes: Vec<_> = HuishoudenEvent::CODES.iter().map(|(code, _)| *code).collect();
    codes.dedup();
    assert_eq!(codes.len(), 48);
    assert!(codes.iter().all(|code| code.len() == 4 && code.starts_with("hh")));
}
