//! What a fresh account starts with.

use domain::home::Home;
use domain::seed;
use wire::Moment;

use crate::support::TestHub;
use crate::support::hub::START;

#[test]
fn an_account_is_filled_once() {
    let hub = TestHub::new();
    let before = hub.hub.db.read_now(database::reference::all).expect("the dictionaries can be read");
    assert!(before.len() > 100);
    hub.hub
        .db
        .write_now(|tx| seed::fresh_account(tx, &Home::of_zone("Europe/Madrid"), Moment(START.0 + 60)))
        .unwrap_or_else(|fault| panic!("{fault}"));
    assert_eq!(hub.hub.db.read_now(database::reference::all).expect("the dictionaries can be read"), before);
}

#[test]
fn every_dictionary_is_found_by_its_kind() {
    let hub = TestHub::new();
    let account = hub.hub.account();
    let filled = [
        "statuses",
        "status-groups",
        "order-types",
        "order-methods",
        "payment-types",
        "payment-statuses",
        "delivery-types",
        "product-statuses",
        "price-types",
        "units",
        "currencies",
        "cost-groups",
        "cost-items",
        "user-groups",
    ];
    for kind in filled {
        assert!(account.dictionary(kind).iter().next().is_some(), "{kind}");
        for entry in account.dictionary(kind).iter() {
            assert_eq!(entry.text("code"), Some(entry.code.as_str()), "{kind}");
        }
    }
    let groups: Vec<&str> = account.dictionary("status-groups").iter().map(|group| group.code.as_str()).collect();
    assert_eq!(groups, ["new", "approval", "assembling", "delivery", "complete", "cancel"]);
    let methods: Vec<&str> = account.dictionary("order-methods").iter().map(|method| method.code.as_str()).collect();
    assert_eq!(methods.first(), Some(&"phone"));
    let main = account.dictionary("order-types").get("main");
    assert!(main.is_some_and(|main| main.flag("defaultForApi") && main.flag("defaultForCrm")));
}
