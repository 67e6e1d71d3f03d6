//! POST /customers/upload: up to 50 new customers.

use domain::customers;
use domain::fault::Fault;
use wire::Problem;
use wire::customer::{UploadCustomers, UploadedCustomers};
use wire::methods::CustomersUpload;
use wire::reply::Row;

use crate::api::bulk::Outcome;
use crate::api::{Answer, Call};

/// Create up to 50 customers at once; good ones are kept when others are refused.
impl Answer for CustomersUpload {
    fn answer(call: Call<'_, '_, UploadCustomers>) -> Result<UploadedCustomers, Fault> {
        let site = call.caller.site(call.account, call.request.site.as_deref())?.id;
        let act = call.act();
        let mut taken = Vec::new();
        for (name, sent) in &call.request.customers {
            let read = sent.as_ref().map_err(|(path, error)| Problem::entity(path, error));
            taken.push((name, read.and_then(|customer| customers::take_in(customer, site, call.account, call.now))));
        }
        call.tx.lock(taken.iter().filter_map(|(_, taken)| taken.as_ref().ok()).flat_map(|new| customers::locks(site, new)))?;
        let mut outcome = Outcome::default();
        for (index, (name, taken)) in taken.into_iter().enumerate() {
            let made = match &taken {
                Ok(new) => customers::create(call.tx, &act, site, new),
                Err(problem) => Err(problem.clone().into()),
            };
            if let Some(id) = outcome.take(index, name.as_deref(), made)? {
                outcome.uploaded.push(Row { id, external_id: name.clone() });
            }
        }
        outcome.finish("Customers are loaded with errors", "uploadedCustomers", "failedCustomers")?;
        Ok(UploadedCustomers { uploaded_customers: outcome.uploaded, failed_customers: Vec::new() })
    }
}
