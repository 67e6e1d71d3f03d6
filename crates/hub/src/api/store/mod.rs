//! /store: goods of the stores.

pub mod groups_create;
pub mod groups_edit;
pub mod inventories_upload;
pub mod prices_upload;
pub mod products_create;
pub mod products_edit;
pub mod properties;

use domain::catalogue;
use domain::fault::Fault;
use wire::methods;
use wire::noun::Listed;

use crate::api::{Answer, Call, ready};

/// Answers the lists of goods, one line each.
macro_rules! lists {
    ($($name:ident by $list:path;)*) => {$(
        impl Answer for methods::$name {
            fn answer(call: Call<'_, '_, Self::Request>) -> Result<Self::Reply, Fault> {
                let (texts, pagination) = $list(call.tx, &call.act(), &call.request.filter, call.request.page)?;
                Ok(Listed { pagination, rows: ready(texts)? })
            }
        }
    )*};
}

lists! {
    StoreProducts by catalogue::products::list;
    StoreOffers by catalogue::offers::list;
    StoreInventories by catalogue::offers::inventories;
    StoreProductGroups by catalogue::groups::list;
    StorePropertyValues by catalogue::properties::values;
}
