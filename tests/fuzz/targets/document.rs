#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| permanence_fuzz::document::check(bytes));
