//! A signaal, as whoever asks may see it.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::dossier::Terugkoppeling;
use crate::vormen::vormen;

vormen! {
    /// Een signaal. De melder ziet het eigen signaal en wat is teruggekoppeld, en niets van de casus.
    Signaaldetails {
        /// Het signaal.
        id: Uuid,
        /// De versie; stuur deze mee in `If-Match`.
        versie: u64,
        /// De toestand: `gemeld`, `opgepakt` of `afgesloten`.
        toestand: String,
        /// Waar het opkwam.
        vindplaats: String,
        /// In welk gebied.
        gebied: String,
        /// Wat er is gezien.
        omschrijving: Option<String>,
        /// Of het over veiligheid gaat.
        betreft_veiligheid: bool,
        /// Wanneer het werd gemeld.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        gemeld_op: String,
        /// Het tijdstip waarop oppakken te laat is.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        oppakken_voor: String,
        /// Het tijdstip waarop de terugkoppeling te laat is; leeg bij een anonieme melding.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        terugkoppelen_voor: Option<String>,
        /// Wie het heeft opgepakt.
        eigenaar: Option<Signaaleigenaar>,
        /// Aan wie het is doorgegeven, zolang niemand daar het heeft aanvaard.
        doorgifte: Option<Signaaldoorgifte>,
        /// Wie het laatste aanbod weigerde, en waarom; leeg zodra het opnieuw is doorgegeven.
        doorgifte_geweigerd: Option<Signaaldoorgifte>,
        /// Het huishouden waar het over gaat.
        huishouden_id: Option<Uuid>,
        /// Wat de melder is teruggekoppeld.
        terugkoppelingen: Vec<Terugkoppeling>,
        /// Waarom het is afgesloten.
        afsluitreden: Option<String>,
        /// Het eerdere signaal, bij een dubbele melding.
        dubbel_van: Option<Uuid>,
    }

    /// Wie een signaal heeft opgepakt. De melder ziet alleen functie en organisatie.
    Signaaleigenaar {
        /// De professional.
        professional_id: Option<Uuid>,
        /// De naam.
        naam: Option<String>,
        /// De functie.
        functie: String,
        /// De organisatie.
        organisatie: String,
    }

    /// Het aanbod om een signaal over te nemen.
    Signaaldoorgifte {
        /// Aan welke organisatie.
        organisatie: String,
        /// Aan welke functie daar.
        functie: String,
        /// Waarom.
        reden: Option<String>,
    }
}
