//! S7: one person, two front doors; and the parting of a huishouden.

use std::sync::Arc;

use anyhow::ensure;
use regieboek_testkit::verhalen::s7;
use regieboek_testkit::{Cast, Wereld};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::podium::{Databank, Podium};
use crate::regie::naar_een_plan;

#[tokio::test]
async fn s7_een_persoon_twee_voordeuren_op_sqlite() -> anyhow::Result<()> {
    twee_voordeuren(Podium::nieuw(Databank::Sqlite).await?).await
}

#[tokio::test]
async fn s7_een_persoon_twee_voordeuren_op_postgres() -> anyhow::Result<()> {
    twee_voordeuren(Podium::nieuw(Databank::Postgres).await?).await
}

#[tokio::test]
async fn s7_een_huishouden_splitst_op_sqlite() -> anyhow::Result<()> {
    splitsing(Podium::nieuw(Databank::Sqlite).await?).await
}

#[tokio::test]
async fn s7_een_huishouden_splitst_op_postgres() -> anyhow::Result<()> {
    splitsing(Podium::nieuw(Databank::Postgres).await?).await
}

/// The auditor reads both histories, and follows the one to the other. What everybody sees can be made again.
async fn twee_voordeuren(podium: Arc<Podium>) -> anyhow::Result<()> {
    let w = podium.wereld("s7");
    let verhaal = s7::speel(&w).await?;
    let hier = feiten(&w, verhaal.school).await?;
    let daar = feiten(&w, verhaal.wmo).await?;
    ensure!(noemt(&hier, "HuishoudenOpgenomen", "ander", verhaal.wmo), "from the one to the other");
    ensure!(noemt(&daar, "HuishoudenOpgegaan", "huishouden", verhaal.school), "and back");
    let buurvrouw = feiten(&w, verhaal.buurvrouw).await?;
    ensure!(noemt(&hier, "SamenvoegingOngedaan", "ander", verhaal.buurvrouw), "the undoing is history too");
    ensure!(noemt(&buurvrouw, "HuishoudenHersteld", "uit", verhaal.school), "on both sides");
    let alles = format!("{}{}{}", json!(hier), json!(daar), json!(buurvrouw));
    for persoonlijk in ["Naima", "naima", "Corrie", "Kruisweg", "999900067"] {
        ensure!(!alles.contains(persoonlijk), "the auditor reads pseudonyms: {persoonlijk}");
    }

    let zoals_het_was = aanblik(&w, &verhaal).await?;
    ensure!(podium.stop_de_server()?.success(), "the server stops when it is told to");
    ensure!(podium.regieboek().arg("rebuild").output()?.status.success(), "the read models are made again");
    w.verhuis(&podium.herstart()?);
    ensure!(aanblik(&w, &verhaal).await? == zoals_het_was, "what is made again is what there was");
    Ok(())
}

/// Who sees which huishouden, and what the Meer-team has to judge.
async fn aanblik(w: &Wereld, verhaal: &s7::S7) -> anyhow::Result<Vec<(u16, Value)>> {
    let mut alles = Vec::new();
    for wie in [&Cast::SCHOOLCOACH, &Cast::WMO_CONSULENT, &Cast::SOCIAAL_MAKELAAR, &Cast::COORDINATOR] {
        for huishouden in [verhaal.school, verhaal.wmo, verhaal.buurvrouw] {
            let antwoord = w.haal(wie, &format!("/v1/huishoudens/{huishouden}")).await?;
            let inhoud = if antwoord.status == 200 { antwoord.inhoud } else { Value::Null };
            alles.push((antwoord.status, inhoud));
        }
        alles.push((200, json!(w.werklijst(wie).await?)));
    }
    let gezien: Vec<_> = alles.iter().map(|(status, _)| *status).collect();
    let niet = gezien.iter().filter(|status| **status == 404).count();
    ensure!(niet == 8, "the coach sees two, the consulent and the makelaar one, the coordinator none: {gezien:?}");
    Ok(alles)
}

