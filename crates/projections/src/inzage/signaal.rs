//! One signaal.

use regieboek_access::handelingen::SignaalInzien;
use regieboek_access::{Relatie, Toegang};
use regieboek_api_types::signalen::{Signaaldetails, Signaaldoorgifte, Signaaleigenaar};
use regieboek_event_store::{ProjectionError, Recorded, Tx};
use regieboek_intake::signaal::Afsluitreden;
use regieboek_intake::{Signaal, SignaalEvent};
use regieboek_kernel::Actor;

use super::vorm::{lees, terugkoppeling};
use super::{geen_begin, laad};

/// The signaal that the proof is about. Its owner sees all; who was asked to take it over, all but the huishouden; its
/// reporter, what was reported and told, and of the owner only function and organisation.
///
/// # Errors
/// The database cannot be read, or holds an event that this build does not know.
pub async fn signaal(tx: &mut Tx, toegang: &Toegang<SignaalInzien>) -> Result<Option<Signaaldetails>, ProjectionError> {
    let events = laad::<Signaal, _>(tx, toegang).await?;
    let Some((eerste, verder)) = events.split_first() else { return Ok(None) };
    let mut beeld = begin(eerste)?;
    verder.iter().try_for_each(|event| verwerk(&mut beeld, event))?;
    let relaties = toegang.relaties();
    if !relaties.heeft(Relatie::SignaalEigenaar) {
        beeld.huishouden_id = None;
        if !relaties.heeft(Relatie::SignaalOntvanger) {
            verberg_behandeling(&mut beeld);
        }
    }
    Ok(Some(beeld))
}

fn verberg_behandeling(beeld: &mut Signaaldetails) {
    if let Some(eigenaar) = &mut beeld.eigenaar {
        (eigenaar.professional_id, eigenaar.naam) = (None, None);
    }
    beeld.doorgifte_geweigerd = None;
    (beeld.doorgifte, beeld.afsluitreden, beeld.dubbel_van) = (None, None, None);
}

fn begin(event: &Recorded) -> Result<Signaaldetails, ProjectionError> {
    let SignaalEvent::SignaalGemeld(f) = event.decode::<SignaalEvent>()?.feit else { return Err(geen_begin(event)) };
    Ok(Signaaldetails {
        id: event.stream,
        versie: event.version,
        toestand: "gemeld".to_owned(),
        vindplaats: f.vindplaats.to_string(),
        gebied: f.gebied.to_string(),
        omschrijving: lees(&f.omschrijving),
        betreft_veiligheid: f.betreft_veiligheid,
        gemeld_op: event.gebeurd_op.to_string(),
        oppakken_voor: f.oppakken_voor.to_string(),
        terugkoppelen_voor: f.terugkoppelen_voor.map(|voor| voor.to_string()),
        eigenaar: None,
        doorgifte: None,
        doorgifte_geweigerd: None,
        huishouden_id: None,
        terugkoppelingen: Vec::new(),
        afsluitreden: None,
        dubbel_van: None,
    })
}

fn verwerk(beeld: &mut Signaaldetails, event: &Recorded) -> Result<(), ProjectionError> {
    beeld.versie = event.version;
    let vastgelegd = event.decode::<SignaalEvent>()?;
    match vastgelegd.feit {
        SignaalEvent::SignaalOpgepakt(_) => {
            beeld.toestand = "opgepakt".to_owned();
            beeld.eigenaar = eigenaar(&vastgelegd.verantwoording.wie);
        }
        SignaalEvent::SignaalDoorgegeven(f) => {
            beeld.doorgifte_geweigerd = None;
            beeld.doorgifte = Some(Signaaldoorgifte {
                organisatie: f.naar_organisatie.to_string(),
                functie: f.functie.to_string(),
                reden: lees(&f.reden),
            });
        }
        SignaalEvent::DoorgifteAanvaard(_) => {
            beeld.doorgifte = None;
            beeld.eigenaar = eigenaar(&vastgelegd.verantwoording.wie);
        }
        SignaalEvent::DoorgifteGeweigerd(f) => {
            let geweigerd = beeld.doorgifte.take();
            beeld.doorgifte_geweigerd = geweigerd.map(|d| Signaaldoorgifte { reden: lees(&f.reden), ..d });
        }
        SignaalEvent::SignaalOvergenomen(_) => beeld.eigenaar = eigenaar(&vastgelegd.verantwoording.wie),
        SignaalEvent::SignaalGekoppeld(f) => beeld.huishouden_id = Some(f.huishouden.uuid()),
        SignaalEvent::SignaalTeruggekoppeld(f) => {
            beeld.terugkoppelingen.push(terugkoppeling(event.gebeurd_op, &f.inhoud));
        }
        SignaalEvent::SignaalAfgesloten(f) => {
            beeld.toestand = "afgesloten".to_owned();
            beeld.doorgifte = None;
            beeld.afsluitreden = Some(afsluitreden(f.reden).to_owned());
            if let Afsluitreden::DubbeleMelding { van } = f.reden {
                beeld.dubbel_van = Some(van.uuid());
            }
        }
        SignaalEvent::SignaalTermijnVerstreken(_) => {}
        SignaalEvent::SignaalGemeld(_) => return Err(geen_begin(event)),
    }
    Ok(())
}

/// Who picks up or accepts becomes the owner.
fn eigenaar(wie: &Actor) -> Option<Signaaleigenaar> {
    wie.professional().map(|p| Signaaleigenaar {
        professional_id: Some(p.id.uuid()),
        naam: lees(&p.naam),
        functie: p.functie.to_string(),
        organisatie: p.organisatie.to_string(),
    })
}

const fn afsluitreden(reden: Afsluitreden) -> &'static str {
    match reden {
        Afsluitreden::Opgepakt => "opgepakt",
        Afsluitreden::InformatieGegeven => "informatie-gegeven",
        Afsluitreden::DubbeleMelding { .. } => "dubbele-melding",
        Afsluitreden::NietNodig => "niet-nodig",
        Afsluitreden::InwonerWilNiet => "inwoner-wil-niet",
    }
}
