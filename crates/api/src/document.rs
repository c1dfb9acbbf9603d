//! The OpenAPI document: what it says of the API as a whole, and of every operation alike.
//!
//! Paths, bodies and answers come from the routes. What is the same everywhere (headers, refusals) is said once, under
//! `components`, and referred to.

mod antwoorden;
mod parameters;

use std::collections::BTreeMap;

use regieboek_api_types::{Ontvangst, Probleem, Veldfout};
use utoipa::openapi::path::{Operation, Parameter, ParameterIn, PathItem};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::tag::{Tag, TagBuilder};
use utoipa::openapi::{
    ComponentsBuilder, ContactBuilder, Info, InfoBuilder, LicenseBuilder, OpenApi, OpenApiBuilder, Paths, Ref, RefOr,
    SecurityRequirement, Server, ServerBuilder,
};
use utoipa::{PartialSchema as _, ToSchema as _};

pub(crate) use antwoorden::{Begonnen, Gewijzigd, Leesfouten, Openbaarfouten, Zoekfouten};
pub(crate) use parameters::{Beginkoppen, Pad, Wijzigkoppen};

use crate::woordenlijsten::{verscherp, verscherp_zoekveld};

/// Below which everything but the health checks lies; in the document it is the server, as the ADR ask of a version.
pub(crate) const BASIS: &str = "/v1";
/// The version of the API: of the document, and of every answer.
pub(crate) const VERSIE: &str = env!("CARGO_PKG_VERSION");

const BESCHRIJVING: &str = "Regieboek: één huishouden, één plan, één regisseur.\n\n\
    Elke wijziging is een POST met een Idempotency-Key; een wijziging van iets dat bestaat noemt in If-Match de versie \
    waarop zij berust. Een weigering is application/problem+json met een vaste `code`.\n\n\
    Welke gebieden en voorzieningen er zijn, zegt `GET /v1/beleid`. Een tijdstip is RFC 3339, met een tijdzone.";

const TAGS: &[(&str, &str)] = &[
    ("algemeen", "Wie u bent, wat op u wacht, en wat deze API aanbiedt."),
    ("signalen", "Zorgen die worden gemeld, opgepakt en teruggekoppeld."),
    ("huishoudens", "Huishoudens, wie erbij betrokken is en op welke grond, en wat er gebeurde."),
    ("samenstelling", "Wie komt en gaat: leden, adres, splitsen en samenvoegen."),
    ("intakes", "De brede intake over de vijf leefgebieden."),
    ("plan", "Het ene plan en de ene regisseur, van doelen en acties tot nazorg."),
    ("doorverwijzingen", "Erbij halen, welzijn op recept en de inzet van hulp."),
    ("escalaties", "Het Meer-team: triage, doorbraken en afschaling."),
    ("mandaten", "Mandaatbesluiten, mandaten, SKJ-registraties en het mandaatregister."),
    ("beleid", "Wat de gemeente kiest, per versie: gebieden, voorzieningen, termijnen en codelijsten."),
    ("gezondheid", "Of de server leeft en verzoeken aankan."),
];

/// The document, from what the routes say of themselves.
pub(crate) fn maak(routes: OpenApi) -> OpenApi {
    let bearer = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .bearer_format("JWT")
        .description(Some("Een toegangstoken (RFC 9068) met gemeente, functie en organisatie."))
        .build();
    let mut gedeeld = ComponentsBuilder::new()
        .schema(Ontvangst::name(), Ontvangst::schema())
        .schema(Probleem::name(), Probleem::schema())
        .schema(Veldfout::name(), Veldfout::schema())
        .security_scheme("token", SecurityScheme::Http(bearer))
        .build();
    gedeeld.schemas.extend(routes.components.unwrap_or_default().schemas);
    for (naam, schema) in &mut gedeeld.schemas {
        verscherp(naam, schema);
    }
    gedeeld.responses.extend(antwoorden::gedeelde_antwoorden());
    gedeeld.headers.extend(antwoorden::gedeelde_koppen());

    let mut paden = Paths::new();
    for (pad, mut item) in routes.paths.paths {
        for operatie in operaties(&mut item) {
            werk_af(operatie, &mut gedeeld.parameters);
        }
        if let Some(pad) = pad.strip_prefix(BASIS) {
            paden.paths.insert(pad.to_owned(), item);
        } else {
            item.servers = Some(vec![Server::new("/")]);
            paden.paths.insert(pad, item);
        }
    }
    OpenApiBuilder::new()
        .info(info())
        .servers(Some([ServerBuilder::new().url(BASIS).description(Some("Deze server.")).build()]))
        .tags(Some(TAGS.iter().map(tag)))
        .paths(paden)
        .components(Some(gedeeld))
        .security(Some([SecurityRequirement::new::<_, [&str; 0], _>("token", [])]))
        .build()
}

fn info() -> Info {
    let contact = ContactBuilder::new()
        .name(Some("Team Regieboek"))
        .url(Some("https://regieboek.example"))
        .email(Some("team@regieboek.example"));
    InfoBuilder::new()
        .title("Regieboek")
        .version(VERSIE)
        .description(Some(BESCHRIJVING))
        .contact(Some(contact.build()))
        .license(Some(LicenseBuilder::new().name("EUPL-1.2").identifier(Some("EUPL-1.2")).build()))
        .build()
}

fn tag((naam, uitleg): &(&str, &str)) -> Tag {
    TagBuilder::new().name(*naam).description(Some(*uitleg)).build()
}

fn operaties(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    let PathItem { get, put, post, delete, patch, .. } = item;
    [get, put, post, delete, patch].into_iter().flatten()
}

/// Says what holds for every operation: shared headers by reference, and the version of the API in every answer.
fn werk_af(operatie: &mut Operation, gedeeld: &mut BTreeMap<String, RefOr<Parameter>>) {
    for parameter in operatie.parameters.iter_mut().flatten() {
        let RefOr::T(inhoud) = parameter else { continue };
        if inhoud.parameter_in == ParameterIn::Query
            && let Some(schema) = &mut inhoud.schema
        {
            verscherp_zoekveld(&inhoud.name, schema);
        } else if inhoud.parameter_in == ParameterIn::Header {
            let verwijzing = Ref::new(format!("#/components/parameters/{}", inhoud.name));
            gedeeld.insert(inhoud.name.clone(), std::mem::replace(parameter, RefOr::Ref(verwijzing)));
        }
    }
    for antwoord in operatie.responses.responses.values_mut() {
        let RefOr::T(antwoord) = antwoord else { continue };
        let namen: Vec<_> = antwoord.headers.keys().cloned().chain(["API-Version".to_owned()]).collect();
        antwoord.headers = namen.iter().map(|naam| antwoorden::verwijzing(naam)).collect();
    }
}
