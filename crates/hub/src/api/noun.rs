//! Answers of methods of nouns that are declared as data: one line for each, in the noun's own file.

/// Answers methods of a noun: `list`, `get`, `create`, `create_placed` (needs a store unless the link has an id or a store), `edit` (answers the id), `edit_quietly` (answers nothing), `delete`.
///
/// Each expands to an `impl Answer` that hands the request to `domain::noun` with the noun's declaration.
macro_rules! answers {
    ($noun:expr; $($name:ident $verb:ident $(by $list:path)?;)*) => {
        $(
            impl crate::api::Answer for wire::methods::$name {
                fn answer(call: crate::api::Call<'_, '_, Self::Request>) -> Result<Self::Reply, domain::fault::Fault> {
                    crate::api::noun::answer!(call, $verb $noun $(, $list)?)
                }
            }
        )*
    };
}
pub(crate) use answers;

/// What a method of [`answers`] does, by its verb.
macro_rules! answer {
    ($call:ident, list $noun:expr, $list:path) => {{
        let (texts, pagination) = $list($call.tx, &$call.act(), &$call.request.filter, $call.request.page)?;
        Ok(wire::noun::Listed { pagination, rows: crate::api::ready(texts)? })
    }};
    ($call:ident, get $noun:expr) => {{
        let text = domain::noun::get($call.tx, &$call.act(), $noun, $call.request.id)?;
        Ok(wire::noun::One(wire::reply::Ready::new(text)?))
    }};
    ($call:ident, create $noun:expr) => {{
        let site = $call.site_if_any($call.request.site.as_deref())?;
        let sent = domain::draft::of(&$call.request.entity)?;
        Ok(wire::reply::Made { id: domain::noun::create($call.tx, &$call.act(), $noun, site, sent)? })
    }};
    ($call:ident, create_placed $noun:expr) => {{
        let sent = domain::draft::of(&$call.request.entity)?;
        let named = || Ok::<_, domain::fault::Fault>($call.caller.site($call.account, $call.request.site.as_deref())?.id);
        let site = if domain::noun::is_placed($noun, &sent) { None } else { Some(named()?) };
        Ok(wire::reply::Made { id: domain::noun::create($call.tx, &$call.act(), $noun, site, sent)? })
    }};
    ($call:ident, edit $noun:expr) => {{
        let site = $call.site_if_any($call.request.site.as_deref())?;
        let sent = domain::draft::of(&$call.request.entity)?;
        domain::noun::edit($call.tx, &$call.act(), $noun, $call.request.id, site, sent)?;
        Ok(wire::reply::Made { id: $call.request.id })
    }};
    ($call:ident, edit_quietly $noun:expr) => {{
        let site = $call.site_if_any($call.request.site.as_deref())?;
        let sent = domain::draft::of(&$call.request.entity)?;
        domain::noun::edit($call.tx, &$call.act(), $noun, $call.request.id, site, sent)?;
        Ok(wire::reply::Done {})
    }};
    ($call:ident, delete $noun:expr) => {{
        domain::noun::remove($call.tx, &$call.act(), $noun, $call.request.id)?;
        Ok(wire::reply::Done {})
    }};
}
pub(crate) use answer;
