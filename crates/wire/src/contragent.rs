//! Billing details of a buyer or a seller.

use crate::patch::entity;
use crate::{Day, LongText, Patch, Text};

entity! {
    /// Billing details.
    pub struct Contragent {
        /// `individual`, `legal-entity` or `enterpreneur` (that spelling).
        contragent_type: Patch<Text>,
        /// Full name of the organisation.
        legal_name: Patch<Text>,
        /// Registered address.
        legal_address: Patch<LongText>,
        /// Taxpayer number.
        #[serde(rename = "INN")]
        inn: Patch<Text>,
        /// Statistics code of the organisation.
        #[serde(rename = "OKPO")]
        okpo: Patch<Text>,
        /// Tax registration reason code.
        #[serde(rename = "KPP")]
        kpp: Patch<Text>,
        /// State registration number of an organisation.
        #[serde(rename = "OGRN")]
        ogrn: Patch<Text>,
        /// State registration number of an entrepreneur.
        #[serde(rename = "OGRNIP")]
        ogrnip: Patch<Text>,
        /// Number of the registration certificate.
        certificate_number: Patch<Text>,
        /// Date of the registration certificate.
        certificate_date: Patch<Day>,
        /// Bank code.
        #[serde(rename = "BIK")]
        bik: Patch<Text>,
        /// Bank.
        bank: Patch<Text>,
        /// Address of the bank.
        bank_address: Patch<LongText>,
        /// Correspondent account.
        corr_account: Patch<Text>,
        /// Settlement account.
        bank_account: Patch<Text>,
    }
}

/// The kinds of contragent there are.
pub const CONTRAGENT_TYPES: &[&str] = &["individual", "legal-entity", "enterpreneur"];
