//! Another municipality finds nothing: what exists in 0394 is, in 0392, as what exists nowhere.

use std::sync::Arc;

use anyhow::{Context as _, ensure};
use regieboek_testkit::{Antwoord, Cast, Persoon, Wereld};
use serde_json::{Value, json};
use uuid::Uuid;

use super::document::{Document, Operatie};
use super::opstelling::{BSN, DOEL, Opstelling, TOESTEMMING, in_gemeente, melding, registratie, verlening};
use super::{NERGENS, geteld, is_weigering, zijn_gelijk};
use crate::podium::{Databank, Podium};
use crate::verhalen::op_beide_databanken;

const ELDERS: &str = "0392";

op_beide_databanken! {
    wie_in_een_andere_gemeente_werkt_vindt_niets_op_geen_enkel_adres,
    ook_een_id_of_bsn_in_de_inhoud_verraadt_niets_aan_een_andere_gemeente,
}

/// Everybody asks with the same subject, function and organisation, and a token of another municipality.
async fn wie_in_een_andere_gemeente_werkt_vindt_niets_op_geen_enkel_adres(podium: Arc<Podium>) -> anyhow::Result<()> {
    let w = podium.wereld("gemeente");
    let opstelling = Opstelling::nieuw(&w).await?;
    let document = Document::van(&w).await?;
    let voor = geteld(&podium).await?;
    for operatie in document.operaties()? {
        let Some(soort) = operatie.soort() else { continue };
        let ids = opstelling.bronnen.get(soort).with_context(|| format!("{operatie}: set one up"))?;
        let inhoud = operatie.inhoud.as_deref().map(|vorm| document.voorbeeld(vorm, false)).transpose()?;
        let vraag = async |wie: &Persoon, id| vraag(&w, &opstelling, &operatie, wie, id, inhoud.as_ref()).await;
        let mut tot_de_bron = false;
        for wie in Cast::ALLEN {
            let vreemde = in_gemeente(wie, ELDERS);
            let van_niets = vraag(&vreemde, NERGENS).await?;
            is_weigering(&van_niets)?;
            tot_de_bron |= van_niets.code() == Some("niet-gevonden");
            for id in ids {
                let antwoord = vraag(&vreemde, *id).await?;
                ensure!(zijn_gelijk(&antwoord, &van_niets), "it shows: {antwoord:?} is not {van_niets:?}");
            }
        }
        ensure!(tot_de_bron, "{operatie}: everybody was stopped before the resource; is the example right? {inhoud:?}");
        if operatie.methode == reqwest::Method::GET && operatie.zoekvelden.is_empty() {
            let mut gezien = false;
            for (wie, id) in Cast::ALLEN.iter().flat_map(|wie| ids.iter().map(move |id| (wie, *id))) {
                gezien |= vraag(wie, id).await?.status == 200;
            }
            ensure!(gezien, "{operatie}: in its own municipality it is there");
        }
    }
    for wie in Cast::ALLEN {
        for lijst in ["/v1/werklijst", "/v1/mandaatregister"] {
            let antwoord = w.haal(&in_gemeente(wie, ELDERS), lijst).await?;
            ensure!(antwoord.status == 403 || antwoord.inhoud["items"] == json!([]), "{antwoord:?}");
        }
    }
    ensure!(geteld(&podium).await? == voor, "nothing was stored");
    Ok(())
}

async fn vraag(
    w: &Wereld,
    opstelling: &Opstelling,
    operatie: &Operatie,
    wie: &Persoon,
    id: Uuid,
    inhoud: Option<&Value>,
) -> anyhow::Result<Antwoord> {
    let sleutel = w.sleutel();
    let mut pad = operatie.pad_van(id, opstelling);
    if operatie.zoekvelden.iter().any(|veld| veld == "op") {
        pad.push_str("?op=2025-12-01");
    }
    let inhoud = inhoud.map(|inhoud| inhoud.to_string().into_bytes());
    w.stuur(operatie.methode.clone(), Some(wie), &pad, &operatie.koppen(&sleutel), inhoud).await
}

