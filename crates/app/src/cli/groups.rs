//! The first page of help: the commands in the order in which people come to need them.
//! It refuses to know what a command does; it says that itself.

use std::fmt::Write as _;

use clap::Command;
use clap::builder::StyledStr;
use clap::builder::styling::Style;

/// Which commands stand together, and under which heading.
const GROUPS: [(&str, &[&str]); 7] = [
    ("Make a register", &["demo", "init", "import", "append"]),
    (
        "Record",
        &[
            "open",
            "describe",
            "agree",
            "record",
            "record-total",
            "review",
            "relink",
            "arrive",
            "cancel",
            "reinstate",
            "withhold",
            "disclose",
            "declare-custody",
            "change-custody",
        ],
    ),
    ("Settle", &["settle", "withdraw"]),
    (
        "Read",
        &[
            "timeline",
            "totals",
            "show",
            "explain",
            "reconcile",
            "series",
            "custody",
            "agreements",
            "disclosures",
            "claimants",
            "changes",
            "chart",
            "export",
            "publish",
            "serve",
            "token",
        ],
    ),
    ("Check", &["audit", "verify", "repair", "backup", "restore", "rebuild", "log"]),
    ("Sign and prove", &["checkpoint", "prove", "witness"]),
    (REST, &["completions", "man", "help"]),
];

/// The last group, also of what stands in no other.
const REST: &str = "Help";
/// What stands under the headings.
const NAME_WIDTH: usize = 17;

/// The command line, with its commands in groups on the first page.
pub(super) fn with_groups(mut command: Command) -> Command {
    command.build();
    let command = command
        .mut_subcommand("help", |help| help.about("Prints the help of a command, as --help does"));
    let page = page(&command);
    command.help_template(page)
}

fn page(command: &Command) -> StyledStr {
    let heading = command.get_styles().get_header();
    let mut page = StyledStr::from("{about-with-newline}\n{usage-heading} {usage}\n");
    for (title, names) in GROUPS {
        let members = names.iter().filter_map(|name| command.find_subcommand(name));
        let others = command.get_subcommands().filter(|other| title == REST && !is_grouped(other));
        let lines: String = members.chain(others).map(|member| line(command, member)).collect();
        // Neither a heading nor an about can end the writing into a string.
        let _ = write!(page, "\n{heading}{title}:{heading:#}\n{lines}");
    }
    let _ = write!(page, "\n{heading}Options:{heading:#}\n{{options}}{{after-help}}");
    page
}

fn line(command: &Command, member: &Command) -> String {
    let literal: &Style = command.get_styles().get_literal();
    let (name, about) = (member.get_name(), member.get_about().map(ToString::to_string));
    let about = about.unwrap_or_default();
    format!("  {literal}{name:<NAME_WIDTH$}{literal:#}{about}\n")
}

fn is_grouped(command: &Command) -> bool {
    GROUPS.iter().any(|(_, names)| names.contains(&command.get_name()))
}
