//! Exchanges as they happened, and what the register makes of them.

mod announced;
mod bodies;
mod called_off;
mod more_for_fewer;
mod outside_the_exchange;
mod soldiers_or_civilians;
mod swap_of_106;
mod third_state;
mod two_numbers;
mod without_a_number;
