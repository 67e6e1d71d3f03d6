//! The program as its users meet it: the built binary, started with arguments.

mod audit;
mod beside;
mod bulk;
mod care;
mod catalogue;
mod configuration;
#[cfg(unix)]
mod damage;
mod doctor;
#[cfg(unix)]
mod folder;
mod import;
mod keys;
mod life;
mod lost;
mod methods;
mod plan;
mod serve;
mod settings;
mod sites;
mod users;
mod webhooks;

use std::time::Duration;

/// A moment for things to happen that a test then finds not to have happened.
pub fn moment() {
    std::thread::sleep(Duration::from_millis(300));
}
