//! The stored form of every fact, for ever.

use std::collections::BTreeSet;

use regieboek_doorverwijzing::{
    Bevoegdheidsgebrek, DoorverwijzingCommand, DoorverwijzingEvent, Hulpresultaat, Intrekreden, Vervalgrond,
    Verwijzingstermijn, Wachtoorzaak,
};
use regieboek_kernel::{Actor, DoorverwijzingId, Feit as _};
use uuid::Uuid;

use crate::woordenschat::*;

/// One fact of each kind, in the order of their codes.
fn een_van_elk() -> Vec<DoorverwijzingEvent> {
    let afgerond = DoorverwijzingCommand::RondAf { resultaat: Hulpresultaat::Behaald, toelichting: tekst("Klaar.") };
    let reden = Intrekreden::AndereAanbieder { verwijzing: DoorverwijzingId::new(Uuid::from_u128(7)) };
    let verhalen = [
        Verhaal::inzet()
            .dan(aanbieder(), "2026-03-04", aanvaard(Some("2026-03-20")))
            .dan(aanbieder(), "2026-03-06", wachttijd("2026-06-10", Wachtoorzaak::WachtrijAanbieder))
            .dan(aanbieder(), "2026-03-10", start("2026-03-10"))
            .dan(aanbieder(), "2026-03-11", koppel_terug())
            .dan(aanbieder(), "2026-06-10", afgerond),
        Verhaal::inzet().dan(aanbieder(), "2026-03-04", weiger()),
        Verhaal::inzet().dan(regisseur(), "2026-03-04", DoorverwijzingCommand::TrekIn { reden }),
        Verhaal::inzet().dan(Actor::Systeem, "2026-03-10", verstrijk(Verwijzingstermijn::Beantwoorden)),
        Verhaal::inzet()
            .dan(mandaatbeheerder(), "2026-03-04", meld_gebrek(Bevoegdheidsgebrek::SkjOntbrak))
            .dan(mandaatbeheerder(), "2026-03-20", bekrachtig(Bevoegdheidsgebrek::SkjOntbrak))
            .dan(mandaatbeheerder(), "2026-03-20", bezwaar())
            .dan(mandaatbeheerder(), "2026-03-20", bezwaar_ingetrokken())
            .dan(mandaatbeheerder(), "2026-03-20", bezwaar())
            .dan(mandaatbeheerder(), "2026-03-20", wijs_toe(&regisseur(), &[]))
            .dan(regisseur(), "2026-03-20", beslis(IN_STAND))
            .dan(Actor::Systeem, "2026-03-21", verval(Vervalgrond::SkjVerlopen))
            .dan(Actor::Systeem, "2026-03-22", herleef(Vervalgrond::SkjVerlopen)),
    ];
    let overdracht = Verhaal::overdracht().dan(sociaal_makelaar(), "2026-03-04", aanvaard_overdracht("2026-03-03"));
    let feiten: Vec<_> =
        verhalen.into_iter().chain([overdracht]).flat_map(|verhaal| verhaal.feiten).map(|v| v.feit).collect();
    DoorverwijzingEvent::CODES
        .iter()
        .filter_map(|(code, _)| feiten.iter().find(|feit| feit.code() == *code).cloned())
        .collect()
}

#[test]
fn elk_feit_houdt_zijn_opgeslagen_vorm() {
    let feiten = een_van_elk();
    assert_eq!(feiten.len(), DoorverwijzingEvent::CODES.len(), "elk feit komt voor");
    let golden = include_str!("../golden/feiten.json");
    assert_eq!(serde_json::to_string_pretty(&feiten).unwrap(), golden.trim_end());
    assert_eq!(serde_json::from_str::<Vec<DoorverwijzingEvent>>(golden).unwrap(), feiten);
}

#[test]
fn codes_zijn_uniek_en_zeggen_niets() {
    let codes: BTreeSet<_> = DoorverwijzingEvent::CODES.iter().map(|(code, _)| code).collect();
    assert_eq!(codes.len(), DoorverwijzingEvent::CODES.len());
    assert!(codes.iter().all(|code| code.len() == 4 && code.starts_with("dv")));
}
