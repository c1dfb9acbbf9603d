//! What can be asked of a signaal.

use regieboek_kernel::{Functie, Gebied, HuishoudenId, Organisatie, Vindplaats, VrijeTekst};

use super::values::{Afsluitreden, Overnamereden, SignaalTermijn};

/// A request to a [`super::Signaal`].
#[derive(Debug, Clone, PartialEq, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum SignaalCommand {
    /// Report a worry; the actor is the reporter.
    Meld {
        /// Where it surfaced.
        vindplaats: Vindplaats,
        /// In which gebied.
        gebied: Gebied,
        /// What is seen.
        omschrijving: VrijeTekst,
        /// Whether someone's safety is at stake.
        betreft_veiligheid: bool,
        /// Whether the reporter stays unnamed and so hears nothing back.
        anoniem: bool,
    },
    /// Take it as the actor's own.
    PakOp,
    /// Offer it to another organisation; the giver stays the owner until someone there accepts.
    GeefDoor {
        /// To which organisation.
        naar_organisatie: Organisatie,
        /// To which function there.
        functie: Functie,
        /// Why.
        reden: VrijeTekst,
    },
    /// Accept what was passed on; the actor becomes the owner.
    AanvaardDoorgifte,
    /// Refuse what was passed on; it is back with the giver.
    WeigerDoorgifte {
        /// Why.
        reden: VrijeTekst,
    },
    /// Take it over from an owner who cannot act; for the Meer-team.
    NeemOver {
        /// Why the owner cannot.
        reden: Overnamereden,
    },
    /// Say which huishouden it is about; the last time it is said holds.
    KoppelAanHuishouden {
        /// The huishouden.
        huishouden: HuishoudenId,
    },
    /// Tell the reporter what became of it; also after closing, and more than once.
    KoppelTerug {
        /// What was told.
        inhoud: VrijeTekst,
    },
    /// Close it.
    SluitAf {
        /// Why.
        reden: Afsluitreden,
    },
    /// Record that a term passed; for the software.
    VerstrijkTermijn {
        /// Which term.
        termijn: SignaalTermijn,
    },
}
