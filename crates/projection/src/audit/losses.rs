//! What was stored once and is not known any more.
//! It refuses to guess what stood there.

use super::{AuditCode, AuditQuestion};
use crate::record::Record;

pub(super) fn ask(record: &Record) -> Vec<AuditQuestion> {
    let asked = record.losses().iter().map(|(stamp, loss)| {
        let many = match loss.acknowledged.and_then(|all| all.checked_sub(loss.kept)) {
            Some(1) => "1 commit".to_owned(),
            Some(many) if many > 0 => format!("{many} commits"),
            None | Some(_) => format!("{} lines", loss.lines),
        };
        let question = format!(
            "{many} behind commit {} were lost and given up by {} (commit {}): was what stood in \
             them recorded anew?",
            loss.kept, stamp.by, stamp.n
        );
        AuditQuestion::new(AuditCode::CommitsLost, question, "repatria log")
    });
    asked.collect()
}
