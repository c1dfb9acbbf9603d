//! S7: one person, two front doors.

use anyhow::ensure;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::antwoord::Antwoord;
use crate::cast::{Cast, Persoon};
use crate::wereld::Wereld;

const MET_BSN: &str = "999900055";
const BUURVROUW: &str = "999900067";

/// What the story leaves behind.
#[derive(Debug, Clone, Copy)]
pub struct S7 {
    /// Registered by the school; it took up the other.
    pub school: Uuid,
    /// Registered by the Wmo desk; taken up in the school's.
    pub wmo: Uuid,
    /// The neighbour, who was merged by mistake and is on her own again.
    pub buurvrouw: Uuid,
}

/// Plays the story: with BSN one door is refused; without, the Meer-team merges, and undoes a merge that was wrong.
///
/// # Errors
/// A step did not go as the story says.
pub async fn speel(w: &Wereld) -> anyhow::Result<S7> {
    w.op(0, 10)?;
    met_bsn(w).await?;
    let (school, wmo) = zonder_bsn(w).await?;
    let versie = voeg_samen(w, school, wmo).await?;
    let buurvrouw = verkeerde_samenvoeging(w, school, versie).await?;
    Ok(S7 { school, wmo, buurvrouw })
}

/// With BSN: of two doors in the same second exactly one registers, the other is refused and nothing of it is stored.
async fn met_bsn(w: &Wereld) -> anyhow::Result<()> {
    let gezin = |wie: &str| registratie(json!([lid(wie, "Aisha Bakker", "1987-02-11", "ouder", Some(MET_BSN))]), "7");
    let (a, b) = tokio::join!(
        w.begin(&Cast::SCHOOLCOACH, "/v1/huishoudens", gezin("aisha-op-school")),
        w.begin(&Cast::WMO_CONSULENT, "/v1/huishoudens", gezin("aisha-bij-de-wmo")),
    );
    let (a, b) = (a?, b?);
    let (gelukt, geweigerd): (Vec<Antwoord>, Vec<_>) = [a, b].into_iter().partition(|a| a.status == 201);
    ensure!(gelukt.len() == 1, "exactly one door registers");
    for antwoord in geweigerd {
        let antwoord = antwoord.geweigerd(409, "bsn-al-bekend")?;
        ensure!(antwoord.inhoud["huishoudenId"].is_null(), "who is not involved does not learn which huishouden");
    }
    Ok(())
}

/// Without BSN: both register, and the Meer-team (nobody else) sees that the two are perhaps one.
async fn zonder_bsn(w: &Wereld) -> anyhow::Result<(Uuid, Uuid)> {
    let op_school = json!([
        lid("naima", "Naima el Amrani", "1990-06-21", "ouder", None),
        lid("ilias", "Ilias el Amrani", "2014-09-02", "kind", None),
    ]);
    let bij_wmo = json!([
        lid("naima-wmo", "naima  el amrani", "1990-06-21", "ouder", None),
        lid("hafida", "Hafida Ziani", "1951-01-30", "grootouder", None),
    ]);
    let school = registreer(w, &Cast::SCHOOLCOACH, registratie(op_school, "12")).await?;
    let wmo = registreer(w, &Cast::WMO_CONSULENT, registratie(bij_wmo, "12")).await?;
    let taak = dubbel(w, &Cast::COORDINATOR, school).await?;
    ensure!(taak["anderHuishoudenId"] == json!(wmo), "the task names both: {taak}");
    ensure!(taak["huishoudenId"].is_null(), "and shows no content");
    ensure!(dubbel(w, &Cast::SCHOOLCOACH, school).await?.is_null(), "only the coordinators see it");
    Ok((school, wmo))
}

/// A coordinator merges. Both histories stay readable, the story was told twice, and what was taken up only reads.
async fn voeg_samen(w: &Wereld, school: Uuid, wmo: Uuid) -> anyhow::Result<u64> {
    let (h, ander) = (format!("/v1/huishoudens/{school}"), json!({ "ander": wmo }));
    let pad = format!("{h}/samenvoeging");
    let geen_coordinator = w.wijzig(&Cast::SCHOOLCOACH, &pad, ander.clone()).await?;
    ensure!(geen_coordinator.status == 403, "merging is for the Meer-team");
    let gelukt = w.wijzig(&Cast::COORDINATOR, &pad, ander).await?.gelukt()?;
    ensure!(dubbel(w, &Cast::COORDINATOR, school).await?.is_null(), "the task is done");

    let dossier = w.haal(&Cast::SCHOOLCOACH, &h).await?.gelukt()?.inhoud;
    ensure!(namen(&dossier) == ["Naima el Amrani", "Ilias el Amrani", "Hafida Ziani"], "each once: {dossier}");
    ensure!(dossier["klantroute"]["verhaalVerteld"] == 2, "the story was told twice");
    ensure!(verwant(&dossier, "heeft-opgenomen", wmo), "traceable from the one");

    let opgegaan = format!("/v1/huishoudens/{wmo}");
    for lezer in [&Cast::WMO_CONSULENT, &Cast::SCHOOLCOACH] {
        let dossier = w.haal(lezer, &opgegaan).await?.gelukt()?.inhoud;
        ensure!(verwant(&dossier, "opgegaan-in", school), "and from the other");
        ensure!(namen(&dossier) == ["naima  el amrani", "Hafida Ziani"], "as it was: {dossier}");
    }
    ensure!(w.haal(&Cast::WMO_CONSULENT, &h).await?.status == 404, "sight is not carried over by itself");
    let verblijf = json!({ "reden": "zelfstandig", "op": w.dag(0)? });
    let vertrek = format!("{opgegaan}/leden/{}/vertrek", lid_id("hafida"));
    w.wijzig(&Cast::WMO_CONSULENT, &vertrek, verblijf).await?.geweigerd(409, "is-opgegaan")?;
    gelukt.versie().ok_or_else(|| anyhow::anyhow!("a version"))
}