async fn feiten(w: &Wereld, huishouden: Uuid) -> anyhow::Result<Vec<Value>> {
    let pad = format!("/v1/huishoudens/{huishouden}/geschiedenis");
    let bladzijde = w.haal(&Cast::AUDITOR, &pad).await?.gelukt()?.inhoud;
    Ok(bladzijde["items"].as_array().cloned().unwrap_or_default())
}

fn noemt(feiten: &[Value], feit: &str, veld: &str, ander: Uuid) -> bool {
    feiten.iter().any(|g| g["feit"] == feit && g["inhoud"][veld] == json!(ander))
}

/// A divorce: father and daughter go on by themselves. Their BSNs go along, the coach does not.
async fn splitsing(podium: Arc<Podium>) -> anyhow::Result<()> {
    let w = podium.wereld("splitsing");
    w.op(0, 10)?;
    let [moeder, vader, dochter] =
        ["moeder", "vader", "dochter"].map(|wie| Uuid::new_v5(&Uuid::from_u128(0x571), wie.as_bytes()));
    let (coach, makelaar) = (&Cast::CJG_COACH, &Cast::SOCIAAL_MAKELAAR);
    let registratie = json!({
        "gebied": "hoofddorp-centrum", "adres": { "huisnummer": "3", "postcode": "2131CD" },
        "leden": [
            { "id": moeder, "naam": "Eva Mol", "geboortedatum": "1985-01-02", "relatie": "ouder" },
            { "id": vader, "naam": "Tom Mol", "geboortedatum": "1984-11-12", "relatie": "ouder", "bsn": "999900055" },
            { "id": dochter, "naam": "Liv Mol", "geboortedatum": "2016-05-05", "relatie": "kind" },
        ],
        "gezag": [
            { "kind": dochter, "gezaghebbende": { "lidId": moeder }, "sinds": "2016-05-05", "bron": "van-rechtswege" },
            { "kind": dochter, "gezaghebbende": { "lidId": vader }, "sinds": "2016-05-05", "bron": "van-rechtswege" },
        ],
    });
    let oud = w.begin(coach, "/v1/huishoudens", registratie).await?.gelukt()?.id()?;
    let nieuw = Uuid::new_v5(&oud, b"nieuw");
    let pad = format!("/v1/huishoudens/{oud}/splitsing");
    let deling = json!({
        "id": nieuw, "leden": [vader, dochter], "op": w.dag(0)?, "gebied": "nieuw-vennep",
        "adres": { "huisnummer": "8", "postcode": "2151AA" }, "contactpersoon": w.betrokkene(makelaar).await?,
    });
    let vreemd = w.wijzig_op(makelaar, &pad, 1, &w.sleutel(), deling.clone()).await?;
    ensure!(vreemd.status == 404, "whoever is not involved cannot split");
    w.wijzig(coach, &pad, deling).await?.gelukt()?;

    let achter = w.haal(coach, &format!("/v1/huishoudens/{oud}")).await?.gelukt()?.inhoud;
    ensure!(achter["leden"].as_array().is_some_and(|leden| leden.len() == 1), "mother stays: {achter}");
    ensure!(achter["verwantschap"][0]["huishoudenId"] == json!(nieuw), "traceable: {achter}");
    let daar = format!("/v1/huishoudens/{nieuw}");
    ensure!(w.haal(coach, &daar).await?.status == 404, "visibility forks");
    let dossier = w.haal(makelaar, &daar).await?.gelukt()?.inhoud;
    ensure!(dossier["verwantschap"][0]["huishoudenId"] == json!(oud), "traceable back: {dossier}");
    ensure!(w.haal(makelaar, &format!("/v1/huishoudens/{oud}")).await?.status == 404, "on both sides");
    gedeeld_verleden(&w, oud, nieuw).await?;
    let gezag = dossier["gezag"].as_array().cloned().unwrap_or_default();
    ensure!(
        gezag.iter().any(|g| g["gezaghebbende"]["naam"] == "Eva Mol")
            && gezag.iter().any(|g| g["gezaghebbende"]["lidId"] == json!(vader)),
        "a parent who lives elsewhere keeps gezag: {gezag:?}"
    );
    let bsn = json!({
        "gebied": "hoofddorp-centrum", "adres": {}, "gezag": [],
        "leden": [{ "naam": "Tom Mol", "geboortedatum": "1984-11-12", "relatie": "ouder", "bsn": "999900055" }],
    });
    let bezet = w.begin(makelaar, "/v1/huishoudens", bsn.clone()).await?.geweigerd(409, "bsn-al-bekend")?;
    ensure!(bezet.inhoud["huishoudenId"] == json!(nieuw), "his BSN went along: {}", bezet.inhoud);

    // Care is shared: the daughter also lives with her mother, without being a second lid there.
    let ook = json!({ "huishoudenId": oud, "sinds": w.dag(0)? });
    w.wijzig(makelaar, &format!("{daar}/leden/{dochter}/verblijf"), ook).await?.gelukt()?;
    let overlijden = json!({ "op": w.dag(0)? });
    w.wijzig(makelaar, &format!("{daar}/leden/{vader}/overlijden"), overlijden).await?.gelukt()?;
    let dossier = w.haal(makelaar, &daar).await?.gelukt()?.inhoud;
    ensure!(dossier["leden"][0]["verblijftOokBij"]["huishoudenId"] == json!(oud), "also there: {dossier}");
    ensure!(dossier["gezag"].as_array().is_some_and(|gezag| gezag.len() == 1), "who died has no gezag: {dossier}");
    w.begin(makelaar, "/v1/huishoudens", bsn).await?.gelukt().map(drop)
}

