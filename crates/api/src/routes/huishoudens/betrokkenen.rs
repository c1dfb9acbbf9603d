//! Who is involved in a huishouden, and the consents on which something is shared with them.

use actix_web::post;
use actix_web::web::Path;
use regieboek_access::handelingen::{BetrokkenenBeheren, ToestemmingVastleggen};
use regieboek_api_types::invoer::algemeen::Leeg;
use regieboek_api_types::invoer::huishoudens as invoer;
use regieboek_huishouden::{Gever, Huishouden, HuishoudenCommand, Toestemming};
use regieboek_kernel::{LidId, Onderwerp, ToestemmingId};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::document::{Gewijzigd, Pad, Wijzigkoppen};
use crate::ingang::{Wijzig, pad_id};
use crate::omzetting::id_of_nieuw;
use crate::problem::Problem;
use crate::routes::Antwoord;
use crate::validatie::Velden;

/// Registers the routes of this file.
pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(betrokkene_toevoegen)
        .service(betrokkenheid_beeindigen)
        .service(toestemming_vastleggen)
        .service(toestemming_intrekken);
}

/// Betrekt iemand bij het huishouden, op een grond om te delen.
#[utoipa::path(tag = "huishoudens", params(Pad, Wijzigkoppen), request_body = invoer::NieuweBetrokkenheid, responses(Gewijzigd))]
#[post("/huishoudens/{id}/betrokkenen")]
async fn betrokkene_toevoegen(verzoek: Wijzig<BetrokkenenBeheren, invoer::NieuweBetrokkenheid>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let wat = betrokkenheid(&dto)?;
            Ok(app.pas_toe::<Huishouden, _>(&toegang, &aanvraag, wat).await?)
        })
        .await
}

/// Beëindigt iemands betrokkenheid; een lopende doorverwijzing houdt haar eigen zicht.
#[utoipa::path(tag = "huishoudens", params(Pad, Wijzigkoppen), request_body = invoer::Betrokkenheidseinde, responses(Gewijzigd))]
#[post("/huishoudens/{id}/betrokkenheidseindes")]
async fn betrokkenheid_beeindigen(verzoek: Wijzig<BetrokkenenBeheren, invoer::Betrokkenheidseinde>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let wie = Velden::verzamel(|v| v.betrokkene("/wie", &dto.wie))?;
            let wat = HuishoudenCommand::BeeindigBetrokkenheid { wie };
            Ok(app.pas_toe::<Huishouden, _>(&toegang, &aanvraag, wat).await?)
        })
        .await
}

/// Legt een toestemming vast, gegeven door precies wie dat mag (Jeugdwet 7.3.4).
#[utoipa::path(tag = "huishoudens", params(Pad, Wijzigkoppen), request_body = invoer::NieuweToestemming, responses(Gewijzigd))]
#[post("/huishoudens/{id}/toestemmingen")]
async fn toestemming_vastleggen(verzoek: Wijzig<ToestemmingVastleggen, invoer::NieuweToestemming>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let wat = HuishoudenCommand::GeefToestemming(toestemming(&dto)?);
            Ok(app.pas_toe::<Huishouden, _>(&toegang, &aanvraag, wat).await?)
        })
        .await
}

/// Trekt een toestemming in; wat erop berust, eindigt meteen.
#[utoipa::path(
    tag = "huishoudens",
    params(
        ("id" = Uuid, Path, description = "Het id."),
        ("toestemmingId" = Uuid, Path, description = "De toestemming."),
        Wijzigkoppen
    ),
    request_body = Leeg,
    responses(Gewijzigd)
)]
#[post("/huishoudens/{id}/toestemmingen/{toestemmingId}/intrekking")]
async fn toestemming_intrekken(verzoek: Wijzig<ToestemmingVastleggen, Leeg>, pad: Path<(String, String)>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, _, aanvraag| {
            let wat = HuishoudenCommand::TrekToestemmingIn { id: pad_id(&pad)? };
            Ok(app.pas_toe::<Huishouden, _>(&toegang, &aanvraag, wat).await?)
        })
        .await
}

fn betrokkenheid(dto: &invoer::NieuweBetrokkenheid) -> Result<HuishoudenCommand, Problem> {
    Velden::verzamel(|v| {
        let wie = v.betrokkene("/wie", &dto.wie);
        let deelgrond = v.deelgrond("/deelgrond", dto.deelgrond.as_ref());
        let categorieen = v.codes("/categorieen", &dto.categorieen);
        Some(HuishoudenCommand::VoegBetrokkeneToe { wie: wie?, deelgrond: deelgrond?, categorieen: categorieen? })
    })
}

fn toestemming(dto: &invoer::NieuweToestemming) -> Result<Toestemming, Problem> {
    Velden::verzamel(|v| {
        let soort = v.lees("/soort", &dto.soort);
        let doel = v.vrije_tekst("/doel", dto.betreft, &dto.doel);
        let categorieen = v.codes("/categorieen", &dto.categorieen);
        let ontvanger = v.lees("/ontvanger", &dto.ontvanger);
        let leden = dto.gegeven_door.iter().copied().map(LidId::new).map(Gever::Lid);
        let buiten = dto.gegeven_door_buiten.iter().flatten().copied().map(Onderwerp::new).map(Gever::Buiten);
        let voogdij = v.lees_optie("/voogdij", dto.voogdij.as_deref());
        let tot = v.lees("/tot", &dto.tot);
        Some(Toestemming {
            id: ToestemmingId::new(id_of_nieuw(dto.id)),
            soort: soort?,
            doel: doel?,
            categorieen: categorieen?,
            ontvanger: ontvanger?,
            betreft: LidId::new(dto.betreft),
            gegeven_door: leden.chain(buiten).chain(voogdij?.map(Gever::Voogdij)).collect(),
            tot: tot?,
        })
    })
}
