//! What read models are printed with: columns and widths.
