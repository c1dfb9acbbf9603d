//! The one gate: a pure decision that yields a proof which every inner layer demands.

use std::marker::PhantomData;

use regieboek_kernel::{
    Actor, Bevoegdheid, EscalatieId, EventId, Functie, Gemeente, Opdracht, Rol, Tijdstip, Verantwoording,
};
use serde::Serialize;
use uuid::Uuid;

use crate::beller::Beller;
use crate::relatie::{Relatie, Relaties};

/// Something that can be done or seen. Declared in one table, [`crate::handelingen`].
pub trait Handeling: 'static {
    /// Its name in the role matrix and in the record of a reading.
    const NAAM: &'static str;
    /// Functions that may ever do it.
    const FUNCTIES: &'static [Functie];
    /// Relations of which one must hold; empty when the function alone suffices.
    const RELATIES: &'static [Relatie];
    /// What is seen by it.
    const VELDEN: Veldklasse;
    /// Functions for which the function alone suffices, whatever the relations (the Meer-team in triage).
    const ZONDER_RELATIE: &'static [Functie];
    /// What must be entrusted to the person beside the function.
    const ROL: Option<Rol> = None;
}

/// What kind of data an action shows; recorded with every reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Veldklasse {
    /// Nothing about a person.
    Geen,
    /// That something is asked or due, without content.
    Werklijst,
    /// One referral or signaal and its terugkoppeling.
    EigenItem,
    /// The case.
    Dossier,
    /// The history, pseudonymised.
    Geschiedenis,
}

/// Why the gate stays closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Weigering {
    /// The function may never do this: 403.
    #[error("Met uw functie kunt u dit niet doen.")]
    Functie,
    /// The function may, but the role was not entrusted to this person: 403.
    #[error("Hiervoor is de rol van {0} nodig, en die hebt u niet.")]
    Rol(Rol),
    /// No relation to this resource, or it does not exist: the same 404.
    #[error("Niet gevonden.")]
    Relatie,
}

/// What will be recorded about this access (NEN 7513, Logboek Dataverwerkingen).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Permit {
    /// Name of the action.
    pub handeling: &'static str,
    /// What it was about, unless a collection.
    pub resource: Option<Uuid>,
    /// The relation that opened the gate; none when the function alone did.
    pub relatie: Option<Relatie>,
    /// What kind of data was shown.
    pub velden: Veldklasse,
}

/// Proof that a caller may do `H` to one resource. Only the gate makes it.
#[derive(Debug)]
pub struct Toegang<H> {
    gemeente: Gemeente,
    wie: Actor,
    relaties: Relaties,
    permit: Permit,
    oorzaak: Option<EventId>,
    handeling: PhantomData<fn() -> H>,
}

/// First step of the gate: may this function, with these roles, ever do `H`?
///
/// # Errors
/// [`Weigering::Functie`] or [`Weigering::Rol`] when it may not.
pub fn functie_mag<H: Handeling>(beller: &Beller) -> Result<(), Weigering> {
    if !H::FUNCTIES.contains(&beller.professional.functie) {
        return Err(Weigering::Functie);
    }
    match H::ROL {
        Some(rol) if !beller.rollen.contains(&rol) => Err(Weigering::Rol(rol)),
        Some(_) | None => Ok(()),
    }
}

/// The whole gate, for an action on one resource.
///
/// # Errors
/// As [`functie_mag`]; [`Weigering::Relatie`] when no relation opens it.
pub fn poort<H: Handeling>(beller: &Beller, resource: Uuid, relaties: Relaties) -> Result<Toegang<H>, Weigering> {
    functie_mag::<H>(beller)?;
    let relatie = relaties.eerste_van(H::RELATIES);
    let functie_volstaat = H::RELATIES.is_empty() || H::ZONDER_RELATIE.contains(&beller.professional.functie);
    if relatie.is_none() && !functie_volstaat {
        return Err(Weigering::Relatie);
    }
    Ok(Toegang::new(beller, Some(resource), relatie, relaties))
}

