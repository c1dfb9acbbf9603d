//! Policy as data: every *config* value of DOMAIN, with its version and the date it holds from.

use serde::{Deserialize, Serialize};

use crate::codes::{Gebied, Voorziening};
use crate::kalender::Termijn;
use crate::tijd::Datum;
use crate::woorden::{Wet, Zwaarte};

/// A kind of help, as the municipality describes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct VoorzieningBeleid {
    /// Its code.
    pub code: Voorziening,
    /// The law it rests on.
    pub wet: Wet,
    /// Its usual weight.
    pub zwaarte: Zwaarte,
    /// Whether who deploys it on a mandaat must be registered with SKJ.
    pub skj: bool,
}

/// Terms (DOMAIN 4, each *config*).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Termijnen {
    /// Picking up a signaal.
    pub signaal_oppakken: Termijn,
    /// Picking up a signaal about safety.
    pub signaal_oppakken_veiligheid: Termijn,
    /// Terugkoppeling to who reported or referred.
    pub terugkoppeling: Termijn,
    /// Investigation after a Wmo report (Wmo 2015, 2.3.2).
    pub wmo_onderzoek: Termijn,
    /// Youth-help plan once no family plan comes (Jeugdwet 4.1.3).
    pub jeugdplan: Termijn,
    /// Answering a doorverwijzing.
    pub verwijzing_beantwoorden: Termijn,
    /// Answering an urgent doorverwijzing.
    pub verwijzing_beantwoorden_spoed: Termijn,
    /// From acceptance to start; a later expected start means that help stagnates.
    pub uiterste_start: Termijn,
    /// Triage of an escalatie.
    pub triage: Termijn,
    /// Triage of an escalatie about urgent safety.
    pub triage_spoed: Termijn,
    /// Shortest nazorg after an escalatie.
    pub nazorg_minimaal: Termijn,
    /// Checks after closing a plan.
    pub nazorgcontroles: Vec<Termijn>,
}

/// The policy a decision is taken with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Beleid {
    /// Version, cited in every event.
    pub versie: u32,
    /// First day it holds.
    pub vanaf: Datum,
    /// Areas of the municipality.
    pub gebieden: Vec<Gebied>,
    /// Kinds of help.
    pub voorzieningen: Vec<VoorzieningBeleid>,
    /// Terms.
    pub termijnen: Termijnen,
}

impl Beleid {
    /// The default policy of DOMAIN: the six areas of Haarlemmermeer and twelve voorzieningen.
    pub fn standaard() -> Self {
        use Wet::{Geen, Jeugdwet, Wgs, Wmo};
        use Zwaarte::{EigenKrachtEnNetwerk, GeindiceerdeZorg, LichteOndersteuning, SocialeBasis};
        let voorzieningen = [
            ("opvoedondersteuning", Jeugdwet, LichteOndersteuning, false),
            ("ambulante-jeugdhulp", Jeugdwet, GeindiceerdeZorg, true),
            ("jeugd-ggz", Jeugdwet, GeindiceerdeZorg, true),
            ("jeugdhulp-met-verblijf", Jeugdwet, GeindiceerdeZorg, true),
            ("huishoudelijke-hulp", Wmo, GeindiceerdeZorg, false),
            ("begeleiding", Wmo, GeindiceerdeZorg, false),
            ("dagbesteding", Wmo, GeindiceerdeZorg, false),
            ("welzijn", Geen, SocialeBasis, false),
            ("schulddienstverlening", Wgs, LichteOndersteuning, false),
            ("budgetcoach", Wgs, LichteOndersteuning, false),
            ("maaltijdvoorziening", Geen, SocialeBasis, false),
            ("vrijwilliger", Geen, EigenKrachtEnNetwerk, false),
        ];
        let gebieden = [
            "haarlemmermeer-noord",
            "haarlemmermeer-west",
            "haarlemmermeer-zuidoost",
            "hoofddorp-zuidwest",
            "hoofddorp-centrum",
            "nieuw-vennep",
        ];
        Self {
            versie: 1,
            vanaf: Datum::constant(2020, 1, 1),
            gebieden: gebieden.iter().filter_map(|code| code.parse().ok()).collect(),
            voorzieningen: voorzieningen
                .into_iter()
                .filter_map(|(code, wet, zwaarte, skj)| {
                    Some(VoorzieningBeleid { code: code.parse().ok()?, wet, zwaarte, skj })
                })
                .collect(),
            termijnen: Termijnen {
                signaal_oppakken: Termijn::Werkdagen(5),
                signaal_oppakken_veiligheid: Termijn::Werkdagen(1),
                terugkoppeling: Termijn::Werkdagen(10),
                wmo_onderzoek: Termijn::Weken(6),
                jeugdplan: Termijn::Weken(6),
                verwijzing_beantwoorden: Termijn::Werkdagen(5),
                verwijzing_beantwoorden_spoed: Termijn::Werkdagen(1),
                uiterste_start: Termijn::Weken(6),
                triage: Termijn::Werkdagen(2),
                triage_spoed: Termijn::Uren(4),
                nazorg_minimaal: Termijn::Maanden(6),
                nazorgcontroles: vec![Termijn::Maanden(3), Termijn::Maanden(12)],
            },
        }
    }

    /// Whether the municipality has this area.
    pub fn kent_gebied(&self, gebied: &Gebied) -> bool {
        self.gebieden.contains(gebied)
    }

    /// What the municipality says about a voorziening, if it knows it.
    pub fn voorziening(&self, code: &Voorziening) -> Option<&VoorzieningBeleid> {
        self.voorzieningen.iter().find(|v| v.code == *code)
    }
}
