//! Addresses: of customers, of deliveries.

use crate::patch::entity;
use crate::{Flag, Int, LongText, Patch, ReadOnly, Text};

entity! {
    /// A postal address: either `text` or its parts; without `text`, it is composed of the parts.
    #[schemars(example = serde_json::json!({"name": "Office", "countryIso": "ES", "city": "Madrid", "street": "Calle Mayor", "building": "1"}))]
    pub struct Address {
        /// Internal ID; included in customers.
        id: ReadOnly<i64>,
        /// Name of the address, such as "Office".
        name: Patch<Text>,
        /// The main address of its owner.
        is_main: Patch<Flag>,
        /// Postal code.
        index: Patch<Text>,
        /// Country, ISO 3166-1 alpha-2.
        country_iso: Patch<Text>,
        /// Region.
        region: Patch<Text>,
        /// Region in the directory of the account.
        region_id: Patch<Int>,
        /// City.
        city: Patch<Text>,
        /// City in the directory of the account.
        city_id: Patch<Int>,
        /// Kind of settlement, such as "town".
        city_type: Patch<Text>,
        /// Street.
        street: Patch<Text>,
        /// Street in the directory of the account.
        street_id: Patch<Int>,
        /// Kind of street, such as "avenue".
        street_type: Patch<Text>,
        /// Building.
        building: Patch<Text>,
        /// Flat or office.
        flat: Patch<Text>,
        /// Floor.
        floor: Patch<Int>,
        /// Entrance.
        block: Patch<Int>,
        /// House, if different from the building.
        house: Patch<Text>,
        /// Part of a building.
        housing: Patch<Text>,
        /// Underground station.
        metro: Patch<Text>,
        /// Code of the door phone.
        intercom_code: Patch<Text>,
        /// Notes for the courier.
        notes: Patch<LongText>,
        /// The complete address.
        text: Patch<LongText>,
        /// External ID of the address.
        external_id: Patch<Text>,
    }
}
