//! Where help was asked for, and where it got stuck.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Terugkoppeling;
use crate::invoer::algemeen::{Betrokkene, Deelgrond};
use crate::vormen::vormen;

vormen! {
    /// Een doorverwijzing.
    Dossierverwijzing {
        /// De doorverwijzing.
        id: Uuid,
        /// De soort: `erbij-halen`, `welzijn-op-recept`, `inzet` of `overdracht`.
        soort: String,
        /// De voorziening, bij een inzet.
        voorziening: Option<String>,
        /// Het doel van het plan dat zij dient.
        doel_id: Option<Uuid>,
        /// De organisatie aan wie zij is gericht.
        organisatie: String,
        /// De functie aan wie zij is gericht.
        functie: Option<String>,
        /// De persoon die de regie krijgt, bij een overdracht.
        overdracht_naar: Option<Betrokkene>,
        /// De dag van de warme overdracht, bij een aanvaarde overdracht.
        #[cfg_attr(feature = "openapi", schema(format = "date"))]
        warme_overdracht: Option<String>,
        /// De leden om wie het gaat; leeg is het hele huishouden.
        betreft: Vec<Uuid>,
        /// De hulpvraag.
        hulpvraag: Option<String>,
        /// Welke lichtere mogelijkheden zijn bekeken, en waarom die niet volstaan.
        lichter_bekeken: Option<String>,
        /// Of het spoed heeft.
        spoed: bool,
        /// De grond waarop is gedeeld.
        deelgrond: Deelgrond,
        /// De professional die verwees.
        verwijzer_id: Uuid,
        /// De bevoegdheid waarop is verwezen of ingezet, in woorden.
        bevoegdheid: String,
        /// Dezelfde bevoegdheid als code, als `mandaat:<id>@<versie>`.
        bevoegdheid_code: String,
        /// De toestand, als `aangevraagd`.
        toestand: String,
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
        /// Het resultaat.
        resultaat: Option<String>,
        /// De toelichting bij het resultaat.
        toelichting: Option<String>,
        /// De weigering.
        weigering: Option<Verwijzingsweigering>,
        /// Waarom zij is ingetrokken.
        intrekking: Option<Verwijzingsintrekking>,
        /// Waarop de hulp stagneert, als code; leeg als zij niet stagneert of stagneerde.
        stagneert_door: Option<String>,
        /// Het wachten, gesplitst naar oorzaak.
        wachttijd: Vec<Wachtperiode>,
        /// Wat de verwijzer is teruggekoppeld.
        terugkoppelingen: Vec<Terugkoppeling>,
    }

    /// De weigering van een doorverwijzing.
    Verwijzingsweigering {
        /// De reden, als `geen-contract`.
        reden: String,
        /// Wie weigerde: `bewoner` of `aanbieder`.
        door: String,
        /// Wat er nu gebeurt.
        volgende_stap: Option<String>,
        /// Wie daarvoor zorgt.
        eigenaar_volgende_stap: Uuid,
        /// Een andere weg naar de hulp.
        alternatief: Option<String>,
    }

    /// De intrekking van een doorverwijzing.
    Verwijzingsintrekking {
        /// De reden, als `andere-aanbieder`.
        reden: String,
        /// De doorverwijzing die ervoor in de plaats kwam.
        andere_verwijzing: Option<Uuid>,
    }

    /// Een tijd van wachten met één oorzaak.
    Wachtperiode {
        /// De oorzaak, als `wachtrij-aanbieder`.
        oorzaak: String,
        /// Vanaf wanneer.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        van: String,
        /// Tot wanneer; leeg zolang het duurt.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        tot: Option<String>,
    }

    /// Een escalatie naar het Meer-team. Wie maar een deel van het dossier ziet, ziet alleen dat zij er is.
    Dossierescalatie {
        /// De escalatie.
        id: Uuid,
        /// De toestand, als `in-triage`.
        toestand: String,
        /// Wanneer zij werd aangemeld.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        aangemeld_op: String,
        /// De gronden.
        gronden: Vec<String>,
        /// Of het spoed heeft.
        spoed: bool,
        /// Wat is geprobeerd.
        geprobeerd: Option<String>,
        /// Wat wordt gevraagd.
        gevraagd: Option<String>,
        /// De coördinator van het Meer-team.
        coordinator: Option<Betrokkene>,
        /// Wanneer zij werd aangenomen.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        aangenomen_op: Option<String>,
        /// De afwijzing, als code.
        afwijsreden: Option<String>,
        /// Het advies bij de afwijzing.
        advies: Option<String>,
        /// De volgorde die het Meer-team bepaalde.
        volgorde: Vec<Uuid>,
        /// Waarom in die volgorde.
        volgorde_toelichting: Option<String>,
        /// De doorbraken.
        doorbraken: Vec<Dossierdoorbraak>,
        /// Wie is gevraagd de regie over te nemen.
        volgende_regisseur: Option<Betrokkene>,
        /// Wat de escalatie bracht.
        resultaat: Option<String>,
        /// De dag van de warme overdracht.
        #[cfg_attr(feature = "openapi", schema(format = "date"))]
        warme_overdracht: Option<String>,
        /// De laatste dag van de kortste nazorg.
        #[cfg_attr(feature = "openapi", schema(format = "date"))]
        nazorg_tot_minstens: Option<String>,
        /// Wanneer zij na terugval is heropend.
        heropend_op: Vec<String>,
    }

    /// Een doorbraak.
    Dossierdoorbraak {
        /// De doorbraak.
        id: Uuid,
        /// Wanneer zij werd besloten.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        besloten_op: String,
        /// De bevoegdheid, in woorden.
        bevoegdheid: String,
        /// Wat voor obstakel in de weg stond, als `toelatingseis`.
        obstakelsoort: String,
        /// Welke regel of instantie in de weg stond.
        regel_of_instantie: String,
        /// Hoe die in de weg stond.
        omschrijving: Option<String>,
        /// Wat er in plaats daarvan gebeurt.
        oplossing: Option<String>,
        /// De kosten, in hele euro's.
        kosten_euro: u32,
        /// Wie de kosten draagt.
        kostendrager: String,
        /// Waarom dit past bij dit huishouden.
        redenen: Option<String>,
        /// De laatste dag waarop zij geldt.
        #[cfg_attr(feature = "openapi", schema(format = "date"))]
        tot: String,
    }

    /// Wat de hulp een gezin aan gezichten kost; het beleid wil deze getallen omlaag.
    Klantroute {
        /// Hoe vaak de regie naar iemand anders ging.
        overdrachten: u32,
        /// Hoeveel professionals nu betrokken zijn.
        professionals: u32,
        /// Hoeveel er het meest tegelijk betrokken waren.
        max_professionals: u32,
        /// Hoe vaak het verhaal is verteld: één keer aan ieder die ooit betrokken was.
        verhaal_verteld: u32,
    }
}
