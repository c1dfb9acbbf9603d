//! S2: a fall in the snow.

use anyhow::ensure;
use serde_json::json;
use uuid::Uuid;

use super::proloog::Mandaten;
use super::stappen::Gesprek;
use crate::cast::Cast;
use crate::wereld::Wereld;

/// What the story leaves behind.
#[derive(Debug, Clone, Copy)]
pub struct S2 {
    /// The woman of almost 90.
    pub huishouden: Uuid,
}

/// Plays the story: police, intake, a plan with neighbours in it, household help, huisarts, meals.
///
/// # Errors
/// A step did not go as the story says.
pub async fn speel(w: &Wereld, mandaten: &Mandaten) -> anyhow::Result<S2> {
    let wmo = &Cast::WMO_CONSULENT;
    w.op(0, 16)?;
    let zorg = "Mevrouw is gevallen in de sneeuw, kan niet koken of boodschappen doen en lijkt verward.";
    let signaal = w.meld_signaal(&Cast::WIJKAGENT, "wijkagent", "nieuw-vennep", zorg).await?;

    w.op(1, 9)?;
    w.doe(wmo, format!("/v1/signalen/{signaal}/oppakking"), json!({})).await?;
    let mevrouw = Uuid::new_v5(&signaal, b"mevrouw");
    let registratie = json!({
        "gebied": "nieuw-vennep",
        "adres": { "straat": "Dorpsstraat", "huisnummer": "3", "postcode": "2152AA", "woonplaats": "Nieuw-Vennep" },
        "leden": [{
            "id": mevrouw, "naam": "Jannetje Vermeer", "geboortedatum": w.kalender.geboren(89, 10)?.to_string(),
            "relatie": "alleenstaande", "bsn": "999900043",
        }],
        "gezag": [], "signaalId": signaal,
    });
    let huishouden = w.begin(wmo, "/v1/huishoudens", registratie).await?.gelukt()?.id()?;
    w.doe(wmo, format!("/v1/signalen/{signaal}/koppeling"), json!({ "huishoudenId": huishouden })).await?;
    let bericht = json!({ "inhoud": "Wij zijn bij mevrouw langs geweest en regelen hulp." });
    w.doe(wmo, format!("/v1/signalen/{signaal}/terugkoppeling"), bericht).await?;

    let gesprek = Gesprek {
        scores: [
            (2, "Ziet weinig mensen."),
            (4, "Geen geldzorgen."),
            (4, "Geen zorgen over veiligheid van anderen."),
            (2, "Vermoeden van dementie."),
            (2, "Het huis is verwaarloosd."),
        ],
        eigen_woorden: "Ik wil in mijn eigen huis blijven.",
        vraag_achter_de_vraag: "Wie ziet het als het niet goed gaat?",
        regieverlies: "langdurig",
        jeugdhulp: false,
        wmo: true,
    };
    let intake = w.voer_keukentafelgesprek(wmo, huishouden, &gesprek).await?;
    let plan = json!({ "conclusie": "plan", "regisseur": w.betrokkene(wmo).await?, "afspraken": [] });
    w.doe(wmo, format!("/v1/intakes/{intake}/afronding"), plan).await?;
    w.wacht_op_plan(wmo, huishouden).await?;

    w.op(2, 10)?;
    let h = format!("/v1/huishoudens/{huishouden}");
    let doel = Uuid::new_v5(&huishouden, b"thuis blijven");
    let thuis = json!({
        "id": doel, "leefgebied": "wonen", "resultaat": "Mevrouw woont veilig thuis.", "streefdatum": w.dag(90)?,
    });
    w.doe(wmo, format!("{h}/doelen"), thuis).await?;
    let boodschappen = json!({
        "doelId": doel, "omschrijving": "Boodschappen doen", "uiterlijk": w.dag(30)?,
        "uitvoerder": { "soort": "netwerk", "naam": "De buren van nummer 5" },
    });
    w.doe(wmo, format!("{h}/acties"), boodschappen).await?;

    let hulp = json!({
        "soort": "inzet", "organisatie": "thuiszorg-meer", "functie": "zorgaanbieder", "betreft": [mevrouw],
        "hulpvraag": "Hulp bij het huishouden.", "deelgrond": { "grondslag": "wmo511" },
        "voorziening": "huishoudelijke-hulp", "doelId": doel, "mandaatId": mandaten.wmo_consulent,
        "lichterBekeken": "De buren doen de boodschappen; schoonmaken lukt hun niet.",
    });
    let huisarts = json!({
        "soort": "erbij-halen", "organisatie": "praktijk-aan-de-vaart", "functie": "huisarts", "betreft": [mevrouw],
        "hulpvraag": "Is er sprake van dementie?", "deelgrond": { "grondslag": "wmo511" },
    });
    let maaltijden = json!({
        "soort": "erbij-halen", "organisatie": "tafeltje-dek-je", "functie": "vrijwilligerscoordinator",
        "betreft": [mevrouw], "hulpvraag": "Warme maaltijden aan huis.", "deelgrond": { "grondslag": "wmo511" },
    });
    for (verzoek, wie) in [(hulp, &Cast::THUISZORG), (huisarts, &Cast::HUISARTS), (maaltijden, &Cast::MAALTIJDDIENST)] {
        let verwijzing = w.verwijs(wmo, huishouden, verzoek).await?;
        w.doe(wie, format!("/v1/doorverwijzingen/{verwijzing}/aanvaarding"), json!({})).await?;
        let start = json!({ "op": w.dag(2)? });
        w.doe(wie, format!("/v1/doorverwijzingen/{verwijzing}/start"), start).await?;
    }
    let dossier = w.haal(wmo, &h).await?.gelukt()?.inhoud;
    ensure!(dossier["plan"]["regisseur"]["wie"]["functie"] == "wmo-consulent", "the wmo-consulent is regisseur");
    ensure!(dossier["doorverwijzingen"].as_array().is_some_and(|d| d.len() == 3), "three roads to help");
    Ok(S2 { huishouden })
}
