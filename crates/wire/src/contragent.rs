//! Billing details of a buyer or a seller.

use crate::patch::entity;
use crate::{Day, Line, Patch, Prose};

entity! {
    /// Billing details.
    pub struct Contragent {
        /// `individual`, `legal-entity` or `enterpreneur` (that spelling).
        contragent_type: Patch<Line>,
        /// Full name of the organisation.
        legal_name: Patch<Line>,
        /// Registered address.
        legal_address: Patch<Prose>,
        /// Taxpayer number.
        #[serde(rename = "INN")]
        inn: Patch<Line>,
        /// Statistics code of the organisation.
        #[serde(rename = "OKPO")]
        okpo: Patch<Line>,
        /// Tax registration reason code.
        #[serde(rename = "KPP")]
        kpp: Patch<Line>,
        /// State registration number of an organisation.
        #[serde(rename = "OGRN")]
        ogrn: Patch<Line>,
        /// State registration number of an entrepreneur.
        #[serde(rename = "OGRNIP")]
        ogrnip: Patch<Line>,
        /// Number of the registration certificate.
        certificate_number: Patch<Line>,
        /// Date of the registration certificate.
        certificate_date: Patch<Day>,
        /// Bank code.
        #[serde(rename = "BIK")]
        bik: Patch<Line>,
        /// Bank.
        bank: Patch<Line>,
        /// Address of the bank.
        bank_address: Patch<Prose>,
        /// Correspondent account.
        corr_account: Patch<Line>,
        /// Settlement account.
        bank_account: Patch<Line>,
    }
}

/// The kinds of contragent there are.
pub const CONTRAGENT_TYPES: &[&str] = &["individual", "legal-entity", "enterpreneur"];
