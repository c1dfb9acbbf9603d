//! The grammar of every aggregate: an `Opdracht` goes in, `Vastgelegd` facts or one `Regelfout` come out.

use std::fmt::Debug;

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::beleid::Beleid;
use crate::tijd::Tijdstip;
use crate::verantwoording::Verantwoording;

/// A command with the accountability it brings and the instant at which it is judged.
#[derive(Debug, Clone, PartialEq)]
pub struct Opdracht<C> {
    /// What is asked.
    pub wat: C,
    /// Who asks, on which authority, since when, why.
    pub verantwoording: Verantwoording,
    /// The instant of the command by the injected clock; authority and terms are tested against it, never against
    /// `verantwoording.gebeurd_op` (backdating never moves a test).
    pub nu: Tijdstip,
}

/// A fact with its accountability: the event of every aggregate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Vastgelegd<F> {
    /// What happened.
    pub feit: F,
    /// Who did it, on which authority, when, why.
    pub verantwoording: Verantwoording,
}

/// What can happen to one kind of aggregate. Made by [`crate::feiten!`].
pub trait Feit: Serialize + DeserializeOwned + Clone + PartialEq + Debug + Send + Sync + 'static {
    /// Every (opaque stable code, readable name) pair.
    const CODES: &'static [(&'static str, &'static str)];
    /// The opaque code under which this fact is stored for ever.
    fn code(&self) -> &'static str;
    /// The readable name, as `PlanGeopend`.
    fn naam(&self) -> &'static str;
    /// Version of the payload's shape.
    fn schema_versie(&self) -> u16 {
        1
    }
}

impl<F: Feit> cqrs_es::DomainEvent for Vastgelegd<F> {
    fn event_type(&self) -> String {
        self.feit.code().to_owned()
    }

    fn event_version(&self) -> String {
        self.feit.schema_versie().to_string()
    }
}

/// A broken rule: a stable code and a Dutch explanation (its `Display`).
pub trait Regelfout: std::error::Error + Send + Sync + 'static {
    /// Kebab-case name of the rule, the last part of the problem's `type`.
    fn code(&self) -> &'static str;
}

/// A consistency boundary: pure and total decisions over facts.
pub trait Beslisser:
    Default + Clone + PartialEq + Debug + Serialize + DeserializeOwned + Send + Sync + 'static
{
    /// Name of the stream type, as `mandaat`.
    const TYPE: &'static str;
    /// What can be asked.
    type Command: Debug + Clone + Send + Sync + 'static;
    /// What can happen.
    type Event: Feit;
    /// What can be refused.
    type Error: Regelfout;

    /// Decides what happens, or names the rule that forbids it. Pure and total; an empty list means that it was so already.
    fn decide(
        &self,
        opdracht: Opdracht<Self::Command>,
        beleid: &Beleid,
    ) -> Result<Vec<Vastgelegd<Self::Event>>, Self::Error>;

    /// The state after a fact. Total: an event that was stored is always accepted.
    #[must_use]
    fn evolve(self, event: Vastgelegd<Self::Event>) -> Self;

    /// The state after a whole history.
    fn na(events: impl IntoIterator<Item = Vastgelegd<Self::Event>>) -> Self {
        events.into_iter().fold(Self::default(), Self::evolve)
    }
}

/// Declares the facts of an aggregate: an enum whose variants each hold one struct, stored under an opaque code.
///
/// The payload is externally tagged with the code, so that not even the name of what happened is in clear beside it.
#[macro_export]
macro_rules! feiten {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$vmeta:meta])* $code:literal => $variant:ident($inhoud:ty)),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[$vmeta])* #[serde(rename = $code)] $variant($inhoud)),*
        }

        impl $crate::Feit for $name {
            const CODES: &'static [(&'static str, &'static str)] = &[$(($code, stringify!($variant))),*];

            fn code(&self) -> &'static str {
                match self { $(Self::$variant(_) => $code),* }
            }

            fn naam(&self) -> &'static str {
                match self { $(Self::$variant(_) => stringify!($variant)),* }
            }
        }
    };
}

/// The cqrs-es shell around a [`Beslisser`]; identical for every aggregate.
#[macro_export]
macro_rules! aggregate {
    ($name:ident) => {
        impl cqrs_es::Aggregate for $name {
            const TYPE: &'static str = <Self as $crate::Beslisser>::TYPE;
            type Command = $crate::Opdracht<<Self as $crate::Beslisser>::Command>;
            type Event = $crate::Vastgelegd<<Self as $crate::Beslisser>::Event>;
            type Error = <Self as $crate::Beslisser>::Error;
            type Services = $crate::Beleid;

            async fn handle(
                &mut self,
                opdracht: Self::Command,
                beleid: &$crate::Beleid,
                sink: &cqrs_es::event_sink::EventSink<Self>,
            ) -> Result<(), Self::Error> {
                for event in $crate::Beslisser::decide(self, opdracht, beleid)? {
                    sink.write(event, self).await;
                }
                Ok(())
            }

            fn apply(&mut self, event: Self::Event) {
                *self = $crate::Beslisser::evolve(std::mem::take(self), event);
            }
        }
    };
}
