//! Policy is versioned data: what was decided keeps the policy of its day, and what comes is decided with the next.

use std::sync::Arc;

use anyhow::{Context as _, ensure};
use regieboek_testkit::{Cast, Wereld};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::podium::{Databank, Podium};
use crate::regie::naar_een_plan;
use crate::verhalen::op_beide_databanken;

op_beide_databanken! {
    nieuw_beleid_geldt_vanaf_zijn_dag_en_wat_besloten_is_blijft_besloten,
    beleid_dat_nog_niet_geldt_kan_worden_ingetrokken,
}

/// What the next version no longer offers.
const VERVALLEN: &str = "opvoedondersteuning";

/// The policy of today, changed: a longer triage, one gebied more, one voorziening and one reason less.
async fn volgend_beleid(w: &Wereld, vanaf: &str) -> anyhow::Result<Value> {
    let mut beleid = w.haal(&Cast::BELEIDSBEHEERDER, "/v1/beleid").await?.gelukt()?.inhoud;
    let object = beleid.as_object_mut().context("an object")?;
    object.remove("versie");
    object.insert("toelichting".to_owned(), json!("De raad besloot over de nota van dit jaar."));
    beleid["vanaf"] = json!(vanaf);
    beleid["termijnen"]["triage"] = json!({ "werkdagen": 5 });
    beleid["gebieden"].as_array_mut().context("gebieden")?.push(json!("badhoevedorp"));
    beleid["voorzieningen"].as_array_mut().context("voorzieningen")?.retain(|v| v["code"] != VERVALLEN);
    let redenen = beleid["codelijsten"]["weigerredenen"].as_array_mut().context("redenen")?;
    redenen.retain(|code| code["woord"] != "leeftijd");
    Ok(beleid)
}

/// A huishouden with a plan of which the CJG-coach is regisseur.
async fn met_plan(w: &Wereld, gebied: &str) -> anyhow::Result<Uuid> {
    let coach = &Cast::CJG_COACH;
    let geboren = w.kalender.geboren(38, 3)?.to_string();
    let registratie = json!({
        "gebied": gebied, "adres": {}, "gezag": [],
        "leden": [{ "naam": "Marjan de Wit", "geboortedatum": geboren, "relatie": "ouder" }],
    });
    let huishouden = w.begin(coach, "/v1/huishoudens", registratie).await?.gelukt()?.id()?;
    naar_een_plan(w, coach, huishouden).await?;
    Ok(huishouden)
}

/// Escalates, and gives the last instant at which the triage is in time, as the coordinator's worklist says.
async fn triage_voor(w: &Wereld, huishouden: Uuid) -> anyhow::Result<(Uuid, Value)> {
    let melding =
        json!({ "gronden": ["hulp-stagneert"], "geprobeerd": "Gebeld.", "gevraagd": "Doorbreken.", "spoed": false });
    let pad = format!("/v1/huishoudens/{huishouden}/escalaties");
    let escalatie = w.begin(&Cast::CJG_COACH, &pad, melding).await?.gelukt()?.id()?;
    Ok((escalatie, termijn_van(w, escalatie).await?))
}

async fn termijn_van(w: &Wereld, escalatie: Uuid) -> anyhow::Result<Value> {
    let items = w.werklijst(&Cast::COORDINATOR).await?;
    let item = items.iter().find(|item| item["resource"]["id"] == escalatie.to_string());
    Ok(item.context("the triage is on the worklist")?["vervaltOp"].clone())
}

/// A mandaat of the coach for what is not offered any more in the next version.
async fn mandaat(w: &Wereld) -> anyhow::Result<Uuid> {
    let beheerder = &Cast::MANDAATBEHEERDER;
    let besluit = json!({
        "nummer": "2025-0042", "genomenOp": w.dag(-60)?, "regeling": "Jeugdwet artikel 2.3",
        "wetsversie": "2015-01-01", "functies": ["cjg-coach"], "voorzieningen": [VERVALLEN], "gebieden": [],
        "scholen": [], "van": w.dag(-60)?, "totEnMet": w.dag(900)?, "ondermandaatToegestaan": false,
    });
    let besluit = w.begin(beheerder, "/v1/mandaatbesluiten", besluit).await?.gelukt()?.id()?;
    let mut houder = w.betrokkene(&Cast::CJG_COACH).await?;
    houder["naam"] = json!(Cast::CJG_COACH.naam);
    let verlening = json!({
        "besluitId": besluit, "houder": houder, "inDienstVanGemeente": true, "voorzieningen": [VERVALLEN],
        "gebieden": [], "scholen": [], "van": w.dag(-1)?, "totEnMet": w.dag(300)?,
    });
    w.begin(beheerder, "/v1/mandaten", verlening).await?.gelukt()?.id()
}

