//! The rules of `lib.rs`, each a pure function.

use regieboek_kernel::{
    Beleid, Beleidsinhoud, Bevoegdheid, Codelijsten, Datum, Lijstcode, Overgang, Rol, Termijn, Termijnen,
    Verantwoording,
};

use crate::errors::BeleidsboekError;

type Regel = Result<(), BeleidsboekError>;

/// B1: it is done on the role of beleidsbeheerder.
pub(crate) fn door_beleidsbeheerder(verantwoording: &Verantwoording) -> Regel {
    match verantwoording.bevoegdheid {
        Bevoegdheid::Rol(Rol::Beleidsbeheerder) => Ok(()),
        Bevoegdheid::Functie
        | Bevoegdheid::Regie
        | Bevoegdheid::Betrokkenheid
        | Bevoegdheid::Mandaat { .. }
        | Bevoegdheid::Wettelijk { .. }
        | Bevoegdheid::Doorzettingsmacht { .. }
        | Bevoegdheid::Regel => Err(BeleidsboekError::AlleenBeleidsbeheerder),
    }
}

/// B3: it holds from a day after today.
pub(crate) fn gaat_nog_in(vanaf: Datum, vandaag: Datum) -> Regel {
    if vanaf > vandaag { Ok(()) } else { Err(BeleidsboekError::BeleidNietInToekomst) }
}

/// B4: what holds, or held, is not withdrawn.
pub(crate) fn geldt_nog_niet(beleid: &Beleid, vandaag: Datum) -> Regel {
    if beleid.vanaf > vandaag { Ok(()) } else { Err(BeleidsboekError::BeleidGeldtAl { versie: beleid.versie }) }
}

/// B5: it begins after every version before it.
pub(crate) fn na_de_laatste(vanaf: Datum, laatste: &Beleid) -> Regel {
    if vanaf > laatste.vanaf {
        Ok(())
    } else {
        Err(BeleidsboekError::BeleidNietNaLaatste { versie: laatste.versie, vanaf: laatste.vanaf })
    }
}

/// B7, B8, B9, B10, B11, B12: what the municipality chose can be worked with.
pub(crate) fn deugdelijk(inhoud: &Beleidsinhoud) -> Regel {
    volledig(inhoud)?;
    termijnen_binnen_grenzen(&inhoud.termijnen)?;
    spoed_is_korter(&inhoud.termijnen)?;
    binnen_de_wet(&inhoud.termijnen)?;
    controles_op_volgorde(&inhoud.termijnen.nazorgcontroles)?;
    overgang_op_volgorde(&inhoud.overgang)
}

