//! The case file and the history, over the real aggregates and the real store.

#![expect(clippy::unwrap_used, reason = "tests: a value that is not there is a failed test")]

mod splitsing;
mod verhaal;
mod wereld;

use regieboek_api_types::dossier::Regieperiode;
use regieboek_kernel::Tijdstip;

use crate::verhaal::*;
use crate::wereld::*;

fn regisseurs_op(perioden: &[Regieperiode], op: Tijdstip) -> Vec<&Regieperiode> {
    let geldt = |p: &&Regieperiode| tijd(&p.van) <= op && p.tot.as_deref().is_none_or(|tot| op < tijd(tot));
    perioden.iter().filter(geldt).collect()
}

#[tokio::test]
async fn het_dossier_zegt_wat_er_is_gebeurd() {
    let mut wereld = Wereld::nieuw("inhoud").await;
    wereld.heel_verhaal().await;
    let dossier = wereld.dossier(&cjg_coach(), huishouden()).await.unwrap();

    assert_eq!(dossier.gebied, "hoofddorp-zuidwest");
    assert_eq!(dossier.leden[0].naam.as_deref(), Some("KANARIE moeder"));
    assert_eq!(dossier.leden[0].bsn.as_deref(), Some(BSN));
    assert_eq!(dossier.leden[0].geboortedatum.as_deref(), Some(GEBOREN));
    assert_eq!(dossier.gezag[0].gezaghebbende.lid_id, Some(id("moeder")));
    assert_eq!(dossier.signalen[0].terugkoppelingen.len(), 1);
    assert!(!dossier.signalen[0].terugkoppeling_verschuldigd);
    let intake = &dossier.intakes[0];
    assert_eq!(intake.conclusie.as_deref(), Some("plan"));
    assert_eq!(intake.scores["werk-en-inkomen"].score, Some(1));
    assert_eq!(intake.veiligheidsoordeel.as_deref(), Some("zorgelijk"));

    let plan = dossier.plan.as_ref().unwrap();
    assert_eq!((plan.toestand.as_str(), plan.voorrang), ("actief", true));
    assert_eq!(plan.doelen[1].evaluatie.as_ref().unwrap().oordeel, "deels-behaald");
    assert_eq!(plan.volgorde, [actie("post").uuid(), actie("meelopen").uuid()]);
    assert_eq!(plan.volgorde_door.as_deref(), Some("coordinator-meer-team"));
    let controles = &plan.nazorg.as_ref().unwrap().controles;
    assert_eq!(controles[0].uitkomst.as_deref(), Some("terugval"));
    assert_eq!(controles[1].uitkomst, None);

    let [inzet, ggz] = dossier.doorverwijzingen.as_slice() else { panic!("two referrals") };
    assert_eq!(inzet.bevoegdheid, format!("mandaat {} versie 1", id("mandaat")));
    assert_eq!(inzet.bevoegdheid_code, format!("mandaat:{}@1", id("mandaat")));
    assert_eq!(ggz.bevoegdheid, "Jeugdwet 2.6 lid 1 onder e (tekst geldend vanaf 2015-01-01)");
    assert_eq!(inzet.verwachte_start.as_deref(), Some("2025-06-16"));
    assert_eq!(inzet.stagneert_door.as_deref(), Some("wachtrij-aanbieder"));
    assert_eq!(inzet.toestand, "ingetrokken");
    let intrekking = inzet.intrekking.as_ref().unwrap();
    assert_eq!((intrekking.reden.as_str(), intrekking.andere_verwijzing), ("andere-aanbieder", Some(id("ggz"))));
    assert_eq!(inzet.terugkoppelingen.len(), 1);

    let escalatie = &dossier.escalaties[0];
    assert_eq!(escalatie.toestand, "in-nazorg");
    let doorbraak = &escalatie.doorbraken[0];
    assert_eq!(doorbraak.regel_of_instantie, "toelating-schulddienstverlening");
    assert_eq!(doorbraak.omschrijving.as_deref(), Some("KANARIE motivatie-eis"));
    assert_eq!((doorbraak.kosten_euro, doorbraak.kostendrager.as_str()), (1200, "gemeente-haarlemmermeer"));

    assert_eq!(dossier.klantroute.overdrachten, 2);
    assert_eq!(dossier.klantroute.max_professionals, 5);
    assert_eq!(dossier.klantroute.verhaal_verteld, 5);
}

