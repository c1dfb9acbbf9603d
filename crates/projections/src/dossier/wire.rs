//! Words of the domain as they stand on the wire.

use regieboek_api_types::dossier as wire;
use regieboek_api_types::invoer::algemeen;
use regieboek_huishouden::Regisseur;
use regieboek_kernel::{Betrokkene, Deelgrond, Functionaris, Tijdstip, Uitvoerder, VrijeTekst};
use uuid::Uuid;

use super::blik::Blik;

/// What a reporter or referrer was told.
#[derive(Clone, PartialEq)]
pub(super) struct Terugkoppeling {
    pub(super) op: Tijdstip,
    pub(super) inhoud: VrijeTekst,
}

impl Terugkoppeling {
    pub(super) fn toon(&self, blik: &Blik) -> wire::Terugkoppeling {
        wire::Terugkoppeling { op: self.op.to_string(), inhoud: blik.lees(&self.inhoud) }
    }
}

pub(super) fn codes<T: ToString>(lijst: impl IntoIterator<Item = T>) -> Vec<String> {
    lijst.into_iter().map(|code| code.to_string()).collect()
}

pub(super) fn tekst<T: ToString>(waarde: Option<T>) -> Option<String> {
    waarde.map(|waarde| waarde.to_string())
}

pub(super) fn betrokkene(wie: &Betrokkene) -> algemeen::Betrokkene {
    algemeen::Betrokkene {
        professional_id: wie.professional.map(|id| id.uuid()),
        functie: wie.functie.to_string(),
        organisatie: wie.organisatie.to_string(),
    }
}

pub(super) fn functionaris(wie: &Functionaris) -> algemeen::Betrokkene {
    betrokkene(&wie.clone().into())
}

/// The professional who acts, and the resident who keeps the regie.
pub(super) fn regisseur(wie: &Regisseur) -> (algemeen::Betrokkene, Option<Uuid>) {
    let eigen_regie_van = match wie {
        Regisseur::Professional(_) => None,
        Regisseur::EigenRegie { lid, .. } => Some(lid.uuid()),
    };
    (betrokkene(wie.handelend()), eigen_regie_van)
}

pub(super) fn deelgrond(grond: Deelgrond) -> algemeen::Deelgrond {
    match grond {
        Deelgrond::Toestemming(id) => algemeen::Deelgrond { toestemming_id: Some(id.uuid()), grondslag: None },
        Deelgrond::Grondslag(grond) => algemeen::Deelgrond { toestemming_id: None, grondslag: Some(grond.to_string()) },
    }
}

pub(super) fn uitvoerder(wie: &Uitvoerder, blik: &Blik) -> algemeen::Uitvoerder {
    let leeg =
        algemeen::Uitvoerder { soort: String::new(), lid_id: None, naam: None, organisatie: None, functie: None };
    match wie {
        Uitvoerder::Bewoner(lid) => {
            algemeen::Uitvoerder { soort: "bewoner".to_owned(), lid_id: Some(lid.uuid()), ..leeg }
        }
        Uitvoerder::Netwerk { naam } => {
            algemeen::Uitvoerder { soort: "netwerk".to_owned(), naam: blik.lees(naam), ..leeg }
        }
        Uitvoerder::Vrijwilliger { organisatie } => algemeen::Uitvoerder {
            soort: "vrijwilliger".to_owned(),
            organisatie: Some(organisatie.to_string()),
            ..leeg
        },
        Uitvoerder::Professional { functie, organisatie } => algemeen::Uitvoerder {
            soort: "professional".to_owned(),
            organisatie: Some(organisatie.to_string()),
            functie: Some(functie.to_string()),
            ..leeg
        },
    }
}

/// Whether the reader is the one who does it.
pub(super) fn voert_zelf_uit(wie: &Uitvoerder, blik: &Blik) -> bool {
    match wie {
        Uitvoerder::Professional { functie, organisatie } => blik.is(Some(*functie), organisatie),
        Uitvoerder::Vrijwilliger { organisatie } => blik.is(None, organisatie),
        Uitvoerder::Bewoner(_) | Uitvoerder::Netwerk { .. } => false,
    }
}
