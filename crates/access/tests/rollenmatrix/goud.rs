//! The matrix in Dutch, made from [`HANDELINGEN`] and compared with the file that was agreed on.

use std::fmt::Write as _;
use std::path::Path;

use regieboek_access::{HANDELINGEN, Regel, Relatie};
use regieboek_kernel::{Functie, Rol};

const BESTAND: &str = "tests/golden/rollenmatrix.txt";
const BREEDTE: usize = 100;
const KOP: &str = "\
ROLLENMATRIX VAN REGIEBOEK: wie mag wat zien en doen

Per handeling staat er welke functies haar mogen doen, en in welke relatie iemand dan moet staan
tot het huishouden, het signaal, de intake, de doorverwijzing of de escalatie waar het om gaat.
Een van de genoemde relaties is genoeg; de functie moet altijd kloppen. Wat hier niet staat, mag niet.

Dit bestand is gemaakt uit crates/access/src/handelingen.rs. Een wijziging hier is een besluit over
wie wat mag: laat haar lezen door wie daarover gaat.
";

/// A function as people call it.
fn functie(functie: Functie) -> &'static str {
    match functie {
        Functie::CoordinatorMeerTeam => "coördinator Meer-team",
        Functie::LidMeerTeam => "lid Meer-team",
        Functie::Schoolcoach => "schoolcoach",
        Functie::Jeugdarts => "jeugdarts",
        Functie::Jeugdverpleegkundige => "jeugdverpleegkundige",
        Functie::Leerplichtambtenaar => "leerplichtambtenaar",
        Functie::ZorgcoordinatorKinderopvang => "zorgcoördinator kinderopvang",
        Functie::CjgCoach => "CJG-coach",
        Functie::Huisarts => "huisarts",
        Functie::PohJeugd => "POH jeugd",
        Functie::MedischSpecialist => "medisch specialist",
        Functie::Jeugdbeschermer => "jeugdbeschermer",
        Functie::WmoConsulent => "wmo-consulent",
        Functie::Uitkeringsconsulent => "uitkeringsconsulent",
        Functie::Schuldhulpverlener => "schuldhulpverlener",
        Functie::SociaalMakelaar => "sociaal makelaar",
        Functie::Vrijwilligerscoordinator => "vrijwilligerscoördinator",
        Functie::Wijkagent => "wijkagent",
        Functie::MedewerkerWoningcorporatie => "medewerker woningcorporatie",
        Functie::Clientondersteuner => "cliëntondersteuner",
        Functie::Zorgaanbieder => "zorgaanbieder",
        Functie::Mandaatbeheerder => "mandaatbeheerder",
        Functie::Auditor => "auditor",
        Functie::Beleidsadviseur => "beleidsadviseur",
        Functie::FunctionarisGegevensbescherming => "functionaris gegevensbescherming",
        Functie::Systeem => "de software zelf",
    }
}

/// A relation as people call it.
fn relatie(relatie: Relatie) -> &'static str {
    match relatie {
        Relatie::Melder => "meldde het signaal",
        Relatie::SignaalEigenaar => "eigenaar van het signaal",
        Relatie::SignaalOntvanger => "gevraagd het signaal over te nemen",
        Relatie::Contactpersoon => "contactpersoon van het huishouden",
        Relatie::Regisseur => "regisseur van het plan",
        Relatie::CoordinatorEigenRegie => "coördineert bij eigen regie van een bewoner",
        Relatie::Betrokkene => "betrokken bij het huishouden",
        Relatie::Intaker => "doet de intake",
        Relatie::Verwijzer => "vroeg de doorverwijzing",
        Relatie::Geadresseerde => "de doorverwijzing is aan diens organisatie en functie gericht",
        Relatie::Houder => "aanvaardde de doorverwijzing",
        Relatie::Escaleerder => "meldde de escalatie aan",
        Relatie::Behandelaar => "behandelt de escalatie voor het Meer-team",
        Relatie::VolgendeRegisseur => "gevraagd als volgende regisseur bij afschaling",
        Relatie::VolgendeContactpersoon => "gevraagd als contactpersoon van het huishouden",
        Relatie::Bezwaarbehandelaar => "aangewezen om op het bezwaar te beslissen",
        Relatie::Mandaatverlener => "verleende het ondermandaat",
        Relatie::EigenaarVolgendeStap => "zorgt voor de volgende stap na een geweigerde doorverwijzing",
        Relatie::Nazorgeigenaar => "eigenaar van de nazorg",
    }
}

