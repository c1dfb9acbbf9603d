//! S6: two at once. Two coordinators come to the regie by different roads, on two server processes.

use anyhow::{Context as _, ensure};
use serde_json::json;
use uuid::Uuid;

use super::stappen::Gesprek;
use crate::antwoord::Antwoord;
use crate::cast::{Cast, Persoon};
use crate::wereld::Wereld;

/// What the story leaves behind.
#[derive(Debug, Clone, Copy)]
pub struct S6 {
    /// The huishouden that both wanted.
    pub huishouden: Uuid,
    /// How often the accepted escalatie won; the appointment won the other rounds.
    pub aangenomen: usize,
}

/// Plays the race `rondes` times on one huishouden: `een` and `twee` are the same story in front of two processes.
///
/// # Errors
/// Not exactly one won, or the other did not learn the state that won.
pub async fn speel(een: &Wereld, twee: &Wereld, rondes: usize) -> anyhow::Result<S6> {
    een.op(0, 9)?;
    let huishouden = huishouden_met_plan(een).await?;
    let mut aangenomen = 0;
    for ronde in 0..rondes {
        let escalatie = klaar_voor_de_start(een, huishouden).await?;
        let (acceptatie, benoeming) = tegelijk(een, twee, huishouden, escalatie, ronde).await?;
        match (acceptatie.status, benoeming.status) {
            (200, 412) => {
                let stand = benoeming.inhoud["toestand"].as_str().unwrap_or_default();
                ensure!(stand.contains("RegieOvergenomen"), "round {ronde}: the state that won: {}", benoeming.inhoud);
                aangenomen += 1;
                terug_na_escalatie(een, escalatie).await?;
            }
            (409, 200) => {
                let uitleg = acceptatie.inhoud["detail"].as_str().unwrap_or_default();
                ensure!(
                    acceptatie.code() == Some("regie-al-bij-meer-team") && uitleg.contains("coordinator-meer-team"),
                    "round {ronde}: the state that won: {}",
                    acceptatie.inhoud
                );
                terug_na_benoeming(een, huishouden, escalatie).await?;
            }
            _ => anyhow::bail!("round {ronde}: not exactly one won: {} and {}", acceptatie.inhoud, benoeming.inhoud),
        }
    }
    Ok(S6 { huishouden, aangenomen })
}

/// A huishouden whose regisseur is the CJG-coach.
async fn huishouden_met_plan(w: &Wereld) -> anyhow::Result<Uuid> {
    let coach = &Cast::CJG_COACH;
    let registratie = json!({
        "gebied": "nieuw-vennep", "adres": {}, "gezag": [],
        "leden": [{ "naam": "Sam Smit", "geboortedatum": "1980-05-01", "relatie": "alleenstaande" }],
    });
    let huishouden = w.begin(coach, "/v1/huishoudens", registratie).await?.gelukt()?.id()?;
    let gesprek = Gesprek {
        scores: [(2, "Alleen."), (1, "Schulden."), (4, "Veilig."), (3, "Moe."), (2, "Huurachterstand.")],
        eigen_woorden: "Ik wil rust.",
        vraag_achter_de_vraag: "Wie helpt mij kiezen?",
        regieverlies: "tijdelijk",
        jeugdhulp: false,
        wmo: false,
    };
    let intake = w.voer_keukentafelgesprek(coach, huishouden, &gesprek).await?;
    let plan = json!({ "conclusie": "plan", "regisseur": w.betrokkene(coach).await?, "afspraken": [] });
    w.doe(coach, format!("/v1/intakes/{intake}/afronding"), plan).await?;
    w.wacht_op_plan(coach, huishouden).await?;
    Ok(huishouden)
}

/// The regisseur cannot act, and the Meer-team was called in: both roads to the regie are open.
async fn klaar_voor_de_start(w: &Wereld, huishouden: Uuid) -> anyhow::Result<Uuid> {
    let coach = &Cast::CJG_COACH;
    let h = format!("/v1/huishoudens/{huishouden}");
    w.doe(coach, format!("{h}/regievacuum"), json!({ "reden": "afwezig" })).await?;
    let melding = json!({ "gronden": ["hulp-stagneert"], "geprobeerd": "Van alles.", "gevraagd": "Neem de regie." });
    let escalatie = w.begin(coach, &format!("{h}/escalaties"), melding).await?.gelukt()?.id()?;
    w.doe(&Cast::COORDINATOR, format!("/v1/escalaties/{escalatie}/triage"), json!({})).await?;
    Ok(escalatie)
}

/// One accepts the escalatie, the other appoints herself; each has seen the latest version. They take turns at going first.
async fn tegelijk(
    een: &Wereld,
    twee: &Wereld,
    huishouden: Uuid,
    escalatie: Uuid,
    ronde: usize,
) -> anyhow::Result<(Antwoord, Antwoord)> {
    let (mira, bram) = (&Cast::COORDINATOR, &Cast::COORDINATOR_2);
    let aanvaarding = format!("/v1/escalaties/{escalatie}/aanvaarding");
    let benoeming = format!("/v1/huishoudens/{huishouden}/regisseursbenoeming");
    let (van_escalatie, van_huishouden) = (een.versie(mira, &aanvaarding).await?, twee.versie(bram, &benoeming).await?);
    let zelf = json!({ "regisseur": twee.betrokkene(bram).await? });
    let (sleutel_een, sleutel_twee) = (een.sleutel(), twee.sleutel());
    let neem_aan = een.wijzig_op(mira, &aanvaarding, van_escalatie, &sleutel_een, json!({}));
    let benoem = twee.wijzig_op(bram, &benoeming, van_huishouden, &sleutel_twee, zelf);
    let (neem_aan, benoem) = if ronde.is_multiple_of(2) {
        tokio::join!(neem_aan, benoem)
    } else {
        let (benoem, neem_aan) = tokio::join!(benoem, neem_aan);
        (neem_aan, benoem)
    };
    Ok((neem_aan?, benoem?))
}

/// The Meer-team steps down, and the CJG-coach is regisseur again.
async fn terug_na_escalatie(w: &Wereld, escalatie: Uuid) -> anyhow::Result<()> {
    let e = format!("/v1/escalaties/{escalatie}");
    let terug = json!({ "volgendeRegisseur": w.betrokkene(&Cast::CJG_COACH).await?, "resultaat": "Er is weer rust." });
    w.doe(&Cast::COORDINATOR, format!("{e}/afschaling"), terug).await?;
    w.doe(&Cast::CJG_COACH, format!("{e}/afschalingsaanvaarding"), json!({ "warmeOverdracht": w.dag(0)? })).await?;
    Ok(())
}

/// The escalatie has no more sense, and who was appointed lets the CJG-coach be appointed again.
async fn terug_na_benoeming(w: &Wereld, huishouden: Uuid, escalatie: Uuid) -> anyhow::Result<()> {
    let bram: &Persoon = &Cast::COORDINATOR_2;
    let h = format!("/v1/huishoudens/{huishouden}");
    let afwijzing = json!({ "reden": "regisseur-kan-verder", "advies": "Het Meer-team heeft de regie al." });
    w.doe(&Cast::COORDINATOR, format!("/v1/escalaties/{escalatie}/afwijzing"), afwijzing).await.context("afwijzing")?;
    w.doe(bram, format!("{h}/regievacuum"), json!({ "reden": "afwezig" })).await?;
    let coach = json!({ "regisseur": w.betrokkene(&Cast::CJG_COACH).await? });
    w.doe(bram, format!("{h}/regisseursbenoeming"), coach).await?;
    Ok(())
}
