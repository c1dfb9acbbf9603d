//! The rules of a mandaat that can be broken.

use regieboek_kernel::Regelfout;

use super::{Mandaat, MandaatCommand};
use crate::dekking::Reden;
use crate::values::Grens;

/// A broken rule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum MandaatError {
    /// M1.
    #[error("Alleen de mandaatbeheerder kan een mandaat verlenen, schorsen, hervatten of intrekken.")]
    AlleenMandaatbeheerder,
    /// M7.
    #[error("Niemand kan zichzelf een mandaat geven of het eigen mandaat hervatten.")]
    ZelfVerlening,
    /// M3.
    #[error("Een van de voorzieningen of gebieden is niet bekend bij de gemeente.")]
    CodeOnbekend,
    /// M3, nothing chosen.
    #[error("Een mandaat geldt voor ten minste een voorziening.")]
    GeenVoorziening,
    /// M4, direction.
    #[error("De laatste dag van de periode ligt voor de eerste dag.")]
    PeriodeOngeldig,
    /// M4, over.
    #[error("De periode van het mandaat is al voorbij.")]
    PeriodeVoorbij,
    /// M8, withdrawn.
    #[error("Het mandaatbesluit is ingetrokken voordat dit mandaat afloopt.")]
    BesluitIngetrokken,
    /// M8, function.
    #[error("Het mandaatbesluit staat deze functie niet toe.")]
    FunctieBuitenBesluit,
    /// M8, period.
    #[error("De periode van het mandaat valt niet binnen die van het mandaatbesluit.")]
    PeriodeBuitenBesluit,
    /// M8, reach.
    #[error("Het mandaat reikt verder dan het mandaatbesluit: {0}.")]
    ReikwijdteTeBreed(Grens),
    /// M9, holder.
    #[error(
        "De instemming van de houder ontbreekt; die is nodig omdat de houder niet bij de gemeente werkt (Awb 10:4)."
    )]
    InstemmingHouderOntbreekt,
    /// M9, employer.
    #[error(
        "De instemming van de werkgever ontbreekt; die is nodig omdat de houder niet bij de gemeente werkt (Awb 10:4)."
    )]
    InstemmingWerkgeverOntbreekt,
    /// M9, date.
    #[error("Een instemming kan niet in de toekomst liggen.")]
    InstemmingInToekomst,
    /// M10, none.
    #[error("Dit mandaat vraagt een SKJ-registratie van de houder, en die is niet bekend.")]
    SkjOntbreekt,
    /// M10, lapsed.
    #[error("Dit mandaat vraagt een SKJ-registratie van de houder, en die is verlopen.")]
    SkjVerlopen,
    /// M16, besluit.
    #[error("Het mandaatbesluit staat ondermandaat niet toe (Awb 10:9).")]
    OndermandaatNietToegestaan,
    /// M16, granter.
    #[error("Ondermandaat kan alleen de houder van het mandaat verlenen, in de functie en bij de organisatie ervan.")]
    AlleenHouderVerleentOndermandaat,
    /// M16, upper mandaat.
    #[error("Het mandaat waarbinnen ondermandaat wordt verleend, werkt nu niet: {0}")]
    BovenmandaatWerktNiet(Reden),
    /// M16, one level.
    #[error("Een ondermandaat kan niet nog eens worden doorgegeven.")]
    OndermandaatVanOndermandaat,
    /// M16, reach.
    #[error("Het ondermandaat reikt verder dan het mandaat waarbinnen het wordt verleend: {0}.")]
    OndermandaatTeBreed(Grens),
    /// M16, period.
    #[error("De periode van het ondermandaat valt niet binnen die van het mandaat waarbinnen het wordt verleend.")]
    PeriodeBuitenBovenmandaat,
    /// M18, who.
    #[error("Dat de laatste dag voorbij is, legt de software zelf vast.")]
    AlleenDoorSysteem,
    /// M18, when.
    #[error("De laatste dag van het mandaat is nog niet voorbij.")]
    TermijnNietVerstreken,
    /// M19.
    #[error("Een ondermandaat kan alleen de mandaatbeheerder intrekken, of de houder die het doorgaf.")]
    AlleenVerlener,
    /// The command does not fit the state.
    #[error("Het mandaat is {toestand}; {opdracht} kan daarom niet.")]
    PastNietBijToestand {
        /// The state, in words.
        toestand: &'static str,
        /// The command, in words.
        opdracht: &'static str,
    },
}

impl MandaatError {
    pub(super) fn past_niet(toestand: &Mandaat, opdracht: &MandaatCommand) -> Self {
        Self::PastNietBijToestand { toestand: toestand.into(), opdracht: opdracht.into() }
    }
}

impl Regelfout for MandaatError {
    fn code(&self) -> &'static str {
        self.into()
    }
}
