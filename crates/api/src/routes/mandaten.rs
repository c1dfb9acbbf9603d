//! Mandaatbesluiten, SKJ registrations and mandaten: the mandaatbeheerder's part.

use actix_web::{HttpRequest, HttpResponse, get, post};
use regieboek_access::handelingen::{
    MandaatIntrekken, MandaatInzien, MandatenBeheren, OndermandaatVerlenen, RegisterInzien,
};
use regieboek_api_types::invoer::algemeen::{Leeg, MetReden};
use regieboek_api_types::invoer::mandaten as invoer;
use regieboek_api_types::mandaatregister::Register;
use regieboek_api_types::mandaten as vorm;
use regieboek_kernel::{MandaatbesluitId, ProfessionalId};
use regieboek_mandaat::{
    Besluit, Inschrijving, Mandaat, MandaatCommand, Mandaatbesluit, MandaatbesluitCommand, Mandaathouder, Periode,
    Reikwijdte, SkjRegistratie, SkjRegistratieCommand, Verlening, Wetstekst,
};
use regieboek_projections::{Mandaatregister, Registerfilter, inzage};
use utoipa_actix_web::service_config::ServiceConfig;

use super::Antwoord;
use crate::bronnen::nieuw_id;
use crate::document::{Beginkoppen, Begonnen, Gewijzigd, Leesfouten, Pad, Wijzigkoppen};
use crate::headers::etag;
use crate::ingang::{Begin, Inzage, Wijzig, zoekvelden};
use crate::omzetting::gegeven;
use crate::problem::Problem;
use crate::validatie::Velden;

/// Registers the routes of this file.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(mandaatbesluit_vastleggen)
        .service(mandaatbesluit_intrekken)
        .service(skj_registreren)
        .service(skj_verlengen)
        .service(skj_beeindigen)
        .service(mandaat_verlenen)
        .service(ondermandaat_verlenen)
        .service(mandaat_schorsen)
        .service(mandaat_hervatten)
        .service(mandaat_intrekken)
        .service(mandaatbesluit_inzien)
        .service(skj_inzien)
        .service(mandaat_inzien)
        .service(mandaatregister);
}

/// Legt een mandaatbesluit van het college vast.
#[utoipa::path(tag = "mandaten", params(Beginkoppen), request_body = invoer::Mandaatbesluit, responses(Begonnen))]
#[post("/mandaatbesluiten")]
async fn mandaatbesluit_vastleggen(verzoek: Begin<MandatenBeheren, invoer::Mandaatbesluit>) -> Antwoord {
    verzoek
        .voer("/v1/mandaatbesluiten", async |app, toegang, dto, aanvraag| {
            let besluit = besluit(&dto)?;
            Ok(app
                .begin::<Mandaatbesluit, _>(&toegang, &aanvraag, nieuw_id(), MandaatbesluitCommand::LegVast(besluit))
                .await?)
        })
        .await
}

/// Trekt een mandaatbesluit in.
#[utoipa::path(tag = "mandaten", params(Pad, Wijzigkoppen), request_body = invoer::MetIngang, responses(Gewijzigd))]
#[post("/mandaatbesluiten/{id}/intrekking")]
async fn mandaatbesluit_intrekken(verzoek: Wijzig<MandatenBeheren, invoer::MetIngang>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let per = Velden::verzamel(|v| v.lees("/per", &dto.per))?;
            Ok(app.pas_toe::<Mandaatbesluit, _>(&toegang, &aanvraag, MandaatbesluitCommand::TrekIn { per }).await?)
        })
        .await
}

/// Legt de SKJ-registratie van een professional vast.
#[utoipa::path(tag = "mandaten", params(Beginkoppen), request_body = invoer::SkjRegistratie, responses(Begonnen))]
#[post("/skj-registraties")]
async fn skj_registreren(verzoek: Begin<MandatenBeheren, invoer::SkjRegistratie>) -> Antwoord {
    verzoek
        .voer("/v1/skj-registraties", async |app, toegang, dto, aanvraag| {
            let houder = ProfessionalId::new(dto.houder_id);
            let inschrijving = Velden::verzamel(|v| {
                let nummer = v.vrije_tekst("/nummer", dto.houder_id, &dto.nummer);
                let geldig_tot = v.lees("/geldigTot", &dto.geldig_tot);
                Some(Inschrijving { houder, nummer: nummer?, geldig_tot: geldig_tot? })
            })?;
            Ok(app.registreer_skj(&toegang, &aanvraag, inschrijving).await?)
        })
        .await
}

