//! The README's pictures. `UPDATE_PICTURES=1 cargo test --test browser pictures` takes them anew.

use std::path::Path;

use crate::browser::{Browser, Outcome, in_browser};
use crate::pages::{Page, fixtures, over_time};

/// A picture that takes a README longer to load than this is too large.
const MOST_BYTES: usize = 200_000;

/// Takes a picture of what the window shows; keeps it when pictures are asked for, and else holds
/// that there is one.
async fn picture(browser: &Browser, folder: &Path, name: &str) -> Outcome {
    let taken = browser.0.screenshot_as_png().await?;
    assert!(taken.starts_with(b"\x89PNG"), "{name} is no picture");
    assert!(taken.len() < MOST_BYTES, "{name} has {} bytes", taken.len());
    let file = folder.join(name);
    if std::env::var_os("UPDATE_PICTURES").is_some() {
        std::fs::create_dir_all(folder)?;
        std::fs::write(&file, taken)?;
    }
    assert!(file.is_file(), "{name} is missing: UPDATE_PICTURES=1 cargo test --test browser");
    Ok(())
}

#[test]
fn the_pictures_of_the_readme_can_be_taken() -> Outcome {
    let page = Page::of(&over_time(600)?)?;
    let folder = fixtures().join("pictures");
    in_browser(async |browser| {
        browser.window(1280, 1060).await?;
        browser.open(&page.path()).await?;
        picture(&browser, &folder, "html-top.png").await?;
        browser
            .ask::<()>("(() => { document.querySelectorAll('#list details')[1].open = true; document.getElementById('cases').scrollIntoView(); })()")
            .await?;
        picture(&browser, &folder, "html-cases.png").await?;
        browser.dark().await?;
        browser.ask::<()>("void document.getElementById('charts').scrollIntoView()").await?;
        picture(&browser, &folder, "html-dark.png").await
    })
}
