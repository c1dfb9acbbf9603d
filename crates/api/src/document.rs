//! What the OpenAPI document says of every operation alike: headers that go in, answers that come out.

use std::collections::BTreeMap;

use regieboek_api_types::{Ontvangst, Probleem};
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, Type};
use utoipa::openapi::{ContentBuilder, Ref, RefOr, Required, Response, ResponseBuilder};
use utoipa::{IntoParams, IntoResponses, PartialSchema as _, ToSchema as _};

/// The headers of a request that begins something.
pub(crate) struct Beginkoppen;
/// The headers of a request that changes what exists.
pub(crate) struct Wijzigkoppen;
/// The id in the path.
pub(crate) struct Pad;

impl IntoParams for Beginkoppen {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        vec![
            kop(
                "Idempotency-Key",
                Required::True,
                "Een sleutel naar keuze; een herhaald verzoek met dezelfde sleutel telt één keer.",
            ),
            kop("Gebeurd-Op", Required::False, "Wanneer het gebeurde (RFC 3339), als dat eerder was dan nu."),
        ]
    }
}

impl IntoParams for Wijzigkoppen {
    fn into_params(waar: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let versie = kop("If-Match", Required::True, "De versie waarop de wijziging berust, als \"12\".");
        Beginkoppen::into_params(waar).into_iter().chain([versie]).collect()
    }
}

impl IntoParams for Pad {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let uuid =
            ObjectBuilder::new().schema_type(Type::String).format(Some(SchemaFormat::KnownFormat(KnownFormat::Uuid)));
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

fn kop(naam: &str, nodig: Required, uitleg: &str) -> Parameter {
    ParameterBuilder::new()
        .name(naam)
        .parameter_in(ParameterIn::Header)
        .required(nodig)
        .description(Some(uitleg))
        .schema(Some(String::schema()))
        .build()
}

/// The answers to a request that begins something.
pub(crate) struct Begonnen;
/// The answers to a request that changes what exists.
pub(crate) struct Gewijzigd;
/// The refusals of a request that only reads.
pub(crate) struct Leesfouten;
/// The refusals of a search: a reading request with a body.
pub(crate) struct Zoekfouten;

type Antwoorden = BTreeMap<String, RefOr<Response>>;

impl IntoResponses for Begonnen {
    fn responses() -> Antwoorden {
        let mut alle = schrijffouten();
        alle.insert("201".to_owned(), bevestiging("Vastgelegd; `Location` zegt waar."));
        alle
    }
}

impl IntoResponses for Gewijzigd {
    fn responses() -> Antwoorden {
        let mut alle = schrijffouten();
        alle.insert("200".to_owned(), bevestiging("Vastgelegd; `ETag` is de nieuwe versie."));
        alle.insert("412".to_owned(), probleem("De versie is verouderd."));
        alle.insert("428".to_owned(), probleem("De versie ontbreekt."));
        alle
    }
}

impl IntoResponses for Leesfouten {
    fn responses() -> Antwoorden {
        [
            ("400", "De invoer klopt niet."),
            ("401", "Niet aangemeld."),
            ("403", "Met deze functie kan dit niet."),
            ("404", "Bestaat niet, of u bent er niet bij betrokken."),
            ("500", "Storing."),
            ("503", "Nu niet bereikbaar; probeer het later opnieuw."),
        ]
        .into_iter()
        .map(|(status, uitleg)| (status.to_owned(), probleem(uitleg)))
        .collect()
    }
}

impl IntoResponses for Zoekfouten {
    fn responses() -> Antwoorden {
        let meer = [
            ("408", "De inhoud kwam niet op tijd binnen."),
            ("413", "Het verzoek is te groot."),
            ("415", "Geen JSON."),
        ];
        met(Leesfouten::responses(), &meer)
    }
}

fn schrijffouten() -> Antwoorden {
    let meer = [
        ("409", "De regels laten dit niet toe; `type` noemt de regel."),
        ("422", "De Idempotency-Key is al gebruikt voor een ander verzoek."),
    ];
    met(Zoekfouten::responses(), &meer)
}

fn met(alle: Antwoorden, meer: &[(&str, &str)]) -> Antwoorden {
    let meer = meer.iter().map(|(status, uitleg)| ((*status).to_owned(), probleem(uitleg)));
    alle.into_iter().chain(meer).collect()
}

fn bevestiging(uitleg: &str) -> RefOr<Response> {
    let inhoud = ContentBuilder::new().schema(Some(Ref::from_schema_name(Ontvangst::name()))).build();
    RefOr::T(ResponseBuilder::new().description(uitleg).content("application/json", inhoud).build())
}

fn probleem(uitleg: &str) -> RefOr<Response> {
    let inhoud = ContentBuilder::new().schema(Some(Ref::from_schema_name(Probleem::name()))).build();
    RefOr::T(ResponseBuilder::new().description(uitleg).content(crate::problem::PROBLEM_JSON, inhoud).build())
}
