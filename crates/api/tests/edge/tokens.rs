//! A corpus of tokens that must be refused, each beside a control that must be accepted (threats J1 to J9: signature
//! and algorithm, confusion, key ids, critical headers, audience and issuer, times, type, structure, weak keys).

use std::sync::atomic::Ordering;

use aws_lc_rs::hmac;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_ASN1_SIGNING, ECDSA_P384_SHA384_FIXED_SIGNING, EcdsaKeyPair, RSA_PKCS1_SHA256, RSA_PSS_SHA256,
};
use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD as B64};
use regieboek_api::auth::{MAX_LIFETIME_DEVELOPMENT, TokenFout, TokenVerifier, UitgeverError};
use regieboek_kernel::Rol;
use serde_json::{Value, json};

use crate::sleutelbos::*;

/// Tokens that must be refused, by name.
type Slecht = Vec<(String, String)>;

/// Adds one token per value of one member.
fn per_waarde(slecht: &mut Slecht, naam: &str, waarden: &[Value], maak: impl Fn(Value) -> String) {
    for waarde in waarden {
        let kort: String = waarde.to_string().chars().take(40).collect();
        slecht.push((format!("{naam} = {kort}"), maak(json!({ naam: waarde }))));
    }
}

fn vervang_segment(token: &str, nummer: usize, nieuw: impl Fn(&str) -> String) -> String {
    let delen = token.split('.').enumerate();
    delen.map(|(i, deel)| if i == nummer { nieuw(deel) } else { deel.to_owned() }).collect::<Vec<_>>().join(".")
}

/// J1: form and signature.
fn vorm(bos: &Sleutelbos, slecht: &mut Slecht) {
    let goed = bos.token(json!({}), json!({}));
    let (bericht, handtekening) = goed.rsplit_once('.').unwrap();
    let mut nee = |naam: &str, token: String| slecht.push((format!("J1 {naam}"), token));
    for alg in ["none", "None", "nOnE", ""] {
        nee(&format!("alg {alg}"), onderteken(&kop(alg, "rs"), &crate::sleutelbos::goed(), |_| vec![]));
        nee(&format!("alg {alg}, getekend"), bos.token(json!({ "alg": alg }), json!({})));
    }
    nee("zonder alg", bos.token(json!({ "alg": null }), json!({})));
    nee("lege handtekening", format!("{bericht}."));
    nee("leeg", String::new());
    nee("drie lege delen", "..".into());
    nee("twee delen", bericht.into());
    nee("vier delen", format!("{goed}."));
    nee("vijf delen (JWE)", format!("{goed}.AAAA.AAAA"));
    nee("spatie voor", format!(" {goed}"));
    nee("regeleinde achter", format!("{goed}\n"));
    nee("spatie in het midden", goed.replacen('.', ". ", 1));
    nee("opvulling", format!("{goed}="));
    nee("opvulling in de kop", vervang_segment(&goed, 0, |d| format!("{d}==")));
    nee("gewone base64", format!("{bericht}.{}", BASE64_STANDARD.encode(B64.decode(handtekening).unwrap())));
    nee(
        "bytes na de handtekening",
        vervang_segment(&goed, 2, |d| B64.encode([B64.decode(d).unwrap(), vec![0]].concat())),
    );
    nee("afgekapte handtekening", vervang_segment(&goed, 2, |d| B64.encode(&B64.decode(d).unwrap()[..255])));
    nee(
        "niet-canonieke base64",
        vervang_segment(&goed, 2, |d| format!("{}{}", &d[..d.len() - 1], if d.ends_with('B') { 'C' } else { 'B' })),
    );
    nee(
        "andere inhoud",
        vervang_segment(&goed, 1, |_| {
            B64.encode(pas_aan(crate::sleutelbos::goed(), json!({ "sub": "bram" })).to_string())
        }),
    );
    nee(
        "handtekening van een ander token",
        format!("{bericht}.{}", bos.token(json!({}), json!({ "sub": "x" })).rsplit_once('.').unwrap().1),
    );
}

