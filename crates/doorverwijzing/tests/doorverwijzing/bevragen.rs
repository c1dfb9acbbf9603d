//! What others may ask of a doorverwijzing.

use regieboek_doorverwijzing::{Doorverwijzing, Verwijzingstermijn, Wachtoorzaak};
use regieboek_kernel::{Deelgrond, Functionaris, Grondslag};

use crate::woordenschat::*;

#[test]
fn een_inzet_noemt_de_voorziening_de_deelgrond_en_de_termijn_die_loopt() {
    let Verhaal { nu: inzet, .. } = Verhaal::inzet();
    assert_eq!(inzet.voorziening(), Some(&"ambulante-jeugdhulp".parse().unwrap()));
    assert_eq!(inzet.deelgrond(), Some(Deelgrond::Grondslag(Grondslag::Jeugdwet740)));
    assert_eq!(inzet.lopende_termijn(Verwijzingstermijn::Beantwoorden), Some(op("2026-03-09T23:00:00Z")));
    assert_eq!(inzet.overdracht_naar(), None);
    assert_eq!(Doorverwijzing::default().deelgrond(), None, "nothing was asked");
}

#[test]
fn een_overdracht_noemt_wie_de_regie_krijgt() {
    let Verhaal { nu: overdracht, .. } = Verhaal::overdracht();
    let gevraagde = Functionaris::from(sociaal_makelaar().professional().unwrap());
    assert_eq!(overdracht.overdracht_naar(), Some(&gevraagde));
    assert_eq!(overdracht.voorziening(), None);
}

/// D10
#[test]
fn wie_meteen_antwoord_krijgt_heeft_op_geen_antwoord_gewacht() {
    let wachttijd = Verhaal::inzet().dan(aanbieder(), "2026-03-02", aanvaard(None)).nu.wachttijd();
    assert_eq!(wachttijd.iter().map(|periode| periode.oorzaak).collect::<Vec<_>>(), [Wachtoorzaak::WachtrijAanbieder]);
}
