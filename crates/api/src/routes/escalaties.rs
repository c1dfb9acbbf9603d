//! Escalaties naar het Meer-team, from the report to the end of the nazorg.

use actix_web::{HttpResponse, get, post};
use regieboek_access::handelingen::{
    AfschalingBeantwoorden, Doorzetten, EscalatieBeslissen, EscalatieInzien, Escaleren, TerugvalMelden, Triageren,
};
use regieboek_api_types::escalaties::Escalatiedetails;
use regieboek_api_types::invoer::algemeen::{Leeg, MetReden};
use regieboek_api_types::invoer::escalaties as invoer;
use regieboek_application::Escalatiemelding;
use regieboek_escalatie::{Escalatie, EscalatieCommand, Obstakel};
use regieboek_kernel::{ActieId, DoorbraakId, EscalatieId, HuishoudenId};
use regieboek_projections::inzage;
use utoipa_actix_web::service_config::ServiceConfig;

use super::Antwoord;
use crate::bronnen::nieuw_id;
use crate::document::{Beginkoppen, Begonnen, Gewijzigd, Leesfouten, Pad, Wijzigkoppen};
use crate::headers::etag;
use crate::ingang::{Begin, Inzage, Wijzig};
use crate::omzetting::id_of_nieuw;
use crate::problem::Problem;
use crate::validatie::Velden;

/// Registers the routes of this file.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(escaleren)
        .service(escalatie_inzien)
        .service(escalatie_in_triage_nemen)
        .service(escalatie_aannemen)
        .service(escalatie_afwijzen)
        .service(escalatie_volgorde_bepalen)
        .service(doorbraak_besluiten)
        .service(afschaling_aanbieden)
        .service(afschaling_aanvaarden)
        .service(afschaling_afwijzen)
        .service(terugval_melden)
        .service(escalatie_afsluiten);
}

/// Schakelt het Meer-team in voor een huishouden.
#[utoipa::path(tag = "escalaties", params(Pad, Beginkoppen), request_body = invoer::Escalatiemelding, responses(Begonnen))]
#[post("/huishoudens/{id}/escalaties")]
async fn escaleren(verzoek: Begin<Escaleren, invoer::Escalatiemelding>) -> Antwoord {
    verzoek
        .voer("/v1/escalaties", async |app, toegang, dto, aanvraag| {
            let melding = Velden::verzamel(|v| {
                let gronden = v.codes("/gronden", &dto.gronden);
                let geprobeerd = v.vrije_tekst("/geprobeerd", toegang.resource(), &dto.geprobeerd);
                let gevraagd = v.vrije_tekst("/gevraagd", toegang.resource(), &dto.gevraagd);
                let spoed = dto.spoed.unwrap_or(false);
                Some(Escalatiemelding { gronden: gronden?, geprobeerd: geprobeerd?, gevraagd: gevraagd?, spoed })
            })?;
            Ok(app.escaleer(&toegang, &aanvraag, EscalatieId::new(nieuw_id()), melding).await?)
        })
        .await
}

/// Geeft een escalatie; wie haar aanmeldde, ziet de eigen vraag en of zij is aangenomen.
#[utoipa::path(
    tag = "escalaties",
    params(Pad),
    responses((status = 200, description = "De escalatie; `ETag` is haar versie.", body = Escalatiedetails, headers(("ETag" = String, description = "De versie."))), Leesfouten)
)]
#[get("/escalaties/{id}")]
async fn escalatie_inzien(mut verzoek: Inzage<EscalatieInzien>) -> Antwoord {
    let gevonden = inzage::escalatie(&mut verzoek.tx, &verzoek.toegang).await.map_err(Problem::niet_te_lezen)?;
    let escalatie = gevonden.ok_or_else(Problem::niet_gevonden)?;
    Ok(HttpResponse::Ok().insert_header(etag(escalatie.versie)).json(escalatie))
}

/// Neemt een escalatie in triage; wie dat doet, raakt bij het huishouden betrokken.
#[utoipa::path(tag = "escalaties", params(Pad, Wijzigkoppen), request_body = Leeg, responses(Gewijzigd))]
#[post("/escalaties/{id}/triage")]
async fn escalatie_in_triage_nemen(verzoek: Wijzig<Triageren, Leeg>) -> Antwoord {
    verzoek.voer(async |app, toegang, _, aanvraag| Ok(app.neem_in_triage(&toegang, &aanvraag).await?)).await
}

