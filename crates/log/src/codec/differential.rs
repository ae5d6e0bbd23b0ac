//! The reader of our own layout against the general parser: on every line, as it was written and
//! mutated in forty ways, both say the same; and the gist of it is the gist of what both say.
//!
//! `PROPTEST_CASES=250000 cargo test --release -p repatria-log differential` tries ten million.

use fastrand::Rng;
use proptest::collection::vec;
use proptest::prelude::*;
use repatria_domain::{
    Band, Basis, Count, Description, Drawn, ExchangeDescribed, ExchangeId, ExchangeKind,
    ExchangeSettled, Leg, LegKey, Party, Place, Remainder, Settlement, Split, Terms, Text,
    generate,
};

use super::*;
use crate::examples::GOLDEN;

const MUTANTS: usize = 40;

/// What lines are made of, and what has no place in them.
const BYTES: &[u8] =
    b"{}[]\":,0123456789aefnrtuvxAFZ-+.~?/>=< _\\\t\x0c\x1f\x7f\x80\x85\xc2\xc3\xd0\xff";

proptest! {
    #[test]
    fn property_both_readers_agree_on_every_line_and_on_what_becomes_of_it(
        events in vec(generate::event(), 1..3),
        by in generate::handle(),
        at in generate::timestamp(),
        n in 1_u64..,
        seed in any::<u64>(),
    ) {
        let commit = Commit { n, id: CommandId::of(b"an id"), at, by, events };
        let mut line = Vec::new();
        encode(&commit, LeafHash::of(b"the line above"), &mut line).unwrap();
        let is_ours = !line.contains(&b'\\');
        // What was read in one line is known in the next.
        let reader = Reader::default();
        prop_assert_eq!(canonical::decode(&line, Said::InWords, &reader.known).map(|decoded| decoded.commit), is_ours.then_some(commit));
        let mut rng = Rng::with_seed(seed);
        for _ in 0..MUTANTS {
            let mutant = mutated(&line, &mut rng);
            let parsed = parse(&mutant);
            prop_assert_eq!(&reader.line(&mutant), &parsed, "{}", String::from_utf8_lossy(&mutant));
            // What a gist leaves out may be unsound; what can be read at all has one gist.
            if let Ok(Decoded { commit, prev }) = parsed {
                prop_assert_eq!(gists(&reader, &mutant), (commit.n, gists_of(&commit)));
                let brief = reader.line_with(&mutant, Said::InBrief).unwrap();
                prop_assert_eq!(brief.prev, prev);
                // Where it cannot be read in brief, there is every word.
                let in_brief = |said, but| match canonical::decode(&mutant, said, &reader.known) {
                    Some(_) => generate::in_brief(&commit, but, &anywhere()),
                    None => commit.clone(),
                };
                prop_assert_eq!(brief.commit, in_brief(Said::InBrief, None));
                // Of whichever exchange every word is asked for, it is there.
                for exchange in spoken_of(&commit) {
                    let said = Said::InBriefBut(exchange);
                    let but = reader.line_with(&mutant, said).unwrap();
                    prop_assert_eq!(but.commit, in_brief(said, Some(exchange)));
                }
            }
        }
    }
}

/// The exchanges of which claimants speak in a commit.
fn spoken_of(commit: &Commit) -> impl Iterator<Item = ExchangeId> {
    commit.events.iter().filter_map(|event| {
        let Event::CountStated(said) = event else { return None };
        Some(said.exchange)
    })
}

/// The page of every statement that is read in brief.
fn anywhere() -> Text {
    "not read".parse().unwrap()
}

#[test]
fn every_line_of_the_golden_log_is_read_by_its_layout() {
    let known = Known::default();
    for line in GOLDEN.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        let by_layout = canonical::decode(line, Said::InWords, &known);
        assert_eq!(by_layout.is_some(), !line.contains(&b'\\'));
        assert_eq!(canonical::gists(line, &known, &mut Vec::new()).is_some(), by_layout.is_some());
        let brief = canonical::decode(line, Said::InBrief, &known).map(|decoded| decoded.commit);
        assert_eq!(
            brief,
            by_layout.as_ref().map(|decoded| generate::in_brief(
                &decoded.commit,
                None,
                &anywhere()
            ))
        );
        assert_eq!(by_layout.map_or_else(|| parse(line), Ok), parse(line));
    }
}

