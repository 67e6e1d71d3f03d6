//! One import: its columns, what the check found, how far it is, what came of it.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use database::imports::Import;
use domain::account::{Account, Entry};
use domain::fault::Fault;
use domain::trade::columns::bare;
use domain::trade::row::RowFault;
use domain::trade::sheet::{ENCODINGS, SEPARATORS};
use domain::trade::{Existing, Kind, Plan, custom, export, faulty, imports, values};
use wire::Problem;

use super::imports::{Shown, find, user};
use super::keys::number;
use crate::admin::desk::Desk;
use crate::admin::fields::{Fields, Query};
use crate::admin::page::{self, Faults, Page};
use crate::admin::sentences;
use crate::admin::when::{Times, When};
use crate::admin::words::Words;
use crate::admin::{Office, Visitor};
use crate::work::imports::first_rows;

/// A page that shows an import at work is loaded again after so many seconds.
const AGAIN: &str = "2";
/// Rows in the preview.
const PREVIEW: usize = 5;
/// Faults on the page.
const FAULTS: usize = 100;

#[derive(Template)]
#[template(path = "import.html")]
struct ImportPage {
    page: Page,
    id: i64,
    kind: &'static str,
    title: String,
    file: String,
    store: String,
    user: String,
    when: When,
    until: String,
    total: i64,
    state: Shown,
    /// Which step is shown: `columns`, `check` or `import`.
    step: &'static str,
    word: String,
    busy: bool,
    percent: i64,
    added: i64,
    changed: i64,
    same: i64,
    refused: i64,
    /// How many would be added or changed.
    ready: i64,
    columns: Vec<Column>,
    encodings: Vec<(&'static str, bool)>,
    separators: Vec<(&'static str, String, bool)>,
    existing: Vec<(&'static str, String, bool)>,
    by_contacts: bool,
    /// The first rows: their lines and cells, each with what is wrong with it.
    preview: Vec<(i64, Vec<(String, String)>)>,
    /// How many columns are used.
    used: String,
    lines: Vec<Line>,
    more: i64,
    undo: bool,
    faults: Faults,
}

/// A column of the file.
struct Column {
    place: usize,
    header: String,
    first: String,
    /// What it can become: name, text, whether it is chosen.
    choices: Vec<(String, String, bool)>,
    is_used: bool,
}

/// A fault of a row.
struct Line {
    line: i64,
    column: String,
    cell: String,
    reason: String,
}

/// Shows an import; `?columns=1` goes back to its columns.
pub async fn show(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    Query(query): Query,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "orders").noticing(query.text("done"));
    let desk = Desk::of(&office, &visitor);
    let import = match find(&office, &desk, number(&id)).await {
        Ok(import) => import,
        Err(fault) => return page::failed(page, fault),
    };
    let shows_columns = import.state == "uploaded" || (import.state == "checked" && !query.text("columns").is_empty());
    draw(&office, page, &desk, import, shows_columns, None).await
}

/// Sets how the columns are read, and has the file checked.
pub async fn check(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    fields: Fields,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "orders");
    let (desk, id) = (Desk::of(&office, &visitor), number(&id));
    let import = match find(&office, &desk, id).await {
        Ok(import) => import,
        Err(fault) => return page::failed(page, fault),
    };
    let known = Plan::read(&import.plan).unwrap_or_default();
    let plan = Plan {
        columns: (0..known.header.len()).map(|place| fields.text(&format!("column-{place}")).to_owned()).collect(),
        existing: Existing::named(fields.text("existing")).unwrap_or_default(),
        by_contacts: fields.has("contacts"),
        ..known
    };
    let (scope, now, wanted) = (desk.act().scope.clone(), desk.now, plan.clone());
    match office.hub.db.write(move |tx| imports::check(tx, &scope, id, &wanted, now)).await {
        Ok(()) => page::go(&format!("/imports/{id}")),
        Err(Fault::Refused(problem)) if problem.status == 400 && !problem.errors.is_empty() => {
            let import = Import { plan: plan.stored(), ..import };
            draw(&office, page, &desk, import, true, Some(problem)).await
        }
        Err(fault) => page::failed(page, fault),
    }
}

/// Sends the rows that were refused as a file, to be repaired and imported again.
pub async fn refused(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Path(id): Path<String>) -> Response {
    let page = Page::new(&office, Some(&visitor), "orders");
    let desk = Desk::of(&office, &visitor);
    let (import, plan) = match find(&office, &desk, number(&id)).await.and_then(|import| Ok((import.id, Plan::read(&import.plan)?, import)))
    {
        Ok((_, plan, import)) => (import, plan),
        Err(fault) => return page::failed(page, fault),
    };
    let (kind, words) = (imports::kind(&import), page.words);
    let mut text = format!("{}{}", export::MARK, faulty::header(&plan));
    let mut next = Some(0);
    while let Some(after) = next {
        let (plan, account, id) = (plan.clone(), Arc::clone(&desk.account), import.id);
        let read = office.hub.db.read(move |tx| {
            let said = |fault: &RowFault| {
                let said = line(words, &account, kind, fault.clone());
                [said.column, said.reason].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": ")
            };
            faulty::some(tx, &plan, id, after, said)
        });
        match read.await {
            Ok((some, last)) => {
                text.push_str(&some);
                next = last;
            }
            Err(fault) => return page::failed(page, fault),
        }
    }
    let headers =
        [(header::CONTENT_TYPE, "text/csv; charset=utf-8"), (header::CONTENT_DISPOSITION, "attachment; filename=\"refused.csv\"")];
    (headers, text).into_response()
}

