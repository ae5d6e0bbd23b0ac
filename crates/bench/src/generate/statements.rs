//! What speakers say of an exchange and of running totals: mostly what happened, sometimes not.

use fastrand::Rng;
use repatria_domain::{
    Attribution, Circumstances, Command, Correction, Count, CountStatement, Figure, LegKind,
    Measure, Population, Quantity, Scope, Since, Source, StatementId, Tense, TotalStatement,
    Toward, When, Whose,
};

use super::conflict::{Conflict, Open};
use super::words::{self, percent};
use crate::Failed;

impl Conflict {
    /// A statement about an exchange, or one that corrects another.
    pub(super) fn say(
        &mut self,
        open: &Open,
        corrects: Option<Correction>,
        rng: &mut Rng,
    ) -> Result<CountStatement, Failed> {
        let (attribution, side) = self.attribution(open.on, rng)?;
        let figures = self.figures(open, side, rng);
        Ok(CountStatement {
            says: self.circumstances(open, rng)?,
            note: percent(rng, 70).then(|| words::note(rng)).transpose()?,
            corrects,
            ..CountStatement::new(self.next_statement(), open.exchange, attribution, figures)
        })
    }

    /// A claim about a running total.
    pub(super) fn claim(&mut self, rng: &mut Rng) -> Result<Command, Failed> {
        let on = self.day();
        let (attribution, side) = self.attribution(on, rng)?;
        let measure = match rng.u32(..20) {
            0..=15 => Measure::Returned,
            16..=17 => Measure::Held,
            18 => Measure::Exchanges,
            _ => Measure::Captured,
        };
        let quantity = quantity(rng.u32(400..9_000), rng);
        let statement = self.next_statement();
        let corrects = percent(rng, 2).then(|| self.claims.pop()).flatten();
        self.claims.push(statement);
        let said = TotalStatement {
            scope: self.scope(measure, side, rng)?,
            words: Some(words::note(rng)?),
            note: percent(rng, 50).then(|| words::note(rng)).transpose()?,
            corrects: corrects.map(|statement| Correction {
                statement,
                mistake: repatria_domain::Mistake::Claimant,
            }),
            ..TotalStatement::new(statement, attribution, measure, quantity)
        };
        Ok(Command::StateTotal(said.into()))
    }

    fn next_statement(&mut self) -> StatementId {
        self.spoken += 1;
        StatementId::of(format!("{} {}", self.key, self.spoken).as_bytes())
    }

    fn attribution(
        &self,
        on: chrono::NaiveDate,
        rng: &mut Rng,
    ) -> Result<(Attribution, Option<usize>), Failed> {
        let speaker = rng.choice(&self.speakers).ok_or("nobody speaks")?;
        let named = percent(rng, 90);
        let sides = speaker.side.filter(|_| named).and_then(|side| self.sides.get(side));
        let attribution = Attribution {
            claimant: named.then(|| speaker.name.clone()),
            role: percent(rng, 30).then(|| speaker.role.clone()),
            sides: sides.copied().into_iter().collect(),
            relay: percent(rng, 20)
                .then(|| rng.choice(&self.speakers).map(|relay| relay.name.clone()))
                .flatten(),
            source: source(on, rng)?,
            said_on: percent(rng, 75).then(|| When::day(on)),
        };
        Ok((attribution, speaker.side.filter(|_| named)))
    }

    fn figures(&self, open: &Open, side: Option<usize>, rng: &mut Rng) -> Vec<Figure> {
        if percent(rng, 4) {
            return Vec::new();
        }
        let population = match open.kind {
            LegKind::Living if percent(rng, 60) => Population::Military,
            LegKind::Living => Population::Persons,
            LegKind::Bodies | LegKind::Bags => Population::Bodies,
        };
        let mut figures = Vec::new();
        for (index, (to, number)) in self.sides.iter().zip(open.went).enumerate() {
            // Officials speak of their own people first, and not always of the others.
            if side.is_some_and(|side| side != index) && percent(rng, 60) {
                continue;
            }
            let quantity = quantity(number, rng);
            let tense = if percent(rng, 2) { Tense::Planned } else { Tense::Done };
            figures.push(Figure { tense, ..Figure::new(*to, population, quantity) });
            if population == Population::Persons && percent(rng, 30) {
                let civilians = Quantity::Exactly(Count::new(number / 5));
                figures.push(Figure::new(*to, Population::Civilian, civilians));
            }
        }
        figures
    }

    fn circumstances(&self, open: &Open, rng: &mut Rng) -> Result<Circumstances, Failed> {
        let on = match rng.u32(..20) {
            0 => None,
            1 => Some(open.on.format("%Y-%m").to_string().parse()?),
            2 => Some(format!("{}~", open.on).parse()?),
            _ => Some(When::day(open.on)),
        };
        let agreement = self.agreements.last().filter(|_| percent(rng, 18)).cloned();
        Ok(Circumstances {
            on,
            place: if percent(rng, 11) {
                words::place(rng)?
            } else {
                repatria_domain::Place::NotStated
            },
            transit: percent(rng, 12).then(|| words::transit(rng)).transpose()?,
            mediators: percent(rng, 22)
                .then(|| words::mediator(rng))
                .transpose()?
                .into_iter()
                .collect(),
            agreement,
            categories: percent(rng, 32)
                .then(|| words::category(rng))
                .transpose()?
                .into_iter()
                .collect(),
            ..Circumstances::default()
        })
    }

    fn scope(&self, measure: Measure, side: Option<usize>, rng: &mut Rng) -> Result<Scope, Failed> {
        let [a, b] = self.sides;
        let (of, holder) = if side == Some(1) { (b, a) } else { (a, b) };
        let blank = Scope {
            population: percent(rng, 90).then_some(Population::Persons),
            ..Scope::default()
        };
        Ok(match measure {
            Measure::Held | Measure::Captured | Measure::Died => {
                Scope { of: Some(Whose::Party(of)), holder: Some(holder), ..blank }
            }
            Measure::Returned | Measure::Exchanges | Measure::Offered => Scope {
                to: percent(rng, 90).then_some(Toward::Party(of)),
                since: percent(rng, 70).then_some(Since::Start),
                agreement: self.agreements.last().filter(|_| percent(rng, 9)).cloned(),
                mediator: percent(rng, 9).then(|| words::mediator(rng)).transpose()?,
                ..blank
            },
        })
    }
}

/// A page of that day.
pub(super) fn source(on: chrono::NaiveDate, rng: &mut Rng) -> Result<Source, Failed> {
    Ok(Source {
        address: words::address(rng, &on.to_string())?,
        title: percent(rng, 47).then(|| words::title(rng)).transpose()?,
    })
}

/// Mostly the number itself; sometimes vaguer, sometimes another.
fn quantity(number: u32, rng: &mut Rng) -> Quantity {
    let count = Count::new(number);
    match rng.u32(..40) {
        0 => Quantity::NotStated,
        1 => Quantity::Withheld,
        2 => Quantity::About(count, None),
        3 => Quantity::AtLeast(count),
        4 => Quantity::MoreThan(Count::new(number.saturating_sub(1))),
        5 => Quantity::Between(Count::new(number.saturating_sub(3)), count),
        6..=8 => Quantity::Exactly(Count::new(number + 1)),
        _ => Quantity::Exactly(count),
    }
}
