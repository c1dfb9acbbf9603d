//! Who stands in which relation to what: the facts that authorization decides on.

use async_trait::async_trait;
use regieboek_access::{Beller, Relatie, Relaties};
use regieboek_doorverwijzing::{Doorverwijzing, DoorverwijzingEvent, VerwijzingAangevraagd};
use regieboek_escalatie::{Escalatie, EscalatieEvent};
use regieboek_event_store::{Projection, ProjectionError, Recorded, Tx, args};
use regieboek_huishouden::{Aanleiding, Huishouden, HuishoudenEvent, Regisseur};
use regieboek_intake::{Intake, IntakeEvent, Signaal, SignaalEvent};
use regieboek_kernel::{Actor, Beslisser, Betrokkene, Functie, Gemeente, Organisatie, ProfessionalId};
use regieboek_mandaat::{Mandaat, MandaatEvent};
use uuid::Uuid;

const GEEF: &str = "INSERT INTO betrokkenheid (gemeente, onderwerp, relatie, wie, bron, van) \
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
const NEEM: &str = "DELETE FROM betrokkenheid WHERE gemeente = $1 AND onderwerp = $2 AND relatie = $3";
const NEEM_VAN: &str = "DELETE FROM betrokkenheid \
     WHERE gemeente = $1 AND onderwerp = $2 AND relatie = $3 AND wie = $4 AND bron = $5";
const NEEM_WEGENS: &str =
    "DELETE FROM betrokkenheid WHERE gemeente = $1 AND onderwerp = $2 AND relatie = $3 AND bron = $4";
const WIS: &str = "DELETE FROM betrokkenheid WHERE gemeente = $1";
/// Through the stream itself, its huishouden, and whatever took either of them up. Four plain look-ups: what they find
/// twice counts once. CROSS JOIN keeps SQLite to this order; PostgreSQL finds it by itself.
const ZOEK: &str = "\
     SELECT b.relatie FROM betrokkenheid b WHERE b.gemeente = $1 AND b.onderwerp = $2 AND b.wie IN ($3, $4, $5) \
     UNION ALL SELECT b.relatie FROM stroom s CROSS JOIN betrokkenheid b \
       WHERE s.gemeente = $1 AND s.stroom = $2 AND s.huishouden <> $2 \
       AND b.gemeente = $1 AND b.onderwerp = s.huishouden AND b.wie IN ($3, $4, $5) \
     UNION ALL SELECT b.relatie FROM opgegaan o CROSS JOIN betrokkenheid b \
       WHERE o.gemeente = $1 AND o.huishouden = $2 \
       AND b.gemeente = $1 AND b.onderwerp = o.waarin AND b.wie IN ($3, $4, $5) \
     UNION ALL SELECT b.relatie FROM stroom s CROSS JOIN opgegaan o CROSS JOIN betrokkenheid b \
       WHERE s.gemeente = $1 AND s.stroom = $2 AND s.huishouden <> $2 \
       AND o.gemeente = $1 AND o.huishouden = s.huishouden \
       AND b.gemeente = $1 AND b.onderwerp = o.waarin AND b.wie IN ($3, $4, $5)";

/// The relations, folded inline: what one may do follows at once from what was done.
#[derive(Debug)]
pub struct Betrokkenheid;

/// How a person stands in a row.
pub(crate) fn persoon(id: ProfessionalId) -> String {
    format!("p:{id}")
}

/// How an organisation, or a function there, stands in a row.
pub(crate) fn organisatie(organisatie: &Organisatie, functie: Option<Functie>) -> String {
    functie.map_or_else(|| format!("o:{organisatie}/*"), |functie| format!("o:{organisatie}/{functie}"))
}

/// How someone involved stands in a row.
pub(crate) fn betrokkene(wie: &Betrokkene) -> String {
    wie.professional.map_or_else(|| organisatie(&wie.organisatie, Some(wie.functie)), persoon)
}