/// Where a body names something of 0394, the answer is the one for something that is nowhere.
async fn ook_een_id_of_bsn_in_de_inhoud_verraadt_niets_aan_een_andere_gemeente(
    podium: Arc<Podium>,
) -> anyhow::Result<()> {
    let w = podium.wereld("inhoud");
    let opstelling = Opstelling::nieuw(&w).await?;
    let [coach, beheerder, schoolcoach, coordinator] =
        [&Cast::CJG_COACH, &Cast::MANDAATBEHEERDER, &Cast::SCHOOLCOACH, &Cast::COORDINATOR]
            .map(|wie| in_gemeente(wie, ELDERS));

    // In 0392 the very BSN, professional and key of 0394 are new.
    let zoek = async |bsn: &str| w.begin(&coach, "/v1/huishoudens/_zoek", json!({ "bsn": bsn })).await;
    ensure!(zijn_gelijk(&zoek(BSN).await?, &zoek("999900018").await?), "the BSN is not known here");
    let eigen = w.begin(&coach, "/v1/huishoudens", registratie(Some(BSN))).await?.gelukt()?.id()?;
    let skj = json!({ "houderId": w.id_van(&coach).await?, "nummer": "110012345", "geldigTot": w.dag(500)? });
    w.begin(&beheerder, "/v1/skj-registraties", skj).await?.gelukt()?;
    let gemeld = [&Cast::SCHOOLCOACH, &schoolcoach].map(|wie| w.begin_onder(wie, "/v1/signalen", "een", melding("X")));
    let [daar, hier] = gemeld;
    let (daar, signaal) = (daar.await?.gelukt()?.id()?, hier.await?.gelukt()?.id()?);
    ensure!(daar != signaal, "the same key in another municipality is another key");

    w.wijzig_op(&coach, &format!("/v1/signalen/{signaal}/oppakking"), 1, "oppakken", json!({})).await?.gelukt()?;
    let verwijzing = |veld: &str, id: Uuid| {
        json!({
            "soort": "inzet", "organisatie": "jeugdhulp-noord", "betreft": [], "hulpvraag": "Hulp.",
            "voorziening": "opvoedondersteuning", "deelgrond": { "grondslag": "wmo511" }, veld: id,
        })
    };
    let mandaat = verlening(&w, NERGENS).await?;
    let elders = |soort: &str| opstelling.een(soort);
    let h = format!("/v1/huishoudens/{eigen}");
    let verwijzingen = format!("{h}/doorverwijzingen");
    let gevallen = [
        Geval::nieuw("het besluit van een mandaat", &beheerder, "/v1/mandaten", elders("mandaatbesluiten"), |id| {
            let mut mandaat = mandaat.clone();
            mandaat["besluitId"] = json!(id);
            mandaat
        }),
        Geval::nieuw("het mandaat van een inzet", &coach, &verwijzingen, elders("mandaten"), |id| {
            verwijzing("mandaatId", id)
        }),
        Geval::nieuw("het doel van een inzet", &coach, &verwijzingen, DOEL, |id| verwijzing("doelId", id)),
        Geval::nieuw("wat een verwijzing vervangt", &coach, &verwijzingen, elders("doorverwijzingen"), |id| {
            verwijzing("vervangt", id)
        }),
        Geval::op_versie(1, "een toestemming", &coach, &format!("{h}/betrokkenen"), TOESTEMMING, |id| {
            json!({
                "wie": { "functie": "sociaal-makelaar", "organisatie": "meerwaarde" }, "categorieen": ["wonen"],
                "deelgrond": { "toestemmingId": id },
            })
        }),
        Geval::op_versie(
            2,
            "het huishouden van een signaal",
            &coach,
            &format!("/v1/signalen/{signaal}/koppeling"),
            elders("huishoudens"),
            |id| json!({ "huishoudenId": id }),
        ),
        Geval::op_versie(
            1,
            "een ander huishouden",
            &coordinator,
            &format!("{h}/geen-dubbel"),
            elders("huishoudens"),
            |id| json!({ "ander": id }),
        ),
        Geval::op_versie(
            1,
            "een ander huishouden",
            &coordinator,
            &format!("{h}/samenvoeging"),
            elders("huishoudens"),
            |id| json!({ "ander": id }),
        ),
        Geval::op_versie(
            1,
            "de jeugdhulp na een verhuizing",
            &coach,
            &format!("{h}/jeugdhulpvoortzettingen"),
            opstelling.ander("doorverwijzingen"),
            |id| json!({ "doorverwijzingId": id }),
        ),
    ];
    for geval in gevallen {
        let (van_elders, van_niets) = (geval.stuur(&w, geval.id).await?, geval.stuur(&w, NERGENS).await?);
        is_weigering(&van_niets).with_context(|| geval.wat.to_owned())?;
        ensure!(zijn_gelijk(&van_elders, &van_niets), "{}: {van_elders:?} is not {van_niets:?}", geval.wat);
    }
    let onbekend = in_gemeente(&Cast::CJG_COACH, "0999");
    w.haal(&onbekend, "/v1/ik").await?.geweigerd(401, "niet-aangemeld")?;
    geteld(&podium).await.map(drop)
}

/// A request with something of another municipality in its body.
struct Geval<'a> {
    wat: &'static str,
    wie: &'a Persoon,
    pad: String,
    versie: Option<u64>,
    id: Uuid,
    inhoud: Box<dyn Fn(Uuid) -> Value + 'a>,
}

impl<'a> Geval<'a> {
    fn nieuw(wat: &'static str, wie: &'a Persoon, pad: &str, id: Uuid, inhoud: impl Fn(Uuid) -> Value + 'a) -> Self {
        Self { wat, wie, pad: pad.to_owned(), versie: None, id, inhoud: Box::new(inhoud) }
    }

    fn op_versie(
        versie: u64,
        wat: &'static str,
        wie: &'a Persoon,
        pad: &str,
        id: Uuid,
        inhoud: impl Fn(Uuid) -> Value + 'a,
    ) -> Self {
        Self { versie: Some(versie), ..Self::nieuw(wat, wie, pad, id, inhoud) }
    }

    /// The answer when the body names this. A refusal may repeat an id of the body; here all of them are one.
    async fn stuur(&self, w: &Wereld, id: Uuid) -> anyhow::Result<Antwoord> {
        let inhoud = (self.inhoud)(id);
        let mut antwoord = match self.versie {
            None => w.begin(self.wie, &self.pad, inhoud).await?,
            Some(versie) => w.wijzig_op(self.wie, &self.pad, versie, &w.sleutel(), inhoud).await?,
        };
        let tekst = antwoord.inhoud.to_string().replace(&id.to_string(), &NERGENS.to_string());
        antwoord.inhoud = serde_json::from_str(&tekst)?;
        Ok(antwoord)
    }
}
