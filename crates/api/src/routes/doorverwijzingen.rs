//! Doorverwijzingen: asking, answering, carrying out, ending, telling the referrer.

use actix_web::{HttpResponse, get, post};
use regieboek_access::handelingen::{
    Verwijzen, VerwijzingBeantwoorden, VerwijzingIntrekken, VerwijzingInzien, VerwijzingUitvoeren, VerwijzingWeigeren,
};
use regieboek_api_types::doorverwijzingen::Verwijzingdetails;
use regieboek_api_types::invoer::doorverwijzingen as invoer;
use regieboek_application::{Hulp, Inzet, Verwijsverzoek};
use regieboek_doorverwijzing::{Adressering, Doorverwijzing, DoorverwijzingCommand, Intrekreden, Weigering};
use regieboek_kernel::{DoelId, DoorverwijzingId, LidId, MandaatId, ProfessionalId};
use regieboek_projections::inzage;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::Antwoord;
use crate::bronnen::nieuw_id;
use crate::document::{Beginkoppen, Begonnen, Gewijzigd, Leesfouten, Pad, Wijzigkoppen};
use crate::headers::etag;
use crate::ingang::{Begin, Inzage, Wijzig, toegang_tot};
use crate::problem::Problem;
use crate::validatie::Velden;

/// Registers the routes of this file.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(verwijzen)
        .service(verwijzing_inzien)
        .service(verwijzing_aanvaarden)
        .service(overdracht_aanvaarden)
        .service(verwijzing_weigeren)
        .service(wachttijd_melden)
        .service(hulp_starten)
        .service(hulp_afronden)
        .service(verwijzing_intrekken)
        .service(verwijzing_terugkoppelen);
}

/// Vraagt een ander erbij, schrijft welzijn op recept uit of zet hulp in.
#[utoipa::path(tag = "doorverwijzingen", params(Pad, Beginkoppen), request_body = invoer::Verwijsverzoek, responses(Begonnen))]
#[post("/huishoudens/{id}/doorverwijzingen")]
async fn verwijzen(verzoek: Begin<Verwijzen, invoer::Verwijsverzoek>) -> Antwoord {
    let (lees, beller) = (verzoek.lees.clone(), verzoek.beller.clone());
    verzoek
        .voer("/v1/doorverwijzingen", async |app, toegang, dto, aanvraag| {
            let verwijsverzoek = verwijsverzoek(toegang.resource(), &dto)?;
            let vervangt = match dto.vervangt {
                Some(id) => Some(toegang_tot::<VerwijzingIntrekken>(&lees, &beller, Some(id)).await?),
                None => None,
            };
            let nieuw = DoorverwijzingId::new(nieuw_id());
            Ok(app.verwijs(&toegang, vervangt.as_ref(), &aanvraag, nieuw, verwijsverzoek).await?)
        })
        .await
}

/// Geeft een doorverwijzing; wie verwees, ziet de eigen vraag en wat ervan is geworden.
#[utoipa::path(
    tag = "doorverwijzingen",
    params(Pad),
    responses((status = 200, description = "De doorverwijzing; `ETag` is haar versie.", body = Verwijzingdetails, headers(("ETag" = String, description = "De versie."))), Leesfouten)
)]
#[get("/doorverwijzingen/{id}")]
async fn verwijzing_inzien(mut verzoek: Inzage<VerwijzingInzien>) -> Antwoord {
    let gevonden = inzage::doorverwijzing(&mut verzoek.tx, &verzoek.toegang).await.map_err(Problem::niet_te_lezen)?;
    let verwijzing = gevonden.ok_or_else(Problem::niet_gevonden)?;
    Ok(HttpResponse::Ok().insert_header(etag(verwijzing.versie)).json(verwijzing))
}

/// Aanvaardt een doorverwijzing; wie aanvaardt, raakt bij het huishouden betrokken.
#[utoipa::path(tag = "doorverwijzingen", params(Pad, Wijzigkoppen), request_body = invoer::Verwijzingaanvaarding, responses(Gewijzigd))]
#[post("/doorverwijzingen/{id}/aanvaarding")]
async fn verwijzing_aanvaarden(verzoek: Wijzig<VerwijzingBeantwoorden, invoer::Verwijzingaanvaarding>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let start = Velden::verzamel(|v| v.lees_optie("/verwachteStart", dto.verwachte_start.as_deref()))?;
            Ok(app.aanvaard_verwijzing(&toegang, &aanvraag, start).await?)
        })
        .await
}

