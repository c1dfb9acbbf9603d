//! Huishoudens that part, join and change hands at once.

use anyhow::{Context as _, ensure};
use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use regieboek_testkit::{Antwoord, Cast, Persoon, Wereld};
use serde_json::{Value, json};
use uuid::Uuid;

use super::baan::{COACH, Stand, TEGELIJK, Wedloop, keer, leert, registratie, tegelijk};
use crate::podium::Databank;

const RONDES: usize = 20;
const MAKELAAR: &Persoon = &Cast::SOCIAAL_MAKELAAR;

/// So many pairs of huishoudens, each of two leden, without a plan.
async fn paren(wedloop: &Wedloop) -> anyhow::Result<Vec<[Uuid; 2]>> {
    let registreer = async |n: usize| {
        let mut gezin = registratie(None);
        gezin["leden"] = json!([lid(1), lid(2)]);
        wedloop.baan(n).begin(COACH, "/v1/huishoudens", gezin).await?.gelukt()?.id()
    };
    let alle: Vec<_> = stream::iter(0..2 * RONDES).map(registreer).buffered(TEGELIJK).try_collect().await?;
    Ok(alle.chunks_exact(2).map(|paar| [paar[0], paar[1]]).collect())
}

fn lid_id(nummer: u128) -> Uuid {
    Uuid::from_u128(0x3ed10 + nummer)
}

fn lid(nummer: u128) -> Value {
    json!({ "id": lid_id(nummer), "naam": format!("Lid {nummer}"), "geboortedatum": "1985-05-05", "relatie": "ouder" })
}

async fn voeg_samen(w: &Wereld, wie: &Persoon, hier: Uuid, daar: Uuid) -> anyhow::Result<Antwoord> {
    let pad = format!("/v1/huishoudens/{hier}/samenvoeging");
    w.wijzig_op(wie, &pad, 1, &w.sleutel(), json!({ "ander": daar })).await
}

/// The second lid goes on alone.
async fn splits(w: &Wereld, wie: &Persoon, van: Uuid, versie: u64) -> anyhow::Result<Antwoord> {
    let deling = json!({
        "id": afgesplitst(van), "leden": [lid_id(2)], "op": w.dag(0)?, "gebied": "nieuw-vennep", "adres": {},
        "contactpersoon": w.betrokkene(MAKELAAR).await?,
    });
    w.wijzig_op(wie, &format!("/v1/huishoudens/{van}/splitsing"), versie, &w.sleutel(), deling).await
}

fn afgesplitst(van: Uuid) -> Uuid {
    Uuid::new_v5(&van, b"afgesplitst")
}

#[tokio::test]
async fn van_twee_samenvoegingen_van_een_paar_in_tegengestelde_richting_geldt_er_een() -> anyhow::Result<()> {
    let wedloop = Wedloop::op(Databank::Postgres).await?;
    let paren = paren(&wedloop).await?;
    let mut stand = Stand::default();
    for (ronde, [een, ander]) in paren.iter().enumerate() {
        let van_a = voeg_samen(&wedloop.a, &Cast::COORDINATOR, *een, *ander);
        let van_b = voeg_samen(&wedloop.b, &Cast::COORDINATOR_2, *ander, *een);
        let (van_a, van_b) = tegelijk(ronde, van_a, van_b).await?;
        let uitslag = stand.uitslag(van_a, van_b)?;
        leert(&uitslag.verliezer, 1, &["HuishoudenOpgegaan"])?;
        let [hier, daar] = if uitslag.door_a { [*een, *ander] } else { [*ander, *een] };
        let [hier, daar] = &wedloop.naspelen(&[hier, daar]).await?[..] else { anyhow::bail!("two histories") };
        ensure!(keer(hier, "HuishoudenOpgenomen") == 1 && keer(hier, "HuishoudenOpgegaan") == 0, "took up the other");
        ensure!(keer(daar, "HuishoudenOpgegaan") == 1 && keer(daar, "HuishoudenOpgenomen") == 0, "was taken up");
    }
    stand.meld("samenvoeging", RONDES)
}

