//! What can be asked of the case file: as it is, as it was recorded at an instant, and as it was before a split.

use regieboek_access::Toegang;
use regieboek_access::handelingen::{DossierInzien, GedeeldVerledenInzien, GeschiedenisInzien};
use regieboek_api_types::dossier::{Dossier, GedeeldVerleden, Stand};
use regieboek_event_store::{ProjectionError, Tx};
use regieboek_kernel::{Gemeente, Tijdstip};
use uuid::Uuid;

use super::blad::Blad;
use super::samenstelling::{blik_op, leg_samen, stel_samen};
use crate::stroom::stromen_van;
use crate::verleden::gedeeld_verleden;

/// Every page of a huishouden.
async fn bladen_van(tx: &mut Tx, gemeente: &Gemeente, huishouden: Uuid) -> Result<Vec<Blad>, ProjectionError> {
    let mut bladen = Vec::new();
    for stroom in stromen_van(tx, gemeente, huishouden).await? {
        bladen.extend(Blad::van(&tx.load(gemeente, stroom).await?)?);
    }
    Ok(bladen)
}

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

/// The case file of the huishouden that this one was split from, as it was just before; `None` when there is none. Whoever
/// reads sees no more of it than of this one.
///
/// # Errors
/// As [`stand_op`].
pub async fn gedeeld_dossier(
    tx: &mut Tx,
    toegang: &Toegang<GedeeldVerledenInzien>,
) -> Result<Option<GedeeldVerleden>, ProjectionError> {
    let gemeente = toegang.gemeente();
    let Some(verleden) = gedeeld_verleden(tx, gemeente, toegang.resource()).await? else { return Ok(None) };
    let Some(blik) = blik_op(toegang, &bladen_van(tx, gemeente, toegang.resource()).await?) else { return Ok(None) };
    let mut bladen = Vec::new();
    for events in &verleden.stromen {
        bladen.extend(Blad::van(events)?);
    }
    Ok(leg_samen(bladen, &blik).map(|dossier| GedeeldVerleden {
        huishouden_id: verleden.van,
        sinds: verleden.sinds.to_string(),
        tot: verleden.tot.to_string(),
        dossier,
    }))
}