/// Verlengt een SKJ-registratie.
#[utoipa::path(tag = "mandaten", params(Pad, Wijzigkoppen), request_body = invoer::SkjVerlenging, responses(Gewijzigd))]
#[post("/skj-registraties/{id}/verlenging")]
async fn skj_verlengen(verzoek: Wijzig<MandatenBeheren, invoer::SkjVerlenging>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let geldig_tot = Velden::verzamel(|v| v.lees("/geldigTot", &dto.geldig_tot))?;
            Ok(app
                .pas_toe::<SkjRegistratie, _>(&toegang, &aanvraag, SkjRegistratieCommand::Verleng { geldig_tot })
                .await?)
        })
        .await
}

/// Legt vast dat een SKJ-registratie eerder eindigde.
#[utoipa::path(tag = "mandaten", params(Pad, Wijzigkoppen), request_body = invoer::MetIngang, responses(Gewijzigd))]
#[post("/skj-registraties/{id}/beeindiging")]
async fn skj_beeindigen(verzoek: Wijzig<MandatenBeheren, invoer::MetIngang>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let per = Velden::verzamel(|v| v.lees("/per", &dto.per))?;
            Ok(app.pas_toe::<SkjRegistratie, _>(&toegang, &aanvraag, SkjRegistratieCommand::Beeindig { per }).await?)
        })
        .await
}

/// Verleent een mandaat (Awb 10:1).
#[utoipa::path(tag = "mandaten", params(Beginkoppen), request_body = invoer::Mandaat, responses(Begonnen))]
#[post("/mandaten")]
async fn mandaat_verlenen(verzoek: Begin<MandatenBeheren, invoer::Mandaat>) -> Antwoord {
    verzoek
        .voer("/v1/mandaten", async |app, toegang, dto, aanvraag| {
            let verlening = verlening(&dto)?;
            Ok(app.verleen_mandaat(&toegang, &aanvraag, nieuw_id(), verlening).await?)
        })
        .await
}

/// Geeft het eigen mandaat door: een ondermandaat, waar het besluit dat toestaat (Awb 10:9).
#[utoipa::path(tag = "mandaten", params(Pad, Beginkoppen), request_body = invoer::Ondermandaat, responses(Begonnen))]
#[post("/mandaten/{id}/ondermandaten")]
async fn ondermandaat_verlenen(verzoek: Begin<OndermandaatVerlenen, invoer::Ondermandaat>) -> Antwoord {
    verzoek
        .voer("/v1/mandaten", async |app, toegang, dto, aanvraag| {
            let verlening = onderverlening(dto)?;
            Ok(app.verleen_ondermandaat(&toegang, &aanvraag, nieuw_id(), verlening).await?)
        })
        .await
}

/// Schorst een mandaat, met onmiddellijke ingang.
#[utoipa::path(tag = "mandaten", params(Pad, Wijzigkoppen), request_body = MetReden, responses(Gewijzigd))]
#[post("/mandaten/{id}/schorsing")]
async fn mandaat_schorsen(verzoek: Wijzig<MandatenBeheren, MetReden>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let reden = Velden::verzamel(|v| v.vrije_tekst("/reden", toegang.resource(), &dto.reden))?;
            Ok(app.pas_toe::<Mandaat, _>(&toegang, &aanvraag, MandaatCommand::Schors { reden }).await?)
        })
        .await
}

/// Laat een geschorst mandaat weer werken.
#[utoipa::path(tag = "mandaten", params(Pad, Wijzigkoppen), request_body = Leeg, responses(Gewijzigd))]
#[post("/mandaten/{id}/hervatting")]
async fn mandaat_hervatten(verzoek: Wijzig<MandatenBeheren, Leeg>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, _, aanvraag| {
            Ok(app.pas_toe::<Mandaat, _>(&toegang, &aanvraag, MandaatCommand::Hervat).await?)
        })
        .await
}

