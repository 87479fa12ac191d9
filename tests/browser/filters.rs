//! Searching, filtering and sorting the list of cases, and opening one.

use thirtyfour::By;
use thirtyfour::components::SelectElement;

use crate::browser::{Browser, Outcome, in_browser};
use crate::pages::{Page, demo, report_of};

const ALL: [&str; 12] = [
    "DOR-0403", "DOR-0402", "DOR-0412", "DOR-0409", "DOR-0406", "DOR-0407", "DOR-0408", "DOR-0401",
    "DOR-0404", "DOR-0405", "DOR-0410", "DOR-0411",
];

async fn choose(browser: &Browser, filter: &str, text: &str) -> Outcome {
    let field = browser.0.find(By::Id(filter)).await?;
    Ok(SelectElement::new(&field).await?.select_by_visible_text(text).await?)
}

async fn click(browser: &Browser, selector: &str) -> Outcome {
    Ok(browser.0.find(By::Css(selector)).await?.click().await?)
}

async fn told(browser: &Browser) -> Outcome<String> {
    browser.ask("document.getElementById('shown').textContent").await
}

#[test]
fn each_filter_lists_the_cases_that_it_names() -> Outcome {
    let page = Page::of(&demo()?)?;
    in_browser(async |browser| {
        browser.open(&page.path()).await?;
        assert_eq!(browser.cases().await?, ALL);
        assert_eq!(told(&browser).await?, "Showing 12 of 12 cases");
        let listed: [(&str, &str, &[&str]); 8] = [
            ("team", "weymouth-cic", &["DOR-0403", "DOR-0412", "DOR-0409", "DOR-0410"]),
            ("worker", "SW-137", &["DOR-0402", "DOR-0406"]),
            ("colour", "Red", &["DOR-0403", "DOR-0402", "DOR-0412"]),
            ("element", "reviews", &["DOR-0409"]),
            ("requirement", "More than one option (dorset/contingency-option)", &["DOR-0402"]),
            ("severity", "Breach", &["DOR-0403", "DOR-0402", "DOR-0412"]),
            ("severity", "Advice", &["DOR-0409", "DOR-0406"]),
            ("severity", "Past", &["DOR-0406", "DOR-0411"]),
        ];
        for (filter, text, expected) in listed {
            choose(&browser, filter, text).await?;
            assert_eq!(browser.cases().await?, expected, "{filter}: {text}");
            let count = expected.len();
            assert_eq!(told(&browser).await?, format!("Showing {count} of 12 cases"));
            click(&browser, "#clear").await?;
            assert_eq!(browser.cases().await?, ALL);
        }
        browser.has_no_complaint().await
    })
}

#[test]
fn filters_of_findings_are_about_one_finding() -> Outcome {
    let page = Page::of(&demo()?)?;
    in_browser(async |browser| {
        browser.open(&page.path()).await?;
        // One case has a breach and, of the wishes, a lighter finding: no breach of the wishes.
        choose(&browser, "element", "wishes").await?;
        assert!(browser.cases().await?.contains(&"DOR-0402".to_owned()));
        choose(&browser, "severity", "Breach").await?;
        assert_eq!(browser.cases().await?, [""; 0]);
        assert_eq!(told(&browser).await?, "Showing 0 of 12 cases");
        let none: bool = browser.ask("document.getElementById('none').checkVisibility()").await?;
        assert!(none, "nothing says that no case fits");
        Ok(())
    })
}

#[test]
fn search_takes_every_word_in_any_letters() -> Outcome {
    let page = Page::of(&demo()?)?;
    in_browser(async |browser| {
        browser.open(&page.path()).await?;
        let searches: [(&str, &[&str]); 5] = [
            ("dor-0406", &["DOR-0406"]),
            ("SW-148", &["DOR-0412", "DOR-0409"]),
            ("Purbeck siblings-in-touch", &["DOR-0408"]),
            ("extract.ndjson weymouth", &["DOR-0412", "DOR-0410"]),
            ("nobody", &[]),
        ];
        for (words, expected) in searches {
            let field = browser.0.find(By::Id("find")).await?;
            field.clear().await?;
            field.send_keys(words).await?;
            assert_eq!(browser.cases().await?, expected, "{words}");
        }
        Ok(())
    })
}

