//! GET /reference/countries: the countries orders can go to.

use domain::fault::Fault;
use wire::Nothing;
use wire::methods::Countries;
use wire::reference::CountryList;

use crate::api::{Answer, Call};

impl Answer for Countries {
    fn answer(call: Call<'_, '_, Nothing>) -> Result<CountryList, Fault> {
        let own = call.account.country();
        let others = rust_iso3166::ALL_ALPHA2.iter().copied().filter(|code| *code != own);
        Ok(CountryList { countries_iso: std::iter::once(own).filter(|own| !own.is_empty()).chain(others).map(str::to_owned).collect() })
    }
}
