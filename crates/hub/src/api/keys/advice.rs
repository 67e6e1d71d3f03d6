//! GET /api/keys/{id}/advice: what a key could do without.

use domain::advice::{self, Trial};
use domain::fault::Fault;
use domain::keys::manager::Manager;
use wire::Moment;
use wire::key::{AdviceEvidence, AdviceOnKey, AdviceTrial, AdviseKey, CallsOutside, KeyAdvice, MethodCalls};
use wire::methods::KeysAdvice;

use crate::api::keys::{address, ips, which};
use crate::api::{Answer, Call};

impl Answer for KeysAdvice {
    fn answer(call: Call<'_, '_, AdviseKey>) -> Result<AdviceOnKey, Fault> {
        let key = Manager::of(call.tx, call.caller.key.id)?.find(call.tx, &which(&call.request.which), false)?;
        let found = advice::advise(call.tx, key.id, call.request.days(), &call.account.zone, call.now)?;
        let evidence = AdviceEvidence {
            strength: found.evidence.strength().code().to_owned(),
            days_observed: found.evidence.days,
            days_with_calls: found.evidence.days_with_calls,
            calls: found.evidence.calls,
            month_end: found.evidence.month_end,
        };
        Ok(AdviceOnKey {
            advice: KeyAdvice {
                evidence,
                used: found.used.iter().map(|(name, calls)| MethodCalls { method: address(name), calls: *calls }).collect(),
                unused: found.unused.iter().map(|name| address(name)).collect(),
                proposal: found.proposal.map(|names| names.iter().map(|name| address(name)).collect()),
                ips: ips(found.addresses),
                trial: found.trial.map(trial),
                applied_at: found.applied_at,
            },
        })
    }
}

fn trial(trial: Trial) -> AdviceTrial {
    let outside = trial.outside.into_iter();
    AdviceTrial {
        methods: trial.methods.iter().map(|name| address(name)).collect(),
        begun_at: trial.begun_at,
        would_refuse: outside
            .map(|call| CallsOutside { method: address(&call.method), calls: call.calls, last_at: Moment(call.last_at) })
            .collect(),
    }
}
