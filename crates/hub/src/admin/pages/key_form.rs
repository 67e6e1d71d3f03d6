//! The form of a key: a new one with a fresh token, or one there is, whose change is shown in words before it is saved.

use std::collections::BTreeSet;
use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use database::keys::Key;
use database::users::User;
use wire::{Moment, Problem};

use super::key_limits::LimitsForm;
use super::key_masks::{CodesField, MaskField, SightForm};
use super::key_review;
use super::keys::number;
use super::method_tree::{self, Tree};
use crate::account::Account;
use crate::admin::fields::{Fields, Query};
use crate::admin::page::{self, Faults, Page};
use crate::admin::{Office, Visitor};
use crate::api;
use crate::domain::keys::lifetime::Longest;
use crate::domain::keys::{self, Changes, Reach};
use crate::domain::templates::{self, Start};
use crate::fault::Fault;
use crate::keys::grant::{self, Grant};
use crate::keys::templates::{Stores, Template as BuiltIn};
use crate::keys::token;

#[derive(Template)]
#[template(path = "key_form.html")]
struct KeyForm {
    page: Page,
    /// The key; 0 for a new one.
    id: i64,
    title: String,
    /// The token of a new key; the form of a new key is the only page that ever shows one.
    token: String,
    /// What is shown of the token of a key there is.
    hint: String,
    active: bool,
    name: String,
    comment: String,
    external_id: String,
    individual: bool,
    /// Stores to choose from: code, name, whether it is chosen.
    stores: Vec<(String, String, bool)>,
    everything: bool,
    tree: Tree,
    limits: LimitsForm,
    /// Weekdays by number, 1 for Monday.
    weekdays: Vec<(u8, String)>,
    /// What it does not see.
    sight: SightForm,
    mask_fields: Vec<MaskField>,
    /// Conditions on free texts: name, label, values.
    row_texts: Vec<(String, String, String)>,
    row_codes: Vec<CodesField>,
    /// People to ask about it: e-mail, name.
    people: Vec<(String, String)>,
    /// Whether the one who is named has been shut out.
    contact_left: bool,
    /// For how long keys may live.
    longest: Longest,
    /// Whether the token is to be kept, so that it can be shown again.
    show_again: bool,
    /// Starting points: code, text, whether the form began with it.
    starts: Vec<(String, String, bool)>,
    /// The template it is made from: code and name, both empty for none.
    template: (String, String),
    faults: Faults,
}

/// What the form says, whether it comes from a key, from a template or from the browser.
#[derive(Default)]
struct Draft {
    name: String,
    comment: String,
    external_id: String,
    individual: bool,
    stores: BTreeSet<String>,
    everything: bool,
    methods: BTreeSet<&'static str>,
    limits: LimitsForm,
    sight: SightForm,
    show_again: bool,
    /// The code of the template it is made from; empty for none.
    template: String,
}

impl Draft {
    fn of_key(account: &Account, key: &Key) -> Self {
        let granted = |entry: &&&api::Entry| key.methods.iter().any(|name| name == entry.name());
        Self {
            name: key.name.clone(),
            comment: keys::comment(key),
            external_id: key.external_id.clone().unwrap_or_default(),
            individual: !key.all_sites,
            stores: key.sites.iter().map(|id| account.site_code(*id).to_owned()).collect(),
            everything: key.all_methods,
            methods: api::methods().iter().filter(granted).map(|entry| entry.name()).collect(),
            limits: LimitsForm::of_key(account, key),
            sight: SightForm::of_key(key),
            show_again: false,
            template: keys::template(key),
        }
    }

    /// A copy: its external id stays with the first key, and whether it is to manage keys is asked anew.
    fn like(account: &Account, key: &Key) -> Self {
        let mut draft = Self { external_id: String::new(), ..Self::of_key(account, key) };
        draft.methods.retain(|name| !grant::manages_keys(name));
        draft
    }

    fn fresh(account: &Account) -> Self {
        Self { limits: LimitsForm::fresh(account), ..Self::default() }
    }

    fn of_start(page: &Page, account: &Account, start: &Start) -> Self {
        let contents = start.contents();
        let granted = |entry: &&&api::Entry| matches!(&contents.grant, Grant::Some(names) if names.iter().any(|name| name == entry.name()));
        Self {
            name: page.start(start),
            individual: contents.stores != Stores::All,
            everything: contents.grant == Grant::All,
            methods: api::methods().iter().filter(granted).map(|entry| entry.name()).collect(),
            limits: LimitsForm::of_limits(account, &contents.limits),
            sight: SightForm::of(contents.masks, contents.rows),
            template: start.code().to_owned(),
            ..Self::default()
        }
    }