/// Aanvaardt een overdracht na de warme overdracht; vanaf dat moment is de regie van wie aanvaardt.
#[utoipa::path(tag = "doorverwijzingen", params(Pad, Wijzigkoppen), request_body = invoer::Overdrachtsaanvaarding, responses(Gewijzigd))]
#[post("/doorverwijzingen/{id}/overdrachtsaanvaarding")]
async fn overdracht_aanvaarden(verzoek: Wijzig<VerwijzingBeantwoorden, invoer::Overdrachtsaanvaarding>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let dag = Velden::verzamel(|v| v.lees("/warmeOverdracht", &dto.warme_overdracht))?;
            Ok(app.aanvaard_overdracht(&toegang, &aanvraag, dag).await?)
        })
        .await
}

/// Weigert een doorverwijzing, met een volgende stap en wie daarvoor zorgt. De regisseur legt zo de weigering van de bewoner
/// vast.
#[utoipa::path(tag = "doorverwijzingen", params(Pad, Wijzigkoppen), request_body = invoer::Verwijzingweigering, responses(Gewijzigd))]
#[post("/doorverwijzingen/{id}/weigering")]
async fn verwijzing_weigeren(verzoek: Wijzig<VerwijzingWeigeren, invoer::Verwijzingweigering>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let weigering = weigering(toegang.resource(), &dto)?;
            Ok(app.weiger_verwijzing(&toegang, &aanvraag, weigering).await?)
        })
        .await
}

/// Meldt wanneer de hulp naar verwachting begint, en waarom niet eerder.
#[utoipa::path(tag = "doorverwijzingen", params(Pad, Wijzigkoppen), request_body = invoer::Wachttijdmelding, responses(Gewijzigd))]
#[post("/doorverwijzingen/{id}/wachttijden")]
async fn wachttijd_melden(verzoek: Wijzig<VerwijzingUitvoeren, invoer::Wachttijdmelding>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let wat = Velden::verzamel(|v| {
                let verwachte_start = v.lees("/verwachteStart", &dto.verwachte_start);
                let oorzaak = v.lees("/oorzaak", &dto.oorzaak);
                Some(DoorverwijzingCommand::MeldWachttijd { verwachte_start: verwachte_start?, oorzaak: oorzaak? })
            })?;
            Ok(app.pas_toe::<Doorverwijzing, _>(&toegang, &aanvraag, wat).await?)
        })
        .await
}

/// Legt vast dat de hulp is begonnen.
#[utoipa::path(tag = "doorverwijzingen", params(Pad, Wijzigkoppen), request_body = invoer::Hulpstart, responses(Gewijzigd))]
#[post("/doorverwijzingen/{id}/start")]
async fn hulp_starten(verzoek: Wijzig<VerwijzingUitvoeren, invoer::Hulpstart>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let op = Velden::verzamel(|v| v.lees("/op", &dto.op))?;
            Ok(app.pas_toe::<Doorverwijzing, _>(&toegang, &aanvraag, DoorverwijzingCommand::Start { op }).await?)
        })
        .await
}

/// Rondt de hulp af; daarmee eindigt het zicht op het huishouden dat erbij hoorde.
#[utoipa::path(tag = "doorverwijzingen", params(Pad, Wijzigkoppen), request_body = invoer::Hulpafronding, responses(Gewijzigd))]
#[post("/doorverwijzingen/{id}/afronding")]
async fn hulp_afronden(verzoek: Wijzig<VerwijzingUitvoeren, invoer::Hulpafronding>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let (resultaat, toelichting) = Velden::verzamel(|v| {
                let resultaat = v.lees("/resultaat", &dto.resultaat);
                let toelichting = v.vrije_tekst("/toelichting", toegang.resource(), &dto.toelichting);
                Some((resultaat?, toelichting?))
            })?;
            Ok(app.rond_verwijzing_af(&toegang, &aanvraag, resultaat, toelichting).await?)
        })
        .await
}

/// Trekt een doorverwijzing in; het zicht van wie haar had aanvaard, eindigt daarmee.
#[utoipa::path(tag = "doorverwijzingen", params(Pad, Wijzigkoppen), request_body = invoer::Verwijzingintrekking, responses(Gewijzigd))]
#[post("/doorverwijzingen/{id}/intrekking")]
async fn verwijzing_intrekken(verzoek: Wijzig<VerwijzingIntrekken, invoer::Verwijzingintrekking>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let reden = Velden::verzamel(|v| intrekreden(v, &dto))?;
            Ok(app.trek_verwijzing_in(&toegang, &aanvraag, reden).await?)
        })
        .await
}

