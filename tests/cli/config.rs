//! The config file: where it is found, what it changes, and each mistake in one.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::harness::{Outcome, Run, check, fixtures, run};

const CASE: &str = "demo/DOR-0402.yaml";

/// A folder that holds a config file, and the case file that findings are looked for in.
fn folder_with(config: &str) -> std::io::Result<TempDir> {
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("permanence.toml"), config)?;
    fs::create_dir(folder.path().join("cases"))?;
    let case = fixtures().join(CASE);
    fs::copy(case, folder.path().join("cases/DOR-0402.yaml"))?;
    Ok(folder)
}

fn check_in(folder: &Path) -> Run {
    check(["cases"]).inside(folder)
}

#[test]
fn every_mistake_is_told_with_its_place_and_nothing_is_written() -> Outcome {
    let folder = tempfile::tempdir()?;
    let mut tried = 0;
    for entry in fs::read_dir(fixtures().join("config/mistakes"))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let file = format!("config/mistakes/{name}");
        let ended = check([CASE, "--config", &file]).end()?.code(2);
        assert!(ended.stdout.is_empty(), "{}", ended.seen());
        ended.snapshot(&format!("config-{}", name.replace(".toml", "")));

        let report = folder.path().join("report.json");
        let to = format!("json={}", report.display());
        check([CASE, "--config", &file, "--format", &to]).end()?.code(2);
        assert!(!report.exists(), "a report was written in spite of {name}");
        tried += 1;
    }
    assert!(tried >= 30, "only {tried} mistakes were tried");
    Ok(())
}

#[test]
fn it_is_found_in_the_folder_or_above_it() -> Outcome {
    let folder = folder_with("ignore = [\"contingency-option\"]\n")?;
    let told = "permanence.toml leaves out contingency-option.";
    check_in(folder.path()).end()?.code(0).out(told).never("dorset/contingency-option");
    let inside = folder.path().join("cases");
    check(["DOR-0402.yaml"]).inside(&inside).end()?.code(0).out(told);
    let without = check(["DOR-0402.yaml", "--no-config"]).inside(&inside).end()?;
    without.code(1).out("dorset/contingency-option").never("permanence.toml");
    Ok(())
}

#[test]
fn one_that_is_named_holds_instead() -> Outcome {
    let folder = folder_with("nonsense\n")?;
    fs::write(folder.path().join("other.toml"), "fail-on = \"never\"\n")?;
    check_in(folder.path()).end()?.code(2).err("permanence.toml has a mistake");
    check_in(folder.path()).and(["--config", "other.toml"]).end()?.code(0);
    let missing = check_in(folder.path()).and(["--config", "none.toml"]).end()?;
    missing.code(2).err("none.toml: there is no such file");
    let both = check_in(folder.path()).and(["--config", "other.toml", "--no-config"]).end()?;
    both.code(2).err("cannot be used with");
    Ok(())
}

#[test]
fn what_is_named_like_a_config_file_and_cannot_be_read_is_told() -> Outcome {
    let folder = folder_with("")?;
    let config = folder.path().join("permanence.toml");
    fs::remove_file(&config)?;
    fs::create_dir(&config)?;
    let inside = folder.path().join("cases");
    let run = || check(["DOR-0402.yaml"]).inside(&inside);
    run().end()?.code(2).err("permanence.toml: this is a folder");
    run().and(["--no-config"]).end()?.code(1);
    #[cfg(unix)]
    {
        fs::remove_dir(&config)?;
        std::os::unix::fs::symlink("nowhere.toml", &config)?;
        run().end()?.code(2).err("permanence.toml: there is no such file");
    }
    Ok(())
}

#[test]
fn the_command_line_takes_the_place_of_a_key() -> Outcome {
    let folder = folder_with(
        "strategy = [\"statutory\"]\nselect = [\"statutory\"]\nfail-on = \"never\"\nformat = [\"table\"]\n",
    )?;
    let plain = check_in(folder.path()).end()?.code(0);
    plain.out("requirement").never("dorset/");
    let told = check_in(folder.path());
    let told = told.and(["--strategy", "dorset", "--select", "plan", "--fail-on", "breach"]);
    let told = told.and(["--format", "pretty"]).end()?.code(1);
    told.out("dorset/contingency-option").out("DOR-0402   RED").never("looks only at");
    Ok(())
}

#[test]
fn ignoring_on_the_command_line_takes_the_place_of_ignore_alone() -> Outcome {
    let folder = folder_with("select = [\"plan\"]\nignore = [\"contingency-option\"]\n")?;
    let ended = check_in(folder.path()).and(["--ignore", "no-drift"]).end()?.code(1);
    ended.out("dorset/contingency-option").out("looks only at plan.").never("leaves out");
    Ok(())
}

#[test]
fn words_of_another_strategy_than_this_runs_are_no_mistake() -> Outcome {
    let folder = folder_with("[severity]\n\"dorset/no-drift\" = \"advice\"\n")?;
    check_in(folder.path()).and(["--strategy", "statutory"]).end()?.code(0);
    Ok(())
}

#[test]
fn a_severity_colours_the_case() -> Outcome {
    let folder = folder_with("[severity]\ncontingency-option = \"advice\"\n")?;
    let ended = check_in(folder.path()).and(["--select", "contingency-option"]).end()?.code(0);
    ended
        .out("DOR-0402   GREEN")
        .out("☞ advice: The plan holds only one option")
        .out("permanence.toml gives these a severity of its own: contingency-option (advice).");
    let json = check_in(folder.path()).and(["--format", "json"]).end()?.json()?;
    assert_eq!(json["scope"]["severity"]["contingency-option"], "advice");
    Ok(())
}

