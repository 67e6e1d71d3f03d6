//! /orders/packs: parts of order lines by warehouse and shipment.

pub mod create;
pub mod delete;
pub mod edit;
pub mod history;

use wire::pack::{Pack, PackFilter};

use crate::api::noun::methods;
use crate::domain::packs::{self, PACK};

methods! { in FROM_3: &PACK, Pack;
    /// List packs, newest first.
    PacksList list "/orders/packs" OrderRead "List packs of order lines, newest first" by packs::list, PackFilter;
    /// Read one pack.
    PacksGet get "/orders/packs/{id}" OrderRead "Read one pack";
}
