//! The gate opens exactly as the matrix says: every action, every function, every relation and every pair of them.

use regieboek_access::handelingen::*;
use regieboek_access::{
    Beller, HANDELINGEN, Handeling, Relatie, Relaties, Weigering, functie_mag, poort, poort_zonder_resource,
};
use regieboek_kernel::{
    Actor, Bevoegdheid, Functie, Onderwerp, Passage, Persoonsgegeven, Professional, ProfessionalId, Rol,
};
use strum::IntoEnumIterator as _;
use uuid::Uuid;

/// Runs a check for every action. The list is written out because each action is a type.
macro_rules! bij_elke_handeling {
    ($($naam:ident)*) => {
        /// The actions that are checked here.
        const GETOETST: &[&str] = &[$(stringify!($naam)),*];

        fn bij_elke_handeling(toets: &mut impl Toets) {
            $(toets.toets::<$naam>();)*
        }
    };
}

bij_elke_handeling! {
    MandatenBeheren RegisterInzien OndermandaatVerlenen MandaatInzien MandaatIntrekken BevoegdheidInzien BevoegdheidHerstellen BezwaarInzien BezwaarBeslissen
    SignaalMelden SignaalOppakken SignaalInzien SignaalBehandelen SignaalAanvaarden SignaalOvernemen
    HuishoudenRegistreren HuishoudenZoeken DossierInzien GeschiedenisInzien GedeeldVerledenInzien GedeeldeGeschiedenisInzien SamenstellingVastleggen MedebewonersVastleggen HuishoudensSamenvoegen BetrokkenenBeheren GezagVastleggen
    ToestemmingVastleggen PlanVoeren ActieAfronden VolgordeVoorstellen RegievacuumMelden RegisseurBenoemen RegieOverdragen MaatregelVastleggen VerhuizingVastleggen NazorgVoeren
    ContactOverdragen ContactAanvaarden
    IntakeStarten IntakeInzien IntakeVoeren
    Verwijzen RechtstreeksVerwijzen VerwijzingInzien VerwijzingBeantwoorden VerwijzingWeigeren VerwijzingUitvoeren VerwijzingIntrekken
    Escaleren EscalatieInzien Triageren EscalatieBeslissen Doorzetten AfschalingBeantwoorden TerugvalMelden
    ZichzelfInzien BeleidInzien BeleidVaststellen
    WerklijstInzien
    TermijnBewaken VervolgUitvoeren
}

/// What is checked for one action.
trait Toets {
    fn toets<H: Handeling>(&mut self);
}

const RESOURCE: Uuid = Uuid::from_u128(7);

fn beller(functie: Functie) -> Beller {
    let id = Uuid::from_u128(1);
    let naam = Persoonsgegeven::new(Onderwerp::new(id), Passage::new(id), "Iemand".to_owned());
    let organisatie = "organisatie".parse().expect("a code");
    let professional = Professional { id: ProfessionalId::new(id), functie, organisatie, naam };
    Beller { gemeente: "0394".parse().expect("four digits"), professional, rollen: Rol::iter().collect() }
}

/// None, each one, each pair, and all at once.
fn combinaties() -> Vec<Relaties> {
    let paren = Relatie::iter().flat_map(|een| Relatie::iter().map(move |ander| [een, ander].into_iter().collect()));
    [Relaties::default(), Relatie::iter().collect()].into_iter().chain(paren).collect()
}

/// Every relation that does not count for this action.
fn alle_andere<H: Handeling>() -> Relaties {
    Relatie::iter().filter(|relatie| !H::RELATIES.contains(relatie)).collect()
}

/// For whom the function alone is enough.
fn functie_volstaat<H: Handeling>(functie: Functie) -> bool {
    H::RELATIES.is_empty() || H::ZONDER_RELATIE.contains(&functie)
}

#[test]
fn elke_handeling_wordt_hier_getoetst() {
    let alle: Vec<_> = HANDELINGEN.iter().map(|handeling| handeling.naam).collect();
    assert_eq!(GETOETST, alle, "name every action of access::handelingen in the list of this file, in the same order");
}

#[test]
fn een_functie_die_niet_in_de_lijst_staat_komt_er_nooit_door() {
    struct NietInDeLijst;
    impl Toets for NietInDeLijst {
        fn toets<H: Handeling>(&mut self) {
            for functie in Functie::iter().filter(|functie| !H::FUNCTIES.contains(functie)) {
                let beller = beller(functie);
                assert_eq!(functie_mag::<H>(&beller), Err(Weigering::Functie));
                assert_eq!(poort_zonder_resource::<H>(&beller).err(), Some(Weigering::Functie));
                for relaties in combinaties() {
                    let uitkomst = poort::<H>(&beller, RESOURCE, relaties.clone()).err();
                    assert_eq!(uitkomst, Some(Weigering::Functie), "{} {functie} {relaties:?}", H::NAAM);
                }
            }
        }
    }
    bij_elke_handeling(&mut NietInDeLijst);
}

