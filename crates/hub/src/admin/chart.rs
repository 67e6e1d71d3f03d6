//! A chart of bars, drawn here as SVG: no script draws it, and every bar has its numbers.

use domain::usage::Step;

/// Units a bar takes, the gap included.
const PITCH: i64 = 10;
/// Units of the gap.
const GAP: i64 = 2;
/// Units of the highest bar.
const HEIGHT: f64 = 100.0;

/// A chart of calls over time: let in below, refused above.
pub struct Chart {
    /// Width in units.
    pub width: i64,
    /// What the upper edge stands for: a round number.
    pub top: i64,
    /// The bars, from left to right.
    pub bars: Vec<Bar>,
}

/// A step of the chart.
pub struct Bar {
    /// Left edge in units.
    pub x: i64,
    /// Width in units.
    pub width: i64,
    /// Upper edge and height of the calls that were let in.
    pub admitted: (String, String),
    /// Upper edge and height of the calls that were refused.
    pub refused: (String, String),
    /// When it is, as people read it.
    pub when: String,
    /// Its numbers.
    pub step: Step,
}

impl Chart {
    /// Draws steps; `when` writes the beginning of one.
    pub fn draw(steps: &[Step], when: impl Fn(&Step) -> String) -> Self {
        let top = round_up(steps.iter().map(|step| step.admitted + step.refused).max().unwrap_or(0));
        let high = |calls: i64| if calls == 0 { 0.0 } else { (calls as f64 / top as f64 * HEIGHT).max(1.0) };
        let bars = (0..).zip(steps).map(|(place, step)| {
            let (admitted, refused) = (high(step.admitted), high(step.refused));
            let foot = (HEIGHT - admitted).max(0.0);
            Bar {
                x: place * PITCH,
                width: PITCH - GAP,
                admitted: (units(foot), units(admitted)),
                refused: (units((foot - refused).max(0.0)), units(refused)),
                when: when(step),
                step: *step,
            }
        });
        Self { width: (steps.len() as i64 * PITCH - GAP).max(1), top, bars: bars.collect() }
    }

    /// What stands below the chart: the beginnings of up to five steps, evenly spread from the first to the last.
    pub fn marks(&self) -> Vec<&str> {
        let last = self.bars.len().saturating_sub(1);
        let count = last.min(4);
        let places = (0..=count).map(|mark| (mark * last).checked_div(count).unwrap_or(0));
        places.filter_map(|place| self.bars.get(place)).map(|bar| bar.when.as_str()).collect()
    }

    /// The step with the most calls.
    pub fn peak(&self) -> Option<&Bar> {
        self.bars.iter().max_by_key(|bar| bar.step.admitted + bar.step.refused)
    }
}

fn units(units: f64) -> String {
    format!("{units:.2}")
}

/// The next of 1, 2, 5, 10, 20, 50…
fn round_up(most: i64) -> i64 {
    let mut unit: i64 = 1;
    loop {
        for step in [1, 2, 5] {
            if unit.saturating_mul(step) >= most {
                return unit.saturating_mul(step);
            }
        }
        unit = unit.saturating_mul(10);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wire::Moment;

    #[test]
    fn bars_stack_up_to_a_round_number() {
        assert_eq!([0, 1, 3, 10, 11, 51, i64::MAX].map(round_up), [1, 1, 5, 10, 20, 100, i64::MAX]);
        let step = |admitted, refused| Step { begins: Moment(0), admitted, refused };
        let chart = Chart::draw(&[step(0, 0), step(150, 50), step(1, 0), step(0, 200)], |_| String::new());
        assert_eq!((chart.width, chart.top), (38, 200));
        assert_eq!(chart.bars[0].admitted, ("100.00".to_owned(), "0.00".to_owned()));
        assert_eq!(chart.bars[1].admitted, ("25.00".to_owned(), "75.00".to_owned()));
        assert_eq!(chart.bars[1].refused, ("0.00".to_owned(), "25.00".to_owned()));
        assert_eq!(chart.bars[2].admitted.1, "1.00", "one call is not nothing");
        let chart_of = |count: usize| Chart::draw(&vec![step(1, 0); count], |_| "x".to_owned()).marks().len();
        assert_eq!([0, 1, 2, 5, 30].map(chart_of), [0, 1, 2, 5, 5]);
        assert_eq!(chart.peak().map(|bar| bar.x), Some(30));
    }
}
