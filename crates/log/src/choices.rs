//! Choices made for a rig: every sequence of them one after the other, or the one that a seed gives.

/// Every sequence of choices. The first is made of zeros.
#[derive(Debug, Default)]
pub(crate) struct Every {
    path: Vec<(usize, usize)>,
    taken: usize,
}

impl Every {
    /// One of so many.
    pub(crate) fn choose(&mut self, of: usize) -> usize {
        if self.taken == self.path.len() {
            self.path.push((0, of));
        }
        let (chosen, known) = self.path[self.taken];
        assert_eq!(known, of, "the same choices lead to another question");
        self.taken += 1;
        chosen
    }

    /// Goes to the next sequence; says whether there is one.
    pub(crate) fn advance(&mut self) -> bool {
        self.path.truncate(self.taken);
        self.taken = 0;
        while let Some((chosen, of)) = self.path.pop() {
            if chosen + 1 < of {
                self.path.push((chosen + 1, of));
                return true;
            }
        }
        false
    }
}

/// The choices that a seed gives (splitmix64).
#[derive(Clone, Debug)]
pub(crate) struct Seeded(u64);

impl Seeded {
    pub(crate) fn of(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// One of so many.
    pub(crate) fn choose(&mut self, of: usize) -> usize {
        usize::try_from(self.number() % u64::try_from(of).unwrap()).unwrap()
    }
}
