//! Phones and e-mails in every field that is free: a key that does not see them finds none of them in any answer.

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};
use wire::methods;

use crate::support::steps::id;
use crate::support::{Call, TestHub, samples};

const BETWEEN: &[&str] = &[
    "", "", "", " ", "-", ".", "/", ") ", "\t", "\u{a0}", "\u{2003}", "\u{202f}", "\u{200b}", "\u{2011}", "\u{2014}", "\u{2212}", "_", ",",
    "*", ":", ";", "|", "'", "%20", "%2D",
];
const BEFORE: &[&str] = &["", "+", "%2B", "tel", "тел.", "2026-03-14 ", "a, "];
const AFTER: &[&str] = &["", "x", " please", ", Anna", " 2026-03-14"];
const AT: &[&str] = &["@", "%40", "\u{ff20}", " @ "];
const LOCAL: &[&str] = &["anna", "anna.b+shop", "\"anna b\"", "анна", "o'hara!#$"];
const DOMAIN: &[&str] = &["shop.test", "магазин.рф", "[10.20.30.40]", "xn--e1afmkfd.xn--p1ai"];

/// A phone and an e-mail: as they are written, and as they are meant.
struct Contact {
    phone: String,
    digits: String,
    email: String,
    meant: String,
}

impl Contact {
    fn new(runner: &mut TestRunner) -> Self {
        let mut pick = |most: usize| (0..most).new_tree(runner).expect("a value").current();
        let nought = ['0', '\u{660}', '\u{ff10}', '0'][pick(4)];
        let length = 9 + pick(6);
        let (mut phone, mut digits) = (BEFORE[pick(BEFORE.len())].to_owned(), String::new());
        for place in 0..length {
            let digit = if place == 0 { 1 + pick(9) } else { pick(10) };
            if place > 0 {
                phone.push_str(BETWEEN[pick(BETWEEN.len())]);
            }
            phone.push(char::from_u32(u32::from(nought) + u32::try_from(digit).expect("a digit")).expect("a sign"));
            digits.push_str(&digit.to_string());
        }
        phone.push_str(AFTER[pick(AFTER.len())]);
        let (local, domain) = (LOCAL[pick(LOCAL.len())], DOMAIN[pick(DOMAIN.len())]);
        let email = format!("{local}{}{domain}", AT[pick(AT.len())]);
        Self { phone, digits, email, meant: format!("{local}@{domain}").replace(' ', "") }
    }

    fn text(&self) -> String {
        format!("{} or {}", self.phone, self.email)
    }

    fn number(&self) -> i64 {
        self.digits.parse().expect("a number")
    }

    fn free(&self) -> Value {
        json!({
            "a": self.text(), "b": [self.phone, {"id": self.phone, "number": self.number(), "code": self.email}], "c": {"price": self.phone},
            "d": self.number(), &self.phone: 1, &self.email: [self.number()], "status": {"type": self.text()}, "sum": self.digits,
        })
    }

    fn address(&self) -> Value {
        json!({
            "city": self.text(), "region": self.phone, "street": self.email, "building": self.phone, "flat": self.phone, "house": self.phone,
            "housing": self.phone, "metro": self.text(), "notes": self.text(), "text": self.text(),
        })
    }

    fn source(&self) -> Value {
        json!({"source": self.phone, "medium": self.email, "campaign": self.text(), "keyword": self.text(), "content": self.phone})
    }

    fn contragent(&self) -> Value {
        json!({"legalName": self.text(), "legalAddress": self.text(), "bank": self.text(), "bankAddress": self.text(), "certificateNumber": self.phone})
    }

    fn order(&self) -> Value {
        json!({
            "firstName": self.text(), "lastName": self.phone, "patronymic": self.email, "phone": self.phone, "additionalPhone": self.phone,
            "email": self.email, "customerComment": self.text(), "managerComment": self.text(), "source": self.source(),
            "contragent": self.contragent(), "customFields": self.free(),
            "delivery": {"address": self.address(), "data": self.free(), "time": {"custom": self.text()}},
            "items": [{
                "productName": self.text(), "comment": self.text(), "markingObjects": [{"code": "1", "provider": self.text(), "a": self.free()}], "offer": {"displayName": self.text(), "name": self.text()},
                "properties": {format!("p-{}", self.digits): {"name": self.text(), "value": self.phone}, "q": {"code": "q", "name": "q", "value": self.email}},
            }],
            "payments": [{"type": "cash", "comment": self.text()}],
        })
    }

