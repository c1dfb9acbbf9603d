//! Who the contactpersoon of a huishouden without a plan is: offered to another, and accepted by that one.

use actix_web::post;
use regieboek_access::handelingen::{ContactAanvaarden, ContactOverdragen};
use regieboek_api_types::invoer::algemeen::Leeg;
use regieboek_api_types::invoer::huishoudens as invoer;
use regieboek_huishouden::{Huishouden, HuishoudenCommand};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::document::{Gewijzigd, Pad, Wijzigkoppen};
use crate::ingang::Wijzig;
use crate::routes::Antwoord;
use crate::validatie::Velden;

/// Registers the routes of this file.
pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(contact_overdragen).service(contact_aanvaarden);
}

/// Biedt het contactpersoonschap aan een ander aan; u blijft contactpersoon tot die aanvaardt.
#[utoipa::path(tag = "huishoudens", params(Pad, Wijzigkoppen), request_body = invoer::Contactoverdracht, responses(Gewijzigd))]
#[post("/huishoudens/{id}/contactoverdracht")]
async fn contact_overdragen(verzoek: Wijzig<ContactOverdragen, invoer::Contactoverdracht>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let naar = Velden::verzamel(|v| v.betrokkene("/naar", &dto.naar))?;
            let wat = HuishoudenCommand::DraagContactOver { naar };
            Ok(app.pas_toe::<Huishouden, _>(&toegang, &aanvraag, wat).await?)
        })
        .await
}

/// Aanvaardt het contactpersoonschap; u bent vanaf dan de contactpersoon van het huishouden.
#[utoipa::path(tag = "huishoudens", params(Pad, Wijzigkoppen), request_body = Leeg, responses(Gewijzigd))]
#[post("/huishoudens/{id}/contactaanvaarding")]
async fn contact_aanvaarden(verzoek: Wijzig<ContactAanvaarden, Leeg>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, _, aanvraag| {
            Ok(app.pas_toe::<Huishouden, _>(&toegang, &aanvraag, HuishoudenCommand::NeemContactOver).await?)
        })
        .await
}
