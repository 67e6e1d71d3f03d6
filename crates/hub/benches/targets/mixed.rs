//! P9: reads beside uploads, and a mixed load over minutes with its latencies, memory and write-ahead log.

use std::fmt::Write;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use domain::clock::Clock;
use serde_json::json;

use crate::lists;
use crate::load::{Answer, Load, SUCCESS, Source};
use crate::orders;
use crate::plot::{Plot, Series};
use crate::report::{Line, Target};
use crate::server::{Account, Engine, Server};

/// Orders there are before it begins.
const BEFORE: u64 = 20_000;
/// Connections of the mixed load, and of each side of reads beside uploads.
const CONNECTIONS: usize = 32;
const READERS: usize = 8;
/// Orders of one upload.
const BULK: u64 = 10;
/// How often memory and log are looked at.
const LOOK: Duration = Duration::from_millis(500);
/// Windows that the time of the load is cut into.
const WINDOWS: usize = 20;

/// Measures for so long; plots go into a folder.
///
/// # Errors
/// A server cannot be started, or answered wrongly.
pub fn measure(engine: Engine, quiet: Duration, time: Duration, plots: Option<&Path>) -> anyhow::Result<Vec<Line>> {
    let account = Account::make(engine, "mixed")?;
    let token = account.key(&["south", "west"], "all")?;
    let server = account.serve()?;
    lists::fill(&token, &server, 0, BEFORE)?;
    std::thread::sleep(Duration::from_secs(2));
    let next = Arc::new(AtomicU64::new(BEFORE));
    let mut lines = beside_uploads(engine, &token, &server, &next, quiet)?;
    let (answers, samples) = mixed(&account, &token, &server, &next, time)?;
    lines.extend(lines_of(engine, &answers, &samples, time));
    if let Some(folder) = plots {
        draw(engine, &answers, &samples, time, folder)?;
    }
    Ok(lines)
}

/// The 99th percentile of reads alone, and while uploads run at full speed.
fn beside_uploads(engine: Engine, token: &str, server: &Server, next: &Arc<AtomicU64>, time: Duration) -> anyhow::Result<Vec<Line>> {
    let read = || -> Source {
        let (token, mut count) = (token.to_owned(), 0);
        Box::new(move |out| {
            count += 1;
            out.extend_from_slice(&small_read(&token, count));
        })
    };
    let reads = || -> anyhow::Result<f64> {
        let answers = Mutex::new(Vec::new());
        Load { connections: READERS, time, answers: Some(&answers), ..Load::new(server.address, SUCCESS, &read) }.run()?;
        Ok(percentile(&answers.into_inner().unwrap_or_else(PoisonError::into_inner), 0.99))
    };
    reads()?;
    let alone = reads()?;
    let upload = || -> Source {
        let (token, next) = (token.to_owned(), Arc::clone(next));
        Box::new(move |out| out.extend_from_slice(&upload(&token, next.fetch_add(BULK, Ordering::Relaxed))))
    };
    let loaded = std::thread::scope(|scope| {
        let writes = scope.spawn(|| Load { connections: READERS, time: time * 2, ..Load::new(server.address, SUCCESS, &upload) }.run());
        std::thread::sleep(time / 4);
        let loaded = reads();
        writes.join().unwrap_or_else(|_| anyhow::bail!("the uploads panicked")).and(loaded)
    })?;
    let what = format!("p99 of reads while uploads run at full speed : alone ({loaded:.2} ms : {alone:.2} ms)");
    Ok(vec![Line::of_figure("P9", engine.name(), what, loaded / alone, Target::Most(3.0, "times"))])
}

/// Memory and log at one moment.
struct Sample {
    at: Duration,
    memory: f64,
    log: f64,
}

