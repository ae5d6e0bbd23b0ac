//! `init`: an empty register.

use repatria_log::FileLog;
use serde_json::json;

use crate::cli::{Call, Format};
use crate::failure::Failure;
use crate::output::Output;

pub(crate) fn run(call: &Call, output: &mut Output) -> Result<(), Failure> {
    FileLog::create(call.register())?;
    let folder = call.register().display().to_string();
    match output.format() {
        Format::Json => output.json(&json!({ "register": folder })),
        Format::Table | Format::Csv => {
            output.message(&format!("made an empty register in {folder}"))
        }
    }
}
