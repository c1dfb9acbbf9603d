//! The closed lists of DOMAIN 3: words whose meaning is the software's, not the municipality's.

/// Declares a closed list whose text form is kebab-case, the same in JSON, URL and display.
#[macro_export]
macro_rules! woordenlijst {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident),* $(,)? }) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
            strum::Display, strum::EnumString, strum::EnumIter, strum::IntoStaticStr, strum::VariantNames,
        )]
        #[serde(rename_all = "kebab-case")]
        #[strum(serialize_all = "kebab-case")]
        pub enum $name { $($(#[$vdoc])* $variant),* }
    };
}

woordenlijst! {
    /// The *schijf van vijf*: the five areas of life that a brede intake looks at.
    Leefgebied {
        /// Taking part.
        Meedoen,
        /// Work and income.
        WerkEnInkomen,
        /// Safety; seen only by those who need it (DOMAIN 5).
        Veiligheid,
        /// Health.
        Gezondheid,
        /// Housing.
        Wonen,
    }
}

woordenlijst! {
    /// Where a signaal surfaces.
    Vindplaats {
        /// General practitioner.
        Huisarts,
        /// Well-baby clinic.
        Consultatiebureau,
        /// School.
        School,
        /// Community centre.
        Dorpshuis,
        /// Volunteers' organisation.
        Vrijwilligersorganisatie,
        /// Housing corporation.
        Woningcorporatie,
        /// Police.
        Wijkagent,
        /// Pharmacy.
        Apotheek,
        /// Home care.
        Thuiszorg,
        /// A resident who worries about someone.
        Inwoner,
        /// The municipality's own front door.
        Voordeur,
    }
}

woordenlijst! {
    /// How far residents have lost the regie over their own life.
    Regieverlies {
        /// Self-reliant.
        Zelfredzaam,
        /// For a while.
        Tijdelijk,
        /// For long.
        Langdurig,
    }
}

woordenlijst! {
    /// Weight of help, light to heavy; the order of the variants is the order of weight.
    Zwaarte {
        /// Own strength and network.
        EigenKrachtEnNetwerk,
        /// Free to enter.
        SocialeBasis,
        /// Light support.
        LichteOndersteuning,
        /// Tailor-made, by decision.
        GeindiceerdeZorg,
        /// Unorthodox; only by the Meer-team.
        Doorbraak,
    }
}

woordenlijst! {
    /// The law a voorziening rests on.
    Wet {
        /// Jeugdwet.
        Jeugdwet,
        /// Wet maatschappelijke ondersteuning 2015.
        Wmo,
        /// Wet gemeentelijke schuldhulpverlening.
        Wgs,
        /// None: free to enter.
        Geen,
    }
}

woordenlijst! {
    /// Function of the caller; exactly one per token (DOMAIN 3).
    Functie {
        /// Coordinator of the Meer-team.
        CoordinatorMeerTeam,
        /// Member of the Meer-team.
        LidMeerTeam,
        /// Schoolcoach.
        Schoolcoach,
        /// Youth doctor.
        Jeugdarts,
        /// Youth nurse.
        Jeugdverpleegkundige,
        /// School attendance officer.
        Leerplichtambtenaar,
        /// Care coordinator in day care.
        ZorgcoordinatorKinderopvang,
        /// Coach of the Centrum voor Jeugd en Gezin.
        CjgCoach,
        /// General practitioner.
        Huisarts,
        /// Praktijkondersteuner jeugd.
        PohJeugd,
        /// Medical specialist.
        MedischSpecialist,
        /// Youth protection worker of a gecertificeerde instelling.
        Jeugdbeschermer,
        /// Wmo-consulent.
        WmoConsulent,
        /// Benefit office.
        Uitkeringsconsulent,
        /// Debt relief.
        Schuldhulpverlener,
        /// Community worker.
        SociaalMakelaar,
        /// Coordinator of volunteers.
        Vrijwilligerscoordinator,
        /// Police officer of the neighbourhood.
        Wijkagent,
        /// Housing corporation.
        MedewerkerWoningcorporatie,
        /// Independent client support.
        Clientondersteuner,
        /// Care provider.
        Zorgaanbieder,
        /// Grants and withdraws mandaten.
        Mandaatbeheerder,
        /// Auditor.
        Auditor,
        /// Policy adviser.
        Beleidsadviseur,
        /// Data protection officer.
        FunctionarisGegevensbescherming,
        /// The software itself.
        Systeem,
    }
}

woordenlijst! {
    /// What the municipality entrusted to a person beside the function: a role of the token.
    Rol {
        /// Sets policy.
        Beleidsbeheerder,
    }
}

woordenlijst! {
    /// Ground on which something about a huishouden may be shared without consent (DOMAIN 4).
    Grondslag {
        /// Jeugdwet 7.4.0: processing for guidance and deployment of youth help.
        Jeugdwet740,
        /// Wmo 2015 5.1.1: processing for support.
        Wmo511,
        /// Wgs 8: processing for debt relief.
        Wgs8,
        /// AVG 6.1.d: vital interest.
        VitaalBelang,
        /// Court measure.
        Maatregel,
    }
}
