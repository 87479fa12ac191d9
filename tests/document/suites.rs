//! What others' collections of awkward files are read as: the JSON parsing test suite and the YAML
//! test suite, under `fixtures/suites/` with where they are from.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

use permanence::document::{Problem, Syntax, decode_text, parse};
use serde_json::Value;

/// The lines of a suite that are cases, each as its fields.
fn cases(name: &str) -> Result<Vec<Vec<String>>, Box<dyn Error>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/suites").join(name);
    let text = std::fs::read_to_string(path)?;
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    Ok(lines.map(|line| line.split('\t').map(str::to_owned).collect()).collect())
}

/// The bytes of an escaped text.
fn bytes(escaped: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut bytes = Vec::new();
    let mut rest = escaped;
    while let Some((before, after)) = rest.split_once('\\') {
        bytes.extend(before.bytes());
        let (kind, after) = after.split_at_checked(1).ok_or("an escape is cut short")?;
        let (byte, after) = match kind {
            "\\" => (b'\\', after),
            "n" => (b'\n', after),
            "r" => (b'\r', after),
            "t" => (b'\t', after),
            "x" => {
                let (digits, after) = after.split_at_checked(2).ok_or("an escape is cut short")?;
                (u8::from_str_radix(digits, 16)?, after)
            }
            _ => return Err(format!("no such escape: {kind}").into()),
        };
        bytes.push(byte);
        rest = after;
    }
    bytes.extend(rest.bytes());
    Ok(bytes)
}

/// What each document of a text is read as, or why the text is refused.
fn read(bytes: Vec<u8>, syntax: Syntax) -> Result<Vec<Result<Value, Vec<Problem>>>, Problem> {
    let text = decode_text(bytes)?;
    let tree = parse(&text, syntax, &crate::Limits::default())?;
    Ok((0..tree.document_count()).map(|document| tree.decode(document)).collect())
}

/// A reading as a line or more of a snapshot.
fn shown(read: &Result<Vec<Result<Value, Vec<Problem>>>, Problem>) -> String {
    let documents = match read {
        Ok(documents) => documents,
        Err(problem) => return format!("refused: {problem}"),
    };
    let each = documents.iter().map(|document| match document {
        Ok(value) => value.to_string(),
        Err(problems) => {
            let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
            format!("faulty: {}", told.join("; "))
        }
    });
    each.collect::<Vec<_>>().join(" --- ")
}

#[test]
fn the_json_suite_is_read_as_serde_json_reads_it() -> Result<(), Box<dyn Error>> {
    let mut told = String::new();
    let cases = cases("json.txt")?;
    assert_eq!(cases.len(), 316);
    for case in cases {
        let [name, text] = case.as_slice() else {
            return Err(format!("not a name and a text: {case:?}").into());
        };
        let bytes = bytes(text)?;
        let theirs: Option<Value> = serde_json::from_slice(&bytes).ok();
        let ours = read(bytes.clone(), Syntax::Json);
        match name.as_bytes().first() {
            Some(b'y') => assert!(ours.is_ok(), "{name}"),
            Some(b'n') => assert!(ours.is_err(), "{name}"),
            _ => {}
        }
        // A byte order mark is left out before the text is read.
        let unmarked = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        let accepted = theirs.is_some() || serde_json::from_slice::<Value>(unmarked).is_ok();
        assert_eq!(ours.is_ok(), accepted, "{name}");
        if let (Ok(documents), Some(theirs)) = (&ours, &theirs)
            && let [Ok(value)] = documents.as_slice()
        {
            assert_eq!(value, theirs, "{name}");
        }
        writeln!(told, "{name}: {}", shown(&ours))?;
    }
    insta::assert_snapshot!(told);
    Ok(())
}

#[test]
fn the_yaml_suite_is_read_as_it_says_or_it_is_known_how_not() -> Result<(), Box<dyn Error>> {
    let mut told = String::new();
    let (mut as_said, mut otherwise) = (0, 0);
    for case in cases("yaml.txt")? {
        let [name, expected, text] = case.as_slice() else {
            return Err(format!("not a name, what is expected and a text: {case:?}").into());
        };
        let read = read(bytes(text)?, Syntax::Yaml);
        let as_expected = match (expected.as_str(), &read) {
            ("refused", read) => read.is_err(),
            ("-", read) => read.is_ok(),
            (values, Ok(documents)) => {
                let values: Vec<Value> = serde_json::from_str(values)?;
                let documents: Result<Vec<&Value>, _> =
                    documents.iter().map(Result::as_ref).collect();
                documents.is_ok_and(|documents| documents == values.iter().collect::<Vec<_>>())
            }
            (_, Err(_)) => false,
        };
        if as_expected {
            as_said += 1;
            writeln!(told, "{name}: {}", shown(&read))?;
        } else {
            otherwise += 1;
            writeln!(told, "{name}: {}\n    where the suite says {expected}", shown(&read))?;
        }
    }
    insta::assert_snapshot!(format!(
        "{as_said} as the suite says, {otherwise} otherwise\n\n{told}"
    ));
    Ok(())
}
