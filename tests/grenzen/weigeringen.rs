//! Every way in which a good command is refused, for one command of each resource; and that nothing is stored then.

use std::sync::Arc;

use anyhow::{Context as _, ensure};
use regieboek_testkit::{Antwoord, Cast, Persoon, Wereld};
use reqwest::Method;
use serde_json::{Value, json};

use super::opstelling::{BSN, MOEDER, Opstelling, beleid, besluit, escalatiemelding, melding, registratie, verlening};
use super::{NERGENS, geteld, is_weigering, peil, zijn_gelijk};
use crate::podium::{Databank, Podium};
use crate::verhalen::op_beide_databanken;

op_beide_databanken! {
    elke_weigering_zegt_in_het_nederlands_waarom_en_legt_niets_vast,
}

/// A command that is good as it stands, and what makes it a bad one.
struct Geval {
    wie: &'static Persoon,
    pad: String,
    goed: Value,
    /// As good, but another request.
    ander: Value,
    /// What a rule does not allow, at which path, and the code of the rule.
    regel: (String, Value, &'static str),
    /// Whose function may never do this.
    verkeerde_functie: &'static Persoon,
    /// Whose function may do this, but not in this case. None where the function alone decides.
    buitenstaander: Option<&'static Persoon>,
}

const COACH: &Persoon = &Cast::CJG_COACH;
const COORDINATOR: &Persoon = &Cast::COORDINATOR;
const BEHEERDER: &Persoon = &Cast::MANDAATBEHEERDER;
const BUITENSTAANDER: Option<&Persoon> = Some(&Cast::BUITENSTAANDER);

/// Changes to what exists: one for each resource.
fn wijzigingen(w: &Wereld, opstelling: &Opstelling) -> anyhow::Result<Vec<Geval>> {
    let pad = |soort: &str, deel: &str| format!("/v1/{soort}/{}/{deel}", opstelling.een(soort));
    let reden = |tekst: &str| json!({ "reden": tekst });
    let ander = |soort: &str, deel: &str| format!("/v1/{soort}/{}/{deel}", opstelling.ander(soort));
    let overdracht = |reden: &str| json!({ "organisatie": "meerwaarde", "functie": "huisarts", "reden": reden });
    let dag = |veld: &str, dag: i32| anyhow::Ok(json!({ veld: w.dag(dag)? }));
    let doel =
        |tekst: &str| anyhow::Ok(json!({ "leefgebied": "wonen", "resultaat": tekst, "streefdatum": w.dag(60)? }));
    Ok(vec![
        Geval {
            wie: BEHEERDER,
            pad: pad("skj-registraties", "verlenging"),
            goed: dag("geldigTot", 600)?,
            ander: dag("geldigTot", 700)?,
            regel: (pad("skj-registraties", "verlenging"), dag("geldigTot", 100)?, "verlenging-korter"),
            verkeerde_functie: COACH,
            buitenstaander: None,
        },
        Geval {
            wie: BEHEERDER,
            pad: pad("mandaten", "schorsing"),
            goed: reden("Onderzoek."),
            ander: reden("Een ander onderzoek."),
            regel: (ander("mandaten", "schorsing"), reden("Onderzoek."), "past-niet-bij-toestand"),
            verkeerde_functie: COORDINATOR,
            buitenstaander: None,
        },
        Geval {
            wie: BEHEERDER,
            pad: pad("mandaatbesluiten", "intrekking"),
            goed: dag("per", 40)?,
            ander: dag("per", 50)?,
            regel: (pad("mandaatbesluiten", "intrekking"), dag("per", -10)?, "intrekking-in-verleden"),
            verkeerde_functie: &Cast::AUDITOR,
            buitenstaander: None,
        },
        Geval {
            wie: COACH,
            pad: pad("signalen", "doorgifte"),
            goed: overdracht("Zij kennen de buurt."),
            ander: overdracht("Zij kennen het gezin."),
            regel: (ander("signalen", "terugkoppeling"), json!({ "inhoud": "Wij gaan langs." }), "melder-anoniem"),
            verkeerde_functie: &Cast::WIJKAGENT,
            buitenstaander: BUITENSTAANDER,
        },
        Geval {
            wie: COORDINATOR,
            pad: pad("huishoudens", "doelen"),
            goed: doel("Een warm huis.")?,
            ander: doel("Een droog huis.")?,
            regel: (
                pad("huishoudens", "betrokkenen"),
                json!({ "wie": { "functie": "huisarts", "organisatie": "praktijk" }, "categorieen": ["wonen"] }),
                "geen-grondslag-voor-delen",
            ),
            verkeerde_functie: &Cast::AUDITOR,
            buitenstaander: BUITENSTAANDER,
        },
        Geval {
            wie: COACH,
            pad: pad("intakes", "regieverlies"),
            goed: json!({ "regieverlies": "langdurig" }),
            ander: json!({ "regieverlies": "zelfredzaam" }),
            regel: (
                pad("intakes", "afronding"),
                json!({ "conclusie": "sociale-basis", "afspraken": [] }),
                "intake-onvolledig",
            ),
            verkeerde_functie: &Cast::AANBIEDER,
            buitenstaander: BUITENSTAANDER,
        },
        Geval {
            wie: &Cast::SCHULDHULPVERLENER,
            pad: pad("doorverwijzingen", "aanvaarding"),
            goed: dag("verwachteStart", 5)?,
            ander: dag("verwachteStart", 6)?,
            regel: (
                pad("doorverwijzingen", "afronding"),
                json!({ "resultaat": "behaald", "toelichting": "Klaar." }),
                "past-niet-bij-toestand",
            ),
            verkeerde_functie: BEHEERDER,
            buitenstaander: BUITENSTAANDER,
        },
        Geval {
            wie: COACH,
            pad: pad("escalaties", "afschalingsafwijzing"),
            goed: reden("Nog geen overzicht."),
            ander: reden("Te vroeg."),
            regel: (
                pad("escalaties", "afschalingsaanvaarding"),
                dag("warmeOverdracht", 3)?,
                "warme-overdracht-in-toekomst",
            ),
            verkeerde_functie: &Cast::AUDITOR,
            buitenstaander: BUITENSTAANDER,
        },
    ])
}

/// The next policy of the municipality.
async fn nieuw_beleid(w: &Wereld) -> anyhow::Result<Geval> {
    let pad = "/v1/beleid/versies".to_owned();
    Ok(Geval {
        wie: &Cast::BELEIDSBEHEERDER,
        goed: beleid(w, 40).await?,
        ander: beleid(w, 50).await?,
        regel: (pad.clone(), beleid(w, 0).await?, "beleid-niet-in-toekomst"),
        pad,
        verkeerde_functie: COACH,
        buitenstaander: None,
    })
}

/// What begins something new: one for each resource, at its collection or below its huishouden.
async fn beginsels(w: &Wereld, opstelling: &Opstelling) -> anyhow::Result<Vec<Geval>> {
    let onder = |deel: &str| format!("/v1/huishoudens/{}/{deel}", opstelling.een("huishoudens"));
    let gesloten = |deel: &str| format!("/v1/huishoudens/{}/{deel}", opstelling.ander("huishoudens"));
    let besluit = |nummer: &str, genomen: i32| {
        let mut besluit = besluit(w, nummer)?;
        besluit["genomenOp"] = json!(w.dag(genomen)?);
        anyhow::Ok(besluit)
    };
    let skj =
        |wie: Value, tot: i32| anyhow::Ok(json!({ "houderId": wie, "nummer": "110099999", "geldigTot": w.dag(tot)? }));
    let mandaat = verlening(w, opstelling.een("mandaatbesluiten")).await?;
    let mandaat = |veld: &str, waarde: Value| {
        let mut mandaat = mandaat.clone();
        mandaat[veld] = waarde;
        mandaat
    };
    let erbij = |hulpvraag: &str, grond: Value| {
        json!({
            "soort": "erbij-halen", "organisatie": "meerwaarde", "betreft": [MOEDER], "hulpvraag": hulpvraag,
            "deelgrond": grond,
        })
    };
    let intake = |wmo: bool| json!({ "betreftJeugdhulp": false, "wmoMelding": wmo });
    let mut elders = melding("Zorgen.");
    elders["gebied"] = json!("buiten-de-gemeente");
    let mut spoed = escalatiemelding();
    spoed["spoed"] = json!(true);
    Ok(vec![
        Geval {
            wie: &Cast::SCHOOLCOACH,
            pad: "/v1/signalen".to_owned(),
            goed: melding("Zorgen."),
            ander: melding("Meer zorgen."),
            regel: ("/v1/signalen".to_owned(), elders, "gebied-onbekend"),
            verkeerde_functie: &Cast::AUDITOR,
            buitenstaander: None,
        },
        Geval {
            wie: COACH,
            pad: "/v1/huishoudens".to_owned(),
            goed: registratie(Some("999900018")),
            ander: registratie(None),
            regel: ("/v1/huishoudens".to_owned(), registratie(Some(BSN)), "bsn-al-bekend"),
            verkeerde_functie: &Cast::WIJKAGENT,
            buitenstaander: None,
        },
        Geval {
            wie: BEHEERDER,
            pad: "/v1/mandaatbesluiten".to_owned(),
            goed: besluit("2025/418", -60)?,
            ander: besluit("2025/419", -60)?,
            regel: ("/v1/mandaatbesluiten".to_owned(), besluit("2026/1", 9)?, "besluit-nog-niet-genomen"),
            verkeerde_functie: COACH,
            buitenstaander: None,
        },
        Geval {
            wie: BEHEERDER,
            pad: "/v1/skj-registraties".to_owned(),
            goed: skj(json!(w.id_van(COORDINATOR).await?), 400)?,
            ander: skj(json!(w.id_van(&Cast::SCHOOLCOACH).await?), 400)?,
            regel: ("/v1/skj-registraties".to_owned(), skj(json!(NERGENS), -9)?, "registratie-verlopen"),
            verkeerde_functie: COACH,
            buitenstaander: None,
        },
        Geval {
            wie: BEHEERDER,
            pad: "/v1/mandaten".to_owned(),
            goed: mandaat("kostenplafondEuro", json!(100)),
            ander: mandaat("kostenplafondEuro", json!(200)),
            regel: (
                "/v1/mandaten".to_owned(),
                mandaat("inDienstVanGemeente", json!(false)),
                "instemming-houder-ontbreekt",
            ),
            verkeerde_functie: &Cast::SCHOOLCOACH,
            buitenstaander: None,
        },
        Geval {
            wie: COORDINATOR,
            pad: onder("intakes"),
            goed: intake(true),
            ander: intake(false),
            regel: (onder("doorverwijzingen"), erbij("Hulp.", Value::Null), "geen-grondslag-voor-delen"),
            verkeerde_functie: &Cast::AANBIEDER,
            buitenstaander: BUITENSTAANDER,
        },
        Geval {
            wie: COORDINATOR,
            pad: onder("doorverwijzingen"),
            goed: erbij("Hulp.", json!({ "grondslag": "wmo511" })),
            ander: erbij("Andere hulp.", json!({ "grondslag": "wmo511" })),
            regel: (onder("doorverwijzingen"), erbij("Hulp.", Value::Null), "geen-grondslag-voor-delen"),
            verkeerde_functie: BEHEERDER,
            buitenstaander: BUITENSTAANDER,
        },
        Geval {
            wie: COACH,
            pad: gesloten("escalaties"),
            goed: escalatiemelding(),
            ander: json!({ "gronden": ["hulp-stagneert"], "geprobeerd": "Alles.", "gevraagd": "Iets." }),
            regel: (gesloten("escalaties"), spoed, "spoed-alleen-bij-veiligheid"),
            verkeerde_functie: &Cast::AUDITOR,
            buitenstaander: BUITENSTAANDER,
        },
    ])
}

async fn elke_weigering_zegt_in_het_nederlands_waarom_en_legt_niets_vast(podium: Arc<Podium>) -> anyhow::Result<()> {
    let w = podium.wereld("weigeringen");
    let opstelling = Opstelling::nieuw(&w).await?;
    for geval in beginsels(&w, &opstelling).await? {
        let Geval { pad, .. } = &geval;
        weigert(&w, &geval, None).await.with_context(|| pad.clone())?;
    }
    let wijzigingen = wijzigingen(&w, &opstelling)?;
    for geval in wijzigingen.into_iter().chain([nieuw_beleid(&w).await?]) {
        let versie = w.versie(geval.wie, &geval.pad).await?;
        weigert(&w, &geval, Some(versie)).await.with_context(|| geval.pad.clone())?;
    }
    let laatste = i64::try_from(peil(&w).await?)?;
    ensure!(geteld(&podium).await? == [("0394".to_owned(), laatste)], "as many events as positions");
    Ok(())
}

/// The headers of a good request, of which a case leaves one out or takes another.
const SLEUTEL: &str = "idempotency-key";
const VERSIE: &str = "if-match";
const MOMENT: &str = "gebeurd-op";

async fn weigert(w: &Wereld, geval: &Geval, versie: Option<u64>) -> anyhow::Result<()> {
    let Geval { wie, pad, goed, .. } = geval;
    let actueel = versie.map(|versie| format!("\"{versie}\""));
    let stuur = async |wie: &Persoon, pad: &str, inhoud: &Value, anders: &[(&str, Option<&str>)]| {
        let sleutel = w.sleutel();
        let mut koppen = vec![("content-type", "application/json"), (SLEUTEL, sleutel.as_str())];
        koppen.extend(actueel.as_deref().map(|versie| (VERSIE, versie)));
        for (naam, waarde) in anders {
            koppen.retain(|(kop, _)| kop != naam);
            koppen.extend(waarde.map(|waarde| (*naam, waarde)));
        }
        w.stuur(Method::POST, Some(wie), pad, &koppen, Some(inhoud.to_string().into_bytes())).await
    };
    let voor = peil(w).await?;

    // Who is not let in.
    geweigerd(stuur(geval.verkeerde_functie, pad, goed, &[]).await?, 403, "functie-mag-dit-niet")?;
    let delen: Vec<_> = pad.split('/').collect();
    if let [_, v1, soort, _, deel] = delen[..] {
        let nergens = format!("/{v1}/{soort}/{NERGENS}/{deel}");
        let van_niets = geweigerd(stuur(wie, &nergens, goed, &[]).await?, 404, "niet-gevonden")?;
        if let Some(buitenstaander) = geval.buitenstaander {
            let antwoord = geweigerd(stuur(buitenstaander, pad, goed, &[]).await?, 404, "niet-gevonden")?;
            ensure!(zijn_gelijk(&antwoord, &van_niets), "{antwoord:?} is not {van_niets:?}");
        }
    }
    // What is not said well.
    for (kop, waarde, status, code) in [
        (SLEUTEL, None, 400, "sleutel-ontbreekt"),
        (SLEUTEL, Some(""), 400, "ongeldige-invoer"),
        (SLEUTEL, Some("met een spatie"), 400, "ongeldige-invoer"),
        (SLEUTEL, Some("x".repeat(201).as_str()), 400, "ongeldige-invoer"),
        (MOMENT, Some("gisteren"), 400, "ongeldige-invoer"),
        (MOMENT, Some("2025-12-01"), 400, "ongeldige-invoer"),
        (MOMENT, Some("2999-01-01T00:00:00Z"), 400, "ongeldige-invoer"),
    ] {
        geweigerd(stuur(wie, pad, goed, &[(kop, waarde)]).await?, status, code)?;
    }
    // What rests on no version, or another than the present one.
    if let Some(versie) = versie {
        geweigerd(stuur(wie, pad, goed, &[(VERSIE, None)]).await?, 428, "versie-ontbreekt")?;
        for krom in ["1", "", "\"\"", "\"01\"", "\"+1\"", "\"1", "W/\"1\"", "*", "\"1\", \"2\"", "\"een\"", "\"-1\""] {
            geweigerd(stuur(wie, pad, goed, &[(VERSIE, Some(krom))]).await?, 400, "ongeldige-invoer")?;
        }
        for andere in [0, versie - 1, versie + 1, u64::MAX] {
            let oud = format!("\"{andere}\"");
            let antwoord = geweigerd(stuur(wie, pad, goed, &[(VERSIE, Some(&oud))]).await?, 412, "versie-verouderd")?;
            ensure!(antwoord.inhoud["versie"] == versie, "the version it has: {antwoord:?}");
            let toestand = antwoord.inhoud["toestand"].as_str().context("the state that won")?;
            ensure!(toestand.starts_with(&format!("versie {versie}: ")), "{toestand}");
        }
    }
    // What the rules do not allow.
    let (ander_pad, inhoud, code) = &geval.regel;
    let daar = if versie.is_some() { Some(format!("\"{}\"", w.versie(wie, ander_pad).await?)) } else { None };
    geweigerd(stuur(wie, ander_pad, inhoud, &[(VERSIE, daar.as_deref())]).await?, 409, code)?;
    ensure!(peil(w).await? == voor + 1, "nothing was stored");

    // Once it is done, its key stands for it and for nothing else.
    let sleutel = w.sleutel();
    let onder = [(SLEUTEL, Some(sleutel.as_str()))];
    let gedaan = stuur(wie, pad, goed, &onder).await?.gelukt()?;
    let positie = gedaan.inhoud["positie"].as_u64().context("a position")?;
    geweigerd(stuur(wie, pad, &geval.ander, &onder).await?, 422, "sleutel-hergebruikt")?;
    geweigerd(stuur(wie, ander_pad, inhoud, &onder).await?, 422, "sleutel-hergebruikt")?;
    let nog_eens = stuur(wie, pad, goed, &onder).await?;
    ensure!(nog_eens == gedaan, "the same request, the same answer: {nog_eens:?} is not {gedaan:?}");
    ensure!(peil(w).await? == positie + 1, "it was stored once");
    Ok(())
}

fn geweigerd(antwoord: Antwoord, status: u16, code: &str) -> anyhow::Result<Antwoord> {
    is_weigering(&antwoord)?;
    antwoord.geweigerd(status, code)
}
