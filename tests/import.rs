//! Extracts become case files, and every row is accounted for.
