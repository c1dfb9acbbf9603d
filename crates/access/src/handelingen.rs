//! The table: everything that can be done or seen, by which function, in which relation. The role matrix is made from it.

use regieboek_kernel::Functie;
use regieboek_kernel::Functie::{
    Auditor, Beleidsadviseur, CjgCoach, Clientondersteuner, CoordinatorMeerTeam, FunctionarisGegevensbescherming,
    Huisarts, Jeugdarts, Jeugdbeschermer, Jeugdverpleegkundige, Leerplichtambtenaar, LidMeerTeam, Mandaatbeheerder,
    MedewerkerWoningcorporatie, MedischSpecialist, PohJeugd, Schoolcoach, Schuldhulpverlener, SociaalMakelaar, Systeem,
    Uitkeringsconsulent, Vrijwilligerscoordinator, Wijkagent, WmoConsulent, Zorgaanbieder, ZorgcoordinatorKinderopvang,
};

use crate::poort::{Handeling, Veldklasse};
use crate::relatie::Relatie;
use crate::relatie::Relatie::{
    Behandelaar, Betrokkene, Contactpersoon, CoordinatorEigenRegie, Escaleerder, Geadresseerde, Houder, Intaker,
    Melder, Nazorgeigenaar, Regisseur, SignaalEigenaar, SignaalOntvanger, Verwijzer, VolgendeRegisseur,
};

/// Everybody who works with residents.
const PROFESSIONALS: &[Functie] = &[
    CoordinatorMeerTeam,
    LidMeerTeam,
    Schoolcoach,
    Jeugdarts,
    Jeugdverpleegkundige,
    Leerplichtambtenaar,
    ZorgcoordinatorKinderopvang,
    CjgCoach,
    Huisarts,
    PohJeugd,
    MedischSpecialist,
    Jeugdbeschermer,
    WmoConsulent,
    Uitkeringsconsulent,
    Schuldhulpverlener,
    SociaalMakelaar,
    Vrijwilligerscoordinator,
    Wijkagent,
    MedewerkerWoningcorporatie,
    Clientondersteuner,
    Zorgaanbieder,
];
/// Those who pick up signalen, register huishoudens and do intakes: the municipality's own access.
const TOEGANG: &[Functie] = &[
    CoordinatorMeerTeam,
    LidMeerTeam,
    Schoolcoach,
    Jeugdarts,
    Jeugdverpleegkundige,
    Leerplichtambtenaar,
    CjgCoach,
    Huisarts,
    PohJeugd,
    MedischSpecialist,
    Jeugdbeschermer,
    WmoConsulent,
    SociaalMakelaar,
];
const MEERTEAM: &[Functie] = &[CoordinatorMeerTeam, LidMeerTeam];
const BEHEER: &[Functie] = &[Mandaatbeheerder];
const AUDIT: &[Functie] = &[Auditor];
/// Who may read a history: those in the case, and the auditor without being in it.
const LEZERS_GESCHIEDENIS: &[Functie] = &[
    CoordinatorMeerTeam,
    LidMeerTeam,
    Schoolcoach,
    Jeugdarts,
    Jeugdverpleegkundige,
    Leerplichtambtenaar,
    CjgCoach,
    Huisarts,
    PohJeugd,
    MedischSpecialist,
    Jeugdbeschermer,
    WmoConsulent,
    SociaalMakelaar,
    Auditor,
];
/// Professionals and the mandaatbeheerder and the auditor: the register is public for them.
const REGISTERLEZERS: &[Functie] = &[
    CoordinatorMeerTeam,
    LidMeerTeam,
    Schoolcoach,
    Jeugdarts,
    Jeugdverpleegkundige,
    Leerplichtambtenaar,
    ZorgcoordinatorKinderopvang,
    CjgCoach,
    Huisarts,
    PohJeugd,
    MedischSpecialist,
    Jeugdbeschermer,
    WmoConsulent,
    Uitkeringsconsulent,
    Schuldhulpverlener,
    SociaalMakelaar,
    Vrijwilligerscoordinator,
    Wijkagent,
    MedewerkerWoningcorporatie,
    Clientondersteuner,
    Zorgaanbieder,
    Mandaatbeheerder,
    Auditor,
];
/// Every person.
const IEDEREEN: &[Functie] = &[
    CoordinatorMeerTeam,
    LidMeerTeam,
    Schoolcoach,
    Jeugdarts,
    Jeugdverpleegkundige,
    Leerplichtambtenaar,
    ZorgcoordinatorKinderopvang,
    CjgCoach,
    Huisarts,
    PohJeugd,
    MedischSpecialist,
    Jeugdbeschermer,
    WmoConsulent,
    Uitkeringsconsulent,
    Schuldhulpverlener,
    SociaalMakelaar,
    Vrijwilligerscoordinator,
    Wijkagent,
    MedewerkerWoningcorporatie,
    Clientondersteuner,
    Zorgaanbieder,
    Mandaatbeheerder,
    Auditor,
    Beleidsadviseur,
    FunctionarisGegevensbescherming,
];
const NIEMAND: &[Functie] = &[];
const SOFTWARE: &[Functie] = &[Systeem];

