//! GET /reference/countries

use crate::support::TestHub;

#[test]
fn the_accounts_country_comes_first_and_none_twice() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let reply = key.get("/reference/countries", form! {}).ok();
    let mut codes: Vec<&str> = reply["countriesIso"].as_array().into_iter().flatten().filter_map(|code| code.as_str()).collect();
    assert_eq!(codes.first(), Some(&"RU"));
    assert!(["ES", "KZ", "US"].iter().all(|code| codes.contains(code)));
    let count = codes.len();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!((codes.len(), count > 200), (count, true));
}
