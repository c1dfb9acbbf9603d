//! The invented people of the stories. Names, BSN (test range 9999…) and organisations are fictitious.

/// Someone with a token.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Persoon {
    /// Subject of the token.
    pub subject: &'static str,
    /// Name.
    pub naam: &'static str,
    /// The one function.
    pub functie: &'static str,
    /// The organisation.
    pub organisatie: &'static str,
    /// The municipality.
    pub gemeente: &'static str,
    /// What was entrusted to them beside the function.
    pub rollen: &'static [&'static str],
}

/// Everybody who appears in S1, S2 and S3.
#[derive(Debug, Clone, Copy)]
pub struct Cast;

/// Declares the people: one constant each.
macro_rules! mensen {
    ($($(#[$doc:meta])* $wie:ident $subject:literal $naam:literal $functie:literal $organisatie:literal $(, rol $rol:literal)?;)*) => {
        impl Cast {
            $(
                $(#[$doc])*
                pub const $wie: Persoon = Persoon {
                    subject: $subject,
                    naam: $naam,
                    functie: $functie,
                    organisatie: $organisatie,
                    gemeente: "0394",
                    rollen: &[$($rol)?],
                };
            )*

            /// Everybody.
            pub const ALLEN: &'static [Persoon] = &[$(Self::$wie),*];
        }
    };
}

mensen! {
    /// Grants the mandaten.
    MANDAATBEHEERDER "bea" "Bea Besluit" "mandaatbeheerder" "gemeente-haarlemmermeer";
    /// Coach at the children's school.
    SCHOOLCOACH "sanne" "Sanne School" "schoolcoach" "school-de-regenboog";
    /// Coach at another school, whose registration runs out.
    SCHOOLCOACH_2 "saar" "Saar School" "schoolcoach" "school-de-zon";
    /// Picks up the signaal, does the intake, holds the regie.
    CJG_COACH "carla" "Carla Coach" "cjg-coach" "cjg-haarlemmermeer";
    /// The family's huisarts.
    HUISARTS "henk" "Henk Huisarts" "huisarts" "praktijk-aan-de-vaart";
    /// Praktijkondersteuner of the same practice.
    POH_JEUGD "petra" "Petra Praktijk" "poh-jeugd" "praktijk-aan-de-vaart";
    /// Of another practice: knows only the own patient.
    HUISARTS_2 "hanna" "Hanna Huisarts" "huisarts" "praktijk-centrum";
    /// Of the Meer-team.
    COORDINATOR "mira" "Mira Meer" "coordinator-meer-team" "meer-team";
    /// Also of the Meer-team: the other one in every race.
    COORDINATOR_2 "bram" "Bram Breed" "coordinator-meer-team" "meer-team";
    /// Provider with a waiting list.
    AANBIEDER "anton" "Anton Aanbieder" "zorgaanbieder" "jeugdhulp-noord";
    /// Provider without one.
    AANBIEDER_2 "bo" "Bo Behandelaar" "zorgaanbieder" "jeugdhulp-zuid";
    /// Takes up welzijn op recept, and keeps the front door.
    SOCIAAL_MAKELAAR "maria" "Maria Makelaar" "sociaal-makelaar" "meerwaarde";
    /// Of the debt-relief office.
    SCHULDHULPVERLENER "stef" "Stef Schulden" "schuldhulpverlener" "schuldhulp-haarlemmermeer";
    /// Of the benefit office.
    UITKERINGSCONSULENT "ursula" "Ursula Uitkering" "uitkeringsconsulent" "gemeente-haarlemmermeer";
    /// Wmo.
    WMO_CONSULENT "wim" "Wim Wmo" "wmo-consulent" "gemeente-haarlemmermeer";
    /// Household help.
    THUISZORG "tineke" "Tineke Thuis" "zorgaanbieder" "thuiszorg-meer";
    /// Meals.
    MAALTIJDDIENST "mo" "Mo Maaltijd" "vrijwilligerscoordinator" "tafeltje-dek-je";
    /// Volunteers who drive.
    VRIJWILLIGERS "vera" "Vera Vrijwillig" "vrijwilligerscoordinator" "vrijwilligers-meer";
    /// Police.
    WIJKAGENT "wouter" "Wouter Wijk" "wijkagent" "politie-haarlemmermeer";
    /// Sets the policy.
    BELEIDSBEHEERDER "bep" "Bep Beleid" "beleidsadviseur" "gemeente-haarlemmermeer", rol "beleidsbeheerder";
    /// Advises on policy, and may not set it.
    BELEIDSADVISEUR "bas" "Bas Beleid" "beleidsadviseur" "gemeente-haarlemmermeer";
    /// Replays the case.
    AUDITOR "ada" "Ada Audit" "auditor" "rekenkamer";
    /// In none of the stories: sees nothing.
    BUITENSTAANDER "otto" "Otto Onbekend" "wmo-consulent" "gemeente-haarlemmermeer";
}
