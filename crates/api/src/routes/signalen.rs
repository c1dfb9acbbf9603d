//! Signalen: from report to closing, and what the reporter hears.

use actix_web::{HttpResponse, get, post};
use regieboek_access::handelingen::{
    SignaalAanvaarden, SignaalBehandelen, SignaalInzien, SignaalMelden, SignaalOppakken, SignaalOvernemen,
};
use regieboek_api_types::invoer::algemeen::{Leeg, MetReden};
use regieboek_api_types::invoer::signalen as invoer;
use regieboek_api_types::signalen::Signaaldetails;
use regieboek_intake::signaal::Afsluitreden;
use regieboek_intake::{Signaal, SignaalCommand};
use regieboek_kernel::{HuishoudenId, SignaalId};
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
    cfg.service(signaal_melden)
        .service(signaal_inzien)
        .service(signaal_oppakken)
        .service(signaal_doorgeven)
        .service(signaal_aanvaarden)
        .service(signaal_weigeren)
        .service(signaal_overnemen)
        .service(signaal_koppelen)
        .service(signaal_terugkoppelen)
        .service(signaal_afsluiten);
}

/// Meldt een zorg over iemand.
#[utoipa::path(tag = "signalen", params(Beginkoppen), request_body = invoer::Signaalmelding, responses(Begonnen))]
#[post("/signalen")]
async fn signaal_melden(verzoek: Begin<SignaalMelden, invoer::Signaalmelding>) -> Antwoord {
    verzoek
        .voer("/v1/signalen", async |app, toegang, dto, aanvraag| {
            let id = nieuw_id();
            let wat = Velden::verzamel(|v| {
                let vindplaats = v.lees("/vindplaats", &dto.vindplaats);
                let gebied = v.lees("/gebied", &dto.gebied);
                let omschrijving = v.vrije_tekst("/omschrijving", id, &dto.omschrijving);
                Some(SignaalCommand::Meld {
                    vindplaats: vindplaats?,
                    gebied: gebied?,
                    omschrijving: omschrijving?,
                    betreft_veiligheid: dto.betreft_veiligheid,
                    anoniem: dto.anoniem,
                })
            })?;
            Ok(app.begin::<Signaal, _>(&toegang, &aanvraag, id, wat).await?)
        })
        .await
}

/// Geeft een signaal; wie het meldde, ziet het eigen signaal en wat is teruggekoppeld.
#[utoipa::path(
    tag = "signalen",
    params(Pad),
    responses((status = 200, description = "Het signaal; `ETag` is de versie.", body = Signaaldetails, headers(("ETag" = String, description = "De versie."))), Leesfouten)
)]
#[get("/signalen/{id}")]
async fn signaal_inzien(mut verzoek: Inzage<SignaalInzien>) -> Antwoord {
    let gevonden = inzage::signaal(&mut verzoek.tx, &verzoek.toegang).await.map_err(Problem::niet_te_lezen)?;
    let signaal = gevonden.ok_or_else(Problem::niet_gevonden)?;
    Ok(HttpResponse::Ok().insert_header(etag(signaal.versie)).json(signaal))
}

/// Pakt een signaal op; u bent er vanaf dan de eigenaar van.
#[utoipa::path(tag = "signalen", params(Pad, Wijzigkoppen), request_body = Leeg, responses(Gewijzigd))]
#[post("/signalen/{id}/oppakking")]
async fn signaal_oppakken(verzoek: Wijzig<SignaalOppakken, Leeg>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, _, aanvraag| {
            Ok(app.pas_toe::<Signaal, _>(&toegang, &aanvraag, SignaalCommand::PakOp).await?)
        })
        .await
}

/// Biedt een signaal aan een andere organisatie aan; u blijft de eigenaar tot iemand daar het aanvaardt.
#[utoipa::path(tag = "signalen", params(Pad, Wijzigkoppen), request_body = invoer::Signaaloverdracht, responses(Gewijzigd))]
#[post("/signalen/{id}/doorgifte")]
async fn signaal_doorgeven(verzoek: Wijzig<SignaalBehandelen, invoer::Signaaloverdracht>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let wat = Velden::verzamel(|v| {
                let naar_organisatie = v.lees("/organisatie", &dto.organisatie);
                let functie = v.lees("/functie", &dto.functie);
                let reden = v.vrije_tekst("/reden", toegang.resource(), &dto.reden);
                Some(SignaalCommand::GeefDoor { naar_organisatie: naar_organisatie?, functie: functie?, reden: reden? })
            })?;
            Ok(app.pas_toe::<Signaal, _>(&toegang, &aanvraag, wat).await?)
        })
        .await
}

