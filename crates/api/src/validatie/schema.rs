//! A JSON value held against the schema of its shape (JSON Schema 2020-12), with every error in Dutch.

use std::any::TypeId;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

use jsonschema::error::{TypeKind, ValidationError, ValidationErrorKind as Soort};
use jsonschema::{Draft, JsonType, PatternOptions, Validator};
use regieboek_api_types::Veldfout;
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::veldfout;
use crate::json::{MAX_FOUTEN, kind};
use crate::problem::Problem;
use crate::woordenlijsten::{self, verscherp};

/// Compiled once per shape, for the life of the process.
static SCHEMAS: LazyLock<RwLock<HashMap<TypeId, Arc<Validator>>>> = LazyLock::new(RwLock::default);

/// Lists every way in which `invoer` is not what the schema of `T` asks.
pub(super) fn toets<T: ToSchema + 'static>(invoer: &Value) -> Result<(), Problem> {
    let validator = validator::<T>()?;
    let fouten: Vec<Veldfout> =
        validator.iter_errors(invoer).flat_map(|fout| vertaal(&fout)).take(MAX_FOUTEN).collect();
    if fouten.is_empty() { Ok(()) } else { Err(Problem::ongeldige_invoer(fouten)) }
}

fn validator<T: ToSchema + 'static>() -> Result<Arc<Validator>, Problem> {
    let bekend = SCHEMAS.read().unwrap_or_else(PoisonError::into_inner).get(&TypeId::of::<T>()).cloned();
    if let Some(bekend) = bekend {
        return Ok(bekend);
    }
    let nieuw = compileer::<T>().map(Arc::new)?;
    SCHEMAS.write().unwrap_or_else(PoisonError::into_inner).insert(TypeId::of::<T>(), nieuw.clone());
    Ok(nieuw)
}

/// The schema of the shape, with every shape it refers to beside it, where utoipa's references point.
fn compileer<T: ToSchema>() -> Result<Validator, Problem> {
    let onjuist = |waarom: String| Problem::storing(format_args!("schema van {}: {waarom}", T::name()));
    let mut verwezen = Vec::new();
    T::schemas(&mut verwezen);
    for (naam, schema) in &mut verwezen {
        verscherp(naam, schema);
    }
    let verwezen: HashMap<_, _> = verwezen.into_iter().collect();
    let mut schema = T::schema();
    verscherp(&T::name(), &mut schema);
    let mut schema = serde_json::to_value(schema).map_err(|fout| onjuist(fout.to_string()))?;
    schema["components"] = json!({ "schemas": verwezen });
    if schema["type"] == "object" && schema.get("properties").is_none() {
        // Without it the validator says of a shape that has no fields only that something is unknown, not what.
        schema["properties"] = json!({});
    }
    jsonschema::options()
        .with_draft(Draft::Draft202012)
        .with_pattern_options(PatternOptions::regex())
        .should_validate_formats(true)
        .build(&schema)
        .map_err(|fout| onjuist(fout.to_string()))
}

