//! Huishoudens: registration, who is involved, consent, the plan, the regie, and reading it all back.

mod betrokkenen;
mod lezen;
mod plan;
mod regie;
mod registratie;

use utoipa_actix_web::service_config::ServiceConfig;

/// Registers the routes of this folder.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.configure(registratie::routes)
        .configure(betrokkenen::routes)
        .configure(plan::routes)
        .configure(regie::routes)
        .configure(lezen::routes);
}
