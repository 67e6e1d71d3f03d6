//! Customers: the entity, notes, subscriptions, and the requests of the customer methods.

mod entity;
mod filter;
mod request;

pub use entity::{Customer, Phone, Tag};
pub use filter::{CustomerFilter, HistoryFilter, NoteFilter};
pub use request::{
    CombineCustomers, CreateCustomer, CreateNote, DeleteNote, EditCustomer, FixExternalIds, GetCustomer, ListCustomers, ListNotes, Note,
    ReadHistory, Subscribe, Subscription, UploadCustomers,
};
