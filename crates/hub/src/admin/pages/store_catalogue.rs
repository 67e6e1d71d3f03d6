//! A store's catalogue: the feed it is loaded from, what came of the last load, and its products.

use std::io::Write;
use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use database::catalogue::loads::Load;
use domain::account::{Account, Site};
use domain::catalogue::feed::Refusal;
use domain::catalogue::loads::{self, Every};
use domain::catalogue::{intake, view};
use domain::fault::Fault;
use wire::Problem;

use super::marketplace_connected::is_web;
use crate::admin::desk::money;
use crate::admin::fields::{Fields, Query};
use crate::admin::page::{self, Faults, Page};
use crate::admin::when::{Times, When, number};
use crate::admin::{Office, Visitor};
use crate::work::catalogue::Job;
use crate::work::catalogue::fetch::LARGEST;

/// Products on a page.
const ROWS: i64 = 20;
/// A page that shows a load is loaded again after so many seconds.
const AGAIN: &str = "3";

#[derive(Template)]
#[template(path = "store_catalogue.html")]
struct CataloguePage {
    page: Page,
    id: i64,
    name: String,
    url: String,
    /// How often it is loaded: code, text, whether it is chosen.
    every: Vec<(&'static str, String, bool)>,
    /// Whether it is loaded from an address.
    has_feed: bool,
    next: Option<When>,
    wanted: bool,
    /// Whether the forms are unfolded: there is nothing to see yet, or something in them is wrong.
    open: bool,
    /// Whether a load runs or will begin soon.
    running: bool,
    last: Option<Shown>,
    text: String,
    products: Vec<Row>,
    total: String,
    number: i64,
    pages: i64,
    before: String,
    after: String,
    faults: Faults,
}

/// A load.
struct Shown {
    state: String,
    class: &'static str,
    running: bool,
    percent: i64,
    when: When,
    source: String,
    counts: String,
    message: String,
    /// Refused offers: line, id, sentence.
    refusals: Vec<(u64, String, String)>,
    refused: i64,
    more: i64,
}

/// A product.
struct Row {
    name: String,
    /// Its page in the shop, if that is one of the web.
    url: String,
    active: bool,
    groups: String,
    lines: Vec<Line>,
}

/// An offer.
struct Line {
    name: String,
    /// Its first picture, if that is one of the web.
    picture: String,
    ids: String,
    active: bool,
    price: String,
    prices: Vec<String>,
    quantity: String,
    stock: Vec<String>,
}

fn site_of<'a>(account: &'a Account, id: &str) -> Result<&'a Site, Fault> {
    id.parse().ok().and_then(|id| account.site_by_id(id)).ok_or_else(|| Problem::not_found().into())
}

/// Shows it; `?name=` narrows the products.
pub async fn show(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    Query(query): Query,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "stores").noticing(query.text("done"));
    draw(&office, &visitor, page, &id, &query, None).await
}

