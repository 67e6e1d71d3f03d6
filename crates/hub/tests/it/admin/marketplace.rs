//! Integration → Marketplace: cards with what each module needs, and the modules that are connected.

use domain::access::grant::Grant;
use domain::access::templates::{Template, is_there};
use domain::shops;
use serde_json::json;

use crate::support::{Browser, Call, TestHub};

#[test]
fn every_card_says_what_is_needed_and_opens_the_form_prefilled() {
    let hub = TestHub::new();
    hub.site("north");
    let mut browser = Browser::signed_in(&hub, "administrator");
    let page = browser.get("/integration/marketplace").is(200).says("Nothing is connected yet");
    for template in Template::all().iter().filter(|template| !template.shelf.is_empty()) {
        let code = &template.code;
        let card = page.between(&format!("id=\"{code}\""), "</details>\n    </li>").unwrap_or_else(|| panic!("no card {code}")).to_owned();
        assert!(card.contains(&format!("href=\"/integration/keys/add?template={code}\"")), "{code}");
        for scope in template.scopes().filter(|scope| !is_there(scope)) {
            assert!(card.contains(&format!("<code>{scope}</code>")), "{code}: {scope}");
        }
        let form = browser.get(&format!("/integration/keys/add?template={code}")).is(200);
        let ticked = form.text.matches("name=\"method\"").count();
        let checked = form
            .text
            .split("<input")
            .filter(|tag| tag.contains("name=\"method\"") && tag.split('>').next().is_some_and(|tag| tag.contains(" checked")));
        assert!(ticked > 50);
        if template.everything() {
            assert!(card.contains("also future ones") && form.text.contains("value=\"yes\" checked"), "{code}");
        } else {
            assert_eq!(checked.count(), template.methods().count(), "{code}");
        }
    }
    page.says("exactly 32 characters").says(&hub.hub.settings.public_url);
}

#[test]
fn the_card_of_a_shop_says_what_its_module_would_find() {
    let hub = TestHub::new();
    hub.site("north");
    hub.site("south");
    let mut browser = Browser::signed_in(&hub, "administrator");
    let card = |browser: &mut Browser, code: &str| {
        let page = browser.get("/integration/marketplace").is(200);
        page.between(&format!("id=\"{code}\""), "</details>\n    </li>").unwrap_or_else(|| panic!("no card {code}")).to_owned()
    };
    let url = hub.hub.settings.public_url.clone();
    assert!(card(&mut browser, "opencart").contains("latchkey doctor --shop opencart"));
    assert!(!card(&mut browser, "stripe").contains("latchkey doctor"));
    // What the command says of the address, the card says too.
    for shop in shops::SHOPS {
        let found = shops::accepts(shop, &url);
        let text = card(&mut browser, shop);
        assert_eq!(text.contains("class=\"state wrong\">URL"), !found.good, "{shop} {url}");
    }
    // A key for two stores and with too few methods, by which a module announced itself.
    let key = hub.key("north,south", "/integration-modules/{code}/edit,/orders,/credentials");
    let module = json!({"name": "Shop", "integrationCode": "opencart"});
    key.post("/integration-modules/opencart-1/edit", form! { integrationModule: module }).ok();
    let text = card(&mut browser, "opencart");
    assert!(text.contains("exactly one store") && text.contains("/store/inventories/upload"), "{text}");
    let names: Vec<String> = Template::named("opencart").expect("the template").methods().map(|method| method.name().to_owned()).collect();
    let good = hub.key_granting("north", Grant::Some(names));
    good.post("/integration-modules/opencart-1/edit", form! { integrationModule: module }).ok();
    let text = card(&mut browser, "opencart");
    assert!(text.contains("can work with this key") && !text.contains("exactly one store"), "{text}");
}

#[test]
fn whoever_may_not_make_keys_sees_no_button() {
    let hub = TestHub::new();
    for role in ["manager", "read-only"] {
        Browser::signed_in(&hub, role).get("/integration/marketplace").is(200).says("PrestaShop").hides("/integration/keys/add");
    }
    Browser::new(hub.address()).get("/integration/marketplace").leads("/sign-in?next=%2Fintegration%2Fmarketplace");
}

