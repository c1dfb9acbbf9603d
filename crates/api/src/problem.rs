//! The one error of the edge: what the client reads (Dutch, RFC 9457) and, apart from it, what only the log reads.
//!
//! Every refusal below the edge becomes a [`Problem`] once, here or in the module that knows the refusal. The cause of
//! a failure goes to the log, never into the answer, and never holds personal data.

use actix_web::http::header::{self, HeaderMap, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse, ResponseError, web};
use regieboek_access::Weigering;
use regieboek_api_types::{Probleem, Probleemcode, Veldfout};
use regieboek_kernel::Regelfout;
use regieboek_projections::Leesfout;
use utoipa::openapi::OpenApi;
use uuid::Uuid;

use crate::grenzen::{API_VERSION, API_VERSION_WAARDE, NO_STORE, NOSNIFF};
use crate::request_id::{RequestId, X_REQUEST_ID};

/// Media type of every error answer.
pub const PROBLEM_JSON: &str = "application/problem+json";
/// Seconds after which a caller may try again.
const RETRY_AFTER: &str = "2";
/// Title of every refusal by a rule.
const TITEL_REGEL: &str = "De regels laten dit niet toe";

/// An answer that is not what was asked for.
#[derive(Debug, Clone)]
pub struct Problem {
    inhoud: Box<Probleem>,
    /// For the log only.
    oorzaak: Option<String>,
    request_id: Option<RequestId>,
    allow: Option<HeaderValue>,
}

impl Problem {
    /// One of the closed list, with an explanation of this case.
    pub fn new(code: Probleemcode, detail: impl Into<String>) -> Self {
        Self::bouw(code.code(), code.status(), code.titel(), detail.into())
    }

    /// A broken rule of the domain: 409, with the rule's own code and text.
    pub fn regel(fout: &impl Regelfout) -> Self {
        Self::conflict(fout.code(), fout.to_string())
    }

    /// Another conflict: a key that is taken, or something that kept changing.
    pub fn conflict(code: &str, detail: impl Into<String>) -> Self {
        Self::bouw(code, 409, TITEL_REGEL, detail.into())
    }

    /// Input that is not as it should be: 400, with every error.
    pub fn ongeldige_invoer(mut fouten: Vec<Veldfout>) -> Self {
        fouten.sort();
        fouten.dedup();
        let detail = match fouten.len() {
            0 => "De invoer kan niet worden gelezen.".to_owned(),
            1 => "Er is één fout gevonden in de invoer.".to_owned(),
            aantal => format!("Er zijn {aantal} fouten gevonden in de invoer."),
        };
        let mut problem = Self::new(Probleemcode::OngeldigeInvoer, detail);
        problem.inhoud.fouten = fouten;
        problem
    }

    /// It does not exist for this caller: the same answer whether it exists or not.
    pub fn niet_gevonden() -> Self {
        Self::new(Probleemcode::NietGevonden, "Dit bestaat niet, of u bent er niet bij betrokken.")
    }

    /// The version that was sent is not the present one.
    pub fn versie_verouderd(huidig: u64) -> Self {
        let mut problem = Self::new(
            Probleemcode::VersieVerouderd,
            "Iemand anders heeft dit intussen gewijzigd. Haal de laatste versie op en probeer het opnieuw.",
        );
        problem.inhoud.versie = Some(huidig);
        problem
    }

    /// No version was sent.
    pub fn versie_ontbreekt() -> Self {
        Self::new(
            Probleemcode::VersieOntbreekt,
            "Stuur in If-Match de versie mee waarop deze wijziging berust, als \"12\".",
        )
    }

    /// The key was used for another request.
    pub fn sleutel_hergebruikt() -> Self {
        Self::new(
            Probleemcode::SleutelHergebruikt,
            "Gebruik voor elk nieuw verzoek een nieuwe Idempotency-Key; herhaal een verzoek zonder er iets aan te veranderen.",
        )
    }

    /// The queue is full.
    pub fn te_druk() -> Self {
        Self::new(Probleemcode::TeDruk, "Er is niets vastgelegd. Probeer het over enkele seconden opnieuw.")
    }

