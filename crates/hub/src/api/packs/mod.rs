//! /orders/packs: parts of order lines by warehouse and shipment.

pub mod create;
pub mod delete;
pub mod edit;
pub mod history;

use domain::packs::{self, PACK};

use crate::api::noun::answers;

answers! { &PACK;
    PacksList list by packs::list;
    PacksGet get;
}
