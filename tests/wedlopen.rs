//! Two at once (S6), through two server processes on one database: exactly one wins, and the other learns what won.

mod baan;
mod samenstelling;
mod slaper;
mod zicht;

use anyhow::{Context as _, bail, ensure};
use futures_util::future::join_all;
use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use regieboek_testkit::{Antwoord, Cast, Persoon, Wereld};
use serde_json::{Value, json};

use self::baan::{
    COACH, Stand, TEGELIJK, Wedloop, afwijzing, besluit, escalatiemelding, keer, leert, registratie, te_doen, tegelijk,
    testnummers,
};
use crate::podium::Databank;

/// How many copies of one request are sent at once.
const KOPIEEN: usize = 50;

#[tokio::test]
async fn van_twee_coordinatoren_die_tegelijk_dezelfde_escalatie_aannemen_krijgt_er_een_de_regie() -> anyhow::Result<()>
{
    aannemen(&Wedloop::op(Databank::Postgres).await?, 200).await
}

#[tokio::test]
async fn ook_twee_processen_op_een_sqlite_bestand_geven_de_regie_aan_een_van_beiden() -> anyhow::Result<()> {
    aannemen(&Wedloop::op(Databank::Sqlite).await?, 20).await
}

/// Each coordinator takes the escalatie in triage and accepts it, as fast as the answers come. The loser also tries to
/// accept, at the version that the refusal named, and finds nothing: without the triage it is somebody else's case.
async fn aannemen(wedloop: &Wedloop, rondes: usize) -> anyhow::Result<()> {
    let (a, b) = (&wedloop.a, &wedloop.b);
    let huishoudens = wedloop.huishoudens_met_plan(rondes).await?;
    let escalaties = wedloop.escalaties(&huishoudens).await?;
    let gezien_door_a = te_doen(a, &Cast::COORDINATOR, "escalatie-triage").await?;
    let gezien_door_b = te_doen(b, &Cast::COORDINATOR_2, "escalatie-triage").await?;
    ensure!(gezien_door_a == gezien_door_b && gezien_door_a.len() == rondes, "both see the same work");

    let (mut triages, mut regies) = (Stand::default(), Stand::default());
    for (ronde, escalatie) in escalaties.iter().enumerate() {
        let versie = *gezien_door_a.get(escalatie).context("on the worklist")?;
        let flow = async |w: &Wereld, wie: &Persoon| -> anyhow::Result<(Antwoord, Antwoord)> {
            let triage = besluit(w, wie, *escalatie, "triage", versie, json!({})).await?;
            let daarna = triage.versie().context("a version, won or lost")?;
            Ok((triage, besluit(w, wie, *escalatie, "aanvaarding", daarna, json!({})).await?))
        };
        let (van_a, van_b) = tegelijk(ronde, flow(a, &Cast::COORDINATOR), flow(b, &Cast::COORDINATOR_2)).await?;
        let triage = triages.uitslag(van_a.0, van_b.0)?;
        let aanvaarding = regies.uitslag(van_a.1, van_b.1)?;
        ensure!(triage.door_a == aanvaarding.door_a, "who has the triage accepts");
        // By the time the loser hears, the winner may have accepted already.
        leert(&triage.verliezer, versie, &["EscalatieInTriageGenomen", "EscalatieAangenomen"])?;
        aanvaarding.verliezer.geweigerd(404, "niet-gevonden")?;
    }
    triages.meld("triage", rondes)?;
    regies.meld("aanvaarding", rondes)?;

    for (huishouden, geschiedenis) in huishoudens.iter().zip(wedloop.naspelen(&huishoudens).await?) {
        for feit in ["PlanGeopend", "EscalatieInTriageGenomen", "EscalatieAangenomen", "RegieOvergenomen"] {
            ensure!(keer(&geschiedenis, feit) == 1, "{feit} happened {} times", keer(&geschiedenis, feit));
        }
        ensure!(keer(&geschiedenis, "BetrokkeneToegevoegd") == 1, "only the winner is let in");
        wedloop.steeds_een_regisseur(*huishouden, &geschiedenis, 2).await?;
    }
    Ok(())
}