    /// Whether it was refused only for what is asked of this process, not for what it asks.
    pub(crate) fn is_storing_of_drukte(&self) -> bool {
        self.inhoud.status >= 500
    }

    /// The store cannot promise durability; the cause is for the log.
    pub fn opslag_onbereikbaar(oorzaak: impl std::fmt::Display) -> Self {
        Self::new(
            Probleemcode::OpslagOnbereikbaar,
            "De opslag is niet bereikbaar; er is niets bevestigd. Herhaal het verzoek later met dezelfde Idempotency-Key.",
        )
        .met_oorzaak(oorzaak)
    }

    /// The read models did not answer: 503 when trying later may help, else a defect.
    pub fn niet_te_lezen(fout: Leesfout) -> Self {
        match fout {
            Leesfout::Db(fout) if fout.is_unavailable() => Self::opslag_onbereikbaar(fout),
            Leesfout::Db(_) | Leesfout::Decode(_) | Leesfout::Inconsistent(_) => Self::storing(fout),
        }
    }

    /// A defect of ours; the cause is for the log.
    pub fn storing(oorzaak: impl std::fmt::Display) -> Self {
        Self::new(
            Probleemcode::Storing,
            "Er ging bij ons iets mis. Probeer het later opnieuw, of noem het id van dit verzoek bij de beheerder.",
        )
        .met_oorzaak(oorzaak)
    }

    /// The same problem with a cause for the log, which must not hold personal data.
    #[must_use]
    pub fn met_oorzaak(mut self, oorzaak: impl std::fmt::Display) -> Self {
        self.oorzaak = Some(oorzaak.to_string());
        self
    }

    /// The same problem with the state that the request does not fit.
    #[must_use]
    pub fn met_toestand(mut self, toestand: impl Into<String>) -> Self {
        self.inhoud.toestand = Some(toestand.into());
        self
    }

    /// The same problem with the huishouden that stands in the way; only for a caller who is involved in it.
    #[must_use]
    pub fn met_huishouden(mut self, huishouden: Uuid) -> Self {
        self.inhoud.huishouden_id = Some(huishouden);
        self
    }

    /// The same problem as an occurrence of one request.
    #[must_use]
    pub(crate) fn bij(mut self, id: RequestId) -> Self {
        self.inhoud.instance = Some(format!("urn:uuid:{id}"));
        self.request_id = Some(id);
        self
    }

    /// The same problem with the methods that the path does have.
    #[must_use]
    pub(crate) fn met_allow(mut self, allow: Option<HeaderValue>) -> Self {
        self.allow = self.allow.or(allow);
        self
    }

    /// What the client reads.
    pub fn inhoud(&self) -> &Probleem {
        &self.inhoud
    }

    /// What only the log reads.
    pub fn oorzaak(&self) -> Option<&str> {
        self.oorzaak.as_deref()
    }

    /// The Dutch form of an answer that actix made itself.
    pub(crate) fn van_status(status: StatusCode, oorzaak: Option<String>) -> Self {
        let problem = match status {
            StatusCode::UNAUTHORIZED => Self::new(Probleemcode::NietAangemeld, "Meld u aan om verder te gaan."),
            StatusCode::NOT_FOUND => Self::niet_gevonden(),
            StatusCode::METHOD_NOT_ALLOWED => methode_niet_toegestaan(),
            StatusCode::REQUEST_TIMEOUT => crate::grenzen::te_traag(),
            StatusCode::PAYLOAD_TOO_LARGE => crate::grenzen::te_groot(),
            StatusCode::UNSUPPORTED_MEDIA_TYPE => crate::grenzen::geen_json(),
            StatusCode::SERVICE_UNAVAILABLE => Self::te_druk(),
            status if status.is_client_error() => Self::ongeldige_invoer(vec![]),
            status => Self::storing(status),
        };
        Self { oorzaak: oorzaak.or(problem.oorzaak.clone()), ..problem }
    }

