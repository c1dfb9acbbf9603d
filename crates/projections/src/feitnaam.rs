//! The readable name behind an opaque event code.

use regieboek_beleid::BeleidsboekEvent;
use regieboek_doorverwijzing::DoorverwijzingEvent;
use regieboek_escalatie::EscalatieEvent;
use regieboek_huishouden::HuishoudenEvent;
use regieboek_intake::{IntakeEvent, SignaalEvent};
use regieboek_kernel::Feit;
use regieboek_mandaat::{MandaatEvent, MandaatbesluitEvent, SkjRegistratieEvent};

/// The name of what happened, as `PlanGeopend`, if this build knows the code.
pub fn feitnaam(code: &str) -> Option<&'static str> {
    [
        HuishoudenEvent::CODES,
        SignaalEvent::CODES,
        IntakeEvent::CODES,
        DoorverwijzingEvent::CODES,
        EscalatieEvent::CODES,
        MandaatEvent::CODES,
        MandaatbesluitEvent::CODES,
        SkjRegistratieEvent::CODES,
        BeleidsboekEvent::CODES,
    ]
    .into_iter()
    .flatten()
    .find(|(bekend, _)| *bekend == code)
    .map(|(_, naam)| *naam)
}
