//! How the regie moves, and how the plan is talked about: overdracht, court measure, eigen regie, MDO, and moving to another
//! municipality, over HTTP.

use anyhow::ensure;
use regieboek_testkit::verhalen::proloog;
use regieboek_testkit::{Cast, Persoon, Wereld};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::podium::{Databank, Podium};

const JEUGDBESCHERMER: Persoon = Persoon {
    subject: "jet",
    naam: "Jet Jeugd",
    functie: "jeugdbeschermer",
    organisatie: "gi-noord-holland",
    gemeente: "0394",
    rollen: &[],
};

/// A mother with a plan of which the CJG-coach is regisseur.
async fn met_plan(w: &Wereld) -> anyhow::Result<(Uuid, Uuid)> {
    let (coach, moeder) = (&Cast::CJG_COACH, Uuid::from_u128(0x7e61e));
    w.op(0, 9)?;
    let registratie = json!({
        "gebied": "hoofddorp-zuidwest", "adres": {}, "gezag": [],
        "leden": [{
            "id": moeder, "naam": "Marjan de Wit", "geboortedatum": w.kalender.geboren(38, 3)?.to_string(),
            "relatie": "ouder",
        }],
    });
    let huishouden = w.begin(coach, "/v1/huishoudens", registratie).await?.gelukt()?.id()?;
    naar_een_plan(w, coach, huishouden).await?;
    Ok((huishouden, moeder))
}

/// From the intake to the plan, which this person leads.
pub(crate) async fn naar_een_plan(w: &Wereld, wie: &Persoon, huishouden: Uuid) -> anyhow::Result<()> {
    let start = json!({ "betreftJeugdhulp": false, "wmoMelding": false });
    let intake = w.begin(wie, &format!("/v1/huishoudens/{huishouden}/intakes"), start).await?.gelukt()?.id()?;
    let i = format!("/v1/intakes/{intake}");
    for leefgebied in ["meedoen", "werk-en-inkomen", "veiligheid", "gezondheid", "wonen"] {
        let inhoud = json!({ "leefgebied": leefgebied, "wijze": "besproken-geen-score" });
        w.wijzig(wie, &format!("{i}/leefgebieden"), inhoud).await?.gelukt()?;
    }
    for (stap, inhoud) in [
        ("vraag", json!({ "eigenWoorden": "Ik wil overzicht." })),
        ("veiligheidsoordeel", json!({ "oordeel": "veilig" })),
        ("clientondersteuning", json!({})),
        ("regieverlies", json!({ "regieverlies": "tijdelijk" })),
        ("afronding", json!({ "conclusie": "plan", "regisseur": w.betrokkene(wie).await?, "afspraken": [] })),
    ] {
        w.wijzig(wie, &format!("{i}/{stap}"), inhoud).await?.gelukt()?;
    }
    w.wacht_op_plan(wie, huishouden).await
}

async fn dossier(w: &Wereld, wie: &Persoon, huishouden: Uuid) -> anyhow::Result<Value> {
    Ok(w.haal(wie, &format!("/v1/huishoudens/{huishouden}")).await?.gelukt()?.inhoud)
}

#[tokio::test]
async fn een_overdracht_wordt_aanvaard_met_een_warme_overdracht() -> anyhow::Result<()> {
    let w = Podium::nieuw(Databank::Sqlite).await?.wereld("overdracht");
    let (coach, makelaar) = (&Cast::CJG_COACH, &Cast::SOCIAAL_MAKELAAR);
    let (huishouden, _) = met_plan(&w).await?;
    let verzoek = json!({
        "naar": w.betrokkene(makelaar).await?, "toelichting": "Zij kent de buurt.",
        "deelgrond": { "grondslag": "wmo511" },
    });
    let pad = format!("/v1/huishoudens/{huishouden}/overdrachten");
    let overdracht = w.begin(coach, &pad, verzoek.clone()).await?.gelukt()?.id()?;
    w.begin(coach, &pad, verzoek).await?.geweigerd(409, "overdracht-al-open")?;
    ensure!(dossier(&w, coach, huishouden).await?["plan"]["regisseur"]["wie"]["functie"] == "cjg-coach");

    let pad = format!("/v1/doorverwijzingen/{overdracht}/overdrachtsaanvaarding");
    let op = |dag: i32| Ok::<_, anyhow::Error>(json!({ "warmeOverdracht": w.dag(dag)? }));
    w.wijzig(makelaar, &pad, op(1)?).await?.geweigerd(409, "warme-overdracht-in-toekomst")?;
    w.wijzig(makelaar, &pad, op(0)?).await?.gelukt()?;
    let plan = &dossier(&w, makelaar, huishouden).await?["plan"];
    ensure!(plan["regisseur"]["wie"]["functie"] == "sociaal-makelaar", "{plan}");
    ensure!(plan["regisseurs"][1]["warmeOverdracht"] == w.dag(0)?, "{plan}");
    let klantroute = &dossier(&w, makelaar, huishouden).await?["klantroute"];
    ensure!(klantroute["overdrachten"] == 1 && klantroute["verhaalVerteld"] == 2, "{klantroute}");
    ensure!(w.haal(coach, &format!("/v1/huishoudens/{huishouden}")).await?.status == 404, "the old regisseur is out");
    Ok(())
}

