//! Who might deploy what, where, on a day.

use regieboek_access::handelingen::RegisterInzien;
use regieboek_access::{Beller, poort_zonder_resource};
use regieboek_api_types::mandaatregister::{Mandaatstatus, Registerregel};
use regieboek_kernel::{Beleid, Functie, MandaatbesluitId, Professional};
use regieboek_mandaat::{
    Besluit, Besluitgrenzen, Inschrijving, Mandaat, MandaatCommand, Mandaatbesluit, MandaatbesluitCommand,
    Mandaathouder, Periode, Reikwijdte, SkjRegistratie, SkjRegistratieCommand, Verlening, Wetstekst,
};
use regieboek_projections::{Mandaatregister, Registerfilter};

use crate::wereld::{Wereld, dag, gemeente, id, schoolcoach, tekst, tijd, wie};

pub(crate) fn beheerder() -> Professional {
    wie("Bea", Functie::Mandaatbeheerder, "gemeente")
}

fn wetstekst() -> Wetstekst {
    Wetstekst { regeling: "Jeugdwet artikel 2.3".to_owned(), versie: dag("2015-01-01") }
}

/// The schoolcoach may deploy youth help until the summer of 2026 and is registered with SKJ until the end of June 2025.
pub(crate) async fn verleen(w: &mut Wereld) {
    let sanne = schoolcoach();
    let inschrijving = Inschrijving { houder: sanne.id, nummer: tekst("120012345"), geldig_tot: dag("2025-06-30") };
    w.doe::<SkjRegistratie>(id("skj"), &beheerder(), SkjRegistratieCommand::Registreer(inschrijving)).await;
    let reikwijdte = Reikwijdte {
        voorzieningen: vec!["opvoedondersteuning".parse().unwrap(), "ambulante-jeugdhulp".parse().unwrap()],
        gebieden: vec!["hoofddorp-zuidwest".parse().unwrap()],
        scholen: vec![sanne.organisatie.clone()],
        kostenplafond_euro: None,
    };
    let geldig = Periode { van: dag("2025-04-01"), tot_en_met: dag("2026-06-30") };
    let grenzen = Besluitgrenzen {
        reikwijdte: reikwijdte.clone(),
        geldig,
        functies: vec![Functie::Schoolcoach],
        ingetrokken_per: None,
        ondermandaat_toegestaan: false,
        wetstekst: wetstekst(),
    };
    let verlening = Box::new(Verlening {
        besluit: MandaatbesluitId::new(id("besluit")),
        besluitversie: 1,
        houder: Mandaathouder {
            professional: sanne.id,
            functie: sanne.functie,
            organisatie: sanne.organisatie,
            naam: sanne.naam,
        },
        in_dienst_van_gemeente: true,
        instemming_houder: None,
        instemming_werkgever: None,
        reikwijdte,
        geldig,
        wetstekst: Some(wetstekst()),
        boven: None,
    });
    let wat = MandaatCommand::Verleen { verlening, grenzen, skj_geldig_tot: Some(dag("2025-06-30")) };
    w.doe::<Mandaat>(id("mandaat"), &beheerder(), wat).await;
}

async fn register(w: &Wereld, op: &str, filter: Registerfilter) -> Vec<Registerregel> {
    let beller = Beller { gemeente: gemeente(), professional: schoolcoach(), rollen: vec![] };
    let toegang = poort_zonder_resource::<RegisterInzien>(&beller).unwrap();
    let mut tx = w.store.read().await.unwrap();
    let register = Mandaatregister::op(&mut tx, &toegang, &Beleid::standaard(), tijd(op), &filter).await;
    register.unwrap().items
}

async fn status(w: &Wereld, op: &str) -> Mandaatstatus {
    let mut regels = register(w, op, Registerfilter::default()).await;
    assert_eq!(regels.len(), 1);
    regels.remove(0).status
}

#[tokio::test]
async fn het_register_weet_wat_er_op_elke_dag_gold() {
    let mut w = Wereld::nieuw("register").await;
    verleen(&mut w).await;
    w.het_wordt("2025-05-01T10:00:00Z");
    w.doe::<Mandaat>(id("mandaat"), &beheerder(), MandaatCommand::Schors { reden: tekst("Onderzoek.") }).await;
    w.het_wordt("2025-05-08T10:00:00Z");
    w.doe::<Mandaat>(id("mandaat"), &beheerder(), MandaatCommand::Hervat).await;
    w.het_wordt("2025-07-10T10:00:00Z");
    let verleng = SkjRegistratieCommand::Verleng { geldig_tot: dag("2030-06-30") };
    w.doe::<SkjRegistratie>(id("skj"), &beheerder(), verleng).await;
    w.het_wordt("2025-10-01T10:00:00Z");
    w.doe::<Mandaat>(id("mandaat"), &beheerder(), MandaatCommand::TrekIn { reden: tekst("Andere baan."), boven: None })
        .await;

    assert!(register(&w, "2025-03-03T08:59:59Z", Registerfilter::default()).await.is_empty(), "nog niet verleend");
    for (op, verwacht) in [
        ("2025-03-03T09:00:00Z", Mandaatstatus::NogNietIngegaan),
        ("2025-03-31T22:00:00Z", Mandaatstatus::Geldig),
        ("2025-05-01T09:59:59Z", Mandaatstatus::Geldig),
        ("2025-05-01T10:00:00Z", Mandaatstatus::Geschorst),
        ("2025-05-08T10:00:00Z", Mandaatstatus::Geldig),
        ("2025-06-30T21:59:59Z", Mandaatstatus::Geldig),
        ("2025-06-30T22:00:00Z", Mandaatstatus::SkjVerlopen),
        ("2025-07-10T10:00:00Z", Mandaatstatus::Geldig),
        ("2025-10-01T10:00:00Z", Mandaatstatus::Ingetrokken),
    ] {
        assert_eq!(status(&w, op).await, verwacht, "{op}");
    }
}

