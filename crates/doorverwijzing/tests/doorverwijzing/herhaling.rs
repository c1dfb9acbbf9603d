//! What is settled stays as it was: the same command again changes nothing, another in its place does not fit.

use regieboek_doorverwijzing::{DoorverwijzingCommand, Hulpresultaat, Intrekreden, Weigeraar, Weigering, Weigerreden};

use crate::woordenschat::*;

/// D20
#[test]
fn een_aanvaarde_overdracht_wordt_niet_door_een_ander_nog_eens_aanvaard() {
    Verhaal::overdracht()
        .dan(sociaal_makelaar(), "2026-03-04", aanvaard_overdracht("2026-03-03"))
        .geeft(sociaal_makelaar(), "2026-03-04", aanvaard_overdracht("2026-03-03"), &[])
        .weigert(regisseur(), "2026-03-04", aanvaard_overdracht("2026-03-03"), "past-niet-bij-toestand");
}

#[test]
fn een_antwoord_een_start_en_een_einde_staan_vast() {
    let weiger = |reden, door| DoorverwijzingCommand::Weiger(Weigering { reden, ..weigering(door) });
    let rond_af = |resultaat| DoorverwijzingCommand::RondAf { resultaat, toelichting: tekst("Zie verslag.") };
    let trek_in = |reden| DoorverwijzingCommand::TrekIn { reden };
    let gevraagd = Verhaal::inzet;
    let aanvaard = || gevraagd().dan(aanbieder(), "2026-03-04", aanvaard(None));
    let gestart = || aanvaard().dan(aanbieder(), "2026-03-10", start("2026-03-10"));
    let geen_contract = || weiger(Weigerreden::GeenContract, Weigeraar::Aanbieder);
    let nu = "2026-03-11";
    for (verhaal, eerst, anders) in [
        (gevraagd(), geen_contract(), weiger(Weigerreden::Woonplaats, Weigeraar::Aanbieder)),
        (gevraagd(), geen_contract(), weiger(Weigerreden::GeenContract, Weigeraar::Bewoner)),
        (aanvaard(), start("2026-03-10"), start("2026-03-09")),
        (gestart(), rond_af(Hulpresultaat::Behaald), rond_af(Hulpresultaat::VoortijdigDoorAanbieder)),
        (gevraagd(), trek_in(Intrekreden::NietMeerNodig), trek_in(Intrekreden::PlanGesloten)),
    ] {
        verhaal.dan(aanbieder(), nu, eerst.clone()).geeft(aanbieder(), nu, eerst, &[]).weigert(
            aanbieder(),
            nu,
            anders,
            "past-niet-bij-toestand",
        );
    }
}
