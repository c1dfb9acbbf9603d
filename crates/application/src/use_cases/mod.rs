//! One use case, one place: what must be read, decided and stored together.

mod beleid;
pub(crate) mod doorverwijzingen;
mod escalaties;
mod huishoudens;
mod intakes;
mod mandaten;
mod medebewoners;
mod rechtstreeks;
mod regie;
mod samenstelling;
mod signalen;

pub use doorverwijzingen::{Hulp, Inzet, Verwijsverzoek};
pub use escalaties::Escalatiemelding;
pub use mandaten::skj_registratie_id;
pub use rechtstreeks::{Bekend, Bestemming};
pub use regie::Overdrachtsverzoek;
pub use samenstelling::Splitsingsverzoek;