/// Trekt een mandaat in, met onmiddellijke ingang en voorgoed (Awb 10:8).
#[utoipa::path(tag = "mandaten", params(Pad, Wijzigkoppen), request_body = MetReden, responses(Gewijzigd))]
#[post("/mandaten/{id}/intrekking")]
async fn mandaat_intrekken(verzoek: Wijzig<MandaatIntrekken, MetReden>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let reden = Velden::verzamel(|v| v.vrije_tekst("/reden", toegang.resource(), &dto.reden))?;
            Ok(app.trek_mandaat_in(&toegang, &aanvraag, reden).await?)
        })
        .await
}

/// Geeft een mandaatbesluit.
#[utoipa::path(
    tag = "mandaten",
    params(Pad),
    responses((status = 200, description = "Het besluit.", body = vorm::Besluitdetails, headers(("ETag" = String, description = "De versie."))), Leesfouten)
)]
#[get("/mandaatbesluiten/{id}")]
async fn mandaatbesluit_inzien(mut verzoek: Inzage<MandatenBeheren>) -> Antwoord {
    let gevonden = inzage::mandaatbesluit(&mut verzoek.tx, &verzoek.toegang).await.map_err(Problem::niet_te_lezen)?;
    let besluit = gevonden.ok_or_else(Problem::niet_gevonden)?;
    Ok(HttpResponse::Ok().insert_header(etag(besluit.versie)).json(besluit))
}

/// Geeft een SKJ-registratie.
#[utoipa::path(
    tag = "mandaten",
    params(Pad),
    responses((status = 200, description = "De registratie.", body = vorm::Skjdetails, headers(("ETag" = String, description = "De versie."))), Leesfouten)
)]
#[get("/skj-registraties/{id}")]
async fn skj_inzien(mut verzoek: Inzage<MandatenBeheren>) -> Antwoord {
    let gevonden = inzage::skj_registratie(&mut verzoek.tx, &verzoek.toegang).await.map_err(Problem::niet_te_lezen)?;
    let registratie = gevonden.ok_or_else(Problem::niet_gevonden)?;
    Ok(HttpResponse::Ok().insert_header(etag(registratie.versie)).json(registratie))
}

/// Geeft een mandaat.
#[utoipa::path(
    tag = "mandaten",
    params(Pad),
    responses((status = 200, description = "Het mandaat.", body = vorm::Mandaatdetails, headers(("ETag" = String, description = "De versie."))), Leesfouten)
)]
#[get("/mandaten/{id}")]
async fn mandaat_inzien(mut verzoek: Inzage<MandaatInzien>) -> Antwoord {
    let gevonden = inzage::mandaat(&mut verzoek.tx, &verzoek.toegang).await.map_err(Problem::niet_te_lezen)?;
    let mandaat = gevonden.ok_or_else(Problem::niet_gevonden)?;
    Ok(HttpResponse::Ok().insert_header(etag(mandaat.versie)).json(mandaat))
}

/// Geeft het mandaatregister: wie wat mag inzetten, waar, vandaag of op een datum in het verleden.
#[utoipa::path(
    tag = "mandaten",
    params(invoer::Registervraag),
    responses((status = 200, description = "De mandaten op dat moment.", body = Register), Leesfouten)
)]
#[get("/mandaatregister")]
async fn mandaatregister(mut verzoek: Inzage<RegisterInzien>, req: HttpRequest) -> Antwoord {
    let vraag: invoer::Registervraag = zoekvelden(&req)?;
    let (op, filter) = Velden::verzamel(|v| {
        let op = vraag.op.as_deref().map_or(Some(verzoek.nu), |op| v.moment("/op", op));
        let functie = v.lees_optie("/functie", vraag.functie.as_deref());
        let voorziening = v.lees_optie("/voorziening", vraag.voorziening.as_deref());
        let gebied = v.lees_optie("/gebied", vraag.gebied.as_deref());
        Some((op?, Registerfilter { functie: functie?, voorziening: voorziening?, gebied: gebied? }))
    })?;
    let boek = inzage::beleidsboek(&mut verzoek.tx, &verzoek.toegang).await.map_err(Problem::niet_te_lezen)?;
    let beleid = boek.op(op.datum());
    let register = Mandaatregister::op(&mut verzoek.tx, &verzoek.toegang, beleid, op, &filter).await;
    Ok(HttpResponse::Ok().json(register.map_err(Problem::niet_te_lezen)?))
}

