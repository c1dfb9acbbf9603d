//! The front door behind the edge: every change of every aggregate passes through [`Application::voer`].

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use hmac::{Hmac, KeyInit as _, Mac as _};
use regieboek_access::Toegang;
use regieboek_event_store::{Appended, Batch, ClaimKey, EventStore, Lease, Receipt};
use regieboek_kernel::{Beslisser, Bsn, Clock, CommandId, Gemeente, HuishoudenId, Tijdstip};
use sha2::Sha256;
use tokio::time::sleep;
use uuid::Uuid;

use crate::aanvraag::Aanvraag;
use crate::cache::{AggregateCache, GEHEUGEN_MIB};
use crate::error::{Stand, UseCaseError};
use crate::poging::{Aggregaat, Poging};

/// A command is decided again when somebody else won a stream it relies on, three times (DESIGN 3), and about this long
/// after each loss: longer each time, so that a row of terms that pass on one huishouden is over before a person is refused.
const PAUZES: [Duration; 3] = [Duration::from_millis(10), Duration::from_millis(50), Duration::from_millis(250)];

/// Where new ids come from. The edge implements it.
pub trait IdSource: Send + Sync {
    /// An id that was never given before.
    fn nieuw(&self) -> Uuid;
}

/// The secret with which BSN claims are made; without it a claim says nothing about a BSN.
#[derive(Clone)]
pub struct BsnGeheim(Arc<[u8]>);

impl BsnGeheim {
    /// Wraps the secret; at least 32 bytes.
    pub fn new(bytes: &[u8]) -> Option<Self> {
        (bytes.len() >= 32).then(|| Self(bytes.into()))
    }

    fn claim(&self, gemeente: &Gemeente, bsn: &Bsn) -> Option<ClaimKey> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).ok()?;
        mac.update(b"bsn-al-bekend");
        mac.update(gemeente.as_str().as_bytes());
        mac.update(bsn.cijfers().as_bytes());
        Some(ClaimKey { scope: "bsn-al-bekend", key: mac.finalize().into_bytes().to_vec() })
    }
}

impl BsnGeheim {
    /// A keyed hash of these parts, for another purpose than a claim.
    fn sleutel(&self, gemeente: &Gemeente, doel: &str, delen: &[&str]) -> Option<String> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).ok()?;
        for deel in [doel, gemeente.as_str()].iter().chain(delen) {
            mac.update(deel.as_bytes());
            mac.update(&[0]);
        }
        Some(mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

impl std::fmt::Debug for BsnGeheim {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("***")
    }
}

/// The use cases and what they need.
#[derive(Clone)]
pub struct Application {
    pub(crate) store: EventStore,
    cache: AggregateCache,
    clock: Arc<dyn Clock>,
    ids: Arc<dyn IdSource>,
    bsn_geheim: BsnGeheim,
    /// Under which everything is written, when this works for a worker.
    lease: Option<Lease>,
}

impl Application {
    /// Wires the use cases.
    pub fn new(store: EventStore, clock: Arc<dyn Clock>, ids: Arc<dyn IdSource>, bsn_geheim: BsnGeheim) -> Self {
        Self { store, cache: AggregateCache::new(GEHEUGEN_MIB), clock, ids, bsn_geheim, lease: None }
    }

    /// The same use cases, which remember so many MiB of cases between two commands instead of [`GEHEUGEN_MIB`]; with none,
    /// each command reads its case anew.
    #[must_use]
    pub fn met_geheugen(self, mib: usize) -> Self {
        Self { cache: AggregateCache::new(mib), ..self }
    }

    /// The same use cases, for a worker: what it writes once another took over is refused with
    /// [`UseCaseError::Afgelost`].
    #[must_use]
    pub fn onder(&self, lease: Lease) -> Self {
        Self { lease: Some(lease), ..self.clone() }
    }

    /// The present instant of the domain.
    pub fn nu(&self) -> Tijdstip {
        self.clock.now()
    }

    /// An id that was never given before.
    pub fn nieuw_id(&self) -> Uuid {
        self.ids.nieuw()
    }

