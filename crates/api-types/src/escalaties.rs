//! An escalatie, as whoever asks may see it.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::dossier::Dossierdoorbraak;
use crate::invoer::algemeen::Betrokkene;
use crate::vormen::vormen;

vormen! {
    /// Een escalatie naar het Meer-team. Wie haar aanmeldde en er verder niet bij betrokken is, ziet wat werd gevraagd en
    /// of zij is aangenomen.
    Escalatiedetails {
        /// De escalatie.
        id: Uuid,
        /// De versie; stuur deze mee in `If-Match`.
        versie: u64,
        /// Het huishouden; leeg voor wie alleen de eigen aanmelding ziet.
        huishouden_id: Option<Uuid>,
        /// De toestand, als `in-triage`.
        toestand: String,
        /// De gronden.
        gronden: Vec<String>,
        /// Of het spoed heeft.
        spoed: bool,
        /// Wat is geprobeerd.
        geprobeerd: Option<String>,
        /// Wat wordt gevraagd.
        gevraagd: Option<String>,
        /// Wanneer zij werd aangemeld.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        aangemeld_op: String,
        /// Het tijdstip waarop de triage te laat is.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        triage_voor: String,
        /// Wie van het Meer-team haar in triage nam.
        behandelaar_id: Option<Uuid>,
        /// De coördinator van het Meer-team.
        coordinator: Option<Betrokkene>,
        /// Wie regisseur was voordat het Meer-team de regie nam.
        voorgaande_regisseur_id: Option<Uuid>,
        /// De afwijzing.
        afwijzing: Option<Escalatieafwijzing>,
        /// De volgorde die het Meer-team bepaalde.
        volgorde: Vec<Uuid>,
        /// Waarom in die volgorde.
        volgorde_toelichting: Option<String>,
        /// De doorbraken.
        doorbraken: Vec<Dossierdoorbraak>,
        /// De laatste afschaling die werd aangeboden.
        afschaling: Option<Afschaling>,
        /// Elke terugval waarna zij is heropend.
        terugval: Vec<Terugval>,
        /// Wanneer zij is afgesloten.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        afgesloten_op: Option<String>,
    }

    /// Waarom het Meer-team een escalatie niet aannam.
    Escalatieafwijzing {
        /// De reden, als `geen-grond`.
        reden: String,
        /// Wat de regisseur in plaats daarvan kan doen.
        advies: Option<String>,
    }

    /// Het aanbod om de regie terug te nemen.
    Afschaling {
        /// Wie is gevraagd.
        volgende_regisseur: Betrokkene,
        /// Wat de escalatie bracht.
        resultaat: Option<String>,
        /// Of het aanbod nog openstaat, is aanvaard of is afgewezen: `aangeboden`, `aanvaard` of `afgewezen`.
        antwoord: String,
        /// Waarom het is afgewezen.
        reden: Option<String>,
        /// De dag van de warme overdracht.
        #[cfg_attr(feature = "openapi", schema(format = "date"))]
        warme_overdracht: Option<String>,
        /// De laatste dag van de kortste nazorg.
        #[cfg_attr(feature = "openapi", schema(format = "date"))]
        nazorg_tot_minstens: Option<String>,
    }

    /// Terugval tijdens de nazorg.
    Terugval {
        /// Wanneer.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        op: String,
        /// Wat er gebeurde.
        toelichting: Option<String>,
    }
}
