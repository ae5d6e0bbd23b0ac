//! A UUID in the form in which every id is written here: 32 small hexadecimal digits in five groups
//! (RFC 9562, section 4), eight digits at a time. Any other form is left to the general parser.

use uuid::Uuid;

/// Reads an id.
pub(super) fn read(text: &str) -> Result<Uuid, uuid::Error> {
    as_written(text.as_bytes()).map_or_else(|| text.parse(), Ok)
}

fn as_written(text: &[u8]) -> Option<Uuid> {
    let (one, rest) = text.split_first_chunk::<8>()?;
    let (two, rest) = group(rest)?;
    let (three, rest) = group(rest)?;
    let (four, rest) = group(rest)?;
    let (five, rest) = rest.strip_prefix(b"-")?.split_first_chunk::<4>()?;
    let six: &[u8; 8] = rest.try_into().ok()?;
    let of = |four: &[u8; 4]| u64::from(u32::from_be_bytes(*four));
    let high = of_digits(u64::from_be_bytes(*one), of(two) << 32 | of(three))?;
    let low = of_digits(of(four) << 32 | of(five), u64::from_be_bytes(*six))?;
    Some(Uuid::from_u64_pair(high, low))
}

/// Four digits behind a hyphen.
fn group(text: &[u8]) -> Option<(&[u8; 4], &[u8])> {
    text.strip_prefix(b"-")?.split_first_chunk()
}

/// The number of twice eight digits, the first of which is the highest byte of each.
fn of_digits(first: u64, second: u64) -> Option<u64> {
    Some(of_eight(first)? << 32 | of_eight(second)?)
}

/// The number of eight digits; `None` where one is no small hexadecimal digit.
fn of_eight(text: u64) -> Option<u64> {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let are_letters = text >> 6 & EACH;
    let numbers = (text & (0x0f * EACH)).wrapping_add(are_letters.wrapping_mul(9));
    // Written down again it is the same, if it was a digit.
    let are_above_nine = numbers.wrapping_add(6 * EACH) >> 4 & EACH;
    let written = numbers.wrapping_add(0x30 * EACH).wrapping_add(are_above_nine.wrapping_mul(39));
    (written == text && numbers & (0xf0 * EACH) == 0).then_some(())?;
    let pairs = (numbers | numbers >> 4) & 0x00ff_00ff_00ff_00ff;
    let fours = (pairs | pairs >> 8) & 0x0000_ffff_0000_ffff;
    Some((fours | fours >> 16) & 0xffff_ffff)
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString as _;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn property_an_id_is_read_as_the_general_parser_reads_it(
            id in any::<u128>(),
            place in 0_usize..36,
            other in any::<u8>(),
        ) {
            let id = Uuid::from_u128(id);
            let mut text = id.to_string().into_bytes();
            prop_assert_eq!(as_written(&text), Some(id));
            text[place] = other;
            let parsed = Uuid::try_parse_ascii(&text).ok();
            let is_small = !text.iter().any(u8::is_ascii_uppercase);
            prop_assert_eq!(as_written(&text), parsed.filter(|_| is_small));
            prop_assert_eq!(as_written(&text[1..]), None);
        }
    }
}
