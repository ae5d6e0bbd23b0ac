//! What is kept, and how often it is drawn.

use std::cell::Cell;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::body::Bytes;

use super::{Complaint, Kept};

/// Asks for an answer of so many bytes; tells whether it was drawn for that.
fn is_drawn(kept: &Kept, name: &str, bytes: usize) -> bool {
    let drawn = Cell::new(false);
    let answer = kept.or_draw(name.to_owned(), || {
        drawn.set(true);
        Ok(Bytes::from(vec![b'x'; bytes]))
    });
    assert_eq!(answer.unwrap().len(), bytes);
    drawn.get()
}

#[test]
fn the_latest_answers_are_kept_as_far_as_their_bytes_allow() {
    let kept = Kept::of(1_000);
    assert!(is_drawn(&kept, "a", 400) && is_drawn(&kept, "b", 400));
    assert!(!is_drawn(&kept, "a", 400) && !is_drawn(&kept, "b", 400));
    assert!(is_drawn(&kept, "c", 400));
    assert!(!is_drawn(&kept, "b", 400) && !is_drawn(&kept, "c", 400));
    assert!(is_drawn(&kept, "a", 400), "the oldest did not make room");
    assert!(is_drawn(&kept, "larger than all", 2_000));
    assert!(is_drawn(&kept, "larger than all", 2_000), "it takes more room than there is");
    assert!(kept.answers().is_empty());
}

#[test]
fn what_is_refused_is_drawn_once_for_whoever_asks() {
    let (kept, drawn) = (Kept::default(), Cell::new(0));
    let ask = || {
        kept.or_draw("nothing".to_owned(), || {
            drawn.set(drawn.get() + 1);
            Err(Complaint::NoSuchPage)
        })
    };
    assert!(matches!(ask(), Err(Complaint::NoSuchPage)));
    assert_eq!(drawn.get(), 1);
}

#[test]
fn what_many_ask_for_at_once_is_drawn_once() {
    let (kept, drawn) = (Kept::default(), AtomicU32::new(0));
    std::thread::scope(|threads| {
        for _ in 0..8 {
            threads.spawn(|| {
                let answer = kept.or_draw("page".to_owned(), || {
                    drawn.fetch_add(1, Ordering::Relaxed);
                    Ok(Bytes::from_static(b"drawn"))
                });
                assert_eq!(answer.unwrap(), "drawn");
            });
        }
    });
    assert_eq!(drawn.into_inner(), 1);
}
