//! What a POST may bring as its body: every kind real clients send, and how broken ones are refused.

use crate::support::call::urlencoded;
use crate::support::hub::MAX_BODY;
use crate::support::{Call, Reply, TestHub};

const FORM: &str = "application/x-www-form-urlencoded";
const INPUT: &str = "Errors in the input parameters";
const ENTITY: &str = "Errors in the entity format";

fn post() -> Call {
    Call::post("/customers/create")
}

#[test]
fn the_type_of_a_body_may_carry_parameters_and_any_case() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let form = urlencoded(&form! { customer: {firstName: "Ada"} });
    for kind in [FORM, "application/x-www-form-urlencoded; charset=UTF-8", "Application/X-WWW-Form-URLencoded", ""] {
        assert_eq!(key.call(post().raw(kind, form.clone())).status, 201, "{kind}");
    }
    let json = r#"{"customer":{"firstName":"Ada"}}"#;
    for kind in ["application/json", "application/json; charset=utf-8", "application/json;charset=UTF-8", "Application/JSON"] {
        assert_eq!(key.call(post().raw(kind, json)).status, 201, "{kind}");
    }
    let multipart = "--b\r\nContent-Disposition: form-data; name=\"customer\"\r\n\r\n{\"firstName\":\"Ada\"}\r\n--b--\r\n";
    for kind in ["multipart/form-data; boundary=b", "multipart/form-data;boundary=\"b\"", "Multipart/Form-Data; boundary=b; charset=utf-8"]
    {
        assert_eq!(key.call(post().raw(kind, multipart)).status, 201, "{kind}");
    }
}

#[test]
fn an_entity_is_the_same_in_every_kind_of_body() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let name = "Ёлка & «Co» + 100% \"x\" \\ \u{1F600}";
    let form = |id: &str| form! { customer: {externalId: id, firstName: name, phones: [{number: "+79261234567"}]}, site: "north" };
    let json = |id: &str| json_of!({customer: {externalId: id, firstName: name, phones: [{number: "+79261234567"}]}, site: "north"});
    let text = form("d").into_iter().map(|(name, value)| (name, value.into())).collect::<serde_json::Map<_, _>>();
    let calls =
        [("a", post().form(form("a"))), ("b", post().multipart(form("b"))), ("c", post().json(json("c"))), ("d", post().json(text.into()))];
    let mut shown = Vec::new();
    for (id, call) in calls {
        assert_eq!(key.call(call).status, 201, "{id}");
        let customer = &key.get(&format!("/customers/{id}"), form! {}).ok()["customer"];
        shown.push((customer["firstName"].clone(), customer["phones"].clone(), customer["site"].clone()));
    }
    assert_eq!(shown[0].0, name);
    assert!(shown.iter().all(|one| *one == shown[0]), "{shown:?}");
}

#[test]
fn query_and_body_of_a_post_are_read_together() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let id = key.call(post().query(form! { customer: {externalId: "q", firstName: "Ada"} })).ok()["id"].clone();
    let edit = |path: &str| Call::post(path).form(form! { customer: {lastName: "Lace"} });
    key.call(edit("/customers/q/edit").query(form! { by: "externalId", site: "north" })).ok();
    key.call(edit(&format!("/customers/{id}/edit")).query(form! { by: "id" })).ok();
    // The body has the last word.
    key.call(edit("/customers/q/edit").query(form! { site: "nowhere" }).form(form! { customer: {lastName: "Love"}, site: "north" })).ok();
    assert_eq!(key.get("/customers/q", form! {}).ok()["customer"]["lastName"], "Love");
}

#[test]
fn a_post_without_a_body_is_read_too() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let missing = "Parameter 'customer' is missing";
    key.call(post()).refused(400, missing);
    for kind in [FORM, "application/json", "", "text/plain"] {
        key.call(post().raw(kind, "")).refused(400, missing);
    }
    key.call(post().raw("application/json", "  \n")).refused(400, missing);
    for blank in ["", "  ", "null"] {
        let reply = key.post("/customers/create", form! { customer: blank });
        assert_eq!(reply.status, 400, "{reply}");
    }
}

