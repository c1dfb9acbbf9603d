//! The table: everything that can be done or seen, by which function, in which relation. The role matrix is made from it.

use regieboek_kernel::Functie::{
    Auditor, Beleidsadviseur, CjgCoach, Clientondersteuner, CoordinatorMeerTeam, FunctionarisGegevensbescherming,
    Huisarts, Jeugdarts, Jeugdbeschermer, Jeugdverpleegkundige, Leerplichtambtenaar, LidMeerTeam, Mandaatbeheerder,
    MedewerkerWoningcorporatie, MedischSpecialist, PohJeugd, Schoolcoach, Schuldhulpverlener, SociaalMakelaar, Systeem,
    Uitkeringsconsulent, Vrijwilligerscoordinator, Wijkagent, WmoConsulent, Zorgaanbieder, ZorgcoordinatorKinderopvang,
};
use regieboek_kernel::{Functie, Rol};

use crate::poort::{Handeling, Veldklasse};
use crate::relatie::Relatie;
use crate::relatie::Relatie::{
    Behandelaar, Betrokkene, Bezwaarbehandelaar, Contactpersoon, CoordinatorEigenRegie, EigenaarVolgendeStap,
    Escaleerder, Geadresseerde, Houder, Intaker, Mandaatverlener, Melder, Nazorgeigenaar, Regisseur, SignaalEigenaar,
    SignaalOntvanger, Verwijzer, VolgendeContactpersoon, VolgendeRegisseur,
};

/// One list after another.
const fn samen<const A: usize, const B: usize, const N: usize>(een: [Functie; A], ander: [Functie; B]) -> [Functie; N] {
    assert!(A + B == N, "the length is that of both");
    let mut alle = [Systeem; N];
    let mut i = 0;
    while i < N {
        alle[i] = if i < A { een[i] } else { ander[i - A] };
        i += 1;
    }
    alle
}

const VAN_DE_TOEGANG: [Functie; 13] = [
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
const MET_BEWONERS: [Functie; 21] = samen(
    VAN_DE_TOEGANG,
    [
        ZorgcoordinatorKinderopvang,
        Uitkeringsconsulent,
        Schuldhulpverlener,
        Vrijwilligerscoordinator,
        Wijkagent,
        MedewerkerWoningcorporatie,
        Clientondersteuner,
        Zorgaanbieder,
    ],
);

/// Those who pick up signalen, register huishoudens and do intakes: the municipality's own access.
const TOEGANG: &[Functie] = &VAN_DE_TOEGANG;
/// Everybody who works with residents.
const PROFESSIONALS: &[Functie] = &MET_BEWONERS;
/// Who may read a history: those in the case, and the auditor without being in it.
const LEZERS_GESCHIEDENIS: &[Functie] = &samen::<13, 1, 14>(VAN_DE_TOEGANG, [Auditor]);
/// The register is public for professionals, and seen by the mandaatbeheerder and the auditor.
const REGISTERLEZERS: &[Functie] = &samen::<21, 2, 23>(MET_BEWONERS, [Mandaatbeheerder, Auditor]);
/// Everybody who works with residents, and the mandaatbeheerder.
const EN_BEHEER: &[Functie] = &samen::<21, 1, 22>(MET_BEWONERS, [Mandaatbeheerder]);
/// Every person.
const IEDEREEN: &[Functie] =
    &samen::<21, 4, 25>(MET_BEWONERS, [Mandaatbeheerder, Auditor, Beleidsadviseur, FunctionarisGegevensbescherming]);
/// Those whom the Jeugdwet itself lets deploy youth help, without a mandaat (2.6 and 3.5).
const WETTELIJK: &[Functie] = &[Huisarts, MedischSpecialist, Jeugdarts, Jeugdbeschermer];
const MEERTEAM: &[Functie] = &[CoordinatorMeerTeam, LidMeerTeam];
const COORDINATOR: &[Functie] = &[CoordinatorMeerTeam];
const BEHEER: &[Functie] = &[Mandaatbeheerder];
/// Those to whom the municipality can entrust a role.
const GEMEENTE: &[Functie] = &[Beleidsadviseur, Mandaatbeheerder];
const AUDIT: &[Functie] = &[Auditor];
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
    /// The role that is needed beside the function.
    pub rol: Option<Rol>,
}

/// Declares the actions: one marker type per row, and the table of all rows.
macro_rules! handelingen {
    ($($naam:ident $omschrijving:literal: $functies:expr, $relaties:expr, $zonder:expr, $velden:ident $(, rol $rol:ident)?;)*) => {
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
                $(const ROL: Option<Rol> = Some(Rol::$rol);)?
            }
        )*

        /// Every action, in the order of this file.
        pub const HANDELINGEN: &[Regel] = &[$(Regel {
            naam: stringify!($naam),
            omschrijving: $omschrijving,
            functies: $functies,
            relaties: $relaties,
            zonder_relatie: $zonder,
            rol: <$naam as Handeling>::ROL,
        }),*];
    };
}

