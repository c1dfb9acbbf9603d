//! The regie when its holder cannot act: reporting the regievacuum, and appointing another regisseur.

use actix_web::post;
use regieboek_access::handelingen::{RegievacuumMelden, RegisseurBenoemen};
use regieboek_api_types::invoer::huishoudens as invoer;
use regieboek_huishouden::{Huishouden, HuishoudenCommand};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::document::{Gewijzigd, Pad, Wijzigkoppen};
use crate::ingang::Wijzig;
use crate::routes::Antwoord;
use crate::validatie::Velden;

/// Registers the routes of this file.
pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(regievacuum_melden).service(regisseur_benoemen);
}

/// Meldt dat de regisseur niet kan handelen.
#[utoipa::path(tag = "plan", params(Pad, Wijzigkoppen), request_body = invoer::Regievacuummelding, responses(Gewijzigd))]
#[post("/huishoudens/{id}/regievacuum")]
async fn regievacuum_melden(verzoek: Wijzig<RegievacuumMelden, invoer::Regievacuummelding>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let reden = Velden::verzamel(|v| v.lees("/reden", &dto.reden))?;
            let wat = HuishoudenCommand::MeldRegievacuum { reden };
            Ok(app.pas_toe::<Huishouden, _>(&toegang, &aanvraag, wat).await?)
        })
        .await
}

/// Benoemt een regisseur bij een regievacuüm.
#[utoipa::path(tag = "plan", params(Pad, Wijzigkoppen), request_body = invoer::Regisseursbenoeming, responses(Gewijzigd))]
#[post("/huishoudens/{id}/regisseursbenoeming")]
async fn regisseur_benoemen(verzoek: Wijzig<RegisseurBenoemen, invoer::Regisseursbenoeming>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let regisseur = Velden::verzamel(|v| v.betrokkene("/regisseur", &dto.regisseur))?;
            let wat = HuishoudenCommand::BenoemRegisseur { regisseur };
            Ok(app.pas_toe::<Huishouden, _>(&toegang, &aanvraag, wat).await?)
        })
        .await
}
