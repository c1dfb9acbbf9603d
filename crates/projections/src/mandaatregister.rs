//! Who may deploy what, where, today and on any past moment (DOMAIN 4 "The mandaatregister is public for professionals").
//!
//! The answer is what was recorded at that moment: no authority shows before it was granted, and a withdrawal or the end of
//! an SKJ registration shows from when it was recorded, as it was then tested at every inzet.

use std::collections::BTreeSet;

use async_trait::async_trait;
use regieboek_access::Toegang;
use regieboek_access::handelingen::RegisterInzien;
use regieboek_api_types::mandaatregister::{Mandaatstatus, Register, Registerregel};
use regieboek_event_store::{Projection, ProjectionError, Recorded, Row, Tx, args};
use regieboek_kernel::{Beleid, Beslisser, Datum, Functie, Gebied, Gemeente, Tijdstip, Voorziening};
use regieboek_mandaat::{
    Mandaat, MandaatEvent, Mandaatbesluit, MandaatbesluitEvent, SkjRegistratie, SkjRegistratieEvent, Verlening,
};
use uuid::Uuid;

const VERLEEN: &str = "INSERT INTO mandaatregel (gemeente, mandaat, volgnummer, houder, toestand, document, van, tot) \
     VALUES ($1, $2, $3, $4, 'verleend', $5, $6, NULL)";
const VERVOLG: &str = "INSERT INTO mandaatregel (gemeente, mandaat, volgnummer, houder, toestand, document, van, tot) \
     SELECT gemeente, mandaat, $3, houder, $4, document, $5, NULL FROM mandaatregel \
     WHERE gemeente = $1 AND mandaat = $2 AND tot IS NULL";
const SLUIT: &str = "UPDATE mandaatregel SET tot = $4 \
     WHERE gemeente = $1 AND mandaat = $2 AND volgnummer < $3 AND tot IS NULL";
const SCHRIJF_IN: &str = "INSERT INTO skj (gemeente, registratie, volgnummer, houder, geldig_tot, van, tot) \
     VALUES ($1, $2, $3, $4, $5, $6, NULL)";
const VERLENG: &str = "INSERT INTO skj (gemeente, registratie, volgnummer, houder, geldig_tot, van, tot) \
     SELECT gemeente, registratie, $3, houder, $4, $5, NULL FROM skj \
     WHERE gemeente = $1 AND registratie = $2 AND tot IS NULL";
/// The last valid day is the earlier of the two; days as text sort as days.
const BEEINDIG: &str = "INSERT INTO skj (gemeente, registratie, volgnummer, houder, geldig_tot, van, tot) \
     SELECT gemeente, registratie, $3, houder, CASE WHEN geldig_tot < $4 THEN geldig_tot ELSE $4 END, $5, NULL \
     FROM skj WHERE gemeente = $1 AND registratie = $2 AND tot IS NULL";
const SLUIT_SKJ: &str = "UPDATE skj SET tot = $4 \
     WHERE gemeente = $1 AND registratie = $2 AND volgnummer < $3 AND tot IS NULL";
const TREK_IN: &str = "INSERT INTO besluit_intrekking (gemeente, besluit, per, van) VALUES ($1, $2, $3, $4)";
const INGETROKKEN: &str = "SELECT besluit, per FROM besluit_intrekking WHERE gemeente = $1 AND van <= $2";
const WIS_INTREKKINGEN: &str = "DELETE FROM besluit_intrekking WHERE gemeente = $1";
const WIS: &str = "DELETE FROM mandaatregel WHERE gemeente = $1";
const WIS_SKJ: &str = "DELETE FROM skj WHERE gemeente = $1";
const OP: &str = "SELECT m.mandaat, m.toestand, m.document, k.geldig_tot FROM mandaatregel m \
     LEFT JOIN skj k ON k.gemeente = m.gemeente AND k.houder = m.houder \
     AND k.van <= $2 AND (k.tot IS NULL OR k.tot > $2) \
     WHERE m.gemeente = $1 AND m.van <= $2 AND (m.tot IS NULL OR m.tot > $2)";