/// Koppelt aan de verwijzer terug wat ervan is geworden.
#[utoipa::path(tag = "doorverwijzingen", params(Pad, Wijzigkoppen), request_body = invoer::Verwijzingterugkoppeling, responses(Gewijzigd))]
#[post("/doorverwijzingen/{id}/terugkoppeling")]
async fn verwijzing_terugkoppelen(verzoek: Wijzig<VerwijzingUitvoeren, invoer::Verwijzingterugkoppeling>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let inhoud = Velden::verzamel(|v| v.vrije_tekst("/inhoud", toegang.resource(), &dto.inhoud))?;
            Ok(app
                .pas_toe::<Doorverwijzing, _>(&toegang, &aanvraag, DoorverwijzingCommand::KoppelTerug { inhoud })
                .await?)
        })
        .await
}

/// What is about one lid belongs to that lid; otherwise to the huishouden.
fn verwijsverzoek(huishouden: Uuid, dto: &invoer::Verwijsverzoek) -> Result<Verwijsverzoek, Problem> {
    let onderwerp = match dto.betreft.as_slice() {
        [lid] => *lid,
        _ => huishouden,
    };
    Velden::verzamel(|v| {
        let hulp = hulp(v, onderwerp, dto);
        let organisatie = v.lees("/organisatie", &dto.organisatie);
        let functie = v.lees_optie("/functie", dto.functie.as_deref());
        let hulpvraag = v.vrije_tekst("/hulpvraag", onderwerp, &dto.hulpvraag);
        let deelgrond = v.deelgrond("/deelgrond", dto.deelgrond.as_ref());
        Some(Verwijsverzoek {
            hulp: hulp?,
            gericht_aan: Adressering { organisatie: organisatie?, functie: functie? },
            betreft: dto.betreft.iter().copied().map(LidId::new).collect(),
            hulpvraag: hulpvraag?,
            spoed: dto.spoed.unwrap_or_default(),
            deelgrond: deelgrond?,
        })
    })
}

fn hulp(v: &mut Velden, onderwerp: Uuid, dto: &invoer::Verwijsverzoek) -> Option<Hulp> {
    match dto.soort.as_str() {
        "erbij-halen" => Some(Hulp::ErbijHalen),
        "welzijn-op-recept" => Some(Hulp::WelzijnOpRecept),
        "inzet" => {
            let voorziening =
                v.nodig("/voorziening", dto.voorziening.as_deref()).and_then(|code| v.lees("/voorziening", code));
            let lichter_bekeken = v.vrije_tekst_optie("/lichterBekeken", onderwerp, dto.lichter_bekeken.as_deref());
            let school = v.lees_optie("/school", dto.school.as_deref());
            Some(Hulp::Inzet(Inzet {
                voorziening: voorziening?,
                doel: dto.doel_id.map(DoelId::new),
                lichter_bekeken: lichter_bekeken?,
                mandaat: dto.mandaat_id.map(MandaatId::new),
                school: school?,
                kosten_euro: dto.kosten_euro,
            }))
        }
        _ => {
            v.fout("/soort", "keuze", "Kies erbij-halen, welzijn-op-recept of inzet.");
            None
        }
    }
}

fn weigering(verwijzing: Uuid, dto: &invoer::Verwijzingweigering) -> Result<Weigering, Problem> {
    Velden::verzamel(|v| {
        let reden = v.lees("/reden", &dto.reden);
        let door = v.lees("/door", &dto.door);
        let volgende_stap = v.vrije_tekst("/volgendeStap", verwijzing, &dto.volgende_stap);
        let alternatief = v.vrije_tekst_optie("/alternatief", verwijzing, dto.alternatief.as_deref());
        Some(Weigering {
            reden: reden?,
            door: door?,
            volgende_stap: volgende_stap?,
            eigenaar_volgende_stap: ProfessionalId::new(dto.eigenaar_volgende_stap),
            alternatief: alternatief?,
        })
    })
}

fn intrekreden(v: &mut Velden, dto: &invoer::Verwijzingintrekking) -> Option<Intrekreden> {
    match dto.reden.as_str() {
        "andere-aanbieder" => v
            .nodig("/andereVerwijzing", dto.andere_verwijzing)
            .map(|id| Intrekreden::AndereAanbieder { verwijzing: DoorverwijzingId::new(id) }),
        "op-verzoek-bewoner" => Some(Intrekreden::OpVerzoekBewoner),
        "niet-meer-nodig" => Some(Intrekreden::NietMeerNodig),
        "plan-gesloten" => Some(Intrekreden::PlanGesloten),
        _ => {
            v.fout("/reden", "keuze", "Kies andere-aanbieder, op-verzoek-bewoner, niet-meer-nodig of plan-gesloten.");
            None
        }
    }
}
