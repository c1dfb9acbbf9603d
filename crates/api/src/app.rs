//! The whole application: every route once, in the server and in the document.

use actix_web::middleware::from_fn;
use actix_web::web::{self, Data};
use actix_web::{App, Error, dev};
use regieboek_api_types::{Ontvangst, Probleem, Veldfout};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{ComponentsBuilder, InfoBuilder, LicenseBuilder, OpenApi, OpenApiBuilder, SecurityRequirement};
use utoipa::{PartialSchema as _, ToSchema as _};
use utoipa_actix_web::{AppExt as _, scope};

use crate::ingang::Ingang;
use crate::problem::{Methoden, onbekend_pad};
use crate::routes::{algemeen, alle};
use crate::verzoek::omlijst;

const BESCHRIJVING: &str = "Regieboek: één huishouden, één plan, één regisseur.\n\n\
    Elke wijziging is een POST met een Idempotency-Key; een wijziging van iets dat bestaat noemt in If-Match de versie \
    waarop zij berust. Een weigering is application/problem+json met een vaste `code`.";

/// The OpenAPI 3.1 document, made from the same registrations as the server.
pub fn document() -> OpenApi {
    let (_, paden) = App::new().into_utoipa_app().configure(registreer).split_for_parts();
    let info = InfoBuilder::new()
        .title("Regieboek")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(BESCHRIJVING))
        .license(Some(LicenseBuilder::new().name("EUPL-1.2").identifier(Some("EUPL-1.2")).build()))
        .build();
    let bearer = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .bearer_format("JWT")
        .description(Some("Een toegangstoken (RFC 9068) met gemeente, functie en organisatie."))
        .build();
    let algemeen = ComponentsBuilder::new()
        .schema(Ontvangst::name(), Ontvangst::schema())
        .schema(Probleem::name(), Probleem::schema())
        .schema(Veldfout::name(), Veldfout::schema())
        .security_scheme("token", SecurityScheme::Http(bearer))
        .build();
    let mut document = OpenApiBuilder::new()
        .info(info)
        .components(Some(algemeen))
        .security(Some([SecurityRequirement::new::<_, [&str; 0], _>("token", [])]))
        .build();
    document.merge(paden);
    document
}

fn registreer(cfg: &mut utoipa_actix_web::service_config::ServiceConfig<'_>) {
    cfg.service(scope("/v1").configure(alle)).service(algemeen::health_live).service(algemeen::health_ready);
}

/// The application for one worker.
pub fn app(
    ingang: Data<Ingang>,
    methoden: Data<Methoden>,
) -> App<
    impl dev::ServiceFactory<
        dev::ServiceRequest,
        Config = (),
        Response = dev::ServiceResponse<actix_web::body::BoxBody>,
        Error = Error,
        InitError = (),
    >,
> {
    App::new()
        .app_data(ingang)
        .app_data(methoden)
        .into_utoipa_app()
        .configure(registreer)
        .into_app()
        .default_service(web::to(onbekend_pad))
        .wrap(from_fn(omlijst))
}
