//! mandaat
