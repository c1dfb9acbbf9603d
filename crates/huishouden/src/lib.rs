//! huishouden
