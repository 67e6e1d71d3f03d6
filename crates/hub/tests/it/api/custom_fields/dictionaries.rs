//! GET /custom-fields/dictionaries, …/{code}, POST …/create and …/edit.

use serde_json::{Value, json};

use crate::support::TestHub;

const INPUT: &str = "Errors in the input parameters";

#[test]
fn a_dictionary_is_looked_for_made_and_changed_with_all_its_elements() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    key.get("/custom-fields/dictionaries/staff", form! {}).refused(404, "Not found");
    assert_eq!(key.get("/custom-fields/dictionaries", form! {}).ok()["customDictionaries"], json!([]));
    let made = key.post("/custom-fields/dictionaries/create", form! { customDictionary: {name: "Staff", code: "staff"} });
    assert_eq!((made.status, made.ok()), (201, json!({"success": true, "code": "staff"})));
    let read = || key.get("/custom-fields/dictionaries/staff", form! {}).ok()["customDictionary"].take();
    assert_eq!(read(), json!({"name": "Staff", "code": "staff", "elements": []}));
    let elements = json!([{"name": "Bob", "code": "b", "ordering": 20}, {"name": "Ann", "code": "a", "ordering": 10}]);
    let edit = form! { customDictionary: {name: "People", elements: elements} };
    assert_eq!(key.post("/custom-fields/dictionaries/staff/edit", edit).ok(), json!({"success": true, "code": "staff"}));
    let ordered = json!([{"name": "Ann", "code": "a", "ordering": 10}, {"name": "Bob", "code": "b", "ordering": 20}]);
    assert_eq!(read(), json!({"name": "People", "code": "staff", "elements": ordered}));
    key.post("/custom-fields/dictionaries/staff/edit", form! { customDictionary: {name: "Staff"} }).ok();
    assert_eq!(read()["elements"], ordered, "elements that are not sent stay");
    key.post("/custom-fields/dictionaries/staff/edit", form! { customDictionary: {elements: []} }).ok();
    assert_eq!(read()["elements"], json!([]));
    let found = |query| key.get("/custom-fields/dictionaries", query).ok()["pagination"]["totalCount"].take();
    assert_eq!(
        [
            found(form! { "filter[name]": "STA", limit: 250 }),
            found(form! { "filter[name]": "x" }),
            found(form! { "filter[code]": "staff" })
        ],
        [json!(1), json!(0), json!(1)]
    );
}

#[test]
fn what_a_dictionary_cannot_be_is_refused_by_name() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let make = |dictionary: Value| key.post("/custom-fields/dictionaries/create", form! { customDictionary: dictionary });
    make(json!({"name": "Staff", "code": "staff"})).ok();
    for (dictionary, path) in [
        (json!({"name": "X"}), "code"),
        (json!({"code": "x"}), "name"),
        (json!({"name": "X", "code": "staff"}), "code"),
        (json!({"name": "X", "code": "x/y"}), "code"),
        (json!({"name": "X", "code": "x", "elements": [{"name": "A"}]}), "elements[0].code"),
        (json!({"name": "X", "code": "x", "elements": [{"name": "A", "code": "a"}, {"code": "b", "name": ""}]}), "elements[1].name"),
        (json!({"name": "X", "code": "x", "elements": [{"name": "A", "code": "a"}, {"name": "B", "code": "a"}]}), "elements[1].code"),
    ] {
        let refused = make(dictionary).refused(400, INPUT).json;
        assert!(refused["errors"].get(path).is_some(), "{refused}");
    }
    let wrong = make(json!({"name": "X", "code": "x", "elements": [{"name": "A", "code": "a", "ordering": "first"}]}));
    wrong.refused(400, "Errors in the entity format");
    make(json!({"name": "X", "code": "x", "elements": "text"})).refused(400, "Errors in the entity format");
    key.post("/custom-fields/dictionaries/none/edit", form! { customDictionary: {name: "X"} }).refused(404, "Not found");
    key.post("/custom-fields/dictionaries/staff/edit", form! { customDictionary: {code: "other"} }).refused(400, INPUT);
}