#[tokio::test]
async fn een_maatregel_begint_en_eindigt_vanzelf() -> anyhow::Result<()> {
    let w = Podium::nieuw(Databank::Sqlite).await?.wereld("maatregel");
    let (coach, jet) = (&Cast::CJG_COACH, &JEUGDBESCHERMER);
    let (huishouden, _) = met_plan(&w).await?;
    let maatregel = json!({
        "instelling": w.betrokkene(jet).await?, "van": w.dag(0)?, "tot": w.dag(30)?,
        "procesregie": w.betrokkene(coach).await?, "zaaknummer": "C/15/340000",
    });
    w.wijzig(coach, &format!("/v1/huishoudens/{huishouden}/maatregelen"), maatregel).await?.gelukt()?;
    let plan = &dossier(&w, jet, huishouden).await?["plan"];
    ensure!(plan["regisseur"]["wie"]["functie"] == "jeugdbeschermer", "{plan}");
    ensure!(dossier(&w, coach, huishouden).await?["plan"]["maatregelen"][0]["zaaknummer"] == "C/15/340000");
    ensure!(w.werklijst(jet).await?.iter().any(|item| item["soort"] == "maatregel-loopt"));

    w.op(31, 9)?;
    w.wacht_tot("the regie returned", async || {
        Ok(dossier(&w, coach, huishouden).await?["plan"]["regisseur"]["wie"]["functie"] == "cjg-coach")
    })
    .await?;
    let maatregel = &dossier(&w, coach, huishouden).await?["plan"]["maatregelen"][0];
    ensure!(maatregel["einde"] == "verstreken", "{maatregel}");
    ensure!(w.haal(jet, &format!("/v1/huishoudens/{huishouden}")).await?.status == 404, "the instelling is out");
    Ok(())
}

#[tokio::test]
async fn een_mdo_zonder_bewoners_zegt_waarom() -> anyhow::Result<()> {
    let w = Podium::nieuw(Databank::Sqlite).await?.wereld("mdo");
    let coach = &Cast::CJG_COACH;
    let (huishouden, moeder) = met_plan(&w).await?;
    let pad = format!("/v1/huishoudens/{huishouden}/mdos");
    let mut mdo = json!({
        "op": w.dag(0)?, "aanwezigen": [w.betrokkene(coach).await?], "bewoners": [], "verslag": "De schulden gaan voor.",
        "afwijkendeMeningen": [{ "lidId": moeder, "mening": "Mijn gezondheid gaat voor." }],
        "besluiten": ["Eerst naar de schuldhulp."],
    });
    w.wijzig(coach, &pad, mdo.clone()).await?.geweigerd(409, "mdo-zonder-bewoners")?;
    mdo["bewonersAfwezigReden"] = json!("Moeder is ziek.");
    w.wijzig(coach, &pad, mdo).await?.gelukt()?;
    let gehouden = &dossier(&w, coach, huishouden).await?["plan"]["mdos"][0];
    ensure!(gehouden["bewonersAfwezigReden"] == "Moeder is ziek.", "{gehouden}");
    ensure!(gehouden["afwijkendeMeningen"][0]["mening"] == "Mijn gezondheid gaat voor.", "{gehouden}");
    Ok(())
}

