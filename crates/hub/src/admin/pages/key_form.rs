//! The form of a key: a new one with a fresh token, or one there is, whose change is shown in words before it is saved.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use database::Tx;
use database::keys::Key;
use database::users::User;
use domain::access::templates::Template as BuiltIn;
use domain::access::token;
use domain::account::Account;
use domain::fault::Fault;
use domain::keys::lifetime::Longest;
use domain::keys::{self, Changes, faults};
use domain::templates::{self, Start};
use wire::methods;
use wire::{Moment, Problem};

use super::key_added;
use super::key_draft::{Draft, Whose};
use super::key_head;
use super::key_limits::LimitsForm;
use super::key_masks::{CodesField, MaskField, SightForm};
use super::key_summary::Summary;
use super::keys::number;
use super::method_tree::{self, Tree};
use super::{key_conflict, key_review};
use crate::admin::conflict::{self, Settled};
use crate::admin::fields::{Fields, Query};
use crate::admin::page::{self, Faults, Page};
use crate::admin::{Office, Visitor};

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
    /// What all pages of the key begin with; empty for a new one.
    head: String,
    /// The fields as they were when the form was shown.
    base: String,
    name: String,
    comment: String,
    external_id: String,
    whose: Whose,
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
    /// What the key will be able to do, and what is set in the parts that are folded up.
    summary: Summary,
    faults: Faults,
}

impl KeyForm {
    /// How many stores are chosen.
    fn chosen_stores(&self) -> usize {
        self.stores.iter().filter(|(.., chosen)| *chosen).count()
    }

    fn of(draft: Draft, page: Page, account: &Account, title: String) -> Self {
        let tree = Tree::ticked(page.words, &draft.methods.iter().copied().collect());
        let summary = Summary::of(&page, account, &draft);
        let stores = account.sites.iter().map(|site| (site.code.clone(), site.name.clone(), draft.stores.contains(&site.code)));
        Self {
            id: 0,
            title,
            token: String::new(),
            hint: String::new(),
            head: String::new(),
            base: String::new(),
            name: draft.name,
            comment: draft.comment,
            external_id: draft.external_id,
            whose: draft.whose,
            individual: draft.individual,
            stores: stores.collect(),
            everything: draft.everything,
            tree,
            weekdays: (1..=7).map(|day| (day, page.say(&format!("day-{day}")))).collect(),
            mask_fields: draft.sight.mask_fields(&page),
            row_texts: draft.sight.text_fields(&page),
            row_codes: draft.sight.code_fields(&page, account),
            sight: draft.sight,
            people: account.users.iter().filter(|person| person.active).map(named).collect(),
            contact_left: account.users.iter().any(|person| !person.active && person.email == draft.limits.owner),
            limits: draft.limits,
            longest: Longest::of(account),
            show_again: draft.show_again,
            starts: Vec::new(),
            template: (draft.template, String::new()),
            summary,
            faults: Faults::default(),
            page,
        }
    }

    /// The form of a key there is.
    fn of_key(draft: Draft, page: Page, account: &Account, (key, now): (&Key, Moment), base: String) -> Self {
        let head = key_head::draw(&page, account, key, now, "edit");
        let form = Self::of(draft, page, account, key.name.clone());
        Self { id: key.id, hint: key.hint.clone(), head, base, ..form }
    }
}

/// Where the form of a key is.
pub(super) fn address(id: i64) -> String {
    format!("/integration/keys/{id}/edit")
}

fn named(person: &User) -> (String, String) {
    (person.email.clone(), format!("{} {}", person.first_name, person.last_name).trim_end().to_owned())
}

/// Whether a template makes its keys another company's.
fn is_of_partners(tx: &mut Tx<'_>, code: &str) -> Result<bool, Fault> {
    Ok(!code.is_empty() && templates::of_partners(tx)?.iter().any(|known| known == code))
}

