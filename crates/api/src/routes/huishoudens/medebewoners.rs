//! A child of parents who share its care: where it lives besides, says its own huishouden; and the other confirms it.

use actix_web::post;
use actix_web::web::Path;
use regieboek_access::handelingen::{MedebewonersVastleggen, SamenstellingVastleggen};
use regieboek_api_types::invoer::samenstelling as invoer;
use regieboek_huishouden::Verblijf;
use regieboek_kernel::{HuishoudenId, LidId};
use utoipa_actix_web::service_config::ServiceConfig;

use super::registratie::adres;
use crate::document::{Gewijzigd, Pad, Wijzigkoppen};
use crate::ingang::{Wijzig, pad_id};
use crate::omzetting::gegeven;
use crate::problem::Problem;
use crate::routes::Antwoord;
use crate::validatie::Velden;

/// Registers the routes of this file.
pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(lid_verblijf_vastleggen).service(medebewoner_opnemen).service(medebewoner_laten_vertrekken);
}

/// Legt vast waar een lid ook verblijft, zonder daar een tweede keer lid te zijn. Een ander huishouden bevestigt dat zelf.
#[utoipa::path(
    tag = "samenstelling",
    params(
        ("id" = Uuid, Path, description = "Het id."),
        ("lidId" = Uuid, Path, description = "Het lid."),
        Wijzigkoppen
    ),
    request_body = invoer::Lidverblijf,
    responses(Gewijzigd)
)]
#[post("/huishoudens/{id}/leden/{lidId}/verblijf")]
async fn lid_verblijf_vastleggen(
    verzoek: Wijzig<SamenstellingVastleggen, invoer::Lidverblijf>,
    pad: Path<(String, String)>,
) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let verblijf = verblijf(&dto, pad_id(&pad)?)?;
            Ok(app.leg_verblijf_vast(&toegang, &aanvraag, verblijf).await?)
        })
        .await
}

/// Bevestigt dat een kind van een ander huishouden hier een deel van de tijd woont. Dat andere huishouden heeft dat eerst
/// vastgelegd; het kind blijft daar lid.
#[utoipa::path(tag = "samenstelling", params(Pad, Wijzigkoppen), request_body = invoer::NieuweMedebewoner, responses(Gewijzigd))]
#[post("/huishoudens/{id}/medebewoners")]
async fn medebewoner_opnemen(verzoek: Wijzig<MedebewonersVastleggen, invoer::NieuweMedebewoner>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let (thuis, lid) = (HuishoudenId::new(dto.huishouden_id), LidId::new(dto.lid_id));
            Ok(app.neem_medebewoner_op(&toegang, &aanvraag, thuis, lid).await?)
        })
        .await
}

/// Legt vast dat een kind van een ander huishouden hier niet meer woont.
#[utoipa::path(
    tag = "samenstelling",
    params(
        ("id" = Uuid, Path, description = "Het id."),
        ("lidId" = Uuid, Path, description = "Het kind, als lid van het andere huishouden."),
        Wijzigkoppen
    ),
    request_body = invoer::Medebewonervertrek,
    responses(Gewijzigd)
)]
#[post("/huishoudens/{id}/medebewoners/{lidId}/vertrek")]
async fn medebewoner_laten_vertrekken(
    verzoek: Wijzig<MedebewonersVastleggen, invoer::Medebewonervertrek>,
    pad: Path<(String, String)>,
) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let op = Velden::verzamel(|v| v.lees("/op", &dto.op))?;
            Ok(app.laat_medebewoner_gaan(&toegang, &aanvraag, pad_id(&pad)?, op).await?)
        })
        .await
}

fn verblijf(dto: &invoer::Lidverblijf, lid: LidId) -> Result<Verblijf, Problem> {
    Velden::verzamel(|v| {
        let adres = match &dto.adres {
            None => Some(None),
            Some(dto) => v.onder("/adres", |v| adres(v, dto)).map(Some),
        };
        let sinds = v.lees_optie("/sinds", dto.sinds.as_deref());
        let huishouden = dto.huishouden_id.map(HuishoudenId::new);
        Some(Verblijf { lid, huishouden, adres: adres?.map(|adres| gegeven(lid.uuid(), adres)), sinds: sinds? })
    })
}
