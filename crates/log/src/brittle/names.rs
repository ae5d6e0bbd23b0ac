//! The names on a disk: a name that was made outlasts a loss of power when its folder was synced.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::Choose;

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Node {
    Folder,
    /// A file, by its number.
    File(usize),
}

type Tree = BTreeMap<PathBuf, Node>;

#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    shown: Tree,
    durable: Tree,
    pending: Vec<Naming>,
}

#[derive(Clone, Debug)]
enum Naming {
    Made(PathBuf, Node),
    Renamed { from: PathBuf, to: PathBuf },
}

impl Names {
    /// Puts a name there, durably.
    pub(super) fn put(&mut self, path: PathBuf, node: Node) {
        self.shown.insert(path.clone(), node);
        self.durable.insert(path, node);
    }

    pub(super) fn find(&self, path: &Path) -> Option<Node> {
        self.shown.get(path).copied()
    }

    pub(super) fn files(&self) -> impl Iterator<Item = &PathBuf> {
        self.shown.iter().filter(|(_, node)| **node != Node::Folder).map(|(path, _)| path)
    }

    pub(super) fn make(&mut self, path: PathBuf, node: Node) -> io::Result<()> {
        if !has_folder(&self.shown, &path) {
            return Err(ErrorKind::NotFound.into());
        }
        self.name(Naming::Made(path, node));
        Ok(())
    }

    pub(super) fn rename(&mut self, from: PathBuf, to: PathBuf) -> io::Result<()> {
        if self.find(&from).is_none() || !has_folder(&self.shown, &to) {
            return Err(ErrorKind::NotFound.into());
        }
        self.name(Naming::Renamed { from, to });
        Ok(())
    }

    fn name(&mut self, naming: Naming) {
        naming.apply(&mut self.shown);
        self.pending.push(naming);
    }

    pub(super) fn sync(&mut self, folder: &Path) {
        let folder = if folder == Path::new(".") { Path::new("") } else { folder };
        let durable = &mut self.durable;
        self.pending.retain(|naming| {
            let is_in = naming.is_in(folder);
            if is_in {
                naming.apply(durable);
            }
            !is_in
        });
    }

    pub(super) fn lose_power(&mut self, choose: Choose<'_>) {
        for naming in std::mem::take(&mut self.pending) {
            if choose(2) == 1 {
                naming.apply(&mut self.durable);
            }
        }
        let all = self.durable.clone();
        self.durable
            .retain(|path, _| path.ancestors().skip(1).all(|folder| is_there(&all, folder)));
        self.shown.clone_from(&self.durable);
    }
}

impl Naming {
    fn apply(&self, tree: &mut Tree) {
        match self {
            Self::Made(path, node) => {
                tree.insert(path.clone(), *node);
            }
            Self::Renamed { from, to } => {
                if !tree.contains_key(from) {
                    return;
                }
                tree.retain(|path, _| !path.starts_with(to));
                let moved: Vec<PathBuf> =
                    tree.keys().filter(|path| path.starts_with(from)).cloned().collect();
                for path in moved {
                    if let (Some(node), Ok(rest)) = (tree.remove(&path), path.strip_prefix(from)) {
                        let rest = rest.iter();
                        tree.insert(to.iter().chain(rest).collect(), node);
                    }
                }
            }
        }
    }

    fn is_in(&self, folder: &Path) -> bool {
        let (Self::Made(path, _) | Self::Renamed { to: path, .. }) = self;
        path.parent() == Some(folder)
    }
}

fn has_folder(tree: &Tree, path: &Path) -> bool {
    path.parent().is_none_or(|folder| is_there(tree, folder))
}

fn is_there(tree: &Tree, folder: &Path) -> bool {
    folder.as_os_str().is_empty() || tree.get(folder) == Some(&Node::Folder)
}
