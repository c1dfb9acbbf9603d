//! Who may deploy what, where, today and on any past moment (DOMAIN 4 "The mandaatregister is public for professionals").
//!
//! The answer is what was recorded at that moment: no authority shows before it was granted, and a withdrawal or the end of
//! an SKJ registration shows from when it was recorded, as it was then tested at every inzet.

use async_trait::async_trait;
use regieboek_access::Toegang;
use regieboek_access::handelingen::RegisterInzien;
use regieboek_api_types::mandaatregister::{Mandaatstatus, Register, Registerregel};
use regieboek_event_store::{Projection, ProjectionError, Recorded, Row, Tx, args};
use regieboek_kernel::{Beleid, Beslisser, Datum, Functie, Gebied, Gemeente, Tijdstip, Voorziening};
use regieboek_mandaat::{Mandaat, MandaatEvent, SkjRegistratie, SkjRegistratieEvent, Verlening};

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
    }
    tx.execute(SLUIT_SKJ, args![gemeente, stroom, versie, op]).await?;
    Ok(())
}

#[async_trait]
impl Projection for Mandaatregister {
    fn name(&self) -> &'static str {
        "mandaatregister"
    }

    fn streams(&self) -> &'static [&'static str] {
        &[Mandaat::TYPE, SkjRegistratie::TYPE]
    }

    async fn apply(&self, tx: &mut Tx, events: &[Recorded]) -> Result<(), ProjectionError> {
        for event in events {
            match event.stream_type.as_str() {
                Mandaat::TYPE => bij_mandaat(tx, event).await?,
                SkjRegistratie::TYPE => bij_skj(tx, event).await?,
                _ => {}
            }
        }
        Ok(())
    }

    async fn clear(&self, tx: &mut Tx, gemeente: &Gemeente) -> Result<(), ProjectionError> {
        tx.execute(WIS, args![gemeente]).await?;
        tx.execute(WIS_SKJ, args![gemeente]).await?;
        Ok(())
    }
}

impl Mandaatregister {
    /// The mandaten as they stood at `moment`, by organisation and function. What had not been granted yet is not there;
    /// what did not work says why. Whether a voorziening asks SKJ follows from `beleid`.
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
        let mut items = Vec::new();
        for row in &rows {
            let verlening: Verlening = serde_json::from_str(&row.text(2)?)
                .map_err(|_| ProjectionError::Inconsistent("a grant cannot be read".to_owned()))?;
            if filter.vraagt_naar(&verlening) {
                items.push(regel(row, verlening, beleid, moment.datum(), filter)?);
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

fn regel(
    row: &Row,
    verlening: Verlening,
    beleid: &Beleid,
    dag: Datum,
    filter: &Registerfilter,
) -> Result<Registerregel, ProjectionError> {
    let skj_geldig_tot = row.opt_text(3)?.map(|dag| dag.parse::<Datum>()).transpose();
    let skj_geldig_tot =
        skj_geldig_tot.map_err(|_| ProjectionError::Inconsistent("an SKJ registration has no last day".to_owned()))?;
    let vraagt_skj = |v: &&Voorziening| beleid.voorziening(v).is_some_and(|v| v.skj);
    let skj_nodig = match &filter.voorziening {
        Some(voorziening) => vraagt_skj(&voorziening),
        None => verlening.reikwijdte.voorzieningen.iter().any(|v| vraagt_skj(&v)),
    };
    let status = match row.text(1)?.as_str() {
        "verleend" if dag < verlening.geldig.van => Mandaatstatus::NogNietIngegaan,
        "verleend" if dag > verlening.geldig.tot_en_met => Mandaatstatus::Verlopen,
        "verleend" if !skj_nodig => Mandaatstatus::Geldig,
        "verleend" => match skj_geldig_tot {
            None => Mandaatstatus::SkjOntbreekt,
            Some(laatste) if laatste < dag => Mandaatstatus::SkjVerlopen,
            Some(_) => Mandaatstatus::Geldig,
        },
        "geschorst" => Mandaatstatus::Geschorst,
        "ingetrokken" => Mandaatstatus::Ingetrokken,
        onbekend => return Err(ProjectionError::Inconsistent(format!("unknown state of a mandaat: {onbekend}"))),
    };
    let Verlening { besluit, houder, reikwijdte, geldig, .. } = verlening;
    Ok(Registerregel {
        mandaat_id: row.uuid(0)?,
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
        status,
        skj_geldig_tot: skj_geldig_tot.filter(|_| skj_nodig).map(|dag| dag.to_string()),
    })
}
