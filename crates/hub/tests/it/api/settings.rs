//! GET /settings

use domain::audit_log::By;
use domain::settings;
use serde_json::json;

use crate::support::TestHub;
use crate::support::hub::START;

#[test]
fn settings_are_told_with_when_they_were_set() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    let at = "2026-03-14 15:00:00";
    let settings = json!({
        "default_currency": {"value": "RUB", "updated_at": at},
        "system_language": {"value": "EN", "updated_at": at},
        "timezone": {"value": "Europe/Moscow", "updated_at": at},
        "work_times": [],
        "non_working_days": [],
        "mg": {"order_creation": {"default": {"site": "north", "order_type": "main", "order_method": "messenger"}, "channels": {}}}
    });
    assert_eq!(key.get("/settings", form! {}).ok()["settings"], settings);
    key.get("/api/v4/settings", form! {}).refused(404, "API method not found");
}

#[test]
fn the_next_call_feels_a_change_of_the_time_zone() {
    let hub = TestHub::new();
    let (_, key) = hub.site_with_key();
    hub.hub
        .db
        .write_now(|tx| settings::set(tx, "timezone", "europe/madrid", &By::CommandLine, START))
        .unwrap_or_else(|fault| panic!("{fault}"));
    let reply = key.get("/settings", form! {}).ok();
    assert_eq!(reply["settings"]["timezone"], json!({"value": "Europe/Madrid", "updated_at": "2026-03-14 13:00:00"}));
}
