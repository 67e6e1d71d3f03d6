//! Which address leads to which page, and who may go there: decided here, for whole groups of pages, never by a page.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::Response;
use axum::routing::{get, post};
use database::care::Count;
use domain::keys::care;
use domain::users::Role;
use tower_http::csrf::{CsrfLayer, ProtectionError};
use wire::Problem;

use super::here;
use super::page::{self, Page};
use super::pages::{
    account, invitation, key_advice, key_ask, key_bulk, key_calls, key_changes, key_export, key_form, key_history, key_overview, key_panic,
    key_reveal, key_rotate, key_summary, key_try, key_usage, keys,
};
use super::pages::{
    audit_log, audit_log_csv, backups, leak_report, leaked, marketplace, people, person_form, reference, refusals, second_step, settings,
    setup,
};
use super::pages::{
    book_order, books, card_files, card_payments, card_tasks, custom_dictionary, custom_fields, customer, customer_merge, customers,
    desk_counts, desk_views, order, order_bulk, order_combine, order_edit, orders, person_desk,
};
use super::pages::{forgotten, help, search, start, store_page, welcome, well_known};
use super::pages::{import_page, imports, store_catalogue, store_export};
use super::pages::{key_addresses, key_can, key_care, key_extend, key_who, person_keys};
use super::pages::{
    sign_in, sign_in_code, storage, store_form, stores, template_form, template_keys, templates, unused_keys, webhook_delivery,
    webhook_form, webhook_secret, webhooks,
};
use super::{Office, Visitor, assets, kept_form, session};
use crate::app::Hub;

/// The pages of a hub.
pub fn router(hub: Arc<Hub>) -> Router {
    let office = Office::new(hub);
    let pages = anyone()
        .merge(guarded(&office, Role::ReadOnly, readers()))
        .merge(desk(&office, false, desk_readers()))
        .merge(desk(&office, true, desk_writers()))
        .merge(guarded(&office, Role::Manager, managers()))
        .merge(guarded(&office, Role::Administrator, administrators()))
        .fallback(nowhere)
        .method_not_allowed_fallback(nowhere)
        .layer(same_site(&office))
        .layer(from_fn(page::headers));
    pages.with_state(office)
}

/// Pages that need no session.
fn anyone() -> Router<Arc<Office>> {
    Router::new()
        .route("/", get(welcome::show))
        .route("/assets/{name}", get(assets::serve))
        .route("/setup/{code}", get(setup::show).post(setup::make))
        .route("/leaked", get(leaked::show).post(leaked::report))
        .route("/leaked/report", post(leak_report::take))
        .route("/.well-known/latchkey", get(well_known::show))
        .route("/.well-known/latchkey/{file}", get(well_known::file))
        .route("/sign-in", get(sign_in::show).post(sign_in::enter))
        .route("/sign-in/code", get(sign_in_code::show).post(sign_in_code::enter))
        .route("/sign-in/forgotten", get(forgotten::show).post(forgotten::ask))
        .route("/password/{token}", get(forgotten::choose).post(forgotten::keep))
        .route("/invitation/{token}", get(invitation::show).post(invitation::accept))
}

/// Pages for everyone who is signed in.
fn readers() -> Router<Arc<Office>> {
    Router::new()
        .route("/sign-out", post(sign_in::leave))
        .route("/account", get(account::show).post(account::change))
        .route("/account/profile", post(account::save))
        .route("/account/sessions/end", post(account::end_sessions))
        .route("/account/second-step", get(second_step::show).post(second_step::confirm))
        .route("/account/second-step/begin", post(second_step::begin))
        .route("/account/second-step/codes", post(second_step::renew))
        .route("/account/second-step/off", post(second_step::turn_off))
        .route("/start", get(start::show))
        .route("/start/checklist", post(start::checklist))
        .route("/help", get(help::index))
        .route("/help/answer", post(help::answer))
        .route("/help/{code}", get(help::article))
        .route("/help/guide/{name}", get(help::guide))
        .route("/search", get(search::show).post(search::find))
        .route("/books", get(books::index))
        .route("/books/{kind}", get(books::show))
        .route("/stores", get(stores::show))
        .route("/stores/{id}", get(store_page::show))
        .route("/stores/{id}/settings", get(store_form::show))
        .route("/stores/{id}/catalogue", get(store_catalogue::show))
        .route("/integration/keys", get(keys::show))
        .route("/integration/keys/export", get(key_export::download))
        .route("/integration/keys/search", post(keys::search))
        .route("/integration/keys/{id}", get(key_overview::show))
        .route("/integration/keys/{id}/edit", get(key_form::show))
        .route("/integration/keys/{id}/try", get(key_try::show))
        .route("/integration/refusals", get(refusals::show))
        .route("/reference", get(reference::index))
        .route("/reference/openapi.json", get(reference::document))
        .route("/reference/try", get(reference::attempt))
        .route("/reference/{group}", get(reference::chapter))
        .route("/reference/{group}/{method}", get(reference::article))
        .route("/integration/marketplace", get(marketplace::show))
        .route("/integration/keys/{id}/usage", get(key_usage::show))
        .route("/integration/keys/{id}/advice", get(key_advice::show))
        .route("/integration/keys/unused", get(unused_keys::show))
        .route("/integration/keys/who", get(key_who::show))
        .route("/integration/keys/care", get(key_care::show))
        .route("/integration/keys/{id}/can", get(key_can::show))
        .route("/integration/templates", get(templates::show))
        .route("/integration/templates/{code}", get(template_form::show))
}

