//! The whole application: every route once, in the server and in the document.

use actix_web::middleware::from_fn;
use actix_web::web::{self, Data};
use actix_web::{App, Error, dev};
use utoipa::openapi::OpenApi;
use utoipa_actix_web::{AppExt as _, scope};

use crate::document::{self, BASIS};
use crate::drukte::{Drukte, begrens};
use crate::ingang::Ingang;
use crate::problem::{Methoden, onbekend_pad};
use crate::routes::{algemeen, alle};
use crate::verzoek::omlijst;

/// The OpenAPI 3.1 document, made from the same registrations as the server.
pub fn document() -> OpenApi {
    document::maak(registraties())
}

/// Which methods each path has, for the header `Allow`; from the same registrations too.
pub fn methoden() -> Methoden {
    Methoden::uit(&registraties())
}

fn registraties() -> OpenApi {
    let (_, registraties) = App::new().into_utoipa_app().configure(registreer).split_for_parts();
    registraties
}

fn registreer(cfg: &mut utoipa_actix_web::service_config::ServiceConfig<'_>) {
    cfg.service(scope(BASIS).configure(alle)).service(algemeen::health_live).service(algemeen::health_ready);
}

/// The application for one worker.
pub fn app(
    ingang: Data<Ingang>,
    methoden: Data<Methoden>,
    drukte: Data<Drukte>,
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
        .app_data(drukte)
        .into_utoipa_app()
        .configure(registreer)
        .into_app()
        .default_service(web::to(onbekend_pad))
        .wrap(from_fn(begrens))
        .wrap(from_fn(omlijst))
}
