//! From wire shapes to words of the domain, for what several routes share.

use regieboek_api_types::invoer::algemeen;
use regieboek_kernel::{
    Betrokkene, Datum, Deelgrond, Functionaris, LidId, Onderwerp, Passage, Persoonsgegeven, ProfessionalId, Tijdstip,
    ToestemmingId, Uitvoerder, VrijeTekst,
};
use uuid::Uuid;

use crate::bronnen::nieuw_id;
use crate::validatie::Velden;

/// A personal datum about someone, as a passage of its own.
pub(crate) fn gegeven<T>(onderwerp: Uuid, waarde: T) -> Persoonsgegeven<T> {
    Persoonsgegeven::new(Onderwerp::new(onderwerp), Passage::new(nieuw_id()), waarde)
}

/// The id that the client gave, or a new one.
pub(crate) fn id_of_nieuw(id: Option<Uuid>) -> Uuid {
    id.unwrap_or_else(nieuw_id)
}

impl Velden {
    /// Free text about someone; stored as it came, but not blank.
    pub(crate) fn vrije_tekst(&mut self, pointer: &str, onderwerp: Uuid, tekst: &str) -> Option<VrijeTekst> {
        self.tekst(pointer, tekst).map(|tekst| gegeven(onderwerp, tekst))
    }

    /// The same where it may be left out.
    #[expect(clippy::option_option, reason = "outside: was it good; inside: was it there")]
    pub(crate) fn vrije_tekst_optie(
        &mut self,
        pointer: &str,
        onderwerp: Uuid,
        tekst: Option<&str>,
    ) -> Option<Option<VrijeTekst>> {
        match tekst {
            None => Some(None),
            Some(tekst) => self.vrije_tekst(pointer, onderwerp, tekst).map(Some),
        }
    }

    /// A list of codes or dates.
    pub(crate) fn codes<T: std::str::FromStr<Err: crate::validatie::Uitleg>>(
        &mut self,
        pointer: &str,
        teksten: &[String],
    ) -> Option<Vec<T>> {
        self.lijst(pointer, teksten, |v, tekst| v.lees("", tekst))
    }

    /// Someone involved.
    pub(crate) fn betrokkene(&mut self, pointer: &str, wie: &algemeen::Betrokkene) -> Option<Betrokkene> {
        self.onder(pointer, |v| {
            let functie = v.lees("/functie", &wie.functie);
            let organisatie = v.lees("/organisatie", &wie.organisatie);
            let professional = wie.professional_id.map(ProfessionalId::new);
            Some(Betrokkene { professional, functie: functie?, organisatie: organisatie? })
        })
    }

    /// One named professional.
    pub(crate) fn functionaris(&mut self, pointer: &str, wie: &algemeen::Betrokkene) -> Option<Functionaris> {
        let betrokkene = self.betrokkene(pointer, wie)?;
        let Some(professional) = betrokkene.professional else {
            self.fout(&format!("{pointer}/professionalId"), "verplicht", "Noem hier een persoon.");
            return None;
        };
        Some(Functionaris { professional, functie: betrokkene.functie, organisatie: betrokkene.organisatie })
    }

    /// The ground for sharing, if one is cited.
    #[expect(clippy::option_option, reason = "outside: was it good; inside: was it there")]
    pub(crate) fn deelgrond(
        &mut self,
        pointer: &str,
        grond: Option<&algemeen::Deelgrond>,
    ) -> Option<Option<Deelgrond>> {
        let Some(grond) = grond else { return Some(None) };
        match (grond.toestemming_id, &grond.grondslag) {
            (Some(id), None) => Some(Some(Deelgrond::Toestemming(ToestemmingId::new(id)))),
            (None, Some(code)) => {
                self.lees(&format!("{pointer}/grondslag"), code).map(|g| Some(Deelgrond::Grondslag(g)))
            }
            (Some(_), Some(_)) | (None, None) => {
                self.fout(pointer, "keuze", "Noem een toestemming of een grondslag, niet allebei.");
                None
            }
        }
    }

