//! A running server, a clock that can be set, and a token for everybody: the stage of a story.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context as _, bail};
use jiff::Timestamp;
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::antwoord::Antwoord;
use crate::cast::Persoon;
use crate::tijd::Kalender;

/// Makes tokens and moves the clock; the demo does so in its own process, a test through files and the command line.
pub trait Uitgever: Send + Sync {
    /// A token for this person.
    ///
    /// # Errors
    /// It cannot be made.
    fn token(&self, wie: &Persoon) -> anyhow::Result<String>;
    /// Sets the clock of the domain.
    ///
    /// # Errors
    /// It cannot be set.
    fn zet_klok(&self, moment: Timestamp) -> anyhow::Result<()>;
    /// Called when the server did not answer: brings it back and gives its address, or says that it cannot.
    /// The very same request is then sent again.
    ///
    /// # Errors
    /// It cannot be brought back.
    fn herstel(&self) -> anyhow::Result<String> {
        bail!("nobody brings the server back in this story")
    }
}

/// How often one request is sent again to a server that went away: more often than any story takes it away.
const HERSTELLINGEN: u32 = 12;

/// The stage.
pub struct Wereld {
    http: reqwest::Client,
    adres: Mutex<String>,
    uitgever: Box<dyn Uitgever>,
    /// The story's calendar.
    pub kalender: Kalender,
    tokens: Mutex<HashMap<Persoon, String>>,
    sleutels: Mutex<u64>,
    naam: String,
}

impl Wereld {
    /// A stage in front of the server at `adres`, as `http://127.0.0.1:8080`. `naam` begins every idempotency key.
    ///
    /// # Errors
    /// The HTTP client cannot be made.
    pub fn new(adres: &str, naam: &str, uitgever: Box<dyn Uitgever>, kalender: Kalender) -> anyhow::Result<Self> {
        // Lets go of a connection before the server does, else a request may be sent on one that is being closed.
        let http = reqwest::Client::builder()
            .timeout(Duration::from_secs(30))
            .pool_idle_timeout(Duration::from_secs(2))
            .no_proxy()
            .build()?;
        Ok(Self {
            http,
            adres: Mutex::new(adres.to_owned()),
            uitgever,
            kalender,
            tokens: Mutex::default(),
            sleutels: Mutex::default(),
            naam: naam.to_owned(),
        })
    }