/// A key, and whether its template makes it another company's.
fn found(tx: &mut Tx<'_>, id: i64) -> Result<(Key, bool), Fault> {
    let key = keys::find(tx, id)?;
    let foreign = is_of_partners(tx, &keys::template(&key))?;
    Ok((key, foreign))
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
            match office.hub.db.read(move |tx| found(tx, id)).await {
                Ok((key, foreign)) => Draft { name: page.named("key-copy", &key.name), ..Draft::like(&account, &key, foreign) },
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
    page::ok(&KeyForm { token, starts, ..KeyForm::of(draft, page, &account, title) })
}

/// Makes a key.
pub async fn add(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, fields: Fields) -> Response {
    let page = Page::new(&office, Some(&visitor), "keys");
    let draft = Draft::of_fields(&fields);
    let token = fields.text("token").to_owned();
    if fields.has("again") {
        let title = page.say("key-new");
        return page::ok(&KeyForm { token, ..KeyForm::of(draft, page, &office.hub.account(), title) });
    }
    match made(&office, &visitor, &draft, &token).await {
        Ok(key) => key_added::show(&office, page, &key, &token, "added").await,
        Err(Fault::Refused(problem)) if problem.status == 400 => {
            let (faults, title) = (page.faults(&problem), page.say("key-new"));
            // A form that is sent again would show the token of the key that it made.
            let taken = faults.has("token") && token::is_well_formed(&token);
            let token = if taken { token::generate().unwrap_or_default() } else { token };
            let form = KeyForm { token, faults, ..KeyForm::of(draft, page, &office.hub.account(), title) };
            page::show(StatusCode::BAD_REQUEST, &form)
        }
        Err(fault) => page::failed(page, fault),
    }
}

/// Makes the key of a form, or names everything that is wrong with it.
async fn made(office: &Office, visitor: &Visitor, draft: &Draft, token: &str) -> Result<Key, Fault> {
    let (account, now, code) = (office.hub.account(), office.hub.clock.now(), draft.template.clone());
    let foreign = office.hub.db.read(move |tx| is_of_partners(tx, &code)).await?;
    let (changes, unread) = draft.changes(&account, now, true, foreign);
    let changes = Changes { template: Some(draft.template.clone()).filter(|code| !code.is_empty()), ..changes };
    let (pepper, given, wanted) = (office.hub.gate.pepper(), token.to_owned(), changes.clone());
    let wrong = office.hub.db.read(move |tx| faults::of_new(tx, &pepper, &given, &wanted, now)).await?;
    all_of(unread, wrong)?;
    let (pepper, given, by, seal) = (office.hub.gate.pepper(), token.to_owned(), visitor.by(), office.hub.seal.clone());
    let show_again = draft.show_again;
    let work = move |tx: &mut Tx<'_>| {
        let key = keys::add(tx, &pepper, &given, &changes, &by, now)?;
        if show_again {
            keys::retrieval::keep(tx, &seal, &key, &given)?;
        }
        Ok(key)
    };
    office.hub.db.write(work).await
}

/// Refuses what cannot be read together with what is wrong otherwise.
fn all_of(unread: Option<Problem>, wrong: Option<Problem>) -> Result<(), Fault> {
    unread.into_iter().chain(wrong).reduce(Problem::and_all).map_or(Ok(()), |problem| Err(problem.into()))
}

