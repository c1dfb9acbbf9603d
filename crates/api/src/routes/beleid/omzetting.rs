//! Between the policy and what is said of it: all of it, under names of the wire.

use std::str::FromStr;

use regieboek_api_types::beleid as vorm;
use regieboek_api_types::invoer::beleid as invoer;
use regieboek_beleid::BeleidsboekCommand;
use regieboek_doorverwijzing::{Hulpresultaat, Weigerreden};
use regieboek_kernel::{
    Beleid, BeleidsboekId, Beleidsinhoud, Codelijsten, Lijstcode, Overgang, Termijn, Termijnen, VoorzieningBeleid,
};

use crate::problem::Problem;
use crate::validatie::{Uitleg, Velden};

/// The command; every error of the input at once.
pub(super) fn vaststelling(
    boek: BeleidsboekId,
    dto: &invoer::Beleidsvaststelling,
) -> Result<BeleidsboekCommand, Problem> {
    Velden::verzamel(|v| {
        let vanaf = v.lees("/vanaf", &dto.vanaf);
        let toelichting = v.vrije_tekst("/toelichting", boek.uuid(), &dto.toelichting);
        let gebieden = v.codes("/gebieden", &dto.gebieden);
        let voorzieningen = v.lijst("/voorzieningen", &dto.voorzieningen, lees_voorziening);
        let termijnen = v.onder("/termijnen", |v| lees_termijnen(v, &dto.termijnen));
        let codelijsten = v.onder("/codelijsten", |v| {
            let invoer::Codelijsten { weigerredenen, hulpresultaten } = &dto.codelijsten;
            let weigerredenen = v.lijst("/weigerredenen", weigerredenen, lees_lijstcode::<Weigerreden>);
            let hulpresultaten = v.lijst("/hulpresultaten", hulpresultaten, lees_lijstcode::<Hulpresultaat>);
            Some(Codelijsten { weigerredenen: weigerredenen?, hulpresultaten: hulpresultaten? })
        });
        let invoer::Overgang { start_maanden, geregeld_maanden } = dto.overgang;
        let inhoud = Beleidsinhoud {
            gebieden: gebieden?,
            voorzieningen: voorzieningen?,
            termijnen: termijnen?,
            overgang: Overgang { start_maanden, geregeld_maanden },
            codelijsten: codelijsten?,
        };
        Some(BeleidsboekCommand::StelVast { vanaf: vanaf?, inhoud: Box::new(inhoud), toelichting: toelichting? })
    })
}

fn lees_voorziening(v: &mut Velden, dto: &invoer::Voorzieningbeleid) -> Option<VoorzieningBeleid> {
    let code = v.lees("/code", &dto.code);
    let wet = v.lees("/wet", &dto.wet);
    let zwaarte = v.lees("/zwaarte", &dto.zwaarte);
    Some(VoorzieningBeleid { code: code?, wet: wet?, zwaarte: zwaarte?, skj: dto.skj, verblijf: dto.verblijf })
}

/// A code whose word is one of `W`: the software can do nothing with another.
fn lees_lijstcode<W: FromStr<Err: Uitleg>>(v: &mut Velden, dto: &invoer::Lijstcode) -> Option<Lijstcode> {
    let bekend = v.lees::<W>("/woord", &dto.woord);
    let lijst = v.tekst("/lijst", &dto.lijst);
    let id = v.tekst("/id", &dto.id);
    let omschrijving = v.tekst("/omschrijving", &dto.omschrijving);
    let woord = bekend.and_then(|_| v.lees("/woord", &dto.woord));
    Some(Lijstcode { woord: woord?, lijst: lijst?, id: id?, omschrijving: omschrijving? })
}

