//! Help on a statutory ground in one request, also for who is not known yet (Jeugdwet 2.6).

use actix_web::post;
use regieboek_access::Beller;
use regieboek_access::handelingen::RechtstreeksVerwijzen;
use regieboek_api_types::invoer::doorverwijzingen as invoer;
use regieboek_api_types::invoer::huishoudens::NieuwAdres;
use regieboek_application::{Bekend, Bestemming, Hulp, Inzet, UseCaseError, Verwijsverzoek};
use regieboek_doorverwijzing::Adressering;
use regieboek_huishouden::Registratie;
use regieboek_kernel::{Bsn, Deelgrond, DoorverwijzingId, Functionaris, HuishoudenId, LidId};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::Antwoord;
use super::huishoudens::registratie::{adres, geweigerd, gezag, lid};
use crate::bronnen::nieuw_id;
use crate::document::{Beginkoppen, Begonnen};
use crate::ingang::Begin;
use crate::omzetting::gegeven;
use crate::problem::Problem;
use crate::validatie::Velden;

/// Registers the routes of this file.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(rechtstreeks_verwijzen);
}

/// Zet op grond van de wet hulp in; een huishouden dat nog niet bekend is, wordt meteen geregistreerd.
///
/// U bent van een nieuw huishouden de contactpersoon tot iemand het overneemt. Is het lid al bekend, dan ziet u alleen uw
/// eigen doorverwijzing. `Location` is de doorverwijzing.
#[utoipa::path(tag = "doorverwijzingen", params(Beginkoppen), request_body = invoer::RechtstreekseVerwijzing, responses(Begonnen))]
#[post("/rechtstreekse-verwijzingen")]
async fn rechtstreeks_verwijzen(verzoek: Begin<RechtstreeksVerwijzen, invoer::RechtstreekseVerwijzing>) -> Antwoord {
    let (lees, beller) = (verzoek.lees.clone(), verzoek.beller.clone());
    verzoek
        .voer("/v1/doorverwijzingen", async |app, toegang, dto, aanvraag| {
            let bsn: Option<Bsn> = Velden::verzamel(|v| v.lees_optie("/lid/bsn", dto.lid.bsn.as_deref()))?;
            let verwijzing = DoorverwijzingId::new(nieuw_id());
            let mut eerder = false;
            loop {
                let bekend = match &bsn {
                    Some(bsn) => app.bekend_met_bsn(toegang.gemeente(), bsn).await?,
                    None => None,
                };
                let (bestemming, wat) = verwijzing_van(&dto, bekend, &beller)?;
                match app.verwijs_rechtstreeks(&toegang, &aanvraag, verwijzing, bestemming, wat).await {
                    Ok(receipt) => return Ok(receipt),
                    // Somebody registered them since: look once more where they are known.
                    Err(UseCaseError::Bezet { .. }) if bekend.is_none() && !eerder => eerder = true,
                    Err(fout) => return Err(geweigerd(fout, &lees, &beller).await?),
                }
            }
        })
        .await
}

/// Where it goes, and what is asked: what is about the lid belongs to the lid as it is known there.
fn verwijzing_van(
    dto: &invoer::RechtstreekseVerwijzing,
    bekend: Option<Bekend>,
    verwijzer: &Beller,
) -> Result<(Bestemming, Verwijsverzoek), Problem> {
    let huishouden = bekend.map_or_else(|| HuishoudenId::new(nieuw_id()), |bekend| bekend.huishouden);
    Velden::verzamel(|v| {
        let registratie = registratie(v, dto, huishouden, verwijzer)?;
        let betreft: Vec<LidId> = match bekend {
            Some(bekend) => bekend.lid.into_iter().collect(),
            None => registratie.leden.first().map(|lid| lid.id).into_iter().collect(),
        };
        let onderwerp = betreft.first().map_or(huishouden.uuid(), |lid| lid.uuid());
        let verzoek = verwijsverzoek(v, dto, betreft, onderwerp)?;
        let bestemming = match bekend {
            Some(bekend) => Bestemming::Bekend(bekend.huishouden),
            None => Bestemming::Nieuw(huishouden, Box::new(registratie)),
        };
        Some((bestemming, verzoek))
    })
}

fn registratie(
    v: &mut Velden,
    dto: &invoer::RechtstreekseVerwijzing,
    huishouden: HuishoudenId,
    verwijzer: &Beller,
) -> Option<Registratie> {
    let onbekend = NieuwAdres { straat: None, huisnummer: None, toevoeging: None, postcode: None, woonplaats: None };
    let gebied = v.lees("/gebied", &dto.gebied);
    let adres = v.onder("/adres", |v| adres(v, dto.adres.as_ref().unwrap_or(&onbekend)));
    let eerste = v.onder("/lid", |v| lid(v, &dto.lid));
    let overige = v.lijst("/overigeLeden", &dto.overige_leden, lid);
    for (i, ander) in dto.overige_leden.iter().enumerate() {
        let eerder = std::iter::once(&dto.lid).chain(&dto.overige_leden[..i]);
        if ander.bsn.is_some() && eerder.into_iter().any(|lid| lid.bsn == ander.bsn) {
            let uitleg = "Dit BSN hoort al bij een ander lid in dit verzoek.";
            v.fout(&format!("/overigeLeden/{i}/bsn"), "dubbel", uitleg);
        }
    }
    let gezag = v.lijst("/gezag", &dto.gezag, gezag);
    Some(Registratie {
        gebied: gebied?,
        adres: gegeven(huishouden.uuid(), adres?),
        leden: std::iter::once(eerste?).chain(overige?).collect(),
        gezag: gezag?,
        contactpersoon: Functionaris::from(&verwijzer.professional).into(),
        signaal: None,
    })
}

fn verwijsverzoek(
    v: &mut Velden,
    dto: &invoer::RechtstreekseVerwijzing,
    betreft: Vec<LidId>,
    onderwerp: Uuid,
) -> Option<Verwijsverzoek> {
    let organisatie = v.lees("/organisatie", &dto.organisatie);
    let functie = v.lees_optie("/functie", dto.functie.as_deref());
    let voorziening = v.lees("/voorziening", &dto.voorziening);
    let hulpvraag = v.vrije_tekst("/hulpvraag", onderwerp, &dto.hulpvraag);
    let lichter_bekeken = v.vrije_tekst_optie("/lichterBekeken", onderwerp, dto.lichter_bekeken.as_deref());
    let grondslag = v.lees("/grondslag", &dto.grondslag);
    Some(Verwijsverzoek {
        hulp: Hulp::Inzet(Inzet {
            voorziening: voorziening?,
            doel: None,
            lichter_bekeken: lichter_bekeken?,
            mandaat: None,
            school: None,
            kosten_euro: None,
        }),
        gericht_aan: Adressering { organisatie: organisatie?, functie: functie? },
        betreft,
        hulpvraag: hulpvraag?,
        spoed: dto.spoed.unwrap_or_default(),
        deelgrond: Some(Deelgrond::Grondslag(grondslag?)),
    })
}
