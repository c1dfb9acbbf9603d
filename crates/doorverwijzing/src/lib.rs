//! doorverwijzing
