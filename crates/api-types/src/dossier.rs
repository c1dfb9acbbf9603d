//! The case file of one huishouden, as whoever asks may see it.
//!
//! A personal field is null when it was destroyed, is hidden from the reader, or when the reader sees pseudonyms.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::invoer::algemeen::{Betrokkene, Deelgrond, Uitvoerder};
use crate::vormen::vormen;

mod hulp;
mod plan;

pub use hulp::{
    Dossierdoorbraak, Dossierescalatie, Dossierverwijzing, Klantroute, Verwijzingsintrekking, Verwijzingsweigering,
    Wachtperiode,
};
pub use plan::{
    Doelevaluatie, Dossieractie, Dossierdoel, Dossiermaatregel, Dossiermdo, Dossiermening, Dossiernazorg,
    Dossiernazorgcontrole, Dossierplan, Dossierregisseur, Dossierverhuizing, Regieperiode, Regievacuum,
    Voortgezettejeugdhulp,
};

vormen! {
    /// Het dossier van een huishouden. Wat de lezer niet mag zien, is leeg of ontbreekt in de lijst.
    Dossier {
        /// Het huishouden.
        id: Uuid,
        /// De versie; stuur deze mee in `If-Match` bij een wijziging van het huishouden.
        versie: u64,
        /// Het gebied.
        gebied: String,
        /// Het adres.
        adres: Option<Dossieradres>,
        /// De leden van nu.
        leden: Vec<Dossierlid>,
        /// Kinderen die lid zijn van een ander huishouden en hier een deel van de tijd wonen.
        medebewoners: Vec<Dossiermedebewoner>,
        /// Met welke andere huishoudens het deelt waar het vandaan komt of naartoe ging.
        verwantschap: Vec<Verwantschap>,
        /// Wie het gezag heeft over welk kind.
        gezag: Vec<Dossiergezag>,
        /// De contactpersoon: eigenaar van het huishouden zolang er geen plan is.
        contactpersoon: Betrokkene,
        /// Wie erbij betrokken is of was, op volgorde van toetreden.
        betrokkenen: Vec<Betrokkenheid>,
        /// De toestemmingen, ook de ingetrokken en verlopen.
        toestemmingen: Vec<Dossiertoestemming>,
        /// De signalen die aan het huishouden zijn gekoppeld.
        signalen: Vec<Dossiersignaal>,
        /// De brede intakes.
        intakes: Vec<Dossierintake>,
        /// Het plan, als er een is.
        plan: Option<Dossierplan>,
        /// Eerdere plannen, die zijn gesloten voordat dit plan werd geopend.
        eerdere_plannen: Vec<Dossierplan>,
        /// De verhuizing naar een andere gemeente, als die is gemeld.
        verhuizing: Option<Dossierverhuizing>,
        /// De doorverwijzingen.
        doorverwijzingen: Vec<Dossierverwijzing>,
        /// De escalaties naar het Meer-team.
        escalaties: Vec<Dossierescalatie>,
        /// Wat de hulp dit gezin aan gezichten kost.
        klantroute: Klantroute,
    }

    /// Een ander huishouden waarvan dit werd gesplitst, of waarmee het werd samengevoegd.
    Verwantschap {
        /// De soort: `afgesplitst-van`, `gesplitst-naar`, `heeft-opgenomen`, `opgegaan-in`, `samenvoeging-ongedaan` of
        /// `verschilt-van`.
        soort: String,
        /// Het andere huishouden.
        huishouden_id: Uuid,
        /// Wanneer dat werd vastgelegd.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        op: String,
    }

    /// Waar een lid ook verblijft, als een kind van ouders die de zorg delen.
    Dossierverblijf {
        /// Het andere huishouden.
        huishouden_id: Option<Uuid>,
        /// Het andere adres.
        adres: Option<Dossieradres>,
        /// Sinds welke dag.
        #[cfg_attr(feature = "openapi", schema(format = "date"))]
        sinds: Option<String>,
        /// Of het andere huishouden dat heeft bevestigd.
        bevestigd: bool,
    }

    /// Een kind dat lid is van een ander huishouden en hier een deel van de tijd woont. Wat het kind aangaat, wordt daar
    /// vastgelegd en besloten.
    Dossiermedebewoner {
        /// Het lid van het andere huishouden.
        id: Uuid,
        /// De naam.
        naam: Option<String>,
        /// De geboortedatum; een onbekende dag of maand ontbreekt.
        geboortedatum: Option<String>,
        /// Sinds welke dag het kind ook hier woont.
        #[cfg_attr(feature = "openapi", schema(format = "date"))]
        sinds: String,
        /// De dag waarop het kind 18 wordt: vanaf dan geldt dit niet meer.
        #[cfg_attr(feature = "openapi", schema(format = "date"))]
        tot: Option<String>,
        /// Het huishouden waarvan het lid is.
        huishouden_id: Uuid,
    }

    /// Een adres, voor zover bekend.
    Dossieradres {
        /// De straat.
        straat: Option<String>,
        /// Het huisnummer, met toevoeging.
        huisnummer: Option<String>,
        /// De postcode.
        postcode: Option<String>,
        /// De woonplaats.
        woonplaats: Option<String>,
    }

    /// Een lid van het huishouden.
    Dossierlid {
        /// Het lid.
        id: Uuid,
        /// De naam.
        naam: Option<String>,
        /// De geboortedatum; een onbekende dag of maand ontbreekt, als `1975-03` of `1975`.
        geboortedatum: Option<String>,
        /// De plaats in het huishouden, als `kind`.
        relatie: String,
        /// Het BSN; alleen zichtbaar voor de regisseur en de contactpersoon.
        bsn: Option<String>,
        /// Waar dit lid ook verblijft, zonder daar een tweede keer lid te zijn.
        verblijft_ook_bij: Option<Dossierverblijf>,
    }

    /// Gezag over een kind.
    Dossiergezag {
        /// Het kind.
        kind: Uuid,
        /// Wie het gezag heeft.
        gezaghebbende: Dossiergezaghebbende,
        /// Sinds welke dag.
        #[cfg_attr(feature = "openapi", schema(format = "date"))]
        sinds: String,
        /// Uit welke bron dat blijkt, als `gezagsregister`.
        bron: String,
    }

    /// Wie gezag heeft: een lid, iemand die elders woont, of een organisatie met de voogdij.
    Dossiergezaghebbende {
        /// Het lid.
        lid_id: Option<Uuid>,
        /// Iemand die elders woont: het id waaronder die toestemming geeft.
        buiten_id: Option<Uuid>,
        /// De naam van iemand die elders woont.
        naam: Option<String>,
        /// De organisatie met de voogdij.
        organisatie: Option<String>,
    }

    /// Dat iemand betrokken is, op welke grond, en wat met die persoon wordt gedeeld.
    Betrokkenheid {
        /// Wie.
        wie: Betrokkene,
        /// De grond waarop wordt gedeeld; leeg als de taak zelf de grond is.
        deelgrond: Option<Deelgrond>,
        /// De leefgebieden die worden gedeeld.
        categorieen: Vec<String>,
        /// Sinds wanneer.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        sinds: String,
        /// Tot wanneer; leeg zolang het duurt.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        tot: Option<String>,
        /// De doorverwijzing die de reden is.
        door_verwijzing: Option<Uuid>,
        /// De escalatie die de reden is.
        door_escalatie: Option<Uuid>,
    }

    /// Een toestemming.
    Dossiertoestemming {
        /// De toestemming.
        id: Uuid,
        /// Waarvoor: `hulp`, `opheffen-geheimhouding` of `avg`.
        soort: String,
        /// Het doel, in woorden.
        doel: Option<String>,
        /// De leefgebieden die eronder vallen.
        categorieen: Vec<String>,
        /// De organisatie die mag ontvangen.
        ontvanger: String,
        /// Het lid om wie het gaat.
        betreft: Uuid,
        /// De leden die haar gaven.
        gegeven_door: Vec<Uuid>,
        /// Wie haar gaven en elders wonen.
        gegeven_door_buiten: Vec<Uuid>,
        /// De organisatie die haar gaf omdat zij de voogdij heeft.
        voogdij: Option<String>,
        /// Wanneer zij werd gegeven.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        gegeven_op: String,
        /// De laatste dag waarop zij geldt.
        #[cfg_attr(feature = "openapi", schema(format = "date"))]
        tot: String,
        /// Wanneer zij werd ingetrokken.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        ingetrokken_op: Option<String>,
    }

    /// Een signaal dat aan het huishouden is gekoppeld.
    Dossiersignaal {
        /// Het signaal.
        id: Uuid,
        /// De toestand: `gemeld`, `opgepakt` of `afgesloten`.
        toestand: String,
        /// Waar het opkwam.
        vindplaats: String,
        /// Wanneer het werd gemeld.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        gemeld_op: String,
        /// Of het over veiligheid gaat.
        betreft_veiligheid: bool,
        /// Wat er is gezien.
        omschrijving: Option<String>,
        /// Of de melder nog moet horen wat ervan is geworden.
        terugkoppeling_verschuldigd: bool,
        /// Wat de melder is teruggekoppeld.
        terugkoppelingen: Vec<Terugkoppeling>,
    }

    /// Wat aan een melder of verwijzer is verteld.
    Terugkoppeling {
        /// Wanneer.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        op: String,
        /// Wat.
        inhoud: Option<String>,
    }

    /// Een brede intake.
    Dossierintake {
        /// De intake.
        id: Uuid,
        /// De toestand: `lopend` of `afgerond`.
        toestand: String,
        /// De professional die haar voert.
        intaker_id: Uuid,
        /// Wanneer zij begon.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        gestart_op: String,
        /// Wat de bewoners willen, in hun eigen woorden.
        eigen_woorden: Option<String>,
        /// De vraag achter de vraag.
        vraag_achter_de_vraag: Option<String>,
        /// Hoe elk leefgebied is afgesloten, per leefgebied.
        scores: BTreeMap<String, Leefgebiedscore>,
        /// Het oordeel over de veiligheid; alleen voor wie het nodig heeft.
        veiligheidsoordeel: Option<String>,
        /// Hoe ver de bewoners de regie kwijt zijn.
        regieverlies: Option<String>,
        /// De conclusie, als zij is afgerond.
        conclusie: Option<String>,
        /// Waarom lichter dan een plan.
        reden: Option<String>,
        /// Wanneer zij werd afgerond.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        afgerond_op: Option<String>,
        /// Wat is afgesproken waar geen plan nodig is.
        afspraken: Vec<Dossierafspraak>,
    }

    /// Hoe een leefgebied is afgesloten.
    Leefgebiedscore {
        /// De wijze: `gescoord`, `besproken-geen-score`, `niet-relevant` of `inwoner-wil-niet`.
        wijze: String,
        /// De score, van 1 (acute problematiek) tot en met 5 (volledig zelfredzaam).
        score: Option<u8>,
        /// De toelichting bij de score, of waarom het niet relevant is.
        toelichting: Option<String>,
        /// Wat de bewoners zelf kunnen.
        eigen_kracht: Option<String>,
        /// Wie er om hen heen staan.
        netwerk: Option<String>,
    }

    /// Een afspraak.
    Dossierafspraak {
        /// De afspraak.
        id: Uuid,
        /// Wat er gebeurt.
        omschrijving: Option<String>,
        /// Wie het doet.
        uitvoerder: Uitvoerder,
        /// De laatste dag.
        #[cfg_attr(feature = "openapi", schema(format = "date"))]
        uiterlijk: String,
    }

    /// Het verleden dat een huishouden deelt met het huishouden waarvan het werd gesplitst. Wat daar na de splitsing werd
    /// vastgelegd, staat er niet in.
    GedeeldVerleden {
        /// Het huishouden waarvan werd gesplitst.
        huishouden_id: Uuid,
        /// Sinds welke dag de leden apart verder gaan; wat na die dag werd vastgelegd, wordt niet gedeeld.
        #[cfg_attr(feature = "openapi", schema(format = "date"))]
        sinds: String,
        /// Wanneer de splitsing werd vastgelegd; wat vanaf dat moment werd vastgelegd, wordt niet gedeeld.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        tot: String,
        /// Het dossier van vlak voor de splitsing.
        dossier: Dossier,
    }

    /// Het dossier zoals het op een moment was vastgelegd.
    Stand {
        /// Het moment.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        op: String,
        /// De plaats in het logboek tot waar is nagespeeld.
        positie: u64,
        /// Het dossier van toen.
        dossier: Dossier,
    }
}
