use super::*;

#[test]
fn every_kind_has_a_namespace_made_from_its_name() {
    assert_eq!(Uuid::new_v5(&Uuid::NAMESPACE_DNS, b"repatria"), NAMESPACE);
    for (kind, name) in [
        (EXCHANGES, "exchange"),
        (AGREEMENTS, "agreement"),
        (STATEMENTS, "statement"),
        (PAGES, "page"),
        (COMMANDS, "command"),
    ] {
        assert_eq!(Uuid::new_v5(&NAMESPACE, name.as_bytes()), kind, "{name}");
    }
}
