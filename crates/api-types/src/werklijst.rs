//! The worklist: what is due, without content.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::vormen::vormen;

vormen! {
    /// Wat u te doen heeft, dringend eerst en daarna op vervaldatum.
    Werklijst {
        /// De openstaande taken.
        items: Vec<Werkitem>,
    }

    /// Een openstaande taak. Wat er inhoudelijk speelt, staat bij de bron zelf.
    Werkitem {
        /// De taak; blijft hetzelfde zolang zij openstaat.
        id: Uuid,
        /// De soort taak.
        soort: Werksoort,
        /// Het huishouden; leeg zolang u er niet bij betrokken bent.
        huishouden_id: Option<Uuid>,
        /// Waar de taak over gaat.
        resource: Werkbron,
        /// Het andere huishouden, als de taak over twee huishoudens gaat.
        ander_huishouden_id: Option<Uuid>,
        /// Sinds wanneer de taak openstaat.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        ontstaan_op: String,
        /// Het tijdstip waarop de taak te laat is; leeg als er geen termijn loopt.
        #[cfg_attr(feature = "openapi", schema(format = "date-time"))]
        vervalt_op: Option<String>,
        /// Hoe de taak ervoor staat.
        status: Werkstatus,
        /// Of de taak voorgaat.
        urgent: bool,
        /// De taak in woorden.
        omschrijving: String,
    }

    /// Het signaal, de intake, het huishouden, de doorverwijzing of de escalatie waar een taak over gaat.
    Werkbron {
        /// De soort, als `doorverwijzing`.
        soort: String,
        /// Het id.
        id: Uuid,
        /// De versie; stuur deze mee in `If-Match`.
        versie: u64,
    }
}

/// Hoe een taak ervoor staat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Werkstatus {
    /// De termijn loopt, of er is geen termijn.
    Open,
    /// Er is nog een dag, of minder dan een kwart van de termijn.
    BijnaVerlopen,
    /// De termijn is voorbij.
    Verlopen,
}