/// J2: another algorithm than the key's.
fn verwarring(bos: &Sleutelbos, slecht: &mut Slecht) {
    let der = der(&bos.rsa);
    let pem = format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----", BASE64_STANDARD.encode(&der));
    let jwk = rsa_jwk(&bos.rsa, "rs", "RS256").to_string();
    let geheimen = [
        ("PEM", pem.clone().into_bytes()),
        ("PEM met regeleinde", format!("{pem}\n").into_bytes()),
        ("DER", der),
        ("JWK", jwk.into_bytes()),
        ("modulus", modulus(&bos.rsa)),
        ("leeg", vec![]),
    ];
    for (naam, geheim) in geheimen {
        let hmac = hmac::Key::new(hmac::HMAC_SHA256, &geheim);
        let token = onderteken(&kop("HS256", "rs"), &goed(), |m| hmac::sign(&hmac, m).as_ref().to_vec());
        slecht.push((format!("J2 HS256 met {naam}"), token));
    }
    let mut nee = |naam: &str, token: String| slecht.push((format!("J2 {naam}"), token));
    nee(
        "PS256 met de sleutel van RS256",
        onderteken(&kop("PS256", "rs"), &goed(), |m| rsa(&bos.rsa, &RSA_PSS_SHA256, m)),
    );
    nee(
        "RS256 met de sleutel van PS256",
        onderteken(&kop("RS256", "ps"), &goed(), |m| rsa(&bos.rsa, &RSA_PKCS1_SHA256, m)),
    );
    nee("PSS onder de naam RS256", onderteken(&kop("RS256", "rs"), &goed(), |m| rsa(&bos.rsa, &RSA_PSS_SHA256, m)));
    nee("RS256 met de kid van ES256", bos.token(json!({ "kid": "es" }), json!({})));
    for alg in ["RS512", "ES384", "EdDSA", "rs256", "RS256 "] {
        nee(alg, bos.token(json!({ "alg": alg }), json!({})));
    }
}

/// J3 and J4: key ids, references to keys, critical and nested headers.
fn kop_van_het_token(bos: &Sleutelbos, slecht: &mut Slecht) {
    let kids = [
        json!(null),
        json!(""),
        json!(1),
        json!(["rs"]),
        json!("../../../dev/null"),
        json!("rs' OR 1=1 --"),
        json!("rs\0"),
        json!("k".repeat(10_000)),
        json!("enc"),
        json!("partner"),
        json!("ontwikkel-1"),
        json!("RS"),
        json!("rs "),
    ];
    per_waarde(slecht, "kid", &kids, |kop| bos.token(kop, json!({})));
    let vreemd = |header: Value| {
        onderteken(&pas_aan(kop("RS256", "rs"), header), &goed(), |m| rsa(&bos.vreemd, &RSA_PKCS1_SHA256, m))
    };
    per_waarde(slecht, "jku", &[json!("https://aanvaller.example/jwks.json")], vreemd);
    per_waarde(slecht, "x5u", &[json!("https://aanvaller.example/x5u")], vreemd);
    per_waarde(slecht, "x5c", &[json!(["AAAA"])], vreemd);
    per_waarde(slecht, "jwk", &[rsa_jwk(&bos.vreemd, "rs", "RS256")], vreemd);
    slecht.push(("J3 sleutel van een andere uitgever".into(), vreemd(json!({ "kid": "partner" }))));
    for (naam, waarde) in [
        ("crit", json!(["exp"])),
        ("crit", json!([])),
        ("crit", json!(["https://onbekend.example"])),
        ("b64", json!(false)),
        ("zip", json!("DEF")),
        ("enc", json!("A256GCM")),
        ("cty", json!("JWT")),
    ] {
        per_waarde(slecht, naam, &[waarde], |kop| bos.token(kop, json!({})));
    }
    let typen = [
        json!(null),
        json!("JWT"),
        json!("id_token"),
        json!("logout+jwt"),
        json!("at"),
        json!(" at+jwt"),
        json!(["at+jwt"]),
        json!(""),
    ];
    per_waarde(slecht, "typ", &typen, |kop| bos.token(kop, json!({})));
}

