//! Custody, for people: what the register holds, what it rests on, and what claimants say beside it.

use repatria_domain::{Band, CustodyChange, Measure, Total};
use repatria_projection::{Account, Balance, Claim, Custody, Flowed, PostingShown, Standing, What};

use super::csv::band_cells;
use super::dates::{date, day};
use super::layout::{Align, Page, Table};
use super::names::name;
use super::phrases::{
    basis, best_and_range, counted, high, number, population_noun, quantity, total,
};
use super::sheet::{Sheet, code, opt};

/// The accounts in lines of at most `width` columns.
pub(crate) fn custody_text(custody: &Custody, width: usize) -> String {
    let mut page = Page::new(width);
    if custody.accounts.is_empty() {
        page.line("Nobody is recorded as held, and nobody claims it.");
    }
    for account in &custody.accounts {
        one(&mut page, account);
    }
    if !custody.of_nobody_named.is_empty() {
        page.heading("Claims that do not say by whom, or whose people");
        claims(&mut page, &custody.of_nobody_named);
    }
    page.blank();
    page.paragraph(
        "A number is declared by the register, never taken from a claim. What is possibly later \
         than it widens the range; a number that nobody gives opens an end.",
    );
    if let Some(as_of) = custody.as_of {
        page.paragraph(&format!("As of {}.", day(as_of)));
    }
    page.into_text()
}

fn one(page: &mut Page, account: &Account) {
    page.heading(&format!("People of {} held by {}", name(account.of), name(account.holder)));
    page.paragraph(&standing(account));
    if account.balance.is_some() {
        page.blank();
        page.table(&postings(account));
    }
    if !account.claims.is_empty() {
        page.blank();
        page.line("What claimants say; it moves nothing here:");
        claims(page, &account.claims);
    }
}

pub(crate) fn standing(account: &Account) -> String {
    let held = account.balance.as_ref().map(balance_words);
    match (account.standing, held) {
        (Standing::Declared, Some(held)) => {
            format!("Held, in the register’s own judgement: {held}.")
        }
        (Standing::Abroad, Some(held)) => {
            format!("Brought into a third state. Recorded as still there: {held}.")
        }
        (Standing::Declared | Standing::Abroad | Standing::NotDeclared, _) => not_declared(account),
    }
}

fn not_declared(account: &Account) -> String {
    let moved = [flowed("left", &account.left), flowed("came", &account.came)];
    let moved: Vec<String> = moved.into_iter().flatten().collect();
    if moved.is_empty() {
        return "How many are held is not declared.".to_owned();
    }
    format!("How many are held is not declared. Recorded is only: {}.", moved.join("; "))
}

/// `at least 6,557 left in 84 hand-overs, 7 of them without a number`.
pub(crate) fn flowed(verb: &str, flowed: &Flowed) -> Option<String> {
    let times = counted(flowed.postings, "hand-over", "hand-overs");
    let balance = Balance { low: flowed.low, best: Some(flowed.best), high: flowed.high };
    let count = balance_words(&balance);
    match flowed.without_number {
        _ if flowed.postings == 0 => None,
        0 => Some(format!("{count} {verb} in {times}")),
        all if all == flowed.postings => Some(format!("people {verb} in {times}, no figure")),
        some => Some(format!("{count} {verb} in {times}, no figure for {}", number(some))),
    }
}

/// `194`, `150 to 189 (best 189)`, `at least 300`, `no figure`.
pub(crate) fn balance_words(balance: &Balance) -> String {
    let range = match balance.high {
        Some(high) if high == balance.low => return total(high),
        Some(high) => format!("{} to {}", total(balance.low), total(high)),
        None if balance.low == Total::ZERO && balance.best.unwrap_or_default() == Total::ZERO => {
            return "no figure".to_owned();
        }
        None => format!("at least {}", total(balance.low)),
    };
    match balance.best {
        Some(best) if best != balance.low => format!("{range} (best {})", total(best)),
        Some(_) | None => range,
    }
}

/// Everything from the first balance on.
fn postings(account: &Account) -> Table {
    let mut table = Table::new([
        ("on", Align::Left),
        ("low", Align::Right),
        ("best", Align::Right),
        ("high", Align::Right),
        ("after", Align::Left),
    ]);
    for posted in account.postings.iter().filter(|posted| posted.balance.is_some()) {
        let [low, best, top] = posted.balance.as_ref().map(ends).unwrap_or_default();
        let on = posted.on.map_or_else(|| "no date".to_owned(), date);
        table.row([on, low, best, top, what(posted)]);
    }
    table
}

pub(crate) fn ends(balance: &Balance) -> [String; 3] {
    let best = balance.best.map_or_else(|| "no figure".to_owned(), total);
    [total(balance.low), best, high(balance.high)]
}

