//! The live case file: the pages, folded inline.

use async_trait::async_trait;
use regieboek_event_store::{Projection, ProjectionError, Recorded, Tx, args};
use regieboek_kernel::Gemeente;
use uuid::Uuid;

use super::blad::{Blad, STROMEN};

const LEES: &str = "SELECT document FROM dossier WHERE gemeente = $1 AND stroom = $2";
const ZET: &str = "INSERT INTO dossier (gemeente, stroom, positie, document) VALUES ($1, $2, $3, $4) \
     ON CONFLICT (gemeente, stroom) DO UPDATE SET positie = excluded.positie, document = excluded.document";
const WIS: &str = "DELETE FROM dossier WHERE gemeente = $1";
const VAN_HUISHOUDEN: &str = "SELECT d.document FROM stroom s \
     JOIN dossier d ON d.gemeente = s.gemeente AND d.stroom = s.stroom \
     WHERE s.gemeente = $1 AND s.huishouden = $2";

/// The case files: one document per stream, with the envelopes of personal data as they are.
#[derive(Debug)]
pub struct Dossiers;

/// Every page of a huishouden.
pub(super) async fn bladen_van(
    tx: &mut Tx,
    gemeente: &Gemeente,
    huishouden: Uuid,
) -> Result<Vec<Blad>, ProjectionError> {
    let rows = tx.fetch_all(VAN_HUISHOUDEN, args![gemeente, huishouden]).await?;
    rows.iter().map(|row| lees(&row.text(0)?)).collect()
}

fn lees(document: &str) -> Result<Blad, ProjectionError> {
    serde_json::from_str(document).map_err(|e| onleesbaar(&e))
}

/// Serde's message may quote content, so only its class is kept.
fn onleesbaar(fout: &serde_json::Error) -> ProjectionError {
    ProjectionError::Inconsistent(format!("a page of the case file is unreadable ({:?})", fout.classify()))
}

#[async_trait]
impl Projection for Dossiers {
    fn name(&self) -> &'static str {
        "dossiers"
    }

    fn streams(&self) -> &'static [&'static str] {
        STROMEN
    }

    async fn apply(&self, tx: &mut Tx, events: &[Recorded]) -> Result<(), ProjectionError> {
        for event in events {
            let sleutel = args![&event.gemeente, event.stream];
            let row = tx.fetch_optional(LEES, sleutel).await?;
            let eerder = row.map(|row| lees(&row.text(0)?)).transpose()?;
            let blad = Blad::vouw(eerder, event)?;
            let document = serde_json::to_string(&blad).map_err(|e| onleesbaar(&e))?;
            tx.execute(ZET, args![&event.gemeente, event.stream, event.position, document]).await?;
        }
        Ok(())
    }

    async fn clear(&self, tx: &mut Tx, gemeente: &Gemeente) -> Result<(), ProjectionError> {
        tx.execute(WIS, args![gemeente]).await?;
        Ok(())
    }
}
