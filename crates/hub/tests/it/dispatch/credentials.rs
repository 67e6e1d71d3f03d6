//! Where a call may carry its key, and that two different keys at once are refused.

use crate::support::{Actor, Call, Place, Reply, TestHub};

const WRONG: &str = "Wrong \"apiKey\" value.";
const MISSING: &str = "\"apiKey\" is missing.";

/// A POST that succeeds whenever its key is taken.
fn call() -> Call {
    Call::post("/customers/create").form(form! { customer: {firstName: "Ada"} })
}

/// Sends tokens in places, by a caller without a key.
fn send(anonymous: &Actor, tokens: impl IntoIterator<Item = (Place, String)>) -> Reply {
    anonymous.call(tokens.into_iter().fold(call(), |call, (place, token)| place.put(call, &token)))
}

#[test]
fn a_key_is_taken_from_each_place_and_from_several_if_they_agree() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let (_, other) = (hub.site("south"), hub.key("south", "all"));
    let (token, other) = (key.token.unwrap_or_default(), other.token.unwrap_or_default());
    let anonymous = hub.anonymous();
    for subset in 0..16_u32 {
        let places: Vec<Place> =
            Place::ALL.into_iter().enumerate().filter(|(bit, _)| subset & (1 << bit) != 0).map(|(_, place)| place).collect();
        let reply = send(&anonymous, places.iter().map(|place| (*place, token.clone())));
        if places.is_empty() {
            reply.refused(403, MISSING);
            continue;
        }
        assert_eq!(reply.status, 201, "{places:?}: {reply}");
        // One of them carries another key, which would be good by itself.
        for odd in places.iter().filter(|_| places.len() > 1) {
            let tokens = places.iter().map(|place| (*place, if place == odd { other.clone() } else { token.clone() }));
            send(&anonymous, tokens).refused(403, WRONG);
        }
    }
}

#[test]
fn every_kind_of_body_carries_the_key() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let key = key.with_key_in(Place::Body);
    let form = form! { customer: {firstName: "Ada"} };
    let json = json_of!({customer: {firstName: "Ada"}});
    for call in [call(), Call::post("/customers/create").multipart(form), Call::post("/customers/create").json(json)] {
        assert_eq!(key.call(call).status, 201);
    }
}

#[test]
fn the_names_of_headers_have_no_case_and_the_name_of_the_parameter_has() {
    let hub = TestHub::new();
    let key = hub.key("all", "all");
    let (token, anonymous) = (key.token.unwrap_or_default(), hub.anonymous());
    let get = || Call::get("/api/credentials");
    for name in ["X-API-KEY", "x-api-key", "X-Api-Key", "x-API-key"] {
        anonymous.call(get().header(name, &token)).ok();
    }
    for name in ["Authorization", "authorization", "AUTHORIZATION"] {
        anonymous.call(get().header(name, format!("Bearer {token}"))).ok();
    }
    for name in ["apikey", "APIKEY", "ApiKey", "api_key", "api-key", "key"] {
        anonymous.get("/api/credentials", vec![(name.to_owned(), token.clone())]).refused(403, MISSING);
    }
}

#[test]
fn other_ways_to_authorise_bring_no_key() {
    let hub = TestHub::new();
    let key = hub.key("all", "all");
    let (token, anonymous) = (key.token.unwrap_or_default(), hub.anonymous());
    for value in
        [format!("Basic {token}"), format!("Token {token}"), token.clone(), "Bearer".to_owned(), "Bearer ".to_owned(), String::new()]
    {
        anonymous.call(Call::get("/api/credentials").header("Authorization", value)).refused(403, MISSING);
    }
    anonymous.call(Call::get("/api/credentials").header("Cookie", format!("apiKey={token}"))).refused(403, MISSING);
    anonymous.call(Call::get("/api/credentials").header("X-API-KEY", "")).refused(403, MISSING);
    anonymous.get("/api/credentials", form! { apiKey: "" }).refused(403, MISSING);
}

#[test]
fn a_key_in_the_body_of_a_get_is_not_looked_at() {
    let hub = TestHub::new();
    let key = hub.key("all", "all");
    let body = format!("apiKey={}", key.token.unwrap_or_default());
    let call = Call::get("/api/credentials").raw("application/x-www-form-urlencoded", body);
    hub.anonymous().call(call).refused(403, MISSING);
}

#[test]
fn a_repeated_header_or_parameter_must_say_the_same() {
    let hub = TestHub::new();
    let (one, two) = (hub.key("all", "all"), hub.key("all", "all"));
    let (one, two, anonymous) = (one.token.unwrap_or_default(), two.token.unwrap_or_default(), hub.anonymous());
    let get = || Call::get("/api/credentials");
    anonymous.call(get().header("X-API-KEY", &one).header("X-API-KEY", &one)).ok();
    anonymous.call(get().header("X-API-KEY", &one).header("X-API-KEY", &two)).refused(403, WRONG);
    anonymous
        .call(get().header("Authorization", format!("Bearer {one}")).header("Authorization", format!("Bearer {two}")))
        .refused(403, WRONG);
    anonymous.call(get().header("Authorization", format!("Basic {two}")).header("Authorization", format!("Bearer {one}"))).ok();
    anonymous.get("/api/credentials", form! { apiKey: one.clone() }).ok();
    anonymous.call(get().query(form! { apiKey: one.clone() }).query(form! { apiKey: one.clone() })).ok();
    anonymous.call(get().query(form! { apiKey: one.clone() }).query(form! { apiKey: two.clone() })).refused(403, WRONG);
    let body = |other: &str| Call::post("/customers/create").form(form! { apiKey: one.clone() }).query(form! { apiKey: other });
    anonymous.call(body(&two)).refused(403, WRONG);
}

