//! The commands that commits came of, to be decided once more.

use std::io::{BufWriter, Write as _};
use std::path::PathBuf;

use clap::Args;
use repatria_domain::{Command, Commit, Event, OpenExchange, WithholdDetails};
use repatria_log::{Commits, FileLog, Submission};

use crate::Failed;

/// A register whose commands are asked for.
#[derive(Args, Debug)]
pub(crate) struct Commands {
    /// Folder of the register
    folder: PathBuf,
}

impl Commands {
    /// Prints the commands as lines for `repatria append`.
    pub(crate) fn run(&self) -> Result<(), Failed> {
        let mut out = BufWriter::new(std::io::stdout().lock());
        for commit in Commits::of(FileLog::open_for_reading(&self.folder)?) {
            let Submission { id, by, command } = submission(&commit?)?;
            let mut line = serde_json::to_value(command)?;
            if let Some(line) = line.as_object_mut() {
                line.insert("id".into(), serde_json::to_value(id)?);
                line.insert("by".into(), serde_json::to_value(by)?);
            }
            writeln!(out, "{line}")?;
        }
        Ok(out.flush()?)
    }
}

/// The submission that a commit came of.
pub(crate) fn submission(commit: &Commit) -> Result<Submission, Failed> {
    let command = command(&commit.events).ok_or("a commit came of no command")?;
    Ok(Submission { id: commit.id, by: commit.by.clone(), command })
}

fn command(events: &[Event]) -> Option<Command> {
    Some(match events.first()? {
        Event::AgreementReached(data) => Command::ReachAgreement(data.clone()),
        Event::ExchangeOpened(opened) => {
            let mut open = OpenExchange::new(opened.reference.clone(), opened.parties.clone());
            if let Some(Event::ExchangeDescribed(described)) = events.get(1) {
                open.description = Some(described.description.as_ref().clone());
            }
            Command::OpenExchange(open)
        }
        Event::ExchangeDescribed(data) => Command::DescribeExchange(data.clone()),
        Event::ExchangeCancelled(data) => Command::CancelExchange(data.clone()),
        Event::ExchangeReinstated(data) => Command::ReinstateExchange(data.clone()),
        Event::CountStated(said) => Command::StateCount(said.as_ref().clone().into()),
        Event::TotalStated(said) => Command::StateTotal(said.as_ref().clone().into()),
        Event::StatementReviewed(data) => Command::ReviewStatement(data.clone()),
        Event::ExchangeSettled(data) => Command::SettleExchange(data.clone()),
        Event::SettlementWithdrawn(data) => Command::WithdrawSettlement(data.clone()),
        Event::MovementRecorded(data) => Command::RecordMovement(data.clone()),
        Event::DetailWithheld(first) => {
            let detail = |event: &Event| {
                if let Event::DetailWithheld(withheld) = event {
                    Some(withheld.detail)
                } else {
                    None
                }
            };
            Command::WithholdDetails(WithholdDetails {
                exchange: first.exchange,
                details: events.iter().filter_map(detail).collect(),
                by: first.by,
                claimant: first.claimant.clone(),
                said_on: first.said_on,
                why: first.why.clone(),
                until: first.until.clone(),
                source: first.source.clone(),
            })
        }
        Event::DetailDisclosed(data) => Command::DiscloseDetail(data.clone()),
        Event::CustodyDeclared(data) => Command::DeclareCustody(data.clone()),
        Event::CustodyChanged(data) => Command::ChangeCustody(data.clone()),
        Event::LossAccepted(data) => Command::AcceptLoss(data.clone()),
    })
}