    /// Who does an actie or afspraak; `huishouden` owns the name of someone from the network.
    pub(crate) fn uitvoerder(
        &mut self,
        pointer: &str,
        huishouden: Uuid,
        wie: &algemeen::Uitvoerder,
    ) -> Option<Uitvoerder> {
        let soort = wie.soort.as_str();
        self.onder(pointer, |v| {
            v.hoort_hier_niet("/lidId", wie.lid_id.is_some() && soort != "bewoner");
            v.hoort_hier_niet("/naam", wie.naam.is_some() && soort != "netwerk");
            let bij_een_organisatie = matches!(soort, "vrijwilliger" | "professional");
            v.hoort_hier_niet("/organisatie", wie.organisatie.is_some() && !bij_een_organisatie);
            v.hoort_hier_niet("/functie", wie.functie.is_some() && soort != "professional");
            match soort {
                "bewoner" => v.nodig("/lidId", wie.lid_id).map(|id| Uitvoerder::Bewoner(LidId::new(id))),
                "netwerk" => {
                    let naam = v.nodig("/naam", wie.naam.as_deref())?;
                    Some(Uitvoerder::Netwerk { naam: v.vrije_tekst("/naam", huishouden, naam)? })
                }
                "vrijwilliger" => {
                    let organisatie = v.nodig("/organisatie", wie.organisatie.as_deref())?;
                    Some(Uitvoerder::Vrijwilliger { organisatie: v.lees("/organisatie", organisatie)? })
                }
                "professional" => {
                    let functie = v.nodig("/functie", wie.functie.as_deref()).and_then(|f| v.lees("/functie", f));
                    let organisatie =
                        v.nodig("/organisatie", wie.organisatie.as_deref()).and_then(|o| v.lees("/organisatie", o));
                    Some(Uitvoerder::Professional { functie: functie?, organisatie: organisatie? })
                }
                _ => {
                    v.fout("/soort", "keuze", "Kies bewoner, netwerk, vrijwilliger of professional.");
                    None
                }
            }
        })
    }

    /// A field that this choice has no place for: said, rather than lost.
    pub(crate) fn hoort_hier_niet(&mut self, pointer: &str, is_er: bool) {
        if is_er {
            self.fout(pointer, "hoort-hier-niet", "Dit veld hoort niet bij deze keuze.");
        }
    }

    /// An instant, or the last one of a day.
    pub(crate) fn moment(&mut self, pointer: &str, tekst: &str) -> Option<Tijdstip> {
        if tekst.contains('T') {
            return self.lees(pointer, tekst);
        }
        let datum: Datum = self.lees(pointer, tekst)?;
        Some(Tijdstip::from_micros(Tijdstip::einde_van(datum).micros().saturating_sub(1)))
    }

    /// A field that this choice needs.
    pub(crate) fn nodig<T>(&mut self, pointer: &str, waarde: Option<T>) -> Option<T> {
        if waarde.is_none() {
            self.fout(pointer, "verplicht", "Dit veld is hier verplicht.");
        }
        waarde
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uitvoerder(soort: &str) -> algemeen::Uitvoerder {
        algemeen::Uitvoerder {
            soort: soort.to_owned(),
            lid_id: Some(Uuid::from_u128(1)),
            naam: Some("Tante Els".to_owned()),
            organisatie: Some("cjg".to_owned()),
            functie: Some("cjg-coach".to_owned()),
        }
    }

    #[test]
    fn een_veld_dat_niet_bij_de_soort_uitvoerder_hoort_wordt_geweigerd() {
        for (soort, te_veel) in [
            ("bewoner", &["/u/functie", "/u/naam", "/u/organisatie"][..]),
            ("netwerk", &["/u/functie", "/u/lidId", "/u/organisatie"]),
            ("vrijwilliger", &["/u/functie", "/u/lidId", "/u/naam"]),
            ("professional", &["/u/lidId", "/u/naam"]),
        ] {
            let problem = Velden::verzamel(|v| v.uitvoerder("/u", Uuid::from_u128(2), &uitvoerder(soort)))
                .expect_err("er is te veel genoemd");
            let fouten: Vec<_> =
                problem.inhoud().fouten.iter().map(|f| (f.pointer.as_str(), f.code.as_str())).collect();
            let verwacht: Vec<_> = te_veel.iter().map(|pointer| (*pointer, "hoort-hier-niet")).collect();
            assert_eq!((problem.inhoud().status, fouten), (400, verwacht), "{soort}");
        }
    }
}
