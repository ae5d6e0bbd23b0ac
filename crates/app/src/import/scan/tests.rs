//! Records and their places.
