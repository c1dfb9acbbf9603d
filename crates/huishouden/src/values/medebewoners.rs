//! A child of parents who share its care: lid of one huishouden, and part of the time living in a second.

use regieboek_kernel::{Datum, Geboortedatum, HuishoudenId, LidId, Persoonsgegeven};
use serde::{Deserialize, Serialize};

/// Where a lid lives besides; nothing named means nowhere any more.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Verblijf {
    /// Who.
    pub lid: LidId,
    /// The other huishouden, of which it is no second lid.
    pub huishouden: Option<HuishoudenId>,
    /// The other address.
    pub adres: Option<Persoonsgegeven<super::Adres>>,
    /// Since which day; known where a huishouden is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sinds: Option<Datum>,
}

impl Verblijf {
    /// Whether it names no place.
    pub const fn is_nergens(&self) -> bool {
        self.huishouden.is_none() && self.adres.is_none()
    }

    /// Whether it names the same huishouden since the same day.
    pub(crate) fn deelt_als(&self, ander: &Self) -> bool {
        self.huishouden == ander.huishouden && self.sinds == ander.sinds
    }
}

/// A child that lives here part of the time, and is a lid of another huishouden. This is all that the other one tells.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Medebewoner {
    /// Who, as lid of the other huishouden.
    pub lid: LidId,
    /// The huishouden of which it is a lid.
    pub thuis: HuishoudenId,
    /// Name.
    pub naam: Persoonsgegeven<String>,
    /// Birth date.
    pub geboortedatum: Persoonsgegeven<Geboortedatum>,
    /// Since which day it lives here as well.
    pub sinds: Datum,
}

/// A lid and the huishouden with which it is shared, as each of the two sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Deling {
    /// The child.
    pub lid: LidId,
    /// The other huishouden.
    pub met: HuishoudenId,
}

regieboek_kernel::woordenlijst! {
    /// Why two huishoudens share a child no longer.
    Delingseinde {
        /// It no longer lives in both.
        NietLanger,
        /// It left the huishouden of which it was a lid.
        Vertrokken,
        /// It died.
        Overleden,
        /// One of the two was taken up in another.
        Samengevoegd,
    }
}
