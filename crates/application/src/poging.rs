//! One attempt at a command: load, decide, and gather what must be stored together.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use regieboek_beleid::Beleidsboek;
use regieboek_event_store::{Batch, Claim, ClaimKey, EventStore, Guard, NewEvent, Recorded, StreamAppend};
use regieboek_kernel::{Beleid, BeleidsboekId, Beslisser, EventId, Gemeente, Opdracht, Tijdstip, Vastgelegd};
use uuid::Uuid;

use crate::aanvraag::Aanvraag;
use crate::cache::AggregateCache;
use crate::error::UseCaseError;
use crate::omvang::Omvang;

/// What holds until the policy of a municipality was read.
static STANDAARD: LazyLock<Arc<Beleidsboek>> = LazyLock::new(Arc::default);

/// An aggregate as the framework and the kernel know it.
pub trait Aggregaat:
    Beslisser
    + cqrs_es::Aggregate<
        Command = Opdracht<<Self as Beslisser>::Command>,
        Event = Vastgelegd<<Self as Beslisser>::Event>,
        Error = <Self as Beslisser>::Error,
        Services = Beleid,
    >
{
}

impl<A> Aggregaat for A where
    A: Beslisser
        + cqrs_es::Aggregate<
            Command = Opdracht<<A as Beslisser>::Command>,
            Event = Vastgelegd<<A as Beslisser>::Event>,
            Error = <A as Beslisser>::Error,
            Services = Beleid,
        >
{
}

/// An aggregate as it was read, with the version that an append must still find.
#[derive(Debug, Clone)]
pub struct Geladen<A> {
    /// Stream id.
    pub id: Uuid,
    /// Version it was read at; 0 when it does not exist yet.
    pub versie: u64,
    /// About how many bytes its state takes.
    pub(crate) omvang: Omvang,
    /// Its state.
    pub state: Arc<A>,
}

/// One attempt. What it gathers is stored in one append, or not at all.
///
/// Whatever it reads is guarded when it is stored: nothing is decided on what has changed since.
pub struct Poging<'a> {
    store: &'a EventStore,
    cache: &'a AggregateCache,
    /// Whether remembered aggregates will do, or the store must be asked.
    remembered: bool,
    relied_on_memory: Cell<bool>,
    beleidsboek: Arc<Beleidsboek>,
    gemeente: &'a Gemeente,
    aanvraag: &'a Aanvraag,
    /// The instant of the command.
    pub nu: Tijdstip,
    read: RefCell<BTreeMap<Uuid, u64>>,
    streams: Vec<StreamAppend>,
    claims: Vec<Claim>,
    decided: Vec<Box<dyn Decided>>,
}

impl<'a> Poging<'a> {
    /// Begins with the policy of the municipality, which is guarded like everything else that is read.
    pub(crate) async fn begin(
        store: &'a EventStore,
        cache: &'a AggregateCache,
        remembered: bool,
        gemeente: &'a Gemeente,
        aanvraag: &'a Aanvraag,
        nu: Tijdstip,
    ) -> Result<Self, UseCaseError> {
        let mut poging = Self {
            store,
            cache,
            remembered,
            relied_on_memory: Cell::new(false),
            beleidsboek: Arc::clone(&*STANDAARD),
            gemeente,
            aanvraag,
            nu,
            read: RefCell::new(aanvraag.grond.iter().map(|grond| (grond.stream, grond.version)).collect()),
            streams: Vec::new(),
            claims: Vec::new(),
            decided: Vec::new(),
        };
        poging.beleidsboek = poging.laad_of_niet(BeleidsboekId::van(gemeente).uuid()).await?.state;
        Ok(poging)
    }

    /// The policy in force on the day of the command.
    pub fn beleid(&self) -> &Beleid {
        self.beleidsboek.op(self.nu.datum())
    }

    /// When it happened, as the caller says.
    pub fn gebeurd_op(&self) -> Option<Tijdstip> {
        self.aanvraag.gebeurd_op
    }

    /// Reads an aggregate that must exist.
    ///
    /// # Errors
    /// [`UseCaseError::NietGevonden`]; or the store cannot be read.
    pub async fn laad<A: Aggregaat>(&self, id: Uuid) -> Result<Geladen<A>, UseCaseError> {
        let geladen = self.laad_of_niet(id).await?;
        if geladen.versie == 0 { Err(UseCaseError::NietGevonden) } else { Ok(geladen) }
    }

