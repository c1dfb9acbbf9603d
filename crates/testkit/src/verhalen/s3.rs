//! S3: not everything is a case.

use anyhow::ensure;
use serde_json::json;
use uuid::Uuid;

use super::stappen::Gesprek;
use crate::cast::Cast;
use crate::wereld::Wereld;

/// What the story leaves behind.
#[derive(Debug, Clone, Copy)]
pub struct S3 {
    /// The young family.
    pub huishouden: Uuid,
}

/// Plays the story: a ride and help with the benefit, in their own words, and nothing heavier.
///
/// # Errors
/// A step did not go as the story says.
pub async fn speel(w: &Wereld) -> anyhow::Result<S3> {
    let makelaar = &Cast::SOCIAAL_MAKELAAR;
    w.op(0, 11)?;
    let [moeder, vader, baby] =
        ["moeder", "vader", "baby"].map(|wie| Uuid::new_v5(&Uuid::from_u128(0x53), wie.as_bytes()));
    let registratie = json!({
        "gebied": "hoofddorp-centrum",
        "adres": { "straat": "Kruisweg", "huisnummer": "88", "postcode": "2131CD", "woonplaats": "Hoofddorp" },
        "leden": [
            { "id": moeder, "naam": "Noor Haddad", "geboortedatum": w.kalender.geboren(26, 1)?.to_string(), "relatie": "ouder" },
            { "id": vader, "naam": "Sami Haddad", "geboortedatum": w.kalender.geboren(28, 4)?.to_string(), "relatie": "ouder" },
            { "id": baby, "naam": "Yara Haddad", "geboortedatum": w.dag(-9)?, "relatie": "kind" },
        ],
        "gezag": [
            { "kind": baby, "gezaghebbende": { "lidId": moeder }, "sinds": w.dag(-9)?, "bron": "van-rechtswege" },
            { "kind": baby, "gezaghebbende": { "lidId": vader }, "sinds": w.dag(-9)?, "bron": "van-rechtswege" },
        ],
    });
    let huishouden = w.begin(makelaar, "/v1/huishoudens", registratie).await?.gelukt()?.id()?;
    let gesprek = Gesprek {
        scores: [
            (4, "Lieve familie, ver weg."),
            (2, "Vader is net ontslagen."),
            (5, "Geen zorgen."),
            (2, "De baby ligt in een ziekenhuis in een andere stad."),
            (5, "Fijn huis."),
        ],
        eigen_woorden: "We hoeven geen plan. We willen elke dag naar Yara kunnen, en hulp met de uitkering.",
        vraag_achter_de_vraag: "Vervoer en een uitkering.",
        regieverlies: "zelfredzaam",
        jeugdhulp: false,
        wmo: false,
    };
    let intake = w.voer_keukentafelgesprek(makelaar, huishouden, &gesprek).await?;
    let licht = json!({
        "conclusie": "lichte-ondersteuning",
        "reden": "We hoeven geen plan; met een ritje en de uitkering redden we het zelf.",
        "afspraken": [{
            "omschrijving": "Een vrijwilliger rijdt elke middag naar het ziekenhuis", "uiterlijk": w.dag(60)?,
            "uitvoerder": { "soort": "vrijwilliger", "organisatie": "vrijwilligers-meer" },
        }],
    });
    w.doe(makelaar, format!("/v1/intakes/{intake}/afronding"), licht).await?;

    w.op(1, 10)?;
    let uitkering = json!({
        "soort": "erbij-halen", "organisatie": "gemeente-haarlemmermeer", "functie": "uitkeringsconsulent",
        "betreft": [vader], "hulpvraag": "Een uitkering aanvragen na ontslag.", "deelgrond": { "grondslag": "wmo511" },
    });
    let erbij = w.verwijs(makelaar, huishouden, uitkering).await?;
    w.doe(&Cast::UITKERINGSCONSULENT, format!("/v1/doorverwijzingen/{erbij}/aanvaarding"), json!({})).await?;

    let dossier = w.haal(makelaar, &format!("/v1/huishoudens/{huishouden}")).await?.gelukt()?.inhoud;
    ensure!(dossier["plan"].is_null(), "no plan exists afterwards");
    ensure!(dossier["escalaties"].as_array().is_some_and(Vec::is_empty), "no escalatie either");
    let soorten: Vec<_> = dossier["doorverwijzingen"].as_array().into_iter().flatten().map(|d| &d["soort"]).collect();
    ensure!(soorten == ["erbij-halen"], "and no inzet");
    Ok(S3 { huishouden })
}
