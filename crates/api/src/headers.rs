//! The headers of a write: `If-Match`, `ETag`, `Idempotency-Key`, and the hashes by which a repeated request is known.

use actix_web::HttpRequest;
use actix_web::http::header::{self, HeaderName};
use regieboek_access::Beller;
use regieboek_api_types::Probleemcode;
use sha2::{Digest, Sha256};
use uuid::{Uuid, Version};

use crate::problem::Problem;

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
const MAX_KEY: usize = 200;
/// How many bytes at the start of a UUID of version 7 are its time.
const TIJD: usize = 6;

/// The strong `ETag` of a stream version, as `"12"`.
pub fn etag(versie: u64) -> header::ETag {
    header::ETag(header::EntityTag::new_strong(versie.to_string()))
}

/// The version in `If-Match`, if there is one.
///
/// # Errors
/// 400 unless it is exactly one strong tag that this server can have given: no `*`, no list, no `W/`.
pub fn if_match(req: &HttpRequest) -> Result<Option<u64>, Problem> {
    let ongeldig = || {
        Problem::new(
            Probleemcode::OngeldigeInvoer,
            "If-Match noemt precies één versie tussen aanhalingstekens, als \"12\"; een zwakke versie (W/) of * kan niet.",
        )
    };
    let Some(tekst) = enige(req, &header::IF_MATCH).map_err(|_| ongeldig())? else {
        return Ok(None);
    };
    let cijfers = tekst.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).ok_or_else(ongeldig)?;
    let versie: u64 = cijfers.parse().map_err(|_| ongeldig())?;
    if versie.to_string() == cijfers { Ok(Some(versie)) } else { Err(ongeldig()) }
}

/// A valid `Idempotency-Key`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// Reads it from the request.
    ///
    /// # Errors
    /// 400 when it is missing, repeated, or not 1 to 200 visible ASCII characters.
    pub fn uit(req: &HttpRequest) -> Result<Self, Problem> {
        let ongeldig = || {
            Problem::new(
                Probleemcode::OngeldigeInvoer,
                "De Idempotency-Key bestaat uit 1 tot 200 zichtbare ASCII-tekens, zonder spaties.",
            )
        };
        let tekst = enige(req, &IDEMPOTENCY_KEY).map_err(|_| ongeldig())?.ok_or_else(|| {
            Problem::new(
                Probleemcode::SleutelOntbreekt,
                "Stuur een Idempotency-Key mee (bijvoorbeeld een nieuwe uuid van versie 7), zodat een herhaald verzoek maar één keer telt.",
            )
        })?;
        let geldig = (1..=MAX_KEY).contains(&tekst.len()) && tekst.bytes().all(|b| b.is_ascii_graphic());
        if geldig { Ok(Self(tekst.to_owned())) } else { Err(ongeldig()) }
    }

    /// Under which key the receipt lies: a hash over municipality, caller and key. When the key is a UUID of version 7, its
    /// time (RFC 9562, section 5.7) stands in the place of the first six bytes: receipts of the same moment then lie together
    /// in the index, and a group of commands changes few pages of it instead of one for each command.
    pub fn receipt_key(&self, beller: &Beller) -> [u8; 32] {
        let mut sleutel = hash(
            "regieboek/sleutel/1",
            &[beller.gemeente.as_str().as_bytes(), beller.professional.id.uuid().as_bytes(), self.0.as_bytes()],
        );
        if let Ok(uuid) = Uuid::try_parse(&self.0)
            && uuid.get_version() == Some(Version::SortRand)
        {
            sleutel[..TIJD].copy_from_slice(&uuid.as_bytes()[..TIJD]);
        }
        sleutel
    }
}

/// What a repeated request must equal: a hash over caller, method, path, `If-Match` and the exact bytes of the body.
pub fn vingerafdruk(beller: &Beller, req: &HttpRequest, if_match: Option<u64>, body: &[u8]) -> [u8; 32] {
    let versie = if_match.map(|versie| versie.to_string()).unwrap_or_default();
    hash(
        "regieboek/vingerafdruk/1",
        &[
            beller.professional.id.uuid().as_bytes(),
            req.method().as_str().as_bytes(),
            req.path().as_bytes(),
            versie.as_bytes(),
            body,
        ],
    )
}

/// SHA-256 over length-prefixed parts, so that no two lists of parts give the same input.
fn hash(domein: &str, delen: &[&[u8]]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for deel in std::iter::once(&domein.as_bytes()).chain(delen) {
        hasher.update((deel.len() as u64).to_be_bytes());
        hasher.update(deel);
    }
    hasher.finalize().into()
}

/// The header is repeated or not ASCII text.
struct NietEnig;

/// The text of a header that may occur once.
fn enige<'a>(req: &'a HttpRequest, naam: &HeaderName) -> Result<Option<&'a str>, NietEnig> {
    let mut waarden = req.headers().get_all(naam);
    match (waarden.next(), waarden.next()) {
        (None, _) => Ok(None),
        (Some(waarde), None) => waarde.to_str().map(Some).map_err(|_| NietEnig),
        (Some(_), Some(_)) => Err(NietEnig),
    }
}
