//! The contract that every log keeps, as a test that each adapter runs on itself. It refuses to
//! know how an adapter keeps its lines, and shares no code with one.
