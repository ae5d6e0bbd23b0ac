//! Which of the right words somebody may have meant.

/// The word that takes the fewest changed letters, if they are few enough to be a slip.
pub(super) fn nearest<'w>(
    given: &str,
    words: impl IntoIterator<Item = &'w str>,
) -> Option<&'w str> {
    let given = given.to_lowercase().replace(['-', ' '], "_");
    let slip = given.chars().count() / 3 + 1;
    words
        .into_iter()
        .map(|word| (distance(&given, &word.replace(['-', ' '], "_")), word))
        .filter(|(distance, _)| *distance <= slip)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

/// The number of letters to insert, take out or change (Levenshtein, 1965).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().take(LENGTH_MAX).enumerate() {
        let mut left = i + 1;
        let mut next = vec![left];
        for (to, above) in b.iter().zip(row.windows(2)) {
            let &[diagonal, above] = above else { continue };
            left = (diagonal + usize::from(from != *to)).min(above + 1).min(left + 1);
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

/// A cell may hold a megabyte; a word does not.
const LENGTH_MAX: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_a_letter_is_found_and_another_word_is_not() {
        let words = ["military", "civilian", "child"];
        assert_eq!(nearest("militery", words), Some("military"));
        assert_eq!(nearest("Civilian", words), Some("civilian"));
        assert_eq!(nearest("soldiers", words), None);
        assert_eq!(nearest("man-for-man", ["man for man", "unequal"]), Some("man for man"));
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "abc"), 3);
    }
}