/// B7: complete, and no code twice.
fn volledig(inhoud: &Beleidsinhoud) -> Regel {
    let Beleidsinhoud { gebieden, voorzieningen, codelijsten: Codelijsten { weigerredenen, hulpresultaten }, .. } =
        inhoud;
    let woorden = |lijst: &[Lijstcode]| lijst.iter().map(|code| code.woord.to_string()).collect();
    let lijsten: [(&'static str, Vec<String>); 4] = [
        ("gebied", gebieden.iter().map(ToString::to_string).collect()),
        ("voorziening", voorzieningen.iter().map(|v| v.code.to_string()).collect()),
        ("weigerreden", woorden(weigerredenen)),
        ("hulpresultaat", woorden(hulpresultaten)),
    ];
    for (wat, mut codes) in lijsten {
        if codes.is_empty() {
            return Err(BeleidsboekError::BeleidOnvolledig { wat });
        }
        codes.sort();
        if let Some([code, _]) = codes.array_windows().find(|[een, ander]| een == ander) {
            return Err(BeleidsboekError::CodeDubbel { code: code.clone() });
        }
    }
    Ok(())
}

/// About how many hours a term lasts: enough to compare terms by, not to count with.
fn uren(termijn: Termijn) -> u32 {
    match termijn {
        Termijn::Uren(aantal) => u32::from(aantal),
        Termijn::Werkdagen(aantal) => u32::from(aantal) * 7 * 24 / 5,
        Termijn::Weken(aantal) => u32::from(aantal) * 7 * 24,
        Termijn::Maanden(aantal) => u32::from(aantal) * 730,
    }
}

/// Five years.
const LANGSTE: Termijn = Termijn::Maanden(60);

/// B8: longer than nothing, five years at most.
fn termijnen_binnen_grenzen(termijnen: &Termijnen) -> Regel {
    let Termijnen {
        signaal_oppakken,
        signaal_oppakken_veiligheid,
        terugkoppeling,
        wmo_onderzoek,
        wmo_besluit,
        jeugdplan,
        verwijzing_beantwoorden,
        verwijzing_beantwoorden_spoed,
        uiterste_start,
        triage,
        triage_spoed,
        nazorg_minimaal,
        nazorgcontroles,
    } = termijnen;
    let enkele = [
        ("signaal-oppakken", signaal_oppakken),
        ("signaal-oppakken-veiligheid", signaal_oppakken_veiligheid),
        ("terugkoppeling", terugkoppeling),
        ("wmo-onderzoek", wmo_onderzoek),
        ("wmo-besluit", wmo_besluit),
        ("jeugdplan", jeugdplan),
        ("verwijzing-beantwoorden", verwijzing_beantwoorden),
        ("verwijzing-beantwoorden-spoed", verwijzing_beantwoorden_spoed),
        ("uiterste-start", uiterste_start),
        ("triage", triage),
        ("triage-spoed", triage_spoed),
        ("nazorg-minimaal", nazorg_minimaal),
    ];
    let controles = nazorgcontroles.iter().map(|termijn| ("nazorgcontroles", termijn));
    let buiten = enkele.into_iter().chain(controles).find(|(_, t)| !(1..=uren(LANGSTE)).contains(&uren(**t)));
    buiten.map_or(Ok(()), |(termijn, _)| Err(BeleidsboekError::TermijnBuitenGrenzen { termijn }))
}

/// B9: urgent is no slower than usual.
fn spoed_is_korter(termijnen: &Termijnen) -> Regel {
    let paren = [
        ("signaal-oppakken", termijnen.signaal_oppakken_veiligheid, termijnen.signaal_oppakken),
        ("verwijzing-beantwoorden", termijnen.verwijzing_beantwoorden_spoed, termijnen.verwijzing_beantwoorden),
        ("triage", termijnen.triage_spoed, termijnen.triage),
    ];
    let langer = paren.into_iter().find(|(_, spoed, anders)| uren(*spoed) > uren(*anders));
    langer.map_or(Ok(()), |(termijn, ..)| Err(BeleidsboekError::SpoedDuurtLanger { termijn }))
}

/// B10: the law's terms, or shorter ones.
fn binnen_de_wet(termijnen: &Termijnen) -> Regel {
    let wettelijk = [
        ("wmo-onderzoek", termijnen.wmo_onderzoek, 6),
        ("wmo-besluit", termijnen.wmo_besluit, 2),
        ("jeugdplan", termijnen.jeugdplan, 6),
    ];
    let langer = wettelijk.into_iter().find(|(_, termijn, weken)| !matches!(termijn, Termijn::Weken(n) if n <= weken));
    langer.map_or(Ok(()), |(termijn, _, weken)| Err(BeleidsboekError::TermijnLangerDanDeWet { termijn, weken }))
}

/// B11: one check after another.
fn controles_op_volgorde(controles: &[Termijn]) -> Regel {
    let op_volgorde = controles.is_sorted_by(|een, ander| uren(*een) < uren(*ander));
    if (1..=10).contains(&controles.len()) && op_volgorde {
        Ok(())
    } else {
        Err(BeleidsboekError::NazorgcontrolesNietOpVolgorde)
    }
}

/// B12: 16 years (192 months) or later, then arranged, before 18 (216).
fn overgang_op_volgorde(overgang: &Overgang) -> Regel {
    let Overgang { start_maanden: start, geregeld_maanden: geregeld } = *overgang;
    if 192 <= start && start < geregeld && geregeld < 216 {
        Ok(())
    } else {
        Err(BeleidsboekError::OvergangNietOpVolgorde)
    }
}