/// The three ways in which a caller can stand in a row.
pub(crate) fn gedaanten(beller: &Beller) -> [String; 3] {
    let p = &beller.professional;
    [persoon(p.id), organisatie(&p.organisatie, Some(p.functie)), organisatie(&p.organisatie, None)]
}

/// To whom a doorverwijzing is addressed: an organisation, or a function there; an overdracht to a person.
pub(crate) fn geadresseerde(feit: &VerwijzingAangevraagd) -> String {
    let aan = &feit.gericht_aan;
    feit.soort
        .overdracht_naar()
        .map_or_else(|| organisatie(&aan.organisatie, aan.functie), |naar| persoon(naar.professional))
}

/// One change of the rows about the subject of an event.
enum Wijziging {
    /// A relation begins, because of `bron`.
    Geef(Relatie, String, Uuid),
    /// A relation ends for all who stand in it.
    Neem(Relatie),
    /// A relation ends for one, as far as it came from `bron`.
    NeemVan(Relatie, String, Uuid),
    /// A relation ends for all, as far as it came from `bron`.
    NeemWegens(Relatie, Uuid),
    /// What stands here stays, but from now on one stands in relation through another stream, or no longer does
    /// (`stroom`, `opgegaan`).
    Via,
}
use Wijziging::{Geef, Neem, NeemVan, NeemWegens, Via};

/// The regie passes to `naar`; nobody else holds it.
fn regie_naar(naar: &Regisseur, bron: Uuid) -> Vec<Wijziging> {
    let relatie = match naar {
        Regisseur::Professional(_) => Relatie::Regisseur,
        Regisseur::EigenRegie { .. } => Relatie::CoordinatorEigenRegie,
    };
    let wie = betrokkene(naar.handelend());
    vec![Neem(Relatie::Regisseur), Neem(Relatie::CoordinatorEigenRegie), Geef(relatie, wie, bron)]
}

fn aanleiding(wegens: &Aanleiding, huishouden: Uuid) -> Uuid {
    match wegens {
        Aanleiding::Toevoeging => huishouden,
        Aanleiding::Verwijzing(id) => id.uuid(),
        Aanleiding::Escalatie(id) => id.uuid(),
    }
}

/// What a measure gives to see comes from the measure, of which a huishouden has one at a time.
fn maatregel_van(huishouden: Uuid) -> Uuid {
    Uuid::new_v5(&huishouden, b"maatregel")
}

