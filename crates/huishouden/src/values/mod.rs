//! The values of which commands and facts are made.

mod betrokkenheid;
mod leden;
mod maatregel;
mod mdo;
mod medebewoners;
mod nazorg;
mod plan;
mod regie;
mod samenstelling;
mod toestemming;
mod verhuizing;

pub use betrokkenheid::{Aanleiding, Betrokkenheid};
pub(crate) use betrokkenheid::{Herkenbaar, is_meer_team};
pub use leden::{Adres, Gezag, Gezaghebbende, Gezagsbron, Lid, Registratie, Relatie};
pub(crate) use maatregel::LopendeMaatregel;
pub use maatregel::{Maatregel, Maatregeleinde};
pub use mdo::{AfwijkendeMening, Bewonersdeelname, Deelnemer, Mdo};
pub use medebewoners::{Deling, Delingseinde, Medebewoner, Verblijf};
pub use nazorg::{Controleverslag, Heropening, Nazorgcontrole, Nazorguitkomst, TermijnSoort};
pub use plan::{Actie, Doel, Doelresultaat, Evaluatie, Planopening, Sluitreden};
pub use regie::{Regievorm, Regisseur, Vacuumreden};
pub use samenstelling::{
    Adreswijziging, Afsplitsing, Dubbelsleutel, Inbreng, Komst, Lidsleutel, Ongedaanmaking, Opname, Samenvoeging,
    Splitsing, Vertrekreden, Zelfde, gezag_dat_meegaat, gezag_na_overlijden, gezag_na_vertrek,
};
pub use toestemming::{Gever, Toestemming, Toestemmingssoort};
pub(crate) use verhuizing::Verhuizing;
