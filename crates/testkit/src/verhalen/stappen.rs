//! Steps that several stories share, in the words of the people who take them.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::antwoord::Antwoord;
use crate::cast::Persoon;
use crate::wereld::Wereld;

/// The areas of the kitchen-table talk, in the order in which it goes.
const LEEFGEBIEDEN: [&str; 5] = ["meedoen", "werk-en-inkomen", "veiligheid", "gezondheid", "wonen"];

impl Wereld {
    /// Someone reports a worry.
    pub(crate) async fn meld_signaal(
        &self,
        wie: &Persoon,
        vindplaats: &str,
        gebied: &str,
        omschrijving: &str,
    ) -> anyhow::Result<Uuid> {
        let signaal = json!({
            "vindplaats": vindplaats, "gebied": gebied, "omschrijving": omschrijving,
            "betreftVeiligheid": false, "anoniem": false,
        });
        self.begin(wie, "/v1/signalen", signaal).await?.gelukt()?.id()
    }

    /// Changes something of a resource, and expects that it succeeds.
    pub(crate) async fn doe(&self, wie: &Persoon, pad: String, inhoud: Value) -> anyhow::Result<Antwoord> {
        self.wijzig(wie, &pad, inhoud).await?.gelukt()
    }

    /// The whole kitchen-table talk, up to the conclusion: a score per area and what the residents say themselves.
    pub(crate) async fn voer_keukentafelgesprek(
        &self,
        intaker: &Persoon,
        huishouden: Uuid,
        gesprek: &Gesprek<'_>,
    ) -> anyhow::Result<Uuid> {
        let start = json!({ "betreftJeugdhulp": gesprek.jeugdhulp, "wmoMelding": gesprek.wmo });
        let intake =
            self.begin(intaker, &format!("/v1/huishoudens/{huishouden}/intakes"), start).await?.gelukt()?.id()?;
        let pad = |deel: &str| format!("/v1/intakes/{intake}/{deel}");
        for (leefgebied, (score, toelichting)) in LEEFGEBIEDEN.iter().zip(gesprek.scores) {
            let gescoord =
                json!({ "leefgebied": leefgebied, "wijze": "gescoord", "score": score, "toelichting": toelichting });
            self.doe(intaker, pad("leefgebieden"), gescoord).await?;
        }
        let vraag =
            json!({ "eigenWoorden": gesprek.eigen_woorden, "vraagAchterDeVraag": gesprek.vraag_achter_de_vraag });
        self.doe(intaker, pad("vraag"), vraag).await?;
        self.doe(intaker, pad("veiligheidsoordeel"), json!({ "oordeel": "veilig" })).await?;
        self.doe(intaker, pad("clientondersteuning"), json!({})).await?;
        self.doe(intaker, pad("regieverlies"), json!({ "regieverlies": gesprek.regieverlies })).await?;
        if gesprek.jeugdhulp {
            self.doe(intaker, pad("familiegroepsplan"), json!({ "uitkomst": "afgewezen" })).await?;
        }
        Ok(intake)
    }

    /// Asks an organisation to join, or to help; the body says what for.
    pub(crate) async fn verwijs(&self, wie: &Persoon, huishouden: Uuid, verzoek: Value) -> anyhow::Result<Uuid> {
        self.begin(wie, &format!("/v1/huishoudens/{huishouden}/doorverwijzingen"), verzoek).await?.gelukt()?.id()
    }

    /// Waits until the plan that is owed after the intake has been opened.
    ///
    /// # Errors
    /// It is not open after ten seconds.
    pub async fn wacht_op_plan(&self, regisseur: &Persoon, huishouden: Uuid) -> anyhow::Result<()> {
        let pad = format!("/v1/huishoudens/{huishouden}");
        self.wacht_tot("the plan is open", async || {
            Ok(self.haal(regisseur, &pad).await?.inhoud["plan"]["toestand"] == "actief")
        })
        .await
    }
}

/// What is said at the kitchen table.
pub(crate) struct Gesprek<'a> {
    /// Score and remark per area, in the order of the five.
    pub(crate) scores: [(u8, &'a str); 5],
    /// What the residents want, in their own words.
    pub(crate) eigen_woorden: &'a str,
    /// The question behind the question.
    pub(crate) vraag_achter_de_vraag: &'a str,
    /// How far they lost the regie.
    pub(crate) regieverlies: &'a str,
    /// Whether youth help is asked.
    pub(crate) jeugdhulp: bool,
    /// Whether it is a Wmo report.
    pub(crate) wmo: bool,
}
