//! Of two at once exactly one succeeds, on one server and on two servers on one file (SCENARIOS S6).

use std::sync::{Arc, Barrier};
use std::time::Duration;

use regieboek_access::handelingen::{EscalatieBeslissen, Escaleren, PlanVoeren};
use regieboek_access::{Beller, Relatie, Toegang};
use regieboek_application::{Aanvraag, Receipt, UseCaseError};
use regieboek_escalatie::Escalatie;
use regieboek_huishouden::{Huishouden, HuishoudenCommand};
use regieboek_kernel::{EscalatieId, Functie};
use tokio::runtime::Handle;
use tokio::task::JoinHandle;
use uuid::Uuid;

use super::wereld::*;

const RONDES: usize = 200;

pub(crate) type Uitkomst = Result<Receipt, UseCaseError>;

/// Lets two go at the same moment, each on a thread of its own.
pub(crate) async fn tegelijk<A: Future<Output = Uitkomst>, B: Future<Output = Uitkomst>>(
    een: impl FnOnce() -> A + Send + 'static,
    ander: impl FnOnce() -> B + Send + 'static,
) -> [Uitkomst; 2] {
    let start = Arc::new(Barrier::new(2));
    let (een, ander) = (op_eigen_draad(een, Arc::clone(&start)), op_eigen_draad(ander, start));
    [een.await.expect("the thread ends"), ander.await.expect("the thread ends")]
}

fn op_eigen_draad<F: Future<Output = Uitkomst>>(
    wat: impl FnOnce() -> F + Send + 'static,
    start: Arc<Barrier>,
) -> JoinHandle<Uitkomst> {
    tokio::task::spawn_blocking(move || {
        start.wait();
        Handle::current().block_on(wat())
    })
}

/// Which of the two won, and why the other did not.
pub(crate) fn winnaar(uitkomsten: [Uitkomst; 2]) -> (usize, UseCaseError) {
    match uitkomsten {
        [Ok(_), Err(fout)] => (0, fout),
        [Err(fout), Ok(_)] => (1, fout),
        [een, ander] => panic!("exactly one wins, not {een:?} and {ander:?}"),
    }
}

pub(crate) async fn neem_aan(server: Server, wie: Beller, zaak: Zaak, aanvraag: Aanvraag) -> Uitkomst {
    let toegang: Toegang<EscalatieBeslissen> = mag(&wie, zaak.escalatie, &[Relatie::Behandelaar]);
    server.app.neem_escalatie_aan(&toegang, &aanvraag).await
}

async fn escaleer(server: Server, wie: Beller, huishouden: Uuid, escalatie: Uuid) -> Uitkomst {
    let toegang: Toegang<Escaleren> = mag(&wie, huishouden, &[Relatie::Betrokkene]);
    server.app.escaleer(&toegang, &aanvraag(), EscalatieId::new(escalatie), melding(huishouden)).await
}

async fn draag_over(server: Server, naar: Beller, huishouden: Uuid, aanvraag: Aanvraag) -> Uitkomst {
    let toegang: Toegang<PlanVoeren> = mag(&naar, huishouden, &[Relatie::Regisseur]);
    let warme_overdracht = server.app.nu().datum();
    let wat = HuishoudenCommand::DraagRegieOver { naar: als_betrokkene(&naar), warme_overdracht };
    server.app.pas_toe::<Huishouden, _>(&toegang, &aanvraag, wat).await
}

