//! By what a second registration of the same person shows: a keyed hash over name, birth date and address.

use regieboek_huishouden::{Adres, Dubbelsleutel, Lid, Lidsleutel, Registratie};
use regieboek_kernel::{Gemeente, Passage, Persoonsgegeven};

use crate::application::Application;
use crate::error::UseCaseError;

/// Without what is written differently by each who writes it: case, spaces, punctuation.
fn kaal(tekst: &str) -> String {
    tekst.chars().filter(|teken| teken.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The address as far as it tells one house from another: postal code and number, else street, number and town.
fn plaats(adres: &Adres) -> Option<String> {
    let deel = |deel: &Option<String>| deel.as_deref().map(kaal).filter(|deel| !deel.is_empty());
    let nummer = deel(&adres.huisnummer)?;
    match (deel(&adres.postcode), deel(&adres.straat), deel(&adres.woonplaats)) {
        (Some(postcode), _, _) => Some(format!("{postcode}/{nummer}")),
        (None, Some(straat), Some(woonplaats)) => Some(format!("{straat}/{nummer}/{woonplaats}")),
        (None, _, _) => None,
    }
}

impl Application {
    /// The key of a lid at an address; none when too little is known, or it was destroyed.
    fn dubbelsleutel(
        &self,
        gemeente: &Gemeente,
        lid: &Lid,
        adres: &Persoonsgegeven<Adres>,
    ) -> Result<Option<Persoonsgegeven<Dubbelsleutel>>, UseCaseError> {
        let (Some(naam), Some(geboren), Some(plaats)) =
            (lid.naam.waarde(), lid.geboortedatum.waarde(), adres.waarde().and_then(plaats))
        else {
            return Ok(None);
        };
        let sleutel = self.geheime_sleutel(gemeente, &[&kaal(naam), &geboren.to_string(), &plaats])?;
        let passage = Passage::new(self.nieuw_id());
        Ok(Some(Persoonsgegeven::new(lid.naam.onderwerp(), passage, Dubbelsleutel::new(sleutel))))
    }

    /// Gives a lid the key of an address.
    pub(crate) fn met_dubbelsleutel(
        &self,
        gemeente: &Gemeente,
        lid: &mut Lid,
        adres: &Persoonsgegeven<Adres>,
    ) -> Result<(), UseCaseError> {
        lid.dubbelsleutel = self.dubbelsleutel(gemeente, lid, adres)?;
        Ok(())
    }

    /// Gives every lid of a registration the key of its address.
    pub(crate) fn met_dubbelsleutels(
        &self,
        gemeente: &Gemeente,
        registratie: &mut Registratie,
    ) -> Result<(), UseCaseError> {
        let Registratie { leden, adres, .. } = registratie;
        leden.iter_mut().try_for_each(|lid| self.met_dubbelsleutel(gemeente, lid, adres))
    }

    /// The keys of leden who live elsewhere from now on.
    pub(crate) fn dubbelsleutels(
        &self,
        gemeente: &Gemeente,
        leden: &[Lid],
        adres: &Persoonsgegeven<Adres>,
    ) -> Result<Vec<Lidsleutel>, UseCaseError> {
        leden
            .iter()
            .map(|lid| Ok(Lidsleutel { lid: lid.id, sleutel: self.dubbelsleutel(gemeente, lid, adres)? }))
            .collect()
    }
}
