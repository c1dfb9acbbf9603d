//! What an event says beside its fact: by which command, in which chain, under which policy, and who is accountable.
//!
//! Who by id, on which authority and when stand in columns of their own, which the leaf covers; the metadata text says the
//! rest, so that nothing is said twice.

use std::borrow::Cow;

use regieboek_kernel::{
    Actor, CommandId, EventId, Functie, Organisatie, Professional, Redencode, Tijdstip, Verantwoording, VrijeTekst,
};
use serde::{Deserialize, Serialize, de::Error as _};
use uuid::Uuid;

/// Who acts when no professional does, as the column says it.
const SYSTEEM: &str = "systeem";

/// What the metadata of an event says, with the columns that are part of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Metadata {
    /// The command that stored it.
    pub command: CommandId,
    /// The request or chain of follow-ups it belongs to.
    pub correlatie: Uuid,
    /// Version of the policy it was decided with.
    pub beleidsversie: u32,
    /// Who, on which authority, when, why, caused by what.
    pub verantwoording: Verantwoording,
}

/// What columns say of who is accountable.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Columns<'e> {
    pub(crate) actor: &'e str,
    pub(crate) bevoegdheid: &'e str,
    pub(crate) gebeurd_op: Tijdstip,
}

/// The metadata text: JSON, for ever.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Text<'m> {
    command: CommandId,
    correlatie: Uuid,
    beleidsversie: u32,
    /// Unless the software acted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    professional: Option<Capacity<'m>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reden: Option<Cow<'m, Redencode>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    oorzaak: Option<EventId>,
    /// All of it, as was written until 28 November 2026, and then none of the three above.
    #[serde(default, skip_serializing)]
    verantwoording: Option<Verantwoording>,
}

/// As what a professional acted, copied from the token.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Capacity<'m> {
    functie: Functie,
    organisatie: Cow<'m, Organisatie>,
    naam: Cow<'m, VrijeTekst>,
}

impl<'m> Capacity<'m> {
    const fn of(professional: &'m Professional) -> Self {
        let Professional { id: _, functie, organisatie, naam } = professional;
        Self { functie: *functie, organisatie: Cow::Borrowed(organisatie), naam: Cow::Borrowed(naam) }
    }
}

/// What the column says of who acts.
pub(crate) fn actor(wie: &Actor) -> String {
    wie.professional().map_or_else(|| SYSTEEM.to_owned(), |professional| professional.id.to_string())
}

/// The text that says what the columns do not.
///
/// # Errors
/// When it cannot be written as JSON.
pub(crate) fn write(
    command: CommandId,
    correlatie: Uuid,
    beleidsversie: u32,
    verantwoording: &Verantwoording,
) -> serde_json::Result<String> {
    serde_json::to_string(&Text {
        command,
        correlatie,
        beleidsversie,
        professional: verantwoording.wie.professional().map(Capacity::of),
        reden: verantwoording.reden.as_ref().map(Cow::Borrowed),
        oorzaak: verantwoording.oorzaak,
        verantwoording: None,
    })
}

/// What text and columns say together.
///
/// # Errors
/// When they are not what this build knows, one says a professional acted and the other not, or the text says it in both ways.
pub(crate) fn read(text: &str, columns: Columns<'_>) -> serde_json::Result<Metadata> {
    let Text { command, correlatie, beleidsversie, professional, reden, oorzaak, verantwoording } =
        serde_json::from_str(text)?;
    if let Some(verantwoording) = verantwoording {
        if professional.is_some() || reden.is_some() || oorzaak.is_some() {
            return Err(serde_json::Error::custom("it is said twice who is accountable"));
        }
        return Ok(Metadata { command, correlatie, beleidsversie, verantwoording });
    }
    let wie = match professional {
        Some(Capacity { functie, organisatie, naam }) => Actor::Professional(Professional {
            id: columns.actor.parse().map_err(serde_json::Error::custom)?,
            functie,
            organisatie: organisatie.into_owned(),
            naam: naam.into_owned(),
        }),
        None if columns.actor == SYSTEEM => Actor::Systeem,
        None => return Err(serde_json::Error::custom("a professional acts as nothing")),
    };
    let bevoegdheid = columns.bevoegdheid.parse().map_err(serde_json::Error::custom)?;
    let (gebeurd_op, reden) = (columns.gebeurd_op, reden.map(Cow::into_owned));
    let verantwoording = Verantwoording { wie, bevoegdheid, gebeurd_op, reden, oorzaak };
    Ok(Metadata { command, correlatie, beleidsversie, verantwoording })
}

#[cfg(test)]
mod tests {
    use regieboek_kernel::{Bevoegdheid, MandaatId, Onderwerp, Passage, Persoonsgegeven, ProfessionalId};

    use super::*;

    fn id(number: u128) -> Uuid {
        Uuid::from_u128(number)
    }