#[tokio::test]
async fn op_elke_dag_is_er_precies_een_regisseur_zolang_het_plan_actief_is() {
    let mut wereld = Wereld::nieuw("regisseurs").await;
    wereld.heel_verhaal().await;
    let dossier = wereld.dossier(&cjg_coach(), huishouden()).await.unwrap();
    let perioden = dossier.plan.unwrap().regisseurs;
    let gronden: Vec<_> = perioden.iter().map(|p| p.grond.as_str()).collect();
    assert_eq!(gronden, ["planopening", "escalatie", "afschaling", "heropening"]);
    assert_eq!(perioden[2].warme_overdracht.as_deref(), Some("2025-06-16"));

    let (overname, teruggave) = (tijd("2025-03-17T10:00:00Z"), tijd("2025-06-17T09:00:00Z"));
    let (sluiting, heropening) = (tijd("2025-10-01T09:00:00Z"), tijd("2026-01-05T09:00:00Z"));
    let mut op = tijd("2025-03-03T09:00:00Z");
    while op < tijd("2026-02-01T00:00:00Z") {
        let wie = regisseurs_op(&perioden, op);
        let functie = if (overname..teruggave).contains(&op) { "coordinator-meer-team" } else { "cjg-coach" };
        if (sluiting..heropening).contains(&op) {
            assert!(wie.is_empty(), "nobody holds a closed plan at {op}");
        } else {
            assert_eq!(wie.len(), 1, "one regisseur at {op}");
            assert_eq!(wie[0].wie.functie, functie, "at {op}");
        }
        op = op.plus_uren(1);
    }
}

#[tokio::test]
async fn de_stand_van_de_dag_voor_en_na_de_overname_is_na_te_spelen() {
    let mut wereld = Wereld::nieuw("stand").await;
    wereld.heel_verhaal().await;
    let stand = async |op| wereld.stand(&auditor(), huishouden(), op).await;

    assert!(stand(tijd("2025-03-02T12:00:00Z")).await.is_none(), "nothing was known yet");
    let ervoor = stand(Tijdstip::einde_van(dag("2025-03-16"))).await.unwrap();
    let erna = stand(Tijdstip::einde_van(dag("2025-03-17"))).await.unwrap();
    let regisseur = |stand: &regieboek_api_types::dossier::Stand| {
        stand.dossier.plan.as_ref().unwrap().regisseur.as_ref().unwrap().wie.functie.clone()
    };
    assert_eq!(regisseur(&ervoor), "cjg-coach");
    assert_eq!(regisseur(&erna), "coordinator-meer-team");
    assert!(ervoor.positie < erna.positie && ervoor.dossier.versie < erna.dossier.versie);
    assert!(ervoor.dossier.escalaties.is_empty());
    assert_eq!(erna.dossier.escalaties[0].toestand, "aangenomen");
    assert_eq!(ervoor.dossier.plan.unwrap().volgorde_door.as_deref(), Some("cjg-coach"));
    assert_eq!(ervoor.dossier.doorverwijzingen[0].toestand, "aanvaard");
}

#[tokio::test]
async fn het_dossier_van_nu_is_de_stand_van_nu() {
    let mut wereld = Wereld::nieuw("gelijk").await;
    wereld.heel_verhaal().await;
    let live = wereld.dossier(&cjg_coach(), huishouden()).await.unwrap();
    let nagespeeld = wereld.stand(&cjg_coach(), huishouden(), wereld.nu).await.unwrap();
    assert!(json(&live) == json(&nagespeeld.dossier));
    assert_eq!(nagespeeld.positie, wereld.store.head(&gemeente()).await.unwrap());
}

#[tokio::test]
async fn een_auditor_ziet_geen_enkel_persoonsgegeven_en_wel_alle_codes_en_dagen() {
    let mut wereld = Wereld::nieuw("auditor").await;
    wereld.heel_verhaal().await;
    let stand = wereld.stand(&auditor(), huishouden(), wereld.nu).await.unwrap();
    let geschiedenis = wereld.geschiedenis(&auditor(), huishouden(), 0, 1000).await.unwrap();
    for tekst in [json(&stand).to_string(), json(&geschiedenis).to_string()] {
        for kanarie in [KANARIE, BSN, GEBOREN, "2013-09-10", "vernietigd", "leesbaar"] {
            assert!(!tekst.contains(kanarie), "an auditor sees {kanarie}");
        }
    }
    assert_eq!(stand.dossier.intakes[0].scores["veiligheid"].score, Some(4));
    assert_eq!(stand.dossier.escalaties[0].doorbraken[0].obstakelsoort, "toelatingseis");
    assert_eq!(stand.dossier.leden.len(), 3);
    let regisseur = wereld.geschiedenis(&cjg_coach(), huishouden(), 0, 1000).await.unwrap();
    assert!(json(&regisseur).to_string().contains("KANARIE moeder"));
    assert!(wereld.dossier(&auditor(), huishouden()).await.is_none(), "an auditor has no live case file");
}

#[tokio::test]
async fn wat_vernietigd_is_komt_als_leeg_en_breekt_niets() {
    let mut wereld = Wereld::nieuw("vernietigd").await;
    wereld.tot_en_met_plan().await;
    wereld.inzetten().await;
    let dossier = wereld.dossier(&cjg_coach(), huishouden()).await.unwrap();
    let oom = &dossier.leden[2];
    assert_eq!((&oom.naam, &oom.geboortedatum, &oom.bsn), (&None, &None, &None));
    assert_eq!(dossier.doorverwijzingen[0].lichter_bekeken, None);
    let geschiedenis = wereld.geschiedenis(&cjg_coach(), huishouden(), 0, 1000).await.unwrap();
    let registratie = geschiedenis.items.iter().find(|item| item.feit == "HuishoudenGeregistreerd").unwrap();
    assert!(registratie.inhoud["leden"][2]["naam"].is_null());
    assert_eq!(registratie.inhoud["leden"][0]["naam"], "KANARIE moeder");
}

