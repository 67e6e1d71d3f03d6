//! P6: every kind of filter, for keys of one, three and all stores, beside the same calls when there were 10,000 orders.

use std::fmt::Write;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::Context;
use serde_json::{Value, json};

use crate::load::{Load, Source};
use crate::orders;
use crate::plot::{Plot, Series};
use crate::report::{self, Line, Target};
use crate::server::{Account, Engine, Server};

/// How many orders there are when calls are first measured.
const SMALL: u64 = 10_000;
/// Orders of one call while the stores are filled.
const BULK: u64 = 50;
/// How often a call is made for one figure: as often as fits into a time, within these bounds.
const TIMES: (Duration, u64, u64) = (Duration::from_millis(80), 3, 20);
/// The stores, and how many of ten calls fill each.
const STORES: [(&str, u64); 3] = [("north", 6), ("south", 3), ("west", 1)];

/// A list, and what it is narrowed to: values that nothing, a few and many rows have.
const CALLS: &[(&str, &str, &[&str])] = &[
    ("orders", "", &[""]),
    ("orders", "filter[sites][]", &["north", "west"]),
    ("orders", "filter[extendedStatus][]", &["nothing", "complete", "new"]),
    ("orders", "filter[customer]", &["nobody at all", "person00042", "anna"]),
    ("orders", "filter[email]", &["no@shop.example", "person42@shop.example", "@shop"]),
    ("orders", "filter[numbers][]", &["none", "N-77"]),
    ("orders", "filter[externalIds][]", &["none", "L77"]),
    ("orders", "filter[customerExternalId]", &["none"]),
    ("orders", "filter[city]", &["nowhere", "city 777", "moscow"]),
    ("orders", "filter[product]", &["no such thing", "article 777", "tea"]),
    ("orders", "filter[orderMethods][]", &["none", "phone"]),
    ("orders", "filter[paymentTypes][]", &["none", "cash"]),
    ("orders", "filter[deliveryTypes][]", &["none", "courier"]),
    ("orders", "filter[sourceName]", &["nothing", "rare", "often"]),
    ("orders", "filter[managerComment]", &["nothing", "look 4242", "look"]),
    ("orders", "filter[minPrice]", &["99999999", "1990", "1"]),
    ("orders", "filter[maxPrice]", &["0", "20", "100000"]),
    ("orders", "filter[call]", &["1", "0"]),
    ("orders", "filter[createdAtFrom]", &["2099-01-01", "2026-03-01"]),
    ("orders", "filter[createdAtTo]", &["2000-01-01", "2026-03-01"]),
    ("orders", "filter[deliveryDateFrom]", &["2099-01-01", "2026-02-20"]),
    ("orders", "filter[vip]", &["1"]),
    ("orders", "filter[customFields][score][min]", &["100000", "990", "1"]),
    ("orders", "filter[customer]=anna&filter[extendedStatus][]", &["complete", "new"]),
    ("orders", "filter[sourceName]=often&filter[orderMethods][]", &["phone"]),
    ("orders", "filter[city]=moscow&filter[paymentTypes][]", &["none", "cash"]),
    ("orders", "filter[minPrice]=1000&filter[deliveryTypes][]", &["courier"]),
    ("orders", "filter[email]=@shop&filter[call]", &["1", "0"]),
    ("customers", "", &[""]),
    ("customers", "filter[name]", &["nobody at all", "person00042", "anna"]),
    ("customers", "filter[email]", &["no@shop.example", "person42@shop.example", "@shop"]),
    ("customers", "filter[vip]", &["1", "0"]),
    ("customers", "filter[city]", &["nowhere"]),
    ("customers", "filter[minOrdersCount]", &["100000", "1"]),
    ("orders/history", "filter[sinceId]", &["1", "5000", "99999999"]),
    ("orders/history", "filter[startDate]", &["2000-01-01", "2099-01-01"]),
];

