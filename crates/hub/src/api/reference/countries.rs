//! GET /reference/countries: the countries orders can go to.

use schemars::JsonSchema;
use serde::Serialize;
use wire::Nothing;

use crate::api::{Call, Method, Permission, Verb, Versions};
use crate::fault::Fault;

/// Lists the countries.
pub struct Countries;

/// The countries.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CountryList {
    /// ISO 3166-1 alpha-2 codes, the account's own country first.
    countries_iso: Vec<String>,
}

impl Method for Countries {
    const VERB: Verb = Verb::Get;
    const PATH: &'static str = "/reference/countries";
    const VERSIONS: Versions = Versions::FROM_3;
    const SCOPE: Permission = Permission::ReferenceRead;
    const SUMMARY: &'static str = "List the countries";
    type Request = Nothing;
    type Reply = CountryList;

    fn answer(call: Call<'_, '_, Nothing>) -> Result<CountryList, Fault> {
        let own = call.account.country();
        let others = rust_iso3166::ALL_ALPHA2.iter().copied().filter(|code| *code != own);
        Ok(CountryList { countries_iso: std::iter::once(own).filter(|own| !own.is_empty()).chain(others).map(str::to_owned).collect() })
    }
}
