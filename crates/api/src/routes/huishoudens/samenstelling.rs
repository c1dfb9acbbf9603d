//! Who belongs to a huishouden over time: who comes and goes, where they live, splitting and merging.

use actix_web::post;
use actix_web::web::Path;
use regieboek_access::handelingen::{HuishoudensSamenvoegen, SamenstellingVastleggen};
use regieboek_api_types::invoer::samenstelling as invoer;
use regieboek_application::Splitsingsverzoek;
use regieboek_huishouden::{Aanleiding, Betrokkenheid, Opname, Zelfde};
use regieboek_kernel::{HuishoudenId, LidId};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::registratie::{adres, gezag, lid};
use crate::document::{Gewijzigd, Pad, Wijzigkoppen};
use crate::ingang::{Wijzig, pad_id};
use crate::omzetting::{gegeven, id_of_nieuw};
use crate::problem::Problem;
use crate::routes::Antwoord;
use crate::validatie::Velden;

/// Registers the routes of this file.
pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(lid_opnemen)
        .service(lid_laten_vertrekken)
        .service(lid_overlijden_melden)
        .service(adres_wijzigen)
        .service(huishouden_splitsen)
        .service(huishoudens_samenvoegen)
        .service(samenvoeging_ongedaan_maken)
        .service(dubbel_uitsluiten);
}

/// Neemt iemand op als lid, als bij een geboorte of iemand die erbij komt wonen.
#[utoipa::path(tag = "samenstelling", params(Pad, Wijzigkoppen), request_body = invoer::Lidopname, responses(Gewijzigd))]
#[post("/huishoudens/{id}/leden")]
async fn lid_opnemen(verzoek: Wijzig<SamenstellingVastleggen, invoer::Lidopname>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| Ok(app.neem_lid_op(&toegang, &aanvraag, opname(&dto)?).await?))
        .await
}

/// Legt vast dat een lid vertrekt; het gezag over wie blijft, houdt het.
#[utoipa::path(
    tag = "samenstelling",
    params(
        ("id" = Uuid, Path, description = "Het id."),
        ("lidId" = Uuid, Path, description = "Het lid."),
        Wijzigkoppen
    ),
    request_body = invoer::Lidvertrek,
    responses(Gewijzigd)
)]
#[post("/huishoudens/{id}/leden/{lidId}/vertrek")]
async fn lid_laten_vertrekken(
    verzoek: Wijzig<SamenstellingVastleggen, invoer::Lidvertrek>,
    pad: Path<(String, String)>,
) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let (reden, op) = Velden::verzamel(|v| {
                let reden = v.lees("/reden", &dto.reden);
                let op = v.lees("/op", &dto.op);
                Some((reden?, op?))
            })?;
            Ok(app.laat_vertrekken(&toegang, &aanvraag, pad_id(&pad)?, reden, op).await?)
        })
        .await
}

/// Legt vast dat een lid is overleden.
#[utoipa::path(
    tag = "samenstelling",
    params(
        ("id" = Uuid, Path, description = "Het id."),
        ("lidId" = Uuid, Path, description = "Het lid."),
        Wijzigkoppen
    ),
    request_body = invoer::Lidoverlijden,
    responses(Gewijzigd)
)]
#[post("/huishoudens/{id}/leden/{lidId}/overlijden")]
async fn lid_overlijden_melden(
    verzoek: Wijzig<SamenstellingVastleggen, invoer::Lidoverlijden>,
    pad: Path<(String, String)>,
) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let op = Velden::verzamel(|v| v.lees("/op", &dto.op))?;
            Ok(app.meld_overlijden(&toegang, &aanvraag, pad_id(&pad)?, op).await?)
        })
        .await
}

/// Wijzigt het adres van het huishouden.
#[utoipa::path(tag = "samenstelling", params(Pad, Wijzigkoppen), request_body = invoer::NieuweAdreswijziging, responses(Gewijzigd))]
#[post("/huishoudens/{id}/adreswijziging")]
async fn adres_wijzigen(verzoek: Wijzig<SamenstellingVastleggen, invoer::NieuweAdreswijziging>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let huishouden = toegang.resource();
            let (adres, gebied, op) = Velden::verzamel(|v| {
                let adres = v.onder("/adres", |v| adres(v, &dto.adres));
                let gebied = v.lees_optie("/gebied", dto.gebied.as_deref());
                let op = v.lees("/op", &dto.op);
                Some((gegeven(huishouden, adres?), gebied?, op?))
            })?;
            Ok(app.wijzig_adres(&toegang, &aanvraag, adres, gebied, op).await?)
        })
        .await
}

