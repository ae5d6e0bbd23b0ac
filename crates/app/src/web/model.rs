//! Read models and tables as documents: the same bytes that the command line prints with
//! `--format json` and `--format csv`. It refuses to know HTTP.

use repatria_domain::Reference;
use repatria_projection as projection;
use repatria_projection::{Question, Scrutiny, TotalAsked, Which};
use serde::Serialize;

use super::asked::Asked;
use super::complaint::Complaint;
use crate::failure::{Failure, Input};
use crate::output::document;
use crate::{export, lookup, print};

/// What can be read, by the names of the commands; and the tables of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Model {
    Overview,
    Timeline,
    Totals,
    Reconcile,
    Series,
    Custody,
    Agreements,
    Disclosures,
    Claimants,
    Changes,
    Audit,
    Stories,
    Statements,
    Claims,
    Show,
    Explain,
    ExplainTotal,
}

/// As what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Json,
    Csv,
}

impl Form {
    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Csv => "text/csv; charset=utf-8; header=present",
        }
    }
}

impl Model {
    /// Which parameters it takes beside the two clocks.
    pub(crate) fn parameters(self) -> &'static [&'static str] {
        match self {
            Self::Reconcile => &["claim"],
            Self::Audit => &["strict"],
            Self::ExplainTotal => &["which", "party", "population", "from", "month"],
            Self::Overview
            | Self::Timeline
            | Self::Totals
            | Self::Series
            | Self::Custody
            | Self::Agreements
            | Self::Disclosures
            | Self::Claimants
            | Self::Changes
            | Self::Stories
            | Self::Statements
            | Self::Claims
            | Self::Show
            | Self::Explain => &[],
        }
    }

    /// Draws it.
    pub(crate) fn draw(self, form: Form, asked: &Asked) -> Result<String, Complaint> {
        let (record, as_of) = (&asked.edition.record, asked.as_of);
        let text = match self {
            Self::Overview => form.of(&projection::overview(record, as_of), print::overview_csv)?,
            Self::Timeline => form.of(&projection::timeline(record, as_of), print::timeline_csv)?,
            Self::Totals => form.of(&projection::totals(record, as_of), print::totals_csv)?,
            Self::Reconcile => form.of(&reconciliation(asked)?, print::reconciliation_csv)?,
            Self::Series => form.of(&projection::series(record, as_of), print::series_csv)?,
            Self::Custody => form.of(&projection::custody(record, as_of), print::custody_csv)?,
            Self::Agreements => {
                form.of(&projection::agreements(record, as_of), print::agreements_csv)?
            }
            Self::Disclosures => {
                form.of(&projection::disclosures(record, asked.due_by()), print::disclosures_csv)?
            }
            Self::Claimants => {
                form.of(&projection::claimants(record, as_of), print::claimants_csv)?
            }
            Self::Changes => form.of(&projection::changes(record, as_of), print::changes_csv)?,
            Self::Audit => form.of(
                &projection::audit(record, asked.due_by(), scrutiny(asked)?),
                print::audit_csv,
            )?,
            Self::Stories => document(&projection::stories(record, as_of))?,
            Self::Statements => export::statements(record),
            Self::Claims => export::claims(record),
            Self::Show => story(form, asked)?,
            Self::Explain => {
                let question = Question::Exchange(exchange(asked)?);
                explanation(form, asked, &question)?
            }
            Self::ExplainTotal => explanation(form, asked, &Question::Total(total(asked)?))?,
        };
        Ok(text)
    }
}

impl Form {
    fn of<Drawn: Serialize>(
        self,
        model: &Drawn,
        csv: fn(&Drawn) -> String,
    ) -> Result<String, Failure> {
        match self {
            Self::Json => document(model),
            Self::Csv => Ok(csv(model)),
        }
    }
}

fn reconciliation(asked: &Asked) -> Result<projection::Reconciliation, Complaint> {
    let record = &asked.edition.record;
    let Some(number) = asked.parsed("claim")? else {
        return Ok(projection::reconciliation(record, asked.as_of));
    };
    let held = record.total_claims().count();
    if !(1..=held).contains(&number) {
        return Err(Failure::from(Input::NoClaim { number, held }).into());
    }
    Ok(projection::reconciliation_of(record, &[number], asked.as_of))
}

fn scrutiny(asked: &Asked) -> Result<Scrutiny, Complaint> {
    let strict: Option<bool> = asked.parsed("strict")?;
    Ok(if strict == Some(true) { Scrutiny::Strict } else { Scrutiny::Usual })
}

/// The exchange that the path names, if it is open.
fn exchange(asked: &Asked) -> Result<Reference, Complaint> {
    let reference = asked.reference.parse().map_err(|_| Complaint::NoSuchPage)?;
    lookup::exchange(asked.edition.record.state(), &reference)?;
    Ok(reference)
}

/// Nothing where it had not happened yet.
fn story(form: Form, asked: &Asked) -> Result<String, Complaint> {
    let reference = exchange(asked)?;
    let story = projection::story(&asked.edition.record, &reference, asked.as_of);
    Ok(match (form, story) {
        (Form::Json, story) => document(&story)?,
        (Form::Csv, Some(story)) => print::story_csv(&story),
        (Form::Csv, None) => String::new(),
    })
}

fn explanation(form: Form, asked: &Asked, question: &Question) -> Result<String, Complaint> {
    let explanation = projection::explain(&asked.edition.record, question, asked.as_of);
    Ok(form.of(&explanation, print::explanation_csv)?)
}

fn total(asked: &Asked) -> Result<TotalAsked, Complaint> {
    let party = asked.parsed("party")?.ok_or(Complaint::ParameterMissing { name: "party" })?;
    let which = match asked.text("which") {
        Some("home") => Which::Home(party),
        Some("abroad") => Which::Abroad(party),
        Some("whose-not-stated") => Which::WhoseNotStated(party),
        Some(_) | None => {
            let why = "write home, abroad or whose-not-stated".to_owned();
            return Err(Complaint::BadParameter { name: "which", why });
        }
    };
    Ok(TotalAsked {
        which,
        population: asked.named("population")?,
        from: asked.parsed("from")?,
        month: asked.parsed("month")?,
    })
}