async fn draw(office: &Arc<Office>, visitor: &Visitor, page: Page, id: &str, query: &Fields, sent: Option<(&Fields, Problem)>) -> Response {
    let (account, now) = (office.hub.account(), office.hub.clock.now());
    let site = match site_of(&account, id) {
        Ok(site) => site.clone(),
        Err(fault) => return page::failed(page, fault),
    };
    let wanted = query.text("page").parse().unwrap_or(1).clamp(1, 1_000_000);
    let (text, store) = (query.text("name").to_owned(), site.id);
    let looked = text.clone();
    let read = office.read_slow(visitor.id, move |tx| {
        let (schedule, load) = (loads::schedule(tx, store)?, loads::newest(tx, store, 1)?.pop());
        let (products, total) = view::page(tx, store, &looked, ROWS, (wanted - 1) * ROWS)?;
        Ok::<_, Fault>((schedule, load, products, total))
    });
    let (schedule, load, products, total) = match read.await {
        Ok(read) => read,
        Err(fault) => return page::failed(page, fault),
    };
    let times = Times::new(page.words, &account.zone, now);
    let (feed, is_wrong) = (loads::feed_of(&site).is_some(), sent.is_some());
    let chosen = match &sent {
        Some((fields, _)) => fields.text("every").to_owned(),
        None if feed => schedule.schedule.clone(),
        None => "off".to_owned(),
    };
    let url = sent.as_ref().map_or(site.text("ymlUrl").unwrap_or_default(), |(fields, _)| fields.text("url")).to_owned();
    let faults = sent.as_ref().map(|(_, problem)| page.faults(problem)).unwrap_or_default();
    let last = load.map(|load| shown(&page, &times, &load));
    let running = last.as_ref().is_some_and(|load| load.running) || schedule.wanted_at.is_some();
    let pages = (total + ROWS - 1) / ROWS;
    let address = |number: i64| {
        let mut address = form_urlencoded::Serializer::new(format!("/stores/{}/catalogue?", site.id));
        address.append_pair("name", &text).append_pair("page", &number.to_string());
        address.finish()
    };
    let template = CataloguePage {
        id: site.id,
        name: site.name.clone(),
        url,
        every: ["off", "hourly", "daily"].map(|code| (code, page.say(&format!("catalogue-every-{code}")), code == chosen)).into(),
        has_feed: feed,
        next: (feed && schedule.next_at > now.0).then(|| times.when(schedule.next_at)),
        wanted: schedule.wanted_at.is_some(),
        open: is_wrong || (products.is_empty() && text.is_empty()),
        running,
        last,
        before: if wanted > 1 { address(wanted - 1) } else { String::new() },
        after: if wanted < pages { address(wanted + 1) } else { String::new() },
        products: products.into_iter().map(|product| row(&page, &account, &site, product)).collect(),
        total: page.words.count("catalogue-products-count", total),
        number: wanted,
        pages,
        faults,
        text,
        page,
    };
    let mut response = if is_wrong { page::show(StatusCode::BAD_REQUEST, &template) } else { page::ok(&template) };
    if running && !is_wrong {
        response.headers_mut().insert(header::REFRESH, HeaderValue::from_static(AGAIN));
    }
    response
}

fn amount(stored: i64) -> String {
    intake::amount(stored).to_string()
}

/// A price as people write it.
fn price(page: &Page, stored: i64, currency: &str) -> String {
    money::written(page.words.language, stored as f64 / 10_000.0, currency)
}

fn row(page: &Page, account: &Account, site: &Site, product: view::Product) -> Row {
    let currency = site.text("currency").unwrap_or(account.currency());
    let name_of = |kind: &str, code: &str| {
        let entry = account.dictionary(kind).get(code);
        entry.and_then(|entry| entry.text("name")).unwrap_or(code).to_owned()
    };
    let currency_of = |code: &str| {
        let entry = account.dictionary("price-types").get(code);
        entry.and_then(|entry| entry.text("currency")).filter(|code| !code.is_empty()).unwrap_or(currency).to_owned()
    };
    let line = |line: view::Line| {
        let offer = &line.offer;
        let ids = [offer.article.as_deref(), offer.external_id.as_deref(), offer.xml_id.as_deref()];
        let mut ids: Vec<&str> = ids.into_iter().flatten().filter(|id| !id.is_empty()).collect();
        ids.dedup();
        Line {
            ids: ids.join(" · "),
            active: offer.active,
            picture: picture(&offer.body),
            price: offer.price.map(|amount| price(page, amount, currency)).unwrap_or_default(),
            prices: line
                .prices
                .iter()
                .map(|(code, amount)| format!("{}: {}", name_of("price-types", code), price(page, *amount, &currency_of(code))))
                .collect(),
            quantity: offer.quantity.map(amount).unwrap_or_default(),
            stock: line.stock.iter().map(|(code, quantity)| format!("{}: {}", name_of("stores", code), amount(*quantity))).collect(),
            name: line.offer.name,
        }
    };
    let groups = if product.groups.is_empty() { page.say("catalogue-no-group") } else { product.groups.join(", ") };
    let url = product.url.filter(|url| is_web(url)).unwrap_or_default();
    Row { url, groups, lines: product.offers.into_iter().map(line).collect(), name: product.name, active: product.active }
}

