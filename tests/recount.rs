//! The totals of the program against a count that knows nothing of it but the format of the log.

use std::collections::BTreeMap;
use std::process::Command;

use serde_json::Value;

use crate::session::{has, top};

/// By party and kind: lowest, best and highest sum, and in how many exchanges nobody gives a number.
type Totals = BTreeMap<(String, String), (u64, u64, Option<u64>, u64)>;

#[test]
fn the_totals_are_those_of_an_independent_recount() {
    if !has("python3") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let register = folder.path().join("register");
    let register = register.to_str().unwrap();
    repatria(&["demo", register]);
    let totals = repatria(&["--register", register, "totals", "--format", "json"]);
    let counted = of_program(&serde_json::from_str(&totals).unwrap());
    assert_eq!(counted.len(), 4, "people and bodies, home to either side");
    assert_eq!(counted, recounted(&format!("{register}/log.jsonl")));
}

fn of_program(totals: &Value) -> Totals {
    let row = |total: &Value| {
        let text = |name: &str| total[name].as_str().unwrap().to_string();
        let sum = |name: &str| total["sum"][name].as_u64();
        let figures = (
            sum("low").unwrap(),
            sum("best").unwrap(),
            sum("high"),
            sum("without_number").unwrap(),
        );
        ((text("to"), text("kind")), figures)
    };
    let home = totals["home"].as_array().unwrap();
    home.iter().map(row).collect()
}

fn recounted(log: &str) -> Totals {
    let script = top().join("docs/recount.py");
    let output = Command::new("python3").arg(script).arg(log).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let printed = String::from_utf8(output.stdout).unwrap();
    let row = |line: &str| {
        let cells: Vec<&str> = line.split(' ').collect();
        let number = |index: usize| cells[index].parse::<u64>().ok();
        let key = (cells[0].to_string(), cells[1].to_string());
        (key, (number(2).unwrap(), number(3).unwrap(), number(4), number(5).unwrap()))
    };
    printed.lines().map(row).collect()
}

fn repatria(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_repatria")).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}
