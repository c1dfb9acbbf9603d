//! How the composition of a huishouden changes: who comes, who goes, where they live, and how it parts and joins.

use regieboek_kernel::{Betrokkene, Bsn, Datum, Gebied, HuishoudenId, LidId, Persoonsgegeven, Tijdstip, VrijeTekst};
use serde::{Deserialize, Serialize};

use super::{Adres, Betrokkenheid, Gezag, Gezaghebbende, Lid, Registratie};

regieboek_kernel::woordenlijst! {
    /// Why someone becomes a lid.
    Komst {
        /// Was born.
        Geboorte,
        /// Moved in.
        Intrek,
        /// Something else.
        Anders,
    }
}

regieboek_kernel::woordenlijst! {
    /// Why someone is no longer a lid.
    Vertrekreden {
        /// Lives alone, or with others, from now on.
        Zelfstandig,
        /// Moved to another huishouden.
        AnderHuishouden,
        /// Lives in an institution or with foster parents.
        UitHuisGeplaatst,
        /// Something else.
        Anders,
    }
}

/// A key that is equal for two leden whose name, birth date and address are: a keyed hash, which says nothing to whoever
/// lacks the secret. Kept in an envelope, so that it is destroyed with what it was made of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Dubbelsleutel(String);

impl Dubbelsleutel {
    /// The text form of a keyed hash.
    pub fn new(hash: impl Into<String>) -> Self {
        Self(hash.into())
    }

    /// Its text form.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Someone becomes a lid.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Opname {
    /// Who.
    pub lid: Lid,
    /// Why.
    pub reden: Komst,
    /// Since which day.
    pub sinds: Datum,
    /// Who has gezag over this child.
    pub gezag: Vec<Gezag>,
}

/// They live elsewhere.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Adreswijziging {
    /// The new address.
    pub adres: Persoonsgegeven<Adres>,
    /// The new area, when it is another.
    pub gebied: Option<Gebied>,
    /// Since which day.
    pub op: Datum,
    /// The keys of the leden at the new address.
    pub sleutels: Vec<Lidsleutel>,
}

/// The key of one lid.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Lidsleutel {
    /// Who.
    pub lid: LidId,
    /// The key; none when too little is known to make one.
    pub sleutel: Option<Persoonsgegeven<Dubbelsleutel>>,
}

/// Leden go on as a huishouden of their own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Splitsing {
    /// The new huishouden.
    pub naar: HuishoudenId,
    /// Who go.
    pub leden: Vec<LidId>,
    /// Since which day.
    pub op: Datum,
}

impl Splitsing {
    /// H41: whether a day's records belong to the past that both share: until, and on, the day since which they part. A
    /// split that is recorded late shares nothing that was recorded in between.
    pub fn deelt(&self, vastgelegd_op: Tijdstip) -> bool {
        vastgelegd_op.datum() <= self.op
    }
}

/// A huishouden that begins where another was split; of who was involved there, only who is named here is involved.
#[derive(Debug, Clone, PartialEq)]
pub struct Afsplitsing {
    /// From which huishouden.
    pub van: HuishoudenId,
    /// Since which day.
    pub op: Datum,
    /// The new huishouden, with its contactpersoon.
    pub registratie: Registratie,
    /// Who is involved from the start.
    pub betrokkenen: Vec<Betrokkenheid>,
}

/// Two leden of two registrations that are one person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Zelfde {
    /// The lid that stays.
    pub lid: LidId,
    /// The lid of the other huishouden.
    pub ander: LidId,
    /// The BSN that only the other registration knew.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bsn: Option<Persoonsgegeven<Bsn>>,
}

/// What another huishouden brings in when it is taken up.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Inbreng {
    /// Its leden.
    pub leden: Vec<Lid>,
    /// The gezag over its children.
    pub gezag: Vec<Gezag>,
    /// Whether it has an active plan.
    pub heeft_actief_plan: bool,
    /// How often its owner changed.
    pub overdrachten: u32,
    /// To whom they told their story.
    pub verteld_aan: Vec<Betrokkene>,
}

/// Another registration proved to be about the same people, and was taken up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Samenvoeging {
    /// The huishouden that was taken up.
    pub ander: HuishoudenId,
    /// Its leden that were not here yet.
    pub leden: Vec<Lid>,
    /// Those who were here already.
    pub zelfde: Vec<Zelfde>,
    /// The gezag that was not known here yet.
    pub gezag: Vec<Gezag>,
    /// How often its owner changed.
    pub overdrachten: u32,
    /// To whom they told their story there.
    pub verteld_aan: Vec<Betrokkene>,
}

/// A merge proved wrong.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Ongedaanmaking {
    /// The huishouden that is on its own again.
    pub ander: HuishoudenId,
    /// The leden that go with it.
    pub leden: Vec<LidId>,
    /// Why it was wrong, in words.
    pub toelichting: VrijeTekst,
}

/// The gezag after leden left: theirs over children who stay goes on from outside, that over who left is no longer here.
pub fn gezag_na_vertrek(gezag: &mut Vec<Gezag>, weg: &[Lid]) {
    gezag.retain(|g| weg.iter().all(|lid| lid.id != g.kind));
    for g in gezag {
        if let Gezaghebbende::Lid(id) = g.gezaghebbende
            && let Some(lid) = weg.iter().find(|lid| lid.id == id)
        {
            g.gezaghebbende = Gezaghebbende::Buiten { naam: lid.naam.clone() };
        }
    }
}

/// The gezag after a lid died.
pub fn gezag_na_overlijden(gezag: &mut Vec<Gezag>, overleden: LidId) {
    gezag.retain(|g| g.kind != overleden && g.gezaghebbende != Gezaghebbende::Lid(overleden));
}

/// The gezag that goes with leden who leave together; a parent who stays has it from outside.
pub fn gezag_dat_meegaat(gezag: &[Gezag], leden: &[Lid], weg: &[Lid]) -> Vec<Gezag> {
    let blijven: Vec<Lid> = leden.iter().filter(|lid| weg.iter().all(|w| w.id != lid.id)).cloned().collect();
    let mut mee: Vec<Gezag> = gezag.iter().filter(|g| weg.iter().any(|lid| lid.id == g.kind)).cloned().collect();
    gezag_na_vertrek(&mut mee, &blijven);
    mee
}
