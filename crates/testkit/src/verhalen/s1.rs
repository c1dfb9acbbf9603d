//! S1: stuck between school, provider and debts. The main story.

use anyhow::ensure;
use serde_json::{Value, json};
use uuid::Uuid;

use super::proloog::Mandaten;
use super::stappen::Gesprek;
use crate::cast::Cast;
use crate::wereld::Wereld;

/// The day on which the coordinator accepts the escalatie, counted from the first day of the story.
pub const DAG_VAN_ESCALATIE: i32 = 113;
/// The last day of the story.
pub const LAATSTE_DAG: i32 = 320;

/// What the story leaves behind, to ask questions about.
#[derive(Debug, Clone, Copy)]
pub struct S1 {
    /// The mother, the son and the daughter.
    pub huishouden: Uuid,
    /// The schoolcoach's signaal.
    pub signaal: Uuid,
    /// The kitchen-table talk.
    pub intake: Uuid,
    /// Youth care for the daughter, with the provider that has no room.
    pub inzet: Uuid,
    /// Youth care for the daughter, with the other provider.
    pub andere_inzet: Uuid,
    /// The call for the Meer-team.
    pub escalatie: Uuid,
}

/// The members: mother (38), son (17 years and 2 months), daughter (11).
struct Gezin {
    huishouden: Uuid,
    moeder: Uuid,
    zoon: Uuid,
    dochter: Uuid,
}

/// Plays the story from the first signaal to the terugval, and checks at each turn what the people in it would see.
///
/// # Errors
/// A step did not go as the story says.
pub async fn speel(w: &Wereld, mandaten: &Mandaten) -> anyhow::Result<S1> {
    let (signaal, gezin) = signaal_en_registratie(w).await?;
    let intake = aan_de_keukentafel(w, &gezin).await?;
    let plan = het_ene_plan(w, &gezin).await?;
    let inzet = hulp_in_gang(w, &gezin, &plan, mandaten).await?;
    let escalatie = het_loopt_vast(w, &gezin, inzet).await?;
    let andere_inzet = doorbraak(w, &gezin, &plan, mandaten, escalatie, inzet).await?;
    terug_naar_de_regisseur(w, &gezin, &plan, escalatie, andere_inzet).await?;
    afronding_en_terugval(w, &gezin, &plan).await?;
    Ok(S1 { huishouden: gezin.huishouden, signaal, intake, inzet, andere_inzet, escalatie })
}

/// The school reports that the daughter is often absent; the CJG-coach picks it up within the term and registers them.
async fn signaal_en_registratie(w: &Wereld) -> anyhow::Result<(Uuid, Gezin)> {
    let (schoolcoach, coach) = (&Cast::SCHOOLCOACH, &Cast::CJG_COACH);
    w.op(0, 9)?;
    let zorg = "De dochter is de laatste weken vaak afwezig en komt zonder ontbijt op school.";
    let signaal = w.meld_signaal(schoolcoach, "school", "hoofddorp-zuidwest", zorg).await?;

    w.op(1, 10)?;
    w.doe(coach, format!("/v1/signalen/{signaal}/oppakking"), json!({})).await?;

    w.op(2, 14)?;
    let [moeder, zoon, dochter] = [Uuid::from_u128(0x51_0001), Uuid::from_u128(0x51_0002), Uuid::from_u128(0x51_0003)]
        .map(|zaad| Uuid::new_v5(&zaad, signaal.as_bytes()));
    let lid = |id: Uuid, naam: &str, geboren: String, relatie: &str, bsn: &str| json!({ "id": id, "naam": naam, "geboortedatum": geboren, "relatie": relatie, "bsn": bsn });
    let gezag = |kind: Uuid| {
        json!({
            "kind": kind, "gezaghebbende": { "lidId": moeder }, "sinds": w.dag(-1500).unwrap_or_default(),
            "bron": "gezagsregister",
        })
    };
    let k = &w.kalender;
    let registratie = json!({
        "gebied": "hoofddorp-zuidwest",
        "adres": { "straat": "Lindelaan", "huisnummer": "12", "postcode": "2132AB", "woonplaats": "Hoofddorp" },
        "leden": [
            lid(moeder, "Marjan de Wit", k.geboren(38, 3)?.to_string(), "ouder", "999900006"),
            lid(zoon, "Sem de Wit", k.geboren(17, 2)?.to_string(), "kind", "999900018"),
            lid(dochter, "Lotte de Wit", k.geboren(11, 5)?.to_string(), "kind", "999900031"),
        ],
        "gezag": [gezag(zoon), gezag(dochter)],
        "signaalId": signaal,
    });
    let huishouden = w.begin(coach, "/v1/huishoudens", registratie).await?.gelukt()?.id()?;
    w.doe(coach, format!("/v1/signalen/{signaal}/koppeling"), json!({ "huishoudenId": huishouden })).await?;
    let bericht = json!({ "inhoud": "Ik heb het gezin gesproken en blijf betrokken; dank voor uw signaal." });
    w.doe(coach, format!("/v1/signalen/{signaal}/terugkoppeling"), bericht).await?;
    let gezien = w.haal(schoolcoach, &format!("/v1/signalen/{signaal}")).await?.gelukt()?;
    ensure!(gezien.inhoud["terugkoppelingen"].as_array().is_some_and(|t| t.len() == 1), "the schoolcoach hears back");
    w.doe(coach, format!("/v1/signalen/{signaal}/afsluiting"), json!({ "reden": "opgepakt" })).await?;

    let taken = w.werklijst(coach).await?;
    ensure!(taken.iter().any(|item| item["soort"] == "leeftijd-17-5"), "the son's step to adult help is on the list");
    Ok((signaal, Gezin { huishouden, moeder, zoon, dochter }))
}

