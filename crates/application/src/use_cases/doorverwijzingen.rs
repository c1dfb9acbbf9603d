//! Doorverwijzingen: what is asked on which authority, and what an answer or an end does to the huishouden at that moment.

use regieboek_access::handelingen::{
    BezwaarBeslissen, Verwijzen, VerwijzingBeantwoorden, VerwijzingIntrekken, VerwijzingUitvoeren,
};
use regieboek_access::{Handeling, Toegang};
use regieboek_doorverwijzing::{
    Adressering, BezwaarCommand, Bezwaaroordeel, Doorverwijzing, DoorverwijzingCommand, DoorverwijzingError,
    Hulpresultaat, Intrekreden, Inzetdekking, Inzetgevolg, Namens, Soort, Verzoek,
};
use regieboek_event_store::Receipt;
use regieboek_huishouden::{Huishouden, HuishoudenCommand};
use regieboek_kernel::{
    Bevoegdheid, Datum, Deelgrond, DoelId, DoorverwijzingId, Functionaris, HuishoudenId, LidId, MandaatId, Organisatie,
    Professional, ProfessionalId, Regelfout as _, Voorziening, VrijeTekst,
};
use regieboek_mandaat::{Gronden, InzetVraag, Mandaat, Mandaatbesluit, Reden, SkjRegistratie, wettelijke_dekking};

use super::skj_registratie_id;
use crate::aanvraag::Aanvraag;
use crate::application::Application;
use crate::claims;
use crate::eigenaar::nu_geldend;
use crate::error::UseCaseError;
use crate::poging::{Geladen, Poging};

/// What a referrer asks; whether the authority and the ground hold is found out here.
#[derive(Debug, Clone)]
pub struct Verwijsverzoek {
    /// The kind of help.
    pub hulp: Hulp,
    /// Of whom it is asked.
    pub gericht_aan: Adressering,
    /// Which leden it is about; none means the huishouden as a whole.
    pub betreft: Vec<LidId>,
    /// The question for help.
    pub hulpvraag: VrijeTekst,
    /// Whether it is urgent.
    pub spoed: bool,
    /// On which ground it is shared.
    pub deelgrond: Option<Deelgrond>,
}

/// The kind of help, with what only that kind asks.
#[derive(Debug, Clone)]
pub enum Hulp {
    /// An expert joins.
    ErbijHalen,
    /// A sociaal makelaar takes up what is not medical.
    WelzijnOpRecept,
    /// Help by a provider, on mandaat or law.
    Inzet(Inzet),
}

/// An inzet, before its authority is tested.
#[derive(Debug, Clone)]
pub struct Inzet {
    /// The kind of help.
    pub voorziening: Voorziening,
    /// The doel of the plan it serves.
    pub doel: Option<DoelId>,
    /// Which lighter options were looked at and why not.
    pub lichter_bekeken: Option<VrijeTekst>,
    /// The mandaat it rests on; without one it rests on the law.
    pub mandaat: Option<MandaatId>,
    /// The school it concerns.
    pub school: Option<Organisatie>,
    /// The expected costs.
    pub kosten_euro: Option<u32>,
}

impl Application {
    /// Asks for help. The authority is tested at the instant of the command; when mandaat, SKJ registration or huishouden
    /// change before it is stored, it is tested again. `vervangt` is taken back in the same append.
    ///
    /// # Errors
    /// [`UseCaseError::NietGevonden`] when `vervangt` belongs to another huishouden; the rules of `doorverwijzing` and
    /// of `huishouden` (H6, H12); as [`Application::voer`].
    pub async fn verwijs(
        &self,
        toegang: &Toegang<Verwijzen>,
        vervangt: Option<&Toegang<VerwijzingIntrekken>>,
        aanvraag: &Aanvraag,
        verwijzing: DoorverwijzingId,
        verzoek: Verwijsverzoek,
    ) -> Result<Receipt, UseCaseError> {
        self.voer(toegang.gemeente(), aanvraag, None, async |poging| {
            let huishouden = poging.laad::<Huishouden>(toegang.resource()).await?;
            huishouden.state.staat_op_zichzelf()?;
            let wie = toegang.wie().professional().ok_or(DoorverwijzingError::AlleenDoorProfessional)?;
            let wat = DoorverwijzingCommand::VraagAan(regieboek_doorverwijzing::Aanvraag {
                huishouden: HuishoudenId::new(huishouden.id),
                verzoek: met_dekking(poging, wie, &huishouden, &verzoek.hulp).await?,
                gericht_aan: verzoek.gericht_aan.clone(),
                betreft: verzoek.betreft.clone(),
                hulpvraag: verzoek.hulpvraag.clone(),
                spoed: verzoek.spoed,
                deelgrond: verzoek.deelgrond,
                van_buiten: false,
            });
            let nieuw = poging.nieuw::<Doorverwijzing>(verwijzing.uuid());
            let gevraagd = poging.na_besluit(&nieuw, toegang.opdracht(wat, poging.nu, poging.gebeurd_op()))?;
            huishouden.state.kent(&verzoek.betreft, gevraagd.doel())?;
            let nodig = gevraagd.soort().map_or(&[][..], Soort::nodig);
            huishouden.state.te_delen(verzoek.deelgrond, &verzoek.gericht_aan.organisatie, nodig, poging.nu)?;
            match vervangt {
                Some(intrekken) => vervang(poging, intrekken, &huishouden, verwijzing).await,
                None => Ok(()),
            }
        })
        .await
    }

