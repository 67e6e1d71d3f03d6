//! Traces of calls, as an OpenTelemetry collector receives them.

use hub::traces::{Collector, TraceSender};
use serde_json::Value;

use crate::support::receiver::{Message, Receiver};
use crate::support::{Call, TestHub};

const CALLER: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
const SILENT: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00";

fn collector(receiver: &Receiver, percent: usize) -> Collector {
    let url = format!("http://{}/v1/traces", receiver.address);
    Collector::read(&url, Some("authorization=Basic c2VjcmV0, x-tenant=shop"), Some(percent)).expect("these are options")
}

/// Sends what waits, and returns the spans that came in.
fn spans(hub: &TestHub, receiver: &Receiver) -> Vec<Value> {
    let sender = TraceSender::begin(&hub.hub).expect("a thread starts").expect("there is a collector");
    sender.end();
    let spans = |message: Message| message.json()["resourceSpans"][0]["scopeSpans"][0]["spans"].as_array().cloned();
    receiver.got().into_iter().filter_map(spans).flatten().collect()
}

fn attribute<'a>(span: &'a Value, name: &str) -> Option<&'a str> {
    let all = span["attributes"].as_array()?;
    let value = &all.iter().find(|attribute| attribute["key"] == name)?["value"];
    value["stringValue"].as_str().or(value["intValue"].as_str())
}

#[test]
fn a_call_is_a_span_with_its_phases_and_joins_the_trace_of_its_caller() {
    let receiver = Receiver::start();
    let hub = TestHub::traced(collector(&receiver, 0));
    let (_, key) = hub.site_with_key();
    key.call(Call::post("/orders/create").header("traceparent", CALLER).form(form! { order: {externalId: "A-1"} })).is(201);
    // Without a header none of a hundred calls is traced, nor is one that its caller does not record.
    key.get("/orders", form! {}).ok();
    key.call(Call::get("/orders").header("traceparent", SILENT)).ok();
    let spans = spans(&hub, &receiver);
    let server: Vec<&Value> = spans.iter().filter(|span| span["kind"] == 2).collect();
    let [span] = server[..] else { panic!("{spans:?}") };
    assert_eq!(span["name"], "POST /api/v*/orders/create");
    assert_eq!((&span["traceId"], &span["parentSpanId"]), (&CALLER[3..35].into(), &CALLER[36..52].into()));
    assert_eq!(attribute(span, "http.response.status_code"), Some("201"));
    assert_eq!(attribute(span, "latchkey.key_id"), Some(key.key.to_string().as_str()));
    assert_eq!(attribute(span, "latchkey.request_id").map(str::len), Some(24));
    assert!(span.get("status").is_none(), "{span}");
    let nanos = |value: &Value| value.as_str().and_then(|text| text.parse::<u64>().ok()).expect("nanoseconds");
    let (begins, ends) = (nanos(&span["startTimeUnixNano"]), nanos(&span["endTimeUnixNano"]));
    let phases: Vec<&Value> = spans.iter().filter(|phase| phase["kind"] == 1).collect();
    let names: Vec<&str> = phases.iter().filter_map(|phase| phase["name"].as_str()).collect();
    assert_eq!(names, ["check key", "read body", "check key", "prepare", "database", "respond"]);
    for (phase, next) in phases.iter().zip(phases.iter().skip(1)) {
        assert_eq!(phase["endTimeUnixNano"], next["startTimeUnixNano"]);
    }
    for phase in &phases {
        assert_eq!((&phase["traceId"], &phase["parentSpanId"]), (&span["traceId"], &span["spanId"]));
        assert!(begins <= nanos(&phase["startTimeUnixNano"]) && nanos(&phase["endTimeUnixNano"]) <= ends, "{phase}");
    }
}

#[test]
fn traces_hold_no_token_no_path_and_nothing_that_a_call_said() {
    let receiver = Receiver::start();
    let hub = TestHub::traced(collector(&receiver, 100));
    let (_, key) = hub.site_with_key();
    let token = key.token.clone().expect("it has a token");
    key.post("/customers/create", form! { customer: {firstName: "Marisol", email: "m@example.com"} }).ok();
    hub.anonymous().call(Call::get(&format!("/api/v5/orders?apiKey={token}&filter[customer]=Marisol"))).ok();
    hub.anonymous().call(Call::get(&format!("/api/v5/none/{token}"))).is(404);
    hub.stranger().call(Call::get("/orders")).is(403);
    let spans = spans(&hub, &receiver);
    assert_eq!(spans.iter().filter(|span| span["kind"] == 2).count(), 4, "{spans:?}");
    let unknown = spans.iter().find(|span| span["name"] == "API call").expect("a call of no method");
    assert_eq!((attribute(unknown, "http.response.status_code"), attribute(unknown, "latchkey.key_id")), (Some("404"), None));
    for message in receiver.got() {
        assert_eq!(message.line, "POST /v1/traces");
        assert_eq!((message.header("authorization"), message.header("x-tenant")), ("Basic c2VjcmV0", "shop"));
        assert_eq!(message.header("content-type"), "application/json");
        for secret in [token.as_str(), &token[..12], "Marisol", "m@example.com", "/none/"] {
            assert!(!message.body.contains(secret), "{secret} in {}", message.body);
        }
    }
}

#[test]
fn a_collector_that_takes_nothing_costs_no_call_and_is_counted() {
    let receiver = Receiver::start();
    receiver.will_answer(&["503 Unavailable", "503 Unavailable"]);
    let hub = TestHub::traced(collector(&receiver, 100));
    let (_, key) = hub.site_with_key();
    for _ in 0..3 {
        key.get("/orders", form! {}).ok();
    }
    spans(&hub, &receiver);
    assert_eq!(hub.hub.traces.as_ref().expect("there is a collector").counts(), (0, 3));
    key.get("/orders", form! {}).ok();
    spans(&hub, &receiver);
    assert_eq!(hub.hub.traces.as_ref().expect("there is a collector").counts(), (1, 3));
}

#[test]
fn options_of_traces_are_checked_and_a_header_is_never_shown() {
    let wrong = |endpoint: &str, headers: Option<&str>, percent| Collector::read(endpoint, headers, percent).expect_err("this is wrong");
    assert!(wrong("collector:4318", None, None).contains("traces-endpoint"));
    let error = wrong("http://collector:4318/v1/traces", Some("authorization: s3cret"), None);
    assert!(error.contains("traces-headers") && !error.contains("s3cret"), "{error}");
    assert!(wrong("http://collector:4318/v1/traces", None, Some(101)).contains("traces-percent"));
    let read = Collector::read("http://collector:4318/v1/traces", Some("authorization=s3cret"), None).expect("these are options");
    assert!(!format!("{read:?}").contains("s3cret"));
}
