//! The command line: what each command does, and nothing else.

use std::path::PathBuf;

use anyhow::{Context as _, bail};
use clap::{Parser, Subcommand};
use regieboek_event_store::EventStore;
use regieboek_kernel::{Functie, Gemeente, Organisatie, Rol};
use serde_json::json;

use crate::clock::SystemClock;
use crate::config::{Config, Profile};
use crate::serve::Running;
use crate::{backup, demo, wiring};

/// Regieboek: één huishouden, één plan, één regisseur.
///
/// Case management for Dutch municipalities in which every decision can be read back: who, on which authority, why.
/// Begin with `regieboek demo`: it needs nothing but this program.
#[derive(Debug, Parser)]
#[command(name = "regieboek", version)]
pub(crate) struct Cli {
    /// Configuration file (TOML); every key can also be given as REGIEBOEK_<KEY>. See docs/configuratie.md.
    #[arg(long, global = true, env = "REGIEBOEK_CONFIG")]
    config: Option<PathBuf>,
    /// How strict the server is about what it starts with.
    #[arg(long, global = true)]
    profile: Option<Profile>,
    /// Where the embedded database and the development secrets live.
    #[arg(long, global = true)]
    data_dir: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the API.
    Serve {
        /// Address and port; port 0 takes a free one.
        #[arg(long)]
        listen: Option<String>,
        /// Also accept tokens made with `regieboek token` (refused in production).
        #[arg(long)]
        development_issuer: bool,
    },
    /// Play the main story over HTTP on an embedded database, print it, and stay up.
    Demo {
        /// Stop after the story: 0 when every step succeeded, 1 otherwise.
        #[arg(long)]
        once: bool,
        /// Address and port to stay up on.
        #[arg(long, default_value = "127.0.0.1:8080")]
        listen: String,
    },
    /// Bring the database's tables up to date.
    Migrate,
    /// Make a token of the development issuer (refused in production).
    Token {
        /// Municipality: the four-digit code.
        #[arg(long, default_value = "0394")]
        gemeente: Gemeente,
        /// Function, as `cjg-coach`.
        #[arg(long)]
        functie: Functie,
        /// Organisation, as `cjg-haarlemmermeer`.
        #[arg(long)]
        organisatie: Organisatie,
        /// Who: the subject of the token.
        #[arg(long)]
        subject: String,
        /// A role beside the function, as `beleidsbeheerder`; may be given more than once.
        #[arg(long)]
        rol: Vec<Rol>,
        /// Name of the professional.
        #[arg(long, default_value = "Ontwikkelaar")]
        naam: String,
        /// How long it lasts, in minutes.
        #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(i64).range(1..=720))]
        minuten: i64,
    },
    /// Make all read models again from the events.
    Rebuild,
    /// Recompute every log from its first event to its last, on either database, and say where each ends.
    Verify,
    /// Copy the embedded database to a file, checked, while servers go on. See docs/backup.md, also for PostgreSQL.
    Backup {
        /// The file to make; nothing may be there yet. Its manifest comes beside it.
        #[arg(long)]
        naar: PathBuf,
    },
    /// Check a backup, put it where there is no database yet, and make all read models again.
    Restore {
        /// The file that `backup` made, with its manifest beside it.
        #[arg(long)]
        van: PathBuf,
        /// Data directory to put it in; the configured database when not given.
        #[arg(long)]
        naar_map: Option<PathBuf>,
    },
    /// Copy all logs to an empty database of either kind, check them there, and make all read models. Stop all servers
    /// first. See docs/backup.md.
    Copy {
        /// `postgres://…` or `sqlite:path`; a password stays out of sight in REGIEBOEK_NAAR.
        #[arg(long, env = "REGIEBOEK_NAAR", hide_env_values = true)]
        naar: String,
    },
    /// Print the OpenAPI document.
    Openapi,
    /// Ask a running server whether it is ready: 0 when it is.
    Health {
        /// Address of the check.
        #[arg(long, default_value = "http://127.0.0.1:8080/health/ready")]
        url: String,
    },
}

impl Cli {
    /// What is logged unless REGIEBOEK_LOG says otherwise: the demo speaks for itself.
    pub(crate) const fn log(&self) -> &'static str {
        match self.command {
            Command::Serve { .. } | Command::Rebuild => "warn,regieboek=info",
            Command::Demo { .. }
            | Command::Migrate
            | Command::Token { .. }
            | Command::Verify
            | Command::Backup { .. }
            | Command::Restore { .. }
            | Command::Copy { .. }
            | Command::Openapi
            | Command::Health { .. } => "warn",
        }
    }
}