fn lees_termijnen(v: &mut Velden, t: &invoer::Termijnen) -> Option<Termijnen> {
    let signaal_oppakken = lees_termijn(v, "/signaalOppakken", &t.signaal_oppakken);
    let signaal_oppakken_veiligheid = lees_termijn(v, "/signaalOppakkenVeiligheid", &t.signaal_oppakken_veiligheid);
    let terugkoppeling = lees_termijn(v, "/terugkoppeling", &t.terugkoppeling);
    let wmo_onderzoek = lees_termijn(v, "/wmoOnderzoek", &t.wmo_onderzoek);
    let wmo_besluit = lees_termijn(v, "/wmoBesluit", &t.wmo_besluit);
    let jeugdplan = lees_termijn(v, "/jeugdplan", &t.jeugdplan);
    let beantwoorden = lees_termijn(v, "/verwijzingBeantwoorden", &t.verwijzing_beantwoorden);
    let beantwoorden_spoed = lees_termijn(v, "/verwijzingBeantwoordenSpoed", &t.verwijzing_beantwoorden_spoed);
    let uiterste_start = lees_termijn(v, "/uitersteStart", &t.uiterste_start);
    let triage = lees_termijn(v, "/triage", &t.triage);
    let triage_spoed = lees_termijn(v, "/triageSpoed", &t.triage_spoed);
    let nazorg_minimaal = lees_termijn(v, "/nazorgMinimaal", &t.nazorg_minimaal);
    let nazorgcontroles = v.lijst("/nazorgcontroles", &t.nazorgcontroles, |v, termijn| lees_termijn(v, "", termijn));
    Some(Termijnen {
        signaal_oppakken: signaal_oppakken?,
        signaal_oppakken_veiligheid: signaal_oppakken_veiligheid?,
        terugkoppeling: terugkoppeling?,
        wmo_onderzoek: wmo_onderzoek?,
        wmo_besluit: wmo_besluit?,
        jeugdplan: jeugdplan?,
        verwijzing_beantwoorden: beantwoorden?,
        verwijzing_beantwoorden_spoed: beantwoorden_spoed?,
        uiterste_start: uiterste_start?,
        triage: triage?,
        triage_spoed: triage_spoed?,
        nazorg_minimaal: nazorg_minimaal?,
        nazorgcontroles: nazorgcontroles?,
    })
}

fn lees_termijn(v: &mut Velden, pointer: &str, termijn: &invoer::Termijn) -> Option<Termijn> {
    let invoer::Termijn { uren, werkdagen, weken, maanden } = *termijn;
    match (uren, werkdagen, weken, maanden) {
        (Some(aantal), None, None, None) => Some(Termijn::Uren(aantal)),
        (None, Some(aantal), None, None) => Some(Termijn::Werkdagen(aantal)),
        (None, None, Some(aantal), None) => Some(Termijn::Weken(aantal)),
        (None, None, None, Some(aantal)) => Some(Termijn::Maanden(aantal)),
        _ => {
            v.fout(pointer, "keuze", "Noem precies één maat: uren, werkdagen, weken of maanden.");
            None
        }
    }
}

/// What is shown of a version.
pub(super) fn beleid(beleid: &Beleid) -> vorm::Beleid {
    let voorziening = |v: &VoorzieningBeleid| invoer::Voorzieningbeleid {
        code: v.code.to_string(),
        wet: v.wet.to_string(),
        zwaarte: v.zwaarte.to_string(),
        skj: v.skj,
        verblijf: v.verblijf,
    };
    let Beleidsinhoud { gebieden, voorzieningen, termijnen: terms, overgang, codelijsten } = &beleid.inhoud;
    vorm::Beleid {
        versie: beleid.versie,
        vanaf: beleid.vanaf.to_string(),
        gebieden: gebieden.iter().map(ToString::to_string).collect(),
        voorzieningen: voorzieningen.iter().map(voorziening).collect(),
        termijnen: termijnen(terms),
        overgang: invoer::Overgang {
            start_maanden: overgang.start_maanden,
            geregeld_maanden: overgang.geregeld_maanden,
        },
        codelijsten: invoer::Codelijsten {
            weigerredenen: codelijsten.weigerredenen.iter().map(lijstcode).collect(),
            hulpresultaten: codelijsten.hulpresultaten.iter().map(lijstcode).collect(),
        },
    }
}

fn lijstcode(code: &Lijstcode) -> invoer::Lijstcode {
    invoer::Lijstcode {
        woord: code.woord.to_string(),
        lijst: code.lijst.clone(),
        id: code.id.clone(),
        omschrijving: code.omschrijving.clone(),
    }
}