    fn bouw(code: &str, status: u16, titel: &str, detail: String) -> Self {
        let inhoud = Probleem {
            soort: format!("urn:regieboek:probleem:{code}"),
            title: titel.to_owned(),
            status,
            detail,
            instance: None,
            code: code.to_owned(),
            fouten: vec![],
            versie: None,
            toestand: None,
            huishouden_id: None,
        };
        Self { inhoud: Box::new(inhoud), oorzaak: None, request_id: None, allow: None }
    }

    fn headers(&self, headers: &mut HeaderMap) {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON));
        headers.insert(header::CACHE_CONTROL, NO_STORE);
        headers.insert(header::X_CONTENT_TYPE_OPTIONS, NOSNIFF);
        headers.insert(API_VERSION, API_VERSION_WAARDE);
        if let Some(id) = self.request_id.and_then(RequestId::waarde) {
            headers.insert(X_REQUEST_ID, id);
        }
        if let Some(allow) = &self.allow {
            headers.insert(header::ALLOW, allow.clone());
        }
        match self.inhoud.status {
            401 => headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"regieboek\"")),
            503 => headers.insert(header::RETRY_AFTER, HeaderValue::from_static(RETRY_AFTER)),
            _ => return,
        };
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.inhoud.status, self.inhoud.code)
    }
}

impl std::error::Error for Problem {}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.inhoud.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        let mut antwoord = HttpResponse::build(self.status_code());
        if matches!(self.inhoud.status, 408 | 413) {
            antwoord.force_close(); // the rest of the body is not read
        }
        let mut antwoord = antwoord.json(&*self.inhoud);
        self.headers(antwoord.headers_mut());
        antwoord
    }
}

impl From<Weigering> for Problem {
    fn from(weigering: Weigering) -> Self {
        match weigering {
            Weigering::Functie => Self::new(Probleemcode::FunctieMagDitNiet, weigering.to_string()),
            Weigering::Rol(_) => Self::new(Probleemcode::RolOntbreekt, weigering.to_string()),
            Weigering::Relatie => Self::niet_gevonden(),
        }
    }
}

fn methode_niet_toegestaan() -> Problem {
    Problem::new(Probleemcode::MethodeNietToegestaan, "De header Allow noemt de methoden die hier wel kunnen.")
}

/// Which methods each path pattern has, as registered: what `Allow` must say on a 405.
#[derive(Debug, Clone, Default)]
pub struct Methoden(Vec<(String, HeaderValue)>);

impl Methoden {
    /// Reads them from what the routes say of themselves.
    pub fn uit(registraties: &OpenApi) -> Self {
        let regel = |(pad, item): (&String, &utoipa::openapi::PathItem)| {
            let namen = [
                (Method::GET, item.get.is_some()),
                (Method::HEAD, item.head.is_some()),
                (Method::POST, item.post.is_some()),
                (Method::PUT, item.put.is_some()),
                (Method::PATCH, item.patch.is_some()),
                (Method::DELETE, item.delete.is_some()),
            ];
            let namen: Vec<_> = namen.iter().filter(|(_, is_er)| *is_er).map(|(naam, _)| naam.as_str()).collect();
            Some((pad.clone(), namen.join(", ").parse().ok()?))
        };
        Self(registraties.paths.paths.iter().filter_map(regel).collect())
    }

    fn allow(&self, patroon: &str) -> Option<&HeaderValue> {
        self.0.iter().find(|(pad, _)| pad == patroon).map(|(_, allow)| allow)
    }
}

/// The default service of the application: 405 when the path exists with other methods, otherwise 404.
///
/// Register it with `default_service(web::to(problem::onbekend_pad))` and [`Methoden`] as app data.
pub async fn onbekend_pad(req: HttpRequest) -> Result<HttpResponse, Problem> {
    let methoden = req.app_data::<web::Data<Methoden>>();
    let allow = req.match_pattern().and_then(|patroon| methoden?.allow(&patroon).cloned());
    match allow {
        Some(allow) => Err(methode_niet_toegestaan().met_allow(Some(allow))),
        None => Err(Problem::new(Probleemcode::NietGevonden, "Dit adres bestaat niet.")),
    }
}
