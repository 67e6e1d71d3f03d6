//! What the form of a key says: taken from a key, from a template or from the browser, and what it means.

use std::collections::BTreeSet;

use database::keys::Key;
use domain::access::grant::{self, Grant};
use domain::access::templates::Stores;
use domain::account::Account;
use domain::keys::{self, Card, Changes, Reach};
use domain::templates::Start;
use wire::methods;
use wire::{Moment, Problem};

use super::key_limits::LimitsForm;
use super::key_masks::SightForm;
use super::method_tree;
use crate::admin::fields::Fields;
use crate::admin::page::Page;

/// Whose key it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Whose {
    /// It was not said.
    #[default]
    Unsaid,
    /// One's own company.
    Ours,
    /// Another company.
    Theirs,
}

impl Whose {
    /// The word of a field.
    fn named(word: &str) -> Self {
        match word {
            "ours" => Self::Ours,
            "theirs" => Self::Theirs,
            _ => Self::Unsaid,
        }
    }

    /// Its word in forms.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unsaid => "",
            Self::Ours => "ours",
            Self::Theirs => "theirs",
        }
    }
}

/// What the form says.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    pub name: String,
    pub comment: String,
    pub external_id: String,
    pub whose: Whose,
    pub individual: bool,
    pub stores: BTreeSet<String>,
    pub everything: bool,
    pub methods: BTreeSet<&'static str>,
    pub limits: LimitsForm,
    pub sight: SightForm,
    pub show_again: bool,
    /// The code of the template it is made from; empty for none.
    pub template: String,
}

impl Draft {
    /// The settings of a key; `foreign` says whether its template makes it another company's.
    pub fn of_key(account: &Account, key: &Key, foreign: bool) -> Self {
        let granted = |entry: &&&methods::Entry| key.methods.iter().any(|name| name == entry.name());
        let card = Card::of(key, &[]);
        Self {
            name: key.name.clone(),
            comment: keys::comment(key),
            external_id: key.external_id.clone().unwrap_or_default(),
            whose: if card.party.is_some() || (foreign && card.ours != Some(true)) { Whose::Theirs } else { Whose::Ours },
            individual: !key.all_sites,
            stores: key.sites.iter().map(|id| account.site_code(*id).to_owned()).collect(),
            everything: key.all_methods,
            methods: methods::all().iter().filter(granted).map(|entry| entry.name()).collect(),
            limits: LimitsForm::of_key(account, key),
            sight: SightForm::of_key(key),
            show_again: false,
            template: keys::template(key),
        }
    }

    /// A copy: its external id stays with the first key, and whether it is to manage keys is asked anew.
    pub fn like(account: &Account, key: &Key, foreign: bool) -> Self {
        let mut draft = Self { external_id: String::new(), ..Self::of_key(account, key, foreign) };
        draft.methods.retain(|name| !grant::manages_keys(name));
        draft
    }

    /// A new key of which nothing is said.
    pub fn fresh(account: &Account) -> Self {
        Self { limits: LimitsForm::fresh(account), ..Self::default() }
    }

    /// A new key of a template.
    pub fn of_start(page: &Page, account: &Account, start: &Start) -> Self {
        let contents = start.contents();
        let granted =
            |entry: &&&methods::Entry| matches!(&contents.grant, Grant::Some(names) if names.iter().any(|name| name == entry.name()));
        Self {
            name: page.start(start),
            whose: if contents.partner { Whose::Theirs } else { Whose::Ours },
            individual: contents.stores != Stores::All,
            everything: contents.grant == Grant::All,
            methods: methods::all().iter().filter(granted).map(|entry| entry.name()).collect(),
            limits: LimitsForm::of_limits(account, &contents.limits),
            sight: SightForm::of(contents.masks, contents.rows),
            template: start.code().to_owned(),
            ..Self::default()
        }
    }

    /// What came from the browser.
    pub fn of_fields(fields: &Fields) -> Self {
        Self {
            name: fields.text("name").to_owned(),
            comment: fields.text("comment").to_owned(),
            external_id: fields.text("external_id").to_owned(),
            whose: Whose::named(fields.text("whose")),
            individual: fields.text("access") != "all",
            stores: fields.all("store").map(str::to_owned).collect(),
            everything: fields.text("everything") == "yes",
            methods: method_tree::chosen(fields),
            limits: LimitsForm::of_fields(fields),
            sight: SightForm::of_fields(fields),
            show_again: fields.has("show_again"),
            template: fields.text("template").to_owned(),
        }
    }

    /// The fields as the browser would send them.
    pub fn fields(&self) -> Fields {
        let mut pairs: Vec<(String, String)> = Vec::new();
        let mut say = |name: &str, value: &str| pairs.push((name.to_owned(), value.to_owned()));
        say("name", &self.name);
        say("comment", &self.comment);
        say("external_id", &self.external_id);
        say("whose", self.whose.name());
        say("access", if self.individual { "individual" } else { "all" });
        self.stores.iter().for_each(|code| say("store", code));
        say("everything", if self.everything { "yes" } else { "no" });
        self.methods.iter().for_each(|name| say("method", name));
        if self.show_again {
            say("show_again", "yes");
        }
        say("template", &self.template);
        self.limits.say(&mut say);
        self.sight.say(&mut say);
        Fields::of(pairs)
    }

    /// What is meant, and what of it cannot be read. For a new key, `fresh`, it must be said whose it is; `foreign` says
    /// whether its template makes it another company's.
    pub fn changes(&self, account: &Account, now: Moment, fresh: bool, foreign: bool) -> (Changes, Option<Problem>) {
        let reach = if self.individual { Reach::Some(self.stores.iter().cloned().collect()) } else { Reach::All };
        let grant = Grant::chosen(self.everything, self.methods.iter().copied());
        let mut changes = Changes {
            name: Some(self.name.clone()),
            reach: Some(reach),
            grant: Some(grant),
            comment: Some(self.comment.clone()),
            external_id: Some(self.external_id.clone()),
            ..Changes::default()
        };
        let unread = [self.limits.put(&mut changes, account, now), self.sight.put(&mut changes)];
        let unsaid = (fresh && self.whose == Whose::Unsaid)
            .then(|| Problem::entity("whose", "Say whether your company uses the key or another one."));
        let problem = unread.into_iter().chain([unsaid]).flatten().reduce(Problem::and_all);
        match self.whose {
            Whose::Unsaid => {}
            Whose::Ours => (changes.card.party, changes.card.ours) = (Some(String::new()), Some(true)),
            // A company without a name is called like its key.
            Whose::Theirs => {
                changes.card.ours = Some(false);
                if self.limits.party.is_empty() && !foreign {
                    changes.card.party = Some(self.name.clone());
                }
            }
        }
        (changes, problem)
    }
}
