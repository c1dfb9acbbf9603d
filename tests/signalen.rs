//! What DOMAIN 4 says of a signaal, sentence by sentence, over HTTP and on both databases.

use std::sync::Arc;

use anyhow::{Context as _, ensure};
use regieboek_testkit::{Cast, Persoon, Wereld};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::intakes;
use crate::podium::{Databank, Podium};
use crate::verhalen::{geschiedenis, op_beide_databanken};

op_beide_databanken! {
    een_signaal_wordt_door_een_professional_opgepakt,
    wie_een_doorgegeven_signaal_weigert_laat_het_bij_wie_het_doorgaf,
    wie_een_doorgegeven_signaal_aanvaardt_is_de_eigenaar_met_al_wat_verschuldigd_is,
    een_afgesloten_signaal_wordt_aan_niemand_meer_aangeboden,
    het_meer_team_neemt_over_van_een_eigenaar_die_niet_kan_handelen,
    een_anonieme_melder_is_niemand_iets_verschuldigd,
    terugkoppeling_blijft_verschuldigd_als_de_zaak_is_gesloten,
    een_signaal_over_veiligheid_is_na_een_werkdag_te_laat_en_een_ander_na_vijf,
}

const MELDER: &Persoon = &Cast::SCHOOLCOACH;
const COACH: &Persoon = &Cast::CJG_COACH;
const MAKELAAR: &Persoon = &Cast::SOCIAAL_MAKELAAR;

/// A worry, reported at school.
async fn meld(w: &Wereld, betreft_veiligheid: bool, anoniem: bool) -> anyhow::Result<Uuid> {
    let zorg = json!({
        "vindplaats": "school", "gebied": "hoofddorp-zuidwest", "omschrijving": "Komt zonder jas op school.",
        "betreftVeiligheid": betreft_veiligheid, "anoniem": anoniem,
    });
    w.begin(MELDER, "/v1/signalen", zorg).await?.gelukt()?.id()
}

/// A worry that the coach picked up.
async fn opgepakt(w: &Wereld, anoniem: bool) -> anyhow::Result<Uuid> {
    let signaal = meld(w, false, anoniem).await?;
    w.wijzig(COACH, &format!("/v1/signalen/{signaal}/oppakking"), json!({})).await?.gelukt()?;
    Ok(signaal)
}

fn aan(wie: &Persoon) -> Value {
    json!({ "organisatie": wie.organisatie, "functie": wie.functie, "reden": "Dit hoort in de wijk." })
}

/// Who owns it, as the owner sees it; nobody else sees it as such.
async fn is_van(w: &Wereld, wie: &Persoon, signaal: Uuid) -> anyhow::Result<Value> {
    let gezien = w.haal(wie, &format!("/v1/signalen/{signaal}")).await?.gelukt()?.inhoud;
    ensure!(gezien["eigenaar"]["professionalId"] == json!(w.id_van(wie).await?), "of {}: {gezien}", wie.naam);
    Ok(gezien)
}

/// The kinds of task about this signaal on somebody's worklist.
async fn taken(w: &Wereld, wie: &Persoon, signaal: Uuid) -> anyhow::Result<Vec<String>> {
    let lijst = w.werklijst(wie).await?;
    let hierover = lijst.iter().filter(|item| item["resource"]["id"] == json!(signaal));
    Ok(hierover.filter_map(|item| item["soort"].as_str().map(str::to_owned)).collect())
}

/// The terms that passed of the signalen about a huishouden.
async fn verstreken(w: &Wereld, huishouden: Uuid) -> anyhow::Result<Vec<Value>> {
    let feiten = geschiedenis(w, huishouden).await?;
    Ok(feiten.into_iter().filter(|g| g["feit"] == "SignaalTermijnVerstreken").collect())
}

async fn een_signaal_wordt_door_een_professional_opgepakt(podium: Arc<Podium>) -> anyhow::Result<()> {
    let w = podium.wereld("oppakken");
    w.op(0, 9)?;
    let signaal = meld(&w, false, false).await?;
    let pad = format!("/v1/signalen/{signaal}/oppakking");
    w.wijzig(COACH, &pad, json!({})).await?.gelukt()?;
    w.wijzig_op(MAKELAAR, &pad, 2, &w.sleutel(), json!({})).await?.geweigerd(409, "al-opgepakt")?;
    is_van(&w, COACH, signaal).await?;
    ensure!(w.haal(MAKELAAR, &format!("/v1/signalen/{signaal}")).await?.status == 404, "nothing for who came second");
    let gezien = w.haal(MELDER, &format!("/v1/signalen/{signaal}")).await?.gelukt()?.inhoud;
    ensure!(gezien["eigenaar"]["functie"] == "cjg-coach" && gezien["eigenaar"]["naam"].is_null(), "{gezien}");
    Ok(())
}

