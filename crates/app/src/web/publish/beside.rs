//! The text beside the pages of a copy: what the folder holds, of which moment, and what it lacks.

use std::fmt::Write as _;

use super::{Writing, log};
use crate::print::number;

/// The file with it.
pub(super) const NAME: &str = "README.txt";

pub(super) fn words(writing: &Writing<'_>) -> String {
    let [licence, ..] = writing.licence.told();
    let head = writing.record().head();
    let last = head.at.map_or_else(String::new, |at| format!(", the last of {at}"));
    let by = writing.models.as_of().map_or_else(|| "any day".to_owned(), |day| day.to_string());
    let mut text = format!(
        "A register of prisoner exchanges, as plain files\n\n\
         commits             {}{last}\n\
         head of the log     {}\n\
         what happened by    {by}\n\
         licence of the data {licence}\n\
         written by          repatria {}\n\n",
        number(head.n),
        writing.head.leaf,
        env!("CARGO_PKG_VERSION"),
    );
    for (name, holds) in held(writing) {
        // Writing into a string does not fail.
        let _ = writeln!(text, "{name:20}{holds}");
    }
    text
}

fn held(writing: &Writing<'_>) -> Vec<(&'static str, String)> {
    let mut held = vec![
        ("index.html", "begin here, from a disk or from any web server".to_owned()),
        ("data.html", "names every table and document, and says how they are read".to_owned()),
        (
            "datapackage.json",
            "describes tables/ and documents/, a Frictionless data package".into(),
        ),
        (log::NAME, "the log, a commit a line: all else is drawn from it".to_owned()),
    ];
    held.push(match &writing.site {
        Some(site) => {
            ("feeds/", format!("of exchanges and of changes, as Atom and JSON, for {site}"))
        }
        None => {
            ("no feeds", "they lead to where the copy is: `repatria publish --site URL`".into())
        }
    });
    held.push(match &writing.signed {
        Some(signed) => {
            let size = number(signed.checkpoint().size);
            let name = &signed.checkpoint().origin;
            ("checkpoint, tile/", format!("{size} commits of {name}, signed: C2SP tlog-tiles"))
        }
        None => {
            ("no checkpoint", "the log was not signed by then: `repatria checkpoint`".to_owned())
        }
    });
    held.push((
        "published.json",
        "which files are of this copy; no other is ever touched".to_owned(),
    ));
    held
}