#[tokio::test]
async fn wie_in_twee_sessies_tegelijk_over_een_escalatie_beslist_beslist_een_keer() -> anyhow::Result<()> {
    const RONDES: usize = 100;
    let wedloop = Wedloop::op(Databank::Postgres).await?;
    let (wie, aannemen, afwijzen) = (&Cast::COORDINATOR, ("aanvaarding", json!({})), ("afwijzing", afwijzing()));
    let huishoudens = wedloop.huishoudens_met_plan(RONDES).await?;
    let escalaties = wedloop.escalaties(&huishoudens).await?;
    let (mut dubbel, mut tegengesteld) = (Stand::default(), Stand::default());
    for (ronde, escalatie) in escalaties.iter().enumerate() {
        let triage = besluit(wedloop.baan(ronde), wie, *escalatie, "triage", 1, json!({})).await?.gelukt()?;
        let versie = triage.versie().context("version")?;
        // Half of the rounds accept twice; of the others now A refuses, then B.
        let (in_a, in_b) = match ronde % 4 {
            0 | 1 => (&aannemen, &aannemen),
            2 => (&afwijzen, &aannemen),
            _ => (&aannemen, &afwijzen),
        };
        let sessie =
            async |w, (deel, inhoud): &(&str, Value)| besluit(w, wie, *escalatie, deel, versie, inhoud.clone()).await;
        let (van_a, van_b) = tegelijk(ronde, sessie(&wedloop.a, in_a), sessie(&wedloop.b, in_b)).await?;
        let stand = if ronde % 4 < 2 { &mut dubbel } else { &mut tegengesteld };
        let uitslag = stand.uitslag(van_a, van_b)?;
        let (gewonnen, _) = if uitslag.door_a { in_a } else { in_b };
        let feit = if *gewonnen == "aanvaarding" { "EscalatieAangenomen" } else { "EscalatieAfgewezen" };
        leert(&uitslag.verliezer, versie, &[feit])?;
    }
    dubbel.meld("twice accepted", RONDES / 2)?;
    tegengesteld.meld("accepted against refused", RONDES / 2)?;

    for (huishouden, geschiedenis) in huishoudens.iter().zip(wedloop.naspelen(&huishoudens).await?) {
        let aangenomen = keer(&geschiedenis, "EscalatieAangenomen");
        ensure!(aangenomen + keer(&geschiedenis, "EscalatieAfgewezen") == 1, "decided once");
        ensure!(
            keer(&geschiedenis, "RegieOvergenomen") == aangenomen,
            "the regie moves with acceptance, and only then"
        );
        wedloop.steeds_een_regisseur(*huishouden, &geschiedenis, 1 + aangenomen).await?;
    }
    Ok(())
}

#[tokio::test]
async fn van_twee_benoemingen_tegelijk_in_een_regievacuum_geldt_er_een() -> anyhow::Result<()> {
    const HUISHOUDENS: usize = 20;
    const RONDES: usize = 10;
    let wedloop = Wedloop::op(Databank::Postgres).await?;
    let mut kandidaten = Vec::new();
    for wie in [&Cast::SCHOOLCOACH, &Cast::WMO_CONSULENT, &Cast::COORDINATOR, &Cast::COORDINATOR_2] {
        kandidaten.push(json!({ "regisseur": wedloop.a.betrokkene(wie).await? }));
    }
    let huishoudens = wedloop.huishoudens_met_plan(HUISHOUDENS).await?;
    let mut stand = Stand::default();
    for ronde in 0..RONDES {
        // Registered, plan opened, and two facts in each round before.
        let versie = u64::try_from(2 + 2 * ronde)?;
        stream::iter(&huishoudens)
            .map(|huishouden| wedloop.meld_regievacuum(*huishouden, versie))
            .buffer_unordered(TEGELIJK)
            .try_collect::<()>()
            .await?;
        let gezien_door_a = te_doen(&wedloop.a, &Cast::COORDINATOR, "regievacuum").await?;
        let gezien_door_b = te_doen(&wedloop.b, &Cast::COORDINATOR_2, "regievacuum").await?;
        ensure!(gezien_door_a == gezien_door_b && gezien_door_a.len() == HUISHOUDENS, "both see the same work");
        for (nummer, huishouden) in huishoudens.iter().enumerate() {
            let versie = *gezien_door_a.get(huishouden).context("on the worklist")?;
            let benoem = async |w: &Wereld, wie: &Persoon, kandidaat: usize| {
                let (pad, sleutel) = (format!("/v1/huishoudens/{huishouden}/regisseursbenoeming"), w.sleutel());
                w.wijzig_op(wie, &pad, versie, &sleutel, kandidaten[kandidaat].clone()).await
            };
            // Two others in turn with the two themselves.
            let kandidaat = ronde % 2 * 2;
            let van_a = benoem(&wedloop.a, &Cast::COORDINATOR, kandidaat);
            let van_b = benoem(&wedloop.b, &Cast::COORDINATOR_2, kandidaat + 1);
            let (van_a, van_b) = tegelijk(nummer, van_a, van_b).await?;
            let uitslag = stand.uitslag(van_a, van_b)?;
            leert(&uitslag.verliezer, versie, &["RegisseurBenoemd"])?;
            ensure!(uitslag.verliezer.versie() == Some(versie + 1), "one appointment, one version");
        }
        ensure!(
            te_doen(&wedloop.b, &Cast::COORDINATOR, "regievacuum").await?.is_empty(),
            "nobody is uncovered any more"
        );
    }
    stand.meld("benoeming", HUISHOUDENS * RONDES)?;

    for (huishouden, geschiedenis) in huishoudens.iter().zip(wedloop.naspelen(&huishoudens).await?) {
        ensure!(keer(&geschiedenis, "RegievacuumGemeld") == RONDES, "each time reported once");
        wedloop.steeds_een_regisseur(*huishouden, &geschiedenis, 1 + RONDES).await?;
    }
    Ok(())
}