async fn wie_een_doorgegeven_signaal_weigert_laat_het_bij_wie_het_doorgaf(podium: Arc<Podium>) -> anyhow::Result<()> {
    let w = podium.wereld("weigeren");
    w.op(0, 9)?;
    let signaal = opgepakt(&w, false).await?;
    let pad = |deel: &str| format!("/v1/signalen/{signaal}/{deel}");
    for aangesproken in [MAKELAAR, &Cast::WMO_CONSULENT] {
        w.wijzig(COACH, &pad("doorgifte"), aan(aangesproken)).await?.gelukt()?;
        let gezien = is_van(&w, COACH, signaal).await?;
        ensure!(gezien["doorgifte"]["organisatie"] == aangesproken.organisatie, "offered: {gezien}");
        ensure!(taken(&w, aangesproken, signaal).await? == ["signaal-doorgegeven"], "the addressee sees the offer");
        let nee = json!({ "reden": "Wij kennen dit gezin niet." });
        w.wijzig(aangesproken, &pad("weigering"), nee.clone()).await?.gelukt()?;

        let gezien = is_van(&w, COACH, signaal).await?;
        ensure!(gezien["toestand"] == "opgepakt" && gezien["doorgifte"].is_null(), "no offer is open: {gezien}");
        ensure!(gezien["doorgifteGeweigerd"]["reden"] == nee["reden"], "the giver learns why: {gezien}");
        let bij_de_gever = taken(&w, COACH, signaal).await?;
        ensure!(bij_de_gever.contains(&"doorgifte-geweigerd".to_owned()), "back with the giver: {bij_de_gever:?}");
        ensure!(bij_de_gever.contains(&"terugkoppeling-verschuldigd".to_owned()), "who still owes: {bij_de_gever:?}");
        ensure!(taken(&w, aangesproken, signaal).await?.is_empty(), "and gone from who refused");
        ensure!(w.haal(aangesproken, &format!("/v1/signalen/{signaal}")).await?.status == 404, "with the sight of it");
    }
    // Offered anew, the refusal is done with.
    w.wijzig(COACH, &pad("doorgifte"), aan(MAKELAAR)).await?.gelukt()?;
    ensure!(taken(&w, COACH, signaal).await? == ["terugkoppeling-verschuldigd"], "nothing else is left to do");
    Ok(())
}

async fn wie_een_doorgegeven_signaal_aanvaardt_is_de_eigenaar_met_al_wat_verschuldigd_is(
    podium: Arc<Podium>,
) -> anyhow::Result<()> {
    let w = podium.wereld("aanvaarden");
    w.op(0, 9)?;
    let signaal = opgepakt(&w, false).await?;
    let pad = |deel: &str| format!("/v1/signalen/{signaal}/{deel}");
    w.wijzig(COACH, &pad("doorgifte"), aan(MAKELAAR)).await?.gelukt()?;
    let versie = w.versie(COACH, &pad("aanvaarding")).await?;
    let ander = w.wijzig_op(&Cast::WMO_CONSULENT, &pad("aanvaarding"), versie, &w.sleutel(), json!({})).await?;
    ander.geweigerd(404, "niet-gevonden")?;
    is_van(&w, COACH, signaal).await?;

    w.wijzig(MAKELAAR, &pad("aanvaarding"), json!({})).await?.gelukt()?;
    is_van(&w, MAKELAAR, signaal).await?;
    ensure!(taken(&w, MAKELAAR, signaal).await? == ["terugkoppeling-verschuldigd"], "the debt came along");
    ensure!(taken(&w, COACH, signaal).await?.is_empty(), "and left the giver");
    ensure!(w.haal(COACH, &format!("/v1/signalen/{signaal}")).await?.status == 404, "who has no more to do with it");
    let bericht = json!({ "inhoud": "Er is contact met het gezin." });
    w.wijzig(MAKELAAR, &pad("terugkoppeling"), bericht).await?.gelukt()?;
    let gezien = w.haal(MELDER, &format!("/v1/signalen/{signaal}")).await?.gelukt()?.inhoud;
    ensure!(gezien["terugkoppelingen"].as_array().is_some_and(|t| t.len() == 1), "the reporter hears: {gezien}");
    Ok(())
}

