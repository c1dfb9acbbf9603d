//! Co-parenting: a child of parents who live apart is a lid of one huishouden and lives part of the time in the other.

use std::sync::Arc;

use anyhow::ensure;
use regieboek_testkit::{Antwoord, Cast, Persoon, Wereld};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::podium::{Databank, Podium};

#[tokio::test]
async fn een_kind_woont_in_twee_huishoudens_op_sqlite() -> anyhow::Result<()> {
    twee_huishoudens(Podium::nieuw(Databank::Sqlite).await?).await
}

#[tokio::test]
async fn een_kind_woont_in_twee_huishoudens_op_postgres() -> anyhow::Result<()> {
    twee_huishoudens(Podium::nieuw(Databank::Postgres).await?).await
}

const MOEDER: Uuid = Uuid::from_u128(0xc001);
const KIND: Uuid = Uuid::from_u128(0xc002);
const VADER: Uuid = Uuid::from_u128(0xc003);
/// The father, as the mother's huishouden names him.
const VADER_BUITEN: Uuid = Uuid::from_u128(0xc004);
const BSN: &str = "999900055";
const COACH: &Persoon = &Cast::CJG_COACH;
const MAKELAAR: &Persoon = &Cast::SOCIAAL_MAKELAAR;

/// The huishouden of the mother, where the coach is contactpersoon, and that of the father, where the makelaar is.
struct Gezin<'a> {
    w: &'a Wereld,
    moeders: Uuid,
    vaders: Uuid,
}

async fn twee_huishoudens(podium: Arc<Podium>) -> anyhow::Result<()> {
    let w = podium.wereld("coouderschap");
    w.op(0, 10)?;
    let gezin = Gezin { w: &w, moeders: bij_moeder(&w).await?, vaders: bij_vader(&w).await? };
    gezin.eerst_genoemd_dan_bevestigd().await?;
    gezin.niets_van_de_ander().await?;
    gezin.besloten_waar_het_lid_is().await?;
    gezin.toestemming_volgt_het_gezag().await?;
    gezin.beide_kunnen_het_beeindigen().await?;
    gezin.in_dezelfde_seconde().await?;
    gezin.verhuist_naar_vader().await
}

async fn bij_moeder(w: &Wereld) -> anyhow::Result<Uuid> {
    let geboren = w.kalender.geboren(11, 3)?.to_string();
    let registratie = json!({
        "gebied": "hoofddorp-centrum", "adres": { "straat": "Kruisweg", "huisnummer": "3", "postcode": "2131CD" },
        "leden": [
            { "id": MOEDER, "naam": "Eva Mol", "geboortedatum": "1985-01-02", "relatie": "ouder" },
            { "id": KIND, "naam": "Liv Mol", "geboortedatum": geboren, "relatie": "kind", "bsn": BSN },
        ],
        "gezag": [gezag(&json!({ "lidId": MOEDER }))],
    });
    w.begin(COACH, "/v1/huishoudens", registratie).await?.gelukt()?.id()
}

async fn bij_vader(w: &Wereld) -> anyhow::Result<Uuid> {
    let registratie = json!({
        "gebied": "nieuw-vennep", "adres": { "straat": "Venneperweg", "huisnummer": "8", "postcode": "2151AA" },
        "leden": [
            { "id": VADER, "naam": "Tom Bos", "geboortedatum": "1984-11-12", "relatie": "ouder" },
            { "naam": "Nora Nieuw", "geboortedatum": "1990-03-04", "relatie": "partner" },
        ],
        "gezag": [],
    });
    w.begin(MAKELAAR, "/v1/huishoudens", registratie).await?.gelukt()?.id()
}

fn gezag(gezaghebbende: &Value) -> Value {
    json!({ "kind": KIND, "gezaghebbende": gezaghebbende, "sinds": "2020-01-01", "bron": "gezagsregister" })
}

