//! The authority under an inzet: the defect that came to light, its ratification, and the objection against it.

use actix_web::{HttpResponse, get, post};
use regieboek_access::handelingen::{BevoegdheidHerstellen, BevoegdheidInzien};
use regieboek_api_types::doorverwijzingen::Bevoegdheidsdetails;
use regieboek_api_types::invoer::doorverwijzingen as invoer;
use regieboek_doorverwijzing::{Doorverwijzing, DoorverwijzingCommand};
use regieboek_kernel::ProfessionalId;
use regieboek_projections::inzage;
use utoipa_actix_web::service_config::ServiceConfig;

use super::Antwoord;
use crate::document::{Gewijzigd, Leesfouten, Pad, Wijzigkoppen};
use crate::headers::etag;
use crate::ingang::{Inzage, Wijzig};
use crate::problem::Problem;
use crate::validatie::Velden;

/// Registers the routes of this file.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(bevoegdheid_inzien).service(gebrek_melden).service(inzet_bekrachtigen).service(bezwaar_vastleggen);
}

/// Geeft op welke bevoegdheid hulp is ingezet en wat daarmee is gebeurd, zonder iets van de casus.
#[utoipa::path(
    tag = "doorverwijzingen",
    params(Pad),
    responses((status = 200, description = "De bevoegdheid; `ETag` is de versie van de doorverwijzing.", body = Bevoegdheidsdetails), Leesfouten)
)]
#[get("/doorverwijzingen/{id}/bevoegdheid")]
async fn bevoegdheid_inzien(mut verzoek: Inzage<BevoegdheidInzien>) -> Antwoord {
    let gevonden = inzage::bevoegdheid(&mut verzoek.tx, &verzoek.toegang).await.map_err(Problem::niet_te_lezen)?;
    let bevoegdheid = gevonden.ok_or_else(Problem::niet_gevonden)?;
    Ok(HttpResponse::Ok().insert_header(etag(bevoegdheid.versie)).json(bevoegdheid))
}

/// Meldt dat hulp zonder toereikende bevoegdheid is ingezet; de hulp loopt door.
#[utoipa::path(tag = "doorverwijzingen", params(Pad, Wijzigkoppen), request_body = invoer::Bevoegdheidsgebrek, responses(Gewijzigd))]
#[post("/doorverwijzingen/{id}/bevoegdheidsgebreken")]
async fn gebrek_melden(verzoek: Wijzig<BevoegdheidHerstellen, invoer::Bevoegdheidsgebrek>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let gebrek = Velden::verzamel(|v| v.lees("/gebrek", &dto.gebrek))?;
            let wat = DoorverwijzingCommand::MeldBevoegdheidsgebrek { gebrek };
            Ok(app.pas_toe::<Doorverwijzing, _>(&toegang, &aanvraag, wat).await?)
        })
        .await
}

/// Legt vast dat het bevoegde orgaan een inzet heeft bekrachtigd.
#[utoipa::path(tag = "doorverwijzingen", params(Pad, Wijzigkoppen), request_body = invoer::Bekrachtiging, responses(Gewijzigd))]
#[post("/doorverwijzingen/{id}/bekrachtiging")]
async fn inzet_bekrachtigen(verzoek: Wijzig<BevoegdheidHerstellen, invoer::Bekrachtiging>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let wat = Velden::verzamel(|v| {
                let gebrek = v.lees("/gebrek", &dto.gebrek);
                let toelichting = v.vrije_tekst("/toelichting", toegang.resource(), &dto.toelichting);
                Some(DoorverwijzingCommand::BekrachtigInzet {
                    besluit: dto.besluit.clone(),
                    gebrek: gebrek?,
                    toelichting: toelichting?,
                })
            })?;
            Ok(app.pas_toe::<Doorverwijzing, _>(&toegang, &aanvraag, wat).await?)
        })
        .await
}

/// Legt een bezwaar tegen een inzet vast, en wie daarop beslist: nooit wie de hulp inzette (Awb 10:3).
#[utoipa::path(tag = "doorverwijzingen", params(Pad, Wijzigkoppen), request_body = invoer::Bezwaar, responses(Gewijzigd))]
#[post("/doorverwijzingen/{id}/bezwaar")]
async fn bezwaar_vastleggen(verzoek: Wijzig<BevoegdheidHerstellen, invoer::Bezwaar>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let behandelaar = ProfessionalId::new(dto.behandelaar_id);
            let wat = DoorverwijzingCommand::LegBezwaarVast { behandelaar };
            Ok(app.pas_toe::<Doorverwijzing, _>(&toegang, &aanvraag, wat).await?)
        })
        .await
}
