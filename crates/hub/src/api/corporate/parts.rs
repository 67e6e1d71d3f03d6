//! The parts of a corporate customer: addresses, companies and contact persons, each listed, added and changed alike.

use wire::address::Address;
use wire::corporate::{AddressFilter, Company, CompanyFilter, ContactFilter, CreatePart, CustomerContact, EditPart, ListPart};
use wire::noun::Listed;
use wire::reply::Made;

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::domain::corporate::{self, Part};
use crate::fault::Fault;

/// Declares the three methods of a kind of part.
macro_rules! parts {
    ($($part:ident $entity:ident $filter:ident by $find:ident in $path:literal $one:literal $many:literal: $list:ident $create:ident $edit:ident;)*) => {$(
        #[doc = concat!("List ", $many, " of a corporate customer.")]
        pub struct $list;

        impl Method for $list {
            const VERB: Verb = Verb::Get;
            const PATH: &'static str = concat!("/customers-corporate/{externalId}/", $path);
            const VERSIONS: Versions = Versions::V5;
            const SCOPE: Permission = Permission::CustomerRead;
            const SUMMARY: &'static str = concat!("List ", $many, " of a corporate customer");
            type Request = ListPart<$filter>;
            type Reply = Listed<$entity>;

            fn answer(call: Call<'_, '_, Self::Request>) -> Result<Self::Reply, Fault> {
                let sent = call.request;
                let site = call.site_of(&sent.which, sent.site.as_deref())?;
                let (texts, pagination) = corporate::$find(call.tx, &call.act(), (&sent.which, site), &sent.filter, sent.page)?;
                Ok(Listed { pagination, rows: crate::api::ready(texts)? })
            }
        }

        #[doc = concat!("Add ", $one, " to a corporate customer.")]
        pub struct $create;

        impl Method for $create {
            const VERB: Verb = Verb::Post;
            const PATH: &'static str = concat!("/customers-corporate/{externalId}/", $path, "/create");
            const VERSIONS: Versions = Versions::V5;
            const SCOPE: Permission = Permission::CustomerWrite;
            const SUMMARY: &'static str = concat!("Add ", $one, " to a corporate customer");
            const STATUS: u16 = 201;
            type Request = CreatePart<$entity>;
            type Reply = Made;

            fn answer(call: Call<'_, '_, Self::Request>) -> Result<Made, Fault> {
                let sent = call.request;
                let site = call.site_of(&sent.which, sent.site.as_deref())?;
                Ok(Made { id: corporate::create_part(call.tx, &call.act(), (&sent.which, site), Part::$part, &sent.part)? })
            }
        }

        #[doc = concat!("Change ", $one, " of a corporate customer.")]
        pub struct $edit;

        impl Method for $edit {
            const VERB: Verb = Verb::Post;
            const PATH: &'static str = concat!("/customers-corporate/{externalId}/", $path, "/{entityExternalId}/edit");
            const VERSIONS: Versions = Versions::V5;
            const SCOPE: Permission = Permission::CustomerWrite;
            const SUMMARY: &'static str = concat!("Change ", $one, " of a corporate customer");
            type Request = EditPart<$entity>;
            type Reply = Made;

            fn answer(call: Call<'_, '_, Self::Request>) -> Result<Made, Fault> {
                let sent = call.request;
                let site = call.site_of(&sent.which, sent.site.as_deref())?;
                let whose = (&sent.which, site);
                Ok(Made { id: corporate::edit_part(call.tx, &call.act(), whose, Part::$part, &sent.entity, &sent.part)? })
            }
        }
    )*};
}

parts! {
    Address Address AddressFilter by addresses in "addresses" "an address" "addresses": CorporateAddresses CorporateAddressesCreate CorporateAddressesEdit;
    Company Company CompanyFilter by companies in "companies" "a company" "companies": CorporateCompanies CorporateCompaniesCreate CorporateCompaniesEdit;
    Contact CustomerContact ContactFilter by contacts in "contacts" "a contact person" "contact persons": CorporateContacts CorporateContactsCreate CorporateContactsEdit;
}