/// The neighbour is merged by mistake; undone, she has what she had, and so has the family.
async fn verkeerde_samenvoeging(w: &Wereld, school: Uuid, versie: u64) -> anyhow::Result<Uuid> {
    let leden = json!([lid("corrie", "Corrie Vos", "1948-03-05", "alleenstaande", Some(BUURVROUW))]);
    let buurvrouw = registreer(w, &Cast::SOCIAAL_MAKELAAR, registratie(leden, "14")).await?;
    let h = format!("/v1/huishoudens/{school}");
    let (pad, sleutel, ander) = (format!("{h}/samenvoeging"), w.sleutel(), json!({ "ander": buurvrouw }));
    let samen = w.wijzig_op(&Cast::COORDINATOR, &pad, versie, &sleutel, ander).await?.gelukt()?;
    let versie = samen.versie().unwrap_or_default();
    let dossier = w.haal(&Cast::SCHOOLCOACH, &h).await?.gelukt()?.inhoud;
    ensure!(namen(&dossier).contains(&"Corrie Vos".to_owned()), "the neighbour lives with them now, it seems");
    ensure!(dossier["klantroute"]["verhaalVerteld"] == 3, "and told her story too");

    let ongedaan = json!({ "ander": buurvrouw, "reden": "Corrie is de buurvrouw; de nummers waren verwisseld." });
    let pad = format!("{h}/samenvoeging-ongedaan");
    w.wijzig_op(&Cast::COORDINATOR_2, &pad, versie, &w.sleutel(), ongedaan).await?.gelukt()?;
    let dossier = w.haal(&Cast::SCHOOLCOACH, &h).await?.gelukt()?.inhoud;
    ensure!(namen(&dossier).len() == 3 && dossier["klantroute"]["verhaalVerteld"] == 2, "as it was: {dossier}");
    ensure!(w.haal(&Cast::SCHOOLCOACH, &format!("/v1/huishoudens/{buurvrouw}")).await?.status == 404, "out of sight");

    let koppen = [("content-type", "application/json")];
    let vraag = Some(json!({ "bsn": BUURVROUW }).to_string().into_bytes());
    let makelaar = Some(&Cast::SOCIAAL_MAKELAAR);
    let gevonden =
        w.stuur(reqwest::Method::POST, makelaar, "/v1/huishoudens/_zoek", &koppen, vraag).await?.gelukt()?.inhoud;
    ensure!(gevonden["items"][0]["huishoudenId"] == json!(buurvrouw), "her BSN is hers again: {gevonden}");
    let verhuisd = json!({
        "adres": { "straat": "Kruisweg", "huisnummer": "16", "postcode": "2131CD", "woonplaats": "Hoofddorp" },
        "op": w.dag(0)?,
    });
    w.doe(&Cast::SOCIAAL_MAKELAAR, format!("/v1/huishoudens/{buurvrouw}/adreswijziging"), verhuisd).await?;
    Ok(buurvrouw)
}

async fn registreer(w: &Wereld, wie: &Persoon, registratie: Value) -> anyhow::Result<Uuid> {
    w.begin(wie, "/v1/huishoudens", registratie).await?.gelukt()?.id()
}

fn registratie(leden: Value, huisnummer: &str) -> Value {
    json!({
        "gebied": "hoofddorp-centrum",
        "adres": { "straat": "Kruisweg", "huisnummer": huisnummer, "postcode": "2131CD", "woonplaats": "Hoofddorp" },
        "leden": leden, "gezag": [],
    })
}

fn lid_id(wie: &str) -> Uuid {
    Uuid::new_v5(&Uuid::from_u128(0x57), wie.as_bytes())
}

fn lid(wie: &str, naam: &str, geboren: &str, relatie: &str, bsn: Option<&str>) -> Value {
    let mut lid = json!({ "id": lid_id(wie), "naam": naam, "geboortedatum": geboren, "relatie": relatie });
    if let Some(bsn) = bsn {
        lid["bsn"] = json!(bsn);
    }
    lid
}

/// The task about two huishoudens that look the same, as far as this person has it; null when not.
async fn dubbel(w: &Wereld, wie: &Persoon, huishouden: Uuid) -> anyhow::Result<Value> {
    let mut items = w.werklijst(wie).await?.into_iter();
    let taak = items.find(|item| item["soort"] == "mogelijk-dubbel" && item["resource"]["id"] == json!(huishouden));
    Ok(taak.unwrap_or_default())
}

fn namen(dossier: &Value) -> Vec<String> {
    let leden = dossier["leden"].as_array().into_iter().flatten();
    leden.filter_map(|lid| lid["naam"].as_str().map(str::to_owned)).collect()
}

fn verwant(dossier: &Value, soort: &str, ander: Uuid) -> bool {
    let mut verwanten = dossier["verwantschap"].as_array().into_iter().flatten();
    verwanten.any(|v| v["soort"] == soort && v["huishoudenId"] == json!(ander))
}