fn bij_huishouden(event: &Recorded) -> Result<Vec<Wijziging>, ProjectionError> {
    let huishouden = event.stream;
    Ok(match &event.says::<HuishoudenEvent>()?.feit {
        HuishoudenEvent::HuishoudenGeregistreerd(f) => {
            vec![Geef(Relatie::Contactpersoon, betrokkene(&f.contactpersoon), huishouden)]
        }
        HuishoudenEvent::ContactpersoonschapAangeboden(f) => vec![
            Neem(Relatie::VolgendeContactpersoon),
            Geef(Relatie::VolgendeContactpersoon, betrokkene(&f.aan), huishouden),
        ],
        HuishoudenEvent::ContactpersoonschapOvergenomen(f) => vec![
            Neem(Relatie::VolgendeContactpersoon),
            Neem(Relatie::Contactpersoon),
            Geef(Relatie::Contactpersoon, betrokkene(&f.naar), huishouden),
        ],
        HuishoudenEvent::BetrokkeneToegevoegd(f) => {
            vec![Geef(Relatie::Betrokkene, betrokkene(&f.wie), aanleiding(&f.wegens, huishouden))]
        }
        HuishoudenEvent::BetrokkenheidBeeindigd(f) => {
            vec![NeemVan(Relatie::Betrokkene, betrokkene(&f.wie), aanleiding(&f.wegens, huishouden))]
        }
        HuishoudenEvent::PlanGeopend(f) => {
            let mut alle = regie_naar(&f.regisseur, huishouden);
            alle.extend([
                Neem(Relatie::Contactpersoon),
                Neem(Relatie::VolgendeContactpersoon),
                Neem(Relatie::Nazorgeigenaar),
            ]);
            alle
        }
        HuishoudenEvent::RegieOvergenomen(f) => {
            let mut alle = regie_naar(&f.naar, huishouden);
            alle.push(Geef(Relatie::Betrokkene, betrokkene(f.van.handelend()), f.escalatie.uuid()));
            alle
        }
        HuishoudenEvent::RegieTeruggegeven(f) => {
            let mut alle = regie_naar(&f.naar, huishouden);
            alle.push(NeemWegens(Relatie::Betrokkene, f.escalatie.uuid()));
            alle
        }
        HuishoudenEvent::RegieOvergedragen(f) => regie_naar(&f.naar, huishouden),
        HuishoudenEvent::RegisseurBenoemd(f) => regie_naar(&f.naar, huishouden),
        HuishoudenEvent::RegievormGewijzigd(f) => regie_naar(&f.naar, huishouden),
        HuishoudenEvent::MaatregelVastgelegd(f) => {
            let wegens = maatregel_van(huishouden);
            let blijft = |wie| Geef(Relatie::Betrokkene, betrokkene(wie), wegens);
            let mut alle = regie_naar(&f.naar, huishouden);
            alle.extend([blijft(f.van.handelend()), blijft(&f.maatregel.procesregie)]);
            alle
        }
        HuishoudenEvent::MaatregelBeeindigd(f) => {
            let mut alle = regie_naar(&f.naar, huishouden);
            alle.push(NeemWegens(Relatie::Betrokkene, maatregel_van(huishouden)));
            alle
        }
        HuishoudenEvent::PlanGesloten(f) => vec![
            Neem(Relatie::Regisseur),
            Neem(Relatie::CoordinatorEigenRegie),
            Geef(Relatie::Nazorgeigenaar, betrokkene(&f.nazorg_eigenaar), huishouden),
        ],
        HuishoudenEvent::PlanHeropend(f) => {
            let mut alle = regie_naar(&f.regisseur, huishouden);
            alle.push(Neem(Relatie::Nazorgeigenaar));
            alle
        }
        HuishoudenEvent::HuishoudenOpgegaan(_) | HuishoudenEvent::HuishoudenHersteld(_) => vec![Via],
        // At a split nobody's involvement is carried over: who is involved in the new one is named there.
        HuishoudenEvent::LidOpgenomen(_)
        | HuishoudenEvent::LidOverleden(_)
        | HuishoudenEvent::LidVertrokken(_)
        | HuishoudenEvent::AdresGewijzigd(_)
        | HuishoudenEvent::VerblijfVastgelegd(_)
        | HuishoudenEvent::VerblijfBevestigd(_)
        | HuishoudenEvent::VerblijfGestopt(_)
        | HuishoudenEvent::MedebewonerOpgenomen(_)
        | HuishoudenEvent::MedebewonerVertrokken(_)
        | HuishoudenEvent::HuishoudenGesplitst(_)
        | HuishoudenEvent::HuishoudenAfgesplitst(_)
        | HuishoudenEvent::HuishoudenOpgenomen(_)
        | HuishoudenEvent::SamenvoegingOngedaan(_)
        | HuishoudenEvent::DubbelUitgesloten(_)
        | HuishoudenEvent::GezagVastgelegd(_)
        | HuishoudenEvent::ToestemmingGegeven(_)
        | HuishoudenEvent::ToestemmingIngetrokken(_)
        | HuishoudenEvent::DoelGesteld(_)
        | HuishoudenEvent::ActieToegevoegd(_)
        | HuishoudenEvent::ActieAfgerond(_)
        | HuishoudenEvent::VolgordeVoorgesteld(_)
        | HuishoudenEvent::VolgordeBepaald(_)
        | HuishoudenEvent::RegievacuumGemeld(_)
        | HuishoudenEvent::DoelGeevalueerd(_)
        | HuishoudenEvent::NazorgcontroleUitgevoerd(_)
        | HuishoudenEvent::MdoGehouden(_)
        | HuishoudenEvent::MaatregelVerlengd(_)
        | HuishoudenEvent::VerhuizingGemeld(_)
        | HuishoudenEvent::OvernameBevestigd(_)
        | HuishoudenEvent::JeugdhulpVoortgezet(_)
        | HuishoudenEvent::TermijnVerstreken(_) => Vec::new(),
    })
}

