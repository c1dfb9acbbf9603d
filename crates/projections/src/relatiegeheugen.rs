//! Who stands in which relation to the streams that this process was asked about before.
//!
//! ```text
//! asked ──▶ remembered, at the versions it rests on ──event that leaves relations──▶ the same, one version on
//!                                                   └─any other event─────────────▶ gone
//! ```
//!
//! Nothing here is ever trusted: whoever is let in on it guards, in the append, the version of every stream that the answer
//! rests on, and nobody is refused on it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use quick_cache::sync::Cache;
use regieboek_access::{Beller, Relatie, Relaties};
use regieboek_event_store::{EventStore, Guard, Observer, ProjectionError, Recorded, Row, args};
use regieboek_kernel::Gemeente;
use uuid::Uuid;

use crate::betrokkenheid::{gedaanten, laat_relaties, relatie};

/// How many streams are remembered for each MiB of cases that is; the least used go first.
const STROMEN_PER_MIB: usize = 512;
/// The version of what is no longer so.
const VOORBIJ: u64 = u64::MAX;
/// The same four ways as the gate's question, for everybody and with the versions.
const LEER: &str = "\
     SELECT v.stroom, (SELECT max(e.version) FROM event e WHERE e.gemeente = $1 AND e.stream = v.stroom), b.relatie, b.wie \
     FROM ( \
       SELECT $2 AS stroom \
       UNION ALL SELECT s.huishouden FROM stroom s WHERE s.gemeente = $1 AND s.stroom = $2 AND s.huishouden <> $2 \
       UNION ALL SELECT o.waarin FROM opgegaan o WHERE o.gemeente = $1 AND o.huishouden = $2 \
       UNION ALL SELECT o.waarin FROM stroom s CROSS JOIN opgegaan o \
         WHERE s.gemeente = $1 AND s.stroom = $2 AND s.huishouden <> $2 \
         AND o.gemeente = $1 AND o.huishouden = s.huishouden \
     ) v LEFT JOIN betrokkenheid b ON b.gemeente = $1 AND b.onderwerp = v.stroom";

/// Who stands in which relation to one stream, at a version of it.
#[derive(Debug)]
struct Bron {
    stroom: Uuid,
    versie: AtomicU64,
    relaties: Vec<(Relatie, String)>,
}

/// On what the relations to a stream rest: itself, its huishouden, and what took either of them up.
type Bronnen = Arc<[Arc<Bron>]>;

/// What is remembered.
#[derive(Debug)]
pub(crate) struct Relatiegeheugen {
    /// By the stream that was asked about.
    gevraagd: Cache<(Gemeente, Uuid), Bronnen>,
    /// By the stream whose events change it.
    bronnen: Cache<(Gemeente, Uuid), Arc<Bron>>,
}

impl Relatiegeheugen {
    /// Follows the store from now on, with as much room as goes with so many MiB of cases.
    pub(crate) fn bij(store: &EventStore, mib: usize) -> Arc<Self> {
        let stromen = mib.saturating_mul(STROMEN_PER_MIB);
        let geheugen = Arc::new(Self { gevraagd: Cache::new(stromen), bronnen: Cache::new(stromen) });
        let volger: Arc<dyn Observer> = geheugen.clone();
        store.observe(&volger);
        geheugen
    }

    /// In which relations the caller stood to a stream when it was last seen, and at which versions that is still so.
    pub(crate) fn weet(&self, beller: &Beller, stroom: Uuid) -> Option<(Relaties, Vec<Guard>)> {
        let bronnen = self.gevraagd.get(&(beller.gemeente.clone(), stroom))?;
        let guards =
            bronnen.iter().map(|bron| Guard { stream: bron.stroom, version: bron.versie.load(Ordering::Acquire) });
        let guards: Vec<_> = guards.collect();
        let geldt = guards.iter().all(|guard| guard.version != VOORBIJ);
        geldt.then(|| (relaties_van(beller, bronnen.iter().map(Arc::as_ref)), guards))
    }

    /// Asks the store, and remembers what it says.
    pub(crate) async fn leer(
        &self,
        store: &EventStore,
        beller: &Beller,
        stroom: Uuid,
    ) -> Result<Relaties, ProjectionError> {
        let gelezen = bronnen_uit(&store.query(LEER, args![&beller.gemeente, stroom]).await?)?;
        let relaties = relaties_van(beller, &gelezen);
        if !gelezen.is_empty() {
            let bronnen = gelezen.into_iter().map(|bron| self.zet(&beller.gemeente, bron)).collect();
            self.gevraagd.insert((beller.gemeente.clone(), stroom), bronnen);
        }
        Ok(relaties)
    }

    /// Remembers a stream, or keeps what is remembered of it at this very version: others rest on that as well.
    fn zet(&self, gemeente: &Gemeente, bron: Bron) -> Arc<Bron> {
        let sleutel = (gemeente.clone(), bron.stroom);
        let versie = bron.versie.load(Ordering::Acquire);
        if let Some(eerder) = self.bronnen.get(&sleutel).filter(|b| b.versie.load(Ordering::Acquire) == versie) {
            return eerder;
        }
        let bron = Arc::new(bron);
        self.bronnen.insert(sleutel, Arc::clone(&bron));
        bron
    }
}

impl Observer for Relatiegeheugen {
    fn stored(&self, events: &[Recorded]) {
        for event in events {
            let sleutel = (event.gemeente.clone(), event.stream);
            let Some(bron) = self.bronnen.get(&sleutel) else { continue };
            // An event in between was another process's: then this one says too little.
            let volgt = |versie| versie + 1 == event.version && laat_relaties(event).unwrap_or_default();
            let nu = bron.versie.fetch_update(Ordering::AcqRel, Ordering::Acquire, |versie| {
                (versie < event.version).then(|| if volgt(versie) { event.version } else { VOORBIJ })
            });
            if nu.is_ok() && bron.versie.load(Ordering::Acquire) == VOORBIJ {
                self.bronnen.remove(&sleutel);
            }
        }
    }
}

fn relaties_van<'b>(beller: &Beller, bronnen: impl IntoIterator<Item = &'b Bron>) -> Relaties {
    let gedaanten = gedaanten(beller);
    let alle = bronnen.into_iter().flat_map(|bron| &bron.relaties);
    alle.filter(|(_, wie)| gedaanten.contains(wie)).map(|(relatie, _)| *relatie).collect()
}

fn bronnen_uit(rows: &[Row]) -> Result<Vec<Bron>, ProjectionError> {
    let mut per_stroom: BTreeMap<Uuid, (u64, Vec<(Relatie, String)>)> = BTreeMap::new();
    for row in rows {
        // Nobody is involved in what does not exist, and its beginning would not be noticed.
        if row.opt_int(1)?.is_none() {
            continue;
        }
        let (_, relaties) = per_stroom.entry(row.uuid(0)?).or_insert((row.nat(1)?, Vec::new()));
        if let (Some(soort), Some(wie)) = (row.opt_text(2)?, row.opt_text(3)?) {
            relaties.push((relatie(&soort)?, wie));
        }
    }
    let bron = |(stroom, (versie, relaties))| Bron { stroom, versie: AtomicU64::new(versie), relaties };
    Ok(per_stroom.into_iter().map(bron).collect())
}