    fn by_a_coach() -> Verantwoording {
        let naam = Persoonsgegeven::new(Onderwerp::new(id(4)), Passage::new(id(5)), "Sam".to_owned());
        let (id, organisatie) = (ProfessionalId::new(id(4)), "cjg-haarlemmermeer".parse().expect("a code"));
        Verantwoording {
            wie: Actor::Professional(Professional { id, functie: Functie::CjgCoach, organisatie, naam }),
            bevoegdheid: Bevoegdheid::Mandaat { id: MandaatId::new(self::id(6)), versie: 7 },
            gebeurd_op: "2025-09-05T08:00:00.25Z".parse().expect("an instant"),
            reden: Some(Redencode::new("hulp-stagneert")),
            oorzaak: None,
        }
    }

    fn by_the_software() -> Verantwoording {
        let oorzaak = Some(EventId::new(id(3)));
        Verantwoording { wie: Actor::Systeem, bevoegdheid: Bevoegdheid::Regel, reden: None, oorzaak, ..by_a_coach() }
    }

    /// What it is read back as; also when the text was written in another way.
    fn read_back(verantwoording: &Verantwoording, text: &str) -> serde_json::Result<Metadata> {
        let (actor, bevoegdheid) = (actor(&verantwoording.wie), verantwoording.bevoegdheid.to_string());
        read(text, Columns { actor: &actor, bevoegdheid: &bevoegdheid, gebeurd_op: verantwoording.gebeurd_op })
    }

    fn metadata(verantwoording: Verantwoording) -> Metadata {
        Metadata { command: CommandId::new(id(1)), correlatie: id(2), beleidsversie: 3, verantwoording }
    }

    const COMMON: &str = r#""command":"00000000-0000-0000-0000-000000000001","correlatie":"00000000-0000-0000-0000-000000000002","beleidsversie":3"#;

    /// The exact bytes are hashed.
    #[test]
    fn the_text_says_what_no_column_says_and_its_form_is_for_ever() {
        let coach = r#""professional":{"functie":"cjg-coach","organisatie":"cjg-haarlemmermeer","naam":{"scheme":"leesbaar-1","onderwerp":"00000000-0000-0000-0000-000000000004","passage":"00000000-0000-0000-0000-000000000005","value":"Sam"}},"reden":"hulp-stagneert""#;
        let software = r#""oorzaak":"00000000-0000-0000-0000-000000000003""#;
        for (verantwoording, rest) in [(by_a_coach(), coach), (by_the_software(), software)] {
            let text = write(CommandId::new(id(1)), id(2), 3, &verantwoording).expect("JSON");
            assert_eq!(text, format!("{{{COMMON},{rest}}}"));
            assert_eq!(read_back(&verantwoording, &text).expect("reads"), metadata(verantwoording));
        }
    }

    #[test]
    fn what_was_written_until_28_november_2026_is_read_for_ever() {
        let coach = r#"{"wie":{"professional":{"id":"00000000-0000-0000-0000-000000000004","functie":"cjg-coach","organisatie":"cjg-haarlemmermeer","naam":{"scheme":"leesbaar-1","onderwerp":"00000000-0000-0000-0000-000000000004","passage":"00000000-0000-0000-0000-000000000005","value":"Sam"}}},"bevoegdheid":{"mandaat":{"id":"00000000-0000-0000-0000-000000000006","versie":7}},"gebeurdOp":"2025-09-05T08:00:00.25Z","reden":"hulp-stagneert","oorzaak":null}"#;
        let software = r#"{"wie":"systeem","bevoegdheid":"regel","gebeurdOp":"2025-09-05T08:00:00.25Z","reden":null,"oorzaak":"00000000-0000-0000-0000-000000000003"}"#;
        for (verantwoording, old) in [(by_a_coach(), coach), (by_the_software(), software)] {
            let old = format!("{{{COMMON},\"verantwoording\":{old}}}");
            assert_eq!(read_back(&verantwoording, &old).expect("reads"), metadata(verantwoording));
        }
    }

    #[test]
    fn text_and_columns_that_do_not_belong_together_are_not_read() {
        let (coach, software) = (by_a_coach(), by_the_software());
        let text = |verantwoording| write(CommandId::new(id(1)), id(2), 3, verantwoording).expect("JSON");
        assert!(read_back(&software, &text(&coach)).is_err());
        assert!(read_back(&coach, &text(&software)).is_err());
        let columns = Columns { actor: SYSTEEM, bevoegdheid: "koninklijk", gebeurd_op: software.gebeurd_op };
        assert!(read(&text(&software), columns).is_err());
        assert!(read_back(&software, &format!("{{{COMMON},\"anders\":1}}")).is_err());
        let twice = text(&software).replacen('{', &format!("{{\"verantwoording\":{},", serde_json::json!(software)), 1);
        assert!(read_back(&software, &twice).is_err());
    }
}
