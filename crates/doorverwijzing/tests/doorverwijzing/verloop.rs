//! From answer to end, and the waiting in between (D8 to D12).

use regieboek_doorverwijzing::{
    DoorverwijzingCommand, Hulpresultaat, Intrekreden, Wachtoorzaak, Wachtperiode, Weigeraar, Weigering, Weigerreden,
};
use regieboek_kernel::{Actor, Beleid, Beslisser as _, Bevoegdheid, DoorverwijzingId, Lijstcode};
use strum::VariantNames as _;
use uuid::Uuid;

use crate::woordenschat::*;

fn rond_af(resultaat: Hulpresultaat) -> DoorverwijzingCommand {
    DoorverwijzingCommand::RondAf { resultaat, toelichting: tekst("Zie verslag.") }
}

fn trek_in(reden: Intrekreden) -> DoorverwijzingCommand {
    DoorverwijzingCommand::TrekIn { reden }
}

/// D8
#[test]
fn wie_accepteert_wordt_houder() {
    let verhaal = Verhaal::inzet()
        .geeft(collega_aanbieder(), "2026-03-04", aanvaard(None), &["VerwijzingAanvaard"])
        .is("aanvaard");
    assert_eq!(verhaal.nu.houder(), Some(id(&collega_aanbieder())));
}

/// D8
#[test]
fn alleen_de_geadresseerde_organisatie_en_functie_antwoordt() {
    let verhaal = Verhaal::inzet();
    let verhaal = verhaal.weigert(andere_aanbieder(), "2026-03-03", aanvaard(None), "niet-geadresseerd");
    let verhaal = verhaal.weigert(schoolcoach(), "2026-03-03", weiger(), "niet-geadresseerd");
    verhaal.weigert(Actor::Systeem, "2026-03-03", aanvaard(None), "niet-geadresseerd");

    let recept = Verhaal::van(huisarts(), recept());
    let recept = recept.weigert(vrijwilliger_bij_welzijn(), "2026-03-03", aanvaard(None), "niet-geadresseerd");
    recept.dan(sociaal_makelaar(), "2026-03-03", aanvaard(None));

    let erbij = Verhaal::van(regisseur(), erbij_halen());
    erbij.dan(vrijwilliger_bij_welzijn(), "2026-03-03", aanvaard(None)).is("aanvaard");
}

#[test]
fn dezelfde_acceptatie_herhalen_verandert_niets() {
    Verhaal::inzet()
        .dan(aanbieder(), "2026-03-04", aanvaard(Some("2026-03-20")))
        .geeft(aanbieder(), "2026-03-04", aanvaard(Some("2026-03-20")), &[])
        .weigert(collega_aanbieder(), "2026-03-04", aanvaard(Some("2026-03-20")), "past-niet-bij-toestand");
}

#[test]
fn een_start_meer_dan_zes_weken_na_acceptatie_betekent_dat_hulp_stagneert() {
    // Accepted on Wednesday 4 March: Wednesday 15 April is the last day.
    let op_tijd = aanvaard(Some("2026-04-15"));
    Verhaal::inzet().geeft(aanbieder(), "2026-03-04", op_tijd, &["VerwijzingAanvaard"]);
    let te_laat = aanvaard(Some("2026-04-16"));
    let verhaal = Verhaal::inzet().geeft(aanbieder(), "2026-03-04", te_laat, &["VerwijzingAanvaard", "HulpStagneert"]);
    assert_eq!(verhaal.feiten[2].verantwoording.bevoegdheid, Bevoegdheid::Regel);
}

/// D10
#[test]
fn veertien_weken_wachttijd_melden_betekent_dat_hulp_stagneert() {
    Verhaal::inzet()
        .dan(aanbieder(), "2026-03-04", aanvaard(None))
        .geeft(
            aanbieder(),
            "2026-03-06",
            wachttijd("2026-06-10", Wachtoorzaak::WachtrijAanbieder),
            &["WachttijdGemeld", "HulpStagneert"],
        )
        .geeft(aanbieder(), "2026-03-06", wachttijd("2026-06-10", Wachtoorzaak::WachtrijAanbieder), &[])
        .geeft(
            aanbieder(),
            "2026-03-10",
            wachttijd("2026-04-01", Wachtoorzaak::BewonerVroegTeWachten),
            &["WachttijdGemeld"],
        )
        .weigert(
            aanbieder(),
            "2026-03-10",
            wachttijd("2026-04-01", Wachtoorzaak::Geweigerd),
            "wachtoorzaak-volgt-uit-feiten",
        );
}

