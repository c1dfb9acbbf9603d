//! The edge as its callers meet it: tokens, input, and what goes over HTTP.

mod http;
mod invoer;
mod sleutelbos;
mod tokens;
