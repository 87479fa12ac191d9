//! TOML's syntax errors, said for people who know the file and not the language.

use super::problem::{Problem, first_line};

/// What a syntax error means and what to do about it. The parser's own sentences are its own: none
/// of them repeats the file.
pub(super) fn explain(text: &str, error: &toml::de::Error) -> Problem {
    let said = error.message();
    let problem = match said.split(',').next().unwrap_or_default() {
        "duplicate key" => Problem::new("this key is given twice")
            .help("keep the right one of the two; a table such as [severity] is written once"),
        "string values must be quoted" | "invalid float" | "invalid integer" => Problem::new(
            "this is no number; text is written in quotes",
        )
        .help("put it in double quotes; days are written year-month-day, such as 2025-03-31"),
        "invalid date" => Problem::new("the calendar has no such day")
            .help("check the month (01 to 12) and how many days that month has"),
        "key with no value" => Problem::new("a key without its value")
            .help("write the key, an equals sign and the value, on one line"),
        _ => Problem::new(format!("this is not valid TOML: {said}"))
            .help("put text in double quotes, and lists in square brackets with commas between"),
    };
    let at = error.span().unwrap_or(0..0);
    problem.at(first_line(text, at))
}
