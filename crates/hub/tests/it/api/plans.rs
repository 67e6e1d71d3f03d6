//! Lists of a few thousand rows: no filter reads every row, whether nothing has its value, few rows or most.

use database::transfer::Schema;
use database::{Engine, Error, Scope, Sites, Sql, Tx, audit_log, deliveries, key_list, refusal_groups};
use domain::act::{Act, Actor as Author};
use domain::fault::Fault;
use domain::noun::By;
use serde_json::{Value, json};
use wire::form::Form;
use wire::noun::List;
use wire::page::Page;
use wire::{Arguments, Problem, Request, Version};

use super::customers::list as customers_list;
use super::orders::list as orders_list;
use super::{declared, facets};
use crate::support::steps::id;
use crate::support::{Call, TestHub};

/// How many copies of a row there are.
const MANY: i64 = 2000;

/// Copies a row of a table many times, with other values in some columns, which may hold `s.i`, the number of the copy; each copy was
/// made a second before the one before it.
pub(super) fn multiply(hub: &TestHub, table: &'static str, row: i64, others: &[(&str, &str)]) {
    let schema = Schema::of_this_version().expect("the migrations run");
    let table = schema.tables.iter().find(|known| known.name == table).expect("the table");
    let names: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
    let value = |name: &&str| match *name {
        "id" => "1000000 + s.i".to_owned(),
        "created_at" => "r.created_at - s.i".to_owned(),
        name => others.iter().find(|(other, _)| *other == name).map_or_else(|| format!("r.{name}"), |(_, value)| (*value).to_owned()),
    };
    let values: Vec<String> = names.iter().map(value).collect();
    let text = format!(
        "INSERT INTO {} ({}) SELECT {} FROM {} r CROSS JOIN
         (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {MANY}) SELECT i FROM n) s WHERE r.id = {row}",
        table.name,
        names.join(", "),
        values.join(", "),
        table.name,
    );
    hub.hub.db.write_now(move |tx| tx.execute(Sql::new(text.clone()))).expect("rows can be copied");
}

/// Has every row indexed anew, and the server know what its tables hold.
pub(super) fn settle(hub: &TestHub) {
    hub.hub
        .db
        .write_now(|tx| {
            tx.execute("UPDATE facet_builds SET version = 0, done = 0")?;
            Ok::<_, Error>(())
        })
        .expect("it can be said so");
    hub.make_terms();
    hub.hub.db.write_now(|tx| if tx.engine() == Engine::Postgres { tx.execute("ANALYZE").map(drop) } else { Ok(()) }).expect("it can be");
}

/// The lines of plans that read every row of one of these tables. `dense`: most rows are found, which a count has to read.
pub(super) fn readings(engine: Engine, plans: &[String], tables: &[&str], dense: bool) -> Vec<String> {
    let mut found = Vec::new();
    for plan in plans {
        let (statement, lines) = plan.split_once('\n').unwrap_or((plan, ""));
        // What can hold for no row is not looked for.
        if statement.contains(" AND 1 = 0") {
            continue;
        }
        if dense && (statement.starts_with("SELECT count(*)") || statement.starts_with("SELECT (SELECT count(*)")) {
            continue;
        }
        // SQLite names a table by its alias.
        let alias = |table: &str| {
            let after = statement.split(&format!(" {table} ")).nth(1).and_then(|rest| rest.split([' ', ')', ',']).next());
            after.filter(|word| word.len() == 1).unwrap_or(table).to_owned()
        };
        for table in tables {
            let line = match engine {
                Engine::Sqlite => format!("SCAN {} ", alias(table)),
                Engine::Postgres => format!("Seq Scan on {table} "),
            };
            if let Some(reads) = lines.lines().find(|read| format!("{} ", read.trim()).contains(&line)) {
                found.push(format!("{reads}\n{plan}"));
            }
        }
    }
    found
}

/// The request of a list with this parameter of its filter.
fn request<R: Request>(filter: &str, value: &str) -> Result<R, Problem> {
    let mut form = Form::default();
    form.insert(&format!("filter[{filter}]"), value.to_owned())?;
    R::read(&mut Arguments { tree: form.finish()?, version: Version::V5, ..Arguments::default() })
}