#[tokio::test]
async fn een_bsn_dat_tegelijk_twee_keer_wordt_geregistreerd_staat_in_een_huishouden() -> anyhow::Result<()> {
    const RONDES: usize = 50;
    let wedloop = Wedloop::op(Databank::Postgres).await?;
    let mensen = [(&wedloop.a, COACH), (&wedloop.b, &Cast::SOCIAAL_MAKELAAR)];
    let mut stand = Stand::default();
    for (ronde, bsn) in testnummers().take(RONDES).enumerate() {
        let [van_a, van_b] = mensen.map(|(w, wie)| w.begin(wie, "/v1/huishoudens", registratie(Some(&bsn))));
        let (van_a, van_b) = tegelijk(ronde, van_a, van_b).await?;
        let uitslag = stand.uitslag(van_a, van_b)?;
        let id = uitslag.winnaar.id()?;
        ensure!(uitslag.winnaar.status == 201, "{:?}", uitslag.winnaar);
        let weigering = uitslag.verliezer.geweigerd(409, "bsn-al-bekend")?;

        let [winnaar, verliezer] = if uitslag.door_a { mensen } else { [mensen[1], mensen[0]] };
        let (w, wie) = verliezer;
        let zoek = w.begin(wie, "/v1/huishoudens/_zoek", json!({ "bsn": bsn })).await?.gelukt()?;
        ensure!(zoek.inhoud == json!({ "bekend": true, "items": [] }), "known, not where: {}", zoek.inhoud);
        let dossier = w.haal(wie, &format!("/v1/huishoudens/{id}")).await?.geweigerd(404, "niet-gevonden")?;
        for antwoord in [&weigering, &zoek, &dossier] {
            let tekst = format!("{:?} {}", antwoord.koppen, antwoord.inhoud);
            ensure!(!tekst.contains(&id.to_string()) && !tekst.contains(&bsn), "nothing leaks: {tekst}");
        }
        let (w, wie) = winnaar;
        let nog_eens =
            w.begin(wie, "/v1/huishoudens", registratie(Some(&bsn))).await?.geweigerd(409, "bsn-al-bekend")?;
        ensure!(nog_eens.inhoud["huishoudenId"] == json!(id), "who is involved hears where");
    }
    stand.meld("registratie", RONDES)
}

