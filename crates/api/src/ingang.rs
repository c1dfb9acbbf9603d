//! The one way in: each handler takes one of four extractors, and each of them answers in the same order.
//!
//! 401 token, 403 function, 404 relation, 400 input, 428/412 version; what is left for the handler is to make the command.
//! Before any of the last four refuses, the receipt of a repeated request is looked up: it is answered even when the
//! relation has ended since, and learns nothing that it was not told before. What nobody refuses finds its receipt when it
//! is stored.
//!
//! A command is let in on relations that this process remembers, when it does, and the append guards what they rest on.
//! Whatever refuses it then, the gate asks and everything is judged again: nobody is refused on what is only remembered.

use std::str::FromStr;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::http::header::HeaderName;
use actix_web::web::{Bytes, Data, Path, Query};
use actix_web::{FromRequest, HttpMessage as _, HttpRequest, HttpResponse};
use futures_util::future::{FutureExt as _, LocalBoxFuture};
use regieboek_access::{Beller, Handeling, Toegang, functie_mag, poort, poort_zonder_resource};
use regieboek_api_types::{Ontvangst, Probleemcode};
use regieboek_application::{Aanvraag, Application, Receipt, UseCaseError};
use regieboek_kernel::{CommandId, Tijdstip};
use regieboek_projections::{Leesmodellen, Leestransactie};
use serde::de::DeserializeOwned;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::auth::TokenVerifier;
use crate::bronnen::nieuw_id;
use crate::gesteldheid::Gesteldheid;
use crate::grenzen::lees_inhoud;
use crate::headers::{IdempotencyKey, etag, if_match, vingerafdruk};
use crate::problem::Problem;
use crate::request_id::RequestId;
use crate::validatie;

const GEBEURD_OP: HeaderName = HeaderName::from_static("gebeurd-op");

/// What every handler can reach.
#[derive(Clone)]
pub struct Ingang {
    /// The use cases.
    pub application: Application,
    /// The read models.
    pub lees: Leesmodellen,
    /// Who may call at all.
    pub verifier: std::sync::Arc<TokenVerifier>,
    /// How the background work is.
    pub gesteldheid: Gesteldheid,
}

impl Ingang {
    fn uit(req: &HttpRequest) -> Result<Data<Self>, Problem> {
        req.app_data::<Data<Self>>().cloned().ok_or_else(|| Problem::storing("no Ingang in app data"))
    }
}

/// A request to see something. Holds the transaction in which the relation was found, so that the data is of one moment.
pub struct Inzage<H> {
    /// The proof.
    pub toegang: Toegang<H>,
    /// The snapshot to read from.
    pub tx: Leestransactie,
    /// The present instant of the domain.
    pub nu: Tijdstip,
}

/// A request to search: it has a body, but changes nothing, so it takes neither `Idempotency-Key` nor `If-Match`.
pub struct Zoek<H, B> {
    /// The proof.
    pub toegang: Toegang<H>,
    /// What is searched for.
    pub inhoud: B,
    /// The use cases.
    pub application: Application,
    /// The read models.
    pub lees: Leesmodellen,
    /// The caller.
    pub beller: Beller,
}

/// A request that begins something new: no `If-Match`.
pub type Begin<H, B> = Opdrachtverzoek<H, B, false>;
/// A request to change what exists: `If-Match` is needed.
pub type Wijzig<H, B> = Opdrachtverzoek<H, B, true>;

/// A request to change something, after every check that comes before the domain.
pub struct Opdrachtverzoek<H, B, const OP_VERSIE: bool> {
    stand: Stand<H, B>,
    /// Present when the gate answered from memory: nobody is refused on that.
    opnieuw: Option<Box<Verzoek>>,
    /// The use cases.
    pub application: Application,
    /// The read models.
    pub lees: Leesmodellen,
    /// The caller.
    pub beller: Beller,
}

enum Stand<H, B> {
    Herhaald(Receipt),
    Nieuw { toegang: Box<Toegang<H>>, inhoud: Box<B>, aanvraag: Box<Aanvraag> },
}

/// What is left to ask again when a remembered answer of the gate did not do.
struct Verzoek {
    req: HttpRequest,
    ingang: Data<Ingang>,
    bytes: Bytes,
}

impl<H: Handeling, B: DeserializeOwned + ToSchema + 'static> Opdrachtverzoek<H, B, false> {
    /// Answers 201 with the place of what was begun, below `collectie`.
    ///
    /// # Errors
    /// Whatever `uitvoering` refuses.
    pub async fn voer(
        self,
        collectie: &str,
        uitvoering: impl AsyncFn(&Application, Toegang<H>, B, Aanvraag) -> Result<Receipt, Problem>,
    ) -> Result<HttpResponse, Problem> {
        let receipt = self.receipt(uitvoering).await?;
        Ok(HttpResponse::Created()
            .insert_header((header::LOCATION, format!("{collectie}/{}", receipt.subject)))
            .insert_header(etag(receipt.version))
            .json(ontvangst(&receipt)))
    }
}

