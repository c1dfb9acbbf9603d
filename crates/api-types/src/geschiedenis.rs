//! Everything that happened to a huishouden, with who, on which authority and why.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::vormen::vormen;

vormen! {
    /// Een bladzijde uit de geschiedenis van een huishouden, op volgorde van vastleggen.
    Geschiedenis {
        /// Wat er gebeurde.
        items: Vec<Gebeurtenis>,
        /// De positie om als `na` mee te sturen voor de volgende bladzijde; leeg na de laatste.
        volgende: Option<u64>,
    }

    /// Een bladzijde uit de geschiedenis van het huishouden waarvan werd gesplitst, tot de splitsing.
    GedeeldeGeschiedenis {
        /// Het huishouden waarvan werd gesplitst.
        huishouden_id: Uuid,
        /// Sinds welke dag de leden apart verder gaan; wat na die dag werd vastgelegd, wordt niet gedeeld.
        #[cfg_attr(feature = "openapi", schema(format = "date"))]
        sinds: String,
        /// Wanneer de splitsing werd vastgelegd; wat vanaf dat moment werd vastgelegd, wordt niet gedeeld.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        tot: String,
        /// Wat er gebeurde.
        items: Vec<Gebeurtenis>,
        /// De positie om als `na` mee te sturen voor de volgende bladzijde; leeg na de laatste.
        volgende: Option<u64>,
    }

    /// Eén gebeurtenis.
    Gebeurtenis {
        /// De plaats in het logboek van de gemeente.
        positie: u64,
        /// De gebeurtenis.
        event_id: Uuid,
        /// De soort waarop zij betrekking heeft, als `doorverwijzing`.
        soort: String,
        /// Het signaal, de intake, het huishouden, de doorverwijzing of de escalatie.
        resource_id: Uuid,
        /// De versie daarvan na deze gebeurtenis.
        versie: u64,
        /// Wat er gebeurde, als `PlanGeopend`.
        feit: String,
        /// De vaste code daarvan, als `hh07`.
        feitcode: String,
        /// Wanneer het gebeurde, volgens wie het vastlegde.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        gebeurd_op: String,
        /// Wanneer het werd vastgelegd.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        vastgelegd_op: String,
        /// Wie het deed.
        wie: Handelende,
        /// De bevoegdheid, in woorden.
        bevoegdheid: String,
        /// Dezelfde bevoegdheid als code, als `mandaat:<id>@<versie>`.
        bevoegdheid_code: String,
        /// De versie van het beleid waarmee is beslist.
        beleidsversie: u32,
        /// De reden, als code.
        reden: Option<String>,
        /// De gebeurtenis die deze veroorzaakte.
        oorzaak: Option<Uuid>,
        /// Het verzoek, of de reeks vervolgstappen, waar zij bij hoort.
        correlatie: Uuid,
        /// De inhoud. Een persoonlijk gegeven dat is vernietigd of verborgen, is `null`.
        #[cfg_attr(feature = "openapi", schema(value_type = Object))]
        inhoud: BTreeMap<String, serde_json::Value>,
    }

    /// Wie iets deed: een professional, of de software zelf met de functie `systeem`.
    Handelende {
        /// De professional; leeg voor de software.
        professional_id: Option<Uuid>,
        /// De naam.
        naam: Option<String>,
        /// De functie.
        functie: String,
        /// De organisatie; leeg voor de software.
        organisatie: Option<String>,
    }
}
