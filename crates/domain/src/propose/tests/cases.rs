//! Exchanges as the world has them.

use super::*;
use crate::settlement::Terms;

#[test]
fn an_outlet_alone_gives_106_for_106_while_the_officials_are_silent() {
    let outlet = terms(said("", &["106 military to UA", "106 military to RU"]), Terms::ManForMan);
    let silent = said("UA", &["not stated persons to UA"]);
    check(
        &between(vec![silent, outlet]),
        &[
            "ManForMan",
            "people of RU from UA to RU: 106 by press only, military 106",
            "  2 best",
            "people of UA from RU to UA: 106 by press only, military 106",
            "  1 no number, 2 best",
            "swap 106: people of RU from UA to RU with people of UA from RU to UA",
        ],
    );
}

#[test]
fn of_189_against_150_the_39_between_them_are_disputed() {
    let both = said("", &["339 persons to both"]);
    let kyiv = said("UA", &["187 military to UA", "2 civilian to UA"]);
    let moscow = said("RU", &["150 military to UA", "150 military to RU"]);
    check(
        &between(vec![both, kyiv, moscow]),
        &[
            "people of RU from UA to RU: 150 by receiving side, military 150",
            "  3 best",
            "people of UA from RU to UA: 189 (150..189) by receiving side, military 187, civilian \
             2, left 39 Disputed",
            "  2 best, 3 heard",
            "swap 150: people of RU from UA to RU with people of UA from RU to UA",
            "  1 both directions",
        ],
    );
}

#[test]
fn of_215_for_55_in_one_statement_160_are_a_surplus() {
    check(
        &between(vec![
            said("", &["215 persons to UA of ?", "55 military to RU", "1 civilian to RU"]),
            said("UA", &["215 persons to UA"]),
            said("RU", &["55 persons to RU"]),
            said("", &["215 persons to UA", "55 persons to RU"]),
        ]),
        &[
            "people of RU from UA to RU: 55 (55..56) by receiving side",
            "  1 heard, 3 best, 4 heard",
            "people of UA from RU to UA: 215 by receiving side, left 160 Surplus",
            "  1 of whom, 2 best, 4 heard",
            "swap 55: people of RU from UA to RU with people of UA from RU to UA",
        ],
    );
}

#[test]
fn eighty_four_soldiers_or_33_and_51_civilians_show_in_the_split() {
    check(
        &between(vec![
            said("UA", &["84 persons to UA"]),
            said("RU", &["84 military to UA", "84 military to RU"]),
            said("UA", &["33 military to UA", "51 civilian to UA"]),
        ]),
        &[
            "people of RU from UA to RU: 84 by receiving side, military 84",
            "  2 best",
            "people of UA from RU to UA: 84 by receiving side, military 33 (33..84), civilian 51 \
             (0..51)",
            "  1 heard, 2 heard, 3 best",
            "swap 84: people of RU from UA to RU with people of UA from RU to UA",
        ],
    );
}

#[test]
fn five_men_who_go_to_a_third_state_are_swapped_with_five_of_55() {
    check(
        &between(vec![said("UA", &["5 military to TR from RU of UA", "55 military to RU"])]),
        &[
            "people of RU from UA to RU: 55 by other side, military 55, left 50 Surplus",
            "  1 best",
            "people of UA from RU to TR: 5 by other side, military 5",
            "  1 best",
            "swap 5: people of RU from UA to RU with people of UA from RU to TR",
        ],
    );
}

#[test]
fn of_110_announced_108_came() {
    let mut announced = said("RU", &["110 persons to UA planned", "110 persons to RU planned"]);
    announced.corrected_by = Some(id(3));
    check(
        &between(vec![
            said("UA", &["96 military to UA", "12 civilian to UA"]),
            announced,
            said("RU", &["108 military to UA"]),
            said("RU", &["110 persons to RU", "72 civilian to RU", "108 military to UA"]),
        ]),
        &[
            "people of RU from UA to RU: 110 by receiving side, civilian 72, left 2 Surplus",
            "  2 corrected, 4 best",
            "people of UA from RU to UA: 108 by receiving side, military 96 (96..108), civilian \
             12 (0..12)",
            "  1 best, 2 corrected, 3 heard, 4 heard",
            "swap 108: people of RU from UA to RU with people of UA from RU to UA",
        ],
    );
}

