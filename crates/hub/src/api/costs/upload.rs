//! POST /costs/upload: adds several costs.

use std::marker::PhantomData;

use domain::costs::COST;
use domain::fault::Fault;
use domain::{draft, noun};
use wire::Problem;
use wire::cost::Cost;
use wire::methods::CostsUpload;
use wire::noun::Uploaded;

use crate::api::bulk::Outcome;
use crate::api::{Answer, Call};

impl Answer for CostsUpload {
    fn answer(call: Call<'_, '_, Self::Request>) -> Result<Uploaded<Cost>, Fault> {
        let site = call.site_if_any(call.request.site.as_deref())?;
        let (act, mut outcome, mut ids) = (call.act(), Outcome::default(), Vec::new());
        for (index, (_, cost)) in call.request.entities.iter().enumerate() {
            let made = match cost {
                Ok(cost) => noun::create(call.tx, &act, &COST, site, draft::of(cost)?),
                Err((path, text)) => Err(Problem::entity(path, text).into()),
            };
            ids.extend(outcome.take(index, None, made)?);
        }
        outcome.finish_ids("Costs are loaded with errors", &Uploaded::<Cost>::name(), &ids)?;
        Ok(Uploaded { ids, entity: PhantomData })
    }
}
