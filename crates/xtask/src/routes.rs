//! Routes exist only through utoipa-actix-web, so that the document and the server cannot differ.

use crate::bron::{Bevinding, Bron, zonder_tests};

/// The one file in which routes come together.
const PLAATS: &str = "crates/api/src/routes.rs";

const REGISTRATIES: &[&str] = &["web::resource(", "web::scope(", ".route("];

/// Looks for routes that the document would not know.
pub(crate) fn controleer(bron: &Bron) -> Vec<Bevinding> {
    bron.rust_in_src()
        .filter(|(krat, pad, _)| matches!(*krat, "api" | "server") && *pad != PLAATS)
        .flat_map(|(_, pad, tekst)| {
            zonder_tests(tekst).lines().enumerate().filter_map(move |(nummer, regel)| {
                let woord = REGISTRATIES.iter().find(|woord| regel.contains(**woord))?;
                let tekst = format!("'{woord}' maakt een route buiten de OpenAPI om; registreer haar in {PLAATS}");
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
    fn een_route_buiten_de_ene_plaats_valt_op() {
        for tekst in ["cfg.service(web::resource(\"/a\"))", "app.route(\"/a\", web::get())", "web::scope(\"/v1\")"] {
            assert_eq!(bevindingen("crates/api/src/mandaten.rs", tekst), 1, "{tekst}");
            assert_eq!(bevindingen("crates/server/src/serve.rs", tekst), 1, "{tekst}");
            assert_eq!(bevindingen(PLAATS, tekst), 0, "{tekst}");
        }
        assert_eq!(bevindingen("crates/api/src/mandaten.rs", "cfg.service(verleen)"), 0);
    }
}
