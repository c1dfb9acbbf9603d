//! Signaal and intake beyond their own stream, on a real SQLite file: what they rely on, what follows by itself, what
//! passes by itself.

mod koppelen;
mod starten;
mod termijnen;
mod vervolg;
mod wereld;
