//! Consent: three different things kept apart, per purpose, category and receiver (DOMAIN 4).

use regieboek_kernel::{Datum, Leefgebied, LidId, Onderwerp, Organisatie, ToestemmingId, VrijeTekst};
use serde::{Deserialize, Serialize};

regieboek_kernel::woordenlijst! {
    /// What a consent is for.
    Toestemmingssoort {
        /// To the help itself (Jeugdwet 7.3.4); no ground for sharing.
        Hulp,
        /// To lift professional secrecy.
        OpheffenGeheimhouding,
        /// As ground for processing (AVG 6.1.a).
        Avg,
    }
}

impl Toestemmingssoort {
    /// Whether it can carry the sharing of data.
    pub const fn dekt_delen(self) -> bool {
        match self {
            Self::OpheffenGeheimhouding | Self::Avg => true,
            Self::Hulp => false,
        }
    }
}

/// Who gives a consent.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Gever {
    /// A lid of the huishouden.
    Lid(LidId),
    /// Someone with gezag who lives elsewhere.
    Buiten(Onderwerp),
    /// An organisation that has the voogdij.
    Voogdij(Organisatie),
}

/// A consent as it was given.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Toestemming {
    /// Its id.
    pub id: ToestemmingId,
    /// What it is for.
    pub soort: Toestemmingssoort,
    /// Its purpose, in words.
    pub doel: VrijeTekst,
    /// The areas of life it covers.
    pub categorieen: Vec<Leefgebied>,
    /// Who may receive.
    pub ontvanger: Organisatie,
    /// Whom it is about.
    pub betreft: LidId,
    /// Who gave it, all of them.
    pub gegeven_door: Vec<Gever>,
    /// The last day it holds.
    pub tot: Datum,
}
