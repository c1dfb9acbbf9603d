//! How the regie moves: asking another to take over, a regievacuum, a court measure, eigen regie, and moving away.

use actix_web::post;
use regieboek_access::handelingen::{
    MaatregelVastleggen, PlanVoeren, RegieOverdragen, RegievacuumMelden, RegisseurBenoemen, VerhuizingVastleggen,
};
use regieboek_api_types::invoer::algemeen::Leeg;
use regieboek_api_types::invoer::huishoudens as invoer;
use regieboek_application::Overdrachtsverzoek;
use regieboek_huishouden::{Huishouden, HuishoudenCommand, Maatregel, Regievorm};
use regieboek_kernel::{DoorverwijzingId, LidId};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::bronnen::nieuw_id;
use crate::document::{Beginkoppen, Begonnen, Gewijzigd, Pad, Wijzigkoppen};
use crate::ingang::{Begin, Wijzig};
use crate::problem::Problem;
use crate::routes::Antwoord;
use crate::validatie::Velden;

/// Registers the routes of this file.
pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(regievacuum_melden)
        .service(regisseur_benoemen)
        .service(overdracht_vragen)
        .service(regievorm_wijzigen)
        .service(maatregel_vastleggen)
        .service(maatregel_verlengen)
        .service(maatregel_beeindigen)
        .service(verhuizing_melden)
        .service(overname_bevestigen)
        .service(jeugdhulp_voortzetten);
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

/// Vraagt één persoon de regie over te nemen; tot die aanvaardt, blijft de regie waar zij is.
#[utoipa::path(tag = "plan", params(Pad, Beginkoppen), request_body = invoer::Overdrachtsverzoek, responses(Begonnen))]
#[post("/huishoudens/{id}/overdrachten")]
async fn overdracht_vragen(verzoek: Begin<RegieOverdragen, invoer::Overdrachtsverzoek>) -> Antwoord {
    verzoek
        .voer("/v1/doorverwijzingen", async |app, toegang, dto, aanvraag| {
            let overdracht = overdrachtsverzoek(toegang.resource(), &dto)?;
            Ok(app.vraag_overdracht(&toegang, &aanvraag, DoorverwijzingId::new(nieuw_id()), overdracht).await?)
        })
        .await
}

/// Laat een lid de regie zelf houden, of neemt haar als professional weer over.
#[utoipa::path(tag = "plan", params(Pad, Wijzigkoppen), request_body = invoer::Regievormwijziging, responses(Gewijzigd))]
#[post("/huishoudens/{id}/regievorm")]
async fn regievorm_wijzigen(verzoek: Wijzig<PlanVoeren, invoer::Regievormwijziging>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let eigen_regie = |lid| Regievorm::EigenRegie { lid: LidId::new(lid) };
            let vorm = dto.eigen_regie_van.map_or(Regievorm::Professional, eigen_regie);
            let wat = HuishoudenCommand::WijzigRegievorm { vorm };
            Ok(app.pas_toe::<Huishouden, _>(&toegang, &aanvraag, wat).await?)
        })
        .await
}

/// Legt een maatregel van de rechter vast; de regie gaat naar de jeugdbeschermer, zonder dat iemand dat aanvaardt.
#[utoipa::path(tag = "plan", params(Pad, Wijzigkoppen), request_body = invoer::NieuweMaatregel, responses(Gewijzigd))]
#[post("/huishoudens/{id}/maatregelen")]
async fn maatregel_vastleggen(verzoek: Wijzig<MaatregelVastleggen, invoer::NieuweMaatregel>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let wat = HuishoudenCommand::LegMaatregelVast(maatregel(toegang.resource(), &dto)?);
            Ok(app.pas_toe::<Huishouden, _>(&toegang, &aanvraag, wat).await?)
        })
        .await
}

/// Verlengt de maatregel die loopt.
#[utoipa::path(tag = "plan", params(Pad, Wijzigkoppen), request_body = invoer::Maatregelverlenging, responses(Gewijzigd))]
#[post("/huishoudens/{id}/maatregelverlengingen")]
async fn maatregel_verlengen(verzoek: Wijzig<MaatregelVastleggen, invoer::Maatregelverlenging>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let tot = Velden::verzamel(|v| v.lees("/tot", &dto.tot))?;
            Ok(app.pas_toe::<Huishouden, _>(&toegang, &aanvraag, HuishoudenCommand::VerlengMaatregel { tot }).await?)
        })
        .await
}

