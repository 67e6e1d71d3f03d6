//! /orders/packs: parts of order lines by warehouse and shipment.

pub mod create;
pub mod delete;
pub mod edit;
pub mod history;

use crate::api::noun::answers;
use crate::domain::packs::{self, PACK};

answers! { &PACK;
    PacksList list by packs::list;
    PacksGet get;
}
