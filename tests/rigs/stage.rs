//! Where scenes are played: a folder that is set up anew for every case, at the same path, because
//! `strace` is told paths; and the calls of an undisturbed run.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::program::{Program, fed, folder, spawned};
use crate::scenes::{Ledger, Scene};
use crate::strace::{Call, Run, noted};

/// A scene, ready to be played as often as there are faults.
#[derive(Debug)]
pub(crate) struct Stage<'a> {
    folder: TempDir,
    pub(crate) scene: Scene,
    pub(crate) program: &'a Program,
    ledger: Ledger,
}

impl<'a> Stage<'a> {
    pub(crate) fn of(program: &'a Program, scene: Scene) -> Self {
        let folder = folder();
        let stands = folder.path().join("before");
        fs::create_dir(&stands).unwrap();
        let ledger = (scene.prepare)(program, &stands);
        Self { folder, scene, program, ledger }
    }

    /// The folder in which everything happens that the scene does.
    pub(crate) fn around(&self) -> PathBuf {
        self.folder.path().join("around")
    }

    /// How it stood before.
    pub(crate) fn before(&self) -> PathBuf {
        self.folder.path().join("before")
    }

    pub(crate) fn register(&self) -> PathBuf {
        self.around().join("register")
    }

    pub(crate) fn notes(&self) -> PathBuf {
        self.folder.path().join("notes")
    }

    /// The ledger of the register as it stands before.
    pub(crate) fn ledger(&self) -> Ledger {
        self.ledger.clone()
    }

    /// Puts everything where it stood before.
    pub(crate) fn set_up(&self) {
        let around = self.around();
        if around.exists() {
            fs::remove_dir_all(&around).unwrap();
        }
        copy(&self.before(), &around);
    }

    /// Plays the scene in a run that was made for it.
    pub(crate) fn play(&self, run: impl FnOnce(Run<'_>) -> Command) -> Output {
        let (register, notes) = (self.register(), self.notes());
        let words = (self.scene.words)(&self.around());
        let run =
            run(Run { program: self.program, register: &register, words: &words, notes: &notes });
        fed(spawned(&mut { run }), (self.scene.submits)())
    }

    /// The calls of an undisturbed run, from the first that touches the folder on.
    pub(crate) fn calls(&self) -> (Vec<Call>, Output) {
        self.set_up();
        let output = self.play(|run| run.watched(&BTreeSet::default()));
        let around = self.around().display().to_string();
        let calls = noted(&self.notes()).into_iter();
        let calls: Vec<Call> = calls.skip_while(|call| !call.text.contains(&around)).collect();
        assert!(output.status.success(), "{}: {output:?}", self.scene.name);
        assert!(!calls.is_empty(), "{}: strace noted nothing", self.scene.name);
        (calls, output)
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let (old, new) = (entry.path(), to.join(entry.file_name()));
        if old.is_dir() {
            copy(&old, &new);
        } else {
            fs::copy(old, new).unwrap();
        }
    }
}
