//! The sheet inside a picture: sizes, and colours for light, dark and paper.
//!
//! The colours are written out for each ground instead of named once, because programs other than
//! browsers show no named colours. Teal and brown are told apart by colour-blind readers and are
//! of equal weight; neither is of a flag, and none means good or bad.

use std::fmt::Write as _;

/// The colours on one ground.
struct Palette {
    paper: &'static str,
    ink: &'static str,
    muted: &'static str,
    rule: &'static str,
    grid: &'static str,
    sides: [Side; 2],
}

/// The colours of one side: of its line, and of its band.
struct Side {
    class: &'static str,
    line: &'static str,
    band: &'static str,
}

const LIGHT: Palette = Palette {
    paper: "#faf9f6",
    ink: "#1c1f1e",
    muted: "#575d59",
    rule: "#d8d5cc",
    grid: "#e5e2da",
    sides: [
        Side { class: "a", line: "#0b6662", band: "#c3dfdb" },
        Side { class: "b", line: "#8a4a10", band: "#efd9bd" },
    ],
};

const DARK: Palette = Palette {
    paper: "#141716",
    ink: "#eae8e1",
    muted: "#a8aea9",
    rule: "#3a403d",
    grid: "#2a2f2d",
    sides: [
        Side { class: "a", line: "#62c4ba", band: "#1f4643" },
        Side { class: "b", line: "#e0a262", band: "#4c3619" },
    ],
};

const SHAPES: &str = "\
.chart{font-family:-apple-system,\"Segoe UI\",Roboto,\"Noto Sans\",\"Liberation Sans\",system-ui,\
sans-serif;font-variant-numeric:tabular-nums lining-nums}
.chart .head{font-family:Charter,\"Bitstream Charter\",\"Iowan Old Style\",\"Source Serif 4\",\
Georgia,\"Noto Serif\",\"Liberation Serif\",serif;font-weight:600}
.chart .bold{font-weight:600}
.chart .halo{paint-order:stroke;stroke-width:4px;stroke-linejoin:round}
.chart .line{fill:none;stroke-width:2.25;stroke-linejoin:round}
.chart .hatch{stroke-width:1.6}
.chart .thin{stroke-width:1}
.chart .edge{fill:none;stroke-width:1.25}
.chart .hollow{stroke-width:1.5}
.chart .top{stroke-width:3}
.chart .range,.chart .ring,.chart .stem{stroke-width:1.5}
.chart .range,.chart .stem,.chart .lead,.chart .grid,.chart .axis,.chart .rule{fill:none}
.chart .dashed{stroke-dasharray:2.5 2.5}
";

/// The colours by their names in the sheet of the pages, which has them for each ground.
const NAMED: Palette = Palette {
    paper: "var(--paper)",
    ink: "var(--ink)",
    muted: "var(--muted)",
    rule: "var(--rule)",
    grid: "var(--grid)",
    sides: [
        Side { class: "a", line: "var(--a)", band: "var(--a-band)" },
        Side { class: "b", line: "var(--b)", band: "var(--b-band)" },
    ],
};

/// What only pages draw: a dot for each person, and legs to neither of the two sides.
const PEOPLE: &str = "\
.chart .between{stroke-width:1.5}
.chart .a .between{fill:var(--a-band);stroke:var(--a-band)}
.chart .b .between{fill:var(--b-band);stroke:var(--b-band)}
.chart .c .fill{fill:var(--muted)}
.chart .c .between{fill:var(--rule);stroke:var(--rule)}
.chart .c .hollow{fill:var(--paper);stroke:var(--muted)}
.chart .c .edge{stroke:var(--muted)}
";

/// The sizes of type, in pixels. None is under 11.
pub(super) const SIZES: [i64; 7] = [12, 13, 14, 15, 17, 20, 26];

/// The rules of the pictures on pages, which know the colours by name.
pub(crate) fn sheet_of_pages() -> String {
    shapes() + &NAMED.rules() + PEOPLE
}

/// The sheet of every picture.
pub(super) fn sheet() -> String {
    let mut sheet = shapes();
    sheet.push_str(&LIGHT.rules());
    let _ = write!(sheet, "@media (prefers-color-scheme:dark){{\n{}}}\n", DARK.rules());
    let _ = write!(sheet, "@media print{{\n{}}}\n", LIGHT.rules());
    sheet
}

fn shapes() -> String {
    let mut sheet = SHAPES.to_owned();
    for size in SIZES {
        // Writing to a string never fails.
        let _ = writeln!(sheet, ".chart .s{size}{{font-size:{size}px}}");
    }
    sheet
}

impl Palette {
    fn rules(&self) -> String {
        let Self { paper, ink, muted, rule, grid, sides } = self;
        let common = format!(
            ".chart text{{fill:{ink}}}\n.chart .muted{{fill:{muted}}}\n\
             .chart .paper{{fill:{paper}}}\n.chart .halo{{stroke:{paper}}}\n\
             .chart .grid{{stroke:{grid}}}\n.chart .rule{{stroke:{rule}}}\n\
             .chart .axis,.chart .lead{{stroke:{muted}}}\n\
             .chart .ring{{fill:{paper};stroke:{ink}}}\n\
             .chart .stem,.chart .range{{stroke:{ink}}}\n"
        );
        sides.iter().fold(common, |rules, side| rules + &side.rules(paper))
    }
}

impl Side {
    fn rules(&self, paper: &str) -> String {
        let Self { class, line, band } = self;
        format!(
            ".chart .{class} .line,.chart .{class}.line,.chart .{class} .hatch,\
             .chart .{class}.top,.chart .{class} .edge{{stroke:{line}}}\n\
             .chart .{class} .band,.chart .{class}.band{{fill:{band}}}\n\
             .chart .{class} .fill,.chart .{class}.fill,.chart .{class} .name,\
             .chart text.{class}{{fill:{line}}}\n\
             .chart .{class} .hollow{{fill:{paper};stroke:{line}}}\n"
        )
    }
}
