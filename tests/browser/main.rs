//! What a reader's browser makes of the pages: the scripts beside this file, run against the built
//! program. A script looks at pages and says, check by check, what it found.
//!
//! They need Chromium, Node and `npm ci` in this folder. Where one is missing, that is said and
//! nothing is tested; in the gate it is a failure. `every_page` looks at every tenth page of those
//! that are drawn alike, in the gate at every third, and with `REPATRIA_PAGES=all` at all.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a test that cannot go on ends by panicking, also in what prepares it"
)]

mod corpus;
#[path = "../program.rs"]
#[expect(dead_code, reason = "transcripts are the business of other tests")]
mod program;
#[path = "../../crates/app/src/web/pages/tests/register.rs"]
#[expect(dead_code, reason = "its commands are sent to the program here")]
mod register;
mod script;
#[path = "../serve/server.rs"]
#[expect(dead_code, reason = "requests are the browser's here")]
mod server;

use program::Folder;
use script::Script;
use server::Server;

fn url(server: &Server) -> String {
    format!("http://{}", server.address)
}

/// Every how many pages one is looked at.
fn share() -> &'static str {
    match std::env::var("REPATRIA_PAGES").as_deref() {
        Ok("all") => "1",
        _ if std::env::var_os("CI").is_some() => "3",
        _ => "10",
    }
}

#[test]
fn the_story_of_june_2025_is_read_off_its_page() {
    let Some(story) = Script::ready("story.mjs") else { return };
    story.passes(&[&url(&Server::with_demo())], "");
}

#[test]
fn a_figure_leads_to_what_it_rests_on() {
    let Some(figure) = Script::ready("figure.mjs") else { return };
    figure.passes(&[&url(&Server::with_demo())], "");
}

#[test]
fn both_clocks_are_set_kept_and_obeyed() {
    let Some(clocks) = Script::ready("clocks.mjs") else { return };
    clocks.passes(&[&url(&Server::with_demo())], "");
}

#[test]
fn everything_is_reached_with_a_keyboard_alone() {
    let Some(keyboard) = Script::ready("keyboard.mjs") else { return };
    keyboard.passes(&[&url(&Server::with_demo())], "");
}

#[test]
fn nothing_needs_a_script() {
    let Some(script_off) = Script::ready("script_off.mjs") else { return };
    script_off.passes(&[&url(&Server::with_demo())], "");
}

#[test]
fn every_page_is_sound_at_every_width_by_day_and_by_night() {
    let Some(every_page) = Script::ready("every_page.mjs") else { return };
    every_page.passes(&[&url(&Server::with_demo()), share()], "");
}

#[test]
fn an_empty_register_has_pages_too() {
    let Some(every_page) = Script::ready("every_page.mjs") else { return };
    let folder = Folder::new();
    assert!(folder.output(&["init"], "").status.success());
    every_page.passes(&[&url(&Server::of(folder)), "1"], "");
}

#[test]
fn whatever_a_source_says_stays_words() {
    let Some(hostile) = Script::ready("hostile.mjs") else { return };
    let servers: Vec<Server> = corpus::TEXTS.iter().map(|text| corpus::served(text)).collect();
    let said =
        |(text, server): (&&str, &Server)| serde_json::json!({ "text": text, "url": url(server) });
    let registers: Vec<_> = corpus::TEXTS.iter().zip(&servers).map(said).collect();
    hostile.passes(&[], &serde_json::Value::from(registers).to_string());
}

#[test]
fn a_nul_is_refused_before_it_is_recorded() {
    let folder = Folder::new();
    assert!(folder.output(&["init"], "").status.success());
    let commands = register::lines("Border Herald").join("\n");
    let refused =
        folder.output(&["append"], &commands.replace("Border Herald", "Border\\u0000Herald"));
    assert_eq!(refused.status.code(), Some(2), "{}", String::from_utf8_lossy(&refused.stderr));
    assert_eq!(folder.read("register/log.jsonl"), b"");
}