/// The makelaar reads the past that both share, up to the split; what the coach records in the same second or the day
/// after is in no answer, and nothing of the new huishouden reaches the coach.
async fn gedeeld_verleden(w: &Wereld, oud: Uuid, nieuw: Uuid) -> anyhow::Result<()> {
    let (coach, makelaar) = (&Cast::CJG_COACH, &Cast::SOCIAAL_MAKELAAR);
    naar_een_plan(w, makelaar, nieuw).await?;
    for (dag, naam) in [(0, "Nadia Nadien"), (1, "Nico Nadien")] {
        w.op(dag, 10)?;
        let lid = json!({ "naam": naam, "geboortedatum": "1980", "relatie": "inwonend" });
        let opname = json!({ "lid": lid, "reden": "intrek", "sinds": w.dag(0)?, "gezag": [] });
        w.wijzig(coach, &format!("/v1/huishoudens/{oud}/leden"), opname).await?.gelukt()?;
    }
    let pad = format!("/v1/huishoudens/{nieuw}/gedeeld-verleden");
    let historie = format!("{pad}/geschiedenis");
    let verleden = w.haal(makelaar, &pad).await?.gelukt()?.inhoud;
    ensure!(verleden["dossier"]["leden"].as_array().is_some_and(|leden| leden.len() == 3), "together: {verleden}");
    let geschiedenis = w.haal(makelaar, &historie).await?.gelukt()?.inhoud;
    for antwoord in [&verleden, &geschiedenis] {
        ensure!(antwoord["huishoudenId"] == json!(oud) && antwoord["sinds"] == w.dag(0)?, "it says so: {antwoord}");
        ensure!(antwoord["tot"].is_string(), "and until when: {antwoord}");
        let tekst = antwoord.to_string();
        ensure!(tekst.contains("Eva Mol") && !tekst.contains("Nadien"), "nothing after it: {tekst}");
    }
    for antwoord in [w.haal(coach, &pad).await?, w.haal(coach, &historie).await?] {
        ensure!(antwoord.status == 404, "nothing is shared back: {antwoord:?}");
    }
    let achter = w.haal(coach, &format!("/v1/huishoudens/{oud}")).await?.gelukt()?.inhoud.to_string();
    ensure!(achter.contains("Nico Nadien") && !achter.contains("2151AA"), "{achter}");
    ensure!(w.haal(coach, &format!("/v1/huishoudens/{oud}/gedeeld-verleden")).await?.status == 404, "it has none");
    Ok(())
}