/// Measures at so many orders; a plot of what calls cost against the number of orders goes into a folder.
///
/// # Errors
/// A server cannot be started, or answered wrongly.
pub fn measure(engine: Engine, size: u64, plots: Option<&Path>) -> anyhow::Result<Vec<Line>> {
    let account = Account::make(engine, "lists")?;
    let tokens = [account.token.clone(), account.key(&["south", "west"], "north,south,west")?, account.key(&[], "all")?];
    let server = account.serve()?;
    let size = size.max(SMALL);
    let middle = ((SMALL as f64 * size as f64).sqrt() as u64).next_multiple_of(BULK).clamp(SMALL, size);
    let (mut there, mut steps) = (0, Vec::new());
    for upto in [SMALL, middle, size] {
        fill(&tokens[2], &server, there, upto)?;
        there = upto;
        eprintln!("{upto} orders on {} …", engine.name());
        steps.push((upto, rates(&server, &tokens)?));
    }
    if let Some(folder) = plots {
        draw(engine, &steps, folder)?;
    }
    let (small, full) = (&steps[0].1, &steps[2].1);
    let line = |(index, (list, filter, values)): (usize, &(&str, &str, &[&str]))| {
        // The worst of all values and keys.
        let pairs = full[index].iter().zip(&small[index]);
        let worst = pairs
            .min_by(|one, other| (one.0 / one.1).total_cmp(&(other.0 / other.1)))
            .map_or((0.0, 1.0), |(ours, before)| (*ours, *before));
        let what = format!("{list}?{filter}, worst of {} at {size} orders : the same at {SMALL}", values.len() * tokens.len());
        Line::of_rounds("P6", engine.name(), what, &[worst], Target::Ratio(1.0 / 3.0))
    };
    let mut lines: Vec<Line> = CALLS.iter().enumerate().map(line).collect();
    lines.extend(CALLS.iter().zip(full).map(|((list, filter, _), rates)| {
        let slowest = 1e3 / rates.iter().copied().fold(f64::MAX, f64::min);
        let what = format!("{list}?{filter}, the slowest of {} at {size} orders", rates.len());
        Line::of_figure("P6", engine.name(), what, slowest, Target::Most(most(filter), "ms"))
    }));
    for (list, filter) in WALKS {
        let (walked, first) = walk(&server, &tokens[2], list, filter, size)?;
        let what = format!("{list}?{filter}, a page of a walk through all of {size} orders : the first page");
        lines.push(Line::of_rounds("P6", engine.name(), what, &[(walked, first)], Target::Ratio(1.0 / 3.0)));
    }
    Ok(lines)
}

/// How many milliseconds a call may take: longer where it looks for part of a text or adds up the orders of customers.
fn most(filter: &str) -> f64 {
    match filter {
        _ if filter.contains("OrdersCount") => 1500.0,
        _ if ["customer]", "email", "city", "product", "Name", "name", "Comment"].iter().any(|text| filter.contains(text)) => 50.0,
        _ => 20.0,
    }
}

/// Lists that are walked from the first page to the last, as a client does that synchronises for the first time.
const WALKS: [(&str, &str); 3] = [("orders", ""), ("orders", "filter[sourceName]=often&"), ("customers", "")];

/// The longest that a walk takes.
const WALK: Duration = Duration::from_secs(600);

/// Pages a second of a walk through a list, and of its first page alone.
fn walk(server: &Server, token: &str, list: &str, filter: &str, size: u64) -> anyhow::Result<(f64, f64)> {
    let filter = filter.replace('[', "%5B").replace(']', "%5D");
    let page = |number: u64| orders::get(token, &format!("/api/v5/{list}?{filter}limit=100&page={number}"));
    let rate = |pages: Vec<Vec<u8>>| {
        let (requests, pages) = (pages.len() as u64, Arc::new(pages));
        Ok::<_, anyhow::Error>(
            Load { connections: 1, requests, time: WALK, ..Load::new(server.address, 200, &|| orders::cycle(&pages)) }.run()?.rate,
        )
    };
    let first = rate(vec![page(1); 100])?;
    // There are 50,000 buyers at most; a page past the last one would cost nothing.
    let pages = if list == "customers" { (size / 250).min(400) } else { size / 100 - 1 };
    Ok((rate((1..=pages).map(page).collect())?, first))
}

/// What the worst call of each kind costs, in milliseconds, against the number of orders.
fn draw(engine: Engine, steps: &[(u64, Vec<Vec<f64>>)], folder: &Path) -> anyhow::Result<()> {
    for list in ["orders", "customers", "orders/history"] {
        let kinds = CALLS.iter().enumerate().filter(|(_, (name, ..))| *name == list);
        let series = kinds.map(|(index, (_, filter, _))| Series {
            name: if filter.is_empty() { "no filter".to_owned() } else { filter.replace("filter", "") },
            points: steps.iter().map(|(size, rates)| (*size as f64, 1e3 / rates[index].iter().copied().fold(f64::MAX, f64::min))).collect(),
        });
        let title = format!("{list}: the slowest call of each filter, {}", engine.name());
        let plot = Plot { title: &title, axes: ("orders", "ms"), logarithmic: true, series: series.collect() };
        plot.write(folder, &format!("{}-{}.svg", list.replace('/', "-"), engine.name().to_lowercase()))?;
    }
    Ok(())
}