/// Does what the command line says.
///
/// # Errors
/// Whatever stands in its way, in words.
pub(crate) async fn run(cli: Cli) -> anyhow::Result<()> {
    let mut config = Config::load(cli.config.as_deref(), |key| std::env::var(key).ok())?;
    if let Some(profile) = cli.profile {
        config.profile = profile;
    }
    if let Some(dir) = cli.data_dir {
        config.data_dir = dir;
    }
    match cli.command {
        Command::Serve { listen, development_issuer } => {
            config.listen = listen.unwrap_or(config.listen);
            config.development_issuer |= development_issuer;
            serve(&config).await
        }
        Command::Demo { once, listen } => demo::run(once, &listen).await,
        Command::Migrate => Ok(EventStore::migrate(&wiring::database(&config)?).await?),
        Command::Token { gemeente, functie, organisatie, rol, subject, naam, minuten } => {
            let token = wiring::development_issuer(&config)?.token(&claims(
                &subject,
                &naam,
                &gemeente,
                functie,
                &organisatie,
                &rol,
                minuten,
            ))?;
            print(&token);
            Ok(())
        }
        Command::Rebuild => rebuild(&config).await,
        Command::Verify => backup::verify(&config).await,
        Command::Backup { naar } => backup::backup(&config, &naar).await,
        Command::Restore { van, naar_map } => backup::restore(&config, &van, naar_map).await,
        Command::Copy { naar } => backup::copy(&config, &naar).await,
        Command::Openapi => {
            print(&regieboek_api::app::document().to_pretty_json()?);
            Ok(())
        }
        Command::Health { url } => health(&url).await,
    }
}

/// The claims of a development token, valid from now.
pub(crate) fn claims(
    subject: &str,
    naam: &str,
    gemeente: &Gemeente,
    functie: Functie,
    organisatie: &Organisatie,
    rollen: &[Rol],
    minuten: i64,
) -> serde_json::Value {
    let nu = regieboek_kernel::Clock::now(&SystemClock).micros() / 1_000_000;
    json!({
        "sub": subject,
        "name": naam,
        "gemeente": gemeente.as_str(),
        "functie": functie.to_string(),
        "organisatie": organisatie.as_str(),
        "rollen": rollen,
        "iat": nu,
        "nbf": nu,
        "exp": nu + minuten * 60,
    })
}

async fn serve(config: &Config) -> anyhow::Result<()> {
    let running = Running::start(config, wiring::wire(config, wiring::clock(config)).await?)?;
    let profile = if config.profile == Profile::Production { "production" } else { "development" };
    tracing::info!(address = %running.address, profile, "listening");
    let listening = format!("regieboek luistert op http://{}", running.address);
    // Said when it has begun, and knows what a signal means: whoever hears it may stop it at once.
    let (outcome, ()) = tokio::join!(running.run(), async { print(&listening) });
    outcome
}

async fn rebuild(config: &Config) -> anyhow::Result<()> {
    let (store, projecties) = wiring::open_store(config).await?;
    for gemeente in store.gemeenten().await? {
        for projectie in &projecties {
            let (naam, mut tienden) = (projectie.name(), 0);
            let aantal = store
                .rebuild(&gemeente, projectie.as_ref(), |gedaan, totaal| {
                    // A line per tenth: of a large log that is every few seconds.
                    let nu = gedaan.saturating_mul(10) / totaal.max(1);
                    if nu > std::mem::replace(&mut tienden, nu) {
                        tracing::info!(%gemeente, projectie = naam, gedaan, totaal, "rebuilding");
                    }
                })
                .await?;
            print(&format!("{gemeente} {naam}: {aantal} gebeurtenissen"));
        }
    }
    store.close().await;
    Ok(())
}

async fn health(url: &str) -> anyhow::Result<()> {
    let antwoord = reqwest::get(url).await.context("the server does not answer")?;
    if antwoord.status().is_success() { Ok(()) } else { bail!("the server answers {}", antwoord.status()) }
}

/// The one way in which this program speaks on standard output.
#[expect(clippy::print_stdout, reason = "a command line answers on standard output; logs go to standard error")]
pub(crate) fn print(text: &str) {
    println!("{text}");
}
