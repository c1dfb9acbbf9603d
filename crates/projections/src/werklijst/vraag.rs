//! The question: what is due for whoever asks, now.

use jiff::ToSpan as _;
use regieboek_access::handelingen::{
    HuishoudensSamenvoegen, MandatenBeheren, SignaalOppakken, Triageren, WerklijstInzien,
};
use regieboek_access::{Beller, Handeling, Toegang};
use regieboek_api_types::werklijst::{Werkbron, Werkitem, Werklijst as Antwoord, Werksoort, Werkstatus};
use regieboek_event_store::{ProjectionError, Row, Tx, args};
use regieboek_huishouden::Huishouden;
use regieboek_huishouden::rules::{Leeftijdsgrens, leeftijdstaken};
use regieboek_kernel::{Actor, Beleid, Beslisser, Geboortedatum, Persoonsgegeven, Professional, Tijdstip};
use uuid::Uuid;

use super::{BEHEER, MEER_TEAM, REGIE, TOEGANG, Werklijst, item_id};
use crate::betrokkenheid::gedaanten;
use crate::inzage::beleidsboek;

const EIGEN: &str = "SELECT w.item, w.soort, w.voor, w.urgent, w.ontstaan_op, w.vervalt_op, \
     s.soort, s.stroom, s.versie, s.huishouden \
     FROM werkitem w JOIN stroom_met_versie s ON s.gemeente = w.gemeente AND s.stroom = w.stroom \
     WHERE w.gemeente = $1 AND w.open = 1 AND w.voor IN ($2, $3, $4, $5, $6, $7) \
     AND w.stroom NOT IN (SELECT huishouden FROM opgegaan WHERE gemeente = $1)";
const VAN_DE_REGIE: &str = "SELECT DISTINCT w.item, w.soort, w.voor, w.urgent, w.ontstaan_op, w.vervalt_op, \
     s.soort, s.stroom, s.versie, s.huishouden \
     FROM betrokkenheid b JOIN stroom_met_versie s ON s.gemeente = b.gemeente AND s.huishouden = b.onderwerp \
     JOIN werkitem w ON w.gemeente = s.gemeente AND w.stroom = s.stroom \
     WHERE b.gemeente = $1 AND b.wie IN ($2, $3, $4) \
     AND b.relatie IN ('regisseur', 'coordinator-eigen-regie', 'contactpersoon', 'nazorgeigenaar') \
     AND w.open = 1 AND w.voor = 'regie' \
     AND b.onderwerp NOT IN (SELECT huishouden FROM opgegaan WHERE gemeente = $1)";
/// What still runs on a huishouden that was taken up is for who owns what took it up.
const VAN_WAT_OPGING: &str = "SELECT DISTINCT w.item, w.soort, w.voor, w.urgent, w.ontstaan_op, w.vervalt_op, \
     s.soort, s.stroom, s.versie, s.huishouden \
     FROM betrokkenheid b JOIN opgegaan o ON o.gemeente = b.gemeente AND o.waarin = b.onderwerp \
     JOIN stroom_met_versie s ON s.gemeente = o.gemeente AND s.huishouden = o.huishouden \
     JOIN werkitem w ON w.gemeente = s.gemeente AND w.stroom = s.stroom \
     WHERE b.gemeente = $1 AND b.wie IN ($2, $3, $4) \
     AND b.relatie IN ('regisseur', 'coordinator-eigen-regie', 'contactpersoon', 'nazorgeigenaar') \
     AND w.open = 1 AND w.voor = 'regie' \
     AND b.onderwerp NOT IN (SELECT huishouden FROM opgegaan WHERE gemeente = $1) \
     AND w.stroom NOT IN (SELECT huishouden FROM opgegaan WHERE gemeente = $1)";
const DUBBELEN: &str = "SELECT m.eerste, m.tweede, m.ontstaan_op, s.versie \
     FROM mogelijk_dubbel m JOIN stroom_met_versie s ON s.gemeente = m.gemeente AND s.stroom = m.eerste \
     WHERE m.gemeente = $1 AND m.open = 1 \
     AND m.eerste NOT IN (SELECT huishouden FROM opgegaan WHERE gemeente = $1) \
     AND m.tweede NOT IN (SELECT huishouden FROM opgegaan WHERE gemeente = $1)";
