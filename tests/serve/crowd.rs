//! Many who read while one records, and many who record at once.

use std::thread;

use super::server::Server;

const READERS: usize = 16;
const COMMANDS: usize = 20;
const WRITERS: usize = 16;
const READ: [&str; 5] =
    ["/", "/exchanges/2025-06-26", "/totals.json", "/exchanges", "/timeline.csv?as_of=2025-06-26"];

/// Reads one address after the other, three times around.
fn read(server: &Server, first: usize) {
    for path in READ.iter().cycle().skip(first % READ.len()).take(3 * READ.len()) {
        assert_eq!(server.get(path).status, 200, "{path}");
    }
}

#[test]
fn many_are_answered_while_one_records_and_each_commit_is_on_its_page_by_then() {
    let server = &Server::with_demo();
    let token = server.token("recorder");
    thread::scope(|scope| {
        for first in 0..READERS {
            scope.spawn(move || read(server, first));
        }
        for number in 0..COMMANDS {
            let command = format!(
                r#"{{"type":"open-exchange","data":{{"reference":"crowd-{number}","parties":["RU","UA"]}}}}"#
            );
            assert_eq!(server.post(&token, &command).status, 201, "{command}");
            let page = server.get(&format!("/exchanges/crowd-{number}"));
            assert_eq!(page.status, 200, "answered, and not on its page: {command}");
        }
    });
    assert_eq!(server.get("/log?after=753").text().lines().count(), COMMANDS);
}

#[test]
fn many_record_at_once_and_each_is_answered_once_with_his_commit_on_its_page() {
    let server = &Server::with_demo();
    let token = &server.token("recorder");
    let record = |writer: usize, number: usize| {
        let reference = format!("crowd-{writer}-{number}");
        let command = format!(
            r#"{{"type":"open-exchange","data":{{"reference":"{reference}","parties":["RU","UA"]}}}}"#
        );
        let answer = server.post(token, &command);
        assert_eq!(answer.status, 201, "{}", answer.text());
        let page = server.get(&format!("/exchanges/{reference}"));
        assert_eq!(page.status, 200, "answered, and not on its page: {command}");
        answer.json()["n"].as_u64().unwrap()
    };
    let mut numbers = thread::scope(|scope| {
        let writers: Vec<_> = (0..WRITERS)
            .map(|writer| scope.spawn(move || [0, 1, 2, 3].map(|number| record(writer, number))))
            .collect();
        writers.into_iter().flat_map(|writer| writer.join().unwrap()).collect::<Vec<u64>>()
    });
    numbers.sort_unstable();
    assert!(numbers.into_iter().eq(754..754 + 4 * WRITERS as u64));
}
