//! The policy of the municipality: what holds on a day, and which versions there are.

use serde::{Deserialize, Serialize};

use crate::geschiedenis::Handelende;
use crate::invoer::beleid::{Codelijsten, Overgang, Termijnen, Voorzieningbeleid};
use crate::vormen::vormen;

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
        /// De overgang naar hulp voor volwassenen.
        overgang: Overgang,
        /// De woorden die te gebruiken zijn, met hun landelijke codes.
        codelijsten: Codelijsten,
    }

    /// Alle versies van het beleid, ook die zijn ingetrokken.
    Beleidsversies {
        /// De versie van deze lijst; stuur haar mee in `If-Match` bij het vaststellen of intrekken.
        versie: u64,
        /// De versies, op volgorde van hun nummer; de eerste is het standaardbeleid.
        items: Vec<Beleidsversie>,
    }

    /// Eén versie van het beleid. Wat zij zegt, geeft `GET /v1/beleid?op=` met haar eerste dag.
    Beleidsversie {
        /// Het nummer.
        versie: u32,
        /// De eerste dag.
        #[cfg_attr(feature = "openapi", schema(format = "date"))]
        vanaf: String,
        /// Wie haar vaststelde; leeg bij het standaardbeleid.
        vastgesteld: Option<Beleidsbesluit>,
        /// Wie haar introk; alleen als zij is ingetrokken voordat zij gold.
        ingetrokken: Option<Beleidsbesluit>,
    }

    /// Wie over beleid besliste, wanneer en waarom.
    Beleidsbesluit {
        /// Wie.
        wie: Handelende,
        /// Wanneer het werd vastgelegd.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        op: String,
        /// Waarom, in woorden.
        toelichting: Option<String>,
    }
}
