//! What DOMAIN 4 says of an overdracht, sentence by sentence, over HTTP and on both databases.

use std::sync::Arc;

use anyhow::ensure;
use regieboek_testkit::{Antwoord, Cast, Persoon, Wereld};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::intakes::{self, COACH};
use crate::podium::{Databank, Podium};
use crate::verhalen::{geschiedenis, op_beide_databanken};

op_beide_databanken! {
    een_huishouden_heeft_hoogstens_een_open_overdracht,
    van_twee_overdrachten_tegelijk_wordt_er_een_gevraagd,
    na_weigering_intrekking_en_verloop_kan_een_volgende_overdracht_worden_gevraagd,
    tot_de_aanvaarding_blijft_de_oude_regisseur,
    een_overdracht_vraagt_de_dag_van_de_warme_overdracht,
}

const MAKELAAR: &Persoon = &Cast::SOCIAAL_MAKELAAR;

/// A huishouden with a plan that the coach leads.
async fn met_plan(w: &Wereld) -> anyhow::Result<Uuid> {
    w.op(0, 9)?;
    let (huishouden, _) = intakes::huishouden(w).await?;
    let intake = intakes::gesprek(w, huishouden, false, false).await?;
    intakes::sluit_af_met_plan(w, intake).await?;
    w.wacht_op_plan(COACH, huishouden).await?;
    Ok(huishouden)
}

async fn vraag(w: &Wereld, huishouden: Uuid, aan: &Persoon) -> anyhow::Result<Antwoord> {
    let verzoek = json!({
        "naar": w.betrokkene(aan).await?, "toelichting": "Zij kent de buurt.", "deelgrond": { "grondslag": "wmo511" },
    });
    w.begin(COACH, &format!("/v1/huishoudens/{huishouden}/overdrachten"), verzoek).await
}

/// The coach is the regisseur: alone, all along, and able to act.
async fn coach_houdt_de_regie(w: &Wereld, huishouden: Uuid) -> anyhow::Result<()> {
    let plan = w.haal(COACH, &format!("/v1/huishoudens/{huishouden}")).await?.gelukt()?.inhoud["plan"].take();
    ensure!(plan["regisseur"]["wie"]["professionalId"] == json!(w.id_van(COACH).await?), "{plan}");
    ensure!(plan["regisseurs"].as_array().is_some_and(|alle| alle.len() == 1), "nobody else was: {plan}");
    let doel = json!({ "leefgebied": "wonen", "resultaat": "De huur is betaald.", "streefdatum": w.dag(90)? });
    w.wijzig(COACH, &format!("/v1/huishoudens/{huishouden}/doelen"), doel).await?.gelukt()?;
    ensure!(w.haal(MAKELAAR, &format!("/v1/huishoudens/{huishouden}")).await?.status == 404, "who is asked waits");
    Ok(())
}

async fn toestand(w: &Wereld, overdracht: Uuid) -> anyhow::Result<Value> {
    Ok(w.haal(COACH, &format!("/v1/doorverwijzingen/{overdracht}")).await?.gelukt()?.inhoud["toestand"].take())
}

async fn weigering(w: &Wereld) -> anyhow::Result<Value> {
    Ok(json!({
        "reden": "zorginhoudelijk-niet-passend", "door": "aanbieder", "volgendeStap": "De coach vraagt een ander.",
        "eigenaarVolgendeStap": w.id_van(COACH).await?,
    }))
}

async fn een_huishouden_heeft_hoogstens_een_open_overdracht(podium: Arc<Podium>) -> anyhow::Result<()> {
    let w = podium.wereld("een-overdracht");
    let huishouden = met_plan(&w).await?;
    let ander_huishouden = met_plan(&w).await?;
    let overdracht = vraag(&w, huishouden, MAKELAAR).await?.gelukt()?.id()?;
    for wie in [MAKELAAR, &Cast::WMO_CONSULENT] {
        vraag(&w, huishouden, wie).await?.geweigerd(409, "overdracht-al-open")?;
    }
    vraag(&w, ander_huishouden, MAKELAAR).await?.gelukt()?;
    ensure!(toestand(&w, overdracht).await? == "aangevraagd", "the first is as it was");
    let feiten = geschiedenis(&w, huishouden).await?;
    ensure!(feiten.iter().filter(|g| g["feit"] == "VerwijzingAangevraagd").count() == 1, "a refusal is no fact");
    Ok(())
}