    fn customer(&self) -> Value {
        json!({
            "firstName": self.text(), "lastName": self.phone, "patronymic": self.email, "phones": [{"number": self.phone}], "email": self.email,
            "address": self.address(), "source": self.source(), "contragent": self.contragent(), "customFields": self.free(),
            "tags": [{"name": self.text()}], "discountCardNumber": self.phone, "photoUrl": format!("https://x.test/{}?m={}", self.digits, self.email),
        })
    }
}

/// Everything that an answer says, as it would be read: escapes undone, digits as plain ones, blanks and separators gone.
fn said(value: &Value, out: &mut String) {
    match value {
        Value::Object(members) => members.iter().for_each(|(name, value)| {
            out.push_str(&read(name));
            said(value, out);
        }),
        Value::Array(list) => list.iter().for_each(|value| said(value, out)),
        Value::String(text) => out.push_str(&read(text)),
        value => out.push_str(&read(&value.to_string())),
    }
    out.push('§');
}

fn read(text: &str) -> String {
    let text: Vec<u8> = {
        let (bytes, mut out, mut at) = (text.as_bytes(), Vec::new(), 0);
        while at < bytes.len() {
            let code = (bytes[at] == b'%').then(|| text.get(at + 1..at + 3).and_then(|code| u8::from_str_radix(code, 16).ok())).flatten();
            out.push(code.unwrap_or(bytes[at]));
            at += if code.is_some() { 3 } else { 1 };
        }
        out
    };
    let plain = |letter: char| match u32::from(letter) {
        code @ 0x660..=0x669 => char::from_digit(code - 0x660, 10),
        code @ 0xff10..=0xff19 => char::from_digit(code - 0xff10, 10),
        0xff20 => Some('@'),
        _ => Some(letter),
    };
    String::from_utf8_lossy(&text).chars().filter_map(plain).filter(|letter| !letter.is_whitespace()).collect::<String>() + "§"
}

fn digits_of(said: &str) -> String {
    said.chars().filter(|letter| letter.is_alphanumeric() || *letter == '§').collect()
}

#[test]
fn no_contact_is_in_any_answer_wherever_it_stands() {
    let hub = TestHub::new();
    let (_, open) = hub.site_with_key();
    samples::furnish(&hub);
    let mut runner = TestRunner::deterministic();
    let mut contacts: Vec<Contact> = Vec::new();
    let (mut orders, mut customers) = (Vec::new(), Vec::new());
    for _ in 0..12 {
        let (one, other) = (Contact::new(&mut runner), Contact::new(&mut runner));
        let (order, customer) = (id(&open.order(one.order())), open.customer(one.customer()));
        open.edit_order(order, other.order());
        open.edit_customer(customer, other.customer());
        open.post("/customers/notes/create", form! { note: {text: one.text(), customer: {id: customer}} }).ok();
        contacts.extend([one, other]);
        orders.push(order);
        customers.push(customer);
    }
    let keys: Vec<_> = ["hide", "partial", "pseudonym"]
        .map(|mask| hub.masked("north", &format!("phone={mask},email={mask}")))
        .into_iter()
        .chain([hub.masked("north", "phone=hide"), hub.masked("north", "email=hide")])
        .collect();
    let mut seen = 0;
    for method in methods::all().iter().filter(|method| method.verb == methods::Verb::Get) {
        for prefix in method.versions.prefixes() {
            let ids: &[i64] = if method.path.starts_with("/customers") { &customers } else { &orders };
            let places = if method.path.contains('{') { ids } else { &ids[..1] };
            for place in places {
                let path =
                    method.path.replace("{externalId}", &place.to_string()).replace("{id}", &place.to_string()).replace("{code}", "north");
                let call = Call::new("GET", &format!("{prefix}{path}")).query(form! { by: "id", limit: 100 });
                for (number, key) in keys.iter().enumerate() {
                    let answer = key.call(call.clone());
                    let mut text = String::new();
                    said(&answer.json, &mut text);
                    let digits = digits_of(&text);
                    for contact in &contacts {
                        let (phone, email) = (digits.contains(&contact.digits), text.contains(&contact.meant));
                        assert!(number == 4 || !phone, "{path} shows {} as {}, key {number}: {answer}", contact.digits, contact.phone);
                        assert!(number == 3 || !email, "{path} shows {} as {}, key {number}: {answer}", contact.meant, contact.email);
                        seen += usize::from(phone || email);
                    }
                }
            }
        }
    }
    assert!(seen > 100, "the keys that see one of the two have seen {seen}: the test would not find them");
}
