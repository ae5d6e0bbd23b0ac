//! Read models and tables as documents: the same bytes that the command line prints with
//! `--format json` and `--format csv`. It refuses to know HTTP.

use repatria_domain::Reference;
use repatria_projection as projection;
use repatria_projection::{Question, Scrutiny, TotalAsked, Which};
use serde::Serialize;

use super::asked::Asked;
use super::complaint::Complaint;
use crate::failure::{Failure, Input};
use crate::models::Models;
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
    pub(crate) fn draw(
        self,
        form: Form,
        asked: &Asked,
        models: &Models<'_>,
    ) -> Result<String, Complaint> {
        let text = match self {
            Self::Overview => form.of(models.overview(), print::overview_csv)?,
            Self::Timeline => form.of(models.timeline(), print::timeline_csv)?,
            Self::Totals => form.of(models.totals(), print::totals_csv)?,
            Self::Reconcile => reconciliation(form, asked, models)?,
            Self::Series => form.of(models.series(), print::series_csv)?,
            Self::Custody => form.of(models.custody(), print::custody_csv)?,
            Self::Agreements => form.of(models.agreements(), print::agreements_csv)?,
            Self::Disclosures => form.of(models.disclosures(), print::disclosures_csv)?,
            Self::Claimants => form.of(models.claimants(), print::claimants_csv)?,
            Self::Changes => form.of(models.changes(), print::changes_csv)?,
            Self::Audit => audit(form, asked, models)?,
            Self::Stories => document(models.stories())?,
            Self::Statements => export::statements(models.record()),
            Self::Claims => export::claims(models.record()),
            Self::Show => story(form, &exchange(asked)?, models)?,
            Self::Explain => explanation(form, &Question::Exchange(exchange(asked)?), models)?,
            Self::ExplainTotal => explanation(form, &Question::Total(total(asked)?), models)?,
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

/// Every claim, or the one that is asked for.
fn reconciliation(form: Form, asked: &Asked, models: &Models<'_>) -> Result<String, Complaint> {
    let Some(number) = asked.parsed("claim")? else {
        return Ok(form.of(models.reconciliation(), print::reconciliation_csv)?);
    };
    let held = models.record().total_claims().count();
    if !(1..=held).contains(&number) {
        return Err(Failure::from(Input::NoClaim { number, held }).into());
    }
    Ok(form.of(&models.reconciliations().of_claims(&[number]), print::reconciliation_csv)?)
}

fn audit(form: Form, asked: &Asked, models: &Models<'_>) -> Result<String, Complaint> {
    let strict: Option<bool> = asked.parsed("strict")?;
    if strict != Some(true) {
        return Ok(form.of(models.audit(), print::audit_csv)?);
    }
    let strict = projection::audit(models.record(), models.due_by(), Scrutiny::Strict);
    Ok(form.of(&strict, print::audit_csv)?)
}

/// The exchange that the path names, if it is open.
fn exchange(asked: &Asked) -> Result<Reference, Complaint> {
    let reference = asked.reference.parse().map_err(|_| Complaint::NoSuchPage)?;
    lookup::exchange(asked.edition.record.state(), &reference)?;
    Ok(reference)
}

/// Nothing where it had not happened yet.
fn story(form: Form, reference: &Reference, models: &Models<'_>) -> Result<String, Complaint> {
    let story = models.stories().of_exchange(reference);
    Ok(match (form, story) {
        (Form::Json, story) => document(&story)?,
        (Form::Csv, Some(story)) => print::story_csv(&story),
        (Form::Csv, None) => String::new(),
    })
}

fn explanation(form: Form, question: &Question, models: &Models<'_>) -> Result<String, Complaint> {
    Ok(form.of(&models.explanations().of_figure(question), print::explanation_csv)?)
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