/// One error of the validator in Dutch; more than one where a choice hides the real ones.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the validator's list grows; our shapes use the keywords named here"
)]
fn vertaal(fout: &ValidationError<'_>) -> Vec<Veldfout> {
    let hier = fout.instance_path().as_str();
    let een = |code, uitleg: String| vec![veldfout(hier, code, uitleg)];
    match fout.kind() {
        Soort::Required { property } => {
            vec![veldfout(kind(hier, property.as_str().unwrap_or_default()), "verplicht", "Dit veld is verplicht.")]
        }
        Soort::AdditionalProperties { unexpected } | Soort::UnevaluatedProperties { unexpected } => unexpected
            .iter()
            .map(|naam| veldfout(kind(hier, naam), "onbekend-veld", "Dit veld bestaat niet."))
            .collect(),
        Soort::Type { kind } => een("soort", format!("Hier hoort {}.", soorten(kind))),
        Soort::Enum { options } => een("keuze", format!("Kies een van: {}.", keuzes(options))),
        Soort::Constant { expected_value } => een("keuze", format!("Kies: {}.", keuzes(&json!([&**expected_value])))),
        Soort::Format { format } => een("vorm", vorm(format)),
        Soort::Pattern { pattern } => {
            let uitleg = woordenlijsten::uitleg(pattern);
            een("vorm", uitleg.unwrap_or_else(|| "Deze tekst heeft niet de juiste vorm.".to_owned()))
        }
        Soort::MinLength { limit: 1 } => een("leeg", "Dit veld mag niet leeg zijn.".to_owned()),
        Soort::MinLength { limit } => een("te-kort", format!("Gebruik ten minste {limit} tekens.")),
        Soort::MaxLength { limit } => een("te-lang", format!("Gebruik ten hoogste {limit} tekens.")),
        Soort::MinItems { limit } => een("te-weinig", format!("Geef er ten minste {limit}.")),
        Soort::MaxItems { limit } => een("te-veel", format!("Geef er ten hoogste {limit}.")),
        Soort::UniqueItems => een("dubbel", "Noem elke waarde maar één keer.".to_owned()),
        Soort::Minimum { limit } => een("te-klein", format!("De waarde is ten minste {limit}.")),
        Soort::Maximum { limit } => een("te-groot", format!("De waarde is ten hoogste {limit}.")),
        Soort::ExclusiveMinimum { limit } => een("te-klein", format!("De waarde is groter dan {limit}.")),
        Soort::ExclusiveMaximum { limit } => een("te-groot", format!("De waarde is kleiner dan {limit}.")),
        Soort::OneOfNotValid { context } | Soort::AnyOf { context } => keuze(hier, context),
        anders => een("ongeldig", format!("Deze waarde kan hier niet ({}).", anders.keyword())),
    }
}

/// The errors of the one alternative that was meant; without one, that none fits.
fn keuze(hier: &str, takken: &[Vec<ValidationError<'static>>]) -> Vec<Veldfout> {
    let mut bedoeld = takken.iter().filter(|tak| !tak.iter().any(|fout| sluit_uit(hier, fout)));
    match (bedoeld.next(), bedoeld.next()) {
        (Some(tak), None) => tak.iter().flat_map(vertaal).collect(),
        (_, _) => vec![veldfout(hier, "keuze", "Deze waarde heeft geen van de vormen die hier kunnen.")],
    }
}

/// Whether an error shows that its alternative was not meant: another JSON type here, or another tag just below. A tag
/// is a list of one; a longer list is a choice within the alternative.
#[expect(clippy::wildcard_enum_match_arm, reason = "only these keywords tell alternatives apart")]
fn sluit_uit(hier: &str, fout: &ValidationError<'_>) -> bool {
    let Some(rest) = fout.instance_path().as_str().strip_prefix(hier) else { return false };
    let vlakbij = rest.matches('/').count() <= 1;
    match fout.kind() {
        Soort::Type { .. } => rest.is_empty(),
        Soort::Constant { .. } => vlakbij,
        Soort::Enum { options } => vlakbij && options.as_array().is_some_and(|keuzes| keuzes.len() == 1),
        _ => false,
    }
}

fn soorten(kind: &TypeKind) -> String {
    match kind {
        TypeKind::Single(soort) => soortnaam(*soort).to_owned(),
        TypeKind::Multiple(soorten) => {
            let namen: Vec<_> = soorten.iter().filter(|s| *s != JsonType::Null).map(soortnaam).collect();
            namen.join(" of ")
        }
    }
}

const fn soortnaam(soort: JsonType) -> &'static str {
    match soort {
        JsonType::Array => "een lijst",
        JsonType::Boolean => "true of false",
        JsonType::Integer => "een geheel getal",
        JsonType::Null => "niets",
        JsonType::Number => "een getal",
        JsonType::Object => "een object",
        JsonType::String => "een tekst",
    }
}

fn keuzes(options: &Value) -> String {
    let tekst = |keuze: &Value| keuze.as_str().map_or_else(|| keuze.to_string(), str::to_owned);
    options
        .as_array()
        .map(|lijst| lijst.iter().filter(|keuze| !keuze.is_null()).map(tekst).collect::<Vec<_>>().join(", "))
        .unwrap_or_default()
}

fn vorm(format: &str) -> String {
    match format {
        "uuid" => "Hier hoort een uuid.".to_owned(),
        "date" => "Hier hoort een datum, als 2026-03-01.".to_owned(),
        "date-time" => "Hier hoort een tijdstip, als 2026-03-01T09:30:00+01:00.".to_owned(),
        anders => format!("Deze tekst heeft niet de vorm {anders}."),
    }
}