/// Debts and a depressed mother: a plan is due, and concluding lighter without a reason is refused.
async fn aan_de_keukentafel(w: &Wereld, gezin: &Gezin) -> anyhow::Result<Uuid> {
    let coach = &Cast::CJG_COACH;
    w.op(6, 19)?;
    let gesprek = Gesprek {
        scores: [
            (3, "De dochter mist school, de zoon werkt in de avond."),
            (1, "Huurachterstand en meerdere schulden."),
            (4, "Geen zorgen over veiligheid."),
            (2, "Moeder is somber en slaapt slecht."),
            (2, "De verhuurder dreigt met ontruiming."),
        ],
        eigen_woorden: "Ik wil weer slapen zonder aan de rekeningen te denken, en dat Lotte naar school gaat.",
        vraag_achter_de_vraag: "Wie helpt mij het overzicht terug te krijgen?",
        regieverlies: "tijdelijk",
        jeugdhulp: true,
        wmo: true,
    };
    let intake = w.voer_keukentafelgesprek(coach, gezin.huishouden, &gesprek).await?;
    let pad = format!("/v1/intakes/{intake}/afronding");
    let te_licht = json!({ "conclusie": "informatie-en-advies", "afspraken": [] });
    w.wijzig(coach, &pad, te_licht).await?.geweigerd(409, "lichter-zonder-reden")?;
    let plan = json!({ "conclusie": "plan", "regisseur": w.betrokkene(coach).await?, "afspraken": [] });
    w.doe(coach, pad, plan).await?;
    w.wacht_op_plan(coach, gezin.huishouden).await?;
    Ok(intake)
}

/// The goals and acties of the plan.
struct Plan {
    schulden: Uuid,
    school: Uuid,
    acties: [Uuid; 4],
}

