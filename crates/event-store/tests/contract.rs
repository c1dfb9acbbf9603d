//! The contract of the event store: one suite, run on SQLite and on PostgreSQL.

/// Makes two tests of each function: one per database, each with a fresh database of its own.
macro_rules! on_both {
    ($($case:ident),* $(,)?) => {$(
        mod $case {
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                crate::contract::world::run_on_sqlite(super::$case).await;
            }
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                crate::contract::world::run_on_postgres(super::$case).await;
            }
        }
    )*};
}

/// The same for what only a server can be tested on.
macro_rules! on_postgres {
    ($($case:ident),* $(,)?) => {$(
        mod $case {
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                crate::contract::world::run_on_postgres(super::$case).await;
            }
        }
    )*};
}

/// And for what only a file can be tested on.
macro_rules! on_sqlite {
    ($($case:ident),* $(,)?) => {$(
        mod $case {
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                crate::contract::world::run_on_sqlite(super::$case).await;
            }
        }
    )*};
}

mod contract {
    mod ambiguity;
    mod append;
    mod backup;
    mod cancelled;
    mod child;
    mod clients;
    mod cluster;
    mod concurrency;
    mod copying;
    mod disk;
    mod failover;
    mod faults;
    mod figures;
    mod growing;
    mod integrity;
    mod killed;
    mod lag;
    mod leases;
    mod machine;
    mod migrating;
    mod model;
    mod opening;
    mod projecting;
    mod projections;
    mod proxy;
    mod reading;
    mod replaying;
    mod restoring;
    mod server;
    mod storms;
    mod torn;
    mod whole;
    mod world;
}
