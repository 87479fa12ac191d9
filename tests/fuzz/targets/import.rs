#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| permanence_fuzz::import::check(bytes));
