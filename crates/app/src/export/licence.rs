//! Under which licence the data goes out: the exporter says so, not the program.

use clap::ValueEnum;

/// A licence for data, by its name in the list of SPDX.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Licence {
    /// Given to everybody.
    #[default]
    #[value(name = "CC0-1.0")]
    Cc0,
    /// With the name of its source.
    #[value(name = "CC-BY-4.0")]
    CcBy,
    /// With the name of its source, and under the same licence.
    #[value(name = "CC-BY-SA-4.0")]
    CcBySa,
    /// With the name of its source; for databases.
    #[value(name = "ODC-By-1.0")]
    OdcBy,
    /// With the name of its source, and under the same licence; for databases.
    #[value(name = "ODbL-1.0")]
    OdbL,
}

impl Licence {
    /// Its name, where it is found, and its title.
    pub(crate) fn told(self) -> [&'static str; 3] {
        match self {
            Self::Cc0 => [
                "CC0-1.0",
                "https://creativecommons.org/publicdomain/zero/1.0/",
                "Creative Commons Zero 1.0 Universal",
            ],
            Self::CcBy => [
                "CC-BY-4.0",
                "https://creativecommons.org/licenses/by/4.0/",
                "Creative Commons Attribution 4.0 International",
            ],
            Self::CcBySa => [
                "CC-BY-SA-4.0",
                "https://creativecommons.org/licenses/by-sa/4.0/",
                "Creative Commons Attribution Share Alike 4.0 International",
            ],
            Self::OdcBy => [
                "ODC-By-1.0",
                "https://opendatacommons.org/licenses/by/1-0/",
                "Open Data Commons Attribution License 1.0",
            ],
            Self::OdbL => [
                "ODbL-1.0",
                "https://opendatacommons.org/licenses/odbl/1-0/",
                "Open Data Commons Open Database License 1.0",
            ],
        }
    }
}