fn list_by(tx: &mut Tx<'_>, act: &Act<'_>, noun: &str, filter: &str, value: &str) -> Result<(), Fault> {
    let page = Page { number: 1, limit: 20 };
    match noun {
        "task" => domain::tasks::list(tx, act, &request::<List<wire::task::TaskFilter>>(filter, value)?.filter, page)?,
        "cost" => domain::costs::list(tx, act, &request::<List<wire::cost::CostFilter>>(filter, value)?.filter, page)?,
        "file" => domain::files::list(tx, act, &request::<List<wire::file::FileFilter>>(filter, value)?.filter, page)?,
        "note" => domain::notes::list(tx, act, &request::<List<wire::customer::NoteFilter>>(filter, value)?.filter, page)?,
        _ => domain::packs::list(tx, act, &request::<List<wire::pack::PackFilter>>(filter, value)?.filter, page)?,
    };
    Ok(())
}

/// A hub with a row of each noun in which every field has a value: its table and id.
fn furnished() -> (TestHub, Vec<(&'static str, i64)>) {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    hub.site("south");
    let manager = hub.person("mona@hub.test", &["manager"]);
    hub.entry("cost-items", "ads", json!({"code": "ads", "name": "Ads"}));
    hub.entry("stores", "main", json!({"code": "main", "name": "Main"}));
    let customer = key.customer(json!({"firstName": "Anna", "externalId": "c-1"}));
    let order = key.order(
        json!({"number": "N-7", "externalId": "o-1", "customer": {"id": customer}, "items": [{"productName": "Tea", "quantity": 1}]}),
    );
    let (item, order) = (id(&order["items"][0]), id(&order));
    let add = |path: &str, member: &str, row: Value| id(&key.post(path, vec![(member.to_owned(), row.to_string())]).ok());
    let task = add(
        "/tasks/create",
        "task",
        json!({"text": "Call about tea", "performerId": manager, "datetime": "2026-03-20 12:30", "complete": true, "order": {"id": order}, "customer": {"id": customer}}),
    );
    let cost = add(
        "/costs/create",
        "cost",
        json!({"dateFrom": "2026-03-01", "dateTo": "2026-03-31", "summ": "10.5", "costItem": "ads", "comment": "Banner", "userId": manager, "order": {"id": order}, "sites": ["north"]}),
    );
    let pack = add(
        "/orders/packs/create",
        "pack",
        json!({"itemId": item, "store": "main", "quantity": 1, "shipmentDate": "2026-03-20", "invoiceNumber": "I-1", "deliveryNoteNumber": "D-1"}),
    );
    let file = id(&key
        .call(Call::post("/files/upload").query(form! { filename: "invoice.pdf" }).raw("application/pdf", b"%PDF-1.4".as_slice()))
        .ok()["file"]);
    let note = add("/customers/notes/create", "note", json!({"text": "Likes tea", "managerId": manager, "customer": {"id": customer}}));
    let firm = id(&key.post("/customers-corporate/create", form! { customerCorporate: {nickName: "Acme", externalId: "f-1"} }).ok());
    let firm_note =
        add("/customers-corporate/notes/create", "note", json!({"text": "Pays late", "managerId": manager, "customer": {"id": firm}}));
    let links = json!([{"order": {"id": order}}, {"customer": {"id": customer}}]);
    key.post(&format!("/files/{file}/edit"), form! { file: {attachment: links} }).ok();
    (
        hub,
        vec![("tasks", task), ("costs", cost), ("files", file), ("packs", pack), ("customer_notes", note), ("corporate_notes", firm_note)],
    )
}

/// A value that a row has by which a filter finds it, as callers send it.
fn value_of(hub: &TestHub, table: &str, row: i64, by: By, last: bool) -> String {
    let column = match by {
        By::Column(column) | By::Customer(column) => column,
        By::Order(_, theirs) | By::Attached(_, theirs) | By::Named(_, _, theirs) => match theirs {
            "number" => return "N-7".to_owned(),
            "external_id" => return "o-1".to_owned(),
            _ => return "1".to_owned(),
        },
        By::Span("amount" | "size") => return if last { "1000000" } else { "1" }.to_owned(),
        By::Span(_) | By::Days(..) => return if last { "2027-01-01" } else { "2026-01-01" }.to_owned(),
        By::Text => "search",
        By::IsAttached(_) => return "1".to_owned(),
        By::AttachedIn(_) | By::Stores => return "north".to_owned(),
        By::Nothing => return "x".to_owned(),
    };
    let text = format!("SELECT coalesce(CAST({column} AS TEXT), '1') FROM {table} WHERE id = {row}");
    hub.hub.db.read_now(move |tx| tx.one(Sql::new(text.clone()), |row| row.text(0))).expect("the value can be read")
}

/// A value that no row has.
fn nothing(by: By, last: bool) -> &'static str {
    match by {
        By::Span("amount" | "size") => {
            if last {
                "0"
            } else {
                "9000000"
            }
        }
        By::Span(_) | By::Days(..) => {
            if last {
                "2019-01-01"
            } else {
                "2031-01-01"
            }
        }
        By::AttachedIn(_) | By::Stores => "south",
        By::IsAttached(_) => "0",
        _ => "999999",
    }
}

