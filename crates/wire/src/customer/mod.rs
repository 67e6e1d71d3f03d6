//! Customers: the entity, notes, subscriptions, and the requests of the customer methods.

mod entity;
mod filter;
mod reply;
mod request;

pub use entity::{Customer, Phone, Tag};
pub use filter::{CustomerFilter, HistoryFilter, NoteFilter};
pub use reply::{CustomerPage, History, NotePage, OneCustomer, UploadedCustomers};
pub use request::{
    CombineCustomers, CreateCustomer, CreateNote, DeleteNote, EditCustomer, FixExternalIds, GetCustomer, ListCustomers, ListNotes, Note,
    ReadHistory, Subscribe, Subscription, UploadCustomers,
};
