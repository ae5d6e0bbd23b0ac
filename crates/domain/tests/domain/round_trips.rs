//! What is written is read again as it was, and written again in the same bytes.

use std::fmt::{Debug, Display};
use std::str::FromStr;

use proptest::prelude::*;
use repatria_domain::{Place, Refusal, generate};
use serde::{Serialize, de::DeserializeOwned};

use crate::given::given;
use crate::words::{open, said, state, text};

fn survives<Value>(value: &Value) -> Result<(), TestCaseError>
where
    Value: Serialize + DeserializeOwned + PartialEq + Debug,
{
    let line = serde_json::to_string(value).unwrap();
    let read: Value = serde_json::from_str(&line).unwrap();
    prop_assert_eq!(&read, value, "written as {}", line);
    prop_assert_eq!(serde_json::to_string(&read).unwrap(), line);
    Ok(())
}

fn is_read_as_written<Value>(value: &Value) -> Result<(), TestCaseError>
where
    Value: Display + FromStr<Err: Debug> + PartialEq + Debug,
{
    let written = value.to_string();
    prop_assert_eq!(&written.parse::<Value>().unwrap(), value, "written as {}", written);
    Ok(())
}

#[test]
fn what_would_be_read_as_something_else_is_not_recorded() {
    for words in ["withheld", "not stated"] {
        let place = Place::Known(text(words));
        let mut said = said("2025-06-26", &["UA"], &["106 military to UA"]);
        said.says.place = place.clone();
        assert_ne!(place.to_string().parse(), Ok(place));
        let refusal = Refusal::Unwritable { text: words.into() };
        given([open("2025-06-26")]).when(state(said)).then_refused(refusal);
    }
}

proptest! {
    #[test]
    fn every_event_is_read_as_it_was_written(event in generate::event()) {
        survives(&event)?;
    }

    #[test]
    fn every_command_is_read_as_it_was_written(command in generate::command()) {
        survives(&command)?;
    }

    #[test]
    fn every_event_of_a_history_is_read_as_it_was_written(history in generate::history()) {
        history.iter().flat_map(|commit| &commit.events).try_for_each(survives)?;
    }

    #[test]
    fn every_text_form_is_read_as_it_was_written(
        quantity in generate::quantity(),
        when in generate::when(),
        place in generate::place(),
        party in generate::party(),
        at in generate::timestamp(),
        text in generate::text(),
        reference in generate::reference(),
    ) {
        is_read_as_written(&quantity)?;
        is_read_as_written(&when)?;
        is_read_as_written(&place)?;
        is_read_as_written(&party)?;
        is_read_as_written(&at)?;
        is_read_as_written(&text)?;
        is_read_as_written(&reference)?;
    }
}