impl<H: Handeling, B: DeserializeOwned + ToSchema + 'static> Opdrachtverzoek<H, B, true> {
    /// Answers 200 with the new version.
    ///
    /// # Errors
    /// Whatever `uitvoering` refuses.
    pub async fn voer(
        self,
        uitvoering: impl AsyncFn(&Application, Toegang<H>, B, Aanvraag) -> Result<Receipt, Problem>,
    ) -> Result<HttpResponse, Problem> {
        let receipt = self.receipt(uitvoering).await?;
        Ok(HttpResponse::Ok().insert_header(etag(receipt.version)).json(ontvangst(&receipt)))
    }
}

impl<H, B, const OP_VERSIE: bool> Opdrachtverzoek<H, B, OP_VERSIE>
where
    H: Handeling,
    B: DeserializeOwned + ToSchema + 'static,
{
    async fn receipt(
        self,
        uitvoering: impl AsyncFn(&Application, Toegang<H>, B, Aanvraag) -> Result<Receipt, Problem>,
    ) -> Result<Receipt, Problem> {
        let Self { stand, opnieuw, application, lees, beller } = self;
        let uitkomst = stand.voer(&application, &uitvoering).await;
        match (uitkomst, opnieuw) {
            // What fails because of us would be made no better by asking twice.
            (Err(weigering), Some(opnieuw)) if !weigering.is_storing_of_drukte() => {
                let Verzoek { req, ingang, bytes } = *opnieuw;
                let toegang = toegang_tot::<H>(&lees, &beller, resource(&req)?).await;
                let stand = ontvang(&req, Ok(bytes), &ingang, &beller, toegang, OP_VERSIE).await?;
                stand.voer(&application, &uitvoering).await
            }
            (uitkomst, _) => uitkomst,
        }
    }
}

impl<H: Handeling, B> Stand<H, B> {
    async fn voer(
        self,
        application: &Application,
        uitvoering: &impl AsyncFn(&Application, Toegang<H>, B, Aanvraag) -> Result<Receipt, Problem>,
    ) -> Result<Receipt, Problem> {
        match self {
            Self::Herhaald(receipt) => Ok(receipt),
            // On the heap at once: the future of a handler is moved three times before it runs.
            Self::Nieuw { toegang, inhoud, aanvraag } => {
                Box::pin(uitvoering(application, *toegang, *inhoud, *aanvraag)).await
            }
        }
    }
}

fn ontvangst(receipt: &Receipt) -> Ontvangst {
    Ontvangst { id: receipt.subject, versie: receipt.version, positie: receipt.position }
}

/// The resource that the path names; nonsense in its place is simply not there.
fn resource(req: &HttpRequest) -> Result<Option<Uuid>, Problem> {
    req.match_info().get("id").map(|id| id.parse().map_err(|_| Problem::niet_gevonden())).transpose()
}

/// An id further down the path, as `toestemmingId` in `/toestemmingen/{toestemmingId}/intrekking`.
///
/// # Errors
/// 404 when it is no id.
pub fn pad_id<T: FromStr>(pad: &Path<(String, String)>) -> Result<T, Problem> {
    pad.1.parse().map_err(|_| Problem::niet_gevonden())
}

/// The fields behind the question mark. Never personal data: an address ends up in logs.
///
/// # Errors
/// 400 when a field is missing, unknown or no value of its kind.
pub fn zoekvelden<T: DeserializeOwned>(req: &HttpRequest) -> Result<T, Problem> {
    Query::from_query(req.query_string()).map(Query::into_inner).map_err(|_| {
        Problem::new(Probleemcode::OngeldigeInvoer, "De velden achter het vraagteken in het adres kloppen niet.")
    })
}

/// The proof for a resource, with the snapshot in which the relation was found.
async fn toegang_met_snapshot<H: Handeling>(
    lees: &Leesmodellen,
    beller: &Beller,
    resource: Option<Uuid>,
) -> Result<(Toegang<H>, Leestransactie), Problem> {
    let mut tx = lees.transactie().await.map_err(Problem::opslag_onbereikbaar)?;
    let toegang = match resource {
        Some(id) => {
            let relaties = lees.relaties(&mut tx, beller, id).await.map_err(Problem::niet_te_lezen)?;
            poort::<H>(beller, id, relaties)?
        }
        None => poort_zonder_resource::<H>(beller)?,
    };
    Ok((toegang, tx))
}

