//! Bytes to valid input, in two steps that each list every error at once.
//!
//! [`lees`] holds a body against the schema that the OpenAPI document shows for it, and makes the wire shape.
//! [`Velden`] then turns wire values into values of the domain. Neither repeats what was sent.
//!
//! ```
//! use regieboek_api::validatie::Velden;
//! use regieboek_kernel::{Datum, Gebied};
//!
//! struct Invoer { gebied: String, vanaf: String }
//! let dto = Invoer { gebied: "hoofddorp".into(), vanaf: "2026-03-01".into() };
//! let (gebied, vanaf) = Velden::verzamel(|v| {
//!     let gebied: Option<Gebied> = v.lees("/gebied", &dto.gebied); // every field is read first ...
//!     let vanaf: Option<Datum> = v.lees("/vanaf", &dto.vanaf);
//!     Some((gebied?, vanaf?)) // ... and only then is one missed
//! })
//! .unwrap();
//! assert_eq!((gebied.as_str(), vanaf.year()), ("hoofddorp", 2026));
//! ```

mod schema;
mod velden;

use regieboek_api_types::Veldfout;
use serde::de::DeserializeOwned;
use serde_json::Value;
use utoipa::ToSchema;

pub use velden::{Uitleg, Velden};

use crate::grenzen::{self, MAX_BODY};
use crate::json::{self, Overtreding};
use crate::problem::Problem;

/// Below this every whole number has a float of its own.
const MAX_HEEL: f64 = 9_007_199_254_740_992.0;

/// Reads a body as `T`, which derives `Deserialize` with `deny_unknown_fields` and `ToSchema`.
///
/// # Errors
/// 413 above [`MAX_BODY`]; 400 with every error: strict JSON first, then the schema.
pub fn lees<T: DeserializeOwned + ToSchema + 'static>(bytes: &[u8]) -> Result<T, Problem> {
    if bytes.len() > MAX_BODY {
        return Err(grenzen::te_groot());
    }
    let mut invoer = json::lees(bytes).map_err(|fouten| {
        Problem::ongeldige_invoer(fouten.into_iter().map(|(pointer, wat)| overtreding(pointer, wat)).collect())
    })?;
    hele_getallen(&mut invoer);
    if !invoer.is_object() {
        return Err(Problem::ongeldige_invoer(vec![veldfout(
            "",
            "geen-object",
            "De inhoud moet een JSON-object zijn.",
        )]));
    }
    schema::toets::<T>(&invoer)?;
    T::deserialize(invoer).map_err(|fout| {
        // A value the schema allows and the shape refuses. Serde's text may repeat it, so it goes nowhere.
        let soort = if fout.is_data() { "waarde" } else { "vorm" };
        Problem::ongeldige_invoer(vec![veldfout(
            "",
            "onleesbaar",
            "Een van de velden heeft een waarde die hier niet kan.",
        )])
        .met_oorzaak(format_args!("{}: {soort} past wel bij het schema, niet bij het type", T::name()))
    })
}

/// Makes `5.0` and `5e0` the number 5, as the schema reads them; serde would refuse them without saying where.
///
/// For bodies only: a token that writes its instants so is refused.
fn hele_getallen(waarde: &mut Value) {
    match waarde {
        Value::Array(lijst) => lijst.iter_mut().for_each(hele_getallen),
        Value::Object(leden) => leden.values_mut().for_each(hele_getallen),
        Value::Number(getal) if getal.is_f64() => {
            if let Some(heel) = getal.as_f64().filter(|g| g.fract() == 0.0 && g.abs() < MAX_HEEL) {
                *waarde = Value::from(heel as i64);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn veldfout(pointer: impl Into<String>, code: &str, uitleg: impl Into<String>) -> Veldfout {
    Veldfout { pointer: pointer.into(), code: code.to_owned(), uitleg: uitleg.into() }
}

fn overtreding(pointer: String, wat: Overtreding) -> Veldfout {
    match wat {
        Overtreding::GeenJson => veldfout(pointer, "geen-json", "De inhoud is geen geldige JSON in UTF-8."),
        Overtreding::DubbeleSleutel => veldfout(pointer, "dubbel", "Dit veld komt twee keer voor."),
        Overtreding::NulTeken => veldfout(pointer, "nul-teken", "Een tekst mag geen nulteken bevatten."),
        Overtreding::TeDiep => veldfout(pointer, "te-diep", "De inhoud is te diep genest."),
    }
}