/// The register, folded inline: a state of a mandaat holds from its event until the next.
#[derive(Debug)]
pub struct Mandaatregister;

/// Which mandaten are asked for; what is absent is not asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Registerfilter {
    /// Of holders in this function.
    pub functie: Option<Functie>,
    /// For this kind of help; the status then is that for this kind alone.
    pub voorziening: Option<Voorziening>,
    /// In this area.
    pub gebied: Option<Gebied>,
}

async fn bij_mandaat(tx: &mut Tx, event: &Recorded) -> Result<(), ProjectionError> {
    let (gemeente, mandaat, versie, op) = (&event.gemeente, event.stream, event.version, event.vastgelegd_op);
    let toestand = match event.decode::<MandaatEvent>()?.feit {
        MandaatEvent::MandaatVerleend(verlening) => {
            let document = serde_json::to_string(&verlening)
                .map_err(|_| ProjectionError::Inconsistent("a grant cannot be written".to_owned()))?;
            let houder = verlening.houder.professional.uuid();
            tx.execute(VERLEEN, args![gemeente, mandaat, versie, houder, document, op]).await?;
            return Ok(());
        }
        MandaatEvent::MandaatGeschorst(_) => "geschorst",
        MandaatEvent::MandaatHervat(_) => "verleend",
        MandaatEvent::MandaatIngetrokken(_) => "ingetrokken",
        MandaatEvent::MandaatVerlopen(_) => "verlopen",
    };
    tx.execute(VERVOLG, args![gemeente, mandaat, versie, toestand, op]).await?;
    tx.execute(SLUIT, args![gemeente, mandaat, versie, op]).await?;
    Ok(())
}

async fn bij_skj(tx: &mut Tx, event: &Recorded) -> Result<(), ProjectionError> {
    let (gemeente, stroom, versie, op) = (&event.gemeente, event.stream, event.version, event.vastgelegd_op);
    match event.decode::<SkjRegistratieEvent>()?.feit {
        SkjRegistratieEvent::SkjGeregistreerd(f) => {
            let (houder, tot) = (f.houder.uuid(), f.geldig_tot.to_string());
            tx.execute(SCHRIJF_IN, args![gemeente, stroom, versie, houder, tot, op]).await?;
        }
        SkjRegistratieEvent::SkjVerlengd(f) => {
            tx.execute(VERLENG, args![gemeente, stroom, versie, f.geldig_tot.to_string(), op]).await?;
        }
        SkjRegistratieEvent::SkjBeeindigd(f) => {
            let laatste = f.per.yesterday().unwrap_or(Datum::MIN).to_string();
            tx.execute(BEEINDIG, args![gemeente, stroom, versie, laatste, op]).await?;
        }
        // What its last day was says the same.
        SkjRegistratieEvent::SkjVerlopen(_) => return Ok(()),
    }
    tx.execute(SLUIT_SKJ, args![gemeente, stroom, versie, op]).await?;
    Ok(())
}

async fn bij_besluit(tx: &mut Tx, event: &Recorded) -> Result<(), ProjectionError> {
    match event.decode::<MandaatbesluitEvent>()?.feit {
        // That its day came is known from the withdrawal.
        MandaatbesluitEvent::MandaatbesluitVastgelegd(_) | MandaatbesluitEvent::MandaatbesluitVervallen(_) => {}
        MandaatbesluitEvent::MandaatbesluitIngetrokken(f) => {
            let (gemeente, besluit, op) = (&event.gemeente, event.stream, event.vastgelegd_op);
            tx.execute(TREK_IN, args![gemeente, besluit, f.per.to_string(), op]).await?;
        }
    }
    Ok(())
}

