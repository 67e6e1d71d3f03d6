//! What is read of texts, well-formed and not, and what is refused by which name.

use std::time::{Duration, Instant};

use super::*;
use serde_json::json;

fn try_read(text: &[u8], declared: Option<&str>) -> Result<Value, Problem> {
    let mut form = Form::default();
    form.urlencoded(text, declared.and_then(Charset::named))?;
    form.finish().map(Value::Object)
}

fn read(text: &str) -> Value {
    try_read(text.as_bytes(), None).unwrap_or_else(|problem| panic!("{text}: {problem:?}"))
}

/// What an error names, and what it says.
fn refused<T: fmt::Debug>(read: Result<T, Problem>) -> (String, String) {
    let problem = read.expect_err("it is refused");
    assert_eq!((problem.status, problem.message.as_str()), (400, "Errors in the input parameters"));
    let (place, text) = problem.errors.iter().next().expect("it is named");
    (place.clone(), text.as_str().unwrap_or_default().to_owned())
}

fn read_json(text: &[u8], charset: &str) -> Result<(Value, Vec<Sent>), Problem> {
    let mut form = Form::default();
    form.json(text, Charset::named(charset).expect(charset))?;
    let tokens = form.take_tokens();
    Ok((Value::Object(form.finish()?), tokens))
}

#[test]
fn brackets_of_every_spelling_mean_the_same() {
    let expected = json!({"filter": {"ids": {"0": "1", "1": "2"}}});
    assert_eq!(read("filter[ids][]=1&filter[ids][]=2"), expected);
    assert_eq!(read("filter[ids][0]=1&filter[ids][1]=2"), expected);
    assert_eq!(read("filter%5Bids%5D%5B0%5D=1&filter%5Bids%5D%5B1%5D=2"), expected);
    assert_eq!(read("a[5]=x&a[]=y"), json!({"a": {"5": "x", "6": "y"}}));
}

#[test]
fn the_last_scalar_wins_and_a_scalar_gives_way_to_a_list() {
    assert_eq!(read("page=2&page=3"), json!({"page": "3"}));
    assert_eq!(read("filter=None&filter[name]=a"), json!({"filter": {"name": "a"}}));
    assert_eq!(read("a[b][]=1&a[b]=2&a[b][]=3"), json!({"a": {"b": {"0": "3"}}}));
}