/// Beëindigt de maatregel die loopt; de regie keert terug naar wie haar had.
#[utoipa::path(tag = "plan", params(Pad, Wijzigkoppen), request_body = invoer::Maatregeleinde, responses(Gewijzigd))]
#[post("/huishoudens/{id}/maatregeleindes")]
async fn maatregel_beeindigen(verzoek: Wijzig<MaatregelVastleggen, invoer::Maatregeleinde>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let op = Velden::verzamel(|v| v.lees("/op", &dto.op))?;
            Ok(app.pas_toe::<Huishouden, _>(&toegang, &aanvraag, HuishoudenCommand::BeeindigMaatregel { op }).await?)
        })
        .await
}

/// Meldt dat het huishouden naar een andere gemeente verhuist.
#[utoipa::path(tag = "huishoudens", params(Pad, Wijzigkoppen), request_body = invoer::Verhuismelding, responses(Gewijzigd))]
#[post("/huishoudens/{id}/verhuizingen")]
async fn verhuizing_melden(verzoek: Wijzig<VerhuizingVastleggen, invoer::Verhuismelding>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let wat = Velden::verzamel(|v| {
                let naar_gemeente = v.lees("/naarGemeente", &dto.naar_gemeente);
                let per = v.lees("/per", &dto.per);
                let vanuit = toegang.gemeente().clone();
                Some(HuishoudenCommand::MeldVerhuizing { vanuit, naar_gemeente: naar_gemeente?, per: per? })
            })?;
            Ok(app.pas_toe::<Huishouden, _>(&toegang, &aanvraag, wat).await?)
        })
        .await
}

/// Legt vast dat de nieuwe gemeente de overname heeft bevestigd.
#[utoipa::path(tag = "huishoudens", params(Pad, Wijzigkoppen), request_body = Leeg, responses(Gewijzigd))]
#[post("/huishoudens/{id}/overnamebevestiging")]
async fn overname_bevestigen(verzoek: Wijzig<VerhuizingVastleggen, Leeg>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, _, aanvraag| {
            let wat = HuishoudenCommand::BevestigOvername;
            Ok(app.pas_toe::<Huishouden, _>(&toegang, &aanvraag, wat).await?)
        })
        .await
}

/// Laat jeugdhulp zonder verblijf na de verhuizing doorgaan, ten hoogste een jaar (Jeugdwet 2.7a).
#[utoipa::path(tag = "huishoudens", params(Pad, Wijzigkoppen), request_body = invoer::Jeugdhulpvoortzetting, responses(Gewijzigd))]
#[post("/huishoudens/{id}/jeugdhulpvoortzettingen")]
async fn jeugdhulp_voortzetten(verzoek: Wijzig<VerhuizingVastleggen, invoer::Jeugdhulpvoortzetting>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let verwijzing = DoorverwijzingId::new(dto.doorverwijzing_id);
            Ok(app.zet_jeugdhulp_voort(&toegang, &aanvraag, verwijzing).await?)
        })
        .await
}

fn overdrachtsverzoek(huishouden: Uuid, dto: &invoer::Overdrachtsverzoek) -> Result<Overdrachtsverzoek, Problem> {
    Velden::verzamel(|v| {
        let naar = v.functionaris("/naar", &dto.naar);
        let hulpvraag = v.vrije_tekst("/toelichting", huishouden, &dto.toelichting);
        let deelgrond = v.deelgrond("/deelgrond", dto.deelgrond.as_ref());
        Some(Overdrachtsverzoek {
            naar: naar?,
            hulpvraag: hulpvraag?,
            spoed: dto.spoed.unwrap_or_default(),
            deelgrond: deelgrond?,
        })
    })
}

fn maatregel(huishouden: Uuid, dto: &invoer::NieuweMaatregel) -> Result<Maatregel, Problem> {
    Velden::verzamel(|v| {
        let instelling = v.functionaris("/instelling", &dto.instelling);
        let van = v.lees("/van", &dto.van);
        let tot = v.lees("/tot", &dto.tot);
        let procesregie = v.betrokkene("/procesregie", &dto.procesregie);
        let zaaknummer = v.vrije_tekst("/zaaknummer", huishouden, &dto.zaaknummer);
        Some(Maatregel {
            instelling: instelling?,
            van: van?,
            tot: tot?,
            procesregie: procesregie?,
            zaaknummer: zaaknummer?,
        })
    })
}
