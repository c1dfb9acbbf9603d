//! The invariants of an intake, each a function with its number from the crate's list.

use regieboek_kernel::{Actor, Beleid, Datum, Leefgebied, Professional, Tijdstip};

use super::errors::{IntakeError, Ontbrekend};
use super::gesprek::Gesprek;
use super::values::{Conclusie, FamiliegroepsplanUitkomst, Meldcodestap, Meldcodewijze, Score, Vervolgstap};
use crate::verplichting::Verplichting;

/// The *schijf van vijf*, in the order of the conversation.
const LEEFGEBIEDEN: [Leefgebied; 5] =
    [Leefgebied::Meedoen, Leefgebied::WerkEnInkomen, Leefgebied::Veiligheid, Leefgebied::Gezondheid, Leefgebied::Wonen];

/// I1: a professional with a name acts.
pub fn met_naam(wie: &Actor) -> Result<&Professional, IntakeError> {
    wie.professional().ok_or(IntakeError::AlleenProfessional)
}

/// I1: only the intaker records and concludes.
pub fn alleen_de_intaker(gesprek: &Gesprek, wie: &Actor) -> Result<(), IntakeError> {
    if met_naam(wie)?.id == gesprek.intaker { Ok(()) } else { Err(IntakeError::AlleenIntaker) }
}

/// I1 and I12: only the software lets the term pass and records a refusal.
pub fn alleen_systeem(wie: &Actor) -> Result<(), IntakeError> {
    match wie {
        Actor::Systeem => Ok(()),
        Actor::Professional(_) => Err(IntakeError::AlleenSysteem),
    }
}

/// I2: the instant before which a Wmo report must be investigated (Wmo 2015, 2.3.2).
pub fn onderzoek_voor(wmo_melding: bool, beleid: &Beleid, nu: Tijdstip) -> Option<Tijdstip> {
    wmo_melding.then(|| beleid.inhoud.termijnen.wmo_onderzoek.verstrijkt(nu))
}

/// I3: everything that DOMAIN asks of an intake is there, or all that lacks is named at once.
pub fn is_volledig(gesprek: &Gesprek) -> Result<(), IntakeError> {
    let open = LEEFGEBIEDEN.into_iter().filter(|l| !gesprek.leefgebieden.contains_key(l)).map(Ontbrekend::Leefgebied);
    let overig = [
        (gesprek.veiligheid_beoordeeld, Ontbrekend::Veiligheidsoordeel),
        (gesprek.op_clientondersteuning_gewezen, Ontbrekend::Clientondersteuning),
        (gesprek.regieverlies.is_some(), Ontbrekend::Regieverlies),
        (gesprek.eigen_woorden_vastgelegd, Ontbrekend::EigenWoorden),
        (!gesprek.betreft_jeugdhulp || gesprek.familiegroepsplan.is_some(), Ontbrekend::Familiegroepsplan),
    ];
    let ontbreekt: Vec<_> = open.chain(overig.into_iter().filter(|(is_er, _)| !is_er).map(|(_, wat)| wat)).collect();
    if ontbreekt.is_empty() { Ok(()) } else { Err(IntakeError::IntakeOnvolledig { ontbreekt }) }
}

/// I4: a score of 1 or 2 on two or more areas means that a plan is due.
pub fn plan_is_aangewezen(scores: impl IntoIterator<Item = Score>) -> bool {
    scores.into_iter().filter(|score| score.getal() <= 2).count() >= 2
}

/// I5: concluding lighter than a plan that is due needs a reason.
pub fn lichter_met_reden(gesprek: &Gesprek, conclusie: &Conclusie, met_reden: bool) -> Result<(), IntakeError> {
    if conclusie.is_lichter_dan_plan() && !met_reden && plan_is_aangewezen(gesprek.scores()) {
        Err(IntakeError::LichterZonderReden)
    } else {
        Ok(())
    }
}

/// I6: a score of 1 on veiligheid needs a decision on Veilig Thuis.
pub fn veilig_thuis_is_besloten(gesprek: &Gesprek) -> Result<(), IntakeError> {
    let acuut = gesprek.score(Leefgebied::Veiligheid).is_some_and(|score| score.getal() == 1);
    if acuut && !gesprek.veilig_thuis_besloten { Err(IntakeError::BesluitVeiligThuisOntbreekt) } else { Ok(()) }
}

