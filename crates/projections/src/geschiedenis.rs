//! Everything that happened to a huishouden, readable: what, who, on which authority, when, why, because of what.

use std::collections::BTreeMap;

use regieboek_access::Toegang;
use regieboek_access::handelingen::{GedeeldeGeschiedenisInzien, GeschiedenisInzien};
use regieboek_api_types::geschiedenis::{Gebeurtenis, GedeeldeGeschiedenis, Geschiedenis, Handelende};
use regieboek_event_store::{DecodeError, ProjectionError, Recorded, Tx};
use regieboek_intake::{Signaal, SignaalEvent};
use regieboek_kernel::{Actor, Beslisser as _, Bevoegdheid, Persoonsgegeven};
use serde_json::Value;

use crate::dossier::Leeswijze;
use crate::feitnaam::feitnaam;
use crate::stroom::stromen_van;
use crate::verleden::gedeeld_verleden;

/// An authority in Dutch words, as `mandaat 7f… versie 1` or `Jeugdwet 2.6 lid 1 onder e`.
pub fn bevoegdheidstekst(bevoegdheid: &Bevoegdheid) -> String {
    match bevoegdheid {
        Bevoegdheid::Functie => "de taak van de functie".to_owned(),
        Bevoegdheid::Rol(rol) => format!("de rol van {rol}"),
        Bevoegdheid::Regie => "de regie over het huishouden".to_owned(),
        Bevoegdheid::Betrokkenheid => "betrokkenheid bij het huishouden".to_owned(),
        Bevoegdheid::Mandaat { id, versie } => format!("mandaat {id} versie {versie}"),
        Bevoegdheid::Wettelijk { artikel, wetsversie } => {
            format!("{} (tekst geldend vanaf {wetsversie})", artikeltekst(artikel))
        }
        Bevoegdheid::Doorzettingsmacht { escalatie } => format!("doorzettingsmacht in escalatie {escalatie}"),
        Bevoegdheid::Regel => "een regel van dit systeem".to_owned(),
    }
}

/// `jeugdwet-2.6-1e` as `Jeugdwet 2.6 lid 1 onder e`; a code that is built otherwise stays as it is.
fn artikeltekst(code: &str) -> String {
    let mut delen = code.splitn(3, '-');
    let (Some(wet), Some(artikel)) = (delen.next(), delen.next()) else { return code.to_owned() };
    let wet: String = wet.chars().take(1).flat_map(char::to_uppercase).chain(wet.chars().skip(1)).collect();
    let plaats = delen.next().unwrap_or_default();
    let (lid, onder) = plaats.split_at(plaats.find(|teken: char| !teken.is_ascii_digit()).unwrap_or(plaats.len()));
    let lid = if lid.is_empty() { String::new() } else { format!(" lid {lid}") };
    let onder = if onder.is_empty() { String::new() } else { format!(" onder {onder}") };
    format!("{wet} {artikel}{lid}{onder}")
}

/// The events of all streams of the huishouden after a position, in order, at most `limiet` of them; none when there is
/// no such huishouden.
///
/// # Errors
/// The database cannot be read, or holds an event that this build does not know.
pub async fn geschiedenis(
    tx: &mut Tx,
    toegang: &Toegang<GeschiedenisInzien>,
    na: u64,
    limiet: u32,
) -> Result<Option<Geschiedenis>, ProjectionError> {
    let gemeente = toegang.gemeente();
    let stromen = stromen_van(tx, gemeente, toegang.resource()).await?;
    if stromen.is_empty() {
        return Ok(None);
    }
    let mut events = Vec::new();
    for stroom in stromen {
        events.extend(tx.load(gemeente, stroom).await?);
    }
    bladzijde(events, na, limiet, Leeswijze::van(toegang)).map(Some)
}

/// The same of the huishouden that this one was split from, up to the split; none when it was not.
///
/// # Errors
/// As [`geschiedenis`].
pub async fn gedeelde_geschiedenis(
    tx: &mut Tx,
    toegang: &Toegang<GedeeldeGeschiedenisInzien>,
    na: u64,
    limiet: u32,
) -> Result<Option<GedeeldeGeschiedenis>, ProjectionError> {
    let Some(verleden) = gedeeld_verleden(tx, toegang.gemeente(), toegang.resource()).await? else { return Ok(None) };
    let events = verleden.stromen.into_iter().flatten().collect();
    let Geschiedenis { items, volgende } = bladzijde(events, na, limiet, Leeswijze::van(toegang))?;
    let (sinds, tot) = (verleden.sinds.to_string(), verleden.tot.to_string());
    Ok(Some(GedeeldeGeschiedenis { huishouden_id: verleden.van, sinds, tot, items, volgende }))
}

fn bladzijde(
    mut events: Vec<Recorded>,
    na: u64,
    limiet: u32,
    leeswijze: Leeswijze,
) -> Result<Geschiedenis, ProjectionError> {
    events.retain(|event| event.position > na);
    events.sort_by_key(|event| event.position);
    let limiet = usize::try_from(limiet.max(1)).unwrap_or(usize::MAX);
    let meer = events.len() > limiet;
    events.truncate(limiet);
    let items = events.iter().map(|event| gebeurtenis(event, leeswijze)).collect::<Result<Vec<_>, _>>()?;
    Ok(Geschiedenis { volgende: items.last().map(|laatste| laatste.positie).filter(|_| meer), items })
}