#[test]
fn the_longer_name_of_a_requirement_goes_before_the_shorter() -> Outcome {
    let folder = folder_with(
        "[severity]\ncontingency-option = \"advice\"\n\"dorset/contingency-option\" = \"concern\"\n",
    )?;
    let ended = check_in(folder.path()).and(["--select", "contingency-option"]).end()?;
    ended.code(0).out("DOR-0402   AMBER");
    Ok(())
}

#[test]
fn reports_go_beside_the_config_file_and_never_over_it() -> Outcome {
    let folder = folder_with("format = [\"json=audit.json\", \"pretty\"]\n")?;
    let inside = folder.path().join("cases");
    check(["DOR-0402.yaml"]).inside(&inside).end()?.code(1).out("RED");
    assert!(folder.path().join("audit.json").is_file());
    let over = folder_with("format = [\"json=permanence.toml\"]\n")?;
    check_in(over.path()).end()?.code(2).err("which this run reads");
    Ok(())
}

#[test]
fn a_councils_own_strategy_needs_no_option() -> Outcome {
    let own = run(["strategy", "show", "dorset"]).end()?.code(0).stdout;
    let own = own.replacen("\ntitle: ", "\ntitle: Our own ", 1);
    for config in
        ["[authorities]\ndorset = \"own/ours.yaml\"\n", "strategy = [\"own/ours.yaml\"]\n"]
    {
        let folder = folder_with(config)?;
        fs::create_dir(folder.path().join("own"))?;
        fs::write(folder.path().join("own/ours.yaml"), &own)?;
        let inside = folder.path().join("cases");
        let json = check(["DOR-0402.yaml", "--format", "json"]).inside(&inside).end()?.json()?;
        let titles: Vec<String> = json["strategies"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|strategy| strategy["title"].to_string())
            .collect();
        assert!(titles.first().is_some_and(|title| title.contains("Our own")), "{titles:?}");
        // The regulations stand beside a council's strategy, and not beside one that is named.
        assert_eq!(titles.len(), if config.starts_with('[') { 2 } else { 1 }, "{titles:?}");
    }
    Ok(())
}

#[test]
fn a_strategy_that_is_not_there_is_told() -> Outcome {
    let folder = folder_with("[authorities]\ndorset = \"ours.yaml\"\n")?;
    check_in(folder.path()).end()?.code(2).err("ours.yaml: there is no such file");
    let folder = folder_with("[authorities]\ndorset = \"statutory\"\n")?;
    let lines = ["--select", "first-review", "--show", "all", "--format", "csv"];
    let once = check_in(folder.path()).and(lines).end()?.code(0).never("dorset/");
    assert_eq!(once.stdout.matches("statutory/first-review").count(), 1, "{}", once.stdout);
    let folder = folder_with("[authorities]\nDorset = \"statutory\"\n")?;
    let unused = check_in(folder.path()).end()?;
    unused.out("dorset/").out("No case is of an authority that permanence.toml has a strategy");
    let folder = folder_with("[authorities]\nwest-made-up = \"ours.yaml\"\n")?;
    let own = run(["strategy", "show", "leicester"]).end()?.code(0).stdout;
    fs::write(folder.path().join("ours.yaml"), own)?;
    check_in(folder.path()).end()?.code(2).err("two strategies are called `leicester`");
    Ok(())
}

/// A config with a waiver of the case that the folder holds.
fn waiver(requirement: &str, until: &str) -> String {
    format!(
        "[[waiver]]\ncase = \"DOR-0402\"\nrequirement = \"{requirement}\"\nreason = \"ZQXMARK is before the court\"\nagreed_by = \"TM-1\"\nuntil = {until}\n"
    )
}

#[test]
fn a_waiver_waives_until_its_last_day() -> Outcome {
    let folder = folder_with(&waiver("contingency-option", "2026-01-31"))?;
    let chosen = ["--select", "contingency-option,waiver-current"];
    let ended = check_in(folder.path()).and(chosen).end()?.code(0);
    ended.never("ZQXMARK").snapshot("config-waived");
    let folder = folder_with(&waiver("contingency-option", "2026-01-30"))?;
    let ended = check_in(folder.path()).and(chosen).end()?.code(1);
    ended.never("ZQXMARK").snapshot("config-waiver-expired");
    Ok(())
}

#[test]
fn a_waiver_that_waives_nothing_is_told() -> Outcome {
    let told = [
        ("primary-option", "waives nothing: the requirement it names is met"),
        ("statutory/first-review", "cannot be waived"),
        ("leicester/contingency-option", "names no requirement of the strategies this case"),
    ];
    for (requirement, text) in told {
        let folder = folder_with(&waiver(requirement, "2026-12-31"))?;
        let json = check_in(folder.path()).and(["--format", "json"]).end()?.json()?;
        let findings: Vec<&serde_json::Value> = json["audits"][0]["outcomes"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|outcome| outcome["requirement"] == "waiver-current")
            .flat_map(|outcome| outcome["findings"].as_array().into_iter().flatten())
            .collect();
        let [finding] = findings.as_slice() else {
            return Err(format!("{requirement}: {findings:?}").into());
        };
        let message = finding["message"].as_str().unwrap_or_default();
        assert!(message.contains(text) && message.contains("permanence.toml"), "{message}");
        assert_eq!(finding["severity"], "advice");
        assert_eq!((&finding["pointer"], &finding["line"]), (&"".into(), &serde_json::Value::Null));
    }
    Ok(())
}

#[test]
fn waivers_of_cases_that_were_not_read_are_noted() -> Outcome {
    let other = waiver("no-drift", "2026-12-31").replace("DOR-0402", "DOR-9999");
    let folder = folder_with(&other)?;
    let told = "permanence.toml has waivers of cases that were not audited here: DOR-9999.";
    check_in(folder.path()).end()?.out(told);
    Ok(())
}