#[test]
fn every_column_sorts_both_ways() -> Outcome {
    let page = Page::of(&demo()?)?;
    in_browser(async |browser| {
        browser.open(&page.path()).await?;
        let sorted: [(usize, &str, [&str; 3]); 10] = [
            (1, "ascending", ["DOR-0401", "DOR-0402", "DOR-0403"]),
            (1, "descending", ["DOR-0412", "DOR-0411", "DOR-0410"]),
            (2, "ascending", ["DOR-0403", "DOR-0402", "DOR-0412"]),
            (2, "descending", ["DOR-0411", "DOR-0410", "DOR-0405"]),
            (3, "ascending", ["DOR-0402", "DOR-0406", "DOR-0405"]),
            (4, "ascending", ["DOR-0401", "DOR-0404", "DOR-0407"]),
            (5, "descending", ["DOR-0403", "DOR-0402", "DOR-0412"]),
            (6, "descending", ["DOR-0402", "DOR-0403", "DOR-0412"]),
            (8, "ascending", ["DOR-0412", "DOR-0404", "DOR-0410"]),
            (9, "ascending", ["DOR-0402", "DOR-0409", "DOR-0403"]),
        ];
        for (column, direction, first) in sorted {
            let heading = format!("#list thead th:nth-child({column})");
            click(&browser, &format!("{heading} button")).await?;
            let said: Vec<Option<String>> = browser
                .ask("[...document.querySelectorAll('#list thead th')].map((h) => h.ariaSort)")
                .await?;
            let expected: Vec<Option<String>> =
                (1..=9).map(|n| (n == column).then(|| direction.to_owned())).collect();
            assert_eq!(said, expected);
            assert_eq!(browser.cases().await?[..3], first, "column {column}, {direction}");
        }
        // A case on which nothing falls due stays last, whichever way.
        for _ in 0..2 {
            click(&browser, "#list thead th:nth-child(8) button").await?;
            assert_eq!(browser.cases().await?.last().map(String::as_str), Some("DOR-0411"));
        }
        Ok(())
    })
}

#[test]
fn a_case_opens_to_everything_that_is_known_of_it() -> Outcome {
    let page = Page::of(&report_of(&["demo", "cases/dorset"])?)?;
    in_browser(async |browser| {
        browser.open(&page.path()).await?;
        let of = |id: &str| {
            format!(
                "[...document.querySelectorAll('#list tbody')].find((b) => b.rows[0].cells[0].textContent === '{id}')"
            )
        };
        let shown = format!("{}.innerText", of("DOR-0402"));
        let closed: String = browser.ask(&shown).await?;
        assert!(!closed.contains("The plan holds only one option"), "{closed}");
        let summary = format!("{}.querySelector('summary').click()", of("DOR-0402"));
        browser.ask::<()>(&summary).await?;
        let open: String = browser.ask(&shown).await?;
        for part in [
            "Breach: More than one option dorset/contingency-option",
            "The plan holds only one option for permanence: return home.",
            "The plan always holds two or more routes to permanence",
            "Dorset, §3 Objectives, objective 5",
            "Add a contingency with its own target date, or record the day permanence was achieved.",
            "demo/DOR-0402.yaml:62",
            "2026-02-18",
            "plan-review-cadence",
            "permanence-plan",
            "requirements that do not apply",
        ] {
            assert!(open.contains(part), "no {part:?} in:\n{open}");
        }
        click(&browser, "#open").await?;
        let open: usize =
            browser.ask("document.querySelectorAll('#list details[open]').length").await?;
        assert_eq!(open, browser.cases().await?.len());
        click(&browser, "#close").await?;
        let open: usize =
            browser.ask("document.querySelectorAll('#list details[open]').length").await?;
        assert_eq!(open, 0);
        Ok(())
    })
}
