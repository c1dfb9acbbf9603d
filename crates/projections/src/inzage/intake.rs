//! One brede intake.

use std::collections::BTreeMap;

use regieboek_access::Toegang;
use regieboek_access::handelingen::IntakeInzien;
use regieboek_api_types::dossier::{Dossierafspraak, Leefgebiedscore};
use regieboek_api_types::intakes::{
    Intakeaanvraag, Intakeafronding, Intakedetails, Intakefamilieplan, Intakemeldcodestap, Intakeveiligheid,
    Intakevraag,
};
use regieboek_event_store::{ProjectionError, Recorded, Tx};
use regieboek_intake::intake::{
    Afspraak, Conclusie, FamiliegroepsplanUitkomst, IntakeAfgerond, Leefgebiedsafsluiting, MeldcodestapGeregistreerd,
    Meldcodewijze, VeiligThuisbesluit, VeiligheidBeoordeeld, Veiligheidsoordeel,
};
use regieboek_intake::{Intake, IntakeEvent};
use regieboek_kernel::Tijdstip;

use super::vorm::{functionaris, lees, lees_als, uitvoerder};
use super::{geen_begin, laad};

/// The intake that the proof is about; whoever may see it sees all of it, safety included.
///
/// # Errors
/// The database cannot be read, or holds an event that this build does not know.
pub async fn intake(tx: &mut Tx, toegang: &Toegang<IntakeInzien>) -> Result<Option<Intakedetails>, ProjectionError> {
    let events = laad::<Intake, _>(tx, toegang).await?;
    let Some((eerste, verder)) = events.split_first() else { return Ok(None) };
    let mut beeld = begin(eerste)?;
    verder.iter().try_for_each(|event| verwerk(&mut beeld, event))?;
    Ok(Some(beeld))
}

fn begin(event: &Recorded) -> Result<Intakedetails, ProjectionError> {
    let IntakeEvent::IntakeGestart(f) = event.decode::<IntakeEvent>()?.feit else { return Err(geen_begin(event)) };
    Ok(Intakedetails {
        id: event.stream,
        versie: event.version,
        toestand: "lopend".to_owned(),
        huishouden_id: f.huishouden.uuid(),
        intaker_id: f.intaker.uuid(),
        betreft_jeugdhulp: f.betreft_jeugdhulp,
        gestart_op: event.gebeurd_op.to_string(),
        onderzoek_voor: f.onderzoek_voor.map(|voor| voor.to_string()),
        termijn_overschreden_op: None,
        leefgebieden: BTreeMap::new(),
        vraag: None,
        veiligheid: None,
        clientondersteuning_gewezen_op: None,
        regieverlies: None,
        familiegroepsplan: None,
        meldcodestappen: Vec::new(),
        afronding: None,
        aanvraag: None,
    })
}

fn verwerk(beeld: &mut Intakedetails, event: &Recorded) -> Result<(), ProjectionError> {
    beeld.versie = event.version;
    let op = event.gebeurd_op;
    match event.decode::<IntakeEvent>()?.feit {
        IntakeEvent::LeefgebiedAfgesloten(f) => {
            beeld.leefgebieden.insert(f.leefgebied.to_string(), score(&f.wijze));
        }
        IntakeEvent::VraagVastgelegd(f) => {
            beeld.vraag = Some(Intakevraag {
                eigen_woorden: lees(&f.eigen_woorden),
                vraag_achter_de_vraag: lees_als(f.vraag_achter_de_vraag.as_ref()),
            });
        }
        IntakeEvent::VeiligheidBeoordeeld(f) => beeld.veiligheid = Some(veiligheid(&f)),
        IntakeEvent::OpClientondersteuningGewezen(_) => beeld.clientondersteuning_gewezen_op = Some(op.to_string()),
        IntakeEvent::RegieverliesIngeschat(f) => beeld.regieverlies = Some(f.regieverlies.to_string()),
        IntakeEvent::FamiliegroepsplanAangeboden(f) => {
            beeld.familiegroepsplan = Some(Intakefamilieplan {
                uitkomst: uitkomst(f.uitkomst).to_owned(),
                jeugdplan_voor: f.jeugdplan_voor.map(|voor| voor.to_string()),
            });
        }
        IntakeEvent::MeldcodestapGeregistreerd(f) => beeld.meldcodestappen.push(meldcodestap(&f, op)),
        IntakeEvent::IntakeAfgerond(f) => {
            beeld.toestand = "afgerond".to_owned();
            beeld.afronding = Some(afronding(&f, op));
        }
        IntakeEvent::TermijnVerlengd(f) => beeld.onderzoek_voor = Some(f.onderzoek_voor.to_string()),
        IntakeEvent::TermijnOverschreden(f) => beeld.termijn_overschreden_op = Some(f.verstreken_op.to_string()),
        IntakeEvent::AanvraagVastgelegd(f) => {
            beeld.aanvraag = Some(Intakeaanvraag {
                op: f.op.to_string(),
                beslissen_voor: f.beslissen_voor.to_string(),
                beschikt_op: None,
            });
        }
        IntakeEvent::BeschikkingVastgelegd(f) => {
            beeld.aanvraag.iter_mut().for_each(|a| a.beschikt_op = Some(f.op.to_string()));
        }
        IntakeEvent::StapGeweigerd(_) | IntakeEvent::TermijnVerstreken(_) => {}
        IntakeEvent::IntakeGestart(_) => return Err(geen_begin(event)),
    }
    Ok(())
}

