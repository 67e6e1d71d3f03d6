//! Warehouses, which the API calls stores.

use schemars::JsonSchema;
use serde::de::{Deserializer, Error};
use serde::{Deserialize, Serialize};

use crate::patch::{Entity, entity};
use crate::scalar::{FromScalar, Scalar, scalar};
use crate::{Clock, Flag, Int, List, LongText, Patch, Text};

entity! {
    /// A place goods are kept at or handed out.
    #[schemars(example = serde_json::json!({"name": "Warehouse by the harbour"}))]
    pub struct Store {
        /// Code; it is part of the URL and never changes.
        code: Patch<Text>,
        /// Name; required for a new entry.
        name: Patch<Text>,
        /// Whether it is in use; true for a new entry.
        active: Patch<Flag>,
        /// Id in the accounting system.
        external_id: Patch<Text>,
        /// Id in exchange files.
        xml_id: Patch<Text>,
        /// Description.
        description: Patch<LongText>,
        /// Email.
        email: Patch<Text>,
        /// `store-type-online`, `store-type-retail`, `store-type-supplier` or `store-type-warehouse`, which a new one is.
        r#type: Patch<Text>,
        /// `integer` (default) for quantities, `available` for availability only.
        inventory_type: Patch<Text>,
        /// Address.
        address: Patch<StoreAddress>,
        /// Telephone.
        phone: Patch<StorePhone>,
        /// Whom to ask for.
        contact: Patch<Text>,
        /// When it is open.
        work_time: Patch<StoreWorkTimes>,
    }
}

entity! {
    /// The telephone of a warehouse.
    pub struct StorePhone {
        /// The number, as it was written.
        number: Patch<Text>,
    }
}

entity! {
    /// The address of a warehouse.
    pub struct StoreAddress {
        /// Postcode.
        index: Patch<Text>,
        /// ISO 3166-1 alpha-2 code of the country.
        country_iso: Patch<Text>,
        /// Region.
        region: Patch<Text>,
        /// ID of the region.
        region_id: Patch<Int>,
        /// City.
        city: Patch<Text>,
        /// ID of the city.
        city_id: Patch<Int>,
        /// Kind of settlement.
        city_type: Patch<Text>,
        /// Street.
        street: Patch<Text>,
        /// ID of the street.
        street_id: Patch<Int>,
        /// Kind of street.
        street_type: Patch<Text>,
        /// Number of the building.
        building: Patch<Text>,
        /// Flat or office.
        flat: Patch<Text>,
        /// Floor.
        floor: Patch<Int>,
        /// Entrance.
        block: Patch<Int>,
        /// House within the building.
        house: Patch<Text>,
        /// Wing of the building.
        housing: Patch<Text>,
        /// Underground station.
        metro: Patch<Text>,
        /// How to find it.
        notes: Patch<LongText>,
        /// The complete address.
        text: Patch<LongText>,
        /// Where it is.
        coordinates: Patch<Point>,
    }
}

entity! {
    /// A point on the map.
    pub struct Point {
        /// Latitude, in degrees.
        latitude: Patch<Degrees>,
        /// Longitude, in degrees.
        longitude: Patch<Degrees>,
    }
}

/// An angle on the globe, -180 to 180.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Degrees(pub f64);

impl FromScalar for Degrees {
    const EXPECTED: &'static str = "a number of degrees";
    fn from_text(text: &str) -> Result<Option<Self>, String> {
        match text.trim().parse::<f64>() {
            _ if text.trim().is_empty() => Ok(None),
            Ok(degrees) if (-180.0..=180.0).contains(&degrees) => Ok(Some(Self(degrees))),
            _ => Err("must be a number of degrees, -180 to 180".to_owned()),
        }
    }
}
scalar!(Degrees);

entity! {
    /// Opening hours, day by day.
    pub struct StoreWorkTimes {
        /// Monday.
        mo: Patch<List<StoreWorkTime>>,
        /// Tuesday.
        tu: Patch<List<StoreWorkTime>>,
        /// Wednesday.
        we: Patch<List<StoreWorkTime>>,
        /// Thursday.
        th: Patch<List<StoreWorkTime>>,
        /// Friday.
        fr: Patch<List<StoreWorkTime>>,
        /// Saturday.
        sa: Patch<List<StoreWorkTime>>,
        /// Sunday.
        su: Patch<List<StoreWorkTime>>,
    }
}

entity! {
    /// A stretch of a day in which a warehouse is open.
    pub struct StoreWorkTime {
        /// Opens.
        start_time: Patch<Clock>,
        /// Closes.
        end_time: Patch<Clock>,
        /// Break begins.
        lunch_start_time: Patch<Clock>,
        /// Break ends.
        lunch_end_time: Patch<Clock>,
    }
}
