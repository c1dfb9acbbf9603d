//! The page of a signaal. It is part of the case file of the huishouden it was coupled to, with all that came before.

use regieboek_api_types::dossier as wire;
use regieboek_event_store::{DecodeError, Recorded};
use regieboek_intake::signaal::{Signaal, SignaalEvent, SignaalGemeld};
use regieboek_kernel::{Beslisser as _, HuishoudenId, Tijdstip};
use uuid::Uuid;

use super::blad::misplaatst;
use super::blik::Blik;
use super::wire::Terugkoppeling;

/// What the events of a signaal say.
#[derive(Clone, PartialEq)]
pub(crate) struct Signaalblad {
    stand: Signaal,
    gemeld: SignaalGemeld,
    gemeld_op: Tijdstip,
    terugkoppelingen: Vec<Terugkoppeling>,
}

impl Signaalblad {
    pub(super) fn begin(event: &Recorded) -> Result<Self, DecodeError> {
        let eerste = event.decode::<SignaalEvent>()?;
        let SignaalEvent::SignaalGemeld(gemeld) = eerste.feit.clone() else { return Err(misplaatst(event)) };
        let stand = Signaal::default().evolve(eerste);
        Ok(Self { stand, gemeld, gemeld_op: event.gebeurd_op, terugkoppelingen: Vec::new() })
    }

    pub(super) fn vouw(&mut self, event: &Recorded) -> Result<(), DecodeError> {
        let nieuw = event.decode::<SignaalEvent>()?;
        self.stand = std::mem::take(&mut self.stand).evolve(nieuw.clone());
        match nieuw.feit {
            SignaalEvent::SignaalGemeld(_) => return Err(misplaatst(event)),
            SignaalEvent::SignaalTeruggekoppeld(f) => {
                self.terugkoppelingen.push(Terugkoppeling { op: event.gebeurd_op, inhoud: f.inhoud });
            }
            SignaalEvent::SignaalOpgepakt(_)
            | SignaalEvent::SignaalDoorgegeven(_)
            | SignaalEvent::DoorgifteAanvaard(_)
            | SignaalEvent::SignaalGekoppeld(_)
            | SignaalEvent::SignaalAfgesloten(_)
            | SignaalEvent::SignaalTermijnVerstreken(_)
            | SignaalEvent::DoorgifteGeweigerd(_)
            | SignaalEvent::SignaalOvergenomen(_) => {}
        }
        Ok(())
    }

    /// The huishouden it was last coupled to.
    pub(super) fn huishouden(&self) -> Option<HuishoudenId> {
        self.stand.huishouden()
    }

    /// A report belongs to no area of life: it is seen by who sees them all.
    pub(super) fn toon(&self, id: Uuid, blik: &Blik) -> Option<wire::Dossiersignaal> {
        let toestand = match &self.stand {
            Signaal::NogNietGemeld | Signaal::Gemeld(_) => "gemeld",
            Signaal::Opgepakt(_) => "opgepakt",
            Signaal::Afgesloten { .. } => "afgesloten",
        };
        blik.volledig().then(|| wire::Dossiersignaal {
            id,
            toestand: toestand.to_owned(),
            vindplaats: self.gemeld.vindplaats.to_string(),
            gemeld_op: self.gemeld_op.to_string(),
            betreft_veiligheid: self.gemeld.betreft_veiligheid,
            omschrijving: blik.lees(&self.gemeld.omschrijving),
            terugkoppeling_verschuldigd: self.stand.terugkoppeling_verschuldigd(),
            terugkoppelingen: self.terugkoppelingen.iter().map(|t| t.toon(blik)).collect(),
        })
    }
}
