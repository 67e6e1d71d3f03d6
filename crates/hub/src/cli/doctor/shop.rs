//! `latchkey doctor --shop`: whether the module of a shop can connect with a key at an address, and what to do where it cannot.

use database::{Database, Options};
use domain::clock::Clock;
use domain::fault::Fault;
use domain::shops;

use super::{Found, outside};
use crate::cli::Stop;
use crate::config::Config;
use crate::threads;

/// The lines about a module: its address, TLS, and its key.
///
/// # Errors
/// There is no such module or key, or the database cannot be read.
pub fn look(config: &Config, shop: &str, key: Option<i64>, url: Option<&str>) -> Result<Vec<(&'static str, Found)>, Stop> {
    if !shops::SHOPS.contains(&shop) {
        return Err(Stop::Usage(format!("there is nothing to check for \"{shop}\"; the modules are {}", shops::SHOPS.join(", "))));
    }
    let url = url.or(config.public_url.as_deref()).map(|url| url.trim_end_matches('/'));
    let url = url.ok_or_else(|| Stop::Usage("name the address that the module is given with --url, or set public-url".to_owned()))?;
    let line = |found: &shops::Found| (found.name, if found.good { Ok(found.sentence()) } else { Err(found.sentence()) });
    let mut lines = vec![line(&shops::accepts(shop, url))];
    if url.starts_with("https://") {
        let runtime = threads::single().map_err(|error| Stop::Refused(format!("no threads can be started: {error}")))?;
        lines.push(("TLS", runtime.block_on(outside::certificate(url))));
    }
    if let Some(id) = key {
        let db = Database::open(&Options::at(config.database.clone())).map_err(Fault::from)?;
        let kept = db.read_now(move |tx| Ok::<_, Fault>(database::keys::find(tx, id)?))?;
        let kept = kept.ok_or_else(|| Stop::Refused(format!("there is no key {id}")))?;
        lines.extend(shops::key(shop, &kept, Clock::system().now().0).iter().map(line));
    }
    Ok(lines)
}