/// J5 to J8: claims, by type and by value.
fn claims(bos: &Sleutelbos, slecht: &mut Slecht) {
    let groot = json!(u64::MAX);
    let tabel: &[(&str, &[Value])] = &[
        (
            "aud",
            &[
                json!(null),
                json!(""),
                json!("https://ander.example"),
                json!([]),
                json!(["https://ander.example"]),
                json!([AUDIENCE, 1]),
                json!(1),
                json!({ AUDIENCE: true }),
            ],
        ),
        (
            "iss",
            &[
                json!(null),
                json!(""),
                json!(format!("{ISSUER}/")),
                json!(ISSUER.to_uppercase()),
                json!([ISSUER]),
                json!("https://onbekend.example"),
                json!(ANDERE),
                json!(1),
            ],
        ),
        ("sub", &[json!(null), json!(""), json!(1), json!(["anna"]), json!("s".repeat(256))]),
        (
            "exp",
            &[
                json!(null),
                json!(NU - 30),
                json!(NU - 10),
                json!(format!("{}", NU + 60)),
                json!(NU as f64 + 60.5),
                json!(-1),
                groot.clone(),
                json!(NU + 891),
                json!([NU + 60]),
                json!(true),
            ],
        ),
        ("nbf", &[json!(NU + 31), json!("nu"), json!(NU as f64 + 0.5), json!(-5), groot.clone()]),
        ("iat", &[json!(null), json!(NU + 31), json!("nu"), json!(NU as f64), json!(-5), json!(0), groot]),
        ("gemeente", &[json!(null), json!("0363"), json!("394"), json!(394), json!(["0394"]), json!("0394 ")]),
        (
            "functie",
            &[json!(null), json!("systeem"), json!("directeur"), json!(["cjg-coach"]), json!("CjgCoach"), json!("")],
        ),
        ("organisatie", &[json!(null), json!("Niet Zo"), json!(1), json!("")]),
        ("rollen", &[json!("lezer"), json!([1]), json!({}), json!(["lezer", null])]),
        (
            "name",
            &[
                json!(null),
                json!(""),
                json!("  "),
                json!("n".repeat(201)),
                json!(1),
                json!("Anna\nadmin"),
                json!("Anna\0"),
            ],
        ),
    ];
    for (naam, waarden) in tabel {
        per_waarde(slecht, naam, waarden, |claims| bos.token(json!({}), claims));
    }
    let (kop, goed) = (kop("RS256", "rs").to_string(), goed().to_string());
    let mut nee = |naam: &str, token: String| slecht.push((format!("J8 {naam}"), token));
    nee("dubbele claim", bos.rauw(&kop, &goed.replacen('{', "{\"functie\":\"huisarts\",", 1)));
    nee("dubbele claim, anders geschreven", bos.rauw(&kop, &goed.replacen('{', "{\"s\\u0075b\":\"bram\",", 1)));
    nee("dubbele kid", bos.rauw(&kop.replacen('{', "{\"kid\":\"es\",", 1), &goed));
    nee("dubbele alg", bos.rauw(&kop.replacen('{', "{\"alg\":\"none\",", 1), &goed));
    nee("exp 1e400", bos.rauw(&kop, &goed.replace(&(NU + 600).to_string(), "1e400")));
    nee(
        "diep genest",
        bos.rauw(&kop, &goed.replacen('{', &format!("{{\"x\":{}1{},", "[".repeat(40), "]".repeat(40)), 1)),
    );
    nee("1 MB", bos.token(json!({}), json!({ "x": "a".repeat(1 << 20) })));
    nee("inhoud is een lijst", bos.rauw(&kop, "[]"));
    nee("inhoud is geen JSON", bos.rauw(&kop, "geen json"));
    nee("kop is een lijst", bos.rauw("[]", &goed));
    nee("tekst na de JSON", bos.rauw(&kop, &format!("{goed} {{}}")));
    nee("geen UTF-8", zegel(kop.as_bytes(), b"{\"sub\":\"\xff\"}", |m| rsa(&bos.rsa, &RSA_PKCS1_SHA256, m)));
    nee(
        "van een partner zonder mens",
        onderteken(
            &crate::sleutelbos::kop("RS256", "partner"),
            &json!({ "iss": ANDERE, "aud": AUDIENCE, "sub": "client", "iat": NU, "exp": NU + 60, "scope": "alles" }),
            |m| rsa(&bos.vreemd, &RSA_PKCS1_SHA256, m),
        ),
    );
}

