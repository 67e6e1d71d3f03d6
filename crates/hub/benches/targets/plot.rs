//! Plots as SVG: lines over one axis, with a grid, labels and a legend.

use std::fmt::Write;
use std::path::Path;

/// A line of a plot.
pub struct Series {
    /// Its name in the legend.
    pub name: String,
    /// Its points, ascending in x.
    pub points: Vec<(f64, f64)>,
}

/// A plot.
pub struct Plot<'a> {
    /// The title above it.
    pub title: &'a str,
    /// What the horizontal axis shows, and the vertical one.
    pub axes: (&'a str, &'a str),
    /// Whether both axes are logarithmic.
    pub logarithmic: bool,
    /// Its lines; the legend has those that have a name.
    pub series: Vec<Series>,
}

const WIDTH: f64 = 860.0;
const HEIGHT: f64 = 420.0;
const LEFT: f64 = 70.0;
const RIGHT: f64 = 230.0;
const TOP: f64 = 40.0;
const BOTTOM: f64 = 50.0;
/// Colours that differ for readers who confuse red and green.
const COLOURS: [&str; 8] = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#444444", "#7f3c8d"];

impl Plot<'_> {
    /// Writes it into a folder.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn write(&self, folder: &Path, file: &str) -> anyhow::Result<()> {
        std::fs::create_dir_all(folder)?;
        Ok(std::fs::write(folder.join(file), self.draw())?)
    }

    fn draw(&self) -> String {
        let all = || self.series.iter().flat_map(|series| series.points.iter().copied());
        let (xs, ys) = (self.axis(all().map(|point| point.0)), self.axis(all().map(|point| point.1)));
        let x = |value: f64| LEFT + xs.place(value) * (WIDTH - LEFT - RIGHT);
        let y = |value: f64| HEIGHT - BOTTOM - ys.place(value) * (HEIGHT - TOP - BOTTOM);
        let mut out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" font-family=\"sans-serif\" font-size=\"12\">\n\
             <rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n<text x=\"{LEFT}\" y=\"22\" font-size=\"15\">{}</text>\n",
            self.title
        );
        // Writing to a String cannot fail.
        let _ = writeln!(
            out,
            "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
            LEFT + (WIDTH - LEFT - RIGHT) / 2.0,
            HEIGHT - 10.0,
            self.axes.0
        );
        let _ = writeln!(
            out,
            "<text x=\"16\" y=\"{0}\" text-anchor=\"middle\" transform=\"rotate(-90 16 {0})\">{1}</text>",
            HEIGHT / 2.0,
            self.axes.1
        );
        for value in xs.marks() {
            let at = x(value);
            let _ = writeln!(
                out,
                "<path d=\"M{at:.1} {TOP}V{}\" stroke=\"#ddd\"/><text x=\"{at:.1}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
                HEIGHT - BOTTOM,
                HEIGHT - BOTTOM + 16.0,
                label(value)
            );
        }
        for value in ys.marks() {
            let at = y(value);
            let _ = writeln!(
                out,
                "<path d=\"M{LEFT} {at:.1}H{}\" stroke=\"#ddd\"/><text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
                WIDTH - RIGHT,
                LEFT - 6.0,
                at + 4.0,
                label(value)
            );
        }
        for (index, series) in self.series.iter().enumerate() {
            let colour = COLOURS[index % COLOURS.len()];
            let points: Vec<String> = series.points.iter().map(|(at, value)| format!("{:.1},{:.1}", x(*at), y(*value))).collect();
            let _ = writeln!(out, "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.5\"/>", points.join(" "));
            let at = TOP + 8.0 + 15.0 * index as f64;
            if at < HEIGHT - 10.0 {
                let _ = writeln!(
                    out,
                    "<path d=\"M{0} {at}h14\" stroke=\"{colour}\" stroke-width=\"2\"/><text x=\"{1}\" y=\"{2}\" font-size=\"10\">{3}</text>",
                    WIDTH - RIGHT + 12.0,
                    WIDTH - RIGHT + 32.0,
                    at + 3.5,
                    series.name
                );
            }
        }
        out.push_str("</svg>\n");
        out
    }

    fn axis(&self, values: impl Iterator<Item = f64>) -> Axis {
        let (mut least, mut most) = (f64::MAX, f64::MIN);
        for value in values.filter(|value| !self.logarithmic || *value > 0.0) {
            (least, most) = (least.min(value), most.max(value));
        }
        if self.logarithmic {
            return Axis { from: least.log10().floor(), to: most.log10().ceil().max(least.log10().floor() + 1.0), logarithmic: true };
        }
        Axis { from: 0.0, to: if most > 0.0 { most * 1.05 } else { 1.0 }, logarithmic: false }
    }
}

struct Axis {
    from: f64,
    to: f64,
    logarithmic: bool,
}

impl Axis {
    /// Where a value is, 0 to 1.
    fn place(&self, value: f64) -> f64 {
        let value = if self.logarithmic { value.max(1e-12).log10() } else { value };
        ((value - self.from) / (self.to - self.from)).clamp(0.0, 1.0)
    }

    fn marks(&self) -> Vec<f64> {
        if self.logarithmic {
            return (self.from as i32..=self.to as i32).map(|power| 10f64.powi(power)).collect();
        }
        let raw = (self.to - self.from) / 6.0;
        let power = 10f64.powf(raw.log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|part| part * power).find(|step| *step >= raw).unwrap_or(raw);
        (0..).map(|index| f64::from(index) * step).take_while(|value| *value <= self.to).collect()
    }
}

/// A number as a mark of an axis has it.
fn label(value: f64) -> String {
    match value {
        value if value >= 1e6 => format!("{:.0} M", value / 1e6),
        value if value >= 1e3 => format!("{:.0} k", value / 1e3),
        value if value >= 1.0 || value == 0.0 => format!("{value:.0}"),
        value => format!("{value}"),
    }
}
