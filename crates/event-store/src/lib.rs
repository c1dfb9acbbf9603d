//! The log: one append-only order of events per gemeente, on SQLite or PostgreSQL.
//!
//! ```text
//! append -> lane (one per gemeente) -> appender -> judge the group in memory (overlay), as of a position of the head
//!                                              -> move the head from there, and write events, claims, receipts
//!                                              -> inline projections -> COMMIT -> observers -> answer
//! ```
//!
//! Invariants:
//! 1. Positions are 1, 2, 3, ... without gaps; position order is commit order.
//! 2. A batch is stored whole or not at all; nothing is answered before it is durable.
//! 3. A stored event is never changed: grants, triggers, and a hash chain per stream say so.
//! 4. `vastgelegd_op` never decreases with position.
//! 5. The gemeente is in every key and in every statement.
//! 6. A transaction in which one statement failed, or was abandoned, cannot be committed.
//!
//! Absent on purpose: any word of the domain, any clock, any random source. Other crates see [`Tx`], never a pool.

mod appender;
mod backup;
mod batch;
mod checkpoint;
mod config;
mod copy;
mod database;
mod db;
mod error;
mod lane;
mod leaf;
mod lease;
mod memory;
mod metadata;
mod observer;
mod overlay;
mod places;
mod postgres;
mod projection;
mod rebuild;
mod recorded;
mod replay;
mod schema;
mod sqlite;
mod store;
mod tx;
mod verify;

pub use backup::{BackupError, Contents, LogHead, Manifest, Restored};
pub use batch::*;
pub use config::{DatabaseUrl, StoreConfig, UnknownDatabase};
pub use copy::CopyError;
pub use db::{Arg, InsertRows, Row};
pub use error::{ChainError, DbError, OpenError, ProjectionError};
pub use leaf::{LeafInput, TextHashes, leaf_bytes, leaf_hash};
pub use lease::{Held, Lease, Standing};
pub use metadata::Metadata;
pub use observer::Observer;
pub use projection::Projection;
pub use recorded::*;
pub use replay::Replay;
pub use store::EventStore;
pub use tx::Tx;