/// J9: signatures and keys that mathematics lets through when nobody looks.
fn zwak(bos: &Sleutelbos, slecht: &mut Slecht) {
    let es = bos.es256();
    let mut nee = |naam: &str, token: String| slecht.push((format!("J9 {naam}"), token));
    nee("r = s = 0", vervang_segment(&es, 2, |_| B64.encode([0; 64])));
    nee(
        "r en s verwisseld",
        vervang_segment(&es, 2, |d| {
            let b = B64.decode(d).unwrap();
            B64.encode([&b[32..], &b[..32]].concat())
        }),
    );
    nee("een byte te kort", vervang_segment(&es, 2, |d| B64.encode(&B64.decode(d).unwrap()[..63])));
    let pkcs8 = bos.ec.to_pkcs8v1().unwrap();
    let asn1 = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, pkcs8.as_ref()).unwrap();
    nee("DER in plaats van r en s", onderteken(&kop("ES256", "es"), &goed(), |m| ecdsa(&asn1, m)));
    let p384 = EcdsaKeyPair::generate(&ECDSA_P384_SHA384_FIXED_SIGNING).unwrap();
    nee("andere kromme", onderteken(&kop("ES256", "es"), &goed(), |m| ecdsa(&p384, m)));
    let ontwikkel = bos.ontwikkel.token(&pas_aan(goed(), json!({ "iss": null, "aud": null }))).unwrap();
    nee("EdDSA, nullen", vervang_segment(&ontwikkel, 2, |_| B64.encode([0; 64])));
    nee("EdDSA, punt van kleine orde", vervang_segment(&ontwikkel, 2, |_| B64.encode([&[1][..], &[0; 63]].concat())));
    nee("ontwikkeluitgever onder een andere naam", bos.ontwikkel.token(&goed()).unwrap());
    let lang =
        pas_aan(goed(), json!({ "iss": null, "aud": null, "iat": NU, "exp": NU + MAX_LIFETIME_DEVELOPMENT + 1 }));
    nee("ontwikkeluitgever, te lang geldig", bos.ontwikkel.token(&lang).unwrap());
}

#[test]
fn geen_enkel_vervalst_of_gebrekkig_token_komt_erdoor() {
    let bos = Sleutelbos::new();
    let mut slecht = Slecht::new();
    for groep in [vorm, verwarring, kop_van_het_token, claims, zwak] {
        groep(&bos, &mut slecht);
    }
    assert!(slecht.len() >= 150, "{}", slecht.len());
    for (naam, token) in &slecht {
        let fout = bos.verifier.verifieer(token).expect_err(naam);
        assert_eq!(fout, TokenFout::Ongeldig, "{naam}");
    }
    // None of them left anything behind by which a later one is believed.
    for (naam, token) in &slecht {
        assert!(bos.verifier.verifieer(token).is_err(), "{naam}, tweede keer");
    }
}

