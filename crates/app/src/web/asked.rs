//! What is asked for: which moment of the register, and whatever else an address says.
//! It refuses to know what is drawn from it.

use std::fmt::Display;
use std::str::FromStr;
use std::sync::Arc;

use repatria_domain::Day;
use serde::de::DeserializeOwned;

use super::address::{Clocks, KnownAt};
use super::complaint::Complaint;
use super::edition::{Edition, Editions};
use crate::cli::named::named;
use crate::models::Models;

const AS_OF: &str = "as_of";
const KNOWN_AT: &str = "known_at";

/// What is asked for.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// The register as it was known then.
    pub(crate) edition: Arc<Edition>,
    /// By when it had happened, and by when it was known.
    pub(crate) clocks: Clocks,
    /// The day that it is.
    pub(crate) today: Day,
    /// The exchange that the path names; else empty.
    pub(crate) reference: String,
    query: Query,
}

/// The parameters of an address, in order, and the two clocks among them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Query {
    pairs: Vec<(String, String)>,
    clocks: Clocks,
}

impl Query {
    /// Reads what stands behind the `?`, of which only these names may occur beside the clocks,
    /// each once. A parameter that nobody reads would be believed.
    pub(crate) fn read(text: Option<&str>, allowed: &[&str]) -> Result<Self, Complaint> {
        let text = text.unwrap_or_default();
        let pairs: Vec<(String, String)> =
            form_urlencoded::parse(text.as_bytes()).into_owned().collect();
        for (index, (name, _)) in pairs.iter().enumerate() {
            let known = [AS_OF, KNOWN_AT].iter().chain(allowed).any(|allowed| allowed == name);
            if !known {
                return Err(Complaint::UnknownParameter { name: name.clone() });
            }
            if pairs.iter().take(index).any(|(before, _)| before == name) {
                return Err(Complaint::ParameterTwice { name: name.clone() });
            }
        }
        Ok(Self { pairs, clocks: Clocks::read(text).map_err(Complaint::WrongClock)? })
    }

    /// The clocks alone.
    pub(crate) fn of(clocks: Clocks) -> Self {
        Self { pairs: Vec::new(), clocks }
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    /// A value as it is written anywhere else.
    pub(crate) fn parsed<Value>(&self, name: &'static str) -> Result<Option<Value>, Complaint>
    where
        Value: FromStr<Err: Display>,
    {
        let parse = |text: &str| text.parse().map_err(|why: Value::Err| bad(name, &why));
        self.text(name).map(parse).transpose()
    }
}

impl Asked {
    /// An edition on these clocks, without a parameter.
    pub(crate) fn plain(edition: Arc<Edition>, clocks: Clocks, today: Day) -> Self {
        Self { edition, clocks, today, reference: String::new(), query: Query::default() }
    }

    /// What an address asks for, of the register as it was known then.
    pub(crate) fn of(
        query: Query,
        reference: String,
        today: Day,
        editions: &Editions,
    ) -> Result<Self, Complaint> {
        let clocks = query.clocks;
        let edition = editions.known_at(clocks.known_at.map(KnownAt::until))?;
        Ok(Self { edition, clocks, today, reference, query })
    }

    /// The read models that it may be answered from.
    pub(crate) fn models(&self) -> Models<'_> {
        let Clocks { as_of, .. } = self.clocks;
        Models::of(&self.edition.record, as_of, self.clocks.due_by(self.today))
    }

    /// The same, of an exchange.
    pub(crate) fn of_exchange(&self, reference: String) -> Self {
        Self { reference, ..self.clone() }
    }

    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.query.text(name)
    }

    /// As [`Query::parsed`].
    pub(crate) fn parsed<Value>(&self, name: &'static str) -> Result<Option<Value>, Complaint>
    where
        Value: FromStr<Err: Display>,
    {
        self.query.parsed(name)
    }

    /// A value by its name in the log.
    pub(crate) fn named<Value: DeserializeOwned>(
        &self,
        name: &'static str,
    ) -> Result<Option<Value>, Complaint> {
        self.text(name).map(named).transpose().map_err(|why| bad(name, &why))
    }
}

fn bad(name: &'static str, why: &impl Display) -> Complaint {
    Complaint::BadParameter { name, why: why.to_string() }
}
