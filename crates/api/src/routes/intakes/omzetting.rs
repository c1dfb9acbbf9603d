//! From what is sent about an intake to its commands. `huishouden` is whom the texts are about.

use regieboek_api_types::invoer::intakes as invoer;
use regieboek_intake::IntakeCommand;
use regieboek_intake::intake::{
    Afspraak, Conclusie, GeenMeldcodestap, GeenScore, Leefgebiedsafsluiting, Meldcodestap, Meldcodewijze, Score,
    VeiligThuisbesluit,
};
use regieboek_kernel::ActieId;
use uuid::Uuid;

use crate::omzetting::id_of_nieuw;
use crate::problem::Problem;
use crate::validatie::{Uitleg, Velden};

impl Uitleg for GeenScore {
    fn uitleg(&self) -> (&'static str, String) {
        ("geen-score", self.to_string())
    }
}

impl Uitleg for GeenMeldcodestap {
    fn uitleg(&self) -> (&'static str, String) {
        ("geen-meldcodestap", self.to_string())
    }
}

pub(super) fn leefgebied(dto: &invoer::Leefgebiedafsluiting, huishouden: Uuid) -> Result<IntakeCommand, Problem> {
    Velden::verzamel(|v| {
        let leefgebied = v.lees("/leefgebied", &dto.leefgebied);
        let wijze = wijze(v, dto, huishouden);
        Some(IntakeCommand::SluitLeefgebiedAf { leefgebied: leefgebied?, wijze: wijze? })
    })
}

fn wijze(v: &mut Velden, dto: &invoer::Leefgebiedafsluiting, huishouden: Uuid) -> Option<Leefgebiedsafsluiting> {
    if dto.wijze != "gescoord" {
        v.hoort_hier_niet("/score", dto.score.is_some());
        v.hoort_hier_niet("/toelichting", dto.toelichting.is_some());
        v.hoort_hier_niet("/eigenKracht", dto.eigen_kracht.is_some());
        v.hoort_hier_niet("/netwerk", dto.netwerk.is_some());
    }
    if dto.wijze != "niet-relevant" {
        v.hoort_hier_niet("/reden", dto.reden.is_some());
    }
    match dto.wijze.as_str() {
        "gescoord" => {
            let score = v.nodig("/score", dto.score).and_then(|score| v.neem("/score", Score::try_from(score)));
            let toelichting = v.vrije_tekst_optie("/toelichting", huishouden, dto.toelichting.as_deref());
            let eigen_kracht = v.vrije_tekst_optie("/eigenKracht", huishouden, dto.eigen_kracht.as_deref());
            let netwerk = v.vrije_tekst_optie("/netwerk", huishouden, dto.netwerk.as_deref());
            Some(Leefgebiedsafsluiting::Gescoord {
                score: score?,
                toelichting: toelichting?,
                eigen_kracht: eigen_kracht?,
                netwerk: netwerk?,
            })
        }
        "besproken-geen-score" => Some(Leefgebiedsafsluiting::BesprokenGeenScore),
        "niet-relevant" => {
            let reden = v.nodig("/reden", dto.reden.as_deref())?;
            Some(Leefgebiedsafsluiting::NietRelevant { reden: v.vrije_tekst("/reden", huishouden, reden)? })
        }
        "inwoner-wil-niet" => Some(Leefgebiedsafsluiting::InwonerWilNiet),
        _ => {
            v.fout("/wijze", "keuze", "Kies gescoord, besproken-geen-score, niet-relevant of inwoner-wil-niet.");
            None
        }
    }
}

pub(super) fn vraag(dto: &invoer::Vraagvastlegging, huishouden: Uuid) -> Result<IntakeCommand, Problem> {
    Velden::verzamel(|v| {
        let eigen_woorden = v.vrije_tekst("/eigenWoorden", huishouden, &dto.eigen_woorden);
        let vraag_achter_de_vraag =
            v.vrije_tekst_optie("/vraagAchterDeVraag", huishouden, dto.vraag_achter_de_vraag.as_deref());
        Some(IntakeCommand::LegVraagVast {
            eigen_woorden: eigen_woorden?,
            vraag_achter_de_vraag: vraag_achter_de_vraag?,
        })
    })
}