/// Those who keep the plan together.
const REGIE: &[Relatie] = &[Regisseur, CoordinatorEigenRegie, Contactpersoon];
/// Whoever owns the huishouden now: also who keeps sight after closing.
const EIGENAAR: &[Relatie] = &[Regisseur, CoordinatorEigenRegie, Contactpersoon, Nazorgeigenaar];
/// The regisseur alone (where the contactpersoon does not suffice).
const PLAN: &[Relatie] = &[Regisseur, CoordinatorEigenRegie];
/// Everybody in the case.
const IN_DE_CASUS: &[Relatie] = &[Regisseur, CoordinatorEigenRegie, Contactpersoon, Nazorgeigenaar, Betrokkene];
const GEEN: &[Relatie] = &[];

/// One action as data, for the role matrix.
#[derive(Debug, Clone, Copy)]
pub struct Regel {
    /// Name of the action.
    pub naam: &'static str,
    /// What it is, in Dutch.
    pub omschrijving: &'static str,
    /// Functions that may do it.
    pub functies: &'static [Functie],
    /// Relations of which one must hold.
    pub relaties: &'static [Relatie],
    /// Functions that need no relation.
    pub zonder_relatie: &'static [Functie],
}

/// Declares the actions: one marker type per row, and the table of all rows.
macro_rules! handelingen {
    ($($naam:ident $omschrijving:literal: $functies:expr, $relaties:expr, $zonder:expr, $velden:ident;)*) => {
        $(
            #[doc = $omschrijving]
            #[derive(Debug)]
            pub enum $naam {}
            impl Handeling for $naam {
                const NAAM: &'static str = stringify!($naam);
                const FUNCTIES: &'static [Functie] = $functies;
                const RELATIES: &'static [Relatie] = $relaties;
                const ZONDER_RELATIE: &'static [Functie] = $zonder;
                const VELDEN: Veldklasse = Veldklasse::$velden;
            }
        )*

        /// Every action, in the order of this file.
        pub const HANDELINGEN: &[Regel] = &[$(Regel {
            naam: stringify!($naam),
            omschrijving: $omschrijving,
            functies: $functies,
            relaties: $relaties,
            zonder_relatie: $zonder,
        }),*];
    };
}

