//! What was typed and cannot be done as it was typed. Nothing was recorded.

use std::io;
use std::path::PathBuf;

use repatria_domain::{
    AgreementId, BandError, Entity, ExchangeId, LegKey, PartiesError, PartyError, QuantityError,
    Reference, Tariff, Text, TextError, TimestampError,
};

/// What was typed and cannot be done. The message says what to type instead.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Input {
    /// The command line was not understood.
    #[error("{}", .0.to_string().trim_end())]
    Usage(#[from] clap::Error),
    /// A file that was named cannot be read.
    #[error("cannot read `{}`: {why}; name a file of text, or `-` for standard input", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the machine says.
        why: io::Error,
    },
    /// A file that was named cannot be written.
    #[error("cannot write `{}`: {why}; name a file in a folder that can be written", path.display())]
    Unwritten {
        /// The file.
        path: PathBuf,
        /// What the machine says.
        why: io::Error,
    },
    /// An exchange that is in no run.
    #[error(
        "`{reference}` is in no run: no other hand-over was within seven days; see `repatria \
         chart run` for the latest run"
    )]
    NoRun {
        /// Its reference.
        reference: Reference,
    },
    /// No exchanges are close in time.
    #[error("there is no run to draw: no two hand-overs were within seven days of each other")]
    NoRuns,
    /// There is no register in the folder.
    #[error(
        "no register in `{0}`: make one with `repatria --register {0} init`, or name another with \
         --register"
    )]
    NoRegister(String),
    /// There is a register in the folder already.
    #[error("there is a register in `{0}` already: use it, or name another folder with --register")]
    RegisterExists(String),
    /// There is something of this name already, where a folder is to be made.
    #[error("there is `{0}` already: name a folder that is not there yet")]
    FolderExists(String),
    /// The folder holds a register that the demo did not make.
    #[error(
        "`{0}` holds another register, which the demo leaves alone: name another folder, as in \
         `repatria demo demo-register`"
    )]
    NoDemo(String),
    /// Nobody is named who records.
    #[error("nobody is named who records: give --by HANDLE, or set REPATRIA_BY")]
    NobodyRecords,
    /// A reference that is not open.
    #[error("no exchange `{reference}` is open: {}", hint(reference, nearest))]
    NotOpened {
        /// As typed.
        reference: Reference,
        /// What may have been meant.
        nearest: Vec<Reference>,
    },
    /// A number of a statement that there is not.
    #[error(
        "no statement {reference}/{number}: {held} are recorded; see `repatria show {reference}`"
    )]
    NoStatement {
        /// Of which exchange.
        reference: Reference,
        /// As typed.
        number: usize,
        /// How many there are.
        held: usize,
    },
    /// A number of a claim that there is not.
    #[error("no claim T/{number}: {held} are recorded; `repatria reconcile` lists them")]
    NoClaim {
        /// As typed.
        number: usize,
        /// How many there are.
        held: usize,
    },
    /// A title that no agreement has.
    #[error(
        "no agreement `{title}` is recorded: {}record it first with `repatria agree`",
        known(titles)
    )]
    NoAgreement {
        /// As typed.
        title: Text,
        /// Those that are.
        titles: Vec<Text>,
    },
    /// A table of equivalents that does not come with the register, and has no ranks.
    #[error(
        "no table of equivalents `{name}` comes with the register: use {}, or write its ranks, as \
         in --rank captain=6 --rank private=1",
        Tariff::NAMES.join(" or ")
    )]
    NoTariff {
        /// As typed.
        name: Text,
    },
    /// A folder that is not empty, and holds no export.
    #[error(
        "`{0}` is not empty and holds no export, so it is left alone: name a new folder, as in \
         `repatria export tables`"
    )]
    NoExport(String),
    /// A file that stands where a page would, and is none of the site's.
    #[error(
        "`{0}` is not of a site that was published here, so it is left alone: name a new folder, as \
         in `repatria publish site`"
    )]
    NoSite(String),
    /// A name that no token has.
    #[error("no token is called `{name}`: `repatria token list` names them")]
    NoToken {
        /// As typed.
        name: String,
    },
    /// A file of secrets that others may read.
    #[error(
        "`{}` can be read by others (mode {mode:o}), so it is no secret any more: make new tokens, \
         or close it with `chmod 600`",
        path.display()
    )]
    OpenToOthers {
        /// The file.
        path: PathBuf,
        /// What it lets others do.
        mode: u32,
    },
    /// A leg that there is not.
    #[error("no leg of `{reference}` is like that: it has {}", list(legs))]
    NoLeg {
        /// Of which exchange.
        reference: Reference,
        /// Those that there are.
        legs: Vec<LegKey>,
    },
    /// More than one leg.
    #[error(
        "several legs of `{reference}` are like that ({}): tell them apart with --of, --from, --to, \
         --kind or --channel",
        list(legs)
    )]
    SeveralLegs {
        /// Of which exchange.
        reference: Reference,
        /// Those that are.
        legs: Vec<LegKey>,
    },
    /// A figure that nobody publishes.
    #[error(
        "`{figure}` is no figure: write REF, or `total home UA`, `total abroad UA` or `total \
         whose-not-stated UA`"
    )]
    NoFigure {
        /// As typed.
        figure: String,
    },
    /// An option of a figure that was given neither once nor once for each figure.
    #[error(
        "{option} is given {given} times for {figures} figures: give it once for all, or once for \
         each --to"
    )]
    NotOnceEach {
        /// Which option.
        option: &'static str,
        /// How often.
        given: usize,
        /// How many figures there are.
        figures: usize,
    },
    /// A `--to` without its number.
    #[error("--to takes a party and a quantity, as in --to UA 106")]
    FigureWithoutNumber,
    /// A text that is no name.
    #[error(transparent)]
    Text(#[from] TextError),
    /// A text that is no time.
    #[error(transparent)]
    Time(#[from] TimestampError),
    /// A text that names no party.
    #[error(transparent)]
    Party(#[from] PartyError),
    /// Too few parties.
    #[error(transparent)]
    Parties(#[from] PartiesError),
    /// A text that is no quantity.
    #[error(transparent)]
    Quantity(#[from] QuantityError),
    /// A band that is the wrong way round.
    #[error(transparent)]
    Band(#[from] BandError),
}

impl Input {
    /// What was asked for by name, and was not found in memory.
    pub(super) fn not_found(&self) -> Option<Entity> {
        if let Self::NotOpened { reference, .. } = self {
            return Some(Entity::Exchange(ExchangeId::of(reference)));
        }
        if let Self::NoAgreement { title, .. } = self {
            return Some(Entity::Agreement(AgreementId::of(title)));
        }
        None
    }

    /// Its name for programs; stable.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::Usage(_) => "usage",
            Self::File { .. } => "unreadable-file",
            Self::Unwritten { .. } => "unwritten",
            Self::NoRun { .. } => "no-run",
            Self::NoRuns => "no-runs",
            Self::NoRegister(_) => "no-register",
            Self::RegisterExists(_) => "register-exists",
            Self::FolderExists(_) => "folder-exists",
            Self::NoDemo(_) => "no-demo",
            Self::NobodyRecords => "nobody-records",
            Self::NotOpened { .. } => "not-opened",
            Self::NoStatement { .. } => "no-statement",
            Self::NoClaim { .. } => "no-claim",
            Self::NoAgreement { .. } => "no-agreement",
            Self::NoTariff { .. } => "no-tariff",
            Self::NoExport(_) => "no-export",
            Self::NoSite(_) => "no-site",
            Self::NoToken { .. } => "no-token",
            Self::OpenToOthers { .. } => "open-to-others",
            Self::NoLeg { .. } => "no-leg",
            Self::SeveralLegs { .. } => "several-legs",
            Self::NoFigure { .. } => "no-figure",
            Self::NotOnceEach { .. } => "not-once-each",
            Self::FigureWithoutNumber => "figure-without-number",
            Self::Text(_) => "no-name",
            Self::Time(_) => "no-time",
            Self::Party(_) => "no-party",
            Self::Parties(_) => "no-parties",
            Self::Quantity(_) => "no-quantity",
            Self::Band(_) => "no-band",
        }
    }
}

fn hint(reference: &Reference, nearest: &[Reference]) -> String {
    let open = format!("open it first with `repatria open {reference} --between PARTY PARTY`");
    if nearest.is_empty() {
        return open;
    }
    let names: Vec<String> = nearest.iter().map(|reference| format!("`{reference}`")).collect();
    format!("did you mean {}? Otherwise {open}", names.join(" or "))
}

fn known(titles: &[Text]) -> String {
    if titles.is_empty() {
        return String::new();
    }
    let known: Vec<String> = titles.iter().map(|title| format!("`{title}`")).collect();
    format!("there are {}; ", known.join(", "))
}

fn list(legs: &[LegKey]) -> String {
    legs.iter().map(LegKey::to_string).collect::<Vec<_>>().join("; ")
}