/// Pages for those who see orders and customers.
fn desk_readers() -> Router<Arc<Office>> {
    Router::new()
        .route("/orders", get(orders::show))
        .route("/orders.csv", get(orders::export))
        .route("/orders/counts", get(desk_counts::show))
        .route("/orders/columns", post(desk_views::columns))
        .route("/orders/views", get(desk_views::show).post(desk_views::add))
        .route("/orders/views/{id}", post(desk_views::edit))
        .route("/orders/{id}", get(order::show))
        .route("/orders/{id}/history", get(order::history))
        .route("/orders/{id}/as-key", get(order::as_key))
        .route("/orders/{id}/files/{file}", get(card_files::download))
        .route("/customers", get(customers::show))
        .route("/customers.csv", get(customers::export))
        .route("/customers/counts", get(desk_counts::show))
        .route("/customers/columns", post(desk_views::columns))
        .route("/customers/views", get(desk_views::show).post(desk_views::add))
        .route("/customers/views/{id}", post(desk_views::edit))
        .route("/customers/{id}", get(customer::show))
        .route("/customers/{id}/files/{file}", get(card_files::download))
        .route("/export", get(store_export::show))
        .route("/export/{file}", get(store_export::send))
}

/// Pages for those who change orders and customers.
fn desk_writers() -> Router<Arc<Office>> {
    Router::new()
        .route("/imports", get(imports::show))
        .route("/imports/add", get(imports::new).post(imports::add))
        .route("/imports/{id}", get(import_page::show))
        .route("/imports/{id}/refused.csv", get(import_page::refused))
        .route("/imports/{id}/columns", post(import_page::check))
        .route("/imports/{id}/format", post(imports::format))
        .route("/imports/{id}/run", post(imports::run))
        .route("/imports/{id}/stop", post(imports::stop))
        .route("/imports/{id}/undo", get(imports::ask_undo).post(imports::undo))
        .route("/imports/{id}/delete", post(imports::delete))
        .route("/orders/add", get(order_edit::new).post(order_edit::add))
        .route("/orders/bulk", post(order_bulk::look))
        .route("/orders/bulk/apply", post(order_bulk::apply))
        .route("/orders/{id}/edit", get(order_edit::show).post(order_edit::edit))
        .route("/orders/{id}/status", post(order_edit::set_status))
        .route("/orders/{id}/files", post(card_files::attach))
        .route("/orders/{id}/files/{file}/remove", post(card_files::remove))
        .route("/orders/{id}/payments", post(card_payments::add))
        .route("/orders/{id}/payments/{payment}", post(card_payments::edit))
        .route("/orders/{id}/tasks", post(card_tasks::add))
        .route("/orders/{id}/tasks/{task}", post(card_tasks::complete))
        .route("/orders/{id}/combine", get(order_combine::show).post(order_combine::combine))
        .route("/customers/{id}/files", post(card_files::attach))
        .route("/customers/{id}/files/{file}/remove", post(card_files::remove))
        .route("/customers/{id}/tasks", post(card_tasks::add))
        .route("/customers/{id}/tasks/{task}", post(card_tasks::complete))
        .route("/customers/{id}/notes/{note}/pin", post(customer::pin_note))
        .route("/customers/{id}/edit", get(customer::form).post(customer::edit))
        .route("/customers/{id}/notes", post(customer::add_note))
        .route("/customers/{id}/notes/{note}/remove", post(customer::remove_note))
        .route("/customers/{id}/merge", get(customer_merge::show).post(customer_merge::merge_both))
}