/// Splitst het huishouden: de genoemde leden gaan verder als een eigen huishouden, met een eigen contactpersoon.
#[utoipa::path(tag = "samenstelling", params(Pad, Wijzigkoppen), request_body = invoer::NieuweSplitsing, responses(Gewijzigd))]
#[post("/huishoudens/{id}/splitsing")]
async fn huishouden_splitsen(verzoek: Wijzig<SamenstellingVastleggen, invoer::NieuweSplitsing>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            Ok(app.splits_huishouden(&toegang, &aanvraag, splitsing(&dto)?).await?)
        })
        .await
}

/// Voegt een andere registratie van dezelfde mensen samen met deze; beide geschiedenissen blijven leesbaar.
#[utoipa::path(tag = "samenstelling", params(Pad, Wijzigkoppen), request_body = invoer::NieuweSamenvoeging, responses(Gewijzigd))]
#[post("/huishoudens/{id}/samenvoeging")]
async fn huishoudens_samenvoegen(verzoek: Wijzig<HuishoudensSamenvoegen, invoer::NieuweSamenvoeging>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let zelfde = dto.zelfde.iter().map(|paar| Zelfde {
                lid: LidId::new(paar.lid),
                ander: LidId::new(paar.ander_lid),
                bsn: None,
            });
            let ander = HuishoudenId::new(dto.ander);
            Ok(app.voeg_huishoudens_samen(&toegang, &aanvraag, ander, zelfde.collect()).await?)
        })
        .await
}

/// Maakt een samenvoeging ongedaan; het andere huishouden heeft weer wat het had.
#[utoipa::path(tag = "samenstelling", params(Pad, Wijzigkoppen), request_body = invoer::OngedaneSamenvoeging, responses(Gewijzigd))]
#[post("/huishoudens/{id}/samenvoeging-ongedaan")]
async fn samenvoeging_ongedaan_maken(
    verzoek: Wijzig<HuishoudensSamenvoegen, invoer::OngedaneSamenvoeging>,
) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let toelichting = Velden::verzamel(|v| v.vrije_tekst("/reden", toegang.resource(), &dto.reden))?;
            let ander = HuishoudenId::new(dto.ander);
            Ok(app.maak_samenvoeging_ongedaan(&toegang, &aanvraag, ander, toelichting).await?)
        })
        .await
}

/// Legt vast dat twee huishoudens die op elkaar lijken, verschillen.
#[utoipa::path(tag = "samenstelling", params(Pad, Wijzigkoppen), request_body = invoer::GeenDubbel, responses(Gewijzigd))]
#[post("/huishoudens/{id}/geen-dubbel")]
async fn dubbel_uitsluiten(verzoek: Wijzig<HuishoudensSamenvoegen, invoer::GeenDubbel>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            Ok(app.sluit_dubbel_uit(&toegang, &aanvraag, HuishoudenId::new(dto.ander)).await?)
        })
        .await
}

fn opname(dto: &invoer::Lidopname) -> Result<Opname, Problem> {
    Velden::verzamel(|v| {
        let lid = v.onder("/lid", |v| lid(v, &dto.lid));
        let reden = v.lees("/reden", &dto.reden);
        let sinds = v.lees("/sinds", &dto.sinds);
        let gezag = v.lijst("/gezag", &dto.gezag, gezag);
        Some(Opname { lid: lid?, reden: reden?, sinds: sinds?, gezag: gezag? })
    })
}

fn splitsing(dto: &invoer::NieuweSplitsing) -> Result<Splitsingsverzoek, Problem> {
    let naar: Uuid = id_of_nieuw(dto.id);
    Velden::verzamel(|v| {
        let op = v.lees("/op", &dto.op);
        let adres = v.onder("/adres", |v| adres(v, &dto.adres));
        let gebied = v.lees("/gebied", &dto.gebied);
        let contactpersoon = v.betrokkene("/contactpersoon", &dto.contactpersoon);
        let betrokkenen = v.lijst("/betrokkenen", &dto.betrokkenen, |v, dto| {
            let wie = v.betrokkene("/wie", &dto.wie);
            let deelgrond = v.deelgrond("/deelgrond", dto.deelgrond.as_ref());
            let categorieen = v.codes("/categorieen", &dto.categorieen);
            let wegens = Aanleiding::Toevoeging;
            Some(Betrokkenheid { wie: wie?, wegens, deelgrond: deelgrond?, categorieen: categorieen? })
        });
        Some(Splitsingsverzoek {
            naar: HuishoudenId::new(naar),
            leden: dto.leden.iter().copied().map(LidId::new).collect(),
            op: op?,
            adres: gegeven(naar, adres?),
            gebied: gebied?,
            contactpersoon: contactpersoon?,
            betrokkenen: betrokkenen?,
        })
    })
}
