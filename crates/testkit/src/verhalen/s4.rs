//! S4: referred and refused.

use anyhow::ensure;
use serde_json::{Value, json};
use uuid::Uuid;

use super::stappen::Gesprek;
use crate::cast::{Cast, Persoon};
use crate::wereld::Wereld;

/// What the story leaves behind.
#[derive(Debug, Clone, Copy)]
pub struct S4 {
    /// The boy of 15 and his father.
    pub huishouden: Uuid,
    /// The referral that was refused.
    pub verwijzing: Uuid,
    /// The referral by another huisarts, who did not know that the boy was known.
    pub van_buiten: Uuid,
}

/// Plays the story: one request, a refusal that everybody learns, a POH who handles it lightly, and a ground that does not
/// reach to the Wmo.
///
/// # Errors
/// A step did not go as the story says.
pub async fn speel(w: &Wereld) -> anyhow::Result<S4> {
    let huisarts = &Cast::HUISARTS;
    w.op(0, 9)?;
    let verwijzing = verwijs(w, huisarts, "jeugd-ggz", "jeugdhulp-noord").await?.gelukt()?.id()?;
    let v = format!("/v1/doorverwijzingen/{verwijzing}");
    let gezien = w.haal(huisarts, &v).await?.gelukt()?.inhoud;
    let huishouden: Uuid = serde_json::from_value(gezien["huishoudenId"].clone())?;
    ensure!(gezien["bevoegdheid"].as_str().is_some_and(|b| b.contains("jeugdwet-2.6")), "on the Jeugdwet: {gezien}");
    eigenaar_is(w, huisarts, huishouden, huisarts).await?;

    geweigerd_met_een_alternatief(w, huishouden, &v).await?;
    let van_buiten = bekend_bij_een_ander(w, huishouden).await?;
    licht_opgelost(w, huishouden, &v).await?;

    // The statutory ground does not reach to the Wmo.
    let wmo = verwijs(w, huisarts, "huishoudelijke-hulp", "thuiszorg-meer").await?;
    let uitleg = wmo.clone().geweigerd(409, "inzet-zonder-bevoegdheid")?.inhoud.to_string();
    ensure!(uitleg.contains("Jeugdwet") || uitleg.contains("wettelijke"), "with the reason: {uitleg}");
    Ok(S4 { huishouden, verwijzing, van_buiten })
}

/// The whole referral, in one request.
async fn verwijs(
    w: &Wereld,
    wie: &Persoon,
    voorziening: &str,
    organisatie: &str,
) -> anyhow::Result<crate::antwoord::Antwoord> {
    let [jongen, vader] = ["jongen", "vader"].map(|lid| Uuid::new_v5(&Uuid::from_u128(0x54), lid.as_bytes()));
    let verzoek = json!({
        "lid": {
            "id": jongen, "naam": "Tim Bos", "geboortedatum": w.kalender.geboren(15, 3)?.to_string(), "relatie": "kind",
            "bsn": "999900079",
        },
        "overigeLeden": [{
            "id": vader, "naam": "Piet Bos", "geboortedatum": w.kalender.geboren(44, 1)?.to_string(), "relatie": "ouder",
        }],
        "gezag": [{
            "kind": jongen, "gezaghebbende": { "lidId": vader }, "sinds": w.kalender.geboren(15, 3)?.to_string(),
            "bron": "verklaring",
        }],
        "gebied": "hoofddorp-centrum",
        "organisatie": organisatie, "functie": "zorgaanbieder", "voorziening": voorziening,
        "hulpvraag": "Somber, slaapt slecht en gaat niet meer naar school.",
        "lichterBekeken": "Gesprekken bij de huisarts gaven te weinig.",
        "grondslag": "jeugdwet740",
    });
    w.begin(wie, "/v1/rechtstreekse-verwijzingen", verzoek).await
}

/// There is an owner all along, and it is this one.
async fn eigenaar_is(w: &Wereld, lezer: &Persoon, huishouden: Uuid, wie: &Persoon) -> anyhow::Result<()> {
    let dossier = w.haal(lezer, &format!("/v1/huishoudens/{huishouden}")).await?.gelukt()?.inhoud;
    ensure!(dossier["contactpersoon"]["professionalId"] == w.id_van(wie).await?.to_string(), "{}: {dossier}", wie.naam);
    Ok(())
}

/// What of this kind is on someone's worklist about a resource.
async fn taken(w: &Wereld, wie: &Persoon, soort: &str, resource: &str) -> anyhow::Result<Vec<Value>> {
    let over = |item: &Value| item["soort"] == soort && item["resource"]["id"] == resource;
    Ok(w.werklijst(wie).await?.into_iter().filter(over).collect())
}

fn id_in(pad: &str) -> &str {
    pad.rsplit('/').next().unwrap_or_default()
}