async fn een_afgesloten_signaal_wordt_aan_niemand_meer_aangeboden(podium: Arc<Podium>) -> anyhow::Result<()> {
    let w = podium.wereld("afgesloten");
    w.op(0, 9)?;
    let signaal = opgepakt(&w, false).await?;
    let pad = |deel: &str| format!("/v1/signalen/{signaal}/{deel}");
    w.wijzig(COACH, &pad("doorgifte"), aan(MAKELAAR)).await?.gelukt()?;
    w.haal(MAKELAAR, &format!("/v1/signalen/{signaal}")).await?.gelukt()?;
    let afgesloten = w.wijzig(COACH, &pad("afsluiting"), json!({ "reden": "niet-nodig" })).await?.gelukt()?;
    is_van(&w, COACH, signaal).await?;
    ensure!(taken(&w, MAKELAAR, signaal).await?.is_empty(), "the offer is gone");
    ensure!(w.haal(MAKELAAR, &format!("/v1/signalen/{signaal}")).await?.status == 404, "with the sight of it");
    let versie = afgesloten.versie().context("a version")?;
    let te_laat = w.wijzig_op(MAKELAAR, &pad("aanvaarding"), versie, &w.sleutel(), json!({})).await?;
    te_laat.geweigerd(404, "niet-gevonden")?;
    Ok(())
}

async fn het_meer_team_neemt_over_van_een_eigenaar_die_niet_kan_handelen(podium: Arc<Podium>) -> anyhow::Result<()> {
    let w = podium.wereld("overnemen");
    w.op(0, 9)?;
    let signaal = opgepakt(&w, false).await?;
    let coordinator = &Cast::COORDINATOR;
    // Nobody told the reporter within ten working days: the Meer-team sees that it lies still.
    w.op(15, 9)?;
    w.wacht_tot("the Meer-team sees it", async || {
        Ok(taken(&w, coordinator, signaal).await?.contains(&"signaal-stilgevallen".to_owned()))
    })
    .await?;
    let pad = format!("/v1/signalen/{signaal}/overname");
    let versie = w.versie(coordinator, &pad).await?;
    let reden = json!({ "reden": "uit-dienst" });
    let ander = w.wijzig_op(MAKELAAR, &pad, versie, &w.sleutel(), reden.clone()).await?;
    ensure!(ander.status == 403, "only the Meer-team: {ander:?}");
    is_van(&w, COACH, signaal).await?;

    w.wijzig(coordinator, &pad, reden).await?.gelukt()?;
    is_van(&w, coordinator, signaal).await?;
    ensure!(w.haal(COACH, &format!("/v1/signalen/{signaal}")).await?.status == 404, "the former owner is out");
    ensure!(taken(&w, COACH, signaal).await?.is_empty(), "without debts");
    ensure!(taken(&w, coordinator, signaal).await? == ["terugkoppeling-verschuldigd"], "which the Meer-team has now");
    let bericht = json!({ "inhoud": "Excuses dat het zo lang duurde." });
    w.wijzig(coordinator, &format!("/v1/signalen/{signaal}/terugkoppeling"), bericht).await?.gelukt()?;
    ensure!(taken(&w, coordinator, signaal).await?.is_empty(), "nothing is left to do");
    Ok(())
}

