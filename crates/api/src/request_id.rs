//! The name of one request, for the caller and for the log.

use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};
use uuid::Uuid;

use crate::bronnen::nieuw_id;

/// The header that carries it, both ways.
pub const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The id of one request: the caller's own when it is a uuid, otherwise a new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequestId(Uuid);

impl RequestId {
    /// Takes the id from the headers, or makes one.
    pub fn uit(headers: &HeaderMap) -> Self {
        let gegeven = headers.get(X_REQUEST_ID).and_then(|waarde| waarde.to_str().ok());
        let id = gegeven.filter(|tekst| tekst.len() == 36).and_then(|tekst| tekst.parse().ok());
        Self(id.filter(|id: &Uuid| !id.is_nil()).unwrap_or_else(nieuw_id))
    }

    /// The id itself.
    pub fn uuid(self) -> Uuid {
        self.0
    }

    /// The id as a header value.
    pub(crate) fn waarde(self) -> Option<HeaderValue> {
        self.0.to_string().parse().ok()
    }
}

impl std::fmt::Display for RequestId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alleen_een_uuid_wordt_overgenomen() {
        let met = |waarde: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(X_REQUEST_ID, HeaderValue::from_static(waarde));
            RequestId::uit(&headers)
        };
        let eigen = "0193a3f0-7c3e-7000-8000-000000000001";
        assert_eq!(met(eigen).to_string(), eigen);
        for vreemd in
            ["", "jan jansen", "00000000-0000-0000-0000-000000000000", "{0193a3f0-7c3e-7000-8000-000000000001}"]
        {
            assert_eq!(met(vreemd).uuid().get_version_num(), 7, "{vreemd}");
        }
        assert_ne!(RequestId::uit(&HeaderMap::new()), RequestId::uit(&HeaderMap::new()));
    }
}
