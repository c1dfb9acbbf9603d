//! The plan: goals, acties, their order, how far they came, and what follows when it closes.

use actix_web::post;
use actix_web::web::Path;
use regieboek_access::handelingen::{ActieAfronden, NazorgVoeren, PlanVoeren, VolgordeVoorstellen};
use regieboek_api_types::invoer::algemeen::Leeg;
use regieboek_api_types::invoer::huishoudens as invoer;
use regieboek_huishouden::{Actie, Controleverslag, Doel, Evaluatie, Huishouden, HuishoudenCommand};
use regieboek_kernel::{ActieId, DoelId};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::document::{Gewijzigd, Pad, Wijzigkoppen};
use crate::ingang::{Wijzig, pad_id};
use crate::omzetting::id_of_nieuw;
use crate::problem::Problem;
use crate::routes::Antwoord;
use crate::validatie::Velden;

/// Registers the routes of this file.
pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(doel_stellen)
        .service(doel_evalueren)
        .service(actie_toevoegen)
        .service(actie_afronden)
        .service(volgorde_bepalen)
        .service(volgorde_voorstellen)
        .service(plan_sluiten)
        .service(nazorgcontrole_vastleggen);
}

/// Stelt een doel van het plan.
#[utoipa::path(tag = "plan", params(Pad, Wijzigkoppen), request_body = invoer::NieuwDoel, responses(Gewijzigd))]
#[post("/huishoudens/{id}/doelen")]
async fn doel_stellen(verzoek: Wijzig<PlanVoeren, invoer::NieuwDoel>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let wat = HuishoudenCommand::StelDoel(doel(&dto, toegang.resource())?);
            Ok(app.pas_toe::<Huishouden, _>(&toegang, &aanvraag, wat).await?)
        })
        .await
}

/// Evalueert een doel.
#[utoipa::path(
    tag = "plan",
    params(
        ("id" = Uuid, Path, description = "Het id."),
        ("doelId" = Uuid, Path, description = "Het doel."),
        Wijzigkoppen
    ),
    request_body = invoer::NieuweDoelevaluatie,
    responses(Gewijzigd)
)]
#[post("/huishoudens/{id}/doelen/{doelId}/evaluatie")]
async fn doel_evalueren(
    verzoek: Wijzig<PlanVoeren, invoer::NieuweDoelevaluatie>,
    pad: Path<(String, String)>,
) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let wat = HuishoudenCommand::EvalueerDoel(evaluatie(&dto, toegang.resource(), pad_id(&pad)?)?);
            Ok(app.pas_toe::<Huishouden, _>(&toegang, &aanvraag, wat).await?)
        })
        .await
}

/// Voegt een actie toe aan een doel.
#[utoipa::path(tag = "plan", params(Pad, Wijzigkoppen), request_body = invoer::NieuweActie, responses(Gewijzigd))]
#[post("/huishoudens/{id}/acties")]
async fn actie_toevoegen(verzoek: Wijzig<PlanVoeren, invoer::NieuweActie>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let wat = HuishoudenCommand::VoegActieToe(actie(&dto, toegang.resource())?);
            Ok(app.pas_toe::<Huishouden, _>(&toegang, &aanvraag, wat).await?)
        })
        .await
}

/// Rondt een actie af.
#[utoipa::path(
    tag = "plan",
    params(
        ("id" = Uuid, Path, description = "Het id."),
        ("actieId" = Uuid, Path, description = "De actie."),
        Wijzigkoppen
    ),
    request_body = Leeg,
    responses(Gewijzigd)
)]
#[post("/huishoudens/{id}/acties/{actieId}/afronding")]
async fn actie_afronden(verzoek: Wijzig<ActieAfronden, Leeg>, pad: Path<(String, String)>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, _, aanvraag| {
            let wat = HuishoudenCommand::RondActieAf { id: pad_id(&pad)? };
            Ok(app.pas_toe::<Huishouden, _>(&toegang, &aanvraag, wat).await?)
        })
        .await
}

/// Bepaalt de volgorde van de acties.
#[utoipa::path(tag = "plan", params(Pad, Wijzigkoppen), request_body = invoer::NieuweVolgorde, responses(Gewijzigd))]
#[post("/huishoudens/{id}/volgorde")]
async fn volgorde_bepalen(verzoek: Wijzig<PlanVoeren, invoer::NieuweVolgorde>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let wat = HuishoudenCommand::BepaalVolgorde { volgorde: volgorde(&dto) };
            Ok(app.pas_toe::<Huishouden, _>(&toegang, &aanvraag, wat).await?)
        })
        .await
}