/// Declares the closed list of tasks: variant, code, what has to be done.
macro_rules! werksoorten {
    ($($(#[$doc:meta])* $variant:ident $code:literal $omschrijving:literal;)*) => {
        /// De soort taak.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum Werksoort { $($(#[$doc])* #[serde(rename = $code)] $variant),* }

        impl Werksoort {
            /// The whole list.
            pub const ALLE: &'static [Self] = &[$(Self::$variant),*];

            /// The stable code, in kebab-case.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }

            /// What has to be done, in Dutch and without content.
            pub const fn omschrijving(self) -> &'static str {
                match self { $(Self::$variant => $omschrijving),* }
            }

            /// The kind with this code.
            pub fn met_code(code: &str) -> Option<Self> {
                Self::ALLE.iter().copied().find(|soort| soort.code() == code)
            }
        }
    };
}

werksoorten! {
    /// Een signaal wacht tot iemand het oppakt.
    SignaalOppakken "signaal-oppakken" "Er is een signaal gemeld dat nog niemand heeft opgepakt.";
    /// Een signaal is aan u of uw collega's doorgegeven.
    SignaalDoorgegeven "signaal-doorgegeven" "Een signaal is aan u doorgegeven. Aanvaard het als het bij u hoort.";
    /// Een melder of verwijzer moet nog horen wat ervan is geworden.
    TerugkoppelingVerschuldigd "terugkoppeling-verschuldigd" "Vertel de melder of verwijzer wat ervan is geworden.";
    /// Een brede intake loopt.
    IntakeAfronden "intake-afronden" "Rond de intake af.";
    /// Een doorverwijzing wacht op antwoord.
    VerwijzingBeantwoorden "verwijzing-beantwoorden" "Beantwoord de doorverwijzing.";
    /// Hulp komt niet op gang.
    HulpStagneert "hulp-stagneert" "De hulp stagneert. Zoek een andere weg of escaleer naar het Meer-team.";
    /// Een escalatie wacht op het Meer-team.
    EscalatieTriage "escalatie-triage" "Neem de escalatie in triage.";
    /// Een escalatie wacht op uw besluit.
    EscalatieBeslissen "escalatie-beslissen" "Beslis of het Meer-team de escalatie aanneemt.";
    /// U bent gevraagd de regie over te nemen.
    AfschalingAanvaarden "afschaling-aanvaarden" "U bent gevraagd de regie over te nemen. Aanvaard of weiger.";
    /// Een controle na het sluiten van het plan.
    Nazorgcontrole "nazorgcontrole" "Ga na hoe het gaat nu het plan is gesloten.";
    /// De nazorg na een escalatie.
    NazorgEscalatie "nazorg-escalatie" "Houd zicht tijdens de nazorg; sluit de escalatie daarna af.";
    /// Een kind wordt 12.
    Leeftijd12 "leeftijd-12" "Een kind wordt 12 jaar: het beslist mee over toestemming.";
    /// Een kind wordt 16.
    Leeftijd16 "leeftijd-16" "Een kind wordt 16 jaar: het beslist zelf over toestemming.";
    /// Een kind wordt 16½.
    Leeftijd16Half "leeftijd-16-5" "Een kind wordt 16½ jaar: begin met de stap naar hulp voor volwassenen.";
    /// Een kind wordt 17½.
    Leeftijd17Half "leeftijd-17-5" "Een kind wordt 17½ jaar: de stap naar hulp voor volwassenen moet geregeld zijn.";
    /// Een kind wordt 18.
    Leeftijd18 "leeftijd-18" "Een kind wordt 18 jaar: de Wmo komt in de plaats van de Jeugdwet.";
    /// Iemand wordt 23.
    Leeftijd23 "leeftijd-23" "Iemand wordt 23 jaar: de verlengde jeugdhulp eindigt.";
    /// De regisseur kan niet handelen.
    Regievacuum "regievacuum" "De regisseur kan niet handelen. Benoem een regisseur.";
    /// Een termijn is verstreken.
    TermijnVerstreken "termijn-verstreken" "Een termijn is verstreken. Ga na wat er nu nodig is.";
    /// Een doorverwijzing is geweigerd.
    VerwijzingGeweigerd "verwijzing-geweigerd" "De doorverwijzing is geweigerd. Bekijk de reden, de volgende stap en het alternatief.";
    /// Een doorverwijzing is verlopen.
    VerwijzingVerlopen "verwijzing-verlopen" "Niemand heeft op tijd geantwoord: de doorverwijzing is verlopen.";
    /// Iemand van buiten het huishouden heeft hulp ingezet.
    VerwijzingVanBuiten "verwijzing-van-buiten" "Een verwijzer die niet betrokken is, heeft op grond van de wet hulp ingezet. Stem het af.";
    /// U bent gevraagd als contactpersoon.
    ContactAanvaarden "contact-aanvaarden" "U bent gevraagd als contactpersoon van een huishouden. Aanvaard het als het bij u hoort.";
    /// Een doorgegeven signaal is geweigerd.
    DoorgifteGeweigerd "doorgifte-geweigerd" "Het signaal dat u doorgaf, is geweigerd en ligt weer bij u.";
    /// Een signaal ligt stil bij de eigenaar.
    SignaalStilgevallen "signaal-stilgevallen" "De melder heeft niet op tijd iets gehoord. Neem het signaal over als de eigenaar niet kan handelen.";
    /// Een jeugdhulpplan is verschuldigd.
    JeugdplanMaken "jeugdplan-maken" "De familie maakt zelf geen plan. Rond de intake af, zodat er een plan voor jeugdhulp komt (Jeugdwet 4.1.3).";
    /// Op een aanvraag moet worden beslist.
    BeschikkingNemen "beschikking-nemen" "Er is een aanvraag onder de Wmo. Leg de beschikking vast (Wmo 2015, 2.3.5).";
    /// De software kon een verschuldigde vervolgstap niet zetten.
    StapGeweigerd "stap-geweigerd" "Een vervolgstap kon niet vanzelf worden gezet. Zet hem zelf of zoek een andere weg.";
    /// De bevoegdheid waarop lopende hulp is ingezet, werkt niet meer.
    BevoegdheidVervallen "bevoegdheid-vervallen" "De bevoegdheid onder lopende hulp werkt niet meer. De hulp blijft rechtmatig; ga na wat er nodig is.";
    /// Op een bezwaar tegen een inzet moet worden beslist.
    BezwaarBeslissen "bezwaar-beslissen" "Er is bezwaar gemaakt tegen een inzet. Wijs aan wie erop beslist, of beslis zelf (Awb 7:10).";
    /// Een inzet is op bezwaar herroepen.
    InzetHerroepen "inzet-herroepen" "Een inzet is op bezwaar herroepen. Zoek een andere weg naar de hulp.";
    /// Twee huishoudens lijken hetzelfde te zijn.
    MogelijkDubbel "mogelijk-dubbel" "Twee huishoudens lijken hetzelfde. Voeg ze samen, of leg vast dat zij verschillen.";
    /// Door een maatregel ligt de regie bij een gecertificeerde instelling.
    MaatregelLoopt "maatregel-loopt" "Een maatregel loopt. Leg een verlenging vast of bereid de terugkeer van de regie voor.";
    /// Een andere gemeente moet de overname nog bevestigen.
    OvernameBevestigen "overname-bevestigen" "Het huishouden verhuist. Laat de nieuwe gemeente de overname bevestigen.";
    /// Jeugdhulp gaat na een verhuizing door (Jeugdwet 2.7a).
    JeugdhulpNaVerhuizing "jeugdhulp-na-verhuizing" "Jeugdhulp gaat na de verhuizing door, ten hoogste een jaar. Regel wat daarna komt.";
}
