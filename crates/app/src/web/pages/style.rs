//! What pages need beside themselves: the sheet and the sign of the register. Nothing comes from
//! another host, and nothing runs.

use std::borrow::Cow;

use crate::chart;

/// A file that every page names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Asset {
    /// Its name below the root.
    pub(crate) name: &'static str,
    pub(crate) media_type: &'static str,
    pub(crate) text: Cow<'static, str>,
}

/// The files that every page names.
pub(crate) fn assets() -> [Asset; 2] {
    let sheet = include_str!("../assets/style.css").to_owned() + &chart::sheet_of_pages();
    [
        Asset { name: "style.css", media_type: "text/css; charset=utf-8", text: sheet.into() },
        Asset {
            name: "icon.svg",
            media_type: "image/svg+xml",
            text: include_str!("../assets/icon.svg").into(),
        },
    ]
}