impl Gezin<'_> {
    async fn dossier(&self, wie: &Persoon, huishouden: Uuid) -> anyhow::Result<Value> {
        Ok(self.w.haal(wie, &format!("/v1/huishoudens/{huishouden}")).await?.gelukt()?.inhoud)
    }

    /// The coach says where the child lives besides; without a huishouden nowhere.
    async fn noem(&self, huishouden: Option<Uuid>) -> anyhow::Result<Antwoord> {
        let pad = format!("/v1/huishoudens/{}/leden/{KIND}/verblijf", self.moeders);
        let sinds = self.w.dag(-30)?;
        let ook = huishouden.map_or(json!({}), |id| json!({ "huishoudenId": id, "sinds": sinds }));
        self.w.wijzig(COACH, &pad, ook).await
    }

    async fn bevestig(&self) -> anyhow::Result<Antwoord> {
        let pad = format!("/v1/huishoudens/{}/medebewoners", self.vaders);
        self.w.wijzig(MAKELAAR, &pad, json!({ "huishoudenId": self.moeders, "lidId": KIND })).await
    }

    /// Whether the mother's case file says that it was confirmed, and the father's that the child lives there.
    async fn gedeeld(&self) -> anyhow::Result<(bool, bool)> {
        let moeders = self.dossier(COACH, self.moeders).await?;
        let vaders = self.dossier(MAKELAAR, self.vaders).await?;
        let kind = moeders["leden"].as_array().and_then(|leden| leden.iter().find(|lid| lid["id"] == json!(KIND)));
        let bevestigd = kind.is_some_and(|kind| kind["verblijftOokBij"]["bevestigd"] == true);
        Ok((bevestigd, vaders["medebewoners"].as_array().is_some_and(|kinderen| !kinderen.is_empty())))
    }

    /// The mother's huishouden names the father's, and that one confirms; nobody else can, and one append says it in both.
    async fn eerst_genoemd_dan_bevestigd(&self) -> anyhow::Result<()> {
        let w = self.w;
        let mede = format!("/v1/huishoudens/{}/medebewoners", self.vaders);
        let kind = json!({ "huishoudenId": self.moeders, "lidId": KIND });
        let bestaat_niet = json!({ "huishoudenId": Uuid::from_u128(0xdead), "lidId": KIND });
        let (ongenoemd, nergens) = (self.bevestig().await?, w.wijzig(MAKELAAR, &mede, bestaat_niet).await?);
        ensure!((ongenoemd.status, nergens.status) == (404, 404), "who is not named learns nothing: {ongenoemd:?}");
        ensure!(ongenoemd.code() == nergens.code() && ongenoemd.inhoud["detail"] == nergens.inhoud["detail"]);

        let verblijf = format!("/v1/huishoudens/{}/leden/{KIND}/verblijf", self.moeders);
        let zonder_dag = json!({ "huishoudenId": self.vaders });
        w.wijzig(COACH, &verblijf, zonder_dag.clone()).await?.geweigerd(409, "sinds-ontbreekt")?;
        let vreemd = w.wijzig_op(MAKELAAR, &verblijf, 1, &w.sleutel(), zonder_dag).await?;
        ensure!(vreemd.status == 404, "the father's side does not write in the mother's file");
        self.noem(Some(self.moeders)).await?.geweigerd(409, "is-dit-huishouden")?;
        self.noem(Some(self.vaders)).await?.gelukt()?;
        ensure!(self.gedeeld().await? == (false, false), "said, and not yet confirmed");

        for (wie, status) in [(COACH, 404), (&Cast::BUITENSTAANDER, 404), (&Cast::AUDITOR, 403)] {
            let antwoord = w.wijzig_op(wie, &mede, 1, &w.sleutel(), kind.clone()).await?;
            ensure!(antwoord.status == status, "{} cannot confirm: {antwoord:?}", wie.naam);
        }
        self.bevestig().await?.gelukt()?;
        ensure!(self.gedeeld().await? == (true, true), "in both case files");
        let (daar, hier) = (self.feiten(self.moeders).await?, self.feiten(self.vaders).await?);
        let positie = |feiten: &[Value], feit: &str| {
            feiten.iter().find(|g| g["feit"] == feit).and_then(|g| g["positie"].as_u64()).unwrap_or_default()
        };
        let (mede, bevestigd) = (positie(&hier, "MedebewonerOpgenomen"), positie(&daar, "VerblijfBevestigd"));
        ensure!(mede > 0 && bevestigd == mede + 1, "one append over both: {mede} and {bevestigd}");
        Ok(())
    }

    async fn feiten(&self, huishouden: Uuid) -> anyhow::Result<Vec<Value>> {
        let pad = format!("/v1/huishoudens/{huishouden}/geschiedenis");
        let bladzijde = self.w.haal(&Cast::AUDITOR, &pad).await?.gelukt()?.inhoud;
        Ok(bladzijde["items"].as_array().cloned().unwrap_or_default())
    }

    /// Each side sees the child, and of the other side nothing: no address, no other people, no case file.
    async fn niets_van_de_ander(&self) -> anyhow::Result<()> {
        let vaders = self.dossier(MAKELAAR, self.vaders).await?;
        let kind = &vaders["medebewoners"][0];
        ensure!(kind["naam"] == "Liv Mol" && kind["huishoudenId"] == json!(self.moeders), "{kind}");
        ensure!(kind["sinds"] == self.w.dag(-30)? && kind["tot"].is_string(), "since when and until when: {kind}");
        ensure!(vaders["leden"].as_array().is_some_and(|leden| leden.len() == 2), "it is no third lid: {vaders}");
        for van_moeder in ["Eva", "Kruisweg", "2131CD", BSN] {
            ensure!(!vaders.to_string().contains(van_moeder), "{van_moeder} in {vaders}");
        }
        let moeders = self.dossier(COACH, self.moeders).await?;
        for van_vader in ["Tom", "Nora", "Venneperweg", "2151AA"] {
            ensure!(!moeders.to_string().contains(van_vader), "{van_vader} in {moeders}");
        }
        for (wie, daar) in [(COACH, self.vaders), (MAKELAAR, self.moeders)] {
            let antwoord = self.w.haal(wie, &format!("/v1/huishoudens/{daar}")).await?;
            ensure!(antwoord.status == 404, "{} sees the own side only", wie.naam);
        }
        for gebeurtenis in self.feiten(self.vaders).await? {
            ensure!(!gebeurtenis.to_string().contains("Liv"), "the auditor reads pseudonyms: {gebeurtenis}");
        }
        Ok(())
    }

    /// The BSN is held where the child is a lid; in the other huishouden nothing is decided about it, and no age is watched.
    async fn besloten_waar_het_lid_is(&self) -> anyhow::Result<()> {
        let w = self.w;
        let leden = format!("/v1/huishoudens/{}/leden", self.vaders);
        w.wijzig(MAKELAAR, &leden, self.komst(Some(KIND))?).await?.geweigerd(409, "lid-van-ander-huishouden")?;
        w.wijzig(MAKELAAR, &leden, self.komst(None)?).await?.geweigerd(409, "bsn-al-bekend")?;
        let pad = format!("/v1/huishoudens/{}/gezag", self.vaders);
        let zelf_genomen = json!({ "gezag": [gezag(&json!({ "lidId": VADER }))] });
        w.wijzig(MAKELAAR, &pad, zelf_genomen).await?.geweigerd(409, "lid-van-ander-huishouden")?;
        let wordt_twaalf = async |wie| -> anyhow::Result<usize> {
            let lijst = w.werklijst(wie).await?;
            Ok(lijst.iter().filter(|item| item["soort"] == "leeftijd-12").count())
        };
        let taken = (wordt_twaalf(COACH).await?, wordt_twaalf(MAKELAAR).await?);
        ensure!(taken == (1, 0), "its age counts once, where it is a lid: {taken:?}");
        Ok(())
    }

    fn komst(&self, id: Option<Uuid>) -> anyhow::Result<Value> {
        let geboren = self.w.kalender.geboren(11, 3)?.to_string();
        let lid = json!({
            "id": id.unwrap_or(Uuid::from_u128(0xc009)), "naam": "Liv Mol", "geboortedatum": geboren, "relatie": "kind",
            "bsn": BSN,
        });
        Ok(json!({ "lid": lid, "reden": "intrek", "sinds": self.w.dag(0)?, "gezag": [] }))
    }

    /// Who has gezag gives consent, also the parent who lives elsewhere; a parent without gezag is asked nowhere.
    async fn toestemming_volgt_het_gezag(&self) -> anyhow::Result<()> {
        let w = self.w;
        let geeft = async |wie, huishouden, leden: &[Uuid], buiten: &[Uuid]| {
            let toestemming = json!({
                "soort": "hulp", "doel": "Hulp bij het leren.", "categorieen": ["meedoen"], "betreft": KIND,
                "ontvanger": "school-de-regenboog", "gegevenDoor": leden, "gegevenDoorBuiten": buiten, "tot": w.dag(90)?,
            });
            w.wijzig(wie, &format!("/v1/huishoudens/{huishouden}/toestemmingen"), toestemming).await
        };
        let niet_hij = "niet-gegeven-door-wie-mag";
        geeft(MAKELAAR, self.vaders, &[VADER], &[]).await?.geweigerd(409, "lid-van-ander-huishouden")?;
        geeft(COACH, self.moeders, &[MOEDER], &[VADER_BUITEN]).await?.geweigerd(409, niet_hij)?;
        geeft(COACH, self.moeders, &[], &[VADER_BUITEN]).await?.geweigerd(409, niet_hij)?;
        geeft(COACH, self.moeders, &[MOEDER], &[]).await?.gelukt()?;

        let vader = json!({ "naam": "Vader van Liv", "buitenId": VADER_BUITEN });
        let beide = json!({ "gezag": [gezag(&json!({ "lidId": MOEDER })), gezag(&vader)] });
        w.wijzig(COACH, &format!("/v1/huishoudens/{}/gezag", self.moeders), beide).await?.gelukt()?;
        geeft(COACH, self.moeders, &[MOEDER], &[]).await?.geweigerd(409, niet_hij)?;
        geeft(COACH, self.moeders, &[MOEDER], &[VADER_BUITEN]).await?.gelukt()?;
        ensure!(self.gedeeld().await? == (true, true), "gezag does not change where the child lives");
        Ok(())
    }

    /// The father's side ends it, and the mother's side; each time in both, and it can begin again.
    async fn beide_kunnen_het_beeindigen(&self) -> anyhow::Result<()> {
        let w = self.w;
        let vertrek = format!("/v1/huishoudens/{}/medebewoners/{KIND}/vertrek", self.vaders);
        let vandaag = json!({ "op": w.dag(0)? });
        let vreemd = w.wijzig_op(COACH, &vertrek, 1, &w.sleutel(), vandaag.clone()).await?;
        ensure!(vreemd.status == 404, "the mother's side does not write in the father's file");
        w.wijzig(MAKELAAR, &vertrek, vandaag.clone()).await?.gelukt()?;
        ensure!(self.gedeeld().await? == (false, false), "ended in both");
        w.wijzig(MAKELAAR, &vertrek, vandaag).await?.gelukt()?;
        self.bevestig().await?.gelukt()?;
        ensure!(self.gedeeld().await? == (true, true), "the mother's huishouden still says so");
        self.noem(None).await?.gelukt()?;
        ensure!(self.gedeeld().await? == (false, false), "ended in both");
        Ok(())
    }

    /// One side withdraws while the other confirms: whoever wins, both case files say the same.
    async fn in_dezelfde_seconde(&self) -> anyhow::Result<()> {
        for ronde in 0..10 {
            self.noem(Some(self.vaders)).await?.gelukt()?;
            let (weg, bevestigd) = tokio::join!(self.noem(None), self.bevestig());
            weg?.gelukt()?;
            let status = bevestigd?.status;
            ensure!(status == 404 || status < 300, "round {ronde}: {status}");
            let (hier, daar) = self.gedeeld().await?;
            ensure!(hier == daar && !hier, "round {ronde}: {hier} here and {daar} there");
        }
        Ok(())
    }

    /// The child moves in with its father: it leaves, which ends the sharing in both, and then becomes a lid there.
    async fn verhuist_naar_vader(&self) -> anyhow::Result<()> {
        let w = self.w;
        self.noem(Some(self.vaders)).await?.gelukt()?;
        self.bevestig().await?.gelukt()?;
        ensure!(self.gedeeld().await? == (true, true), "as it was");
        let vertrek = json!({ "reden": "ander-huishouden", "op": w.dag(0)? });
        w.wijzig(COACH, &format!("/v1/huishoudens/{}/leden/{KIND}/vertrek", self.moeders), vertrek).await?.gelukt()?;
        ensure!(self.gedeeld().await? == (false, false), "who left is not shared");
        let einde = self.feiten(self.vaders).await?.into_iter().rfind(|g| g["feit"] == "MedebewonerVertrokken");
        ensure!(einde.as_ref().is_some_and(|g| g["inhoud"]["reden"] == "vertrokken"), "{einde:?}");
        let leden = format!("/v1/huishoudens/{}/leden", self.vaders);
        w.wijzig(MAKELAAR, &leden, self.komst(Some(KIND))?).await?.gelukt()?;
        let vaders = self.dossier(MAKELAAR, self.vaders).await?;
        ensure!(vaders["leden"].as_array().is_some_and(|leden| leden.len() == 3), "a lid, once: {vaders}");
        Ok(())
    }
}