/// The proof for a resource, for who reads nothing more; also for one that only the body names.
pub(crate) async fn toegang_tot<H: Handeling>(
    lees: &Leesmodellen,
    beller: &Beller,
    resource: Option<Uuid>,
) -> Result<Toegang<H>, Problem> {
    let Some(id) = resource else { return Ok(poort_zonder_resource::<H>(beller)?) };
    let relaties = lees.relaties_nu(beller, id).await.map_err(Problem::niet_te_lezen)?;
    Ok(poort::<H>(beller, id, relaties)?)
}

impl<H: Handeling> FromRequest for Inzage<H> {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let req = req.clone();
        async move {
            let ingang = Ingang::uit(&req)?;
            let beller = ingang.verifier.beller(&req)?;
            functie_mag::<H>(&beller)?;
            let (toegang, tx) = toegang_met_snapshot(&ingang.lees, &beller, resource(&req)?).await?;
            Ok(Self { toegang, tx, nu: ingang.application.nu() })
        }
        .boxed_local()
    }
}

impl<H, B> FromRequest for Zoek<H, B>
where
    H: Handeling,
    B: DeserializeOwned + ToSchema + 'static,
{
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (req, payload) = (req.clone(), payload.take());
        async move {
            let ingang = Ingang::uit(&req)?;
            let beller = ingang.verifier.beller(&req)?;
            functie_mag::<H>(&beller)?;
            let toegang = toegang_tot(&ingang.lees, &beller, resource(&req)?).await?;
            let inhoud = validatie::lees(&lees_inhoud(&req, payload).await?)?;
            let (application, lees) = (ingang.application.clone(), ingang.lees.clone());
            Ok(Self { toegang, inhoud, application, lees, beller })
        }
        .boxed_local()
    }
}

impl<H, B, const OP_VERSIE: bool> FromRequest for Opdrachtverzoek<H, B, OP_VERSIE>
where
    H: Handeling,
    B: DeserializeOwned + ToSchema + 'static,
{
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (req, payload) = (req.clone(), payload.take());
        async move {
            let ingang = Ingang::uit(&req)?;
            let beller = ingang.verifier.beller(&req)?;
            functie_mag::<H>(&beller)?;
            let (resource, bytes) = (resource(&req)?, lees_inhoud(&req, payload).await);
            let (application, lees) = (ingang.application.clone(), ingang.lees.clone());
            if let (Some(id), Ok(bytes)) = (resource, &bytes)
                && let Some((relaties, grond)) = lees.onthouden_relaties(&beller, id)
                && let Ok(toegang) = poort::<H>(&beller, id, relaties)
                && let Ok(mut stand) = beoordeel(&req, &ingang, &beller, Ok(toegang), Ok(bytes.clone()), OP_VERSIE)
            {
                if let Stand::Nieuw { aanvraag, .. } = &mut stand {
                    aanvraag.grond = grond;
                }
                let opnieuw = Some(Box::new(Verzoek { req, ingang, bytes: bytes.clone() }));
                return Ok(Self { stand, opnieuw, application, lees, beller });
            }
            let toegang = toegang_tot::<H>(&lees, &beller, resource).await;
            let stand = ontvang(&req, bytes, &ingang, &beller, toegang, OP_VERSIE).await?;
            Ok(Self { stand, opnieuw: None, application, lees, beller })
        }
        .boxed_local()
    }
}

/// From 404 to 428: body, validity, version, time; and the receipt of a repeated request before any of them refuses it.
async fn ontvang<H: Handeling, B: DeserializeOwned + ToSchema + 'static>(
    req: &HttpRequest,
    bytes: Result<Bytes, Problem>,
    ingang: &Ingang,
    beller: &Beller,
    toegang: Result<Toegang<H>, Problem>,
    op_versie: bool,
) -> Result<Stand<H, B>, Problem> {
    let verzoek = bytes.as_ref().ok().and_then(|bytes| herkenning(req, beller, bytes).ok());
    let weigering = match beoordeel(req, ingang, beller, toegang, bytes, op_versie) {
        Ok(stand) => return Ok(stand),
        Err(weigering) => weigering,
    };
    let Some((sleutel, fingerprint)) = verzoek else { return Err(weigering) };
    let eerder = ingang.application.eerdere_ontvangst(&beller.gemeente, &sleutel).await.map_err(Problem::from)?;
    eerder.filter(|receipt| receipt.fingerprint == fingerprint).map(Stand::Herhaald).ok_or(weigering)
}

