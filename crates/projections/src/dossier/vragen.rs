//! What can be asked of the case file: as it is, and as it was recorded at an instant.

use regieboek_access::Toegang;
use regieboek_access::handelingen::{DossierInzien, GeschiedenisInzien};
use regieboek_api_types::dossier::{Dossier, Stand};
use regieboek_event_store::{ProjectionError, Tx};
use regieboek_kernel::Tijdstip;

use super::blad::Blad;
use super::projectie::bladen_van;
use super::samenstelling::stel_samen;
use crate::stroom::stromen_van;

/// The case file as it is, for whoever has this access, with the version of the huishouden.
///
/// # Errors
/// The database cannot be read, or a page cannot.
pub async fn dossier(tx: &mut Tx, toegang: &Toegang<DossierInzien>) -> Result<Option<(Dossier, u64)>, ProjectionError> {
    let bladen = bladen_van(tx, toegang.gemeente(), toegang.resource()).await?;
    Ok(stel_samen(toegang, bladen).map(|dossier| {
        let versie = dossier.versie;
        (dossier, versie)
    }))
}

/// The case file as it had been recorded at an instant, made again from the events; `None` when there was none.
///
/// # Errors
/// The database cannot be read, or holds an event that this build does not know.
pub async fn stand_op(
    tx: &mut Tx,
    toegang: &Toegang<GeschiedenisInzien>,
    vastgelegd_tot: Tijdstip,
) -> Result<Option<Stand>, ProjectionError> {
    let gemeente = toegang.gemeente();
    let stromen = stromen_van(tx, gemeente, toegang.resource()).await?;
    let mut bladen = Vec::new();
    for stroom in stromen {
        bladen.extend(Blad::van(&tx.load_up_to(gemeente, stroom, vastgelegd_tot).await?)?);
    }
    let positie = bladen.iter().map(|blad| blad.positie).max().unwrap_or_default();
    let dossier = stel_samen(toegang, bladen);
    Ok(dossier.map(|dossier| Stand { op: vastgelegd_tot.to_string(), positie, dossier }))
}
