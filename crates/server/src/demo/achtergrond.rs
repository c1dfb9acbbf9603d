//! Households in the background: fictitious test persons of RvIG, registered through the same API.

use std::collections::HashMap;

use anyhow::Context as _;
use regieboek_testkit::{Cast, Wereld};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

const BRON: &str = include_str!("../../../../data/rvig-testpersonen/huishoudens.json");
/// How many households with more than one member, and how many people alone.
const AANTALLEN: (usize, usize) = (70, 40);
const GEBIEDEN: [&str; 6] = [
    "haarlemmermeer-noord",
    "haarlemmermeer-west",
    "haarlemmermeer-zuidoost",
    "hoofddorp-zuidwest",
    "hoofddorp-centrum",
    "nieuw-vennep",
];

#[derive(Deserialize)]
struct Bronhuishouden {
    adres: Option<Bronadres>,
    leden: Vec<Bronlid>,
}

#[derive(Deserialize)]
struct Bronadres {
    straat: Option<String>,
    huisnummer: Option<u32>,
    postcode: Option<String>,
    woonplaats: Option<String>,
}

#[derive(Deserialize)]
struct Bronlid {
    bsn: String,
    voornamen: Option<String>,
    voorvoegsel: Option<String>,
    geslachtsnaam: String,
    geboortedatum: Option<String>,
    #[serde(default)]
    relaties: Vec<Bronrelatie>,
}

#[derive(Deserialize)]
struct Bronrelatie {
    soort: String,
}

impl Bronlid {
    /// A made-up name that stands for a test account, not for a person.
    fn is_plaatshouder(&self) -> bool {
        self.geslachtsnaam == "." || self.geslachtsnaam.starts_with("Digid") || self.voornamen.is_none()
    }

    fn naam(&self) -> String {
        [self.voornamen.as_deref(), self.voorvoegsel.as_deref(), Some(&self.geslachtsnaam)]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// As the API takes it: unknown parts left out; `None` when not even the year is known.
    fn geboortedatum(&self) -> Option<String> {
        let datum = self.geboortedatum.as_deref()?.trim_end_matches("-00");
        (!datum.starts_with("0000")).then(|| datum.to_owned())
    }

    fn relatie(&self, alleen: bool) -> &'static str {
        let heeft = |soort: &str| self.relaties.iter().any(|r| r.soort == soort);
        match (alleen, heeft("kind"), heeft("partner"), heeft("ouder")) {
            (true, ..) => "alleenstaande",
            (_, true, ..) => "ouder",
            (_, _, true, _) => "partner",
            (.., true) => "kind",
            _ => "anders",
        }
    }
}

impl Bronhuishouden {
    fn verzoek(&self, gebied: &str) -> Option<Value> {
        let adres = self.adres.as_ref()?;
        let alleen = self.leden.len() == 1;
        let leden: Option<Vec<_>> = self
            .leden
            .iter()
            .map(|lid| {
                Some(json!({
                    "naam": lid.naam(), "geboortedatum": lid.geboortedatum()?, "relatie": lid.relatie(alleen),
                    "bsn": lid.bsn,
                }))
            })
            .collect();
        let mut plek = json!({});
        for (naam, waarde) in [
            ("straat", adres.straat.clone()),
            ("huisnummer", adres.huisnummer.map(|n| n.to_string())),
            ("postcode", adres.postcode.clone()),
            ("woonplaats", adres.woonplaats.clone()),
        ] {
            if let Some(waarde) = waarde {
                plek[naam] = waarde.into();
            }
        }
        Some(json!({ "gebied": gebied, "adres": plek, "leden": leden?, "gezag": [] }))
    }
}

/// Registers them, and says how many there are.
///
/// # Errors
/// The data cannot be read, or the API refuses a household.
pub(super) async fn registreer(w: &Wereld) -> anyhow::Result<usize> {
    let alle: Vec<Bronhuishouden> = serde_json::from_str(BRON).context("the test persons")?;
    let mut keren: HashMap<&str, u32> = HashMap::new();
    for lid in alle.iter().flat_map(|h| &h.leden) {
        *keren.entry(lid.bsn.as_str()).or_default() += 1;
    }
    let bruikbaar = |h: &&Bronhuishouden| {
        h.leden.iter().all(|lid| !lid.is_plaatshouder() && keren.get(lid.bsn.as_str()) == Some(&1))
    };
    let (samen, alleen): (Vec<_>, Vec<_>) = alle.iter().filter(bruikbaar).partition(|h| h.leden.len() > 1);
    let gekozen = samen.into_iter().take(AANTALLEN.0).chain(alleen.into_iter().take(AANTALLEN.1));
    let mut aantal = 0;
    for (huishouden, gebied) in gekozen.zip(GEBIEDEN.iter().cycle()) {
        if let Some(verzoek) = huishouden.verzoek(gebied) {
            let _: Uuid = w.begin(&Cast::SOCIAAL_MAKELAAR, "/v1/huishoudens", verzoek).await?.gelukt()?.id()?;
            aantal += 1;
        }
    }
    Ok(aantal)
}
