//! The account in memory: settings, stores, users and dictionaries, read anew whenever one of them changes.

use std::collections::HashMap;
use std::sync::Arc;

use database::{Sites, Tx};
use serde_json::{Map, Value};
use wire::{Moment, Problem, Zone};

use crate::access::secrets::Secrets;
use crate::fault::Fault;
use crate::home::Home;
use crate::walks::Walks;
use crate::webhooks::rows::{self, Listener};

/// A store in memory.
#[derive(Debug, Clone)]
pub struct Site {
    /// Internal id.
    pub id: i64,
    /// Symbolic code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Whether it is in use.
    pub active: bool,
    /// Place in lists.
    pub ordering: i64,
    /// The other fields as the API names them: `url`, `currency`, `countryIso`…
    pub body: Map<String, Value>,
}

impl Site {
    /// A text of the store's further fields.
    pub fn text(&self, field: &str) -> Option<&str> {
        self.body.get(field)?.as_str()
    }
}

/// An entry of a dictionary in memory.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Internal id.
    pub id: i64,
    /// Code.
    pub code: String,
    /// Whether it is in use.
    pub active: bool,
    /// Place in lists.
    pub ordering: i64,
    /// Its fields as the API names them.
    pub body: Map<String, Value>,
}

impl Entry {
    /// A flag of the entry; absent is false.
    pub fn flag(&self, field: &str) -> bool {
        self.body.get(field).and_then(Value::as_bool).unwrap_or(false)
    }

    /// A text of the entry.
    pub fn text(&self, field: &str) -> Option<&str> {
        self.body.get(field)?.as_str()
    }
}

/// One dictionary, in its order.
#[derive(Debug, Clone, Default)]
pub struct Dictionary {
    entries: Vec<Entry>,
    by_code: HashMap<String, usize>,
}

impl Dictionary {
    /// The entry of a code.
    pub fn get(&self, code: &str) -> Option<&Entry> {
        self.by_code.get(code).map(|index| &self.entries[*index])
    }

    /// Every entry, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter()
    }

    fn push(&mut self, entry: Entry) {
        self.by_code.insert(entry.code.clone(), self.entries.len());
        self.entries.push(entry);
    }
}

/// A setting: its value and when it was set.
#[derive(Debug, Clone)]
pub struct Setting {
    /// The value.
    pub value: String,
    /// When it was set.
    pub updated_at: Moment,
}

/// The account as one consistent picture.
#[derive(Debug, Clone)]
pub struct Account {
    /// The generation of changes this picture includes.
    pub generation: i64,
    /// The account's time zone.
    pub zone: Zone,
    /// The address under which others reach the hub, such as `https://hub.example.com`.
    pub public_url: String,
    /// The secrets of the data folder, where the hub runs.
    pub secrets: Option<Arc<Secrets>>,
    /// Where the pages of lists begin that are walked through.
    pub walks: Arc<Walks>,
    /// Settings by name.
    pub settings: HashMap<String, Setting>,
    /// Stores, in order.
    pub sites: Vec<Site>,
    /// People.
    pub users: Vec<database::users::User>,
    /// Webhooks that get events of orders or customers.
    pub listeners: Vec<Listener>,
    /// Whether a store has offers, which lines of orders may name.
    pub has_offers: bool,
    dictionaries: HashMap<String, Dictionary>,
    empty: Dictionary,
}

impl Account {
    /// Reads the whole account.
    ///
    /// # Errors
    /// The database failed, or holds a body that is no JSON object.
    pub fn load(tx: &mut Tx<'_>) -> Result<Self, Fault> {
        let generation = database::nodes::generation(tx)?;
        let settings: HashMap<String, Setting> = database::settings::all(tx)?
            .into_iter()
            .map(|(name, value, updated_at)| (name, Setting { value, updated_at: Moment(updated_at) }))
            .collect();
        let zone = settings.get("timezone").and_then(|zone| Zone::named(&zone.value).ok()).unwrap_or_else(Zone::utc);
        let mut sites = Vec::new();
        for site in database::sites::all(tx)? {
            sites.push(Site {
                id: site.id,
                code: site.code,
                name: site.name,
                active: site.active,
                ordering: site.ordering,
                body: serde_json::from_str(&site.body)?,
            });
        }
        let mut dictionaries: HashMap<String, Dictionary> = HashMap::new();
        for entry in database::reference::all(tx)? {
            let read = Entry {
                id: entry.id,
                code: entry.code,
                active: entry.active,
                ordering: entry.ordering,
                body: serde_json::from_str(&entry.body)?,
            };
            dictionaries.entry(entry.kind).or_default().push(read);
        }
        let users = database::users::all(tx)?;
        let listeners = rows::listeners(tx)?;
        let has_offers = database::catalogue::offers::any(tx)?;
        Ok(Self {
            generation,
            zone,
            public_url: String::new(),
            secrets: None,
            walks: Arc::default(),
            settings,
            sites,
            users,
            listeners,
            has_offers,
            dictionaries,
            empty: Dictionary::default(),
        })
    }

    /// The secrets of the data folder.
    ///
    /// # Errors
    /// The account was read by a program that does not serve.
    pub fn secrets(&self) -> Result<&Secrets, Problem> {
        self.secrets.as_deref().ok_or_else(Problem::internal)
    }

    /// A dictionary by kind, such as `statuses`; an unknown kind is empty.
    pub fn dictionary(&self, kind: &str) -> &Dictionary {
        self.dictionaries.get(kind).unwrap_or(&self.empty)
    }

    /// The store of a code.
    pub fn site(&self, code: &str) -> Option<&Site> {
        self.sites.iter().find(|site| site.code == code)
    }

    /// The store of an id.
    pub fn site_by_id(&self, id: i64) -> Option<&Site> {
        self.sites.iter().find(|site| site.id == id)
    }

    /// The code of a store's id; empty for one that is gone.
    pub fn site_code(&self, id: i64) -> &str {
        self.site_by_id(id).map_or("", |site| &site.code)
    }

    /// The stores of a set, in the account's order.
    pub fn visible<'a>(&'a self, sites: &Sites) -> impl Iterator<Item = &'a Site> + use<'a> {
        let sites = sites.clone();
        self.sites.iter().filter(move |site| sites.contains(site.id))
    }

    /// When a setting was set, in Unix seconds.
    pub fn set_at(&self, name: &str) -> Option<i64> {
        self.settings.get(name).map(|setting| setting.updated_at.0)
    }

    /// A setting's value.
    pub fn setting(&self, name: &str) -> Option<&str> {
        self.settings.get(name).map(|setting| setting.value.as_str())
    }

    /// The account's country, ISO 3166-1 alpha-2; it decides how national phone numbers are read. Empty when none was named.
    pub fn country(&self) -> &str {
        self.setting("country").unwrap_or_default()
    }

    /// Where the account is at home.
    pub fn home(&self) -> Home {
        let zone = self.setting("timezone").unwrap_or("UTC").to_owned();
        Home { country: self.country().to_owned(), currency: self.currency().to_owned(), zone }
    }

    /// The account's currency, ISO 4217.
    pub fn currency(&self) -> &str {
        self.setting("default_currency").unwrap_or_default()
    }
}
