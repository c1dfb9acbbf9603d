//! Routes exist only through utoipa-actix-web, so that the document and the server cannot differ.

use crate::bron::{Bevinding, Bron, zonder_tests};

/// Where routes live, and where they are registered, for server and document at once.
const PLAATS: &str = "crates/api/src/routes/";
const REGISTRATIE: &str = "crates/api/src/app.rs";

/// What registers a route with actix alone.
const REGISTRATIES: &[&str] = &["web::resource(", "web::scope(", ".route("];

/// Looks for routes that the document would not know.
pub(crate) fn controleer(bron: &Bron) -> Vec<Bevinding> {
    bron.rust_in_src()
        .filter(|(krat, ..)| matches!(*krat, "api" | "server"))
        .flat_map(|(_, pad, tekst)| {
            zonder_tests(tekst).lines().enumerate().filter_map(move |(nummer, regel)| {
                let woord = REGISTRATIES.iter().find(|woord| regel.contains(**woord))?;
                let tekst = format!(
                    "'{woord}' maakt een route buiten de OpenAPI om; zet haar met utoipa in {PLAATS}, dan registreert {REGISTRATIE} haar"
                );
                Some(Bevinding::op_regel(pad, nummer + 1, tekst))
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bevindingen(pad: &str, tekst: &str) -> usize {
        controleer(&Bron::from([(pad, tekst)])).len()
    }

    #[test]
    fn een_route_die_het_document_niet_kent_valt_op() {
        for tekst in ["cfg.service(web::resource(\"/a\"))", "app.route(\"/a\", web::get())", "web::scope(\"/v1\")"] {
            for pad in ["crates/api/src/routes/mandaten.rs", REGISTRATIE, "crates/server/src/serve.rs"] {
                assert_eq!(bevindingen(pad, tekst), 1, "{pad}: {tekst}");
            }
            assert_eq!(bevindingen("crates/api/tests/edge/http.rs", tekst), 0);
        }
    }

    #[test]
    fn een_route_die_het_document_kent_is_goed() {
        assert_eq!(bevindingen("crates/api/src/routes/mandaten.rs", "cfg.service(verleen)"), 0);
        assert_eq!(bevindingen(REGISTRATIE, "cfg.service(scope(\"/v1\").configure(alle))"), 0);
    }
}