async fn een_anonieme_melder_is_niemand_iets_verschuldigd(podium: Arc<Podium>) -> anyhow::Result<()> {
    let w = podium.wereld("anoniem");
    w.op(0, 9)?;
    let signaal = opgepakt(&w, true).await?;
    let gezien = is_van(&w, COACH, signaal).await?;
    ensure!(gezien["terugkoppelenVoor"].is_null(), "no term: {gezien}");
    ensure!(taken(&w, COACH, signaal).await?.is_empty(), "no debt");
    let pad = |deel: &str| format!("/v1/signalen/{signaal}/{deel}");
    let bericht = json!({ "inhoud": "Dank u." });
    w.wijzig(COACH, &pad("terugkoppeling"), bericht).await?.geweigerd(409, "melder-anoniem")?;
    ensure!(w.haal(MELDER, &format!("/v1/signalen/{signaal}")).await?.status == 404, "who reported is unknown here");

    // Who reads the case does not learn who reported it either.
    let (huishouden, _) = intakes::huishouden(&w).await?;
    w.wijzig(COACH, &pad("koppeling"), json!({ "huishoudenId": huishouden })).await?.gelukt()?;
    let intake = intakes::gesprek(&w, huishouden, false, false).await?;
    intakes::sluit_af_met_plan(&w, intake).await?;
    w.wacht_op_plan(COACH, huishouden).await?;
    let pad = format!("/v1/huishoudens/{huishouden}/geschiedenis?limiet=100");
    let gelezen = w.haal(COACH, &pad).await?.gelukt()?.inhoud;
    let items = gelezen["items"].as_array().context("a history")?;
    let gemeld = items.iter().find(|g| g["feit"] == "SignaalGemeld").context("SignaalGemeld")?;
    ensure!(gemeld["wie"]["functie"].is_string(), "still somebody who answers for it: {gemeld}");
    let tekst = gelezen.to_string();
    for van_de_melder in [MELDER.naam, MELDER.organisatie, &w.id_van(MELDER).await?.to_string()] {
        ensure!(!tekst.contains(van_de_melder), "the history gives away {van_de_melder}: {gemeld}");
    }

    w.op(30, 9)?;
    let ander = meld(&w, false, false).await?;
    w.op(60, 9)?;
    // The terms are watched in order: by the time a later one has passed, this one would have.
    w.wijzig(COACH, &format!("/v1/signalen/{ander}/oppakking"), json!({})).await?.gelukt()?;
    w.wacht_tot("the other reporter is owed", async || {
        Ok(taken(&w, &Cast::COORDINATOR, ander).await?.contains(&"signaal-stilgevallen".to_owned()))
    })
    .await?;
    ensure!(taken(&w, &Cast::COORDINATOR, signaal).await?.is_empty() && taken(&w, COACH, signaal).await?.is_empty());
    Ok(())
}

async fn terugkoppeling_blijft_verschuldigd_als_de_zaak_is_gesloten(podium: Arc<Podium>) -> anyhow::Result<()> {
    let w = podium.wereld("gesloten");
    w.op(0, 9)?;
    let signaal = opgepakt(&w, false).await?;
    let pad = |deel: &str| format!("/v1/signalen/{signaal}/{deel}");
    let (huishouden, _) = intakes::huishouden(&w).await?;
    w.wijzig(COACH, &pad("koppeling"), json!({ "huishoudenId": huishouden })).await?.gelukt()?;
    let intake = intakes::gesprek(&w, huishouden, false, false).await?;
    intakes::sluit_af_met_plan(&w, intake).await?;
    w.wacht_op_plan(COACH, huishouden).await?;
    let sluiting = json!({ "reden": "verder-zonder-hulp", "nazorgeigenaar": w.betrokkene(COACH).await? });
    w.wijzig(COACH, &format!("/v1/huishoudens/{huishouden}/plansluiting"), sluiting).await?.gelukt()?;
    w.wijzig(COACH, &pad("afsluiting"), json!({ "reden": "opgepakt" })).await?.gelukt()?;
    ensure!(taken(&w, COACH, signaal).await? == ["terugkoppeling-verschuldigd"], "still owed");

    // Ten working days after Monday is Monday; from Tuesday on it is too late, and a fact.
    let te_laat = async || verstreken(&w, huishouden).await;
    w.op(14, 23)?;
    let nog_niet = te_laat().await?;
    ensure!(nog_niet.is_empty(), "not before its day is over: {nog_niet:?}");
    w.op(15, 0)?;
    w.wacht_tot("the term passed", async || Ok(!te_laat().await?.is_empty())).await?;
    ensure!(taken(&w, &Cast::COORDINATOR, signaal).await? == ["signaal-stilgevallen"], "the Meer-team can act");
    let bij_de_eigenaar = taken(&w, COACH, signaal).await?;
    ensure!(bij_de_eigenaar.contains(&"terugkoppeling-verschuldigd".to_owned()), "still owed: {bij_de_eigenaar:?}");

    let bericht = json!({ "inhoud": "Het gezin redt zich weer." });
    w.wijzig(COACH, &pad("terugkoppeling"), bericht).await?.gelukt()?;
    for wie in [COACH, &Cast::COORDINATOR] {
        ensure!(taken(&w, wie, signaal).await?.is_empty(), "paid: nothing is left for {}", wie.naam);
    }
    let gezien = w.haal(MELDER, &format!("/v1/signalen/{signaal}")).await?.gelukt()?.inhoud;
    ensure!(gezien["terugkoppelingen"].as_array().is_some_and(|t| t.len() == 1), "the reporter hears: {gezien}");
    let feiten = te_laat().await?;
    ensure!(feiten.len() == 1, "recorded once: {feiten:?}");
    ensure!(feiten[0]["wie"]["functie"] == "systeem" && feiten[0]["oorzaak"].is_string(), "{}", feiten[0]);
    Ok(())
}