const LEEFTIJDEN: &str = "SELECT DISTINCT l.huishouden, l.lid, l.geboortedatum, s.versie \
     FROM betrokkenheid b JOIN leeftijd l ON l.gemeente = b.gemeente AND l.huishouden = b.onderwerp \
     JOIN stroom_met_versie s ON s.gemeente = l.gemeente AND s.stroom = l.huishouden \
     WHERE b.gemeente = $1 AND b.wie IN ($2, $3, $4) \
     AND b.relatie IN ('regisseur', 'coordinator-eigen-regie', 'contactpersoon', 'nazorgeigenaar') \
     AND l.huishouden NOT IN (SELECT huishouden FROM opgegaan WHERE gemeente = $1)";

const EEN_DAG: i64 = 24 * 60 * 60 * 1_000_000;

/// An item with the instants it is sorted and judged by.
struct Regel {
    item: Werkitem,
    ontstaan_op: Tijdstip,
    vervalt_op: Option<Tijdstip>,
}

impl Werklijst {
    /// What is due for whoever asks: the own items, those of the own function and organisation, and those of the
    /// huishoudens whose regie (or nazorg) they hold. Without content; urgent first, then what is due soonest.
    ///
    /// # Errors
    /// The database cannot be read, or holds what this build does not know.
    pub async fn van(
        tx: &mut Tx,
        toegang: &Toegang<WerklijstInzien>,
        nu: Tijdstip,
    ) -> Result<Antwoord, ProjectionError> {
        let Actor::Professional(wie) = toegang.wie() else { return Ok(Antwoord { items: Vec::new() }) };
        let beller = Beller { gemeente: toegang.gemeente().clone(), professional: wie.clone(), rollen: vec![] };
        let [persoon, functie, organisatie] = gedaanten(&beller);
        let gemeente = &beller.gemeente;
        let toegangswerk = groep::<SignaalOppakken>(wie, TOEGANG, &persoon);
        let meer_team = groep::<Triageren>(wie, MEER_TEAM, &persoon);

        let beheer = groep::<MandatenBeheren>(wie, BEHEER, &persoon);

        let eigen = args![gemeente, &*persoon, &*functie, &*organisatie, toegangswerk, meer_team, beheer];
        let regie = args![gemeente, &*persoon, &*functie, &*organisatie];
        let mut regels = Vec::new();
        for row in tx.fetch_all(EIGEN, eigen).await?.iter().chain(&tx.fetch_all(VAN_DE_REGIE, regie).await?) {
            regels.push(regel(row, &persoon, nu)?);
        }
        for row in &tx.fetch_all(VAN_WAT_OPGING, regie).await? {
            regels.push(regel(row, &persoon, nu)?);
        }
        if HuishoudensSamenvoegen::FUNCTIES.contains(&wie.functie) {
            for row in &tx.fetch_all(DUBBELEN, args![gemeente]).await? {
                regels.push(dubbel(row, nu)?);
            }
        }
        let boek = beleidsboek(tx, toegang).await?;
        for row in &tx.fetch_all(LEEFTIJDEN, regie).await? {
            regels.extend(leeftijden(row, nu, boek.op(nu.datum()))?);
        }
        // Who referred and holds the regie learns it once.
        let van_de_regie: Vec<_> = regels
            .iter()
            .filter(|r| r.item.huishouden_id.is_some())
            .map(|r| (r.item.soort, r.item.resource.id))
            .collect();
        regels.retain(|r| {
            let dubbel = van_de_regie.contains(&(r.item.soort, r.item.resource.id));
            !van_een_verwijzing(r.item.soort) || r.item.huishouden_id.is_some() || !dubbel
        });
        let laatst = Tijdstip::from_micros(i64::MAX);
        regels.sort_by_key(|r| (!r.item.urgent, r.vervalt_op.unwrap_or(laatst), r.ontstaan_op, r.item.id));
        Ok(Antwoord { items: regels.into_iter().map(|r| r.item).collect() })
    }
}

/// The name of the group that a function belongs to; who does not belong asks for the own items once more.
fn groep<'a, H: Handeling>(wie: &Professional, naam: &'a str, anders: &'a str) -> &'a str {
    if H::FUNCTIES.contains(&wie.functie) { naam } else { anders }
}

fn regel(row: &Row, persoon: &str, nu: Tijdstip) -> Result<Regel, ProjectionError> {
    let code = row.text(1)?;
    let soort = Werksoort::met_code(&code)
        .ok_or_else(|| ProjectionError::Inconsistent(format!("unknown kind of work item {code}")))?;
    let voor = row.text(2)?;
    // A group sees that something is asked, not of which huishouden; whoever has it themselves does.
    // Whoever referred, or sees to the next step, sees the own referral and not whose it is (DOMAIN 5).
    let huishouden = row.opt_uuid(9)?.filter(|_| voor == REGIE || (voor == persoon && !van_een_verwijzing(soort)));
    let bron = Werkbron { soort: row.text(6)?, id: row.uuid(7)?, versie: row.nat(8)? };
    let (ontstaan_op, vervalt_op) = (row.tijdstip(4)?, row.opt_tijdstip(5)?);
    Ok(maak(row.uuid(0)?, soort, huishouden, bron, (ontstaan_op, vervalt_op), row.bool(3)?, nu))
}

