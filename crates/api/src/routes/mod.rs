//! The routes: one file per resource, one function per operation, registered so that document and server cannot differ.

pub mod algemeen;
pub mod beleid;
pub mod bevoegdheden;
pub mod doorverwijzingen;
pub mod escalaties;
pub mod huishoudens;
pub mod intakes;
pub mod mandaten;
pub mod rechtstreeks;
pub mod signalen;

use actix_web::HttpResponse;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::problem::Problem;

/// What a handler answers.
pub(crate) type Antwoord = Result<HttpResponse, Problem>;

/// Registers every route under `/v1`.
pub fn alle(cfg: &mut ServiceConfig<'_>) {
    // Paths are tried in this order, so what is asked most comes first.
    cfg.configure(huishoudens::routes)
        .configure(algemeen::routes)
        .configure(doorverwijzingen::routes)
        .configure(beleid::routes)
        .configure(bevoegdheden::routes)
        .configure(escalaties::routes)
        .configure(intakes::routes)
        .configure(mandaten::routes)
        .configure(rechtstreeks::routes)
        .configure(signalen::routes);
}
