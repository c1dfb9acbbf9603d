//! Which huishoudens are perhaps the same, and which proved to be (DOMAIN 4: a likely duplicate is reported, not refused).
//!
//! ```text
//! keys of two huishoudens are equal --> a pair, on the worklist of the Meer-team
//! judged to differ, or merged and undone --> the pair is closed for good
//! taken up --> `opgegaan`: who stands in a relation to what took it up, does so to what was taken up
//! ```

use std::collections::BTreeSet;

use async_trait::async_trait;
use regieboek_event_store::{DbError, Projection, ProjectionError, Recorded, Tx, args};
use regieboek_huishouden::{Dubbelsleutel, Huishouden, HuishoudenEvent, Lid};
use regieboek_kernel::{Beslisser, Gemeente, HuishoudenId, LidId, Persoonsgegeven};
use uuid::Uuid;

const ZET: &str = "INSERT INTO dubbelsleutel (gemeente, huishouden, lid, sleutel, met_bsn) VALUES ($1, $2, $3, $4, $5) \
     ON CONFLICT (gemeente, huishouden, lid) DO UPDATE SET sleutel = excluded.sleutel, met_bsn = excluded.met_bsn";
const HAAL: &str = "DELETE FROM dubbelsleutel WHERE gemeente = $1 AND huishouden = $2 AND lid = $3";
const MET_BSN: &str = "SELECT met_bsn FROM dubbelsleutel WHERE gemeente = $1 AND huishouden = $2 AND lid = $3";
/// Not sorted here: to spare itself that, SQLite reads all huishoudens of the gemeente in order, at every registration.
const GELIJK: &str = "SELECT huishouden FROM dubbelsleutel \
     WHERE gemeente = $1 AND sleutel = $2 AND huishouden <> $3 AND (met_bsn = 0 OR $4 = 0)";
const BEKEND: &str = "SELECT 1 FROM mogelijk_dubbel WHERE gemeente = $1 AND eerste = $2 AND tweede = $3";
const PAAR: &str = "INSERT INTO mogelijk_dubbel (gemeente, eerste, tweede, open, ontstaan_op) VALUES ($1, $2, $3, $4, $5) \
     ON CONFLICT DO NOTHING";
const VERSCHILT: &str = "UPDATE mogelijk_dubbel SET open = 0 \
     WHERE gemeente = $1 AND ((eerste = $2 AND tweede = $3) OR (eerste = $3 AND tweede = $2))";
const NIET_MEER: &str = "DELETE FROM mogelijk_dubbel \
     WHERE gemeente = $1 AND open = 1 AND (eerste = $2 OR tweede = $2) AND NOT EXISTS (\
     SELECT 1 FROM dubbelsleutel a JOIN dubbelsleutel b ON b.gemeente = a.gemeente AND b.sleutel = a.sleutel \
     WHERE a.gemeente = mogelijk_dubbel.gemeente AND a.huishouden = mogelijk_dubbel.eerste \
     AND b.huishouden = mogelijk_dubbel.tweede AND (a.met_bsn = 0 OR b.met_bsn = 0))";
const GA_OP: &str = "INSERT INTO opgegaan (gemeente, huishouden, waarin, wegens) VALUES ($1, $2, $3, $4) \
     ON CONFLICT DO NOTHING";
const EERDER: &str = "SELECT huishouden FROM opgegaan WHERE gemeente = $1 AND waarin = $2 ORDER BY huishouden";
const HERSTEL: &str = "DELETE FROM opgegaan WHERE gemeente = $1 AND wegens = $2";
const WIS: [&str; 3] = [
    "DELETE FROM dubbelsleutel WHERE gemeente = $1",
    "DELETE FROM mogelijk_dubbel WHERE gemeente = $1",
    "DELETE FROM opgegaan WHERE gemeente = $1",
];

/// The likely duplicates and the merges, folded inline.
#[derive(Debug)]
pub struct Dubbelen;

/// One event, and where its rows go.
struct Verwerking<'a> {
    tx: &'a mut Tx,
    event: &'a Recorded,
}

