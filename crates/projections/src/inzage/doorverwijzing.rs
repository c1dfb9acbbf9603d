//! One doorverwijzing.

use regieboek_access::handelingen::VerwijzingInzien;
use regieboek_access::{Relatie, Toegang};
use regieboek_api_types::doorverwijzingen::{Verwijzingdetails, Weigeringdetails};
use regieboek_api_types::dossier::{Verwijzingsintrekking, Wachtperiode};
use regieboek_doorverwijzing::{
    Doorverwijzing, DoorverwijzingEvent, Intrekreden, Soort, VerwijzingAangevraagd, VerwijzingGeweigerd,
};
use regieboek_event_store::{ProjectionError, Recorded, Tx};
use regieboek_kernel::Beslisser as _;

use super::vorm::{functionaris, lees, terugkoppeling};
use super::{geen_begin, laad};

/// Those who keep the household together see all of it.
const REGIE: &[Relatie] =
    &[Relatie::Regisseur, Relatie::CoordinatorEigenRegie, Relatie::Contactpersoon, Relatie::Nazorgeigenaar];

/// The doorverwijzing that the proof is about. The regie sees all, the holder as long as the help is theirs; whoever
/// referred or was addressed sees the request and what came of it, and nothing of the case.
///
/// # Errors
/// The database cannot be read, or holds an event that this build does not know.
pub async fn doorverwijzing(
    tx: &mut Tx,
    toegang: &Toegang<VerwijzingInzien>,
) -> Result<Option<Verwijzingdetails>, ProjectionError> {
    let events = laad::<Doorverwijzing, _>(tx, toegang).await?;
    let Some((eerste, verder)) = events.split_first() else { return Ok(None) };
    let mut stand = Doorverwijzing::default();
    for event in &events {
        stand = stand.evolve(event.decode()?);
    }
    let mut beeld = begin(eerste, stand.toestand())?;
    verder.iter().try_for_each(|event| verwerk(&mut beeld, event))?;
    beeld.wachttijd = stand.wachttijd().into_iter().map(wachtperiode).collect();
    let loopt = beeld.afgerond_op.is_none() && beeld.intrekking.is_none();
    let houder = loopt && toegang.relaties().heeft(Relatie::Houder);
    if !houder && toegang.relaties().eerste_van(REGIE).is_none() {
        verberg_casus(&mut beeld);
    }
    Ok(Some(beeld))
}

fn wachtperiode(periode: regieboek_doorverwijzing::Wachtperiode) -> Wachtperiode {
    Wachtperiode {
        oorzaak: periode.oorzaak.to_string(),
        van: periode.van.to_string(),
        tot: periode.tot.map(|tot| tot.to_string()),
    }
}

fn verberg_casus(beeld: &mut Verwijzingdetails) {
    (beeld.huishouden_id, beeld.toelichting, beeld.stagneert_door) = (None, None, None);
    beeld.betreft.clear();
    if let Some(weigering) = &mut beeld.weigering {
        weigering.eigenaar_volgende_stap = None;
    }
    if let Some(intrekking) = &mut beeld.intrekking {
        intrekking.andere_verwijzing = None;
    }
}

fn begin(event: &Recorded, toestand: &'static str) -> Result<Verwijzingdetails, ProjectionError> {
    let DoorverwijzingEvent::VerwijzingAangevraagd(feit) = event.decode::<DoorverwijzingEvent>()?.feit else {
        return Err(geen_begin(event));
    };
    let VerwijzingAangevraagd {
        huishouden,
        soort,
        gericht_aan,
        betreft,
        hulpvraag,
        spoed,
        beantwoorden_voor,
        namens,
        ..
    } = feit;
    let (voorziening, bevoegdheid) = match &soort {
        Soort::ErbijHalen | Soort::WelzijnOpRecept | Soort::Overdracht { .. } => (None, None),
        Soort::Inzet { voorziening, .. } => (Some(voorziening.to_string()), Some(event.bevoegdheid.clone())),
    };
    Ok(Verwijzingdetails {
        id: event.stream,
        versie: event.version,
        huishouden_id: Some(huishouden.uuid()),
        soort: soort.naam().to_owned(),
        toestand: toestand.to_owned(),
        organisatie: gericht_aan.organisatie.to_string(),
        functie: gericht_aan.functie.map(|functie| functie.to_string()),
        overdracht_naar: soort.overdracht_naar().map(functionaris),
        warme_overdracht: None,
        betreft: betreft.into_iter().map(|lid| lid.uuid()).collect(),
        hulpvraag: lees(&hulpvraag),
        spoed,
        voorziening,
        doel_id: soort.doel().map(|doel| doel.uuid()),
        aangevraagd_op: event.gebeurd_op.to_string(),
        beantwoorden_voor: beantwoorden_voor.to_string(),
        verwachte_start: None,
        gestart_op: None,
        afgerond_op: None,
        resultaat: None,
        toelichting: None,
        weigering: None,
        intrekking: None,
        stagneert_door: None,
        wachttijd: Vec::new(),
        terugkoppelingen: Vec::new(),
        bevoegdheid,
        namens: namens.as_ref().map(|namens| namens.orgaan.clone()),
        wetsversie: namens.as_ref().map(|namens| namens.wetsversie.to_string()),
        regeling: namens.map(|namens| namens.regeling),
        bevoegdheid_vervallen: Vec::new(),
    })
}

