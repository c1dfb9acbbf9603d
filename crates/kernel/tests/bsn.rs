//! The burgerservicenummer and its elfproef.

use proptest::prelude::*;
use regieboek_kernel::Bsn;

fn is_bsn(tekst: &str) -> bool {
    tekst.parse::<Bsn>().is_ok()
}

#[test]
fn een_bsn_heeft_negen_cijfers_en_voldoet_aan_de_elfproef() {
    let tabel = [
        ("999990019", true, "test range"),
        ("999990021", false, "test range, fails"),
        ("123456782", true, "passes"),
        ("123456789", false, "fails"),
        ("111222333", true, "passes"),
        ("010000008", true, "a leading zero"),
        ("000000000", false, "nine zeros pass the sum but are no number"),
        ("12345678", false, "eight digits"),
        ("1234567820", false, "ten digits"),
        ("", false, "empty"),
        ("12345678a", false, "a letter"),
        ("abcdefghi", false, "letters"),
        ("123.456.782", false, "dots"),
        (" 123456782", false, "a space before"),
        ("123456782 ", false, "a space behind"),
        ("-12345678", false, "a sign"),
        ("１２３", false, "nine bytes of wide digits"),
    ];
    for (tekst, goed, waarom) in tabel {
        assert_eq!(is_bsn(tekst), goed, "{tekst}: {waarom}");
    }
}

#[test]
fn ongeveer_een_op_de_elf_nummers_is_een_bsn() {
    let goed = (999_900_000..1_000_000_000u32).filter(|n| is_bsn(&n.to_string())).count();
    assert!((9_080..=9_100).contains(&goed), "{goed} of 100000");
}

#[test]
fn een_bsn_drukt_zich_nooit_af() {
    let bsn: Bsn = "999990019".parse().unwrap();
    assert_eq!(format!("{bsn:?} {:?} {:#?}", Some(&bsn), bsn), "*** Some(***) ***");
    assert_eq!(bsn.cijfers(), "999990019");
    let fout = serde_json::from_str::<Bsn>(r#""999990021""#).unwrap_err().to_string();
    assert!(!fout.contains("99999"), "{fout}");
}

#[test]
fn een_bsn_is_tekst_in_json() {
    let bsn: Bsn = "999990019".parse().unwrap();
    assert_eq!(serde_json::to_string(&bsn).unwrap(), r#""999990019""#);
    assert_eq!(serde_json::from_str::<Bsn>(r#""999990019""#).unwrap(), bsn);
}

proptest! {
    #[test]
    fn bij_acht_cijfers_hoort_hoogstens_een_laatste_cijfer(kop in 1..100_000_000u32) {
        let goed: Vec<String> = (0..10).map(|c| format!("{kop:08}{c}")).filter(|n| is_bsn(n)).collect();
        let som: u32 = format!("{kop:08}").bytes().zip((2..=9).rev()).map(|(b, g)| u32::from(b - b'0') * g).sum();
        let verwacht = (som % 11 < 10).then(|| format!("{kop:08}{}", som % 11));
        prop_assert_eq!(goed, Vec::from_iter(verwacht));
    }

    #[test]
    fn een_fout_cijfer_of_twee_verwisselde_cijfers_vallen_op(kop in 1..100_000_000u32, plek in 0..9usize, ander in 0..10u8) {
        let som: u32 = format!("{kop:08}").bytes().zip((2..=9).rev()).map(|(b, g)| u32::from(b - b'0') * g).sum();
        prop_assume!(som % 11 < 10);
        let goed = format!("{kop:08}{}", som % 11).into_bytes();
        let mut fout = goed.clone();
        fout[plek] = b'0' + ander;
        prop_assert!(fout == goed || !is_bsn(std::str::from_utf8(&fout).unwrap()));
        let mut gewisseld = goed.clone();
        gewisseld.swap(plek, (plek + 1).min(8));
        prop_assert!(gewisseld == goed || plek == 7 || !is_bsn(std::str::from_utf8(&gewisseld).unwrap()));
    }

    #[test]
    fn geen_enkele_tekst_geeft_paniek(tekst in ".*") {
        let _ = is_bsn(&tekst);
    }
}
