//! The parts of a corporate customer: addresses, companies and contact persons, each listed, added and changed alike.

use domain::corporate::{self, Part};
use domain::fault::Fault;
use wire::methods;
use wire::noun::Listed;
use wire::reply::Made;

use crate::api::{Answer, Call};

/// Answers the three methods of a kind of part.
macro_rules! parts {
    ($($part:ident by $find:ident: $list:ident $create:ident $edit:ident;)*) => {$(
        impl Answer for methods::$list {
            fn answer(call: Call<'_, '_, Self::Request>) -> Result<Self::Reply, Fault> {
                let sent = call.request;
                let site = call.site_of(&sent.which, sent.site.as_deref())?;
                let (texts, pagination) = corporate::$find(call.tx, &call.act(), (&sent.which, site), &sent.filter, sent.page)?;
                Ok(Listed { pagination, rows: crate::api::ready(texts)? })
            }
        }

        impl Answer for methods::$create {
            fn answer(call: Call<'_, '_, Self::Request>) -> Result<Made, Fault> {
                let sent = call.request;
                let site = call.site_of(&sent.which, sent.site.as_deref())?;
                Ok(Made { id: corporate::create_part(call.tx, &call.act(), (&sent.which, site), Part::$part, &sent.part)? })
            }
        }

        impl Answer for methods::$edit {
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
    Address by addresses: CorporateAddresses CorporateAddressesCreate CorporateAddressesEdit;
    Company by companies: CorporateCompanies CorporateCompaniesCreate CorporateCompaniesEdit;
    Contact by contacts: CorporateContacts CorporateContactsCreate CorporateContactsEdit;
}
