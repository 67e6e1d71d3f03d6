//! Imports of orders and customers from files: the list, the upload, and what is done with one of them.

use std::fs::File;
use std::io::Write;
use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::{StatusCode, header};
use axum::response::Response;
use database::imports::{self as kept, Import};
use domain::fault::Fault;
use domain::trade::sheet::{Format, LARGEST};
use domain::trade::{Kind, imports};
use wire::Problem;

use super::keys::number;
use crate::admin::desk::Desk;
use crate::admin::fields::{Fields, Query};
use crate::admin::page::{self, Faults, Page};
use crate::admin::when::{Times, When};
use crate::admin::{Office, Visitor};
use crate::work::imports::{NewFile, reformat, stage};

/// Imports in the list.
const SHOWN: i64 = 100;

#[derive(Template)]
#[template(path = "imports.html")]
struct Imports {
    page: Page,
    rows: Vec<Row>,
}

/// An import in the list.
struct Row {
    id: i64,
    file: String,
    store: String,
    kind: String,
    user: String,
    state: Shown,
    when: When,
    undo: bool,
}

/// How far an import is, in words.
pub(super) struct Shown {
    /// The sentence.
    pub text: String,
    /// The colour of its mark.
    pub class: &'static str,
}

impl Shown {
    /// The state of an import.
    pub fn of(page: &Page, import: &Import) -> Self {
        let counts = [("added", import.added), ("changed", import.changed), ("same", import.same), ("refused", import.refused)];
        let text = page.words.fill(&format!("import-state-{}", import.state), &counts, &[]);
        let class = match import.state.as_str() {
            "done" => "",
            "failed" => "wrong",
            "checking" | "running" | "undoing" => "soon",
            _ => "off",
        };
        Self { text, class }
    }
}

/// Whether the visitor sees an import: their own, and those of others where nothing is hidden from the visitor, since files
/// hold what their users see.
pub(super) fn is_seen(desk: &Desk, import: &Import) -> bool {
    import.user == Some(desk.person()) || desk.act().masks.is_none()
}

/// Finds an import that the visitor sees.
///
/// # Errors
/// There is none.
pub(super) async fn find(office: &Office, desk: &Desk, id: i64) -> Result<Import, Fault> {
    let scope = desk.act().scope.clone();
    let found = office.hub.db.read(move |tx| Ok::<_, Fault>(kept::find(tx, &scope, id)?)).await?;
    found.filter(|import| import.state != "loading" && is_seen(desk, import)).ok_or_else(|| Problem::not_found().into())
}

/// Shows the list.
pub async fn show(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Query(query): Query) -> Response {
    let page = Page::new(&office, Some(&visitor), "orders").noticing(query.text("done"));
    let desk = Desk::of(&office, &visitor);
    let scope = desk.act().scope.clone();
    let found = match office.hub.db.read(move |tx| Ok::<_, Fault>(kept::list(tx, &scope, SHOWN)?)).await {
        Ok(found) => found,
        Err(fault) => return page::failed(page, fault),
    };
    let times = Times::new(page.words, &desk.account.zone, desk.now);
    let row = |import: Import| Row {
        id: import.id,
        store: desk.account.site_by_id(import.site).map(|site| site.name.clone()).unwrap_or_default(),
        kind: page.say(&format!("import-kind-{}", import.kind)),
        user: user(&page, &desk, &import),
        state: Shown::of(&page, &import),
        when: times.when(import.created_at),
        undo: imports::can_undo(&import, desk.now),
        file: import.file,
    };
    let rows = found.into_iter().filter(|import| import.state != "loading" && is_seen(&desk, import)).map(row).collect();
    page::ok(&Imports { rows, page })
}

/// Who began an import.
pub(super) fn user(page: &Page, desk: &Desk, import: &Import) -> String {
    let name = |user: &database::users::User| format!("{} {}", user.first_name, user.last_name).trim_end().to_owned();
    match import.user {
        None => page.say("by-cli"),
        Some(id) => desk.account.users.iter().find(|user| user.id == id).map(name).unwrap_or_default(),
    }
}

#[derive(Template)]
#[template(path = "import_add.html")]
struct Add {
    page: Page,
    kind: &'static str,
    /// The stores: code, name, whether it is chosen.
    stores: Vec<(String, String, bool)>,
    faults: Faults,
}

