//! Legal entities the shop trades as.

use crate::patch::entity;
use crate::{Day, LongText, Patch, Text};

entity! {
    /// A company or person the shop trades as.
    #[schemars(example = serde_json::json!({"legalName": "Tea and Coffee SL", "contragentType": "legal-entity", "countryIso": "ES"}))]
    pub struct LegalEntity {
        /// Code; it is part of the URL and never changes.
        code: Patch<Text>,
        /// `individual`, `legal-entity` or `enterpreneur`; `legal-entity` for a new one.
        contragent_type: Patch<Text>,
        /// Name as registered; required for a new one.
        legal_name: Patch<Text>,
        /// Registered address.
        legal_address: Patch<LongText>,
        /// ISO 3166-1 alpha-2 code of its country; the account's country for a new one.
        country_iso: Patch<Text>,
        /// VAT rate in per cent, such as `20.00`, or `none`.
        vat_rate: Patch<Text>,
        /// Taxpayer number.
        #[serde(rename = "INN")]
        inn: Patch<Text>,
        /// OKPO code.
        #[serde(rename = "OKPO")]
        okpo: Patch<Text>,
        /// KPP code.
        #[serde(rename = "KPP")]
        kpp: Patch<Text>,
        /// State registration number of a company.
        #[serde(rename = "OGRN")]
        ogrn: Patch<Text>,
        /// State registration number of a sole trader.
        #[serde(rename = "OGRNIP")]
        ogrnip: Patch<Text>,
        /// Number of the certificate of registration.
        certificate_number: Patch<Text>,
        /// Date of the certificate of registration.
        certificate_date: Patch<Day>,
        /// Code of the bank.
        #[serde(rename = "BIK")]
        bik: Patch<Text>,
        /// Name of the bank.
        bank: Patch<Text>,
        /// Address of the bank.
        bank_address: Patch<LongText>,
        /// Correspondent account.
        corr_account: Patch<Text>,
        /// Account.
        bank_account: Patch<Text>,
    }
}
