//! What a search for a huishouden answers.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::vormen::vormen;

vormen! {
    /// Of een huishouden al bekend is. Welk huishouden het is, ziet alleen wie erbij betrokken is.
    Zoekresultaat {
        /// Of er een actief huishouden is waar deze persoon bij hoort.
        bekend: bool,
        /// De huishoudens waar u bij betrokken bent.
        items: Vec<Zoektreffer>,
    }

    /// Een gevonden huishouden.
    Zoektreffer {
        /// Het huishouden.
        huishouden_id: Uuid,
    }
}
