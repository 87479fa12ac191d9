//! One page for a browser: the figures in charts, then every case with what was found.
//!
//! The page is whole in itself. It reads without JavaScript; its script only filters, sorts and opens
//! what is already there.

mod case;
mod chart;
mod due;
mod figures;
mod filters;
mod list;
mod months;
mod moved;
mod teams;
mod titles;
mod top;
mod trend;

use std::io::{self, Write};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use super::Report;
use titles::Titles;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");
/// Keeps rows from being laid out that the script is about to hide.
const START: &str = r#"document.documentElement.className = "starting";"#;

/// Writes the page. Cases are written one at a time: a page of thousands is never held whole.
pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let titles = Titles::of(report);
    let head = html! {
        (DOCTYPE)
        // Left open: the body's end tag follows the last case.
        (PreEscaped(r#"<html lang="en-GB">"#)) (head(report))
    };
    let top = html! {
        a.skip href="#cases" { "Skip to the cases" }
        (chart::defs())
        (top::header(report))
        (PreEscaped("<main>"))
        (top::figures(report))
        (top::notes(report))
        (top::not_audited(report))
        (figures::section(report, &titles))
    };
    write!(out, "{}<body>{}", head.0, top.0)?;
    list::write(report, &titles, out)?;
    let script = html! { script { (PreEscaped(SCRIPT)) } };
    writeln!(out, "{}</main>{}{}</body></html>", top::reading().0, top::footer().0, script.0)
}

fn head(report: &Report) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(policy());
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            meta name="referrer" content="no-referrer";
            meta name="robots" content="noindex, nofollow";
            title { "Permanence audit as at " (report.as_of.to_string()) }
            style { (PreEscaped(STYLE)) }
            script { (PreEscaped(START)) }
        }
    }
}

/// Nothing may be loaded, sent or run but this page's own style and scripts, known by their hashes.
fn policy() -> String {
    let [style, start, script] =
        [STYLE, START, SCRIPT].map(|text| STANDARD.encode(Sha256::digest(text.as_bytes())));
    format!(
        "default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{start}' 'sha256-{script}'; base-uri 'none'; form-action 'none'"
    )
}

#[cfg(test)]
mod tests {
    use super::{SCRIPT, STYLE};

    #[test]
    fn neither_style_nor_script_ends_its_element() {
        assert!(!STYLE.to_lowercase().contains("</style"));
        assert!(!SCRIPT.to_lowercase().contains("</script"));
        assert!(!SCRIPT.contains("<!--"));
        // A browser reads a lone CR as LF, and the hash would no longer fit.
        assert!(!STYLE.contains('\r') && !SCRIPT.contains('\r'));
    }
}
