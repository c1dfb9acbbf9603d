//! Policy: what holds on a day, which versions there are, and changing it.

mod omzetting;

use actix_web::web::Path;
use actix_web::{HttpRequest, HttpResponse, get, post};
use regieboek_access::handelingen::{BeleidInzien, BeleidVaststellen};
use regieboek_api_types::beleid as vorm;
use regieboek_api_types::invoer::algemeen::MetReden;
use regieboek_api_types::invoer::beleid as invoer;
use regieboek_beleid::BeleidsboekCommand;
use regieboek_kernel::BeleidsboekId;
use regieboek_projections::inzage;
use utoipa_actix_web::service_config::ServiceConfig;

use super::Antwoord;
use crate::document::{Gewijzigd, Leesfouten, Wijzigkoppen};
use crate::headers::etag;
use crate::ingang::{Inzage, Wijzig, zoekvelden};
use crate::problem::Problem;
use crate::validatie::Velden;

/// Registers the routes of this file.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(beleid).service(beleidsversies).service(beleid_vaststellen).service(beleid_intrekken);
}

/// Geeft het beleid van vandaag, of van een andere dag: gebieden, voorzieningen, termijnen en codelijsten.
#[utoipa::path(
    tag = "beleid",
    params(invoer::Beleidsvraag),
    responses((status = 200, description = "Het beleid, met zijn versie.", body = vorm::Beleid), Leesfouten)
)]
#[get("/beleid")]
async fn beleid(mut verzoek: Inzage<BeleidInzien>, req: HttpRequest) -> Antwoord {
    let vraag: invoer::Beleidsvraag = zoekvelden(&req)?;
    let op = Velden::verzamel(|v| v.lees_optie("/op", vraag.op.as_deref()))?;
    let boek = inzage::beleidsboek(&mut verzoek.tx, &verzoek.toegang).await.map_err(Problem::niet_te_lezen)?;
    let dag = op.unwrap_or_else(|| verzoek.nu.datum());
    Ok(HttpResponse::Ok().json(omzetting::beleid(boek.op(dag))))
}

/// Geeft alle versies van het beleid: vanaf wanneer, wie haar vaststelde en waarom.
#[utoipa::path(
    tag = "beleid",
    responses((status = 200, description = "De versies.", body = vorm::Beleidsversies, headers(("ETag" = String, description = "De versie."))), Leesfouten)
)]
#[get("/beleid/versies")]
async fn beleidsversies(mut verzoek: Inzage<BeleidInzien>) -> Antwoord {
    let versies = inzage::beleidsversies(&mut verzoek.tx, &verzoek.toegang).await.map_err(Problem::niet_te_lezen)?;
    Ok(HttpResponse::Ok().insert_header(etag(versies.versie)).json(versies))
}

/// Stelt nieuw beleid vast, vanaf een dag na vandaag.
#[utoipa::path(tag = "beleid", params(Wijzigkoppen), request_body = invoer::Beleidsvaststelling, responses(Gewijzigd))]
#[post("/beleid/versies")]
async fn beleid_vaststellen(verzoek: Wijzig<BeleidVaststellen, invoer::Beleidsvaststelling>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let wat = omzetting::vaststelling(BeleidsboekId::van(toegang.gemeente()), &dto)?;
            Ok(app.wijzig_beleid(&toegang, &aanvraag, wat).await?)
        })
        .await
}

/// Trekt een versie van het beleid in, voordat zij geldt.
#[utoipa::path(
    tag = "beleid",
    params(("versie" = u32, Path, description = "Het nummer van de versie."), Wijzigkoppen),
    request_body = MetReden,
    responses(Gewijzigd)
)]
#[post("/beleid/versies/{versie}/intrekking")]
async fn beleid_intrekken(verzoek: Wijzig<BeleidVaststellen, MetReden>, pad: Path<String>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let versie = pad.parse().map_err(|_| Problem::niet_gevonden())?;
            let onderwerp = BeleidsboekId::van(toegang.gemeente()).uuid();
            let reden = Velden::verzamel(|v| v.vrije_tekst("/reden", onderwerp, &dto.reden))?;
            Ok(app.wijzig_beleid(&toegang, &aanvraag, BeleidsboekCommand::TrekIn { versie, reden }).await?)
        })
        .await
}
