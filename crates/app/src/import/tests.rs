//! An import, from the bytes of files to a register.

mod bundled;
mod corrections;
mod frames;
mod keep_going;
mod mistakes;
mod splits;

use std::collections::BTreeSet;

use repatria_domain::{CommandId, Exchange, Reference, State, decide};

use super::*;

const COUNTS: &str = "exchange,part_of,date,between,claimant,claimant_side,relayed_by,said_on,from,of,\
    to,population,quantity,channel,tense,terms,category,place,transit,mediator,agreement,status,\
    corrects,source_url,source_title,note\n";

/// A register that remembers which commands it saw.
#[derive(Clone, Default)]
struct Register {
    state: State,
    seen: BTreeSet<CommandId>,
}

impl Register {
    fn prepare(&self, files: &[(&str, &str)]) -> Prepared {
        let files = files.iter().map(|(name, text)| file(name, text.as_bytes())).collect();
        prepare(&self.state, files, |id| self.seen.contains(&id))
    }

    /// Imports files that nothing is wrong with.
    fn import(&mut self, files: &[(&str, &str)]) -> Summary {
        let prepared = self.prepare(files);
        assert_eq!(shown(&prepared.problems), "");
        self.record(prepared)
    }

    fn record(&mut self, prepared: Prepared) -> Summary {
        for (id, command) in prepared.commands {
            assert!(self.seen.insert(id), "a command is sent once");
            for event in decide(&self.state, &command).unwrap() {
                self.state.apply(&event).unwrap();
            }
        }
        prepared.summary
    }

    fn exchange(&self, reference: &str) -> &Exchange {
        let reference: Reference = reference.parse().unwrap();
        self.state.exchange_called(&reference).unwrap()
    }
}

fn file(name: &str, bytes: &[u8]) -> SourceFile {
    SourceFile { name: name.into(), bytes: bytes.to_vec() }
}

fn shown(problems: &[Problem]) -> String {
    problems.iter().map(|problem| problem.render(false)).collect::<Vec<_>>().join("\n\n")
}

/// A row of counts: `exchange=2025-06-26 to=UA quantity=106`, the rest as in the story of that day.
fn row(cells: &[(&str, &str)]) -> String {
    let usual = [
        ("exchange", "2025-06-26"),
        ("date", "2025-06-26"),
        ("between", "UA RU"),
        ("claimant", "The Ministry"),
        ("claimant_side", "UA"),
        ("said_on", "2025-06-26"),
        ("to", "UA"),
        ("population", "military"),
        ("quantity", "106"),
        ("source_url", "https://example.org/1"),
    ];
    let value = |column: &str| {
        let given = cells.iter().chain(&usual).find(|(name, _)| *name == column);
        given.map_or("", |(_, value)| *value)
    };
    COUNTS.trim_end().split(',').map(value).collect::<Vec<_>>().join(",") + "\n"
}

/// A table of counts with these rows.
fn counts(rows: &[&[(&str, &str)]]) -> String {
    COUNTS.to_owned() + &rows.iter().map(|cells| row(cells)).collect::<String>()
}
