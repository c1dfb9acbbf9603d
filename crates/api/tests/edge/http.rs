//! The edge over HTTP: golden problem bodies, headers of every answer, limits, and what the log may hold.

use std::io::{Read as _, Write as _};
use std::sync::{Arc, Mutex};

use crate::sleutelbos::{self, Sleutelbos};
use actix_web::body::to_bytes;
use actix_web::http::StatusCode;
use actix_web::http::header::HeaderMap;
use actix_web::middleware::from_fn;
use actix_web::test::TestRequest;
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, test, web};
use regieboek_access::Weigering;
use regieboek_api::grenzen::lees_inhoud;
use regieboek_api::headers::{IdempotencyKey, etag, if_match, vingerafdruk};
use regieboek_api::problem::{Methoden, Problem, onbekend_pad};
use regieboek_api::verzoek::omlijst;
use regieboek_api_types::Veldfout;
use regieboek_kernel::Regelfout;
use serde_json::{Value, json};
use utoipa::openapi::path::{HttpMethod, OperationBuilder, PathItem, PathsBuilder};
use utoipa::openapi::{Info, OpenApi};

const ID: &str = "0193a3f0-7c3e-7000-8000-000000000001";

#[derive(Debug, thiserror::Error)]
#[error("Dit mandaat is ingetrokken.")]
struct Ingetrokken;

impl Regelfout for Ingetrokken {
    fn code(&self) -> &'static str {
        "mandaat-ingetrokken"
    }
}

/// Answers with the problem that the path names.
async fn probleem(wat: web::Path<String>) -> Result<HttpResponse, Problem> {
    let veldfout = Veldfout { pointer: "/bsn".into(), code: "geen-bsn".into(), uitleg: "Dit is geen BSN.".into() };
    Err(match wat.as_str() {
        "functie" => Weigering::Functie.into(),
        "relatie" => Weigering::Relatie.into(),
        "regel" => Problem::regel(&Ingetrokken).met_toestand("ingetrokken"),
        "versie" => Problem::versie_verouderd(7),
        "geen-versie" => Problem::versie_ontbreekt(),
        "sleutel" => Problem::sleutel_hergebruikt(),
        "invoer" => Problem::ongeldige_invoer(vec![veldfout.clone(), veldfout]),
        "druk" => Problem::te_druk(),
        "opslag" => Problem::opslag_onbereikbaar("schijf vol op /dev/sda1"),
        _ => Problem::storing("kolom naam bestaat niet"),
    })
}

async fn lees(req: HttpRequest, payload: web::Payload) -> Result<HttpResponse, Problem> {
    let inhoud = lees_inhoud(&req, payload.into_inner()).await?;
    Ok(HttpResponse::Ok().body(inhoud.len().to_string()))
}

fn routes(cfg: &mut web::ServiceConfig) {
    let operatie = || OperationBuilder::new().build();
    let mut item = PathItem::new(HttpMethod::Get, operatie());
    item.merge_operations(PathItem::new(HttpMethod::Post, operatie()));
    let document = OpenApi::new(Info::new("t", "1"), PathsBuilder::new().path("/v1/huishoudens/{id}", item).build());
    cfg.app_data(web::Data::new(Methoden::uit(&document)))
        .service(web::resource("/v1/huishoudens/{id}").guard(actix_web::guard::Get()).to(|| async { "ok" }))
        .service(web::resource("/kaal").route(web::get().to(|| async { "ok" })))
        .service(web::resource("/getal/{n}").to(|n: web::Path<u32>| async move { n.to_string() }))
        .service(web::resource("/actix-json").to(|_: web::Json<Value>| async { "ok" }))
        .service(web::resource("/p/{wat}").to(probleem))
        .service(web::resource("/lees").to(lees))
        .default_service(web::to(onbekend_pad));
}

