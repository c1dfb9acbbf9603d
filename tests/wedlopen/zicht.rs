//! Who is no longer involved sees nothing from then on (C7): readers on both processes, around the moment itself.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use anyhow::ensure;
use futures_util::future::{join, try_join_all};
use regieboek_testkit::{Antwoord, Cast, Persoon, Wereld};
use serde_json::json;
use tokio::time::sleep;
use uuid::Uuid;

use super::baan::{COACH, Wedloop, keer as keer_in, registratie, testnummers};
use crate::cijfer::{keer, meld};
use crate::podium::Databank;

/// Whose involvement ends.
const VERTREKKER: &Persoon = &Cast::SOCIAAL_MAKELAAR;
/// Who is involved all the time.
const BLIJVER: &Persoon = &Cast::WMO_CONSULENT;
/// How many read at the same time, and how often each of them after the end.
const LEZERS: usize = 16;
const ERNA: usize = 6;

/// How far the end is.
#[derive(Default)]
struct Einde {
    /// How many answers were read before it was asked for.
    gelezen: AtomicUsize,
    gevraagd: AtomicBool,
    bevestigd: AtomicBool,
}

/// What the readers of one or more rounds met.
#[derive(Debug, Default)]
struct Gezien {
    /// Answers with content to requests that were over before the end was asked for.
    ervoor: usize,
    /// The same, of requests that began before it was acknowledged: either answer is right.
    tijdens: usize,
    /// Requests that began after it.
    erna: usize,
    /// Those of them that got content.
    te_veel: usize,
}

impl Gezien {
    fn tel(&mut self, ander: &Self) {
        self.ervoor += ander.ervoor;
        self.tijdens += ander.tijdens;
        self.erna += ander.erna;
        self.te_veel += ander.te_veel;
    }
}

/// A huishouden with a BSN that the coach leads.
struct Zaak {
    wedloop: Wedloop,
    huishouden: Uuid,
    bsn: String,
}

impl Zaak {
    async fn nieuw() -> anyhow::Result<Self> {
        let wedloop = Wedloop::op(Databank::Postgres).await?;
        let bsn = testnummers().next().unwrap_or_default();
        let huishouden = wedloop.a.begin(COACH, "/v1/huishoudens", registratie(Some(&bsn))).await?.gelukt()?.id()?;
        let zaak = Self { wedloop, huishouden, bsn };
        zaak.betrek(BLIJVER).await?;
        Ok(zaak)
    }

    fn pad(&self, deel: &str) -> String {
        format!("/v1/huishoudens/{}{deel}", self.huishouden)
    }

    async fn betrek(&self, wie: &Persoon) -> anyhow::Result<()> {
        let w = &self.wedloop.a;
        let betrokkene = json!({
            "wie": w.betrokkene(wie).await?, "categorieen": ["wonen"], "deelgrond": { "grondslag": "wmo511" },
        });
        w.wijzig(COACH, &self.pad("/betrokkenen"), betrokkene).await?.gelukt()?;
        Ok(())
    }

    async fn beeindig(&self, w: &Wereld, wie: &Persoon) -> anyhow::Result<()> {
        let einde = json!({ "wie": w.betrokkene(wie).await? });
        w.wijzig(COACH, &self.pad("/betrokkenheidseindes"), einde).await?.gelukt()?;
        Ok(())
    }

    /// Somebody involved brings in another, as nobody else may.
    async fn haal_erbij(&self, w: &Wereld, wie: &Persoon) -> anyhow::Result<Antwoord> {
        let verzoek = json!({
            "soort": "erbij-halen", "organisatie": "schuldhulp-haarlemmermeer", "functie": "schuldhulpverlener",
            "betreft": [], "hulpvraag": "Achterstanden.", "deelgrond": { "grondslag": "wmo511" },
        });
        w.begin(wie, &self.pad("/doorverwijzingen"), verzoek).await
    }

    /// Whether the one who leaves is shown anything: the case itself, or where a BSN is known.
    async fn ziet(&self, w: &Wereld, nummer: usize) -> anyhow::Result<bool> {
        if nummer.is_multiple_of(2) {
            return Ok(w.haal(VERTREKKER, &self.pad("")).await?.status == 200);
        }
        let zoek = w.begin(VERTREKKER, "/v1/huishoudens/_zoek", json!({ "bsn": self.bsn })).await?.gelukt()?;
        Ok(zoek.inhoud["items"] != json!([]))
    }

