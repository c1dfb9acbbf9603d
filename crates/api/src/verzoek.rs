//! What surrounds every request: its id, its span, one line in the log, the fixed headers and problem details.
//!
//! The log line holds method, route pattern, status, duration and request id. Never the path, query, body or a name.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage as _, HttpResponse};
use tracing::Instrument as _;

use crate::bronnen::Stopwatch;
use crate::grenzen::{API_VERSION, API_VERSION_WAARDE, NO_STORE, NOSNIFF};
use crate::problem::{PROBLEM_JSON, Problem};
use crate::request_id::{RequestId, X_REQUEST_ID};

/// The outermost middleware: `App::new().wrap(from_fn(verzoek::omlijst))`.
///
/// # Errors
/// Only what an inner middleware answers with, as problem details.
pub async fn omlijst(
    req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let duur = Stopwatch::start();
    let id = RequestId::uit(req.headers());
    req.extensions_mut().insert(id);
    let methode = methode(req.method());
    let span = tracing::info_span!("verzoek", request_id = %id);

    let antwoord = next.call(req).instrument(span.clone()).await;
    let _binnen = span.enter();
    match antwoord {
        Ok(antwoord) => {
            let antwoord = met_probleem(antwoord.map_into_boxed_body(), id);
            let route = antwoord.request().match_pattern();
            log(methode, route.as_deref(), antwoord.status(), duur);
            Ok(met_headers(antwoord, id))
        }
        Err(fout) => {
            let problem = als_probleem(&fout, fout.as_response_error().status_code()).bij(id);
            log_oorzaak(&problem);
            log(methode, None, StatusCode::from_u16(problem.inhoud().status).unwrap_or_default(), duur);
            Err(problem.into())
        }
    }
}

/// Gives a failure the form of a problem of this request; every other answer passes as it is.
fn met_probleem(antwoord: ServiceResponse<BoxBody>, id: RequestId) -> ServiceResponse<BoxBody> {
    let status = antwoord.status();
    if !status.is_client_error() && !status.is_server_error() {
        return antwoord;
    }
    let problem = match antwoord.response().error() {
        Some(fout) => als_probleem(fout, status),
        None if is_problem_json(antwoord.response()) => return antwoord,
        None => Problem::van_status(status, None),
    }
    .met_allow(antwoord.headers().get(header::ALLOW).cloned())
    .bij(id);
    log_oorzaak(&problem);
    let (req, _) = antwoord.into_parts();
    ServiceResponse::new(req, HttpResponse::from_error(problem))
}

fn als_probleem(fout: &Error, status: StatusCode) -> Problem {
    // Of an error that is not ours only the status is used: its text may repeat what was sent.
    fout.as_error::<Problem>().cloned().unwrap_or_else(|| Problem::van_status(status, None))
}

fn is_problem_json(antwoord: &HttpResponse) -> bool {
    antwoord.headers().get(header::CONTENT_TYPE).is_some_and(|soort| soort == PROBLEM_JSON)
}

fn met_headers(mut antwoord: ServiceResponse<BoxBody>, id: RequestId) -> ServiceResponse<BoxBody> {
    let headers = antwoord.headers_mut();
    headers.insert(header::CACHE_CONTROL, NO_STORE);
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, NOSNIFF);
    headers.insert(API_VERSION, API_VERSION_WAARDE);
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    if let Some(waarde) = id.waarde() {
        headers.insert(X_REQUEST_ID, waarde);
    }
    antwoord
}

fn log_oorzaak(problem: &Problem) {
    match (problem.oorzaak(), problem.inhoud().status) {
        (Some(oorzaak), 500..) => tracing::error!(code = problem.inhoud().code, oorzaak, "storing"),
        (Some(oorzaak), _) => tracing::info!(code = problem.inhoud().code, oorzaak, "geweigerd"),
        (None, _) => {}
    }
}

fn log(methode: &'static str, route: Option<&str>, status: StatusCode, duur: Stopwatch) {
    let duur_us = u64::try_from(duur.verstreken().as_micros()).unwrap_or(u64::MAX);
    tracing::info!(methode, route = route.unwrap_or("(onbekend)"), status = status.as_u16(), duur_us, "verzoek");
}

/// The name of a method; a made-up one is the caller's text and stays out of the log.
fn methode(methode: &Method) -> &'static str {
    const BEKEND: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
    BEKEND.into_iter().find(|naam| *naam == methode.as_str()).unwrap_or("(anders)")
}
