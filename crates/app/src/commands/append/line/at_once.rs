//! A line read in one go: where its type stands in front of its data, or behind them, the data are
//! read as what it says. It refuses to say what is wrong with a line that it does not read.

use std::fmt;

use repatria_domain::{Command, CommandId, Handle};
use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{
    DeserializeSeed, Deserializer, Error as _, IntoDeserializer as _, MapAccess, Visitor,
};

/// What a line says.
#[derive(Debug)]
pub(super) struct Said {
    pub(super) id: Option<CommandId>,
    pub(super) by: Option<Handle>,
    pub(super) command: Command,
}

/// What a line says. Nothing where anything is wrong with it, or where that takes a closer look.
pub(super) fn read(text: &str) -> Option<Said> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let said = Members { kind: kind_beside_the_data(text)? }.deserialize(&mut reader).ok()?;
    reader.end().ok().map(|()| said)
}

/// The type, as it stands in front of the data or behind them. That it is a member of the line itself
/// is not known yet.
fn kind_beside_the_data(text: &str) -> Option<&str> {
    const TYPE: &str = "\"type\":";
    let (in_front, behind) = text.split_once("\"data\":")?;
    let (_, kind) = in_front.split_once(TYPE).or_else(|| behind.rsplit_once(TYPE))?;
    kind.trim_start().strip_prefix('"')?.split_once('"').map(|(kind, _)| kind)
}

/// Reads the members of a line as those of a command of a type.
struct Members<'a> {
    kind: &'a str,
}

#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "lowercase")]
enum Member {
    Id,
    By,
    Type,
    Data,
}

impl<'de> DeserializeSeed<'de> for Members<'_> {
    type Value = Said;

    fn deserialize<D: Deserializer<'de>>(self, line: D) -> Result<Said, D::Error> {
        line.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Members<'_> {
    type Value = Said;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a line of a command")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut line: A) -> Result<Said, A::Error> {
        let (mut id, mut by, mut kind, mut command) = (None, None, None, None);
        while let Some(member) = line.next_key()? {
            match member {
                Member::Id if id.is_none() => id = Some(line.next_value()?),
                Member::By if by.is_none() => by = Some(line.next_value()?),
                Member::Type if kind.is_none() => kind = Some(line.next_value::<&str>()?),
                Member::Data if command.is_none() => {
                    command = Some(line.next_value_seed(Data { kind: self.kind })?);
                }
                Member::Id | Member::By | Member::Type | Member::Data => {
                    return Err(A::Error::custom("a member stands twice"));
                }
            }
        }
        match command {
            Some(command) if kind == Some(self.kind) => {
                Ok(Said { id: id.flatten(), by: by.flatten(), command })
            }
            _ => Err(A::Error::custom("the type is not the one that was read by")),
        }
    }
}

/// Reads data as those of a command of a type.
struct Data<'a> {
    kind: &'a str,
}

impl<'de> DeserializeSeed<'de> for Data<'_> {
    type Value = Command;

    fn deserialize<D: Deserializer<'de>>(self, data: D) -> Result<Command, D::Error> {
        let members = TypeInFront { kind: Some(self.kind), data: Some(data) };
        Command::deserialize(MapAccessDeserializer::new(members))
    }
}

/// The members of a command as a parser would come to them: the type in front of the data.
struct TypeInFront<'a, D> {
    kind: Option<&'a str>,
    data: Option<D>,
}

impl<'de, D: Deserializer<'de>> MapAccess<'de> for TypeInFront<'_, D> {
    type Error = D::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        key: K,
    ) -> Result<Option<K::Value>, D::Error> {
        let member = match self {
            Self { kind: Some(_), .. } => "type",
            Self { data: Some(_), .. } => "data",
            Self { kind: None, data: None } => return Ok(None),
        };
        key.deserialize(member.into_deserializer()).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, value: V) -> Result<V::Value, D::Error> {
        if let Some(kind) = self.kind.take() {
            return value.deserialize(kind.into_deserializer());
        }
        let data = self.data.take().ok_or_else(|| D::Error::missing_field("data"))?;
        value.deserialize(data)
    }
}

#[cfg(test)]
mod tests;