#[test]
fn by_exchange_173_and_75_outside_are_two_legs_of_the_same_248() {
    let outlet = said("", &["173 military to RU exchanged", "173 military to UA exchanged"]);
    check(
        &between(vec![
            said("RU", &["173 military to RU exchanged", "75 military to RU outside"]),
            said("RU", &["248 military to RU"]),
            said("UA", &["224 military to UA", "6 civilian to UA"]),
            terms(outlet, Terms::ManForMan),
        ]),
        &[
            "people of RU from UA to RU, by exchange: 173 by receiving side, military 173",
            "  1 best, 2 heard, 4 of whom",
            "people of RU from UA to RU, outside the exchange: 75 by receiving side, military 75, \
             left 75 Surplus",
            "  1 best, 2 heard",
            "people of UA from RU to UA: 230 by receiving side, military 224, civilian 6, left 57 \
             Unexplained",
            "  3 best, 4 of whom",
            "swap 173: people of RU from UA to RU, by exchange with people of UA from RU to UA",
        ],
    );
}

#[test]
fn of_an_exchange_that_was_called_off_nothing_is_proposed() {
    let mut off = between(vec![said("RU", &["192 military to UA", "192 military to RU"])]);
    off.cancelled = Some(text("an aircraft came down"));
    assert_eq!(refused(&off), NotProposed::Cancelled);
}

#[test]
fn of_plans_alone_nothing_is_proposed() {
    let planned = between(vec![said("RU", &["192 military to UA planned"])]);
    assert_eq!(refused(&planned), NotProposed::NothingSaid);
}

#[test]
fn bodies_are_swapped_where_one_statement_gives_both_ways() {
    check(
        &between(vec![
            said("RU", &["1212 bodies to UA", "27 bodies to RU"]),
            said("UA", &["1212 bodies to UA"]),
        ]),
        &[
            "bodies of RU from UA to RU: 27 by receiving side",
            "  1 best",
            "bodies of UA from RU to UA: 1212 by receiving side, left 1185 Surplus",
            "  1 heard, 2 best",
            "swap 27: bodies of RU from UA to RU with bodies of UA from RU to UA",
        ],
    );
}

#[test]
fn bodies_of_two_statements_do_not_answer_each_other() {
    check(
        &between(vec![said("RU", &["41 bodies to RU"]), said("UA", &["909 bodies to UA"])]),
        &[
            "bodies of RU from UA to RU: 41 by receiving side, left 41 Unexplained",
            "  1 best",
            "bodies of UA from RU to UA: 909 by receiving side, left 909 Unexplained",
            "  2 best",
        ],
    );
}

#[test]
fn a_hand_over_without_any_number_happened() {
    check(
        &between(vec![
            said("UA", &["withheld persons to UA"]),
            said("RU", &["not stated persons to RU"]),
        ]),
        &[
            "people of RU from UA to RU: ? (0..) by receiving side",
            "  2 no number",
            "people of UA from RU to UA: ? (0..) by receiving side",
            "  1 no number",
        ],
    );
}

#[test]
fn a_bound_on_civilians_beside_persons_without_a_number_is_a_floor() {
    check(
        &between(vec![
            said("RU", &["not stated persons to RU"]),
            said("RU", &[">=2 civilian to RU"]),
        ]),
        &[
            "people of RU from UA to RU: ? (2..) by receiving side, civilian ? (2..)",
            "  1 no number, 2 of whom",
        ],
    );
}