#[test]
fn tokens_are_no_parameters() {
    let mut form = Form::default();
    assert!(form.query(b"apiKey=a&site=x&apiKey[]=b", || Ok(None)).is_ok());
    assert_eq!(form.take_tokens(), [Some("a".to_owned()), None]);
    assert!(form.urlencoded(b"apiKey=%20c%0A&apiKey[b=1", None).is_ok());
    assert_eq!(form.take_tokens(), [Some(" c\n".to_owned())]);
    assert_eq!(form.finish().map(Value::Object), Ok(json!({"site": "x", "apiKey[b": "1"})));
    let (tree, tokens) = read_json(br#"{"apiKey":"a","site":"x","apiKey":"b","apiKey":null,"apiKey":7}"#, "utf-8").expect("an object");
    assert_eq!((tree, tokens), (json!({"site": "x"}), vec![Some("a".to_owned()), Some("b".to_owned()), None]));
}

#[test]
fn odd_keys_are_kept_but_never_panic() {
    assert_eq!(read("[a]=1"), json!({"[a]": "1"}));
    assert_eq!(read("a[b=1"), json!({"a[b": "1"}));
    assert_eq!(read("a[b]c=1"), json!({"a": {"b": "1"}}));
    assert_eq!(read("=1&&a"), json!({"": "1", "a": ""}));
    assert_eq!(read("a[9223372036854775807]=x&a[]=y&a[]=z")["a"].as_object().map(Map::len), Some(3));
    assert_eq!(read("a[99999999999999999999]=x&a[-5]=y&a[]=z")["a"]["0"], "z");
}

#[test]
fn parts_are_decoded_as_forms_are() {
    assert_eq!(read("a+b=c+d&a+b=%2B%20%C3%A9&x=%zz"), json!({"a b": "+ \u{e9}", "x": "%zz"}));
    assert_eq!(read("a=1&a%5B%5D=2&a%5B%5D=3&a=4"), json!({"a": "4"}));
    assert_eq!(read("a==b&=&b"), json!({"a": "=b", "": "", "b": ""}));
    assert_eq!(read("a[7]=x&a[3]=y&a[4]=z&a[]=w"), json!({"a": {"7": "x", "3": "y", "4": "z", "8": "w"}}));
    assert_eq!(read("a[4]=x&a[3]=y&a[]=w"), json!({"a": {"4": "x", "3": "y", "5": "w"}}));
}

#[test]
fn a_json_body_is_its_members() {
    assert_eq!(read_json(b"{\"site\":\"a\",\"order\":{\"id\":1}}", "utf-8").map(|read| read.0["order"]["id"].clone()), Ok(json!(1)));
    assert!(read_json(b"", "utf-8").is_ok());
    for (wrong, says) in [("[1]", "must be an object"), ("[1", "cannot be read"), ("{", "cannot be read"), ("{}x", "cannot be read")] {
        let (place, text) = refused(read_json(wrong.as_bytes(), "utf-8"));
        assert!(place == "body" && text.contains(says), "{wrong}: {text}");
    }
    let deep = format!("{{\"a\":{}{}}}", "[".repeat(10_000), "]".repeat(10_000));
    assert_eq!(refused(read_json(deep.as_bytes(), "utf-8")).0, "body");
}

#[test]
fn bytes_that_mean_nothing_are_refused_by_the_name_of_their_parameter() {
    for (text, place) in [
        (&b"a=1&customer=caf%e9&b=2"[..], "customer"),
        (b"filter[name]=\xff\xfe", "filter[name]"),
        (b"%ff=1", "?"),
        (b"filter[caf%e9]=1", "filter[caf?]"),
        (b"a=%ed%a0%80", "a"),
    ] {
        let (named, says) = refused(try_read(text, None));
        assert_eq!(named, place);
        assert!(says.contains("UTF-8"), "{says}");
    }
    assert_eq!(refused(read_json(b"{\"site\":\"a\",\"order\":{\"firstName\":\"caf\xe9\"}}", "utf-8")).0, "order");
}

#[test]
fn a_declared_charset_is_read() {
    let expected = json!({"имя": "Анна"});
    assert_eq!(try_read(b"%e8%ec%ff=%c0%ed%ed%e0", Some("windows-1251")), Ok(expected.clone()));
    assert_eq!(try_read(b"%e8%ec%ff=%c0%ed%ed%e0&_charset_=windows-1251", None).map(|read| read["имя"].clone()), Ok(json!("Анна")));
    assert_eq!(try_read("имя=Анна&_charset_=".as_bytes(), None).map(|read| read["имя"].clone()), Ok(json!("Анна")));
    assert_eq!(refused(try_read(b"a=1&_charset_=klingon", None)).0, "_charset_");
    assert_eq!(refused(try_read(b"a=1", Some("utf-16le"))).0, "Content-Type");
    assert_eq!(read_json(b"{\"a\":\"caf\xe9\"}", "latin-1").map(|read| read.0), Ok(json!({"a": "caf\u{e9}"})));
    assert_eq!(read_json(b"{\0\"\0a\0\"\0:\x001\0}\0", "utf-16le").map(|read| read.0), Ok(json!({"a": 1})));
    let mut form = Form::default();
    assert!(form.query(b"a=%c0%ed%ed%e0", || Ok(Charset::named("windows-1251"))).is_ok());
    assert!(form.query("b=Анна".as_bytes(), || Ok(Charset::named("windows-1251"))).is_ok(), "UTF-8 is UTF-8");
    assert_eq!(form.finish().map(Value::Object), Ok(json!({"a": "Анна", "b": "Анна"})));
}

#[test]
fn each_bound_is_named() {
    let many = |count: usize| (0..count).map(|number| format!("p{number}=1")).collect::<Vec<_>>().join("&");
    assert_eq!(read(&many(bounds::PARAMETERS)).as_object().map(Map::len), Some(bounds::PARAMETERS));
    assert!(refused(try_read(many(bounds::PARAMETERS + 1).as_bytes(), None)).1.contains("10000 parameters"));
    let members = (0..=bounds::PARAMETERS).map(|number| format!("\"p{number}\":1")).collect::<Vec<_>>().join(",");
    assert!(refused(read_json(format!("{{{members}}}").as_bytes(), "utf-8")).1.contains("10000 parameters"));
    read(&format!("a{}=1", "[x]".repeat(bounds::DEPTH)));
    assert!(refused(try_read(format!("a{}=1", "[x]".repeat(bounds::DEPTH + 1)).as_bytes(), None)).1.contains("16 deep"));
    let list = |count: usize| format!("[{}]", vec!["1"; count].join(","));
    let text = |count: usize| format!("{{\"orders\":{}}}", list(count));
    // The object and the list are values, too.
    assert!(read_json(text(bounds::VALUES - 2).as_bytes(), "utf-8").is_ok());
    assert!(refused(read_json(text(bounds::VALUES - 1).as_bytes(), "utf-8")).1.contains("100000 values"));
    assert!(try_read(format!("orders={}", list(bounds::VALUES - 1)).as_bytes(), None).is_ok());
    assert_eq!(refused(try_read(format!("orders={}", list(bounds::VALUES)).as_bytes(), None)).0, "orders");
    let half = list(bounds::VALUES / 2);
    assert!(refused(try_read(format!("a={half}&b={half}").as_bytes(), None)).1.contains("100000 values"), "all together");
    let inside = json!({"a": half, "b": {"c": half}}).to_string();
    assert!(refused(read_json(inside.as_bytes(), "utf-8")).1.contains("100000 values"), "texts inside of JSON, too");
}

/// Each shape eight times as large takes about eight times as long, not sixty-four. The bound on parameters is passed over, so that
/// shapes are large enough to differ.
#[test]
#[expect(clippy::disallowed_methods, reason = "two times are compared, none is kept")]
fn reading_takes_time_linear_in_the_size() {
    let took = |count: usize, shape: &dyn Fn(usize) -> String| {
        let names: Vec<String> = (0..count).map(shape).collect();
        let best = (0..5).map(|_| {
            let (begun, mut form) = (Instant::now(), Form::default());
            for name in &names {
                form.count = 0;
                form.insert(name, String::new()).unwrap_or_else(|problem| panic!("{problem:?}"));
            }
            form.finish().unwrap_or_else(|problem| panic!("{problem:?}"));
            begun.elapsed()
        });
        best.min().unwrap_or_default()
    };
    let shapes: [&dyn Fn(usize) -> String; 6] = [
        &|number| if number % 2 == 0 { format!("a[{}]", 640_000 - number) } else { "a[]".to_owned() },
        &|number| format!("a[{number}]"),
        &|_| "a[]".to_owned(),
        &|number| format!("a[][{number}]"),
        &|number| format!("a{}[{number}]", "[x]".repeat(15)),
        &|number| if number % 2 == 0 { "a".to_owned() } else { format!("a[{number}]") },
    ];
    for (place, shape) in shapes.into_iter().enumerate() {
        let (small, large) = (took(4_000, shape), took(32_000, shape));
        assert!(large < small * 30 + Duration::from_millis(30), "shape {place}: {small:?}, eight times as large {large:?}");
    }
}
