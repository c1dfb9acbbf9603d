//! Nog leeg.
