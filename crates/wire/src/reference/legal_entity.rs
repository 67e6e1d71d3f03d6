//! Legal entities the shop trades as.

use crate::patch::entity;
use crate::{Day, Line, Patch, Prose};

entity! {
    /// A company or person the shop trades as.
    #[schemars(example = serde_json::json!({"legalName": "Tea and Coffee SL", "contragentType": "legal-entity", "countryIso": "ES"}))]
    pub struct LegalEntity {
        /// Symbolic code; it stands in the address and never changes.
        code: Patch<Line>,
        /// `individual`, `legal-entity` or `enterpreneur`; `legal-entity` for a new one.
        contragent_type: Patch<Line>,
        /// Name as registered; required for a new one.
        legal_name: Patch<Line>,
        /// Registered address.
        legal_address: Patch<Prose>,
        /// ISO 3166-1 alpha-2 code of its country; the account's country for a new one.
        country_iso: Patch<Line>,
        /// VAT rate in per cent, such as `20.00`, or `none`.
        vat_rate: Patch<Line>,
        /// Taxpayer number.
        #[serde(rename = "INN")]
        inn: Patch<Line>,
        /// OKPO code.
        #[serde(rename = "OKPO")]
        okpo: Patch<Line>,
        /// KPP code.
        #[serde(rename = "KPP")]
        kpp: Patch<Line>,
        /// State registration number of a company.
        #[serde(rename = "OGRN")]
        ogrn: Patch<Line>,
        /// State registration number of a sole trader.
        #[serde(rename = "OGRNIP")]
        ogrnip: Patch<Line>,
        /// Number of the certificate of registration.
        certificate_number: Patch<Line>,
        /// Date of the certificate of registration.
        certificate_date: Patch<Day>,
        /// Code of the bank.
        #[serde(rename = "BIK")]
        bik: Patch<Line>,
        /// Name of the bank.
        bank: Patch<Line>,
        /// Address of the bank.
        bank_address: Patch<Prose>,
        /// Correspondent account.
        corr_account: Patch<Line>,
        /// Account.
        bank_account: Patch<Line>,
    }
}
