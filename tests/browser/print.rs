//! The page on paper.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use lopdf::{Document, Object};
use serde_json::json;

use crate::browser::{Browser, Outcome, in_browser};
use crate::pages::{Page, demo};

/// A4, in points, as a browser rounds it.
const A4: [f32; 2] = [595.0, 842.0];

pub(crate) async fn printed(browser: &Browser) -> Outcome<Vec<u8>> {
    let how = json!({ "preferCSSPageSize": true, "printBackground": false });
    let given = browser.command("Page.printToPDF", how).await?;
    let bytes = STANDARD.decode(given["data"].as_str().unwrap_or_default());
    bytes.map_err(|error| error.to_string().into())
}

/// The text of each page, without spaces: where a line breaks is no matter.
fn texts(pdf: &[u8]) -> Outcome<Vec<String>> {
    let document = Document::load_mem(pdf)?;
    let mut texts = Vec::new();
    for (number, id) in document.get_pages() {
        let size = document.get_dictionary(id)?.get(b"MediaBox").and_then(Object::as_array)?;
        let size: Vec<f32> = size.iter().map(Object::as_float).collect::<Result<_, _>>()?;
        let is_a4 = size.iter().skip(2).zip(A4).all(|(is, a4)| (is - a4).abs() < 1.5);
        assert!(is_a4 && size.len() == 4, "page {number} is {size:?}");
        let text = document.extract_text(&[number])?;
        texts.push(text.split_whitespace().collect());
    }
    Ok(texts)
}

#[test]
fn what_is_shown_is_printed_on_a4() -> Outcome {
    let page = Page::of(&demo()?)?;
    in_browser(async |browser| {
        browser.open(&page.path()).await?;
        let closed = texts(&printed(&browser).await?)?;
        assert!((2..=4).contains(&closed.len()), "{} pages", closed.len());
        let whole = closed.concat();
        for part in [
            "Permanenceplansasat31January2026",
            "Percentcompliantbyteam",
            "DOR-0411",
            "Howtoreadthispage",
        ] {
            assert!(whole.contains(part), "no {part} in {whole}");
        }
        for part in ["Search", "Clearfilters", "Figuresasatable", "Theplanholdsonlyoneoption"] {
            assert!(!whole.contains(part), "{part} in {whole}");
        }
        // One team's cases, opened: these are what is printed.
        browser
            .ask::<()>("(() => { const team = document.getElementById('team'); team.value = [...team.options].find((o) => o.text === 'blandford-cic').value; \
                 team.dispatchEvent(new Event('change', { bubbles: true })); document.getElementById('open').click(); })()")
            .await?;
        let open = texts(&printed(&browser).await?)?;
        let whole = open.concat();
        assert!(whole.contains("Theplanholdsonlyoneoptionforpermanence:returnhome."), "{whole}");
        assert!(whole.contains("DOR-0402") && !whole.contains("DOR-0403"), "{whole}");
        // The list goes over more than one page, and its heading with it.
        let headed = open.iter().filter(|text| text.contains("CaseStandingTeamSocialworker"));
        assert!(headed.count() >= 2, "{open:#?}");
        Ok(())
    })
}
