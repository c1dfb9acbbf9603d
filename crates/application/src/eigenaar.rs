//! Who speaks for a huishouden that a use case relies on; the gate saw it, this sees it at the version that is guarded.

use regieboek_huishouden::Huishouden;
use regieboek_kernel::{Actor, Betrokkene, Functionaris};

use crate::error::UseCaseError;

/// Only its owner: the regisseur, without plan the contactpersoon. To anybody else the huishouden is not there.
pub(crate) fn spreekt_voor(huishouden: &Huishouden, wie: &Actor) -> Result<(), UseCaseError> {
    let wie = wie.professional().map(|p| Betrokkene::from(Functionaris::from(p)));
    if wie.is_some() && wie.as_ref() == huishouden.eigenaar() { Ok(()) } else { Err(UseCaseError::NietGevonden) }
}
