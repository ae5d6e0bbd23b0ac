//! What each command does: a file each, and the one place that knows them all.

pub(crate) mod agree;
pub(crate) mod append;
pub(crate) mod arrive;
mod attribution;
pub(crate) mod audit;
pub(crate) mod backup;
pub(crate) mod calling_off;
pub(crate) mod chart;
pub(crate) mod checkpoint;
pub(crate) mod completions;
mod correction;
pub(crate) mod custody;
pub(crate) mod decide;
pub(crate) mod demo;
pub(crate) mod describe;
pub(crate) mod explain;
pub(crate) mod export;
mod first_steps;
pub(crate) mod import;
pub(crate) mod init;
pub(crate) mod log;
pub(crate) mod man;
pub(crate) mod models;
pub(crate) mod prove;
pub(crate) mod publish;
pub(crate) mod read;
mod rebuild;
pub(crate) mod reconcile;
pub(crate) mod record;
pub(crate) mod record_total;
pub(crate) mod repair;
pub(crate) mod review;
pub(crate) mod serve;
pub(crate) mod settle;
pub(crate) mod token;
mod verify;
pub(crate) mod verify_against;
pub(crate) mod withhold;
pub(crate) mod witness;

use crate::cli::{Call, Later, Task};
use crate::failure::Failure;
use crate::flow;
use crate::output::Output;

/// Does what is asked for.
pub(crate) fn run(call: &Call, task: Option<Task>, output: &mut Output) -> Result<(), Failure> {
    let Some(task) = task else { return first_steps::run(call, output) };
    if needs_the_register(&task) {
        flow::set_right(call, output)?;
    }
    match task {
        Task::Demo(Later(demo)) => demo.run(call, output),
        Task::Init(Later(init)) => init.run(call, output),
        Task::Import(Later(import)) => import.run(call, output),
        Task::Append(Later(append)) => append.run(call, output),
        Task::Settle(Later(settle)) => settle.run(call, output),
        Task::Timeline(Later(clocks)) => read::timeline(call, &clocks, output),
        Task::Totals(Later(clocks)) => read::totals(call, &clocks, output),
        Task::Chart(Later(chart)) => chart.run(call, output),
        Task::Reconcile(Later(reconcile)) => reconcile.run(call, output),
        Task::Model(model) => model.run(call, output),
        Task::Show(Later(show)) => show.run(call, output),
        Task::Explain(Later(explain)) => explain.run(call, output),
        Task::Audit(Later(audit)) => audit.run(call, output),
        Task::Export(Later(export)) => export.run(call, output),
        Task::Publish(Later(publish)) => publish.run(call, output),
        Task::Verify(Later(against)) => {
            against.run(call, output).unwrap_or_else(|| verify::run(call, output))
        }
        Task::Checkpoint(Later(checkpoint)) => checkpoint.run(call, output),
        Task::Prove(Later(prove)) => prove.run(call, output),
        Task::Witness(Later(witness)) => witness.run(call, output),
        Task::Repair(Later(repair)) => repair.run(call, output),
        Task::Backup(Later(backup)) => backup.run(call, output),
        Task::Restore(Later(restore)) => restore.run(call, output),
        Task::Serve(Later(serve)) => serve.run(call, output),
        Task::Token(tokens) => tokens.run(call, output),
        Task::Rebuild => rebuild::run(call, output),
        Task::Log(Later(log)) => log.run(call, output),
        Task::Completions(Later(completions)) => completions.run(output),
        Task::Man(Later(manual)) => manual.run(output),
        Task::Decision(decision) => decide::run(call, decision, output),
    }
}

/// Whether the task reads or writes the register as it is.
fn needs_the_register(task: &Task) -> bool {
    match task {
        Task::Import(_)
        | Task::Append(_)
        | Task::Decision(_)
        | Task::Settle(_)
        | Task::Timeline(_)
        | Task::Totals(_)
        | Task::Reconcile(_)
        | Task::Model(_)
        | Task::Chart(_)
        | Task::Show(_)
        | Task::Explain(_)
        | Task::Audit(_)
        | Task::Backup(_)
        | Task::Export(_)
        | Task::Publish(_)
        | Task::Serve(_)
        | Task::Token(_)
        | Task::Checkpoint(_)
        | Task::Prove(_)
        | Task::Rebuild
        | Task::Log(_) => true,
        // The demo opens a register of its own; `verify` and `repair` look at it as it is.
        Task::Demo(_)
        | Task::Init(_)
        | Task::Verify(_)
        | Task::Repair(_)
        | Task::Restore(_)
        | Task::Witness(_)
        | Task::Completions(_)
        | Task::Man(_) => false,
    }
}
