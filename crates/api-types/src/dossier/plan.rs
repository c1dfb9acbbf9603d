//! The plan with its goals and acties, who holds the regie, and what happens around it.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::invoer::algemeen::{Betrokkene, Uitvoerder};
use crate::vormen::vormen;

vormen! {
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
}