fn besluit(dto: &invoer::Mandaatbesluit) -> Result<Besluit, Problem> {
    Velden::verzamel(|v| {
        let genomen_op = v.lees("/genomenOp", &dto.genomen_op);
        let versie = v.lees("/wetsversie", &dto.wetsversie);
        let functies = v.codes("/functies", &dto.functies);
        let reikwijdte = reikwijdte(v, &dto.voorzieningen, &dto.gebieden, &dto.scholen, dto.kostenplafond_euro);
        let geldig = periode(v, &dto.van, &dto.tot_en_met);
        Some(Besluit {
            nummer: dto.nummer.clone(),
            genomen_op: genomen_op?,
            wetstekst: Wetstekst { regeling: dto.regeling.clone(), versie: versie? },
            reikwijdte: reikwijdte?,
            geldig: geldig?,
            functies: functies?,
            ondermandaat_toegestaan: dto.ondermandaat_toegestaan,
        })
    })
}

fn verlening(dto: &invoer::Mandaat) -> Result<Verlening, Problem> {
    Velden::verzamel(|v| {
        let houder = v.onder("/houder", |v| {
            let functie = v.lees("/functie", &dto.houder.functie);
            let organisatie = v.lees("/organisatie", &dto.houder.organisatie);
            let naam = v.tekst("/naam", &dto.houder.naam);
            Some(Mandaathouder {
                professional: ProfessionalId::new(dto.houder.professional_id),
                functie: functie?,
                organisatie: organisatie?,
                naam: gegeven(dto.houder.professional_id, naam?),
            })
        });
        let instemming_houder = v.lees_optie("/instemmingHouder", dto.instemming_houder.as_deref());
        let instemming_werkgever = v.lees_optie("/instemmingWerkgever", dto.instemming_werkgever.as_deref());
        let reikwijdte = reikwijdte(v, &dto.voorzieningen, &dto.gebieden, &dto.scholen, dto.kostenplafond_euro);
        let geldig = periode(v, &dto.van, &dto.tot_en_met);
        Some(Verlening {
            besluit: MandaatbesluitId::new(dto.besluit_id),
            besluitversie: 0,
            houder: houder?,
            in_dienst_van_gemeente: dto.in_dienst_van_gemeente,
            instemming_houder: instemming_houder?,
            instemming_werkgever: instemming_werkgever?,
            reikwijdte: reikwijdte?,
            geldig: geldig?,
            wetstekst: None,
            boven: None,
        })
    })
}

/// Besluit and mandaat above it come from the mandaat in the path.
fn onderverlening(dto: invoer::Ondermandaat) -> Result<Verlening, Problem> {
    verlening(&invoer::Mandaat {
        besluit_id: uuid::Uuid::nil(),
        houder: dto.houder,
        in_dienst_van_gemeente: dto.in_dienst_van_gemeente,
        instemming_houder: dto.instemming_houder,
        instemming_werkgever: dto.instemming_werkgever,
        voorzieningen: dto.voorzieningen,
        gebieden: dto.gebieden,
        scholen: dto.scholen,
        kostenplafond_euro: dto.kostenplafond_euro,
        van: dto.van,
        tot_en_met: dto.tot_en_met,
    })
}

fn reikwijdte(
    v: &mut Velden,
    voorzieningen: &[String],
    gebieden: &[String],
    scholen: &[String],
    kostenplafond_euro: Option<u32>,
) -> Option<Reikwijdte> {
    let voorzieningen = v.codes("/voorzieningen", voorzieningen);
    let gebieden = v.codes("/gebieden", gebieden);
    let scholen = v.codes("/scholen", scholen);
    Some(Reikwijdte { voorzieningen: voorzieningen?, gebieden: gebieden?, scholen: scholen?, kostenplafond_euro })
}

fn periode(v: &mut Velden, van: &str, tot_en_met: &str) -> Option<Periode> {
    let van = v.lees("/van", van);
    let tot_en_met = v.lees("/totEnMet", tot_en_met);
    Some(Periode { van: van?, tot_en_met: tot_en_met? })
}
