//! On which authority help was deployed, and what became of it: for the mandaatbeheerder, without anything of the case.

use regieboek_access::Toegang;
use regieboek_access::handelingen::BevoegdheidInzien;
use regieboek_api_types::doorverwijzingen::{Bevoegdheidsdetails, Gebrekdetails};
use regieboek_doorverwijzing::{Doorverwijzing, DoorverwijzingEvent};
use regieboek_event_store::{ProjectionError, Recorded, Tx};
use regieboek_kernel::Beslisser as _;

use super::vorm::lees;
use super::{geen_begin, laad};

/// The authority of the inzet that the proof is about; nothing when it is a doorverwijzing of another kind.
///
/// # Errors
/// The database cannot be read, or holds an event that this build does not know.
pub async fn bevoegdheid(
    tx: &mut Tx,
    toegang: &Toegang<BevoegdheidInzien>,
) -> Result<Option<Bevoegdheidsdetails>, ProjectionError> {
    let events = laad::<Doorverwijzing, _>(tx, toegang).await?;
    let Some((eerste, verder)) = events.split_first() else { return Ok(None) };
    let mut stand = Doorverwijzing::default();
    for event in &events {
        stand = stand.evolve(event.decode()?);
    }
    let Some(voorziening) = stand.voorziening() else { return Ok(None) };
    let mut beeld = begin(eerste)?;
    (beeld.voorziening, beeld.toestand) = (Some(voorziening.to_string()), stand.toestand().to_owned());
    verder.iter().try_for_each(|event| verwerk(&mut beeld, event))?;
    Ok(Some(beeld))
}

fn begin(event: &Recorded) -> Result<Bevoegdheidsdetails, ProjectionError> {
    let DoorverwijzingEvent::VerwijzingAangevraagd(feit) = event.decode::<DoorverwijzingEvent>()?.feit else {
        return Err(geen_begin(event));
    };
    let namens = feit.namens;
    Ok(Bevoegdheidsdetails {
        id: event.stream,
        versie: event.version,
        toestand: String::new(),
        verwijzer_id: feit.verwijzer.uuid(),
        voorziening: None,
        bevoegdheid: event.bevoegdheid.clone(),
        namens: namens.as_ref().map(|namens| namens.orgaan.clone()),
        wetsversie: namens.as_ref().map(|namens| namens.wetsversie.to_string()),
        regeling: namens.map(|namens| namens.regeling),
        vervallen: Vec::new(),
        gebreken: Vec::new(),
        bezwaar_bij: None,
    })
}

fn verwerk(beeld: &mut Bevoegdheidsdetails, event: &Recorded) -> Result<(), ProjectionError> {
    beeld.versie = event.version;
    let op = event.gebeurd_op.to_string();
    match event.decode::<DoorverwijzingEvent>()?.feit {
        DoorverwijzingEvent::BevoegdheidsgebrekGemeld(f) => beeld.gebreken.push(Gebrekdetails {
            gebrek: f.gebrek.to_string(),
            gemeld_op: op,
            bekrachtigd_op: None,
            besluit: None,
            toelichting: None,
        }),
        DoorverwijzingEvent::InzetBekrachtigd(f) => {
            let gebrek = f.gebrek.to_string();
            let laatste = beeld.gebreken.iter_mut().rfind(|g| g.gebrek == gebrek).ok_or_else(|| geen_begin(event))?;
            (laatste.bekrachtigd_op, laatste.besluit) = (Some(op), Some(f.besluit));
            laatste.toelichting = lees(&f.toelichting);
        }
        DoorverwijzingEvent::BevoegdheidVervallen(f) => beeld.vervallen.push(f.wegens.to_string()),
        DoorverwijzingEvent::BevoegdheidHersteld(f) => {
            beeld.vervallen.retain(|wegens| *wegens != f.wegens.to_string());
        }
        DoorverwijzingEvent::BezwaarToegewezen(f) => beeld.bezwaar_bij = Some(f.behandelaar.uuid()),
        DoorverwijzingEvent::BezwaarBeslist(_) | DoorverwijzingEvent::BezwaarIngetrokken(_) => beeld.bezwaar_bij = None,
        DoorverwijzingEvent::VerwijzingAangevraagd(_) => return Err(geen_begin(event)),
        DoorverwijzingEvent::VerwijzingAanvaard(_)
        | DoorverwijzingEvent::VerwijzingGeweigerd(_)
        | DoorverwijzingEvent::WachttijdGemeld(_)
        | DoorverwijzingEvent::HulpStagneert(_)
        | DoorverwijzingEvent::VerwijzingGestart(_)
        | DoorverwijzingEvent::VerwijzingAfgerond(_)
        | DoorverwijzingEvent::VerwijzingIngetrokken(_)
        | DoorverwijzingEvent::VerwijzingVerlopen(_)
        | DoorverwijzingEvent::VerwijzingTeruggekoppeld(_)
        | DoorverwijzingEvent::TermijnVerstreken(_)
        | DoorverwijzingEvent::OverdrachtAanvaard(_)
        | DoorverwijzingEvent::BezwaarIngediend(_) => {}
    }
    Ok(())
}
