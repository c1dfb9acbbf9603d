//! The stock framework behind HTTP, to compare with: actix-web, cqrs-es and postgres-es as their documentation joins
//! them. A command loads the case, decides, and appends one event; nothing else is done.
//!
//! `bench-stock prepare <cases> <history>` fills an empty database and prints which requests a load generator can send;
//! `bench-stock serve <connections>` serves it on a free port, which it prints. Both find the database in `DATABASE_URL`.

mod case;
mod token;

use std::io::Write as _;

use actix_web::http::header::AUTHORIZATION;
use actix_web::web::{Data, Json, Path};
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, post};
use anyhow::{Context as _, bail};
use case::{Case, CaseCommand, CaseEvent};
use cqrs_es::{Aggregate as _, AggregateError, DomainEvent as _};
use postgres_es::{PostgresCqrs, postgres_cqrs};
use serde_json::{Value, json};
use sqlx::postgres::PgPoolOptions;
use sqlx::{Executor as _, PgPool};
use token::Verifier;

/// The events table as postgres-es documents it, in its `db/init.sql`.
const EVENTS: &str = "CREATE TABLE events (
    aggregate_type text                         NOT NULL,
    aggregate_id   text                         NOT NULL,
    sequence       bigint CHECK (sequence >= 0) NOT NULL,
    event_type     text                         NOT NULL,
    event_version  text                         NOT NULL,
    payload        json                         NOT NULL,
    metadata       json                         NOT NULL,
    PRIMARY KEY (aggregate_type, aggregate_id, sequence)
)";
/// Event by event and not case by case, as they come in a real store: the history of a case lies on many pages.
const FILL: &str =
    "INSERT INTO events (aggregate_type, aggregate_id, sequence, event_type, event_version, payload, metadata)
    SELECT $1, 'c0ffee00-0000-4000-8000-' || lpad(to_hex(c), 12, '0'), s,
           CASE s WHEN 1 THEN $2 ELSE $3 END, $4, (CASE s WHEN 1 THEN $5 ELSE $6 END)::json, '{}'
    FROM generate_series(1, $8) AS s, generate_series(1, $7) AS c";
/// Who owns every case.
const OWNER: &str = "carla";
/// As long as the remark in a request to Regieboek.
const TEXT: &str = include_str!("../../text.txt");

/// A caller without a good token.
const UNAUTHORIZED: &str = "the token is missing or not valid";

#[post("/cases/{id}/notes")]
async fn note(
    req: HttpRequest,
    id: Path<String>,
    command: Json<CaseCommand>,
    cqrs: Data<PostgresCqrs<Case>>,
    verifier: Data<Verifier>,
) -> HttpResponse {
    let token = req.headers().get(AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    let Some(caller) = token.and_then(|token| verifier.caller(token)) else {
        return HttpResponse::Unauthorized().json(json!({ "detail": UNAUTHORIZED }));
    };
    match cqrs.execute(&id, (caller, command.into_inner())).await {
        Ok(()) => HttpResponse::Ok().json(json!({ "id": *id })),
        Err(AggregateError::UserError(error)) => HttpResponse::Conflict().json(json!({ "detail": error.to_string() })),
        Err(error) => HttpResponse::InternalServerError().json(json!({ "detail": error.to_string() })),
    }
}

async fn pool(connections: u32) -> anyhow::Result<PgPool> {
    let url = std::env::var("DATABASE_URL").context("DATABASE_URL says which database")?;
    Ok(PgPoolOptions::new().max_connections(connections).connect(&url).await?)
}

async fn prepare(cases: i64, history: i64) -> anyhow::Result<Value> {
    let opened = CaseEvent::Opened { owner: OWNER.to_owned() };
    let noted = CaseEvent::Noted { by: OWNER.to_owned(), verdict: "partly".to_owned(), text: TEXT.trim().to_owned() };
    let pool = pool(1).await?;
    pool.execute(EVENTS).await?;
    sqlx::query(FILL)
        .bind(Case::TYPE)
        .bind(opened.event_type())
        .bind(noted.event_type())
        .bind(noted.event_version())
        .bind(serde_json::to_string(&opened)?)
        .bind(serde_json::to_string(&noted)?)
        .bind(cases)
        .bind(history)
        .execute(&pool)
        .await?;
    pool.execute("VACUUM ANALYZE events").await?;
    let body = json!({ "command": "note", "verdict": "partly", "text": TEXT.trim() });
    let targets: Vec<_> = (1..=cases)
        .map(|case| json!({ "path": format!("/cases/c0ffee00-0000-4000-8000-{case:012x}/notes"), "token": 0 }))
        .collect();
    Ok(json!({ "body": body.to_string(), "tokens": [token::make(OWNER)?], "targets": targets }))
}

async fn serve(connections: u32) -> anyhow::Result<()> {
    let cqrs = Data::new(postgres_cqrs::<Case>(pool(connections).await?, vec![], ()));
    let verifier = Data::new(Verifier::new()?);
    let server = HttpServer::new(move || App::new().app_data(cqrs.clone()).app_data(verifier.clone()).service(note))
        .workers(2)
        .bind("127.0.0.1:0")?;
    for address in server.addrs() {
        writeln!(std::io::stdout(), "listening on http://{address}")?;
    }
    Ok(server.run().await?)
}

#[actix_web::main]
async fn main() -> anyhow::Result<()> {
    let args: Vec<_> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["prepare", cases, history] => {
            Ok(writeln!(std::io::stdout(), "{}", prepare(cases.parse()?, history.parse()?).await?)?)
        }
        ["serve", connections] => serve(connections.parse()?).await,
        _ => bail!("bench-stock prepare <cases> <history> | serve <connections>"),
    }
}