fn score(wijze: &Leefgebiedsafsluiting) -> Leefgebiedscore {
    let leeg = |wijze: &str| Leefgebiedscore {
        wijze: wijze.to_owned(),
        score: None,
        toelichting: None,
        eigen_kracht: None,
        netwerk: None,
    };
    match wijze {
        Leefgebiedsafsluiting::Gescoord { score, toelichting, eigen_kracht, netwerk } => Leefgebiedscore {
            score: Some(score.getal()),
            toelichting: lees_als(toelichting.as_ref()),
            eigen_kracht: lees_als(eigen_kracht.as_ref()),
            netwerk: lees_als(netwerk.as_ref()),
            ..leeg("gescoord")
        },
        Leefgebiedsafsluiting::BesprokenGeenScore => leeg("besproken-geen-score"),
        Leefgebiedsafsluiting::NietRelevant { reden } => {
            Leefgebiedscore { toelichting: lees(reden), ..leeg("niet-relevant") }
        }
        Leefgebiedsafsluiting::InwonerWilNiet => leeg("inwoner-wil-niet"),
    }
}

fn veiligheid(feit: &VeiligheidBeoordeeld) -> Intakeveiligheid {
    let (veilig_thuis, reden) = match &feit.veilig_thuis {
        None => (None, None),
        Some(VeiligThuisbesluit::Melden) => (Some("melden"), None),
        Some(VeiligThuisbesluit::NietMelden { reden }) => (Some("niet-melden"), lees(reden)),
        Some(VeiligThuisbesluit::Advies) => (Some("advies"), None),
    };
    let oordeel = match feit.oordeel {
        Veiligheidsoordeel::Veilig => "veilig",
        Veiligheidsoordeel::Zorgelijk => "zorgelijk",
        Veiligheidsoordeel::Onveilig => "onveilig",
    };
    Intakeveiligheid {
        oordeel: oordeel.to_owned(),
        veilig_thuis: veilig_thuis.map(str::to_owned),
        reden,
        toelichting: lees_als(feit.toelichting.as_ref()),
    }
}

const fn uitkomst(uitkomst: FamiliegroepsplanUitkomst) -> &'static str {
    match uitkomst {
        FamiliegroepsplanUitkomst::Aanvaard => "aanvaard",
        FamiliegroepsplanUitkomst::Afgewezen => "afgewezen",
        FamiliegroepsplanUitkomst::Overwegen => "overwegen",
    }
}

fn meldcodestap(feit: &MeldcodestapGeregistreerd, op: Tijdstip) -> Intakemeldcodestap {
    let (overgeslagen, reden) = match &feit.gezet {
        Meldcodewijze::Gezet => (false, None),
        Meldcodewijze::Overgeslagen { reden } => (true, lees(reden)),
    };
    Intakemeldcodestap { stap: feit.stap.getal(), overgeslagen, reden, op: op.to_string() }
}

fn afronding(feit: &IntakeAfgerond, op: Tijdstip) -> Intakeafronding {
    let (conclusie, regisseur) = match &feit.conclusie {
        Conclusie::InformatieEnAdvies => ("informatie-en-advies", None),
        Conclusie::SocialeBasis => ("sociale-basis", None),
        Conclusie::LichteOndersteuning => ("lichte-ondersteuning", None),
        Conclusie::Plan { regisseur } => ("plan", Some(functionaris(regisseur))),
        Conclusie::DirecteEscalatie => ("directe-escalatie", None),
    };
    Intakeafronding {
        conclusie: conclusie.to_owned(),
        regisseur,
        reden: lees_als(feit.reden.as_ref()),
        afspraken: feit.afspraken.iter().map(afspraak).collect(),
        tijdig: feit.tijdig,
        op: op.to_string(),
    }
}

fn afspraak(afspraak: &Afspraak) -> Dossierafspraak {
    Dossierafspraak {
        id: afspraak.id.uuid(),
        omschrijving: lees(&afspraak.omschrijving),
        uitvoerder: uitvoerder(&afspraak.uitvoerder),
        uiterlijk: afspraak.uiterlijk.to_string(),
    }
}
