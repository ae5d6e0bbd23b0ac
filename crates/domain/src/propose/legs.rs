//! The legs of each direction: what competes, who wins, and how far the others widen it.
//! It refuses to know what answers what.

use alloc::collections::BTreeMap;
use alloc::vec;
use alloc::vec::Vec;

use super::claims::{Claim, Portion};
use super::{bands, order, parts, splits};
use crate::count::Count;
use crate::quantity::Band;
use crate::settlement::{Basis, Channel, Direction, Leg, LegKey, LegKind, Parties, Role, Rule};

/// The legs, who spoke for them, and what each statement was to each leg.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    /// In order of their names.
    pub(super) legs: Vec<Leg>,
    /// What competes.
    pub(super) voices: Vec<Voice>,
    /// Number of the statement, leg, and what it was to it.
    pub(super) roles: Vec<(usize, LegKey, Role)>,
}

/// A claim that competes, and its number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Voice {
    /// The number of the statement, in order of recording.
    pub(super) order: usize,
    /// Of what it speaks.
    pub(super) direction: Direction,
    /// Its number, if it gives one.
    pub(super) best: Option<Count>,
    /// Whether an official gives it.
    pub(super) official: bool,
}

/// Those who speak of the same people of one direction.
#[derive(Debug, Default)]
struct Contest<'c, 'a> {
    channel: Channel,
    competing: Vec<&'c Claim<'a>>,
    of_whom: Vec<&'c Claim<'a>>,
    silent: Vec<&'c Claim<'a>>,
}

/// The legs that the claims come to.
pub(super) fn draw(
    claims: &BTreeMap<Direction, Vec<Claim<'_>>>,
    parties: &Parties,
    rule: Rule,
) -> Drawing {
    let mut drawing = Drawing::default();
    for (direction, contests) in wholes(claims, parties) {
        let others = claims.iter().filter(|(other, _)| **other != direction);
        let aside: Vec<&Claim<'_>> = others
            .filter(|(other, _)| whole(claims, parties, other) == direction)
            .flat_map(|(_, c)| c)
            .collect();
        for mut contest in contests {
            contest.decide(direction, &aside, rule, &mut drawing);
        }
    }
    drawing
}

/// The claims that compete, best first of each direction, as the legs are drawn from them.
pub(super) fn competing<'c, 'a>(
    claims: &'c BTreeMap<Direction, Vec<Claim<'a>>>,
    parties: &Parties,
    rule: Rule,
) -> Vec<(Direction, &'c Claim<'a>)> {
    let mut competing = Vec::new();
    for (direction, contests) in wholes(claims, parties) {
        for contest in contests {
            let ranked = order::ranked(&contest.competing, &direction, rule);
            competing.extend(ranked.into_iter().map(|claim| (direction, claim)));
        }
    }
    competing
}

/// Who speaks of the same people, by direction. Claims that do not say whose people they are have
/// nobody to compete with where others speak of those who came home that way: they are parts of these.
fn wholes<'c, 'a>(
    claims: &'c BTreeMap<Direction, Vec<Claim<'a>>>,
    parties: &Parties,
) -> impl Iterator<Item = (Direction, Vec<Contest<'c, 'a>>)> {
    let is_whole =
        |(direction, _): &(&Direction, _)| whole(claims, parties, direction) == **direction;
    let contests = |(direction, claims): (&Direction, &'c Vec<_>)| {
        (*direction, contests(claims, direction.kind))
    };
    claims.iter().filter(is_whole).map(contests)
}

/// The direction of which one is a part, or itself.
fn whole(
    claims: &BTreeMap<Direction, Vec<Claim<'_>>>,
    parties: &Parties,
    direction: &Direction,
) -> Direction {
    let assumed =
        Direction { of: parties.contains(direction.to).then_some(direction.to), ..*direction };
    if claims.contains_key(&assumed) { assumed } else { *direction }
}

