//! Lays the pages of a huishouden together, as one reader may see them.

use regieboek_access::{Handeling, Toegang};
use regieboek_api_types::dossier::Dossier;
use regieboek_kernel::HuishoudenId;

use super::blad::{Blad, Inhoud};
use super::blik::Blik;
use super::huishouden::Huishoudenblad;

/// The case file for whoever has this access; `None` when there is no page of the huishouden itself.
pub(super) fn stel_samen<H: Handeling>(toegang: &Toegang<H>, bladen: Vec<Blad>) -> Option<Dossier> {
    let blik = blik_op(toegang, &bladen)?;
    leg_samen(bladen, &blik)
}

/// What whoever has this access may see of the huishouden of these pages.
pub(super) fn blik_op<H: Handeling>(toegang: &Toegang<H>, bladen: &[Blad]) -> Option<Blik> {
    eigen_blad(bladen).map(|(_, huishouden)| Blik::van(toegang, huishouden))
}

/// The page of the huishouden itself.
fn eigen_blad(bladen: &[Blad]) -> Option<(&Blad, &Huishoudenblad)> {
    bladen.iter().find_map(|blad| match &blad.inhoud {
        Inhoud::Huishouden(huishouden) => Some((blad, huishouden.as_ref())),
        Inhoud::Signaal(_) | Inhoud::Intake(_) | Inhoud::Verwijzing(_) | Inhoud::Escalatie(_) => None,
    })
}

/// The pages as one reader sees them.
pub(super) fn leg_samen(mut bladen: Vec<Blad>, blik: &Blik) -> Option<Dossier> {
    bladen.sort_by_key(|blad| blad.begin);
    let (eigen, huishouden) = eigen_blad(&bladen)?;
    let mut dossier = huishouden.toon(eigen.stroom, eigen.versie, blik);
    let plannen = dossier.plan.iter().chain(&dossier.eerdere_plannen);
    let doelen: Vec<_> = plannen.flat_map(|plan| &plan.doelen).map(|doel| doel.id).collect();
    for blad in &bladen {
        match &blad.inhoud {
            Inhoud::Huishouden(_) => {}
            Inhoud::Signaal(signaal) => {
                let gekoppeld = signaal.huishouden() == Some(HuishoudenId::new(eigen.stroom));
                dossier.signalen.extend(signaal.toon(blad.stroom, blik).filter(|_| gekoppeld));
            }
            Inhoud::Intake(intake) => dossier.intakes.push(intake.toon(blad.stroom, blik)),
            Inhoud::Verwijzing(verwijzing) => {
                let zichtbaar = verwijzing.toon(blad.stroom, |doel| doelen.contains(&doel), blik);
                dossier.doorverwijzingen.extend(zichtbaar);
            }
            Inhoud::Escalatie(escalatie) => dossier.escalaties.push(escalatie.toon(blad.stroom, blik)),
        }
    }
    Some(dossier)
}