fn form(page: Page, desk: &Desk, kind: Kind, store: &str, faults: Faults) -> Add {
    let stores = desk.stores().map(|site| (site.code.clone(), site.name.clone(), site.code == store)).collect();
    Add { kind: kind.name(), stores, faults, page }
}

/// Shows the form of a new import.
pub async fn new(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Query(query): Query) -> Response {
    let page = Page::new(&office, Some(&visitor), "orders");
    let desk = Desk::of(&office, &visitor);
    let kind = Kind::named(query.text("kind")).unwrap_or(Kind::Orders);
    page::ok(&form(Page { section: kind.name(), ..page }, &desk, kind, query.text("store"), Faults::default()))
}

/// Takes a file, and shows how its columns are read.
pub async fn add(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, request: Request) -> Response {
    let page = Page::new(&office, Some(&visitor), "orders");
    let desk = Desk::of(&office, &visitor);
    let (fields, file) = match receive(&office, request).await {
        Ok(received) => received,
        Err(StatusCode::PAYLOAD_TOO_LARGE) => {
            let problem = Problem::new(400, "Errors in the entity format").coded("file", "import-too-large", "The file is too large.");
            let faults = page.faults(&problem);
            return page::show(StatusCode::BAD_REQUEST, &form(page, &desk, Kind::Orders, "", faults));
        }
        Err(status) => return page::message(page, status, "not-found"),
    };
    let kind = Kind::named(fields.text("kind")).unwrap_or(Kind::Orders);
    let staged = match (desk.stores().find(|site| site.code == fields.text("store")).map(|site| site.id), file) {
        (None, _) => Err(Problem::entity("import-store", "Choose a store.").into()),
        (_, None) => Err(Problem::new(400, "Errors in the entity format").coded("file", "import-no-file", "Choose a file.").into()),
        (Some(site), Some((name, mut file))) => {
            let (hub, user) = (Arc::clone(&office.hub), Some(visitor.id));
            let work = tokio::task::spawn_blocking(move || {
                let new = NewFile { site, user, kind, name: &name, format: None, columns: Vec::new() };
                stage(&hub.db, &hub.clock, &new, &mut file)
            });
            work.await.unwrap_or_else(|_| Err(Problem::internal().into()))
        }
    };
    match staged {
        Ok(id) => page::go(&format!("/imports/{id}")),
        Err(Fault::Refused(problem)) if problem.status == 400 => {
            let faults = page.faults(&problem);
            page::show(StatusCode::BAD_REQUEST, &form(Page { section: kind.name(), ..page }, &desk, kind, fields.text("store"), faults))
        }
        Err(fault) => page::failed(page, fault),
    }
}

/// The fields of a form and its file, which is written to a file without a name.
async fn receive(office: &Office, request: Request<Body>) -> Result<(Fields, Option<(String, File)>), StatusCode> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let boundary = multer::parse_boundary(kind).map_err(|_| StatusCode::BAD_REQUEST)?;
    let mut parts = multer::Multipart::new(request.into_body().into_data_stream(), boundary);
    let (mut pairs, mut found) = (Vec::new(), None);
    while let Some(mut part) = parts.next_field().await.map_err(|_| StatusCode::BAD_REQUEST)? {
        let name = part.name().unwrap_or_default().to_owned();
        let file_name: String = part.file_name().unwrap_or_default().chars().filter(|letter| !letter.is_control()).take(200).collect();
        let is_file = name == "file";
        let mut file = tempfile::tempfile_in(&office.hub.settings.data).map_err(|_| StatusCode::INSUFFICIENT_STORAGE)?;
        let (mut bytes, mut text) = (0, Vec::new());
        while let Some(chunk) = part.chunk().await.map_err(|_| StatusCode::BAD_REQUEST)? {
            bytes += chunk.len() as u64;
            if bytes > if is_file { LARGEST } else { 1000 } {
                return Err(StatusCode::PAYLOAD_TOO_LARGE);
            }
            if is_file {
                file.write_all(&chunk).map_err(|_| StatusCode::INSUFFICIENT_STORAGE)?;
            } else {
                text.extend_from_slice(&chunk);
            }
        }
        if is_file {
            found = (bytes > 0).then_some((file_name, file));
        } else if pairs.len() < 10 {
            pairs.push((name, String::from_utf8_lossy(&text).into_owned()));
        }
    }
    Ok((Fields::of(pairs), found))
}

