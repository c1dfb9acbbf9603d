//! One mandaat, mandaatbesluit or SKJ registration, for the mandaatbeheerder.

use regieboek_access::Toegang;
use regieboek_access::handelingen::{MandaatInzien, MandatenBeheren};
use regieboek_api_types::mandaten::{Besluitdetails, Houderdetails, Mandaatdetails, Skjdetails};
use regieboek_event_store::{ProjectionError, Recorded, Tx};
use regieboek_mandaat::{
    Besluit, Inschrijving, Mandaat, MandaatEvent, Mandaatbesluit, MandaatbesluitEvent, SkjRegistratie,
    SkjRegistratieEvent, Verlening,
};

use super::vorm::{codes, lees};
use super::{geen_begin, laad};

/// The mandaat that the proof is about.
///
/// # Errors
/// The database cannot be read, or holds an event that this build does not know.
pub async fn mandaat(tx: &mut Tx, toegang: &Toegang<MandaatInzien>) -> Result<Option<Mandaatdetails>, ProjectionError> {
    let mut beeld: Option<Mandaatdetails> = None;
    for event in laad::<Mandaat, _>(tx, toegang).await? {
        let (toestand, reden) = match event.decode::<MandaatEvent>()?.feit {
            MandaatEvent::MandaatVerleend(f) => {
                beeld = Some(verleend(&event, &f));
                continue;
            }
            MandaatEvent::MandaatGeschorst(f) => ("geschorst", lees(&f.reden)),
            MandaatEvent::MandaatHervat(_) => ("verleend", None),
            MandaatEvent::MandaatIngetrokken(f) => ("ingetrokken", lees(&f.reden)),
            MandaatEvent::MandaatVerlopen(_) => ("verlopen", None),
        };
        let beeld = beeld.as_mut().ok_or_else(|| geen_begin(&event))?;
        (beeld.versie, beeld.toestand, beeld.reden) = (event.version, toestand.to_owned(), reden);
        beeld.sinds = event.vastgelegd_op.to_string();
    }
    Ok(beeld)
}

fn verleend(event: &Recorded, feit: &Verlening) -> Mandaatdetails {
    let (houder, reikwijdte) = (&feit.houder, &feit.reikwijdte);
    Mandaatdetails {
        id: event.stream,
        versie: event.version,
        toestand: "verleend".to_owned(),
        besluit_id: feit.besluit.uuid(),
        besluitversie: feit.besluitversie,
        houder: Houderdetails {
            professional_id: houder.professional.uuid(),
            naam: lees(&houder.naam),
            functie: houder.functie.to_string(),
            organisatie: houder.organisatie.to_string(),
        },
        in_dienst_van_gemeente: feit.in_dienst_van_gemeente,
        instemming_houder: feit.instemming_houder.map(|dag| dag.to_string()),
        instemming_werkgever: feit.instemming_werkgever.map(|dag| dag.to_string()),
        voorzieningen: codes(&reikwijdte.voorzieningen),
        gebieden: codes(&reikwijdte.gebieden),
        scholen: codes(&reikwijdte.scholen),
        kostenplafond_euro: reikwijdte.kostenplafond_euro,
        van: feit.geldig.van.to_string(),
        tot_en_met: feit.geldig.tot_en_met.to_string(),
        sinds: event.vastgelegd_op.to_string(),
        reden: None,
        regeling: feit.wetstekst.as_ref().map(|tekst| tekst.regeling.clone()),
        wetsversie: feit.wetstekst.as_ref().map(|tekst| tekst.versie.to_string()),
        boven_id: feit.boven.map(|boven| boven.mandaat.uuid()),
    }
}

