//! 3 January 2024: 248 came home to Russia, 173 by exchange and 75 outside it.

use crate::given::given;
use crate::words::{open, said, state};

const REFERENCE: &str = "2024-01-03";

#[test]
fn of_248_the_173_were_exchanged_and_75_returned_outside() {
    let lawmaker =
        said(REFERENCE, &["RU"], &["173 military to RU by exchange", "75 military to RU outside"]);
    let kyiv = said(REFERENCE, &["UA"], &["224 military to UA", "6 civilian to UA"]);
    given([open(REFERENCE), state(lawmaker), state(kyiv)])
        .when_settled_as_proposed(REFERENCE)
        .then_held(&[
            "173 people of RU from UA to RU, by exchange, 173 military",
            "75 people of RU from UA to RU, outside the exchange, 75 military, 75 of them surplus",
            "230 people of UA from RU to UA, 224 military, 6 civilian, 57 of them unexplained",
            "173 swapped for 173",
        ]);
}