/// Who may know what, on which ground; two goals, four acties.
async fn het_ene_plan(w: &Wereld, gezin: &Gezin) -> anyhow::Result<Plan> {
    let coach = &Cast::CJG_COACH;
    let h = format!("/v1/huishoudens/{}", gezin.huishouden);
    w.op(9, 11)?;
    let toestemming = |ontvanger: &str, betreft: Uuid, door: Uuid, doel: &str| {
        json!({
            "id": Uuid::new_v5(&betreft, ontvanger.as_bytes()), "soort": "opheffen-geheimhouding", "doel": doel,
            "categorieen": ["meedoen", "gezondheid", "wonen"], "ontvanger": ontvanger, "betreft": betreft,
            "gegevenDoor": [door], "tot": w.dag(365).unwrap_or_default(),
        })
    };
    let school =
        toestemming("school-de-regenboog", gezin.moeder, gezin.moeder, "Samen zorgen dat Lotte naar school gaat");
    let aanbieder = toestemming("jeugdhulp-noord", gezin.moeder, gezin.moeder, "Jeugdhulp voor Lotte");
    let zoon = toestemming("school-de-regenboog", gezin.zoon, gezin.zoon, "Mijn eigen school mag meedenken");
    for gegeven in [&school, &aanbieder, &zoon] {
        w.doe(coach, format!("{h}/toestemmingen"), gegeven.clone()).await?;
    }
    let huisarts = &Cast::HUISARTS;
    for (wie, grond) in [
        (w.betrokkene(&Cast::SCHOOLCOACH).await?, json!({ "toestemmingId": school["id"] })),
        (w.betrokkene(huisarts).await?, json!({ "grondslag": "jeugdwet740" })),
        (w.betrokkene(&Cast::AANBIEDER).await?, json!({ "toestemmingId": aanbieder["id"] })),
    ] {
        let betrokkene = json!({ "wie": wie, "deelgrond": grond, "categorieen": ["meedoen", "gezondheid", "wonen"] });
        w.doe(coach, format!("{h}/betrokkenen"), betrokkene).await?;
    }
    let werkgever = json!({
        "wie": { "functie": "medewerker-woningcorporatie", "organisatie": "werkgever-van-moeder" },
        "categorieen": ["werk-en-inkomen"],
    });
    w.wijzig(coach, &format!("{h}/betrokkenen"), werkgever).await?.geweigerd(409, "geen-grondslag-voor-delen")?;

    let nieuw = |naam: &str| Uuid::new_v5(&gezin.huishouden, naam.as_bytes());
    let (schulden, school) = (nieuw("doel schulden"), nieuw("doel school"));
    for (id, leefgebied, resultaat) in [
        (schulden, "werk-en-inkomen", "De huurachterstand is geregeld en er is elke maand overzicht."),
        (school, "meedoen", "Lotte gaat weer elke dag naar school."),
    ] {
        let doel = json!({ "id": id, "leefgebied": leefgebied, "resultaat": resultaat, "streefdatum": w.dag(200)? });
        w.doe(coach, format!("{h}/doelen"), doel).await?;
    }
    let acties = ["papieren", "oppas", "schuldhulp", "jeugdhulp"].map(|naam| nieuw(&format!("actie {naam}")));
    for (id, doel, omschrijving, uitvoerder) in [
        (
            acties[0],
            schulden,
            "Alle rekeningen op een rij leggen",
            json!({ "soort": "bewoner", "lidId": gezin.moeder }),
        ),
        (acties[1], school, "Lotte op maandag naar school brengen", json!({ "soort": "netwerk", "naam": "Tante Els" })),
        (
            acties[2],
            schulden,
            "Betalingsregeling treffen",
            json!({ "soort": "professional", "functie": "schuldhulpverlener", "organisatie": "schuldhulp-haarlemmermeer" }),
        ),
        (
            acties[3],
            school,
            "Begeleiding van Lotte",
            json!({ "soort": "professional", "functie": "zorgaanbieder", "organisatie": "jeugdhulp-noord" }),
        ),
    ] {
        let actie = json!({
            "id": id, "doelId": doel, "omschrijving": omschrijving, "uitvoerder": uitvoerder, "uiterlijk": w.dag(120)?,
        });
        w.doe(coach, format!("{h}/acties"), actie).await?;
    }
    Ok(Plan { schulden, school, acties })
}

