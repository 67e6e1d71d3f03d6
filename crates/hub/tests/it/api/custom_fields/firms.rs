//! Values of corporate customers and of their companies, which have custom fields of their own.

use serde_json::{Value, json};

use super::filters::FILTERS;
use super::values::{ENTITY, spellings, wrong};
use super::{declare, declare_all, rows_of_filters};
use crate::support::steps::{id, rows};
use crate::support::{Actor, Reply, TestHub};

/// Makes, changes and reads values of corporate customers, or of a company of each.
struct Of<'a> {
    key: &'a Actor,
    companies: bool,
}

impl Of<'_> {
    fn make(&self, fields: &Value) -> Reply {
        let firm = if self.companies {
            json!({"nickName": "Acme", "companies": [{"name": "Acme Ltd", "customFields": fields}]})
        } else {
            json!({"nickName": "Acme", "customFields": fields})
        };
        self.key.post("/customers-corporate/create", form! { customerCorporate: firm })
    }

    fn company(&self, firm: i64) -> Value {
        rows(&self.key.get(&format!("/customers-corporate/{firm}/companies"), form! { by: "id" }).ok(), "companies").remove(0)
    }

    fn edit(&self, firm: i64, fields: &Value) -> Reply {
        if !self.companies {
            let path = format!("/customers-corporate/{firm}/edit");
            return self.key.post(&path, form! { by: "id", customerCorporate: {customFields: fields} });
        }
        let path = format!("/customers-corporate/{firm}/companies/{}/edit", id(&self.company(firm)));
        self.key.post(&path, form! { by: "id", entityBy: "id", company: {customFields: fields} })
    }

    fn values(&self, firm: i64) -> Value {
        if self.companies {
            return self.company(firm)["customFields"].take();
        }
        self.key.get(&format!("/customers-corporate/{firm}"), form! { by: "id" }).ok()["customerCorporate"]["customFields"].take()
    }
}

fn kinds(key: &Actor) -> [(Of<'_>, &'static str, &'static str); 2] {
    let of = |companies| Of { key, companies };
    [(of(false), "customer_corporate", "customFields"), (of(true), "company", "companyCustomFields")]
}

#[test]
fn values_are_checked_kept_and_shown_in_the_history() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let history = || key.history("customers-corporate", form! {});
    for (of, owner, _) in kinds(&key) {
        declare_all(&key, owner);
        for (code, sent, kept) in spellings() {
            let made = id(&of.make(&json!({code: sent})).ok());
            assert_eq!(of.values(made), json!({code: kept}), "{owner}: {sent}");
            let before = history().len();
            of.edit(made, &of.values(made)).ok();
            assert_eq!(history().len(), before, "{owner}: {code} came back as it was read");
            of.edit(made, &json!({code: ""})).ok();
            assert_eq!(of.values(made), json!([]), "{owner}: a blank takes the value away");
        }
        let made = id(&of.make(&json!([])).ok());
        for (code, sent) in wrong() {
            for refused in [of.make(&json!({code: sent})), of.edit(made, &json!({code: sent}))] {
                let errors = refused.refused(400, ENTITY).json["errors"].take();
                let path = format!("customFields.{code}");
                assert!(
                    errors.as_object().is_some_and(|errors| !errors.is_empty() && errors.keys().all(|name| name.ends_with(&path))),
                    "{owner} {sent}: {errors}"
                );
            }
        }
        let seen = history().len();
        of.edit(made, &json!({"a_integer": "2", "a_multiselect_dictionary": ["red"]})).ok();
        of.edit(made, &json!({"a_integer": null})).ok();
        let changes = history().split_off(seen);
        let shown: Vec<Value> = changes.iter().map(|row| json!([row["field"], row["oldValue"], row["newValue"]])).collect();
        let expected = [
            json!(["custom_a_integer", null, 2]),
            json!(["custom_a_multiselect_dictionary", null, ["red"]]),
            json!(["custom_a_integer", 2, null]),
        ];
        assert_eq!(shown, expected, "{owner}");
        assert_eq!(changes.iter().all(|row| row["company"]["id"].is_i64()), of.companies, "{changes:?}");
    }
}

#[test]
fn new_ones_get_the_defaults() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    for (of, owner, _) in kinds(&key) {
        declare(&key, owner, json!({"code": "level", "name": "Level", "type": "integer", "defaultTyped": 1}));
        let made = id(&of.make(&json!({"free": "x"})).ok());
        assert_eq!(of.values(made), json!({"free": "x", "level": 1}), "{owner}");
        of.edit(made, &json!({"level": 5})).ok();
        assert_eq!(of.values(made)["level"], 5, "{owner}");
    }
    let firm = id(&key.post("/customers-corporate/create", form! { customerCorporate: {nickName: "Later"} }).ok());
    key.post(&format!("/customers-corporate/{firm}/companies/create"), form! { by: "id", company: {name: "Later Ltd"} }).ok();
    let of = Of { key: &key, companies: true };
    assert_eq!(of.values(firm), json!({"level": 1}), "a company that is added later too");
}

#[test]
fn lists_are_filtered_by_them() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let (first, second) = rows_of_filters();
    for (of, owner, member) in kinds(&key) {
        declare_all(&key, owner);
        let ids = [&first, &second].map(|fields| id(&of.make(fields).ok()));
        for (filter, value, is_first, is_second) in FILTERS {
            let found = key.found("customers-corporate", vec![(format!("filter[{member}]{filter}"), (*value).to_owned())]);
            let found: Vec<i64> = found.into_iter().filter(|id| ids.contains(id)).collect();
            let expected: Vec<i64> = ids.into_iter().zip([is_first, is_second]).filter(|(_, wanted)| **wanted).map(|(id, _)| id).collect();
            assert_eq!(found, expected, "{owner}: {filter} = {value}");
        }
        for (filter, value) in [("[a_integer]", "x"), ("[a_date][min]", "x"), ("[a_string][min]", "a")] {
            let query = vec![(format!("filter[{member}]{filter}"), value.to_owned())];
            key.get("/customers-corporate", query).refused(400, "Errors in the input parameters");
        }
    }
    // Of a firm with several companies, any may have the value.
    let companies =
        json!([{"name": "A", "customFields": {"a_integer": 7}}, {"name": "B", "customFields": {"a_integer": 900, "a_dictionary": "red"}}]);
    let firm = json!({"nickName": "Two", "companies": companies});
    let firm = id(&key.post("/customers-corporate/create", form! { customerCorporate: firm }).ok());
    for (filter, value, found) in [
        ("[a_integer]", "7", true),
        ("[a_integer]", "900", true),
        ("[a_integer]", "8", false),
        ("[a_integer][min]", "500", true),
        ("[a_integer][max]", "8", true),
        ("[a_dictionary]", "red", true),
        ("[a_dictionary]", "blue", false),
        ("[a_boolean]", "0", true),
        ("[a_boolean]", "1", false),
    ] {
        let query =
            vec![(format!("filter[companyCustomFields]{filter}"), value.to_owned()), ("filter[ids][]".to_owned(), firm.to_string())];
        assert_eq!(key.found("customers-corporate", query) == [firm], found, "{filter} = {value}");
    }
}