    /// The answer that was given to this key before, if any. A retry is answered before anything is decided.
    ///
    /// # Errors
    /// The store cannot be read.
    pub async fn eerdere_ontvangst(
        &self,
        gemeente: &Gemeente,
        sleutel: &[u8; 32],
    ) -> Result<Option<Receipt>, UseCaseError> {
        self.store.receipt(gemeente, sleutel).await.map_err(|e| UseCaseError::db(&e))
    }

    /// Whether the store answers.
    ///
    /// # Errors
    /// It does not.
    pub async fn gereed(&self) -> Result<(), UseCaseError> {
        self.store.ready().await.map_err(|e| UseCaseError::db(&e))
    }

    /// As [`EventStore::failing`].
    pub fn slaat_niet_op(&self) -> BTreeMap<Gemeente, Tijdstip> {
        self.store.failing()
    }

    /// Who holds the claim on this BSN: the active huishouden it is in.
    ///
    /// # Errors
    /// The store cannot be read.
    pub async fn huishouden_met_bsn(
        &self,
        gemeente: &Gemeente,
        bsn: &Bsn,
    ) -> Result<Option<HuishoudenId>, UseCaseError> {
        let key = self.bsn_claim(gemeente, bsn)?;
        let houder = self.store.claim_owner(gemeente, &key).await.map_err(|e| UseCaseError::db(&e))?;
        Ok(houder.map(HuishoudenId::new))
    }

    pub(crate) fn bsn_claim(&self, gemeente: &Gemeente, bsn: &Bsn) -> Result<ClaimKey, UseCaseError> {
        self.bsn_geheim.claim(gemeente, bsn).ok_or_else(|| UseCaseError::Storing("HMAC key".to_owned()))
    }

    /// By what a second registration of the same person shows; without the secret it says nothing about them.
    pub(crate) fn geheime_sleutel(&self, gemeente: &Gemeente, delen: &[&str]) -> Result<String, UseCaseError> {
        self.bsn_geheim
            .sleutel(gemeente, "mogelijk-dubbel", delen)
            .ok_or_else(|| UseCaseError::Storing("HMAC key".to_owned()))
    }