fn verwerk(beeld: &mut Verwijzingdetails, event: &Recorded) -> Result<(), ProjectionError> {
    beeld.versie = event.version;
    let op = event.gebeurd_op;
    match event.decode::<DoorverwijzingEvent>()?.feit {
        DoorverwijzingEvent::VerwijzingAanvaard(f) => {
            beeld.verwachte_start = f.verwachte_start.map(|dag| dag.to_string());
        }
        DoorverwijzingEvent::OverdrachtAanvaard(f) => beeld.warme_overdracht = Some(f.warme_overdracht.to_string()),
        DoorverwijzingEvent::VerwijzingGeweigerd(f) => beeld.weigering = Some(weigering(&f)),
        DoorverwijzingEvent::WachttijdGemeld(f) => {
            beeld.verwachte_start = Some(f.verwachte_start.to_string());
            beeld.stagneert_door = None;
        }
        DoorverwijzingEvent::HulpStagneert(f) => beeld.stagneert_door = Some(f.oorzaak.to_string()),
        DoorverwijzingEvent::VerwijzingGestart(f) => {
            beeld.gestart_op = Some(f.op.to_string());
            beeld.stagneert_door = None;
        }
        DoorverwijzingEvent::VerwijzingAfgerond(f) => {
            beeld.afgerond_op = Some(op.to_string());
            beeld.resultaat = Some(f.resultaat.to_string());
            beeld.toelichting = lees(&f.toelichting);
            beeld.stagneert_door = None;
        }
        DoorverwijzingEvent::VerwijzingIngetrokken(f) => {
            let reden: &'static str = f.reden.into();
            let andere_verwijzing = match f.reden {
                Intrekreden::AndereAanbieder { verwijzing } => Some(verwijzing.uuid()),
                Intrekreden::OpVerzoekBewoner
                | Intrekreden::NietMeerNodig
                | Intrekreden::PlanGesloten
                | Intrekreden::HerroepenOpBezwaar => None,
            };
            beeld.intrekking = Some(Verwijzingsintrekking { reden: reden.to_owned(), andere_verwijzing });
            beeld.stagneert_door = None;
        }
        DoorverwijzingEvent::VerwijzingTeruggekoppeld(f) => {
            beeld.terugkoppelingen.push(terugkoppeling(op, &f.inhoud));
        }
        DoorverwijzingEvent::VerwijzingVerlopen(_) | DoorverwijzingEvent::TermijnVerstreken(_) => {}
        DoorverwijzingEvent::BevoegdheidVervallen(f) => beeld.bevoegdheid_vervallen.push(f.wegens.to_string()),
        DoorverwijzingEvent::BevoegdheidHersteld(f) => {
            beeld.bevoegdheid_vervallen.retain(|wegens| *wegens != f.wegens.to_string());
        }
        DoorverwijzingEvent::BevoegdheidsgebrekGemeld(_)
        | DoorverwijzingEvent::InzetBekrachtigd(_)
        | DoorverwijzingEvent::BezwaarIngediend(_)
        | DoorverwijzingEvent::BezwaarToegewezen(_)
        | DoorverwijzingEvent::BezwaarBeslist(_)
        | DoorverwijzingEvent::BezwaarIngetrokken(_) => {}
        DoorverwijzingEvent::VerwijzingAangevraagd(_) => return Err(geen_begin(event)),
    }
    Ok(())
}

fn weigering(feit: &VerwijzingGeweigerd) -> Weigeringdetails {
    Weigeringdetails {
        reden: feit.reden.to_string(),
        door: feit.door.to_string(),
        volgende_stap: lees(&feit.volgende_stap),
        eigenaar_volgende_stap: Some(feit.eigenaar_volgende_stap.uuid()),
        alternatief: feit.alternatief.as_ref().and_then(lees),
    }
}
