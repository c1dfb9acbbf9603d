//! Who belongs to a huishouden over time: the BSN claims follow the leden, and what happens to two huishoudens at once is
//! one append (DOMAIN 4).

use regieboek_access::handelingen::{HuishoudensSamenvoegen, SamenstellingVastleggen};
use regieboek_access::{Handeling, Toegang};
use regieboek_event_store::Receipt;
use regieboek_huishouden::{
    Adres, Adreswijziging, Afsplitsing, Betrokkenheid, Delingseinde, Huishouden, HuishoudenCommand, HuishoudenError,
    Lid, Opname, Registratie, Splitsing, Vertrekreden, Zelfde, gezag_dat_meegaat,
};
use regieboek_kernel::{Betrokkene, Datum, Gebied, Gemeente, HuishoudenId, LidId, Persoonsgegeven, VrijeTekst};

use crate::aanvraag::Aanvraag;
use crate::application::Application;
use crate::claims;
use crate::error::UseCaseError;
use crate::poging::{Geladen, Poging};
use crate::use_cases::medebewoners::beeindig_elders;

/// A huishouden of their own for leden who go.
#[derive(Debug, Clone)]
pub struct Splitsingsverzoek {
    /// The new huishouden.
    pub naar: HuishoudenId,
    /// Who go.
    pub leden: Vec<LidId>,
    /// Since which day.
    pub op: Datum,
    /// Where they live.
    pub adres: Persoonsgegeven<Adres>,
    /// In which area.
    pub gebied: Gebied,
    /// Who owns the new huishouden.
    pub contactpersoon: Betrokkene,
    /// Who else is involved in it from the start: of those involved here nobody goes along unnamed.
    pub betrokkenen: Vec<Betrokkenheid>,
}

impl Application {
    /// Takes someone up as lid; a BSN is held from that same moment.
    ///
    /// # Errors
    /// [`UseCaseError::Bezet`] with the huishouden that holds the BSN; the rules of `huishouden`; as [`Application::voer`].
    pub async fn neem_lid_op(
        &self,
        toegang: &Toegang<SamenstellingVastleggen>,
        aanvraag: &Aanvraag,
        opname: Opname,
    ) -> Result<Receipt, UseCaseError> {
        let (gemeente, id) = (toegang.gemeente(), toegang.resource());
        self.voer(gemeente, aanvraag, Some(id), async |poging| {
            let huishouden = poging.laad_genoemd::<Huishouden>(id).await?;
            let mut opname = opname.clone();
            if let Some(adres) = huishouden.state.adres() {
                self.met_dubbelsleutel(gemeente, &mut opname.lid, adres)?;
            }
            let (lid, sinds) = (opname.lid.clone(), opname.sinds);
            let na = na_besluit(poging, toegang, &huishouden, HuishoudenCommand::NeemLidOp(opname))?;
            beeindig_elders(poging, toegang, &[(&huishouden, &na)], Delingseinde::NietLanger, sinds).await?;
            self.neem_bsns(poging, gemeente, &[lid], &huishouden)
        })
        .await
    }

    /// Records that a lid died; the BSN is free from that same moment.
    ///
    /// # Errors
    /// The rules of `huishouden`; as [`Application::voer`].
    pub async fn meld_overlijden(
        &self,
        toegang: &Toegang<SamenstellingVastleggen>,
        aanvraag: &Aanvraag,
        lid: LidId,
        op: Datum,
    ) -> Result<Receipt, UseCaseError> {
        let wat = HuishoudenCommand::MeldOverlijden { lid, op };
        self.laat_gaan(toegang, aanvraag, lid, wat, (Delingseinde::Overleden, op)).await
    }

    /// Lets a lid leave; the BSN is free from that same moment, for the huishouden where they live then.
    ///
    /// # Errors
    /// The rules of `huishouden`; as [`Application::voer`].
    pub async fn laat_vertrekken(
        &self,
        toegang: &Toegang<SamenstellingVastleggen>,
        aanvraag: &Aanvraag,
        lid: LidId,
        reden: Vertrekreden,
        op: Datum,
    ) -> Result<Receipt, UseCaseError> {
        let wat = HuishoudenCommand::LaatVertrekken { lid, reden, op };
        self.laat_gaan(toegang, aanvraag, lid, wat, (Delingseinde::Vertrokken, op)).await
    }

    async fn laat_gaan(
        &self,
        toegang: &Toegang<SamenstellingVastleggen>,
        aanvraag: &Aanvraag,
        lid: LidId,
        wat: HuishoudenCommand,
        (reden, op): (Delingseinde, Datum),
    ) -> Result<Receipt, UseCaseError> {
        let (gemeente, id) = (toegang.gemeente(), toegang.resource());
        self.voer(gemeente, aanvraag, Some(id), async |poging| {
            let huishouden = poging.laad_genoemd::<Huishouden>(id).await?;
            let na = na_besluit(poging, toegang, &huishouden, wat.clone())?;
            beeindig_elders(poging, toegang, &[(&huishouden, &na)], reden, op).await?;
            let weg: Vec<Lid> = huishouden.state.leden().into_iter().filter(|bekend| bekend.id == lid).collect();
            self.geef_bsns_terug(poging, gemeente, &weg, &huishouden)
        })
        .await
    }

