//! Every address that is answered, in one table: how it is asked for, who may ask, what answers.
//! What is not in it does not exist. It refuses to know how an answer is made.

use super::feed::{Format, Subject};
use super::model::{Form, Model};
use super::package::Packaged;
use super::role::Role;

/// One address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Route {
    /// How it is asked for.
    pub(crate) method: Method,
    /// Its path; `{…}` stands for one part of it, `{*…}` for all that is left.
    pub(crate) path: &'static str,
    /// Who may ask.
    pub(crate) role: Role,
    /// What answers.
    pub(crate) answer: Answer,
}

/// How an address is asked for. Whatever may be fetched may be asked for its head alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Method {
    Get,
    Post,
}

impl Method {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

/// What answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// A page for people.
    Page,
    /// A file that pages name.
    Asset(&'static str),
    /// A read model or a table, for programs.
    Model(Model, Form),
    /// What was recorded or changed, for those who want to be told.
    Feed(Subject, Format),
    /// A file of the data package.
    Package(Packaged),
    /// How the log stands, signed.
    Checkpoint,
    /// Lines and hashes of the log, as C2SP tlog-tiles.
    Tile,
    /// The lines of the log, as they are stored.
    Log,
    /// Each new line of the log as it comes.
    Live,
    /// Records a command.
    Commands,
    /// Whether the server does what it should.
    Health,
    /// How much it did.
    Metrics,
    /// This table, described for programs.
    Description,
}

/// The table.
pub(crate) const ROUTES: &[Route] = &[
    public("/", Answer::Page),
    public("/{*page}", Answer::Page),
    public("/style.css", Answer::Asset("style.css")),
    public("/icon.svg", Answer::Asset("icon.svg")),
    public("/overview.json", Answer::Model(Model::Overview, Form::Json)),
    public("/overview.csv", Answer::Model(Model::Overview, Form::Csv)),
    public("/timeline.json", Answer::Model(Model::Timeline, Form::Json)),
    public("/timeline.csv", Answer::Model(Model::Timeline, Form::Csv)),
    public("/totals.json", Answer::Model(Model::Totals, Form::Json)),
    public("/totals.csv", Answer::Model(Model::Totals, Form::Csv)),
    public("/reconcile.json", Answer::Model(Model::Reconcile, Form::Json)),
    public("/reconcile.csv", Answer::Model(Model::Reconcile, Form::Csv)),
    public("/series.json", Answer::Model(Model::Series, Form::Json)),
    public("/series.csv", Answer::Model(Model::Series, Form::Csv)),
    public("/custody.json", Answer::Model(Model::Custody, Form::Json)),
    public("/custody.csv", Answer::Model(Model::Custody, Form::Csv)),
    public("/agreements.json", Answer::Model(Model::Agreements, Form::Json)),
    public("/agreements.csv", Answer::Model(Model::Agreements, Form::Csv)),
    public("/disclosures.json", Answer::Model(Model::Disclosures, Form::Json)),
    public("/disclosures.csv", Answer::Model(Model::Disclosures, Form::Csv)),
    public("/claimants.json", Answer::Model(Model::Claimants, Form::Json)),
    public("/claimants.csv", Answer::Model(Model::Claimants, Form::Csv)),
    public("/changes.json", Answer::Model(Model::Changes, Form::Json)),
    public("/changes.csv", Answer::Model(Model::Changes, Form::Csv)),
    public("/audit.json", Answer::Model(Model::Audit, Form::Json)),
    public("/audit.csv", Answer::Model(Model::Audit, Form::Csv)),
    public("/stories.json", Answer::Model(Model::Stories, Form::Json)),
    public("/statements.csv", Answer::Model(Model::Statements, Form::Csv)),
    public("/claims.csv", Answer::Model(Model::Claims, Form::Csv)),
    public("/exchanges/{reference}/show.json", Answer::Model(Model::Show, Form::Json)),
    public("/exchanges/{reference}/show.csv", Answer::Model(Model::Show, Form::Csv)),
    public("/exchanges/{reference}/explain.json", Answer::Model(Model::Explain, Form::Json)),
    public("/exchanges/{reference}/explain.csv", Answer::Model(Model::Explain, Form::Csv)),
    public("/totals/explain.json", Answer::Model(Model::ExplainTotal, Form::Json)),
    public("/totals/explain.csv", Answer::Model(Model::ExplainTotal, Form::Csv)),
    public("/feeds/exchanges.atom", Answer::Feed(Subject::Exchanges, Format::Atom)),
    public("/feeds/exchanges.json", Answer::Feed(Subject::Exchanges, Format::Json)),
    public("/feeds/changes.atom", Answer::Feed(Subject::Changes, Format::Atom)),
    public("/feeds/changes.json", Answer::Feed(Subject::Changes, Format::Json)),
    public("/datapackage.json", Answer::Package(Packaged::Description)),
    public("/tables/{name}", Answer::Package(Packaged::Table)),
    public("/documents/{name}", Answer::Package(Packaged::Document)),
    public("/checkpoint", Answer::Checkpoint),
    public("/tile/{*tile}", Answer::Tile),
    public("/log", Answer::Log),
    public("/live", Answer::Live),
    Route {
        method: Method::Post,
        path: "/commands",
        role: Role::Recorder,
        answer: Answer::Commands,
    },
    public("/healthz", Answer::Health),
    Route { method: Method::Get, path: "/metrics", role: Role::Reader, answer: Answer::Metrics },
    public("/openapi.json", Answer::Description),
];

const fn public(path: &'static str, answer: Answer) -> Route {
    Route { method: Method::Get, path, role: Role::Anybody, answer }
}

#[cfg(test)]
mod tests;
