//! Words for what the domain names: quantities, terms, roles.
