//! Swaps as a settlement may be sent: with the number that was reported for each side. The log has
//! one number for both, so two that differ are refused before anything else is looked at.

use repatria_domain::{Count, LegKey, Refusal, Swap};
use serde::Deserialize;
use serde_json::Value;

/// A swap with two numbers.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Reported {
    a: LegKey,
    b: LegKey,
    to_a: Count,
    to_b: Count,
}

/// The same data with one number in each swap. What is no such swap is left as it is: the parser of
/// commands says what is wrong with it.
pub(super) fn with_one_number(data: &str) -> Result<Option<String>, Refusal> {
    let Ok(mut data) = serde_json::from_str::<Value>(data) else { return Ok(None) };
    let Some(swaps) = data.pointer_mut("/settlement/swaps").and_then(Value::as_array_mut) else {
        return Ok(None);
    };
    let mut any = false;
    for swap in swaps {
        let Ok(Reported { a, b, to_a, to_b }) = Reported::deserialize(&*swap) else { continue };
        let equal = Swap::man_for_man(a, to_a, b, to_b)?;
        if let Ok(value) = serde_json::to_value(equal) {
            (*swap, any) = (value, true);
        }
    }
    Ok(any.then(|| data.to_string()))
}