    /// Reads an aggregate that need not exist; its absence is guarded like any version.
    ///
    /// # Errors
    /// The store cannot be read; [`UseCaseError::Ingehaald`] when what opened the gate has changed since.
    pub async fn laad_of_niet<A: Aggregaat>(&self, id: Uuid) -> Result<Geladen<A>, UseCaseError> {
        let grond = self.aanvraag.grond.iter().find(|grond| grond.stream == id).map(|grond| grond.version);
        let geldt = |geladen: &Geladen<A>| grond.is_none_or(|versie| versie == geladen.versie);
        let remembered = if self.remembered { self.cache.get::<A>(self.gemeente, id).filter(geldt) } else { None };
        let geladen = match remembered {
            Some(geladen) => {
                self.relied_on_memory.set(true);
                geladen
            }
            None => {
                let geladen = laad(self.store, self.gemeente, id).await?;
                self.cache.put(self.gemeente, &geladen);
                geladen
            }
        };
        if !geldt(&geladen) {
            return Err(UseCaseError::Ingehaald(None));
        }
        self.read.borrow_mut().entry(id).or_insert(geladen.versie);
        Ok(geladen)
    }

    /// Reads the aggregate that the caller named, and holds it against the version the caller has seen.
    ///
    /// # Errors
    /// As [`Poging::laad`]; [`UseCaseError::Verouderd`] when it has moved on.
    pub async fn laad_genoemd<A: Aggregaat>(&self, id: Uuid) -> Result<Geladen<A>, UseCaseError> {
        let geladen = self.laad::<A>(id).await?;
        match self.aanvraag.verwacht {
            Some(verwacht) if verwacht != geladen.versie => Err(UseCaseError::Verouderd(None)),
            Some(_) | None => Ok(geladen),
        }
    }

    /// An aggregate that does not exist yet.
    pub fn nieuw<A: Aggregaat>(&self, id: Uuid) -> Geladen<A> {
        Geladen { id, versie: 0, omvang: Omvang::default(), state: Arc::default() }
    }

    /// Lets the aggregate decide and gathers what happens. The first one decided on is the one the receipt speaks of.
    ///
    /// # Errors
    /// The rule that forbids it.
    pub fn besluit<A: Aggregaat>(
        &mut self,
        geladen: &Geladen<A>,
        opdracht: Opdracht<<A as Beslisser>::Command>,
    ) -> Result<(), UseCaseError> {
        let feiten = geladen.state.decide(opdracht, self.beleid())?;
        self.neem_op(geladen, feiten)
    }

    /// The same, and answers what becomes of the aggregate.
    ///
    /// # Errors
    /// As [`Poging::besluit`].
    pub fn na_besluit<A: Aggregaat>(
        &mut self,
        geladen: &Geladen<A>,
        opdracht: Opdracht<<A as Beslisser>::Command>,
    ) -> Result<A, UseCaseError> {
        let feiten = geladen.state.decide(opdracht, self.beleid())?;
        let na = na(A::clone(&geladen.state), feiten.iter().cloned());
        self.neem_op(geladen, feiten)?;
        Ok(na)
    }

    fn neem_op<A: Aggregaat>(
        &mut self,
        geladen: &Geladen<A>,
        feiten: Vec<Vastgelegd<<A as Beslisser>::Event>>,
    ) -> Result<(), UseCaseError> {
        let Aanvraag { command, correlatie, .. } = *self.aanvraag;
        let al = self.streams.iter().map(|s| s.events.len()).sum::<usize>();
        let mut events = Vec::with_capacity(feiten.len());
        for (volgnummer, feit) in feiten.iter().enumerate() {
            let volgnummer = u16::try_from(al + volgnummer).map_err(|e| UseCaseError::Storing(e.to_string()))?;
            let id = EventId::van(command, volgnummer);
            let new = NewEvent::encode(id, feit, command, correlatie, self.beleid().versie);
            events.push(new.map_err(|e| UseCaseError::Storing(e.to_string()))?);
        }
        let erbij = events.iter().map(|event| event.payload.len()).sum();
        self.decided.push(Box::new(Besluit { voor: geladen.clone(), feiten, erbij }));
        let stream_type = <A as Beslisser>::TYPE;
        self.streams.push(StreamAppend { stream_type, stream: geladen.id, expected: geladen.versie, events });
        Ok(())
    }

