//! The multidisciplinary meeting about the plan.

use actix_web::post;
use regieboek_access::handelingen::PlanVoeren;
use regieboek_api_types::invoer::huishoudens as invoer;
use regieboek_huishouden::{AfwijkendeMening, Bewonersdeelname, Deelnemer, Huishouden, HuishoudenCommand, Mdo};
use regieboek_kernel::LidId;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::document::{Gewijzigd, Pad, Wijzigkoppen};
use crate::ingang::Wijzig;
use crate::problem::Problem;
use crate::routes::Antwoord;
use crate::validatie::Velden;

/// Registers the routes of this file.
pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(mdo_vastleggen);
}

/// Legt een multidisciplinair overleg vast: met bewoners, of met de reden waarom zij er niet bij waren.
#[utoipa::path(tag = "plan", params(Pad, Wijzigkoppen), request_body = invoer::NieuwMdo, responses(Gewijzigd))]
#[post("/huishoudens/{id}/mdos")]
async fn mdo_vastleggen(verzoek: Wijzig<PlanVoeren, invoer::NieuwMdo>) -> Antwoord {
    verzoek
        .voer(async |app, toegang, dto, aanvraag| {
            let wat = HuishoudenCommand::HoudMdo(mdo(toegang.resource(), &dto)?);
            Ok(app.pas_toe::<Huishouden, _>(&toegang, &aanvraag, wat).await?)
        })
        .await
}

fn mdo(huishouden: Uuid, dto: &invoer::NieuwMdo) -> Result<Mdo, Problem> {
    Velden::verzamel(|v| {
        let op = v.lees("/op", &dto.op);
        let aanwezigen = v.lijst("/aanwezigen", &dto.aanwezigen, |v, wie| v.betrokkene("", wie));
        let bewoners = bewoners(v, huishouden, dto);
        let verslag = v.vrije_tekst("/verslag", huishouden, &dto.verslag);
        let afwijkende_meningen =
            v.lijst("/afwijkendeMeningen", &dto.afwijkende_meningen, |v, dto| mening(v, huishouden, dto));
        let besluiten = v.lijst("/besluiten", &dto.besluiten, |v, besluit| v.vrije_tekst("", huishouden, besluit));
        Some(Mdo {
            op: op?,
            aanwezigen: aanwezigen?,
            bewoners: bewoners?,
            verslag: verslag?,
            afwijkende_meningen: afwijkende_meningen?,
            besluiten: besluiten?,
        })
    })
}

/// Without residents and without a reason the domain refuses.
fn bewoners(v: &mut Velden, huishouden: Uuid, dto: &invoer::NieuwMdo) -> Option<Bewonersdeelname> {
    match &dto.bewoners_afwezig_reden {
        Some(reden) if dto.bewoners.is_empty() => {
            let reden = v.vrije_tekst("/bewonersAfwezigReden", huishouden, reden)?;
            Some(Bewonersdeelname::Afwezig { reden })
        }
        reden => {
            v.hoort_hier_niet("/bewonersAfwezigReden", reden.is_some());
            Some(Bewonersdeelname::Aanwezig(dto.bewoners.iter().copied().map(LidId::new).collect()))
        }
    }
}

/// What a resident says is about that resident.
fn mening(v: &mut Velden, huishouden: Uuid, dto: &invoer::NieuweMening) -> Option<AfwijkendeMening> {
    let wie = match (dto.lid_id, &dto.professional) {
        (Some(lid), None) => Some(Deelnemer::Bewoner(LidId::new(lid))),
        (None, Some(wie)) => v.betrokkene("/professional", wie).map(Deelnemer::Professional),
        (Some(_), Some(_)) | (None, None) => {
            v.fout("", "keuze", "Noem een lid of een professional, niet allebei.");
            None
        }
    };
    let mening = v.vrije_tekst("/mening", dto.lid_id.unwrap_or(huishouden), &dto.mening);
    Some(AfwijkendeMening { wie: wie?, mening: mening? })
}