/// I7: a lighter conclusion carries an afspraak, unless it is information and advice.
pub fn lichter_met_afspraak(conclusie: &Conclusie, met_afspraak: bool) -> Result<(), IntakeError> {
    match conclusie {
        Conclusie::SocialeBasis | Conclusie::LichteOndersteuning if !met_afspraak => {
            Err(IntakeError::AfspraakOntbreekt)
        }
        Conclusie::InformatieEnAdvies
        | Conclusie::SocialeBasis
        | Conclusie::LichteOndersteuning
        | Conclusie::Plan { .. }
        | Conclusie::DirecteEscalatie => Ok(()),
    }
}

/// I8: the new end of the term, which the reporter agreed to, is later than the present one, which has not passed.
pub fn verlengd_tot(
    gesprek: &Gesprek,
    tot: Datum,
    instemming_melder: bool,
    nu: Tijdstip,
) -> Result<Tijdstip, IntakeError> {
    let onderzoek = gesprek.onderzoek.ok_or(IntakeError::GeenTermijn)?;
    let voor = Tijdstip::einde_van(tot);
    if !instemming_melder {
        Err(IntakeError::VerlengingZonderInstemming)
    } else if !onderzoek.haalt(nu) {
        Err(IntakeError::TermijnAlVerstreken)
    } else if voor <= onderzoek.voor() {
        Err(IntakeError::VerlengingNietLater)
    } else {
        Ok(voor)
    }
}

/// I9: the term does not pass before its instant.
pub fn termijn_is_verstreken(onderzoek: &Verplichting, nu: Tijdstip) -> Result<(), IntakeError> {
    if onderzoek.haalt(nu) { Err(IntakeError::TermijnNietVerstreken { voor: onderzoek.voor() }) } else { Ok(()) }
}

/// I10: a step of the meldcode that was taken is not skipped afterwards. Says whether there is something new to record.
pub fn meldcodestap_is_nieuw(
    gesprek: &Gesprek,
    stap: Meldcodestap,
    gezet: &Meldcodewijze,
) -> Result<bool, IntakeError> {
    match (gesprek.gezette_meldcodestappen.contains(&stap), gezet) {
        (true, Meldcodewijze::Overgeslagen { .. }) => Err(IntakeError::MeldcodestapAlGezet),
        (was_gezet, Meldcodewijze::Gezet) => Ok(!was_gezet),
        (false, Meldcodewijze::Overgeslagen { .. }) => Ok(true),
    }
}

/// I11: the instant before which a youth-help plan must follow once no family plan comes (Jeugdwet 4.1.3).
pub fn jeugdplan_voor(
    gesprek: &Gesprek,
    uitkomst: FamiliegroepsplanUitkomst,
    beleid: &Beleid,
    nu: Tijdstip,
) -> Option<Tijdstip> {
    (gesprek.betreft_jeugdhulp && uitkomst == FamiliegroepsplanUitkomst::Afgewezen)
        .then(|| beleid.inhoud.termijnen.jeugdplan.verstrijkt(nu))
}

/// I13: the first instant at which deciding on an application is too late (Wmo 2015, 2.3.5, second member).
pub fn beslissen_voor(aanvraag: Datum, beleid: &Beleid) -> Tijdstip {
    beleid.inhoud.termijnen.wmo_besluit.verstrijkt(Tijdstip::begin_van(aanvraag))
}

/// I13: an application follows a Wmo report.
pub const fn is_wmo_melding(gesprek: &Gesprek) -> Result<(), IntakeError> {
    if gesprek.onderzoek.is_some() { Ok(()) } else { Err(IntakeError::GeenWmoMelding) }
}

/// I14: the day lies between what came before it and today.
pub fn dag_kan(op: Datum, niet_voor: Datum, vandaag: Datum) -> Result<(), IntakeError> {
    if (niet_voor..=vandaag).contains(&op) { Ok(()) } else { Err(IntakeError::DagOnmogelijk) }
}

/// I12: only the step that the conclusion owes can have been refused.
pub fn stap_is_verschuldigd(conclusie: &Conclusie, stap: Vervolgstap) -> Result<(), IntakeError> {
    if conclusie.vervolgstap() == Some(stap) { Ok(()) } else { Err(IntakeError::StapNietVerschuldigd { stap }) }
}
