//! Who am I, what is due, is the server well, what does it offer.

use std::sync::LazyLock;

use actix_web::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, ContentType};
use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use regieboek_access::handelingen::{WerklijstInzien, ZichzelfInzien};
use regieboek_api_types::algemeen::{Gereedheid, Ik};
use regieboek_api_types::werklijst as api_werklijst;
use regieboek_projections::Werklijst;
use utoipa_actix_web::service_config::ServiceConfig;

use super::Antwoord;
use crate::document::{Leesfouten, Openbaarfouten};
use crate::ingang::{Ingang, Inzage};
use crate::problem::Problem;

/// Registers the routes of this file that lie under `/v1`.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(ik).service(werklijst).service(openapi);
}

/// Zegt als wie u bent aangemeld.
#[utoipa::path(tag = "algemeen", responses((status = 200, description = "Uw gegevens uit het token.", body = Ik), Leesfouten))]
#[get("/ik")]
async fn ik(verzoek: Inzage<ZichzelfInzien>) -> Antwoord {
    let gemeente = verzoek.toegang.gemeente().to_string();
    let wie = verzoek.toegang.wie().professional().ok_or_else(|| Problem::storing("a caller is always a person"))?;
    Ok(HttpResponse::Ok().json(Ik {
        id: wie.id.uuid(),
        functie: wie.functie.to_string(),
        organisatie: wie.organisatie.to_string(),
        naam: wie.naam.waarde().cloned(),
        gemeente,
    }))
}

/// Geeft uw werklijst: wat wacht, en tot wanneer.
#[utoipa::path(tag = "algemeen", responses((status = 200, description = "Wat voor u openstaat.", body = api_werklijst::Werklijst), Leesfouten))]
#[get("/werklijst")]
async fn werklijst(mut verzoek: Inzage<WerklijstInzien>) -> Antwoord {
    let lijst = Werklijst::van(&mut verzoek.tx, &verzoek.toegang, verzoek.nu).await;
    Ok(HttpResponse::Ok().json(lijst.map_err(Problem::niet_te_lezen)?))
}

/// Zegt of het proces leeft.
#[utoipa::path(tag = "gezondheid", security(()), responses((status = 200, description = "Het proces leeft."), Openbaarfouten))]
#[get("/health/live")]
pub(crate) async fn health_live() -> HttpResponse {
    HttpResponse::Ok().finish()
}

/// Zegt of de server verzoeken aankan, en of er werk stilstaat.
#[utoipa::path(tag = "gezondheid", security(()), responses((status = 200, description = "De opslag is bereikbaar.", body = Gereedheid), Openbaarfouten))]
#[get("/health/ready")]
pub(crate) async fn health_ready(ingang: Data<Ingang>) -> Antwoord {
    ingang.application.gereed().await?;
    Ok(HttpResponse::Ok().json(ingang.gesteldheid.toon(ingang.application.slaat_niet_op())))
}

/// Made once: it is public, and the same for everyone.
static DOCUMENT: LazyLock<serde_json::Result<String>> = LazyLock::new(|| crate::app::document().to_pretty_json());

/// Geeft dit document.
#[utoipa::path(
    tag = "algemeen",
    security(()),
    responses((status = 200, description = "Het OpenAPI-document.", body = Object), Openbaarfouten)
)]
#[get("/openapi.json")]
pub(crate) async fn openapi() -> Antwoord {
    let document = DOCUMENT.as_ref().map_err(Problem::storing)?;
    Ok(HttpResponse::Ok()
        .insert_header(ContentType::json())
        .insert_header((ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .body(document.as_str()))
}
