//! The HTTP edge: token to caller, body to valid input, problem to Dutch problem details (DESIGN 6).
//!
//! Absent on purpose: rules, SQL and a connection pool. Every handler takes one extractor that answers in this order:
//! 401 token, 403 function, 404 relation, 400 input (all errors at once), the receipt of a repeated request,
//! 428/412 version, 409 rule. The building blocks of that order live here:
//! [`auth`] (401), [`problem`] (403, 404 and every other answer), [`validatie`] (400), [`headers`] (receipt and
//! version), [`grenzen`] (size and time of a body) and [`verzoek`] (what surrounds every request).

pub mod app;
pub mod auth;
pub mod bronnen;
mod document;
pub mod drukte;
pub mod gesteldheid;
pub mod grenzen;
pub mod headers;
pub mod ingang;
mod json;
mod omzetting;
pub mod problem;
pub mod request_id;
pub mod routes;
pub mod validatie;
pub mod verzoek;
mod woordenlijsten;
