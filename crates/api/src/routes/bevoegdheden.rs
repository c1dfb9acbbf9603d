//! The authority under an inzet: the defect that came to light, its ratification, and the objection against it.

use actix_web::{HttpResponse, get, post};
use regieboek_access::handelingen::{BevoegdheidHerstellen, BevoegdheidInzien, BezwaarBeslissen, BezwaarInzien};
use regieboek_access::{Handeling, Toegang};
use regieboek_api_types::doorverwijzingen::{Bevoegdheidsdetails, Bezwaren};
use regieboek_api_types::invoer::algemeen::Leeg;
use regieboek_api_types::invoer::doorverwijzingen as invoer;
use regieboek_doorverwijzing::{BezwaarCommand, Bezwaaroordeel, Doorverwijzing, DoorverwijzingCommand};
use regieboek_kernel::ProfessionalId;
use regieboek_projections::{Leesmodellen, inzage};
use utoipa_actix_web::service_config::ServiceConfig;

use super::Antwoord;
use crate::document::{Gewijzigd, Leesfouten, Pad, Wijzigkoppen};
use crate::headers::etag;
use crate::ingang::{Inzage, Wijzig};
use crate::problem::Problem;
use crate::validatie::Velden;

/// Registers the routes of this file.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(bevoegdheid_inzien).service(gebrek_melden).service(inzet_bekrachtigen);
    cfg.service(bezwaren_inzien)
        .service(bezwaar_vastleggen)
        .service(bezwaar_toewijzen)
        .service(bezwaar_beslissen)
        .service(bezwaar_intrekken);
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

/// Geeft de bezwaren tegen een inzet, aan wie ze vastlegt en aan wie erop beslist.
#[utoipa::path(
    tag = "doorverwijzingen",
    params(Pad),
    responses((status = 200, description = "De bezwaren; `ETag` is de versie van de doorverwijzing.", body = Bezwaren), Leesfouten)
)]
#[get("/doorverwijzingen/{id}/bezwaar")]
async fn bezwaren_inzien(mut verzoek: Inzage<BezwaarInzien>) -> Antwoord {
    let gevonden = inzage::bezwaren(&mut verzoek.tx, &verzoek.toegang).await.map_err(Problem::niet_te_lezen)?;
    let bezwaren = gevonden.ok_or_else(Problem::niet_gevonden)?;
    Ok(HttpResponse::Ok().insert_header(etag(bezwaren.versie)).json(bezwaren))
}

/// Legt een bezwaar tegen een inzet vast; de termijn om te beslissen loopt vanaf de ontvangst (Awb 7:10).
#[utoipa::path(tag = "doorverwijzingen", params(Pad, Wijzigkoppen), request_body = invoer::Bezwaar, responses(Gewijzigd))]
#[post("/doorverwijzingen/{id}/bezwaar")]
async fn bezwaar_vastleggen(verzoek: Wijzig<BevoegdheidHerstellen, invoer::Bezwaar>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let wat = Velden::verzamel(|v| {
                let indiener = v.vrije_tekst("/indiener", toegang.resource(), &dto.indiener);
                let ontvangen_op = v.lees("/ontvangenOp", &dto.ontvangen_op);
                let gronden = v.vrije_tekst("/gronden", toegang.resource(), &dto.gronden);
                Some(BezwaarCommand::LegVast { indiener: indiener?, ontvangen_op: ontvangen_op?, gronden: gronden? })
            })?;
            Ok(app.pas_toe::<Doorverwijzing, _>(&toegang, &aanvraag, DoorverwijzingCommand::Bezwaar(wat)).await?)
        })
        .await
}