/// Pages for those who run the stores.
fn managers() -> Router<Arc<Office>> {
    Router::new()
        .route("/stores/add", get(store_form::new).post(store_form::add))
        .route("/stores/{id}/settings", post(store_form::edit))
        .route("/books/{kind}", post(books::save))
        .route("/books/{kind}/order", post(book_order::save))
        .route("/stores/{id}/catalogue", post(store_catalogue::save))
        .route("/stores/{id}/catalogue/load", post(store_catalogue::load))
        .route("/stores/{id}/catalogue/cancel", post(store_catalogue::cancel))
        .route("/stores/{id}/catalogue/upload", post(store_catalogue::upload))
}

/// Pages for those who decide what each key and each person may do.
fn administrators() -> Router<Arc<Office>> {
    Router::new()
        .route("/integration/keys/add", get(key_form::new).post(key_form::add))
        .route("/integration/keys/summary", post(key_summary::show))
        .route("/integration/keys/bulk", post(key_bulk::show))
        .route("/integration/keys/bulk/apply", post(key_bulk::apply))
        .route("/integration/keys/panic", get(key_panic::show).post(key_panic::suspend))
        .route("/integration/keys/panic/undo", post(key_panic::resume))
        .route("/integration/templates/add", get(template_form::new).post(template_form::add))
        .route("/integration/templates/{code}", post(template_form::edit))
        .route("/integration/templates/{code}/delete", get(templates::ask_delete).post(templates::delete))
        .route("/integration/templates/{code}/keys", get(template_keys::show).post(template_keys::apply))
        .route("/integration/keys/unused", post(unused_keys::change))
        .route("/integration/keys/from-calls", get(key_calls::show).post(key_calls::find))
        .route("/integration/keys/{id}/edit", post(key_form::edit))
        .route("/integration/keys/{id}/history", get(key_history::show))
        .route("/integration/keys/{id}/advice/trial", post(key_advice::begin_trial))
        .route("/integration/keys/{id}/advice/drop", post(key_advice::drop_trial))
        .route("/integration/keys/{id}/advice/apply", post(key_advice::apply))
        .route("/integration/keys/{id}/advice/revert", post(key_advice::revert))
        .route("/integration/keys/{id}/disable", get(key_ask::ask_disable).post(key_ask::disable))
        .route("/integration/keys/{id}/enable", post(key_ask::enable))
        .route("/integration/keys/{id}/rotate", get(key_rotate::show).post(key_rotate::rotate))
        .route("/integration/keys/{id}/reveal", get(key_reveal::show).post(key_reveal::reveal))
        .route("/integration/keys/{id}/finish", get(key_rotate::ask_finish).post(key_rotate::finish))
        .route("/integration/keys/{id}/leaked", get(key_ask::ask_leaked).post(key_ask::leaked))
        .route("/integration/keys/{id}/restore", post(key_ask::restore))
        .route("/integration/keys/{id}/delete", get(key_ask::ask_delete).post(key_ask::delete))
        .route("/integration/marketplace/forget", get(marketplace::ask_forget).post(marketplace::forget))
        .route("/integration/audit-log", get(audit_log::show))
        .route("/integration/audit-log/verify", post(audit_log::verify))
        .route("/integration/audit-log.csv", get(audit_log_csv::export))
        .route("/people", get(people::show))
        .route("/people/add", get(person_form::new).post(person_form::add))
        .route("/people/{id}", get(person_form::show).post(person_form::edit))
        .route("/people/{id}/orders", get(person_desk::show).post(person_desk::save))
        .route("/people/{id}/reset", get(person_form::ask_reset).post(person_form::reset))
        .route("/people/{id}/second-step-off", post(person_form::second_step_off))
        .route("/settings", get(settings::show).post(settings::save))
        .route("/settings/storage", get(storage::show).post(storage::save))
        .route("/settings/backups", get(backups::show).post(backups::save))
        .route("/settings/backups/run", post(backups::run))
        .route("/settings/custom-fields", get(custom_fields::show))
        .route("/settings/custom-fields/add", get(custom_fields::new).post(custom_fields::add))
        .route("/settings/custom-fields/{entity}/{code}", get(custom_fields::one).post(custom_fields::edit))
        .route("/settings/dictionaries/add", get(custom_dictionary::new).post(custom_dictionary::add))
        .route("/settings/dictionaries/{code}", get(custom_dictionary::one).post(custom_dictionary::edit))
        .route("/integration/keys/care", post(key_care::change))
        .route("/integration/keys/{id}/addresses", get(key_addresses::show).post(key_addresses::save))
        .route("/integration/keys/{id}/extend", get(key_extend::show).post(key_extend::extend))
        .route("/integration/keys/{id}/reviewed", post(key_care::reviewed))
        .route("/people/{id}/keys", get(person_keys::show).post(person_keys::hand_over))
        .route("/integration/keys/{id}/changes", get(key_changes::show))
        .route("/integration/keys/{id}/changes.csv", get(key_changes::export))
        .route("/integration/webhooks", get(webhooks::show))
        .route("/integration/webhooks/add", get(webhook_form::new).post(webhook_form::add))
        .route("/integration/webhooks/{id}", get(webhook_form::show).post(webhook_form::edit))
        .route("/integration/webhooks/{id}/test", post(webhooks::test))
        .route("/integration/webhooks/{id}/secret", get(webhook_secret::show).post(webhook_secret::rotate))
        .route("/integration/webhooks/{id}/delete", get(webhooks::ask_delete).post(webhooks::delete))
        .route("/integration/deliveries/{id}", get(webhook_delivery::show))
        .route("/integration/deliveries/{id}/resend", post(webhook_delivery::resend))
}

