//! The order in which statements are believed, and the ends beside the figure that is chosen: what
//! `propose` of the domain does, in words.

use maud::{Markup, html};

pub(super) fn chosen() -> Markup {
    html! {
        section aria-labelledby="h-best" {
            h2 #h-best { "How “best” is chosen" }
            p {
                "For each direction those statements compete that give a number for all who went "
                "that way. They are put in order, and the first that gives a best figure is used. "
                "First by who speaks:"
            }
            ol.steps {
                li { b { "Officials of the receiving side" } ", who count the people who come." }
                li {
                    b { "Officials of the other side" } ": of the one that handed them over, or the "
                    "one whose people they are."
                }
                li { b { "Officials of third parties" } ", as mediators." }
                li { b { "Everybody else" } ", above all the press. Such a figure is marked: no official gave it." }
            }
            p {
                "Who speaks for several parties belongs to the best class of them. Between two of one "
                "class these questions decide, one after the other:"
            }
            ol.steps {
                li { "Has a reviewer marked it as preferred?" }
                li { "How exact is it? A number goes before a bound, a bound before an approximate number." }
                li { "How finely does it tell apart? Soldiers, civilians, children, and by exchange or outside it." }
                li { "When was it said? The later goes first; without a date it comes last." }
                li { "When was it recorded? The earlier goes first." }
            }
            p {
                "What was only announced, corrected, moved to another exchange or set aside by a "
                "reviewer does not count. A figure for a part of the people, such as the soldiers "
                "among them, does not compete with the whole; it stands as “of whom”."
            }
            p {
                "An editor can choose another rule for an exchange: the lowest figure, the highest, the one "
                "that most sources give, preferred statements alone, or a settlement written by "
                "hand. The page of the exchange names the rule with each revision."
            }
        }
    }
}

pub(super) fn low_and_high() -> Markup {
    html! {
        section aria-labelledby="h-ends" {
            h2 #h-ends { "Low and high" }
            p {
                "The best figure is stretched to hold every figure that competes with it: "
                "the lowest of them is the low end, the highest the high end. A range that holds the best "
                "figure stretches nothing. “About 250” is read as ten in a hundred to each side, 225 "
                "to 275, unless the source gives its own range."
            }
            p {
                "Where nobody gives a best figure, the ends are those on which the bounds agree; if "
                "they contradict each other, all of them. Where there is a lower end alone, or no "
                "number, the upper end is open, and stays open in every total above it. That "
                "low, best and high agree shows only that the sources do, or that there is one."
            }
            p {
                "A swap holds one number for both sides. What went beyond it is a remainder, and its "
                "page says why as far as it is known: by the terms, disputed, unexplained, or because "
                "nobody speaks of the other direction."
            }
        }
    }
}