/// Stelt een volgorde van de acties voor.
#[utoipa::path(tag = "plan", params(Pad, Wijzigkoppen), request_body = invoer::NieuweVolgorde, responses(Gewijzigd))]
#[post("/huishoudens/{id}/volgordevoorstellen")]
async fn volgorde_voorstellen(verzoek: Wijzig<VolgordeVoorstellen, invoer::NieuweVolgorde>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let wat = HuishoudenCommand::StelVolgordeVoor { volgorde: volgorde(&dto) };
            Ok(app.pas_toe::<Huishouden, _>(&toegang, &aanvraag, wat).await?)
        })
        .await
}

/// Sluit het plan; daarna begint de nazorg.
#[utoipa::path(tag = "plan", params(Pad, Wijzigkoppen), request_body = invoer::Plansluiting, responses(Gewijzigd))]
#[post("/huishoudens/{id}/plansluiting")]
async fn plan_sluiten(verzoek: Wijzig<PlanVoeren, invoer::Plansluiting>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let (reden, eigenaar) = Velden::verzamel(|v| {
                let reden = v.lees("/reden", &dto.reden);
                let eigenaar = v.betrokkene("/nazorgeigenaar", &dto.nazorgeigenaar);
                Some((reden?, eigenaar?))
            })?;
            Ok(app.sluit_plan(&toegang, &aanvraag, reden, eigenaar).await?)
        })
        .await
}

/// Legt een nazorgcontrole vast; bij terugval gaat het plan weer open.
#[utoipa::path(tag = "plan", params(Pad, Wijzigkoppen), request_body = invoer::Nazorgverslag, responses(Gewijzigd))]
#[post("/huishoudens/{id}/nazorgcontroles")]
async fn nazorgcontrole_vastleggen(verzoek: Wijzig<NazorgVoeren, invoer::Nazorgverslag>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let wat = HuishoudenCommand::VoerNazorgcontroleUit(verslag(&dto, toegang.resource())?);
            Ok(app.pas_toe::<Huishouden, _>(&toegang, &aanvraag, wat).await?)
        })
        .await
}

fn doel(dto: &invoer::NieuwDoel, huishouden: Uuid) -> Result<Doel, Problem> {
    Velden::verzamel(|v| {
        let leefgebied = v.lees("/leefgebied", &dto.leefgebied);
        let resultaat = v.vrije_tekst("/resultaat", huishouden, &dto.resultaat);
        let streefdatum = v.lees("/streefdatum", &dto.streefdatum);
        Some(Doel {
            id: DoelId::new(id_of_nieuw(dto.id)),
            leefgebied: leefgebied?,
            resultaat: resultaat?,
            streefdatum: streefdatum?,
        })
    })
}

fn evaluatie(dto: &invoer::NieuweDoelevaluatie, huishouden: Uuid, doel: DoelId) -> Result<Evaluatie, Problem> {
    Velden::verzamel(|v| {
        let oordeel = v.lees("/oordeel", &dto.oordeel);
        let toelichting = v.vrije_tekst("/toelichting", huishouden, &dto.toelichting);
        Some(Evaluatie { doel, oordeel: oordeel?, toelichting: toelichting? })
    })
}

fn actie(dto: &invoer::NieuweActie, huishouden: Uuid) -> Result<Actie, Problem> {
    Velden::verzamel(|v| {
        let omschrijving = v.vrije_tekst("/omschrijving", huishouden, &dto.omschrijving);
        let uitvoerder = v.uitvoerder("/uitvoerder", huishouden, &dto.uitvoerder);
        let uiterlijk = v.lees("/uiterlijk", &dto.uiterlijk);
        Some(Actie {
            id: ActieId::new(id_of_nieuw(dto.id)),
            doel: DoelId::new(dto.doel_id),
            omschrijving: omschrijving?,
            uitvoerder: uitvoerder?,
            uiterlijk: uiterlijk?,
        })
    })
}

fn volgorde(dto: &invoer::NieuweVolgorde) -> Vec<ActieId> {
    dto.volgorde.iter().copied().map(ActieId::new).collect()
}

fn verslag(dto: &invoer::Nazorgverslag, huishouden: Uuid) -> Result<Controleverslag, Problem> {
    Velden::verzamel(|v| {
        let uitkomst = v.lees("/uitkomst", &dto.uitkomst);
        let toelichting = v.vrije_tekst("/toelichting", huishouden, &dto.toelichting);
        Some(Controleverslag { controle: dto.controle, uitkomst: uitkomst?, toelichting: toelichting? })
    })
}
