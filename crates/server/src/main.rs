//! The `regieboek` binary: configuration, wiring and the command line.

mod backup;
mod clock;
mod commands;
mod config;
mod demo;
mod inzetten;
mod secrets;
mod serve;
mod termijnen;
mod werkers;
mod wiring;

use std::process::ExitCode;

use clap::Parser as _;
use mimalloc::MiMalloc;
use tracing_subscriber::EnvFilter;

/// A quarter of the processor time of a request went into the allocator of the system.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

#[actix_web::main]
async fn main() -> ExitCode {
    let cli = commands::Cli::parse();
    let filter = EnvFilter::try_from_env("REGIEBOEK_LOG").unwrap_or_else(|_| EnvFilter::new(cli.log()));
    tracing_subscriber::fmt().json().with_span_list(false).with_writer(std::io::stderr).with_env_filter(filter).init();
    match commands::run(cli).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(fout) => {
            tracing::error!("{fout:#}");
            ExitCode::FAILURE
        }
    }
}
