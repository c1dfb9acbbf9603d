//! The routes: one file per resource, one function per operation, registered so that document and server cannot differ.

pub mod mandaten;

use actix_web::HttpResponse;

use crate::problem::Problem;

/// What a handler answers.
pub(crate) type Antwoord = Result<HttpResponse, Problem>;