    /// The address of the server now.
    pub fn adres(&self) -> String {
        self.adres.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The same story at another address: another process on the same database.
    pub fn verhuis(&self, adres: &str) {
        adres.clone_into(&mut self.adres.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// It is now this hour of this day of the story.
    ///
    /// # Errors
    /// The clock cannot be set.
    pub fn op(&self, dag: i32, uur: i8) -> anyhow::Result<()> {
        self.uitgever.zet_klok(self.kalender.moment(dag, uur)?)
    }

    /// It is now this minute of this hour of this day of the story.
    ///
    /// # Errors
    /// The clock cannot be set.
    pub fn op_minuut(&self, dag: i32, uur: i8, minuut: i8) -> anyhow::Result<()> {
        self.uitgever.zet_klok(self.kalender.minuut(dag, uur, minuut)?)
    }

    /// The date of a day of the story, as text.
    ///
    /// # Errors
    /// The day lies outside the calendar.
    pub fn dag(&self, dag: i32) -> anyhow::Result<String> {
        Ok(self.kalender.dag(dag)?.to_string())
    }

    /// The token of a person, made once.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn token(&self, wie: &Persoon) -> anyhow::Result<String> {
        let mut tokens = self.tokens.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(token) = tokens.get(wie) {
            return Ok(token.clone());
        }
        let token = self.uitgever.token(wie)?;
        tokens.insert(wie.clone(), token.clone());
        Ok(token)
    }

    /// An idempotency key that this story did not use before; the same story gives the same keys again.
    pub fn sleutel(&self) -> String {
        let mut laatste = self.sleutels.lock().unwrap_or_else(PoisonError::into_inner);
        *laatste += 1;
        format!("{}-{}", self.naam, *laatste)
    }

    /// Sends a request as it is.
    ///
    /// # Errors
    /// No answer came.
    pub async fn stuur(
        &self,
        methode: Method,
        wie: Option<&Persoon>,
        pad: &str,
        koppen: &[(&str, &str)],
        inhoud: Option<Vec<u8>>,
    ) -> anyhow::Result<Antwoord> {
        let vraag = format!("{} {methode} {pad}", wie.map_or("(niemand)", |wie| wie.naam));
        let mut pogingen = 0;
        let antwoord = loop {
            let mut verzoek = self.http.request(methode.clone(), format!("{}{pad}", self.adres()));
            if let Some(wie) = wie {
                verzoek = verzoek.bearer_auth(self.token(wie)?);
            }
            for (naam, waarde) in koppen {
                verzoek = verzoek.header(*naam, *waarde);
            }
            if let Some(inhoud) = &inhoud {
                verzoek = verzoek.body(inhoud.clone());
            }
            match verzoek.send().await {
                Ok(antwoord) => break antwoord,
                Err(fout) if pogingen < HERSTELLINGEN => {
                    pogingen += 1;
                    self.verhuis(&self.uitgever.herstel().with_context(|| format!("{vraag}: {fout}"))?);
                }
                Err(fout) => return Err(fout).context(vraag),
            }
        };
        let status = antwoord.status().as_u16();
        let mut koppen: Vec<_> = antwoord
            .headers()
            .iter()
            .filter(|(naam, _)| !matches!(naam.as_str(), "date" | "x-request-id"))
            .map(|(naam, waarde)| (naam.to_string(), String::from_utf8_lossy(waarde.as_bytes()).into_owned()))
            .collect();
        koppen.sort();
        let bytes = antwoord.bytes().await.with_context(|| vraag.clone())?;
        let inhoud = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        Ok(Antwoord { vraag, status, koppen, inhoud })
    }

    /// Asks to see something.
    ///
    /// # Errors
    /// No answer came.
    pub async fn haal(&self, wie: &Persoon, pad: &str) -> anyhow::Result<Antwoord> {
        self.stuur(Method::GET, Some(wie), pad, &[], None).await
    }

    /// Begins something new.
    ///
    /// # Errors
    /// No answer came.
    pub async fn begin(&self, wie: &Persoon, pad: &str, inhoud: Value) -> anyhow::Result<Antwoord> {
        self.begin_onder(wie, pad, &self.sleutel(), inhoud).await
    }

    /// Begins something new, under a key of the caller's choice.
    ///
    /// # Errors
    /// No answer came.
    pub async fn begin_onder(
        &self,
        wie: &Persoon,
        pad: &str,
        sleutel: &str,
        inhoud: Value,
    ) -> anyhow::Result<Antwoord> {
        let koppen = [("content-type", "application/json"), ("idempotency-key", sleutel)];
        self.stuur(Method::POST, Some(wie), pad, &koppen, Some(inhoud.to_string().into_bytes())).await
    }

    /// Changes what exists, at the version that this person sees now. As a person would, it looks again when something
    /// happened in between (terms that passed, a colleague), of this or of what it rests on, at most ten times.
    ///
    /// # Errors
    /// No answer came, or this person cannot see which version it is.
    pub async fn wijzig(&self, wie: &Persoon, pad: &str, inhoud: Value) -> anyhow::Result<Antwoord> {
        let mut keren = 0;
        loop {
            let sleutel = self.sleutel();
            let versie = self.versie(wie, pad).await?;
            let antwoord = self.wijzig_op(wie, pad, versie, &sleutel, inhoud.clone()).await?;
            keren += 1;
            let kijk_opnieuw = antwoord.status == 412 || antwoord.inhoud["code"] == "ingehaald";
            if !kijk_opnieuw || keren == 10 {
                return Ok(antwoord);
            }
        }
    }

    /// Changes what exists, at a version and under a key of the caller's choice.
    ///
    /// # Errors
    /// No answer came.
    pub async fn wijzig_op(
        &self,
        wie: &Persoon,
        pad: &str,
        versie: u64,
        sleutel: &str,
        inhoud: Value,
    ) -> anyhow::Result<Antwoord> {
        let versie = format!("\"{versie}\"");
        let koppen =
            [("content-type", "application/json"), ("idempotency-key", sleutel), ("if-match", versie.as_str())];
        self.stuur(Method::POST, Some(wie), pad, &koppen, Some(inhoud.to_string().into_bytes())).await
    }

    /// The version of the resource in a path, as this person sees it: on the resource itself, or on the worklist.
    ///
    /// # Errors
    /// The person sees it in neither place.
    pub async fn versie(&self, wie: &Persoon, pad: &str) -> anyhow::Result<u64> {
        let delen: Vec<_> = pad.split('/').collect();
        let [_, _, soort, id, ..] = delen.as_slice() else { bail!("{pad} names no resource") };
        let zelf = self.haal(wie, &format!("/v1/{soort}/{id}")).await?;
        if let Some(versie) = zelf.kop("etag").and_then(|etag| etag.trim_matches('"').parse().ok()) {
            return Ok(versie);
        }
        let werklijst = self.werklijst(wie).await?;
        werklijst
            .iter()
            .find(|item| item["resource"]["id"] == *id)
            .and_then(|item| item["resource"]["versie"].as_u64())
            .with_context(|| format!("{} sees no version of {pad}", wie.naam))
    }

    /// What is due for a person.
    ///
    /// # Errors
    /// No answer came, or a refusal.
    pub async fn werklijst(&self, wie: &Persoon) -> anyhow::Result<Vec<Value>> {
        let antwoord = self.haal(wie, "/v1/werklijst").await?.gelukt()?;
        Ok(antwoord.inhoud["items"].as_array().cloned().unwrap_or_default())
    }

    /// Waits until a person's worklist, or anything else that follows by itself, is as the story says.
    ///
    /// # Errors
    /// It is not so after ten seconds.
    pub async fn wacht_tot(
        &self,
        wat: &str,
        mut is_zo: impl AsyncFnMut() -> anyhow::Result<bool>,
    ) -> anyhow::Result<()> {
        for _ in 0..200 {
            if is_zo().await? {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        bail!("not so after ten seconds: {wat}")
    }

    /// The id by which others name a person.
    ///
    /// # Errors
    /// No answer came, or a refusal.
    pub async fn id_van(&self, wie: &Persoon) -> anyhow::Result<Uuid> {
        self.haal(wie, "/v1/ik").await?.gelukt()?.id()
    }

    /// A person, as a request names them.
    ///
    /// # Errors
    /// As [`Wereld::id_van`].
    pub async fn betrokkene(&self, wie: &Persoon) -> anyhow::Result<Value> {
        Ok(json!({
            "professionalId": self.id_van(wie).await?,
            "functie": wie.functie,
            "organisatie": wie.organisatie,
        }))
    }
}
