//! What help promises: that a command is found, that its examples can be typed, that it fits.

use clap::{Arg, Command};

use super::{Cli, grammar, groups, read, read_by_all};

#[test]
fn the_grammar_is_sound() {
    grammar().debug_assert();
}

#[test]
fn every_command_stands_in_one_group_of_the_first_page() {
    let mut program = groups::with_groups(grammar());
    let page = program.render_help().to_string();
    for command in program.get_subcommands() {
        let shown = page.lines().filter(|line| {
            line.strip_prefix("  ").and_then(|line| line.split(' ').next())
                == Some(command.get_name())
        });
        assert_eq!(shown.count(), 1, "{}", command.get_name());
    }
}

#[test]
fn a_usage_names_first_what_a_list_without_end_would_swallow() {
    let mut lists = 0;
    for mut command in grammar().get_subcommands().cloned() {
        let usage = command.render_usage().to_string();
        let is_endless =
            |option: &&Arg| option.get_num_args().is_some_and(|number| number.max_values() > 99);
        for list in command.get_opts().filter(is_endless).filter_map(Arg::get_long) {
            let Some((_, behind)) = usage.split_once(&format!("--{list}")) else { continue };
            let is_behind = |place: &Arg| {
                let names = place.get_value_names().into_iter().flatten();
                names.into_iter().any(|name| behind.contains(&format!("<{name}>")))
            };
            assert!(!command.get_positionals().any(is_behind), "{usage}");
            lists += 1;
        }
    }
    assert_eq!(lists, 2);
}

#[test]
fn every_command_has_an_example_and_every_example_can_be_typed() {
    let mut program = grammar().disable_help_subcommand(true);
    program.build();
    for command in program.get_subcommands() {
        let examples = examples(command);
        assert!(!examples.is_empty(), "{} has no example", command.get_name());
        let own = |words: &Vec<String>| words.iter().any(|word| word == command.get_name());
        assert!(examples.iter().any(own), "no example of {} is its own", command.get_name());
        for words in examples {
            let words: Vec<_> = words.iter().map(Into::into).collect();
            let typed = read(&words).map(|Cli { task, .. }| task.is_some());
            assert!(matches!(typed, Ok(true)), "{words:?}: {typed:?}");
        }
    }
}

#[test]
fn what_is_typed_means_the_same_whichever_commands_are_laid_out() {
    for line in [
        "repatria",
        "repatria timeline",
        "repatria --register timeline totals --as-of 2025-06-30",
        "repatria totals --register timeline --format csv",
        "repatria token list",
        "repatria record 2025-06-26 --to UA 20 --source https://example.org --by timeline",
        "repatria totals timeline",
        "repatria timelin",
        "repatria help timeline",
        "repatria timeline --help",
        "repatria timeline --version",
        "repatria --version timeline",
        "repatria --no-such-option timeline",
    ] {
        let words: Vec<_> = words(line).iter().map(Into::into).collect();
        let [typed, by_all] = [read(&words), read_by_all(&words)].map(|typed| match typed {
            Ok(typed) => format!("{typed:?}"),
            Err(answer) => answer.render().to_string(),
        });
        assert_eq!(typed, by_all, "{line}");
    }
}

#[test]
fn help_fits_eighty_columns() {
    let mut program = groups::with_groups(grammar().term_width(80));
    let names: Vec<String> = program.get_subcommands().map(|one| one.get_name().into()).collect();
    let mut pages = vec![program.render_help().to_string()];
    for name in names.iter().filter(|name| *name != "help") {
        let command = program.find_subcommand_mut(name).unwrap();
        pages.push(command.clone().term_width(80).render_help().to_string());
    }
    for line in pages.iter().flat_map(|page| page.lines()) {
        assert!(line.chars().count() <= 80, "{line}");
    }
}

#[test]
fn what_every_command_is_told_stands_below_what_one_is_told() {
    let mut program = grammar().disable_help_subcommand(true);
    program.build();
    for command in program.get_subcommands() {
        let headings = command.get_arguments().filter_map(Arg::get_help_heading);
        let mut below = headings.skip_while(|heading| *heading != "Everywhere");
        assert!(below.all(|heading| heading == "Everywhere"), "{}", command.get_name());
    }
}

#[test]
fn help_knows_what_stands_below_a_command() {
    let mut program = grammar();
    program.build();
    let help = program.find_subcommand("help").unwrap();
    let below = |command: &Command| {
        let names = command.get_subcommands().map(|below| below.get_name().to_owned());
        names.filter(|name| name != "help").collect::<Vec<_>>()
    };
    for command in program.get_subcommands().filter(|command| command.get_name() != "help") {
        let known = help.find_subcommand(command.get_name()).unwrap();
        assert_eq!(below(known), below(command), "{}", command.get_name());
    }
}

/// The words of each line of help that runs the program.
fn examples(command: &Command) -> Vec<Vec<String>> {
    let below = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let joined = below.replace("\\\n", " ");
    let lines = joined.lines().filter(|line| line.starts_with("  repatria"));
    lines.map(|line| words(line.trim())).collect()
}

/// The words of a command as a shell reads them, as far as it goes to the program.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quoted) = (Vec::new(), String::new(), false);
    for character in line.chars() {
        match character {
            '"' => quoted = !quoted,
            '|' | '>' if !quoted => break,
            ' ' if !quoted => words.extend(Some(std::mem::take(&mut word))),
            other => word.push(other),
        }
    }
    words.push(word);
    words.retain(|word| !word.is_empty());
    words
}
