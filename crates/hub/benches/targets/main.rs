//! The performance targets, measured: the hub beside the bare parts it is made of, in one run.
//!
//! `./bench` at the root of the repository builds and runs this; `./bench --help` lists the options.

mod bare;
mod footprint;
mod gate;
mod lists;
mod load;
mod mixed;
mod orders;
mod peers;
mod plot;
mod reads;
mod report;
mod revocation;
mod rows;
mod server;
mod writes;

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, bail};

use crate::report::Line;
use crate::server::Engine;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What can be measured.
const TARGETS: [&str; 9] = ["P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9"];

/// How thoroughly it is measured.
pub struct Plan {
    /// Rounds, each of both sides in turn.
    pub rounds: usize,
    /// How long a load lasts.
    pub time: Duration,
    /// How many orders there are where lists are measured.
    pub size: u64,
    /// How long the mixed load lasts.
    pub mixed: Duration,
    /// Where plots go.
    pub plots: Option<PathBuf>,
}

struct Wanted {
    plan: Plan,
    targets: Vec<String>,
    /// The Python that runs the peer.
    peers: Option<PathBuf>,
    engines: Vec<Engine>,
    json: bool,
}

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.first().is_some_and(|first| first == "baseline") {
        return bare::serve(&arguments[1..]);
    }
    tracing_subscriber::fmt().with_max_level(tracing::Level::WARN).with_writer(std::io::stderr).init();
    let wanted = read(arguments)?;
    let mut lines = Vec::new();
    let mut failed = None;
    for target in wanted.targets.iter().map(String::as_str).chain(wanted.peers.as_ref().map(|_| "peers")) {
        match measure(target, &wanted) {
            Ok(more) => lines.extend(more),
            // Figures measured before are printed all the same.
            Err(error) => {
                failed = Some(error.context(format!("{target} could not be measured")));
                break;
            }
        }
    }
    if wanted.json {
        println!("{}", report::json(&lines));
    } else {
        println!("{}", report::table(&lines));
    }
    failed.map_or(Ok(()), Err)
}

fn measure(target: &str, wanted: &Wanted) -> anyhow::Result<Vec<Line>> {
    let plan = &wanted.plan;
    let sqlite = wanted.engines.contains(&Engine::Sqlite);
    eprintln!("measuring {target} …");
    let mut lines = Vec::new();
    match target {
        "peers" => {
            if let Some(python) = &wanted.peers {
                lines.extend(peers::measure(plan, python)?);
            }
        }
        "P1" => lines.extend(gate::measure()?),
        "P2" if sqlite => lines.extend(reads::small(plan)?),
        "P3" if sqlite => lines.extend(reads::statuses(plan)?),
        "P4" => {
            for engine in &wanted.engines {
                lines.extend(writes::create(plan, *engine)?);
            }
        }
        "P5" => {
            for engine in &wanted.engines {
                lines.extend(writes::upload(plan, *engine)?);
            }
        }
        "P6" => {
            for engine in &wanted.engines {
                lines.extend(lists::measure(*engine, plan.size, plan.plots.as_deref())?);
            }
        }
        "P7" if sqlite => lines.extend(footprint::measure()?),
        "P9" => {
            for engine in &wanted.engines {
                lines.extend(mixed::measure(*engine, plan.time, plan.mixed, plan.plots.as_deref())?);
            }
        }
        "P8" => {
            for engine in &wanted.engines {
                lines.push(revocation::measure(*engine)?);
            }
        }
        _ => {}
    }
    Ok(lines)
}

fn read(arguments: Vec<String>) -> anyhow::Result<Wanted> {
    let plan = Plan { rounds: 3, time: Duration::from_millis(2500), size: 100_000, mixed: Duration::from_secs(60), plots: None };
    let mut wanted = Wanted { plan, targets: Vec::new(), peers: None, engines: vec![Engine::Sqlite, Engine::Postgres], json: false };
    let mut arguments = arguments.into_iter();
    while let Some(argument) = arguments.next() {
        if argument == "--plots" {
            wanted.plan.plots = Some(arguments.next().context("--plots takes a folder")?.into());
            continue;
        }
        if argument == "--peers" {
            wanted.peers = Some(arguments.next().context("--peers takes a Python")?.into());
            continue;
        }
        let mut number =
            || arguments.next().and_then(|text| text.parse::<f64>().ok()).with_context(|| format!("{argument} takes a number"));
        match argument.as_str() {
            // Cargo says this to every benchmark.
            "--bench" => {}
            "--json" => wanted.json = true,
            "--sqlite" => wanted.engines = vec![Engine::Sqlite],
            "--postgres" => wanted.engines = vec![Engine::Postgres],
            "--rounds" => wanted.plan.rounds = (number()? as usize).max(1),
            "--size" => wanted.plan.size = number()? as u64,
            "--minutes" => wanted.plan.mixed = Duration::from_secs_f64(number()?.max(0.1) * 60.0),
            "--seconds" => wanted.plan.time = Duration::from_secs_f64(number()?.max(0.1)),
            target if TARGETS.contains(&target) => wanted.targets.push(argument),
            _ => bail!("{argument} is neither an option nor one of {}", TARGETS.join(", ")),
        }
    }
    if wanted.targets.is_empty() && wanted.peers.is_none() {
        wanted.targets = TARGETS.map(str::to_owned).to_vec();
    }
    Ok(wanted)
}