fn mixed(
    account: &Account,
    token: &str,
    server: &Server,
    next: &Arc<AtomicU64>,
    time: Duration,
) -> anyhow::Result<(Vec<Answer>, Vec<Sample>)> {
    let turn = Arc::new(AtomicU64::new(0));
    let source = || -> Source {
        let (token, turn, next) = (token.to_owned(), Arc::clone(&turn), Arc::clone(next));
        Box::new(move |out| out.extend_from_slice(&call(&token, turn.fetch_add(1, Ordering::Relaxed), &next)))
    };
    let (answers, ended) = (Mutex::new(Vec::new()), AtomicBool::new(false));
    let log = account.file().with_extension("db-wal");
    let begun = Clock::uptime();
    let (outcome, samples) = std::thread::scope(|scope| {
        let looking = scope.spawn(|| {
            let mut samples = Vec::new();
            while !ended.load(Ordering::Relaxed) {
                let bytes = std::fs::metadata(&log).map_or(0, |found| found.len());
                if let Ok(memory) = server.memory() {
                    samples.push(Sample { at: Clock::uptime() - begun, memory, log: bytes as f64 / 1e6 });
                }
                std::thread::sleep(LOOK);
            }
            samples
        });
        let outcome = Load { connections: CONNECTIONS, time, answers: Some(&answers), ..Load::new(server.address, SUCCESS, &source) }.run();
        ended.store(true, Ordering::Relaxed);
        (outcome, looking.join())
    });
    outcome?;
    let samples = samples.map_err(|_| anyhow::anyhow!("the look at memory panicked"))?;
    Ok((answers.into_inner().unwrap_or_else(PoisonError::into_inner), samples))
}

fn lines_of(engine: Engine, answers: &[Answer], samples: &[Sample], time: Duration) -> Vec<Line> {
    let minutes = time.as_secs_f64() / 60.0;
    let what = |text: &str| format!("{text}, {minutes:.1} minutes of mixed load");
    let line = |id, text: &str, ours, target| Line::of_figure(id, engine.name(), what(text), ours, target);
    let rates = windows(answers, time).map(|window| window.len() as f64 / (time.as_secs_f64() / WINDOWS as f64)).collect::<Vec<_>>();
    // The second of ten parts, and the last.
    let (early, late) = ((rates[2] + rates[3]) / 2.0, (rates[WINDOWS - 2] + rates[WINDOWS - 1]) / 2.0);
    let most = |of: fn(&Sample) -> f64| samples.iter().map(of).fold(0.0, f64::max);
    let at = |part: f64| samples.get((samples.len() as f64 * part) as usize).map_or(0.0, |sample| sample.memory);
    let mut lines = vec![
        line("P9", "calls a second", answers.len() as f64 / time.as_secs_f64(), Target::Least(2000.0, "a second")),
        line("P9", "p50", percentile(answers, 0.5), Target::None),
        line("P9", "p99", percentile(answers, 0.99), Target::Most(200.0, "ms")),
        Line::of_rounds(
            "P9",
            engine.name(),
            what("calls a second of the last tenth : of the second one"),
            &[(late, early)],
            Target::Ratio(0.9),
        ),
        line("P7", "the most memory", most(|sample| sample.memory), Target::Most(300.0, "MB")),
        line("P7", "memory at the end : after a third of the time", at(0.98) / at(0.33).max(1.0), Target::Most(1.25, "times")),
    ];
    if engine == Engine::Sqlite {
        lines.push(line("P7", "the largest write-ahead log", most(|sample| sample.log), Target::Most(256.0 * 1.048_576, "MB")));
    }
    lines
}

fn windows(answers: &[Answer], time: Duration) -> impl Iterator<Item = Vec<Answer>> {
    let mut windows = vec![Vec::new(); WINDOWS];
    for answer in answers {
        let window = (answer.at.as_secs_f64() / time.as_secs_f64() * WINDOWS as f64) as usize;
        if let Some(window) = windows.get_mut(window) {
            window.push(*answer);
        }
    }
    windows.into_iter()
}

fn draw(engine: Engine, answers: &[Answer], samples: &[Sample], time: Duration, folder: &Path) -> anyhow::Result<()> {
    let width = time.as_secs_f64() / WINDOWS as f64;
    let of = |name: &str, value: &dyn Fn(&[Answer]) -> f64| Series {
        name: name.to_owned(),
        points: windows(answers, time).enumerate().map(|(index, window)| ((index as f64 + 0.5) * width, value(&window))).collect(),
    };
    let rate = of("calls a second", &|window| window.len() as f64 / width);
    let name = engine.name();
    let latency = vec![of("p50, ms", &|window| percentile(window, 0.5)), of("p99, ms", &|window| percentile(window, 0.99))];
    let seen = |name: &str, value: fn(&Sample) -> f64| Series {
        name: name.to_owned(),
        points: samples.iter().map(|sample| (sample.at.as_secs_f64(), value(sample))).collect(),
    };
    let memory = vec![seen("memory, MB", |sample| sample.memory), seen("write-ahead log, MB", |sample| sample.log)];
    let plot = |title: &str, axis: &str, series, file: &str| {
        let title = format!("{title}, {name}");
        Plot { title: &title, axes: ("seconds", axis), logarithmic: false, series }
            .write(folder, &format!("{file}-{}.svg", name.to_lowercase()))
    };
    plot("Mixed load: calls a second", "calls a second", vec![rate], "mixed-calls")?;
    plot("Mixed load: latency", "ms", latency, "mixed-latency")?;
    plot("Mixed load: memory", "MB", memory, "mixed-memory")
}

