//! Who may do or see what: one pure gate whose proof the inner layers demand (DESIGN 2 and 6, DOMAIN 5).
//!
//! Absent on purpose: I/O. The relations come in as data; the answer is a [`Toegang`] or a [`Weigering`].

mod beller;
pub mod handelingen;
mod poort;
mod relatie;

pub use beller::Beller;
pub use handelingen::{HANDELINGEN, Regel};
pub use poort::{Handeling, Permit, Toegang, Veldklasse, Weigering, functie_mag, poort, poort_zonder_resource};
pub use relatie::{Relatie, Relaties};