    /// Records where they live now.
    ///
    /// # Errors
    /// The rules of `huishouden`; as [`Application::voer`].
    pub async fn wijzig_adres(
        &self,
        toegang: &Toegang<SamenstellingVastleggen>,
        aanvraag: &Aanvraag,
        adres: Persoonsgegeven<Adres>,
        gebied: Option<Gebied>,
        op: Datum,
    ) -> Result<Receipt, UseCaseError> {
        let (gemeente, id) = (toegang.gemeente(), toegang.resource());
        self.voer(gemeente, aanvraag, Some(id), async |poging| {
            let huishouden = poging.laad_genoemd::<Huishouden>(id).await?;
            let sleutels = self.dubbelsleutels(gemeente, &huishouden.state.leden(), &adres)?;
            let wijziging = Adreswijziging { adres: adres.clone(), gebied: gebied.clone(), op, sleutels };
            let wat = HuishoudenCommand::WijzigAdres(wijziging);
            poging.besluit(&huishouden, toegang.opdracht(wat, poging.nu, poging.gebeurd_op()))
        })
        .await
    }

    /// Lets leden go on as a huishouden of their own: both histories name the other, and the BSNs move along.
    ///
    /// # Errors
    /// The rules of `huishouden`; as [`Application::voer`].
    pub async fn splits_huishouden(
        &self,
        toegang: &Toegang<SamenstellingVastleggen>,
        aanvraag: &Aanvraag,
        verzoek: Splitsingsverzoek,
    ) -> Result<Receipt, UseCaseError> {
        let (gemeente, id) = (toegang.gemeente(), toegang.resource());
        self.voer(gemeente, aanvraag, Some(id), async |poging| {
            let huishouden = poging.laad_genoemd::<Huishouden>(id).await?;
            let Splitsingsverzoek { naar, leden, op, adres, gebied, contactpersoon, betrokkenen } = verzoek.clone();
            let allen = huishouden.state.leden();
            let mut weg: Vec<Lid> = allen.iter().filter(|lid| leden.contains(&lid.id)).cloned().collect();
            let gezag = gezag_dat_meegaat(huishouden.state.gezag(), &allen, &weg);
            let splits = HuishoudenCommand::Splits(Splitsing { naar, leden, op });
            let na = na_besluit(poging, toegang, &huishouden, splits)?;
            beeindig_elders(poging, toegang, &[(&huishouden, &na)], Delingseinde::Vertrokken, op).await?;
            self.geef_bsns_terug(poging, gemeente, &weg, &huishouden)?;
            for lid in &mut weg {
                self.met_dubbelsleutel(gemeente, lid, &adres)?;
            }
            let registratie = Registratie { gebied, adres, leden: weg.clone(), gezag, contactpersoon, signaal: None };
            let begin = Afsplitsing { van: HuishoudenId::new(id), op, registratie, betrokkenen };
            let nieuw = poging.nieuw::<Huishouden>(naar.uuid());
            let begin = HuishoudenCommand::BeginNaSplitsing(Box::new(begin));
            poging.besluit(&nieuw, toegang.opdracht(begin, poging.nu, poging.gebeurd_op()))?;
            self.neem_bsns(poging, gemeente, &weg, &nieuw)
        })
        .await
    }

    /// Merges another registration of the same people into this one: its leden and their BSNs move here, and it only reads
    /// from that same moment.
    ///
    /// # Errors
    /// [`UseCaseError::Bezet`] while an escalatie of the other is open; the rules of `huishouden`; as
    /// [`Application::voer`].
    pub async fn voeg_huishoudens_samen(
        &self,
        toegang: &Toegang<HuishoudensSamenvoegen>,
        aanvraag: &Aanvraag,
        ander: HuishoudenId,
        zelfde: Vec<Zelfde>,
    ) -> Result<Receipt, UseCaseError> {
        let (gemeente, id) = (toegang.gemeente(), toegang.resource());
        self.voer(gemeente, aanvraag, Some(id), async |poging| {
            let (hier, daar) = laad_beide(poging, toegang, ander).await?;
            let inbreng = daar.state.inbreng().ok_or(UseCaseError::NietGevonden)?;
            let leden = inbreng.leden.clone();
            let wat = HuishoudenCommand::VoegSamen { ander, inbreng: Box::new(inbreng), zelfde: zelfde.clone() };
            let hier_na = na_besluit(poging, toegang, &hier, wat)?;
            let wat = HuishoudenCommand::GaOpIn { huishouden: HuishoudenId::new(id) };
            let daar_na = na_besluit(poging, toegang, &daar, wat)?;
            let (beide, vandaag) = ([(&hier, &hier_na), (&daar, &daar_na)], poging.nu.datum());
            beeindig_elders(poging, toegang, &beide, Delingseinde::Samengevoegd, vandaag).await?;
            poging.vrij(claims::open_escalatie(ander));
            self.geef_bsns_terug(poging, gemeente, &leden, &daar)?;
            self.neem_bsns(poging, gemeente, &leden, &hier)
        })
        .await
    }

