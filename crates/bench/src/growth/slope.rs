//! With which power of its size something grows: the slope of the line that lies closest to the
//! logarithms.

/// The exponent over (size, quantity); none over fewer than two sizes.
pub(super) fn exponent(points: &[(f64, f64)]) -> Option<f64> {
    let logs = || points.iter().map(|(size, quantity)| (size.ln(), quantity.ln()));
    let number = logs().map(|_| 1.0).sum::<f64>();
    let mean_x = logs().map(|(x, _)| x).sum::<f64>() / number;
    let mean_y = logs().map(|(_, y)| y).sum::<f64>() / number;
    let together = logs().map(|(x, y)| (x - mean_x) * (y - mean_y)).sum::<f64>();
    let alone = logs().map(|(x, _)| (x - mean_x).powi(2)).sum::<f64>();
    (alone > 0.0).then(|| together / alone)
}

/// A whole number among others.
#[expect(clippy::cast_precision_loss, reason = "it is told in a few digits")]
pub(super) fn real(number: u64) -> f64 {
    number as f64
}

#[cfg(test)]
mod tests {
    use super::exponent;

    #[test]
    fn what_grows_as_the_square_has_the_exponent_two() {
        let squares: Vec<_> =
            [10.0, 100.0, 1000.0].map(|size: f64| (size, 7.0 * size * size)).into();
        let exponent = exponent(&squares).unwrap_or_default();
        assert!((exponent - 2.0).abs() < 1e-9, "{exponent}");
    }

    #[test]
    fn one_size_has_no_exponent() {
        assert_eq!(exponent(&[(10.0, 1.0)]), None);
    }
}
