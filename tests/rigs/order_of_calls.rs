//! What the program asks of the system, and in which order: what it writes and names is synced
//! before it says so, the head marker speaks of synced lines only, and a sync that failed is not
//! tried again. A disk keeps what was not synced most of the time; the order of calls is plain.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::judgement::Found;
use crate::program::Program;
use crate::scenes::{FIFTY, Scene, WRITING};
use crate::size::Size;
use crate::stage::Stage;
use crate::strace::{self, Call, Fault, noted};
use crate::upkeep::DURABLE;

#[test]
fn order_of_calls() {
    if !strace::is_there() {
        return;
    }
    let (size, began) = (Size::asked(), Instant::now());
    let scenes = WRITING.iter().chain(&[FIFTY]).chain(&DURABLE);
    let found = run(&Program::as_built(), scenes, size.of(5, 2, 1));
    let row = found.row("order_of_calls", None, began.elapsed());
    found.conclude(&row, size);
}

/// Watches scenes, undisturbed, and with one of `every` so many syncs failing.
pub(crate) fn run<'a>(
    program: &Program,
    scenes: impl IntoIterator<Item = &'a Scene>,
    every: u64,
) -> Found {
    let mut found = Found::default();
    for scene in scenes {
        let stage = Stage::of(program, *scene);
        let (calls, _) = stage.calls();
        watch(&stage, &calls, true, scene.name, &mut found);
        let is_sync = |call: &&Call| ["fsync", "fdatasync"].contains(&call.kind.as_str());
        for sync in calls.iter().filter(is_sync).step_by(usize::try_from(every).unwrap()) {
            with_a_failing_sync(&stage, sync, scene, &mut found);
        }
    }
    found
}

fn with_a_failing_sync(stage: &Stage<'_>, sync: &Call, scene: &Scene, found: &mut Found) {
    let case = format!("{}, {} {} fails: {}", scene.name, sync.kind, sync.nth, sync.text);
    let (kind, what) = (sync.kind.clone(), "error=EIO".to_owned());
    let fault = Fault { kind, what, when: sync.nth.to_string() };
    stage.set_up();
    let output = stage.play(|run| run.broken_and_watched(&fault));
    found.ended(&output, &case);
    watch(stage, &noted(&stage.notes()), output.status.success(), &case, found);
}

fn watch(stage: &Stage<'_>, calls: &[Call], said_done: bool, case: &str, found: &mut Found) {
    found.cases += 1;
    let mut seen = Seen { around: stage.around(), before: stage.before(), ..Seen::default() };
    let mut faults: Vec<String> = calls.iter().filter_map(|call| seen.see(call)).collect();
    if said_done {
        faults.extend(seen.owed().map(|owed| format!("at its end, {owed}")));
    }
    if let Some(first) = faults.first() {
        found.lost(faults.len() as u64, &format!("{case}: {first}"));
    }
}

/// What was asked of the system so far.
#[derive(Debug, Default)]
struct Seen {
    around: PathBuf,
    before: PathBuf,
    /// Files that were written or cut since they were last synced.
    written: BTreeSet<PathBuf>,
    /// Folders in which a name is new since they were last synced.
    named: BTreeSet<PathBuf>,
    /// Files of which a sync failed since they were last opened.
    failed: BTreeSet<PathBuf>,
}

impl Seen {
    /// Takes in a call; answers with what is wrong with it.
    fn see(&mut self, call: &Call) -> Option<String> {
        let Call { kind, text, answer, .. } = call;
        let paths = self.paths(text);
        let is = |kinds: &[&str]| kinds.contains(&kind.as_str());
        if is(&["write"]) && text.starts_with("write(1<") {
            return self.owed().map(|owed| format!("{owed} before `{text}`"));
        }
        let path = paths.last()?.clone();
        if is(&["fsync", "fdatasync"]) {
            return self.synced(path, *answer);
        }
        if *answer < 0 {
            return None;
        }
        if is(&["write", "pwrite64", "ftruncate"]) && !is_for_nobody(&path) {
            self.written.insert(path);
        } else if is(&["write", "pwrite64"]) && path.ends_with("head") {
            let log = path.with_file_name("log.jsonl");
            return self.written.contains(&log).then(|| format!("unsynced lines at `{text}`"));
        } else if is(&["openat"]) {
            self.failed.remove(&path);
            if text.contains("O_CREAT") && !is_for_nobody(&path) && !self.was_there(&path) {
                self.named.extend(path.parent().map(Path::to_owned));
            }
        } else if is(&["mkdir", "rename", "linkat", "link"]) {
            self.named.extend(path.parent().map(Path::to_owned));
        }
        None
    }

    fn synced(&mut self, path: PathBuf, answer: i64) -> Option<String> {
        if self.failed.contains(&path) {
            return Some(format!("{} is synced again after that failed", path.display()));
        }
        if answer < 0 {
            self.failed.insert(path);
        } else {
            self.written.remove(&path);
            self.named.remove(&path);
        }
        None
    }

    /// What was not synced yet.
    fn owed(&self) -> Option<String> {
        let first = self.written.iter().chain(&self.named).next()?;
        Some(format!("{} is not synced", first.display()))
    }

    fn was_there(&self, path: &Path) -> bool {
        let below = path.strip_prefix(&self.around).unwrap_or(path);
        self.before.join(below).exists()
    }

    /// The paths in the folder of the scene that a call names.
    fn paths(&self, text: &str) -> Vec<PathBuf> {
        let folder = self.around.to_str().unwrap();
        let pieces = text.match_indices(folder).map(|(place, _)| &text[place..]);
        let path = |piece: &str| piece.split(['"', '>', '(']).next().map(PathBuf::from);
        pieces.filter_map(path).collect()
    }
}

/// What need not outlast anything: who holds the lock, and the marker, which is a lower bound and
/// may be absent.
fn is_for_nobody(path: &Path) -> bool {
    path.ends_with("LOCK") || path.ends_with("head")
}
