//! The register of mandaten: public for professionals.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::vormen::vormen;

vormen! {
    /// Wie welke hulp mag inzetten, waar, op het gevraagde moment.
    Register {
        /// De mandaten.
        items: Vec<Registerregel>,
    }

    /// Eén mandaat in het register.
    Registerregel {
        /// Het mandaat.
        mandaat_id: Uuid,
        /// De professional die het heeft.
        houder_id: Uuid,
        /// De naam van die professional.
        naam: Option<String>,
        /// In welke functie het geldt.
        functie: String,
        /// Voor welke organisatie het geldt.
        organisatie: String,
        /// De soorten hulp.
        voorzieningen: Vec<String>,
        /// De gebieden; leeg is de hele gemeente.
        gebieden: Vec<String>,
        /// De scholen; leeg is alle.
        scholen: Vec<String>,
        /// De eerste dag.
        #[cfg_attr(feature = "openapi", schema(format = "date"))]
        van: String,
        /// De laatste dag.
        #[cfg_attr(feature = "openapi", schema(format = "date"))]
        tot_en_met: String,
        /// Het mandaatbesluit waarop het berust.
        besluit_id: Uuid,
        /// De regeling waarop het berust, als `Jeugdwet artikel 2.3`.
        regeling: Option<String>,
        /// De dag waarop de tekst van die regeling in werking trad.
        #[cfg_attr(feature = "openapi", schema(format = "date"))]
        wetsversie: Option<String>,
        /// Het mandaat waarbinnen het is verleend, als het een ondermandaat is (Awb 10:9).
        boven_id: Option<Uuid>,
        /// Of het op dat moment gold, en anders waarom niet.
        status: Mandaatstatus,
        /// De laatste dag van de SKJ-registratie, als die nodig en bekend is.
        #[cfg_attr(feature = "openapi", schema(format = "date"))]
        skj_geldig_tot: Option<String>,
    }
}

/// Of een mandaat geldt, en anders waarom niet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Mandaatstatus {
    /// Het geldt.
    Geldig,
    /// Het is geschorst.
    Geschorst,
    /// Het is ingetrokken.
    Ingetrokken,
    /// De eerste dag moet nog komen.
    NogNietIngegaan,
    /// De laatste dag is voorbij.
    Verlopen,
    /// Het mandaatbesluit waarop het berust, is ingetrokken.
    BesluitIngetrokken,
    /// Het mandaat waarbinnen dit ondermandaat is verleend, werkt niet.
    BovenmandaatWerktNiet,
    /// De SKJ-registratie van de houder is verlopen.
    SkjVerlopen,
    /// De houder heeft geen SKJ-registratie.
    SkjOntbreekt,
}
