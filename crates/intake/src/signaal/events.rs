//! What can happen to a signaal.

use regieboek_kernel::{
    Functie, Gebied, HuishoudenId, Organisatie, ProfessionalId, Tijdstip, Vindplaats, VrijeTekst, feiten,
};
use serde::{Deserialize, Serialize};

use super::values::{Afsluitreden, Overnamereden, SignaalTermijn};

feiten! {
    /// A fact about a signaal.
    pub enum SignaalEvent {
        /// Someone reported a worry.
        "sg01" => SignaalGemeld(SignaalGemeld),
        /// A named professional picked it up.
        "sg02" => SignaalOpgepakt(SignaalOpgepakt),
        /// The owner offered it to another organisation.
        "sg03" => SignaalDoorgegeven(SignaalDoorgegeven),
        /// Someone there accepted and is the owner.
        "sg04" => DoorgifteAanvaard(DoorgifteAanvaard),
        /// It is about this huishouden.
        "sg05" => SignaalGekoppeld(SignaalGekoppeld),
        /// The reporter heard what became of it.
        "sg06" => SignaalTeruggekoppeld(SignaalTeruggekoppeld),
        /// It was closed.
        "sg07" => SignaalAfgesloten(SignaalAfgesloten),
        /// A term passed before it was met.
        "sg08" => SignaalTermijnVerstreken(SignaalTermijnVerstreken),
        /// Whoever was offered it refused; it is back with the giver.
        "sg09" => DoorgifteGeweigerd(DoorgifteGeweigerd),
        /// The Meer-team took it over from an owner who cannot act.
        "sg10" => SignaalOvergenomen(SignaalOvergenomen),
    }
}

/// Someone reported a worry.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SignaalGemeld {
    /// Who is to hear what became of it; none when it was reported anonymously.
    pub melder: Option<ProfessionalId>,
    /// Where it surfaced.
    pub vindplaats: Vindplaats,
    /// In which gebied.
    pub gebied: Gebied,
    /// What is seen.
    pub omschrijving: VrijeTekst,
    /// Whether someone's safety is at stake.
    pub betreft_veiligheid: bool,
    /// First instant at which picking up is too late.
    pub oppakken_voor: Tijdstip,
    /// First instant at which terugkoppeling is too late; none when nobody is owed any.
    pub terugkoppelen_voor: Option<Tijdstip>,
}

/// A named professional picked it up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SignaalOpgepakt {
    /// Who owns it.
    pub eigenaar: ProfessionalId,
    /// Whether that was within the term.
    pub tijdig: bool,
}

/// The owner offered it to another organisation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SignaalDoorgegeven {
    /// To which organisation.
    pub naar_organisatie: Organisatie,
    /// To which function there.
    pub functie: Functie,
    /// Why.
    pub reden: VrijeTekst,
}

/// Someone of the addressed organisation accepted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DoorgifteAanvaard {
    /// Who owns it from now on.
    pub eigenaar: ProfessionalId,
}

/// Whoever was offered it refused.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DoorgifteGeweigerd {
    /// With whom it is again: the giver, who owned it all along.
    pub terug_bij: ProfessionalId,
    /// Why.
    pub reden: VrijeTekst,
}

/// The Meer-team took it over.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SignaalOvergenomen {
    /// From whom.
    pub van: ProfessionalId,
    /// Who owns it from now on.
    pub eigenaar: ProfessionalId,
    /// Why the owner cannot act.
    pub reden: Overnamereden,
}

/// It is about this huishouden.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SignaalGekoppeld {
    /// The huishouden.
    pub huishouden: HuishoudenId,
}

/// The reporter heard what became of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SignaalTeruggekoppeld {
    /// Who heard it.
    pub melder: ProfessionalId,
    /// What was told.
    pub inhoud: VrijeTekst,
    /// Whether that was within the term.
    pub tijdig: bool,
}

/// It was closed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SignaalAfgesloten {
    /// Why.
    pub reden: Afsluitreden,
}

/// A term passed before it was met.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SignaalTermijnVerstreken {
    /// Which term.
    pub termijn: SignaalTermijn,
    /// The instant at which it passed.
    pub verstreken_op: Tijdstip,
}