#[test]
fn no_filter_of_a_declared_list_reads_every_row() {
    let mut slow = Vec::new();
    // The rows that are many: such as have every field, or such as have none but what they need.
    for dense in [false, true] {
        let (hub, rows) = furnished();
        let engine = hub.hub.db.engine();
        for (table, row) in &rows {
            let bare: &[(&str, &str)] = match *table {
                "tasks" => {
                    &[("performer_id", "77"), ("is_complete", "0"), ("completed_at", "NULL"), ("due_at", "NULL"), ("search", "'other'")]
                }
                "costs" => &[("item", "'rent'"), ("user_id", "NULL"), ("search", "''")],
                "customer_notes" | "corporate_notes" => &[("manager_id", "NULL"), ("search", "'other'")],
                "files" => &[("media_type", "'image/png'"), ("search", "'photo'")],
                _ => &[("store", "'other'"), ("shipment_day", "NULL"), ("invoice_number", "NULL"), ("delivery_note_number", "NULL")],
            };
            // Rows of a key's own, which hang on nothing, and rows that hang on the order.
            let unlinked: &[(&str, &str)] = if table.ends_with("_notes") || (dense && *table != "packs") {
                &[]
            } else {
                &[("order_id", "NULL"), ("customer_id", "NULL"), ("item_id", "1000000 + s.i")]
            };
            multiply(&hub, table, *row, &[if dense { &[] } else { bare }, unlinked].concat());
        }
        settle(&hub);
        let north = hub.hub.account().site("north").expect("the store").id;
        for list in declared::lists().into_iter().filter(|list| list.noun.table.index.is_some()) {
            let (noun, table) = (list.noun.member, list.noun.table.name);
            let row = rows.iter().find(|(known, _)| *known == table).expect("a row").1;
            for (named, by) in &list.filters {
                for (place, name) in named.iter().enumerate() {
                    let last = place == 1;
                    let is_list = list.lists.contains(&(*name).to_owned());
                    let name = if is_list { format!("{name}][") } else { (*name).to_owned() };
                    // Every row was made within the span.
                    let dense = dense || matches!(by, By::Span("created_at"));
                    // All notes are on one customer.
                    let dense = dense || (noun == "note" && matches!(by, By::Column("customer_id") | By::Named(..)));
                    for (value, dense) in [(value_of(&hub, table, row, *by, last), dense), (nothing(*by, last).to_owned(), false)] {
                        for sites in [Sites::All, Sites::of([north]), Sites::of([north, north + 1])] {
                            let (name, sent) = (name.clone(), value.clone());
                            let plans = plans(&hub, sites.clone(), move |tx, act| list_by(tx, act, noun, &name, &sent));
                            for reading in readings(engine, &plans, &[table], dense) {
                                slow.push(format!("{noun} {named:?}={value} {sites:?}: {reading}"));
                            }
                        }
                    }
                }
            }
        }
    }
    assert_none(&slow);
}