fn bij_signaal(event: &Recorded) -> Result<Vec<Wijziging>, ProjectionError> {
    let signaal = event.stream;
    Ok(match &event.says::<SignaalEvent>()?.feit {
        SignaalEvent::SignaalGemeld(f) => {
            f.melder.into_iter().map(|id| Geef(Relatie::Melder, persoon(id), signaal)).collect()
        }
        SignaalEvent::SignaalOpgepakt(f) => {
            vec![Neem(Relatie::SignaalEigenaar), Geef(Relatie::SignaalEigenaar, persoon(f.eigenaar), signaal)]
        }
        SignaalEvent::SignaalDoorgegeven(f) => {
            let ontvanger = organisatie(&f.naar_organisatie, Some(f.functie));
            vec![Neem(Relatie::SignaalOntvanger), Geef(Relatie::SignaalOntvanger, ontvanger, signaal)]
        }
        // What is closed is offered to nobody any more.
        SignaalEvent::DoorgifteGeweigerd(_) | SignaalEvent::SignaalAfgesloten(_) => {
            vec![Neem(Relatie::SignaalOntvanger)]
        }
        SignaalEvent::SignaalOvergenomen(f) => {
            vec![Neem(Relatie::SignaalEigenaar), Geef(Relatie::SignaalEigenaar, persoon(f.eigenaar), signaal)]
        }
        SignaalEvent::DoorgifteAanvaard(f) => {
            vec![
                Neem(Relatie::SignaalOntvanger),
                Neem(Relatie::SignaalEigenaar),
                Geef(Relatie::SignaalEigenaar, persoon(f.eigenaar), signaal),
            ]
        }
        SignaalEvent::SignaalGekoppeld(_) => vec![Via],
        SignaalEvent::SignaalTeruggekoppeld(_) | SignaalEvent::SignaalTermijnVerstreken(_) => Vec::new(),
    })
}

fn bij_intake(event: &Recorded) -> Result<Vec<Wijziging>, ProjectionError> {
    Ok(match &event.says::<IntakeEvent>()?.feit {
        IntakeEvent::IntakeGestart(f) => vec![Geef(Relatie::Intaker, persoon(f.intaker), event.stream)],
        IntakeEvent::LeefgebiedAfgesloten(_)
        | IntakeEvent::VraagVastgelegd(_)
        | IntakeEvent::VeiligheidBeoordeeld(_)
        | IntakeEvent::OpClientondersteuningGewezen(_)
        | IntakeEvent::RegieverliesIngeschat(_)
        | IntakeEvent::FamiliegroepsplanAangeboden(_)
        | IntakeEvent::MeldcodestapGeregistreerd(_)
        | IntakeEvent::IntakeAfgerond(_)
        | IntakeEvent::TermijnVerlengd(_)
        | IntakeEvent::TermijnOverschreden(_)
        | IntakeEvent::StapGeweigerd(_)
        | IntakeEvent::TermijnVerstreken(_)
        | IntakeEvent::AanvraagVastgelegd(_)
        | IntakeEvent::BeschikkingVastgelegd(_) => Vec::new(),
    })
}

