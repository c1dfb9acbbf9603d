//! What the municipality chose: folded from its one stream when asked, so that a day in the past is the same question.

use regieboek_access::handelingen::BeleidInzien;
use regieboek_access::{Handeling, Toegang};
use regieboek_api_types::beleid::{Beleidsbesluit, Beleidsversie, Beleidsversies};
use regieboek_beleid::{Beleidsboek, BeleidsboekEvent};
use regieboek_event_store::{ProjectionError, Recorded, Tx};
use regieboek_kernel::{Beleid, BeleidsboekId, Beslisser as _, VrijeTekst};

use super::geen_begin;
use super::vorm::lees;
use crate::dossier::Leeswijze;
use crate::geschiedenis::handelende;

/// The policy of the municipality of whoever asks: every part of an answer that depends on policy takes it from here.
///
/// # Errors
/// The database cannot be read, or holds an event that this build does not know.
pub async fn beleidsboek<H: Handeling>(tx: &mut Tx, toegang: &Toegang<H>) -> Result<Beleidsboek, ProjectionError> {
    let mut boek = Beleidsboek::default();
    for event in events(tx, toegang).await? {
        boek = boek.evolve(event.decode()?);
    }
    Ok(boek)
}

/// Every version there is or was, with who set it, and who withdrew it.
///
/// # Errors
/// As [`beleidsboek`].
pub async fn beleidsversies(tx: &mut Tx, toegang: &Toegang<BeleidInzien>) -> Result<Beleidsversies, ProjectionError> {
    let mut beeld = Beleidsversies { versie: 0, items: vec![versie(&Beleid::standaard(), None)] };
    for event in events(tx, toegang).await? {
        beeld.versie = event.version;
        match event.decode::<BeleidsboekEvent>()?.feit {
            BeleidsboekEvent::BeleidVastgesteld(feit) => {
                beeld.items.push(versie(&feit.beleid, Some(besluit(&event, &feit.toelichting)?)));
            }
            BeleidsboekEvent::BeleidIngetrokken(feit) => {
                let versie = beeld.items.iter_mut().find(|al| al.versie == feit.versie);
                versie.ok_or_else(|| geen_begin(&event))?.ingetrokken = Some(besluit(&event, &feit.reden)?);
            }
        }
    }
    Ok(beeld)
}

async fn events<H: Handeling>(tx: &mut Tx, toegang: &Toegang<H>) -> Result<Vec<Recorded>, ProjectionError> {
    let gemeente = toegang.gemeente();
    Ok(tx.load(gemeente, BeleidsboekId::van(gemeente).uuid()).await?)
}

fn versie(beleid: &Beleid, vastgesteld: Option<Beleidsbesluit>) -> Beleidsversie {
    Beleidsversie { versie: beleid.versie, vanaf: beleid.vanaf.to_string(), vastgesteld, ingetrokken: None }
}

/// Policy is set in public: everybody reads who did it.
fn besluit(event: &Recorded, waarom: &VrijeTekst) -> Result<Beleidsbesluit, ProjectionError> {
    Ok(Beleidsbesluit {
        wie: handelende(&event.decode_metadata()?.verantwoording.wie, Leeswijze::Leesbaar),
        op: event.vastgelegd_op.to_string(),
        toelichting: lees(waarom),
    })
}