async fn een_signaal_over_veiligheid_is_na_een_werkdag_te_laat_en_een_ander_na_vijf(
    podium: Arc<Podium>,
) -> anyhow::Result<()> {
    let w = podium.wereld("oppakken-te-laat");
    // A Friday: one working day later is Monday, five is the Friday after.
    w.op(4, 16)?;
    let (onveilig, gewoon) = (meld(&w, true, false).await?, meld(&w, false, false).await?);
    let status = async |signaal: Uuid| -> anyhow::Result<Value> {
        let lijst = w.werklijst(MAKELAAR).await?;
        let item = lijst.iter().find(|i| i["resource"]["id"] == json!(signaal) && i["soort"] == "signaal-oppakken");
        Ok(item.context("to be picked up")?["status"].clone())
    };
    for (dag, uur, van_onveilig, van_gewoon) in [
        (7, 23, "bijna-verlopen", "open"),
        (8, 0, "verlopen", "open"),
        (11, 23, "verlopen", "bijna-verlopen"),
        (12, 0, "verlopen", "verlopen"),
    ] {
        w.op(dag, uur)?;
        ensure!(status(onveilig).await? == van_onveilig, "about safety, day {dag}: {}", status(onveilig).await?);
        ensure!(status(gewoon).await? == van_gewoon, "another, day {dag}: {}", status(gewoon).await?);
    }
    let lijst = w.werklijst(MAKELAAR).await?;
    ensure!(lijst[0]["resource"]["id"] == json!(onveilig) && lijst[0]["urgent"] == true, "safety first: {lijst:?}");
    for wie in [COACH, &Cast::WMO_CONSULENT, &Cast::HUISARTS, &Cast::COORDINATOR] {
        ensure!(taken(&w, wie, onveilig).await? == ["signaal-oppakken"], "{} can act", wie.naam);
    }
    for wie in [&Cast::AANBIEDER, &Cast::WIJKAGENT, &Cast::MANDAATBEHEERDER] {
        let lijst = w.haal(wie, "/v1/werklijst").await?;
        ensure!(!lijst.inhoud.to_string().contains(&onveilig.to_string()), "{} cannot", wie.naam);
    }

    for signaal in [onveilig, gewoon] {
        w.wijzig(COACH, &format!("/v1/signalen/{signaal}/oppakking"), json!({})).await?.gelukt()?;
        ensure!(!taken(&w, MAKELAAR, signaal).await?.contains(&"signaal-oppakken".to_owned()), "picked up");
    }
    let (huishouden, _) = intakes::huishouden(&w).await?;
    for signaal in [onveilig, gewoon] {
        let koppeling = json!({ "huishoudenId": huishouden });
        w.wijzig(COACH, &format!("/v1/signalen/{signaal}/koppeling"), koppeling).await?.gelukt()?;
    }
    w.wacht_tot("both passed", async || Ok(verstreken(&w, huishouden).await?.len() >= 2)).await?;
    for (signaal, dag) in [(onveilig, 8), (gewoon, 12)] {
        let feiten = verstreken(&w, huishouden).await?;
        let van: Vec<_> = feiten.iter().filter(|g| g["resourceId"] == json!(signaal)).collect();
        ensure!(van.len() == 1, "recorded once, also when it was picked up after: {van:?}");
        let toen = w.kalender.moment(dag, 0)?.to_string();
        ensure!(van[0]["inhoud"]["verstrekenOp"] == toen, "at {toen}: {}", van[0]);
    }
    Ok(())
}
