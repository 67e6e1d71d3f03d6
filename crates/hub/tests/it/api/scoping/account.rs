//! Methods without rows of stores. Every other method must be tried with rows of another store.

use wire::methods::Entry;

/// Their paths: what they read and change is of the account, of the key, or of a user.
const WITHOUT_ROWS: &str = "
    /api-versions /credentials /settings /statistic/update /system-info /user-groups /users /users/{id} /users/{id}/status
    /custom-fields /custom-fields/dictionaries /custom-fields/dictionaries/create /custom-fields/dictionaries/{code}
    /custom-fields/dictionaries/{code}/edit /custom-fields/{entity}/create /custom-fields/{entity}/{code} /custom-fields/{entity}/{code}/edit
    /delivery/generic/setting/{code} /delivery/generic/setting/{code}/edit /marketplace/external/setting/{code}/edit
    /store/setting/{code} /store/setting/{code}/edit /telephony/setting/{code} /telephony/setting/{code}/edit /telephony/settings/{code}
    /integration-modules/{code} /integration-modules/{code}/edit
    /keys /keys/bulk /keys/create /keys/explain/{requestId} /keys/templates /keys/who /keys/{id} /keys/{id}/advice /keys/{id}/advice/apply
    /keys/{id}/advice/drop /keys/{id}/advice/revert /keys/{id}/advice/trial /keys/{id}/can /keys/{id}/delete /keys/{id}/disable
    /keys/{id}/edit /keys/{id}/enable /keys/{id}/extend /keys/{id}/finish /keys/{id}/leaked /keys/{id}/restore /keys/{id}/rotate
    /keys/{id}/try /keys/{id}/usage
    /reference/cost-groups /reference/cost-groups/{code}/edit /reference/cost-items /reference/cost-items/{code}/edit
    /reference/countries /reference/couriers /reference/couriers/create /reference/couriers/{id}/edit /reference/currencies
    /reference/currencies/create /reference/currencies/{id}/edit /reference/delivery-services /reference/delivery-services/{code}/edit
    /reference/delivery-types /reference/delivery-types/{code}/edit /reference/legal-entities /reference/legal-entities/{code}/edit
    /reference/mg-channels /reference/mg-channels/templates /reference/mg-channels/templates/edit
    /reference/order-methods /reference/order-methods/{code}/edit /reference/order-types /reference/order-types/{code}/edit
    /reference/payment-statuses /reference/payment-statuses/{code}/edit /reference/payment-types /reference/payment-types/{code}/edit
    /reference/price-types /reference/price-types/{code}/edit /reference/product-statuses /reference/product-statuses/{code}/edit
    /reference/sites /reference/sites/{code}/edit /reference/status-groups /reference/statuses /reference/statuses/{code}/edit
    /reference/stores /reference/stores/{code}/edit /reference/units /reference/units/{code}/edit
";

/// The paths on the list.
pub(super) fn without_rows() -> impl Iterator<Item = &'static str> {
    WITHOUT_ROWS.split_whitespace()
}

/// Whether a method reads or changes rows of stores.
pub(in crate::api) fn has_rows(method: &Entry) -> bool {
    without_rows().all(|path| path != method.path)
}
