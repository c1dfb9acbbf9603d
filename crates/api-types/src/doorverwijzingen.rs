//! A doorverwijzing, as whoever asks may see it.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::dossier::{Terugkoppeling, Verwijzingsintrekking, Wachtperiode};
use crate::invoer::algemeen::Betrokkene;
use crate::vormen::vormen;

vormen! {
    /// Een doorverwijzing. De verwijzer ziet de eigen vraag en wat ervan is geworden, en niets van de casus.
    Verwijzingdetails {
        /// De doorverwijzing.
        id: Uuid,
        /// De versie; stuur deze mee in `If-Match`.
        versie: u64,
        /// Het huishouden; leeg voor wie alleen deze doorverwijzing ziet.
        huishouden_id: Option<Uuid>,
        /// De soort: `erbij-halen`, `welzijn-op-recept`, `inzet` of `overdracht`.
        soort: String,
        /// De toestand, als `aangevraagd`.
        toestand: String,
        /// De organisatie aan wie zij is gericht.
        organisatie: String,
        /// De functie aan wie zij is gericht.
        functie: Option<String>,
        /// De persoon die de regie krijgt, bij een overdracht.
        overdracht_naar: Option<Betrokkene>,
        /// De dag van de warme overdracht, bij een aanvaarde overdracht.
        #[cfg_attr(feature = "openapi", schema(format = "date"))]
        warme_overdracht: Option<String>,
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
        /// Waarop is gewacht, hoe lang en waardoor; het oudste eerst.
        wachttijd: Vec<Wachtperiode>,
        /// Wat de verwijzer is teruggekoppeld.
        terugkoppelingen: Vec<Terugkoppeling>,
        /// De bevoegdheid waarop hulp is ingezet, als `mandaat:<id>@<versie>`; leeg als het geen inzet is.
        bevoegdheid: Option<String>,
        /// Het orgaan namens wie hulp op mandaat is ingezet (Awb 10:10).
        namens: Option<String>,
        /// De regeling waarop dat mandaat berust, als `Jeugdwet art. 2.3`.
        regeling: Option<String>,
        /// De dag waarop de tekst van die regeling in werking trad.
        #[cfg_attr(feature = "openapi", schema(format = "date"))]
        wetsversie: Option<String>,
        /// Waarom de bevoegdheid onder lopende hulp niet meer werkt, als codes; de hulp blijft rechtmatig.
        bevoegdheid_vervallen: Vec<String>,
    }

    /// Op welke bevoegdheid hulp is ingezet en wat daarmee is gebeurd; niets van de casus.
    Bevoegdheidsdetails {
        /// De doorverwijzing.
        id: Uuid,
        /// De versie; stuur deze mee in `If-Match`.
        versie: u64,
        /// De toestand, als `aangevraagd`.
        toestand: String,
        /// Wie de hulp inzette.
        verwijzer_id: Uuid,
        /// De voorziening.
        voorziening: Option<String>,
        /// De bevoegdheid waarop hulp is ingezet, als `mandaat:<id>@<versie>`.
        bevoegdheid: String,
        /// Het orgaan namens wie hulp op mandaat is ingezet (Awb 10:10).
        namens: Option<String>,
        /// De regeling waarop dat mandaat berust.
        regeling: Option<String>,
        /// De dag waarop de tekst van die regeling in werking trad.
        #[cfg_attr(feature = "openapi", schema(format = "date"))]
        wetsversie: Option<String>,
        /// Waarom de bevoegdheid niet meer werkt, als codes.
        vervallen: Vec<String>,
        /// De gebreken die zijn gemeld, en hoe zij zijn hersteld.
        gebreken: Vec<Gebrekdetails>,
        /// Wie op het bezwaar beslist dat nog loopt.
        bezwaar_bij: Option<Uuid>,
    }

    /// Een gebrek in de bevoegdheid, en de bekrachtiging daarvan.
    Gebrekdetails {
        /// Het gebrek, als `skj-ontbrak`.
        gebrek: String,
        /// Wanneer het werd gemeld.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        gemeld_op: String,
        /// Wanneer de inzet werd bekrachtigd.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        bekrachtigd_op: Option<String>,
        /// Het nummer van het besluit waarmee dat gebeurde.
        besluit: Option<String>,
        /// De toelichting daarbij.
        toelichting: Option<String>,
    }

    /// De bezwaren tegen een inzet, en de inzet voor zover die ervoor nodig is; verder niets van de casus.
    Bezwaren {
        /// De doorverwijzing.
        id: Uuid,
        /// De versie; stuur deze mee in `If-Match`.
        versie: u64,
        /// De voorziening.
        voorziening: String,
        /// Wie de hulp inzette.
        verwijzer_id: Uuid,
        /// Wanneer de hulp werd ingezet.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        ingezet_op: String,
        /// De bevoegdheid waarop hulp is ingezet, als `mandaat:<id>@<versie>`.
        bevoegdheid: String,
        /// De bezwaren, het oudste eerst.
        bezwaren: Vec<Bezwaardetails>,
    }

    /// Een bezwaar, en wat erop is beslist.
    #[derive(Default)]
    Bezwaardetails {
        /// Wie bezwaar maakt.
        indiener: Option<String>,
        /// De dag waarop het bezwaar is ontvangen.
        #[cfg_attr(feature = "openapi", schema(format = "date"))]
        ontvangen_op: Option<String>,
        /// De gronden, in woorden.
        gronden: Option<String>,
        /// Het tijdstip waarop de termijn om te beslissen voorbij is (Awb 7:10).
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        beslissen_voor: Option<String>,
        /// Wie erop beslist.
        behandelaar_id: Option<Uuid>,
        /// Wanneer erop is beslist.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        beslist_op: Option<String>,
        /// `gegrond`, `deels-gegrond`, `ongegrond` of `niet-ontvankelijk`.
        oordeel: Option<String>,
        /// Wat daaruit volgt voor de inzet: `herroepen` of `in-stand`; leeg als het bezwaar niet gegrond is.
        gevolg: Option<String>,
        /// De motivering.
        motivering: Option<String>,
        /// Wanneer het is ingetrokken.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        ingetrokken_op: Option<String>,
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
