//! What was measured, beside what it should be: a table for people, JSON for programs.

use serde_json::{Value, json};

/// What a figure must reach.
#[derive(Debug, Clone, Copy)]
pub enum Target {
    /// This ratio to the baseline, or a better one.
    Ratio(f64),
    /// No more than this many nanoseconds.
    Nanoseconds(f64),
    /// No more than this many of them.
    Count(f64),
    /// No more than this, in this unit.
    Most(f64, &'static str),
    /// At least this, in this unit.
    Least(f64, &'static str),
    /// Nothing: shown for comparison.
    None,
}

/// One figure.
#[derive(Debug, Clone)]
pub struct Line {
    /// The target it belongs to, such as `P1`.
    pub id: &'static str,
    /// The database, if one is involved.
    pub engine: &'static str,
    /// What was done.
    pub what: String,
    /// What the hub reached, in the target's unit: a second, nanoseconds, or a number.
    pub ours: f64,
    /// What the bare parts reached.
    pub baseline: Option<f64>,
    /// The median of the rounds' ratios.
    pub ratio: Option<f64>,
    /// What is wanted.
    pub target: Target,
}

impl Line {
    /// A figure of several rounds, each with the hub's rate and the baseline's.
    pub fn of_rounds(id: &'static str, engine: &'static str, what: impl Into<String>, rounds: &[(f64, f64)], target: Target) -> Self {
        Self {
            id,
            engine,
            what: what.into(),
            ours: median(rounds.iter().map(|round| round.0)),
            baseline: Some(median(rounds.iter().map(|round| round.1))),
            ratio: Some(median(rounds.iter().map(|round| round.0 / round.1))),
            target,
        }
    }

    /// A figure without a baseline.
    pub fn of_figure(id: &'static str, engine: &'static str, what: impl Into<String>, ours: f64, target: Target) -> Self {
        Self { id, engine, what: what.into(), ours, baseline: None, ratio: None, target }
    }

    fn met(&self) -> Option<bool> {
        match self.target {
            Target::Ratio(least) => self.ratio.map(|ratio| ratio >= least),
            Target::Nanoseconds(most) | Target::Count(most) | Target::Most(most, _) => Some(self.ours <= most),
            Target::Least(least, _) => Some(self.ours >= least),
            Target::None => None,
        }
    }

    fn cells(&self) -> [String; 8] {
        let rate = |rate: f64| match self.target {
            Target::Nanoseconds(_) => format!("{rate:.0} ns"),
            Target::Count(_) => format!("{rate:.0}"),
            Target::Most(_, unit) | Target::Least(_, unit) => format!("{rate:.1} {unit}"),
            _ => format!("{rate:.0}/s"),
        };
        let (target, verdict) = match self.target {
            Target::Ratio(least) => (format!(">= {least:.2}"), self.met()),
            Target::Nanoseconds(most) => (format!("<= {most:.0} ns"), self.met()),
            Target::Count(most) => (format!("<= {most:.0}"), self.met()),
            Target::Most(most, unit) => (format!("<= {most:.0} {unit}"), self.met()),
            Target::Least(least, unit) => (format!(">= {least:.0} {unit}"), self.met()),
            Target::None => ("-".to_owned(), None),
        };
        [
            self.id.to_owned(),
            self.engine.to_owned(),
            self.what.clone(),
            rate(self.ours),
            self.baseline.map_or_else(|| "-".to_owned(), rate),
            self.ratio.map_or_else(|| "-".to_owned(), |ratio| format!("{ratio:.2}")),
            target,
            verdict.map_or("", |met| if met { "met" } else { "MISSED" }).to_owned(),
        ]
    }

    fn json(&self) -> Value {
        let (unit, target) = match self.target {
            Target::Ratio(least) => ("per second", Some(least)),
            Target::Nanoseconds(most) => ("nanoseconds", Some(most)),
            Target::Count(most) => ("count", Some(most)),
            Target::Most(bound, unit) | Target::Least(bound, unit) => (unit, Some(bound)),
            Target::None => ("per second", None),
        };
        json!({
            "id": self.id, "engine": self.engine, "what": self.what, "unit": unit, "ours": self.ours,
            "baseline": self.baseline, "ratio": self.ratio, "target": target, "met": self.met(),
        })
    }
}

/// The figures as one table.
pub fn table(lines: &[Line]) -> String {
    let heading = ["", "database", "what", "ours", "baseline", "ratio", "target", ""].map(str::to_owned);
    let rows: Vec<[String; 8]> = std::iter::once(heading).chain(lines.iter().map(Line::cells)).collect();
    let widths: [usize; 8] = std::array::from_fn(|column| rows.iter().map(|row| row[column].len()).max().unwrap_or(0));
    let mut out = String::new();
    for row in rows {
        let cells = row.iter().enumerate().map(|(column, cell)| {
            let width = widths[column];
            if (3..6).contains(&column) { format!("{cell:>width$}") } else { format!("{cell:width$}") }
        });
        out.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
        out.push('\n');
    }
    out
}

/// The figures as JSON.
pub fn json(lines: &[Line]) -> String {
    Value::Array(lines.iter().map(Line::json).collect()).to_string()
}

/// The middle of some figures.
pub fn median(figures: impl IntoIterator<Item = f64>) -> f64 {
    let mut figures: Vec<f64> = figures.into_iter().collect();
    figures.sort_by(f64::total_cmp);
    match figures.len() {
        0 => 0.0,
        count if count % 2 == 1 => figures[count / 2],
        count => f64::midpoint(figures[count / 2 - 1], figures[count / 2]),
    }
}
