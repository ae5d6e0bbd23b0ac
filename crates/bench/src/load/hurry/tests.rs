use super::*;

#[test]
fn the_times_are_those_that_so_many_in_a_hundred_stayed_within() {
    let took = (1..=200).rev().map(Duration::from_millis).collect();
    let hurry = Hurry { took, errors: vec!["refused".to_owned()] };
    assert_eq!(hurry.line(10), "       200       1       20.0    100.0    190.0    198.0    200.0");
}

#[test]
fn nothing_asked_is_nothing_taken() {
    assert_eq!(
        Hurry::default().line(0),
        "         0       0        0.0      0.0      0.0      0.0      0.0"
    );
}
