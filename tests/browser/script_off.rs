//! The page where JavaScript is switched off.

use serde_json::json;

use crate::browser::{Outcome, in_browser};
use crate::pages::{Page, demo};

#[test]
fn without_script_everything_is_there_and_no_filter() -> Outcome {
    let page = Page::of(&demo()?)?;
    in_browser(async |browser| {
        browser.command("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await?;
        browser.open(&page.path()).await?;
        let tree = browser.command("Accessibility.getFullAXTree", json!({})).await?.to_string();
        for part in ["DOR-0402", "5 findings: contingency-option", "12 cases, the worst first"] {
            assert!(tree.contains(part), "no {part:?}");
        }
        for part in ["Clear filters", "\"search\"", "Social worker ↕"] {
            assert!(!tree.contains(part), "{part:?} shows, and does nothing");
        }
        // A case opens by keyboard: from the top, past the tables of the charts.
        let sentence = "The plan holds only one option for permanence";
        assert!(!tree.contains(sentence));
        for _ in 0..40 {
            browser.press("Tab").await?;
            browser.press("Enter").await?;
            let tree = browser.command("Accessibility.getFullAXTree", json!({})).await?.to_string();
            if tree.contains(sentence) {
                return browser.has_no_complaint().await;
            }
        }
        Err("no case opens".into())
    })
}
