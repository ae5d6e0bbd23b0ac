//! Claimants, for people: how much each said, what it was used for, how often others differ.

use repatria_projection::{ClaimantShown, Claimants, Word, WordOfRelay};

use super::dates::day;
use super::layout::{Align, Page, Table};
use super::phrases::{counted, names, number};
use super::sheet::{Sheet, opt};

/// The claimants in lines of at most `width` columns.
pub(crate) fn claimants_text(claimants: &Claimants, width: usize) -> String {
    let mut page = Page::new(width);
    if claimants.claimants.is_empty() {
        page.line("Nobody has said anything that is recorded.");
        return page.into_text();
    }
    page.table(&table(claimants));
    page.blank();
    page.paragraph(
        "Said: statements about exchanges; totals: about running totals. Used, heard: for how many \
         legs of settlements the published figure is theirs, or competed with it. Contradicted: in \
         how many directions of exchanges the figure of another excludes theirs, of those in which \
         another gives one. A range that holds the other figure contradicts nobody, and a count of \
         contradictions does not say who is right.",
    );
    if let Some(as_of) = claimants.as_of {
        page.paragraph(&format!("As of {}.", day(as_of)));
    }
    page.into_text()
}

fn table(claimants: &Claimants) -> Table {
    let mut table = Table::new([
        ("said", Align::Right),
        ("totals", Align::Right),
        ("used", Align::Right),
        ("heard", Align::Right),
        ("contradicted", Align::Right),
        ("by", Align::Left),
    ]);
    for shown in &claimants.claimants {
        table.row(row(&shown.word, claimant(shown)));
        if shown.claimant.is_some() {
            let relayed = shown.by_relay.iter().filter_map(|passed| relay(passed, shown));
            relayed.for_each(|cells| table.row(cells));
        }
    }
    table
}

fn row(word: &Word, name: String) -> [String; 6] {
    [
        number(word.statements),
        number(word.totals),
        number(word.used.best),
        number(word.used.heard),
        rate(word),
        name,
    ]
}

/// `3 of 12`, `none of 12`, `not compared` where not both give a number.
pub(crate) fn rate(word: &Word) -> String {
    match (word.contradicted, word.compared) {
        (_, 0) if word.statements == 0 => String::new(),
        (_, 0) => "not compared".to_owned(),
        (0, compared) => format!("none of {}", number(compared)),
        (contradicted, compared) => format!("{} of {}", number(contradicted), number(compared)),
    }
}

pub(crate) fn claimant(shown: &ClaimantShown) -> String {
    let outlets = || counted(shown.by_relay.len() as u64, "outlet", "outlets");
    let nobody = || format!("nobody named, in {}", outlets());
    let name = shown.claimant.as_ref().map_or_else(nobody, ToString::to_string);
    let sides = if shown.sides.is_empty() {
        String::new()
    } else {
        format!(", for {}", names(shown.sides.iter().copied()))
    };
    let own = match shown.word.own_contradictions {
        0 => String::new(),
        own => format!("; own figures differ in {}", counted(own, "direction", "directions")),
    };
    format!("{name}{sides}{own}")
}

/// What a relay passed on; nothing where it is all that the claimant said without one.
fn relay(passed: &WordOfRelay, shown: &ClaimantShown) -> Option<[String; 6]> {
    let relay = passed.relay.as_ref()?;
    let all = if shown.by_relay.len() == 1 { "all " } else { "" };
    Some(row(&passed.word, format!("  {all}passed on by {relay}")))
}

/// The claimants: a row for each, and for each relay.
pub(crate) fn claimants_csv(claimants: &Claimants) -> String {
    let mut sheet = Sheet::new(&HEADS);
    for shown in &claimants.claimants {
        let sides = shown.sides.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        let who = |row: &str, relay: String| {
            [row.to_owned(), opt(shown.claimant.as_ref()), relay, sides.clone()]
        };
        sheet.row(who("claimant", String::new()).into_iter().chain(cells(&shown.word)));
        for passed in &shown.by_relay {
            let relay = opt(passed.relay.as_ref());
            sheet.row(who("relay", relay).into_iter().chain(cells(&passed.word)));
        }
    }
    sheet.into_text()
}

const HEADS: [&str; 17] = [
    "row",
    "claimant",
    "relay",
    "sides",
    "statements",
    "exchanges",
    "totals",
    "corrected",
    "set_aside",
    "used_best",
    "used_heard",
    "used_of_whom",
    "left_out",
    "compared",
    "contradicted",
    "own_contradictions",
    "contradicted_in",
];

fn cells(word: &Word) -> Vec<String> {
    let counts = [
        word.statements,
        word.exchanges,
        word.totals,
        word.corrected,
        word.set_aside,
        word.used.best,
        word.used.heard,
        word.used.of_whom,
        word.used.left_out,
        word.compared,
        word.contradicted,
        word.own_contradictions,
    ];
    let named = word.contradicted_in.iter().map(ToString::to_string).collect::<Vec<_>>();
    counts.iter().map(ToString::to_string).chain([named.join(" ")]).collect()
}
