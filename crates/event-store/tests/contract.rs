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

mod contract {
    mod append;
    mod concurrency;
    mod integrity;
    mod model;
    mod opening;
    mod projecting;
    mod projections;
    mod reading;
    mod world;
}