#[tokio::test]
async fn een_beeindigde_skj_registratie_en_de_laatste_dag_stoppen_het_mandaat_vanzelf() {
    let mut w = Wereld::nieuw("register-einde").await;
    verleen(&mut w).await;
    w.het_wordt("2025-05-01T10:00:00Z");
    let einde = SkjRegistratieCommand::Beeindig { per: dag("2025-05-15") };
    w.doe::<SkjRegistratie>(id("skj"), &beheerder(), einde).await;
    assert_eq!(status(&w, "2025-05-14T12:00:00Z").await, Mandaatstatus::Geldig);
    assert_eq!(status(&w, "2025-05-15T12:00:00Z").await, Mandaatstatus::SkjVerlopen);
    let lichter = Registerfilter { voorziening: "opvoedondersteuning".parse().ok(), ..Registerfilter::default() };
    let regels = register(&w, "2025-05-15T12:00:00Z", lichter.clone()).await;
    assert_eq!(regels[0].status, Mandaatstatus::Geldig, "hiervoor is geen SKJ nodig");
    assert_eq!(regels[0].naam.as_deref(), Some("Sanne"));
    assert_eq!(register(&w, "2026-07-01T12:00:00Z", lichter).await[0].status, Mandaatstatus::Verlopen);
}

#[tokio::test]
async fn een_ingetrokken_besluit_stopt_het_mandaat_vanaf_zijn_dag_en_de_wetstekst_staat_erbij() {
    let mut w = Wereld::nieuw("register-besluit").await;
    verleen(&mut w).await;
    let besluit = Besluit {
        nummer: "2025-1".to_owned(),
        genomen_op: dag("2025-01-15"),
        wetstekst: wetstekst(),
        reikwijdte: Reikwijdte {
            voorzieningen: vec!["opvoedondersteuning".parse().unwrap()],
            gebieden: vec![],
            scholen: vec![],
            kostenplafond_euro: None,
        },
        geldig: Periode { van: dag("2025-01-15"), tot_en_met: dag("2026-12-31") },
        functies: vec![Functie::Schoolcoach],
        ondermandaat_toegestaan: false,
    };
    w.doe::<Mandaatbesluit>(id("besluit"), &beheerder(), MandaatbesluitCommand::LegVast(besluit)).await;
    w.het_wordt("2025-05-01T10:00:00Z");
    let intrekking = MandaatbesluitCommand::TrekIn { per: dag("2025-05-15") };
    w.doe::<Mandaatbesluit>(id("besluit"), &beheerder(), intrekking).await;
    assert_eq!(status(&w, "2025-05-14T12:00:00Z").await, Mandaatstatus::Geldig);
    assert_eq!(status(&w, "2025-05-15T12:00:00Z").await, Mandaatstatus::BesluitIngetrokken);
    let regel = register(&w, "2025-05-14T12:00:00Z", Registerfilter::default()).await.remove(0);
    assert_eq!(regel.regeling.as_deref(), Some("Jeugdwet artikel 2.3"));
    assert_eq!(regel.wetsversie.as_deref(), Some("2015-01-01"));
}

#[tokio::test]
async fn het_register_filtert_op_functie_voorziening_en_gebied() {
    let mut w = Wereld::nieuw("register-filter").await;
    verleen(&mut w).await;
    for (filter, aantal) in [
        (Registerfilter { functie: Some(Functie::Schoolcoach), ..Registerfilter::default() }, 1),
        (Registerfilter { functie: Some(Functie::CjgCoach), ..Registerfilter::default() }, 0),
        (Registerfilter { voorziening: "ambulante-jeugdhulp".parse().ok(), ..Registerfilter::default() }, 1),
        (Registerfilter { voorziening: "begeleiding".parse().ok(), ..Registerfilter::default() }, 0),
        (Registerfilter { gebied: "hoofddorp-zuidwest".parse().ok(), ..Registerfilter::default() }, 1),
        (Registerfilter { gebied: "nieuw-vennep".parse().ok(), ..Registerfilter::default() }, 0),
    ] {
        assert_eq!(register(&w, "2025-05-01T12:00:00Z", filter.clone()).await.len(), aantal, "{filter:?}");
    }
}
