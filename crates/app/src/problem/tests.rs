//! How a problem looks.

use super::*;

#[test]
fn a_problem_shows_place_caret_rule_and_fix() {
    let line = "2025-06-26,UA,RU,withheld,~106?,src_1";
    let at = Excerpt::new("june.csv", 4, line, 26..31, "quantity");
    let problem =
        Problem::new(Code::NoQuantity, at, "`~106?` is no quantity".into(), "write `~106`".into());
    let expected = "\
error[E0207]: `~106?` is no quantity
 --> june.csv:4:27
  |
4 | 2025-06-26,UA,RU,withheld,~106?,src_1
  |                           ^^^^^ quantity
  = rule: a quantity is 106, >100, >=100, <=100, ~250, 95..100, `not stated` or `withheld`
  = fix: write `~106`";
    assert_eq!(problem.render(false), expected);
}

#[test]
fn a_long_line_is_shown_around_its_caret_and_wide_letters_keep_it_in_place() {
    let line = format!("{}北京,UA,{}", "я".repeat(100), "z".repeat(100));
    let start = line.find("UA").unwrap();
    let at = Excerpt::new("long.csv", 12, &line, start..start + 2, "to");
    assert_eq!((at.line, at.column), (12, 104));
    let shown = Problem::new(Code::NoParty, at, "no".into(), "yes".into()).render(false);
    let lines: Vec<&str> = shown.lines().collect();
    assert_eq!(lines[3], format!("12 | …{}北京,UA,{}…", "я".repeat(27), "z".repeat(29)));
    assert_eq!(lines[4], format!("   | {}^^ to", " ".repeat(1 + 27 + 4 + 1)));
}

#[test]
fn a_problem_for_programs_has_the_same_parts() {
    let at = Excerpt::new("june.csv", 4, "a,b", 2..3, "to");
    let problem = Problem::new(Code::NoParty, at, "`b` is no party".into(), "write `BY`".into());
    let json = serde_json::to_string(&problem).unwrap();
    assert_eq!(
        json,
        r#"{"code":"E0203","file":"june.csv","line":4,"column":3,"excerpt":"a,b","caret":{"start":2,"end":3},"label":"to","message":"`b` is no party","rule":"a party is an ISO 3166-1 alpha-2 code (UA), or x- and a slug (x-wagner)","fix":"write `BY`"}"#
    );
}
