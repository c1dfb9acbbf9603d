//! Use cases (load, decide, append) and the follow-ups that are owed.
//!
//! Absent on purpose: HTTP, SQL, rules. A use case demands the proof of the gate and makes no decision of its own.

mod aanvraag;
mod application;
mod cache;
mod claims;
mod dubbelsleutel;
mod eigenaar;
mod error;
mod omvang;
mod poging;
mod termijnen;
mod use_cases;
mod vervolg;

pub use aanvraag::Aanvraag;
pub use application::{Application, BsnGeheim, IdSource};
pub use cache::GEHEUGEN_MIB;
pub use error::{Stand, UseCaseError};
pub use regieboek_event_store::Receipt;
pub use termijnen::Termijn;

pub use poging::{Aggregaat, Geladen, Poging};
pub use use_cases::{
    Bekend, Bestemming, Escalatiemelding, Hulp, Inzet, Overdrachtsverzoek, Splitsingsverzoek, Verwijsverzoek,
    skj_registratie_id,
};
pub use vervolg::{Bevoegdheidsvervolg, Inzetlijst, Vervolg};
