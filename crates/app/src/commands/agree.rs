//! `agree`: the terms under which exchanges happen.

use std::collections::BTreeMap;

use clap::Args;
use repatria_domain::{
    AgreementId, AgreementReached, Category, Ceiling, Command, Count, Parties, Party, Source,
    Tariff, Terms, Text, When,
};

use crate::cli::words::{Named, ceiling};
use crate::failure::{Failure, Input};

const EXAMPLE: &str = "Examples:
  repatria agree \"Istanbul 2 June 2025\" --between RU UA --on 2025-06-02 \\
    --terms all-for-all --owes \"UA persons >=1000\" --owes \"RU persons >=1000\" \\
    --owes \"UA bodies 6000\"
  repatria agree Cartel --between x-union x-confederacy --on 1862-07-22 \\
    --terms by-tariff --tariff dix-hill-1862

Tables of equivalents: dix-hill-1862, hamilton-1778; or one of your own, with --rank.";

// What stands behind the parties would be taken for one of them.
const USAGE: &str = "repatria agree [OPTIONS] <TITLE> --between <PARTY> <PARTY>...";

/// An agreement, as it is typed.
#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLE, override_usage = USAGE)]
pub(crate) struct Agree {
    /// What it is called; unique in a register
    title: Text,
    /// Who agreed
    #[arg(long, num_args = 2.., required = true, value_name = "PARTY")]
    between: Vec<Party>,
    /// When (EDTF: 2025-06-02, 2025-06, 2025-06-02~)
    #[arg(long, value_name = "DATE")]
    on: Option<When>,
    /// man-for-man, all-for-all, unequal or by-tariff
    #[arg(long, value_parser = Named::<Terms>::default(), default_value = "not-stated")]
    terms: Terms,
    /// What is owed to whom: PARTY POPULATION QUANTITY [in CATEGORY]; again for each
    #[arg(long, value_parser = ceiling, value_name = "WHAT")]
    owes: Vec<Ceiling>,
    /// What it is limited to (`under-25`); again for each
    #[arg(long)]
    category: Vec<Category>,
    /// The table of rank equivalents: dix-hill-1862, hamilton-1778, or the title of your own
    #[arg(long, value_name = "TABLE")]
    tariff: Option<Text>,
    /// A rank and how many privates it is worth, as in RANK=PRIVATES; again for each
    #[arg(long, requires = "tariff", value_parser = equivalent, value_name = "RANK=PRIVATES")]
    rank: Vec<(Category, Count)>,
    /// Title of the wider agreement that it is a member of
    #[arg(long, value_name = "TITLE")]
    member_of: Option<Text>,
    /// Where it was read; again for each
    #[arg(long, value_name = "URL")]
    source: Vec<Text>,
    /// A remark
    #[arg(long)]
    note: Option<Text>,
}

fn equivalent(text: &str) -> Result<(Category, Count), String> {
    let (rank, privates) =
        text.split_once('=').ok_or("write the rank and its privates, as in captain=6")?;
    let rank = rank.parse().map_err(|error| format!("{error}"))?;
    let privates = privates.parse().map_err(|_| format!("`{privates}` is no count of privates"))?;
    Ok((rank, privates))
}

/// A table that comes with the register by its name, or one of one's own by its title.
fn tariff(name: Text, ranks: Vec<(Category, Count)>) -> Result<Tariff, Failure> {
    if !ranks.is_empty() {
        let privates: BTreeMap<_, _> = ranks.into_iter().collect();
        return Ok(Tariff { title: name, privates });
    }
    Tariff::named(name.as_str()).ok_or_else(|| Input::NoTariff { name }.into())
}

impl Agree {
    pub(crate) fn command(self) -> Result<Command, Failure> {
        let tariff = self.tariff.map(|name| tariff(name, self.rank)).transpose()?;
        Ok(Command::ReachAgreement(AgreementReached {
            agreement: AgreementId::of(&self.title),
            title: self.title,
            parties: Parties::new(self.between)?,
            on: self.on,
            terms: self.terms,
            tariff,
            ceilings: self.owes,
            categories: self.category,
            member_of: self.member_of.as_ref().map(AgreementId::of),
            sources: self
                .source
                .into_iter()
                .map(|address| Source { address, title: None })
                .collect(),
            note: self.note,
        }))
    }
}
