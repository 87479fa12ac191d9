//! The page without a mouse.

use serde_json::Value;

use crate::browser::{Browser, Outcome, in_browser};
use crate::pages::{Page, demo};

/// What has the focus, and whether that shows.
async fn focused(browser: &Browser) -> Outcome<(String, bool)> {
    let seen: Value = browser
        .ask("(() => { const e = document.activeElement; const s = getComputedStyle(e); const r = e.getBoundingClientRect(); \
              const top = document.elementFromPoint(r.left + r.width / 2, r.top + Math.min(r.height / 2, 12)); \
              return { name: e.tagName + (e.id ? '#' + e.id : '') + ' ' + (e.tagName === 'BODY' ? '' : e.textContent.slice(0, 30)), \
                shows: s.outlineStyle === 'solid' && parseFloat(s.outlineWidth) >= 2 && r.height > 0 && r.bottom > 0 && r.top < innerHeight && (e.contains(top) || top?.contains(e) || false) }; })()")
        .await?;
    Ok((
        seen["name"].as_str().unwrap_or_default().to_owned(),
        seen["shows"].as_bool().unwrap_or_default(),
    ))
}

/// Goes on by Tab until something has the focus, and holds that it could be seen at each step.
async fn tab_to(browser: &Browser, name: &str) -> Outcome {
    let mut passed = Vec::new();
    for _ in 0..80 {
        browser.press("Tab").await?;
        let (at, shows) = focused(browser).await?;
        assert!(shows, "the focus cannot be seen on {at}");
        if at.starts_with(name) {
            return Ok(());
        }
        passed.push(at);
    }
    Err(format!("Tab never comes to {name}: {passed:#?}").into())
}

#[test]
fn tab_enter_and_space_reach_and_work_everything() -> Outcome {
    let page = Page::of(&demo()?)?;
    in_browser(async |browser| {
        browser.open(&page.path()).await?;
        // The first stop skips to the cases.
        tab_to(&browser, "A Skip to the cases").await?;
        browser.press("Enter").await?;
        let (at, _) = focused(&browser).await?;
        assert!(at.starts_with("H2#cases"), "{at}");
        // By the fields in their order, to a choice by its arrow.
        for field in ["INPUT#find", "SELECT#team", "SELECT#worker", "SELECT#colour"] {
            tab_to(&browser, field).await?;
        }
        browser.press("ArrowDown").await?;
        assert_eq!(browser.cases().await?, ["DOR-0403", "DOR-0402", "DOR-0412"]);
        for field in ["SELECT#element", "SELECT#requirement", "SELECT#severity"] {
            tab_to(&browser, field).await?;
        }
        // A button by Enter, then by Space.
        tab_to(&browser, "BUTTON#clear").await?;
        browser.press("Enter").await?;
        assert_eq!(browser.cases().await?.len(), 12);
        let (at, _) = focused(&browser).await?;
        assert!(at.starts_with("INPUT#find"), "focus is left on {at}");
        tab_to(&browser, "BUTTON Case").await?;
        browser.press(" ").await?;
        assert_eq!(browser.cases().await?[0], "DOR-0401");
        // The first case opens and closes.
        for (key, open) in [("Enter", true), (" ", false)] {
            if open {
                tab_to(&browser, "SUMMARY No findings").await?;
            }
            browser.press(key).await?;
            let is: bool = browser.ask("document.activeElement.parentElement.open").await?;
            assert_eq!(is, open, "{key:?}");
        }
        Ok(())
    })
}

#[test]
fn tables_of_charts_open_and_scroll_by_keyboard() -> Outcome {
    let page = Page::of(&demo()?)?;
    in_browser(async |browser| {
        browser.window(320, 800).await?;
        browser.open(&page.path()).await?;
        for _ in 0..4 {
            tab_to(&browser, "SUMMARY Figures as a table").await?;
            browser.press("Enter").await?;
            tab_to(&browser, "DIV").await?;
        }
        let open: usize =
            browser.ask("document.querySelectorAll('details.table[open]').length").await?;
        assert_eq!(open, 4);
        Ok(())
    })
}
