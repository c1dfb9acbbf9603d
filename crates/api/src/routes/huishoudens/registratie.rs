//! Registering a huishouden, finding it again, and the gezag over its children.

use actix_web::{HttpResponse, post};
use regieboek_access::Beller;
use regieboek_access::handelingen::{GezagVastleggen, HuishoudenRegistreren, HuishoudenZoeken};
use regieboek_api_types::invoer::huishoudens as invoer;
use regieboek_api_types::zoeken::{Zoekresultaat, Zoektreffer};
use regieboek_application::UseCaseError;
use regieboek_huishouden::{Adres, Gezag, Gezaghebbende, Huishouden, HuishoudenCommand, Lid, Registratie};
use regieboek_kernel::{Bsn, Functionaris, HuishoudenId, LidId, SignaalId};
use regieboek_projections::Leesmodellen;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::bronnen::nieuw_id;
use crate::document::{Beginkoppen, Begonnen, Gewijzigd, Pad, Wijzigkoppen, Zoekfouten};
use crate::ingang::{Begin, Wijzig, Zoek};
use crate::omzetting::{gegeven, id_of_nieuw};
use crate::problem::Problem;
use crate::routes::Antwoord;
use crate::validatie::Velden;

/// Registers the routes of this file.
pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(huishouden_registreren).service(huishouden_zoeken).service(gezag_vastleggen);
}

/// Registreert een huishouden; wie registreert, is de contactpersoon.
#[utoipa::path(tag = "huishoudens", params(Beginkoppen), request_body = invoer::NieuwHuishouden, responses(Begonnen))]
#[post("/huishoudens")]
async fn huishouden_registreren(verzoek: Begin<HuishoudenRegistreren, invoer::NieuwHuishouden>) -> Antwoord {
    let (lees, beller) = (verzoek.lees.clone(), verzoek.beller.clone());
    verzoek
        .voer("/v1/huishoudens", async |app, toegang, dto, aanvraag| {
            let huishouden = HuishoudenId::new(nieuw_id());
            let registratie = registratie(&dto, huishouden, &beller)?;
            match app.registreer_huishouden(&toegang, &aanvraag, huishouden, registratie).await {
                Ok(receipt) => Ok(receipt),
                Err(fout) => Err(geweigerd(fout, &lees, &beller).await?),
            }
        })
        .await
}

/// Zoekt of een huishouden al bekend is.
#[utoipa::path(
    tag = "huishoudens",
    request_body = invoer::Zoekvraag,
    responses((status = 200, description = "Of het bekend is.", body = Zoekresultaat), Zoekfouten)
)]
#[post("/huishoudens/_zoek")]
async fn huishouden_zoeken(verzoek: Zoek<HuishoudenZoeken, invoer::Zoekvraag>) -> Antwoord {
    let bsn: Bsn = Velden::verzamel(|v| v.lees("/bsn", &verzoek.inhoud.bsn))?;
    let gevonden = verzoek.application.huishouden_met_bsn(verzoek.toegang.gemeente(), &bsn).await?;
    let items = match gevonden {
        Some(huishouden) if is_betrokken(&verzoek.lees, &verzoek.beller, huishouden.uuid()).await? => {
            vec![Zoektreffer { huishouden_id: huishouden.uuid() }]
        }
        Some(_) | None => Vec::new(),
    };
    Ok(HttpResponse::Ok().json(Zoekresultaat { bekend: gevonden.is_some(), items }))
}

/// Legt vast wie het gezag heeft over de genoemde kinderen.
#[utoipa::path(tag = "huishoudens", params(Pad, Wijzigkoppen), request_body = invoer::Gezagsvastlegging, responses(Gewijzigd))]
#[post("/huishoudens/{id}/gezag")]
async fn gezag_vastleggen(verzoek: Wijzig<GezagVastleggen, invoer::Gezagsvastlegging>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let gezag = Velden::verzamel(|v| v.lijst("/gezag", &dto.gezag, gezag))?;
            Ok(app.pas_toe::<Huishouden, _>(&toegang, &aanvraag, HuishoudenCommand::LegGezagVast { gezag }).await?)
        })
        .await
}

/// Whether the caller stands in any relation to it, and so may know which huishouden it is.
async fn is_betrokken(lees: &Leesmodellen, beller: &Beller, huishouden: Uuid) -> Result<bool, Problem> {
    let mut tx = lees.transactie().await.map_err(Problem::opslag_onbereikbaar)?;
    let relaties = lees.relaties(&mut tx, beller, huishouden).await.map_err(Problem::niet_te_lezen)?;
    Ok(relaties.iter().next().is_some())
}

/// A refusal; the huishouden that holds the BSN is named only to who is involved in it.
pub(in crate::routes) async fn geweigerd(
    fout: UseCaseError,
    lees: &Leesmodellen,
    beller: &Beller,
) -> Result<Problem, Problem> {
    if let UseCaseError::Bezet { scope: "bsn-al-bekend", houder } = fout
        && is_betrokken(lees, beller, houder).await?
    {
        return Ok(Problem::from(fout).met_huishouden(houder));
    }
    Ok(fout.into())
}

