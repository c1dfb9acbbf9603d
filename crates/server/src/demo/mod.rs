//! The demo: the main story over real HTTP, on an embedded database, with a clock that ends today.

mod achtergrond;
mod tijdlijn;

use std::path::PathBuf;

use actix_web::rt;
use anyhow::Context as _;
use jiff::Timestamp;
use regieboek_api::auth::ontwikkel::DevelopmentIssuer;
use regieboek_kernel::{Clock as _, Tijdstip};
use regieboek_testkit::verhalen::{proloog, s1};
use regieboek_testkit::{Cast, Kalender, Persoon, Uitgever, Wereld};

use uuid::Uuid;

use crate::clock::{SettableClock, SystemClock};
use crate::commands::{claims, print};
use crate::config::{Config, Profile};
use crate::serve::Running;
use crate::wiring;

/// How long the tokens of the demo last: as long as the development issuer may give.
const TOKEN_MINUTEN: i64 = 720;

/// Makes tokens and moves the clock in this very process.
struct InProces {
    issuer: DevelopmentIssuer,
    klok: SettableClock,
}

impl Uitgever for InProces {
    fn token(&self, wie: &Persoon) -> anyhow::Result<String> {
        let (gemeente, functie, organisatie) = (wie.gemeente.parse()?, wie.functie.parse()?, wie.organisatie.parse()?);
        let rollen = wie.rollen.iter().map(|rol| rol.parse()).collect::<Result<Vec<_>, _>>()?;
        Ok(self.issuer.token(&claims(
            wie.subject,
            wie.naam,
            &gemeente,
            functie,
            &organisatie,
            &rollen,
            TOKEN_MINUTEN,
        ))?)
    }

    fn zet_klok(&self, moment: Timestamp) -> anyhow::Result<()> {
        self.klok.set(Tijdstip::new(moment));
        Ok(())
    }
}

/// The demo's own directory, gone when the demo ends.
struct Werkmap(PathBuf);

impl Drop for Werkmap {
    fn drop(&mut self) {
        if let Err(fout) = std::fs::remove_dir_all(&self.0) {
            tracing::warn!(%fout, "the demo's directory stays behind");
        }
    }
}

/// Plays the story, prints it, and stays up unless `once`.
///
/// # Errors
/// Any step failed.
pub(crate) async fn run(once: bool, listen: &str) -> anyhow::Result<()> {
    let map = Werkmap(std::env::temp_dir().join(format!("regieboek-demo-{}", std::process::id())));
    let config = Config {
        profile: Profile::Development,
        listen: if once { "127.0.0.1:0".to_owned() } else { listen.to_owned() },
        data_dir: map.0.clone(),
        development_issuer: true,
        ..Config::default()
    };
    let nu = SystemClock.now().timestamp();
    let kalender = Kalender::eindigend_op(nu, s1::LAATSTE_DAG)?;
    let klok = SettableClock::new(Tijdstip::new(kalender.moment(-30, 9)?));
    let running = Running::start(&config, wiring::wire(&config, std::sync::Arc::new(klok.clone())).await?)?;
    let adres = format!("http://{}", running.address);
    let stop = running.handle();
    let server = rt::spawn(running.run());

    let uitgever = InProces { issuer: wiring::development_issuer(&config)?, klok: klok.clone() };
    let wereld = Wereld::new(&adres, "demo", Box::new(uitgever), kalender)?;
    let gespeeld = speel(&wereld).await;
    if once || gespeeld.is_err() {
        stop.stop(true).await;
    }
    let einde = match gespeeld {
        Ok(_) if once => Ok(()),
        Ok(huishouden) => {
            klok.volg_de_machine();
            vertel_verder(&wereld, huishouden)?;
            server.await.context("the server was cut off")?
        }
        Err(fout) => Err(fout),
    };
    drop(map);
    einde
}

/// Plays and prints; gives the huishouden that the story is about.
async fn speel(w: &Wereld) -> anyhow::Result<Uuid> {
    let mandaten = proloog::speel(w).await.context("the prologue")?;
    let aantal = achtergrond::registreer(w).await.context("the households in the background")?;
    let verhaal = s1::speel(w, &mandaten).await.context("story S1")?;
    print(&format!(
        "\nVastgelopen tussen school, aanbieder en schulden\n(op de achtergrond {aantal} andere huishoudens: \
         fictieve testpersonen van RvIG)\n"
    ));
    tijdlijn::geschiedenis(w, verhaal.huishouden).await?;
    for (wanneer, dag) in [
        ("De dag voor de escalatie werd aangenomen", s1::DAG_VAN_ESCALATIE - 1),
        ("De dag erna", s1::DAG_VAN_ESCALATIE + 1),
    ] {
        tijdlijn::stand(w, verhaal.huishouden, wanneer, &w.dag(dag)?).await?;
    }
    Ok(verhaal.huishouden)
}

/// What a visitor can do next.
fn vertel_verder(w: &Wereld, huishouden: Uuid) -> anyhow::Result<()> {
    let adres = w.adres();
    print(&format!(
        "\nDe server blijft luisteren op {adres} (Ctrl-C stopt).\nHet API-document: {adres}/v1/openapi.json\n"
    ));
    for wie in [
        &Cast::CJG_COACH,
        &Cast::COORDINATOR,
        &Cast::SCHOOLCOACH,
        &Cast::HUISARTS,
        &Cast::MANDAATBEHEERDER,
        &Cast::AUDITOR,
    ] {
        print(&format!("# {} ({})\nexport {}='{}'\n", wie.naam, wie.functie, variabele(wie), w.token(wie)?));
    }
    let dag = w.dag(s1::DAG_VAN_ESCALATIE - 1)?;
    for (wat, wie, pad) in [
        ("Wat wacht er voor de regisseur", &Cast::CJG_COACH, "werklijst".to_owned()),
        ("Het dossier", &Cast::CJG_COACH, format!("huishoudens/{huishouden}")),
        ("Wie mag wat inzetten, en waar", &Cast::HUISARTS, "mandaatregister".to_owned()),
        ("De geschiedenis, zonder namen", &Cast::AUDITOR, format!("huishoudens/{huishouden}/geschiedenis?limiet=5")),
        (
            "De dag voor de escalatie werd aangenomen",
            &Cast::AUDITOR,
            format!("huishoudens/{huishouden}/stand?op={dag}"),
        ),
        ("Wie er niet bij betrokken is, vindt niets", &Cast::HUISARTS, format!("escalaties/{huishouden}")),
    ] {
        print(&format!("# {wat}\ncurl -s '{adres}/v1/{pad}' -H \"Authorization: Bearer ${}\"", variabele(wie)));
    }
    Ok(())
}

fn variabele(wie: &Persoon) -> String {
    wie.subject.to_uppercase()
}
