//! Statutory grounds: who may deploy under the law itself, without a mandaat (Jeugdwet 2.6 and 3.5; DOMAIN 3).

use regieboek_kernel::{Beleid, Bevoegdheid, Datum, Functie, Tijdstip, Wet};

use crate::dekking::{Dekking, InzetVraag, Reden};

/// An article that gives functions the power to deploy help.
#[derive(Debug, PartialEq, Eq)]
pub struct WettelijkeGrond {
    /// Code of the article, as cited in events.
    pub artikel: &'static str,
    /// Version of the law text: its date of entry into force.
    pub wetsversie: Datum,
    /// Who has the power.
    pub functies: &'static [Functie],
    /// The law of the voorzieningen it reaches to.
    pub wet: Wet,
}

impl WettelijkeGrond {
    /// What the event cites.
    pub fn bevoegdheid(&self) -> Bevoegdheid {
        Bevoegdheid::Wettelijk { artikel: self.artikel.to_owned(), wetsversie: self.wetsversie.to_string() }
    }
}

/// Every ground, oldest text first; a changed article becomes a new row below, so that old citations stay true.
pub const GRONDEN: &[WettelijkeGrond] = &[
    WettelijkeGrond {
        artikel: "jeugdwet-2.6-1e",
        wetsversie: Datum::constant(2015, 1, 1),
        functies: &[Functie::Huisarts, Functie::MedischSpecialist, Functie::Jeugdarts],
        wet: Wet::Jeugdwet,
    },
    WettelijkeGrond {
        artikel: "jeugdwet-3.5",
        wetsversie: Datum::constant(2015, 1, 1),
        functies: &[Functie::Jeugdbeschermer],
        wet: Wet::Jeugdwet,
    },
];

/// M14: whether the law itself covers an inzet at `op`: a huisarts can deploy youth care, not Wmo support.
pub fn wettelijke_dekking(vraag: &InzetVraag, op: Tijdstip, beleid: &Beleid) -> Dekking<&'static WettelijkeGrond> {
    zoek_grond(vraag, op, beleid).into()
}

fn zoek_grond(vraag: &InzetVraag, op: Tijdstip, beleid: &Beleid) -> Result<&'static WettelijkeGrond, Reden> {
    let wet = beleid.voorziening(&vraag.voorziening).ok_or(Reden::VoorzieningOnbekend)?.wet;
    let dag = op.datum();
    let van_functie = || GRONDEN.iter().filter(|g| g.functies.contains(&vraag.functie) && g.wetsversie <= dag);
    match van_functie().rfind(|g| g.wet == wet) {
        Some(grond) => Ok(grond),
        None if van_functie().next().is_some() => Err(Reden::VoorzieningBuitenReikwijdte),
        None => Err(Reden::FunctieZonderWettelijkeGrond),
    }
}
