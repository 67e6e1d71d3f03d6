//! POST /customers-corporate/upload: up to 50 new corporate customers.

use domain::corporate;
use domain::fault::Fault;
use wire::Problem;
use wire::corporate::UploadCorporate;
use wire::customer::UploadedCustomers;
use wire::methods::CorporateUpload;
use wire::reply::Row;

use crate::api::bulk::Outcome;
use crate::api::{Answer, Call};

/// Create up to 50 corporate customers at once; valid ones are saved even if others are refused.
impl Answer for CorporateUpload {
    fn answer(call: Call<'_, '_, UploadCorporate>) -> Result<UploadedCustomers, Fault> {
        let site = call.caller.site(call.account, call.request.site.as_deref())?.id;
        let (act, mut outcome) = (call.act(), Outcome::default());
        for (index, (name, sent)) in call.request.customers_corporate.iter().enumerate() {
            let made = match sent {
                Ok(sent) => corporate::create(call.tx, &act, site, sent),
                Err((path, error)) => Err(Problem::entity(path, error).into()),
            };
            if let Some(id) = outcome.take(index, name.as_deref(), made)? {
                outcome.uploaded.push(Row { id, external_id: name.clone() });
            }
        }
        outcome.finish("Customers are loaded with errors", "uploadedCustomers", "failedCustomers")?;
        Ok(UploadedCustomers { uploaded_customers: outcome.uploaded, failed_customers: Vec::new() })
    }
}
