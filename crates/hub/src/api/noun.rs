//! Methods of nouns that are declared as data: one line for each, in the noun's own file.

/// Declares methods of a noun: `list`, `get`, `create`, `edit` (answers the id), `edit_quietly` (answers nothing), `delete`; of v5, or `in` other versions.
///
/// Each expands to a type with an `impl Method` that hands the request to `domain::noun` with the noun's declaration.
macro_rules! methods {
    ($noun:expr, $entity:ty; $($method:tt)*) => {
        crate::api::noun::methods! { in V5: $noun, $entity; $($method)* }
    };
    (in $versions:ident: $noun:expr, $entity:ty; $($(#[$doc:meta])* $name:ident $verb:ident $path:literal $scope:ident $summary:literal $(by $list:path, $filter:ty)?;)*) => {
        $(
            $(#[$doc])*
            pub struct $name;

            impl crate::api::Method for $name {
                const PATH: &'static str = $path;
                const VERSIONS: crate::api::Versions = crate::api::Versions::$versions;
                const SCOPE: crate::api::Permission = crate::api::Permission::$scope;
                const SUMMARY: &'static str = $summary;
                crate::api::noun::answer!($verb $noun, $entity $(, $list, $filter)?);
            }
        )*
    };
}
pub(crate) use methods;

/// What a method of [`methods`] is asked and answers, by its verb.
macro_rules! answer {
    (list $noun:expr, $entity:ty, $list:path, $filter:ty) => {
        const VERB: crate::api::Verb = crate::api::Verb::Get;
        const WEIGHT: crate::api::Weight = crate::api::Weight::Long;
        type Request = wire::noun::List<$filter>;
        type Reply = wire::noun::Listed<$entity>;

        fn answer(call: crate::api::Call<'_, '_, Self::Request>) -> Result<Self::Reply, crate::fault::Fault> {
            let (texts, pagination) = $list(call.tx, &call.act(), &call.request.filter, call.request.page)?;
            Ok(wire::noun::Listed { pagination, rows: crate::api::ready(texts)? })
        }
    };
    (get $noun:expr, $entity:ty) => {
        const VERB: crate::api::Verb = crate::api::Verb::Get;
        type Request = wire::noun::ById;
        type Reply = wire::noun::One<$entity>;

        fn answer(call: crate::api::Call<'_, '_, Self::Request>) -> Result<Self::Reply, crate::fault::Fault> {
            let text = crate::domain::noun::get(call.tx, &call.act(), $noun, call.request.id)?;
            Ok(wire::noun::One(wire::reply::Ready::new(text)?))
        }
    };
    (create $noun:expr, $entity:ty) => {
        const VERB: crate::api::Verb = crate::api::Verb::Post;
        const STATUS: u16 = 201;
        type Request = wire::noun::Create<$entity>;
        type Reply = wire::reply::Made;

        fn answer(call: crate::api::Call<'_, '_, Self::Request>) -> Result<Self::Reply, crate::fault::Fault> {
            let site = call.site_if_any(call.request.site.as_deref())?;
            let sent = crate::domain::draft::of(&call.request.entity)?;
            Ok(wire::reply::Made { id: crate::domain::noun::create(call.tx, &call.act(), $noun, site, sent)? })
        }
    };
    (edit $noun:expr, $entity:ty) => {
        const VERB: crate::api::Verb = crate::api::Verb::Post;
        type Request = wire::noun::Edit<$entity>;
        type Reply = wire::reply::Made;

        fn answer(call: crate::api::Call<'_, '_, Self::Request>) -> Result<Self::Reply, crate::fault::Fault> {
            let site = call.site_if_any(call.request.site.as_deref())?;
            let sent = crate::domain::draft::of(&call.request.entity)?;
            crate::domain::noun::edit(call.tx, &call.act(), $noun, call.request.id, site, sent)?;
            Ok(wire::reply::Made { id: call.request.id })
        }
    };
    (edit_quietly $noun:expr, $entity:ty) => {
        const VERB: crate::api::Verb = crate::api::Verb::Post;
        type Request = wire::noun::Edit<$entity>;
        type Reply = wire::reply::Done;

        fn answer(call: crate::api::Call<'_, '_, Self::Request>) -> Result<Self::Reply, crate::fault::Fault> {
            let site = call.site_if_any(call.request.site.as_deref())?;
            let sent = crate::domain::draft::of(&call.request.entity)?;
            crate::domain::noun::edit(call.tx, &call.act(), $noun, call.request.id, site, sent)?;
            Ok(wire::reply::Done {})
        }
    };
    (delete $noun:expr, $entity:ty) => {
        const VERB: crate::api::Verb = crate::api::Verb::Post;
        type Request = wire::noun::ById;
        type Reply = wire::reply::Done;

        fn answer(call: crate::api::Call<'_, '_, Self::Request>) -> Result<Self::Reply, crate::fault::Fault> {
            crate::domain::noun::remove(call.tx, &call.act(), $noun, call.request.id)?;
            Ok(wire::reply::Done {})
        }
    };
}
pub(crate) use answer;
