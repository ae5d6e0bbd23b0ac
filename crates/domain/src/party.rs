//! Who takes part: states by ISO 3166-1 alpha-2, and others by a slug.
//! It refuses to know what a party's name is in any language.

use alloc::string::{String, ToString as _};
use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize, Serializer};

/// A belligerent, or a state or armed group that takes part in an exchange.
///
/// A state is written by its ISO 3166-1 alpha-2 code (`UA`); what has no code is `x-` and a slug
/// of small letters, digits and hyphens (`x-wagner`), 24 bytes at most.
///
/// ```
/// use repatria_domain::Party;
/// let ukraine: Party = "UA".parse()?;
/// assert_eq!(ukraine.as_str(), "UA");
/// assert!("Ukraine".parse::<Party>().is_err());
/// # Ok::<(), repatria_domain::PartyError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct Party {
    // Zero-padded: a party is copied wherever a leg or an account is named, so it owns no memory.
    bytes: [u8; Party::LENGTH_MAX],
}

/// Why a text names no party. Correct the code; nothing was recorded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PartyError {
    /// Two capital letters that ISO 3166-1 does not list.
    #[error("`{0}` is no ISO 3166-1 alpha-2 code; what has no code is written `x-` and a slug")]
    UnknownCode(String),
    /// Neither a code nor a slug.
    #[error(
        "`{0}` is no party: write an ISO 3166-1 alpha-2 code (`UA`), or `x-` and a slug of small \
         letters, digits and hyphens (`x-wagner`), 24 bytes at most"
    )]
    Unreadable(String),
}

impl Party {
    const LENGTH_MAX: usize = 24;

    /// The code or slug, as written.
    #[inline]
    pub fn as_str(&self) -> &str {
        let end = self.bytes.iter().position(|byte| *byte == 0).unwrap_or(Self::LENGTH_MAX);
        // Only ASCII is ever stored, so the fall-back is never seen.
        self.bytes.get(..end).and_then(|bytes| core::str::from_utf8(bytes).ok()).unwrap_or_default()
    }

    /// Whether this is a state with an ISO 3166-1 code.
    pub fn is_state(&self) -> bool {
        !self.as_str().starts_with("x-")
    }
}

impl FromStr for Party {
    type Err = PartyError;

    fn from_str(text: &str) -> Result<Self, PartyError> {
        let looks_like_a_code =
            text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase());
        if looks_like_a_code && !is_iso_code(text) {
            return Err(PartyError::UnknownCode(text.to_string()));
        }
        if !looks_like_a_code && !is_slug(text) {
            return Err(PartyError::Unreadable(text.chars().take(40).collect()));
        }
        let mut bytes = [0; Self::LENGTH_MAX];
        // A code and a slug were both seen to fit.
        if let Some(place) = bytes.get_mut(..text.len()) {
            place.copy_from_slice(text.as_bytes());
        }
        Ok(Self { bytes })
    }
}

fn is_slug(text: &str) -> bool {
    text.strip_prefix("x-").is_some_and(|slug| {
        !slug.is_empty()
            && text.len() <= Party::LENGTH_MAX
            && slug
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    })
}

impl TryFrom<String> for Party {
    type Error = PartyError;
    fn try_from(text: String) -> Result<Self, PartyError> {
        text.parse()
    }
}

impl Serialize for Party {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl fmt::Display for Party {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

impl fmt::Debug for Party {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

fn is_iso_code(code: &str) -> bool {
    let (codes, _) = ISO_3166_1_ALPHA_2.as_bytes().as_chunks();
    let letters = |[first, second, _]: &[u8; 3]| u16::from_be_bytes([*first, *second]);
    let wanted = code.as_bytes().try_into().map(u16::from_be_bytes);
    wanted.is_ok_and(|wanted| codes.binary_search_by_key(&wanted, letters).is_ok())
}

/// The officially assigned codes of ISO 3166-1:2020 in order, each followed by a blank.
const ISO_3166_1_ALPHA_2: &str = "\
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT \
BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH \
ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT \
HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS \
LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI \
NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG \
SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG \
UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW ";

#[cfg(test)]
mod tests;
