//! Who said it, who passed it on, and where it was read: the arguments that statements share.

use clap::Args;
use repatria_domain::{Attribution, Party, Source, Text, When};

/// An attribution, as it is typed.
#[derive(Args, Clone, Debug)]
pub(crate) struct AttributionArguments {
    /// Who said it; leave it out where the page names nobody
    #[arg(long, value_name = "WHO")]
    by_claimant: Option<Text>,
    /// What he is, as the source puts it
    #[arg(long)]
    role: Option<Text>,
    /// The party he speaks for as an official; again for a joint statement
    #[arg(long, value_name = "PARTY")]
    side: Vec<Party>,
    /// Who passed it on
    #[arg(long, value_name = "WHO")]
    relay: Option<Text>,
    /// The page or paper where it was read
    #[arg(long, value_name = "URL")]
    source: Text,
    /// Title of the page
    #[arg(long, value_name = "TITLE")]
    title: Option<Text>,
    /// When it was said, or the date of the page (EDTF)
    #[arg(long, value_name = "DATE")]
    said_on: Option<When>,
}

impl AttributionArguments {
    pub(crate) fn attribution(self) -> Attribution {
        Attribution {
            claimant: self.by_claimant,
            role: self.role,
            sides: self.side,
            relay: self.relay,
            source: Source { address: self.source, title: self.title },
            said_on: self.said_on,
        }
    }
}
