//! How this process is: what of its work stands still, and since when.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use regieboek_api_types::algemeen::{Gereedheid, StilstaandWerk, Toestand};
use regieboek_kernel::{Gemeente, Tijdstip};

/// The work of whoever stores something.
const OPSLAAN: &str = "opslaan";

/// Told by the workers, shown by the readiness check. Work that stands still keeps nobody from being answered.
#[derive(Debug, Clone, Default)]
pub struct Gesteldheid(Arc<Mutex<BTreeMap<(Gemeente, &'static str), Tijdstip>>>);

impl Gesteldheid {
    /// This work failed; it stands still from the first time that it does.
    pub fn staat_stil(&self, gemeente: &Gemeente, werk: &'static str, nu: Tijdstip) {
        self.alle().entry((gemeente.clone(), werk)).or_insert(nu);
    }

    /// This work goes on, here or in another process.
    pub fn gaat_door(&self, gemeente: &Gemeente, werk: &'static str) {
        self.alle().remove(&(gemeente.clone(), werk));
    }

    /// Beside it the logs in which nothing could be stored the last time: whoever reads is still served.
    pub(crate) fn toon(&self, slaat_niet_op: BTreeMap<Gemeente, Tijdstip>) -> Gereedheid {
        let mut alle = self.alle().clone();
        alle.extend(slaat_niet_op.into_iter().map(|(gemeente, sinds)| ((gemeente, OPSLAAN), sinds)));
        let stil = |((gemeente, werk), sinds): (&(Gemeente, &'static str), &Tijdstip)| StilstaandWerk {
            gemeente: gemeente.to_string(),
            werk: (*werk).to_owned(),
            sinds: sinds.to_string(),
        };
        let werk: Vec<_> = alle.iter().map(stil).collect();
        Gereedheid { toestand: if werk.is_empty() { Toestand::Gereed } else { Toestand::Aandacht }, werk }
    }

    fn alle(&self) -> MutexGuard<'_, BTreeMap<(Gemeente, &'static str), Tijdstip>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
