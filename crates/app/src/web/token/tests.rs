//! What is kept of a token, and who it lets in.

use super::{Role, Token, Tokens, read, write};

fn token(label: &str) -> Token {
    let (by, made) = ("olena".parse().unwrap(), "2026-01-01T00:00:00Z".parse().unwrap());
    Token::new(Role::Recorder, by, label.parse().unwrap(), made)
}

#[test]
fn a_token_is_known_by_its_text_alone() {
    let mut tokens = Tokens::default();
    let [first, second] = [[7; 32], [8; 32]].map(|random| tokens.add(token("desk"), random));
    assert_eq!(first.len(), "repatria_".len() + 64);
    let found = |secret: &str| tokens.find(secret).map(Token::name);
    assert_eq!(found(&first), tokens.list().first().map(Token::name));
    assert_eq!(found(&second), tokens.list().get(1).map(Token::name));
    let hash = tokens.list().first().unwrap().sha256.clone();
    for nobody in ["", "repatria_", &first[..first.len() - 1], &first.to_uppercase(), &hash] {
        assert_eq!(found(nobody), None, "{nobody}");
    }
}

#[test]
fn the_text_of_a_token_is_in_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut tokens = Tokens::default();
    let secret = tokens.add(token("desk"), [7; 32]);
    write(folder.path(), &tokens).unwrap();
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        assert!(!text.contains(secret.trim_start_matches("repatria_")), "{text}");
    }
    let kept = read(folder.path()).unwrap();
    assert_eq!(kept.find(&secret).map(|token| token.by.as_str()), Some("olena"));
}

#[test]
fn a_file_that_others_can_read_is_refused() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &Tokens::default()).unwrap();
    let path = folder.path().join("tokens.json");
    let mode = |mode| std::fs::Permissions::from_mode(mode);
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    std::fs::set_permissions(&path, mode(0o644)).unwrap();
    assert_eq!(read(folder.path()).unwrap_err().code(), "open-to-others");
}

#[test]
fn a_token_that_was_revoked_lets_nobody_in() {
    let mut tokens = Tokens::default();
    let secret = tokens.add(token("desk"), [7; 32]);
    let name = tokens.list().first().unwrap().name().to_owned();
    assert_eq!(tokens.revoke("00000000").unwrap_err().code(), "no-token");
    assert_eq!(tokens.revoke(&name).unwrap().label.as_str(), "desk");
    assert_eq!(tokens.find(&secret), None);
}
