//! Addresses: of customers, of deliveries.

use crate::patch::entity;
use crate::{Flag, Int, Line, Patch, Prose, ReadOnly};

entity! {
    /// A postal address. Either `text` in one piece or the parts; without `text` it is put together from the parts.
    pub struct Address {
        /// Internal id; answers of customers carry it.
        id: ReadOnly<i64>,
        /// Name of the address, such as "Office".
        name: Patch<Line>,
        /// The main address of its owner.
        is_main: Patch<Flag>,
        /// Postal code.
        index: Patch<Line>,
        /// Country, ISO 3166-1 alpha-2.
        country_iso: Patch<Line>,
        /// Region.
        region: Patch<Line>,
        /// Region in the directory of the account.
        region_id: Patch<Int>,
        /// City.
        city: Patch<Line>,
        /// City in the directory of the account.
        city_id: Patch<Int>,
        /// Kind of settlement, such as "town".
        city_type: Patch<Line>,
        /// Street.
        street: Patch<Line>,
        /// Street in the directory of the account.
        street_id: Patch<Int>,
        /// Kind of street, such as "avenue".
        street_type: Patch<Line>,
        /// Building.
        building: Patch<Line>,
        /// Flat or office.
        flat: Patch<Line>,
        /// Floor.
        floor: Patch<Int>,
        /// Entrance.
        block: Patch<Int>,
        /// House, where it differs from the building.
        house: Patch<Line>,
        /// Part of a building.
        housing: Patch<Line>,
        /// Underground station.
        metro: Patch<Line>,
        /// Code of the door phone.
        intercom_code: Patch<Line>,
        /// Notes for the courier.
        notes: Patch<Prose>,
        /// The address in one piece.
        text: Patch<Prose>,
        /// The client's own id of the address.
        external_id: Patch<Line>,
    }
}