/// Of these answers, how many milliseconds so large a part took at most.
fn percentile(answers: &[Answer], part: f64) -> f64 {
    let mut took: Vec<Duration> = answers.iter().map(|answer| answer.took).collect();
    if took.is_empty() {
        return 0.0;
    }
    let place = ((took.len() as f64 * part) as usize).min(took.len() - 1);
    took.select_nth_unstable(place).1.as_secs_f64() * 1e3
}

/// One call of the mix: of a hundred, 6 uploads, 24 creates, 20 edits, 25 lists and histories, 25 small reads.
fn call(token: &str, turn: u64, next: &AtomicU64) -> Vec<u8> {
    let dice = turn.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 33;
    match dice % 100 {
        0..6 => upload(token, next.fetch_add(BULK, Ordering::Relaxed)),
        6..30 => {
            let number = next.fetch_add(1, Ordering::Relaxed);
            post(token, "orders/create", &[("site", "north".to_owned()), ("order", lists::order(number).to_string())])
        }
        30..50 => {
            let number = dice / 100 % BEFORE;
            let site = lists::store_of(number);
            let order = json!({"managerComment": format!("called at {turn}"), "call": turn.is_multiple_of(2)});
            post(token, &format!("orders/L{number}/edit"), &[("site", site.to_owned()), ("order", order.to_string())])
        }
        50..75 => orders::get(token, &list(dice / 100)),
        _ => small_read(token, dice / 100),
    }
}

/// A list with a filter, or a page of a history.
fn list(dice: u64) -> String {
    let path = match dice % 12 {
        0 => "orders?limit=20".to_owned(),
        1 => format!("orders?filter[email]=person{}@shop.example", dice % 50_000),
        2 => "orders?filter[customer]=anna".to_owned(),
        3 => format!("orders?filter[numbers][]=N-{}", dice % BEFORE),
        4 => "orders?filter[extendedStatus][]=complete".to_owned(),
        5 => "orders?filter[sourceName]=rare".to_owned(),
        6 => "orders?filter[minPrice]=1990".to_owned(),
        7 => format!("customers?filter[email]=person{}@shop.example", dice % 50_000),
        8 => format!("customers?filter[name]=person{:05}", dice % 50_000),
        9 => "orders/history?filter[sinceId]=1".to_owned(),
        10 => format!("orders/history?filter[sinceId]={}", dice % 100_000),
        _ => "customers/history?filter[sinceId]=1".to_owned(),
    };
    format!("/api/v5/{}", path.replace('[', "%5B").replace(']', "%5D"))
}

fn small_read(token: &str, dice: u64) -> Vec<u8> {
    let id = 1 + dice.wrapping_mul(7919) % BEFORE;
    match dice % 3 {
        0 => orders::get(token, &format!("/api/v5/orders/{id}?by=id")),
        1 => orders::get(token, &format!("/api/v5/orders/statuses?ids%5B%5D={id}&ids%5B%5D={}", id / 2 + 1)),
        _ => orders::get(token, "/api/credentials"),
    }
}

fn upload(token: &str, first: u64) -> Vec<u8> {
    let orders: Vec<_> = (first..first + BULK).map(lists::order).collect();
    post(token, "orders/upload", &[("site", "south".to_owned()), ("orders", serde_json::Value::from(orders).to_string())])
}

fn post(token: &str, path: &str, fields: &[(&str, String)]) -> Vec<u8> {
    let encoded = |text: &str| percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string();
    let body: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    let body = body.join("&");
    let mut request = String::new();
    // Writing to a String cannot fail.
    let _ = write!(
        request,
        "POST /api/v5/{path} HTTP/1.1\r\nHost: hub\r\nX-API-KEY: {token}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    request.into_bytes()
}
