//! An event in a line: `{"type":…,"v":…,"data":…}`. Every version that was ever released stays
//! readable; one that is not known yet is named, never skipped.

use std::fmt;

use repatria_domain::Event;
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeStruct as _, Serializer};
use serde_json::Value;

/// The version in which every event is written today.
const VERSION: u64 = 1;

/// An event, as it is written.
pub(super) struct Versioned<'a>(pub(super) &'a Event);

impl Serialize for Versioned<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut stored = serializer.serialize_struct("Event", 3)?;
        stored.serialize_field("type", self.0.name())?;
        stored.serialize_field("v", &VERSION)?;
        match self.0 {
            Event::AgreementReached(data) => stored.serialize_field("data", data),
            Event::ExchangeOpened(data) => stored.serialize_field("data", data),
            Event::ExchangeDescribed(data) => stored.serialize_field("data", data),
            Event::ExchangeCancelled(data) => stored.serialize_field("data", data),
            Event::ExchangeReinstated(data) => stored.serialize_field("data", data),
            Event::CountStated(data) => stored.serialize_field("data", data),
            Event::TotalStated(data) => stored.serialize_field("data", data),
            Event::StatementReviewed(data) => stored.serialize_field("data", data),
            Event::ExchangeSettled(data) => stored.serialize_field("data", data),
            Event::SettlementWithdrawn(data) => stored.serialize_field("data", data),
            Event::MovementRecorded(data) => stored.serialize_field("data", data),
            Event::DetailWithheld(data) => stored.serialize_field("data", data),
            Event::DetailDisclosed(data) => stored.serialize_field("data", data),
            Event::CustodyDeclared(data) => stored.serialize_field("data", data),
            Event::CustodyChanged(data) => stored.serialize_field("data", data),
            Event::LossAccepted(data) => stored.serialize_field("data", data),
        }?;
        stored.end()
    }
}

/// An event, as it is read.
#[derive(Debug)]
pub(super) struct Stored(pub(super) Result<Event, Newer>);

/// What a newer version of this program calls an event that this one does not know.
#[derive(Debug)]
pub(super) struct Newer {
    pub(super) event: String,
    pub(super) v: u64,
}

impl<'de> Deserialize<'de> for Stored {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Members)
    }
}

#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "lowercase")]
enum Member {
    Type,
    V,
    Data,
}

struct Members;

impl<'de> Visitor<'de> for Members {
    type Value = Stored;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an event: its type, its version, its data")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Stored, A::Error> {
        let (mut event, mut v, mut stored, mut early) = (None, None, None, None);
        while let Some(member) = map.next_key()? {
            match (member, &event, v) {
                (Member::Type, None, _) => event = Some(map.next_value::<String>()?),
                (Member::V, _, None) => v = Some(map.next_value()?),
                (Member::Data, Some(event), Some(v)) if stored.is_none() && early.is_none() => {
                    stored = Some(map.next_value_seed(Data { event, v })?);
                }
                // The data before what it is: not our layout, yet readable.
                (Member::Data, _, _) if stored.is_none() && early.is_none() => {
                    early = Some(map.next_value::<Value>()?);
                }
                (Member::Type, ..) => return Err(A::Error::duplicate_field("type")),
                (Member::V, ..) => return Err(A::Error::duplicate_field("v")),
                (Member::Data, ..) => return Err(A::Error::duplicate_field("data")),
            }
        }
        if let Some(stored) = stored {
            return Ok(stored);
        }
        let event = event.ok_or_else(|| A::Error::missing_field("type"))?;
        let v = v.ok_or_else(|| A::Error::missing_field("v"))?;
        let data = early.ok_or_else(|| A::Error::missing_field("data"))?;
        Data { event: &event, v }.deserialize(data).map_err(A::Error::custom)
    }
}

/// Reads data as what its type and version say it is.
struct Data<'a> {
    event: &'a str,
    v: u64,
}

impl<'de> DeserializeSeed<'de> for Data<'_> {
    type Value = Stored;

    fn deserialize<D: Deserializer<'de>>(self, data: D) -> Result<Stored, D::Error> {
        let event = match (self.event, self.v) {
            ("agreement-reached", 1) => Event::AgreementReached(Deserialize::deserialize(data)?),
            ("exchange-opened", 1) => Event::ExchangeOpened(Deserialize::deserialize(data)?),
            ("exchange-described", 1) => Event::ExchangeDescribed(Deserialize::deserialize(data)?),
            ("exchange-cancelled", 1) => Event::ExchangeCancelled(Deserialize::deserialize(data)?),
            ("exchange-reinstated", 1) => {
                Event::ExchangeReinstated(Deserialize::deserialize(data)?)
            }
            ("count-stated", 1) => Event::CountStated(Deserialize::deserialize(data)?),
            ("total-stated", 1) => Event::TotalStated(Deserialize::deserialize(data)?),
            ("statement-reviewed", 1) => Event::StatementReviewed(Deserialize::deserialize(data)?),
            ("exchange-settled", 1) => Event::ExchangeSettled(Deserialize::deserialize(data)?),
            ("settlement-withdrawn", 1) => {
                Event::SettlementWithdrawn(Deserialize::deserialize(data)?)
            }
            ("movement-recorded", 1) => Event::MovementRecorded(Deserialize::deserialize(data)?),
            ("detail-withheld", 1) => Event::DetailWithheld(Deserialize::deserialize(data)?),
            ("detail-disclosed", 1) => Event::DetailDisclosed(Deserialize::deserialize(data)?),
            ("custody-declared", 1) => Event::CustodyDeclared(Deserialize::deserialize(data)?),
            ("custody-changed", 1) => Event::CustodyChanged(Deserialize::deserialize(data)?),
            ("loss-accepted", 1) => Event::LossAccepted(Deserialize::deserialize(data)?),
            (event, v) => {
                data.deserialize_ignored_any(IgnoredAny)?;
                return Ok(Stored(Err(Newer { event: event.into(), v })));
            }
        };
        Ok(Stored(Ok(event)))
    }
}