/// Reads the file in another way.
pub async fn format(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    fields: Fields,
) -> Response {
    let (desk, id) = (Desk::of(&office, &visitor), number(&id));
    let done = match (find(&office, &desk, id).await, Format::named(fields.text("encoding"), fields.text("separator"))) {
        (Ok(_), Some(format)) => {
            let hub = Arc::clone(&office.hub);
            let work = tokio::task::spawn_blocking(move || reformat(&hub.db, id, format));
            work.await.unwrap_or_else(|_| Err(Problem::internal().into()))
        }
        (Ok(_), None) => Err(Problem::not_found().into()),
        (Err(fault), _) => Err(fault),
    };
    after(&office, &visitor, done, &format!("/imports/{id}?columns=1"))
}

/// Runs an import that was checked, or continues it.
pub async fn run(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Path(id): Path<String>) -> Response {
    let (desk, id, by) = (Desk::of(&office, &visitor), number(&id), visitor.by());
    let (scope, now) = (desk.act().scope.clone(), desk.now);
    let done = match find(&office, &desk, id).await {
        Ok(_) => office.hub.db.write(move |tx| imports::run(tx, &scope, id, &by, now)).await,
        Err(fault) => Err(fault),
    };
    after(&office, &visitor, done, &format!("/imports/{id}"))
}

/// Stops an import.
pub async fn stop(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Path(id): Path<String>) -> Response {
    let (desk, id) = (Desk::of(&office, &visitor), number(&id));
    let (scope, now) = (desk.act().scope.clone(), desk.now);
    let done = match find(&office, &desk, id).await {
        Ok(_) => office.hub.db.write(move |tx| imports::stop(tx, &scope, id, now)).await,
        Err(fault) => Err(fault),
    };
    after(&office, &visitor, done, &format!("/imports/{id}"))
}

#[derive(Template)]
#[template(path = "import_undo.html")]
struct Undo {
    page: Page,
    id: i64,
    file: String,
    added: i64,
    changed: i64,
}

/// Asks whether an import is to be undone.
pub async fn ask_undo(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Path(id): Path<String>) -> Response {
    let page = Page::new(&office, Some(&visitor), "orders");
    let desk = Desk::of(&office, &visitor);
    match find(&office, &desk, number(&id)).await {
        Ok(import) if imports::can_undo(&import, desk.now) => {
            page::ok(&Undo { id: import.id, file: import.file, added: import.added, changed: import.changed, page })
        }
        Ok(import) => page::go(&format!("/imports/{}", import.id)),
        Err(fault) => page::failed(page, fault),
    }
}

/// Undoes an import.
pub async fn undo(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Path(id): Path<String>) -> Response {
    let (desk, id, user) = (Desk::of(&office, &visitor), number(&id), Some(visitor.id));
    let (scope, now) = (desk.act().scope.clone(), desk.now);
    let done = match find(&office, &desk, id).await {
        Ok(_) => office.hub.db.write(move |tx| imports::undo(tx, &scope, id, user, now)).await,
        Err(fault) => Err(fault),
    };
    after(&office, &visitor, done, &format!("/imports/{id}"))
}

/// Forgets an import that did nothing.
pub async fn delete(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Path(id): Path<String>) -> Response {
    let (desk, id) = (Desk::of(&office, &visitor), number(&id));
    let scope = desk.act().scope.clone();
    let done = match find(&office, &desk, id).await {
        Ok(_) => office.hub.db.write(move |tx| imports::delete(tx, &scope, id)).await,
        Err(fault) => Err(fault),
    };
    after(&office, &visitor, done, "/imports?done=import-deleted")
}

fn after(office: &Office, visitor: &Visitor, done: Result<(), Fault>, next: &str) -> Response {
    match done {
        Ok(()) => page::go(next),
        Err(fault) => page::failed(Page::new(office, Some(visitor), "orders"), fault),
    }
}
