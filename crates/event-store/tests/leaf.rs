//! The leaf format is for ever: committed vectors, made by another hand than this code.

use regieboek_event_store::{LeafInput, TextHashes, leaf_bytes, leaf_hash};
use regieboek_kernel::Tijdstip;
use serde_json::Value;

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> [u8; 32] {
    let bytes: Vec<u8> =
        (0..text.len()).step_by(2).map(|i| u8::from_str_radix(&text[i..i + 2], 16).expect("hex")).collect();
    bytes.try_into().expect("32 bytes")
}

#[test]
fn leaves_are_those_of_the_golden_vectors() {
    let vectors: Vec<Value> = serde_json::from_str(include_str!("golden/leaf-v1.json")).expect("JSON");
    assert!(vectors.len() >= 3);
    for vector in &vectors {
        let text = |name: &str| vector[name].as_str().unwrap_or_else(|| panic!("{name}"));
        let number = |name: &str| vector[name].as_i64().unwrap_or_else(|| panic!("{name}"));
        let bytes = leaf_bytes(&LeafInput {
            gemeente: text("gemeente"),
            position: number("position") as u64,
            stream_type: text("streamType"),
            stream: text("stream").parse().expect("uuid"),
            version: number("version") as u64,
            event_id: text("eventId").parse().expect("uuid"),
            code: text("code"),
            schema_versie: number("schemaVersie") as u16,
            gebeurd_op: Tijdstip::from_micros(number("gebeurdOp")),
            vastgelegd_op: Tijdstip::from_micros(number("vastgelegdOp")),
            actor: text("actor"),
            bevoegdheid: text("bevoegdheid"),
            texts: TextHashes::of(text("metadata"), text("payload")),
            previous: unhex(text("previous")),
        });
        assert_eq!(hex(&bytes), text("bytes"), "position {}", vector["position"]);
        assert_eq!(hex(&leaf_hash(&bytes)), text("leaf"), "position {}", vector["position"]);
    }
}
