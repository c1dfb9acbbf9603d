//! The objections against an inzet, for who records them and who decides on them, without anything else of the case.

use regieboek_access::handelingen::BezwaarInzien;
use regieboek_access::{Handeling, Toegang};
use regieboek_api_types::doorverwijzingen::{Bezwaardetails, Bezwaren};
use regieboek_doorverwijzing::{Bezwaaroordeel, Doorverwijzing, DoorverwijzingEvent};
use regieboek_event_store::{ProjectionError, Recorded, Tx, args};
use regieboek_kernel::{Bevoegdheid, ProfessionalId};

use super::vorm::lees;
use super::{geen_begin, laad};

/// Who passed this mandaat on or holds it as the first, and everybody who holds an ondermandaat of that holder, also when
/// it has ended.
const KRING: &str = "SELECT b.houder FROM mandaatregel b \
     WHERE b.gemeente = $1 AND b.mandaat = COALESCE(\
     (SELECT o.boven FROM ondermandaat o WHERE o.gemeente = $1 AND o.mandaat = $2), $2) \
     UNION SELECT m.houder FROM mandaatregel m \
     JOIN ondermandaat o ON o.gemeente = m.gemeente AND o.mandaat = m.mandaat \
     JOIN mandaatregel b ON b.gemeente = o.gemeente AND b.mandaat = o.boven \
     WHERE m.gemeente = $1 AND b.houder IN (SELECT w.houder FROM mandaatregel w \
     WHERE w.gemeente = $1 AND w.mandaat = COALESCE(\
     (SELECT o.boven FROM ondermandaat o WHERE o.gemeente = $1 AND o.mandaat = $2), $2))";

/// The objections against the inzet that the proof is about, the oldest first; nothing when it is no inzet.
///
/// # Errors
/// The database cannot be read, or holds an event that this build does not know.
pub async fn bezwaren(tx: &mut Tx, toegang: &Toegang<BezwaarInzien>) -> Result<Option<Bezwaren>, ProjectionError> {
    let events = laad::<Doorverwijzing, _>(tx, toegang).await?;
    let Some((eerste, verder)) = events.split_first() else { return Ok(None) };
    let DoorverwijzingEvent::VerwijzingAangevraagd(feit) = eerste.decode::<DoorverwijzingEvent>()?.feit else {
        return Err(geen_begin(eerste));
    };
    let regieboek_doorverwijzing::Soort::Inzet { voorziening, .. } = feit.soort else { return Ok(None) };
    let mut beeld = Bezwaren {
        id: eerste.stream,
        versie: eerste.version,
        voorziening: voorziening.to_string(),
        verwijzer_id: feit.verwijzer.uuid(),
        ingezet_op: eerste.gebeurd_op.to_string(),
        bevoegdheid: eerste.bevoegdheid.clone(),
        bezwaren: Vec::new(),
    };
    for event in verder {
        verwerk(&mut beeld, event)?;
    }
    Ok(Some(beeld))
}

fn verwerk(beeld: &mut Bezwaren, event: &Recorded) -> Result<(), ProjectionError> {
    beeld.versie = event.version;
    let op = Some(event.gebeurd_op.to_string());
    let laatste = beeld.bezwaren.last_mut();
    match event.decode::<DoorverwijzingEvent>()?.feit {
        DoorverwijzingEvent::BezwaarIngediend(f) => beeld.bezwaren.push(Bezwaardetails {
            indiener: lees(&f.indiener),
            ontvangen_op: Some(f.ontvangen_op.to_string()),
            gronden: lees(&f.gronden),
            beslissen_voor: Some(f.beslissen_voor.to_string()),
            ..Bezwaardetails::default()
        }),
        DoorverwijzingEvent::BezwaarToegewezen(f) => {
            let behandelaar_id = Some(f.behandelaar.uuid());
            match laatste.filter(|bezwaar| bezwaar.beslist_op.is_none() && bezwaar.ingetrokken_op.is_none()) {
                Some(bezwaar) => bezwaar.behandelaar_id = behandelaar_id,
                // Of one of before it was recorded who objected, and why.
                None => beeld.bezwaren.push(Bezwaardetails { behandelaar_id, ..Bezwaardetails::default() }),
            }
        }
        DoorverwijzingEvent::BezwaarBeslist(f) => {
            let bezwaar = laatste.ok_or_else(|| geen_begin(event))?;
            (bezwaar.beslist_op, bezwaar.motivering) = (op, lees(&f.motivering));
            bezwaar.oordeel = Some(<&str>::from(&f.oordeel).to_owned());
            bezwaar.gevolg = gevolg(f.oordeel);
        }
        DoorverwijzingEvent::BezwaarIngetrokken(_) => {
            laatste.ok_or_else(|| geen_begin(event))?.ingetrokken_op = op;
        }
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
        | DoorverwijzingEvent::BevoegdheidsgebrekGemeld(_)
        | DoorverwijzingEvent::InzetBekrachtigd(_)
        | DoorverwijzingEvent::BevoegdheidVervallen(_)
        | DoorverwijzingEvent::BevoegdheidHersteld(_)
        | DoorverwijzingEvent::OverdrachtAanvaard(_) => {}
    }
    Ok(())
}

/// What follows, where the judgement leaves a choice.
fn gevolg(oordeel: Bezwaaroordeel) -> Option<String> {
    match oordeel {
        Bezwaaroordeel::Gegrond { gevolg } | Bezwaaroordeel::DeelsGegrond { gevolg } => Some(gevolg.to_string()),
        Bezwaaroordeel::Ongegrond | Bezwaaroordeel::NietOntvankelijk => None,
    }
}

/// Who stands under the same mandaathouder as the inzet that the proof is about, and so does not decide on an objection
/// against it (Awb 10:3); nobody when it rests on the law.
///
/// # Errors
/// The database cannot be read, or holds an event that this build does not know.
pub async fn mandaatkring<H: Handeling>(
    tx: &mut Tx,
    toegang: &Toegang<H>,
) -> Result<Vec<ProfessionalId>, ProjectionError> {
    let events = laad::<Doorverwijzing, _>(tx, toegang).await?;
    let Some(eerste) = events.first() else { return Ok(Vec::new()) };
    let Bevoegdheid::Mandaat { id, .. } = eerste.decode::<DoorverwijzingEvent>()?.verantwoording.bevoegdheid else {
        return Ok(Vec::new());
    };
    let rows = tx.fetch_all(KRING, args![toegang.gemeente(), id.uuid()]).await?;
    rows.iter().map(|row| Ok(ProfessionalId::new(row.uuid(0)?))).collect()
}