fn bij_doorverwijzing(event: &Recorded) -> Result<Vec<Wijziging>, ProjectionError> {
    let verwijzing = event.stream;
    Ok(match &event.says::<DoorverwijzingEvent>()?.feit {
        DoorverwijzingEvent::VerwijzingAangevraagd(f) => vec![
            Geef(Relatie::Verwijzer, persoon(f.verwijzer), verwijzing),
            Geef(Relatie::Geadresseerde, geadresseerde(f), verwijzing),
        ],
        DoorverwijzingEvent::OverdrachtAanvaard(f) => vec![Geef(Relatie::Houder, persoon(f.houder), verwijzing)],
        DoorverwijzingEvent::VerwijzingAanvaard(f) => vec![Geef(Relatie::Houder, persoon(f.houder), verwijzing)],
        DoorverwijzingEvent::VerwijzingGeweigerd(f) => {
            vec![Geef(Relatie::EigenaarVolgendeStap, persoon(f.eigenaar_volgende_stap), verwijzing)]
        }
        DoorverwijzingEvent::BezwaarToegewezen(f) => vec![
            Neem(Relatie::Bezwaarbehandelaar),
            Geef(Relatie::Bezwaarbehandelaar, persoon(f.behandelaar), verwijzing),
        ],
        DoorverwijzingEvent::BezwaarBeslist(_) | DoorverwijzingEvent::BezwaarIngetrokken(_) => {
            vec![Neem(Relatie::Bezwaarbehandelaar)]
        }
        DoorverwijzingEvent::WachttijdGemeld(_)
        | DoorverwijzingEvent::HulpStagneert(_)
        | DoorverwijzingEvent::VerwijzingGestart(_)
        | DoorverwijzingEvent::VerwijzingAfgerond(_)
        | DoorverwijzingEvent::VerwijzingIngetrokken(_)
        | DoorverwijzingEvent::VerwijzingVerlopen(_)
        | DoorverwijzingEvent::VerwijzingTeruggekoppeld(_)
        | DoorverwijzingEvent::TermijnVerstreken(_)
        | DoorverwijzingEvent::BevoegdheidsgebrekGemeld(_)
        | DoorverwijzingEvent::InzetBekrachtigd(_)
        | DoorverwijzingEvent::BevoegdheidVervallen(_)
        | DoorverwijzingEvent::BevoegdheidHersteld(_)
        | DoorverwijzingEvent::BezwaarIngediend(_) => Vec::new(),
    })
}

fn bij_escalatie(event: &Recorded) -> Result<Vec<Wijziging>, ProjectionError> {
    let escalatie = event.stream;
    let vastgelegd = event.says::<EscalatieEvent>()?;
    Ok(match &vastgelegd.feit {
        EscalatieEvent::EscalatieAangemeld(_) => match &vastgelegd.verantwoording.wie {
            Actor::Professional(p) => vec![Geef(Relatie::Escaleerder, persoon(p.id), escalatie)],
            Actor::Systeem => Vec::new(),
        },
        EscalatieEvent::EscalatieInTriageGenomen(f) => {
            vec![Neem(Relatie::Behandelaar), Geef(Relatie::Behandelaar, persoon(f.behandelaar), escalatie)]
        }
        EscalatieEvent::EscalatieAangenomen(f) => {
            vec![Neem(Relatie::Behandelaar), Geef(Relatie::Behandelaar, persoon(f.coordinator.professional), escalatie)]
        }
        EscalatieEvent::AfschalingAangeboden(f) => vec![
            Neem(Relatie::VolgendeRegisseur),
            Geef(Relatie::VolgendeRegisseur, persoon(f.volgende_regisseur.professional), escalatie),
        ],
        EscalatieEvent::EscalatieAfgewezen(_)
        | EscalatieEvent::VolgordeBepaald(_)
        | EscalatieEvent::DoorbraakBesloten(_)
        | EscalatieEvent::AfschalingAanvaard(_)
        | EscalatieEvent::AfschalingAfgewezen(_)
        | EscalatieEvent::EscalatieHeropend(_)
        | EscalatieEvent::EscalatieAfgesloten(_)
        | EscalatieEvent::TermijnVerstreken(_) => Vec::new(),
    })
}

fn bij_mandaat(event: &Recorded) -> Result<Vec<Wijziging>, ProjectionError> {
    let vastgelegd = event.says::<MandaatEvent>()?;
    Ok(match (&vastgelegd.feit, &vastgelegd.verantwoording.wie) {
        // Whoever passes a mandaat on is its holder (M16).
        (MandaatEvent::MandaatVerleend(f), Actor::Professional(wie)) if f.boven.is_some() => {
            vec![Geef(Relatie::Mandaatverlener, persoon(wie.id), event.stream)]
        }
        (
            MandaatEvent::MandaatVerleend(_)
            | MandaatEvent::MandaatGeschorst(_)
            | MandaatEvent::MandaatHervat(_)
            | MandaatEvent::MandaatIngetrokken(_)
            | MandaatEvent::MandaatVerlopen(_),
            _,
        ) => Vec::new(),
    })
}

