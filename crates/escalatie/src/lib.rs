//! escalatie
