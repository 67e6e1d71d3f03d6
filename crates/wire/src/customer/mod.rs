//! Customers: the entity, notes, subscriptions, and the requests of the customer methods.

mod entity;
mod filter;
mod note;
mod reply;
mod request;

pub use entity::{Customer, Phone, Tag};
pub use filter::{CustomerFilter, HistoryFilter, NoteFilter};
pub use note::Note;
pub use reply::{CustomerPage, History, OneCustomer, UploadedCustomers};
pub use request::{
    CombineCustomers, CreateCustomer, EditCustomer, FixExternalIds, GetCustomer, ListCustomers, ReadHistory, Subscribe, Subscription,
    UploadCustomers,
};