#[tokio::test]
async fn een_betrokkene_ziet_alleen_de_leefgebieden_die_met_hem_zijn_gedeeld() {
    let mut wereld = Wereld::nieuw("zicht").await;
    wereld.tot_en_met_plan().await;
    wereld.inzetten().await;
    let school = wereld.dossier(&schoolcoach(), huishouden()).await.unwrap();
    assert!(school.leden.iter().all(|lid| lid.bsn.is_none()));
    assert_eq!(school.intakes[0].scores.keys().collect::<Vec<_>>(), ["meedoen"]);
    assert_eq!(school.intakes[0].eigen_woorden, None);
    assert!(school.signalen.is_empty());
    let plan = school.plan.as_ref().unwrap();
    assert_eq!(plan.doelen.iter().map(|doel| doel.leefgebied.as_str()).collect::<Vec<_>>(), ["meedoen"]);
    assert_eq!(plan.acties.len(), 1);
    assert_eq!(plan.volgorde, [actie("meelopen").uuid()]);
    assert_eq!(school.toestemmingen.len(), 1);
    assert_eq!(school.doorverwijzingen.iter().map(|v| v.id).collect::<Vec<_>>(), [inzet()]);

    let arts = wereld.dossier(&huisarts(), huishouden()).await.unwrap();
    assert_eq!(arts.intakes[0].scores.keys().collect::<Vec<_>>(), ["gezondheid"]);
    assert_eq!(arts.intakes[0].veiligheidsoordeel, None);
    assert!(arts.toestemmingen.is_empty());
    let bescherming = wereld.dossier(&jeugdbeschermer(), huishouden()).await.unwrap();
    assert_eq!(bescherming.intakes[0].scores.keys().collect::<Vec<_>>(), ["veiligheid"]);
    assert_eq!(bescherming.intakes[0].veiligheidsoordeel.as_deref(), Some("zorgelijk"));
    assert!(wereld.dossier(&aanbieder(), huishouden()).await.is_none());
    assert!(wereld.stand(&schoolcoach(), huishouden(), wereld.nu).await.is_none());
}

#[tokio::test]
async fn wie_de_regie_aan_het_meer_team_gaf_houdt_zicht_zonder_bsn() {
    let mut wereld = Wereld::nieuw("vorige").await;
    wereld.tot_en_met_plan().await;
    wereld.inzetten().await;
    wereld.escaleren().await;
    let vorige = wereld.dossier(&cjg_coach(), huishouden()).await.unwrap();
    assert_eq!(vorige.plan.as_ref().unwrap().doelen.len(), 2);
    assert_eq!(vorige.escalaties[0].doorbraken.len(), 1);
    assert_eq!(vorige.leden[0].bsn, None);
    let school = wereld.dossier(&schoolcoach(), huishouden()).await.unwrap();
    assert_eq!(school.escalaties[0].toestand, "aangenomen");
    assert!(school.escalaties[0].doorbraken.is_empty() && school.escalaties[0].gronden.is_empty());
    let meer = wereld.dossier(&coordinator(), huishouden()).await.unwrap();
    assert_eq!(meer.leden[0].bsn.as_deref(), Some(BSN));
}

#[tokio::test]
async fn de_geschiedenis_noemt_wie_waarop_en_waarom_en_is_te_bladeren() {
    let mut wereld = Wereld::nieuw("geschiedenis").await;
    wereld.heel_verhaal().await;
    let alles = wereld.geschiedenis(&cjg_coach(), huishouden(), 0, 1000).await.unwrap();
    assert_eq!(alles.volgende, None);
    assert_eq!(alles.items[0].feit, "SignaalGemeld", "what came before the huishouden is part of its history");
    assert!(alles.items.is_sorted_by_key(|item| item.positie));
    let inzet = alles.items.iter().find(|item| item.feit == "VerwijzingAangevraagd").unwrap();
    assert_eq!(inzet.bevoegdheid, format!("mandaat {} versie 1", id("mandaat")));
    assert_eq!(inzet.wie.naam.as_deref(), Some("KANARIE schoolcoach"));
    assert_eq!(inzet.wie.functie, "schoolcoach");
    assert_eq!(inzet.inhoud["hulpvraag"], "KANARIE hulpvraag");
    assert_eq!(inzet.inhoud["soort"]["voorziening"], "ambulante-jeugdhulp");

    let (mut na, mut gebladerd) = (0, Vec::new());
    loop {
        let bladzijde = wereld.geschiedenis(&cjg_coach(), huishouden(), na, 7).await.unwrap();
        assert!(bladzijde.items.len() <= 7);
        gebladerd.extend(bladzijde.items);
        let Some(volgende) = bladzijde.volgende else { break };
        na = volgende;
    }
    assert!(json(&gebladerd) == json(&alles.items));
}
