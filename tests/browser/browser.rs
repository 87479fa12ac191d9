//! A browser of our own: Chromium without a window, driven over loopback, gone when the test ends.

use std::error::Error;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::{ChromiumLikeCapabilities, DesiredCapabilities, LoggingPrefsLogLevel, WebDriver};

pub(crate) type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// The window that tests look through, unless they say otherwise.
const WINDOW: (u32, u32) = (1280, 900);

/// Runs a test in a browser of its own.
pub(crate) fn in_browser<Fut: Future<Output = Outcome>>(
    test: impl FnOnce(Browser) -> Fut,
) -> Outcome {
    let program = on_path("chromium")?;
    let server = Server::start()?;
    // Its profile is its own, and goes with it.
    let profile = tempfile::tempdir()?;
    let mut wanted = DesiredCapabilities::chrome();
    wanted.set_binary(&program.to_string_lossy())?;
    wanted.set_browser_log_level(LoggingPrefsLogLevel::All)?;
    let (width, height) = WINDOW;
    for argument in [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--hide-scrollbars",
        "--lang=en-GB",
        &format!("--window-size={width},{height}"),
        &format!("--user-data-dir={}", profile.path().display()),
    ] {
        wanted.add_arg(argument)?;
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let driver = WebDriver::new(server.address(), wanted).await?;
        driver.run_and_quit(async |driver| test(Browser(driver)).await).await?;
        Ok(())
    })
}

/// A program's place.
fn on_path(program: &str) -> Outcome<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let places = std::env::split_paths(&path).map(|folder| folder.join(program));
    let missing = || {
        format!("{program} is not installed: the HTML report is tested in a browser (on Debian: apt-get install chromium chromium-driver)").into()
    };
    places.into_iter().find(|place| place.is_file()).ok_or_else(missing)
}

/// The program that drives the browser.
struct Server {
    process: Child,
    port: u16,
}

impl Server {
    fn start() -> Outcome<Self> {
        let mut command = Command::new(on_path("chromedriver")?);
        // Port 0: any that is free; it says which.
        command.arg("--port=0").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut process = command.spawn()?;
        let said = process.stdout.take().ok_or("chromedriver says nothing")?;
        let mut server = Self { process, port: 0 };
        for line in BufReader::new(said).lines() {
            if let Some((_, port)) = line?.split_once("successfully on port ") {
                server.port = port.trim_end_matches('.').parse()?;
                return Ok(server);
            }
        }
        Err("chromedriver ended without a port".into())
    }

    fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself; either way it is gone.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The browser, with a page in it.
pub(crate) struct Browser(pub(crate) WebDriver);

impl Browser {
    /// Opens a page, from its file as a reader does.
    pub(crate) async fn open(&self, page: &Path) -> Outcome {
        Ok(self.0.goto(format!("file://{}", page.display())).await?)
    }

    /// What a script in the page gives back.
    pub(crate) async fn ask<T: DeserializeOwned>(&self, script: &str) -> Outcome<T> {
        let asked = self.0.execute(format!("return {script}"), Vec::new()).await;
        let given = asked.map_err(|error| format!("{script}: {error}"))?;
        Ok(serde_json::from_value(given.json().clone())?)
    }

    /// A command of the browser's own protocol.
    pub(crate) async fn command(&self, name: &str, parameters: Value) -> Outcome<Value> {
        Ok(self.0.cdp().send_raw(name, parameters).await?)
    }

    /// Looks through a window of this size.
    pub(crate) async fn window(&self, width: u32, height: u32) -> Outcome {
        let size =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.command("Emulation.setDeviceMetricsOverride", size).await?;
        Ok(())
    }

    /// As someone who has asked for dark pages.
    pub(crate) async fn dark(&self) -> Outcome {
        let dark = json!({ "features": [{ "name": "prefers-color-scheme", "value": "dark" }] });
        self.command("Emulation.setEmulatedMedia", dark).await?;
        Ok(())
    }

    /// Presses a key once, such as `Tab`.
    pub(crate) async fn press(&self, key: &str) -> Outcome {
        let (code, text) = match key {
            "Tab" => (9, ""),
            "Enter" => (13, "\r"),
            " " => (32, " "),
            "ArrowDown" => (40, ""),
            other => return Err(format!("no key {other}").into()),
        };
        let mut event = json!({ "type": if text.is_empty() { "rawKeyDown" } else { "keyDown" },
            "key": key, "code": if key == " " { "Space" } else { key }, "windowsVirtualKeyCode": code });
        if !text.is_empty() {
            event["text"] = json!(text);
        }
        self.command("Input.dispatchKeyEvent", event.clone()).await?;
        event["type"] = json!("keyUp");
        self.command("Input.dispatchKeyEvent", event).await?;
        Ok(())
    }

    /// The references of the cases that show, in order.
    pub(crate) async fn cases(&self) -> Outcome<Vec<String>> {
        self.ask("[...document.querySelectorAll('#list tbody')].filter((b) => b.checkVisibility()).map((b) => b.rows[0].cells[0].textContent)").await
    }

    /// Holds that the console of the browser is empty.
    pub(crate) async fn has_no_complaint(&self) -> Outcome {
        let log = self.0.browser_log().await?;
        let told: Vec<String> = log.iter().map(|entry| entry.message.clone()).collect();
        assert!(told.is_empty(), "the browser complains: {told:#?}");
        Ok(())
    }
}
