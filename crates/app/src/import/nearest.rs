//! Which of the right words somebody may have meant.

use strsim::levenshtein;

/// The word that takes the fewest changed letters, if they are few enough to be a slip.
pub(super) fn nearest<'w>(
    given: &str,
    words: impl IntoIterator<Item = &'w str>,
) -> Option<&'w str> {
    let given = given.to_lowercase().replace(['-', ' '], "_");
    let letters = given.chars().count();
    let slip = letters / 3 + 1;
    words
        .into_iter()
        // A cell may hold a megabyte: a word so much longer or shorter is not looked at.
        .filter(|word| word.chars().count().abs_diff(letters) <= slip)
        .map(|word| (levenshtein(&given, &word.replace(['-', ' '], "_")), word))
        .filter(|(distance, _)| *distance <= slip)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

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
        assert_eq!(nearest("", words), None);
        assert_eq!(nearest(&"militery".repeat(1 << 16), words), None);
    }
}