    fn of_fields(fields: &Fields) -> Self {
        Self {
            name: fields.text("name").to_owned(),
            comment: fields.text("comment").to_owned(),
            external_id: fields.text("external_id").to_owned(),
            individual: fields.text("access") != "all",
            stores: fields.all("store").map(str::to_owned).collect(),
            everything: fields.has("everything"),
            methods: method_tree::chosen(fields),
            limits: LimitsForm::of_fields(fields),
            sight: SightForm::of_fields(fields),
            show_again: fields.has("show_again"),
            template: fields.text("template").to_owned(),
        }
    }

    fn changes(&self, account: &Account, now: Moment) -> Result<Changes, Problem> {
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
        self.limits.put(&mut changes, account, now)?;
        self.sight.put(&mut changes)?;
        Ok(changes)
    }

    fn form(self, page: Page, account: &Account, title: String) -> KeyForm {
        let tree = Tree::ticked(page.words, &self.methods.iter().copied().collect());
        let stores = account.sites.iter().map(|site| (site.code.clone(), site.name.clone(), self.stores.contains(&site.code)));
        KeyForm {
            id: 0,
            title,
            token: String::new(),
            hint: String::new(),
            active: true,
            name: self.name,
            comment: self.comment,
            external_id: self.external_id,
            individual: self.individual,
            stores: stores.collect(),
            everything: self.everything,
            tree,
            weekdays: (1..=7).map(|day| (day, page.say(&format!("day-{day}")))).collect(),
            mask_fields: self.sight.mask_fields(&page),
            row_texts: self.sight.text_fields(&page),
            row_codes: self.sight.code_fields(&page, account),
            sight: self.sight,
            people: account.users.iter().filter(|person| person.active).map(named).collect(),
            contact_left: account.users.iter().any(|person| !person.active && person.email == self.limits.owner),
            limits: self.limits,
            longest: Longest::of(account),
            show_again: self.show_again,
            starts: Vec::new(),
            template: (self.template, String::new()),
            faults: Faults::default(),
            page,
        }
    }
}

fn named(person: &User) -> (String, String) {
    (person.email.clone(), format!("{} {}", person.first_name, person.last_name).trim_end().to_owned())
}

/// Shows the form of a new key: empty, from a template (`?template=cpa`), like another key (`?like=5`) or with some
/// methods ticked (`?method=/orders&method=/customers`).
pub async fn new(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Query(query): Query) -> Response {
    let page = Page::new(&office, Some(&visitor), "keys");
    let account = office.hub.account();
    let code = query.text("template").to_owned();
    let read = office.hub.db.read(move |tx| Ok::<_, Fault>((templates::start(tx, &code)?, templates::all(tx)?)));
    let (start, own) = match read.await {
        Ok(read) => read,
        Err(fault) => return page::failed(page, fault),
    };
    let mut draft = match (query.text("like"), &start) {
        ("", None) => Draft { name: query.text("name").to_owned(), methods: method_tree::chosen(&query), ..Draft::fresh(&account) },
        ("", Some(start)) => Draft::of_start(&page, &account, start),
        (like, _) => {
            let id = number(like);
            match office.hub.db.read(move |tx| keys::find(tx, id)).await {
                Ok(key) => Draft { name: page.named("key-copy", &key.name), ..Draft::like(&account, &key) },
                Err(fault) => return page::failed(page, fault),
            }
        }
    };
    draft.limits.bound(&account, office.hub.clock.now());
    let Ok(token) = token::generate() else { return page::failed(page, Problem::internal().into()) };
    let starts = BuiltIn::all().iter().map(Start::BuiltIn).chain(own.into_iter().map(Start::from)).map(|template| {
        let here = start.as_ref().is_some_and(|start| start.code() == template.code());
        (template.code().to_owned(), page.start(&template), here)
    });
    let (starts, title) = (starts.collect(), page.say("key-new"));
    page::ok(&KeyForm { token, starts, ..draft.form(page, &account, title) })
}