fn gebeurtenis(event: &Recorded, leeswijze: Leeswijze) -> Result<Gebeurtenis, ProjectionError> {
    let metadata = event.decode_metadata()?;
    let verantwoording = metadata.verantwoording;
    let feit = feitnaam(&event.code).ok_or_else(|| onbekend(event, "unknown fact"))?;
    Ok(Gebeurtenis {
        positie: event.position,
        event_id: event.event_id.uuid(),
        soort: event.stream_type.clone(),
        resource_id: event.stream,
        versie: event.version,
        feit: feit.to_owned(),
        feitcode: event.code.clone(),
        gebeurd_op: event.gebeurd_op.to_string(),
        vastgelegd_op: event.vastgelegd_op.to_string(),
        wie: if leeswijze == Leeswijze::Leesbaar && is_anonieme_melding(event)? {
            alleen_functie(&verantwoording.wie)
        } else {
            handelende(&verantwoording.wie, leeswijze)
        },
        bevoegdheid: bevoegdheidstekst(&verantwoording.bevoegdheid),
        bevoegdheid_code: event.bevoegdheid.clone(),
        beleidsversie: metadata.beleidsversie,
        reden: verantwoording.reden.map(|reden| reden.as_str().to_owned()),
        oorzaak: verantwoording.oorzaak.map(|oorzaak| oorzaak.uuid()),
        correlatie: metadata.correlatie,
        inhoud: inhoud(event, leeswijze)?,
    })
}

fn onbekend(event: &Recorded, cause: &str) -> DecodeError {
    DecodeError { position: event.position, code: event.code.clone(), cause: cause.to_owned() }
}

pub(crate) fn handelende(wie: &Actor, leeswijze: Leeswijze) -> Handelende {
    let professional = wie.professional();
    Handelende {
        professional_id: professional.map(|p| p.id.uuid()),
        naam: professional.and_then(|p| leeswijze.lees(&p.naam)),
        functie: wie.functie().to_string(),
        organisatie: professional.map(|p| p.organisatie.to_string()),
    }
}

/// Whether someone reported a signaal without wanting to be known in the case (DOMAIN 4). Who it was stays recorded, for
/// the auditor.
fn is_anonieme_melding(event: &Recorded) -> Result<bool, DecodeError> {
    if event.stream_type != Signaal::TYPE {
        return Ok(false);
    }
    Ok(matches!(event.decode::<SignaalEvent>()?.feit, SignaalEvent::SignaalGemeld(f) if f.melder.is_none()))
}

fn alleen_functie(wie: &Actor) -> Handelende {
    Handelende { professional_id: None, naam: None, functie: wie.functie().to_string(), organisatie: None }
}

/// The payload without its outer code, with every envelope opened as the reader may.
fn inhoud(event: &Recorded, leeswijze: Leeswijze) -> Result<BTreeMap<String, Value>, DecodeError> {
    let mut feit: BTreeMap<String, BTreeMap<String, Value>> =
        serde_json::from_str(&event.payload).map_err(|_| onbekend(event, "payload is no fact"))?;
    let velden = feit.remove(&event.code).ok_or_else(|| onbekend(event, "payload is another fact"))?;
    Ok(velden.into_iter().map(|(veld, waarde)| (veld, open(waarde, leeswijze))).collect())
}

/// Fields that only the software compares: made with a secret, and of no meaning to any reader.
const NIET_VOOR_LEZERS: [&str; 2] = ["dubbelsleutel", "sleutel"];

/// Opens the envelopes in a value. What looks like one but is not known stays closed.
fn open(waarde: Value, leeswijze: Leeswijze) -> Value {
    match waarde {
        Value::Object(velden) if velden.contains_key("scheme") => {
            let envelop = serde_json::from_value::<Persoonsgegeven<Value>>(Value::Object(velden));
            envelop.ok().and_then(|gegeven| leeswijze.lees(&gegeven)).unwrap_or(Value::Null)
        }
        Value::Object(velden) => {
            let velden = velden.into_iter().filter(|(veld, _)| !NIET_VOOR_LEZERS.contains(&veld.as_str()));
            Value::Object(velden.map(|(veld, waarde)| (veld, open(waarde, leeswijze))).collect())
        }
        Value::Array(waarden) => Value::Array(waarden.into_iter().map(|waarde| open(waarde, leeswijze)).collect()),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => waarde,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn wie_de_geschiedenis_leest_ziet_namen_maar_geen_sleutels_van_de_software() {
        let id = "00000000-0000-0000-0000-000000000001";
        let gegeven = |value: &str| json!({ "scheme": "leesbaar-1", "onderwerp": id, "passage": id, "value": value });
        let feit = json!({
            "leden": [{ "naam": gegeven("Anna"), "dubbelsleutel": gegeven("ab12") }],
            "sleutels": [{ "lid": id, "sleutel": gegeven("ab12") }],
        });
        let gelezen = open(feit, Leeswijze::Leesbaar);
        assert_eq!(gelezen, json!({ "leden": [{ "naam": "Anna" }], "sleutels": [{ "lid": id }] }));
    }
}
