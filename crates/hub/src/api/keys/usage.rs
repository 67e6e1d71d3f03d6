//! GET /api/keys/{id}/usage: how a key is used.

use domain::fault::Fault;
use domain::keys::manager::Manager;
use domain::usage::{self, Window};
use wire::Moment;
use wire::key::{KeyUsage, KeyUsageOf, LastCall, MethodUse, UsageOfKey, UsageStep, UsageWindow};
use wire::methods::KeysUsage;

use crate::api::keys::{address, ips, which};
use crate::api::{Answer, Call};

impl Answer for KeysUsage {
    fn answer(call: Call<'_, '_, KeyUsageOf>) -> Result<UsageOfKey, Fault> {
        let key = Manager::of(call.tx, call.caller.key.id)?.find(call.tx, &which(&call.request.which), true)?;
        let window = Window::named(call.request.window.map_or("month", UsageWindow::name)).unwrap_or(Window::Month);
        let report = usage::report(call.tx, key.id, window, &call.account.zone, call.now)?;
        Ok(UsageOfKey {
            usage: KeyUsage {
                admitted: report.admitted(),
                refused: report.refused(),
                in_url: report.total.in_url,
                last_call: report.last.map(|last| LastCall {
                    at: Moment(last.at),
                    ip: last.address,
                    agent: last.agent,
                    transport: last.transport,
                    method: address(&last.method),
                    outcome: last.outcome,
                }),
                counted_since: report.since.map(Moment),
                outcomes: report.outcomes,
                steps: report.steps.iter().map(step).collect(),
                methods: report.methods.into_iter().map(method).collect(),
                ips: ips(report.addresses),
            },
        })
    }
}

fn step(step: &usage::Step) -> UsageStep {
    UsageStep { begins_at: step.begins, admitted: step.admitted, refused: step.refused }
}

fn method(used: usage::MethodUse) -> MethodUse {
    MethodUse {
        method: address(&used.name),
        admitted: used.admitted,
        refused: used.refused,
        outcomes: used.outcomes,
        mean_micros: used.mean,
        slowest_micros: used.slowest,
    }
}
