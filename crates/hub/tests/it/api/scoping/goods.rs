//! Every way to name goods of a store, a cart or a favourite to a method.

use serde_json::{Value, json};

use super::Names;
use crate::support::{Actor, Call};

/// Every way to name goods of a store to a method.
pub(super) fn calls_on_goods(own: &Names, it: &Names) -> Vec<(&'static str, Call)> {
    let mut calls = Vec::new();
    let lists: [(&'static str, Vec<(&str, Value)>); 6] = [
        (
            "/store/products",
            vec![
                ("ids", json!([it.product])),
                ("externalId", json!(it.product_external)),
                ("offerIds", json!([it.offer])),
                ("offerExternalId", json!(it.product_external)),
                ("offerXmlId", json!(it.product_external)),
                ("xmlId", json!(it.product_external)),
                ("groups", json!([it.group])),
                ("groupExternalId", json!(it.group_external)),
                ("sites", json!(["south"])),
                ("catalogs", json!([it.catalog])),
                ("name", json!("theirs")),
            ],
        ),
        (
            "/store/offers",
            vec![
                ("ids", json!([it.offer])),
                ("externalIds", json!([it.product_external])),
                ("xmlIds", json!([it.product_external])),
                ("groups", json!([it.group])),
                ("sites", json!(["south"])),
                ("catalogs", json!([it.catalog])),
            ],
        ),
        (
            "/store/inventories",
            vec![
                ("ids", json!([it.offer])),
                ("offerExternalId", json!([it.product_external])),
                ("productExternalId", json!(it.product_external)),
                ("offerXmlId", json!(it.product_external)),
                ("sites", json!(["south"])),
                ("catalogs", json!([it.catalog])),
            ],
        ),
        (
            "/store/product-groups",
            vec![
                ("ids", json!([it.group])),
                ("parentGroupId", json!(it.group)),
                ("sites", json!(["south"])),
                ("catalogs", json!([it.catalog])),
            ],
        ),
        ("/store/products/properties", vec![("sites", json!(["south"])), ("groups", json!([it.group])), ("catalogs", json!([it.catalog]))]),
        ("/store/products/properties/values", vec![("groups", json!([it.group]))]),
    ];
    for (path, filters) in lists {
        let query = |(name, value): (&str, Value)| vec![(format!("filter[{name}]"), crate::support::form::text(&value))];
        calls.extend(filters.into_iter().map(|filter| (path, Call::get(path).query(query(filter)))));
    }
    let post = |path: &'static str, address: &str, form| (path, Call::post(address).form(form));
    for parent in [json!({"name": "x", "parentId": it.group}), json!({"name": "x", "parentExternalId": it.group_external})] {
        calls.push(post("/store/product-groups/create", "/store/product-groups/create", form! { productGroup: parent }));
        let edit = form! { by: "id", productGroup: parent };
        calls.push(post("/store/product-groups/{externalId}/edit", &format!("/store/product-groups/{}/edit", own.group), edit));
    }
    for (by, which) in [("id", it.group.to_string()), ("externalId", it.group_external.clone())] {
        let edit = form! { by: by, productGroup: {name: "x"} };
        calls.push(post("/store/product-groups/{externalId}/edit", &format!("/store/product-groups/{which}/edit"), edit));
    }
    for group in [json!({"id": it.group}), json!({"externalId": it.group_external})] {
        let product = json!([{"name": "x", "groups": [group]}]);
        calls.push(post("/store/products/batch/create", "/store/products/batch/create", form! { products: product }));
        let product = json!([{"id": own.product, "groups": [group]}]);
        calls.push(post("/store/products/batch/edit", "/store/products/batch/edit", form! { products: product }));
    }
    let product = json!([{"name": "x", "catalogId": it.catalog}]);
    calls.push(post("/store/products/batch/create", "/store/products/batch/create", form! { products: product }));
    for name in [json!({"id": it.product, "name": "x"}), json!({"externalId": it.product_external, "name": "x"})] {
        calls.push(post("/store/products/batch/edit", "/store/products/batch/edit", form! { products: [name] }));
    }
    for mut name in [json!({"id": it.offer}), json!({"externalId": it.product_external})] {
        name["stores"] = json!([{"code": "main", "available": 5}]);
        name["prices"] = json!([{"code": "base", "price": 5}]);
        calls.push(post("/store/inventories/upload", "/store/inventories/upload", form! { offers: [name] }));
        calls.push(post("/store/prices/upload", "/store/prices/upload", form! { prices: [name] }));
    }
    for name in [json!({"id": it.offer}), json!({"externalId": it.product_external})] {
        let favorite = form! { by: "id", favorite: {offer: name} };
        let address = format!("/customer-interaction/north/favorites/{}/add", own.customer);
        calls.push(post("/customer-interaction/{site}/favorites/{customer}/add", &address, favorite));
    }
    calls
}

/// All goods that can be read.
pub(super) fn goods(key: &Actor) -> Vec<Value> {
    let lists = ["/store/products", "/store/offers", "/store/inventories", "/store/product-groups", "/store/products/properties"];
    lists.map(|list| key.get(list, form! { limit: 250, "filter[details]": 1 }).ok()).to_vec()
}
