//! Files that would cost too much if they were let. Large ones are made here, and not kept.
//!
//! The system counts to a process the memory of whatever started it, so these tests stand by
//! themselves, and hold no file in memory.
#![cfg(unix)]

#[allow(dead_code, reason = "the command line's tests use the rest")]
#[path = "cli/harness.rs"]
mod harness;
#[allow(dead_code, reason = "the tests of hostile files use the rest")]
#[path = "hostile/measured.rs"]
mod measured;

use std::fs::File;
use std::io::{self, BufWriter, Write};

use harness::Outcome;
use measured::Made;

/// Writes a file that is made long.
type Fill = fn(&mut dyn Write) -> io::Result<()>;

/// A file, how to make it, and what it is refused for.
type Hostile = (&'static str, fn(&mut dyn Write) -> io::Result<()>, &'static str);

const LONGEST: usize = 16 << 20;

fn repeat(out: &mut dyn Write, text: &str, times: usize) -> io::Result<()> {
    (0..times).try_for_each(|_| out.write_all(text.as_bytes()))
}

/// Makes each file, and holds that it is refused for what it is, soon and in little memory.
fn all_refused(files: &[Hostile]) -> Outcome {
    let made = Made::new()?;
    for (name, fill, told) in files {
        let mut out = BufWriter::new(File::create(made.path(name))?);
        fill(&mut out)?;
        out.flush()?;
        for format in ["pretty", "json"] {
            made.check(name, format)?.code(2).tells(told);
        }
        std::fs::remove_file(made.path(name))?;
    }
    Ok(())
}

#[test]
fn aliases_cost_no_more_than_they_come_to() -> Outcome {
    all_refused(&[
        (
            "quadratic.yaml",
            |out| {
                out.write_all(b"x_a: &a [")?;
                repeat(out, "x,", 16 << 10)?;
                out.write_all(b"]\nx_b: [")?;
                repeat(out, "*a,", 10 << 10)?;
                out.write_all(b"]\n")
            },
            "at most 1000 aliases",
        ),
        (
            "quadratic-few.yaml",
            |out| {
                out.write_all(b"format: 1\nx_a: &a [")?;
                repeat(out, "x,", 32 << 10)?;
                out.write_all(b"]\nx_b: [")?;
                repeat(out, "*a,", 1_000)?;
                out.write_all(b"]\n")
            },
            "is required",
        ),
        (
            "long-alias.yaml",
            |out| {
                out.write_all(b"format: 1\ncase_id: A\nx_a: &a \"")?;
                repeat(out, "x", 8 << 20)?;
                out.write_all(b"\"\nx_b: [")?;
                repeat(out, "*a,", 1_000)?;
                out.write_all(b"]\n")
            },
            "is required",
        ),
        (
            "long-alias-that-is-kept.yaml",
            |out| {
                out.write_all(b"format: 1\ncase_id: A\nauthority: dorset\nchild: {date_of_birth: 2014-05-02}\ncare: {started: 2026-01-29}\nteam: &a \"")?;
                repeat(out, "x", 8 << 20)?;
                out.write_all(b"\"\nsiblings: [")?;
                repeat(out, "{case_id: *a},", 1_000)?;
                out.write_all(b"]\n")
            },
            "aliases make the document longer",
        ),
        (
            "merges.yaml",
            |out| {
                out.write_all(b"a: &a {<<: {<<: {b: 1}}}\n")?;
                repeat(out, "? &b {<<: [*a, *a, *a]}\n: {<<: *a}\n", 300)
            },
            "at most 1000 aliases",
        ),
    ])
}

#[test]
fn depth_is_refused_in_every_style() -> Outcome {
    all_refused(&[
        ("flow-lists.yaml", |out| repeat(out, "[", 200_000), "64 levels deep"),
        ("flow-groups.yaml", |out| repeat(out, "{a: ", 200_000), "64 levels deep"),
        ("braces.yaml", |out| repeat(out, "{", 500_000), "levels deep"),
        ("block-lists.yaml", |out| repeat(out, "- ", 200_000), "64 levels deep"),
        ("explicit-keys.yaml", |out| repeat(out, "? ", 200_000), "deep"),
        (
            "indented.yaml",
            |out| (0..5_000).try_for_each(|depth| writeln!(out, "{}a:", " ".repeat(depth))),
            "64 levels deep",
        ),
        ("tags.yaml", |out| repeat(out, "!!seq [", 200_000), "64 levels deep"),
        ("own-tags.yaml", |out| repeat(out, "!a {? ", 200_000), "deep"),
        ("anchors.yaml", |out| repeat(out, "&a [", 200_000), "64 levels deep"),
        ("lists.json", |out| repeat(out, "[", 200_000), "64 levels deep"),
        ("groups.json", |out| repeat(out, "{\"a\":", 200_000), "64 levels deep"),
        ("braces.json", |out| repeat(out, "{", 500_000), "expected"),
        ("lists.ndjson", |out| repeat(out, "[", 200_000), "64 levels deep"),
    ])
}