#[tokio::test]
async fn van_een_splitsing_en_een_samenvoeging_van_hetzelfde_huishouden_geldt_er_een() -> anyhow::Result<()> {
    let wedloop = Wedloop::op(Databank::Postgres).await?;
    let paren = paren(&wedloop).await?;
    let mut stand = Stand::default();
    for (ronde, [een, ander]) in paren.iter().enumerate() {
        let van_a = splits(&wedloop.a, &Cast::COORDINATOR, *een, 1);
        let van_b = voeg_samen(&wedloop.b, &Cast::COORDINATOR_2, *een, *ander);
        let (van_a, van_b) = tegelijk(ronde, van_a, van_b).await?;
        let uitslag = stand.uitslag(van_a, van_b)?;
        let gewonnen = if uitslag.door_a { "HuishoudenGesplitst" } else { "HuishoudenOpgenomen" };
        leert(&uitslag.verliezer, 1, &[gewonnen])?;
        let [hier, daar] = &wedloop.naspelen(&[*een, *ander]).await?[..] else { anyhow::bail!("two histories") };
        ensure!(keer(hier, "HuishoudenGesplitst") + keer(hier, "HuishoudenOpgenomen") == 1, "one of both");
        ensure!(keer(daar, "HuishoudenOpgegaan") == usize::from(!uitslag.door_a), "on both sides, or on neither");
        let pad = format!("/v1/huishoudens/{}/geschiedenis", afgesplitst(*een));
        let nieuw = wedloop.baan(ronde).haal(&Cast::AUDITOR, &pad).await?;
        ensure!((nieuw.status == 200) == uitslag.door_a, "the new huishouden is there, or not: {nieuw:?}");
    }
    stand.meld("splitsing", RONDES)
}

/// A split names the version it saw, so it learns of an overdracht that came first. An acceptance names the overdracht: it
/// is decided anew on the huishouden as a split left it. So either both hold, in that order, or the split is refused.
#[tokio::test]
async fn een_splitsing_en_de_aanvaarding_van_een_overdracht_gaan_nooit_langs_elkaar_heen() -> anyhow::Result<()> {
    let wedloop = Wedloop::op(Databank::Postgres).await?;
    let huishoudens = wedloop.huishoudens_met_plan(RONDES).await?;
    let (mut geweigerd, mut eerst) = (0, 0);
    for (ronde, huishouden) in huishoudens.iter().enumerate() {
        let (w, pad) = (wedloop.baan(ronde), format!("/v1/huishoudens/{huishouden}"));
        // Registered, plan opened, and then a second lid.
        let opname = json!({ "lid": lid(2), "reden": "intrek", "sinds": w.dag(0)?, "gezag": [] });
        w.wijzig_op(COACH, &format!("{pad}/leden"), 2, &w.sleutel(), opname).await?.gelukt()?;
        let verzoek = json!({
            "naar": w.betrokkene(MAKELAAR).await?, "toelichting": "Zij kent de buurt.",
            "deelgrond": { "grondslag": "wmo511" },
        });
        let overdracht = w.begin(COACH, &format!("{pad}/overdrachten"), verzoek).await?.gelukt()?.id()?;

        let aanvaard = async |w: &Wereld| {
            let pad = format!("/v1/doorverwijzingen/{overdracht}/overdrachtsaanvaarding");
            w.wijzig_op(MAKELAAR, &pad, 1, &w.sleutel(), json!({ "warmeOverdracht": w.dag(0)? })).await
        };
        let splitsing = splits(&wedloop.a, &Cast::COORDINATOR, *huishouden, 3);
        let (splitsing, aanvaarding) = tegelijk(ronde, splitsing, aanvaard(&wedloop.b)).await?;
        aanvaarding.gelukt()?;
        let [geschiedenis] = &wedloop.naspelen(&[*huishouden]).await?[..] else { anyhow::bail!("one history") };
        let plaats = |feit: &str| geschiedenis.iter().position(|g| g["feit"] == feit);
        let overgedragen = plaats("RegieOvergedragen").context("the regie moved")?;
        if splitsing.status == 200 {
            eerst += 1;
            ensure!(plaats("HuishoudenGesplitst").is_some_and(|splitsing| splitsing < overgedragen), "in that order");
        } else {
            geweigerd += 1;
            let geleerd = splitsing.geweigerd(412, "versie-verouderd")?.inhoud;
            ensure!(geleerd["toestand"].as_str().unwrap_or_default().contains("RegieOvergedragen"), "{geleerd}");
            ensure!(plaats("HuishoudenGesplitst").is_none(), "nothing of it is stored");
        }
        wedloop.steeds_een_regisseur(*huishouden, geschiedenis, 2).await?;
    }
    eprintln!("splitsing: {eerst} came first, {geweigerd} learned of the overdracht, of {RONDES}");
    Ok(())
}
