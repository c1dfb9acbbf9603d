//! An objection against an inzet, from receipt to decision (Awb 6:4 to 7:12).

use regieboek_kernel::{Professional, ProfessionalId, Termijn, Tijdstip};
use serde::{Deserialize, Serialize};

use crate::commands::BezwaarCommand;
use crate::errors::DoorverwijzingError;
use crate::events::{
    BezwaarBeslist, BezwaarIngediend, BezwaarIngetrokken, BezwaarToegewezen, DoorverwijzingEvent as Event,
    VerwijzingIngetrokken,
};
use crate::rules;
use crate::values::{Intrekreden, Inzetgevolg};
use crate::verwijzing::{Termijnstand, Verwijzing};

/// Within which an objection is decided on (Awb 7:10), here counted from its receipt: until when one may object, from
/// which the law counts, is not known here.
const BESLISSEN: Termijn = Termijn::Weken(6);

/// An objection that was not decided on yet.
#[derive(Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Bezwaar {
    /// Who decides on it, once named.
    pub(crate) behandelaar: Option<ProfessionalId>,
    /// The term to decide; none for one of which only was recorded who decides.
    pub(crate) beslissen: Option<Termijnstand>,
}

impl Verwijzing {
    /// What happens to the objection, and to the inzet because of it.
    pub(crate) fn over_bezwaar(
        &self,
        wat: BezwaarCommand,
        wie: &Professional,
        nu: Tijdstip,
    ) -> Result<Vec<Event>, DoorverwijzingError> {
        rules::over_inzet(&self.soort)?; // D25
        Ok(match wat {
            BezwaarCommand::LegVast { indiener, ontvangen_op, gronden } => {
                rules::door_mandaatbeheerder(wie.functie)?; // D25
                rules::een_bezwaar_tegelijk(self.bezwaar.as_ref())?; // D25
                rules::volledig_bezwaar(&indiener, &gronden)?; // D25
                rules::bezwaardag(ontvangen_op, self.aangevraagd_op, nu.datum())?; // D25
                let beslissen_voor = BESLISSEN.verstrijkt(Tijdstip::begin_van(ontvangen_op));
                vec![Event::BezwaarIngediend(BezwaarIngediend { indiener, ontvangen_op, gronden, beslissen_voor })]
            }
            BezwaarCommand::WijsToe { behandelaar, kring } => {
                rules::door_mandaatbeheerder(wie.functie)?; // D25
                let bezwaar = rules::open_bezwaar(self.bezwaar.as_ref())?; // D25
                rules::bezwaar_niet_door_beslisser(self.verwijzer, &kring, behandelaar)?; // D19
                if bezwaar.behandelaar == Some(behandelaar) {
                    return Ok(vec![]);
                }
                vec![Event::BezwaarToegewezen(BezwaarToegewezen { behandelaar })]
            }
            BezwaarCommand::Beslis { oordeel, motivering, kring } => {
                let bezwaar = rules::open_bezwaar(self.bezwaar.as_ref())?; // D26
                rules::door_bezwaarbehandelaar(bezwaar, wie.id)?; // D26
                rules::bezwaar_niet_door_beslisser(self.verwijzer, &kring, wie.id)?; // D19
                rules::gemotiveerd(&motivering)?; // D26
                let mut feiten = vec![Event::BezwaarBeslist(BezwaarBeslist { oordeel, motivering })];
                if self.loopt() && oordeel.gevolg() == Inzetgevolg::Herroepen {
                    let reden = Intrekreden::HerroepenOpBezwaar;
                    feiten.push(Event::VerwijzingIngetrokken(VerwijzingIngetrokken { reden }));
                }
                feiten
            }
            BezwaarCommand::TrekIn => {
                rules::door_mandaatbeheerder(wie.functie)?; // D25
                rules::open_bezwaar(self.bezwaar.as_ref())?; // D25
                vec![Event::BezwaarIngetrokken(BezwaarIngetrokken {})]
            }
        })
    }
}