/// The provider has no contract; who referred and who holds the huishouden learn it at once, with the alternative.
async fn geweigerd_met_een_alternatief(w: &Wereld, huishouden: Uuid, v: &str) -> anyhow::Result<()> {
    let (huisarts, poh) = (&Cast::HUISARTS, &Cast::POH_JEUGD);
    w.op(1, 10)?;
    let weigering = json!({
        "reden": "geen-contract", "door": "aanbieder", "volgendeStap": "De POH jeugd neemt contact op met het gezin.",
        "eigenaarVolgendeStap": w.id_van(poh).await?, "alternatief": "De POH jeugd kan vijf gesprekken doen.",
    });
    w.doe(&Cast::AANBIEDER, format!("{v}/weigering"), weigering).await?;
    let geleerd = taken(w, huisarts, "verwijzing-geweigerd", id_in(v)).await?;
    ensure!(geleerd.len() == 1, "the huisarts, also contactpersoon, learns it once: {geleerd:?}");
    let gezien = w.haal(huisarts, v).await?.gelukt()?.inhoud;
    ensure!(gezien["toestand"] == "geweigerd" && gezien["weigering"]["alternatief"].is_string(), "{gezien}");
    ensure!(gezien["wachttijd"][0]["oorzaak"] == "geweigerd", "the time until then was lost: {gezien}");
    eigenaar_is(w, huisarts, huishouden, huisarts).await?;
    ensure!(taken(w, poh, "terugkoppeling-verschuldigd", id_in(v)).await?.len() == 1, "the POH owns the next step");
    let dossier = w.haal(poh, &format!("/v1/huishoudens/{huishouden}")).await?;
    ensure!(dossier.status == 404, "being named gives no sight of the case");
    Ok(())
}

/// Another huisarts refers the same boy: it reaches the huishouden that is known, and shows nothing of it.
async fn bekend_bij_een_ander(w: &Wereld, huishouden: Uuid) -> anyhow::Result<Uuid> {
    let ander = &Cast::HUISARTS_2;
    let verwijzing = verwijs(w, ander, "ambulante-jeugdhulp", "jeugdhulp-zuid").await?.gelukt()?.id()?;
    let v = format!("/v1/doorverwijzingen/{verwijzing}");
    let gezien = w.haal(ander, &v).await?.gelukt()?.inhoud;
    ensure!(gezien["huishoudenId"].is_null() && gezien["hulpvraag"].is_string(), "only the own referral: {gezien}");
    ensure!(w.haal(ander, &format!("/v1/huishoudens/{huishouden}")).await?.status == 404, "not the case");
    let bij_de_regie = taken(w, &Cast::HUISARTS, "verwijzing-van-buiten", id_in(&v)).await?;
    ensure!(bij_de_regie.len() == 1, "who holds the huishouden sees it: {bij_de_regie:?}");

    // The father says no; who holds the huishouden records it, and the referrer learns it without seeing whose it is.
    let weigering = json!({
        "reden": "zorginhoudelijk-niet-passend", "door": "bewoner", "volgendeStap": "Wij praten er met de jongen over.",
        "eigenaarVolgendeStap": w.id_van(&Cast::HUISARTS).await?,
    });
    w.doe(&Cast::HUISARTS, format!("{v}/weigering"), weigering).await?;
    let geleerd = taken(w, ander, "verwijzing-geweigerd", id_in(&v)).await?;
    ensure!(geleerd.len() == 1 && geleerd[0]["huishoudenId"].is_null(), "{geleerd:?}");
    let bericht = json!({ "inhoud": "De vader wil het niet; de POH jeugd praat met de jongen." });
    w.doe(&Cast::HUISARTS, format!("{v}/terugkoppeling"), bericht).await?;
    ensure!(taken(w, ander, "verwijzing-geweigerd", id_in(&v)).await?.is_empty(), "told, so done");
    Ok(verwijzing)
}

/// The POH jeugd takes over and handles it lightly; the huisarts hears what became of it.
async fn licht_opgelost(w: &Wereld, huishouden: Uuid, v: &str) -> anyhow::Result<()> {
    let (huisarts, poh) = (&Cast::HUISARTS, &Cast::POH_JEUGD);
    let h = format!("/v1/huishoudens/{huishouden}");
    w.op(2, 9)?;
    w.doe(huisarts, format!("{h}/contactoverdracht"), json!({ "naar": w.betrokkene(poh).await? })).await?;
    eigenaar_is(w, huisarts, huishouden, huisarts).await?;
    ensure!(taken(w, poh, "contact-aanvaarden", id_in(&h)).await?.len() == 1, "the POH is asked");
    w.doe(poh, format!("{h}/contactaanvaarding"), json!({})).await?;
    eigenaar_is(w, poh, huishouden, poh).await?;
    ensure!(w.haal(huisarts, &h).await?.status == 404, "whoever handed over sees the own referral, not the case");

    let gesprek = Gesprek {
        scores: [
            (3, "Ziet weinig vrienden."),
            (4, "Geen geldzorgen."),
            (5, "Geen zorgen."),
            (3, "Somber, slaapt slecht."),
            (5, "Fijn huis."),
        ],
        eigen_woorden: "Ik wil met iemand praten die niet meteen een dossier maakt.",
        vraag_achter_de_vraag: "Mis ik mijn moeder?",
        regieverlies: "zelfredzaam",
        jeugdhulp: true,
        wmo: false,
    };
    let intake = w.voer_keukentafelgesprek(poh, huishouden, &gesprek).await?;
    let licht = json!({
        "conclusie": "lichte-ondersteuning",
        "afspraken": [{
            "omschrijving": "Vijf gesprekken", "uiterlijk": w.dag(60)?,
            "uitvoerder": { "soort": "professional", "functie": poh.functie, "organisatie": poh.organisatie },
        }],
    });
    w.doe(poh, format!("/v1/intakes/{intake}/afronding"), licht).await?;
    let bericht = json!({ "inhoud": "Ik voer vijf gesprekken met Tim; zwaardere hulp is niet nodig." });
    w.doe(poh, format!("{v}/terugkoppeling"), bericht).await?;
    let gezien = w.haal(huisarts, v).await?.gelukt()?.inhoud;
    ensure!(gezien["terugkoppelingen"].as_array().is_some_and(|t| t.len() == 1), "the huisarts hears: {gezien}");
    ensure!(taken(w, poh, "terugkoppeling-verschuldigd", id_in(v)).await?.is_empty(), "the debt is paid");
    Ok(())
}