/// Help by three roads: on mandaat, on a prescription for welzijn, and an expert who joins. One provider has no room.
async fn hulp_in_gang(w: &Wereld, gezin: &Gezin, plan: &Plan, mandaten: &Mandaten) -> anyhow::Result<Uuid> {
    let coach = &Cast::CJG_COACH;
    w.op(10, 10)?;
    let toestemming = Uuid::new_v5(&gezin.moeder, b"jeugdhulp-noord");
    let jeugdhulp = json!({
        "soort": "inzet", "organisatie": "jeugdhulp-noord", "functie": "zorgaanbieder", "betreft": [gezin.dochter],
        "hulpvraag": "Lotte durft niet naar school.", "deelgrond": { "toestemmingId": toestemming },
        "voorziening": "ambulante-jeugdhulp", "doelId": plan.school, "mandaatId": mandaten.schoolcoach,
        "school": "school-de-regenboog",
        "lichterBekeken": "Gesprekken op school en opvoedondersteuning hielpen niet genoeg.",
    });
    let inzet = w.verwijs(&Cast::SCHOOLCOACH, gezin.huishouden, jeugdhulp).await?;

    let (huisarts, makelaar) = (&Cast::HUISARTS, &Cast::SOCIAAL_MAKELAAR);
    let welzijn = json!({
        "soort": "welzijn-op-recept", "organisatie": "meerwaarde", "functie": "sociaal-makelaar",
        "betreft": [gezin.moeder], "hulpvraag": "Somber en weinig contact; een wandelgroep zou goed doen.",
        "deelgrond": { "grondslag": "wmo511" },
    });
    let recept = w.verwijs(huisarts, gezin.huishouden, welzijn).await?;
    let schuldhulp = json!({
        "soort": "erbij-halen", "organisatie": "schuldhulp-haarlemmermeer", "functie": "schuldhulpverlener",
        "betreft": [gezin.moeder], "hulpvraag": "Huurachterstand en meerdere schuldeisers.",
        "deelgrond": { "grondslag": "wmo511" },
    });
    let erbij = w.verwijs(coach, gezin.huishouden, schuldhulp).await?;

    w.op(13, 15)?;
    let v = |id: Uuid, deel: &str| format!("/v1/doorverwijzingen/{id}/{deel}");
    w.doe(&Cast::SCHULDHULPVERLENER, v(erbij, "aanvaarding"), json!({})).await?;
    w.doe(makelaar, v(recept, "aanvaarding"), json!({})).await?;
    w.doe(makelaar, v(recept, "start"), json!({ "op": w.dag(13)? })).await?;
    let bericht = json!({ "inhoud": "Zij loopt elke donderdag mee met de wandelgroep." });
    w.doe(makelaar, v(recept, "terugkoppeling"), bericht).await?;

    w.op(15, 10)?;
    w.doe(&Cast::AANBIEDER, v(inzet, "aanvaarding"), json!({})).await?;
    let wachttijd = json!({ "verwachteStart": w.dag(15 + 98)?, "oorzaak": "wachtrij-aanbieder" });
    w.doe(&Cast::AANBIEDER, v(inzet, "wachttijden"), wachttijd).await?;
    let lijst = w.werklijst(coach).await?;
    ensure!(lijst.iter().any(|item| item["soort"] == "hulp-stagneert"), "the regisseur sees that help stagnates");
    Ok(inzet)
}

/// The regisseur escalates; the Meer-team takes it in triage and accepts within the term.
async fn het_loopt_vast(w: &Wereld, gezin: &Gezin, inzet: Uuid) -> anyhow::Result<Uuid> {
    let (coach, coordinator) = (&Cast::CJG_COACH, &Cast::COORDINATOR);
    w.op(DAG_VAN_ESCALATIE - 1, 16)?;
    let h = format!("/v1/huishoudens/{}", gezin.huishouden);
    let melding = json!({
        "gronden": ["hulp-stagneert", "meervoudige-problematiek"],
        "geprobeerd": "De aanbieder gebeld, een andere aanbieder gezocht, schuldhulp erbij gehaald.",
        "gevraagd": "Doorbreek de wachttijd en de toegang tot schuldhulp.",
    });
    let escalatie = w.begin(coach, &format!("{h}/escalaties"), melding.clone()).await?.gelukt()?.id()?;
    w.begin(coach, &format!("{h}/escalaties"), melding).await?.geweigerd(409, "escalatie-al-open")?;
    ensure!(w.haal(coordinator, &h).await?.status == 404, "nothing of the case before triage");

    w.op(DAG_VAN_ESCALATIE, 9)?;
    w.doe(coordinator, format!("/v1/escalaties/{escalatie}/triage"), json!({})).await?;
    w.haal(coordinator, &h).await?.gelukt()?;
    w.op(DAG_VAN_ESCALATIE, 11)?;
    w.doe(coordinator, format!("/v1/escalaties/{escalatie}/aanvaarding"), json!({})).await?;
    let dossier = w.haal(coordinator, &h).await?.gelukt()?.inhoud;
    ensure!(
        dossier["plan"]["regisseur"]["wie"]["functie"] == "coordinator-meer-team",
        "in the same moment the regie is the Meer-team's"
    );
    let lijst = w.werklijst(coordinator).await?;
    ensure!(lijst.iter().any(|item| item["soort"] == "leeftijd-17-5"), "the son's task is now the coordinator's");
    ensure!(lijst.iter().any(|item| item["resource"]["id"] == json!(inzet)), "and so is the stagnating help");
    Ok(escalatie)
}

