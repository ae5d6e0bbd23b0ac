//! Steps 1, 2 and 6 for questions that ask little of a register: for what one exchange concerns, and
//! for all of them in outline. It refuses to answer them.

use std::ops::ControlFlow;

use repatria_domain::{Entity, ExchangeId, Numbered, Reference, Refusal, Timestamp};
use repatria_log::{About, FileReader, fold_gists};
use repatria_projection::{Head, Outlines, Record};

use super::{left, read, reader};
use crate::cli::Call;
use crate::failure::Failure;
use crate::output::Progress;

/// The exchanges of the register in outline, after the commits that were recorded by then: what
/// totals and series are drawn from, for little of what the register costs. Whether every rule was
/// kept is not asked again.
///
/// They are there until the program ends, too.
pub(crate) fn read_outlines(
    call: &Call,
    known_at: Option<Timestamp>,
) -> Result<&'static Outlines, Failure> {
    Ok(left(outlines(&reader(call)?, known_at, None)?))
}

/// The register as read models see it, as far as it concerns an exchange: all of it, where nothing
/// tells which lines these are, or where there is no such exchange.
pub(crate) fn read_about(
    call: &Call,
    known_at: Option<Timestamp>,
    reference: &Reference,
) -> Result<&'static Record, Failure> {
    match part(&reader(call)?, known_at, reference) {
        Some(part) => Ok(left(part)),
        None => read(call, known_at),
    }
}

/// The same, and all exchanges in outline, as they were after the same commit: what a story is told
/// from. `None` where nothing tells which lines concern it, where there is no such exchange, or where
/// any of it cannot be read: the register as a whole tells then what is wrong.
pub(crate) fn read_part(
    call: &Call,
    known_at: Option<Timestamp>,
    reference: &Reference,
) -> Result<Option<(&'static Record, &'static Outlines)>, Failure> {
    let log = reader(call)?;
    let Some(part) = part(&log, known_at, reference) else { return Ok(None) };
    // Somebody may have recorded more in between.
    let Ok(outlines) = outlines(&log, known_at, Some(part.head())) else { return Ok(None) };
    Ok(Some((left(part), left(outlines))))
}

/// What concerns an exchange, if there is such a one and an index.
fn part(log: &FileReader, known_at: Option<Timestamp>, reference: &Reference) -> Option<Record> {
    let exchange = ExchangeId::of(reference);
    let about = About::of(log, &[Entity::Exchange(exchange)], known_at)?;
    let head = about.last.as_ref().map(Head::from).unwrap_or_default();
    let part = Record::of_part(&about.commits, head).ok()?;
    part.state().exchange(exchange).is_some().then_some(part)
}

/// All exchanges in outline, after the commits that were recorded by then, or up to one of them.
fn outlines(
    log: &FileReader,
    known_at: Option<Timestamp>,
    until: Option<Head>,
) -> Result<Outlines, Failure> {
    let mut progress = Progress::over(log.found().n, "reading");
    let take = |folded: &mut Folded, n, gist: Numbered<'_>| {
        if until.is_some_and(|until| n > until.n) {
            return ControlFlow::Break(());
        }
        progress.at(n);
        folded.take(n, gist)
    };
    let (Folded { mut outlines, refused }, last) = fold_gists(log, known_at, take)?;
    if let Some((n, refusal)) = refused {
        return Err(Failure::RuleBroken { n, refusal });
    }
    let head = until.or_else(|| last.as_ref().map(Head::from));
    outlines.known_to(head.unwrap_or_default());
    Ok(outlines)
}

/// Outlines under way, until a gist is refused.
#[derive(Default)]
struct Folded {
    outlines: Outlines,
    refused: Option<(u64, Refusal)>,
}

impl Folded {
    fn take(&mut self, n: u64, gist: Numbered<'_>) -> ControlFlow<()> {
        match self.outlines.apply(gist) {
            Ok(()) => ControlFlow::Continue(()),
            Err(refusal) => {
                self.refused = Some((n, refusal));
                ControlFlow::Break(())
            }
        }
    }
}

#[cfg(test)]
mod tests;
