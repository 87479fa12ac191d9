//! Syntax errors: one at a time, marked, with what to do.

use permanence::document::Problem;

use crate::{json, yaml};

/// The text marked, the message and the help of what must be refused.
fn told<T>(text: &str, read: Result<T, Problem>) -> (&str, String, String) {
    let Err(problem) = read else {
        unreachable!("read without a problem: {text:?}");
    };
    let marked = problem.span.and_then(|span| text.get(span));
    (marked.unwrap_or("?"), problem.message, problem.help.unwrap_or_default())
}

#[test]
fn common_mistakes_in_yaml_are_explained() {
    let cases = [
        ("a:\n\tb: 1\n", "\t", "a tab is used to indent", "spaces"),
        ("note: said: yes\n", ":", "a colon is not expected here", "double quotes"),
        ("a: 1\n  b: 2\n", ":", "a colon is not expected here", "indentation"),
        ("a: \"open\nb: 1\n", "\"", "this quote is never closed", "closing quote"),
        ("a: 'it's'\n", "s", "nothing more is expected after the closing quote", "written twice"),
        ("a: [1, 2\n", "[", "this bracket is never closed", "closing bracket"),
        ("a:\n  b: 1\n c: 2\n", "c", "a key is expected here", "indentation"),
        ("- a\nb: 1\n", "b", "a list item is expected here", "dash"),
        ("a: - b\n", "-", "a list cannot start here", "next line"),
        ("a: @x\n", "@", "text cannot start with this character", "double quotes"),
        ("a: *nobody\n", "*", "this alias stands for a value that is not named above it", "&"),
        ("a: &x *y\n", "*", "a key is expected here", "indentation"),
        ("a: {b: 1\nc: 2}\n", ":", "a comma or a closing bracket is missing before this", "comma"),
        ("a: !x!y z\n", "!", "text cannot start with `!`", "quotes"),
    ];
    for (text, mark, message, help) in cases {
        let (marked, said, advice) = told(text, yaml(text));
        assert_eq!((marked, said.as_str()), (mark, message), "{text:?}");
        assert!(advice.contains(help), "{text:?}: {advice}");
    }
}

#[test]
fn common_mistakes_in_json_are_explained() {
    let cases = [
        ("[1,]", ",", "nothing follows this comma", "comma"),
        ("[1, ,]", ",", "nothing follows this comma", "comma"),
        ("[,]", ",", "a value is missing before this", "comma"),
        ("{\"a\": 1,}", ",", "nothing follows this comma", "comma"),
        ("{a: 1}", "a", "a key in double quotes is expected here", "double quotes"),
        ("{'a': 1}", "'", "a key in double quotes is expected here", "double quotes"),
        ("['a']", "'", "single quotes have no meaning in JSON", "double quotes"),
        ("{\"a\" 1}", "1", "a colon is expected after the key", ""),
        ("[1 2]", "2", "a comma or `]` is expected before this", ""),
        ("[1", "", "the file ends too early", "export it again"),
        ("{\"a\":", "", "the file ends too early", "export it again"),
        ("{\"a\": \"b\n\"}", "", "a line break stands inside text", "\\n"),
        ("[\"a]", "\"", "this quote is never closed", "closing quote"),
        ("[True]", "True", "this word has no meaning in JSON", "`true`"),
        ("[007]", "007", "a JSON number cannot start with a zero", "quotes"),
        ("[2025-01-01]", "2025-01-01", "this is not a number that JSON can hold", "quotes"),
        ("[1e999]", "1e999", "this is not a number that JSON can hold", ""),
        ("[\"\\ud800\"]", "\\u", "this escape is not a whole character", ""),
        ("[1] // no", "// no", "nothing more is expected after", ""),
        ("// no\n1", "/", "JSON has no comments", "YAML"),
        ("{} {}", "{}", "nothing more is expected after the end of the value", ""),
    ];
    for (text, mark, message, help) in cases {
        let (marked, said, advice) = told(text, json(text));
        assert!(marked.starts_with(mark), "{text:?}: {marked:?}");
        assert!(said.contains(message), "{text:?}: {said}");
        assert!(advice.contains(help), "{text:?}: {advice}");
    }
}

#[test]
fn a_file_with_nothing_in_it_is_empty() {
    for text in ["", "  \n\r\n", "\u{feff}"] {
        assert_eq!(told(text, yaml(text)).1, "the file is empty", "{text:?}");
    }
    for text in ["# only a comment\n", "---\n", "---\n# a\n---\n...\n"] {
        let message = told(text, yaml(text)).1;
        assert_eq!(message, "the file is empty but for comments", "{text:?}");
    }
    for text in ["", " \n", "\u{feff} "] {
        assert_eq!(told(text, json(text)).1, "the file is empty", "{text:?}");
    }
}

#[test]
fn an_anchor_and_an_alias_cannot_be_one_value() {
    assert!(yaml("&a *b\n").is_err());
}
