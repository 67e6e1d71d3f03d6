//! /customer-interaction: carts of customers, and what they have put aside.

use domain::account::Site;
use domain::carts;
use domain::fault::Fault;
use wire::Problem;
use wire::cart::{InSite, TheCart, TheFavorites};
use wire::methods;
use wire::reply::{Done, Ready};

use crate::api::{Answer, Call, ready};

/// The store of an address; one that the caller does not see is not there.
fn site<'a, R>(call: &Call<'a, '_, R>, place: &InSite) -> Result<&'a Site, Problem> {
    let site = match place.site_by.as_str() {
        "id" => place.site.parse().ok().and_then(|id| call.account.site_by_id(id)),
        _ => call.account.site(&place.site),
    };
    site.filter(|site| call.caller.scope.sites.contains(site.id)).ok_or_else(Problem::not_found)
}

/// Answers the methods.
macro_rules! answers {
    ($($name:ident |$call:ident| $answer:block;)*) => {$(
        impl Answer for methods::$name {
            fn answer($call: Call<'_, '_, Self::Request>) -> Result<Self::Reply, Fault> $answer
        }
    )*};
}

answers! {
    CartGet |call| {
        let (act, site) = (call.act(), site(&call, &call.request.place)?);
        Ok(TheCart { cart: Ready::new(carts::get(call.tx, &act, site, &call.request.customer)?)? })
    };
    CartSet |call| {
        let (act, site) = (call.act(), site(&call, &call.request.place)?);
        carts::set(call.tx, &act, site, &call.request.cart).map(|()| Done {})
    };
    CartClear |call| {
        let (act, site) = (call.act(), site(&call, &call.request.place)?);
        carts::clear(call.tx, &act, site, &call.request.cart).map(|()| Done {})
    };
    FavoritesList |call| {
        let (act, site) = (call.act(), site(&call, &call.request.place)?);
        Ok(TheFavorites { favorites: ready(carts::favorites(call.tx, &act, site, &call.request.customer)?)? })
    };
    FavoritesAdd |call| {
        let (act, site, asked) = (call.act(), site(&call, &call.request.of.place)?, call.request);
        carts::set_favorite(call.tx, &act, site, &asked.of.customer, &asked.favorite, true).map(|()| Done {})
    };
    FavoritesRemove |call| {
        let (act, site, asked) = (call.act(), site(&call, &call.request.of.place)?, call.request);
        carts::set_favorite(call.tx, &act, site, &asked.of.customer, &asked.favorite, false).map(|()| Done {})
    };
}
