//! Corporate customers: firms that buy, with their addresses, companies and contact persons.

mod entity;
mod filter;
mod reply;
mod request;

pub use entity::{Company, ContactCompany, CorporateName, CustomerContact, CustomerCorporate, HistoryRow, Person};
pub use filter::{AddressFilter, CompanyFilter, ContactFilter, CorporateFilter, HistoryFilter};
pub use reply::History;
pub use request::{
    Combine, CreatePart, EditCorporate, EditPart, FixExternalIds, GetCorporate, ListCorporate, ListPart, NewCorporate, ReadHistory,
    UploadCorporate,
};
