//! Any bytes are a request to a witness or are refused; a request is written back as one that asks
//! the same.

use repatria_tlog::WitnessRequest;

pub(crate) fn run(bytes: &[u8]) {
    let Ok(request) = WitnessRequest::parse(bytes) else { return };
    assert_eq!(WitnessRequest::parse(request.to_string().as_bytes()), Ok(request));
}
