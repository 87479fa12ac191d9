//! Text that would run, hide or turn around, if the page let it.

use serde_json::json;

use crate::browser::{Outcome, in_browser};
use crate::pages::{Page, report_of};

const HOSTILE: [&str; 12] = [
    "<script>window.ran=1</script>",
    "</script><script>window.ran=2</script>",
    "\"><img src=x onerror=window.ran=3>",
    "' onmouseover='window.ran=4",
    "javascript:window.ran=5",
    "&lt;script&gt;window.ran=6&lt;/script&gt;",
    "{{constructor.constructor('window.ran=7')()}} ${window.ran=7} <%= 7 %>",
    "</table></main><iframe srcdoc='<script>parent.ran=8</script>'>",
    "<!-- --> ]]> </style><style>body{display:none}</style>",
    "<svg/onload=window.ran=9><a href=javascript:window.ran=9>here</a>",
    "left\u{202e}right\u{2066}mark\u{200b}\u{0}\u{7}",
    "</details></td></title><base href=//elsewhere.invalid><meta http-equiv=refresh content=0>",
];

#[test]
fn hostile_text_shows_as_text_and_runs_nothing() -> Outcome {
    let mut report = report_of(&["demo", "invalid"])?;
    let mut cases: Vec<_> = report.cases.iter().collect();
    for (case, text) in cases.iter_mut().zip(HOSTILE) {
        case.audit.case_id = format!("{text} id");
        case.audit.team = Some(format!("{text} team"));
        case.audit.social_worker = Some(format!("{text} worker"));
        case.place.path = format!("{text} path").into();
    }
    for (unreadable, text) in report.unreadable.iter_mut().zip(HOSTILE) {
        unreadable.place.path = format!("{text} refused").into();
    }
    report.notes.extend(HOSTILE.map(|text| format!("{text} note")));
    report.scope.selection.select = HOSTILE.map(|text| format!("{text} chosen")).to_vec();
    report.summary = permanence::audit::Summary::default();
    for case in &cases {
        report.summary.add(&case.audit, report.as_of);
    }
    report.cases = cases.into_iter().collect();
    let page = Page::of(&report)?;
    in_browser(async |browser| {
        let watch = "window.violations = []; addEventListener('securitypolicyviolation', (e) => violations.push(e.violatedDirective)); \
            for (const name of ['alert', 'confirm', 'prompt', 'open']) window[name] = () => { window.ran = name; };";
        browser
            .command("Page.addScriptToEvaluateOnNewDocument", json!({ "source": watch }))
            .await?;
        browser.open(&page.path()).await?;
        browser
            .ask::<()>("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
            .await?;
        let text: String = browser.ask("document.body.innerText").await?;
        let (options, title): (String, String) = (
            browser
                .ask("[...document.querySelectorAll('option')].map((o) => o.text).join('\\n')")
                .await?,
            browser.ask("document.title").await?,
        );
        assert_eq!(title, "Permanence audit as at 2026-01-31");
        for hostile in HOSTILE {
            let shown = permanence::report::visible(hostile);
            for part in ["id", "team", "worker", "path", "refused", "note", "chosen"] {
                let part = format!("{shown} {part}");
                assert!(text.contains(&part), "{part:?} does not show");
            }
            for part in ["team", "worker"] {
                // An option's text runs its spaces together.
                let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
                let part = format!("{shown} {part}");
                assert!(words(&options).contains(&words(&part)), "{part:?} is no option");
            }
        }
        let made: usize = browser.ask("document.querySelectorAll('img, iframe, base, object, embed, [onerror], [onload], [onmouseover], a[href^=javascript], [style]').length").await?;
        assert_eq!(made, 0, "hostile text became elements");
        let scripts: usize = browser.ask("document.scripts.length").await?;
        assert_eq!(scripts, 2);
        let ran: Option<String> =
            browser.ask("window.ran === undefined ? null : String(window.ran)").await?;
        assert_eq!(ran, None);
        let violations: Vec<String> = browser.ask("window.violations").await?;
        assert_eq!(violations, [""; 0]);
        browser.has_no_complaint().await
    })
}

/// The policy itself is in force: what is put in later does not run either.
#[test]
fn the_policy_stops_what_escaping_would_let_through() -> Outcome {
    let page = Page::of(&report_of(&["demo"])?)?;
    in_browser(async |browser| {
        browser.open(&page.path()).await?;
        let put_in = "const script = document.createElement('script'); script.textContent = 'window.ran = 1'; document.body.append(script); \
            const image = document.createElement('div'); image.innerHTML = '<img src=x onerror=\"window.ran = 2\"><p style=\"color: red\" id=styled>x</p>'; document.body.append(image);";
        browser.0.execute(put_in, Vec::new()).await?;
        let complaints = browser.0.browser_log().await?;
        assert!(complaints.len() >= 3, "{complaints:#?}");
        let ran: Option<u8> = browser.ask("window.ran ?? null").await?;
        assert_eq!(ran, None);
        Ok(())
    })
}