/// Whole claims compete with each other; where nobody gives a whole, each channel for itself.
///
/// A claim of one channel is a part, unless it gives the very number of a whole: then it says by
/// which channel all of them came (2025-04-19, 31 wounded "outside the exchange").
fn contests<'c, 'a>(claims: &'c [Claim<'a>], kind: LegKind) -> Vec<Contest<'c, 'a>> {
    let (channelled, whole): (Vec<&Claim<'a>>, Vec<&Claim<'a>>) = claims
        .iter()
        .partition(|claim| claim.only_channel().is_some() && !is_a_whole(claim, claims));
    let mut contest = contest(Channel::NotStated, &whole, kind);
    let channels_tell = channelled.iter().any(|claim| claim.is_numbered());
    if contest.competing.is_empty() && (whole.is_empty() || channels_tell) {
        return by_channel(&channelled, &contest, kind);
    }
    let (numbered, silent): (Vec<&Claim<'a>>, Vec<&Claim<'a>>) =
        channelled.into_iter().partition(|claim| claim.is_numbered());
    contest.of_whom.extend(numbered);
    contest.silent.extend(silent);
    vec![contest]
}

fn is_a_whole(claim: &Claim<'_>, claims: &[Claim<'_>]) -> bool {
    let mut wholes = claims.iter().filter(|other| other.only_channel().is_none());
    claim.total.best().is_some() && wholes.any(|whole| whole.total.best() == claim.total.best())
}

fn by_channel<'c, 'a>(
    channelled: &[&'c Claim<'a>],
    beside: &Contest<'c, 'a>,
    kind: LegKind,
) -> Vec<Contest<'c, 'a>> {
    let mut contests = Vec::new();
    for channel in [Channel::Exchange, Channel::Outside] {
        let claims: Vec<&Claim<'a>> = channelled
            .iter()
            .copied()
            .filter(|claim| claim.only_channel() == Some(channel))
            .collect();
        if !claims.is_empty() {
            let mut contest = contest(channel, &claims, kind);
            contest.of_whom.extend(&beside.of_whom);
            contest.silent.extend(&beside.silent);
            contests.push(contest);
        }
    }
    contests
}

fn contest<'c, 'a>(channel: Channel, claims: &[&'c Claim<'a>], kind: LegKind) -> Contest<'c, 'a> {
    let mut contest = Contest { channel, ..Contest::default() };
    for claim in claims {
        if !claim.is_numbered() {
            contest.silent.push(claim);
        } else if parts::is_part(claim, claims, kind) {
            contest.of_whom.push(claim);
        } else {
            contest.competing.push(claim);
        }
    }
    contest
}

