//! Orders: making, changing, joining, linking and finding them.

mod buyer;
mod combine;
mod create;
mod edit;
mod external_ids;
mod facets;
pub mod goods;
mod history;
mod intake;
mod items;
mod links;
mod list;
mod new;
mod parties;
mod payment_calls;
mod payment_ids;
mod payments;
mod same_lines;
mod save;
mod show;
mod totals;

pub use combine::combine;
pub use create::{Made, create, locks};
pub use edit::{absent, edit, locate};
pub use external_ids::fix_external_ids;
pub use history::read as read_history;
pub use intake::take_in;
pub use links::link;
pub(crate) use list::managers_of;
pub use list::{list, search, statuses};
pub use new::NewOrder;
pub use payment_calls::{add as add_payment, change as change_payment, remove as remove_payment};
pub use save::found_by;
pub use show::{get, get_external, made};
