//! What the program refuses, what only the editors keep to, and what is never published.

use maud::{Markup, html};

/// What no command can get past: refusals of the domain, in words.
const ENFORCED: [&str; 9] = [
    "A swap has one number for both sides. 189 for 150 cannot be written down: 150 are swapped, 39 \
     are a remainder.",
    "A swap pairs people with people, bodies with bodies, bags with bags, of two different sides.",
    "No more are swapped than the best figure of a direction; under “man for man” all of them.",
    "Soldiers, civilians and children among a group are no more than the group.",
    "No more arrive than were handed over at most. Where it is recorded how many somebody holds, no \
     more leave him than that.",
    "A settlement rests on statements about its own exchange, and its revision is the next in turn.",
    "Every statement about a figure names a source, and every statement is corrected once at most: \
     the next correction mends the latest.",
    "The same command, known by its id, is recorded once, however often it is sent.",
    "Nothing that was recorded is changed or removed. Even a loss after damage to the disk is \
     recorded as a loss.",
];

/// What could be decided otherwise, and what no program can see.
const EDITORIAL: [&str; 5] = [
    "The order in which statements are believed, and how far a figure is stretched.",
    "That “about” means ten in a hundred, and when a claim is called implausible.",
    "Whose statement is taken in, who speaks as an official of which side, and how a page of words \
     becomes a row.",
    "Which statement is preferred or set aside, with the reason; and what is written by hand.",
    "That no text holds what must never be published. A program cannot tell a name from a word.",
];

pub(super) fn sections() -> Markup {
    html! {
        section aria-labelledby="h-rules" {
            h2 #h-rules { "What the program enforces, and what editors decide" }
            p { "These rules hold for every line of the log, whoever writes it; a line that breaks one is refused:" }
            (list(&ENFORCED))
            p.after { "These are judgements. They are written down, and somebody else could judge otherwise:" }
            (list(&EDITORIAL))
        }
        section.box aria-labelledby="h-never" {
            h2 #h-never { "What is never published here" }
            ul.plain {
                li { "Names, pictures or any other data of prisoners and their families. There is no field for them, and no search for a person." }
                li {
                    "What somebody tells in confidence and withholds. The register keeps who withholds "
                    "which detail and until when. If somebody else says it in public, that is "
                    "recorded as what he said."
                }
                li { "Where and when a hand-over will be, before it was." }
                li { "A number that the program made up: no average, no estimate, and no sum that hides that figures are missing in it." }
            }
        }
    }
}

fn list(items: &[&str]) -> Markup {
    html! { ul.plain { @for item in items { li { (item) } } } }
}