/// Shows the form of a key.
///
/// `?grant=/orders` and `?store=north` tick one more method and store each, `?address=192.0.2.1` adds one more address, for
/// the remedy of a refusal.
pub async fn show(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    Query(query): Query,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "keys").noticing(query.text("done"));
    let (account, id) = (office.hub.account(), number(&id));
    let read = office.hub.db.read(move |tx| {
        let (key, foreign) = found(tx, id)?;
        let start = templates::start(tx, &keys::template(&key))?;
        Ok::<_, Fault>((key, foreign, start))
    });
    match read.await {
        Ok((key, foreign, start)) => {
            let made_from = start.map(|start| page.start(&start)).unwrap_or_default();
            let mut draft = Draft::of_key(&account, &key, foreign);
            let base = conflict::base(&draft.fields());
            let asked = |name: &str| query.all("grant").any(|asked| asked == name);
            draft.methods.extend(methods::all().iter().map(|entry| entry.name()).filter(|name| asked(name)));
            draft.stores.extend(query.all("store").filter(|code| account.site(code).is_some()).map(str::to_owned));
            draft.limits.let_in(query.all("address"));
            let form = KeyForm::of_key(draft, page, &account, (&key, office.hub.clock.now()), base);
            let template = (form.template.0.clone(), made_from);
            page::ok(&KeyForm { template, ..form })
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
    let (account, id, now) = (office.hub.account(), number(&id), office.hub.clock.now());
    let (key, foreign) = match office.hub.db.read(move |tx| found(tx, id)).await {
        Ok(found) => found,
        Err(fault) => return page::failed(page, fault),
    };
    let sent = Draft::of_fields(&key_review::with_kept(&fields));
    let there = Draft::of_key(&account, &key, foreign).fields();
    let base = conflict::base(&there);
    if fields.has("again") {
        let base = if fields.has(conflict::BASE) { fields.text(conflict::BASE).to_owned() } else { base };
        return page::ok(&KeyForm::of_key(sent, page, &account, (&key, now), base));
    }
    let mine = Draft { template: keys::template(&key), ..sent }.fields();
    let draft = match conflict::settle(&fields, mine.clone(), &there) {
        Settled::Go(fields) => Draft::of_fields(&fields),
        Settled::Ask(differing) => return key_conflict::ask(page, &account, &key, (&mine, &there), differing),
    };
    match changed(&office, id, &draft, foreign, now).await {
        Ok((changes, before, after)) => {
            let differing = key_review::Changed { before: &before, after: &after, foreign };
            if differing.is_none(&page, &account) {
                return page::go("/integration/keys?done=key-unchanged");
            }
            // Only what was confirmed is saved: a key that another user has changed meanwhile is shown again.
            let seen = fields.has("seen") && !fields.has("keep") && fields.text("before") == key_review::fingerprint(&before);
            if !seen {
                let mut sent: Vec<(String, String)> = draft.fields().iter().cloned().collect();
                sent.push((conflict::BASE.to_owned(), base));
                let action = address(id);
                return key_review::show(&office, page, differing, Fields::of(sent), action).await;
            }
            let (by, agreed) = (visitor.by(), key_review::fingerprint(&before));
            let work = move |tx: &mut Tx<'_>| {
                // The row is locked from here on; what another user has saved since it was read is not overwritten.
                tx.touch_keys()?;
                if key_review::fingerprint(&keys::find(tx, id)?) != agreed {
                    return Ok(false);
                }
                keys::edit(tx, id, &changes, &by, now).map(|_| true)
            };
            match office.hub.db.write(work).await {
                Ok(true) => page::go("/integration/keys?done=key-saved"),
                Ok(false) => Box::pin(edit(State(office), Extension(visitor), Path(id.to_string()), fields)).await,
                Err(fault) => page::failed(page, fault),
            }
        }
        Err(Fault::Refused(problem)) if problem.status == 400 => {
            let faults = page.faults(&problem);
            let form = KeyForm::of_key(draft, page, &account, (&key, office.hub.clock.now()), base);
            page::show(StatusCode::BAD_REQUEST, &KeyForm { faults, ..form })
        }
        Err(fault) => page::failed(page, fault),
    }
}

/// What a form changes of a key: the changes, the key before and after; or everything that is wrong with it.
async fn changed(office: &Office, id: i64, draft: &Draft, foreign: bool, now: Moment) -> Result<(Changes, Key, Key), Fault> {
    let (changes, unread) = draft.changes(&office.hub.account(), now, false, foreign);
    let wanted = changes.clone();
    let wrong = office.hub.db.read(move |tx| faults::of_change(tx, id, &wanted, now)).await?;
    all_of(unread, wrong)?;
    let wanted = changes.clone();
    let (before, after) = office.hub.db.read(move |tx| keys::preview(tx, id, &wanted, now)).await?;
    Ok((changes, before, after))
}