#[test]
fn length_is_refused_however_it_is_made_up() -> Outcome {
    all_refused(&[
        (
            "keys.yaml",
            |out| (0..3_000_000).try_for_each(|key| writeln!(out, "k{key}:")),
            "larger than 16 MiB",
        ),
        (
            "keys-of-few-bytes.yaml",
            |out| (0..1_800_000).try_for_each(|key| writeln!(out, "{key:x}:")),
            "more than 100000 keys and values",
        ),
        (
            "keys-in-a-line.yaml",
            |out| {
                out.write_all(b"{")?;
                (0..1_800_000).try_for_each(|key| write!(out, "{key:x},"))?;
                out.write_all(b"}")
            },
            "more than 100000 keys and values",
        ),
        (
            "keys.json",
            |out| {
                out.write_all(b"{\"\":0")?;
                (0..1_300_000).try_for_each(|key| write!(out, ",\"{key:x}\":0"))?;
                out.write_all(b"}")
            },
            "more than 100000 keys and values",
        ),
        (
            "long-key.yaml",
            |out| {
                repeat(out, "k", LONGEST - 8)?;
                out.write_all(b": 1\n")
            },
            "a colon is not expected here",
        ),
        (
            "long-key.json",
            |out| {
                out.write_all(b"{\"")?;
                repeat(out, "k", LONGEST - 8)?;
                out.write_all(b"\":1}")
            },
            "not a case file",
        ),
        (
            "long-text.yaml",
            |out| {
                out.write_all(b"format: 1\ncase_id: \"")?;
                repeat(out, "\u{e9}", (LONGEST - 64) / 2)?;
                out.write_all(b"\"\n")
            },
            "is required",
        ),
        (
            "escapes.json",
            |out| {
                out.write_all(b"{\"format\": 1, \"case_id\": \"")?;
                repeat(out, "\\u00e9", (LONGEST - 64) / 6)?;
                out.write_all(b"\"}")
            },
            "is required",
        ),
        ("line-breaks.yaml", |out| repeat(out, "\n", LONGEST), "the file is empty"),
        ("line-breaks.json", |out| repeat(out, "\n", LONGEST), "empty"),
        ("returns.yaml", |out| repeat(out, "\r", LONGEST), "empty"),
        ("comments.yaml", |out| repeat(out, "#\n", LONGEST / 2), "empty"),
        ("spaces.ndjson", |out| repeat(out, " ", LONGEST), "empty"),
        (
            "unclosed.yaml",
            |out| {
                out.write_all(b"a: \"")?;
                repeat(out, "x y\n", LONGEST / 4 - 16)
            },
            "quote",
        ),
        (
            "unclosed.json",
            |out| {
                out.write_all(b"{\"a\": \"")?;
                repeat(out, "x", LONGEST - 16)
            },
            "quote",
        ),
        ("documents.yaml", |out| repeat(out, "--- 1\n", 1_000_000), "at most 100000 documents"),
        ("document-marks.yaml", |out| repeat(out, "---\n", 1_000_000), "the file is empty"),
        ("document-ends.yaml", |out| repeat(out, "...\n", 1_000_000), "document-ends.yaml"),
        ("directives.yaml", |out| repeat(out, "%TAG ! !\n", 1_000_000), "directives.yaml"),
    ])
}

/// A file of a gigabyte that takes no room: after its start it has never been written.
#[test]
fn a_gigabyte_of_one_value_is_not_read() -> Outcome {
    let made = Made::new()?;
    for (name, start) in
        [("text.yaml", "a: \""), ("text.json", "{\"a\": \""), ("text.ndjson", "{\"a\": \"")]
    {
        let mut file = File::create(made.path(name))?;
        file.write_all(start.as_bytes())?;
        file.write_all("x".repeat(1 << 20).as_bytes())?;
        file.set_len(1 << 30)?;
        made.check(name, "pretty")?.code(2).tells("larger than 16 MiB");
    }
    Ok(())
}

#[test]
fn very_many_lines_are_read_one_by_one() -> Outcome {
    let made = Made::new()?;
    let mut out = BufWriter::new(File::create(made.path("blank.ndjson"))?);
    repeat(&mut out, "\n", LONGEST)?;
    repeat(&mut out, " \t\r\n", 1 << 20)?;
    out.flush()?;
    made.check("blank.ndjson", "json")?.code(2).tells("empty");
    Ok(())
}

#[test]
fn very_many_documents_of_one_file_share_its_text() -> Outcome {
    let made = Made::new()?;
    let mut out = BufWriter::new(File::create(made.path("many.yaml"))?);
    for id in 0..1_000 {
        writeln!(
            out,
            "---\n{{format: 1, case_id: {id}, authority: dorset, child: {{date_of_birth: 2014-05-02}}, care: {{started: 2026-01-29}}}}"
        )?;
    }
    out.write_all(b"---\nx_padding: ")?;
    repeat(&mut out, "x", 8 << 20)?;
    out.write_all(b"\n")?;
    repeat(&mut out, "--- {a: 1}\n", 1_000)?;
    out.flush()?;
    for format in ["pretty", "json"] {
        made.check("many.yaml", format)?.code(2).tells("this is not a case file");
    }
    Ok(())
}