    /// Undoes a merge that proved wrong: the other is active again with what it had, its BSNs included.
    ///
    /// # Errors
    /// [`UseCaseError::Bezet`] when a BSN is held by a third huishouden meanwhile; the rules of `huishouden`; as
    /// [`Application::voer`].
    pub async fn maak_samenvoeging_ongedaan(
        &self,
        toegang: &Toegang<HuishoudensSamenvoegen>,
        aanvraag: &Aanvraag,
        ander: HuishoudenId,
        toelichting: VrijeTekst,
    ) -> Result<Receipt, UseCaseError> {
        let (gemeente, id) = (toegang.gemeente(), toegang.resource());
        self.voer(gemeente, aanvraag, Some(id), async |poging| {
            let (hier, daar) = laad_beide(poging, toegang, ander).await?;
            let toelichting = toelichting.clone();
            let wat = HuishoudenCommand::MaakSamenvoegingOngedaan { ander, toelichting };
            let na = na_besluit(poging, toegang, &hier, wat)?;
            let wat = HuishoudenCommand::HerstelUit { huishouden: HuishoudenId::new(id) };
            let terug = na_besluit(poging, toegang, &daar, wat)?;
            let (beide, vandaag) = ([(&hier, &na), (&daar, &terug)], poging.nu.datum());
            beeindig_elders(poging, toegang, &beide, Delingseinde::Vertrokken, vandaag).await?;
            let leden = terug.leden();
            self.geef_bsns_terug(poging, gemeente, &leden, &hier)?;
            self.neem_bsns(poging, gemeente, &leden, &daar)
        })
        .await
    }

    /// Judges that two huishoudens that look the same are not.
    ///
    /// # Errors
    /// The rules of `huishouden`; as [`Application::voer`].
    pub async fn sluit_dubbel_uit(
        &self,
        toegang: &Toegang<HuishoudensSamenvoegen>,
        aanvraag: &Aanvraag,
        ander: HuishoudenId,
    ) -> Result<Receipt, UseCaseError> {
        self.voer(toegang.gemeente(), aanvraag, Some(toegang.resource()), async |poging| {
            let (hier, _) = laad_beide(poging, toegang, ander).await?;
            let wat = HuishoudenCommand::SluitDubbelUit { ander };
            poging.besluit(&hier, toegang.opdracht(wat, poging.nu, poging.gebeurd_op()))
        })
        .await
    }

    fn neem_bsns(
        &self,
        poging: &mut Poging<'_>,
        gemeente: &Gemeente,
        leden: &[Lid],
        huishouden: &Geladen<Huishouden>,
    ) -> Result<(), UseCaseError> {
        for bsn in leden.iter().filter_map(|lid| lid.bsn.as_ref()?.waarde()) {
            poging.neem(self.bsn_claim(gemeente, bsn)?, huishouden.id);
        }
        Ok(())
    }

    fn geef_bsns_terug(
        &self,
        poging: &mut Poging<'_>,
        gemeente: &Gemeente,
        leden: &[Lid],
        huishouden: &Geladen<Huishouden>,
    ) -> Result<(), UseCaseError> {
        for bsn in leden.iter().filter_map(|lid| lid.bsn.as_ref()?.waarde()) {
            poging.geef_terug(self.bsn_claim(gemeente, bsn)?, huishouden.id);
        }
        Ok(())
    }
}

/// The huishouden in the path, and the other one.
async fn laad_beide(
    poging: &Poging<'_>,
    toegang: &Toegang<HuishoudensSamenvoegen>,
    ander: HuishoudenId,
) -> Result<(Geladen<Huishouden>, Geladen<Huishouden>), UseCaseError> {
    if ander.uuid() == toegang.resource() {
        return Err(HuishoudenError::NietMetZichzelf.into());
    }
    let hier = poging.laad_genoemd::<Huishouden>(toegang.resource()).await?;
    Ok((hier, poging.laad::<Huishouden>(ander.uuid()).await?))
}

pub(super) fn na_besluit<H: Handeling>(
    poging: &mut Poging<'_>,
    toegang: &Toegang<H>,
    huishouden: &Geladen<Huishouden>,
    wat: HuishoudenCommand,
) -> Result<Huishouden, UseCaseError> {
    poging.na_besluit(huishouden, toegang.opdracht(wat, poging.nu, poging.gebeurd_op()))
}
