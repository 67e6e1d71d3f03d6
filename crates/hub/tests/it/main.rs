//! The integration tests: one binary, so that it links once. Each test has a hub and a database of its own.

#![recursion_limit = "512"]

#[macro_use]
#[allow(dead_code, reason = "the test house offers more than today's tests take")]
mod support;

mod admin;
mod api;
mod backups;
mod book;
mod checklist;
mod cli;
mod clients;
mod connections;
mod cpa;
mod detector;
mod dispatch;
mod domain;
mod every_method;
mod full_disk;
mod harness;
mod history_order;
mod hung_nodes;
mod key_ability;
mod key_care;
mod key_life;
mod key_limits;
mod key_refusals;
mod keys;
mod kill;
mod leak_reports;
mod module_days;
mod nodes;
mod nouns;
mod one_reader;
mod operating;
mod overload;
mod own_tls;
mod reads;
mod released;
mod replays;
mod restored;
mod retention;
mod secrets;
mod server_away;
mod shelf;
mod slow_reads;
mod tidy;
mod traces;
mod usage;
mod watching;
