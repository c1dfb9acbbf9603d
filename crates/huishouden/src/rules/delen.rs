//! H6 to H8: consent, and on which ground something may be shared.

use std::collections::BTreeSet;

use regieboek_kernel::{Datum, Deelgrond, Leefgebied, Organisatie};

use super::{Regel, regel};
use crate::dossier::{BekendeToestemming, Dossier};
use crate::errors::HuishoudenError::{self, *};
use crate::values::{Gever, Toestemming};

/// H6: sharing rests on a consent that covers this receiver, these areas and this day, or on another ground that is
/// cited (Jeugdwet 7.4.0, Wmo 2015 5.1.1, ...). No consent does not mean no help.
pub(crate) fn heeft_grond_om_te_delen(
    dossier: &Dossier,
    grond: Option<Deelgrond>,
    ontvanger: &Organisatie,
    categorieen: &[Leefgebied],
    vandaag: Datum,
) -> Regel {
    let gedekt = match grond {
        None => false,
        Some(Deelgrond::Grondslag(_)) => true,
        Some(Deelgrond::Toestemming(id)) => {
            dossier.toestemming(id).is_some_and(|toestemming| dekt(toestemming, ontvanger, categorieen, vandaag))
        }
    };
    regel(gedekt, GeenGrondslagVoorDelen)
}

/// H6: of the areas that help needs, those the ground opens: a consent what it names, another ground all but veiligheid
/// (DOMAIN 5: only for those who need it). Nothing left is no ground.
pub(crate) fn te_delen(
    dossier: &Dossier,
    grond: Option<Deelgrond>,
    ontvanger: &Organisatie,
    nodig: &[Leefgebied],
    vandaag: Datum,
) -> Result<Vec<Leefgebied>, HuishoudenError> {
    let opent = |gebied: &Leefgebied| match grond {
        None => false,
        Some(Deelgrond::Grondslag(_)) => *gebied != Leefgebied::Veiligheid,
        Some(Deelgrond::Toestemming(id)) => dossier.toestemming(id).is_some_and(|t| t.categorieen.contains(gebied)),
    };
    let categorieen: Vec<Leefgebied> = nodig.iter().copied().filter(opent).collect();
    regel(!categorieen.is_empty(), GeenGrondslagVoorDelen)?;
    heeft_grond_om_te_delen(dossier, grond, ontvanger, &categorieen, vandaag)?;
    Ok(categorieen)
}

/// Whether a consent (always given by those who may, H7) covers a share today.
fn dekt(toestemming: &BekendeToestemming, ontvanger: &Organisatie, categorieen: &[Leefgebied], vandaag: Datum) -> bool {
    toestemming.soort.dekt_delen()
        && !toestemming.ingetrokken
        && vandaag <= toestemming.tot
        && toestemming.ontvanger == *ontvanger
        && categorieen.iter().all(|categorie| toestemming.categorieen.contains(categorie))
}

/// H7: under 12 all who have gezag, from 12 to 15 the child and all who have gezag, from 16 the person alone
/// (Jeugdwet 7.3.4). Gezag is recorded before consent; nobody else can stand in.
pub(crate) fn is_gegeven_door_wie_mag(toestemming: &Toestemming, dossier: &Dossier, vandaag: Datum) -> Regel {
    super::is_lid(toestemming.betreft, dossier)?;
    let lid = dossier.lid(toestemming.betreft).ok_or(LidOnbekend { lid: toestemming.betreft })?;
    let geboren = lid.geboortedatum.waarde().ok_or(GeboortedatumOnbekend { lid: lid.id })?;
    let zelf = Gever::Lid(lid.id);
    let nodig = match geboren.leeftijd(vandaag) {
        0..=11 => gezaghebbenden(toestemming, dossier)?,
        12..=15 => gezaghebbenden(toestemming, dossier)?.into_iter().chain([zelf]).collect(),
        16.. => BTreeSet::from([zelf]),
    };
    let gegeven: BTreeSet<Gever> = toestemming.gegeven_door.iter().cloned().collect();
    regel(gegeven == nodig, NietGegevenDoorWieMag)
}

fn gezaghebbenden(toestemming: &Toestemming, dossier: &Dossier) -> Result<BTreeSet<Gever>, HuishoudenError> {
    let kind = toestemming.betreft;
    let gezag: BTreeSet<Gever> =
        dossier.gezag.iter().filter(|g| g.kind == kind).map(|g| g.gezaghebbende.gever()).collect();
    if gezag.is_empty() { Err(GezagOnbekend { lid: kind }) } else { Ok(gezag) }
}

/// H8: a consent holds for at least today.
pub(crate) fn toestemming_geldt_nog(toestemming: &Toestemming, vandaag: Datum) -> Regel {
    regel(vandaag <= toestemming.tot, ToestemmingAlVerlopen)
}
