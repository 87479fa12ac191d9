//! What helps in a shell: completions, and manual pages.

#[allow(dead_code, reason = "the command line's tests use the rest")]
#[path = "cli/harness.rs"]
mod harness;

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use harness::{Outcome, run, with_a_closed_pipe};

const SHELLS: [&str; 5] = ["bash", "zsh", "fish", "powershell", "elvish"];
const COMMANDS: [&str; 11] = [
    "check",
    "compare",
    "completions",
    "due",
    "explain",
    "man",
    "new",
    "sample",
    "schema",
    "strategy",
    "trend",
];

/// What a program makes of a text on its standard input.
fn piped(program: &str, arguments: &[&str], text: &str) -> Outcome<Output> {
    let mut command = Command::new(program);
    command.args(arguments).env("LC_ALL", "C.UTF-8").stdin(Stdio::piped());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    child.stdin.take().ok_or("no standard input")?.write_all(text.as_bytes())?;
    Ok(child.wait_with_output()?)
}

/// What bash offers for the last of these words.
fn offered(script: &str, words: &[&str]) -> Outcome<Vec<String>> {
    let last = words.last().ok_or("no words")?;
    let before = words.iter().rev().nth(1).ok_or("one word")?;
    let asked = format!(
        "{script}\nCOMP_WORDS=({})\nCOMP_CWORD={}\n_permanence permanence '{last}' '{before}'\nprintf '%s\\n' \"${{COMPREPLY[@]}}\"\n",
        words.iter().map(|word| format!("'{word}'")).collect::<Vec<_>>().join(" "),
        words.len() - 1,
    );
    let output = piped("bash", &["-s"], &asked)?;
    assert_eq!(String::from_utf8(output.stderr)?, "");
    Ok(String::from_utf8(output.stdout)?.lines().map(str::to_owned).collect())
}

#[test]
fn every_shell_is_told_every_command() -> Outcome {
    for shell in SHELLS {
        let script = run(["completions", shell]).end()?.code(0);
        for word in COMMANDS.iter().chain(&["fail-on", "coverage"]) {
            assert!(script.stdout.contains(word), "no {word} for {shell}");
        }
    }
    run(["completions", "cmd"]).end()?.code(2).err("possible values: bash");
    Ok(())
}

#[test]
fn bash_completes_commands_options_and_words() -> Outcome {
    let script = run(["completions", "bash"]).end()?.code(0).stdout;
    let syntax = piped("bash", &["-n"], &script)?;
    assert!(syntax.status.success(), "{}", String::from_utf8_lossy(&syntax.stderr));
    assert_eq!(offered(&script, &["permanence", "com"])?, ["compare", "completions"]);
    assert_eq!(offered(&script, &["permanence", "check", "--fail"])?, ["--fail-on"]);
    let severities = offered(&script, &["permanence", "check", "--fail-on", ""])?;
    assert_eq!(severities, ["breach", "concern", "advice", "never"]);
    assert_eq!(offered(&script, &["permanence", "strategy", "cov"])?, ["coverage"]);
    Ok(())
}

#[test]
fn every_command_has_a_manual_page() -> Outcome {
    let whole = run(["man"]).end()?.code(0).out(".TH permanence 1").out("permanence\\-check(1)");
    for command in COMMANDS {
        assert!(whole.stdout.contains(&format!("permanence\\-{command}(1)")), "no {command}");
        let page = run(["man", command]).end()?.code(0);
        let page = page.out(&format!(".TH permanence-{command} 1")).out(".SH SYNOPSIS");
        let options = page.stdout.contains(".SH OPTIONS");
        assert!(options, "no options of {command}");
    }
    run(["man", "check"]).end()?.out("\\-\\-fail\\-on");
    run(["man", "strategy", "coverage"]).end()?.code(0).out("permanence strategy coverage");
    let typo = run(["man", "strategy", "coverag"]).end()?.code(2);
    typo.err("there is no command `coverag`").err("did you mean `coverage`?");
    Ok(())
}

#[test]
fn manual_pages_are_set_without_a_warning() -> Outcome {
    if Command::new("groff").arg("--version").output().is_err() {
        println!("groff is not installed here: the pages are not set");
        return Ok(());
    }
    for words in [vec!["man"], vec!["man", "check"], vec!["man", "strategy", "test"]] {
        let page = run(words).end()?.code(0).stdout;
        let set = piped("groff", &["-man", "-Tutf8", "-ww", "-k"], &page)?;
        assert_eq!(String::from_utf8(set.stderr)?, "");
        let text = String::from_utf8(set.stdout)?;
        assert!(text.contains("permanence"), "{text}");
    }
    Ok(())
}

#[test]
fn nobody_left_to_read_them_is_no_failure() -> Outcome {
    for arguments in [&["completions", "bash"][..], &["man"]] {
        let (code, told) = with_a_closed_pipe(arguments)?;
        assert_eq!((code, told.as_str()), (Some(0), ""));
    }
    Ok(())
}
