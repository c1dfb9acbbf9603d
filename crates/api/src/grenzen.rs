//! What a body may be: JSON, small, and in time. Nothing larger or slower is read to the end.

use std::time::Duration;

use actix_web::HttpRequest;
use actix_web::dev::Payload;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::web::{Bytes, BytesMut};
use futures_util::StreamExt as _;
use regieboek_api_types::Probleemcode;

use crate::problem::Problem;

/// The largest JSON body.
pub const MAX_BODY: usize = 64 * 1024;
/// How long a body may take to arrive, however steadily it drips.
pub const BODY_DEADLINE: Duration = Duration::from_secs(10);

/// No answer may rest in a cache: not even the fact that something is not there.
pub const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");
/// A browser must not guess what an answer is.
pub const NOSNIFF: HeaderValue = HeaderValue::from_static("nosniff");
/// Every answer says by which version of the API it was given (ADR, version-header).
pub const API_VERSION: HeaderName = HeaderName::from_static("api-version");
/// That version.
pub const API_VERSION_WAARDE: HeaderValue = HeaderValue::from_static(crate::document::VERSIE);

/// Reads the body of a JSON request.
///
/// # Errors
/// 415 when it is not plain JSON, 413 above [`MAX_BODY`] (without reading on), 408 after [`BODY_DEADLINE`], 400 when
/// the connection breaks off.
pub async fn lees_inhoud(req: &HttpRequest, payload: Payload) -> Result<Bytes, Problem> {
    lees_inhoud_binnen(req, payload, BODY_DEADLINE).await
}

async fn lees_inhoud_binnen(req: &HttpRequest, payload: Payload, deadline: Duration) -> Result<Bytes, Problem> {
    if !is_json(req.headers()) {
        return Err(geen_json());
    }
    let aangekondigd = req.headers().get(header::CONTENT_LENGTH).and_then(|waarde| waarde.to_str().ok()?.parse().ok());
    if aangekondigd.is_some_and(|lengte: u64| lengte > MAX_BODY as u64) {
        return Err(te_groot());
    }
    tokio::time::timeout(deadline, verzamel(payload)).await.unwrap_or_else(|_| Err(te_traag()))
}

async fn verzamel(mut payload: Payload) -> Result<Bytes, Problem> {
    let mut inhoud = BytesMut::new();
    while let Some(stuk) = payload.next().await {
        let stuk = stuk.map_err(|fout| Problem::ongeldige_invoer(vec![]).met_oorzaak(fout))?;
        if inhoud.len() + stuk.len() > MAX_BODY {
            return Err(te_groot());
        }
        inhoud.extend_from_slice(&stuk);
    }
    Ok(inhoud.freeze())
}

/// `application/json`, in UTF-8, not compressed.
fn is_json(headers: &HeaderMap) -> bool {
    let mut soorten = headers.get_all(header::CONTENT_TYPE);
    let (Some(soort), None) = (soorten.next().and_then(|waarde| waarde.to_str().ok()), soorten.next()) else {
        return false;
    };
    let mut delen = soort.split(';').map(str::trim);
    let json = delen.next().is_some_and(|soort| soort.eq_ignore_ascii_case("application/json"));
    let utf8 =
        delen.all(|deel| deel.eq_ignore_ascii_case("charset=utf-8") || deel.eq_ignore_ascii_case("charset=\"utf-8\""));
    let onverpakt = headers.get_all(header::CONTENT_ENCODING).all(|waarde| waarde.as_bytes() == b"identity");
    json && utf8 && onverpakt
}

pub(crate) fn te_groot() -> Problem {
    Problem::new(Probleemcode::TeGroot, "De inhoud van een verzoek is ten hoogste 64 kB.")
}

pub(crate) fn te_traag() -> Problem {
    Problem::new(Probleemcode::TeTraag, "De inhoud van het verzoek moet binnen 10 seconden binnen zijn.")
}

pub(crate) fn geen_json() -> Problem {
    Problem::new(Probleemcode::InhoudstypeOnbekend, "Stuur de inhoud als application/json in UTF-8, zonder compressie.")
}

#[cfg(test)]
mod tests {
    use actix_web::FromRequest as _;
    use actix_web::error::PayloadError;
    use actix_web::test::TestRequest;
    use actix_web::web;

    use super::*;

    fn verzoek(headers: &[(&'static str, &'static str)]) -> HttpRequest {
        headers.iter().fold(TestRequest::post(), |req, &kop| req.append_header(kop)).to_http_request()
    }

    fn stroom(stukken: impl futures_util::Stream<Item = Result<Bytes, PayloadError>> + 'static) -> Payload {
        Payload::Stream { payload: Box::pin(stukken) }
    }

    const JSON: (&str, &str) = ("content-type", "application/json");

    #[actix_web::test]
    async fn alleen_kale_json_wordt_aangenomen() {
        let stuur = async |koppen: &[(&'static str, &'static str)]| {
            let (req, mut payload) =
                koppen.iter().fold(TestRequest::post(), |r, &k| r.append_header(k)).set_payload("{}").to_http_parts();
            let payload = web::Payload::from_request(&req, &mut payload).await.unwrap().into_inner();
            lees_inhoud(&req, payload).await.map_err(|p| p.inhoud().status)
        };
        assert_eq!(stuur(&[JSON]).await, Ok(Bytes::from_static(b"{}")));
        assert!(stuur(&[("content-type", "Application/JSON; charset=UTF-8")]).await.is_ok());
        for fout in [
            &[][..],
            &[("content-type", "text/plain")],
            &[("content-type", "application/json; charset=latin1")],
            &[("content-type", "application/jsonp")],
            &[JSON, JSON],
            &[JSON, ("content-encoding", "gzip")],
        ] {
            assert_eq!(stuur(fout).await, Err(415), "{fout:?}");
        }
    }

    #[actix_web::test]
    async fn te_groot_wordt_geweigerd_zonder_door_te_lezen() {
        let fout =
            lees_inhoud(&verzoek(&[JSON, ("content-length", "10000000")]), stroom(futures_util::stream::pending()))
                .await;
        assert_eq!(fout.unwrap_err().inhoud().code, "te-groot");

        let eindeloos = futures_util::stream::repeat_with(|| Ok(Bytes::from_static(&[b' '; 4096])));
        let fout = lees_inhoud(&verzoek(&[JSON]), stroom(eindeloos)).await;
        assert_eq!(fout.unwrap_err().inhoud().status, 413);

        let precies = futures_util::stream::iter([Ok(Bytes::from(vec![b' '; MAX_BODY]))]);
        assert_eq!(lees_inhoud(&verzoek(&[JSON]), stroom(precies)).await.unwrap().len(), MAX_BODY);
    }

    #[actix_web::test]
    async fn een_druppelende_of_afgebroken_inhoud_houdt_niets_bezet() {
        let kort = Duration::from_millis(20);
        let fout = lees_inhoud_binnen(&verzoek(&[JSON]), stroom(futures_util::stream::pending()), kort).await;
        assert_eq!(fout.unwrap_err().inhoud().code, "te-traag");

        let stuk = futures_util::stream::iter([Ok(Bytes::from_static(b"{")), Err(PayloadError::Incomplete(None))]);
        assert_eq!(lees_inhoud(&verzoek(&[JSON]), stroom(stuk)).await.unwrap_err().inhoud().status, 400);
    }
}