/// Lets in those whose role covers this one; the others learn what they lack, strangers where to sign in.
fn guarded(office: &Arc<Office>, role: Role, pages: Router<Arc<Office>>) -> Router<Arc<Office>> {
    pages.route_layer(from_fn_with_state((Arc::clone(office), role), admit))
}

/// Lets in those who see orders and customers, or who change them.
fn desk(office: &Arc<Office>, changes: bool, pages: Router<Arc<Office>>) -> Router<Arc<Office>> {
    guarded(office, Role::ReadOnly, pages.route_layer(from_fn_with_state((Arc::clone(office), changes), admit_to_desk)))
}

async fn admit_to_desk(State((office, changes)): State<(Arc<Office>, bool)>, request: Request, next: Next) -> Response {
    let visitor = request.extensions().get::<Visitor>();
    let may = visitor.is_some_and(|visitor| if changes { visitor.desk.changes() } else { visitor.desk.sees() });
    if may {
        return next.run(request).await;
    }
    page::message(Page::new(&office, visitor, ""), StatusCode::FORBIDDEN, "forbidden-desk")
}

async fn admit(State((office, role)): State<(Arc<Office>, Role)>, mut request: Request, next: Next) -> Response {
    // Who may do what is known from memory, as it is for calls.
    if !office.hub.lease().holds() {
        return page::failed(Page::for_stranger(&office, request.headers()), Problem::unavailable().into());
    }
    match session::visitor(&office, request.headers()).await {
        Ok(Some(mut visitor)) if visitor.may(role) => {
            if request.method() == Method::GET && visitor.may(Role::Administrator) {
                visitor.care = cared(&office).await;
            }
            request.extensions_mut().insert(visitor);
            next.run(request).await
        }
        Ok(Some(visitor)) => page::message(Page::new(&office, Some(&visitor), ""), StatusCode::FORBIDDEN, "forbidden"),
        Ok(None) if request.method() == Method::GET => {
            let wanted = request.uri().path_and_query().map_or("/", |wanted| wanted.as_str());
            let next = here::onward(wanted);
            page::go(&format!("/sign-in?{}", form_urlencoded::Serializer::new(String::new()).append_pair("next", &next).finish()))
        }
        Ok(None) => kept_form::ask(&office, request).await,
        Err(fault) => page::failed(Page::new(&office, None, ""), fault),
    }
}

/// How many keys want looking after, for the head of every page; none when that cannot be read, which the page itself reports.
async fn cared(office: &Office) -> Count {
    let (account, now) = (office.hub.account(), office.hub.clock.now());
    office.hub.db.read(move |tx| care::count(tx, &account.zone, now)).await.unwrap_or_default()
}

/// Refuses forms that another site has sent.
fn same_site(office: &Arc<Office>) -> CsrfLayer<impl FnMut(ProtectionError) -> Response<Body> + Clone + Send + Sync + use<>> {
    let mut layer = CsrfLayer::new();
    // Origin a proxy the host in the request may be another one than the browser knows.
    let origin = office.hub.settings.public_url.splitn(4, '/').take(3).collect::<Vec<_>>().join("/");
    match CsrfLayer::new().add_trusted_origin(&origin) {
        Ok(trusting) => layer = trusting,
        Err(error) => tracing::warn!(%error, origin, "the public address is no origin of forms"),
    }
    let office = Arc::clone(office);
    layer.with_rejection_response(move |_| page::message(Page::new(&office, None, ""), StatusCode::FORBIDDEN, "foreign-form"))
}

async fn nowhere(State(office): State<Arc<Office>>, request: Request) -> Response {
    let page = Page::for_stranger(&office, request.headers());
    page::message(page, StatusCode::NOT_FOUND, "not-found")
}
