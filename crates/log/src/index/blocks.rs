//! A file in blocks of 4,096 bytes, each ending in the CRC-32C of its number and its content, so
//! that nothing is believed of it that was not written there. It refuses to know what it holds.

use std::fmt;
use std::io;

use crate::crc::Crc;
use crate::file::{DiskFile, patiently};

/// What a block holds, in bytes.
pub(super) const CONTENT: usize = BLOCK - 4;
const BLOCK: usize = 4096;
/// How many blocks are handed over in one call.
const WRITTEN_TOGETHER: usize = 64;
/// How many are read in one call, of those that are read one after the other.
pub(super) const READ_TOGETHER: u64 = 16;

/// Reads content by its place, block by block.
pub(super) struct Blocks {
    file: Box<dyn DiskFile + Send>,
    block: Vec<u8>,
    // Which block is at hand.
    number: Option<u64>,
    // Those that are read in one call.
    together: Vec<u8>,
}

impl Blocks {
    pub(super) fn of(file: impl DiskFile) -> Self {
        Self { file: Box::new(file), block: vec![0; BLOCK], number: None, together: Vec::new() }
    }

    /// Fills `into` with the content from a place on.
    pub(super) fn read(&mut self, at: u64, into: &mut [u8]) -> io::Result<()> {
        let (mut at, mut rest) = (at, into);
        while !rest.is_empty() {
            let from = usize::try_from(at % CONTENT_BYTES).unwrap_or_default();
            let content = self.content(at / CONTENT_BYTES)?.get(from..).unwrap_or_default();
            let many = content.len().min(rest.len());
            let (filled, left) = rest.split_at_mut(many);
            filled.copy_from_slice(content.get(..many).unwrap_or_default());
            at = at.saturating_add(u64::try_from(many).unwrap_or(u64::MAX));
            rest = left;
        }
        Ok(())
    }

    /// The content of a block.
    pub(super) fn content(&mut self, number: u64) -> io::Result<&[u8]> {
        Ok(self.turn_to(number)?.get(..CONTENT).unwrap_or_default())
    }

    /// Adds the content of so many blocks, from one on, read in one call.
    pub(super) fn add(&mut self, number: u64, many: u64, into: &mut Vec<u8>) -> io::Result<()> {
        let bytes = usize::try_from(many).unwrap_or_default().saturating_mul(BLOCK);
        self.together.resize(bytes, 0);
        take_up(self.file.as_ref(), number, &mut self.together)?;
        let blocks = self.together.chunks(BLOCK);
        blocks.filter_map(|block| block.get(..CONTENT)).for_each(|content| {
            into.extend_from_slice(content);
        });
        Ok(())
    }

    /// Holds blocks that begin at a place against those that stand there.
    pub(super) fn hold_against(
        &mut self,
        at: u64,
        others: &[u8],
        mut found: impl FnMut(Held),
    ) -> io::Result<()> {
        for (number, other) in (at / BLOCK_BYTES..).zip(others.chunks(BLOCK)) {
            match self.turn_to(number) {
                Ok(block) if block == other => {}
                Ok(_) => found(Held::Differs { at: number.saturating_mul(BLOCK_BYTES) }),
                Err(error) if is_not_believed(&error) => found(Held::NotBelieved),
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    fn turn_to(&mut self, number: u64) -> io::Result<&[u8]> {
        if self.number != Some(number) {
            self.number = None;
            take_up(self.file.as_ref(), number, &mut self.block)?;
            self.number = Some(number);
        }
        Ok(&self.block)
    }
}

/// What was found of a block that is not as another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Held {
    /// It is whole, and another one.
    Differs {
        /// Where it begins.
        at: u64,
    },
    /// It is not whole.
    NotBelieved,
}

fn is_not_believed(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData)
}

/// Fills `blocks` with whole blocks, from one on, and checks each.
fn take_up(file: &dyn DiskFile, number: u64, blocks: &mut [u8]) -> io::Result<()> {
    let (mut at, mut rest) = (number.saturating_mul(BLOCK_BYTES), &mut *blocks);
    while !rest.is_empty() {
        let read = patiently(|| file.read_at(at, rest))?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        at = at.saturating_add(u64::try_from(read).unwrap_or(u64::MAX));
        rest = rest.get_mut(read..).unwrap_or_default();
    }
    (number..).zip(blocks.chunks(BLOCK)).try_for_each(|(number, block)| check(number, block))
}

fn check(number: u64, block: &[u8]) -> io::Result<()> {
    let (content, crc) = block.split_at(CONTENT.min(block.len()));
    if crc == crc_of_block(number, content).to_be_bytes() {
        return Ok(());
    }
    Err(io::Error::new(io::ErrorKind::InvalidData, "a block is not what was written"))
}

impl fmt::Debug for Blocks {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Blocks").field("file", &self.file).finish_non_exhaustive()
    }
}

/// Lays content out in blocks, from the start of a file on, and hands them over, some at a time, each
/// time with the place where they begin.
pub(super) struct BlockWriter<H> {
    hand_over: H,
    blocks: Vec<u8>,
    number: u64,
    at: u64,
    left: usize,
}

impl<H: FnMut(u64, &[u8]) -> io::Result<()>> BlockWriter<H> {
    pub(super) fn to(hand_over: H) -> Self {
        let blocks = Vec::with_capacity(BLOCK * WRITTEN_TOGETHER);
        Self { hand_over, blocks, number: 0, at: 0, left: CONTENT }
    }

    pub(super) fn write(&mut self, content: &[u8]) -> io::Result<()> {
        let mut rest = content;
        while !rest.is_empty() {
            let (now, later) = rest.split_at(rest.len().min(self.left));
            self.blocks.extend_from_slice(now);
            self.left = self.left.saturating_sub(now.len());
            rest = later;
            if self.left == 0 {
                self.close_block()?;
            }
        }
        Ok(())
    }

    /// Goes on in the next block.
    pub(super) fn turn(&mut self) -> io::Result<()> {
        if self.left == CONTENT {
            return Ok(());
        }
        self.blocks.resize(self.blocks.len().saturating_add(self.left), 0);
        self.close_block()
    }

    /// All of it is handed over when this returns.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.turn()?;
        self.hand_over()
    }

    fn close_block(&mut self) -> io::Result<()> {
        let begins = self.blocks.len().saturating_sub(CONTENT);
        let crc = crc_of_block(self.number, self.blocks.get(begins..).unwrap_or_default());
        self.blocks.extend_from_slice(&crc.to_be_bytes());
        self.number = self.number.saturating_add(1);
        self.left = CONTENT;
        if self.blocks.len() < BLOCK * WRITTEN_TOGETHER { Ok(()) } else { self.hand_over() }
    }

    fn hand_over(&mut self) -> io::Result<()> {
        (self.hand_over)(self.at, &self.blocks)?;
        let bytes = u64::try_from(self.blocks.len()).unwrap_or(u64::MAX);
        self.at = self.at.saturating_add(bytes);
        self.blocks.clear();
        Ok(())
    }
}

fn crc_of_block(number: u64, content: &[u8]) -> u32 {
    let mut crc = Crc::of_nothing();
    crc.add(&number.to_be_bytes());
    crc.add(content);
    crc.sum()
}

const BLOCK_BYTES: u64 = BLOCK as u64;
pub(super) const CONTENT_BYTES: u64 = CONTENT as u64;
