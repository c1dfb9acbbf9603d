//! What a reader may see (DOMAIN 5): which areas of life, whether personal data, whether safety and BSN.

use std::collections::BTreeSet;

use regieboek_access::{Relatie, Toegang};
use regieboek_kernel::{Betrokkene, Functie, Leefgebied, Organisatie, Persoonsgegeven, Professional, ProfessionalId};

use super::huishouden::Huishoudenblad;

/// Every area of life.
const ALLE_LEEFGEBIEDEN: [Leefgebied; 5] =
    [Leefgebied::Meedoen, Leefgebied::WerkEnInkomen, Leefgebied::Veiligheid, Leefgebied::Gezondheid, Leefgebied::Wonen];
/// Those in the case. Whoever reads on another ground reads pseudonyms.
const IN_DE_CASUS: &[Relatie] = &[
    Relatie::Regisseur,
    Relatie::CoordinatorEigenRegie,
    Relatie::Contactpersoon,
    Relatie::Nazorgeigenaar,
    Relatie::Betrokkene,
];
/// Those who keep the household together.
const REGIE: &[Relatie] = &[Relatie::Regisseur, Relatie::CoordinatorEigenRegie, Relatie::Contactpersoon];

/// Whether personal data can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Leeswijze {
    /// By who is in the case.
    Leesbaar,
    /// By the auditor, or anyone else who is not: codes, dates and ids stay, what is personal does not.
    Pseudoniem,
}

impl Leeswijze {
    /// How whoever has this access reads.
    pub(crate) fn van<H>(toegang: &Toegang<H>) -> Self
    where
        H: regieboek_access::Handeling,
    {
        let auditor = toegang.wie().functie() == Functie::Auditor;
        if auditor || toegang.relaties().eerste_van(IN_DE_CASUS).is_none() { Self::Pseudoniem } else { Self::Leesbaar }
    }

    /// The one place where an envelope is opened: nothing comes out of one that was destroyed, or for a pseudonymous reader.
    pub(crate) fn lees<T: Clone>(self, gegeven: &Persoonsgegeven<T>) -> Option<T> {
        match self {
            Self::Leesbaar => gegeven.waarde().cloned(),
            Self::Pseudoniem => None,
        }
    }
}

/// What one reader may see of one huishouden.
pub(crate) struct Blik {
    leeswijze: Leeswijze,
    leefgebieden: BTreeSet<Leefgebied>,
    wie: Option<Professional>,
    /// Whether scores and judgements about safety are seen.
    pub(super) veiligheid: bool,
    /// Whether BSNs are seen.
    pub(super) bsn: bool,
}

/// Whether this is that person, or the function at the organisation they act for.
fn omvat(wie: &Betrokkene, professional: &Professional) -> bool {
    wie.professional.is_none_or(|id| id == professional.id)
        && wie.functie == professional.functie
        && wie.organisatie == professional.organisatie
}

impl Blik {
    /// What whoever has this access may see of this huishouden.
    pub(super) fn van<H>(toegang: &Toegang<H>, huishouden: &Huishoudenblad) -> Self
    where
        H: regieboek_access::Handeling,
    {
        let leeswijze = Leeswijze::van(toegang);
        let wie = toegang.wie().professional();
        let auditor = leeswijze == Leeswijze::Pseudoniem;
        let regie = toegang.relaties().eerste_van(REGIE).is_some();
        let houdt_zicht = toegang.relaties().heeft(Relatie::Nazorgeigenaar);
        let blijft = wie.is_some_and(|p| huishouden.blijven_betrokken().into_iter().any(|wie| omvat(wie, p)));
        let leefgebieden = if auditor || regie || houdt_zicht || blijft {
            ALLE_LEEFGEBIEDEN.into()
        } else {
            wie.map(|p| huishouden.gedeeld_met(|betrokkene| omvat(betrokkene, p))).unwrap_or_default()
        };
        let uit_functie = wie.is_some_and(|p| {
            matches!(p.functie, Functie::CoordinatorMeerTeam | Functie::LidMeerTeam | Functie::Jeugdbeschermer)
        });
        Self { leeswijze, leefgebieden, wie: wie.cloned(), veiligheid: auditor || regie || uit_functie, bsn: regie }
    }

    /// What an envelope says, if this reader may know.
    pub(super) fn lees<T: Clone>(&self, gegeven: &Persoonsgegeven<T>) -> Option<T> {
        self.leeswijze.lees(gegeven)
    }

    /// The same for an envelope that may be absent.
    pub(super) fn lees_als<T: Clone>(&self, gegeven: Option<&Persoonsgegeven<T>>) -> Option<T> {
        gegeven.and_then(|gegeven| self.lees(gegeven))
    }

    /// What an envelope says that belongs to no area of life: only for who sees them all.
    pub(super) fn lees_volledig<T: Clone>(&self, gegeven: &Persoonsgegeven<T>) -> Option<T> {
        if self.volledig() { self.lees(gegeven) } else { None }
    }

    /// Whether every area of life is seen.
    pub(super) fn volledig(&self) -> bool {
        self.leefgebieden.len() == ALLE_LEEFGEBIEDEN.len()
    }

    /// Whether this area of life is seen.
    pub(super) fn ziet(&self, leefgebied: Leefgebied) -> bool {
        self.leefgebieden.contains(&leefgebied)
    }

    /// Whether these are the reader's function and organisation.
    pub(super) fn is(&self, functie: Option<Functie>, organisatie: &Organisatie) -> bool {
        self.wie.as_ref().is_some_and(|p| p.organisatie == *organisatie && functie.is_none_or(|f| f == p.functie))
    }

    /// Whether this is the reader.
    pub(super) fn is_zelf(&self, professional: ProfessionalId) -> bool {
        self.wie.as_ref().is_some_and(|p| p.id == professional)
    }
}
