//! The words of a doorverwijzing.

mod codelijsten;
mod verzoek;
mod wachttijd;

pub use codelijsten::{Hulpresultaat, Intrekreden, Verwijzingstermijn, Wachtoorzaak, Weigeraar, Weigerreden};
pub use verzoek::{Adressering, Inzetdekking, Soort, Verzoek};
pub use wachttijd::{Wachtperiode, Wachttijd};
