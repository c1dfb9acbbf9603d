//! Ages that turn rules on the right local day (DOMAIN 4); forecast a year ahead as tasks.

use regieboek_kernel::{Beleid, Datum, Geboortedatum};

regieboek_kernel::woordenlijst! {
    /// An age at which something changes.
    Leeftijdsgrens {
        /// 12: the child consents beside who has gezag, and may see the file.
        Twaalf,
        /// 16: consents alone.
        Zestien,
        /// 16½ (*config*): the step to adult help starts.
        OvergangStart,
        /// 17½ (*config*): the step to adult help is arranged.
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

impl Leeftijdsgrens {
    /// Whether it is a half of the step to adult help.
    const fn is_overgang(self) -> bool {
        match self {
            Self::OvergangStart | Self::OvergangGeregeld => true,
            Self::Twaalf | Self::Zestien | Self::Achttien | Self::Drieentwintig => false,
        }
    }
}

/// 18 years, in months: the Jeugdwet ends.
pub(super) const ACHTTIEN: u16 = 216;

/// The age of each, in months: those of the step to adult help are policy, the others law.
fn grenzen(beleid: &Beleid) -> [(Leeftijdsgrens, u16); 6] {
    let overgang = &beleid.inhoud.overgang;
    [
        (Leeftijdsgrens::Twaalf, 144),
        (Leeftijdsgrens::Zestien, 192),
        (Leeftijdsgrens::OvergangStart, overgang.start_maanden),
        (Leeftijdsgrens::OvergangGeregeld, overgang.geregeld_maanden),
        (Leeftijdsgrens::Achttien, ACHTTIEN),
        (Leeftijdsgrens::Drieentwintig, 276),
    ]
}

/// H39: the ages reached within a year from `vanaf` (that day included), in order; and both halves of the step to adult help
/// until 18, also when they have passed: a step that was not made in time is still to be made.
pub fn leeftijdstaken(geboortedatum: Geboortedatum, vanaf: Datum, beleid: &Beleid) -> Vec<Leeftijdstaak> {
    let een_jaar_later = (vanaf.year().saturating_add(1), vanaf.month(), vanaf.day());
    grenzen(beleid)
        .into_iter()
        .map(|(soort, maanden)| Leeftijdstaak { soort, op: geboortedatum.bereikt(maanden) })
        .filter(|taak| (taak.op.year(), taak.op.month(), taak.op.day()) <= een_jaar_later)
        .filter(|taak| taak.op >= vanaf || (taak.soort.is_overgang() && vanaf < geboortedatum.bereikt(ACHTTIEN)))
        .collect()
}
