//! What an auditor of accessibility finds: nothing, however the page is looked at.
//!
//! `axe.min.js` is axe-core 4.14.1 as published, under the Mozilla Public License 2.0. It stands here
//! whole, so that the tests need no package registry; it is no part of what is built.

use serde_json::{Value, json};

use crate::browser::{Browser, Outcome, in_browser};
use crate::pages::{Page, over_time, report_of};

const AXE: &str = include_str!("axe.min.js");

/// Holds that axe finds no violation, best practices among them.
async fn is_accessible(browser: &Browser, how: &str) -> Outcome {
    browser.0.execute(AXE, Vec::new()).await?;
    let run = "const done = arguments[arguments.length - 1]; \
        axe.run(document, { rules: { 'target-size': { enabled: true } }, resultTypes: ['violations'] }) \
          .then((found) => done({ rules: found.passes.length, violations: found.violations.map((v) => [v.id, v.help, v.nodes.slice(0, 3).map((n) => n.html + ' ' + n.failureSummary)]) }), (error) => done({ error: String(error) }));";
    let found = browser.0.execute_async(run, Vec::new()).await?.json().clone();
    assert!(found["rules"].as_u64() > Some(20), "{how}: axe did not look: {found}");
    assert_eq!(found["violations"], json!([]), "{how}: {found:#}");
    Ok(())
}

/// Holds that nothing has to be scrolled sideways to be read, but for tables in their own frames.
async fn fits(browser: &Browser, how: &str) -> Outcome {
    let [width, window]: [u32; 2] =
        browser.ask("[document.documentElement.scrollWidth, innerWidth]").await?;
    assert!(width <= window, "{how}: {width} px of page in {window} px of window");
    Ok(())
}

async fn open_all(browser: &Browser) -> Outcome {
    browser.ask("document.querySelectorAll('details').forEach((d) => { d.open = true; })").await
}

#[test]
fn axe_finds_nothing_in_light_and_dark_wide_and_narrow_closed_and_open() -> Outcome {
    let page = Page::of(&report_of(&["demo", "invalid"])?)?;
    in_browser(async |browser| {
        browser.open(&page.path()).await?;
        is_accessible(&browser, "light").await?;
        open_all(&browser).await?;
        is_accessible(&browser, "light, all open").await?;
        fits(&browser, "light, all open").await?;
        browser.dark().await?;
        is_accessible(&browser, "dark, all open").await?;
        // 1280 pixels at 400 % are 320.
        browser.window(320, 800).await?;
        is_accessible(&browser, "dark, narrow, all open").await?;
        fits(&browser, "narrow, all open").await?;
        browser.open(&page.path()).await?;
        is_accessible(&browser, "dark, narrow").await?;
        fits(&browser, "narrow").await?;
        browser.has_no_complaint().await
    })
}

#[test]
fn axe_finds_nothing_in_charts_over_time() -> Outcome {
    let page = Page::of(&over_time(60)?)?;
    in_browser(async |browser| {
        browser.open(&page.path()).await?;
        open_all(&browser).await?;
        is_accessible(&browser, "over time, light").await?;
        browser.dark().await?;
        browser.window(320, 800).await?;
        is_accessible(&browser, "over time, dark, narrow").await?;
        fits(&browser, "over time, narrow").await?;
        let roles = roles(&browser).await?;
        for (role, name) in [
            ("table", "Percent compliant over time"),
            ("table", "Cases over time"),
            ("table", "What moved most"),
        ] {
            assert!(roles.iter().any(|(r, n)| r == role && n == name), "no {name} in {roles:#?}");
        }
        let images = ["Percent compliant over time", "Cases over time"];
        for name in images {
            let is = |(role, n): &(String, String)| role.starts_with("im") && n.starts_with(name);
            assert!(roles.iter().any(is), "no image {name} in {roles:#?}");
        }
        browser.has_no_complaint().await
    })
}

/// The roles that a screen reader is told, each with its name.
async fn roles(browser: &Browser) -> Outcome<Vec<(String, String)>> {
    let tree = browser.command("Accessibility.getFullAXTree", json!({})).await?;
    let nodes = tree["nodes"].as_array().cloned().unwrap_or_default();
    let part = |node: &Value, key: &str| node[key]["value"].as_str().unwrap_or_default().to_owned();
    Ok(nodes.iter().map(|node| (part(node, "role"), part(node, "name"))).collect())
}

#[test]
fn a_screen_reader_is_told_tables_landmarks_and_charts() -> Outcome {
    let page = Page::of(&report_of(&["demo"])?)?;
    in_browser(async |browser| {
        for width in [1280, 320] {
            browser.window(width, 800).await?;
            browser.open(&page.path()).await?;
            let roles = roles(&browser).await?;
            // Laid out as blocks, the list is a table all the same.
            for (role, name) in [
                ("banner", ""),
                ("main", ""),
                ("search", "Filter the cases"),
                ("contentinfo", ""),
                ("table", "Cases. Each is followed by what was found, to open."),
                ("columnheader", "Standing"),
                ("rowheader", "DOR-0402"),
                ("status", ""),
                ("image", "Requirements that fall due, by week"),
                ("heading", "Figures"),
            ] {
                let is = |(r, n): &&(String, String)| {
                    (r == role || (role == "image" && r == "img"))
                        && (name.is_empty() || n.starts_with(name))
                };
                assert!(
                    roles.iter().find(is).is_some(),
                    "{width} px: no {role} called {name:?} in {roles:#?}"
                );
            }
        }
        Ok(())
    })
}