/// The first picture of an offer, from its other fields.
pub(super) fn picture(body: &str) -> String {
    let body: serde_json::Value = serde_json::from_str(body).unwrap_or_default();
    body["images"][0].as_str().filter(|url| is_web(url)).unwrap_or_default().to_owned()
}

/// The sentence of a reason in the language of the page; an unknown reason is shown by its code.
fn sentence(page: &Page, reason: &str, about: &str) -> String {
    match page.words.find(&format!("catalogue-why-{reason}")) {
        Some(_) => page.words.fill(&format!("catalogue-why-{reason}"), &[], &[("about", about)]),
        None => format!("{reason}: {about}"),
    }
}

fn shown(page: &Page, times: &Times, load: &Load) -> Shown {
    let running = load.state == "running";
    let message: serde_json::Value = serde_json::from_str(&load.message).unwrap_or_default();
    let reason = message["reason"].as_str().unwrap_or_default();
    let mut text = if reason.is_empty() { String::new() } else { sentence(page, reason, message["about"].as_str().unwrap_or_default()) };
    if let Some(line) = message["line"].as_i64().filter(|line| *line > 0) {
        text = page.words.fill("catalogue-at-line", &[], &[("line", &number(page.words.language, line)), ("text", &text)]);
    }
    let refusals: Vec<Refusal> = serde_json::from_str(&load.refusals).unwrap_or_default();
    let (name, class) = match load.state.as_str() {
        "running" => ("catalogue-running", "soon"),
        "done" => ("catalogue-done", ""),
        _ => ("catalogue-failed", "wrong"),
    };
    let counts = [("offers", load.offers), ("changed", load.changed), ("gone", load.gone), ("refused", load.refused)];
    let counts = counts.map(|(name, count)| (name, number(page.words.language, count)));
    let words: Vec<(&'static str, &str)> = counts.iter().map(|(name, count)| (*name, count.as_str())).collect();
    Shown {
        state: page.say(name),
        class,
        running,
        percent: (load.bytes_read * 100 / load.bytes.max(1)).clamp(0, 100),
        when: times.when(load.ended_at.unwrap_or(load.started_at)),
        source: load.source.clone(),
        counts: page.words.fill("catalogue-counts", &[], &words),
        message: text,
        more: load.refused - refusals.len() as i64,
        refused: load.refused,
        refusals: refusals
            .into_iter()
            .map(|refusal| (refusal.line, refusal.offer, sentence(page, &refusal.reason, &refusal.about)))
            .collect(),
    }
}

/// Sets the address of the feed and how often it is loaded.
pub async fn save(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    fields: Fields,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "stores");
    let account = office.hub.account();
    let code = match site_of(&account, &id) {
        Ok(site) => site.code.clone(),
        Err(fault) => return page::failed(page, fault),
    };
    let (url, every) = (fields.text("url").to_owned(), Every::of(fields.text("every")));
    let (by, now, private) = (visitor.by(), office.hub.clock.now(), office.hub.settings.outside.private_addresses);
    let saved = office.hub.db.write(move |tx| loads::set_feed(tx, &code, &url, every, private, &by, now)).await;
    match saved {
        Ok(()) => page::go(&format!("/stores/{id}/catalogue?done=catalogue-saved")),
        Err(Fault::Refused(problem)) if problem.status == 400 => {
            draw(&office, &visitor, page, &id, &Fields::default(), Some((&fields, problem))).await
        }
        Err(fault) => page::failed(page, fault),
    }
}

/// Asks for a load of the feed.
pub async fn load(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Path(id): Path<String>) -> Response {
    let page = Page::new(&office, Some(&visitor), "stores");
    let (account, now) = (office.hub.account(), office.hub.clock.now());
    let site = match site_of(&account, &id) {
        Ok(site) if loads::feed_of(site).is_some() => site.id,
        Ok(_) => return page::failed(page, Problem::not_found().into()),
        Err(fault) => return page::failed(page, fault),
    };
    match office.hub.db.write(move |tx| loads::want(tx, site, now)).await {
        Ok(()) => page::go(&format!("/stores/{id}/catalogue?done=catalogue-asked")),
        Err(fault) => page::failed(page, fault),
    }
}

