//! Mandaten, mandaatbesluiten and SKJ registrations, for the mandaatbeheerder.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::vormen::vormen;

vormen! {
    /// Een mandaat (Awb 10:1).
    Mandaatdetails {
        /// Het mandaat.
        id: Uuid,
        /// De versie; stuur deze mee in `If-Match`.
        versie: u64,
        /// De toestand: `verleend`, `geschorst`, `ingetrokken` of `verlopen`.
        toestand: String,
        /// Het mandaatbesluit waarop het berust.
        besluit_id: Uuid,
        /// De versie van dat besluit bij het verlenen.
        besluitversie: u64,
        /// Wie het heeft.
        houder: Houderdetails,
        /// Of de houder onder verantwoordelijkheid van de gemeente werkt.
        in_dienst_van_gemeente: bool,
        /// De dag waarop de houder instemde (Awb 10:4).
        #[cfg_attr(feature = "openapi", schema(format = "date"))]
        instemming_houder: Option<String>,
        /// De dag waarop de werkgever instemde (Awb 10:4).
        #[cfg_attr(feature = "openapi", schema(format = "date"))]
        instemming_werkgever: Option<String>,
        /// De soorten hulp.
        voorzieningen: Vec<String>,
        /// De gebieden; leeg is de hele gemeente.
        gebieden: Vec<String>,
        /// De scholen; leeg is alle.
        scholen: Vec<String>,
        /// Het bedrag in hele euro's waarboven het Meer-team wordt gevraagd.
        kostenplafond_euro: Option<u32>,
        /// De eerste dag.
        #[cfg_attr(feature = "openapi", schema(format = "date"))]
        van: String,
        /// De laatste dag.
        #[cfg_attr(feature = "openapi", schema(format = "date"))]
        tot_en_met: String,
        /// Sinds wanneer de toestand geldt.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        sinds: String,
        /// Waarom het is geschorst of ingetrokken.
        reden: Option<String>,
        /// De regeling waarop het berust, zoals bij het verlenen vastgelegd.
        regeling: Option<String>,
        /// De dag waarop de tekst van die regeling in werking trad.
        #[cfg_attr(feature = "openapi", schema(format = "date"))]
        wetsversie: Option<String>,
        /// Het mandaat waarbinnen het is verleend, als het een ondermandaat is (Awb 10:9).
        boven_id: Option<Uuid>,
    }

    /// Wie een mandaat heeft.
    Houderdetails {
        /// De professional.
        professional_id: Uuid,
        /// De naam.
        naam: Option<String>,
        /// In welke functie het geldt.
        functie: String,
        /// Voor welke organisatie het geldt.
        organisatie: String,
    }

    /// Een mandaatbesluit van het college.
    Besluitdetails {
        /// Het mandaatbesluit.
        id: Uuid,
        /// De versie; stuur deze mee in `If-Match`.
        versie: u64,
        /// De toestand: `geldend` of `ingetrokken`.
        toestand: String,
        /// Het nummer.
        nummer: String,
        /// De dag waarop het is genomen.
        #[cfg_attr(feature = "openapi", schema(format = "date"))]
        genomen_op: String,
        /// De regeling waarop het berust.
        regeling: String,
        /// De dag waarop de tekst van die regeling in werking trad.
        #[cfg_attr(feature = "openapi", schema(format = "date"))]
        wetsversie: String,
        /// De functies waaraan mandaat mag worden verleend.
        functies: Vec<String>,
        /// De soorten hulp die eronder vallen.
        voorzieningen: Vec<String>,
        /// De gebieden; leeg is de hele gemeente.
        gebieden: Vec<String>,
        /// De scholen; leeg is alle.
        scholen: Vec<String>,
        /// Het hoogste bedrag in hele euro's.
        kostenplafond_euro: Option<u32>,
        /// De eerste dag.
        #[cfg_attr(feature = "openapi", schema(format = "date"))]
        van: String,
        /// De laatste dag.
        #[cfg_attr(feature = "openapi", schema(format = "date"))]
        tot_en_met: String,
        /// Of ondermandaat is toegestaan (Awb 10:9).
        ondermandaat_toegestaan: bool,
        /// De eerste dag waarop het niet meer geldt, als het is ingetrokken.
        #[cfg_attr(feature = "openapi", schema(format = "date"))]
        ingetrokken_per: Option<String>,
    }

    /// De SKJ-registratie van een professional.
    Skjdetails {
        /// De registratie.
        id: Uuid,
        /// De versie; stuur deze mee in `If-Match`.
        versie: u64,
        /// De toestand: `ingeschreven`, `verlopen` of `beeindigd`.
        toestand: String,
        /// De professional.
        houder_id: Uuid,
        /// Het registratienummer.
        nummer: Option<String>,
        /// De laatste geldige dag.
        #[cfg_attr(feature = "openapi", schema(format = "date"))]
        geldig_tot: String,
        /// De eerste dag zonder registratie, als zij is beëindigd.
        #[cfg_attr(feature = "openapi", schema(format = "date"))]
        beeindigd_per: Option<String>,
    }
}
