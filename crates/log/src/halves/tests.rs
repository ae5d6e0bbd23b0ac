//! Pieces come back whole and in order, whoever did their second half.

use std::thread;

use super::*;

fn gone_through(other: &mut Other<'_, u64, u64>) -> Vec<u64> {
    let mut back = Vec::new();
    for piece in 0..100 {
        other.hand(piece);
        back.extend(other.done());
    }
    while let Some(piece) = other.wait() {
        back.push(piece);
    }
    assert_eq!((other.done(), other.wait()), (None, None));
    back
}

#[test]
fn pieces_come_back_in_order_from_a_thread_and_from_here() {
    let here = thread::current().id();
    let mut last = None;
    let second = |piece: u64| {
        assert_ne!(thread::current().id(), here);
        assert_eq!(last.replace(piece), piece.checked_sub(1));
        piece * 2
    };
    let doubled: Vec<u64> = (0..100).map(|piece| piece * 2).collect();
    assert_eq!(in_two_halves(second, gone_through), doubled);
    let way = Way::Here { second: Box::new(|piece| piece * 2), done: VecDeque::new() };
    assert_eq!(gone_through(&mut Other { way, under_way: 0 }), doubled);
}

#[test]
fn the_first_half_goes_on_while_the_second_is_under_way() {
    let (say, told) = channel();
    let second = move |piece: u64| {
        // Not before the next piece was handed over.
        assert_eq!(told.recv(), Ok(piece + 1));
        piece
    };
    in_two_halves(second, |other| {
        for piece in 0..10 {
            other.hand(piece);
            if piece > 0 {
                say.send(piece).unwrap();
            }
        }
        say.send(10).unwrap();
    });
}

#[test]
fn what_panics_in_the_second_half_is_told_and_nobody_waits_for_ever() {
    let panicked = thread::spawn(|| {
        in_two_halves(
            |piece: u64| assert_ne!(piece, 2),
            |other| {
                (0..10).for_each(|piece| other.hand(piece));
                while other.wait().is_some() {}
            },
        );
    });
    panicked.join().unwrap_err();
}
