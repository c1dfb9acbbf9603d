//! One variant per broken rule; nothing else can go wrong here.

use regieboek_kernel::{Datum, Regelfout};

/// Why policy cannot be set or taken back.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum BeleidsboekError {
    /// B1.
    #[error("Beleid vaststellen of intrekken kan alleen wie de rol van beleidsbeheerder heeft.")]
    AlleenBeleidsbeheerder,
    /// B3.
    #[error(
        "Nieuw beleid gaat op zijn vroegst morgen in, zodat wat al is besloten besloten blijft met het beleid van toen."
    )]
    BeleidNietInToekomst,
    /// B4.
    #[error(
        "Versie {versie} geldt al of heeft gegolden, en kan niet meer worden ingetrokken. Stel een nieuwe versie vast."
    )]
    BeleidGeldtAl {
        /// The version that was named.
        versie: u32,
    },
    /// B4.
    #[error("Versie {versie} van het beleid bestaat niet.")]
    BeleidOnbekend {
        /// The version that was named.
        versie: u32,
    },
    /// B5.
    #[error("Versie {versie} gaat in op {vanaf}. Kies een latere dag, of trek die versie eerst in.")]
    BeleidNietNaLaatste {
        /// The version before it.
        versie: u32,
        /// Its first day.
        vanaf: Datum,
    },
    /// B7.
    #[error("Het beleid is niet volledig: er is minstens één {wat} nodig.")]
    BeleidOnvolledig {
        /// What is missing.
        wat: &'static str,
    },
    /// B7.
    #[error("De code '{code}' staat twee keer in dezelfde lijst.")]
    CodeDubbel {
        /// The code.
        code: String,
    },
    /// B8.
    #[error("De termijn '{termijn}' duurt te kort of te lang: langer dan niets, en ten hoogste vijf jaar.")]
    TermijnBuitenGrenzen {
        /// Which term.
        termijn: &'static str,
    },
    /// B9.
    #[error("De termijn '{termijn}' is bij spoed langer dan anders.")]
    SpoedDuurtLanger {
        /// Which term.
        termijn: &'static str,
    },
    /// B10.
    #[error("De termijn '{termijn}' staat in de wet: die telt in weken, en ten hoogste {weken}.")]
    TermijnLangerDanDeWet {
        /// Which term.
        termijn: &'static str,
        /// How many weeks the law gives.
        weken: u16,
    },
    /// B11.
    #[error("De nazorgcontroles volgen elkaar op in de tijd: minstens één, en ten hoogste tien.")]
    NazorgcontrolesNietOpVolgorde,
    /// B12.
    #[error("De overgang naar hulp voor volwassenen begint voordat zij is geregeld, allebei tussen 16 en 18 jaar.")]
    OvergangNietOpVolgorde,
}

impl Regelfout for BeleidsboekError {
    fn code(&self) -> &'static str {
        self.into()
    }
}
