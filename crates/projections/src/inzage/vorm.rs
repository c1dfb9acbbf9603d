//! How words of the domain look on the wire.

use regieboek_api_types::dossier::Terugkoppeling;
use regieboek_api_types::invoer::algemeen;
use regieboek_kernel::{Betrokkene, Functionaris, Tijdstip, Uitvoerder, VrijeTekst};

/// What a text says; nothing once it was destroyed.
pub(super) fn lees(tekst: &VrijeTekst) -> Option<String> {
    tekst.waarde().cloned()
}

/// The same for a text that may be absent.
pub(super) fn lees_als(tekst: Option<&VrijeTekst>) -> Option<String> {
    tekst.and_then(lees)
}

pub(super) fn codes<T: ToString>(lijst: &[T]) -> Vec<String> {
    lijst.iter().map(ToString::to_string).collect()
}

pub(super) fn terugkoppeling(op: Tijdstip, inhoud: &VrijeTekst) -> Terugkoppeling {
    Terugkoppeling { op: op.to_string(), inhoud: lees(inhoud) }
}

pub(super) fn functionaris(wie: &Functionaris) -> algemeen::Betrokkene {
    let Betrokkene { professional, functie, organisatie } = wie.clone().into();
    algemeen::Betrokkene {
        professional_id: professional.map(|id| id.uuid()),
        functie: functie.to_string(),
        organisatie: organisatie.to_string(),
    }
}

pub(super) fn uitvoerder(wie: &Uitvoerder) -> algemeen::Uitvoerder {
    let (soort, lid_id, naam, organisatie, functie) = match wie {
        Uitvoerder::Bewoner(lid) => ("bewoner", Some(lid.uuid()), None, None, None),
        Uitvoerder::Netwerk { naam } => ("netwerk", None, lees(naam), None, None),
        Uitvoerder::Vrijwilliger { organisatie } => ("vrijwilliger", None, None, Some(organisatie), None),
        Uitvoerder::Professional { functie, organisatie } => {
            ("professional", None, None, Some(organisatie), Some(functie))
        }
    };
    algemeen::Uitvoerder {
        soort: soort.to_owned(),
        lid_id,
        naam,
        organisatie: organisatie.map(ToString::to_string),
        functie: functie.map(ToString::to_string),
    }
}
