//! /customer-interaction: carts of customers, and what they have put aside.

use wire::Problem;
use wire::cart::{InSite, OfCustomer, SendCart, SendFavorite, TheCart, TheFavorites};
use wire::reply::{Done, Ready};

use crate::account::Site;
use crate::api::{Call, Method, Permission, Verb, Versions, ready};
use crate::domain::carts;
use crate::fault::Fault;

/// The store of an address; one that the caller does not see is not there.
fn site<'a, R>(call: &Call<'a, '_, R>, place: &InSite) -> Result<&'a Site, Problem> {
    let site = match place.site_by.as_str() {
        "id" => place.site.parse().ok().and_then(|id| call.account.site_by_id(id)),
        _ => call.account.site(&place.site),
    };
    site.filter(|site| call.caller.scope.sites.contains(site.id)).ok_or_else(Problem::not_found)
}

/// Declares the methods, one line each: what is asked, what is answered, and how.
macro_rules! methods {
    ($($(#[$doc:meta])* $name:ident $verb:ident $path:literal $scope:ident $summary:literal: $request:ty => $reply:ty, $answer:expr;)*) => {
        $(
            $(#[$doc])*
            pub struct $name;

            impl Method for $name {
                const VERB: Verb = Verb::$verb;
                const PATH: &'static str = $path;
                const VERSIONS: Versions = Versions::V5;
                const SCOPE: Permission = Permission::$scope;
                const SUMMARY: &'static str = $summary;
                type Request = $request;
                type Reply = $reply;

                fn answer(call: Call<'_, '_, $request>) -> Result<$reply, Fault> {
                    let answer: fn(Call<'_, '_, $request>) -> Result<$reply, Fault> = $answer;
                    answer(call)
                }
            }
        )*
    };
}

methods! {
    /// Read the cart of a customer.
    CartGet Get "/customer-interaction/{site}/cart/{customer}" CustomerRead "Read the cart of a customer": OfCustomer => TheCart, |call| {
        let (act, site) = (call.act(), site(&call, &call.request.place)?);
        Ok(TheCart { cart: Ready::new(carts::get(call.tx, &act, site, &call.request.customer)?)? })
    };
    /// Set the cart of a customer.
    CartSet Post "/customer-interaction/{site}/cart/set" CustomerWrite "Set the cart of a customer": SendCart => Done, |call| {
        let (act, site) = (call.act(), site(&call, &call.request.place)?);
        carts::set(call.tx, &act, site, &call.request.cart).map(|()| Done {})
    };
    /// Empty the cart of a customer.
    CartClear Post "/customer-interaction/{site}/cart/clear" CustomerWrite "Empty the cart of a customer": SendCart => Done, |call| {
        let (act, site) = (call.act(), site(&call, &call.request.place)?);
        carts::clear(call.tx, &act, site, &call.request.cart).map(|()| Done {})
    };
    /// List what a customer has put aside.
    FavoritesList Get "/customer-interaction/{site}/favorites/{customer}" CustomerRead "List the favourite offers of a customer": OfCustomer => TheFavorites, |call| {
        let (act, site) = (call.act(), site(&call, &call.request.place)?);
        Ok(TheFavorites { favorites: ready(carts::favorites(call.tx, &act, site, &call.request.customer)?)? })
    };
    /// Put an offer aside for a customer.
    FavoritesAdd Post "/customer-interaction/{site}/favorites/{customer}/add" CustomerWrite "Add a favourite offer of a customer": SendFavorite => Done, |call| {
        let (act, site, asked) = (call.act(), site(&call, &call.request.of.place)?, call.request);
        carts::set_favorite(call.tx, &act, site, &asked.of.customer, &asked.favorite, true).map(|()| Done {})
    };
    /// Take back an offer that a customer has put aside.
    FavoritesRemove Post "/customer-interaction/{site}/favorites/{customer}/remove" CustomerWrite "Remove a favourite offer of a customer": SendFavorite => Done, |call| {
        let (act, site, asked) = (call.act(), site(&call, &call.request.of.place)?, call.request);
        carts::set_favorite(call.tx, &act, site, &asked.of.customer, &asked.favorite, false).map(|()| Done {})
    };
}
