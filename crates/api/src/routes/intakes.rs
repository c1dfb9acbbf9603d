//! Brede intakes: the conversation at the kitchen table, and what it concludes.

mod omzetting;

use actix_web::{HttpResponse, get, post};
use regieboek_access::handelingen::{IntakeInzien, IntakeStarten, IntakeVoeren};
use regieboek_api_types::intakes::Intakedetails;
use regieboek_api_types::invoer::algemeen::Leeg;
use regieboek_api_types::invoer::intakes as invoer;
use regieboek_intake::{Intake, IntakeCommand};
use regieboek_kernel::IntakeId;
use regieboek_projections::inzage;
use utoipa_actix_web::service_config::ServiceConfig;

use super::Antwoord;
use crate::bronnen::nieuw_id;
use crate::document::{Beginkoppen, Begonnen, Gewijzigd, Leesfouten, Pad, Wijzigkoppen};
use crate::headers::etag;
use crate::ingang::{Begin, Inzage, Wijzig};
use crate::problem::Problem;
use crate::validatie::Velden;

/// Registers the routes of this file.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(intake_starten)
        .service(intake_inzien)
        .service(leefgebied_afsluiten)
        .service(vraag_vastleggen)
        .service(veiligheid_beoordelen)
        .service(op_clientondersteuning_wijzen)
        .service(regieverlies_inschatten)
        .service(familiegroepsplan_aanbieden)
        .service(meldcodestap_registreren)
        .service(intaketermijn_verlengen)
        .service(intake_afronden)
        .service(aanvraag_vastleggen)
        .service(beschikking_vastleggen);
}

/// Start een brede intake met een huishouden.
#[utoipa::path(tag = "intakes", params(Pad, Beginkoppen), request_body = invoer::Intakestart, responses(Begonnen))]
#[post("/huishoudens/{id}/intakes")]
async fn intake_starten(verzoek: Begin<IntakeStarten, invoer::Intakestart>) -> Antwoord {
    verzoek
        .voer("/v1/intakes", async |app, toegang, dto, aanvraag| {
            let intake = IntakeId::new(nieuw_id());
            Ok(app.start_intake(&toegang, &aanvraag, intake, dto.betreft_jeugdhulp, dto.wmo_melding).await?)
        })
        .await
}

/// Geeft een brede intake, met alles wat erin is vastgelegd.
#[utoipa::path(
    tag = "intakes",
    params(Pad),
    responses((status = 200, description = "De intake; `ETag` is haar versie.", body = Intakedetails, headers(("ETag" = String, description = "De versie."))), Leesfouten)
)]
#[get("/intakes/{id}")]
async fn intake_inzien(mut verzoek: Inzage<IntakeInzien>) -> Antwoord {
    let gevonden = inzage::intake(&mut verzoek.tx, &verzoek.toegang).await.map_err(Problem::niet_te_lezen)?;
    let intake = gevonden.ok_or_else(Problem::niet_gevonden)?;
    Ok(HttpResponse::Ok().insert_header(etag(intake.versie)).json(intake))
}

/// Sluit een van de vijf leefgebieden af; wat het laatst is gezegd, geldt.
#[utoipa::path(tag = "intakes", params(Pad, Wijzigkoppen), request_body = invoer::Leefgebiedafsluiting, responses(Gewijzigd))]
#[post("/intakes/{id}/leefgebieden")]
async fn leefgebied_afsluiten(verzoek: Wijzig<IntakeVoeren, invoer::Leefgebiedafsluiting>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let huishouden = app.huishouden_van_intake(&toegang).await?;
            let wat = omzetting::leefgebied(&dto, huishouden.uuid())?;
            Ok(app.pas_toe::<Intake, _>(&toegang, &aanvraag, wat).await?)
        })
        .await
}

/// Legt vast wat de bewoners willen, in hun eigen woorden.
#[utoipa::path(tag = "intakes", params(Pad, Wijzigkoppen), request_body = invoer::Vraagvastlegging, responses(Gewijzigd))]
#[post("/intakes/{id}/vraag")]
async fn vraag_vastleggen(verzoek: Wijzig<IntakeVoeren, invoer::Vraagvastlegging>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let huishouden = app.huishouden_van_intake(&toegang).await?;
            let wat = omzetting::vraag(&dto, huishouden.uuid())?;
            Ok(app.pas_toe::<Intake, _>(&toegang, &aanvraag, wat).await?)
        })
        .await
}

/// Beoordeelt hoe veilig de bewoners zijn, met het besluit over Veilig Thuis als dat er is.
#[utoipa::path(tag = "intakes", params(Pad, Wijzigkoppen), request_body = invoer::Veiligheidsbeoordeling, responses(Gewijzigd))]
#[post("/intakes/{id}/veiligheidsoordeel")]
async fn veiligheid_beoordelen(verzoek: Wijzig<IntakeVoeren, invoer::Veiligheidsbeoordeling>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let huishouden = app.huishouden_van_intake(&toegang).await?;
            let wat = omzetting::veiligheid(&dto, huishouden.uuid())?;
            Ok(app.pas_toe::<Intake, _>(&toegang, &aanvraag, wat).await?)
        })
        .await
}