#[test]
fn goede_tokens_worden_aangenomen_ook_op_de_grens() {
    let bos = Sleutelbos::new();
    let ontwikkel =
        pas_aan(goed(), json!({ "iss": null, "aud": null, "iat": NU, "exp": NU + MAX_LIFETIME_DEVELOPMENT }));
    let claims = |claims| bos.token(json!({}), claims);
    let koppen = |kop| bos.token(kop, json!({}));
    let controles = [
        ("RS256", claims(json!({}))),
        ("PS256", bos.ps256()),
        ("ES256", bos.es256()),
        ("EdDSA van de ontwikkeluitgever", bos.ontwikkel.token(&ontwikkel).unwrap()),
        ("aud in een lijst", claims(json!({ "aud": ["https://ander.example", AUDIENCE] }))),
        ("zonder rollen", claims(json!({ "rollen": null }))),
        ("net verlopen, binnen de speling", claims(json!({ "iat": NU - 100, "exp": NU - 29 }))),
        ("nbf op de grens", claims(json!({ "nbf": NU + 30 }))),
        ("iat op de grens", claims(json!({ "iat": NU + 30 }))),
        ("precies vijftien minuten", claims(json!({ "exp": NU + 890 }))),
        ("typ in hoofdletters", koppen(json!({ "typ": "AT+JWT" }))),
        ("typ voluit", koppen(json!({ "typ": "application/at+jwt" }))),
        ("jku en x5c worden genegeerd", koppen(json!({ "jku": "https://aanvaller.example", "x5c": ["AAAA"] }))),
        ("onbekende claim", claims(json!({ "amr": ["pwd", "otp"] }))),
        ("naam van tweehonderd tekens", claims(json!({ "name": "é".repeat(200) }))),
    ];
    for (naam, token) in controles {
        assert!(bos.verifier.verifieer(&token).is_ok(), "{naam}");
        assert!(bos.verifier.verifieer(&token).is_ok(), "{naam}, onthouden");
    }
}

#[test]
fn het_token_zegt_wie_er_belt() {
    let bos = Sleutelbos::new();
    let beller = bos.verifier.verifieer(&bos.token(json!({}), json!({}))).unwrap();
    assert_eq!(beller.gemeente.as_str(), "0394");
    assert_eq!(beller.professional.functie.to_string(), "cjg-coach");
    assert_eq!(beller.professional.organisatie.as_str(), "cjg-haarlemmermeer");
    assert_eq!(beller.professional.naam.waarde().unwrap(), "Anna de Vries");
    assert!(!format!("{beller:?}").contains("Anna"));
    assert_eq!(beller.rollen, [], "a role that is not known here is none");
    let met_rol = json!({ "rollen": ["lezer", "beleidsbeheerder"] });
    let met_rol = bos.verifier.verifieer(&bos.token(json!({}), met_rol)).unwrap();
    assert_eq!(met_rol.rollen, [Rol::Beleidsbeheerder]);
    let zonder = bos.verifier.verifieer(&bos.token(json!({}), json!({ "rollen": null }))).unwrap();
    assert_eq!(zonder.rollen, []);
    let bram = bos.verifier.verifieer(&bos.token(json!({}), json!({ "sub": "bram" }))).unwrap();
    assert_ne!(bram.professional.id, beller.professional.id);
    let later = bos.verifier.verifieer(&bos.token(json!({}), json!({ "name": "Anna Jansen" }))).unwrap();
    assert_eq!(later.professional.id, beller.professional.id);
}

#[test]
fn een_token_verloopt_ook_als_het_is_onthouden() {
    let bos = Sleutelbos::new();
    let oud = bos.token(json!({}), json!({ "iat": NU - 600, "exp": NU - 30 }));
    assert_eq!(bos.verifier.verifieer(&oud).unwrap_err(), TokenFout::Verlopen);
    let token = bos.token(json!({}), json!({}));
    assert!(bos.verifier.verifieer(&token).is_ok());
    bos.klok.store(NU + 629, Ordering::SeqCst);
    assert!(bos.verifier.verifieer(&token).is_ok());
    bos.klok.store(NU + 630, Ordering::SeqCst);
    assert_eq!(bos.verifier.verifieer(&token).unwrap_err(), TokenFout::Verlopen);
}