pub(crate) fn what(posted: &PostingShown) -> String {
    let count = best_and_range(posted.count);
    let words = match &posted.what {
        What::Declared => format!("declared: {}", declared(posted.count)),
        What::Changed { change } => format!("{count} {}", change_words(*change)),
        What::Came { reference, word, .. } => {
            format!("{count} came, {reference}, {}", basis(*word))
        }
        What::Left { reference, word, .. } => {
            format!("{count} left, {reference}, {}", basis(*word))
        }
    };
    match &posted.basis {
        Some(grounds) => format!("{words}; {grounds}"),
        None => words,
    }
}

fn declared(count: Band) -> String {
    let total = |count: repatria_domain::Count| Total::from(count);
    balance_words(&Balance {
        low: total(count.low()),
        best: count.best().map(total),
        high: count.high().map(total),
    })
}

fn change_words(change: CustodyChange) -> &'static str {
    match change {
        CustodyChange::Captured => "captured",
        CustodyChange::TransferredIn => "came from another power",
        CustodyChange::Died => "died",
        CustodyChange::Escaped => "escaped",
        CustodyChange::Released => "released",
        CustodyChange::TransferredOut => "went to another power",
    }
}

fn claims(page: &mut Page, claims: &[Claim]) {
    let mut table = Table::bare([Align::Right, Align::Left]);
    for claim in claims {
        table.row([quantity(claim.quantity), claim_words(claim)]);
    }
    page.table(&table);
}

pub(crate) fn claim_words(claim: &Claim) -> String {
    let whom = claim.scope.population.map_or("population not stated,", population_noun);
    let who = claim.claimant.as_ref().or(claim.relay.as_ref());
    let who = who.map_or_else(|| "nobody named".to_owned(), ToString::to_string);
    let on = claim.said_on.map_or_else(|| "no date".to_owned(), date);
    format!("{whom} {}: {who}, {on}", measure(claim.measure))
}

pub(crate) fn measure(measure: Measure) -> &'static str {
    match measure {
        Measure::Returned => "returned",
        Measure::Held => "held",
        Measure::Captured => "captured",
        Measure::Died => "died there",
        Measure::Exchanges => "exchanges",
        Measure::Offered => "offered",
    }
}

/// Custody: a row for each posting, and for each claim.
pub(crate) fn custody_csv(custody: &Custody) -> String {
    let mut sheet = Sheet::new(&HEADS);
    for account in &custody.accounts {
        let whose = [account.holder.to_string(), account.of.to_string(), code(&account.standing)];
        for posted in &account.postings {
            sheet.row(whose.iter().cloned().chain(posting_cells(posted)));
        }
        for claim in &account.claims {
            sheet.row(whose.iter().cloned().chain(claim_cells(claim)));
        }
    }
    for claim in &custody.of_nobody_named {
        let whose = [opt(claim.scope.holder), opt(claim.scope.of), String::new()];
        sheet.row(whose.into_iter().chain(claim_cells(claim)));
    }
    sheet.into_text()
}

const HEADS: [&str; 20] = [
    "holder",
    "of",
    "standing",
    "row",
    "on",
    "happened",
    "reference",
    "low",
    "best",
    "high",
    "balance_low",
    "balance_best",
    "balance_high",
    "basis",
    "claimant",
    "relay",
    "population",
    "quantity",
    "source",
    "n",
];

fn posting_cells(posted: &PostingShown) -> Vec<String> {
    let (row, reference, word) = match &posted.what {
        What::Declared => ("declared".to_owned(), None, None),
        What::Changed { change } => (code(change), None, None),
        What::Came { reference, word, .. } => ("came".to_owned(), Some(reference), Some(word)),
        What::Left { reference, word, .. } => ("left".to_owned(), Some(reference), Some(word)),
    };
    let basis = posted.basis.as_ref().map(ToString::to_string);
    let mut cells = vec![row, opt(posted.on), code(&posted.happened), opt(reference)];
    cells.extend(band_cells(posted.count));
    cells.extend([
        opt(posted.balance.map(|balance| balance.low)),
        opt(posted.balance.and_then(|balance| balance.best)),
        opt(posted.balance.and_then(|balance| balance.high)),
        basis.or(word.map(code)).unwrap_or_default(),
    ]);
    cells.extend([String::new(), String::new(), String::new(), String::new()]);
    let sources = posted.sources.iter().map(|source| source.address.to_string());
    cells.push(sources.collect::<Vec<_>>().join(" "));
    cells.push(opt(posted.recorded.as_ref().map(|recorded| recorded.n)));
    cells
}

fn claim_cells(claim: &Claim) -> Vec<String> {
    let mut cells = vec![format!("claim-{}", code(&claim.measure)), opt(claim.said_on)];
    cells.resize(11, String::new());
    cells.extend([
        opt(claim.claimant.as_ref()),
        opt(claim.relay.as_ref()),
        claim.scope.population.as_ref().map(code).unwrap_or_default(),
        claim.quantity.to_string(),
        claim.source.to_string(),
    ]);
    cells
}
