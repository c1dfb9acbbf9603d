//! Reading: the case file as it is, everything that happened, the case file as it was recorded then, and the past that is
//! shared with the huishouden it was split from.

use actix_web::{HttpRequest, HttpResponse, get};
use regieboek_access::handelingen::{
    DossierInzien, GedeeldVerledenInzien, GedeeldeGeschiedenisInzien, GeschiedenisInzien,
};
use regieboek_api_types::dossier::{Dossier, GedeeldVerleden, Stand};
use regieboek_api_types::geschiedenis::{GedeeldeGeschiedenis, Geschiedenis};
use regieboek_api_types::invoer::huishoudens as invoer;
use regieboek_projections::dossier::{dossier, gedeeld_dossier, stand_op};
use regieboek_projections::geschiedenis::{gedeelde_geschiedenis, geschiedenis};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::document::{Leesfouten, Pad};
use crate::headers::etag;
use crate::ingang::{Inzage, zoekvelden};
use crate::problem::Problem;
use crate::routes::Antwoord;
use crate::validatie::Velden;

/// How many events a page of the history holds unless the caller says so, and at most.
const BLADZIJDE: (u32, u32) = (100, 500);

/// Registers the routes of this file.
pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(dossier_inzien)
        .service(geschiedenis_inzien)
        .service(stand_inzien)
        .service(gedeeld_verleden_inzien)
        .service(gedeelde_geschiedenis_inzien);
}

/// Geeft het dossier van een huishouden, voor zover u het mag zien.
#[utoipa::path(
    tag = "huishoudens",
    params(Pad),
    responses((status = 200, description = "Het dossier; `ETag` is de versie.", body = Dossier, headers(("ETag" = String, description = "De versie."))), Leesfouten)
)]
#[get("/huishoudens/{id}")]
async fn dossier_inzien(mut verzoek: Inzage<DossierInzien>) -> Antwoord {
    let gevonden = dossier(&mut verzoek.tx, &verzoek.toegang).await.map_err(Problem::niet_te_lezen)?;
    let (dossier, versie) = gevonden.ok_or_else(Problem::niet_gevonden)?;
    Ok(HttpResponse::Ok().insert_header(etag(versie)).json(dossier))
}

/// Geeft wat er met een huishouden gebeurde: wie, op welke bevoegdheid en waarom.
#[utoipa::path(
    tag = "huishoudens",
    params(Pad, invoer::Geschiedenisvraag),
    responses((status = 200, description = "Een bladzijde van de geschiedenis.", body = Geschiedenis), Leesfouten)
)]
#[get("/huishoudens/{id}/geschiedenis")]
async fn geschiedenis_inzien(mut verzoek: Inzage<GeschiedenisInzien>, req: HttpRequest) -> Antwoord {
    let (na, limiet) = bladzijde(&req)?;
    let bladzijde =
        geschiedenis(&mut verzoek.tx, &verzoek.toegang, na, limiet).await.map_err(Problem::niet_te_lezen)?;
    Ok(HttpResponse::Ok().json(bladzijde.ok_or_else(Problem::niet_gevonden)?))
}

/// Which page is asked for: after which position, and how much of it.
fn bladzijde(req: &HttpRequest) -> Result<(u64, u32), Problem> {
    let vraag: invoer::Geschiedenisvraag = zoekvelden(req)?;
    let (gewoon, hoogstens) = BLADZIJDE;
    Ok((vraag.na.unwrap_or_default(), vraag.limiet.unwrap_or(gewoon).min(hoogstens)))
}

/// Geeft het dossier zoals het op een moment was vastgelegd.
#[utoipa::path(
    tag = "huishoudens",
    params(Pad, invoer::Standvraag),
    responses((status = 200, description = "Het dossier van toen.", body = Stand), Leesfouten)
)]
#[get("/huishoudens/{id}/stand")]
async fn stand_inzien(mut verzoek: Inzage<GeschiedenisInzien>, req: HttpRequest) -> Antwoord {
    let vraag: invoer::Standvraag = zoekvelden(&req)?;
    let op = Velden::verzamel(|v| v.moment("/op", &vraag.op))?.min(verzoek.nu);
    let stand = stand_op(&mut verzoek.tx, &verzoek.toegang, op).await.map_err(Problem::niet_te_lezen)?;
    Ok(HttpResponse::Ok().json(stand.ok_or_else(Problem::niet_gevonden)?))
}

/// Geeft het dossier van het huishouden waarvan dit werd gesplitst, tot de splitsing.
#[utoipa::path(
    tag = "huishoudens",
    params(Pad),
    responses((status = 200, description = "Het dossier van vlak voor de splitsing.", body = GedeeldVerleden), Leesfouten)
)]
#[get("/huishoudens/{id}/gedeeld-verleden")]
async fn gedeeld_verleden_inzien(mut verzoek: Inzage<GedeeldVerledenInzien>) -> Antwoord {
    let verleden = gedeeld_dossier(&mut verzoek.tx, &verzoek.toegang).await.map_err(Problem::niet_te_lezen)?;
    Ok(HttpResponse::Ok().json(verleden.ok_or_else(Problem::niet_gevonden)?))
}

/// Geeft wat er met het huishouden waarvan dit werd gesplitst gebeurde, tot de splitsing.
#[utoipa::path(
    tag = "huishoudens",
    params(Pad, invoer::Geschiedenisvraag),
    responses((status = 200, description = "Een bladzijde van de geschiedenis.", body = GedeeldeGeschiedenis), Leesfouten)
)]
#[get("/huishoudens/{id}/gedeeld-verleden/geschiedenis")]
async fn gedeelde_geschiedenis_inzien(mut verzoek: Inzage<GedeeldeGeschiedenisInzien>, req: HttpRequest) -> Antwoord {
    let (na, limiet) = bladzijde(&req)?;
    let verleden =
        gedeelde_geschiedenis(&mut verzoek.tx, &verzoek.toegang, na, limiet).await.map_err(Problem::niet_te_lezen)?;
    Ok(HttpResponse::Ok().json(verleden.ok_or_else(Problem::niet_gevonden)?))
}