async fn roep(req: TestRequest) -> (StatusCode, HeaderMap, Value) {
    let app = test::init_service(App::new().wrap(from_fn(omlijst)).configure(routes)).await;
    let antwoord = test::call_service(&app, req.insert_header(("x-request-id", ID)).to_request()).await;
    let (status, headers) = (antwoord.status(), antwoord.headers().clone());
    for (naam, waarde) in [("cache-control", "no-store"), ("x-content-type-options", "nosniff"), ("x-request-id", ID)] {
        assert_eq!(headers.get(naam).expect(naam), waarde);
    }
    let body = to_bytes(antwoord.into_body()).await.unwrap_or_default();
    let probleem = headers.get("content-type").is_some_and(|soort| soort == "application/problem+json");
    assert_eq!(probleem, status.as_u16() >= 400, "{status}");
    (status, headers, serde_json::from_slice(&body).unwrap_or_default())
}

/// A golden body.
fn gouden(code: &str, status: u16, title: &str, detail: &str, meer: Value) -> Value {
    let vast = json!({
        "type": format!("urn:regieboek:probleem:{code}"), "title": title, "status": status, "detail": detail,
        "instance": format!("urn:uuid:{ID}"), "code": code,
    });
    sleutelbos::pas_aan(vast, meer)
}

#[actix_web::test]
async fn elk_probleem_heeft_zijn_vaste_tekst() {
    let regels = "De regels laten dit niet toe";
    let tabel = [
        (
            "functie",
            gouden(
                "functie-mag-dit-niet",
                403,
                "Met uw functie kunt u dit niet doen",
                "Met uw functie kunt u dit niet doen.",
                json!({}),
            ),
        ),
        (
            "relatie",
            gouden(
                "niet-gevonden",
                404,
                "Niet gevonden",
                "Dit bestaat niet, of u bent er niet bij betrokken.",
                json!({}),
            ),
        ),
        (
            "regel",
            gouden(
                "mandaat-ingetrokken",
                409,
                regels,
                "Dit mandaat is ingetrokken.",
                json!({ "toestand": "ingetrokken" }),
            ),
        ),
        (
            "versie",
            gouden(
                "versie-verouderd",
                412,
                "De versie is verouderd",
                "Iemand anders heeft dit intussen gewijzigd. Haal de laatste versie op en probeer het opnieuw.",
                json!({ "versie": 7 }),
            ),
        ),
        (
            "geen-versie",
            gouden(
                "versie-ontbreekt",
                428,
                "De versie ontbreekt",
                "Stuur in If-Match de versie mee waarop deze wijziging berust, als \"12\".",
                json!({}),
            ),
        ),
        (
            "sleutel",
            gouden(
                "sleutel-hergebruikt",
                422,
                "De Idempotency-Key is al gebruikt voor een ander verzoek",
                "Gebruik voor elk nieuw verzoek een nieuwe Idempotency-Key; herhaal een verzoek zonder er iets aan te veranderen.",
                json!({}),
            ),
        ),
        (
            "invoer",
            gouden(
                "ongeldige-invoer",
                400,
                "De invoer klopt niet",
                "Er is één fout gevonden in de invoer.",
                json!({ "fouten": [{ "pointer": "/bsn", "code": "geen-bsn", "uitleg": "Dit is geen BSN." }] }),
            ),
        ),
        (
            "druk",
            gouden(
                "te-druk",
                503,
                "Het is nu te druk",
                "Er is niets vastgelegd. Probeer het over enkele seconden opnieuw.",
                json!({}),
            ),
        ),
        (
            "opslag",
            gouden(
                "opslag-onbereikbaar",
                503,
                "Er kan nu niets worden vastgelegd",
                "De opslag is niet bereikbaar; er is niets bevestigd. Herhaal het verzoek later met dezelfde Idempotency-Key.",
                json!({}),
            ),
        ),
        (
            "storing",
            gouden(
                "storing",
                500,
                "Er ging iets mis",
                "Er ging bij ons iets mis. Probeer het later opnieuw, of noem het id van dit verzoek bij de beheerder.",
                json!({}),
            ),
        ),
    ];
    for (wat, verwacht) in tabel {
        let (status, headers, body) = roep(TestRequest::get().uri(&format!("/p/{wat}"))).await;
        assert_eq!(body, verwacht, "{wat}");
        assert_eq!(status, verwacht["status"].as_u64().unwrap() as u16);
        assert_eq!(headers.contains_key("retry-after"), status == 503, "{wat}");
    }
}