/// Wijst aan wie op een bezwaar beslist: nooit wie de hulp inzette of onder hetzelfde mandaat werkt (Awb 10:3).
#[utoipa::path(tag = "doorverwijzingen", params(Pad, Wijzigkoppen), request_body = invoer::Bezwaartoewijzing, responses(Gewijzigd))]
#[post("/doorverwijzingen/{id}/bezwaar/toewijzing")]
async fn bezwaar_toewijzen(verzoek: Wijzig<BevoegdheidHerstellen, invoer::Bezwaartoewijzing>) -> Antwoord {
    let lees = verzoek.lees.clone();
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let behandelaar = ProfessionalId::new(dto.behandelaar_id);
            let wat = BezwaarCommand::WijsToe { behandelaar, kring: kring(&lees, &toegang).await? };
            Ok(app.pas_toe::<Doorverwijzing, _>(&toegang, &aanvraag, DoorverwijzingCommand::Bezwaar(wat)).await?)
        })
        .await
}

/// Legt vast wat op een bezwaar is beslist, waarom, en wat er met de inzet gebeurt (Awb 7:11 en 7:12).
#[utoipa::path(tag = "doorverwijzingen", params(Pad, Wijzigkoppen), request_body = invoer::Bezwaarbeslissing, responses(Gewijzigd))]
#[post("/doorverwijzingen/{id}/bezwaar/beslissing")]
async fn bezwaar_beslissen(verzoek: Wijzig<BezwaarBeslissen, invoer::Bezwaarbeslissing>) -> Antwoord {
    let lees = verzoek.lees.clone();
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let beslissing = Velden::verzamel(|v| {
                let oordeel = oordeel(v, &dto);
                let motivering = v.vrije_tekst("/motivering", toegang.resource(), &dto.motivering);
                Some((oordeel?, motivering?))
            })?;
            let kring = kring(&lees, &toegang).await?;
            Ok(app.beslis_op_bezwaar(&toegang, &aanvraag, beslissing, kring).await?)
        })
        .await
}

/// Legt vast dat een bezwaar is ingetrokken (Awb 6:21).
#[utoipa::path(tag = "doorverwijzingen", params(Pad, Wijzigkoppen), request_body = Leeg, responses(Gewijzigd))]
#[post("/doorverwijzingen/{id}/bezwaar/intrekking")]
async fn bezwaar_intrekken(verzoek: Wijzig<BevoegdheidHerstellen, Leeg>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, _, aanvraag| {
            let wat = DoorverwijzingCommand::Bezwaar(BezwaarCommand::TrekIn);
            Ok(app.pas_toe::<Doorverwijzing, _>(&toegang, &aanvraag, wat).await?)
        })
        .await
}

/// Who stands under the same mandaathouder as the inzet.
async fn kring<H: Handeling>(lees: &Leesmodellen, toegang: &Toegang<H>) -> Result<Vec<ProfessionalId>, Problem> {
    let mut tx = lees.transactie().await.map_err(Problem::opslag_onbereikbaar)?;
    inzage::mandaatkring(&mut tx, toegang).await.map_err(Problem::niet_te_lezen)
}

/// What follows for the inzet is asked where the judgement leaves a choice, and nowhere else.
fn oordeel(v: &mut Velden, dto: &invoer::Bezwaarbeslissing) -> Option<Bezwaaroordeel> {
    let gevolg = dto.gevolg.as_deref();
    let vast = match dto.oordeel.as_str() {
        "gegrond" => {
            let gevolg = v.nodig("/gevolg", gevolg)?;
            return v.lees("/gevolg", gevolg).map(|gevolg| Bezwaaroordeel::Gegrond { gevolg });
        }
        "deels-gegrond" => {
            let gevolg = v.nodig("/gevolg", gevolg)?;
            return v.lees("/gevolg", gevolg).map(|gevolg| Bezwaaroordeel::DeelsGegrond { gevolg });
        }
        "ongegrond" => Bezwaaroordeel::Ongegrond,
        "niet-ontvankelijk" => Bezwaaroordeel::NietOntvankelijk,
        _ => {
            v.fout("/oordeel", "keuze", "Kies gegrond, deels-gegrond, ongegrond of niet-ontvankelijk.");
            return None;
        }
    };
    if gevolg.is_some() {
        v.fout("/gevolg", "keuze", "Alleen bij een gegrond bezwaar volgt er iets voor de inzet. Laat dit veld weg.");
        return None;
    }
    Some(vast)
}
