//! GET /api/keys: keys, page by page.

use domain::fault::Fault;
use domain::keys::manager::Manager;
use domain::keys::view::view;
use wire::key::{KeyPage, ListKeys};
use wire::methods::KeysList;

use crate::api::keys::fitting;
use crate::api::{Answer, Call};

impl Answer for KeysList {
    fn answer(call: Call<'_, '_, ListKeys>) -> Result<KeyPage, Fault> {
        let manager = Manager::of(call.tx, call.caller.key.id)?;
        let found = fitting::within(call.tx, &manager, &call.request.filter, call.account, call.now)?;
        let page = call.request.page;
        let pagination = page.of(found.len() as i64);
        Ok(KeyPage { pagination, keys: page.cut(found).iter().map(|key| view(call.account, key, call.now)).collect() })
    }
}
