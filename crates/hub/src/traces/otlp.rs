//! Spans as OTLP writes them in JSON: <https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding>.

use serde_json::{Value, json};
use wire::methods;

use super::Call;

/// Kinds of spans: work inside the program, and an answer to a client.
const INTERNAL: u8 = 1;
const SERVER: u8 = 2;
/// The code of a span that failed.
const ERROR: u8 = 2;

/// A request with the spans of these calls; `instance` distinguishes servers of one account.
pub fn request(calls: &[Call], instance: &str) -> String {
    let spans: Vec<Value> = calls.iter().flat_map(spans).collect();
    let resource = json!({"attributes": [
        text("service.name", "latchkey"),
        text("service.version", env!("CARGO_PKG_VERSION")),
        text("service.instance.id", instance),
    ]});
    json!({"resourceSpans": [{"resource": resource, "scopeSpans": [{"scope": {"name": "latchkey"}, "spans": spans}]}]}).to_string()
}

/// The span of a call, and those of its phases.
fn spans(call: &Call) -> Vec<Value> {
    let id = call.context.span(0);
    let at = |after: std::time::Duration| (call.began + u64::try_from(after.as_nanos()).unwrap_or(u64::MAX / 2)).to_string();
    let mut attributes = vec![text("latchkey.request_id", &call.request_id), text("latchkey.outcome", call.outcome)];
    let mut name = "API call".to_owned();
    if let Some(entry) = call.method.and_then(|method| methods::all().get(method)) {
        let route = entry.pattern();
        attributes.extend([text("http.request.method", entry.verb.name()), text("http.route", &route)]);
        name = format!("{} {route}", entry.verb.name());
    }
    if call.status != 0 {
        attributes.push(whole("http.response.status_code", i64::from(call.status)));
    }
    if call.key != 0 {
        attributes.push(whole("latchkey.key_id", call.key));
    }
    let mut span = json!({
        "traceId": call.context.trace, "spanId": id, "name": name, "kind": SERVER,
        "startTimeUnixNano": at(std::time::Duration::ZERO), "endTimeUnixNano": at(call.took), "attributes": attributes,
    });
    if let Some(parent) = &call.context.parent {
        span["parentSpanId"] = json!(parent);
    }
    // Of servers, only what is the server's fault is an error.
    if call.status >= 500 || call.status == 0 {
        span["status"] = json!({"code": ERROR});
    }
    let ends = call.phases.iter().skip(1).map(|(_, begins)| *begins).chain([call.took]);
    let phases = call.phases.iter().zip(ends).zip(1..).map(|(((phase, begins), ends), number)| {
        json!({
            "traceId": call.context.trace, "spanId": call.context.span(number), "parentSpanId": id, "name": phase.name(),
            "kind": INTERNAL, "startTimeUnixNano": at(*begins), "endTimeUnixNano": at(ends),
        })
    });
    let phases: Vec<Value> = phases.collect();
    [vec![span], phases].concat()
}

fn text(key: &str, value: &str) -> Value {
    json!({"key": key, "value": {"stringValue": value}})
}

/// Whole numbers are text in JSON of OTLP.
fn whole(key: &str, value: i64) -> Value {
    json!({"key": key, "value": {"intValue": value.to_string()}})
}
