//! The transparency log: the Merkle tree over the lines of a log, and what is signed, published
//! and proved of it. It refuses to know what a line says, where it is kept, and what time it is.
