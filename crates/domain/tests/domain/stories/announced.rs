//! 17 October 2022: 110 were announced, 108 came; two women chose to stay.

use crate::given::given;
use crate::words::{open, said, state};

const REFERENCE: &str = "2022-10-17";

#[test]
fn of_110_announced_108_came() {
    let announced = said(
        REFERENCE,
        &["RU"],
        &["planned 110 persons to UA", "planned 80 civilian to RU", "planned 30 military to RU"],
    );
    let kyiv = said(REFERENCE, &["UA"], &["96 military to UA", "12 civilian to UA"]);
    let moscow =
        said(REFERENCE, &["RU"], &["108 military to UA", "110 persons to RU", "72 civilian to RU"]);
    given([open(REFERENCE), state(announced), state(kyiv), state(moscow)])
        .when_settled_as_proposed(REFERENCE)
        .then_held(&[
            "110 people of RU from UA to RU, 72 civilian, 2 of them surplus",
            "108 people of UA from RU to UA, 96 (96 to 108) military, 12 (0 to 12) civilian",
            "108 swapped for 108",
        ]);
}