#[async_trait]
impl Projection for Mandaatregister {
    fn name(&self) -> &'static str {
        "mandaatregister"
    }

    fn streams(&self) -> &'static [&'static str] {
        &[Mandaat::TYPE, SkjRegistratie::TYPE, Mandaatbesluit::TYPE]
    }

    async fn apply(&self, tx: &mut Tx, events: &[Recorded]) -> Result<(), ProjectionError> {
        for event in events {
            match event.stream_type.as_str() {
                Mandaat::TYPE => bij_mandaat(tx, event).await?,
                SkjRegistratie::TYPE => bij_skj(tx, event).await?,
                Mandaatbesluit::TYPE => bij_besluit(tx, event).await?,
                _ => {}
            }
        }
        Ok(())
    }

    async fn clear(&self, tx: &mut Tx, gemeente: &Gemeente) -> Result<(), ProjectionError> {
        tx.execute(WIS, args![gemeente]).await?;
        tx.execute(WIS_SKJ, args![gemeente]).await?;
        tx.execute(WIS_INTREKKINGEN, args![gemeente]).await?;
        Ok(())
    }
}

impl Mandaatregister {
    /// The mandaten as they stood at `moment`, by organisation and function. What had not been granted yet is not there;
    /// what did not work says why. Whether a voorziening asks SKJ, and whether it was offered at all, follows from `beleid`.
    ///
    /// # Errors
    /// The database cannot be read, or holds what this build does not know.
    pub async fn op(
        tx: &mut Tx,
        toegang: &Toegang<RegisterInzien>,
        beleid: &Beleid,
        moment: Tijdstip,
        filter: &Registerfilter,
    ) -> Result<Register, ProjectionError> {
        let rows = tx.fetch_all(OP, args![toegang.gemeente(), moment]).await?;
        let dag = moment.datum();
        let vervallen = vervallen_besluiten(tx, toegang, moment).await?;
        let mandaten = rows.iter().map(Stand::uit).collect::<Result<Vec<_>, _>>()?;
        let werkt = |stand: &Stand| {
            stand.toestand == "verleend"
                && (stand.verlening.geldig.van..=stand.verlening.geldig.tot_en_met).contains(&dag)
        };
        let werkend: BTreeSet<Uuid> = mandaten.iter().filter(|stand| werkt(stand)).map(|stand| stand.mandaat).collect();
        let mut items = Vec::new();
        for mut stand in mandaten {
            stand.verlening.reikwijdte.voorzieningen.retain(|code| beleid.voorziening(code).is_some());
            if filter.vraagt_naar(&stand.verlening) {
                let besluit_geldt = !vervallen.contains(&stand.verlening.besluit.uuid());
                let boven_werkt = stand.verlening.boven.is_none_or(|boven| werkend.contains(&boven.mandaat.uuid()));
                items.push(regel(stand, beleid, dag, filter, besluit_geldt, boven_werkt)?);
            }
        }
        items.sort_by(|a, b| {
            (&a.organisatie, &a.functie, a.mandaat_id).cmp(&(&b.organisatie, &b.functie, b.mandaat_id))
        });
        Ok(Register { items })
    }
}

impl Registerfilter {
    fn vraagt_naar(&self, verlening: &Verlening) -> bool {
        let reikwijdte = &verlening.reikwijdte;
        let hier = |gebied| reikwijdte.gebieden.is_empty() || reikwijdte.gebieden.contains(gebied);
        self.functie.is_none_or(|functie| functie == verlening.houder.functie)
            && self.voorziening.as_ref().is_none_or(|voorziening| reikwijdte.voorzieningen.contains(voorziening))
            && self.gebied.as_ref().is_none_or(hier)
    }
}

/// The besluiten that no longer held on the day of `moment`, as was known then.
async fn vervallen_besluiten(
    tx: &mut Tx,
    toegang: &Toegang<RegisterInzien>,
    moment: Tijdstip,
) -> Result<BTreeSet<Uuid>, ProjectionError> {
    let mut vervallen = BTreeSet::new();
    for row in tx.fetch_all(INGETROKKEN, args![toegang.gemeente(), moment]).await? {
        let per = row.text(1)?.parse::<Datum>();
        if per.map_err(|_| ProjectionError::Inconsistent("a besluit has no last day".to_owned()))? <= moment.datum() {
            vervallen.insert(row.uuid(0)?);
        }
    }
    Ok(vervallen)
}

