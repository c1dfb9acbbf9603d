//! The words that every crate of Regieboek shares, and the grammar of its aggregates.
//!
//! Absent on purpose: any database, HTTP, clock, random source or async runtime. A value of these types is valid by
//! construction; text is parsed once, at the edge.

mod beleid;
mod betrokkene;
mod bsn;
mod codes;
mod ids;
mod kalender;
mod opdracht;
mod persoon;
mod persoonsgegeven;
mod tijd;
mod toestanden;
mod verantwoording;
mod woorden;

pub use beleid::{Beleid, Beleidsinhoud, Codelijsten, Lijstcode, Overgang, Termijnen, VoorzieningBeleid};
pub use betrokkene::{Betrokkene, Deelgrond, Functionaris, Uitvoerder};
pub use bsn::{Bsn, GeenBsn};
pub use codes::{Codewoord, Gebied, GeenCode, Gemeente, Organisatie, Voorziening};
pub use ids::*;
pub use kalender::{Termijn, is_feestdag, is_werkdag};
pub use opdracht::{Beslisser, Feit, Opdracht, Regelfout, Vastgelegd};
pub use persoon::{Geboortedatum, GeenGeboortedatum};
pub use persoonsgegeven::{Onderwerp, Passage, Persoonsgegeven, VrijeTekst};
pub use tijd::{Clock, Datum, Tijdstip, amsterdam};
pub use toestanden::{Verkenning, verken};
pub use verantwoording::{Actor, Bevoegdheid, GeenBevoegdheid, Professional, Redencode, Verantwoording};
pub use woorden::{Functie, Grondslag, Leefgebied, Regieverlies, Rol, Vindplaats, Wet, Zwaarte};
