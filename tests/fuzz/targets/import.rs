//! Any bytes are a source table or are refused, with every problem at a place that is there.

pub(crate) fn run(bytes: &[u8]) {
    for (line, _) in repatria::import_problems(bytes.to_vec()) {
        let lines = bytes.iter().filter(|byte| [b'\n', b'\r'].contains(byte)).count();
        assert!(line <= lines + 1, "a problem in line {line} of {}", lines + 1);
    }
}
