//! Who speaks for a huishouden that a use case relies on; the gate saw it, this sees it at the version that is guarded.

use regieboek_huishouden::Huishouden;
use regieboek_kernel::{Actor, Betrokkene, Functionaris};

use crate::error::UseCaseError;
use crate::poging::{Geladen, Poging};

/// Only its owner: the regisseur, without plan the contactpersoon. To anybody else the huishouden is not there.
pub(crate) fn spreekt_voor(huishouden: &Huishouden, wie: &Actor) -> Result<(), UseCaseError> {
    let wie = wie.professional().map(|p| Betrokkene::from(Functionaris::from(p)));
    if wie.is_some() && wie.as_ref() == huishouden.eigenaar() { Ok(()) } else { Err(UseCaseError::NietGevonden) }
}

/// The huishouden itself or, when it was taken up in another, the one that stands in its place now.
pub(crate) async fn nu_geldend(
    poging: &Poging<'_>,
    mut huishouden: Geladen<Huishouden>,
) -> Result<Geladen<Huishouden>, UseCaseError> {
    while let Some(waarin) = huishouden.state.opgegaan_in() {
        huishouden = poging.laad(waarin.uuid()).await?;
    }
    Ok(huishouden)
}
