//! What is drawn once of a record and let go with its next commit, so that a question as of a day
//! need not go through everything that was ever recorded.
//! It refuses to know days that are asked for: what it keeps is the same for all of them.

use std::sync::OnceLock;

use crate::figures::Figures;
use crate::listed::Listed;
use crate::overview::ClaimInOrder;

/// Each drawn on the first question that needs it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Kept {
    pub(crate) listed: OnceLock<Vec<Listed>>,
    pub(crate) figures: OnceLock<Figures>,
    pub(crate) claims: OnceLock<Vec<ClaimInOrder>>,
}

/// Two records of the same commits are equal, whichever of them was asked already.
impl PartialEq for Kept {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Kept {}