#[tokio::test]
async fn vijftig_kopieen_van_een_verzoek_tellen_een_keer() -> anyhow::Result<()> {
    let wedloop = Wedloop::op(Databank::Postgres).await?;
    let huishouden = *wedloop.huishoudens_met_plan(1).await?.first().context("one")?;
    let (doelen, escalaties) =
        (format!("/v1/huishoudens/{huishouden}/doelen"), format!("/v1/huishoudens/{huishouden}/escalaties"));
    let doel = |resultaat: &str| json!({ "leefgebied": "wonen", "resultaat": resultaat, "streefdatum": "2026-03-01" });
    let versie = wedloop.a.versie(COACH, &doelen).await?;

    // A change to a version, and something new that also takes a unique key.
    let stel = |n: usize, inhoud: Value| wedloop.baan(n).wijzig_op(COACH, &doelen, versie, "een-doel", inhoud);
    let meld = |n: usize, inhoud: Value| wedloop.baan(n).begin_onder(COACH, &escalaties, "een-escalatie", inhoud);
    let gesteld = join_all((0..KOPIEEN).map(|n| stel(n, doel("De huur is betaald.")))).await;
    let gemeld = join_all((0..KOPIEEN).map(|n| meld(n, escalatiemelding("Van alles.")))).await;
    for (kopieen, status) in [(gesteld, 200), (gemeld, 201)] {
        let kopieen: Vec<_> = kopieen.into_iter().collect::<anyhow::Result<_>>()?;
        let eerste = kopieen.first().context("an answer")?;
        ensure!(eerste.status == status, "{eerste:?}");
        for kopie in &kopieen {
            ensure!(kopie == eerste, "one receipt, but {eerste:?} and {kopie:?}");
        }
    }
    for n in 0..2 {
        stel(n, doel("De huur is kwijtgescholden.")).await?.geweigerd(422, "sleutel-hergebruikt")?;
        meld(n, escalatiemelding("Iets anders.")).await?.geweigerd(422, "sleutel-hergebruikt")?;
    }

    // Two bodies at once under one key: one of them is the request, the other is refused, each time.
    let versie = wedloop.a.versie(COACH, &doelen).await?;
    let stel = |n: usize, inhoud: Value| wedloop.baan(n).wijzig_op(COACH, &doelen, versie, "een-van-twee", inhoud);
    let teksten = ["Er is een huis.", "Er is een ander huis."];
    let beide = join_all((0..KOPIEEN).map(|n| stel(n, doel(teksten[n / 2 % 2])))).await;
    let beide: Vec<_> = beide.into_iter().collect::<anyhow::Result<_>>()?;
    let per_tekst =
        |tekst| beide.iter().enumerate().filter(move |(n, _)| n / 2 % 2 == tekst).map(|(_, antwoord)| antwoord);
    let winnaar = usize::from(per_tekst(0).all(|antwoord| antwoord.status != 200));
    let ontvangst = per_tekst(winnaar).next().context("a receipt")?.clone().gelukt()?;
    for antwoord in per_tekst(winnaar) {
        ensure!(*antwoord == ontvangst, "one receipt, but {ontvangst:?} and {antwoord:?}");
    }
    for antwoord in per_tekst(1 - winnaar) {
        antwoord.clone().geweigerd(422, "sleutel-hergebruikt")?;
    }
    eprintln!(
        "{KOPIEEN} copies each of a change and of something new; of two bodies under one key number {winnaar} won"
    );

    let [geschiedenis] = &wedloop.naspelen(&[huishouden]).await?[..] else { bail!("one history") };
    ensure!(keer(geschiedenis, "DoelGesteld") == 2 && keer(geschiedenis, "EscalatieAangemeld") == 1, "each once");
    Ok(())
}

#[tokio::test]
async fn van_twee_escalaties_tegelijk_voor_een_huishouden_wordt_er_een_geopend() -> anyhow::Result<()> {
    const RONDES: usize = 25;
    let wedloop = Wedloop::op(Databank::Postgres).await?;
    let huishoudens = wedloop.huishoudens_met_plan(RONDES).await?;
    let mut stand = Stand::default();
    for (ronde, huishouden) in huishoudens.iter().enumerate() {
        let pad = format!("/v1/huishoudens/{huishouden}/escalaties");
        let van_a = wedloop.a.begin(COACH, &pad, escalatiemelding("In de ene sessie."));
        let van_b = wedloop.b.begin(COACH, &pad, escalatiemelding("In de andere sessie."));
        let (van_a, van_b) = tegelijk(ronde, van_a, van_b).await?;
        let uitslag = stand.uitslag(van_a, van_b)?;
        ensure!(uitslag.winnaar.status == 201, "{:?}", uitslag.winnaar);
        uitslag.verliezer.geweigerd(409, "escalatie-al-open")?;
    }
    stand.meld("escalatie", RONDES)?;
    for geschiedenis in wedloop.naspelen(&huishoudens).await? {
        ensure!(keer(&geschiedenis, "EscalatieAangemeld") == 1, "one is open");
    }
    Ok(())
}