#[test]
fn connected_modules_show_their_state_key_and_settings() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let mut browser = Browser::signed_in(&hub, "administrator");
    let tell = |code: &str, module: serde_json::Value| {
        key.post(&format!("/integration-modules/{code}/edit"), vec![("integrationModule".to_owned(), module.to_string())]).ok();
    };
    tell("shop", json!({"name": "Shop <b>", "integrationCode": "woocommerce", "accountUrl": "https://shop.test/wp?a=1&b=2"}));
    let page =
        browser.get("/integration/marketplace").is(200).says("Shop &#60;b&#62;").says("WooCommerce</span>").says("14 Mar 2026, 15:00:00");
    page.says("href=\"https://shop.test/wp?a=1&#38;b=2\"").says(&format!("href=\"/integration/keys/{}\"", key.key)).says(">Connected<");
    // A later call of its key is its last call, once it has been counted.
    hub.clock.set(wire::Moment(crate::support::hub::START.0 + 60));
    key.call(Call::get("/api/credentials"));
    hub.hub.usage.flush(&hub.hub.db, &hub.hub.account().zone).expect("the database answers");
    browser.get("/integration/marketplace").is(200).says("14 Mar 2026, 15:01:00");

    tell("shop", json!({"active": false, "accountUrl": "javascript:alert(1)"}));
    browser.get("/integration/marketplace").says(">Disabled<").hides("javascript:").hides("Settings of Shop");
    tell("shop", json!({"active": true, "freeze": true}));
    browser.get("/integration/marketplace").says(">Suspended<");
    tell("shop", json!({"freeze": false}));
    hub.edit_key(key.key, |key| key.active = false);
    browser.get("/integration/marketplace").says(">Key disabled<");
    hub.edit_key(key.key, |key| key.deleted_at = Some(key.created_at));
    browser.get("/integration/marketplace").says(">Key deleted<").hides(&format!("href=\"/integration/keys/{}\"", key.key));
}

#[test]
fn a_module_is_forgotten_after_a_question_and_by_administrators_only() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    key.post("/integration-modules/a%20%26%2Fb/edit", form! { integrationModule: {name: "Odd"} }).ok();
    let odd = "code=a+%26%2Fb";
    let mut manager = Browser::signed_in(&hub, "manager");
    manager.get(&format!("/integration/marketplace/forget?{odd}")).is(403);
    manager.post("/integration/marketplace/forget", form! { code: "a &/b" }).is(403);
    let mut browser = Browser::signed_in(&hub, "administrator");
    browser.get("/integration/marketplace").says("forget?code=a%20%26%2Fb\"");
    browser.get(&format!("/integration/marketplace/forget?{odd}")).is(200).says("Remove the module a &#38;/b?");
    browser.post("/integration/marketplace/forget", form! { code: "a &/b" }).leads("/integration/marketplace?done=module-forgotten");
    browser.get("/integration/marketplace?done=module-forgotten").says("Module removed.").hides("Odd");
    browser.post("/integration/marketplace/forget", form! { code: "a &/b" }).is(404);
    key.post("/integration-modules/a%20%26%2Fb/edit", form! { integrationModule: {name: "Odd"} }).ok();
    browser.get("/integration/marketplace").says("Odd");
}

#[test]
fn what_calls_is_listed_also_when_it_never_announced_itself() {
    let hub = TestHub::new();
    hub.site("north");
    let (shop, own, magento) = (hub.key("north", "all"), hub.key("all", "all"), hub.key("all", "all"));
    hub.edit_key(magento.key, |key| key.body = json!({"template": "magento"}).to_string());
    let call = |key: &crate::support::Actor, agent: &str| key.call(Call::get("/api/credentials").header("User-Agent", agent)).ok();
    call(&shop, "WooCommerce/8.1 (WordPress/6.5)");
    call(&own, "curl/8.5");
    hub.flush();
    let mut browser = Browser::signed_in(&hub, "read-only");
    let page = browser.get("/integration/marketplace").is(200);
    let rows: Vec<&str> = page.text.split("<tr>").skip(2).collect();
    assert_eq!(rows.len(), 2, "the program that is no module is left out: {rows:?}");
    assert!(
        rows[0].contains("WooCommerce") && rows[0].contains("8.1") && rows[0].contains("Store north") && rows[0].contains(">Connected<")
    );
    assert!(rows[1].contains("Magento") && rows[1].contains("All stores") && rows[1].contains("No calls yet") && rows[1].contains("never"));
    hub.clock.set(wire::Moment(crate::support::hub::START.0 + 6 * 86_400));
    browser = Browser::new(hub.address());
    browser.post("/sign-in", form! { email: "read-only@hub.test", password: crate::support::browser::PASSWORD }).leads("/start");
    browser.get("/integration/marketplace").says("No calls for 6 days").says("1 without calls");
    hub.edit_key(shop.key, |key| key.active = false);
    let page = browser.get("/integration/marketplace").is(200).says("1 stopped");
    assert!(page.text.split("<tr>").nth(2).is_some_and(|row| row.contains("Key disabled")), "what cannot call comes first");
}
