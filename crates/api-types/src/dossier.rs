//! The case file of one huishouden, as whoever asks may see it.
//!
//! A personal field is null when it was destroyed, is hidden from the reader, or when the reader sees pseudonyms.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::invoer::algemeen::{Betrokkene, Deelgrond, Uitvoerder};

/// Declares shapes that go out: documented in Dutch, camelCase, and never printable.
macro_rules! vormen {
    ($($(#[$meta:meta])* $name:ident { $($(#[$fmeta:meta])* $field:ident: $type:ty),* $(,)? })*) => {$(
        $(#[$meta])*
        #[derive(Clone, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(rename_all = "camelCase")]
        pub struct $name { $($(#[$fmeta])* pub $field: $type),* }
    )*};
}
pub(crate) use vormen;

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

    /// Het plan.
    Dossierplan {
        /// De toestand: `actief` of `gesloten`.
        toestand: String,
        /// Wanneer het werd geopend.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        geopend_op: String,
        /// Wanneer het voor het laatst werd gesloten; leeg zolang het actief is.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        gesloten_op: Option<String>,
        /// De intake die ertoe leidde.
        intake_id: Option<Uuid>,
        /// Of het na terugval is heropend en daarom voorgaat.
        voorrang: bool,
        /// De regisseur; leeg als het plan gesloten is.
        regisseur: Option<Dossierregisseur>,
        /// Waarom en sinds wanneer de regisseur niet kan handelen.
        regievacuum: Option<Regievacuum>,
        /// Wie wanneer regisseur was, zonder gat en zonder overlap zolang het plan actief was.
        regisseurs: Vec<Regieperiode>,
        /// De doelen.
        doelen: Vec<Dossierdoel>,
        /// De acties.
        acties: Vec<Dossieractie>,
        /// De volgorde van de acties, de eerste eerst.
        volgorde: Vec<Uuid>,
        /// De functie die de volgorde bepaalde, als `coordinator-meer-team`.
        volgorde_door: Option<String>,
        /// De volgorde die een betrokkene voorstelde en die nog niet is bepaald.
        volgordevoorstel: Vec<Uuid>,
        /// De nazorg na de laatste sluiting.
        nazorg: Option<Dossiernazorg>,
        /// De multidisciplinaire overleggen.
        mdos: Vec<Dossiermdo>,
        /// De maatregelen van de rechter.
        maatregelen: Vec<Dossiermaatregel>,
    }

    /// Een multidisciplinair overleg.
    Dossiermdo {
        /// De dag.
        #[cfg_attr(feature = "openapi", schema(format = "date"))]
        op: String,
        /// De professionals die erbij waren.
        aanwezigen: Vec<Betrokkene>,
        /// De leden die erbij waren.
        bewoners: Vec<Uuid>,
        /// Waarom er geen bewoners bij waren.
        bewoners_afwezig_reden: Option<String>,
        /// Wat is besproken; alleen voor wie alle leefgebieden ziet.
        verslag: Option<String>,
        /// Wie er anders over dacht.
        afwijkende_meningen: Vec<Dossiermening>,
        /// Wat is besloten; alleen voor wie alle leefgebieden ziet.
        besluiten: Vec<String>,
    }

    /// Een afwijkende mening, van een lid of van een professional.
    Dossiermening {
        /// Het lid.
        lid_id: Option<Uuid>,
        /// De professional.
        professional: Option<Betrokkene>,
        /// De mening; alleen voor wie alle leefgebieden ziet.
        mening: Option<String>,
    }

    /// Een maatregel van de rechter, die de regie bij een gecertificeerde instelling legt.
    Dossiermaatregel {
        /// De jeugdbeschermer van de gecertificeerde instelling.
        instelling: Betrokkene,
        /// De eerste dag.
        #[cfg_attr(feature = "openapi", schema(format = "date"))]
        van: String,
        /// De laatste dag.
        #[cfg_attr(feature = "openapi", schema(format = "date"))]
        tot: String,
        /// Wie de procesregie houdt.
        procesregie: Betrokkene,
        /// Het zaaknummer; alleen voor wie alle leefgebieden ziet.
        zaaknummer: Option<String>,
        /// Hoe zij eindigde: `verstreken` of `voortijdig`; leeg zolang zij loopt.
        einde: Option<String>,
        /// Wanneer de regie terugkeerde.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        geeindigd_op: Option<String>,
        /// De dag waarop de rechter haar voortijdig beëindigde.
        #[cfg_attr(feature = "openapi", schema(format = "date"))]
        beeindigd_per: Option<String>,
    }

    /// Een verhuizing naar een andere gemeente; tot die de overname bevestigt, blijft deze gemeente verantwoordelijk.
    Dossierverhuizing {
        /// De code van de nieuwe gemeente, als `0363`.
        naar_gemeente: String,
        /// De dag van de verhuizing.
        #[cfg_attr(feature = "openapi", schema(format = "date"))]
        per: String,
        /// Wanneer de nieuwe gemeente de overname bevestigde.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        overname_bevestigd_op: Option<String>,
        /// De jeugdhulp die na de verhuizing doorgaat (Jeugdwet 2.7a).
        voortgezette_jeugdhulp: Vec<Voortgezettejeugdhulp>,
    }

    /// Jeugdhulp zonder verblijf die na een verhuizing doorgaat.
    Voortgezettejeugdhulp {
        /// De doorverwijzing.
        doorverwijzing_id: Uuid,
        /// De laatste dag: ten hoogste een jaar na de verhuizing.
        #[cfg_attr(feature = "openapi", schema(format = "date"))]
        tot: String,
    }

    /// Wie het plan bij elkaar houdt.
    Dossierregisseur {
        /// De professional die regisseur is, of die bij eigen regie coördineert.
        wie: Betrokkene,
        /// Het lid dat zelf de regie houdt.
        eigen_regie_van: Option<Uuid>,
    }

    /// Waarom de regisseur niet kan handelen.
    Regievacuum {
        /// De reden, als `uit-dienst`.
        reden: String,
        /// Sinds wanneer.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        sinds: String,
    }

    /// Een periode met één regisseur, naar het moment van vastleggen.
    Regieperiode {
        /// De professional die regisseur is, of die bij eigen regie coördineert.
        wie: Betrokkene,
        /// Het lid dat zelf de regie houdt.
        eigen_regie_van: Option<Uuid>,
        /// Vanaf wanneer.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        van: String,
        /// Tot wanneer; leeg zolang het duurt.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        tot: Option<String>,
        /// Hoe de regie hier kwam: `planopening`, `escalatie`, `afschaling`, `overdracht`, `benoeming`, `heropening`,
        /// `maatregel`, `einde-maatregel` of `regievorm`.
        grond: String,
        /// De escalatie waarop dat berust.
        escalatie_id: Option<Uuid>,
        /// De dag van de warme overdracht.
        #[cfg_attr(feature = "openapi", schema(format = "date"))]
        warme_overdracht: Option<String>,
        /// De bevoegdheid waarop de regie overging, in woorden.
        bevoegdheid: String,
    }

    /// Een doel.
    Dossierdoel {
        /// Het doel.
        id: Uuid,
        /// Het leefgebied.
        leefgebied: String,
        /// Het gewenste resultaat.
        resultaat: Option<String>,
        /// De streefdatum.
        #[cfg_attr(feature = "openapi", schema(format = "date"))]
        streefdatum: String,
        /// De laatste evaluatie.
        evaluatie: Option<Doelevaluatie>,
    }

    /// Het oordeel over een doel.
    Doelevaluatie {
        /// Wanneer.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        op: String,
        /// Het oordeel: `behaald`, `deels-behaald` of `niet-behaald`.
        oordeel: String,
        /// De toelichting.
        toelichting: Option<String>,
    }

    /// Een actie.
    Dossieractie {
        /// De actie.
        id: Uuid,
        /// Het doel dat zij dient.
        doel_id: Uuid,
        /// Wat er gebeurt.
        omschrijving: Option<String>,
        /// Wie het doet.
        uitvoerder: Uitvoerder,
        /// De laatste dag.
        #[cfg_attr(feature = "openapi", schema(format = "date"))]
        uiterlijk: String,
        /// Wanneer zij is afgerond.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        afgerond_op: Option<String>,
    }

    /// De nazorg na het sluiten van het plan.
    Dossiernazorg {
        /// Waarom het plan werd gesloten.
        reden: String,
        /// Wie zicht houdt.
        eigenaar: Betrokkene,
        /// De controles.
        controles: Vec<Dossiernazorgcontrole>,
    }

    /// Een controle na het sluiten van het plan.
    Dossiernazorgcontrole {
        /// Het nummer.
        nummer: u8,
        /// De laatste dag.
        #[cfg_attr(feature = "openapi", schema(format = "date"))]
        uiterlijk: String,
        /// Wanneer zij is uitgevoerd.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        uitgevoerd_op: Option<String>,
        /// De uitkomst: `stabiel` of `terugval`.
        uitkomst: Option<String>,
        /// De toelichting.
        toelichting: Option<String>,
    }

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
