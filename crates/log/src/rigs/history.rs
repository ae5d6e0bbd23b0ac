//! Lines that differ from each other whenever they are made, so that one that was left over is
//! not taken for one that was written again.

use repatria_domain::{
    Command, CommandId, Commit, Description, Drawn, ExchangeKind, OpenExchange, Parties, Place,
    Terms, Text,
};

use crate::batch::Batch;
use crate::examples::noon;
use crate::port::Head;

/// A batch that follows a head: so many lines, of lengths that `salt` gives.
pub(super) fn batch(after: Head, lines: u64, salt: u64) -> Batch {
    let mut batch = Batch::after(after);
    for n in after.n + 1..=after.n + lines {
        batch.push(&commit(n, salt)).unwrap();
    }
    batch
}

/// The lines of a batch with their line feeds.
pub(super) fn lines_of(batch: &Batch) -> impl Iterator<Item = Vec<u8>> {
    batch.bytes().split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec)
}

pub(super) fn commit(n: u64, salt: u64) -> Commit {
    let name = format!("{salt:x}-{n}");
    let parties = Parties::new(["UA".parse().unwrap(), "RU".parse().unwrap()]).unwrap();
    let long = usize::try_from((salt ^ n.wrapping_mul(0x9e37_79b9)) % 4 * 230).unwrap();
    let description = (long > 0).then(|| described("x".repeat(long).parse().unwrap()));
    let open = Command::OpenExchange(OpenExchange {
        reference: name.parse().unwrap(),
        parties,
        description,
    });
    Commit {
        n,
        id: CommandId::of(name.as_bytes()),
        at: noon(),
        by: "olena".parse().unwrap(),
        events: open.events(),
    }
}

fn described(transit: Text) -> Description {
    Description {
        kind: ExchangeKind::Exchange,
        on: None,
        terms: Terms::default(),
        frame: None,
        agreements: Vec::new(),
        categories: Vec::new(),
        place: Place::default(),
        transit: vec![transit],
        mediators: Vec::new(),
        drawn: Drawn::ByHand,
    }
}
