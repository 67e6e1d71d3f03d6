//! The form of a template: a new one, from a key's settings or a built-in one, or one there is.

use std::collections::BTreeSet;
use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::access::grant::Grant;
use domain::access::templates::{STORES, Stores};
use domain::account::Account;
use domain::fault::Fault;
use domain::keys::lifetime::Longest;
use domain::keys::{self, Changes};
use domain::templates::{self, Contents, Own, Start};
use wire::methods;
use wire::{Moment, Problem};

use super::key_conflict;
use super::key_limits::LimitsForm;
use super::key_masks::{CodesField, MaskField, SightForm};
use super::key_summary::Summary;
use super::keys::number;
use super::method_tree::{self, Tree};
use crate::admin::conflict::{self, Settled};
use crate::admin::fields::{Fields, Query};
use crate::admin::page::{self, Faults, Page};
use crate::admin::{Office, Visitor};

#[derive(Template)]
#[template(path = "template_form.html")]
struct TemplateForm {
    page: Page,
    /// 0: a template is no key.
    id: i64,
    longest: Longest,
    /// Whether it is a new one.
    fresh: bool,
    title: String,
    code: String,
    name: String,
    about: String,
    /// Kinds of stores: word, text, whether it is chosen.
    kinds: Vec<(&'static str, String, bool)>,
    partner: bool,
    everything: bool,
    tree: Tree,
    limits: LimitsForm,
    /// Weekdays by number, 1 for Monday.
    weekdays: Vec<(u8, String)>,
    sight: SightForm,
    mask_fields: Vec<MaskField>,
    row_texts: Vec<(String, String, String)>,
    row_codes: Vec<CodesField>,
    summary: Summary,
    base: String,
    faults: Faults,
}

/// What the form says, whether it comes from a key, from a template or from the browser.
struct Draft {
    code: String,
    name: String,
    about: String,
    stores: Stores,
    partner: bool,
    everything: bool,
    methods: BTreeSet<&'static str>,
    limits: LimitsForm,
    sight: SightForm,
}

impl Draft {
    fn of(account: &Account, own: Own) -> Self {
        let contents = own.contents;
        let granted =
            |entry: &&&methods::Entry| matches!(&contents.grant, Grant::Some(names) if names.iter().any(|name| name == entry.name()));
        Self {
            code: own.code,
            name: own.name,
            about: own.about,
            stores: contents.stores,
            partner: contents.partner,
            everything: contents.grant == Grant::All,
            methods: methods::all().iter().filter(granted).map(|entry| entry.name()).collect(),
            limits: LimitsForm::of_limits(account, &contents.limits),
            sight: SightForm::of(contents.masks, contents.rows),
        }
    }

    fn of_fields(fields: &Fields) -> Self {
        Self {
            code: fields.text("code").to_owned(),
            name: fields.text("name").to_owned(),
            about: fields.text("about").to_owned(),
            stores: Stores::named(fields.text("stores")).unwrap_or(Stores::Some),
            partner: fields.has("partner"),
            everything: fields.text("everything") == "yes",
            methods: method_tree::chosen(fields),
            limits: LimitsForm::of_fields(fields),
            sight: SightForm::of_fields(fields),
        }
    }

    /// The template that is meant, and what of it cannot be read.
    fn template(&self, account: &Account, now: Moment) -> (Own, Option<Problem>) {
        let mut changes = Changes::default();
        let unread = [self.limits.put(&mut changes, account, now), self.sight.put(&mut changes)];
        let grant = if self.everything { Grant::All } else { Grant::Some(self.methods.iter().map(|name| (*name).to_owned()).collect()) };
        let contents = Contents {
            stores: self.stores,
            partner: self.partner,
            grant,
            limits: changes.limits.unwrap_or_default(),
            masks: changes.masks.unwrap_or_default(),
            rows: changes.rows.unwrap_or_default(),
        };
        let own = Own { code: self.code.clone(), name: self.name.clone(), about: self.about.clone(), contents };
        (own, unread.into_iter().flatten().reduce(Problem::and_all))
    }

    /// The fields as the browser would send them.
    fn fields(&self) -> Fields {
        let mut pairs: Vec<(String, String)> = Vec::new();
        let mut say = |name: &str, value: &str| pairs.push((name.to_owned(), value.to_owned()));
        say("name", &self.name);
        say("about", &self.about);
        say("stores", self.stores.name());
        say("partner", if self.partner { "yes" } else { "" });
        say("everything", if self.everything { "yes" } else { "no" });
        self.methods.iter().for_each(|name| say("method", name));
        self.limits.say(&mut say);
        self.sight.say(&mut say);
        Fields::of(pairs)
    }

