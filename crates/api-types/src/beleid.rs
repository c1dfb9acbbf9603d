//! The policy of the municipality, as it holds now.

use serde::{Deserialize, Serialize};

use crate::dossier::vormen;

vormen! {
    /// Het beleid waarmee wordt beslist.
    Beleid {
        /// De versie; elke gebeurtenis noemt haar.
        versie: u32,
        /// De eerste dag waarop het geldt.
        #[cfg_attr(feature = "openapi", schema(format = "date"))]
        vanaf: String,
        /// De gebieden van de gemeente.
        gebieden: Vec<String>,
        /// De soorten hulp.
        voorzieningen: Vec<Voorzieningbeleid>,
        /// De termijnen.
        termijnen: Termijnen,
    }

    /// Een soort hulp.
    Voorzieningbeleid {
        /// De code, als `ambulante-jeugdhulp`.
        code: String,
        /// De wet waarop zij berust, als `jeugdwet`; `geen` als zij vrij toegankelijk is.
        wet: String,
        /// Hoe zwaar zij gewoonlijk is, als `lichte-ondersteuning`.
        zwaarte: String,
        /// Of wie haar op mandaat inzet een SKJ-registratie nodig heeft.
        skj: bool,
    }

    /// Hoe lang iets mag duren.
    Termijnen {
        /// Een signaal oppakken.
        signaal_oppakken: Termijn,
        /// Een signaal over veiligheid oppakken.
        signaal_oppakken_veiligheid: Termijn,
        /// Terugkoppelen aan wie meldde of verwees.
        terugkoppeling: Termijn,
        /// Het onderzoek na een Wmo-melding (Wmo 2015, 2.3.2).
        wmo_onderzoek: Termijn,
        /// Het plan voor jeugdhulp als de familie er geen maakt (Jeugdwet 4.1.3).
        jeugdplan: Termijn,
        /// Een doorverwijzing beantwoorden.
        verwijzing_beantwoorden: Termijn,
        /// Een doorverwijzing met spoed beantwoorden.
        verwijzing_beantwoorden_spoed: Termijn,
        /// Van aanvaarding tot start; begint de hulp later, dan stagneert zij.
        uiterste_start: Termijn,
        /// De triage van een escalatie.
        triage: Termijn,
        /// De triage van een escalatie met spoed.
        triage_spoed: Termijn,
        /// De kortste nazorg na een escalatie.
        nazorg_minimaal: Termijn,
        /// De controles na het sluiten van een plan.
        nazorgcontroles: Vec<Termijn>,
    }

    /// Een termijn, in precies één van de vier maten.
    #[derive(Default)]
    Termijn {
        /// Uren, dag en nacht.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        uren: Option<u16>,
        /// Werkdagen; de laatste telt tot zijn einde.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        werkdagen: Option<u16>,
        /// Weken; een laatste dag die geen werkdag is, schuift op (Algemene termijnenwet, artikel 1).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        weken: Option<u16>,
        /// Maanden; de laatste dag schuift op dezelfde manier op.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        maanden: Option<u16>,
    }
}