    /// One reader, until it has asked often enough after the end.
    async fn lees(&self, lezer: usize, einde: &Einde) -> anyhow::Result<Gezien> {
        let (w, mut gezien) = (self.wedloop.baan(lezer), Gezien::default());
        for nummer in lezer / 2.. {
            let begon_erna = einde.bevestigd.load(Ordering::SeqCst);
            let ziet = self.ziet(w, nummer).await?;
            if begon_erna {
                gezien.erna += 1;
                gezien.te_veel += usize::from(ziet);
            } else if einde.gevraagd.load(Ordering::SeqCst) {
                gezien.tijdens += usize::from(ziet);
            } else {
                ensure!(ziet, "who is involved sees it");
                gezien.ervoor += 1;
                einde.gelezen.fetch_add(1, Ordering::SeqCst);
            }
            if gezien.erna == ERNA {
                break;
            }
        }
        Ok(gezien)
    }

    /// The involvement of `wie` begins, is read for a while, and ends through one of both processes.
    async fn ronde(&self, ronde: usize, wie: &Persoon) -> anyhow::Result<Gezien> {
        self.betrek(VERTREKKER).await?;
        let einde = Einde::default();
        let eindigt = async {
            while einde.gelezen.load(Ordering::SeqCst) < LEZERS {
                sleep(Duration::from_millis(5)).await;
            }
            sleep(Duration::from_millis(ronde as u64 * 7919 % 60)).await;
            einde.gevraagd.store(true, Ordering::SeqCst);
            self.beeindig(self.wedloop.baan(ronde), wie).await?;
            einde.bevestigd.store(true, Ordering::SeqCst);
            anyhow::Ok(())
        };
        let lezen = try_join_all((0..LEZERS).map(|lezer| self.lees(lezer, &einde)));
        let (lezers, beeindigd) = join(lezen, eindigt).await;
        beeindigd?;
        let mut samen = Gezien::default();
        lezers?.iter().for_each(|gezien| samen.tel(gezien));
        Ok(samen)
    }
}

impl Gezien {
    fn meld(&self, rondes: usize, tegenproef: bool) {
        let geteld = [
            ("ervoor_gezien", self.ervoor),
            ("onderweg_gezien", self.tijdens),
            ("erna_gevraagd", self.erna),
            ("erna_gezien", self.te_veel),
        ];
        meld("C7", Databank::Postgres, rondes, &geteld, tegenproef);
    }
}

#[tokio::test]
async fn wie_niet_meer_betrokken_is_ziet_vanaf_dat_moment_niets() -> anyhow::Result<()> {
    let rondes = keer("c7", 6)?;
    let zaak = Zaak::nieuw().await?;
    let mut samen = Gezien::default();
    for ronde in 0..rondes {
        samen.tel(&zaak.ronde(ronde, VERTREKKER).await?);
    }
    samen.meld(rondes, false);
    ensure!(samen.ervoor > 0 && samen.erna == rondes * LEZERS * ERNA, "read before and after: {samen:?}");
    ensure!(samen.te_veel == 0, "requests that began after the end got content: {samen:?}");
    Ok(())
}

/// The involvement of somebody else ends, as if the end were not taken over: then the same readers must show it.
#[tokio::test]
async fn control_een_einde_dat_niet_doorwerkt_wordt_gezien() -> anyhow::Result<()> {
    let gezien = Zaak::nieuw().await?.ronde(0, BLIJVER).await?;
    gezien.meld(1, true);
    ensure!(gezien.te_veel == gezien.erna && gezien.erna > 0, "the control did not go red: {gezien:?}");
    Ok(())
}

/// A process remembers who stands in which relation, and is not told when another process ends one: it asks before it
/// stores, and whatever it remembers, nobody is refused on that.
#[tokio::test]
async fn wie_door_een_ander_proces_niet_meer_betrokken_is_doet_niets_meer() -> anyhow::Result<()> {
    const RONDES: usize = 20;
    let zaak = Zaak::nieuw().await?;
    for ronde in 0..RONDES {
        let (hier, daar) = (zaak.wedloop.baan(ronde), zaak.wedloop.baan(ronde + 1));
        zaak.betrek(VERTREKKER).await?;
        for _ in 0..3 {
            zaak.haal_erbij(hier, VERTREKKER).await?.gelukt()?;
        }
        zaak.beeindig(daar, VERTREKKER).await?;
        zaak.haal_erbij(hier, VERTREKKER).await?.geweigerd(404, "niet-gevonden")?;
        zaak.haal_erbij(hier, BLIJVER).await?.gelukt()?;
    }
    let geschiedenis = zaak.wedloop.naspelen(&[zaak.huishouden]).await?.swap_remove(0);
    let verwezen = keer_in(&geschiedenis, "VerwijzingAangevraagd");
    ensure!(verwezen == 4 * RONDES, "what was refused is not stored: {verwezen}");
    Ok(())
}