    /// Accepts; in the same moment who accepts joins the huishouden, with sight of what the ground opens.
    ///
    /// # Errors
    /// The rules of `doorverwijzing` and of `huishouden` (H6: the ground may have ended); as [`Application::voer`].
    pub async fn aanvaard_verwijzing(
        &self,
        toegang: &Toegang<VerwijzingBeantwoorden>,
        aanvraag: &Aanvraag,
        verwachte_start: Option<Datum>,
    ) -> Result<Receipt, UseCaseError> {
        self.voer(toegang.gemeente(), aanvraag, Some(toegang.resource()), async |poging| {
            let verwijzing = poging.laad_genoemd::<Doorverwijzing>(toegang.resource()).await?;
            let wat = DoorverwijzingCommand::Aanvaard { verwachte_start };
            let aanvaard = poging.na_besluit(&verwijzing, toegang.opdracht(wat, poging.nu, poging.gebeurd_op()))?;
            let huishouden = nu_geldend(poging, laad_huishouden(poging, &aanvaard).await?).await?;
            let wie = toegang.wie().professional().ok_or(DoorverwijzingError::AlleenDoorProfessional)?;
            let deelgrond = aanvaard.deelgrond();
            let nodig = aanvaard.soort().map_or(&[][..], Soort::nodig);
            let wat = HuishoudenCommand::BetrekDoorVerwijzing {
                verwijzing: DoorverwijzingId::new(verwijzing.id),
                wie: Functionaris::from(wie).into(),
                deelgrond,
                categorieen: huishouden.state.te_delen(deelgrond, &wie.organisatie, nodig, poging.nu)?,
            };
            poging.besluit(&huishouden, toegang.opdracht(wat, poging.nu, poging.gebeurd_op()))
        })
        .await
    }

    /// Ends the help; in the same moment the sight ends that came with it.
    ///
    /// # Errors
    /// The rules of `doorverwijzing`; as [`Application::voer`].
    pub async fn rond_verwijzing_af(
        &self,
        toegang: &Toegang<VerwijzingUitvoeren>,
        aanvraag: &Aanvraag,
        resultaat: Hulpresultaat,
        toelichting: VrijeTekst,
    ) -> Result<Receipt, UseCaseError> {
        self.voer(toegang.gemeente(), aanvraag, Some(toegang.resource()), async |poging| {
            let verwijzing = poging.laad_genoemd::<Doorverwijzing>(toegang.resource()).await?;
            let huishouden = laad_huishouden(poging, &verwijzing.state).await?;
            let wat = DoorverwijzingCommand::RondAf { resultaat, toelichting: toelichting.clone() };
            beeindig(poging, toegang, &verwijzing, &huishouden, wat).await
        })
        .await
    }

    /// Takes a request back; what was accepted ends with it.
    ///
    /// # Errors
    /// [`UseCaseError::NietGevonden`] when the reason names a doorverwijzing of another huishouden; the rules of
    /// `doorverwijzing`; as [`Application::voer`].
    pub async fn trek_verwijzing_in(
        &self,
        toegang: &Toegang<VerwijzingIntrekken>,
        aanvraag: &Aanvraag,
        reden: Intrekreden,
    ) -> Result<Receipt, UseCaseError> {
        self.voer(toegang.gemeente(), aanvraag, Some(toegang.resource()), async |poging| {
            let verwijzing = poging.laad_genoemd::<Doorverwijzing>(toegang.resource()).await?;
            let huishouden = laad_huishouden(poging, &verwijzing.state).await?;
            if let Intrekreden::AndereAanbieder { verwijzing: andere } = reden {
                van_dit_huishouden(&poging.laad(andere.uuid()).await?, &huishouden)?;
            }
            beeindig(poging, toegang, &verwijzing, &huishouden, DoorverwijzingCommand::TrekIn { reden }).await
        })
        .await
    }