    fn form(self, page: Page, account: &Account, fresh: bool, title: String) -> TemplateForm {
        TemplateForm {
            id: 0,
            longest: Longest::default(),
            fresh,
            title,
            kinds: STORES.map(|kind| (kind.name(), page.say(&format!("template-stores-{}", kind.name())), kind == self.stores)).into(),
            tree: Tree::ticked(page.words, &self.methods.iter().copied().collect()),
            weekdays: (1..=7).map(|day| (day, page.say(&format!("day-{day}")))).collect(),
            mask_fields: self.sight.mask_fields(&page),
            row_texts: self.sight.text_fields(&page),
            row_codes: self.sight.code_fields(&page, account),
            summary: Summary::of_parts(&page, account, &self.limits, &self.sight),
            base: String::new(),
            code: self.code,
            name: self.name,
            about: self.about,
            partner: self.partner,
            everything: self.everything,
            limits: self.limits.into_template(),
            sight: self.sight,
            faults: Faults::default(),
            page,
        }
    }
}

/// Shows the form of a new template: from a key's settings (`?key=5`), from another template (`?template=cpa`), or empty.
pub async fn new(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Query(query): Query) -> Response {
    let page = Page::new(&office, Some(&visitor), "keys");
    let account = office.hub.account();
    let (id, code) = (query.text("key").to_owned(), query.text("template").to_owned());
    let read = office.hub.db.read(move |tx| {
        if !id.is_empty() {
            let key = keys::find(tx, number(&id))?;
            return Ok::<_, Fault>(Some((Contents::of_key(&key), key.name, None)));
        }
        Ok(templates::start(tx, &code)?.map(|start| (start.contents(), String::new(), Some(start))))
    });
    let own = |name: String, contents: Contents| Own { code: String::new(), name, about: String::new(), contents };
    let draft = match read.await {
        Ok(Some((contents, _, Some(start)))) => Draft::of(&account, own(page.named("key-copy", &page.start(&start)), contents)),
        Ok(Some((contents, name, None))) => Draft::of(&account, own(name, contents)),
        Ok(None) => Draft { limits: LimitsForm::fresh(&account), ..Draft::of_fields(&Fields::default()) },
        Err(fault) => return page::failed(page, fault),
    };
    let title = page.say("template-new");
    page::ok(&draft.form(page, &account, true, title))
}

/// Adds a template.
pub async fn add(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, fields: Fields) -> Response {
    if fields.has("again") {
        let page = Page::new(&office, Some(&visitor), "keys");
        let title = page.say("template-new");
        return page::ok(&Draft::of_fields(&fields).form(page, &office.hub.account(), true, title));
    }
    save(&office, &visitor, Draft::of_fields(&fields), true).await
}

/// Shows the form of a template; a built-in one begins a new one of one's own.
pub async fn show(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(code): Path<String>,
    Query(query): Query,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "keys").noticing(query.text("done"));
    let account = office.hub.account();
    match office.hub.db.read(move |tx| templates::start(tx, &code)).await {
        Ok(Some(Start::Own(own))) => {
            let title = own.name.clone();
            let draft = Draft::of(&account, *own);
            let base = conflict::base(&draft.fields());
            page::ok(&TemplateForm { base, ..draft.form(page, &account, false, title) })
        }
        Ok(Some(Start::BuiltIn(template))) => page::go(&format!("/integration/templates#{}", template.code)),
        Ok(None) => page::failed(page, Problem::not_found().into()),
        Err(fault) => page::failed(page, fault),
    }
}

/// Changes a template, and leads to the keys that were made from it.
pub async fn edit(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(code): Path<String>,
    fields: Fields,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "keys");
    let (account, wanted) = (office.hub.account(), code.clone());
    let there = match office.hub.db.read(move |tx| templates::find(tx, &wanted)).await {
        Ok(own) => Draft::of(&account, own).fields(),
        Err(fault) => return page::failed(page, fault),
    };
    let sent = Draft { code: code.clone(), ..Draft::of_fields(&fields) };
    let mine = sent.fields();
    if fields.has("again") {
        let (base, title) = (fields.text(conflict::BASE).to_owned(), sent.name.clone());
        return page::ok(&TemplateForm { base, ..sent.form(page, &account, false, title) });
    }
    match conflict::settle(&fields, mine.clone(), &there) {
        Settled::Go(settled) => save(&office, &visitor, Draft { code, ..Draft::of_fields(&settled) }, false).await,
        Settled::Ask(differing) => {
            let address = format!("/integration/templates/{code}");
            let about = (sent.name, address.clone(), address);
            let shown = |page: &Page, field: &str, value: &str| key_conflict::shown(page, &account, field, value);
            conflict::ask(page, about, (&mine, &there), differing, key_conflict::label, shown)
        }
    }
}

async fn save(office: &Office, visitor: &Visitor, draft: Draft, fresh: bool) -> Response {
    let page = Page::new(office, Some(visitor), "keys");
    let (account, by, now) = (office.hub.account(), visitor.by(), office.hub.clock.now());
    let (own, unread) = draft.template(&account, now);
    let work = move |tx: &mut database::Tx<'_>| {
        let wrong = templates::faults(tx, &own, fresh)?;
        if let Some(problem) = unread.clone().into_iter().chain(wrong).reduce(Problem::and_all) {
            return Err(problem.into());
        }
        if fresh { templates::add(tx, &own, &by, now) } else { templates::edit(tx, &own, &by, now) }
    };
    let saved = office.hub.db.write(work).await;
    match saved {
        Ok(()) if fresh => page::go("/integration/templates?done=template-added"),
        Ok(()) => page::go(&format!("/integration/templates/{}/keys?done=template-saved", draft.code)),
        Err(Fault::Refused(problem)) if problem.status == 400 => {
            let (faults, title) = (page.faults(&problem), page.say(if fresh { "template-new" } else { "template-edit" }));
            page::show(StatusCode::BAD_REQUEST, &TemplateForm { faults, ..draft.form(page, &account, fresh, title) })
        }
        Err(fault) => page::failed(page, fault),
    }
}