/// Debts first, then treatment; a budget coach at once; another provider, and the first inzet withdrawn.
async fn doorbraak(
    w: &Wereld,
    gezin: &Gezin,
    plan: &Plan,
    mandaten: &Mandaten,
    escalatie: Uuid,
    inzet: Uuid,
) -> anyhow::Result<Uuid> {
    let coordinator = &Cast::COORDINATOR;
    let e = |deel: &str| format!("/v1/escalaties/{escalatie}/{deel}");
    w.op(DAG_VAN_ESCALATIE + 2, 10)?;
    let volgorde = json!({
        "volgorde": [plan.acties[2], plan.acties[0], plan.acties[3], plan.acties[1]],
        "toelichting": "Eerst rust in de schulden, dan behandeling.",
    });
    w.doe(coordinator, e("volgorde"), volgorde).await?;
    let besluit = json!({
        "obstakelsoort": "toelatingseis", "regelOfInstantie": "schuldhulp-motivatie-eis",
        "omschrijving": "Schuldhulp vraagt eerst motivatiegesprekken voordat iemand mag instromen.",
        "oplossing": "Direct een budgetcoach, zonder motivatietraject vooraf.", "kostenEuro": 2400,
        "kostendrager": "gemeente-haarlemmermeer", "redenen": "Ontruiming dreigt; wachten kost meer.",
        "tot": w.dag(DAG_VAN_ESCALATIE + 180)?,
    });
    w.doe(coordinator, e("doorbraken"), besluit).await?;
    let budgetcoach = json!({
        "soort": "inzet", "organisatie": "schuldhulp-haarlemmermeer", "betreft": [gezin.moeder],
        "hulpvraag": "Budgetcoach op grond van het doorbraakbesluit.", "deelgrond": { "grondslag": "wgs8" },
        "voorziening": "budgetcoach", "doelId": plan.schulden, "mandaatId": mandaten.coordinator,
    });
    let budget = w.verwijs(coordinator, gezin.huishouden, budgetcoach).await?;
    let andere = json!({
        "soort": "inzet", "organisatie": "jeugdhulp-zuid", "functie": "zorgaanbieder", "betreft": [gezin.dochter],
        "hulpvraag": "Begeleiding van Lotte, met start binnen twee weken.", "deelgrond": { "grondslag": "jeugdwet740" },
        "voorziening": "ambulante-jeugdhulp", "doelId": plan.school, "mandaatId": mandaten.coordinator,
        "lichterBekeken": "Lichtere hulp is geprobeerd; de eerste aanbieder heeft geen plaats.", "vervangt": inzet,
    });
    let andere_inzet = w.verwijs(coordinator, gezin.huishouden, andere).await?;
    let eerste = w.haal(coordinator, &format!("/v1/doorverwijzingen/{inzet}")).await?.gelukt()?.inhoud;
    ensure!(eerste["toestand"] == "ingetrokken", "the first inzet is withdrawn");

    w.op(DAG_VAN_ESCALATIE + 4, 10)?;
    let v = |id: Uuid, deel: &str| format!("/v1/doorverwijzingen/{id}/{deel}");
    w.doe(&Cast::SCHULDHULPVERLENER, v(budget, "aanvaarding"), json!({})).await?;
    w.doe(&Cast::SCHULDHULPVERLENER, v(budget, "start"), json!({ "op": w.dag(DAG_VAN_ESCALATIE + 4)? })).await?;
    let start = json!({ "verwachteStart": w.dag(DAG_VAN_ESCALATIE + 14)? });
    w.doe(&Cast::AANBIEDER_2, v(andere_inzet, "aanvaarding"), start).await?;
    w.op(DAG_VAN_ESCALATIE + 14, 9)?;
    let begin = json!({ "op": w.dag(DAG_VAN_ESCALATIE + 14)? });
    w.doe(&Cast::AANBIEDER_2, v(andere_inzet, "start"), begin).await?;
    Ok(andere_inzet)
}