#[test]
fn een_uitgever_met_verkeerde_sleutels_wordt_niet_vertrouwd() {
    let bos = Sleutelbos::new();
    let goed = rsa_jwk(&bos.rsa, "rs", "RS256");
    let met = |leden: Value| json!({ "keys": [pas_aan(goed.clone(), leden)] });
    let weiger = |jwks: Value| TokenVerifier::new([config(ISSUER, &jwks)], || NU).expect_err(&jwks.to_string());
    use UitgeverError as F;
    assert!(matches!(
        weiger(json!({ "keys": [{ "kty": "oct", "kid": "k", "alg": "HS256", "k": "AAAA" }] })),
        F::GeheimInJwks
    ));
    assert!(matches!(weiger(met(json!({ "d": "AAAA" }))), F::GeheimInJwks));
    assert!(matches!(weiger(bos.ontwikkel.jwks().clone()), F::EdDsaInProductie));
    assert!(matches!(weiger(met(json!({ "n": B64.encode([0xff; 128]) }))), F::OngeldigeSleutel(_)));
    assert!(matches!(
        weiger(met(json!({ "n": B64.encode([&[0; 128][..], &[0xff; 128]].concat()) }))),
        F::OngeldigeSleutel(_)
    ));
    assert!(matches!(weiger(met(json!({ "e": B64.encode([1]) }))), F::OngeldigeSleutel(_)));
    assert!(matches!(weiger(met(json!({ "e": B64.encode([4]) }))), F::OngeldigeSleutel(_)));
    assert!(matches!(weiger(met(json!({ "use": "enc" }))), F::GeenSleutel));
    assert!(matches!(weiger(met(json!({ "key_ops": ["encrypt"] }))), F::GeenSleutel));
    assert!(matches!(weiger(met(json!({ "alg": "RS512" }))), F::GeenSleutel));
    assert!(matches!(weiger(met(json!({ "alg": "ES256" }))), F::GeenSleutel));
    assert!(matches!(weiger(met(json!({ "alg": null }))), F::SleutelZonderAlgoritme));
    assert!(matches!(weiger(met(json!({ "kid": null }))), F::SleutelZonderKid));
    assert!(matches!(weiger(json!({ "keys": [goed, goed] })), F::DubbeleKid(_)));
    assert!(matches!(weiger(json!({ "keys": [] })), F::GeenSleutel));
    assert!(matches!(weiger(json!({ "sleutels": [] })), F::JwksOnleesbaar));
    assert!(matches!(weiger(json!("<html>")), F::JwksOnleesbaar));
    let kort = pas_aan(ec_jwk(&bos.ec, "es"), json!({ "x": B64.encode([1; 31]) }));
    assert!(matches!(weiger(json!({ "keys": [kort] })), F::OngeldigeSleutel(_)));
    let kromme = pas_aan(ec_jwk(&bos.ec, "es"), json!({ "crv": "P-384" }));
    assert!(matches!(weiger(json!({ "keys": [kromme] })), F::OngeldigeSleutel(_)));

    let goed = || config(ISSUER, &json!({ "keys": [rsa_jwk(&bos.rsa, "rs", "RS256")] }));
    let nieuw = |configs: Vec<_>| TokenVerifier::new(configs, || NU);
    assert!(matches!(nieuw(vec![]), Err(F::GeenUitgever)));
    assert!(matches!(nieuw(vec![goed(), goed()]), Err(F::DubbeleUitgever(_))));
    let mut zonder = goed();
    zonder.gemeenten.clear();
    assert!(matches!(nieuw(vec![zonder]), Err(F::Onvolledig(_))));
}

#[test]
fn een_sleutel_zonder_alg_krijgt_het_ingestelde_algoritme() {
    let bos = Sleutelbos::new();
    let jwk = pas_aan(rsa_jwk(&bos.rsa, "rs", "RS256"), json!({ "alg": null, "use": null }));
    let mut config = config(ISSUER, &json!({ "keys": [jwk] }));
    config.standaard_algoritme = serde_json::from_value(json!("RS256")).unwrap();
    let verifier = TokenVerifier::new([config], || NU).unwrap();
    assert!(verifier.verifieer(&bos.token(json!({}), json!({}))).is_ok());
    let ps = onderteken(&kop("PS256", "rs"), &goed(), |m| rsa(&bos.rsa, &RSA_PSS_SHA256, m));
    assert_eq!(verifier.verifieer(&ps).unwrap_err(), TokenFout::Ongeldig);
}
