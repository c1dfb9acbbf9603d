//! Policy as data: every *config* value of DOMAIN, with its version and the date it holds from.
//!
//! A municipality records its own versions (crate `beleid`), so these shapes are stored: a field that comes later has a
//! default.

use serde::{Deserialize, Serialize};

use crate::codes::{Codewoord, Gebied, Voorziening};
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
    /// Whether one stays there: such help ends with a move (Jeugdwet 2.7a).
    pub verblijf: bool,
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
    /// Decision on an application after that (Wmo 2015, 2.3.5).
    pub wmo_besluit: Termijn,
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

/// The step from youth help to adult help (DOMAIN 4), as ages in months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Overgang {
    /// The age at which it starts.
    pub start_maanden: u16,
    /// The age at which it is arranged.
    pub geregeld_maanden: u16,
}

/// A word of the software that can be used, with what a national code list calls it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Lijstcode {
    /// The word, as `geen-contract`.
    pub woord: Codewoord,
    /// The national list, as `WJ759`.
    pub lijst: String,
    /// Its id there.
    pub id: String,
    /// What it says there.
    pub omschrijving: String,
}

/// The reasons and results that can be used now. The software knows no others; which of those hold is policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Codelijsten {
    /// Reasons to refuse a doorverwijzing (iJw message 319).
    pub weigerredenen: Vec<Lijstcode>,
    /// What came of help that ended (iJw message 307).
    pub hulpresultaten: Vec<Lijstcode>,
}

/// Everything a municipality chooses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Beleidsinhoud {
    /// Areas of the municipality.
    pub gebieden: Vec<Gebied>,
    /// Kinds of help.
    pub voorzieningen: Vec<VoorzieningBeleid>,
    /// Terms.
    pub termijnen: Termijnen,
    /// The step to adult help.
    pub overgang: Overgang,
    /// Words with their national ids.
    pub codelijsten: Codelijsten,
}

/// The policy a decision is taken with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Beleid {
    /// Version, cited in every event.
    pub versie: u32,
    /// First day it holds.
    pub vanaf: Datum,
    /// What it says.
    pub inhoud: Beleidsinhoud,
}

impl Beleid {
    /// The default policy of DOMAIN, which holds until a municipality records its own.
    pub fn standaard() -> Self {
        Self { versie: 1, vanaf: Datum::constant(2020, 1, 1), inhoud: Beleidsinhoud::standaard() }
    }

    /// Whether the municipality has this area.
    pub fn kent_gebied(&self, gebied: &Gebied) -> bool {
        self.inhoud.gebieden.contains(gebied)
    }

    /// What the municipality says about a voorziening, if it knows it.
    pub fn voorziening(&self, code: &Voorziening) -> Option<&VoorzieningBeleid> {
        self.inhoud.voorzieningen.iter().find(|v| v.code == *code)
    }
}

impl Beleidsinhoud {
    /// The six areas of Haarlemmermeer, twelve voorzieningen, and the terms, ages and codes of DOMAIN.
    pub fn standaard() -> Self {
        let gebieden = [
            "haarlemmermeer-noord",
            "haarlemmermeer-west",
            "haarlemmermeer-zuidoost",
            "hoofddorp-zuidwest",
            "hoofddorp-centrum",
            "nieuw-vennep",
        ];
        Self {
            gebieden: gebieden.iter().filter_map(|code| code.parse().ok()).collect(),
            voorzieningen: voorzieningen(),
            termijnen: Termijnen {
                signaal_oppakken: Termijn::Werkdagen(5),
                signaal_oppakken_veiligheid: Termijn::Werkdagen(1),
                terugkoppeling: Termijn::Werkdagen(10),
                wmo_onderzoek: Termijn::Weken(6),
                wmo_besluit: Termijn::Weken(2),
                jeugdplan: Termijn::Weken(6),
                verwijzing_beantwoorden: Termijn::Werkdagen(5),
                verwijzing_beantwoorden_spoed: Termijn::Werkdagen(1),
                uiterste_start: Termijn::Weken(6),
                triage: Termijn::Werkdagen(2),
                triage_spoed: Termijn::Uren(4),
                nazorg_minimaal: Termijn::Maanden(6),
                nazorgcontroles: vec![Termijn::Maanden(3), Termijn::Maanden(12)],
            },
            overgang: Overgang { start_maanden: 198, geregeld_maanden: 210 },
            codelijsten: codelijsten(),
        }
    }
}

fn voorzieningen() -> Vec<VoorzieningBeleid> {
    use Wet::{Geen, Jeugdwet, Wgs, Wmo};
    use Zwaarte::{EigenKrachtEnNetwerk, GeindiceerdeZorg, LichteOndersteuning, SocialeBasis};
    [
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
    ]
    .into_iter()
    .filter_map(|(code, wet, zwaarte, skj)| {
        let verblijf = code == "jeugdhulp-met-verblijf";
        Some(VoorzieningBeleid { code: code.parse().ok()?, wet, zwaarte, skj, verblijf })
    })
    .collect()
}

/// The lists WJ759 and JZ588 of iJw.
fn codelijsten() -> Codelijsten {
    let lijst = |naam: &str, codes: &[(&str, &str, &str)]| {
        let code = |&(woord, id, omschrijving): &(&str, &str, &str)| {
            let (lijst, id, omschrijving) = (naam.to_owned(), id.to_owned(), omschrijving.to_owned());
            Some(Lijstcode { woord: woord.parse().ok()?, lijst, id, omschrijving })
        };
        codes.iter().filter_map(code).collect()
    };
    Codelijsten {
        weigerredenen: lijst(
            "WJ759",
            &[
                ("nieuwe-aanvraag-nodig", "1", "Er is een nieuwe aanvraag nodig"),
                ("budget-ontoereikend", "2", "Het budget is ontoereikend"),
                ("geen-contract", "3", "Er is geen contract met deze aanbieder"),
                ("buiten-contract", "4", "De hulp valt buiten het contract"),
                ("andere-gemeente", "5", "Een andere gemeente is verantwoordelijk"),
                ("stapeling", "6", "De hulp gaat niet samen met hulp die al loopt"),
                ("zorginhoudelijk-niet-passend", "7", "De hulp past zorginhoudelijk niet"),
                ("woonplaats", "8", "Woonplaatsbeginsel"),
                ("leeftijd", "9", "Leeftijd"),
            ],
        ),
        hulpresultaten: lijst(
            "JZ588",
            &[
                ("behaald", "31", "Levering is volgens plan beëindigd"),
                ("deels-behaald", "31", "Levering is volgens plan beëindigd"),
                ("niet-behaald", "31", "Levering is volgens plan beëindigd"),
                ("voortijdig-door-bewoner", "32", "Levering is voortijdig afgesloten: eenzijdig door de cliënt"),
                ("voortijdig-door-aanbieder", "33", "Levering is voortijdig afgesloten: eenzijdig door de aanbieder"),
                ("voortijdig-in-overleg", "34", "Levering is voortijdig afgesloten: in overeenstemming"),
                ("voortijdig-door-externe-oorzaak", "35", "Levering is voortijdig afgesloten: externe oorzaak"),
                ("overleden", "2", "Overlijden"),
            ],
        ),
    }
}
