//! Bundles: up to 256 lines, each behind its length in two bytes, the higher byte first.

use crate::error::TlogError;

/// Adds a line to a bundle.
pub(super) fn add(bundle: &mut Vec<u8>, line: &[u8]) -> Result<(), TlogError> {
    let length = u16::try_from(line.len()).map_err(|_| TlogError::TooLong {
        document: "line",
        bytes: line.len(),
        limit: usize::from(u16::MAX),
    })?;
    bundle.extend(length.to_be_bytes());
    bundle.extend(line);
    Ok(())
}

/// The lines of a bundle.
///
/// # Errors
/// [`TlogError::NoBundle`] where it is not made of whole lines.
pub fn entries(bundle: &[u8]) -> Result<Vec<&[u8]>, TlogError> {
    let (mut rest, mut lines) = (bundle, Vec::new());
    while let Some((length, behind)) = rest.split_first_chunk() {
        let length = usize::from(u16::from_be_bytes(*length));
        let (line, behind) = behind.split_at_checked(length).ok_or(TlogError::NoBundle)?;
        lines.push(line);
        rest = behind;
    }
    if rest.is_empty() { Ok(lines) } else { Err(TlogError::NoBundle) }
}