/// Makes a key.
pub async fn add(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, fields: Fields) -> Response {
    let page = Page::new(&office, Some(&visitor), "keys");
    let draft = Draft::of_fields(&fields);
    let (token, now) = (fields.text("token").to_owned(), office.hub.clock.now());
    let (pepper, given, by, seal) = (office.hub.gate.pepper(), token.clone(), visitor.by(), office.hub.seal.clone());
    let show_again = draft.show_again;
    let added = match draft.changes(&office.hub.account(), now) {
        Err(problem) => Err(problem.into()),
        Ok(changes) => {
            let changes = Changes { template: Some(draft.template.clone()).filter(|code| !code.is_empty()), ..changes };
            let work = move |tx: &mut database::Tx<'_>| {
                let key = keys::add(tx, &pepper, &given, &changes, &by, now)?;
                if show_again { keys::retrieval::keep(tx, &seal, &key, &given) } else { Ok(()) }
            };
            office.hub.db.write(work).await
        }
    };
    match added {
        Ok(()) => page::go("/integration/keys?done=key-added"),
        Err(Fault::Refused(problem)) if problem.status == 400 => {
            let (faults, title) = (page.faults(&problem), page.say("key-new"));
            let form = KeyForm { token, faults, ..draft.form(page, &office.hub.account(), title) };
            page::show(StatusCode::BAD_REQUEST, &form)
        }
        Err(fault) => page::failed(page, fault),
    }
}

/// Shows the form of a key.
///
/// `?grant=/orders` and `?store=north` tick one more method and store, for the remedy of a refusal.
pub async fn show(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    Query(query): Query,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "keys").noticing(query.text("done"));
    let (account, id) = (office.hub.account(), number(&id));
    let read = office.hub.db.read(move |tx| {
        let key = keys::find(tx, id)?;
        let start = templates::start(tx, &keys::template(&key))?;
        Ok::<_, Fault>((key, start))
    });
    match read.await {
        Ok((key, start)) => {
            let made_from = start.map(|start| page.start(&start)).unwrap_or_default();
            let mut draft = Draft::of_key(&account, &key);
            draft
                .methods
                .extend(api::methods().iter().map(|entry| entry.name()).filter(|name| query.all("grant").any(|asked| asked == *name)));
            draft.stores.extend(query.all("store").filter(|code| account.site(code).is_some()).map(str::to_owned));
            let form = draft.form(page, &account, key.name.clone());
            let template = (form.template.0.clone(), made_from);
            page::ok(&KeyForm { id: key.id, hint: key.hint, active: key.active, template, ..form })
        }
        Err(fault) => page::failed(page, fault),
    }
}

/// Takes the form of a key back: shows what would change, and saves it once that has been seen.
pub async fn edit(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    fields: Fields,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "keys");
    let (account, id, draft) = (office.hub.account(), number(&id), Draft::of_fields(&fields));
    let seen = fields.has("seen") && !fields.has("again");
    let now = office.hub.clock.now();
    let previewed = match draft.changes(&account, now) {
        Err(problem) => Err(problem.into()),
        Ok(changes) => {
            let wanted = changes.clone();
            office.hub.db.read(move |tx| keys::preview(tx, id, &wanted, now)).await.map(|(before, after)| (changes, before, after))
        }
    };
    let (changes, before, after) = match previewed {
        Ok(previewed) => previewed,
        Err(Fault::Refused(problem)) if problem.status == 400 => {
            let key = match office.hub.db.read(move |tx| keys::find(tx, id)).await {
                Ok(key) => key,
                Err(fault) => return page::failed(page, fault),
            };
            let faults = page.faults(&problem);
            let form = draft.form(page, &account, key.name);
            return page::show(StatusCode::BAD_REQUEST, &KeyForm { id, hint: key.hint, active: key.active, faults, ..form });
        }
        Err(fault) => return page::failed(page, fault),
    };
    if fields.has("again") {
        let form = draft.form(page, &account, before.name);
        return page::ok(&KeyForm { id, hint: before.hint, active: before.active, ..form });
    }
    let differences = key_review::differences(&page, &account, &before, &after);
    if differences.is_empty() {
        return page::go("/integration/keys?done=key-unchanged");
    }
    // What was agreed to is what is saved: a key that somebody else has changed meanwhile is shown anew.
    let agreed = seen && fields.text("before") == key_review::fingerprint(&before);
    if !agreed {
        return key_review::show(page, &before, &fields, differences, format!("/integration/keys/{id}"));
    }
    let by = visitor.by();
    match office.hub.db.write(move |tx| keys::edit(tx, id, &changes, &by, now)).await {
        Ok(_) => page::go("/integration/keys?done=key-saved"),
        Err(fault) => page::failed(page, fault),
    }
}
