//! How the background work of this process is: what stands still, and since when.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use regieboek_api_types::algemeen::{Gereedheid, StilstaandWerk, Toestand};
use regieboek_kernel::{Gemeente, Tijdstip};

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

    pub(crate) fn toon(&self) -> Gereedheid {
        let stil = |((gemeente, werk), sinds): (&(Gemeente, &'static str), &Tijdstip)| StilstaandWerk {
            gemeente: gemeente.to_string(),
            werk: (*werk).to_owned(),
            sinds: sinds.to_string(),
        };
        let werk: Vec<_> = self.alle().iter().map(stil).collect();
        Gereedheid { toestand: if werk.is_empty() { Toestand::Gereed } else { Toestand::Aandacht }, werk }
    }

    fn alle(&self) -> MutexGuard<'_, BTreeMap<(Gemeente, &'static str), Tijdstip>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
