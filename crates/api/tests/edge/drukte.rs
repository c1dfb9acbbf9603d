//! More than a process takes on, or longer than it may take: 503 at once or in time, with Retry-After, in Dutch.

use std::sync::Arc;
use std::time::Duration;

use actix_web::body::to_bytes;
use actix_web::http::StatusCode;
use actix_web::middleware::from_fn;
use actix_web::test::TestRequest;
use actix_web::web::Data;
use actix_web::{App, test, web};
use futures_util::future::join;
use regieboek_api::drukte::{Drukte, begrens};
use regieboek_api::verzoek::omlijst;
use serde_json::Value;
use tokio::sync::Notify;

/// One place and this much time: the status, code and Retry-After of a request to `pad` while another is under way.
async fn terwijl_er_een_bezig_is(pad: &str, termijn: Duration) -> (StatusCode, String, bool) {
    let klaar = Arc::new(Notify::new());
    let wacht = Data::from(klaar.clone());
    let app = test::init_service(
        App::new()
            .app_data(Data::new(Drukte::new(1, termijn)))
            .app_data(wacht)
            .route(
                "/v1/traag",
                web::get().to(async |klaar: Data<Notify>| {
                    klaar.notified().await;
                    "ok"
                }),
            )
            .route("/v1/snel", web::get().to(async || "ok"))
            .route("/health/live", web::get().to(async || "ok"))
            .wrap(from_fn(begrens))
            .wrap(from_fn(omlijst)),
    )
    .await;
    let bezig = test::call_service(&app, TestRequest::get().uri("/v1/traag").to_request());
    let ander = async {
        tokio::task::yield_now().await;
        let antwoord = test::try_call_service(&app, TestRequest::get().uri(pad).to_request()).await;
        klaar.notify_one();
        // What the server makes of an error on its way out.
        antwoord.map_or_else(|fout| fout.error_response(), |antwoord| antwoord.into_parts().1)
    };
    let (eerste, ander) = join(bezig, ander).await;
    assert_eq!(eerste.status(), StatusCode::OK, "who was first is served");
    let (status, later) = (ander.status(), ander.headers().contains_key("retry-after"));
    let inhoud = to_bytes(ander.into_body()).await.unwrap_or_else(|_| panic!("a body"));
    let inhoud: Value = serde_json::from_slice(&inhoud).unwrap_or_default();
    (status, inhoud["code"].as_str().unwrap_or_default().to_owned(), later)
}

#[actix_web::test]
async fn wie_er_niet_meer_bij_kan_hoort_dat_meteen() {
    let ruim = Duration::from_secs(30);
    let vol = (StatusCode::SERVICE_UNAVAILABLE, "te-druk".to_owned(), true);
    assert_eq!(terwijl_er_een_bezig_is("/v1/snel", ruim).await, vol);
    let gezond = (StatusCode::OK, String::new(), false);
    assert_eq!(terwijl_er_een_bezig_is("/health/live", ruim).await, gezond, "a health check asks no place");
}

#[actix_web::test]
async fn wat_te_lang_duurt_wordt_op_tijd_beantwoord_en_geeft_zijn_plaats_terug() {
    let app = test::init_service(
        App::new()
            .app_data(Data::new(Drukte::new(1, Duration::from_millis(50))))
            .route("/v1/eeuwig", web::get().to(std::future::pending::<&'static str>))
            .route("/v1/snel", web::get().to(async || "ok"))
            .wrap(from_fn(begrens))
            .wrap(from_fn(omlijst)),
    )
    .await;
    for _ in 0..3 {
        let fout = test::try_call_service(&app, TestRequest::get().uri("/v1/eeuwig").to_request()).await.unwrap_err();
        let antwoord = fout.error_response();
        assert_eq!(antwoord.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert!(antwoord.headers().contains_key("retry-after") && antwoord.headers().contains_key("x-request-id"));
        let snel = test::call_service(&app, TestRequest::get().uri("/v1/snel").to_request()).await;
        assert_eq!(snel.status(), StatusCode::OK);
    }
}