#[actix_web::test]
async fn ook_wat_actix_zelf_weigert_is_een_nederlands_probleem() {
    for (req, status, code) in [
        (TestRequest::get().uri("/bestaat-niet"), 404, "niet-gevonden"),
        (TestRequest::get().uri("/getal/veel"), 404, "niet-gevonden"),
        (TestRequest::post().uri("/kaal"), 405, "methode-niet-toegestaan"),
        (TestRequest::delete().uri("/v1/huishoudens/7"), 405, "methode-niet-toegestaan"),
        (
            TestRequest::post().uri("/actix-json").insert_header(("content-type", "application/json")).set_payload("{"),
            400,
            "ongeldige-invoer",
        ),
        (
            TestRequest::post()
                .uri("/actix-json")
                .insert_header(("content-type", "application/json"))
                .set_payload(" ".repeat(3 << 20)),
            413,
            "te-groot",
        ),
        (TestRequest::post().uri("/lees").set_payload("{}"), 415, "inhoudstype-onbekend"),
        (
            TestRequest::post()
                .uri("/lees")
                .insert_header(("content-type", "application/json"))
                .set_payload(" ".repeat(10 << 20)),
            413,
            "te-groot",
        ),
    ] {
        let (kreeg, headers, body) = roep(req).await;
        assert_eq!((kreeg.as_u16(), body["code"].as_str().unwrap()), (status, code));
        assert_eq!(body["instance"], format!("urn:uuid:{ID}"));
        if code == "methode-niet-toegestaan" {
            assert!(headers.get("allow").unwrap().to_str().unwrap().starts_with("GET"));
        }
    }
    let (_, headers, _) = roep(TestRequest::delete().uri("/v1/huishoudens/7")).await;
    assert_eq!(headers.get("allow").unwrap(), "GET, POST");
}

#[actix_web::test]
async fn zonder_geldig_token_is_het_antwoord_401_en_niets_meer() {
    let bos = Sleutelbos::new();
    let stuur = |waarden: &[&str]| {
        let req = waarden.iter().fold(TestRequest::get(), |req, waarde| req.append_header(("authorization", *waarde)));
        let problem = bos.verifier.beller(&req.to_http_request()).unwrap_err();
        let antwoord = actix_web::ResponseError::error_response(&problem);
        assert_eq!(antwoord.headers().get("www-authenticate").unwrap(), "Bearer realm=\"regieboek\"");
        (problem.inhoud().status, problem.inhoud().detail.clone())
    };
    let goed = bos.token(json!({}), json!({}));
    let (ontbreekt, ongeldig) = ("Het toegangstoken ontbreekt.", "Het toegangstoken is ongeldig.");
    let oud = bos.token(json!({}), json!({ "iat": sleutelbos::NU - 700, "exp": sleutelbos::NU - 100 }));
    for (waarden, detail) in [
        (vec![], ontbreekt),
        (vec!["Basic YW5uYTpnZWhlaW0=".to_owned()], ontbreekt),
        (vec!["Bearer".to_owned()], ontbreekt),
        (vec!["Bearer ".to_owned()], ongeldig),
        (vec![format!("Bearer  {goed}")], ongeldig),
        (vec![format!("Bearer {goed}"), format!("Bearer {goed}")], ongeldig),
        (vec![format!("Bearer {}", bos.token(json!({}), json!({ "aud": "x" })))], ongeldig),
        (vec![format!("Bearer {oud}")], "Het toegangstoken is verlopen."),
    ] {
        let waarden: Vec<_> = waarden.iter().map(String::as_str).collect();
        assert_eq!(stuur(&waarden), (401, detail.to_owned()), "{waarden:?}");
    }
    let req = TestRequest::get().insert_header(("authorization", format!("bearer {goed}"))).to_http_request();
    assert!(bos.verifier.beller(&req).is_ok());
}

