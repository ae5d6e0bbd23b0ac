//! A commit of which little was read. It refuses to know who reads so.

use crate::commit::Commit;
use crate::event::Event;
use crate::id::ExchangeId;
use crate::statement::CountStatement;
use crate::text::Text;

/// What becomes of a commit where what claimants said of exchanges is read in brief, as
/// [`CountStatement::in_brief`] holds it; but of one exchange, where one is named, in every word.
pub fn in_brief(commit: &Commit, but: Option<ExchangeId>, anywhere: &Text) -> Commit {
    let brief = |event: &Event| {
        let Event::CountStated(said) = event else { return event.clone() };
        let (statement, exchange) = (said.statement, said.exchange);
        if but == Some(exchange) {
            return event.clone();
        }
        let anywhere = anywhere.clone();
        let said = CountStatement::in_brief(statement, exchange, said.corrects, anywhere);
        Event::CountStated(said.into())
    };
    Commit { events: commit.events.iter().map(brief).collect(), ..commit.clone() }
}
