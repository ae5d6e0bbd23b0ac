//! `append`: the same commits made durable in every way there is, alone and together. Each way
//! begins with nothing in every round. Peers get their texts ready made; ours are encoded in time.

use std::fs::{self, File};
use std::io::Write as _;
use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};

use clap::Args;
use repatria_domain::{Commit, State, decide_to_apply};
use repatria_log::{
    Batch, CommitLog as _, CommitReader as _, Commits, FileLog, Head, Sequencer, Submission,
    append_groups,
};

use crate::Failed;
use crate::commands;
#[cfg(feature = "nats")]
use crate::jetstream::JetStream;
use crate::peers::Servers;
#[cfg(any(feature = "postgres", feature = "nats", feature = "umadb"))]
use crate::peers::present;
#[cfg(feature = "postgres")]
use crate::postgresql::{self, Together};
use crate::rounds::Rounds;
#[cfg(feature = "umadb")]
use crate::umadb::UmaDb;
use crate::writers::{self, Writers};

/// Commits to append.
#[derive(Args, Debug)]
pub(crate) struct Append {
    /// The register that the commits are taken from
    from: PathBuf,
    /// Folder to append in; what is made there is removed
    folder: PathBuf,
    /// How often each way is gone
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Only the ways whose names hold this
    #[arg(long)]
    only: Option<String>,
    #[command(flatten)]
    servers: Servers,
}

/// How many commits are appended together, and how many in all.
const SIZES: [(usize, usize); 3] = [(1, 400), (100, 20_000), (10_000, 100_000)];

const YARDSTICK: &str = "SQLite";

/// More than any way writes of a hundred thousand commits.
const WARMED_MB: usize = 256;

/// What is appended, in the form that each way takes.
struct Load {
    commits: Vec<Commit>,
    submissions: Vec<Submission>,
    batch: usize,
    bytes: Vec<Vec<u8>>,
    #[cfg(feature = "sqlite")]
    rows: Vec<Vec<crate::row::Row>>,
    #[cfg(feature = "fjall")]
    pairs: Vec<crate::key_value::Pair>,
    #[cfg(feature = "postgres")]
    transactions: Vec<Together>,
    #[cfg(any(feature = "nats", feature = "umadb"))]
    lines: Vec<Vec<u8>>,
}

impl Append {
    pub(crate) fn run(&self) -> Result<(), Failed> {
        let most = SIZES.iter().map(|(_, commits)| *commits).max().unwrap_or_default();
        let commits = first_commits(&self.from, most)?;
        #[cfg(feature = "postgres")]
        let mut postgresql =
            present("PostgreSQL", postgresql::connect(self.servers.postgres.as_deref()))?;
        #[cfg(feature = "nats")]
        let nats = present("NATS", JetStream::connect(self.servers.nats.as_deref()))?;
        #[cfg(feature = "umadb")]
        let mut umadb = present("UmaDB", UmaDb::connect(self.servers.umadb.as_deref()))?;
        for (batch, number) in SIZES {
            let commits = commits.get(..number).ok_or("the register has too few commits")?;
            let load = Load::of(commits.to_vec(), batch)?;
            let mut rounds = Rounds::new(self.only.clone());
            for _ in 0..self.rounds {
                rounds.begin();
                self.round(&mut rounds, &load)?;
                #[cfg(feature = "postgres")]
                if let Some(client) = &mut postgresql {
                    load.ask(&mut rounds, client)?;
                }
                #[cfg(feature = "nats")]
                if let Some(nats) = &nats {
                    load.send(&mut rounds, nats)?;
                }
                #[cfg(feature = "umadb")]
                if let Some(umadb) = &mut umadb {
                    load.call(&mut rounds, umadb)?;
                }
            }
            writeln!(std::io::stdout(), "\n{batch} together")?;
            rounds.print(number as u64, YARDSTICK, YARDSTICK)?;
        }
        self.many_writers()
    }

