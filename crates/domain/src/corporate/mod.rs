//! Corporate customers: firms that buy, with their addresses, companies and contact persons. Those parts stand in the body of their
//! owner and are changed with it.

mod change;
mod combine;
mod draft;
mod external_ids;
mod facets;
mod firm;
mod history;
mod list;
mod make;
mod part_lists;
mod parts;
mod persons;
mod show;

pub use change::{change, create_part, edit_part, locate};
pub use combine::combine;
pub use external_ids::fix_external_ids;
pub use firm::{Firm, Shown, of_orders};
pub use list::list;
pub use make::create;
pub use part_lists::{addresses, companies, contacts};
pub use parts::Part;
pub use persons::follow;
pub use show::get;
