//! From the policy to what is shown of it: all of it, under names of the wire.

use regieboek_api_types::beleid as vorm;
use regieboek_kernel::{Beleid, Termijn, Termijnen, VoorzieningBeleid};

pub(super) fn beleid(beleid: &Beleid) -> vorm::Beleid {
    let voorziening = |v: &VoorzieningBeleid| vorm::Voorzieningbeleid {
        code: v.code.to_string(),
        wet: v.wet.to_string(),
        zwaarte: v.zwaarte.to_string(),
        skj: v.skj,
    };
    vorm::Beleid {
        versie: beleid.versie,
        vanaf: beleid.vanaf.to_string(),
        gebieden: beleid.gebieden.iter().map(ToString::to_string).collect(),
        voorzieningen: beleid.voorzieningen.iter().map(voorziening).collect(),
        termijnen: termijnen(&beleid.termijnen),
    }
}

fn termijnen(t: &Termijnen) -> vorm::Termijnen {
    vorm::Termijnen {
        signaal_oppakken: termijn(t.signaal_oppakken),
        signaal_oppakken_veiligheid: termijn(t.signaal_oppakken_veiligheid),
        terugkoppeling: termijn(t.terugkoppeling),
        wmo_onderzoek: termijn(t.wmo_onderzoek),
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

fn termijn(termijn: Termijn) -> vorm::Termijn {
    let mut uit = vorm::Termijn::default();
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
    use regieboek_kernel::Beleid;

    #[test]
    fn het_beleid_gaat_naar_buiten_zoals_het_is() {
        let beleid = Beleid::standaard();
        let vorm = serde_json::to_value(super::beleid(&beleid)).unwrap();
        assert_eq!(vorm, serde_json::to_value(&beleid).unwrap());
    }
}