#[actix_web::test]
async fn een_versie_is_precies_een_sterke_etag() {
    let lees = |waarden: &[&'static str]| {
        let req = waarden.iter().fold(TestRequest::post(), |req, w| req.append_header(("if-match", *w)));
        if_match(&req.to_http_request()).map_err(|p| p.inhoud().status)
    };
    assert_eq!(lees(&[]), Ok(None));
    assert_eq!(lees(&["\"12\""]), Ok(Some(12)));
    assert_eq!(lees(&["\"18446744073709551615\""]), Ok(Some(u64::MAX)));
    for fout in
        ["*", "W/\"12\"", "12", "\"\"", "\"012\"", "\"+1\"", "\"1\", \"2\"", "\"x\"", "\"18446744073709551616\"", "\""]
    {
        assert_eq!(lees(&[fout]), Err(400), "{fout}");
    }
    assert_eq!(lees(&["\"1\"", "\"1\""]), Err(400));
    let antwoord = HttpResponse::Ok().insert_header(etag(12)).finish();
    assert_eq!(antwoord.headers().get("etag").unwrap(), "\"12\"");
}

#[actix_web::test]
async fn een_sleutel_is_zichtbare_ascii() {
    let lees = |waarden: &[&str]| {
        let req = waarden.iter().fold(TestRequest::post(), |req, w| req.append_header(("idempotency-key", *w)));
        IdempotencyKey::uit(&req.to_http_request()).map_err(|p| p.inhoud().code.clone())
    };
    assert!(lees(&[&"k".repeat(200)]).is_ok() && lees(&["0193a3f0-7c3e"]).is_ok());
    assert_eq!(lees(&[]).unwrap_err(), "sleutel-ontbreekt");
    for fout in ["", "a b", "caf\u{e9}", &"k".repeat(201)] {
        assert_eq!(lees(&[fout]).unwrap_err(), "ongeldige-invoer", "{fout}");
    }
    assert_eq!(lees(&["a", "a"]).unwrap_err(), "ongeldige-invoer");
}

#[actix_web::test]
async fn een_herhaling_is_alleen_dezelfde_bij_gelijke_beller_methode_pad_versie_en_inhoud() {
    let bos = Sleutelbos::new();
    let beller = |sub: &str| bos.verifier.verifieer(&bos.token(json!({}), json!({ "sub": sub }))).unwrap();
    let (anna, bram) = (beller("anna"), beller("bram"));
    let req = |pad: &str| TestRequest::post().uri(pad).to_http_request();
    let alle = [
        vingerafdruk(&anna, &req("/a"), None, b"{}"),
        vingerafdruk(&bram, &req("/a"), None, b"{}"),
        vingerafdruk(&anna, &req("/b"), None, b"{}"),
        vingerafdruk(&anna, &req("/a"), Some(1), b"{}"),
        vingerafdruk(&anna, &req("/a"), Some(12), b"{}"),
        vingerafdruk(&anna, &req("/a1"), Some(2), b"{}"),
        vingerafdruk(&anna, &req("/a"), None, b"{ }"),
        vingerafdruk(&anna, &TestRequest::put().uri("/a").to_http_request(), None, b"{}"),
    ];
    assert_eq!(alle.iter().collect::<std::collections::BTreeSet<_>>().len(), alle.len());
    assert_eq!(alle[0], vingerafdruk(&anna, &req("/a?x=1"), None, b"{}"));

    let sleutel = |tekst: &'static str| {
        IdempotencyKey::uit(&TestRequest::post().insert_header(("idempotency-key", tekst)).to_http_request()).unwrap()
    };
    assert_eq!(sleutel("k").receipt_key(&anna), sleutel("k").receipt_key(&anna));
    assert_ne!(sleutel("k").receipt_key(&anna), sleutel("k").receipt_key(&bram));
    assert_ne!(sleutel("k").receipt_key(&anna), sleutel("l").receipt_key(&anna));

    // Of a UUID of version 7 the time comes first; of one that is as long, and of any other text, nothing does.
    let [eerst, zelfde, later] = [
        "019e0a00-0000-7000-8000-000000000001",
        "019e0a00-0000-7000-8000-000000000002",
        "019e0a00-0001-7000-8000-000000000001",
    ]
    .map(|tekst| sleutel(tekst).receipt_key(&anna));
    assert_eq!(&eerst[..6], [0x01, 0x9e, 0x0a, 0, 0, 0]);
    assert!(eerst[..6] == zelfde[..6] && eerst[6..] != zelfde[6..] && eerst < later && zelfde < later);
    assert_ne!(eerst, sleutel("019e0a00-0000-7000-8000-000000000001").receipt_key(&bram));
    assert_ne!(sleutel("019e0a00-0000-4000-8000-000000000001").receipt_key(&anna)[..6], eerst[..6]);
}

