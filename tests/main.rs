//! The built program, from outside: what it prints and how it ends.