#[test]
fn broken_json_bodies_are_refused() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    for body in ["{", "[1]", "\"text\"", "1", "{\"a\":}", "{\"a\":1}x", "\u{feff}{}", "nul", "{\"a\":\"\u{1}\"}"] {
        key.call(post().raw("application/json", body)).refused(400, INPUT);
    }
    for bytes in [&b"{\"a\":\"\xff\"}"[..], b"\xff\xfe{\0}\0", b"{\"a\":\"\\ud800\"}", b"{\"a\": 1e999}"] {
        let reply = key.call(post().raw("application/json", bytes));
        assert_eq!(reply.status, 400, "{reply}");
    }
    let deep = format!("{{\"a\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    key.call(post().raw("application/json", deep)).refused(400, INPUT);
}

#[test]
fn broken_multipart_bodies_are_refused() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let part = "--b\r\nContent-Disposition: form-data; name=\"customer\"\r\n\r\n{\"firstName\":\"Ada\"}\r\n";
    for kind in ["multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=c"] {
        key.call(post().raw(kind, format!("{part}--b--\r\n"))).refused(400, INPUT);
    }
    for body in [
        part.to_owned(),
        format!("{part}--b"),
        "--b".to_owned(),
        "--b\r\n\r\n".to_owned(),
        "no parts at all".to_owned(),
        part[..60].to_owned(),
    ] {
        key.call(post().raw("multipart/form-data; boundary=b", body)).refused(400, INPUT);
    }
    // A part without a name is no parameter, and a file is one like any other.
    let nameless = "--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n";
    let file = part.replace("name=\"customer\"", "name=\"customer\"; filename=\"c.json\"\r\nContent-Type: application/json");
    assert_eq!(key.call(post().raw("multipart/form-data; boundary=b", format!("{nameless}{file}--b--\r\n"))).status, 201);
}

#[test]
fn entities_that_are_no_json_objects_are_refused() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    for entity in
        ["{", "{\"firstName\":\"Ada\"", "[1]", "\"Ada\"", "5", "Ada", "{\"firstName\":\"Ada\"}{}", "{'firstName':'Ada'}", "<xml/>"]
    {
        key.post("/customers/create", form! { customer: entity }).refused(400, ENTITY);
    }
    let deep = |field: &str| format!("{{\"firstName\":\"Ada\",\"{field}\":{}1{}}}", "{\"a\":".repeat(20_000), "}".repeat(20_000));
    key.post("/customers/create", form! { customer: deep("customFields") }).refused(400, ENTITY);
    // What no field takes is passed over, however deep it is.
    key.post("/customers/create", form! { customer: deep("unknownField") }).ok();
}

/// A customer whose unknown field makes the body this many bytes long.
fn of_length(length: usize) -> Vec<u8> {
    let (start, end) = (r#"{"customer":{"firstName":"Ada","unknownField":""#, r#""}}"#);
    format!("{start}{}{end}", "x".repeat(length - start.len() - end.len())).into_bytes()
}

#[test]
fn bodies_are_read_up_to_the_limit_and_not_past_it() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    for length in [2 * 1024 * 1024, MAX_BODY] {
        assert_eq!(key.call(post().raw("application/json", of_length(length))).status, 201, "{length}");
    }
    for length in [MAX_BODY + 1, 11 * 1024 * 1024] {
        key.call(post().raw("application/json", of_length(length))).refused(413, "Request body is too large");
    }
    let form = urlencoded(&form! { customer: {firstName: "Ada"}, unknown: "x".repeat(2 * 1024 * 1024) });
    assert_eq!(key.call(post().raw(FORM, form)).status, 201);
}

#[test]
fn the_body_of_a_get_is_left_alone() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    for kind in ["application/json", FORM, "multipart/form-data"] {
        let reply: Reply = key.call(Call::get("/api/credentials").raw(kind, "{broken"));
        assert_eq!(reply.status, 200, "{kind}: {reply}");
    }
}