fn termijnen(t: &Termijnen) -> invoer::Termijnen {
    invoer::Termijnen {
        signaal_oppakken: termijn(t.signaal_oppakken),
        signaal_oppakken_veiligheid: termijn(t.signaal_oppakken_veiligheid),
        terugkoppeling: termijn(t.terugkoppeling),
        wmo_onderzoek: termijn(t.wmo_onderzoek),
        wmo_besluit: termijn(t.wmo_besluit),
        jeugdplan: termijn(t.jeugdplan),
        verwijzing_beantwoorden: termijn(t.verwijzing_beantwoorden),
        verwijzing_beantwoorden_spoed: termijn(t.verwijzing_beantwoorden_spoed),
        uiterste_start: termijn(t.uiterste_start),
        triage: termijn(t.triage),
        triage_spoed: termijn(t.triage_spoed),
        nazorg_minimaal: termijn(t.nazorg_minimaal),
        nazorgcontroles: t.nazorgcontroles.iter().copied().map(termijn).collect(),
    }
}

fn termijn(termijn: Termijn) -> invoer::Termijn {
    let mut uit = invoer::Termijn::default();
    match termijn {
        Termijn::Uren(aantal) => uit.uren = Some(aantal),
        Termijn::Werkdagen(aantal) => uit.werkdagen = Some(aantal),
        Termijn::Weken(aantal) => uit.weken = Some(aantal),
        Termijn::Maanden(aantal) => uit.maanden = Some(aantal),
    }
    uit
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn boek() -> BeleidsboekId {
        BeleidsboekId::new(uuid::Uuid::from_u128(1))
    }

    /// What is shown, as it is sent back to be set.
    fn terug(beleid: &Beleid, verander: impl FnOnce(&mut Value)) -> invoer::Beleidsvaststelling {
        let mut json = serde_json::to_value(super::beleid(beleid)).unwrap();
        json.as_object_mut().unwrap().remove("versie");
        json["toelichting"] = json!("Besluit van het college.");
        verander(&mut json);
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn het_beleid_gaat_naar_buiten_zoals_het_is_en_komt_zo_weer_binnen() {
        let beleid = Beleid::standaard();
        let mut vorm = serde_json::to_value(super::beleid(&beleid)).unwrap();
        let kop = (vorm["versie"].take(), vorm["vanaf"].take());
        assert_eq!(kop, (json!(1), json!("2020-01-01")));
        for (veld, waarde) in serde_json::to_value(&beleid.inhoud).unwrap().as_object().unwrap() {
            assert_eq!(vorm[veld].take(), *waarde, "{veld}");
        }
        assert!(vorm.as_object().unwrap().values().all(Value::is_null), "nothing else is shown: {vorm}");
        let BeleidsboekCommand::StelVast { vanaf, inhoud, .. } = vaststelling(boek(), &terug(&beleid, |_| ())).unwrap()
        else {
            panic!("that is how policy is set")
        };
        assert_eq!((vanaf, *inhoud), (beleid.vanaf, beleid.inhoud));
    }

    #[test]
    fn alle_fouten_in_nieuw_beleid_worden_tegelijk_genoemd() {
        let dto = terug(&Beleid::standaard(), |json| {
            json["voorzieningen"][0]["wet"] = json!("onbekend");
            json["termijnen"]["triage"] = json!({ "uren": 1, "weken": 1 });
            json["termijnen"]["nazorgcontroles"][1] = json!({});
            json["codelijsten"]["weigerredenen"][2]["woord"] = json!("geen-zin");
        });
        let problem = vaststelling(boek(), &dto).unwrap_err();
        let plaatsen: Vec<_> = problem.inhoud().fouten.iter().map(|fout| fout.pointer.as_str()).collect();
        let verwacht = [
            "/codelijsten/weigerredenen/2/woord",
            "/termijnen/nazorgcontroles/1",
            "/termijnen/triage",
            "/voorzieningen/0/wet",
        ];
        assert_eq!(plaatsen, verwacht);
    }
}
