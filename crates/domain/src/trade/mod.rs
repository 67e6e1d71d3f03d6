//! Orders and customers as files for spreadsheets: how they are written, how they are read back, and how that is undone.

pub mod cells;
pub mod columns;
pub mod custom;
pub mod export;
pub mod faulty;
pub mod group;
pub mod imports;
pub mod plan;
pub mod row;
pub mod sheet;
pub mod steps;
mod undo;
pub mod values;

pub use columns::Kind;
pub use plan::{Existing, Plan};
