//! Forms of the desk that are refused: what was typed is in the answer, beside what is wrong.

use super::desk_steps::{Clerks, order};
use crate::support::form::Form;

fn form(fields: &[(&str, &str)]) -> Form {
    fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

#[test]
fn a_refused_form_keeps_what_was_typed() {
    let mut desk = Clerks::new();
    let (own, customer) = desk.own;
    let person = desk.person("administrator").to_string();
    let base = |path: &str, desk: &mut Clerks| desk.admin.get(path).is(200).field("base");
    let (of_order, of_customer) =
        (base(&format!("/orders/{own}/edit"), &mut desk), base(&format!("/customers/{customer}/edit"), &mut desk));
    let mut refused: Vec<(String, Form, Vec<&str>)> = Vec::new();
    for card in [format!("/orders/{own}"), format!("/customers/{customer}")] {
        let task = form(&[("text", "Call <back>"), ("note", "About the tea"), ("performer", &person), ("due", "soon")]);
        refused.push((
            format!("{card}/tasks"),
            task,
            vec!["value=\"Call &#60;back&#62;\"", ">About the tea<", "value=\"soon\"", "more-form\" open"],
        ));
        let nameless = form(&[("note", "Kept note"), ("performer", &person)]);
        refused.push((format!("{card}/tasks"), nameless, vec![">Kept note<", "fault-task-text"]));
        let unknown_user = form(&[("text", "Kept text"), ("performer", "999")]);
        refused.push((format!("{card}/tasks"), unknown_user, vec!["value=\"Kept text\"", "fault-task-performerId"]));
    }
    refused.push((format!("/customers/{customer}/notes"), form(&[("text", " ")]), vec!["fault-note-text"]));
    let edit = form(&[
        ("base", &of_order),
        ("status", "new"),
        ("email", "no email"),
        ("managerComment", "Kept comment"),
        ("new-name-0", "Kept cup"),
        ("new-quantity-0", "many"),
        ("cost", "much"),
    ]);
    let kept = vec!["value=\"no email\"", ">Kept comment<", "value=\"Kept cup\"", "value=\"many\"", "value=\"much\""];
    refused.push((format!("/orders/{own}/edit"), edit, kept));
    let new = form(&[
        ("store", "own"),
        ("firstName", "Kept name"),
        ("status", "nowhere"),
        ("new-name-0", "Kept pot"),
        ("customerComment", "Kept ring"),
    ]);
    refused.push(("/orders/add".to_owned(), new, vec!["value=\"Kept name\"", "value=\"Kept pot\"", ">Kept ring<"]));
    let person = form(&[("base", &of_customer), ("firstName", "Kept first"), ("phones", "+34 600 555 142"), ("birthday", "31.31.1990")]);
    refused.push((
        format!("/customers/{customer}/edit"),
        person,
        vec!["value=\"Kept first\"", ">+34 600 555 142<", "value=\"31.31.1990\""],
    ));
    let view = form(&[("name", " "), ("query", "min=20"), ("columns", "sum")]);
    refused.push(("/orders/views".to_owned(), view, vec!["value=\"min=20&#38;sort=created\"", "value=\"sum\""]));
    let book = form(&[("new", "yes"), ("code", "kept-code"), ("name", ""), ("group", "assembling"), ("ordering", "77")]);
    refused.push(("/books/statuses".to_owned(), book, vec!["value=\"kept-code\"", "value=\"77\""]));
    for (path, sent, kept) in refused {
        let shown = desk.admin.post(&path, sent).is(400);
        for text in kept {
            assert!(shown.text.contains(text), "{path} has lost {}: {}", &text[..text.len().min(80)], shown.text);
        }
        assert!(shown.text.contains("aria-invalid=\"true\"") || shown.text.contains("class=\"fault"), "{path} shows no fault");
    }
}

#[test]
fn chosen_orders_stay_chosen_until_there_is_something_to_set() {
    let mut desk = Clerks::new();
    let (first, second) = (desk.own.0, order(&desk.all, "own", "OWN8", "+79260000003").0);
    let chosen =
        |more: &[(&str, &str)]| -> Form { [first, second].iter().map(|id| ("id".to_owned(), id.to_string())).chain(form(more)).collect() };
    let asked = desk.admin.post("/orders/bulk", chosen(&[("status", ""), ("manager", "")])).is(400).says("Choose a status or a manager");
    for id in [first, second] {
        assert!(asked.text.contains(&format!("name=\"id\" value=\"{id}\"")), "{id} is not chosen any more");
    }
    assert!(asked.text.contains("action=\"/orders/bulk\"") && asked.text.contains("name=\"status\""));
    desk.admin.post("/orders/bulk", chosen(&[("status", "complete")])).is(200).says("2 orders change");
}

#[test]
fn a_key_leads_to_its_orders_and_an_order_to_its_key() {
    let mut desk = Clerks::new();
    let (key, order) = (desk.all.key, desk.own.0);
    desk.admin.get(&format!("/integration/keys/{key}")).is(200).says(&format!("href=\"/orders?key={key}\""));
    desk.admin.get(&format!("/orders?key={key}")).is(200).says(&format!("href=\"/orders/{order}\""));
    desk.admin.get(&format!("/orders/{order}")).is(200).says(&format!("href=\"/integration/keys/{key}\""));
    let person = desk.person("manager");
    desk.admin.post(&format!("/people/{person}/orders"), form! { orders: "nothing", stores: "all" }).leads("/people/");
    desk.clerk.get(&format!("/integration/keys/{key}")).is(200).hides("/orders?key=");
}