async fn draw(office: &Arc<Office>, page: Page, desk: &Desk, import: Import, shows_columns: bool, wrong: Option<Problem>) -> Response {
    let kind = imports::kind(&import);
    let page = Page { section: kind.name(), ..page };
    let plan = match Plan::read(&import.plan) {
        Ok(plan) => plan,
        Err(fault) => return page::failed(page, fault),
    };
    let first = if shows_columns {
        let (hub, import) = (Arc::clone(&office.hub), import.clone());
        let read = tokio::task::spawn_blocking(move || first_rows(&hub.db, &import, PREVIEW + 1)).await;
        match read.unwrap_or_else(|_| Err(Problem::internal().into())) {
            Ok(rows) => rows,
            Err(fault) => return page::failed(page, fault),
        }
    } else {
        Vec::new()
    };
    let busy = matches!(import.state.as_str(), "checking" | "running" | "undoing");
    let times = Times::new(page.words, &desk.account.zone, desk.now);
    let all = imports::faults(&import);
    let done = if import.state == "undoing" { plan.last_line - import.done.min(plan.last_line) } else { import.done };
    let is_wrong = wrong.is_some();
    let rows: Vec<(i64, Vec<String>)> = first.into_iter().skip(1).map(|row| (row.line, row.cells)).collect();
    let judged = |(place, cell): (usize, &String)| {
        let name = plan.columns.get(place).map_or("", String::as_str);
        let reason = match (kind.column(name), custom::code(name)) {
            (Some(column), _) => values::sent(column, cell, &desk.account).err(),
            (None, Some(code)) => custom::sent(&desk.account, kind, code, cell).err(),
            (None, None) => None,
        };
        (cell.clone(), reason.map(|reason| page.say(&format!("import-fault-{reason}"))).unwrap_or_default())
    };
    let preview = rows.iter().map(|(line, cells)| (*line, cells.iter().enumerate().map(judged).collect())).collect();
    let template = ImportPage {
        id: import.id,
        kind: kind.name(),
        title: page.say(&format!("import-title-{}", kind.name())),
        store: desk.account.site_by_id(import.site).map(|site| site.name.clone()).unwrap_or_default(),
        user: user(&page, desk, &import),
        when: times.when(import.created_at),
        until: times.date(import.created_at + imports::KEPT),
        total: import.total,
        state: Shown::of(&page, &import),
        step: match import.state.as_str() {
            _ if shows_columns => "columns",
            "checking" | "checked" | "uploaded" => "check",
            _ => "import",
        },
        busy,
        percent: (done * 100 / plan.last_line.max(1)).clamp(0, 100),
        ready: import.added + import.changed,
        added: import.added,
        changed: import.changed,
        same: import.same,
        refused: import.refused,
        columns: if shows_columns { columns(&page, &desk.account, kind, &plan, &rows) } else { Vec::new() },
        encodings: ENCODINGS.map(|name| (name, name.eq_ignore_ascii_case(&import.encoding))).into(),
        separators: SEPARATORS.map(|(_, name)| (name, page.say(&format!("import-by-{name}")), name == import.separator)).into(),
        existing: Existing::ALL.map(|one| (one.name(), page.say(&format!("import-existing-{}", one.name())), one == plan.existing)).into(),
        by_contacts: plan.by_contacts,
        used: page.words.with_all(
            "import-used",
            &[("used", (plan.placed(kind).count() + plan.custom().count()) as i64), ("all", plan.header.len() as i64)],
        ),
        preview,
        more: all.len().saturating_sub(FAULTS) as i64,
        lines: all.into_iter().take(FAULTS).map(|fault| line(page.words, &desk.account, kind, fault)).collect(),
        undo: imports::can_undo(&import, desk.now),
        faults: wrong.map(|problem| page.faults(&problem)).unwrap_or_default(),
        file: import.file,
        word: import.state,
        page,
    };
    let mut response = if is_wrong { page::show(StatusCode::BAD_REQUEST, &template) } else { page::ok(&template) };
    if busy {
        response.headers_mut().insert(header::REFRESH, HeaderValue::from_static(AGAIN));
    }
    response
}