/// A mandaat as it was recorded at the moment that is asked for.
struct Stand {
    mandaat: Uuid,
    toestand: String,
    verlening: Verlening,
    skj_geldig_tot: Option<Datum>,
}

impl Stand {
    fn uit(row: &Row) -> Result<Self, ProjectionError> {
        let verlening = serde_json::from_str(&row.text(2)?)
            .map_err(|_| ProjectionError::Inconsistent("a grant cannot be read".to_owned()))?;
        let skj_geldig_tot = row.opt_text(3)?.map(|dag| dag.parse::<Datum>()).transpose();
        let skj_geldig_tot = skj_geldig_tot
            .map_err(|_| ProjectionError::Inconsistent("an SKJ registration has no last day".to_owned()))?;
        Ok(Self { mandaat: row.uuid(0)?, toestand: row.text(1)?, verlening, skj_geldig_tot })
    }
}

fn regel(
    stand: Stand,
    beleid: &Beleid,
    dag: Datum,
    filter: &Registerfilter,
    besluit_geldt: bool,
    boven_werkt: bool,
) -> Result<Registerregel, ProjectionError> {
    let Stand { mandaat, toestand, verlening, skj_geldig_tot } = stand;
    let vraagt_skj = |v: &&Voorziening| beleid.voorziening(v).is_some_and(|v| v.skj);
    let skj_nodig = match &filter.voorziening {
        Some(voorziening) => vraagt_skj(&voorziening),
        None => verlening.reikwijdte.voorzieningen.iter().any(|v| vraagt_skj(&v)),
    };
    let status = match toestand.as_str() {
        "verleend" if dag < verlening.geldig.van => Mandaatstatus::NogNietIngegaan,
        "verleend" if dag > verlening.geldig.tot_en_met => Mandaatstatus::Verlopen,
        "verleend" if !besluit_geldt => Mandaatstatus::BesluitIngetrokken,
        "verleend" if !boven_werkt => Mandaatstatus::BovenmandaatWerktNiet,
        "verleend" if !skj_nodig => Mandaatstatus::Geldig,
        "verleend" => match skj_geldig_tot {
            None => Mandaatstatus::SkjOntbreekt,
            Some(laatste) if laatste < dag => Mandaatstatus::SkjVerlopen,
            Some(_) => Mandaatstatus::Geldig,
        },
        "geschorst" => Mandaatstatus::Geschorst,
        "ingetrokken" => Mandaatstatus::Ingetrokken,
        "verlopen" => Mandaatstatus::Verlopen,
        onbekend => return Err(ProjectionError::Inconsistent(format!("unknown state of a mandaat: {onbekend}"))),
    };
    let Verlening { besluit, houder, reikwijdte, geldig, wetstekst, boven, .. } = verlening;
    Ok(Registerregel {
        mandaat_id: mandaat,
        houder_id: houder.professional.uuid(),
        naam: houder.naam.waarde().cloned(),
        functie: houder.functie.to_string(),
        organisatie: houder.organisatie.to_string(),
        voorzieningen: reikwijdte.voorzieningen.into_iter().map(String::from).collect(),
        gebieden: reikwijdte.gebieden.into_iter().map(String::from).collect(),
        scholen: reikwijdte.scholen.into_iter().map(String::from).collect(),
        van: geldig.van.to_string(),
        tot_en_met: geldig.tot_en_met.to_string(),
        besluit_id: besluit.uuid(),
        wetsversie: wetstekst.as_ref().map(|tekst| tekst.versie.to_string()),
        regeling: wetstekst.map(|tekst| tekst.regeling),
        boven_id: boven.map(|boven| boven.mandaat.uuid()),
        status,
        skj_geldig_tot: skj_geldig_tot.filter(|_| skj_nodig).map(|dag| dag.to_string()),
    })
}