fn registratie(
    dto: &invoer::NieuwHuishouden,
    huishouden: HuishoudenId,
    contactpersoon: &Beller,
) -> Result<Registratie, Problem> {
    Velden::verzamel(|v| {
        let gebied = v.lees("/gebied", &dto.gebied);
        let adres = v.onder("/adres", |v| adres(v, &dto.adres));
        let leden = v.lijst("/leden", &dto.leden, lid);
        geen_dubbel_bsn(v, &dto.leden);
        let gezag = v.lijst("/gezag", &dto.gezag, gezag);
        Some(Registratie {
            gebied: gebied?,
            adres: gegeven(huishouden.uuid(), adres?),
            leden: leden?,
            gezag: gezag?,
            contactpersoon: Functionaris::from(&contactpersoon.professional).into(),
            signaal: dto.signaal_id.map(SignaalId::new),
        })
    })
}

pub(in crate::routes) fn adres(v: &mut Velden, dto: &invoer::NieuwAdres) -> Option<Adres> {
    let straat = tekst_optie(v, "/straat", dto.straat.as_deref());
    let huisnummer = tekst_optie(v, "/huisnummer", dto.huisnummer.as_deref());
    let toevoeging = tekst_optie(v, "/toevoeging", dto.toevoeging.as_deref());
    let postcode = tekst_optie(v, "/postcode", dto.postcode.as_deref());
    let woonplaats = tekst_optie(v, "/woonplaats", dto.woonplaats.as_deref());
    let huisnummer = match (huisnummer?, toevoeging?) {
        (huisnummer, None) => huisnummer,
        (Some(huisnummer), Some(toevoeging)) => Some(format!("{huisnummer} {toevoeging}")),
        (None, Some(_)) => v.nodig("/huisnummer", None),
    };
    Some(Adres { straat: straat?, huisnummer, postcode: postcode?, woonplaats: woonplaats? })
}

#[expect(clippy::option_option, reason = "outside: was it good; inside: was it there")]
fn tekst_optie(v: &mut Velden, pointer: &str, tekst: Option<&str>) -> Option<Option<String>> {
    match tekst {
        None => Some(None),
        Some(tekst) => v.tekst(pointer, tekst).map(Some),
    }
}

pub(in crate::routes) fn lid(v: &mut Velden, dto: &invoer::NieuwLid) -> Option<Lid> {
    let id = id_of_nieuw(dto.id);
    let naam = v.tekst("/naam", &dto.naam);
    let geboortedatum = v.lees("/geboortedatum", &dto.geboortedatum);
    let relatie = v.lees("/relatie", &dto.relatie);
    let bsn = v.lees_optie("/bsn", dto.bsn.as_deref());
    Some(Lid {
        id: LidId::new(id),
        naam: gegeven(id, naam?),
        geboortedatum: gegeven(id, geboortedatum?),
        relatie: relatie?,
        bsn: bsn?.map(|bsn| gegeven(id, bsn)),
        dubbelsleutel: None,
    })
}

/// Two leden are two persons.
fn geen_dubbel_bsn(v: &mut Velden, leden: &[invoer::NieuwLid]) {
    for (i, lid) in leden.iter().enumerate() {
        if lid.bsn.is_some() && leden[..i].iter().any(|eerder| eerder.bsn == lid.bsn) {
            v.fout(&format!("/leden/{i}/bsn"), "dubbel", "Dit BSN hoort al bij een ander lid in dit verzoek.");
        }
    }
}

pub(in crate::routes) fn gezag(v: &mut Velden, dto: &invoer::NieuwGezag) -> Option<Gezag> {
    let gezaghebbende = v.onder("/gezaghebbende", |v| gezaghebbende(v, &dto.gezaghebbende));
    let sinds = v.lees("/sinds", &dto.sinds);
    let bron = v.lees("/bron", &dto.bron);
    Some(Gezag { kind: LidId::new(dto.kind), gezaghebbende: gezaghebbende?, sinds: sinds?, bron: bron? })
}

/// Who lives elsewhere is a person of their own: never the same subject as the huishouden or as another.
fn gezaghebbende(v: &mut Velden, dto: &invoer::NieuweGezaghebbende) -> Option<Gezaghebbende> {
    v.hoort_hier_niet("/buitenId", dto.buiten_id.is_some() && dto.naam.is_none());
    match (dto.lid_id, &dto.naam, &dto.organisatie) {
        (Some(lid), None, None) => Some(Gezaghebbende::Lid(LidId::new(lid))),
        (None, Some(naam), None) => {
            let onderwerp = id_of_nieuw(dto.buiten_id);
            v.vrije_tekst("/naam", onderwerp, naam).map(|naam| Gezaghebbende::Buiten { naam })
        }
        (None, None, Some(organisatie)) => {
            v.lees("/organisatie", organisatie).map(|organisatie| Gezaghebbende::Voogdij { organisatie })
        }
        (_, _, _) => {
            v.fout("", "keuze", "Noem precies één van de drie: een lid, een naam of een organisatie.");
            None
        }
    }
}