#[test]
fn very_many_findings_in_one_long_line_are_shown_soon() -> Outcome {
    let made = Made::new()?;
    let mut out = BufWriter::new(File::create(made.path("long.json"))?);
    out.write_all(br#"{"format": 1, "case_id": "A", "authority": "dorset", "child": {"date_of_birth": "2014-05-02"}, "care": {"started": "2025-01-06"}, "x_padding": ""#)?;
    repeat(&mut out, "x", 1 << 20)?;
    out.write_all(br#"", "lifelong_links": [{"person": "aunt"}"#)?;
    repeat(&mut out, r#", {"person": "aunt"}"#, 1_999)?;
    out.write_all(b"]}")?;
    out.flush()?;
    made.check("long.json", "pretty")?.code(1).tells("lifelong_links");
    Ok(())
}

/// What else is read: none of it is a case file's, and all of it keeps the same budgets.
#[test]
fn strategies_tables_configs_lists_and_reports_keep_the_budgets() -> Outcome {
    let made = Made::new()?;
    std::fs::write(
        made.path("case.json"),
        r#"{"format": 1, "case_id": "A", "authority": "dorset", "child": {"date_of_birth": "2014-05-02"}, "care": {"started": "2026-01-29"}}"#,
    )?;
    let fills: [(&str, Fill); 9] = [
        ("lists", |out| repeat(out, "[", 200_000)),
        ("groups", |out| repeat(out, "{\"a\":", 200_000)),
        ("dashes", |out| repeat(out, "- ", 200_000)),
        ("braces", |out| repeat(out, "{", 500_000)),
        ("tables", |out| repeat(out, "[a.b.c]\n", 100_000)),
        ("dots", |out| repeat(out, "a.", 200_000)),
        ("values", |out| {
            out.write_all(b"a = ")?;
            repeat(out, "[", 200_000)
        }),
        ("keys", |out| (0..1_000_000).try_for_each(|key| writeln!(out, "k{key:x}: 1"))),
        ("long", |out| {
            out.write_all(b"{\"schema\": \"")?;
            repeat(out, "x", LONGEST - 64)?;
            out.write_all(b"\"}")
        }),
    ];
    for (name, fill) in fills {
        let mut out = BufWriter::new(File::create(made.path(name))?);
        fill(&mut out)?;
        out.flush()?;
        std::fs::rename(made.path(name), made.path("expect.yaml"))?;
        let size = made.path("expect.yaml").metadata()?.len();
        let check = ["check", "case.json", "--as-of", "2026-01-31"];
        for options in [
            ["--strategy", "./expect.yaml"],
            ["--config", "expect.yaml"],
            ["--baseline", "expect.yaml"],
        ] {
            made.run(&[&check[..], &options].concat())?.cheap(size).code(2).tells("expect.yaml");
        }
        made.run(&["strategy", "check", "./expect.yaml"])?.cheap(size).code(2);
        made.run(&["strategy", "test", "."])?.cheap(size).code(2);
        made.run(&["compare", "expect.yaml", "expect.yaml"])?.cheap(size).code(2);
        // Each path that is not there is told, so that very many of them are very much to tell.
        if !matches!(name, "tables" | "keys") {
            std::fs::rename(made.path("expect.yaml"), made.path("list.txt"))?;
            let list = ["check", "--no-config", "--files-from", "list.txt", "--quiet"];
            made.run(&list)?.cheap(size).code(2);
        }
    }
    Ok(())
}

/// A report of ours with a part that is made long or deep.
#[test]
fn a_hostile_report_costs_no_more_than_a_long_one() -> Outcome {
    let made = Made::new()?;
    let fills: [(&str, Fill); 4] = [
        ("unknown.json", |out| {
            out.write_all(b"{\"schema\": \"permanence-report/1\", \"x\": ")?;
            repeat(out, "[", 500_000)
        }),
        ("audits.json", |out| {
            out.write_all(b"{\"schema\": \"permanence-report/1\", \"audits\": [")?;
            repeat(out, "{},", 500_000)
        }),
        ("lines.ndjson", |out| {
            out.write_all(b"{\"line\": \"header\", \"schema\": \"permanence-report-lines/1\"}\n")?;
            repeat(out, "{}\n", 500_000)
        }),
        ("blank.json", |out| repeat(out, "\n", 4 << 20)),
    ];
    for (name, fill) in fills {
        let mut out = BufWriter::new(File::create(made.path(name))?);
        fill(&mut out)?;
        out.flush()?;
        let size = made.path(name).metadata()?.len();
        made.run(&["compare", name, name])?.cheap(size).code(2).tells(name);
    }
    for endless in ["/dev/zero", "/dev/urandom"] {
        made.run(&["compare", endless, endless])?.cheap(16 << 20).code(2);
    }
    Ok(())
}