/// Two coordinators accept the same escalatie; every other round without saying which version they have seen.
async fn twee_coordinatoren_nemen_dezelfde_escalatie_aan(wereld: &Wereld) {
    for ronde in 0..RONDES {
        let zaak = wereld.in_triage().await;
        let aanvraag = async || if ronde % 2 == 0 { wereld.bij(zaak.escalatie).await } else { aanvraag() };
        let (van_anna, van_bram) = (aanvraag().await, aanvraag().await);
        let (eerste, tweede) = (wereld.server(0), wereld.server(1));
        let uitkomsten = tegelijk(
            move || neem_aan(eerste, anna(), zaak, van_anna),
            move || neem_aan(tweede, bram(), zaak, van_bram),
        )
        .await;

        let (wie, fout) = winnaar(uitkomsten);
        let wie = [anna(), bram()][wie].clone();
        if let UseCaseError::Verouderd(Some(stand)) = fout {
            assert_eq!((stand.versie, stand.functie), (3, Functie::CoordinatorMeerTeam), "learns who won");
        } else {
            // The second: the huishouden was read when the other had just won, the escalatie just before.
            let code = regel(Err(fout));
            assert!(["past-niet-bij-toestand", "escalatie-nog-open"].contains(&code), "round {ronde}: {code}");
        }
        let regisseurs = [als_betrokkene(&cjg_coach()), als_betrokkene(&wie)];
        assert_eq!(wereld.regisseurs(zaak.huishouden).await, regisseurs, "round {ronde}");
        let escalatie: Escalatie = wereld.staat(zaak.escalatie).await;
        assert_eq!(escalatie.coordinator().map(|c| c.professional), Some(wie.professional.id), "round {ronde}");
        assert_eq!(wereld.geschiedenis(zaak.escalatie).await.len(), 3, "the other left no trace");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn twee_coordinatoren_op_een_server() {
    twee_coordinatoren_nemen_dezelfde_escalatie_aan(&Wereld::met_servers(1).await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn twee_coordinatoren_op_twee_servers() {
    twee_coordinatoren_nemen_dezelfde_escalatie_aan(&Wereld::met_servers(2).await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn twee_professionals_escaleren_hetzelfde_huishouden() {
    let wereld = Wereld::met_servers(2).await;
    for ronde in 0..50_u128 {
        let huishouden = wereld.met_plan().await;
        let escalaties = [Uuid::from_u128(2 * ronde + 1), Uuid::from_u128(2 * ronde + 2)];
        let (eerste, tweede) = (wereld.server(0), wereld.server(1));
        let uitkomsten = tegelijk(
            move || escaleer(eerste, cjg_coach(), huishouden, escalaties[0]),
            move || escaleer(tweede, makelaar(), huishouden, escalaties[1]),
        )
        .await;

        let (wie, fout) = winnaar(uitkomsten);
        assert_eq!(al_open::<Receipt>(Err(fout)), escalaties[wie], "round {ronde}");
        assert_eq!(wereld.open_escalatie(huishouden).await, Some(escalaties[wie]));
        assert_eq!(wereld.versie(escalaties[1 - wie]).await, 0, "the other was never raised");
    }
}

/// A change of the huishouden only makes the escalatie be decided again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn escaleren_terwijl_het_huishouden_verandert_lukt() {
    let wereld = Wereld::met_servers(2).await;
    for ronde in 0..50_u128 {
        let huishouden = wereld.met_plan().await;
        let (eerste, tweede, gezien) = (wereld.server(0), wereld.server(1), wereld.bij(huishouden).await);
        let uitkomsten = tegelijk(
            move || escaleer(eerste, cjg_coach(), huishouden, Uuid::from_u128(ronde + 1)),
            move || draag_over(tweede, makelaar(), huishouden, gezien),
        )
        .await;
        assert!(uitkomsten.iter().all(Result::is_ok), "round {ronde}: {uitkomsten:?}");
    }
}

/// The Meer-team accepts while the regisseur hands over to a third: whichever comes first, both streams tell the same.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn aannemen_terwijl_de_regie_wordt_overgedragen_houdt_beide_verhalen_gelijk() {
    let wereld = Wereld::met_servers(2).await;
    for ronde in 0..50 {
        let zaak = wereld.in_triage().await;
        let (eerste, tweede) = (wereld.server(0), wereld.server(1));
        let (van_anna, van_makelaar) = (wereld.bij(zaak.escalatie).await, wereld.bij(zaak.huishouden).await);
        let [aangenomen, overgedragen] = tegelijk(
            move || neem_aan(eerste, anna(), zaak, van_anna),
            move || draag_over(tweede, makelaar(), zaak.huishouden, van_makelaar),
        )
        .await;

        aangenomen.expect("nobody else touched the escalatie");
        let voorgaande = match overgedragen {
            Ok(_) => vec![cjg_coach(), makelaar()],
            Err(UseCaseError::Verouderd(_)) => vec![cjg_coach()],
            Err(fout) => panic!("round {ronde}: {fout:?}"),
        };
        let escalatie: Escalatie = wereld.staat(zaak.escalatie).await;
        assert_eq!(escalatie.voorgaande_regisseur(), voorgaande.last().map(|wie| wie.professional.id));
        let allen: Vec<_> = voorgaande.iter().chain([&anna()]).map(als_betrokkene).collect();
        assert_eq!(wereld.regisseurs(zaak.huishouden).await, allen);
    }
}

/// As when terms pass one after the other on one huishouden, because the software that records them was down for weeks.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn wie_een_reeks_wijzigingen_voor_moet_laten_gaan_komt_daarna_aan_de_beurt() {
    let wereld = Wereld::nieuw().await;
    let huishouden = wereld.met_plan().await;
    let toegang: Toegang<PlanVoeren> = mag(&cjg_coach(), huishouden, &[Relatie::Regisseur]);
    let reeks = tokio::spawn(tokio::time::sleep(Duration::from_millis(100)));
    let uitkomst = wereld
        .app()
        .voer(&gemeente(), &aanvraag(), None, async |poging| {
            let geladen = poging.laad::<Huishouden>(huishouden).await?;
            if !reeks.is_finished() {
                wereld.regisseur_doet(huishouden, doel(huishouden)).await;
            }
            let opdracht = toegang.opdracht(doel(huishouden), poging.nu, None);
            poging.besluit(&geladen, opdracht)
        })
        .await;
    assert!(uitkomst.is_ok(), "{uitkomst:?}");
}