handelingen! {
    // mandaat
    MandatenBeheren "Mandaatbesluiten, SKJ-registraties en mandaten vastleggen, schorsen en intrekken": BEHEER, GEEN, NIEMAND, Geen;
    RegisterInzien "Het mandaatregister inzien, vandaag of op een datum in het verleden": REGISTERLEZERS, GEEN, NIEMAND, Geen;
    OndermandaatVerlenen "Ondermandaat verlenen binnen het eigen mandaat": PROFESSIONALS, GEEN, NIEMAND, Geen;
    MandaatInzien "Een mandaat inzien, of een ondermandaat dat men zelf verleende": EN_BEHEER, &[Mandaatverlener], BEHEER, Geen;
    MandaatIntrekken "Een mandaat intrekken, of een ondermandaat dat men zelf verleende": EN_BEHEER, &[Mandaatverlener], BEHEER, Geen;
    BevoegdheidInzien "Zien op welke bevoegdheid hulp is ingezet, zonder de casus": BEHEER, GEEN, NIEMAND, Geen;
    BevoegdheidHerstellen "Een bevoegdheidsgebrek, een bekrachtiging of een bezwaar bij een inzet vastleggen, en een bezwaar toewijzen": BEHEER, GEEN, NIEMAND, Geen;
    BezwaarInzien "Een bezwaar tegen een inzet inzien": EN_BEHEER, &[Bezwaarbehandelaar], BEHEER, EigenItem;
    BezwaarBeslissen "Op een bezwaar tegen een inzet beslissen": PROFESSIONALS, &[Bezwaarbehandelaar], NIEMAND, EigenItem;
    // signaal
    SignaalMelden "Een signaal melden": PROFESSIONALS, GEEN, NIEMAND, EigenItem;
    SignaalOppakken "Een signaal oppakken": TOEGANG, GEEN, NIEMAND, EigenItem;
    SignaalInzien "Een signaal inzien": PROFESSIONALS, &[SignaalEigenaar, SignaalOntvanger, Melder], NIEMAND, EigenItem;
    SignaalBehandelen "Een opgepakt signaal koppelen, doorgeven, terugkoppelen of afsluiten": TOEGANG, &[SignaalEigenaar], NIEMAND, EigenItem;
    SignaalAanvaarden "Een doorgegeven signaal aanvaarden of weigeren": TOEGANG, &[SignaalOntvanger], NIEMAND, EigenItem;
    SignaalOvernemen "Een signaal overnemen van een eigenaar die niet kan handelen": MEERTEAM, GEEN, NIEMAND, Werklijst;
    // huishouden
    HuishoudenRegistreren "Een huishouden registreren": TOEGANG, GEEN, NIEMAND, Dossier;
    HuishoudenZoeken "Zoeken of een huishouden al bekend is": TOEGANG, GEEN, NIEMAND, Werklijst;
    DossierInzien "Het dossier van een huishouden inzien": PROFESSIONALS, IN_DE_CASUS, NIEMAND, Dossier;
    GeschiedenisInzien "De geschiedenis van een huishouden naspelen": LEZERS_GESCHIEDENIS, PLAN, AUDIT, Geschiedenis;
    GedeeldVerledenInzien "Het dossier inzien van het huishouden waarvan dit werd gesplitst, tot de splitsing": PROFESSIONALS, IN_DE_CASUS, NIEMAND, Dossier;
    GedeeldeGeschiedenisInzien "De geschiedenis naspelen van het huishouden waarvan dit werd gesplitst, tot de splitsing": TOEGANG, PLAN, NIEMAND, Geschiedenis;
    SamenstellingVastleggen "Vastleggen wie erbij komt, vertrekt of overlijdt, waar het huishouden woont, en dat het splitst": PROFESSIONALS, EIGENAAR, COORDINATOR, Dossier;
    MedebewonersVastleggen "Vastleggen dat een kind van een ander huishouden hier een deel van de tijd woont, of niet meer": PROFESSIONALS, EIGENAAR, COORDINATOR, Dossier;
    HuishoudensSamenvoegen "Twee registraties van hetzelfde huishouden samenvoegen, dat ongedaan maken, of vastleggen dat zij verschillen": COORDINATOR, GEEN, NIEMAND, Werklijst;
    BetrokkenenBeheren "Betrokkenen toevoegen of hun betrokkenheid beëindigen": PROFESSIONALS, EIGENAAR, NIEMAND, Dossier;
    GezagVastleggen "Vastleggen wie het gezag heeft": TOEGANG, EIGENAAR, NIEMAND, Dossier;
    ToestemmingVastleggen "Toestemming van bewoners vastleggen of intrekken": PROFESSIONALS, EIGENAAR, NIEMAND, Dossier;
    PlanVoeren "Doelen, acties, evaluaties en sluiting van het plan": PROFESSIONALS, PLAN, NIEMAND, Dossier;
    ActieAfronden "Een actie van het plan afronden": PROFESSIONALS, IN_DE_CASUS, NIEMAND, Dossier;
    VolgordeVoorstellen "Een volgorde van acties voorstellen": PROFESSIONALS, IN_DE_CASUS, NIEMAND, Dossier;
    RegievacuumMelden "Melden dat de regisseur niet kan handelen": PROFESSIONALS, IN_DE_CASUS, MEERTEAM, Werklijst;
    RegisseurBenoemen "Een regisseur benoemen bij een regievacuüm": MEERTEAM, GEEN, NIEMAND, Werklijst;
    RegieOverdragen "Iemand vragen de regie over te nemen": PROFESSIONALS, PLAN, NIEMAND, Dossier;
    MaatregelVastleggen "Een maatregel van de rechter vastleggen, verlengen of beëindigen": PROFESSIONALS, &[Regisseur, CoordinatorEigenRegie, Betrokkene], MEERTEAM, Dossier;
    VerhuizingVastleggen "Een verhuizing naar een andere gemeente en de overname vastleggen": PROFESSIONALS, EIGENAAR, NIEMAND, Dossier;
    NazorgVoeren "Een nazorgcontrole vastleggen": PROFESSIONALS, &[Nazorgeigenaar], NIEMAND, Dossier;
    ContactOverdragen "Het contactpersoonschap aan een ander aanbieden": PROFESSIONALS, &[Contactpersoon], NIEMAND, Dossier;
    ContactAanvaarden "Het contactpersoonschap aanvaarden": TOEGANG, &[VolgendeContactpersoon, Contactpersoon], NIEMAND, Werklijst;
    // intake
    IntakeStarten "Een brede intake starten": TOEGANG, REGIE, NIEMAND, Dossier;
    IntakeInzien "Een intake inzien": PROFESSIONALS, &[Intaker, Regisseur, CoordinatorEigenRegie, Contactpersoon], NIEMAND, Dossier;
    IntakeVoeren "Een intake voeren en afronden": TOEGANG, &[Intaker], NIEMAND, Dossier;
    // doorverwijzing
    Verwijzen "Iemand erbij halen of hulp inzetten": PROFESSIONALS, &[Regisseur, CoordinatorEigenRegie, Contactpersoon, Betrokkene], NIEMAND, EigenItem;
    RechtstreeksVerwijzen "Op grond van de wet hulp inzetten voor wie nog geen huishouden heeft of zonder erbij betrokken te zijn": WETTELIJK, GEEN, NIEMAND, EigenItem;
    VerwijzingInzien "Een doorverwijzing inzien": PROFESSIONALS, &[Verwijzer, Houder, Geadresseerde, EigenaarVolgendeStap, Regisseur, CoordinatorEigenRegie, Contactpersoon, Nazorgeigenaar], NIEMAND, EigenItem;
    VerwijzingBeantwoorden "Een doorverwijzing aanvaarden": PROFESSIONALS, &[Geadresseerde], NIEMAND, EigenItem;
    VerwijzingWeigeren "Een doorverwijzing weigeren, of vastleggen dat de bewoner haar weigert": PROFESSIONALS, &[Geadresseerde, Regisseur, CoordinatorEigenRegie, Contactpersoon, Nazorgeigenaar], NIEMAND, EigenItem;
    VerwijzingUitvoeren "Wachttijd melden, starten, afronden en terugkoppelen": PROFESSIONALS, &[Houder, Geadresseerde, EigenaarVolgendeStap, Regisseur, CoordinatorEigenRegie, Contactpersoon, Nazorgeigenaar], NIEMAND, EigenItem;
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
    BeleidInzien "Het beleid van een dag inzien, en welke versies er zijn": IEDEREEN, GEEN, NIEMAND, Geen;
    BeleidVaststellen "Beleid vaststellen, of intrekken voordat het geldt": GEMEENTE, GEEN, NIEMAND, Geen, rol Beleidsbeheerder;
    // lists
    WerklijstInzien "De eigen werklijst inzien": EN_BEHEER, GEEN, NIEMAND, Werklijst;
    // the software itself
    TermijnBewaken "Vastleggen dat een termijn is verstreken": SOFTWARE, GEEN, NIEMAND, Geen;
    VervolgUitvoeren "Een verschuldigde vervolgstap uitvoeren": SOFTWARE, GEEN, NIEMAND, Geen;
}
