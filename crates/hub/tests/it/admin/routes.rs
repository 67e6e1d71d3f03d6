//! Every address of the pages, taken from the router itself and filled with the ids of a hub.

/// What the placeholders of addresses stand for.
#[derive(Debug, Clone, Default)]
pub struct Ids {
    pub order: i64,
    pub customer: i64,
    pub store: i64,
    /// The code of that store.
    pub site: &'static str,
    pub key: i64,
    pub import: i64,
    pub file: i64,
    pub webhook: i64,
    pub delivery: i64,
    pub person: i64,
    pub view: i64,
    pub task: i64,
    pub note: i64,
    pub payment: i64,
}

/// The addresses that answer to a verb, `get` or `post`, as the router writes them.
pub fn patterns(verb: &str) -> Vec<&'static str> {
    let source = include_str!("../../../src/admin/router.rs");
    let handled = format!("{verb}(");
    let route = |text: &'static str| {
        let (pattern, handlers) = text.split_once("\", ")?;
        let handlers = handlers.lines().next().unwrap_or_default();
        handlers.contains(&handled).then_some(pattern)
    };
    source.split(".route(\"").skip(1).filter_map(route).collect()
}

/// An address with the ids in it. Where a placeholder stands for something else, it is `1`.
pub fn filled(pattern: &str, ids: &Ids) -> String {
    let parts: Vec<&str> = pattern.split('/').collect();
    let fill = |(place, part): (usize, &&str)| -> String {
        let before = if place == 0 { "" } else { parts[place - 1] };
        match (*part, before) {
            ("{id}", "orders") => ids.order.to_string(),
            ("{id}", "customers") => ids.customer.to_string(),
            ("{id}", "stores") => ids.store.to_string(),
            ("{id}", "keys") => ids.key.to_string(),
            ("{id}", "imports") => ids.import.to_string(),
            ("{id}", "webhooks") => ids.webhook.to_string(),
            ("{id}", "deliveries") => ids.delivery.to_string(),
            ("{id}", "people") => ids.person.to_string(),
            ("{id}", "views") => ids.view.to_string(),
            ("{file}", "files") => ids.file.to_string(),
            ("{file}", "export") => format!("orders.csv?store={}", ids.site),
            ("{task}", _) => ids.task.to_string(),
            ("{note}", _) => ids.note.to_string(),
            ("{payment}", _) => ids.payment.to_string(),
            ("{kind}", _) => "statuses".to_owned(),
            (part, _) if part.starts_with('{') => "1".to_owned(),
            (part, _) => part.to_owned(),
        }
    };
    parts.iter().enumerate().map(fill).collect::<Vec<_>>().join("/")
}

/// Every page, filled; and those whose address also has questions about an order or a customer.
pub fn pages(ids: &Ids) -> Vec<String> {
    let Ids { order, customer, site, key, person, .. } = ids;
    let asked = [
        format!("/orders?customer={customer}"),
        format!("/orders?key={key}"),
        format!("/orders?store={site}"),
        format!("/orders?manager={person}&sort=sum"),
        format!("/orders?columns=phone,email,items,city,track,external-id,manager&store={site}"),
        format!("/orders.csv?store={site}"),
        format!("/customers?store={site}&columns=phone,email,city,tags,external-id"),
        format!("/customers.csv?store={site}"),
        format!("/orders/add?copy={order}"),
        format!("/orders/{order}/as-key?key={key}"),
        format!("/orders/{order}/combine?number={order}"),
        format!("/customers/{customer}/merge?with={customer}"),
        format!("/export/orders.csv?store={site}"),
        format!("/export/customers.csv?store={site}"),
        format!("/imports/{}?columns=1", ids.import),
        format!("/integration/keys/{key}/changes?of=customers"),
        format!("/integration/keys/{key}/changes.csv?of=customers"),
    ];
    patterns("get").into_iter().map(|pattern| filled(pattern, ids)).chain(asked).collect()
}

#[test]
fn the_router_is_read_as_it_is_written() {
    let read = patterns("get");
    assert!(read.len() > 100, "{}", read.len());
    for known in ["/orders", "/orders/{id}", "/orders/{id}/files/{file}", "/export/{file}", "/integration/keys/{id}/changes.csv"] {
        assert!(read.contains(&known), "{known}");
    }
    let written = patterns("post");
    assert!(written.contains(&"/orders/{id}/status") && !written.contains(&"/orders.csv"));
    let ids = Ids { order: 7, file: 9, ..Ids::default() };
    assert_eq!(filled("/orders/{id}/files/{file}/remove", &ids), "/orders/7/files/9/remove");
}
