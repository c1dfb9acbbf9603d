//! A doorverwijzing, as whoever asks may see it.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::dossier::{Terugkoppeling, Verwijzingsintrekking, vormen};

vormen! {
    /// Een doorverwijzing. De verwijzer ziet de eigen vraag en wat ervan is geworden, en niets van de casus.
    Verwijzingdetails {
        /// De doorverwijzing.
        id: Uuid,
        /// De versie; stuur deze mee in `If-Match`.
        versie: u64,
        /// Het huishouden; leeg voor wie alleen deze doorverwijzing ziet.
        huishouden_id: Option<Uuid>,
        /// De soort: `erbij-halen`, `welzijn-op-recept` of `inzet`.
        soort: String,
        /// De toestand, als `aangevraagd`.
        toestand: String,
        /// De organisatie aan wie zij is gericht.
        organisatie: String,
        /// De functie aan wie zij is gericht.
        functie: Option<String>,
        /// De leden om wie het gaat; leeg is het hele huishouden, of niet zichtbaar voor u.
        betreft: Vec<Uuid>,
        /// De hulpvraag.
        hulpvraag: Option<String>,
        /// Of het spoed heeft.
        spoed: bool,
        /// De voorziening, bij een inzet.
        voorziening: Option<String>,
        /// Het doel van het plan dat zij dient.
        doel_id: Option<Uuid>,
        /// Wanneer zij werd aangevraagd.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        aangevraagd_op: String,
        /// Het tijdstip waarop het antwoord te laat is.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        beantwoorden_voor: String,
        /// De dag waarop de hulp naar verwachting begint.
        #[cfg_attr(feature = "openapi", schema(format = "date"))]
        verwachte_start: Option<String>,
        /// De dag waarop de hulp begon.
        #[cfg_attr(feature = "openapi", schema(format = "date"))]
        gestart_op: Option<String>,
        /// Wanneer de hulp is afgerond.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        afgerond_op: Option<String>,
        /// Wat de hulp bracht, als `behaald`.
        resultaat: Option<String>,
        /// De toelichting bij het resultaat.
        toelichting: Option<String>,
        /// De weigering.
        weigering: Option<Weigeringdetails>,
        /// Waarom zij is ingetrokken.
        intrekking: Option<Verwijzingsintrekking>,
        /// Waarop de hulp stagneert, als code.
        stagneert_door: Option<String>,
        /// Wat de verwijzer is teruggekoppeld.
        terugkoppelingen: Vec<Terugkoppeling>,
        /// De bevoegdheid waarop hulp is ingezet, als `mandaat:<id>@<versie>`; leeg als het geen inzet is.
        bevoegdheid: Option<String>,
    }

    /// De weigering van een doorverwijzing.
    Weigeringdetails {
        /// De reden, als `geen-contract`.
        reden: String,
        /// Wie weigerde: `bewoner` of `aanbieder`.
        door: String,
        /// Wat er nu gebeurt.
        volgende_stap: Option<String>,
        /// Wie daarvoor zorgt.
        eigenaar_volgende_stap: Option<Uuid>,
        /// Een andere weg naar de hulp.
        alternatief: Option<String>,
    }
}