/// D9
#[test]
fn een_weigering_laat_het_huishouden_niet_zonder_eigenaar_achter() {
    let zonder_stap = Weigering { volgende_stap: tekst(""), ..weigering(Weigeraar::Aanbieder) };
    Verhaal::inzet()
        .weigert(aanbieder(), "2026-03-03", DoorverwijzingCommand::Weiger(zonder_stap), "volgende-stap-ontbreekt")
        .geeft(aanbieder(), "2026-03-03", weiger(), &["VerwijzingGeweigerd"])
        .geeft(aanbieder(), "2026-03-03", weiger(), &[])
        .is("geweigerd");
}

/// D1
#[test]
fn een_weigering_door_de_bewoner_mag_een_ander_vastleggen() {
    let door_bewoner = DoorverwijzingCommand::Weiger(weigering(Weigeraar::Bewoner));
    Verhaal::inzet()
        .weigert(Actor::Systeem, "2026-03-03", door_bewoner.clone(), "alleen-door-professional")
        .dan(regisseur(), "2026-03-03", door_bewoner)
        .is("geweigerd");
}

/// D24
#[test]
fn alleen_een_reden_of_resultaat_uit_de_codelijst_van_die_dag_kan() {
    let mut beleid = Beleid::standaard();
    beleid.inhoud.codelijsten.weigerredenen.retain(|code| code.woord.as_str() != "geen-contract");
    beleid.inhoud.codelijsten.hulpresultaten.retain(|code| code.woord.as_str() != "behaald");
    let geweigerd = |verhaal: &Verhaal, wat| {
        let uitkomst = verhaal.nu.decide(opdracht(aanbieder(), op("2026-03-03"), wat), &beleid);
        uitkomst.unwrap_err().to_string()
    };
    let tekst = "is niet in gebruik bij deze gemeente. Het geldende beleid noemt de codes die u kunt kiezen.";
    assert_eq!(geweigerd(&Verhaal::inzet(), weiger()), format!("De code 'geen-contract' {tekst}"));
    let gestart = Verhaal::inzet().dan(aanbieder(), "2026-03-02", aanvaard(None)).dan(
        aanbieder(),
        "2026-03-02",
        start("2026-03-02"),
    );
    assert_eq!(geweigerd(&gestart, rond_af(Hulpresultaat::Behaald)), format!("De code 'behaald' {tekst}"));
    gestart.dan(aanbieder(), "2026-03-03", rond_af(Hulpresultaat::Behaald)).is("afgerond");
}

/// D24
#[test]
fn het_standaardbeleid_kent_elke_reden_en_elk_resultaat_met_hun_nummers_in_ijw() {
    let codelijsten = Beleid::standaard().inhoud.codelijsten;
    let woorden = |lijst: &[Lijstcode]| lijst.iter().map(|code| code.woord.to_string()).collect::<Vec<_>>();
    assert_eq!(woorden(&codelijsten.weigerredenen), Weigerreden::VARIANTS);
    assert_eq!(woorden(&codelijsten.hulpresultaten), Hulpresultaat::VARIANTS);
    let nummers = codelijsten.weigerredenen.iter().map(|code| (code.lijst.as_str(), code.id.as_str()));
    assert!(nummers.eq(["1", "2", "3", "4", "5", "6", "7", "8", "9"].map(|id| ("WJ759", id))));
    assert!(codelijsten.hulpresultaten.iter().all(|code| code.lijst == "JZ588"));
}

/// D8, D11
#[test]
fn hulp_start_tussen_de_aanvraag_en_vandaag() {
    Verhaal::inzet()
        .dan(aanbieder(), "2026-03-04", aanvaard(None))
        .weigert(aanbieder(), "2026-03-10", start("2026-03-11"), "start-in-toekomst")
        .weigert(aanbieder(), "2026-03-10", start("2026-03-01"), "start-voor-aanvraag")
        .weigert(andere_aanbieder(), "2026-03-10", start("2026-03-10"), "niet-geadresseerd")
        .geeft(collega_aanbieder(), "2026-03-10", start("2026-03-10"), &["VerwijzingGestart"])
        .geeft(aanbieder(), "2026-03-10", start("2026-03-10"), &[])
        .is("gestart");
}