#[test]
fn zonder_relatie_bestaat_het_voor_u_niet() {
    struct ZonderRelatie(usize);
    impl Toets for ZonderRelatie {
        fn toets<H: Handeling>(&mut self) {
            for &functie in H::FUNCTIES.iter().filter(|&&functie| !functie_volstaat::<H>(functie)) {
                for relaties in [Relaties::default(), alle_andere::<H>()] {
                    let uitkomst = poort::<H>(&beller(functie), RESOURCE, relaties).err();
                    assert_eq!(uitkomst, Some(Weigering::Relatie), "{} {functie}", H::NAAM);
                }
                self.0 += 1;
            }
            if !H::RELATIES.is_empty() {
                let uitkomst = poort_zonder_resource::<H>(&beller(H::FUNCTIES[0])).err();
                assert_eq!(uitkomst, Some(Weigering::Relatie), "{}: a collection gives no relation", H::NAAM);
            }
        }
    }
    let mut toets = ZonderRelatie(0);
    bij_elke_handeling(&mut toets);
    assert!(toets.0 > 0, "there are actions that need a relation");
}

#[test]
fn met_functie_en_relatie_gaat_de_poort_open_en_staat_vast_waarom() {
    struct Open;
    impl Toets for Open {
        fn toets<H: Handeling>(&mut self) {
            for &functie in H::FUNCTIES {
                let beller = beller(functie);
                for relaties in combinaties() {
                    let grond = H::RELATIES.iter().copied().find(|&relatie| relaties.heeft(relatie));
                    let uitkomst = poort::<H>(&beller, RESOURCE, relaties.clone());
                    assert_eq!(uitkomst.is_ok(), grond.is_some() || functie_volstaat::<H>(functie));
                    let Ok(toegang) = uitkomst else { continue };
                    let permit = toegang.permit();
                    assert_eq!((permit.handeling, permit.resource, permit.relatie), (H::NAAM, Some(RESOURCE), grond));
                    assert_eq!(permit.velden, H::VELDEN);
                    assert_eq!(toegang.gemeente(), &beller.gemeente);
                    assert_eq!(toegang.wie(), &Actor::Professional(beller.professional.clone()));
                    assert_eq!(toegang.relaties(), &relaties);
                }
            }
        }
    }
    bij_elke_handeling(&mut Open);
}

#[test]
fn wie_de_rol_mist_komt_er_niet_door_en_wie_haar_heeft_handelt_erop() {
    struct Rollen(usize);
    impl Toets for Rollen {
        fn toets<H: Handeling>(&mut self) {
            for &functie in H::FUNCTIES.iter().filter(|_| H::RELATIES.is_empty()) {
                let met = beller(functie);
                let zonder = Beller { rollen: vec![], ..met.clone() };
                assert_eq!(functie_mag::<H>(&zonder).err(), H::ROL.map(Weigering::Rol), "{} {functie}", H::NAAM);
                assert_eq!(poort_zonder_resource::<H>(&zonder).err(), H::ROL.map(Weigering::Rol));
                let nu = regieboek_kernel::Tijdstip::from_micros(0);
                let opdracht = poort_zonder_resource::<H>(&met).expect("has every role").opdracht((), nu, None);
                let bevoegdheid = H::ROL.map_or(Bevoegdheid::Functie, Bevoegdheid::Rol);
                assert_eq!(opdracht.verantwoording.bevoegdheid, bevoegdheid, "{}", H::NAAM);
                self.0 += usize::from(H::ROL.is_some());
            }
        }
    }
    let mut toets = Rollen(0);
    bij_elke_handeling(&mut toets);
    assert!(toets.0 > 0, "there are actions that need a role");
}

#[test]
fn de_software_kan_alleen_wat_van_de_software_is() {
    let van_de_software: Vec<_> =
        HANDELINGEN.iter().filter(|h| h.functies.contains(&Functie::Systeem)).map(|h| h.naam).collect();
    assert_eq!(van_de_software, [TermijnBewaken::NAAM, VervolgUitvoeren::NAAM]);
    for handeling in HANDELINGEN.iter().filter(|h| van_de_software.contains(&h.naam)) {
        assert_eq!(handeling.functies, [Functie::Systeem], "{}: no person does it", handeling.naam);
    }
}