/// Cancels the load that runs or was asked for.
pub async fn cancel(State(office): State<Arc<Office>>, Extension(visitor): Extension<Visitor>, Path(id): Path<String>) -> Response {
    let page = Page::new(&office, Some(&visitor), "stores");
    let (account, now) = (office.hub.account(), office.hub.clock.now());
    let site = match site_of(&account, &id) {
        Ok(site) => site.id,
        Err(fault) => return page::failed(page, fault),
    };
    match office.hub.db.write(move |tx| loads::cancel(tx, site, now)).await {
        Ok(()) => page::go(&format!("/stores/{id}/catalogue?done=catalogue-cancelled")),
        Err(fault) => page::failed(page, fault),
    }
}

/// Takes a feed as a file, and begins to load it.
pub async fn upload(
    State(office): State<Arc<Office>>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    let page = Page::new(&office, Some(&visitor), "stores");
    let account = office.hub.account();
    let site = match site_of(&account, &id) {
        Ok(site) => site.id,
        Err(fault) => return page::failed(page, fault),
    };
    let refused = |text: &str| Problem::entity("file", text.to_owned());
    let taken = match receive(&office, request).await {
        Ok(Some(taken)) => taken,
        Ok(None) => {
            return draw(&office, &visitor, page, &id, &Fields::default(), Some((&Fields::default(), refused("Choose a file.")))).await;
        }
        Err(status) => return page::message(page, status, "not-found"),
    };
    let (name, file) = taken;
    let now = office.hub.clock.now();
    match office.hub.db.write(move |tx| loads::begin(tx, site, &name, now)).await {
        Ok(Some(load)) => {
            let hub = Arc::clone(&office.hub);
            let begun = std::thread::Builder::new().name("catalogue".to_owned()).spawn(move || {
                let job = Job { db: &hub.db, clock: &hub.clock, site, load };
                if let Err(stopped) = job.run(file, &mut |_| true) {
                    tracing::warn!(site, ?stopped, "a catalogue that was uploaded cannot be loaded; the store keeps the one it has");
                }
            });
            match begun {
                Ok(_) => page::go(&format!("/stores/{id}/catalogue?done=catalogue-asked")),
                Err(_) => page::failed(page, Problem::unavailable().into()),
            }
        }
        Ok(None) => page::go(&format!("/stores/{id}/catalogue?done=catalogue-busy")),
        Err(fault) => page::failed(page, fault),
    }
}

/// The file of a form, written to a file without a name: its own name, and the file; none when the form has none.
async fn receive(office: &Office, request: Request<Body>) -> Result<Option<(String, std::fs::File)>, StatusCode> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let boundary = multer::parse_boundary(kind).map_err(|_| StatusCode::BAD_REQUEST)?;
    let mut parts = multer::Multipart::new(request.into_body().into_data_stream(), boundary);
    while let Some(mut part) = parts.next_field().await.map_err(|_| StatusCode::BAD_REQUEST)? {
        if part.name() != Some("file") {
            continue;
        }
        let name: String = part.file_name().unwrap_or_default().chars().filter(|letter| !letter.is_control()).take(255).collect();
        let mut file = tempfile::tempfile_in(&office.hub.settings.data).map_err(|_| StatusCode::INSUFFICIENT_STORAGE)?;
        let mut bytes = 0;
        while let Some(chunk) = part.chunk().await.map_err(|_| StatusCode::BAD_REQUEST)? {
            bytes += chunk.len() as u64;
            if bytes > LARGEST {
                return Err(StatusCode::PAYLOAD_TOO_LARGE);
            }
            file.write_all(&chunk).map_err(|_| StatusCode::INSUFFICIENT_STORAGE)?;
        }
        return Ok((bytes > 0).then_some((name, file)));
    }
    Ok(None)
}