/// D12
#[test]
fn niet_gestarte_hulp_wordt_alleen_voortijdig_afgerond() {
    let aanvaard = Verhaal::inzet().dan(aanbieder(), "2026-03-04", aanvaard(None));
    aanvaard
        .weigert(aanbieder(), "2026-03-10", rond_af(Hulpresultaat::Behaald), "nog-niet-gestart")
        .dan(aanbieder(), "2026-03-10", rond_af(Hulpresultaat::VoortijdigDoorAanbieder))
        .is("afgerond");
}

#[test]
fn na_de_afronding_is_het_klaar() {
    let verhaal = Verhaal::inzet()
        .dan(aanbieder(), "2026-03-04", aanvaard(None))
        .dan(aanbieder(), "2026-03-10", start("2026-03-10"))
        .geeft(aanbieder(), "2026-06-10", rond_af(Hulpresultaat::Behaald), &["VerwijzingAfgerond"])
        .geeft(aanbieder(), "2026-06-10", rond_af(Hulpresultaat::Behaald), &[])
        .weigert(schoolcoach(), "2026-06-11", trek_in(Intrekreden::NietMeerNodig), "past-niet-bij-toestand");
    assert_eq!(verhaal.nu.houder(), Some(id(&aanbieder())));
}

#[test]
fn wordt_een_andere_aanbieder_ingezet_dan_wordt_de_eerste_inzet_ingetrokken() {
    let reden = Intrekreden::AndereAanbieder { verwijzing: DoorverwijzingId::new(Uuid::from_u128(7)) };
    let verhaal = Verhaal::inzet()
        .dan(aanbieder(), "2026-03-04", aanvaard(None))
        .geeft(regisseur(), "2026-04-01", trek_in(reden), &["VerwijzingIngetrokken"])
        .geeft(regisseur(), "2026-04-01", trek_in(reden), &[])
        .is("ingetrokken");
    assert_eq!(verhaal.nu.houder(), Some(id(&aanbieder())), "wiens zicht eindigt");
}

/// D10
#[test]
fn wachttijd_volgt_uit_de_feiten_gesplitst_naar_oorzaak() {
    let periode = |oorzaak, van: &str, tot: &str| Wachtperiode { oorzaak, van: op(van), tot: Some(op(tot)) };
    let gestart = Verhaal::inzet()
        .dan(aanbieder(), "2026-03-04", aanvaard(None))
        .dan(aanbieder(), "2026-03-06", wachttijd("2026-03-30", Wachtoorzaak::BewonerVroegTeWachten))
        .dan(aanbieder(), "2026-03-31", start("2026-03-30"));
    assert_eq!(
        gestart.nu.wachttijd(),
        [
            periode(Wachtoorzaak::NiemandAntwoordde, "2026-03-02", "2026-03-04"),
            periode(Wachtoorzaak::WachtrijAanbieder, "2026-03-04", "2026-03-06"),
            periode(Wachtoorzaak::BewonerVroegTeWachten, "2026-03-06", "2026-03-29T22:00:00Z"),
        ]
    );
    let geweigerd = Verhaal::inzet().dan(aanbieder(), "2026-03-05", weiger());
    assert_eq!(geweigerd.nu.wachttijd(), [periode(Wachtoorzaak::Geweigerd, "2026-03-02", "2026-03-05")]);
    let nog_wachtend = Verhaal::inzet().nu.wachttijd();
    assert_eq!(nog_wachtend.first().and_then(|periode| periode.tot), None);
}

#[test]
fn een_terugwerkende_start_telt_geen_wachten_dat_er_niet_was() {
    let verhaal = Verhaal::inzet().dan(aanbieder(), "2026-03-06", aanvaard(None)).dan(
        aanbieder(),
        "2026-03-06",
        start("2026-03-02"),
    );
    assert_eq!(verhaal.nu.wachttijd(), []);
}
