//! The unique keys of the system, each made in one place. The scope is the code of the refusal when another holds it.

use regieboek_event_store::ClaimKey;
use regieboek_kernel::HuishoudenId;

/// At most one open escalatie per huishouden (DOMAIN 4): held by the escalatie while it is open.
pub(crate) fn open_escalatie(huishouden: HuishoudenId) -> ClaimKey {
    ClaimKey { scope: "escalatie-al-open", key: huishouden.uuid().as_bytes().to_vec() }
}

/// At most one open overdracht per huishouden (DOMAIN 4): held by the doorverwijzing from request to answer.
pub(crate) fn open_overdracht(huishouden: HuishoudenId) -> ClaimKey {
    ClaimKey { scope: "overdracht-al-open", key: huishouden.uuid().as_bytes().to_vec() }
}
