//! The register as an export writes it: the data package, its tables and documents, made once for
//! each state of the register that is asked for.

use std::sync::{Arc, Mutex, PoisonError};

use repatria_domain::Day;
use repatria_log::{Head, LeafHash};

use super::asked::Asked;
use super::complaint::Complaint;
use crate::export::{self, ExportedFile, Licence, Origin};

/// Which file of the package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Packaged {
    /// What is in it.
    Description,
    /// The table that is named.
    Table,
    /// The document that is named.
    Document,
}

impl Packaged {
    pub(super) fn media_type(self) -> &'static str {
        match self {
            Self::Description | Self::Document => "application/json",
            Self::Table => "text/csv; charset=utf-8; header=present",
        }
    }

    /// Its path in the package.
    pub(super) fn path(self, name: &str) -> String {
        match self {
            Self::Description => "datapackage.json".to_owned(),
            Self::Table => format!("tables/{name}"),
            Self::Document => format!("documents/{name}"),
        }
    }
}

/// How many packages are kept.
const KEPT_MAX: usize = 2;

/// The packages that were asked for last, the latest one at the end.
#[derive(Debug)]
pub(super) struct Packages {
    licence: Licence,
    kept: Mutex<Vec<Package>>,
}

/// The files of one state of the register.
#[derive(Clone, Debug)]
struct Package {
    leaf: LeafHash,
    as_of: Option<Day>,
    files: Arc<[ExportedFile]>,
}

impl Packages {
    pub(super) fn under(licence: Licence) -> Self {
        Self { licence, kept: Mutex::default() }
    }

    /// The text of a file of the package, by its path in it.
    pub(super) fn file(&self, path: &str, asked: &Asked) -> Result<String, Complaint> {
        let files = self.files(asked)?;
        let file = files.iter().find(|file| file.path == path);
        file.map(|file| file.text.clone()).ok_or(Complaint::NoSuchPage)
    }

    /// Whoever asks for a package while it is made waits for it.
    fn files(&self, asked: &Asked) -> Result<Arc<[ExportedFile]>, Complaint> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let (leaf, as_of) = (asked.edition.leaf, asked.clocks.as_of);
        if let Some(package) = kept.iter().find(|held| held.leaf == leaf && held.as_of == as_of) {
            return Ok(Arc::clone(&package.files));
        }
        let models = &asked.models();
        let head = Head { n: models.record().head().n, leaf };
        let files = export::files(Origin { models, head, licence: self.licence })?;
        let package = Package { leaf, as_of, files: files.into() };
        let files = Arc::clone(&package.files);
        kept.push(package);
        if kept.len() > KEPT_MAX {
            kept.remove(0);
        }
        Ok(files)
    }
}
