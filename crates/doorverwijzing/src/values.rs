//! The words of a doorverwijzing.

mod codelijsten;
mod verzoek;
mod wachttijd;

pub use codelijsten::{
    Bevoegdheidsgebrek, Hulpresultaat, Intrekreden, Vervalgrond, Verwijzingstermijn, Wachtoorzaak, Weigeraar,
    Weigerreden,
};
pub use verzoek::{Adressering, Inzetdekking, Namens, Soort, Verzoek};
pub use wachttijd::{Wachtperiode, Wachttijd};
