//! A brede intake.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::dossier::{Dossierafspraak, Leefgebiedscore};
use crate::invoer::algemeen::Betrokkene;
use crate::vormen::vormen;

vormen! {
    /// Een brede intake.
    Intakedetails {
        /// De intake.
        id: Uuid,
        /// De versie; stuur deze mee in `If-Match`.
        versie: u64,
        /// De toestand: `lopend` of `afgerond`.
        toestand: String,
        /// Het huishouden.
        huishouden_id: Uuid,
        /// De professional die haar voert.
        intaker_id: Uuid,
        /// Of jeugdhulp wordt gevraagd.
        betreft_jeugdhulp: bool,
        /// Wanneer zij begon.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        gestart_op: String,
        /// Het tijdstip waarop afronden te laat is; leeg als het geen melding onder de Wmo is (Wmo 2015, 2.3.2).
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        onderzoek_voor: Option<String>,
        /// Wanneer die termijn verstreek zonder dat de intake was afgerond.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        termijn_overschreden_op: Option<String>,
        /// Hoe elk leefgebied is afgesloten, per leefgebied.
        leefgebieden: BTreeMap<String, Leefgebiedscore>,
        /// Wat de bewoners willen.
        vraag: Option<Intakevraag>,
        /// Het oordeel over de veiligheid.
        veiligheid: Option<Intakeveiligheid>,
        /// Wanneer op cliëntondersteuning is gewezen.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        clientondersteuning_gewezen_op: Option<String>,
        /// Hoe ver de bewoners de regie kwijt zijn: `zelfredzaam`, `tijdelijk` of `langdurig`.
        regieverlies: Option<String>,
        /// Het aanbod om zelf een plan te maken.
        familiegroepsplan: Option<Intakefamilieplan>,
        /// De stappen van de meldcode, op volgorde van vastleggen.
        meldcodestappen: Vec<Intakemeldcodestap>,
        /// De afronding.
        afronding: Option<Intakeafronding>,
        /// De aanvraag die op een melding onder de Wmo volgde.
        aanvraag: Option<Intakeaanvraag>,
    }

    /// Een aanvraag na een melding onder de Wmo (Wmo 2015, 2.3.5).
    Intakeaanvraag {
        /// De dag waarop zij binnenkwam.
        #[cfg_attr(feature = "openapi", schema(format = "date"))]
        op: String,
        /// Het tijdstip waarop beslissen te laat is.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        beslissen_voor: String,
        /// De dag van de beschikking.
        #[cfg_attr(feature = "openapi", schema(format = "date"))]
        beschikt_op: Option<String>,
    }
    /// Wat de bewoners willen.
    Intakevraag {
        /// In hun eigen woorden.
        eigen_woorden: Option<String>,
        /// De vraag achter de vraag.
        vraag_achter_de_vraag: Option<String>,
    }

    /// Het oordeel over de veiligheid.
    Intakeveiligheid {
        /// Het oordeel: `veilig`, `zorgelijk` of `onveilig`.
        oordeel: String,
        /// Het besluit over Veilig Thuis: `melden`, `niet-melden` of `advies`.
        veilig_thuis: Option<String>,
        /// Waarom niet wordt gemeld.
        reden: Option<String>,
        /// De toelichting.
        toelichting: Option<String>,
    }

    /// Het aanbod van een familiegroepsplan (Jeugdwet 4.1.2).
    Intakefamilieplan {
        /// Wat de familie zei: `aanvaard`, `afgewezen` of `overwegen`.
        uitkomst: String,
        /// Het tijdstip waarop een plan voor jeugdhulp te laat is; leeg zolang de familie zelf een plan kan maken.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        jeugdplan_voor: Option<String>,
    }

    /// Een stap van de meldcode.
    Intakemeldcodestap {
        /// De stap, van 1 tot en met 5.
        stap: u8,
        /// Of zij is overgeslagen.
        overgeslagen: bool,
        /// Waarom zij is overgeslagen.
        reden: Option<String>,
        /// Wanneer.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        op: String,
    }

    /// De afronding van een intake.
    Intakeafronding {
        /// De conclusie, als `plan`.
        conclusie: String,
        /// Wie regisseur wordt, bij de conclusie `plan`.
        regisseur: Option<Betrokkene>,
        /// Waarom lichter dan een plan.
        reden: Option<String>,
        /// Wat is afgesproken waar geen plan nodig is.
        afspraken: Vec<Dossierafspraak>,
        /// Of het binnen de termijn was.
        tijdig: bool,
        /// Wanneer.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        op: String,
    }
}
