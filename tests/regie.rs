//! How the regie moves, and how the plan is talked about: overdracht, court measure and MDO, over HTTP.

use anyhow::ensure;
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
    let start = json!({ "betreftJeugdhulp": false, "wmoMelding": false });
    let intake = w.begin(coach, &format!("/v1/huishoudens/{huishouden}/intakes"), start).await?.gelukt()?.id()?;
    let i = format!("/v1/intakes/{intake}");
    for leefgebied in ["meedoen", "werk-en-inkomen", "veiligheid", "gezondheid", "wonen"] {
        let inhoud = json!({ "leefgebied": leefgebied, "wijze": "besproken-geen-score" });
        w.wijzig(coach, &format!("{i}/leefgebieden"), inhoud).await?.gelukt()?;
    }
    for (stap, inhoud) in [
        ("vraag", json!({ "eigenWoorden": "Ik wil overzicht." })),
        ("veiligheidsoordeel", json!({ "oordeel": "veilig" })),
        ("clientondersteuning", json!({})),
        ("regieverlies", json!({ "regieverlies": "tijdelijk" })),
        ("afronding", json!({ "conclusie": "plan", "regisseur": w.betrokkene(coach).await?, "afspraken": [] })),
    ] {
        w.wijzig(coach, &format!("{i}/{stap}"), inhoud).await?.gelukt()?;
    }
    w.wacht_tot("the plan is open", async || Ok(!dossier(w, coach, huishouden).await?["plan"].is_null())).await?;
    Ok((huishouden, moeder))
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
