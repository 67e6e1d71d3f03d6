//! Customers: making, changing, merging and finding them, their subscriptions.

mod change;
mod checks;
mod combine;
mod external_ids;
mod facets;
mod history;
mod list;
mod make;
mod remove;
mod save;
mod show;
mod subscriptions;
mod walk;

pub use change::{change, locate};
pub use checks::{check, check_country, check_custom_fields, check_length, check_manager, spell_country};
pub use combine::combine;
pub use external_ids::fix_external_ids;
pub use facets::{compose_address, recompose_address, state_text};
pub use list::{count, list, search};
pub use make::{NewCustomer, create, default_contragent, locks, make, take_in};
pub use remove::{has_belongings, remove};
pub use save::found_by;
pub(crate) use show::{customer_text, push_sums, totals};
pub use show::{get, get_external};
pub use subscriptions::subscribe;
pub use walk::after;
