//! One escalatie.

use regieboek_access::handelingen::EscalatieInzien;
use regieboek_access::{Relatie, Toegang};
use regieboek_api_types::dossier::Dossierdoorbraak;
use regieboek_api_types::escalaties::{Afschaling, Escalatieafwijzing, Escalatiedetails, Terugval};
use regieboek_escalatie::{AfschalingAangeboden, DoorbraakBesloten, Escalatie, EscalatieEvent, Toestand};
use regieboek_event_store::{ProjectionError, Recorded, Tx};
use regieboek_kernel::{Beslisser as _, Tijdstip};

use super::vorm::{codes, functionaris, lees};
use super::{geen_begin, laad};
use crate::geschiedenis::bevoegdheidstekst;

/// The Meer-team and those who keep the household together see all of it.
const VOLLEDIG: &[Relatie] =
    &[Relatie::Behandelaar, Relatie::Regisseur, Relatie::CoordinatorEigenRegie, Relatie::Contactpersoon];

/// The escalatie that the proof is about. Who was asked to take the regie sees all of it as long as the offer stands; who
/// raised it and has no part in it any more sees the own report and whether it was taken.
///
/// # Errors
/// The database cannot be read, or holds an event that this build does not know.
pub async fn escalatie(
    tx: &mut Tx,
    toegang: &Toegang<EscalatieInzien>,
) -> Result<Option<Escalatiedetails>, ProjectionError> {
    let events = laad::<Escalatie, _>(tx, toegang).await?;
    let Some((eerste, verder)) = events.split_first() else { return Ok(None) };
    let mut stand = Escalatie::default();
    for event in &events {
        stand = stand.evolve(event.decode()?);
    }
    let mut beeld = begin(eerste, stand.toestand())?;
    verder.iter().try_for_each(|event| verwerk(&mut beeld, event))?;
    let relaties = toegang.relaties();
    let gevraagd = stand.toestand() == Toestand::Afgeschaald && relaties.heeft(Relatie::VolgendeRegisseur);
    if !gevraagd && relaties.eerste_van(VOLLEDIG).is_none() {
        verberg_casus(&mut beeld, relaties.heeft(Relatie::Escaleerder));
    }
    Ok(Some(beeld))
}

fn verberg_casus(beeld: &mut Escalatiedetails, eigen_melding: bool) {
    (beeld.huishouden_id, beeld.behandelaar_id, beeld.voorgaande_regisseur_id) = (None, None, None);
    (beeld.volgorde_toelichting, beeld.afschaling) = (None, None);
    beeld.volgorde.clear();
    beeld.doorbraken.clear();
    beeld.terugval.clear();
    if let Some(coordinator) = &mut beeld.coordinator {
        coordinator.professional_id = None;
    }
    if !eigen_melding {
        (beeld.geprobeerd, beeld.gevraagd, beeld.afwijzing) = (None, None, None);
        beeld.gronden.clear();
    }
}

fn begin(event: &Recorded, toestand: Toestand) -> Result<Escalatiedetails, ProjectionError> {
    let EscalatieEvent::EscalatieAangemeld(f) = event.decode::<EscalatieEvent>()?.feit else {
        return Err(geen_begin(event));
    };
    Ok(Escalatiedetails {
        id: event.stream,
        versie: event.version,
        huishouden_id: Some(f.huishouden.uuid()),
        toestand: toestand.to_string(),
        gronden: codes(&f.gronden),
        spoed: f.spoed,
        geprobeerd: lees(&f.geprobeerd),
        gevraagd: lees(&f.gevraagd),
        aangemeld_op: event.gebeurd_op.to_string(),
        triage_voor: f.triage_voor.to_string(),
        behandelaar_id: None,
        coordinator: None,
        voorgaande_regisseur_id: None,
        afwijzing: None,
        volgorde: Vec::new(),
        volgorde_toelichting: None,
        doorbraken: Vec::new(),
        afschaling: None,
        terugval: Vec::new(),
        afgesloten_op: None,
    })
}