    fn many_writers(&self) -> Result<(), Failed> {
        let (mut writers, mut rounds) = (Writers::ready()?, Rounds::new(self.only.clone()));
        for _ in 0..self.rounds {
            rounds.begin();
            writers.round(&mut rounds, || self.fresh())?;
        }
        self.fresh()?;
        let together = writers.together(self.rounds);
        writeln!(std::io::stdout(), "\n64 writers, together on average: {together}")?;
        rounds.print(writers::COMMITS as u64, writers::LIMIT, "limit")
    }

    fn round(&self, rounds: &mut Rounds, load: &Load) -> Result<(), Failed> {
        rounds.go("limit: encoding alone", || load.encode())?;
        let folder = self.fresh()?;
        rounds.go("limit: write and fdatasync", || write_raw(&folder, &load.bytes))?;
        let mut log = FileLog::create(self.fresh()?.join("register"))?;
        rounds.go("ours", || load.append(&mut log))?;
        drop(log);
        let mut log = FileLog::create(self.fresh()?.join("register"))?;
        rounds.go("ours: one thread", || load.append_one_by_one(&mut log))?;
        drop(log);
        rounds.go("limit: deciding alone", || load.decide())?;
        let log = FileLog::create(self.fresh()?.join("register"))?;
        rounds.go("ours: decided and appended", || load.submit(log))?;
        #[cfg(feature = "sqlite")]
        {
            let database = crate::sqlite::empty(&self.fresh()?.join("peer.sqlite"))?;
            rounds.go(YARDSTICK, || crate::sqlite::append(&database, &load.rows, load.batch))?;
        }
        #[cfg(feature = "fjall")]
        {
            let store = crate::key_value::Store::empty(&self.fresh()?.join("peer"))?;
            if rounds.go("Fjall", || store.append(&load.pairs, load.batch))?.is_some() {
                store.compare(&load.pairs)?;
            }
        }
        self.fresh().map(|_| ())
    }

    /// The folder with nothing in it, and nothing left to be written behind our back. The memory that the
    /// system keeps what is written in was in use just before: what a machine of ours pays to whoever hosts
    /// it for memory that it has not touched for long, up to three times the writing, nobody pays.
    fn fresh(&self) -> Result<PathBuf, Failed> {
        let folder = self.folder.join("append");
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        rustix::fs::syncfs(File::open(&folder)?)?;
        let (name, zeros) = (folder.join("nothing"), vec![0; 1 << 20]);
        let mut nothing = File::create_new(&name)?;
        (0..WARMED_MB).try_for_each(|_| nothing.write_all(&zeros))?;
        fs::remove_file(&name)?;
        Ok(folder)
    }
}

impl Load {
    fn of(commits: Vec<Commit>, batch: usize) -> Result<Self, Failed> {
        let batches = batches(&commits, batch)?;
        #[cfg(feature = "sqlite")]
        let rows = batches
            .iter()
            .flat_map(Batch::lines)
            .map(|(_, line)| crate::row::Row::all_of(line))
            .collect::<Result<_, _>>()?;
        #[cfg(feature = "fjall")]
        let pairs = batches
            .iter()
            .flat_map(Batch::lines)
            .map(|(n, line)| (n.to_be_bytes(), line.to_vec()))
            .collect();
        #[cfg(feature = "postgres")]
        let transactions = batches.iter().map(Together::of).collect::<Result<_, _>>()?;
        #[cfg(any(feature = "nats", feature = "umadb"))]
        let lines = batches.iter().flat_map(Batch::lines).map(|(_, line)| line.to_vec()).collect();
        let bytes = batches.iter().map(|batch| batch.bytes().to_vec()).collect();
        let submissions = commits.iter().map(commands::submission).collect::<Result<_, _>>()?;
        Ok(Self {
            commits,
            submissions,
            batch,
            bytes,
            #[cfg(feature = "sqlite")]
            rows,
            #[cfg(feature = "fjall")]
            pairs,
            #[cfg(feature = "postgres")]
            transactions,
            #[cfg(any(feature = "nats", feature = "umadb"))]
            lines,
        })
    }