/// How many mandaten the register knows for it, on a day or now.
async fn in_het_register(w: &Wereld, op: Option<i32>) -> anyhow::Result<usize> {
    let op = op.map(|dag| w.dag(dag)).transpose()?.map(|dag| format!("&op={dag}")).unwrap_or_default();
    let pad = format!("/v1/mandaatregister?voorziening={VERVALLEN}{op}");
    let register = w.haal(&Cast::HUISARTS, &pad).await?.gelukt()?.inhoud;
    Ok(register["items"].as_array().context("items")?.len())
}

/// Version and triage term of the policy, of a day or of today.
async fn beleid(w: &Wereld, op: &str) -> anyhow::Result<(Value, Value)> {
    let beleid = w.haal(&Cast::HUISARTS, &format!("/v1/beleid{op}")).await?.gelukt()?.inhoud;
    Ok((beleid["versie"].clone(), beleid["termijnen"]["triage"].clone()))
}

/// The versions of the policy that the facts of a huishouden were decided with, each once, in order.
async fn beleidsversies(w: &Wereld, huishouden: Uuid) -> anyhow::Result<Vec<u64>> {
    let pad = format!("/v1/huishoudens/{huishouden}/geschiedenis");
    let geschiedenis = w.haal(&Cast::CJG_COACH, &pad).await?.gelukt()?.inhoud;
    let items = geschiedenis["items"].as_array().context("items")?;
    let mut versies: Vec<_> = items.iter().filter_map(|item| item["beleidsversie"].as_u64()).collect();
    versies.dedup();
    Ok(versies)
}

async fn nieuw_beleid_geldt_vanaf_zijn_dag_en_wat_besloten_is_blijft_besloten(
    podium: Arc<Podium>,
) -> anyhow::Result<()> {
    let w = podium.wereld("beleid");
    let (coach, bep, versies) = (&Cast::CJG_COACH, &Cast::BELEIDSBEHEERDER, "/v1/beleid/versies");
    w.op(0, 9)?;
    let mandaat = mandaat(&w).await?;
    let huishouden = met_plan(&w, "nieuw-vennep").await?;
    let (escalatie, triage_toen) = triage_voor(&w, huishouden).await?;
    ensure!(triage_toen == "2025-12-03T23:00:00Z", "two working days: {triage_toen}");
    let hulp = |wat: &str| {
        json!({
            "soort": "inzet", "organisatie": "jeugdhulp-noord", "functie": "zorgaanbieder", "betreft": [],
            "hulpvraag": wat, "deelgrond": { "grondslag": "jeugdwet740" }, "voorziening": VERVALLEN,
            "mandaatId": mandaat,
        })
    };
    let verwijzen = format!("/v1/huishoudens/{huishouden}/doorverwijzingen");
    let inzet = w.begin(coach, &verwijzen, hulp("Rust aan tafel.")).await?.gelukt()?.id()?;

    let nieuw = volgend_beleid(&w, &w.dag(1)?).await?;
    let vandaag = volgend_beleid(&w, &w.dag(0)?).await?;
    w.wijzig(coach, versies, nieuw.clone()).await?.geweigerd(403, "functie-mag-dit-niet")?;
    w.wijzig(&Cast::BELEIDSADVISEUR, versies, nieuw.clone()).await?.geweigerd(403, "rol-ontbreekt")?;
    w.wijzig(bep, versies, vandaag).await?.geweigerd(409, "beleid-niet-in-toekomst")?;
    w.wijzig(bep, versies, nieuw.clone()).await?.gelukt()?;
    w.wijzig_op(bep, versies, 0, "te-laat", nieuw).await?.geweigerd(412, "versie-verouderd")?;

    ensure!(beleid(&w, "").await? == (json!(1), json!({ "werkdagen": 2 })), "today nothing changed");
    let morgen = format!("?op={}", w.dag(1)?);
    ensure!(beleid(&w, &morgen).await? == (json!(2), json!({ "werkdagen": 5 })), "tomorrow is known today");
    let (andere, triage) = (met_plan(&w, "nieuw-vennep").await?, "2025-12-03T23:00:00Z");
    ensure!(triage_voor(&w, andere).await?.1 == triage, "decided today, with the policy of today");
    ensure!(beleidsversies(&w, andere).await? == [1]);
    ensure!(in_het_register(&w, None).await? == 1);

    w.op(1, 9)?;
    ensure!(beleid(&w, "").await?.0 == 2);
    let nieuw_huishouden = met_plan(&w, "badhoevedorp").await?;
    let (_, triage) = triage_voor(&w, nieuw_huishouden).await?;
    ensure!(triage == "2025-12-09T23:00:00Z", "five working days: {triage}");
    ensure!(beleidsversies(&w, nieuw_huishouden).await? == [2]);
    ensure!(termijn_van(&w, escalatie).await? == triage_toen, "a term that was set stands");
    w.begin(coach, &verwijzen, hulp("Nog eens.")).await?.geweigerd(409, "onbekende-voorziening")?;
    let eigenaar = w.id_van(coach).await?;
    let weigering = |reden: &str| {
        json!({
            "reden": reden, "door": "aanbieder", "volgendeStap": "De coach belt.", "eigenaarVolgendeStap": eigenaar,
        })
    };
    let pad = format!("/v1/doorverwijzingen/{inzet}/weigering");
    w.wijzig(&Cast::AANBIEDER, &pad, weigering("leeftijd")).await?.geweigerd(409, "niet-in-codelijst")?;
    w.wijzig(&Cast::AANBIEDER, &pad, weigering("geen-contract")).await?.gelukt()?;
    ensure!(beleidsversies(&w, huishouden).await? == [1, 2], "the history shows both versions");

    ensure!(in_het_register(&w, None).await? == 0, "nobody may deploy what is not offered any more");
    ensure!(in_het_register(&w, Some(0)).await? == 1, "yesterday somebody could");
    ensure!(beleid(&w, &format!("?op={}", w.dag(0)?)).await?.0 == 1);
    let lijst = w.haal(coach, versies).await?.gelukt()?.inhoud;
    let tweede = &lijst["items"][1];
    ensure!(lijst["items"][0]["vastgesteld"].is_null() && tweede["vanaf"] == w.dag(1)?, "{lijst}");
    ensure!(tweede["vastgesteld"]["wie"]["naam"] == bep.naam && tweede["ingetrokken"].is_null(), "{lijst}");
    w.wijzig(bep, &format!("{versies}/2/intrekking"), json!({ "reden": "Toch niet." }))
        .await?
        .geweigerd(409, "beleid-geldt-al")?;

    ensure!(podium.stop_de_server()?.success(), "the server stops when it is told to");
    w.verhuis(&podium.herstart()?);
    ensure!(beleid(&w, "").await?.0 == 2, "policy is data, not configuration");
    Ok(())
}

