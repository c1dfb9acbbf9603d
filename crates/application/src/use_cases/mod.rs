//! One use case, one place: what must be read, decided and stored together.

mod mandaten;

pub use mandaten::skj_registratie_id;