    /// Decides on an objection; when the inzet is revoked, what was accepted ends with it. `kring` is who stands under the
    /// same mandaathouder.
    ///
    /// # Errors
    /// The rules of `doorverwijzing`; as [`Application::voer`].
    pub async fn beslis_op_bezwaar(
        &self,
        toegang: &Toegang<BezwaarBeslissen>,
        aanvraag: &Aanvraag,
        (oordeel, motivering): (Bezwaaroordeel, VrijeTekst),
        kring: Vec<ProfessionalId>,
    ) -> Result<Receipt, UseCaseError> {
        self.voer(toegang.gemeente(), aanvraag, Some(toegang.resource()), async |poging| {
            let verwijzing = poging.laad_genoemd::<Doorverwijzing>(toegang.resource()).await?;
            let (motivering, kring) = (motivering.clone(), kring.clone());
            let wat = DoorverwijzingCommand::Bezwaar(BezwaarCommand::Beslis { oordeel, motivering, kring });
            match oordeel.gevolg() {
                Inzetgevolg::Herroepen => {
                    let huishouden = laad_huishouden(poging, &verwijzing.state).await?;
                    beeindig(poging, toegang, &verwijzing, &huishouden, wat).await
                }
                Inzetgevolg::InStand => {
                    poging.besluit(&verwijzing, toegang.opdracht(wat, poging.nu, poging.gebeurd_op()))
                }
            }
        })
        .await
    }
}

/// The authority to cite, and on whose behalf; or why there is none.
type Gedektheid = Result<(Bevoegdheid, Option<Namens>), Reden>;

/// The request with, for an inzet, the answer to whether the caller may.
pub(super) async fn met_dekking(
    poging: &mut Poging<'_>,
    wie: &Professional,
    huishouden: &Geladen<Huishouden>,
    hulp: &Hulp,
) -> Result<Verzoek, UseCaseError> {
    Ok(match hulp {
        Hulp::ErbijHalen => Verzoek::ErbijHalen,
        Hulp::WelzijnOpRecept => Verzoek::WelzijnOpRecept,
        Hulp::Inzet(inzet) => {
            let vraag = InzetVraag {
                wie: wie.id,
                functie: wie.functie,
                organisatie: wie.organisatie.clone(),
                voorziening: inzet.voorziening.clone(),
                gebied: huishouden.state.gebied().cloned().ok_or(UseCaseError::NietGevonden)?,
                school: inzet.school.clone(),
                kosten_euro: inzet.kosten_euro,
            };
            let bevoegdheid = match inzet.mandaat {
                Some(mandaat) => op_mandaat(poging, mandaat, &vraag).await?,
                None => wettelijke_dekking(&vraag, poging.nu, poging.beleid())
                    .grond()
                    .map(|grond| (grond.bevoegdheid(), None)),
            };
            Verzoek::Inzet {
                voorziening: inzet.voorziening.clone(),
                doel: inzet.doel,
                lichter_bekeken: inzet.lichter_bekeken.clone(),
                dekking: dekking(bevoegdheid),
            }
        }
    })
}