async fn beleid_dat_nog_niet_geldt_kan_worden_ingetrokken(podium: Arc<Podium>) -> anyhow::Result<()> {
    let w = podium.wereld("ingetrokken");
    let (bep, versies) = (&Cast::BELEIDSBEHEERDER, "/v1/beleid/versies");
    w.op(0, 9)?;
    let (eerst, later) = (volgend_beleid(&w, &w.dag(5)?).await?, volgend_beleid(&w, &w.dag(8)?).await?);
    w.wijzig(bep, versies, eerst.clone()).await?.gelukt()?;
    w.wijzig(bep, versies, eerst).await?.gelukt()?;
    w.wijzig(bep, versies, volgend_beleid(&w, &w.dag(3)?).await?).await?.geweigerd(409, "beleid-niet-na-laatste")?;
    let intrekking = json!({ "reden": "De raad wil het later." });
    w.wijzig(bep, &format!("{versies}/7/intrekking"), intrekking.clone()).await?.geweigerd(409, "beleid-onbekend")?;
    w.wijzig(bep, &format!("{versies}/2/intrekking"), intrekking).await?.gelukt()?;
    w.wijzig(bep, versies, later).await?.gelukt()?;
    ensure!(beleid(&w, &format!("?op={}", w.dag(6)?)).await?.0 == 1);
    ensure!(beleid(&w, &format!("?op={}", w.dag(8)?)).await?.0 == 3, "its number is not given again");
    let lijst = w.haal(&Cast::AUDITOR, versies).await?.gelukt()?.inhoud;
    let gezien = lijst["items"].as_array().context("items")?.iter();
    let gezien: Vec<_> = gezien.map(|item| (item["versie"].as_u64(), item["ingetrokken"].is_null())).collect();
    ensure!(gezien == [(Some(1), true), (Some(2), false), (Some(3), true)], "{lijst}");
    Ok(())
}
