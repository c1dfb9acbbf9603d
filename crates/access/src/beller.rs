//! The caller, as a verified token describes them.

use regieboek_kernel::{Gemeente, Professional, Rol};

/// Who calls, for which municipality. Made at the edge from a verified token; the only source of a tenant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beller {
    /// The municipality whose log is read or written.
    pub gemeente: Gemeente,
    /// The person, their one function and their organisation.
    pub professional: Professional,
    /// What was entrusted to them beside the function.
    pub rollen: Vec<Rol>,
}