/// Neemt een escalatie aan; de regie is vanaf dat moment van wie haar aanneemt.
#[utoipa::path(tag = "escalaties", params(Pad, Wijzigkoppen), request_body = Leeg, responses(Gewijzigd))]
#[post("/escalaties/{id}/aanvaarding")]
async fn escalatie_aannemen(verzoek: Wijzig<EscalatieBeslissen, Leeg>) -> Antwoord {
    verzoek.voer(async |app, toegang, _, aanvraag| Ok(app.neem_escalatie_aan(&toegang, &aanvraag).await?)).await
}

/// Wijst een escalatie af, met advies aan de regisseur.
#[utoipa::path(tag = "escalaties", params(Pad, Wijzigkoppen), request_body = invoer::Afwijzingsbesluit, responses(Gewijzigd))]
#[post("/escalaties/{id}/afwijzing")]
async fn escalatie_afwijzen(verzoek: Wijzig<EscalatieBeslissen, invoer::Afwijzingsbesluit>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let huishouden = app.huishouden_van_escalatie(&toegang).await?;
            let (reden, advies) = Velden::verzamel(|v| {
                let reden = v.lees("/reden", &dto.reden);
                let advies = v.vrije_tekst("/advies", huishouden.uuid(), &dto.advies);
                Some((reden?, advies?))
            })?;
            Ok(app.wijs_escalatie_af(&toegang, &aanvraag, reden, advies).await?)
        })
        .await
}

/// Bepaalt de volgorde van de acties, ook voor andere partijen (doorzettingsmacht).
#[utoipa::path(tag = "escalaties", params(Pad, Wijzigkoppen), request_body = invoer::Escalatievolgorde, responses(Gewijzigd))]
#[post("/escalaties/{id}/volgorde")]
async fn escalatie_volgorde_bepalen(verzoek: Wijzig<Doorzetten, invoer::Escalatievolgorde>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let huishouden = app.huishouden_van_escalatie(&toegang).await?;
            let volgorde = dto.volgorde.into_iter().map(ActieId::new).collect();
            let toelichting = Velden::verzamel(|v| v.vrije_tekst("/toelichting", huishouden.uuid(), &dto.toelichting))?;
            Ok(app.bepaal_volgorde_bij_escalatie(&toegang, &aanvraag, volgorde, toelichting).await?)
        })
        .await
}

/// Neemt een doorbraakbesluit.
#[utoipa::path(tag = "escalaties", params(Pad, Wijzigkoppen), request_body = invoer::Doorbraakbesluit, responses(Gewijzigd))]
#[post("/escalaties/{id}/doorbraken")]
async fn doorbraak_besluiten(verzoek: Wijzig<Doorzetten, invoer::Doorbraakbesluit>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let besluit = doorbraakbesluit(app.huishouden_van_escalatie(&toegang).await?, &dto)?;
            Ok(app.pas_toe::<Escalatie, _>(&toegang, &aanvraag, besluit).await?)
        })
        .await
}

/// Biedt iemand aan de regie over te nemen van het Meer-team.
#[utoipa::path(tag = "escalaties", params(Pad, Wijzigkoppen), request_body = invoer::Afschalingsaanbod, responses(Gewijzigd))]
#[post("/escalaties/{id}/afschaling")]
async fn afschaling_aanbieden(verzoek: Wijzig<Doorzetten, invoer::Afschalingsaanbod>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let huishouden = app.huishouden_van_escalatie(&toegang).await?;
            let wat = Velden::verzamel(|v| {
                let volgende_regisseur = v.functionaris("/volgendeRegisseur", &dto.volgende_regisseur);
                let resultaat = v.vrije_tekst("/resultaat", huishouden.uuid(), &dto.resultaat);
                Some(EscalatieCommand::BiedAfschalingAan {
                    volgende_regisseur: volgende_regisseur?,
                    resultaat: resultaat?,
                })
            })?;
            Ok(app.pas_toe::<Escalatie, _>(&toegang, &aanvraag, wat).await?)
        })
        .await
}

