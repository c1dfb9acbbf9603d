//! The prologue of all stories: the mandaatbesluit, the SKJ registrations and the mandaten.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::cast::{Cast, Persoon};
use crate::wereld::Wereld;

const JEUGD: [&str; 4] = ["opvoedondersteuning", "ambulante-jeugdhulp", "jeugd-ggz", "jeugdhulp-met-verblijf"];
const WMO: [&str; 3] = ["huishoudelijke-hulp", "begeleiding", "dagbesteding"];
const OVERIG: [&str; 5] = ["welzijn", "schulddienstverlening", "budgetcoach", "maaltijdvoorziening", "vrijwilliger"];

/// The mandaten that the stories act on.
#[derive(Debug, Clone, Copy)]
pub struct Mandaten {
    /// All youth help, at that school.
    pub schoolcoach: Uuid,
    /// All youth help.
    pub cjg_coach: Uuid,
    /// Everything.
    pub coordinator: Uuid,
    /// Wmo.
    pub wmo_consulent: Uuid,
}

/// The mandaatbeheerder records the besluit and the registrations, and grants the mandaten, a month before the story.
///
/// # Errors
/// A step did not go as it should.
pub async fn speel(w: &Wereld) -> anyhow::Result<Mandaten> {
    w.op(-30, 10)?;
    let alles: Vec<_> = [&JEUGD[..], &WMO, &OVERIG].concat();
    let beheerder = &Cast::MANDAATBEHEERDER;
    let besluit = w
        .begin(
            beheerder,
            "/v1/mandaatbesluiten",
            json!({
                "nummer": "2025/417", "genomenOp": w.dag(-60)?, "regeling": "Jeugdwet artikel 2.3, Wmo 2015 artikel 2.3.5",
                "wetsversie": "2015-01-01", "voorzieningen": alles, "gebieden": [], "scholen": [],
                "functies": ["schoolcoach", "cjg-coach", "coordinator-meer-team", "wmo-consulent"],
                "van": w.dag(-60)?, "totEnMet": w.dag(1500)?, "ondermandaatToegestaan": false,
            }),
        )
        .await?
        .gelukt()?
        .id()?;
    for wie in [&Cast::SCHOOLCOACH, &Cast::CJG_COACH, &Cast::COORDINATOR] {
        let skj = json!({ "houderId": w.id_van(wie).await?, "nummer": "110012345", "geldigTot": w.dag(1500)? });
        w.begin(beheerder, "/v1/skj-registraties", skj).await?.gelukt()?;
    }
    Ok(Mandaten {
        schoolcoach: verleen(w, besluit, &Cast::SCHOOLCOACH, false, &JEUGD, &["school-de-regenboog"]).await?,
        cjg_coach: verleen(w, besluit, &Cast::CJG_COACH, true, &JEUGD, &[]).await?,
        coordinator: verleen(w, besluit, &Cast::COORDINATOR, true, &alles, &[]).await?,
        wmo_consulent: verleen(w, besluit, &Cast::WMO_CONSULENT, true, &WMO, &[]).await?,
    })
}

/// Someone who does not work under the municipality agrees, and so does the employer (Awb 10:4).
async fn verleen(
    w: &Wereld,
    besluit: Uuid,
    houder: &Persoon,
    in_dienst: bool,
    voorzieningen: &[&str],
    scholen: &[&str],
) -> anyhow::Result<Uuid> {
    let instemming = if in_dienst { Value::Null } else { json!(w.dag(-31)?) };
    let mut mandaat = json!({
        "besluitId": besluit,
        "houder": {
            "professionalId": w.id_van(houder).await?, "functie": houder.functie,
            "organisatie": houder.organisatie, "naam": houder.naam,
        },
        "inDienstVanGemeente": in_dienst,
        "voorzieningen": voorzieningen, "gebieden": [], "scholen": scholen,
        "van": w.dag(-30)?, "totEnMet": w.dag(1400)?,
    });
    if !in_dienst {
        mandaat["instemmingHouder"] = instemming.clone();
        mandaat["instemmingWerkgever"] = instemming;
    }
    w.begin(&Cast::MANDAATBEHEERDER, "/v1/mandaten", mandaat).await?.gelukt()?.id()
}
