//! H23 and H24: the multidisciplinary meeting, with and not about residents.

use regieboek_kernel::{Betrokkene, Datum, VrijeTekst};

use super::{Regel, is_lid, regel};
use crate::dossier::Dossier;
use crate::errors::HuishoudenError::*;
use crate::values::{AfwijkendeMening, Bewonersdeelname, Deelnemer, Herkenbaar as _, Mdo};

/// H23: it was held, with residents of the huishouden, or the record says why without.
pub(crate) fn mdo_is_met_bewoners(mdo: &Mdo, dossier: &Dossier, vandaag: Datum) -> Regel {
    regel(mdo.op <= vandaag, MdoInToekomst)?;
    match &mdo.bewoners {
        Bewonersdeelname::Aanwezig(leden) => {
            regel(!leden.is_empty(), MdoZonderBewoners)?;
            leden.iter().try_for_each(|&lid| is_lid(lid, dossier))
        }
        Bewonersdeelname::Afwezig { reden } => regel(zegt_iets(reden), MdoZonderBewoners),
    }
}

/// H24: whoever sits at the table is involved, so that nothing is shared without a ground.
pub(crate) fn deelnemers_zijn_betrokken(aanwezigen: &[Betrokkene], dossier: &Dossier) -> Regel {
    let betrokkenen = dossier.betrokkenen();
    let bekend = |wie: &Betrokkene| betrokkenen.iter().any(|betrokkene| **betrokkene == *wie || omvat(betrokkene, wie));
    regel(aanwezigen.iter().all(bekend), DeelnemerNietBetrokken)
}

/// H24: a dissenting opinion is a resident's, there or not, or that of a professional who was there.
pub(crate) fn meningen_zijn_van_deelnemers(mdo: &Mdo, dossier: &Dossier) -> Regel {
    mdo.afwijkende_meningen.iter().try_for_each(|AfwijkendeMening { wie, .. }| match wie {
        Deelnemer::Bewoner(lid) => is_lid(*lid, dossier),
        Deelnemer::Professional(wie) => regel(mdo.aanwezigen.contains(wie), MeningVanAfwezige),
    })
}

fn omvat(betrokkene: &Betrokkene, wie: &Betrokkene) -> bool {
    wie.professional.is_some_and(|id| betrokkene.omvat(id, &wie.organisatie, wie.functie))
}

/// Whether the text says something; what was destroyed did.
fn zegt_iets(tekst: &VrijeTekst) -> bool {
    tekst.waarde().is_none_or(|waarde| !waarde.trim().is_empty())
}