/// Legt vast dat op de gratis, onafhankelijke cliëntondersteuning is gewezen.
#[utoipa::path(tag = "intakes", params(Pad, Wijzigkoppen), request_body = Leeg, responses(Gewijzigd))]
#[post("/intakes/{id}/clientondersteuning")]
async fn op_clientondersteuning_wijzen(verzoek: Wijzig<IntakeVoeren, Leeg>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, _, aanvraag| {
            Ok(app.pas_toe::<Intake, _>(&toegang, &aanvraag, IntakeCommand::WijsOpClientondersteuning).await?)
        })
        .await
}

/// Schat in hoe ver de bewoners de regie kwijt zijn.
#[utoipa::path(tag = "intakes", params(Pad, Wijzigkoppen), request_body = invoer::Regieverliesinschatting, responses(Gewijzigd))]
#[post("/intakes/{id}/regieverlies")]
async fn regieverlies_inschatten(verzoek: Wijzig<IntakeVoeren, invoer::Regieverliesinschatting>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let regieverlies = Velden::verzamel(|v| v.lees("/regieverlies", &dto.regieverlies))?;
            let wat = IntakeCommand::SchatRegieverliesIn { regieverlies };
            Ok(app.pas_toe::<Intake, _>(&toegang, &aanvraag, wat).await?)
        })
        .await
}

/// Biedt de familie aan om zelf een plan te maken (Jeugdwet 4.1.2).
#[utoipa::path(tag = "intakes", params(Pad, Wijzigkoppen), request_body = invoer::Familiegroepsplanaanbod, responses(Gewijzigd))]
#[post("/intakes/{id}/familiegroepsplan")]
async fn familiegroepsplan_aanbieden(verzoek: Wijzig<IntakeVoeren, invoer::Familiegroepsplanaanbod>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let uitkomst = Velden::verzamel(|v| v.lees("/uitkomst", &dto.uitkomst))?;
            let wat = IntakeCommand::BiedFamiliegroepsplanAan { uitkomst };
            Ok(app.pas_toe::<Intake, _>(&toegang, &aanvraag, wat).await?)
        })
        .await
}

/// Legt een stap van de meldcode vast, gezet of overgeslagen; ook na afronding.
#[utoipa::path(tag = "intakes", params(Pad, Wijzigkoppen), request_body = invoer::Meldcodestap, responses(Gewijzigd))]
#[post("/intakes/{id}/meldcodestappen")]
async fn meldcodestap_registreren(verzoek: Wijzig<IntakeVoeren, invoer::Meldcodestap>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let huishouden = app.huishouden_van_intake(&toegang).await?;
            let wat = omzetting::meldcodestap(&dto, huishouden.uuid())?;
            Ok(app.pas_toe::<Intake, _>(&toegang, &aanvraag, wat).await?)
        })
        .await
}

/// Verlengt de termijn voor het onderzoek na een Wmo-melding, met instemming van de melder.
#[utoipa::path(tag = "intakes", params(Pad, Wijzigkoppen), request_body = invoer::Termijnverlenging, responses(Gewijzigd))]
#[post("/intakes/{id}/termijnverlenging")]
async fn intaketermijn_verlengen(verzoek: Wijzig<IntakeVoeren, invoer::Termijnverlenging>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let tot = Velden::verzamel(|v| v.lees("/tot", &dto.tot))?;
            let wat = IntakeCommand::VerlengTermijn { tot, instemming_melder: dto.instemming_melder };
            Ok(app.pas_toe::<Intake, _>(&toegang, &aanvraag, wat).await?)
        })
        .await
}

/// Rondt een intake af. Bij `plan` volgt het plan vanzelf, bij `directe-escalatie` de melding bij het Meer-team.
#[utoipa::path(tag = "intakes", params(Pad, Wijzigkoppen), request_body = invoer::Intakeconclusie, responses(Gewijzigd))]
#[post("/intakes/{id}/afronding")]
async fn intake_afronden(verzoek: Wijzig<IntakeVoeren, invoer::Intakeconclusie>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let huishouden = app.huishouden_van_intake(&toegang).await?;
            let wat = omzetting::afronding(&dto, huishouden.uuid())?;
            Ok(app.pas_toe::<Intake, _>(&toegang, &aanvraag, wat).await?)
        })
        .await
}

/// Legt de aanvraag vast die op een melding onder de Wmo volgde; binnen twee weken volgt een beschikking (Wmo 2015, 2.3.5).
#[utoipa::path(tag = "intakes", params(Pad, Wijzigkoppen), request_body = invoer::Intakedag, responses(Gewijzigd))]
#[post("/intakes/{id}/aanvraag")]
async fn aanvraag_vastleggen(verzoek: Wijzig<IntakeVoeren, invoer::Intakedag>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let op = Velden::verzamel(|v| v.lees("/op", &dto.op))?;
            Ok(app.pas_toe::<Intake, _>(&toegang, &aanvraag, IntakeCommand::LegAanvraagVast { op }).await?)
        })
        .await
}

/// Legt de beschikking op een aanvraag onder de Wmo vast.
#[utoipa::path(tag = "intakes", params(Pad, Wijzigkoppen), request_body = invoer::Intakedag, responses(Gewijzigd))]
#[post("/intakes/{id}/beschikking")]
async fn beschikking_vastleggen(verzoek: Wijzig<IntakeVoeren, invoer::Intakedag>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let op = Velden::verzamel(|v| v.lees("/op", &dto.op))?;
            Ok(app.pas_toe::<Intake, _>(&toegang, &aanvraag, IntakeCommand::LegBeschikkingVast { op }).await?)
        })
        .await
}