fn wijzigingen(event: &Recorded) -> Result<Vec<Wijziging>, ProjectionError> {
    match event.stream_type.as_str() {
        Huishouden::TYPE => bij_huishouden(event),
        Signaal::TYPE => bij_signaal(event),
        Intake::TYPE => bij_intake(event),
        Doorverwijzing::TYPE => bij_doorverwijzing(event),
        Escalatie::TYPE => bij_escalatie(event),
        Mandaat::TYPE => bij_mandaat(event),
        _ => Ok(Vec::new()),
    }
}

/// Whether everybody stands in the same relation to a stream after this event of it as before.
pub(crate) fn laat_relaties(event: &Recorded) -> Result<bool, ProjectionError> {
    Ok(wijzigingen(event)?.is_empty())
}

#[async_trait]
impl Projection for Betrokkenheid {
    fn name(&self) -> &'static str {
        "betrokkenheid"
    }

    fn streams(&self) -> &'static [&'static str] {
        &[Huishouden::TYPE, Signaal::TYPE, Intake::TYPE, Doorverwijzing::TYPE, Escalatie::TYPE, Mandaat::TYPE]
    }

    async fn apply(&self, tx: &mut Tx, events: &[Recorded]) -> Result<(), ProjectionError> {
        for event in events {
            let (gemeente, onderwerp) = (&event.gemeente, event.stream);
            for wijziging in wijzigingen(event)? {
                let (sql, args) = match wijziging {
                    Geef(relatie, wie, bron) => {
                        (GEEF, args![gemeente, onderwerp, relatie.to_string(), wie, bron, event.vastgelegd_op].to_vec())
                    }
                    Neem(relatie) => (NEEM, args![gemeente, onderwerp, relatie.to_string()].to_vec()),
                    NeemVan(relatie, wie, bron) => {
                        (NEEM_VAN, args![gemeente, onderwerp, relatie.to_string(), wie, bron].to_vec())
                    }
                    NeemWegens(relatie, bron) => {
                        (NEEM_WEGENS, args![gemeente, onderwerp, relatie.to_string(), bron].to_vec())
                    }
                    Via => continue,
                };
                tx.execute(sql, &args).await?;
            }
        }
        Ok(())
    }

    async fn clear(&self, tx: &mut Tx, gemeente: &Gemeente) -> Result<(), ProjectionError> {
        tx.execute(WIS, args![gemeente]).await?;
        Ok(())
    }
}

/// The one query without a proof: it is what the gate decides on.
#[derive(Debug)]
pub struct Relatielijst;

impl Relatielijst {
    /// In which relations the caller stands to a stream, through the stream itself, through its huishouden, or through
    /// the huishouden that took that one up (H42): that one's people keep its past in sight, and see to what still runs;
    /// the huishouden itself only reads (H38). Not the other way round: sight of the other is given by its owner.
    ///
    /// # Errors
    /// The database cannot be read, or holds a relation this build does not know.
    pub async fn van(tx: &mut Tx, beller: &Beller, stroom: Uuid) -> Result<Relaties, ProjectionError> {
        let [persoon, functie, organisatie] = gedaanten(beller);
        let vraag = args![&beller.gemeente, stroom, persoon, functie, organisatie];
        tx.fetch_all(ZOEK, vraag).await?.iter().map(|row| relatie(&row.text(0)?)).collect()
    }
}

pub(crate) fn relatie(tekst: &str) -> Result<Relatie, ProjectionError> {
    tekst.parse().map_err(|_| ProjectionError::Inconsistent("unknown relation in betrokkenheid".to_owned()))
}
