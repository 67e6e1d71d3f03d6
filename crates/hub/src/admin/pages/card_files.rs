//! Files of an order or a customer: attached, downloaded, removed.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Path, Request, State};
use axum::http::{StatusCode, Uri, header};
use axum::response::Response;
use domain::fault::Fault;
use domain::{draft, files};
use serde_json::{Value, json};
use wire::Problem;
use wire::file::plain_name;
use wire::page::Page as Pages;

use super::card_parts::Subjects;
use super::keys::number;
use crate::admin::desk::Desk;
use crate::admin::page::{self, Page};
use crate::admin::{Office, Visitor};
use crate::file_store;

/// The largest file that a page takes, in bytes; the setting for calls may allow less.
const LARGEST: usize = 32 * 1024 * 1024;
/// What a form adds to its file, in bytes.
const AROUND: usize = 4096;

/// Attaches a file.
pub async fn attach(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    uri: Uri,
    request: Request,
) -> Response {
    let (desk, of) = (Desk::of(&office, &visitor), Subjects::of(uri.path(), number(&id)));
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default().to_owned();
    if multer::parse_boundary(&kind).is_err() {
        return page::message(Page::new(&office, Some(&visitor), of.section()), StatusCode::BAD_REQUEST, "not-found");
    }
    let most = LARGEST.min(office.hub.settings.max_file) + AROUND;
    let Ok(body) = axum::body::to_bytes(request.into_body(), most).await else {
        return page::go(&format!("{}?done=file-too-large#files", of.address()));
    };
    let content = match office.hub.files.take(&office.hub, &kind, body).await {
        Ok(content) => content,
        Err(problem) => return page::failed(Page::new(&office, Some(&visitor), of.section()), problem.into()),
    };
    // A form without a file has no part with a name.
    let Some(name) = content.filename.as_deref().and_then(plain_name).filter(|_| content.size > 0) else {
        return page::go(&format!("{}?done=file-none#files", of.address()));
    };
    let attached = office.hub.db.write(move |tx| {
        let act = desk.act();
        let file = files::upload(tx, &act, Some(&name), &content)?;
        let attachment = json!({"attachment": [{of.member(): {"id": of.id}}]});
        files::edit(tx, &act, file, None, draft::of(&attachment)?)?;
        of.note(tx, &desk, "files")
    });
    after(&office, &visitor, of, attached.await, "file-attached#files")
}

/// The file of a card as an answer of the API.
fn find(tx: &mut database::Tx<'_>, desk: &Desk, of: Subjects, file: i64) -> Result<Value, Fault> {
    let (found, _) = files::list(tx, &desk.act(), &of.files(&[file]), Pages { limit: 20, number: 1 })?;
    let text = found.first().ok_or_else(Problem::not_found)?;
    Ok(serde_json::from_str(text)?)
}

/// Sends a file to be saved. Where data are hidden from the visitor nothing is sent, as to a key: bytes cannot be hidden in part.
pub async fn download(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path((id, file)): Path<(String, String)>,
    uri: Uri,
) -> Response {
    let (desk, of, file) = (Desk::of(&office, &visitor), Subjects::of(uri.path(), number(&id)), number(&file));
    let page = Page::new(&office, Some(&visitor), of.section());
    if desk.act().masks.is_some() {
        return page::message(page, StatusCode::FORBIDDEN, "file-hidden");
    }
    let found = office.hub.db.read(move |tx| {
        find(tx, &desk, of, file)?;
        files::download(tx, &desk.act(), file)
    });
    match found.await {
        Ok(found) => match file_store::open(&office.hub, found).await {
            Ok(outgoing) => outgoing.respond(),
            Err(problem) => page::failed(page, problem.into()),
        },
        Err(fault) => page::failed(page, fault),
    }
}

/// Takes a file off the card; one that is attached to nothing else is deleted.
pub async fn remove(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path((id, file)): Path<(String, String)>,
    uri: Uri,
) -> Response {
    let (desk, of, file) = (Desk::of(&office, &visitor), Subjects::of(uri.path(), number(&id)), number(&file));
    let removed = office.hub.db.write(move |tx| {
        let found = find(tx, &desk, of, file)?;
        let other = |attached: &&Value| attached[of.member()]["id"].as_i64() != Some(of.id);
        let rest = found["attachment"].as_array().into_iter().flatten().filter(other).filter_map(|attached| {
            let member = ["order", "customer"].into_iter().find(|member| attached[*member]["id"].is_i64())?;
            Some(json!({member: {"id": attached[member]["id"]}}))
        });
        let rest: Vec<Value> = rest.collect();
        if rest.is_empty() {
            files::delete(tx, &desk.act(), file)?;
        } else {
            files::edit(tx, &desk.act(), file, None, draft::of(&json!({"attachment": rest}))?)?;
        }
        of.note(tx, &desk, "files")
    });
    after(&office, &visitor, of, removed.await, "file-removed#files")
}

/// Goes back to the card, or says why nothing was done.
pub(super) fn after(office: &Office, visitor: &Visitor, of: Subjects, done: Result<(), Fault>, what: &str) -> Response {
    match done {
        Ok(()) => page::go(&format!("{}?done={what}", of.address())),
        Err(fault) => page::failed(Page::new(office, Some(visitor), of.section()), fault),
    }
}