async fn van_twee_overdrachten_tegelijk_wordt_er_een_gevraagd(podium: Arc<Podium>) -> anyhow::Result<()> {
    let ander_proces = podium.start()?;
    let (een, twee) = (podium.wereld("overdracht-een"), podium.wereld("overdracht-twee"));
    twee.verhuis(&ander_proces.adres);
    let huishouden = met_plan(&een).await?;
    for _ in 0..10 {
        let (van_een, van_twee) =
            tokio::join!(vraag(&een, huishouden, MAKELAAR), vraag(&twee, huishouden, &Cast::WMO_CONSULENT));
        let (van_een, van_twee) = (van_een?, van_twee?);
        let (gelukt, geweigerd) = if van_een.status == 201 { (van_een, van_twee) } else { (van_twee, van_een) };
        geweigerd.geweigerd(409, "overdracht-al-open")?;
        let overdracht = gelukt.gelukt()?.id()?;
        let niet_nodig = json!({ "reden": "niet-meer-nodig" });
        een.wijzig(COACH, &format!("/v1/doorverwijzingen/{overdracht}/intrekking"), niet_nodig).await?.gelukt()?;
    }
    coach_houdt_de_regie(&een, huishouden).await
}

async fn na_weigering_intrekking_en_verloop_kan_een_volgende_overdracht_worden_gevraagd(
    podium: Arc<Podium>,
) -> anyhow::Result<()> {
    let w = podium.wereld("volgende-overdracht");
    let huishouden = met_plan(&w).await?;
    let pad = |overdracht: Uuid, deel: &str| format!("/v1/doorverwijzingen/{overdracht}/{deel}");

    let geweigerd = vraag(&w, huishouden, MAKELAAR).await?.gelukt()?.id()?;
    w.wijzig(MAKELAAR, &pad(geweigerd, "weigering"), weigering(&w).await?).await?.gelukt()?;
    let ingetrokken = vraag(&w, huishouden, MAKELAAR).await?.gelukt()?.id()?;
    vraag(&w, huishouden, MAKELAAR).await?.geweigerd(409, "overdracht-al-open")?;
    let niet_nodig = json!({ "reden": "niet-meer-nodig" });
    w.wijzig(COACH, &pad(ingetrokken, "intrekking"), niet_nodig).await?.gelukt()?;
    let verlopen = vraag(&w, huishouden, MAKELAAR).await?.gelukt()?.id()?;
    vraag(&w, huishouden, MAKELAAR).await?.geweigerd(409, "overdracht-al-open")?;
    // Five working days after Monday is Monday; nobody answered.
    w.op(8, 0)?;
    w.wacht_tot("it ran out", async || Ok(toestand(&w, verlopen).await? == "verlopen")).await?;
    let laatste = vraag(&w, huishouden, MAKELAAR).await?.gelukt()?.id()?;
    vraag(&w, huishouden, MAKELAAR).await?.geweigerd(409, "overdracht-al-open")?;

    for (overdracht, is_nu) in
        [(geweigerd, "geweigerd"), (ingetrokken, "ingetrokken"), (verlopen, "verlopen"), (laatste, "aangevraagd")]
    {
        ensure!(toestand(&w, overdracht).await? == is_nu, "{is_nu}: {}", toestand(&w, overdracht).await?);
    }
    // And once the last one is accepted there is room for the way back.
    let gesprek = json!({ "warmeOverdracht": w.dag(7)? });
    w.wijzig(MAKELAAR, &pad(laatste, "overdrachtsaanvaarding"), gesprek).await?.gelukt()?;
    let terug = json!({
        "naar": w.betrokkene(COACH).await?, "toelichting": "De coach kent het gezin.",
        "deelgrond": { "grondslag": "wmo511" },
    });
    w.begin(MAKELAAR, &format!("/v1/huishoudens/{huishouden}/overdrachten"), terug).await?.gelukt()?;
    Ok(())
}

