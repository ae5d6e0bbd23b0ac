use prost::Message as _;

use super::wire::{Append, Event, Head, Read, ReadAsked};

#[test]
fn a_line_is_appended_as_an_event_of_its_protocol() {
    let append = Append { events: vec![Event::of(b"{}")] };
    assert_eq!(append.encode_to_vec(), b"\x0a\x0c\x0a\x06commit\x1a\x02{}");
}

#[test]
fn a_batch_is_asked_for_from_a_position() {
    let asked = ReadAsked { start: Some(7), batch_size: Some(9) };
    assert_eq!(asked.encode_to_vec(), b"\x10\x07\x30\x09");
}

#[test]
fn what_is_not_asked_for_is_skipped() {
    let batch = b"\x0a\x0d\x08\x05\x12\x09\x0a\x01c\x12\x00\x1a\x02{}\x10\x05";
    let read = Read::decode(batch.as_slice()).unwrap();
    let data: Vec<_> = read.events.into_iter().map(|held| held.event.unwrap().data).collect();
    assert_eq!(data, ["{}"]);
}

#[test]
fn an_empty_store_has_no_head() {
    assert_eq!(Head::decode([].as_slice()).unwrap(), Head { position: None });
    assert_eq!(Head::decode(b"\x08\x05".as_slice()).unwrap(), Head { position: Some(5) });
}