pub(super) fn veiligheid(dto: &invoer::Veiligheidsbeoordeling, huishouden: Uuid) -> Result<IntakeCommand, Problem> {
    Velden::verzamel(|v| {
        let oordeel = v.lees("/oordeel", &dto.oordeel);
        if dto.veilig_thuis.as_deref() != Some("niet-melden") {
            v.hoort_hier_niet("/reden", dto.reden.is_some());
        }
        let veilig_thuis = match dto.veilig_thuis.as_deref() {
            None => Some(None),
            Some(besluit) => veilig_thuis(v, besluit, dto.reden.as_deref(), huishouden).map(Some),
        };
        let toelichting = v.vrije_tekst_optie("/toelichting", huishouden, dto.toelichting.as_deref());
        Some(IntakeCommand::BeoordeelVeiligheid {
            oordeel: oordeel?,
            veilig_thuis: veilig_thuis?,
            toelichting: toelichting?,
        })
    })
}

fn veilig_thuis(v: &mut Velden, besluit: &str, reden: Option<&str>, huishouden: Uuid) -> Option<VeiligThuisbesluit> {
    match besluit {
        "melden" => Some(VeiligThuisbesluit::Melden),
        "niet-melden" => {
            let reden = v.nodig("/reden", reden)?;
            Some(VeiligThuisbesluit::NietMelden { reden: v.vrije_tekst("/reden", huishouden, reden)? })
        }
        "advies" => Some(VeiligThuisbesluit::Advies),
        _ => {
            v.fout("/veiligThuis", "keuze", "Kies melden, niet-melden of advies.");
            None
        }
    }
}

pub(super) fn meldcodestap(dto: &invoer::Meldcodestap, huishouden: Uuid) -> Result<IntakeCommand, Problem> {
    Velden::verzamel(|v| {
        let stap = v.neem("/stap", Meldcodestap::try_from(dto.stap));
        let overgeslagen = v.vrije_tekst_optie("/overgeslagenReden", huishouden, dto.overgeslagen_reden.as_deref());
        let gezet = overgeslagen?.map_or(Meldcodewijze::Gezet, |reden| Meldcodewijze::Overgeslagen { reden });
        Some(IntakeCommand::RegistreerMeldcodestap { stap: stap?, gezet })
    })
}

pub(super) fn afronding(dto: &invoer::Intakeconclusie, huishouden: Uuid) -> Result<IntakeCommand, Problem> {
    Velden::verzamel(|v| {
        let conclusie = conclusie(v, dto);
        let reden = v.vrije_tekst_optie("/reden", huishouden, dto.reden.as_deref());
        let afspraken = v.lijst("/afspraken", &dto.afspraken, |v, wat| afspraak(v, wat, huishouden));
        Some(IntakeCommand::RondAf { conclusie: conclusie?, reden: reden?, afspraken: afspraken? })
    })
}

fn conclusie(v: &mut Velden, dto: &invoer::Intakeconclusie) -> Option<Conclusie> {
    if dto.conclusie != "plan" {
        v.hoort_hier_niet("/regisseur", dto.regisseur.is_some());
    }
    match dto.conclusie.as_str() {
        "informatie-en-advies" => Some(Conclusie::InformatieEnAdvies),
        "sociale-basis" => Some(Conclusie::SocialeBasis),
        "lichte-ondersteuning" => Some(Conclusie::LichteOndersteuning),
        "plan" => {
            let regisseur = v.nodig("/regisseur", dto.regisseur.as_ref())?;
            Some(Conclusie::Plan { regisseur: v.functionaris("/regisseur", regisseur)? })
        }
        "directe-escalatie" => Some(Conclusie::DirecteEscalatie),
        _ => {
            let keuzes = "Kies informatie-en-advies, sociale-basis, lichte-ondersteuning, plan of directe-escalatie.";
            v.fout("/conclusie", "keuze", keuzes);
            None
        }
    }
}

fn afspraak(v: &mut Velden, dto: &invoer::Afspraak, huishouden: Uuid) -> Option<Afspraak> {
    let omschrijving = v.vrije_tekst("/omschrijving", huishouden, &dto.omschrijving);
    let uitvoerder = v.uitvoerder("/uitvoerder", huishouden, &dto.uitvoerder);
    let uiterlijk = v.lees("/uiterlijk", &dto.uiterlijk);
    Some(Afspraak {
        id: ActieId::new(id_of_nieuw(dto.id)),
        omschrijving: omschrijving?,
        uitvoerder: uitvoerder?,
        uiterlijk: uiterlijk?,
    })
}
