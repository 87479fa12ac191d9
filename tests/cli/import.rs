//! Importing what councils can export today.

use std::fs;

use tempfile::TempDir;

use crate::harness::{AS_OF, Outcome, fixtures, run};

const YEAR: &str = "extracts/ssda903/one-year";

fn import<'a>(more: impl IntoIterator<Item = &'a str>) -> crate::harness::Run {
    run(["import", "ssda903", "--as-of", "2026-03-31"]).and(more)
}

#[test]
fn what_was_read_and_what_was_made_of_it_is_told() -> Outcome {
    let shown = import([YEAR]).end()?.code(0);
    assert_eq!(shown.stdout.lines().count(), 7);
    shown.snapshot("import-one-year");
    Ok(())
}

#[test]
fn what_could_not_be_read_is_told_by_the_exit_code_too() -> Outcome {
    import(["extracts/ssda903/bad/tables"]).end()?.code(2).snapshot("import-bad-tables");
    let nothing = import(["extracts/ssda903/nowhere"]).end()?.code(2);
    assert!(nothing.stderr.contains("there is no such file"), "{}", nothing.stderr);
    Ok(())
}

#[test]
fn cases_in_a_folder_can_be_checked() -> Outcome {
    let folder = TempDir::new()?;
    let year = fixtures().join(YEAR);
    let made = import(["-o", "cases", "--authority", "dorset"]).path(&year).inside(folder.path());
    assert_eq!(made.end()?.code(0).stdout, "");
    let names = fs::read_dir(folder.path().join("cases"))?;
    let mut names: Vec<_> =
        names.map(|entry| Ok(entry?.file_name())).collect::<std::io::Result<_>>()?;
    names.sort();
    assert_eq!(names.len(), 7);
    assert_eq!(names.first().and_then(|name| name.to_str()), Some("101.yaml"));
    let check = run(["check", "cases", "--as-of", AS_OF, "--fail-on", "never", "--quiet"]);
    check.inside(folder.path()).end()?.code(0);
    Ok(())
}

#[test]
fn standard_output_and_a_file_hold_the_same_cases() -> Outcome {
    let folder = TempDir::new()?;
    let year = fixtures().join(YEAR);
    let made = |more: &[&'static str]| {
        import(more.iter().copied()).path(&year).inside(folder.path()).end()
    };
    let lines = made(&[])?.code(0).stdout;
    made(&["-o", "cases.ndjson"])?.code(0);
    assert_eq!(fs::read_to_string(folder.path().join("cases.ndjson"))?, lines);
    Ok(())
}

#[test]
fn nothing_that_is_there_is_written_over_unless_it_is_asked() -> Outcome {
    let folder = TempDir::new()?;
    let year = fixtures().join(YEAR);
    let made = |more: &[&'static str]| {
        import(more.iter().copied()).path(&year).inside(folder.path()).end()
    };
    for place in ["cases", "cases.ndjson"] {
        made(&["-o", place])?.code(0);
        let again = made(&["-o", place])?.code(2);
        assert!(again.stderr.contains("is there already"), "{}", again.stderr);
        made(&["-o", place, "--force"])?.code(0);
    }
    fs::write(folder.path().join("own.csv"), "mine")?;
    made(&["--report", "own.csv"])?.code(2);
    assert_eq!(fs::read_to_string(folder.path().join("own.csv"))?, "mine");
    Ok(())
}

#[test]
fn an_extract_is_never_written_over() -> Outcome {
    let folder = TempDir::new()?;
    let header = folder.path().join("header.csv");
    fs::copy(fixtures().join(YEAR).join("header.csv"), &header)?;
    let kept = fs::read_to_string(&header)?;
    for path in ["header.csv", "."] {
        let over = import([path, "--report", "header.csv", "--force"]).inside(folder.path());
        over.end()?.code(2);
        assert_eq!(fs::read_to_string(&header)?, kept, "{path}");
    }
    Ok(())
}

#[test]
fn the_report_holds_every_remark() -> Outcome {
    let folder = TempDir::new()?;
    let bad = fixtures().join("extracts/ssda903/bad/reviews");
    import(["--report", "remarks.csv"]).path(&bad).inside(folder.path()).end()?.code(0);
    let remarks = fs::read_to_string(folder.path().join("remarks.csv"))?;
    let rows: Vec<&str> = remarks.lines().collect();
    let header = "\u{feff}file,line,character,column,value,effect,reason,row_set_aside,message";
    assert_eq!(rows.first().copied(), Some(header));
    // Six, and the table of what is expected that lies beside the extract.
    assert_eq!(rows.len(), 8);
    let ahead = "reviews.csv,5,1,REVIEW,01/04/2026,not-mapped,review-ahead,true,";
    assert!(rows.iter().any(|row| row.contains(ahead)), "{remarks}");
    Ok(())
}

/// Whatever is remarked on, no pupil number, postcode or ethnicity of an extract is repeated.
#[test]
fn what_no_requirement_uses_goes_nowhere() -> Outcome {
    let folder = TempDir::new()?;
    let year = fixtures().join(YEAR);
    let made = import(["--report", "remarks.csv"]).path(&year).inside(folder.path()).end()?;
    let made = made.code(0);
    let remarks = fs::read_to_string(folder.path().join("remarks.csv"))?;
    for private in ["A12345", "ZZ1", "ZZ7", "WBRI", "1000001", "NUK"] {
        for text in [&made.stdout, &made.stderr, &remarks] {
            assert!(!text.contains(private), "{private}");
        }
    }
    Ok(())
}

#[test]
fn an_unknown_kind_of_extract_is_answered_with_the_known_ones() -> Outcome {
    let near = run(["import", "ssda93", "x.csv"]).end()?.code(2);
    assert!(near.stderr.contains("ssda903"), "{}", near.stderr);
    Ok(())
}