/// Three months on the Meer-team steps down; the CJG-coach accepts after a joint conversation.
async fn terug_naar_de_regisseur(
    w: &Wereld,
    gezin: &Gezin,
    plan: &Plan,
    escalatie: Uuid,
    andere_inzet: Uuid,
) -> anyhow::Result<()> {
    let (coach, coordinator) = (&Cast::CJG_COACH, &Cast::COORDINATOR);
    let afschaling = DAG_VAN_ESCALATIE + 92;
    w.op(afschaling, 10)?;
    let taken = w.werklijst(coordinator).await?;
    ensure!(
        taken.iter().any(|item| item["soort"] == "leeftijd-17-5" && item["status"] == "verlopen"),
        "the son's step to adult help fell due during the escalatie"
    );
    let e = |deel: &str| format!("/v1/escalaties/{escalatie}/{deel}");
    let aanbod = json!({
        "volgendeRegisseur": w.betrokkene(coach).await?,
        "resultaat": "Betalingsregeling loopt, Lotte gaat vier dagen per week naar school.",
    });
    w.doe(coordinator, e("afschaling"), aanbod).await?;
    w.op(afschaling + 3, 14)?;
    w.doe(coach, e("afschalingsaanvaarding"), json!({ "warmeOverdracht": w.dag(afschaling + 3)? })).await?;
    let h = format!("/v1/huishoudens/{}", gezin.huishouden);
    for actie in plan.acties {
        w.doe(coach, format!("{h}/acties/{actie}/afronding"), json!({})).await?;
    }
    let einde = json!({ "resultaat": "behaald", "toelichting": "Lotte gaat weer met plezier naar school." });
    w.doe(&Cast::AANBIEDER_2, format!("/v1/doorverwijzingen/{andere_inzet}/afronding"), einde).await?;
    Ok(())
}

/// Evaluation per goal and closing; the check at three months finds terugval, and the plan is open again at once.
async fn afronding_en_terugval(w: &Wereld, gezin: &Gezin, plan: &Plan) -> anyhow::Result<()> {
    let coach = &Cast::CJG_COACH;
    let h = format!("/v1/huishoudens/{}", gezin.huishouden);
    let sluiting = DAG_VAN_ESCALATIE + 108;
    w.op(sluiting, 10)?;
    let sluit = json!({ "reden": "doelen-behaald", "nazorgeigenaar": w.betrokkene(coach).await? });
    w.wijzig(coach, &format!("{h}/plansluiting"), sluit.clone()).await?.geweigerd(409, "doel-niet-geevalueerd")?;
    for (doel, oordeel) in [(plan.schulden, "behaald"), (plan.school, "deels-behaald")] {
        let evaluatie = json!({ "oordeel": oordeel, "toelichting": "Samen besproken aan de keukentafel." });
        w.doe(coach, format!("{h}/doelen/{doel}/evaluatie"), evaluatie).await?;
    }
    w.doe(coach, format!("{h}/plansluiting"), sluit).await?;

    w.op(LAATSTE_DAG, 10)?;
    let lijst = w.werklijst(coach).await?;
    ensure!(lijst.iter().any(|item| item["soort"] == "nazorgcontrole"), "the check is on the list");
    let controle = json!({ "controle": 1, "uitkomst": "terugval", "toelichting": "Er ligt weer een aanmaning." });
    w.doe(coach, format!("{h}/nazorgcontroles"), controle).await?;
    let dossier: Value = w.haal(coach, &h).await?.gelukt()?.inhoud;
    ensure!(dossier["plan"]["toestand"] == "actief", "the plan is open again");
    ensure!(dossier["plan"]["regisseur"]["wie"]["functie"] == "cjg-coach", "with its last regisseur");
    Ok(())
}
