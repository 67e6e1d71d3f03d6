//! The dictionaries of the account.

mod cost_groups_edit;
mod countries;
mod couriers;
mod currencies;
mod editing;
mod links;
mod listing;
mod mg_templates;
mod sites;
