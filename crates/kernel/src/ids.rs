//! One typed id per concept; every id of the domain is declared in this one list.

use crate::codes::Gemeente;

/// Declares newtypes over [`uuid::Uuid`] that cannot be mistaken for each other.
macro_rules! typed_ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(uuid::Uuid);

        impl $name {
            /// Wraps an id that the edge made or read.
            pub const fn new(id: uuid::Uuid) -> Self {
                Self(id)
            }

            /// The bare uuid, for storage and wire.
            pub const fn uuid(self) -> uuid::Uuid {
                self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(s: &str) -> Result<Self, Self::Err> {
                s.parse().map(Self)
            }
        }
    )*};
}

typed_ids! {
    /// A huishouden: people who live together as one unit of support (DOMAIN 3).
    HuishoudenId,
    /// A lid: a member of a huishouden.
    LidId,
    /// A doel of the plan.
    DoelId,
    /// An actie of the plan, or an afspraak where no plan is needed.
    ActieId,
    /// A toestemming.
    ToestemmingId,
    /// A signaal.
    SignaalId,
    /// A brede intake.
    IntakeId,
    /// A mandaat (Awb 10:1).
    MandaatId,
    /// A mandaatbesluit: the college's decision that mandaten rest on.
    MandaatbesluitId,
    /// The SKJ registration of one professional.
    SkjRegistratieId,
    /// A doorverwijzing.
    DoorverwijzingId,
    /// An escalatie naar het Meer-team.
    EscalatieId,
    /// A doorbraak decision within an escalatie.
    DoorbraakId,
    /// The policy of a municipality: uuid v5 of its code, one per municipality.
    BeleidsboekId,
    /// A professional: uuid v5 of (issuer, subject) of the token.
    ProfessionalId,
    /// An event in the log.
    EventId,
    /// A command: the cause of one append.
    CommandId,
}

/// Uuid v5 of `urn:regieboek:beleidsboek` under the URL namespace; fixed for ever.
const BELEIDSBOEKEN: uuid::Uuid = uuid::Uuid::from_u128(0x4faaca5c_7526_5b99_86fa_71d64ed8e605);

impl BeleidsboekId {
    /// That of this municipality; found without an index, also before there is one.
    pub fn van(gemeente: &Gemeente) -> Self {
        Self(uuid::Uuid::new_v5(&BELEIDSBOEKEN, gemeente.as_str().as_bytes()))
    }
}

/// The half of an id that holds the time, when it is of version 7.
const WANNEER: u128 = u128::MAX << 64;

impl EventId {
    /// The id of what a command caused, by its number: the same each time. It begins as the command's own id, so ids that are
    /// given in the order of time (RFC 9562, version 7) lie beside each other in the log's indexes too; the rest is a hash of
    /// both.
    pub fn van(command: CommandId, volgnummer: u16) -> Self {
        let hash = uuid::Uuid::new_v5(&command.0, &volgnummer.to_be_bytes()).as_u128();
        Self(uuid::Uuid::from_u128(command.0.as_u128() & WANNEER | hash & !WANNEER))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const EERSTE: u128 = 0x0193_a3f0_7c3e_7000_8000_0000_0000_0000;

    fn command(nummer: u128) -> CommandId {
        CommandId::new(uuid::Uuid::from_u128(EERSTE + nummer))
    }

    #[test]
    fn wat_een_opdracht_veroorzaakt_heeft_een_eigen_id_dat_steeds_hetzelfde_is() {
        // Also when the ids of the commands follow each other.
        let van = |nummer| (0..20).map(move |volgnummer| EventId::van(command(nummer), volgnummer));
        let ids: BTreeSet<_> = (0..100).flat_map(van).collect();
        assert_eq!(ids.len(), 2000);
        assert_eq!(EventId::van(command(1), 7), EventId::van(command(1), 7));
    }

    #[test]
    fn wat_een_latere_opdracht_veroorzaakt_komt_later() {
        let later = EventId::van(command(1 << 80), 0);
        assert!((0..1000).all(|volgnummer| EventId::van(command(0), volgnummer) < later));
    }
}