#[test]
fn what_only_the_general_parser_reads_is_left_to_it() {
    let third = GOLDEN.split(|byte| *byte == b'\n').nth(2).unwrap();
    let with = |from: &str, to: &str| {
        let line = str::from_utf8(third).unwrap();
        assert!(line.contains(from), "{line}");
        fitted(line.replacen(from, to, 1).into_bytes())
    };
    let apart = with(r#"}},{"type""#, r#"}}, {"type""#);
    assert_eq!(canonical::gists(&apart, &Known::default(), &mut Vec::new()), None);
    assert_eq!(gists(&Reader::default(), &apart), (3, gists_of(&parse(&apart).unwrap().commit)));
    for other in [
        apart,
        with(r#"{"n":3"#, r#"{ "n":3"#),
        with("Belarus", r"\u0042elarus"),
        with(r#""revision":1"#, r#""revision":01"#),
        with(r#""v":1"#, r#""v":2"#),
        with(r#"{"n":3"#, r#"{"n":3.0"#),
    ] {
        assert_eq!(
            canonical::decode(&other, Said::InWords, &Known::default()),
            None,
            "{}",
            String::from_utf8_lossy(&other)
        );
    }
}

#[test]
fn blanks_that_no_text_of_json_holds_are_refused_though_words_are_trimmed() {
    let golden = str::from_utf8(GOLDEN).unwrap();
    for member in ["address", "title", "claimant", "role", "words", "note", "why", "place"] {
        let begin = format!(r#""{member}":""#);
        let line = golden.lines().find(|line| line.contains(&begin)).unwrap();
        for blank in ['\t', '\x0c', '\x1f'] {
            let line = fitted(line.replacen(&begin, &format!("{begin}{blank}"), 1).into_bytes());
            assert!(parse(&line).is_err(), "{member}");
            assert_eq!(decode(&line), parse(&line), "{member}");
        }
    }
}

#[test]
fn a_member_that_stands_further_on_is_not_missed_by_a_gist() {
    let (ukraine, russia): (Party, Party) = ("UA".parse().unwrap(), "RU".parse().unwrap());
    let (exchange, frame) =
        (ExchangeId::of(&"a".parse().unwrap()), ExchangeId::of(&"b".parse().unwrap()));
    let five = Band::exactly(Count::new(5));
    let leg = Leg::new(LegKey::home(russia, ukraine), five, Basis::ReceivingSide);
    let split = Split { military: Some(five), ..Split::default() };
    let leg = Leg { split, remainder: Some(Remainder::Unexplained), ..leg };
    let settlement = Settlement { on: "2025-06-26".parse().ok(), ..Settlement::by_hand([leg], []) };
    let description = Description {
        kind: ExchangeKind::Exchange,
        on: "2025-06".parse().ok(),
        terms: Terms::ManForMan,
        frame: Some(frame),
        agreements: Vec::new(),
        categories: Vec::new(),
        place: Place::default(),
        transit: Vec::new(),
        mediators: Vec::new(),
        drawn: Drawn::ByHand,
    };
    let events = vec![
        Event::ExchangeSettled(ExchangeSettled {
            exchange,
            revision: 1,
            settlement: settlement.into(),
        }),
        Event::ExchangeDescribed(ExchangeDescribed {
            exchange,
            revision: 1,
            description: description.into(),
        }),
    ];
    let at = "2026-11-23T02:11:04Z".parse().unwrap();
    let commit =
        Commit { n: 1, id: CommandId::of(b"an id"), at, by: "olena".parse().unwrap(), events };
    let mut line = Vec::new();
    encode(&commit, LeafHash::NONE, &mut line).unwrap();
    let line = String::from_utf8(line).unwrap();
    for member in [
        r#","split":{"military":{"low":5,"best":5,"high":5}}"#,
        r#""on":"2025-06-26","#,
        r#","on":"2025-06""#,
        &format!(r#","frame":"{frame}""#),
    ] {
        assert_eq!(line.matches(member).count(), 1, "{member} in {line}");
        // Behind the last member of the innermost object that it stands in.
        let (before, behind) = line.split_once(member).unwrap();
        let mut within = 0;
        let end = behind.find(|letter| {
            within += i32::from(letter == '{') - i32::from(letter == '}');
            within < 0
        });
        let (rest, behind) = behind.split_at(end.unwrap());
        let moved = member.trim_matches(',');
        let other = fitted(format!("{before}{rest},{moved}{behind}").into_bytes());
        assert_ne!(other, line.as_bytes());
        assert_eq!(parse(&other).unwrap().commit, commit);
        assert_eq!(gists(&Reader::default(), &other), (1, gists_of(&commit)), "{member}");
    }
}

fn gists(reader: &Reader, line: &[u8]) -> (u64, Vec<Gist>) {
    let mut gists = Vec::new();
    (reader.gists(line, &mut gists).unwrap(), gists)
}

fn gists_of(commit: &Commit) -> Vec<Gist> {
    commit.events.iter().map(Gist::of).collect()
}

/// The same line with one thing changed, or a few, and a crc that fits.
fn mutated(line: &[u8], rng: &mut Rng) -> Vec<u8> {
    let mut mutant = line.to_vec();
    for _ in 0..rng.choice([1, 1, 1, 2, 3]).unwrap() {
        mutate(&mut mutant, rng);
    }
    fitted(mutant)
}

fn mutate(line: &mut Vec<u8>, rng: &mut Rng) {
    let place = rng.usize(..line.len() - 18);
    let until = (place + rng.usize(1..48)).min(line.len() - 18);
    let byte = rng.choice(BYTES.iter().copied()).unwrap();
    match rng.u32(..9) {
        0 | 1 => line[place] = byte,
        2 => line.insert(place, byte),
        3 => drop(line.remove(place)),
        4 => drop(line.drain(place..until)),
        // Members that are there twice, or in another place.
        5 => {
            let piece = line[place..until].to_vec();
            let to = rng.usize(..line.len() - 18);
            line.splice(to..to, piece);
        }
        6 => line.swap(place, until - 1),
        7 => line[place] = line[place].to_ascii_uppercase(),
        _ => line[place..until].rotate_left(1),
    }
}

fn fitted(mut line: Vec<u8>) -> Vec<u8> {
    line.truncate(line.len() - 18);
    let crc = crc32c::crc32c(&line);
    line.extend(format!(r#","crc":"{crc:08x}"}}"#).into_bytes());
    line
}