/// The plans of what is asked by a reader of some stores.
fn plans(hub: &TestHub, sites: Sites, mut ask: impl FnMut(&mut Tx<'_>, &Act<'_>) -> Result<(), Fault> + Send + 'static) -> Vec<String> {
    let (account, now) = (hub.hub.account(), hub.clock.now());
    let read = hub.hub.db.read_now(move |tx| {
        let scope = Scope::of(sites.clone());
        let act = Act { scope: &scope, actor: Author::Code, behind: None, account: &account, now, masks: None };
        tx.note_plans_as_made();
        ask(tx, &act)?;
        Ok::<_, Fault>(tx.plans())
    });
    read.unwrap_or_else(|fault| panic!("{fault}"))
}

/// Parameters of a filter that are not among these, each as it is sent, with a value that it takes.
fn others<F: schemars::JsonSchema, R: Request>(filters: &[(&'static str, &str, &str)]) -> Vec<(String, String)> {
    let schema = schemars::schema_for!(F);
    let parameters = schema.get("properties").and_then(Value::as_object).expect("a filter has parameters");
    let tried = |name: &String| filters.iter().any(|(filter, ..)| filter.starts_with(&format!("[{name}]")));
    let missing = parameters.keys().filter(|name| !tried(name));
    let sent = |name: &String| {
        let tries = [format!("[{name}]"), format!("[{name}][]")]
            .into_iter()
            .flat_map(|name| ["1", "2026-02-01", "north", "x"].map(|value| (name.clone(), value.to_owned())));
        let mut taken = tries.filter(|(name, value)| facets::request::<R>(name, value).is_ok());
        taken.next().unwrap_or_else(|| panic!("{name} takes none of the values"))
    };
    missing.map(sent).collect()
}

#[test]
fn no_filter_of_orders_and_customers_reads_every_row_of_many() {
    let lists: [facets::Filtered; 2] =
        [("orders", orders_list::FILTERS, orders_list::furnished), ("customers", customers_list::FILTERS, customers_list::furnished)];
    let mut slow = Vec::new();
    let others = [
        others::<wire::order::OrderFilter, wire::order::ListOrders>(orders_list::FILTERS),
        others::<wire::customer::CustomerFilter, wire::customer::ListCustomers>(customers_list::FILTERS),
    ];
    for ((table, filters, furnished), others) in lists.into_iter().zip(&others) {
        let others = others.iter().map(|(filter, value)| (filter.as_str(), value.as_str(), value.as_str()));
        let filters: Vec<(&str, &str, &str)> = filters.iter().copied().chain(others).collect();
        for dense in [false, true] {
            let (hub, _, full, bare) = furnished();
            let engine = hub.hub.db.engine();
            let own: &[(&str, &str)] = if table == "orders" {
                &[("external_id", "NULL"), ("number", "'M' || s.i"), ("customer_id", "NULL")]
            } else {
                &[("external_id", "NULL"), ("email", "NULL"), ("browser_id", "NULL")]
            };
            multiply(&hub, table, if dense { full } else { bare }, own);
            settle(&hub);
            let shop = hub.hub.account().site("north").expect("the store").id;
            for (filter, yes, no) in filters.iter().filter(|(filter, ..)| !facets::WALKED.contains(filter)) {
                // Of the others it is not known how many rows have their value.
                let other = yes == no;
                for (value, dense) in
                    [(yes, dense || other), (no, other)].into_iter().filter(|(value, _)| !facets::DENSE.contains(&(filter, value)))
                {
                    for sites in [Sites::All, Sites::of([shop])] {
                        let plans = facets::plans(&hub, table, sites.clone(), filter, value, true);
                        for reading in readings(engine, &plans, &[table], dense) {
                            slow.push(format!("{table} {filter}={value} {sites:?} {dense}: {reading}"));
                        }
                    }
                }
            }
        }
    }
    assert_none(&slow);
}

/// Filters of the audit log, each with whether most rows fit it. No field may be left out.
fn audit_filters() -> Vec<(audit_log::Filter, bool)> {
    use audit_log::Filter;
    let none = Filter::default;
    let text = |text: &str| Some(text.to_owned());
    let all = vec![
        (Filter { by_kind: text("hub"), ..none() }, false),
        (Filter { by_kind: text("user"), ..none() }, true),
        (Filter { by_kind: text("user"), by_id: Some(9), ..none() }, false),
        (Filter { actions: vec!["no.such".to_owned(), "neither.this".to_owned()], ..none() }, false),
        (Filter { actions: vec!["key.changed".to_owned()], ..none() }, true),
        (Filter { key: Some(999), ..none() }, false),
        (Filter { key_named: "no such key".to_owned(), ..none() }, false),
        (Filter { from: Some(4_000_000_000), ..none() }, false),
        (Filter { until: Some(1_000_000), ..none() }, false),
        (Filter { before: Some(1), ..none() }, false),
    ];
    let fields = |Filter { by_kind, by_id, actions, key, key_named, from, until, before }: &Filter| {
        [
            by_kind.is_some(),
            by_id.is_some(),
            !actions.is_empty(),
            key.is_some(),
            !key_named.is_empty(),
            from.is_some(),
            until.is_some(),
            before.is_some(),
        ]
    };
    assert!((0..8).all(|field| all.iter().any(|(filter, _)| fields(filter)[field])), "every field is tried");
    all
}

fn refusal_filters() -> Vec<(refusal_groups::Filter, bool)> {
    use refusal_groups::Filter;
    let none = Filter::default;
    let text = |text: &str| Some(text.to_owned());
    let all = vec![
        (Filter { key: Some(999), ..none() }, false),
        (Filter { reason: text("store"), ..none() }, false),
        (Filter { method: text("GET /none"), ..none() }, false),
        (Filter { address: text("192.0.2.99"), ..none() }, false),
        (Filter { from: Some(4_000_000_000), ..none() }, false),
        (Filter { until: Some(1_000_000), ..none() }, false),
    ];
    // A part of a text is looked for in every row; there are at most 100,000 of them.
    let fields = |Filter { key, reason, method, address, text: _, from, until }: &Filter| {
        [key.is_some(), reason.is_some(), method.is_some(), address.is_some(), from.is_some(), until.is_some()]
    };
    assert!((0..6).all(|field| all.iter().any(|(filter, _)| fields(filter)[field])), "every field is tried");
    all
}

fn key_filters() -> Vec<key_list::Filter> {
    use key_list::{Filter, Stage};
    let none = Filter::default;
    let text = |text: &str| Some(text.to_owned());
    let all = vec![
        Filter { site: Some(999), ..none() },
        Filter { methods: vec!["none".to_owned()], ..none() },
        Filter { owner: text("nobody"), ..none() },
        Filter { contact: Some(999), ..none() },
        Filter { template: text("none"), ..none() },
        Filter { cause: text("leaked"), ..none() },
        Filter { stage: Some(Stage::Deleted), ..none() },
        Filter { stage: Some(Stage::Ending(1, 2)), ..none() },
        Filter { stage: Some(Stage::Expired(1)), ..none() },
    ];
    // Keys are in the memory of every server: there are thousands of them, not millions. A key list looks at each for a part of its
    // name, for what it lacks (never used, unused, still sees a field) and for states that most keys have.
    let fields = |filter: &Filter| {
        let Filter { active: _, works: _, all_sites: _, site, search: _, never_used: _, unused_since: _, in_url_since: _, .. } = filter;
        let Filter { methods, methods_apart: _, sees: _, owner, contact, stage, template, foreign: _, cause, .. } = filter;
        [site.is_some(), !methods.is_empty(), owner.is_some(), contact.is_some(), stage.is_some(), template.is_some(), cause.is_some()]
    };
    assert!((0..7).all(|field| all.iter().any(|filter| fields(filter)[field])), "every field is tried");
    all
}

/// Fills the lists of administrators.
fn fill_pages(hub: &TestHub) {
    let numbers = format!("(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {MANY}) SELECT i FROM n) s");
    let texts = [
        format!(
            "INSERT INTO records (number, created_at, action, by_kind, by_id, by_name, subject_kind, subject_id, subject_name, details, hash)
             SELECT 1000 + s.i, 1700000000 + s.i * 900, CASE WHEN s.i % 50 = 0 THEN 'key.created' ELSE 'key.changed' END, 'user', 1, '', 'key', s.i % 40, '', '{{}}', r.hash
             FROM record_head r CROSS JOIN {numbers}"
        ),
        "INSERT INTO record_days (day, first, last) SELECT created_at / 86400, min(number), max(number) FROM records WHERE number > 1000
         GROUP BY created_at / 86400 ON CONFLICT (day) DO NOTHING"
            .to_owned(),
        format!(
            "INSERT INTO refusals (request_id, created_at, key_id, reason, method, address, site)
             SELECT CAST(s.i AS TEXT), 1700000000 + s.i, s.i % 40, 'method', 'GET /orders', '192.0.2.1', NULL FROM {numbers}"
        ),
        format!(
            "INSERT INTO keys (id, name, token_hash, pepper_version, hint, active, all_sites, all_methods, created_at, generation, body, search)
             SELECT 1000 + s.i, 'Key', CAST({} AS {}), 1, 'h', 1, 0, 0, 1700000000, 1, '{{\"owner\": \"anna\", \"contact\": 1, \"template\": \"crm\"}}', 'key ' || s.i FROM {numbers}",
            if hub.hub.db.engine() == Engine::Sqlite { "'t' || s.i" } else { "convert_to('t' || s.i, 'UTF8')" },
            if hub.hub.db.engine() == Engine::Sqlite { "BLOB" } else { "BYTEA" },
        ),
        "INSERT INTO webhooks (id, url, comment, events, active, secret, created_at) VALUES (1, 'https://hub.test', '', '', 1, 'x', 1700000000)"
            .to_owned(),
        format!(
            "INSERT INTO deliveries (webhook_id, message, event, payload, state, attempts, created_at)
             SELECT 1, CAST(s.i AS TEXT), 'key.created', '{{}}', 'done', 1, 1700000000 FROM {numbers}"
        ),
        format!("INSERT INTO key_methods (key_id, method) SELECT 1000 + s.i, 'orders' FROM {numbers}"),
    ];
    for text in texts {
        hub.hub.db.write_now(move |tx| tx.execute(Sql::new(text.clone()))).expect("the lists can be filled");
    }
    settle(hub);
}

#[test]
fn no_filter_of_the_administrators_lists_reads_every_row() {
    let hub = TestHub::new();
    hub.site("north");
    fill_pages(&hub);
    let engine = hub.hub.db.engine();
    let mut slow = Vec::new();
    let mut look = |about: String, plans: Vec<String>, table: &str, dense: bool| {
        slow.extend(readings(engine, &plans, &[table], dense).into_iter().map(|reading| format!("{about}: {reading}")));
    };
    for (filter, dense) in audit_filters() {
        let about = format!("{filter:?}");
        let plans = plans(&hub, Sites::All, move |tx, _| Ok(audit_log::list(tx, &filter, 50).map(drop)?));
        look(about, plans, "records", dense);
    }
    for (filter, dense) in refusal_filters() {
        let about = format!("{filter:?}");
        let plans = plans(&hub, Sites::All, move |tx, _| {
            refusal_groups::list(tx, &filter, 50, 0)?;
            refusal_groups::count(tx, &filter)?;
            Ok(refusal_groups::groups(tx, &filter, 50, 0).map(drop)?)
        });
        look(about, plans, "refusals", dense);
    }
    for filter in key_filters() {
        let about = format!("{filter:?}");
        let plans = plans(&hub, Sites::All, move |tx, _| Ok(key_list::page(tx, &filter, key_list::Order::Name, false, 50, 0).map(drop)?));
        look(about, plans, "keys", false);
    }
    for (webhook, before) in [(Some(9), None), (None, Some(1)), (Some(9), Some(1))] {
        let plans = plans(&hub, Sites::All, move |tx, _| Ok(deliveries::list(tx, webhook, before, 50).map(drop)?));
        look(format!("deliveries {webhook:?} {before:?}"), plans, "deliveries", false);
    }
    assert_none(&slow);
}

#[track_caller]
fn assert_none(slow: &[String]) {
    let heads: Vec<&str> = slow.iter().filter_map(|plan| plan.lines().next()).collect();
    assert!(slow.is_empty(), "{} plans:\n{}\n\n{}", slow.len(), heads.join("\n"), slow[..slow.len().min(5)].join("\n\n"));
}