/// By what a repeated request is known: the key of its receipt, and what it asks.
fn herkenning(req: &HttpRequest, beller: &Beller, bytes: &[u8]) -> Result<([u8; 32], [u8; 32]), Problem> {
    let sleutel = IdempotencyKey::uit(req)?;
    Ok((sleutel.receipt_key(beller), vingerafdruk(beller, req, if_match(req)?, bytes)))
}

/// What a request must have before the domain sees it: proof, body, key, version and time, refused in that order.
fn beoordeel<H: Handeling, B: DeserializeOwned + ToSchema + 'static>(
    req: &HttpRequest,
    ingang: &Ingang,
    beller: &Beller,
    toegang: Result<Toegang<H>, Problem>,
    bytes: Result<Bytes, Problem>,
    op_versie: bool,
) -> Result<Stand<H, B>, Problem> {
    let (toegang, bytes) = (toegang?, bytes?);
    let (sleutel, fingerprint) = herkenning(req, beller, &bytes)?;
    let versie = if_match(req)?;
    let inhoud = validatie::lees::<B>(&bytes)?;
    let gebeurd_op = gebeurd_op(req, ingang.application.nu())?;
    if op_versie && versie.is_none() {
        return Err(Problem::versie_ontbreekt());
    }
    let verwacht = versie.filter(|_| op_versie);
    let correlatie = req.extensions().get::<RequestId>().map_or_else(nieuw_id, |id| id.uuid());
    let (command, status) = (CommandId::new(nieuw_id()), if op_versie { 200 } else { 201 });
    let grond = Vec::new();
    let aanvraag = Aanvraag { command, correlatie, sleutel, fingerprint, verwacht, grond, gebeurd_op, status };
    Ok(Stand::Nieuw { toegang: Box::new(toegang), inhoud: Box::new(inhoud), aanvraag: Box::new(aanvraag) })
}

/// When it happened, if the caller says so: never later than now.
fn gebeurd_op(req: &HttpRequest, nu: Tijdstip) -> Result<Option<Tijdstip>, Problem> {
    let Some(waarde) = req.headers().get(&GEBEURD_OP) else { return Ok(None) };
    waarde.to_str().ok().and_then(|tekst| tekst.parse::<Tijdstip>().ok()).filter(|op| *op <= nu).map(Some).ok_or_else(
        || {
            Problem::new(
                Probleemcode::OngeldigeInvoer,
                "Gebeurd-Op is een tijdstip als 2026-03-01T09:30:00+01:00 dat niet in de toekomst ligt.",
            )
        },
    )
}

impl From<UseCaseError> for Problem {
    fn from(fout: UseCaseError) -> Self {
        match fout {
            UseCaseError::Regel(regel) => Self::conflict(regel.code(), regel.to_string()),
            UseCaseError::NietGevonden => Self::niet_gevonden(),
            UseCaseError::Verouderd(stand) => match stand {
                Some(stand) => Self::versie_verouderd(stand.versie).met_toestand(omschrijving(&stand)),
                None => Self::new(Probleemcode::VersieVerouderd, "Haal de laatste versie op en probeer het opnieuw."),
            },
            UseCaseError::Ingehaald(stand) => {
                let problem = Self::conflict("ingehaald", "Iemand anders was u voor. Haal de laatste versie op.");
                stand.iter().fold(problem, |p, stand| p.met_toestand(omschrijving(stand)))
            }
            UseCaseError::Bezet { scope, .. } => Self::conflict(scope, bezet(scope)),
            UseCaseError::Afgelost => Self::storing("a person's command never works under a lease"),
            UseCaseError::SleutelHergebruikt => Self::sleutel_hergebruikt(),
            UseCaseError::TeDruk => Self::te_druk(),
            UseCaseError::Onbereikbaar(oorzaak) => Self::opslag_onbereikbaar(oorzaak),
            UseCaseError::Storing(oorzaak) => Self::storing(oorzaak),
        }
    }
}

/// The state that won, in words: what happened last, by which function, when.
fn omschrijving(stand: &regieboek_application::Stand) -> String {
    let feit = regieboek_projections::feitnaam(&stand.feitcode).unwrap_or("onbekend");
    format!("versie {}: {feit} door {} op {}", stand.versie, stand.functie, stand.vastgelegd_op)
}

fn bezet(scope: &str) -> &'static str {
    match scope {
        "bsn-al-bekend" => "Iemand van dit huishouden staat al in een actief huishouden.",
        "overdracht-al-open" => "Er staat al een overdracht van de regie open voor dit huishouden.",
        "escalatie-al-open" => "Er staat al een escalatie open voor dit huishouden.",
        _ => "Dit is al vergeven.",
    }
}
