use super::*;

#[test]
fn the_list_holds_every_assigned_code_once() {
    let codes: alloc::vec::Vec<&str> = ISO_3166_1_ALPHA_2.split_whitespace().collect();
    assert_eq!(codes.len(), 249);
    assert!(codes.is_sorted());
}

#[test]
fn a_party_is_a_code_or_a_slug() {
    for text in ["UA", "RU", "BY", "x-wagner", "x-a1-b2"] {
        assert_eq!(text.parse::<Party>().unwrap().as_str(), text);
    }
    for text in
        ["", "U", "ua", "Ukraine", "x-", "x-Wagner", "x-twenty-five-bytes-long-x", "ÜA", "UA "]
    {
        assert_eq!(text.parse::<Party>(), Err(PartyError::Unreadable(text.into())));
    }
    assert_eq!("XX".parse::<Party>(), Err(PartyError::UnknownCode("XX".into())));
}
