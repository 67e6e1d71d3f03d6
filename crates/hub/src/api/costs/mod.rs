//! /costs: money that was spent.

pub mod delete;
pub mod upload;

use domain::costs::{self, COST};

use crate::api::noun::answers;

answers! { &COST;
    CostsList list by costs::list;
    CostsGet get;
    CostsCreate create;
    CostsEdit edit;
    CostsDeleteOne delete;
}
