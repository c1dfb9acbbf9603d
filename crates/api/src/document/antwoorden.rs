//! What comes out: the confirmation of a write, the refusals, and the headers that travel with them.

use std::collections::BTreeMap;

use regieboek_api_types::{Ontvangst, Probleem};
use utoipa::openapi::header::{Header, HeaderBuilder};
use utoipa::openapi::schema::{ObjectBuilder, SchemaFormat, Type};
use utoipa::openapi::{ContentBuilder, Ref, RefOr, Response, ResponseBuilder};
use utoipa::{IntoResponses, ToSchema as _};

use crate::problem::PROBLEM_JSON;

/// The answers to a request that begins something.
pub(crate) struct Begonnen;
/// The answers to a request that changes what exists.
pub(crate) struct Gewijzigd;
/// The refusals of a request that only reads.
pub(crate) struct Leesfouten;
/// The refusals of a search: a reading request with a body.
pub(crate) struct Zoekfouten;
/// The refusals of a request that needs no token.
pub(crate) struct Openbaarfouten;

type Antwoorden = BTreeMap<String, RefOr<Response>>;

/// Every refusal: status, name in the document, meaning.
const FOUTEN: &[(u16, &str, &str)] = &[
    (400, "OngeldigeInvoer", "Het verzoek is niet te lezen of de invoer klopt niet; `fouten` noemt elk veld."),
    (401, "NietAangemeld", "Niet aangemeld."),
    (403, "FunctieMagDitNiet", "Met deze functie kan dit niet."),
    (404, "NietGevonden", "Bestaat niet, of u bent er niet bij betrokken."),
    (408, "TeTraag", "De inhoud kwam niet op tijd binnen."),
    (409, "RegelLaatNietToe", "De regels laten dit niet toe; `type` noemt de regel."),
    (412, "VersieVerouderd", "De versie is verouderd; `versie` noemt de huidige."),
    (413, "TeGroot", "Het verzoek is te groot."),
    (415, "InhoudstypeOnbekend", "Geen JSON."),
    (422, "SleutelHergebruikt", "De Idempotency-Key is al gebruikt voor een ander verzoek."),
    (428, "VersieOntbreekt", "De versie ontbreekt."),
    (500, "Storing", "Storing."),
    (503, "NietBereikbaar", "Nu niet bereikbaar; probeer het later opnieuw."),
];

const LEESFOUTEN: &[u16] = &[400, 401, 403, 404, 500, 503];
const INHOUDSFOUTEN: &[u16] = &[408, 413, 415];
const SCHRIJFFOUTEN: &[u16] = &[409, 422];
const VERSIEFOUTEN: &[u16] = &[412, 428];
const OPENBAARFOUTEN: &[u16] = &[400, 500, 503];

impl IntoResponses for Begonnen {
    fn responses() -> Antwoorden {
        let begonnen = bevestiging("Vastgelegd; `Location` zegt waar.", &["ETag", "Location"]);
        weigeringen(&[LEESFOUTEN, INHOUDSFOUTEN, SCHRIJFFOUTEN]).chain([("201".to_owned(), begonnen)]).collect()
    }
}

impl IntoResponses for Gewijzigd {
    fn responses() -> Antwoorden {
        let gewijzigd = bevestiging("Vastgelegd; `ETag` is de nieuwe versie.", &["ETag"]);
        weigeringen(&[LEESFOUTEN, INHOUDSFOUTEN, SCHRIJFFOUTEN, VERSIEFOUTEN])
            .chain([("200".to_owned(), gewijzigd)])
            .collect()
    }
}

impl IntoResponses for Leesfouten {
    fn responses() -> Antwoorden {
        weigeringen(&[LEESFOUTEN]).collect()
    }
}

impl IntoResponses for Zoekfouten {
    fn responses() -> Antwoorden {
        weigeringen(&[LEESFOUTEN, INHOUDSFOUTEN]).collect()
    }
}

impl IntoResponses for Openbaarfouten {
    fn responses() -> Antwoorden {
        weigeringen(&[OPENBAARFOUTEN]).collect()
    }
}

fn weigeringen(statussen: &[&[u16]]) -> impl Iterator<Item = (String, RefOr<Response>)> {
    FOUTEN
        .iter()
        .filter(move |(status, ..)| statussen.iter().any(|deel| deel.contains(status)))
        .map(|(status, naam, _)| (status.to_string(), RefOr::Ref(Ref::from_response_name(*naam))))
        .collect::<Vec<_>>()
        .into_iter()
}

fn bevestiging(uitleg: &str, koppen: &[&str]) -> RefOr<Response> {
    let inhoud = ContentBuilder::new().schema(Some(Ref::from_schema_name(Ontvangst::name()))).build();
    let mut antwoord = ResponseBuilder::new().description(uitleg).content("application/json", inhoud).build();
    antwoord.headers.extend(koppen.iter().map(|naam| verwijzing(naam)));
    RefOr::T(antwoord)
}

/// The refusals, for the part of the document to which operations refer.
pub(super) fn gedeelde_antwoorden() -> impl Iterator<Item = (String, RefOr<Response>)> {
    FOUTEN.iter().map(|(status, naam, uitleg)| {
        let inhoud = ContentBuilder::new().schema(Some(Ref::from_schema_name(Probleem::name()))).build();
        let mut antwoord = ResponseBuilder::new().description(*uitleg).content(PROBLEM_JSON, inhoud).build();
        let eigen = match status {
            401 => Some("WWW-Authenticate"),
            503 => Some("Retry-After"),
            _ => None,
        };
        antwoord.headers.extend(eigen.into_iter().chain(["API-Version"]).map(verwijzing));
        ((*naam).to_owned(), RefOr::T(antwoord))
    })
}

/// The headers of answers, for the part of the document to which operations refer.
pub(super) fn gedeelde_koppen() -> [(String, RefOr<Header>); 5] {
    let tekst = || ObjectBuilder::new().schema_type(Type::String);
    let adres = tekst().format(Some(SchemaFormat::Custom("uri-reference".to_owned())));
    let seconden = ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(0)).maximum(Some(3600));
    [
        ("API-Version", "De volledige versie van deze API.", tekst().pattern(Some(r"^\d+\.\d+\.\d+$"))),
        ("ETag", "De versie, als \"12\"; stuur haar mee in `If-Match`.", tekst().pattern(Some("^\"[0-9]+\"$"))),
        ("Location", "Het adres van wat is vastgelegd.", adres),
        ("Retry-After", "Na hoeveel seconden u het opnieuw kunt proberen.", seconden),
        ("WWW-Authenticate", "Hoe u zich aanmeldt: met een bearer token.", tekst()),
    ]
    .map(|(naam, uitleg, schema)| {
        let kop = HeaderBuilder::new().description(Some(uitleg)).schema(Some(schema)).build();
        (naam.to_owned(), RefOr::T(kop))
    })
}

/// A header by its name, as a reference.
pub(super) fn verwijzing(naam: &str) -> (String, RefOr<Header>) {
    (naam.to_owned(), RefOr::Ref(Ref::new(format!("#/components/headers/{naam}"))))
}
