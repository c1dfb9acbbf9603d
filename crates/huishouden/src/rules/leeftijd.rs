//! Ages that turn rules on the right local day (DOMAIN 4); forecast a year ahead as tasks.

use regieboek_kernel::{Datum, Geboortedatum};

use crate::values::lijst;

lijst! {
    /// An age at which something changes.
    Leeftijdsgrens {
        /// 12: the child consents beside who has gezag, and may see the file.
        Twaalf,
        /// 16: consents alone.
        Zestien,
        /// 16½: the step to adult help starts.
        OvergangStart,
        /// 17½: the step to adult help is arranged.
        OvergangGeregeld,
        /// 18: from Jeugdwet to Wmo.
        Achttien,
        /// 23: extended youth help ends.
        Drieentwintig,
    }
}

/// Something that must be done for a lid by a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Leeftijdstaak {
    /// Which age.
    pub soort: Leeftijdsgrens,
    /// The day it is reached.
    pub op: Datum,
}

/// The age of each, in months.
const GRENZEN: [(Leeftijdsgrens, u16); 6] = [
    (Leeftijdsgrens::Twaalf, 144),
    (Leeftijdsgrens::Zestien, 192),
    (Leeftijdsgrens::OvergangStart, 198),
    (Leeftijdsgrens::OvergangGeregeld, 210),
    (Leeftijdsgrens::Achttien, 216),
    (Leeftijdsgrens::Drieentwintig, 276),
];

/// The ages reached within a year from `vanaf` (that day included), in order; and the start of the step to adult help
/// also when it has passed while the step is not yet due.
pub fn leeftijdstaken(geboortedatum: Geboortedatum, vanaf: Datum) -> Vec<Leeftijdstaak> {
    let (_, geregeld) = GRENZEN[3];
    let overgang_loopt = vanaf < geboortedatum.bereikt(geregeld);
    let een_jaar_later = (vanaf.year().saturating_add(1), vanaf.month(), vanaf.day());
    GRENZEN
        .into_iter()
        .map(|(soort, maanden)| Leeftijdstaak { soort, op: geboortedatum.bereikt(maanden) })
        .filter(|taak| (taak.op.year(), taak.op.month(), taak.op.day()) <= een_jaar_later)
        .filter(|taak| taak.op >= vanaf || (taak.soort == Leeftijdsgrens::OvergangStart && overgang_loopt))
        .collect()
}
