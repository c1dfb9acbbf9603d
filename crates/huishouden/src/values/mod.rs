//! The values of which commands and facts are made.

/// Declares a closed list whose text form is kebab-case, the same in JSON, URL and display.
macro_rules! lijst {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident),* $(,)? }) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize, strum::Display,
            strum::EnumString, strum::EnumIter, strum::IntoStaticStr, strum::VariantNames,
        )]
        #[serde(rename_all = "kebab-case")]
        #[strum(serialize_all = "kebab-case")]
        pub enum $name { $($(#[$vdoc])* $variant),* }
    };
}

pub(crate) use lijst;

mod betrokkenheid;
mod leden;
mod nazorg;
mod plan;
mod regie;
mod toestemming;

pub use betrokkenheid::{Aanleiding, Betrokkenheid};
pub(crate) use betrokkenheid::{Herkenbaar, is_meer_team};
pub use leden::{Adres, Gezag, Gezaghebbende, Gezagsbron, Lid, Registratie, Relatie};
pub use nazorg::{Controleverslag, Heropening, Nazorgcontrole, Nazorguitkomst, TermijnSoort};
pub use plan::{Actie, Doel, Doelresultaat, Evaluatie, Planopening, Sluitreden};
pub use regie::{Regisseur, Vacuumreden};
pub use toestemming::{Gever, Toestemming, Toestemmingssoort};