async fn tot_de_aanvaarding_blijft_de_oude_regisseur(podium: Arc<Podium>) -> anyhow::Result<()> {
    let w = podium.wereld("oude-regisseur");
    let huishouden = met_plan(&w).await?;
    let pad = |overdracht: Uuid, deel: &str| format!("/v1/doorverwijzingen/{overdracht}/{deel}");
    let overdracht = vraag(&w, huishouden, MAKELAAR).await?.gelukt()?.id()?;
    coach_houdt_de_regie(&w, huishouden).await?;
    // Only the one person who was asked answers.
    let versie = w.versie(COACH, &pad(overdracht, "overdrachtsaanvaarding")).await?;
    let gesprek = json!({ "warmeOverdracht": w.dag(0)? });
    for ander in [&Cast::WMO_CONSULENT, COACH] {
        let antwoord = w
            .wijzig_op(ander, &pad(overdracht, "overdrachtsaanvaarding"), versie, &w.sleutel(), gesprek.clone())
            .await?;
        antwoord.geweigerd(404, "niet-gevonden")?;
    }
    w.wijzig(MAKELAAR, &pad(overdracht, "weigering"), weigering(&w).await?).await?.gelukt()?;
    coach_houdt_de_regie(&w, huishouden).await?;

    let overdracht = vraag(&w, huishouden, MAKELAAR).await?.gelukt()?.id()?;
    w.op(8, 0)?;
    w.wacht_tot("it ran out", async || Ok(toestand(&w, overdracht).await? == "verlopen")).await?;
    coach_houdt_de_regie(&w, huishouden).await?;
    let feiten = geschiedenis(&w, huishouden).await?;
    ensure!(!feiten.iter().any(|g| g["feit"] == "RegieOvergedragen"), "the regie did not move");
    Ok(())
}

async fn een_overdracht_vraagt_de_dag_van_de_warme_overdracht(podium: Arc<Podium>) -> anyhow::Result<()> {
    let w = podium.wereld("warme-overdracht");
    let huishouden = met_plan(&w).await?;
    let overdracht = vraag(&w, huishouden, MAKELAAR).await?.gelukt()?.id()?;
    w.op(2, 9)?;
    let pad = |deel: &str| format!("/v1/doorverwijzingen/{overdracht}/{deel}");
    let aanvaard = async |inhoud: Value| w.wijzig(MAKELAAR, &pad("overdrachtsaanvaarding"), inhoud).await;
    aanvaard(json!({})).await?.geweigerd(400, "ongeldige-invoer")?;
    aanvaard(json!({ "warmeOverdracht": null })).await?.geweigerd(400, "ongeldige-invoer")?;
    aanvaard(json!({ "warmeOverdracht": w.dag(3)? })).await?.geweigerd(409, "warme-overdracht-in-toekomst")?;
    let zonder = w.wijzig(MAKELAAR, &pad("aanvaarding"), json!({})).await?;
    zonder.geweigerd(409, "overdracht-vraagt-gesprek")?;
    coach_houdt_de_regie(&w, huishouden).await?;

    aanvaard(json!({ "warmeOverdracht": w.dag(1)? })).await?.gelukt()?;
    let plan = &w.haal(MAKELAAR, &format!("/v1/huishoudens/{huishouden}")).await?.gelukt()?.inhoud["plan"];
    ensure!(plan["regisseur"]["wie"]["professionalId"] == json!(w.id_van(MAKELAAR).await?), "{plan}");
    ensure!(plan["regisseurs"][1]["warmeOverdracht"] == w.dag(1)?, "{plan}");
    ensure!(w.haal(COACH, &format!("/v1/huishoudens/{huishouden}")).await?.status == 404, "the old regisseur is out");
    let feiten = geschiedenis(&w, huishouden).await?;
    let van = |feit: &str| feiten.iter().find(|g| g["feit"] == feit);
    let (aanvaard, bewogen) = (van("OverdrachtAanvaard"), van("RegieOvergedragen"));
    let correlatie = |g: Option<&Value>| g.map(|g| g["correlatie"].clone());
    ensure!(bewogen.is_some() && correlatie(aanvaard) == correlatie(bewogen), "in one step: {bewogen:?}");
    Ok(())
}
