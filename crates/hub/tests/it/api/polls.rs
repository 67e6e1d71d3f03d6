//! Polls of histories: counted blocks change no answer, and a poll from anywhere reads few rows.

use serde_json::{Value, json};

use crate::support::steps::{id, rows};
use crate::support::{Actor, TestHub};

/// Two stores with long histories of orders, each written by two keys, and the keys that read them.
fn furnished() -> (TestHub, Vec<Actor>) {
    let hub = TestHub::new();
    let (north, south, all) = hub.two_stores();
    let buyer = all.customer_in("north", json!({"firstName": "Ann"}));
    for (key, site) in [(&north, "north"), (&south, "south"), (&all, "north"), (&all, "south")] {
        let order = key.order_in(site, json!({"externalId": format!("{site}-{}", key.key)}));
        key.edit_order(id(&order), json!({"managerComment": "x"}));
    }
    all.order_in("south", json!({"customer": {"id": buyer}}));
    // The same rows again and again, a minute apart, and some of another day among them.
    let text = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 600)
        INSERT INTO orders_history (order_id, site_id, other_site, created_at, source, key_id, user_id, field, body)
        SELECT h.order_id, h.site_id, h.other_site, h.created_at + n.i * 60 + CASE WHEN n.i % 250 = 0 THEN 86400 ELSE 0 END,
               h.source, h.key_id, h.user_id, h.field, h.body
        FROM n CROSS JOIN (SELECT * FROM orders_history WHERE id <= 12) h ORDER BY n.i, h.id";
    hub.hub.db.write_now(move |tx| tx.execute(text)).expect("rows can be copied");
    let both = hub.key("north,south", "all");
    (hub, vec![north, south, all, both])
}

fn asked() -> Vec<Vec<(String, String)>> {
    let mut asked = Vec::new();
    for since in [0, 1, 2000, 2046, 2047, 2048, 2049, 4095, 4500, 7000, 9_000_000] {
        for limit in [20, 100] {
            asked.push(vec![("filter[sinceId]".to_owned(), since.to_string()), ("limit".to_owned(), limit.to_string())]);
        }
    }
    for (from, to) in [
        ("2026-03-14 15:30:00", ""),
        ("", "2026-03-14 20:00:00"),
        ("2026-03-14 18:00:00", "2026-03-15 01:02:00"),
        ("2026-03-15 12:00:00", ""),
        ("2027-01-01", ""),
        ("", "2025-01-01"),
    ] {
        for page in ["1", "2"] {
            let mut form = vec![("page".to_owned(), page.to_owned())];
            form.extend(
                [("filter[startDate]", from), ("filter[endDate]", to)]
                    .iter()
                    .filter(|(_, value)| !value.is_empty())
                    .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
            );
            asked.push(form);
        }
    }
    asked
}

fn answers(keys: &[Actor], asked: &[Vec<(String, String)>]) -> Vec<(Value, Vec<i64>)> {
    let mut answers = Vec::new();
    for key in keys {
        for form in asked {
            let reply = key.get("/orders/history", form.clone()).ok();
            answers.push((reply["pagination"].clone(), rows(&reply, "history").iter().map(id).collect()));
        }
    }
    answers
}

#[test]
fn counted_blocks_change_no_answer() {
    let (hub, mut keys) = furnished();
    keys.push(hub.key_of_rows("all", "source=cpa"));
    let asked = asked();
    let before = answers(&keys, &asked);
    assert!(before.iter().any(|(pagination, _)| pagination["totalCount"].as_i64() > Some(4000)), "there are long histories");
    hub.make_terms();
    let blocks = hub.hub.db.read_now(|tx| tx.number("SELECT count(DISTINCT block) FROM history_blocks WHERE book = 'orders_history'"));
    assert_eq!(blocks.expect("blocks can be counted"), 3);
    let after = answers(&keys, &asked);
    assert_eq!(after.len(), before.len());
    for (place, (before, after)) in before.iter().zip(after).enumerate() {
        assert_eq!(*before, after, "key {}, {:?}", place / asked.len(), asked[place % asked.len()]);
    }
}

/// Walking by the last id that was seen meets every row once, and the count is what is left.
#[test]
fn a_synchronisation_meets_every_row_once() {
    let (hub, keys) = furnished();
    hub.make_terms();
    for key in &keys[..3] {
        let (mut since, mut seen, mut total) = (0, 0, None);
        loop {
            let reply = key.get("/orders/history", form! { "filter[sinceId]": since, limit: 100 }).ok();
            let ids: Vec<i64> = rows(&reply, "history").iter().map(id).collect();
            let left = reply["pagination"]["totalCount"].as_i64().expect("a count");
            assert_eq!(*total.get_or_insert(left) - seen, left, "since {since}");
            let Some(last) = ids.last() else { break };
            assert!(ids.is_sorted() && ids[0] > since);
            (since, seen) = (*last, seen + ids.len() as i64);
        }
        assert_eq!(total, Some(seen));
    }
}

/// Rows of a history are long; what is counted on behalf of each poll is read from an index. PostgreSQL chooses by what it has counted itself.
#[test]
fn rows_beyond_a_page_are_counted_in_an_index() {
    use database::history::{Book, Filter, read};
    use database::{Engine, Error, Scope, Sites};
    let (hub, _) = furnished();
    let north = hub.hub.account().site("north").expect("the store").id;
    for (sites, book) in [(Sites::All, Book::Orders), (Sites::Some([north].into()), Book::Orders), (Sites::All, Book::Customers)] {
        let asked = format!("{sites:?} {book:?}");
        let found = hub.hub.db.read_now(move |tx| {
            tx.note_plans_as_made();
            let filter = Filter { since: Some(0), not_by: Some(1_000_000), ..Filter::default() };
            let (rows, total) = read(tx, book, &Scope::of(sites.clone()), &filter, 1, 0)?;
            Ok::<_, Error>((tx.engine(), rows.len() as i64 <= total, tx.plans()))
        });
        let (engine, adds_up, plans) = found.expect("a history can be read");
        assert!(adds_up, "{asked}");
        let counts: Vec<&String> = plans.iter().filter(|plan| plan.contains("SELECT count(*) FROM (")).collect();
        assert!(!counts.is_empty(), "{asked}: {plans:?}");
        let covered = |plan: &&String| {
            plan.contains(&format!(
                "COVERING INDEX {}_site",
                if asked.ends_with("Orders") { "orders_history" } else { "customers_history" }
            ))
        };
        assert!(engine == Engine::Postgres || counts.iter().all(covered), "{asked}: {counts:?}");
    }
}
