//! Bytes mean what the request declares, or UTF-8; what means nothing is refused by the name of its parameter.

use crate::support::{Actor, Call, Reply, TestHub};

const FORM: &str = "application/x-www-form-urlencoded";
const INPUT: &str = "Errors in the input parameters";

/// "Анна" in windows-1251.
const ANNA: &[u8] = b"\xc0\xed\xed\xe0";

fn part(headers: &str, value: &[u8]) -> Vec<u8> {
    [format!("--b\r\nContent-Disposition: form-data; {headers}\r\n\r\n").as_bytes(), value, b"\r\n"].concat()
}

fn multipart(parts: &[Vec<u8>]) -> Vec<u8> {
    [parts.concat(), b"--b--\r\n".to_vec()].concat()
}

fn customer(name: &[u8]) -> Vec<u8> {
    [&b"{\"firstName\":\""[..], name, b"\"}"].concat()
}

fn make(key: &Actor, kind: &str, body: Vec<u8>) -> Reply {
    key.call(Call::post("/customers/create").raw(kind, body))
}

#[test]
fn a_text_in_a_declared_charset_is_read_in_every_kind_of_body() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let urlencoded = [&b"customer="[..], &customer(ANNA)].concat();
    let escaped = b"customer=%7B%22firstName%22%3A%22%C0%ED%ED%E0%22%7D".to_vec();
    let json = [&b"{\"customer\":"[..], &customer(ANNA), b"}"].concat();
    let named = part("name=\"customer\"", &customer(ANNA));
    let own = part("name=\"customer\"\r\nContent-Type: text/plain; charset=windows-1251", &customer(ANNA));
    let charset = part("name=\"_charset_\"", b"windows-1251");
    let of = |charset: &str| format!("{FORM}; charset={charset}");
    for (kind, body) in [
        (of("windows-1251"), urlencoded.clone()),
        (of("\"CP1251\""), escaped.clone()),
        (FORM.to_owned(), [&b"_charset_=windows-1251&"[..], &escaped].concat()),
        ("application/json; charset=windows-1251".to_owned(), json.clone()),
        ("multipart/form-data; boundary=b; charset=windows-1251".to_owned(), multipart(std::slice::from_ref(&named))),
        ("multipart/form-data; boundary=b".to_owned(), multipart(&[own])),
        ("multipart/form-data; boundary=b".to_owned(), multipart(&[charset.clone(), named.clone()])),
        ("multipart/form-data; boundary=b".to_owned(), multipart(&[named, charset])),
    ] {
        let id = make(&key, &kind, body).ok()["id"].clone();
        assert_eq!(key.get(&format!("/customers/{id}"), form! { by: "id" }).ok()["customer"]["firstName"], "Анна", "{kind}");
    }
    let latin = make(&key, "application/json; charset=latin-1", [&b"{\"customer\":"[..], &customer(b"Ren\xe9"), b"}"].concat());
    let id = latin.ok()["id"].clone();
    assert_eq!(key.get(&format!("/customers/{id}"), form! { by: "id" }).ok()["customer"]["firstName"], "René");
    let found = Call::get("/customers?filter[name]=%C0%ED%ED%E0").header("Content-Type", of("windows-1251"));
    assert_eq!(key.call(found).ok()["pagination"]["totalCount"], 8);
}

#[test]
fn bytes_that_are_not_utf8_are_refused_by_the_name_of_their_parameter() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let kinds = [
        (FORM, [&b"customer="[..], &customer(ANNA)].concat()),
        ("text/plain", [&b"customer="[..], &customer(ANNA)].concat()),
        ("application/x-www-form-urlencoded; charset=utf-8", b"customer=%7B%22firstName%22%3A%22%C0%ED%ED%E0%22%7D".to_vec()),
        ("application/json", [&b"{\"site\":\"north\",\"customer\":"[..], &customer(ANNA), b"}"].concat()),
        ("multipart/form-data; boundary=b", multipart(&[part("name=\"customer\"", &customer(ANNA))])),
    ];
    for (kind, body) in kinds {
        let reply = make(&key, kind, body).refused(400, INPUT);
        assert!(reply.json["errors"]["customer"].as_str().is_some_and(|text| text.contains("UTF-8")), "{kind}: {reply}");
    }
    for (query, name) in [("filter[name]=%C0%ED", "filter[name]"), ("site=caf%e9", "site"), ("page=1&limit=%ff", "limit")] {
        let reply = key.call(Call::get(&format!("/customers?{query}"))).refused(400, INPUT);
        assert!(reply.json["errors"][name].is_string(), "{query}: {reply}");
    }
    assert_eq!(key.call(Call::get("/customers?%ff=1")).status, 400);
    let unknown = make(&key, "application/json; charset=klingon", b"{}".to_vec()).refused(400, INPUT);
    assert!(unknown.json["errors"]["Content-Type"].as_str().is_some_and(|text| text.contains("klingon")), "{unknown}");
    assert_eq!(key.get("/customers", form! {}).ok()["pagination"]["totalCount"], 0, "none of them made a customer");
}

/// Two strangers whose addresses are equally long in bytes that mean nothing were one customer once.
#[test]
fn strangers_with_unreadable_addresses_are_not_one_customer() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let order = |address: &[u8]| [&b"order={\"firstName\":\"A\",\"email\":\""[..], address, b"@shop.example\"}"].concat();
    for address in [&b"\xc0\xed\xed\xe0"[..], b"\xce\xeb\xe5\xe3"] {
        key.call(Call::post("/orders/create").raw(FORM, order(address))).refused(400, INPUT);
        assert_eq!(key.call(Call::post("/orders/create").raw(&format!("{FORM}; charset=windows-1251"), order(address))).status, 201);
    }
    assert_eq!(key.get("/customers", form! {}).ok()["pagination"]["totalCount"], 2);
}
