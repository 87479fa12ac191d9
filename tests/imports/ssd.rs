//! The standard safeguarding data set.