#[test]
fn a_key_that_is_a_list_is_no_key() {
    let hub = TestHub::new();
    let key = hub.key("all", "all");
    let (token, anonymous) = (&key.token.clone().unwrap_or_default(), hub.anonymous());
    for name in ["apiKey[]", "apiKey[0]", "apiKey[a]", "apiKey[a][b]"] {
        anonymous.get("/api/credentials", vec![(name.to_owned(), token.clone())]).refused(403, WRONG);
        // Nor is it beside a good one.
        key.get("/api/credentials", vec![(name.to_owned(), token.clone())]).refused(403, WRONG);
    }
    for json in [json_of!({apiKey: [token]}), json_of!({apiKey: {a: token}}), json_of!({apiKey: 12}), json_of!({apiKey: true})] {
        anonymous.call(Call::post("/customers/create").json(json)).refused(403, WRONG);
    }
    anonymous.call(Call::post("/customers/create").json(json_of!({apiKey: null}))).refused(403, MISSING);
}

#[test]
fn two_tokens_of_one_json_body_must_be_the_same() {
    let hub = TestHub::new();
    let (one, two) = (hub.site_with_key().1, hub.key("all", "all"));
    let (one, two, anonymous) = (one.token.unwrap_or_default(), two.token.unwrap_or_default(), hub.anonymous());
    let send = |actor: &Actor, members: &str| {
        let body = format!("{{\"customer\":{{\"firstName\":\"Ada\"}},{members}}}");
        actor.call(Call::post("/customers/create").raw("application/json", body))
    };
    assert_eq!(send(&anonymous, &format!(r#""apiKey":"{one}","apiKey":"{one}""#)).status, 201);
    assert_eq!(send(&anonymous, &format!(r#""apiKey":"{one}","apiKey":null,"apiKey":"""#)).status, 201);
    for (first, second) in [(&one, &two), (&two, &one)] {
        send(&anonymous, &format!(r#""apiKey":"{first}","apiKey":"{second}""#)).refused(403, WRONG);
    }
    send(&anonymous, &format!(r#""apiKey":"{one}","apiKey":7"#)).refused(403, WRONG);
    send(&hub.holder(&one), &format!(r#""apiKey":"{two}""#)).refused(403, WRONG);
    assert_eq!(send(&hub.holder(&one), &format!(r#""apiKey":"{one}""#)).status, 201);
}

#[test]
fn blanks_and_line_ends_around_a_token_are_passed_over_everywhere() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let (token, anonymous) = (key.token.unwrap_or_default(), hub.anonymous());
    for (before, after) in [("", " "), (" ", ""), ("\t", "\t"), ("", "\n"), ("", "\r\n"), (" \r\n", "\n ")] {
        let padded = format!("{before}{token}{after}");
        // A line end would end a header.
        let places = Place::ALL.into_iter().filter(|place| !padded.contains('\n') || matches!(place, Place::Query | Place::Body));
        for place in places {
            assert_eq!(send(&anonymous, [(place, padded.clone())]).status, 201, "{place:?} {padded:?}");
            assert_eq!(send(&anonymous, [(Place::Header, token.clone()), (place, padded.clone())]).status, 201, "{place:?} {padded:?}");
        }
        let json = json_of!({apiKey: padded, customer: {firstName: "Ada"}});
        assert_eq!(anonymous.call(Call::post("/customers/create").json(json)).status, 201, "{padded:?}");
    }
    anonymous.call(call().header("Authorization", format!("Bearer\t{token}"))).ok();
    for inside in [format!("{} {}", &token[..10], &token[10..]), format!("{token}\u{a0}"), format!("{token}\0")] {
        send(&anonymous, [(Place::Query, inside.clone())]).refused(403, WRONG);
        send(&anonymous, [(Place::Body, inside)]).refused(403, WRONG);
    }
}

#[test]
fn malformed_tokens_are_wrong_wherever_they_are() {
    let hub = TestHub::new();
    let key = hub.key("all", "all");
    let token = key.token.unwrap_or_default();
    let mut tokens = vec![format!("{token}x"), token[..31].to_owned(), format!("LKY_{}", &token[4..]), token.to_ascii_lowercase() + "Q"];
    tokens.extend(["x".to_owned(), "x".repeat(31), "x".repeat(101), "x".repeat(10_000), "null".to_owned(), "я".repeat(32)]);
    for token in tokens {
        let call = Call::get("/api/credentials").query(form! { apiKey: token.clone() });
        hub.anonymous().call(call).refused(403, WRONG);
        hub.holder(&token).get("/api/credentials", form! {}).refused(403, WRONG);
    }
    for bytes in [&b"\xff\xfe\xfd"[..], b"caf\xe9caf\xe9caf\xe9caf\xe9caf\xe9caf\xe9caf\xe9caf\xe9"] {
        hub.anonymous().call(Call::get("/api/credentials").header("X-API-KEY", bytes)).refused(403, WRONG);
    }
}

#[test]
fn methods_never_see_the_key() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    // Nothing of a refusal repeats the token, even where it stood among the parameters.
    let token = key.token.clone().unwrap_or_default();
    for place in Place::ALL {
        let reply = key.with_key_in(place).post("/customers/create", form! { customer: "[1" });
        assert_eq!(reply.status, 400);
        assert!(!reply.to_string().contains(&token[4..]), "{reply}");
    }
}