    #[cfg(feature = "postgres")]
    fn ask(&self, rounds: &mut Rounds, client: &mut postgres::Client) -> Result<(), Failed> {
        postgresql::empty(client)?;
        let way = || postgresql::append(client, &self.transactions);
        match rounds.ask("PostgreSQL", way)? {
            Some(()) => postgresql::compare(client, &self.transactions),
            None => Ok(()),
        }
    }

    #[cfg(feature = "nats")]
    fn send(&self, rounds: &mut Rounds, nats: &JetStream) -> Result<(), Failed> {
        nats.empty()?;
        match rounds.ask("NATS", || nats.append(&self.lines, self.batch))? {
            Some(()) => nats.compare(self.lines.len()),
            None => Ok(()),
        }
    }

    #[cfg(feature = "umadb")]
    fn call(&self, rounds: &mut Rounds, umadb: &mut UmaDb) -> Result<(), Failed> {
        umadb.begin()?;
        match rounds.ask("UmaDB", || umadb.append(&self.lines, self.batch))? {
            Some(()) => umadb.compare(self.lines.len()),
            None => Ok(()),
        }
    }

    fn encode(&self) -> Result<Head, Failed> {
        let mut batch = Batch::after(Head::EMPTY);
        for together in self.commits.chunks(self.batch) {
            let head = batch.head();
            batch = filled(batch.anew_after(head), together)?;
        }
        Ok(batch.head())
    }

    /// Each command is decided, and what comes of it applied.
    fn decide(&self) -> Result<State, Failed> {
        let mut state = State::default();
        for submission in &self.submissions {
            for event in decide_to_apply(&state, &submission.command)? {
                state.apply(&event)?;
            }
        }
        Ok(state)
    }

    /// The commands come so many at a time, and what comes of them is recorded. The register stays in memory,
    /// as it does in a server: to let go of it is no part of recording.
    fn submit(&self, log: FileLog) -> Result<Sequencer<FileLog>, Failed> {
        let mut sequencer = Sequencer::open(log, |_| ())?;
        for (together, commits) in
            self.submissions.chunks(self.batch).zip(self.commits.chunks(self.batch))
        {
            let now = commits.first().map_or_else(|| Err("no commit"), |first| Ok(first.at))?;
            for answer in sequencer.submit(together, now, |_| ()) {
                answer?;
            }
        }
        Ok(sequencer)
    }

    /// While one batch is written and synced, the lines of the next are made.
    fn append(&self, log: &mut FileLog) -> Result<(), Failed> {
        Ok(append_groups(log, self.commits.chunks(self.batch))?)
    }

    /// Whoever appends waits until a batch is durable before he has the next.
    fn append_one_by_one(&self, log: &mut FileLog) -> Result<(), Failed> {
        let mut batch = Batch::after(log.head()?);
        for together in self.commits.chunks(self.batch) {
            batch = filled(batch.anew_after(log.head()?), together)?;
            log.append(&batch)?;
        }
        Ok(())
    }
}

/// Writes bytes, and syncs after each batch.
pub(crate) fn write_raw(folder: &Path, batches: &[Vec<u8>]) -> Result<(), Failed> {
    let (file, mut end) = (File::create_new(folder.join("raw"))?, 0);
    for bytes in batches {
        file.write_all_at(bytes, end)?;
        file.sync_data()?;
        end += bytes.len() as u64;
    }
    Ok(())
}

fn batches(commits: &[Commit], batch: usize) -> Result<Vec<Batch>, Failed> {
    let (mut batches, mut head) = (Vec::new(), Head::EMPTY);
    for together in commits.chunks(batch) {
        let batch = filled(Batch::after(head), together)?;
        head = batch.head();
        batches.push(batch);
    }
    Ok(batches)
}

fn filled(mut batch: Batch, together: &[Commit]) -> Result<Batch, Failed> {
    for commit in together {
        batch.push(commit)?;
    }
    Ok(batch)
}

fn first_commits(register: &Path, number: usize) -> Result<Vec<Commit>, Failed> {
    Ok(Commits::of(FileLog::open_for_reading(register)?).take(number).collect::<Result<_, _>>()?)
}