impl Verwerking<'_> {
    async fn zet(&mut self, lid: &Lid) -> Result<(), DbError> {
        self.zet_sleutel(lid.id, lid.dubbelsleutel.as_ref(), lid.bsn.is_some()).await
    }

    async fn zet_sleutel(
        &mut self,
        lid: LidId,
        sleutel: Option<&Persoonsgegeven<Dubbelsleutel>>,
        met_bsn: bool,
    ) -> Result<(), DbError> {
        let Some(sleutel) = sleutel.and_then(Persoonsgegeven::waarde) else { return self.haal(&[lid]).await };
        let (gemeente, hier) = (&self.event.gemeente, self.event.stream);
        self.tx.execute(ZET, args![gemeente, hier, lid.uuid(), sleutel.as_str(), met_bsn]).await?;
        let gelijk = self.tx.fetch_all(GELIJK, args![gemeente, sleutel.as_str(), hier, met_bsn]).await?;
        let gelijk: BTreeSet<_> = gelijk.iter().map(|row| row.uuid(0)).collect::<Result<_, _>>()?;
        for eerste in gelijk {
            self.paar(eerste, hier, true).await?;
        }
        Ok(())
    }

    /// The pair, unless it is known, whichever came first.
    async fn paar(&mut self, eerste: Uuid, tweede: Uuid, open: bool) -> Result<(), DbError> {
        let (gemeente, op) = (&self.event.gemeente, self.event.vastgelegd_op);
        if self.tx.fetch_optional(BEKEND, args![gemeente, tweede, eerste]).await?.is_none() {
            self.tx.execute(PAAR, args![gemeente, eerste, tweede, open, op]).await?;
        }
        Ok(())
    }

    async fn haal(&mut self, leden: &[LidId]) -> Result<(), DbError> {
        let (gemeente, hier) = (&self.event.gemeente, self.event.stream);
        for lid in leden {
            self.tx.execute(HAAL, args![gemeente, hier, lid.uuid()]).await?;
        }
        self.tx.execute(NIET_MEER, args![gemeente, hier]).await?;
        Ok(())
    }

    /// The same leden elsewhere: other keys, the same BSNs.
    async fn verzet(&mut self, lid: LidId, sleutel: Option<&Persoonsgegeven<Dubbelsleutel>>) -> Result<(), DbError> {
        let (gemeente, hier) = (&self.event.gemeente, self.event.stream);
        let row = self.tx.fetch_optional(MET_BSN, args![gemeente, hier, lid.uuid()]).await?;
        let met_bsn = row.map(|row| row.bool(0)).transpose()?.unwrap_or_default();
        self.zet_sleutel(lid, sleutel, met_bsn).await
    }

    async fn verschilt(&mut self, ander: HuishoudenId) -> Result<(), DbError> {
        let (gemeente, hier) = (&self.event.gemeente, self.event.stream);
        self.paar(hier, ander.uuid(), false).await?;
        self.tx.execute(VERSCHILT, args![gemeente, hier, ander.uuid()]).await?;
        Ok(())
    }

    /// What was taken up here before is now in the other as well.
    async fn ga_op(&mut self, waarin: HuishoudenId) -> Result<(), DbError> {
        let (gemeente, hier) = (&self.event.gemeente, self.event.stream);
        for row in &self.tx.fetch_all(EERDER, args![gemeente, hier]).await? {
            self.tx.execute(GA_OP, args![gemeente, row.uuid(0)?, waarin.uuid(), hier]).await?;
        }
        self.tx.execute(GA_OP, args![gemeente, hier, waarin.uuid(), hier]).await?;
        Ok(())
    }

    async fn verwerk(&mut self) -> Result<(), ProjectionError> {
        match &self.event.says::<HuishoudenEvent>()?.feit {
            HuishoudenEvent::HuishoudenGeregistreerd(f) => {
                for lid in &f.leden {
                    self.zet(lid).await?;
                }
            }
            HuishoudenEvent::LidOpgenomen(f) => self.zet(&f.lid).await?,
            HuishoudenEvent::LidOverleden(f) => self.haal(&[f.lid]).await?,
            HuishoudenEvent::LidVertrokken(f) => self.haal(&[f.lid]).await?,
            HuishoudenEvent::HuishoudenGesplitst(f) => self.haal(&f.leden).await?,
            HuishoudenEvent::AdresGewijzigd(f) => {
                for nieuw in &f.sleutels {
                    self.verzet(nieuw.lid, nieuw.sleutel.as_ref()).await?;
                }
                self.haal(&[]).await?;
            }
            HuishoudenEvent::HuishoudenOpgenomen(f) => {
                for lid in &f.leden {
                    self.zet(lid).await?;
                }
            }
            HuishoudenEvent::SamenvoegingOngedaan(f) => {
                self.haal(&f.leden).await?;
                self.verschilt(f.ander).await?;
            }
            HuishoudenEvent::DubbelUitgesloten(f) => self.verschilt(f.ander).await?,
            HuishoudenEvent::HuishoudenOpgegaan(f) => self.ga_op(f.huishouden).await?,
            HuishoudenEvent::HuishoudenHersteld(_) => {
                self.tx.execute(HERSTEL, args![&self.event.gemeente, self.event.stream]).await?;
            }
            HuishoudenEvent::GezagVastgelegd(_)
            | HuishoudenEvent::BetrokkeneToegevoegd(_)
            | HuishoudenEvent::BetrokkenheidBeeindigd(_)
            | HuishoudenEvent::ToestemmingGegeven(_)
            | HuishoudenEvent::ToestemmingIngetrokken(_)
            | HuishoudenEvent::PlanGeopend(_)
            | HuishoudenEvent::DoelGesteld(_)
            | HuishoudenEvent::ActieToegevoegd(_)
            | HuishoudenEvent::ActieAfgerond(_)
            | HuishoudenEvent::VolgordeVoorgesteld(_)
            | HuishoudenEvent::VolgordeBepaald(_)
            | HuishoudenEvent::RegieOvergenomen(_)
            | HuishoudenEvent::RegieTeruggegeven(_)
            | HuishoudenEvent::RegieOvergedragen(_)
            | HuishoudenEvent::RegisseurBenoemd(_)
            | HuishoudenEvent::RegievacuumGemeld(_)
            | HuishoudenEvent::DoelGeevalueerd(_)
            | HuishoudenEvent::PlanGesloten(_)
            | HuishoudenEvent::NazorgcontroleUitgevoerd(_)
            | HuishoudenEvent::PlanHeropend(_)
            | HuishoudenEvent::TermijnVerstreken(_)
            | HuishoudenEvent::ContactpersoonschapAangeboden(_)
            | HuishoudenEvent::ContactpersoonschapOvergenomen(_)
            | HuishoudenEvent::MdoGehouden(_)
            | HuishoudenEvent::MaatregelVastgelegd(_)
            | HuishoudenEvent::MaatregelVerlengd(_)
            | HuishoudenEvent::MaatregelBeeindigd(_)
            | HuishoudenEvent::RegievormGewijzigd(_)
            | HuishoudenEvent::VerhuizingGemeld(_)
            | HuishoudenEvent::OvernameBevestigd(_)
            | HuishoudenEvent::JeugdhulpVoortgezet(_)
            | HuishoudenEvent::HuishoudenAfgesplitst(_)
            | HuishoudenEvent::VerblijfVastgelegd(_)
            | HuishoudenEvent::VerblijfBevestigd(_)
            | HuishoudenEvent::VerblijfGestopt(_)
            | HuishoudenEvent::MedebewonerOpgenomen(_)
            | HuishoudenEvent::MedebewonerVertrokken(_) => {}
        }
        Ok(())
    }
}

#[async_trait]
impl Projection for Dubbelen {
    fn name(&self) -> &'static str {
        "dubbelen"
    }

    fn streams(&self) -> &'static [&'static str] {
        &[Huishouden::TYPE]
    }

    async fn apply(&self, tx: &mut Tx, events: &[Recorded]) -> Result<(), ProjectionError> {
        for event in events {
            Verwerking { tx: &mut *tx, event }.verwerk().await?;
        }
        Ok(())
    }

    async fn clear(&self, tx: &mut Tx, gemeente: &Gemeente) -> Result<(), ProjectionError> {
        for sql in WIS {
            tx.execute(sql, args![gemeente]).await?;
        }
        Ok(())
    }
}
