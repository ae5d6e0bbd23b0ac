//! The curves as SVG, both axes logarithmic, each labelled at its end with its exponent. Colour says
//! what a job looks at; the words say it too. Legible on light and on dark ground.

use std::fmt::Write as _;

use super::job::{Job, Scope};
use super::measured::{Measured, wall};
use super::slope::{exponent, real};

const WIDTH: f64 = 900.0;
const HEIGHT: f64 = 520.0;
const LEFT: f64 = 64.0;
const RIGHT: f64 = 236.0;
const TOP: f64 = 106.0;
const BOTTOM: f64 = 48.0;
/// Between two labels, at least.
const LINE: f64 = 17.0;

const SHEET: &str = "\
text{font:13px -apple-system,'Segoe UI',Roboto,'Noto Sans','Liberation Sans',sans-serif;fill:#1c1f1e;\
font-variant-numeric:tabular-nums lining-nums}
.paper{fill:#faf9f6}.grid{stroke:#e5e2da}.lead{stroke:#575d59}.muted{fill:#575d59}
.head{font-size:19px;font-weight:600}.line{fill:none;stroke-width:2.25;stroke-linejoin:round}
.log .line,.log circle{stroke:#8a4a10}.fixed .line,.fixed circle{stroke:#0b6662}
.memory .line,.memory circle{stroke:#575d59}circle{fill:#faf9f6;stroke-width:2}
.log .name,.log.name{fill:#8a4a10}.fixed .name,.fixed.name{fill:#0b6662}.memory .name,.memory.name{fill:#575d59}
@media(prefers-color-scheme:dark){
text{fill:#eae8e1}.paper,circle{fill:#141716}.grid{stroke:#2a2f2d}.lead{stroke:#a8aea9}.muted{fill:#a8aea9}
.log .line,.log circle{stroke:#e0a262}.fixed .line,.fixed circle{stroke:#62c4ba}
.memory .line,.memory circle{stroke:#a8aea9}
.log .name,.log.name{fill:#e0a262}.fixed .name,.fixed.name{fill:#62c4ba}.memory .name,.memory.name{fill:#a8aea9}
}";

/// A picture of what was measured.
pub(super) fn drawn(measured: &Measured) -> String {
    let curves: Vec<_> = Job::ALL.into_iter().map(|job| (job, measured.curve(job, wall))).collect();
    let frame = Frame::around(&curves);
    let mut svg = head(&curves);
    frame.axes(&measured.sizes, &mut svg);
    for (job, curve) in &curves {
        frame.curve(*job, curve, &mut svg);
    }
    frame.labels(&curves, &mut svg);
    svg + "</svg>\n"
}

type Curve = Vec<(f64, f64)>;

fn head(curves: &[(Job, Curve)]) -> String {
    let told =
        |(job, curve): &(Job, Curve)| Some(format!("{} {:.2}", job.name(), exponent(curve)?));
    let exponents: Vec<_> = curves.iter().filter_map(told).collect();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" width=\"{WIDTH}\" \
         height=\"{HEIGHT}\" role=\"img\"><title>What each job takes as the register grows</title>\
         <desc>Exponents of growth: {}.</desc><style>{SHEET}</style>\
         <rect class=\"paper\" width=\"{WIDTH}\" height=\"{HEIGHT}\"/>\n\
         <text class=\"head\" x=\"24\" y=\"34\">What each job takes as the register grows</text>\n\
         <text x=\"24\" y=\"58\"><tspan class=\"log name\">Reads the log</tspan>, \
         <tspan class=\"memory name\">asks what is in memory</tspan>, or \
         <tspan class=\"fixed name\">has a fixed number of commits to do</tspan>.</text>\n\
         <text class=\"muted\" x=\"24\" y=\"78\">Behind each name its exponent: at 1 twice the \
         commits take twice the time, at 0 the same, at 2 four times the time.</text>\n",
        exponents.join(", ")
    )
}

/// The decades that everything lies within.
struct Frame {
    sizes: (f64, f64),
    times: (f64, f64),
}

impl Frame {
    fn around(curves: &[(Job, Curve)]) -> Self {
        let nothing = (f64::INFINITY, f64::NEG_INFINITY);
        let (mut sizes, mut times) = (nothing, nothing);
        for (size, seconds) in curves.iter().flat_map(|(_, curve)| curve) {
            sizes = widened(sizes, size.log10());
            times = widened(times, seconds.log10());
        }
        Self { sizes, times: (times.0.floor(), times.1.ceil()) }
    }

    fn x(&self, size: f64) -> f64 {
        LEFT + part(size.log10(), self.sizes) * (WIDTH - LEFT - RIGHT)
    }

    fn y(&self, seconds: f64) -> f64 {
        HEIGHT - BOTTOM - part(seconds.log10(), self.times) * (HEIGHT - TOP - BOTTOM)
    }

    fn axes(&self, sizes: &[u64], svg: &mut String) {
        let mut decade = self.times.0;
        while decade <= self.times.1 {
            let (y, end) = (self.y(10_f64.powf(decade)), WIDTH - RIGHT);
            let _ = writeln!(
                svg,
                "<path class=\"grid\" d=\"M{LEFT} {y:.1}H{end}\"/>\
                 <text class=\"muted\" text-anchor=\"end\" x=\"{:.1}\" y=\"{:.1}\">{}</text>",
                LEFT - 10.0,
                y + 4.5,
                duration(decade)
            );
            decade += 1.0;
        }
        for size in sizes {
            let (x, y) = (self.x(real(*size)), HEIGHT - BOTTOM + 24.0);
            let _ = writeln!(
                svg,
                "<text class=\"muted\" text-anchor=\"middle\" x=\"{x:.1}\" y=\"{y}\">{}</text>",
                grouped(*size)
            );
        }
        let (x, y) = (WIDTH - RIGHT + 40.0, HEIGHT - BOTTOM + 24.0);
        let _ = writeln!(svg, "<text class=\"muted\" x=\"{x}\" y=\"{y}\">commits</text>");
    }

    fn curve(&self, job: Job, curve: &Curve, svg: &mut String) {
        let at = |(size, seconds): &(f64, f64)| (self.x(*size), self.y(*seconds));
        let line: Vec<_> = curve.iter().map(at).map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        let _ = write!(
            svg,
            "<g class=\"{}\"><polyline class=\"line\" points=\"{}\"/>",
            class(job),
            line.join(" ")
        );
        for (x, y) in curve.iter().map(at) {
            let _ = write!(svg, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3\"/>");
        }
        svg.push_str("</g>\n");
    }

    /// The names at the ends of the curves, moved apart where they would touch.
    fn labels(&self, curves: &[(Job, Curve)], svg: &mut String) {
        let end =
            |(job, curve): &(Job, Curve)| Some((self.y(curve.last()?.1), *job, exponent(curve)));
        let mut ends: Vec<_> = curves.iter().filter_map(end).collect();
        ends.sort_by(|(one, ..), (other, ..)| one.total_cmp(other));
        let places = apart(&ends.iter().map(|(y, ..)| *y).collect::<Vec<_>>());
        for ((from, job, exponent), y) in ends.into_iter().zip(places) {
            let (end, class) = (WIDTH - RIGHT, class(job));
            let exponent = exponent.map(|exponent| format!("{exponent:.2}")).unwrap_or_default();
            let exponent = exponent.replace('-', "−");
            let _ = writeln!(
                svg,
                "<path class=\"lead\" fill=\"none\" d=\"M{:.1} {from:.1}L{:.1} {y:.1}\"/>\
                 <text class=\"{class}\" x=\"{:.1}\" y=\"{:.1}\"><tspan class=\"name\">{}</tspan> {exponent}</text>",
                end + 6.0,
                end + 22.0,
                end + 27.0,
                y + 4.5,
                job.name()
            );
        }
    }
}

fn widened((least, most): (f64, f64), value: f64) -> (f64, f64) {
    (least.min(value), most.max(value))
}

fn part(value: f64, (least, most): (f64, f64)) -> f64 {
    if most > least { (value - least) / (most - least) } else { 0.5 }
}

fn class(job: Job) -> &'static str {
    match job.scope() {
        Scope::Log => "log",
        Scope::Kept => "memory",
        Scope::Fixed => "fixed",
    }
}

/// Places at least a line apart, as near to the wanted ones, in order, as a push down and a push
/// back up make them.
fn apart(wanted: &[f64]) -> Vec<f64> {
    let mut places = Vec::new();
    let mut free = f64::NEG_INFINITY;
    for y in wanted {
        places.push(y.max(free));
        free = y.max(free) + LINE;
    }
    let mut room = HEIGHT - BOTTOM;
    for place in places.iter_mut().rev() {
        *place = place.min(room);
        room = *place - LINE;
    }
    places
}

fn duration(decade: f64) -> String {
    let (unit, ten) = match decade {
        decade if decade >= 0.0 => ("s", decade),
        decade if decade >= -3.0 => ("ms", decade + 3.0),
        decade => ("µs", decade + 6.0),
    };
    format!("{} {unit}", 10_f64.powf(ten))
}

fn grouped(number: u64) -> String {
    match number {
        0..1_000 => number.to_string(),
        _ => format!("{},{:03}", grouped(number / 1_000), number % 1_000),
    }
}
