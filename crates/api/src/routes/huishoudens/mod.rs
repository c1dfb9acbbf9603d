//! Huishoudens: registration, who is involved, consent, the plan, the regie, and reading it all back.

mod betrokkenen;
mod contact;
mod lezen;
mod mdo;
mod medebewoners;
mod plan;
mod regie;
pub(super) mod registratie;
mod samenstelling;

use utoipa_actix_web::service_config::ServiceConfig;

/// Registers the routes of this folder.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    // `_zoek` comes before what has an id in its place.
    cfg.configure(registratie::routes)
        .configure(plan::routes)
        .configure(lezen::routes)
        .configure(samenstelling::routes)
        .configure(medebewoners::routes)
        .configure(betrokkenen::routes)
        .configure(contact::routes)
        .configure(mdo::routes)
        .configure(regie::routes);
}