fn columns(page: &Page, account: &Account, kind: Kind, plan: &Plan, preview: &[(i64, Vec<String>)]) -> Vec<Column> {
    let column = |(place, header): (usize, &String)| {
        let chosen = plan.columns.get(place).map_or("", String::as_str);
        // A column that is called like a custom field is suggested to be it.
        let guessed = if chosen.is_empty() { suggested(account, kind, plan, header) } else { String::new() };
        let chosen = if guessed.is_empty() { chosen } else { &guessed };
        let none = std::iter::once((String::new(), page.say("import-column-none"), chosen.is_empty()));
        let own = kind.columns().iter().map(|column| (column.name.to_owned(), page.say(&format!("column-{}", column.name))));
        let custom =
            custom::fields(account, kind).map(|field| (custom::name(&field.code), field.text("name").unwrap_or(&field.code).to_owned()));
        let all = own.chain(custom).map(|(name, text)| {
            let is_chosen = name == chosen;
            (name, text, is_chosen)
        });
        let cells: Vec<&str> =
            preview.iter().filter_map(|(_, cells)| cells.get(place)).map(String::as_str).filter(|cell| !cell.is_empty()).collect();
        Column {
            place,
            header: header.clone(),
            first: cells.into_iter().take(2).collect::<Vec<_>>().join(", "),
            is_used: !chosen.is_empty(),
            choices: none.chain(all).collect(),
        }
    };
    plan.header.iter().enumerate().map(column).collect()
}

/// The column of the custom field that a header names by its code or its name; empty where there is none, or it is taken.
fn suggested(account: &Account, kind: Kind, plan: &Plan, header: &str) -> String {
    let named = |field: &&Entry| bare(&field.code) == bare(header) || bare(field.text("name").unwrap_or_default()) == bare(header);
    let found = custom::fields(account, kind).filter(|_| !bare(header).is_empty()).find(named);
    found.map(|field| custom::name(&field.code)).filter(|name| !plan.columns.contains(name)).unwrap_or_default()
}

fn line(words: Words, account: &Account, kind: Kind, fault: RowFault) -> Line {
    let reason = match words.find(&format!("import-fault-{}", fault.reason)) {
        Some(text) if fault.reason != "rule" => text,
        // A rule of the API, whose text may begin with the field.
        _ => {
            let rule = fault.text.split_once(": ").map_or(fault.text.as_str(), |(_, rule)| rule);
            let known = sentences::of(&fault.text).or_else(|| sentences::of(rule));
            known.map_or_else(|| fault.text.clone(), |(name, value)| words.with(name, "value", value))
        }
    };
    let column = match custom::label(account, kind, &fault.column) {
        Some(label) => label.to_owned(),
        None if fault.column.is_empty() || custom::code(&fault.column).is_some() => fault.column.clone(),
        None => words.say(&format!("column-{}", fault.column)),
    };
    Line { line: fault.line, column, cell: fault.cell, reason }
}