/// Aanvaardt de regie bij afschaling; de nazorg begint.
#[utoipa::path(tag = "escalaties", params(Pad, Wijzigkoppen), request_body = invoer::Afschalingsaanvaarding, responses(Gewijzigd))]
#[post("/escalaties/{id}/afschalingsaanvaarding")]
async fn afschaling_aanvaarden(verzoek: Wijzig<AfschalingBeantwoorden, invoer::Afschalingsaanvaarding>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let warme_overdracht = Velden::verzamel(|v| v.lees("/warmeOverdracht", &dto.warme_overdracht))?;
            Ok(app.aanvaard_afschaling(&toegang, &aanvraag, warme_overdracht).await?)
        })
        .await
}

/// Wijst de regie bij afschaling af; zij blijft bij het Meer-team.
#[utoipa::path(tag = "escalaties", params(Pad, Wijzigkoppen), request_body = MetReden, responses(Gewijzigd))]
#[post("/escalaties/{id}/afschalingsafwijzing")]
async fn afschaling_afwijzen(verzoek: Wijzig<AfschalingBeantwoorden, MetReden>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let huishouden = app.huishouden_van_escalatie(&toegang).await?;
            let reden = Velden::verzamel(|v| v.vrije_tekst("/reden", huishouden.uuid(), &dto.reden))?;
            Ok(app.pas_toe::<Escalatie, _>(&toegang, &aanvraag, EscalatieCommand::WijsAfschalingAf { reden }).await?)
        })
        .await
}

/// Meldt terugval tijdens de nazorg; de escalatie is weer open, met voorrang.
#[utoipa::path(tag = "escalaties", params(Pad, Wijzigkoppen), request_body = invoer::Terugvalmelding, responses(Gewijzigd))]
#[post("/escalaties/{id}/terugval")]
async fn terugval_melden(verzoek: Wijzig<TerugvalMelden, invoer::Terugvalmelding>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let huishouden = app.huishouden_van_escalatie(&toegang).await?;
            let toelichting = Velden::verzamel(|v| v.vrije_tekst("/toelichting", huishouden.uuid(), &dto.toelichting))?;
            Ok(app.meld_terugval(&toegang, &aanvraag, toelichting).await?)
        })
        .await
}

/// Sluit een escalatie af als de nazorg lang genoeg duurde.
#[utoipa::path(tag = "escalaties", params(Pad, Wijzigkoppen), request_body = Leeg, responses(Gewijzigd))]
#[post("/escalaties/{id}/afsluiting")]
async fn escalatie_afsluiten(verzoek: Wijzig<TerugvalMelden, Leeg>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, _, aanvraag| {
            Ok(app.pas_toe::<Escalatie, _>(&toegang, &aanvraag, EscalatieCommand::SluitAf {}).await?)
        })
        .await
}

fn doorbraakbesluit(over: HuishoudenId, dto: &invoer::Doorbraakbesluit) -> Result<EscalatieCommand, Problem> {
    Velden::verzamel(|v| {
        let soort = v.lees("/obstakelsoort", &dto.obstakelsoort);
        let regel_of_instantie = v.lees("/regelOfInstantie", &dto.regel_of_instantie);
        let omschrijving = v.vrije_tekst("/omschrijving", over.uuid(), &dto.omschrijving);
        let oplossing = v.vrije_tekst("/oplossing", over.uuid(), &dto.oplossing);
        let kostendrager = v.lees("/kostendrager", &dto.kostendrager);
        let redenen = v.vrije_tekst("/redenen", over.uuid(), &dto.redenen);
        let tot = v.lees("/tot", &dto.tot);
        Some(EscalatieCommand::NeemDoorbraakbesluit {
            id: DoorbraakId::new(id_of_nieuw(dto.id)),
            obstakel: Obstakel { soort: soort?, regel_of_instantie: regel_of_instantie?, omschrijving: omschrijving? },
            oplossing: oplossing?,
            kosten_euro: dto.kosten_euro,
            kostendrager: kostendrager?,
            redenen: redenen?,
            tot: tot?,
        })
    })
}
