//! /costs: money that was spent.

pub mod delete;
pub mod upload;

use wire::cost::{Cost, CostFilter};

use crate::api::noun::methods;
use crate::domain::costs::{self, COST};

methods! { &COST, Cost;
    /// List costs, newest first.
    CostsList list "/costs" CostRead "List costs, newest first" by costs::list, CostFilter;
    /// Read one cost.
    CostsGet get "/costs/{id}" CostRead "Read one cost";
    /// Add a cost.
    CostsCreate create "/costs/create" CostWrite "Add a cost";
    /// Change a cost.
    CostsEdit edit "/costs/{id}/edit" CostWrite "Change a cost";
    /// Delete a cost.
    CostsDeleteOne delete "/costs/{id}/delete" CostWrite "Delete a cost";
}
