//! Whose responsibility each statement is.