    /// Takes a unique key.
    pub fn neem(&mut self, key: ClaimKey, owner: Uuid) {
        self.claims.push(Claim::Take { key, owner });
    }

    /// Gives a unique key back.
    pub fn geef_terug(&mut self, key: ClaimKey, owner: Uuid) {
        self.claims.push(Claim::Release { key, owner });
    }

    /// Demands that nobody holds a unique key.
    pub fn vrij(&mut self, key: ClaimKey) {
        self.claims.push(Claim::AssertFree { key });
    }

    /// What must be stored: written streams at the version they were read, and a guard on all that were only read.
    pub(crate) fn batch(&mut self) -> Result<Batch, UseCaseError> {
        let subject = self
            .streams
            .first()
            .map(|s| s.stream)
            .ok_or_else(|| UseCaseError::Storing("nothing decided".to_owned()))?;
        let streams = std::mem::take(&mut self.streams);
        let read = self.read.borrow();
        let only_read = read.iter().filter(|(id, _)| streams.iter().all(|written| written.stream != **id));
        let guards = only_read.map(|(stream, version)| Guard { stream: *stream, version: *version }).collect();
        Ok(Batch {
            command: self.aanvraag.command,
            receipt: Some(self.aanvraag.receipt(subject)),
            streams,
            guards,
            claims: std::mem::take(&mut self.claims),
            now: self.nu,
        })
    }

    /// Whether anything was decided on what this process remembered rather than read.
    pub(crate) fn relied_on_memory(&self) -> bool {
        self.relied_on_memory.get()
    }

    /// Remembers what was stored.
    pub(crate) fn remember(self) {
        for decided in self.decided {
            decided.remember(self.cache, self.gemeente);
        }
    }

    /// Forgets what was read: something of it has moved on.
    pub(crate) fn forget(&self) {
        for (id, version) in self.read.borrow().iter() {
            self.cache.forget(self.gemeente, *id, *version);
        }
    }
}

/// What was decided on an aggregate.
struct Besluit<A: Aggregaat> {
    voor: Geladen<A>,
    feiten: Vec<Vastgelegd<<A as Beslisser>::Event>>,
    /// How many bytes the facts say.
    erbij: usize,
}

/// The same on an aggregate of whatever type.
trait Decided {
    /// Remembers what became of it.
    fn remember(self: Box<Self>, cache: &AggregateCache, gemeente: &Gemeente);
}

impl<A: Aggregaat> Decided for Besluit<A> {
    fn remember(self: Box<Self>, cache: &AggregateCache, gemeente: &Gemeente) {
        let Self { voor: Geladen { id, versie, omvang, state }, feiten, erbij } = *self;
        // Mostly nobody else looks at it, and it becomes what it is now without being copied.
        cache.let_go(gemeente, id, &state);
        let versie = versie + feiten.len() as u64;
        let state = na(Arc::unwrap_or_clone(state), feiten);
        cache.put(gemeente, &Geladen { id, versie, omvang: omvang.na(erbij, &state), state: Arc::new(state) });
    }
}

fn na<A: Aggregaat>(mut state: A, feiten: impl IntoIterator<Item = Vastgelegd<<A as Beslisser>::Event>>) -> A {
    feiten.into_iter().for_each(|feit| state.apply(feit));
    state
}

pub(crate) async fn laad<A: Aggregaat>(
    store: &EventStore,
    gemeente: &Gemeente,
    id: Uuid,
) -> Result<Geladen<A>, UseCaseError> {
    let volgende = |(_, state): (u64, A), recorded: Recorded| {
        if recorded.stream_type != <A as Beslisser>::TYPE {
            return Err(UseCaseError::NietGevonden);
        }
        Ok((recorded.version, state.evolve(recorded.decode().map_err(|e| UseCaseError::decode(&e))?)))
    };
    let gelezen = store.fold(gemeente, id, (0, A::default()), volgende).await;
    let (versie, state) = gelezen.map_err(|e| UseCaseError::db(&e))??;
    Ok(Geladen { id, versie, omvang: Omvang::van(&state), state: Arc::new(state) })
}
