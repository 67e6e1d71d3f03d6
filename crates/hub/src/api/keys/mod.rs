//! API access keys, looked after by a key that was given the right: everything it does stays within itself.

pub mod advice;
pub mod advice_apply;
pub mod advice_drop;
pub mod advice_revert;
pub mod advice_trial;
pub mod bulk;
pub mod can;
pub mod create;
pub mod delete;
pub mod disable;
pub mod edit;
pub mod enable;
pub mod explain;
pub mod extend;
pub mod finish;
mod fitting;
pub mod get;
pub mod leaked;
pub mod list;
pub mod restore;
pub mod rotate;
pub mod templates;
pub mod try_call;
pub mod usage;
pub mod who;

use std::collections::BTreeSet;

use database::keys::Key as Stored;
use database::usage::Seen;
use domain::access::grant::Grant;
use domain::access::token as tokens;
use domain::advice as advices;
use domain::audit_log::By;
use domain::fault::Fault;
use domain::keys::manager::{Manager, Which};
use domain::keys::view::view;
use domain::keys::wanted;
use wire::key::{BeginTrial, IpUse, OneKey, WhichKey};
use wire::methods;
use wire::{Moment, Problem, Reference};

use crate::api::Call;

/// A key as the call answers it.
fn one<R>(call: &Call<'_, '_, R>, key: &Stored) -> OneKey {
    OneKey { key: view(call.account, key, call.now) }
}

/// The managing key of a call that changes keys.
fn changing<R>(call: &mut Call<'_, '_, R>) -> Result<Manager, Fault> {
    call.tx.touch_keys()?;
    Manager::of(call.tx, call.caller.key.id)
}

/// Who goes on record.
fn by<R>(call: &Call<'_, '_, R>) -> By {
    By::Key(call.caller.key.id)
}

fn which(which: &WhichKey) -> Which {
    match &which.0 {
        Reference::Id(id) => Which::Id(*id),
        Reference::External(name) => Which::External(name.clone()),
    }
}

/// A token that was given, or a fresh one.
fn token(given: Option<&str>) -> Result<String, Problem> {
    match given {
        Some(token) => Ok(token.to_owned()),
        None => tokens::generate().map_err(|error| {
            tracing::error!(%error, "no token can be made");
            Problem::internal()
        }),
    }
}

/// The methods that are to be left: those that are named, or else those that are on trial or proposed.
fn proposed(call: &mut Call<'_, '_, BeginTrial>, key: &Stored) -> Result<BTreeSet<String>, Fault> {
    let patterns: Vec<String> = call.request.methods.iter().map(|pattern| pattern.0.clone()).collect();
    if !patterns.is_empty() {
        return match wanted::grant(&patterns)? {
            Grant::Some(names) => Ok(names.into_iter().collect()),
            Grant::All | Grant::AllAnd(_) => Err(Problem::input("methods", "Name the methods that are to be left.").into()),
        };
    }
    let advice = advices::advise(call.tx, key.id, 30, &call.account.zone, call.now)?;
    let methods = advice.trial.map(|trial| trial.methods).or(advice.proposal);
    Ok(methods.ok_or_else(|| Problem::input("methods", "There is nothing to propose for this key: see its advice."))?)
}

/// The address of a method, by its name in grants.
fn address(name: &str) -> String {
    methods::all().iter().find(|entry| entry.name() == name).map_or_else(|| name.to_owned(), |entry| entry.pattern())
}

fn ips(seen: Vec<Seen>) -> Vec<IpUse> {
    seen.into_iter().map(|seen| IpUse { ip: seen.address, calls: seen.calls, last_at: Moment(seen.last_at) }).collect()
}
