//! The rules of signaal and intake as policy sentences, the bytes of their facts, and their properties.

mod diagram;
mod eigenschappen;
mod intake;
mod signaal;
mod verloop;
mod vorm;
