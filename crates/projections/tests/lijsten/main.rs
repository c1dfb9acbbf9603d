//! Worklist, terms, register and details, through the real aggregates and the real store.

mod herbouw;
mod inzage;
mod register;
mod termijnen;
mod wereld;
mod werklijst;