#[test]
fn a_claimant_who_counts_the_whole_outside_the_exchange_is_heard_as_the_receiving_side() {
    let wounded = said("RU", &["15 military to RU", "31 military to UA"]);
    check(
        &between(vec![said("UA", &["31 military to UA outside"]), terms(wounded, Terms::Unequal)]),
        &[
            "Unequal",
            "people of RU from UA to RU: 15 by receiving side, military 15",
            "  2 best",
            "people of UA from RU to UA, outside the exchange: 31 by receiving side, military 31, \
             left 16 Surplus",
            "  1 best, 2 heard",
            "swap 15: people of RU from UA to RU with people of UA from RU to UA, outside the \
             exchange",
        ],
    );
}

#[test]
fn children_outside_the_exchange_stand_beside_the_exchanged() {
    check(
        &between(vec![
            said("UA", &["44 military to UA", "1 civilian to UA", "2 child to UA outside"]),
            said("RU", &["45 military to RU"]),
        ]),
        &[
            "people of RU from UA to RU: 45 by receiving side, military 45",
            "  2 best",
            "people of UA from RU to UA: 45 by receiving side, military 44, civilian 1",
            "  1 best",
            "people of UA from RU to UA, outside the exchange: 2 by receiving side, child 2, left \
             2 Surplus",
            "  1 best",
            "swap 45: people of RU from UA to RU with people of UA from RU to UA",
        ],
    );
}

#[test]
fn soldiers_whom_others_count_with_civilians_are_a_part() {
    check(
        &between(vec![
            said("RU", &["146 military to RU", "8 civilian to RU", "146 military to UA"]),
            said("AE", &["146 military to RU", "146 military to UA"]),
        ]),
        &[
            "people of RU from UA to RU: 154 by receiving side, military 146, civilian 8, left 8 \
             Surplus",
            "  1 best, 2 of whom",
            "people of UA from RU to UA: 146 by other side, military 146",
            "  1 best, 2 heard",
            "swap 146: people of RU from UA to RU with people of UA from RU to UA",
        ],
    );
}

#[test]
fn soldiers_swapped_for_as_many_are_no_part_of_a_larger_number_of_persons() {
    let kyiv = said("UA", &["207 persons to UA"]);
    let moscow = said("RU", &["195 military to UA", "195 military to RU"]);
    check(
        &between(vec![kyiv, moscow]),
        &[
            "people of RU from UA to RU: 195 by receiving side, military 195",
            "  2 best",
            "people of UA from RU to UA: 207 (195..207) by receiving side, left 12 Disputed",
            "  1 best, 2 heard",
            "swap 195: people of RU from UA to RU with people of UA from RU to UA",
        ],
    );
}

#[test]
fn soldiers_are_no_part_of_persons_who_are_all_soldiers() {
    let said = vec![
        said("UA", &["207 persons to UA"]),
        said("UA", &["207 military to UA"]),
        said("RU", &["195 military to UA"]),
    ];
    assert_eq!(count(said, Rule::ReceivingSideFirst), "207 (195..207)");
}

#[test]
fn a_channel_that_is_less_than_its_whole_is_left_to_the_whole() {
    let moscow = said("RU", &["248 persons to RU", "173 military to RU exchanged"]);
    check(
        &between(vec![moscow]),
        &[
            "people of RU from UA to RU: 248 by receiving side, left 248 NoCounterpartRecorded",
            "  1 best",
        ],
    );
}

#[test]
fn of_two_figures_for_one_thing_the_more_precise_counts() {
    let twice = said("RU", &["~90 military to RU", "92 military to RU"]);
    assert_eq!(count(vec![twice], Rule::ReceivingSideFirst), "92");
}

#[test]
fn soldiers_below_a_number_of_persons_fill_the_split() {
    check(
        &between(vec![said("UA", &["30 persons to UA"]), said("", &["22 military to UA"])]),
        &[
            "people of UA from RU to UA: 30 by receiving side, military 22, left 30 \
             NoCounterpartRecorded",
            "  1 best, 2 of whom",
        ],
    );
}