    /// Lets `stap` load, decide and gather, and stores the result; decides again when somebody else won a stream that the
    /// caller did not name (three times, after a pause), and refuses when the named one has moved on. When a copy of this
    /// very request was stored meanwhile, its receipt is the answer, whatever the rules say of doing it twice.
    ///
    /// When the gate's answer was a remembered one ([`Aanvraag::grond`]), it is tried once, and a refusal says nothing yet:
    /// whoever gets one lets the gate ask and tries again.
    ///
    /// # Errors
    /// Everything in [`UseCaseError`]; nothing is stored then.
    pub async fn voer(
        &self,
        gemeente: &Gemeente,
        aanvraag: &Aanvraag,
        genoemd: Option<Uuid>,
        stap: impl AsyncFn(&mut Poging<'_>) -> Result<(), UseCaseError>,
    ) -> Result<Receipt, UseCaseError> {
        let fout = match self.besluit_en_bewaar(gemeente, aanvraag, genoemd, stap).await {
            Ok(receipt) => return Ok(receipt),
            Err(fout) if !aanvraag.grond.is_empty() => return Err(fout),
            Err(fout) => fout,
        };
        match self.store.receipt(gemeente, &aanvraag.sleutel).await {
            Ok(Some(receipt)) if receipt.fingerprint == aanvraag.fingerprint => Ok(receipt),
            Ok(Some(_)) => Err(UseCaseError::SleutelHergebruikt),
            Ok(None) | Err(_) => Err(fout),
        }
    }

    async fn besluit_en_bewaar(
        &self,
        gemeente: &Gemeente,
        aanvraag: &Aanvraag,
        genoemd: Option<Uuid>,
        stap: impl AsyncFn(&mut Poging<'_>) -> Result<(), UseCaseError>,
    ) -> Result<Receipt, UseCaseError> {
        let genoemd_met_versie = aanvraag.verwacht.and(genoemd);
        let op_onthouden_grond = !aanvraag.grond.is_empty();
        let mut remembered = true;
        let mut pauzes = if op_onthouden_grond { &[][..] } else { &PAUZES }.iter();
        loop {
            let nu = self.clock.now();
            let mut poging = Poging::begin(&self.store, &self.cache, remembered, gemeente, aanvraag, nu).await?;
            let fout = match stap(&mut poging).await {
                Ok(()) => match self.store.append(gemeente, self.batch(&mut poging)?).await {
                    Ok(Appended::New(receipt)) => {
                        poging.remember();
                        return Ok(receipt);
                    }
                    Ok(Appended::Replayed(receipt)) => return Ok(receipt),
                    Err(fout) => {
                        // Whoever won in this process left its outcome in memory: reading it again would only lose again.
                        poging.forget();
                        remembered = true;
                        match (UseCaseError::van_append(fout, genoemd_met_versie), pauzes.next()) {
                            (None, Some(pauze)) => {
                                sleep(gespreid(*pauze, aanvraag.command)).await;
                                None
                            }
                            (None, None) => Some(UseCaseError::Ingehaald(self.stand(gemeente, genoemd).await)),
                            (fout, _) => fout,
                        }
                    }
                },
                // What this process remembered may be old: nobody is refused on that.
                Err(_) if poging.relied_on_memory() && !op_onthouden_grond => {
                    poging.forget();
                    remembered = false;
                    None
                }
                Err(fout) => Some(fout),
            };
            match fout {
                Some(UseCaseError::Verouderd(_)) => {
                    return Err(UseCaseError::Verouderd(self.stand(gemeente, genoemd).await));
                }
                Some(fout) => return Err(fout),
                None => {}
            }
        }
    }

    /// What is stored, on condition that whoever does it under a lease still holds that.
    fn batch(&self, poging: &mut Poging<'_>) -> Result<Batch, UseCaseError> {
        let mut batch = poging.batch()?;
        batch.claims.extend(self.lease.as_ref().map(Lease::claim));
        Ok(batch)
    }

    /// The commonest use case: one command to one existing aggregate.
    ///
    /// # Errors
    /// As [`Application::voer`].
    pub async fn pas_toe<A: Aggregaat, H>(
        &self,
        toegang: &Toegang<H>,
        aanvraag: &Aanvraag,
        wat: <A as Beslisser>::Command,
    ) -> Result<Receipt, UseCaseError>
    where
        H: regieboek_access::Handeling,
    {
        let id = toegang.resource();
        self.voer(toegang.gemeente(), aanvraag, Some(id), async |poging| {
            let geladen = poging.laad_genoemd::<A>(id).await?;
            let opdracht = toegang.opdracht(wat.clone(), poging.nu, poging.gebeurd_op());
            poging.besluit(&geladen, opdracht)
        })
        .await
    }

    /// The other common one: a command that begins a new aggregate.
    ///
    /// # Errors
    /// As [`Application::voer`].
    pub async fn begin<A: Aggregaat, H>(
        &self,
        toegang: &Toegang<H>,
        aanvraag: &Aanvraag,
        id: Uuid,
        wat: <A as Beslisser>::Command,
    ) -> Result<Receipt, UseCaseError>
    where
        H: regieboek_access::Handeling,
    {
        self.voer(toegang.gemeente(), aanvraag, None, async |poging| {
            let nieuw = poging.nieuw::<A>(id);
            let opdracht = toegang.opdracht(wat.clone(), poging.nu, poging.gebeurd_op());
            poging.besluit(&nieuw, opdracht)
        })
        .await
    }

    /// The last thing that happened to a stream; best effort, for the body of a conflict.
    async fn stand(&self, gemeente: &Gemeente, stream: Option<Uuid>) -> Option<Stand> {
        let laatste = self.store.last(gemeente, stream?).await.ok()??;
        Some(Stand {
            versie: laatste.version,
            functie: laatste.decode_metadata().ok()?.verantwoording.wie.functie(),
            feitcode: laatste.code,
            vastgelegd_op: laatste.vastgelegd_op,
        })
    }
}

/// Half to one and a half times a pause, by the random end of the command's id: who lost together do not meet again.
fn gespreid(pauze: Duration, command: CommandId) -> Duration {
    let [.., laatste] = command.uuid().into_bytes();
    pauze / 2 + pauze * u32::from(laatste) / u32::from(u8::MAX)
}
