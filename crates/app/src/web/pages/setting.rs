//! What every part of a page needs to know: the register, both clocks, and how to name other pages.

use repatria_domain::{Day, Party};
use repatria_projection::Record;

use crate::models::Models;
use crate::web::address::{Address, Clocks, KnownAt, Place};
use crate::web::view::{Beside, Links, View};

/// One page, seen by its parts.
#[derive(Clone, Debug)]
pub(super) struct Setting<'a> {
    pub(super) view: View<'a>,
    pub(super) address: Address,
    /// The two sides that have a colour and a place, the first left and up.
    pub(super) sides: Vec<Party>,
    /// Whether the page stands nowhere in the masthead.
    pub(super) is_elsewhere: bool,
}

impl<'a> Setting<'a> {
    pub(super) fn new(view: &View<'a>, place: &Place) -> Self {
        let sides = view.models.sides().0.clone();
        Self { sides, is_elsewhere: false, ..Self::elsewhere(view, place) }
    }

    /// A page that is none of the register's: it stands nowhere in the masthead.
    pub(super) fn elsewhere(view: &View<'a>, place: &Place) -> Self {
        let address = Address { place: place.clone(), clocks: view.clocks() };
        Self { view: *view, address, sides: Vec::new(), is_elsewhere: true }
    }

    pub(super) fn models(&self) -> &'a Models<'a> {
        self.view.models
    }

    pub(super) fn record(&self) -> &'a Record {
        self.view.models.record()
    }

    pub(super) fn as_of(&self) -> Option<Day> {
        self.view.models.as_of()
    }

    pub(super) fn is_published(&self) -> bool {
        matches!(self.view.links, Links::Published(_))
    }

    /// Whether a signed checkpoint is known to be there.
    pub(super) fn has_checkpoint(&self) -> bool {
        match self.view.links {
            Links::Served => false,
            Links::Published(Beside { checkpoint, .. }) => checkpoint,
        }
    }

    /// Whether there are feeds to name.
    pub(super) fn has_feeds(&self) -> bool {
        match self.view.links {
            Links::Served => true,
            Links::Published(Beside { feeds, .. }) => feeds,
        }
    }

    /// The link to another page, on the same clocks.
    pub(super) fn link(&self, place: &Place) -> String {
        match self.view.links {
            Links::Served => {
                Address { place: place.clone(), clocks: self.address.clocks }.to_string()
            }
            Links::Published(_) => format!("{}{}", self.upward(), file(place)),
        }
    }

    /// The link to a part of another page; of this page, where it is the same.
    pub(super) fn link_within(&self, place: &Place, part: &str) -> String {
        if *place == self.address.place {
            return format!("#{part}");
        }
        format!("{}#{part}", self.link(place))
    }

    /// The link to a document or a table, on the same clocks.
    pub(super) fn data(&self, name: &str) -> String {
        match self.view.links {
            Links::Served => format!("/{name}{}", self.address.clocks),
            Links::Published(_) => self.asset(name),
        }
    }

    /// The link to what is the same on all clocks.
    pub(super) fn asset(&self, name: &str) -> String {
        match self.view.links {
            Links::Served => format!("/{name}"),
            Links::Published(_) => format!("{}{name}", self.upward()),
        }
    }

    /// This page with both clocks standing still.
    pub(super) fn pinned(&self) -> Option<Address> {
        let at = self.record().head().at?;
        let clocks = Clocks {
            as_of: Some(self.as_of().unwrap_or(at.day())),
            known_at: Some(KnownAt::Time(at)),
        };
        Some(Address { place: self.address.place.clone(), clocks })
    }

    /// The class of a side: its colour. Place and words say the same.
    pub(super) fn class(&self, party: Party) -> &'static str {
        match self.sides.iter().position(|side| *side == party) {
            Some(0) => "a",
            Some(1) => "b",
            Some(_) | None => "c",
        }
    }

    /// From the file of this page up to the folder of all.
    fn upward(&self) -> String {
        "../".repeat(self.address.place.name().matches('/').count())
    }
}

/// The file that a page is written to.
pub(in crate::web) fn file(place: &Place) -> String {
    match place {
        Place::Overview => "index.html".to_owned(),
        Place::Exchanges
        | Place::Exchange(_)
        | Place::Explain(_)
        | Place::Agreements
        | Place::Claims
        | Place::Claim(_)
        | Place::Claimants
        | Place::Custody
        | Place::Series
        | Place::Disclosures
        | Place::Changes
        | Place::Audit
        | Place::Method
        | Place::Data
        | Place::Families(_) => format!("{}.html", place.name()),
    }
}