/// Whether the mandaat covers it now, by mandaat, besluit, mandaat above it and registration as they stand now.
async fn op_mandaat(poging: &mut Poging<'_>, id: MandaatId, vraag: &InzetVraag) -> Result<Gedektheid, UseCaseError> {
    let mandaat = poging.laad_of_niet::<Mandaat>(id.uuid()).await?;
    let skj = poging.laad_of_niet::<SkjRegistratie>(skj_registratie_id(vraag.wie)).await?;
    let besluit = match mandaat.state.besluit() {
        Some(besluit) => Some(poging.laad_of_niet::<Mandaatbesluit>(besluit.uuid()).await?),
        None => None,
    };
    let boven = match mandaat.state.boven() {
        Some(boven) => Some(poging.laad_of_niet::<Mandaat>(boven.uuid()).await?),
        None => None,
    };
    let grenzen = besluit.and_then(|besluit| besluit.state.grenzen());
    let gronden =
        Gronden { skj: Some(&skj.state), besluit: grenzen.as_ref(), boven: boven.as_ref().map(|boven| &*boven.state) };
    let grond = mandaat.state.dekt(vraag, poging.nu, &gronden, poging.beleid()).grond();
    Ok(grond.map(|grond| {
        let namens = grenzen.map(|grenzen| Namens {
            orgaan: grond.namens.to_owned(),
            regeling: grenzen.wetstekst.regeling,
            wetsversie: grenzen.wetstekst.versie,
        });
        (grond.bevoegdheid(id, mandaat.versie), namens)
    }))
}

/// The answer in the words of the doorverwijzing.
fn dekking(uitkomst: Gedektheid) -> Inzetdekking {
    match uitkomst {
        Ok((bevoegdheid, namens)) => Inzetdekking::Gedekt { bevoegdheid, namens },
        Err(reden) => Inzetdekking::NietGedekt { reden: reden.code().to_owned(), uitleg: reden.to_string() },
    }
}

/// The huishouden that a doorverwijzing is about.
pub(super) async fn laad_huishouden(
    poging: &Poging<'_>,
    verwijzing: &Doorverwijzing,
) -> Result<Geladen<Huishouden>, UseCaseError> {
    poging.laad(verwijzing.huishouden().ok_or(UseCaseError::NietGevonden)?.uuid()).await
}

/// A doorverwijzing of another huishouden is not there.
pub(super) fn van_dit_huishouden(
    verwijzing: &Geladen<Doorverwijzing>,
    huishouden: &Geladen<Huishouden>,
) -> Result<(), UseCaseError> {
    let dit = verwijzing.state.huishouden() == Some(HuishoudenId::new(huishouden.id));
    if dit { Ok(()) } else { Err(UseCaseError::NietGevonden) }
}

/// Takes the request back whose place `nieuwe` takes.
async fn vervang(
    poging: &mut Poging<'_>,
    toegang: &Toegang<VerwijzingIntrekken>,
    huishouden: &Geladen<Huishouden>,
    nieuwe: DoorverwijzingId,
) -> Result<(), UseCaseError> {
    let oude = poging.laad::<Doorverwijzing>(toegang.resource()).await?;
    van_dit_huishouden(&oude, huishouden)?;
    let reden = Intrekreden::AndereAanbieder { verwijzing: nieuwe };
    beeindig(poging, toegang, &oude, huishouden, DoorverwijzingCommand::TrekIn { reden }).await
}

/// Ends a doorverwijzing, and the involvement of who accepted it, if anyone did.
async fn beeindig<H: Handeling>(
    poging: &mut Poging<'_>,
    toegang: &Toegang<H>,
    verwijzing: &Geladen<Doorverwijzing>,
    huishouden: &Geladen<Huishouden>,
    wat: DoorverwijzingCommand,
) -> Result<(), UseCaseError> {
    poging.besluit(verwijzing, toegang.opdracht(wat, poging.nu, poging.gebeurd_op()))?;
    geef_overdracht_vrij(poging, verwijzing);
    if verwijzing.state.houder().is_some() {
        let verwijzing = DoorverwijzingId::new(verwijzing.id);
        let einde = HuishoudenCommand::BeeindigBetrokkenheidDoorVerwijzing { verwijzing };
        poging.besluit(huishouden, toegang.opdracht(einde.clone(), poging.nu, poging.gebeurd_op()))?;
        // Who accepted after a merge joined what took the huishouden up.
        if huishouden.state.opgegaan_in().is_some() {
            let nu = nu_geldend(poging, huishouden.clone()).await?;
            poging.besluit(&nu, toegang.opdracht(einde, poging.nu, poging.gebeurd_op()))?;
        }
    }
    Ok(())
}

/// An overdracht that was answered, taken back or not answered in time makes room for another.
pub(crate) fn geef_overdracht_vrij(poging: &mut Poging<'_>, verwijzing: &Geladen<Doorverwijzing>) {
    let huishouden = verwijzing.state.huishouden().filter(|_| verwijzing.state.overdracht_naar().is_some());
    if let Some(huishouden) = huishouden {
        poging.geef_terug(claims::open_overdracht(huishouden), verwijzing.id);
    }
}
