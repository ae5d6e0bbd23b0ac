//! The feed of changes as flat rows: one for each difference, one for a change without any.

use repatria_projection::{Change, Changed, Changes, Difference, FigureChanged, Stated, Way};

use crate::print::sheet::{Sheet, code, opt};

/// The changes: a row for each difference.
pub(crate) fn changes_csv(changes: &Changes) -> String {
    let mut sheet = Sheet::new(&HEADS);
    for change in &changes.changes {
        let recorded = &change.recorded;
        let (kind, subject, mistake) = subject(&change.what);
        let stamp = [
            recorded.n.to_string(),
            recorded.at.to_string(),
            recorded.by.to_string(),
            opt(change.reference.as_ref()),
            kind.to_owned(),
            subject,
            mistake,
            opt(claimant(change)),
        ];
        let mut differences = differences(&change.what);
        if differences.is_empty() {
            differences.push(Default::default());
        }
        for difference in differences {
            let why = [opt(change.why.as_ref())];
            sheet.row(stamp.iter().cloned().chain(difference).chain(why));
        }
    }
    sheet.into_text()
}

const HEADS: [&str; 12] = [
    "n",
    "at",
    "by",
    "reference",
    "change",
    "subject",
    "mistake_of",
    "claimant",
    "what",
    "before",
    "after",
    "why",
];

/// What kind of change it is, what it changed, and whose mistake it mends.
fn subject(what: &Changed) -> (&'static str, String, String) {
    let plain = |kind, subject| (kind, subject, String::new());
    match what {
        Changed::Corrected { statement, by, mistake, .. } => {
            ("corrected", format!("{statement} by {by}"), code(mistake))
        }
        Changed::TotalCorrected { statement, by, mistake, .. } => {
            ("total-corrected", format!("{statement} by {by}"), code(mistake))
        }
        Changed::Ranked { statement, .. } => plain("ranked", statement.clone()),
        Changed::Relinked { statement, .. } => plain("relinked", statement.clone()),
        Changed::Resettled { revision, .. } => plain("resettled", format!("revision {revision}")),
        Changed::Withdrawn { revision, .. } => plain("withdrawn", format!("revision {revision}")),
        Changed::LossAccepted { kept, .. } => {
            plain("loss-accepted", format!("behind commit {kept}"))
        }
        Changed::Cancelled => plain("cancelled", String::new()),
        Changed::Reinstated => plain("reinstated", String::new()),
        Changed::Redescribed { revision, .. } => {
            plain("redescribed", format!("revision {revision}"))
        }
        Changed::Disclosed { detail, by } => {
            plain("disclosed", format!("{} by {by}", code(detail)))
        }
    }
}

fn claimant(change: &Change) -> Option<&repatria_domain::Text> {
    match &change.what {
        Changed::Corrected { claimant, .. }
        | Changed::TotalCorrected { claimant, .. }
        | Changed::Ranked { claimant, .. }
        | Changed::Relinked { claimant, .. } => claimant.as_ref(),
        Changed::Resettled { .. }
        | Changed::Withdrawn { .. }
        | Changed::Cancelled
        | Changed::Reinstated
        | Changed::Redescribed { .. }
        | Changed::LossAccepted { .. }
        | Changed::Disclosed { .. } => None,
    }
}

/// What, before and after.
type Row = [String; 3];

fn differences(what: &Changed) -> Vec<Row> {
    match what {
        Changed::Corrected { figures, differences, .. } => {
            let mut rows: Vec<Row> = figures
                .iter()
                .map(|figure| [counted(figure), opt(figure.before), opt(figure.after)])
                .collect();
            rows.extend(differences.iter().map(difference));
            rows
        }
        Changed::TotalCorrected { before, after, differences, .. } => {
            let quantity = ["quantity".to_owned(), before.to_string(), after.to_string()];
            let changed = (before != after).then_some(quantity);
            changed.into_iter().chain(differences.iter().map(difference)).collect()
        }
        Changed::Ranked { before, after, .. } => {
            vec![["rank".to_owned(), code(before), code(after)]]
        }
        Changed::Relinked { to, .. } => {
            vec![["exchange".to_owned(), String::new(), to.to_string()]]
        }
        Changed::Resettled { ways, differences, .. } => {
            let mut rows: Vec<Row> =
                ways.iter().map(|way| way_row(way.before.as_ref(), way.after.as_ref())).collect();
            rows.extend(differences.iter().map(difference));
            rows
        }
        Changed::Withdrawn { ways, .. } => {
            ways.iter().map(|way| way_row(Some(way), None)).collect()
        }
        Changed::Redescribed { differences, .. } => differences.iter().map(difference).collect(),
        Changed::LossAccepted { kept, acknowledged, lines, bytes, sha256 } => {
            let gone = |what: &str, before: String| [what.to_owned(), before, String::new()];
            vec![
                ["commits".to_owned(), opt(acknowledged.as_ref()), kept.to_string()],
                gone("lines", lines.to_string()),
                gone("bytes", bytes.to_string()),
                gone("sha256", sha256.to_string()),
            ]
        }
        Changed::Cancelled | Changed::Reinstated | Changed::Disclosed { .. } => Vec::new(),
    }
}

/// `military to RU planned`, as the figure names it.
fn counted(figure: &FigureChanged) -> String {
    let to = format!("{} to {}", code(&figure.population), figure.to);
    let channel = (!figure.channel.is_not_stated()).then(|| code(&figure.channel));
    let tense = (!figure.tense.is_done()).then(|| code(&figure.tense));
    [Some(to), channel, tense].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn way_row(before: Option<&Way>, after: Option<&Way>) -> Row {
    let leg = after.or(before).map(|way| way.key().to_string()).unwrap_or_default();
    [leg, before.map(ends).unwrap_or_default(), after.map(ends).unwrap_or_default()]
}

/// `low best high`; what is missing is empty between the bars.
fn ends(way: &Way) -> String {
    format!("{}|{}|{}", way.count.low(), opt(way.count.best()), opt(way.count.high()))
}

fn difference(difference: &Difference) -> Row {
    let said = |stated: &Option<Stated>| stated.as_ref().map(code).unwrap_or_default();
    [code(&difference.what), said(&difference.before), said(&difference.after)]
}