#[test]
fn people_of_another_party_among_them_are_no_leg_of_their_own() {
    check(
        &between(vec![
            said("RU", &["390 persons to RU"]),
            said("UA", &["70 civilian to RU of UA"]),
        ]),
        &[
            "people of RU from UA to RU: 390 by receiving side, left 390 NoCounterpartRecorded",
            "  1 best, 2 of whom",
        ],
    );
}

#[test]
fn people_whose_side_is_not_stated_are_a_leg_where_nobody_says_otherwise() {
    check(
        &exchange("UA BY", vec![said("UA", &["114 civilian to UA of ?"])]),
        &[
            "people from BY to UA: 114 by receiving side, civilian 114, left 114 \
             NoCounterpartRecorded",
            "  1 best",
        ],
    );
}

#[test]
fn who_handed_them_over_is_not_guessed_among_three() {
    let three = exchange(
        "UA RU BY",
        vec![said("UA", &["10 military to UA"]), said("UA", &["5 military to UA from RU"])],
    );
    check(
        &three,
        &[
            "people of UA from RU to UA: 5 by receiving side, military 5, left 5 \
             NoCounterpartRecorded",
            "  2 best",
            "  1 no direction",
        ],
    );
}

#[test]
fn a_whole_whose_channels_add_up_is_told_by_channel() {
    check(
        &between(vec![said(
            "RU",
            &["248 persons to RU", "173 military to RU exchanged", "75 military to RU outside"],
        )]),
        &[
            "people of RU from UA to RU, by exchange: 173 by receiving side, military 173, left \
             173 NoCounterpartRecorded",
            "  1 best",
            "people of RU from UA to RU, outside the exchange: 75 by receiving side, military 75, \
             left 75 NoCounterpartRecorded",
            "  1 best",
        ],
    );
}

#[test]
fn what_widens_the_whole_widens_its_largest_channel() {
    check(
        &between(vec![
            said("RU", &["173 military to RU exchanged", "75 military to RU outside"]),
            said("UA", &["250 persons to RU"]),
        ]),
        &[
            "people of RU from UA to RU, by exchange: 173 (173..175) by receiving side, military \
             173, left 173 NoCounterpartRecorded",
            "  1 best, 2 heard",
            "people of RU from UA to RU, outside the exchange: 75 by receiving side, military 75, \
             left 75 NoCounterpartRecorded",
            "  1 best, 2 heard",
        ],
    );
}

#[test]
fn where_nobody_gives_a_whole_the_channels_compete_each_for_itself() {
    check(
        &between(vec![
            said("UA", &["22 military to UA outside"]),
            said("RU", &["20 military to UA outside"]),
            said("", &["7 military to UA exchanged"]),
        ]),
        &[
            "people of UA from RU to UA, by exchange: 7 by press only, military 7, left 7 \
             NoCounterpartRecorded",
            "  3 best",
            "people of UA from RU to UA, outside the exchange: 22 (20..22) by receiving side, \
             military 22, left 22 NoCounterpartRecorded",
            "  1 best, 2 heard",
        ],
    );
}

#[test]
fn figures_beyond_counting_are_not_summed() {
    let absurd = said("UA", &["4294967295 military to UA", "1 civilian to UA"]);
    assert_eq!(refused(&between(vec![absurd])), NotProposed::TooLarge);
}

#[test]
fn unequal_terms_make_the_rest_a_surplus() {
    let kyiv = said("UA", &["31 military to UA"]);
    let moscow = terms(said("RU", &["15 military to RU"]), Terms::Unequal);
    check(
        &between(vec![kyiv, moscow]),
        &[
            "Unequal",
            "people of RU from UA to RU: 15 by receiving side, military 15",
            "  2 best",
            "people of UA from RU to UA: 31 by receiving side, military 31, left 16 Surplus",
            "  1 best",
            "swap 15: people of RU from UA to RU with people of UA from RU to UA",
        ],
    );
}