fn verwerk(beeld: &mut Escalatiedetails, event: &Recorded) -> Result<(), ProjectionError> {
    beeld.versie = event.version;
    let op = event.gebeurd_op;
    let vastgelegd = event.decode::<EscalatieEvent>()?;
    match vastgelegd.feit {
        EscalatieEvent::EscalatieInTriageGenomen(f) => beeld.behandelaar_id = Some(f.behandelaar.uuid()),
        EscalatieEvent::EscalatieAangenomen(f) => {
            beeld.coordinator = Some(functionaris(&f.coordinator));
            beeld.voorgaande_regisseur_id = Some(f.voorgaande_regisseur.uuid());
        }
        EscalatieEvent::EscalatieAfgewezen(f) => {
            beeld.afwijzing = Some(Escalatieafwijzing { reden: f.reden.to_string(), advies: lees(&f.advies) });
        }
        EscalatieEvent::VolgordeBepaald(f) => {
            beeld.volgorde = f.volgorde.iter().map(|actie| actie.uuid()).collect();
            beeld.volgorde_toelichting = lees(&f.toelichting);
        }
        EscalatieEvent::DoorbraakBesloten(f) => {
            let bevoegdheid = bevoegdheidstekst(&vastgelegd.verantwoording.bevoegdheid);
            beeld.doorbraken.push(doorbraak(&f, op, bevoegdheid));
        }
        EscalatieEvent::AfschalingAangeboden(f) => beeld.afschaling = Some(aanbod(&f)),
        EscalatieEvent::AfschalingAanvaard(f) => {
            if let Some(afschaling) = &mut beeld.afschaling {
                afschaling.antwoord = "aanvaard".to_owned();
                afschaling.warme_overdracht = Some(f.warme_overdracht.to_string());
                afschaling.nazorg_tot_minstens = Some(f.nazorg_tot_minstens.to_string());
            }
        }
        EscalatieEvent::AfschalingAfgewezen(f) => {
            if let Some(afschaling) = &mut beeld.afschaling {
                afschaling.antwoord = "afgewezen".to_owned();
                afschaling.reden = lees(&f.reden);
            }
        }
        EscalatieEvent::EscalatieHeropend(f) => {
            beeld.triage_voor = f.triage_voor.to_string();
            beeld.terugval.push(Terugval { op: op.to_string(), toelichting: lees(&f.toelichting) });
        }
        EscalatieEvent::EscalatieAfgesloten(_) => beeld.afgesloten_op = Some(op.to_string()),
        EscalatieEvent::TermijnVerstreken(_) => {}
        EscalatieEvent::EscalatieAangemeld(_) => return Err(geen_begin(event)),
    }
    Ok(())
}

fn aanbod(feit: &AfschalingAangeboden) -> Afschaling {
    Afschaling {
        volgende_regisseur: functionaris(&feit.volgende_regisseur),
        resultaat: lees(&feit.resultaat),
        antwoord: "aangeboden".to_owned(),
        reden: None,
        warme_overdracht: None,
        nazorg_tot_minstens: None,
    }
}

fn doorbraak(feit: &DoorbraakBesloten, op: Tijdstip, bevoegdheid: String) -> Dossierdoorbraak {
    Dossierdoorbraak {
        id: feit.id.uuid(),
        besloten_op: op.to_string(),
        bevoegdheid,
        obstakelsoort: feit.obstakel.soort.to_string(),
        regel_of_instantie: feit.obstakel.regel_of_instantie.to_string(),
        omschrijving: lees(&feit.obstakel.omschrijving),
        oplossing: lees(&feit.oplossing),
        kosten_euro: feit.kosten_euro,
        kostendrager: feit.kostendrager.to_string(),
        redenen: lees(&feit.redenen),
        tot: feit.tot.to_string(),
    }
}