handelingen! {
    // mandaat
    MandatenBeheren "Mandaatbesluiten, SKJ-registraties en mandaten vastleggen, schorsen en intrekken": BEHEER, GEEN, NIEMAND, Geen;
    RegisterInzien "Het mandaatregister inzien, vandaag of op een datum in het verleden": REGISTERLEZERS, GEEN, NIEMAND, Geen;
    // signaal
    SignaalMelden "Een signaal melden": PROFESSIONALS, GEEN, NIEMAND, EigenItem;
    SignaalOppakken "Een signaal oppakken": TOEGANG, GEEN, NIEMAND, EigenItem;
    SignaalInzien "Een signaal inzien": PROFESSIONALS, &[SignaalEigenaar, SignaalOntvanger, Melder], NIEMAND, EigenItem;
    SignaalBehandelen "Een opgepakt signaal koppelen, doorgeven, terugkoppelen of afsluiten": TOEGANG, &[SignaalEigenaar], NIEMAND, EigenItem;
    SignaalAanvaarden "Een doorgegeven signaal aanvaarden": TOEGANG, &[SignaalOntvanger], NIEMAND, EigenItem;
    // huishouden
    HuishoudenRegistreren "Een huishouden registreren": TOEGANG, GEEN, NIEMAND, Dossier;
    HuishoudenZoeken "Zoeken of een huishouden al bekend is": TOEGANG, GEEN, NIEMAND, Werklijst;
    DossierInzien "Het dossier van een huishouden inzien": PROFESSIONALS, IN_DE_CASUS, NIEMAND, Dossier;
    GeschiedenisInzien "De geschiedenis van een huishouden naspelen": LEZERS_GESCHIEDENIS, PLAN, AUDIT, Geschiedenis;
    BetrokkenenBeheren "Betrokkenen toevoegen of hun betrokkenheid beëindigen": PROFESSIONALS, EIGENAAR, NIEMAND, Dossier;
    GezagVastleggen "Vastleggen wie het gezag heeft": TOEGANG, EIGENAAR, NIEMAND, Dossier;
    ToestemmingVastleggen "Toestemming van bewoners vastleggen of intrekken": PROFESSIONALS, EIGENAAR, NIEMAND, Dossier;
    PlanVoeren "Doelen, acties, evaluaties en sluiting van het plan": PROFESSIONALS, PLAN, NIEMAND, Dossier;
    ActieAfronden "Een actie van het plan afronden": PROFESSIONALS, IN_DE_CASUS, NIEMAND, Dossier;
    VolgordeVoorstellen "Een volgorde van acties voorstellen": PROFESSIONALS, IN_DE_CASUS, NIEMAND, Dossier;
    RegievacuumMelden "Melden dat de regisseur niet kan handelen": PROFESSIONALS, IN_DE_CASUS, MEERTEAM, Werklijst;
    RegisseurBenoemen "Een regisseur benoemen bij een regievacuüm": MEERTEAM, GEEN, NIEMAND, Werklijst;
    NazorgVoeren "Een nazorgcontrole vastleggen": PROFESSIONALS, &[Nazorgeigenaar], NIEMAND, Dossier;
    // intake
    IntakeStarten "Een brede intake starten": TOEGANG, REGIE, NIEMAND, Dossier;
    IntakeInzien "Een intake inzien": PROFESSIONALS, &[Intaker, Regisseur, CoordinatorEigenRegie, Contactpersoon], NIEMAND, Dossier;
    IntakeVoeren "Een intake voeren en afronden": TOEGANG, &[Intaker], NIEMAND, Dossier;
    // doorverwijzing
    Verwijzen "Iemand erbij halen of hulp inzetten": PROFESSIONALS, &[Regisseur, CoordinatorEigenRegie, Contactpersoon, Betrokkene], NIEMAND, EigenItem;
    VerwijzingInzien "Een doorverwijzing inzien": PROFESSIONALS, &[Verwijzer, Houder, Geadresseerde, Regisseur, CoordinatorEigenRegie, Contactpersoon], NIEMAND, EigenItem;
    VerwijzingBeantwoorden "Een doorverwijzing aanvaarden of weigeren": PROFESSIONALS, &[Geadresseerde], NIEMAND, EigenItem;
    VerwijzingUitvoeren "Wachttijd melden, starten, afronden en terugkoppelen": PROFESSIONALS, &[Houder, Geadresseerde, Regisseur, CoordinatorEigenRegie, Contactpersoon], NIEMAND, EigenItem;
    VerwijzingIntrekken "Een doorverwijzing intrekken": PROFESSIONALS, &[Verwijzer, Regisseur, CoordinatorEigenRegie, Contactpersoon], NIEMAND, EigenItem;
    // escalatie
    Escaleren "Escaleren naar het Meer-team": PROFESSIONALS, IN_DE_CASUS, NIEMAND, Dossier;
    EscalatieInzien "Een escalatie inzien": PROFESSIONALS, &[Behandelaar, Escaleerder, VolgendeRegisseur, Regisseur, CoordinatorEigenRegie, Contactpersoon, Nazorgeigenaar], NIEMAND, EigenItem;
    Triageren "Een escalatie in triage nemen": MEERTEAM, GEEN, NIEMAND, Werklijst;
    EscalatieBeslissen "Een escalatie aannemen of afwijzen": MEERTEAM, &[Behandelaar], NIEMAND, Dossier;
    Doorzetten "Volgorde bepalen, een doorbraak besluiten en afschalen": MEERTEAM, &[Behandelaar], NIEMAND, Dossier;
    AfschalingBeantwoorden "De regie bij afschaling aanvaarden of afwijzen": PROFESSIONALS, &[VolgendeRegisseur], NIEMAND, Dossier;
    TerugvalMelden "Terugval melden tijdens de nazorg van een escalatie, of die nazorg afsluiten": PROFESSIONALS, &[Regisseur, CoordinatorEigenRegie, Nazorgeigenaar, Behandelaar], NIEMAND, Dossier;
    // for everybody
    ZichzelfInzien "Zien als wie u bent aangemeld": IEDEREEN, GEEN, NIEMAND, Geen;
    BeleidInzien "Het geldende beleid inzien": IEDEREEN, GEEN, NIEMAND, Geen;
    // lists
    WerklijstInzien "De eigen werklijst inzien": PROFESSIONALS, GEEN, NIEMAND, Werklijst;
    // the software itself
    TermijnBewaken "Vastleggen dat een termijn is verstreken": SOFTWARE, GEEN, NIEMAND, Geen;
    VervolgUitvoeren "Een verschuldigde vervolgstap uitvoeren": SOFTWARE, GEEN, NIEMAND, Geen;
}
