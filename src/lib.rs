//! Audits the permanence plans of children in care.
#![doc = ""]