/// Items about a referral that go to who is not in the case by it.
const fn van_een_verwijzing(soort: Werksoort) -> bool {
    matches!(soort, Werksoort::VerwijzingGeweigerd | Werksoort::VerwijzingVerlopen | Werksoort::BezwaarBeslissen)
}

/// Two huishoudens that are perhaps the same; the task is on the one that was there first.
fn dubbel(row: &Row, nu: Tijdstip) -> Result<Regel, ProjectionError> {
    let (eerste, tweede) = (row.uuid(0)?, row.uuid(1)?);
    let soort = Werksoort::MogelijkDubbel;
    let bron = Werkbron { soort: Huishouden::TYPE.to_owned(), id: eerste, versie: row.nat(3)? };
    let id = item_id(eerste, soort, &tweede.to_string());
    let mut regel = maak(id, soort, None, bron, (row.tijdstip(2)?, None), false, nu);
    regel.item.ander_huishouden_id = Some(tweede);
    Ok(regel)
}

/// The ages of one lid that are at hand; nothing once the birth date was destroyed.
fn leeftijden(row: &Row, nu: Tijdstip, beleid: &Beleid) -> Result<Vec<Regel>, ProjectionError> {
    let (huishouden, lid, versie) = (row.uuid(0)?, row.uuid(1)?, row.nat(3)?);
    let geboortedatum: Persoonsgegeven<Geboortedatum> = serde_json::from_str(&row.text(2)?)
        .map_err(|_| ProjectionError::Inconsistent("a birth date cannot be read".to_owned()))?;
    let taken = geboortedatum.waarde().map(|datum| leeftijdstaken(*datum, nu.datum(), beleid)).unwrap_or_default();
    Ok(taken
        .into_iter()
        .map(|taak| {
            let soort = werksoort(taak.soort);
            let bron = Werkbron { soort: Huishouden::TYPE.to_owned(), id: huishouden, versie };
            let voorzien = taak.op.checked_sub(1.year()).unwrap_or(taak.op);
            let termijn = (Tijdstip::begin_van(voorzien), Some(Tijdstip::einde_van(taak.op)));
            maak(item_id(huishouden, soort, &lid.to_string()), soort, Some(huishouden), bron, termijn, false, nu)
        })
        .collect())
}

const fn werksoort(grens: Leeftijdsgrens) -> Werksoort {
    match grens {
        Leeftijdsgrens::Twaalf => Werksoort::Leeftijd12,
        Leeftijdsgrens::Zestien => Werksoort::Leeftijd16,
        Leeftijdsgrens::OvergangStart => Werksoort::Leeftijd16Half,
        Leeftijdsgrens::OvergangGeregeld => Werksoort::Leeftijd17Half,
        Leeftijdsgrens::Achttien => Werksoort::Leeftijd18,
        Leeftijdsgrens::Drieentwintig => Werksoort::Leeftijd23,
    }
}

fn maak(
    id: Uuid,
    soort: Werksoort,
    huishouden_id: Option<Uuid>,
    resource: Werkbron,
    (ontstaan_op, vervalt_op): (Tijdstip, Option<Tijdstip>),
    urgent: bool,
    nu: Tijdstip,
) -> Regel {
    let item = Werkitem {
        id,
        soort,
        huishouden_id,
        resource,
        ander_huishouden_id: None,
        ontstaan_op: ontstaan_op.to_string(),
        vervalt_op: vervalt_op.map(|op| op.to_string()),
        status: vervalt_op.map_or(Werkstatus::Open, |tot| status(ontstaan_op, tot, nu)),
        urgent,
        omschrijving: soort.omschrijving().to_owned(),
    };
    Regel { item, ontstaan_op, vervalt_op }
}

/// Nearly over is a day before the end, or when less than a quarter of the term is left.
fn status(ontstaan_op: Tijdstip, vervalt_op: Tijdstip, nu: Tijdstip) -> Werkstatus {
    let rest = vervalt_op.micros().saturating_sub(nu.micros());
    let geheel = vervalt_op.micros().saturating_sub(ontstaan_op.micros());
    if rest <= 0 {
        Werkstatus::Verlopen
    } else if rest <= EEN_DAG || rest < geheel / 4 {
        Werkstatus::BijnaVerlopen
    } else {
        Werkstatus::Open
    }
}
