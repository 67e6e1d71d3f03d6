//! /costs: money that was spent.

pub mod delete;
pub mod upload;

use crate::api::noun::answers;
use crate::domain::costs::{self, COST};

answers! { &COST;
    CostsList list by costs::list;
    CostsGet get;
    CostsCreate create;
    CostsEdit edit;
    CostsDeleteOne delete;
}
