//! H25 and H26: a court measure moves the regie, without anyone's acceptance and only for as long as it lasts.

use regieboek_kernel::{Actor, Betrokkene, Datum, Functie};

use super::{Regel, regel};
use crate::errors::HuishoudenError::{self, *};
use crate::plan::Regie;
use crate::values::{Herkenbaar as _, LopendeMaatregel, Maatregel, is_meer_team};

/// H25: it names a jeugdbeschermer of the gecertificeerde instelling.
pub(crate) fn is_van_jeugdbeschermer(maatregel: &Maatregel) -> Regel {
    regel(maatregel.instelling.functie == Functie::Jeugdbeschermer, GeenJeugdbeschermer)
}

/// H25: it is in force today.
pub(crate) fn is_van_kracht(maatregel: &Maatregel, vandaag: Datum) -> Regel {
    regel(maatregel.van <= vandaag && vandaag <= maatregel.tot, MaatregelNietVanKracht)
}

/// H25: an extension ends later, and not before today.
pub(crate) fn verlengt(tot: Datum, maatregel: &LopendeMaatregel, vandaag: Datum) -> Regel {
    regel(maatregel.tot < tot && vandaag <= tot, VerlengingNietLater)
}

/// H25: an early end lies between its first day and today.
pub(crate) fn kan_eindigen(op: Datum, maatregel: &LopendeMaatregel, vandaag: Datum) -> Regel {
    regel(maatregel.van <= op && op <= vandaag, EindeNietMogelijk)
}

/// H26: the regisseur, the Meer-team or the instelling itself records what the court ordered.
pub(crate) fn legt_maatregel_vast(wie: &Actor, regie: &Regie, instelling: &Betrokkene) -> Regel {
    let mag = regie.regisseur.handelend().is(wie) || is_meer_team(wie.functie()) || instelling.is(wie);
    regel(mag, MaatregelNietDoorBevoegde)
}

/// H26: the measure that is in force, with the regie below it.
pub(crate) fn lopende_maatregel(regie: &Regie) -> Result<(&LopendeMaatregel, &Regie), HuishoudenError> {
    regie.maatregel().ok_or(GeenMaatregel)
}

/// H26: no measure is in force.
pub(crate) fn rust_niet_op_maatregel(regie: &Regie) -> Regel {
    regel(regie.maatregel().is_none(), MaatregelLoopt)
}

/// H26: under a measure the regie stays with a jeugdbeschermer of that instelling, whoever of it holds it.
pub(crate) fn blijft_bij_instelling(naar: &Betrokkene, regie: &Regie) -> Regel {
    let bij = |maatregel: &LopendeMaatregel| {
        naar.functie == maatregel.instelling.functie && naar.organisatie == maatregel.instelling.organisatie
    };
    regel(regie.maatregel().is_none_or(|(maatregel, _)| bij(maatregel)), MaatregelLoopt)
}