impl<'a> Contest<'_, 'a> {
    fn decide(
        &mut self,
        direction: Direction,
        aside: &[&Claim<'a>],
        rule: Rule,
        drawing: &mut Drawing,
    ) {
        self.competing = order::ranked(&self.competing, &direction, rule);
        let winner = self
            .competing
            .iter()
            .find(|claim| claim.total.best().is_some())
            .or(self.competing.first())
            .copied();
        let legs = match winner {
            Some(winner) => self.won(winner, direction, aside),
            None => vec![self.unnumbered(direction, aside)],
        };
        self.account(winner.map(|claim| claim.from.order), &legs, aside, drawing);
        drawing.voices.extend(self.competing.iter().map(|claim| Voice {
            order: claim.from.order,
            direction,
            best: claim.total.best(),
            official: claim.said().attribution.is_official(),
        }));
        drawing.legs.extend(legs);
    }

    fn won(&self, winner: &Claim<'a>, direction: Direction, aside: &[&Claim<'a>]) -> Vec<Leg> {
        let basis = order::basis(&winner.said().attribution, &direction);
        let all = self.band(winner, aside);
        let largest = largest(&winner.portions);
        let leg = |(index, portion): (usize, &Portion)| {
            let count = match winner.portions.len() {
                1 => all,
                _ if index == largest => stretched_as(portion.whole, winner.total, all),
                _ => portion.whole,
            };
            self.leg(direction.leg(portion.channel), count, basis, Some(portion))
        };
        winner.portions.iter().enumerate().map(leg).collect()
    }

    fn unnumbered(&self, direction: Direction, aside: &[&Claim<'a>]) -> Leg {
        let speakers = self.silent.iter().chain(&self.of_whom);
        let basis = speakers
            .map(|claim| order::basis(&claim.said().attribution, &direction))
            .min()
            .unwrap_or(Basis::PressOnly);
        let count = self.raised(Band::UNKNOWN, aside);
        self.leg(direction.leg(self.channel), count, basis, None)
    }

    fn leg(&self, key: LegKey, count: Band, basis: Basis, portion: Option<&Portion>) -> Leg {
        let split = splits::split(portion, &self.competing, &self.of_whom, count);
        Leg { key, count, basis, split, ranks: BTreeMap::new(), remainder: None }
    }

    /// The ends over all that compete; a range that contains the best widens nothing.
    fn band(&self, winner: &Claim<'a>, aside: &[&Claim<'a>]) -> Band {
        let totals = self.competing.iter().map(|claim| claim.total);
        match winner.total.best() {
            Some(best) => {
                totals.filter(|total| !total.contains(best)).fold(winner.total, bands::stretched)
            }
            None => self.raised(totals.fold(winner.total, bands::agreed), aside),
        }
    }

    /// Where nobody gives the number, there are at least as many as a part has.
    fn raised(&self, band: Band, aside: &[&Claim<'a>]) -> Band {
        let lows = self.of_whom.iter().chain(aside).map(|claim| claim.total.low());
        lows.max()
            .map_or(band, |low| if low > band.low() { bands::raised(band, low) } else { band })
    }

    fn account(
        &self,
        winner: Option<usize>,
        legs: &[Leg],
        aside: &[&Claim<'a>],
        drawing: &mut Drawing,
    ) {
        let won = |claim: &Claim<'_>, leg: &Leg| {
            let best = Some(claim.from.order) == winner && leg.count.best().is_some();
            if best { Role::Best } else { Role::Heard }
        };
        let part = |claim: &Claim<'_>, _: &Leg| {
            if claim.is_numbered() { Role::OfWhom } else { Role::NoNumber }
        };
        for claim in &self.competing {
            drawing.roles.extend(
                concerned(claim, legs).map(|leg| (claim.from.order, leg.key, won(claim, leg))),
            );
        }
        for claim in self.of_whom.iter().chain(&self.silent).chain(aside) {
            drawing.roles.extend(
                concerned(claim, legs).map(|leg| (claim.from.order, leg.key, part(claim, leg))),
            );
        }
    }
}

/// The legs of the channels that a claim names; all of them where it names none of theirs.
fn concerned<'l>(claim: &Claim<'_>, legs: &'l [Leg]) -> impl Iterator<Item = &'l Leg> {
    let named: Vec<Channel> = claim.portions.iter().map(|portion| portion.channel).collect();
    let any = legs.iter().any(|leg| named.contains(&leg.key.channel));
    legs.iter().filter(move |leg| !any || named.contains(&leg.key.channel))
}

fn largest(portions: &[Portion]) -> usize {
    let size = |portion: &Portion| portion.whole.best().unwrap_or(portion.whole.low());
    let sizes = portions.iter().map(size).enumerate();
    // Of equal ones the first.
    sizes.max_by_key(|(index, size)| (*size, core::cmp::Reverse(*index))).map_or(0, |(i, _)| i)
}

/// What stretches the whole stretches its largest portion.
fn stretched_as(portion: Band, whole: Band, to: Band) -> Band {
    let less = whole.low().minus(to.low()).unwrap_or_default();
    let low = portion.low().minus(less).unwrap_or_default();
    let high = match (whole.high(), to.high()) {
        (Some(from), Some(to)) => {
            let more = to.minus(from).unwrap_or_default();
            portion.high().and_then(|high| high.plus(more))
        }
        (Some(_), None) => None,
        (None, _) => portion.high(),
    };
    bands::ends(low, portion.best(), high)
}
