//! What things are called by machines: UUIDs, made from a reference or a content wherever one gives them.
//! It refuses to know randomness: ids that nothing gives come in from outside.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::text::{Reference, Text};

/// The namespace of all ids that are made from a name (RFC 9562, version 5).
///
/// Itself the version 5 id of `repatria` in the namespace of domain names.
pub const NAMESPACE: Uuid = Uuid::from_u128(0x7df7_e92b_1d2f_55ff_9923_7102_cf55_bc1a);

// The namespaces of each kind: the version 5 ids of its name in the namespace of all.
const EXCHANGES: Uuid = Uuid::from_u128(0x6248_5a95_04d2_5871_9d10_65b3_206e_b3ac);
const AGREEMENTS: Uuid = Uuid::from_u128(0x43d3_08ca_9c84_5f73_ac86_ad78_c6c8_b566);
const STATEMENTS: Uuid = Uuid::from_u128(0x81e6_46b4_0bfd_5ddc_b599_eec4_9331_004e);
const PAGES: Uuid = Uuid::from_u128(0x934a_6bef_e393_54d3_849a_322c_a48f_b364);
const COMMANDS: Uuid = Uuid::from_u128(0x518b_719f_d62d_5df4_b78a_2465_605c_2007);

/// An exchange. Made from its reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ExchangeId(Uuid);

/// An agreement. Made from its title.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AgreementId(Uuid);

/// A statement. Made from its key, its content and what it corrects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StatementId(Uuid);

/// A command. The same id with the same content is the same command, sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CommandId(Uuid);

/// The page or paper where something was read. Made from its address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageId(Uuid);

impl ExchangeId {
    /// The id of the exchange that people call `reference`.
    pub fn of(reference: &Reference) -> Self {
        Self(Uuid::new_v5(&EXCHANGES, reference.as_str().as_bytes()))
    }
}

impl AgreementId {
    /// The id of the agreement with this title.
    pub fn of(title: &Text) -> Self {
        Self(Uuid::new_v5(&AGREEMENTS, title.as_str().as_bytes()))
    }
}

impl StatementId {
    /// The id of the statement with this content, whatever bytes the caller takes for it.
    pub fn of(content: &[u8]) -> Self {
        Self(Uuid::new_v5(&STATEMENTS, content))
    }
}

impl CommandId {
    /// The id of the command with this content, whatever bytes the caller takes for it.
    pub fn of(content: &[u8]) -> Self {
        Self(Uuid::new_v5(&COMMANDS, content))
    }
}

impl PageId {
    /// The id of the page with this address.
    pub fn of(address: &Text) -> Self {
        Self(Uuid::new_v5(&PAGES, address.as_str().as_bytes()))
    }
}

impl From<Uuid> for ExchangeId {
    fn from(id: Uuid) -> Self {
        Self(id)
    }
}

impl From<ExchangeId> for Uuid {
    fn from(id: ExchangeId) -> Self {
        id.0
    }
}

impl FromStr for ExchangeId {
    type Err = uuid::Error;
    fn from_str(text: &str) -> Result<Self, uuid::Error> {
        text.parse().map(Self)
    }
}

impl fmt::Display for ExchangeId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl From<Uuid> for AgreementId {
    fn from(id: Uuid) -> Self {
        Self(id)
    }
}

impl From<AgreementId> for Uuid {
    fn from(id: AgreementId) -> Self {
        id.0
    }
}

impl FromStr for AgreementId {
    type Err = uuid::Error;
    fn from_str(text: &str) -> Result<Self, uuid::Error> {
        text.parse().map(Self)
    }
}

impl fmt::Display for AgreementId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl From<Uuid> for StatementId {
    fn from(id: Uuid) -> Self {
        Self(id)
    }
}

impl From<StatementId> for Uuid {
    fn from(id: StatementId) -> Self {
        id.0
    }
}

impl FromStr for StatementId {
    type Err = uuid::Error;
    fn from_str(text: &str) -> Result<Self, uuid::Error> {
        text.parse().map(Self)
    }
}

impl fmt::Display for StatementId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl From<Uuid> for CommandId {
    fn from(id: Uuid) -> Self {
        Self(id)
    }
}

impl From<CommandId> for Uuid {
    fn from(id: CommandId) -> Self {
        id.0
    }
}

impl FromStr for CommandId {
    type Err = uuid::Error;
    fn from_str(text: &str) -> Result<Self, uuid::Error> {
        text.parse().map(Self)
    }
}

impl fmt::Display for CommandId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl From<PageId> for Uuid {
    fn from(id: PageId) -> Self {
        id.0
    }
}

#[cfg(test)]
mod tests;
