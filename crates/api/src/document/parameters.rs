//! What goes in beside a body: the id in the path and the headers of a write.

use utoipa::IntoParams;
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, Type};
use utoipa::openapi::{RefOr, Required, Schema};

/// The headers of a request that begins something.
pub(crate) struct Beginkoppen;
/// The headers of a request that changes what exists.
pub(crate) struct Wijzigkoppen;
/// The id in the path.
pub(crate) struct Pad;

impl IntoParams for Beginkoppen {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let sleutel = tekst().pattern(Some("^[!-~]+$")).min_length(Some(1)).max_length(Some(200));
        let tijdstip = tekst().format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)));
        vec![
            kop(
                "Idempotency-Key",
                Required::True,
                "Een sleutel naar keuze, het liefst een nieuwe uuid van versie 7 (RFC 9562); een herhaald verzoek met dezelfde \
                 sleutel telt één keer.",
                sleutel,
            ),
            kop("Gebeurd-Op", Required::False, "Wanneer het gebeurde (RFC 3339), als dat eerder was dan nu.", tijdstip),
        ]
    }
}

impl IntoParams for Wijzigkoppen {
    fn into_params(waar: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let versie = tekst().pattern(Some("^\"(0|[1-9][0-9]{0,15})\"$"));
        let versie = kop("If-Match", Required::True, "De versie waarop de wijziging berust, als \"12\".", versie);
        Beginkoppen::into_params(waar).into_iter().chain([versie]).collect()
    }
}

impl IntoParams for Pad {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let uuid = tekst().format(Some(SchemaFormat::KnownFormat(KnownFormat::Uuid)));
        vec![
            ParameterBuilder::new()
                .name("id")
                .parameter_in(ParameterIn::Path)
                .required(Required::True)
                .description(Some("Het id."))
                .schema(Some(uuid))
                .build(),
        ]
    }
}

fn kop(naam: &str, nodig: Required, uitleg: &str, schema: impl Into<RefOr<Schema>>) -> Parameter {
    ParameterBuilder::new()
        .name(naam)
        .parameter_in(ParameterIn::Header)
        .required(nodig)
        .description(Some(uitleg))
        .schema(Some(schema))
        .build()
}

fn tekst() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String)
}
