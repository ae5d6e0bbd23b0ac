//! Charts: the same picture on every machine, with words for those who do not see it, and with
//! no label upon another.

use std::fs;
use std::path::Path;

use crate::program::Folder;
use crate::session::top;

const PICTURES: [(&str, &str); 3] =
    [("totals", "chart totals"), ("months", "chart months"), ("run", "chart run --run 2025-06-26")];
const WIDTHS: [&str; 3] = ["1088", "704", "340"];

/// A text of a picture: where it is, and how wide and high, in pixels.
#[derive(Debug)]
struct Label {
    text: String,
    size: f64,
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

#[test]
fn the_demo_is_drawn_the_same_on_every_machine() {
    let folder = Folder::with_demo();
    for (name, command) in PICTURES {
        for width in WIDTHS {
            check(
                &top().join(format!("tests/golden/chart/{name}-{width}.svg")),
                &svg(&folder, command, width),
            );
        }
    }
}

#[test]
fn a_sketch_fits_a_terminal() {
    let mut folder = Folder::with_demo();
    for (_, command) in PICTURES {
        folder.run(command);
    }
    folder.run("chart run --run 2025-06-26 --format csv").check("chart/sketches.txt");
    let sketches = fs::read_to_string(top().join("tests/golden/chart/sketches.txt")).unwrap();
    let longest = sketches.lines().map(|line| line.chars().count()).max();
    assert!(longest <= Some(80), "{longest:?}");
}

#[test]
fn every_picture_says_what_it_is_and_what_it_shows() {
    let folder = Folder::with_demo();
    for (name, command) in PICTURES {
        let svg = svg(&folder, command, "1088");
        assert!(svg.contains(r#"role="img""#), "{name}");
        assert!(between(&svg, "</title>").len() > 20, "{name}");
        let finding = between(&svg, "</desc>");
        assert!(finding.contains("Nobody has published how many came home"), "{finding}");
        assert!(!svg.contains("<script") && !svg.contains(" style="), "{name}");
        assert!(svg.contains("prefers-color-scheme:dark"), "{name}");
    }
}

#[test]
fn no_label_is_small_or_upon_another_or_off_the_paper() {
    let folder = Folder::with_demo();
    for (name, command) in PICTURES {
        for width in WIDTHS {
            let labels = labels(&svg(&folder, command, width));
            assert!(labels.len() > 10, "{name} {width}");
            let paper: f64 = width.parse().unwrap();
            for (index, label) in labels.iter().enumerate() {
                assert!(label.size >= 11.0, "{name} {width}: {label:?}");
                assert!(label.left >= 0.0 && label.right <= paper, "{name} {width}: {label:?}");
                let upon = labels[..index].iter().find(|other| label.meets(other));
                assert!(upon.is_none(), "{name} {width}: {label:?} upon {upon:?}");
            }
        }
    }
}

#[test]
fn an_empty_register_is_drawn_as_what_it_is() {
    let mut folder = Folder::new();
    folder
        .run("init")
        .run("chart totals")
        .run("chart months")
        .run("chart run")
        .run("chart totals --svg missing/totals.svg")
        .check("chart/empty.txt");
    for (_, command) in &PICTURES[..2] {
        assert!(svg(&folder, command, "340").ends_with("</svg>\n"));
    }
}

#[test]
fn one_exchange_is_drawn_and_is_no_run() {
    let mut folder = Folder::new();
    folder
        .run("init")
        .run("--now 2026-11-23T10:00:00Z open 2025-06-26 --between UA RU")
        .run("record 2025-06-26 --to UA 106 --on 2025-06-26 --source 'a & <b>'")
        .run("settle --all")
        .run("chart totals")
        .run("chart months")
        .run("chart run --run 2025-06-26")
        .run("chart run --run 2025-06-27")
        .run("chart totals --as-of 2020-01-01")
        .check("chart/one_exchange.txt");
    for (name, command) in &PICTURES[..2] {
        for width in WIDTHS {
            let labels = labels(&svg(&folder, command, width));
            assert!(labels.iter().any(|label| label.text.contains("Ukraine")), "{name} {width}");
        }
    }
}

#[test]
fn a_picture_is_written_to_a_file_as_it_is_printed() {
    let folder = Folder::with_demo();
    let output = folder.output(&["chart", "months", "--svg", "months.svg"], "");
    assert!(output.status.success() && output.stdout.is_empty(), "{output:?}");
    assert_eq!(folder.read("months.svg"), svg(&folder, "chart months", "1088").into_bytes());
}

fn svg(folder: &Folder, command: &str, width: &str) -> String {
    let words = command.split(' ').chain(["--svg", "-", "--width", width]);
    let output = folder.output(&words.collect::<Vec<_>>(), "");
    assert!(output.status.success(), "{output:?}");
    let svg = String::from_utf8(output.stdout).unwrap();
    assert_eq!(svg.matches("<g ").count(), svg.matches("</g>").count());
    svg
}

#[track_caller]
fn check(golden: &Path, drawn: &str) {
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::create_dir_all(golden.parent().unwrap()).unwrap();
        fs::write(golden, drawn).unwrap();
    }
    let expected = fs::read_to_string(golden).unwrap_or_default();
    assert!(expected == drawn, "{} is drawn otherwise; look at it", golden.display());
}

/// What stands before the end of an element, behind its start.
fn between<'a>(svg: &'a str, end: &str) -> &'a str {
    let (before, _) = svg.split_once(end).unwrap();
    before.rsplit_once('>').unwrap().1
}

fn labels(svg: &str) -> Vec<Label> {
    svg.lines().filter(|line| line.starts_with("<text ")).map(Label::of).collect()
}

impl Label {
    /// The label of a line such as `<text class="s13 muted" x="24" y="331.5">2,000</text>`.
    fn of(line: &str) -> Self {
        let attribute = |name: &str| {
            let (_, rest) = line.split_once(&format!(" {name}=\""))?;
            rest.split('"').next()
        };
        let number = |name| attribute(name).unwrap().parse::<f64>().unwrap();
        let text = between(line, "</text>").to_owned();
        let class = attribute("class").unwrap();
        let size: f64 = class.split(' ').next().unwrap()[1..].parse().unwrap();
        // What an average letter of a narrow sans-serif takes.
        let width = f64::from(u32::try_from(text.chars().count()).unwrap()) * size * 0.47;
        let (x, y) = (number("x"), number("y"));
        let left = match attribute("text-anchor") {
            None => x,
            Some("middle") => x - width / 2.0,
            Some(_) => x - width,
        };
        let (top, bottom) = (y - size * 0.75, y + size * 0.2);
        Self { text, size, left, top, right: left + width, bottom }
    }

    fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}