#[tokio::test]
async fn een_bewoner_neemt_de_regie_zelf_en_geeft_haar_weer_terug() -> anyhow::Result<()> {
    let w = Podium::nieuw(Databank::Sqlite).await?.wereld("eigen-regie");
    let (coach, makelaar) = (&Cast::CJG_COACH, &Cast::SOCIAAL_MAKELAAR);
    let (huishouden, moeder) = met_plan(&w).await?;
    let h = format!("/v1/huishoudens/{huishouden}");
    let vorm = format!("{h}/regievorm");
    let vreemd = json!({ "eigenRegieVan": Uuid::from_u128(0xdead) });
    w.wijzig(coach, &vorm, vreemd).await?.geweigerd(409, "lid-onbekend")?;
    w.wijzig(coach, &vorm, json!({ "eigenRegieVan": moeder })).await?.gelukt()?;
    let plan = &dossier(&w, coach, huishouden).await?["plan"];
    ensure!(plan["regisseur"]["eigenRegieVan"] == json!(moeder), "{plan}");
    ensure!(plan["regisseur"]["wie"]["functie"] == "cjg-coach", "the professional who helps coordinate: {plan}");
    let doel = json!({ "leefgebied": "wonen", "resultaat": "De huur is betaald.", "streefdatum": w.dag(90)? });
    w.wijzig(coach, &format!("{h}/doelen"), doel).await?.gelukt()?;
    ensure!(w.wijzig_op(makelaar, &vorm, 4, &w.sleutel(), json!({})).await?.status == 404, "nobody else changes it");

    w.wijzig(coach, &vorm, json!({})).await?.gelukt()?;
    let plan = &dossier(&w, coach, huishouden).await?["plan"];
    ensure!(plan["regisseur"]["eigenRegieVan"].is_null(), "{plan}");
    let perioden = plan["regisseurs"].as_array().cloned().unwrap_or_default();
    ensure!(perioden.len() == 3 && perioden.iter().filter(|p| p["tot"].is_null()).count() == 1, "{perioden:?}");
    Ok(())
}

#[tokio::test]
async fn bij_een_verhuizing_blijft_de_oude_gemeente_verantwoordelijk_tot_de_nieuwe_bevestigt() -> anyhow::Result<()> {
    let w = Podium::nieuw(Databank::Sqlite).await?.wereld("verhuizing");
    let (coach, aanbieder) = (&Cast::CJG_COACH, &Cast::AANBIEDER);
    let mandaten = proloog::speel(&w).await?;
    let (huishouden, _) = met_plan(&w).await?;
    let h = format!("/v1/huishoudens/{huishouden}");
    let kind = Uuid::from_u128(0x7e61f);
    let baby = json!({
        "lid": { "id": kind, "naam": "Lotte de Wit", "geboortedatum": w.dag(-10)?, "relatie": "kind" },
        "reden": "geboorte", "sinds": w.dag(-10)?, "gezag": [],
    });
    w.wijzig(coach, &format!("{h}/leden"), baby).await?.gelukt()?;
    let inzet = json!({
        "soort": "inzet", "organisatie": "jeugdhulp-noord", "functie": "zorgaanbieder", "betreft": [kind],
        "hulpvraag": "Slaapt slecht.", "deelgrond": { "grondslag": "jeugdwet740" },
        "voorziening": "ambulante-jeugdhulp", "mandaatId": mandaten.cjg_coach, "lichterBekeken": "Opvoedhulp hielp niet.",
    });
    let hulp = w.begin(coach, &format!("{h}/doorverwijzingen"), inzet).await?.gelukt()?.id()?;

    let verhuizingen = format!("{h}/verhuizingen");
    let naar = |gemeente: &str| Ok::<_, anyhow::Error>(json!({ "naarGemeente": gemeente, "per": w.dag(14)? }));
    w.wijzig(coach, &verhuizingen, naar("0394")?).await?.geweigerd(409, "verhuizing-binnen-gemeente")?;
    w.wijzig(coach, &verhuizingen, naar("0363")?).await?.gelukt()?;
    let (voortzetting, door) = (format!("{h}/jeugdhulpvoortzettingen"), json!({ "doorverwijzingId": hulp }));
    w.wijzig(coach, &voortzetting, door.clone()).await?.geweigerd(409, "geen-lopende-jeugdhulp")?;
    w.wijzig(aanbieder, &format!("/v1/doorverwijzingen/{hulp}/aanvaarding"), json!({})).await?.gelukt()?;
    w.wijzig(coach, &voortzetting, door).await?.gelukt()?;

    w.op(20, 10)?;
    let verhuisd = json!({ "reden": "verhuisd", "nazorgeigenaar": w.betrokkene(coach).await? });
    let sluiting = format!("{h}/plansluiting");
    w.wijzig(coach, &sluiting, verhuisd.clone()).await?.geweigerd(409, "overname-niet-bevestigd")?;
    let thuis = dossier(&w, coach, huishouden).await?;
    ensure!(thuis["verhuizing"]["naarGemeente"] == "0363", "{thuis}");
    ensure!(thuis["verhuizing"]["overnameBevestigdOp"].is_null(), "{thuis}");
    ensure!(thuis["plan"]["regisseur"]["wie"]["functie"] == "cjg-coach", "still responsible here: {thuis}");
    w.wijzig(coach, &format!("{h}/overnamebevestiging"), json!({})).await?.gelukt()?;
    w.wijzig(coach, &sluiting, verhuisd).await?.gelukt()?;
    let verhuizing = dossier(&w, coach, huishouden).await?["verhuizing"].take();
    ensure!(verhuizing["voortgezetteJeugdhulp"][0]["doorverwijzingId"] == json!(hulp), "it goes on: {verhuizing}");
    Ok(())
}