/// Collects the log of one thread.
#[derive(Clone, Default)]
struct Logboek(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Logboek {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[actix_web::test]
async fn het_log_kent_patronen_en_oorzaken_maar_geen_paden_vragen_of_namen() {
    let logboek = Logboek::default();
    let schrijver = logboek.clone();
    let abonnee = tracing_subscriber::fmt().with_ansi(false).with_writer(move || schrijver.clone()).finish();
    let _actief = tracing::subscriber::set_default(abonnee);
    // Whether a line is for anybody is decided where it is first written, in whatever test; and as long as there is one subscriber
    // alone, by who listens on that thread. So there are two, and each line that is looked for was written before.
    let _ander = tracing::Dispatch::new(tracing_subscriber::fmt().with_writer(std::io::sink).finish());
    for pad in ["/warmlopen", "/p/opslag"] {
        roep(TestRequest::get().uri(pad)).await;
    }
    tracing::callsite::rebuild_interest_cache();
    logboek.0.lock().unwrap().clear();
    roep(TestRequest::get().uri("/v1/huishoudens/123456782?naam=Jansen")).await;
    roep(TestRequest::get().uri("/Jansen/123456782")).await;
    let maf = actix_web::http::Method::from_bytes(b"JANSEN").unwrap();
    roep(TestRequest::default().method(maf).uri("/p/opslag")).await;
    let log = String::from_utf8(logboek.0.lock().unwrap().clone()).unwrap();
    assert!(log.contains("/v1/huishoudens/{id}") && log.contains("duur_us") && log.contains(ID), "{log}");
    assert!(log.contains("schijf vol op /dev/sda1") && log.contains("(onbekend)") && log.contains("(anders)"), "{log}");
    assert!(!log.contains("123456782") && !log.to_lowercase().contains("jansen"), "{log}");
}

#[actix_web::test]
async fn tien_megabyte_wordt_geweigerd_voordat_hij_er_is() {
    let server = HttpServer::new(|| App::new().wrap(from_fn(omlijst)).configure(routes)).workers(1).disable_signals();
    let server = server.bind("127.0.0.1:0").unwrap();
    let adres = server.addrs()[0];
    let server = server.run();
    let handvat = server.handle();
    actix_web::rt::spawn(server);
    let antwoord = web::block(move || {
        let mut lijn = std::net::TcpStream::connect(adres).unwrap();
        lijn.set_read_timeout(Some(std::time::Duration::from_secs(5))).unwrap();
        let kop =
            "POST /lees HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 10000000\r\n\r\n{";
        lijn.write_all(kop.as_bytes()).unwrap();
        let mut antwoord = String::new();
        lijn.read_to_string(&mut antwoord).unwrap(); // ends: the server closes the connection
        antwoord
    })
    .await
    .unwrap();
    handvat.stop(false).await;
    assert!(antwoord.starts_with("HTTP/1.1 413") && antwoord.contains("connection: close"), "{antwoord}");
    assert!(antwoord.contains("urn:regieboek:probleem:te-groot"), "{antwoord}");
}