/// One line that says `naam`, then the words, broken where it gets too wide.
fn regel(tekst: &mut String, naam: &str, woorden: &[&str], scheiding: &str) {
    let mut lijn = format!("  {naam:<16}");
    for (i, woord) in woorden.iter().enumerate() {
        let einde = if i + 1 < woorden.len() { scheiding } else { "" };
        if lijn.chars().count() + woord.chars().count() + einde.len() > BREEDTE && i > 0 {
            writeln!(tekst, "{}", lijn.trim_end()).expect("a string takes all");
            lijn = " ".repeat(18);
        }
        lijn.push_str(woord);
        lijn.push_str(einde);
    }
    writeln!(tekst, "{}", lijn.trim_end()).expect("a string takes all");
}

fn blok(tekst: &mut String, handeling: &Regel) {
    writeln!(tekst, "\n{} [{}]", handeling.omschrijving, handeling.naam).expect("a string takes all");
    regel(tekst, "functies:", &handeling.functies.iter().map(|&f| functie(f)).collect::<Vec<_>>(), ", ");
    if let Some(Rol::Beleidsbeheerder) = handeling.rol {
        regel(tekst, "en de rol:", &["beleidsbeheerder, die de gemeente aan een persoon geeft"], "");
    }
    if handeling.relaties.is_empty() {
        regel(tekst, "relaties:", &["geen nodig, de functie is genoeg"], "");
        return;
    }
    regel(tekst, "relaties:", &handeling.relaties.iter().map(|&r| relatie(r)).collect::<Vec<_>>(), "; ");
    if !handeling.zonder_relatie.is_empty() {
        let vrij: Vec<_> = handeling.zonder_relatie.iter().map(|&f| functie(f)).collect();
        regel(tekst, "zonder relatie:", &vrij, ", ");
    }
}

fn matrix() -> String {
    let mut tekst = KOP.to_owned();
    for handeling in HANDELINGEN {
        blok(&mut tekst, handeling);
    }
    tekst
}

/// The blocks of one text that the other does not have.
fn alleen_in(een: &str, ander: &str) -> String {
    let anders = |blok: &&str| ander.split("\n\n").all(|bekend| bekend.trim_end() != blok.trim_end());
    een.split("\n\n").filter(anders).collect::<Vec<_>>().join("\n\n")
}

#[test]
fn de_rollenmatrix_is_de_afgesproken_rollenmatrix() {
    let bestand = Path::new(env!("CARGO_MANIFEST_DIR")).join(BESTAND);
    let nu = matrix();
    if std::env::var("REGIEBOEK_GOUD").is_ok_and(|wat| wat == "schrijf") {
        std::fs::write(&bestand, &nu).expect("the golden file can be written");
    }
    let afgesproken = std::fs::read_to_string(&bestand).unwrap_or_default();
    assert!(
        nu == afgesproken,
        "Wie wat mag is anders dan in crates/access/{BESTAND}.\n\nDaar stond:\n\n{}\n\nNu is het:\n\n{}\n\n\
         Is dat de bedoeling, draai dan\n    REGIEBOEK_GOUD=schrijf cargo test -p regieboek-access --test rollenmatrix\n\
         en laat het verschil in dat bestand lezen door wie over de rollen gaat.",
        alleen_in(&afgesproken, &nu),
        alleen_in(&nu, &afgesproken),
    );
}

#[test]
fn elke_handeling_heeft_een_eigen_naam_en_iemand_die_haar_mag_doen() {
    for (i, handeling) in HANDELINGEN.iter().enumerate() {
        let Regel { naam, omschrijving, functies, relaties, zonder_relatie, rol: _ } = handeling;
        assert!(HANDELINGEN[..i].iter().all(|eerder| eerder.naam != *naam && eerder.omschrijving != *omschrijving));
        assert!(!functies.is_empty(), "{naam}: nobody may do it");
        assert!(zonder_relatie.iter().all(|f| functies.contains(f)), "{naam}: exempts who may not do it at all");
        assert!(zonder_relatie.is_empty() || !relaties.is_empty(), "{naam}: exempts from a relation that is not asked");
    }
}