/// The mandaatbesluit that the proof is about.
///
/// # Errors
/// The database cannot be read, or holds an event that this build does not know.
pub async fn mandaatbesluit(
    tx: &mut Tx,
    toegang: &Toegang<MandatenBeheren>,
) -> Result<Option<Besluitdetails>, ProjectionError> {
    let mut beeld: Option<Besluitdetails> = None;
    for event in laad::<Mandaatbesluit, _>(tx, toegang).await? {
        match event.decode::<MandaatbesluitEvent>()?.feit {
            MandaatbesluitEvent::MandaatbesluitVastgelegd(f) => beeld = Some(vastgelegd(&event, &f)),
            MandaatbesluitEvent::MandaatbesluitIngetrokken(f) => {
                let beeld = beeld.as_mut().ok_or_else(|| geen_begin(&event))?;
                (beeld.versie, beeld.toestand) = (event.version, "ingetrokken".to_owned());
                beeld.ingetrokken_per = Some(f.per.to_string());
            }
            MandaatbesluitEvent::MandaatbesluitVervallen(_) => {
                let beeld = beeld.as_mut().ok_or_else(|| geen_begin(&event))?;
                (beeld.versie, beeld.toestand) = (event.version, "vervallen".to_owned());
            }
        }
    }
    Ok(beeld)
}

fn vastgelegd(event: &Recorded, feit: &Besluit) -> Besluitdetails {
    let reikwijdte = &feit.reikwijdte;
    Besluitdetails {
        id: event.stream,
        versie: event.version,
        toestand: "geldend".to_owned(),
        nummer: feit.nummer.clone(),
        genomen_op: feit.genomen_op.to_string(),
        regeling: feit.wetstekst.regeling.clone(),
        wetsversie: feit.wetstekst.versie.to_string(),
        functies: codes(&feit.functies),
        voorzieningen: codes(&reikwijdte.voorzieningen),
        gebieden: codes(&reikwijdte.gebieden),
        scholen: codes(&reikwijdte.scholen),
        kostenplafond_euro: reikwijdte.kostenplafond_euro,
        van: feit.geldig.van.to_string(),
        tot_en_met: feit.geldig.tot_en_met.to_string(),
        ondermandaat_toegestaan: feit.ondermandaat_toegestaan,
        ingetrokken_per: None,
    }
}

/// The SKJ registration that the proof is about.
///
/// # Errors
/// The database cannot be read, or holds an event that this build does not know.
pub async fn skj_registratie(
    tx: &mut Tx,
    toegang: &Toegang<MandatenBeheren>,
) -> Result<Option<Skjdetails>, ProjectionError> {
    let mut beeld: Option<Skjdetails> = None;
    for event in laad::<SkjRegistratie, _>(tx, toegang).await? {
        match event.decode::<SkjRegistratieEvent>()?.feit {
            SkjRegistratieEvent::SkjGeregistreerd(f) => beeld = Some(ingeschreven(&event, &f)),
            SkjRegistratieEvent::SkjVerlengd(f) => {
                let beeld = beeld.as_mut().ok_or_else(|| geen_begin(&event))?;
                (beeld.versie, beeld.geldig_tot) = (event.version, f.geldig_tot.to_string());
                beeld.toestand = "ingeschreven".to_owned();
            }
            SkjRegistratieEvent::SkjVerlopen(_) => {
                let beeld = beeld.as_mut().ok_or_else(|| geen_begin(&event))?;
                beeld.versie = event.version;
                if beeld.beeindigd_per.is_none() {
                    beeld.toestand = "verlopen".to_owned();
                }
            }
            SkjRegistratieEvent::SkjBeeindigd(f) => {
                let beeld = beeld.as_mut().ok_or_else(|| geen_begin(&event))?;
                (beeld.versie, beeld.toestand) = (event.version, "beeindigd".to_owned());
                beeld.beeindigd_per = Some(f.per.to_string());
            }
        }
    }
    Ok(beeld)
}

fn ingeschreven(event: &Recorded, feit: &Inschrijving) -> Skjdetails {
    Skjdetails {
        id: event.stream,
        versie: event.version,
        toestand: "ingeschreven".to_owned(),
        houder_id: feit.houder.uuid(),
        nummer: lees(&feit.nummer),
        geldig_tot: feit.geldig_tot.to_string(),
        beeindigd_per: None,
    }
}
