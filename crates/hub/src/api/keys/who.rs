//! GET /api/keys/who: which keys can do something.

use std::collections::HashMap;

use database::keys::Key as Stored;
use domain::access::masks::Class;
use domain::fault::Fault;
use domain::keys::capabilities_view::able;
use domain::keys::manager::Manager;
use domain::keys::who::{self, Question};
use wire::Problem;
use wire::key::{AbleKeys, AskWho};
use wire::methods::KeysWho;

use crate::api::keys::fitting::method;
use crate::api::{Answer, Call};

impl Answer for KeysWho {
    fn answer(call: Call<'_, '_, AskWho>) -> Result<AbleKeys, Fault> {
        let asked = call.request;
        if asked.method.is_none() && asked.site.is_none() && asked.sees.is_none() {
            return Err(Problem::input("method", "Name a method, a store (site) or a class of fields (sees).").into());
        }
        let manager = Manager::of(call.tx, call.caller.key.id)?;
        let site = asked.site.as_ref().map(|code| call.account.site(code).map(|site| site.id));
        let question = Question {
            method: asked.method.as_ref().map(|address| method("method", address)).transpose()?.map(|method| method.name()),
            site: site.flatten(),
            sees: asked.sees.and_then(|class| Class::named(class.name())),
        };
        // No key reaches a store that there is not.
        let lines = if site == Some(None) { Vec::new() } else { who::can(call.tx, &question, i64::MAX)?.0 };
        let ids: Vec<i64> = lines.iter().map(|line| line.id).collect();
        let keys: HashMap<i64, Stored> = database::keys::several(call.tx, &ids)?.into_iter().map(|key| (key.id, key)).collect();
        let found: Vec<_> = lines.iter().filter_map(|line| Some((keys.get(&line.id).filter(|key| manager.sees(key))?, line))).collect();
        let pagination = asked.page.of(found.len() as i64);
        let view = asked.page.cut(found).into_iter().map(|(key, line)| able(key, line, call.account, call.now));
        Ok(AbleKeys { pagination, keys: view.collect() })
    }
}
