//! The words of a doorverwijzing.

mod bezwaar;
mod codelijsten;
mod verzoek;
mod wachttijd;

pub use bezwaar::{Bezwaaroordeel, Inzetgevolg};
pub use codelijsten::{
    Bevoegdheidsgebrek, Hulpresultaat, Intrekreden, Vervalgrond, Verwijzingstermijn, Wachtoorzaak, Weigeraar,
    Weigerreden,
};
pub use verzoek::{Adressering, Inzetdekking, Namens, Soort, Verzoek};
pub use wachttijd::{Wachtperiode, Wachttijd};