/// The gate for an action on a collection, or one that makes a new resource.
///
/// # Errors
/// As [`functie_mag`]; [`Weigering::Relatie`] when the action needs a relation, which a collection cannot give.
pub fn poort_zonder_resource<H: Handeling>(beller: &Beller) -> Result<Toegang<H>, Weigering> {
    functie_mag::<H>(beller)?;
    if H::RELATIES.is_empty() {
        Ok(Toegang::new(beller, None, None, Relaties::default()))
    } else {
        Err(Weigering::Relatie)
    }
}

impl<H: Handeling> Toegang<H> {
    fn new(beller: &Beller, resource: Option<Uuid>, relatie: Option<Relatie>, relaties: Relaties) -> Self {
        Self {
            gemeente: beller.gemeente.clone(),
            wie: Actor::Professional(beller.professional.clone()),
            permit: Permit { handeling: H::NAAM, resource, relatie, velden: H::VELDEN },
            relaties,
            oorzaak: None,
            handeling: PhantomData,
        }
    }

    /// Access of the software itself: a follow-up or a passed term, always with the event that caused it.
    pub fn systeem(gemeente: Gemeente, resource: Uuid, oorzaak: EventId) -> Self {
        Self {
            gemeente,
            wie: Actor::Systeem,
            relaties: Relaties::default(),
            permit: Permit { handeling: H::NAAM, resource: Some(resource), relatie: None, velden: Veldklasse::Geen },
            oorzaak: Some(oorzaak),
            handeling: PhantomData,
        }
    }

    /// The municipality whose log may be touched.
    pub fn gemeente(&self) -> &Gemeente {
        &self.gemeente
    }

    /// Who has access.
    pub fn wie(&self) -> &Actor {
        &self.wie
    }

    /// The one resource it is about; nil for a collection.
    pub fn resource(&self) -> Uuid {
        self.permit.resource.unwrap_or_default()
    }

    /// What is recorded about it.
    pub fn permit(&self) -> &Permit {
        &self.permit
    }

    /// Every relation that holds, for what is shown besides.
    pub fn relaties(&self) -> &Relaties {
        &self.relaties
    }

    /// Makes the command, with the accountability this access brings.
    pub fn opdracht<C>(&self, wat: C, nu: Tijdstip, gebeurd_op: Option<Tijdstip>) -> Opdracht<C> {
        let verantwoording = Verantwoording {
            wie: self.wie.clone(),
            bevoegdheid: self.bevoegdheid(),
            gebeurd_op: gebeurd_op.unwrap_or(nu),
            reden: None,
            oorzaak: self.oorzaak,
        };
        Opdracht { wat, verantwoording, nu }
    }

    fn bevoegdheid(&self) -> Bevoegdheid {
        match (&self.wie, self.permit.relatie) {
            (Actor::Systeem, _) => Bevoegdheid::Regel,
            (Actor::Professional(_), None) => H::ROL.map_or(Bevoegdheid::Functie, Bevoegdheid::Rol),
            (Actor::Professional(_), Some(relatie)) => match relatie {
                Relatie::Regisseur | Relatie::Contactpersoon | Relatie::CoordinatorEigenRegie => Bevoegdheid::Regie,
                Relatie::Betrokkene | Relatie::Nazorgeigenaar => Bevoegdheid::Betrokkenheid,
                Relatie::Behandelaar => Bevoegdheid::Doorzettingsmacht { escalatie: EscalatieId::new(self.resource()) },
                Relatie::Melder
                | Relatie::SignaalEigenaar
                | Relatie::SignaalOntvanger
                | Relatie::Intaker
                | Relatie::Verwijzer
                | Relatie::Geadresseerde
                | Relatie::Houder
                | Relatie::Escaleerder
                | Relatie::VolgendeContactpersoon
                | Relatie::EigenaarVolgendeStap
                | Relatie::Bezwaarbehandelaar
                | Relatie::Mandaatverlener
                | Relatie::VolgendeRegisseur => Bevoegdheid::Functie,
            },
        }
    }
}
