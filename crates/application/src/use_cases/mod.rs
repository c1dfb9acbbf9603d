//! One use case, one place: what must be read, decided and stored together.

mod doorverwijzingen;
mod escalaties;
mod huishoudens;
mod intakes;
mod mandaten;
mod signalen;

pub use doorverwijzingen::{Hulp, Inzet, Verwijsverzoek};
pub use escalaties::Escalatiemelding;
pub use mandaten::skj_registratie_id;