/// Aanvaardt een signaal dat aan uw organisatie is doorgegeven.
#[utoipa::path(tag = "signalen", params(Pad, Wijzigkoppen), request_body = Leeg, responses(Gewijzigd))]
#[post("/signalen/{id}/aanvaarding")]
async fn signaal_aanvaarden(verzoek: Wijzig<SignaalAanvaarden, Leeg>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, _, aanvraag| {
            Ok(app.pas_toe::<Signaal, _>(&toegang, &aanvraag, SignaalCommand::AanvaardDoorgifte).await?)
        })
        .await
}

/// Weigert een signaal dat aan uw organisatie is doorgegeven; het ligt daarmee weer bij wie het doorgaf.
#[utoipa::path(tag = "signalen", params(Pad, Wijzigkoppen), request_body = MetReden, responses(Gewijzigd))]
#[post("/signalen/{id}/weigering")]
async fn signaal_weigeren(verzoek: Wijzig<SignaalAanvaarden, MetReden>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let reden = Velden::verzamel(|v| v.vrije_tekst("/reden", toegang.resource(), &dto.reden))?;
            Ok(app.pas_toe::<Signaal, _>(&toegang, &aanvraag, SignaalCommand::WeigerDoorgifte { reden }).await?)
        })
        .await
}

/// Neemt een signaal over van een eigenaar die niet kan handelen.
#[utoipa::path(tag = "signalen", params(Pad, Wijzigkoppen), request_body = invoer::Signaalovername, responses(Gewijzigd))]
#[post("/signalen/{id}/overname")]
async fn signaal_overnemen(verzoek: Wijzig<SignaalOvernemen, invoer::Signaalovername>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let reden = Velden::verzamel(|v| v.lees("/reden", &dto.reden))?;
            Ok(app.pas_toe::<Signaal, _>(&toegang, &aanvraag, SignaalCommand::NeemOver { reden }).await?)
        })
        .await
}

/// Koppelt een signaal aan het huishouden waarover het gaat.
#[utoipa::path(tag = "signalen", params(Pad, Wijzigkoppen), request_body = invoer::Signaalkoppeling, responses(Gewijzigd))]
#[post("/signalen/{id}/koppeling")]
async fn signaal_koppelen(verzoek: Wijzig<SignaalBehandelen, invoer::Signaalkoppeling>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            Ok(app.koppel_signaal(&toegang, &aanvraag, HuishoudenId::new(dto.huishouden_id)).await?)
        })
        .await
}

/// Vertelt de melder wat er van het signaal is geworden; ook na afsluiten, en zo vaak als nodig.
#[utoipa::path(tag = "signalen", params(Pad, Wijzigkoppen), request_body = invoer::Signaalterugkoppeling, responses(Gewijzigd))]
#[post("/signalen/{id}/terugkoppeling")]
async fn signaal_terugkoppelen(verzoek: Wijzig<SignaalBehandelen, invoer::Signaalterugkoppeling>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let inhoud = Velden::verzamel(|v| v.vrije_tekst("/inhoud", toegang.resource(), &dto.inhoud))?;
            Ok(app.pas_toe::<Signaal, _>(&toegang, &aanvraag, SignaalCommand::KoppelTerug { inhoud }).await?)
        })
        .await
}

/// Sluit een signaal af.
#[utoipa::path(tag = "signalen", params(Pad, Wijzigkoppen), request_body = invoer::Signaalafsluiting, responses(Gewijzigd))]
#[post("/signalen/{id}/afsluiting")]
async fn signaal_afsluiten(verzoek: Wijzig<SignaalBehandelen, invoer::Signaalafsluiting>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let reden = Velden::verzamel(|v| afsluitreden(v, &dto))?;
            Ok(app.sluit_signaal_af(&toegang, &aanvraag, reden).await?)
        })
        .await
}

fn afsluitreden(v: &mut Velden, dto: &invoer::Signaalafsluiting) -> Option<Afsluitreden> {
    if dto.reden != "dubbele-melding" {
        v.hoort_hier_niet("/dubbelVan", dto.dubbel_van.is_some());
    }
    match dto.reden.as_str() {
        "opgepakt" => Some(Afsluitreden::Opgepakt),
        "informatie-gegeven" => Some(Afsluitreden::InformatieGegeven),
        "dubbele-melding" => {
            let van = v.nodig("/dubbelVan", dto.dubbel_van).map(SignaalId::new);
            Some(Afsluitreden::DubbeleMelding { van: van? })
        }
        "niet-nodig" => Some(Afsluitreden::NietNodig),
        "inwoner-wil-niet" => Some(Afsluitreden::InwonerWilNiet),
        _ => {
            let keuzes = "Kies opgepakt, informatie-gegeven, dubbele-melding, niet-nodig of inwoner-wil-niet.";
            v.fout("/reden", "keuze", keuzes);
            None
        }
    }
}