/// Calls a second of which the median call is one, by call, then by value and key.
fn rates(server: &Server, tokens: &[String]) -> anyhow::Result<Vec<Vec<f64>>> {
    // What was written last is indexed by then.
    std::thread::sleep(Duration::from_secs(3));
    let mut rates = Vec::new();
    for (list, filter, values) in CALLS {
        let mut of_call = Vec::new();
        for value in *values {
            for token in tokens {
                let query = percent_encoding::utf8_percent_encode(value, percent_encoding::NON_ALPHANUMERIC);
                let path = if filter.is_empty() { format!("/api/v5/{list}") } else { format!("/api/v5/{list}?{filter}={query}") };
                let request = Arc::new(vec![orders::get(token, &path.replace('[', "%5B").replace(']', "%5D"))]);
                let median = |requests| {
                    let answers = Mutex::new(Vec::new());
                    let source = || orders::cycle(&request);
                    let load = Load { connections: 1, requests, answers: Some(&answers), ..Load::new(server.address, 200, &source) };
                    load.run().with_context(|| format!("GET {path}"))?;
                    let answers = answers.into_inner().unwrap_or_else(PoisonError::into_inner);
                    Ok::<_, anyhow::Error>(report::median(answers.iter().map(|answer| answer.took.as_secs_f64())))
                };
                let (time, least, most) = TIMES;
                let once = median(least)?;
                of_call.push(1.0 / median(((time.as_secs_f64() / once) as u64).clamp(least, most))?);
            }
        }
        rates.push(of_call);
    }
    Ok(rates)
}

/// Makes the orders of these numbers, and their customers.
///
/// # Errors
/// The server answered wrongly.
pub fn fill(token: &str, server: &Server, first: u64, after: u64) -> anyhow::Result<()> {
    // Two threads of the generator take turns.
    let next = Arc::new(AtomicU64::new(first / BULK));
    let source = || -> Source {
        let (token, next) = (token.to_owned(), Arc::clone(&next));
        Box::new(move |out| out.extend_from_slice(&upload(&token, next.fetch_add(1, Ordering::Relaxed))))
    };
    let calls = (after - first) / BULK;
    Load { connections: 4, requests: calls / 2, ..Load::new(server.address, 200, &source) }.run().map(drop)
}

/// The store of the order of a number.
pub fn store_of(number: u64) -> &'static str {
    let store = STORES.iter().scan(number / BULK % 10, |left, (store, share)| {
        let is_here = *left < *share;
        *left = left.saturating_sub(*share);
        Some((*store, is_here))
    });
    store.filter(|(_, is_here)| *is_here).map(|(store, _)| store).next().unwrap_or("west")
}

/// One call that makes orders.
fn upload(token: &str, call: u64) -> Vec<u8> {
    let site = store_of(call * BULK);
    let orders: Vec<Value> = (call * BULK..(call + 1) * BULK).map(order).collect();
    let encoded = percent_encoding::utf8_percent_encode(&Value::Array(orders).to_string(), percent_encoding::NON_ALPHANUMERIC).to_string();
    let body = format!("site={site}&orders={encoded}");
    let mut request = String::new();
    // Writing to a String cannot fail.
    let _ = write!(
        request,
        "POST /api/v5/orders/upload HTTP/1.1\r\nHost: hub\r\nX-API-KEY: {token}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    request.into_bytes()
}

/// The order of a number: some of its values are rare, some are everywhere.
pub fn order(number: u64) -> Value {
    // Neighbours differ.
    let dice = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20;
    let buyer = dice % 50_000;
    let day = format!("2026-{:02}-{:02} {:02}:{:02}:00", 1 + dice % 3, 1 + dice % 28, dice % 24, dice % 60);
    json!({
        "externalId": format!("L{number}"), "number": format!("N-{number}"), "createdAt": day,
        "firstName": if dice.is_multiple_of(3) { "Anna" } else { "Boris" }, "lastName": format!("Person{buyer:05}"),
        "phone": format!("+79{buyer:09}"), "email": format!("person{buyer}@shop.example"),
        "status": if dice.is_multiple_of(500) { "complete" } else { "new" }, "orderMethod": if dice.is_multiple_of(2) { "phone" } else { "shopping-cart" },
        "managerComment": format!("look {}", dice % 20_000), "call": dice.is_multiple_of(100),
        "source": {"source": if dice.is_multiple_of(1000) { "rare" } else { "often" }}, "customFields": {"score": dice % 1000},
        "items": [{"productName": format!("Tea, article {}", dice % 3000), "initialPrice": 1 + dice % 2000, "quantity": 1}],
        "delivery": {
            "code": if dice.is_multiple_of(5) { "self-delivery" } else { "courier" }, "cost": 300, "date": format!("2026-02-{:02}", 1 + dice % 28),
            "address": {"city": if dice.is_multiple_of(4) { "Moscow".to_owned() } else { format!("City {}", dice % 1000) }},
        },
        "payments": [{"type": if dice.is_multiple_of(3) { "cash" } else { "bank-card" }, "amount": 100, "status": "paid"}],
    })
}
