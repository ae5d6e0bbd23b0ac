//! Asking witnesses to cosign, over plain HTTP: what they answer is signed, and verified.
//! A witness that saw another history of this log is the reason why he is asked.

use std::time::Duration;

use repatria_tlog::{
    ConsistencyProof, SignedCheckpoint, VerifierKey, WitnessRequest, hash_in_tiles,
};

use super::publish::Publication;
use crate::failure::{Distrust, Failure};
use crate::signing::KeyTyped;

/// How long a witness may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// The longest answer that is read, in bytes.
const ANSWER_LIMIT: u64 = 65_536;

/// A witness as it is typed: where to ask, and the key that he signs with.
#[derive(Debug)]
pub(super) struct WitnessNamed {
    url: String,
    pub(super) key: VerifierKey,
}

impl WitnessNamed {
    /// All that were typed, two words each.
    pub(super) fn all(typed: &[String]) -> Result<Vec<Self>, Failure> {
        let named = |pair: &[String; 2]| {
            let [url, key] = pair;
            Ok(Self { url: url.clone(), key: KeyTyped::from(key.as_str()).read()? })
        };
        typed.as_chunks().0.iter().map(named).collect()
    }

    fn unreached(&self, why: &impl ToString) -> Failure {
        Failure::NoWitness { url: self.url.clone(), why: why.to_string() }
    }
}

/// What a witness answered.
struct Answer {
    status: u16,
    body: Vec<u8>,
}

/// Asks each witness. Answers with the cosigned checkpoint, and with the failure of the first one
/// that could not be asked.
///
/// # Errors
/// Where a witness saw another history.
pub(super) fn ask(
    witnesses: &[WitnessNamed],
    mut signed: SignedCheckpoint,
    publication: &Publication,
) -> Result<(SignedCheckpoint, Option<Failure>), Failure> {
    let mut missing = None;
    for witness in witnesses {
        match ask_one(witness, &signed, publication) {
            Ok(cosigned) => signed = cosigned,
            Err(unreached @ Failure::NoWitness { .. }) => {
                missing.get_or_insert(unreached);
            }
            Err(failure) => return Err(failure),
        }
    }
    Ok((signed, missing))
}

fn ask_one(
    witness: &WitnessNamed,
    signed: &SignedCheckpoint,
    publication: &Publication,
) -> Result<SignedCheckpoint, Failure> {
    // He tells what he signed last: nothing that we remember of him could be wrong.
    let mut answer = send(witness, signed, 0, publication)?;
    if answer.status == 409 {
        let theirs = size_of(&answer).ok_or_else(|| witness.unreached(&"he names no size"))?;
        let ours = signed.checkpoint().size;
        if theirs > ours {
            let witness = witness.key.name().clone();
            return Err(Distrust::WitnessSawMore { witness, theirs, ours }.into());
        }
        answer = send(witness, signed, theirs, publication)?;
    }
    let says = || String::from_utf8_lossy(&answer.body).trim().to_owned();
    match answer.status {
        200 => signed
            .clone()
            .cosigned(&answer.body, &witness.key)
            .map_err(|why| witness.unreached(&why)),
        422 => {
            let witness = witness.key.name().clone();
            Err(Distrust::WitnessSawOther { witness, says: says() }.into())
        }
        status => Err(witness.unreached(&format!("he answers {status}: {}", says()))),
    }
}

fn size_of(answer: &Answer) -> Option<u64> {
    str::from_utf8(&answer.body).ok()?.strip_suffix('\n')?.parse().ok()
}

fn send(
    witness: &WitnessNamed,
    signed: &SignedCheckpoint,
    old: u64,
    publication: &Publication,
) -> Result<Answer, Failure> {
    let size = signed.checkpoint().size;
    let consistency = ConsistencyProof::make::<Failure>(old, size, |node| {
        hash_in_tiles(node, size, &mut |tile| publication.fetch(tile))
    })?;
    let request = WitnessRequest { old, consistency, checkpoint: signed.note().clone() };
    post(&witness.url, &request.to_string()).map_err(|why| witness.unreached(&why))
}

fn post(url: &str, request: &str) -> Result<Answer, ureq::Error> {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        .http_status_as_error(false)
        .max_redirects(0)
        .build()
        .into();
    let address = format!("{}/add-checkpoint", url.trim_end_matches('/'));
    let mut response =
        agent.post(address).content_type("text/plain; charset=utf-8").send(request)?;
    let status = response.status().as_u16();
    let body = response.body_mut().with_config().limit(ANSWER_LIMIT).read_to_vec()?;
    Ok(Answer { status, body })
}
