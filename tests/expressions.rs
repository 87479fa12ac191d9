//! Requirements that a strategy writes as expressions: what they may say, and what comes of them.

mod support;

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use permanence::audit::{AuditedCase, Auditor, Batch, Outcome as Judged, Settings, StrategyChoice};
use permanence::document::{LineIndex, Problem, Syntax};
use permanence::input::read_text;
use permanence::strategy::{Strategy, read_strategy};
use proptest::prelude::{
    ProptestConfig, TestCaseError, prop, prop_assert, prop_assert_eq, prop_oneof, proptest,
};
use proptest::strategy::Strategy as _;
use support::{Outcome, case_file, day, fixture, told};

const CASE: &str = r#"
format: 1
case_id: MADE-UP-1
team: north
child:
  date_of_birth: 2014-02-28
  advocate: {offered: 2025-03-01, taken_up: true}
  told_why_in_care: 2026-02-01
care:
  started: 2025-01-06
  earlier_reviews: 2
  parental_responsibility: [mother, {who: father, from: 2025-02-01}]
  legal_statuses: [{status: section-20, from: 2025-01-06}, {status: care-order, from: 2026-03-01}]
permanence_plan:
  presented: 2025-03-18
  primary: {option: long-term-fostering, reasons: Made-up text about Zebedee, target_date: 2026-09-01}
  reviewed: [2025-06-03, 2026-05-01]
reviews:
  - {date: 2025-02-03, participation: attended, x_chair: QARO-07}
  - {date: 2025-05-01, participation: none}
  - {date: 2026-03-01, participation: attended}
x_panel: 2025-06-10
x_word: green
x_count: 3
x_quoted: "3"
x_yes: true
x_blank: "  "
x_list: [a, b, 3]
x_group: {inner: {day: 2025-07-01}, empty: {}}
x_text: Made-up text about Zebedee
"#;

const AS_OF: &str = "2026-01-31";

/// A strategy of one requirement with these parameters.
fn strategy_of(with: &str) -> Result<Strategy, (String, Vec<Problem>)> {
    let mut text = "format: 1\nname: made-up\nshort_title: M\ntitle: M\nversion: '1'\n\
        requirements:\n  - id: own\n    rule: expression\n    severity: concern\n    with:\n"
        .to_owned();
    for line in with.lines() {
        let _ = writeln!(text, "      {line}");
    }
    read_strategy(&text).map_err(|problems| (text, problems))
}

fn plain(met: &str) -> String {
    let met = met.replace('\'', "''");
    format!("met: '{met}'\nat: /x_panel\nmessage: Not so.")
}

fn audited(case: &str, strategy: Strategy, as_of: &str) -> Outcome<AuditedCase> {
    let auditor = Auditor::new(Settings::as_of(day(as_of)?));
    let mut batch = Batch::new(auditor, StrategyChoice::Named(vec![strategy.into()]), false);
    let mut found = Err("no document".to_owned());
    read_text(case, Syntax::Yaml, &mut |document| {
        found = batch
            .audit("case.yaml", &document)
            .map_err(|refused| format!("{:?}", refused.problems));
    });
    Ok(found?)
}

/// The outcome, and what the findings say.
fn said(outcome: &Judged) -> String {
    let mut said = outcome.status.word().to_owned();
    if let Some(due) = outcome.due {
        let _ = write!(said, " {due}");
    }
    for finding in &outcome.findings {
        let _ = write!(said, " [{}] {}", finding.cause(), finding.message());
    }
    said
}

/// What becomes of a requirement that is met when this holds.
fn judged(met: &str) -> Outcome<String> {
    let strategy = strategy_of(&plain(met)).map_err(|(_, problems)| told(&problems))?;
    Ok(said(&audited(CASE, strategy, AS_OF)?.audit.outcomes[0]))
}

/// Holds that each expression is true.
fn all_true(expressions: &[&str]) -> Outcome<()> {
    for expression in expressions {
        assert_eq!(judged(expression)?, "met", "{expression}");
    }
    Ok(())
}

#[test]
fn keys_of_the_format_are_what_they_are() -> Outcome<()> {
    all_true(&[
        "case.team == 'north'",
        "case.child.advocate.taken_up",
        "case.care.earlier_reviews + 1 == 3",
        "case.care.started == date('2025-01-06')",
        "case.care.started < case.child.advocate.offered",
        "case.permanence_plan.primary.option == 'long-term-fostering'",
        "case.permanence_plan.primary.option in ['adoption', 'long-term-fostering']",
        "case.permanence_plan['primary'].target_date > today",
        "present(case.permanence_plan.primary.reasons)",
        "!present(case.permanence_plan.primary.evidence)",
        "case.care.parental_responsibility.exists(p, p.who == 'mother')",
        "case.care.parental_responsibility.exists(p, p.who == 'father' && p.from == date('2025-02-01'))",
        "case.reviews[0].participation == 'attended'",
        "case['x_word'] == 'green'",
    ])
}

#[test]
fn what_is_not_recorded_is_null_and_absent() -> Outcome<()> {
    all_true(&[
        "case.authority == null",
        "case.authority != 'dorset'",
        "!(case.authority in ['dorset'])",
        "!present(case.family_finding)",
        "!present(case.family_finding.family_group_conference.offered)",
        "!has(case.family_finding.family_group_conference.offered)",
        "has(case.child.advocate.offered)",
        "!present(case.x_none) && !present(case.x_none.x.y.z)",
        "!present(case.x_blank) && case.x_blank == null",
        "!present(case.x_group.empty) && present(case.x_group)",
        "size(case.siblings) == 0 && case.siblings.all(s, s.looked_after) && !present(case.siblings)",
        "size(case.x_none) == 0",
        "date(case.x_none) == null",
    ])
}

#[test]
fn what_is_dated_later_has_not_happened_yet() -> Outcome<()> {
    all_true(&[
        "!present(case.child.told_why_in_care)",
        "case.child.told_why_in_care == null",
        "size(case.permanence_plan.reviewed) == 1",
        "size(case.reviews) == 2",
        "!case.care.legal_statuses.exists(s, s.status == 'care-order')",
        "present(case.permanence_plan.primary.target_date)",
    ])?;
    let strategy = strategy_of(&plain("size(case.reviews) == 3 && today == date('2026-03-01')"));
    let strategy = strategy.map_err(|(_, problems)| told(&problems))?;
    assert_eq!(said(&audited(CASE, strategy, "2026-03-01")?.audit.outcomes[0]), "met");
    Ok(())
}

/// The rules see none of this before its day either.
#[test]
fn what_is_decided_later_is_not_so_yet() -> Outcome<()> {
    let case = |day: &str| {
        format!(
            "format: 1\ncase_id: MADE-UP-2\nchild: {{date_of_birth: 2014-02-28}}\n\
             care: {{started: 2025-01-06, earlier_reviews: 2.0}}\nx_count: 3.0\n\
             no_contact: [{{with: mother, reasons: made up, decided: {day}}}]\n\
             permanence_plan: {{ruled_out: [{{option: adoption, decided: {day}}}]}}\n\
             assessment: {{draws_on: [{{assessment: made up, completed: {day}}}]}}\n\
             orders: [{{order: adoption, applied: {day}}}, \
             {{order: adoption, applied: 2025-02-01, outcome: granted, granted: {day}}}]\n\
             siblings: [{{ref: S-1, decision: apart, decided: {day}}}]\n"
        )
    };
    for met in [
        "case.no_contact.exists(n, n.with == 'mother')",
        "case.permanence_plan.ruled_out.exists(out, out.option == 'adoption')",
        "present(case.assessment.draws_on)",
        "size(case.orders) == 2",
        "case.orders.exists(o, o.outcome == 'granted')",
        "case.siblings.exists(s, s.decision == 'apart')",
    ] {
        for (day, status) in [("2026-01-31", "met"), ("2026-02-01", "not-met")] {
            let strategy = strategy_of(&plain(met)).map_err(|(_, problems)| told(&problems))?;
            let judged = audited(&case(day), strategy, AS_OF)?;
            assert_eq!(judged.audit.outcomes[0].status.word(), status, "{met} {day}");
        }
    }
    for met in ["size(case.siblings) == 1", "case.care.earlier_reviews == 2", "case.x_count == 3"] {
        let strategy = strategy_of(&plain(met)).map_err(|(_, problems)| told(&problems))?;
        assert_eq!(said(&audited(&case("2026-02-01"), strategy, AS_OF)?.audit.outcomes[0]), "met");
    }
    Ok(())
}

#[test]
fn today_is_the_day_the_case_closed_when_it_has() -> Outcome<()> {
    let case =
        CASE.replace("  started: 2025-01-06\n", "  started: 2025-01-06\n  ended: 2025-12-01\n");
    let strategy = strategy_of(&plain("today == date('2025-12-01')"));
    let strategy = strategy.map_err(|(_, problems)| told(&problems))?;
    assert_eq!(said(&audited(&case, strategy, AS_OF)?.audit.outcomes[0]), "met");
    Ok(())
}

#[test]
fn the_councils_own_values_are_what_they_are_compared_with() -> Outcome<()> {
    all_true(&[
        "case.x_panel < today && today > case.x_panel",
        "date(case.x_panel) == date('2025-06-10')",
        "case.x_panel == date('2025-06-10') && case.x_panel == '2025-06-10'",
        "case.x_panel + weeks(1) == date('2025-06-17')",
        "case.x_count == 3 && case.x_quoted == 3 && case.x_count == '3' && case.x_count >= 3",
        "case.x_count * 2 == 6",
        "case.x_yes && case.x_yes == true",
        "'a' in case.x_list && case.x_list.exists(x, x == 'b') && case.x_list[2] == 3",
        "case.x_group.inner.day < today",
        "case.reviews.exists_one(r, present(r.x_chair))",
        "size(case.reviews.filter(r, r.x_chair == 'QARO-07')) == 1",
    ])
}

#[test]
fn time_is_reckoned_as_the_calendar_does() -> Outcome<()> {
    all_true(&[
        "today == date('2026-01-31')",
        "date('2024-01-31') + months(1) == date('2024-02-29')",
        "date('2024-03-31') - months(1) == date('2024-02-29')",
        "date('2025-01-06') + weeks(26) == date('2025-07-07')",
        "weeks(2) == days(14) && weeks(1) + days(1) > weeks(1) && months(2) > months(1)",
        "today - case.care.started == days(390)",
        "today - case.care.started >= weeks(55) && today - case.care.started < weeks(56)",
        "days(case.care.started, today) == 390 && days(today, case.care.started) == -390",
        "weeks(case.care.started, today) == 55 && weeks(today, case.care.started) == -55",
        "months(case.care.started, today) == 12",
        "months(date('2025-01-31'), date('2025-02-28')) == 1",
        "months(date('2025-01-31'), date('2025-02-27')) == 0",
        "months(date('2025-02-28'), date('2025-01-31')) == -1",
        "months(date('2025-01-15'), date('2025-02-15')) == 1",
        "months(date('2025-01-15'), date('2025-02-14')) == 0",
        "age() == 11 && age(date('2026-02-27')) == 11 && age(date('2026-02-28')) == 12",
    ])?;
    // Born on 29 February, a child turns a year older on 1 March in other years.
    let case = CASE.replace("2014-02-28", "2012-02-29");
    for (as_of, age) in [("2026-02-28", 13), ("2026-03-01", 14)] {
        let strategy = strategy_of(&plain(&format!("age() == {age}")));
        let strategy = strategy.map_err(|(_, problems)| told(&problems))?;
        assert_eq!(said(&audited(&case, strategy, as_of)?.audit.outcomes[0]), "met", "{as_of}");
    }
    Ok(())
}

#[test]
fn logic_is_cels() -> Outcome<()> {
    all_true(&[
        "true || case.x_word > 1",
        "case.x_word > 1 || true",
        "!(false && case.x_word > 1) && !(case.x_word > 1 && false)",
        "case.x_list.exists(x, x == 3 || x > 7)",
        "!case.x_list.all(x, x > 7 && false)",
        "case.x_yes ? case.x_count == 3 : case.x_word > 1",
        "(1 + 2 * 3 - 4 / 2) % 4 == 1 && -7 / 2 == -3 && -7 % 2 == -1",
        "[1, 2, 3].exists_one(n, n > 2) && [1, 2].all(n, [3, 4].all(m, m > n))",
        "size([1, 2, 3].filter(n, n != 2)) == 2",
        "case.x_word == \"green\" // a remark",
    ])
}

#[test]
fn what_cannot_be_judged_is_a_finding_and_never_quietly_false() -> Outcome<()> {
    let expressions = [
        "case.child.told_how_to_complain < today",
        "!case.no_siblings",
        "case.child.told_how_to_complain + weeks(1) < today",
        "case.x_none < 3",
        "case.x_word",
        "case.x_word < today",
        "case.x_word == today",
        "date(case.x_word) < today",
        "case.x_word < 3",
        "case.x_word.inner == 3",
        "case.x_list == 3",
        "3 in case.x_word",
        "case.reviews[7].date < today",
        "case.reviews[-1].date < today",
        "1 / (case.x_count - 3) == 1",
        "1 % (case.x_count - 3) == 1",
        "9223372036854775807 + case.x_count > 0",
        "today + days(9223372036854775807) > today",
        "today + months(99999999) > today",
        "weeks(9223372036854775807) > days(1)",
        "case.reviews.all(r, r.x_chair < 3)",
        "case.x_word < 1 || false",
        "case.authority < 'a' ? true : false",
    ];
    let mut shown = String::new();
    for expression in expressions {
        let outcome = match judged(expression) {
            Ok(outcome) => outcome,
            Err(mistake) => format!("refused: {mistake}"),
        };
        writeln!(shown, "{expression}\n    {outcome}")?;
    }
    insta::assert_snapshot!(shown);
    Ok(())
}

#[test]
fn nothing_of_the_case_is_in_what_is_said() -> Outcome<()> {
    for expression in ["case.x_text < today", "date(case.x_text) < today", "case.x_text"] {
        let outcome = judged(expression)?;
        assert!(outcome.starts_with("not-met [expression-failed]"), "{outcome}");
        assert!(!outcome.contains("Zebedee"), "{outcome}");
    }
    Ok(())
}

#[test]
fn a_case_without_its_record_is_told_so() -> Outcome<()> {
    let strategy = strategy_of(&plain("case.x_yes")).map_err(|(_, problems)| told(&problems))?;
    let case = serde_json::json!({"format": 1, "case_id": "M", "child": {"date_of_birth": "2014-01-01"}, "care": {"started": "2025-01-06"}});
    let audit = support::audit(&case_file(&case)?, &[strategy.into()], day(AS_OF)?);
    assert_eq!(
        said(&audit.outcomes[0]),
        "not-met [expression-failed] The strategy's expression cannot be judged on this case: \
         the case as it was recorded is not at hand."
    );
    Ok(())
}

/// A mistake as it is told, with the words it marks.
fn mistake(with: &str) -> String {
    let Err((text, problems)) = strategy_of(with) else {
        return "no mistake\n".to_owned();
    };
    let lines = LineIndex::new(&text);
    let mut shown = String::new();
    for problem in problems {
        let place = problem.span.clone().map(|span| {
            let marked = text.get(span.clone()).unwrap_or("(no place)");
            let position = lines.position(&text, span.start);
            format!("{}:{} `{marked}`", position.line, position.column)
        });
        let _ = writeln!(shown, "  {}: {problem}", problem.pointer.as_deref().unwrap_or("-"));
        let _ = writeln!(shown, "    at {}", place.as_deref().unwrap_or("nowhere"));
        let _ = writeln!(shown, "    do {}", problem.help.as_deref().unwrap_or("-"));
    }
    shown
}

#[test]
fn mistakes_are_told_when_the_strategy_is_read() {
    let mut shown = String::new();
    let expressions = [
        "",
        " // nothing",
        "case.x_a &&",
        "(case.x_yes",
        "case.x_yes)",
        "case.x_yes & true",
        "case.x_yes | true",
        "'open",
        "case.x_yes £",
        "1 2",
        "case..team",
        "case.for",
        "for",
        "9999999999999999999 > 1",
        "1.5 > 1",
        "1u > 1",
        "b'x' == b'x'",
        "'\\q' == 'a'",
        "1x > 1",
        "team == 'north'",
        "case.taem == 'north'",
        "case.child.zzzzz == 1",
        "tody > case.care.started",
        "agee() > 4",
        "frobnicate(1)",
        "age(1, 2) > 1",
        "age('2025-01-01') > 1",
        "days() == 1",
        "date('31/03/2025') < today",
        "date('2025-02-30') < today",
        "date(1) < today",
        "date(case.team) < today",
        "size(case.child) == 1",
        "case.reviews.date < today",
        "case.team.name == 'a'",
        "case.reviews == 1",
        "case.permanence_plan == null",
        "case.permanence_plan.primary.reasons == 'a'",
        "case.permanence_plan.primary.reasons",
        "case.child.advocate",
        "case.reviews",
        "case.permanence_plan.primary.option == 'long-term-fosterng'",
        "'zzz' == case.permanence_plan.primary.option",
        "case.permanence_plan.primary.option in ['adoption', 'adopton']",
        "case.care.started == '2025-01-06'",
        "case.care.started > '2025-01-06'",
        "today - case.care.started > 26",
        "today - case.care.started > months(6)",
        "today + 26 > today",
        "today + today > today",
        "case.team > 'a'",
        "case.reviews > 1",
        "case.team == 1",
        "1 in 2",
        "[1, 'a'] == [1]",
        "1 in [1, 'a']",
        "[[1]].all(x, true)",
        "[case.child].all(x, true)",
        "{'a': 1}.a == 1",
        "case{a: 1}",
        "case.reviews.map(r, r.date)",
        "case.reviews.map(r, true, r.date)",
        "case.reviews.all(r)",
        "case.reviews.all(r, r.dat < today)",
        "case.reviews.all(case, true)",
        "case.reviews.all(r, r)",
        "case.child.all(r, true)",
        "case.reviews.all(r, true) && r.date < today",
        "case.reviews[0, 1]",
        "case.reviews['a']",
        "case.child[0]",
        "today",
        "case.team ? 1 : 2",
        "case.x_yes ? 1 : 'a'",
        "case.x_yes ? case.reviews : case.orders",
        "!case.team",
        "-case.team == 1",
        "case.?team == 'a'",
        "case.`team` == 'a'",
        "[?1].all(x, true)",
        "case.team.matches('a')",
        "'a' + 'b' == 'ab'",
        "[1] + [2] == [1]",
        "null < 1",
        "null + 1 == 1",
        "null",
    ];
    for expression in expressions {
        let _ = write!(shown, "{expression}\n{}", mistake(&plain(expression)));
    }
    insta::assert_snapshot!(shown);
}

#[test]
fn mistakes_are_placed_in_a_value_of_several_lines() {
    let shown = [
        "met: |\n  case.x_yes\n  && case.taem == 'a'\nat: /x_panel\nmessage: Not so.",
        "met: >-\n  case.x_yes\n  && case.taem == 'a'\nat: /x_panel\nmessage: Not so.",
        "met: \"case.x_yes && case.taem == 'a'\"\nat: /x_panel\nmessage: Not so.",
        "met: 'case.taem == ''a'''\nat: /x_panel\nmessage: Not so.",
        "applies: case.taem\nmet: case.taem\ndue: case.team\nat: /x_panel\nmessage: Not so.",
    ]
    .map(|with| format!("{with}\n{}", mistake(with)));
    insta::assert_snapshot!(shown.join("\n"));
}

#[test]
fn mistakes_beside_the_expressions_are_told() {
    let shown = [
        "met: 'true'",
        "met: 'true'\nat: ''\nmessage: Not so.",
        "met: 'true'\nat: x_panel\nmessage: Not so.",
        "met: 'true'\nat: /permanence_plan/primry\nmessage: Not so.",
        "met: 'true'\nat: /reviews/first\nmessage: Not so.",
        "met: 'true'\nat: /x_a/b~c\nmessage: Not so.",
        "met: 'true'\nat: /team/name\nmessage: Not so.",
        "met: 'true'\nat: /x_a\nmessage: \"  \"",
        "met: 'true'\nat: /x_a\nmessage: \"a\\e[31mb\"\nremedy: \"a\\u202Eb\"",
        "met: 'true'\nat: /x_a\nmessage: a\nelement: plans",
        "met: 'true'\nat: /x_a\nmessage: a\nmets: a",
        "met: [true]\nat: /x_a\nmessage: a",
    ]
    .map(|with| format!("{with}\n{}", mistake(with)));
    insta::assert_snapshot!(shown.join("\n"));
    let long = format!("met: 'true'\nat: /x_a\nmessage: {}", "a".repeat(401));
    assert!(mistake(&long).contains("longer than 400 characters"));
    let none = "format: 1\nname: m\nshort_title: M\ntitle: M\nversion: '1'\nrequirements:\n  \
        - {id: own, rule: expression, severity: concern}\n";
    let problems = read_strategy(none).err().unwrap_or_default();
    assert_eq!(problems[0].message, "this rule needs parameters");
}

/// The outcomes of the made-up strategy on a case with these changes.
fn worked(extra: &str, born: &str, as_of: &str) -> Outcome<Vec<String>> {
    let text = std::fs::read_to_string(fixture("strategies/expressions.yaml"))?;
    let strategy = read_strategy(&text).map_err(|problems| told(&problems))?;
    let case = format!(
        "format: 1\ncase_id: MADE-UP-2\nchild: {{date_of_birth: {born}}}\ncare: {{started: 2025-01-06}}\n{extra}"
    );
    let audited = audited(&case, strategy, as_of)?;
    Ok(audited.audit.outcomes.iter().map(said).collect())
}

#[test]
fn a_strategy_can_ask_for_life_story_work() -> Outcome<()> {
    let late = "not-met [expression-not-met] Life-story work has not begun, 26 weeks after the child came into care.";
    let begun = "x_life_story: {begun: 2025-05-01}";
    for (extra, born, as_of, expected) in [
        ("", "2015-01-01", "2025-07-07", "not-due 2025-07-07"),
        ("", "2015-01-01", "2025-07-08", late),
        (begun, "2015-01-01", "2025-07-08", "met"),
        (begun, "2015-01-01", "2025-05-01", "met"),
        (begun, "2015-01-01", "2025-04-30", "not-due 2025-07-07"),
        ("", "2021-07-08", "2025-07-08", late),
        ("", "2021-07-09", "2025-07-08", "not-applicable"),
        ("x_life_story: {begun: soon}", "2015-01-01", "2025-07-07", "not-due 2025-07-07"),
        (
            "x_life_story: {begun: soon}",
            "2015-01-01",
            "2025-07-08",
            "not-met [expression-failed] The strategy's expression cannot be judged on this case: case.x_life_story.begun is not a day.",
        ),
    ] {
        assert_eq!(worked(extra, born, as_of)?[0], expected, "{extra} {born} {as_of}");
    }
    Ok(())
}

#[test]
fn a_strategy_can_ask_for_a_matching_panel() -> Outcome<()> {
    let primary = |more: &str| format!("permanence_plan: {{primary: {{{more}}}}}");
    let unmet = "not-met [expression-not-met] Long-term carers are identified, and no panel has agreed the match.";
    for (more, expected) in [
        ("", "not-applicable"),
        ("option: adoption, carers: [F-1]", "not-applicable"),
        ("option: long-term-fostering", "not-applicable"),
        ("option: long-term-fostering, carers: [F-1]", unmet),
        ("option: long-term-fostering, carers: [F-1], x_matching_panel: 2025-09-02", unmet),
        ("option: long-term-fostering, carers: [F-1], x_matching_panel: 2025-09-01", "met"),
    ] {
        assert_eq!(worked(&primary(more), "2015-01-01", "2025-09-01")?[1], expected, "{more}");
    }
    Ok(())
}

#[test]
fn an_expression_is_about_what_it_says() -> Outcome<()> {
    let text = std::fs::read_to_string(fixture("strategies/expressions.yaml"))?;
    let strategy = read_strategy(&text).map_err(|problems| told(&problems))?;
    let elements: Vec<_> = strategy.requirements.iter().map(|own| own.element().word()).collect();
    assert_eq!(elements, ["wishes", "plan"]);
    Ok(())
}

/// Reads and judges within little time and little stack: a thread of 512 KiB.
fn on_a_small_stack(with: String, case: String) -> Outcome<String> {
    let started = Instant::now();
    let thread =
        std::thread::Builder::new().stack_size(512 * 1024).spawn(move || {
            match strategy_of(&with) {
                Err((_, problems)) => problems.first().map(ToString::to_string).unwrap_or_default(),
                Ok(strategy) => match audited(&case, strategy, AS_OF) {
                    Ok(audited) => said(&audited.audit.outcomes[0]),
                    Err(error) => error.to_string(),
                },
            }
        })?;
    let outcome = thread.join().map_err(|_| "it panicked")?;
    let took = started.elapsed();
    assert!(took < Duration::from_secs(20), "{took:?}");
    Ok(outcome)
}

#[test]
fn what_nests_or_goes_on_without_end_is_refused() -> Outcome<()> {
    for (attack, expected) in [
        ("(".repeat(10_000), "longer than 4000"),
        ("(".repeat(390), "more than 16 brackets"),
        (format!("{}1{}", "(".repeat(190), ")".repeat(190)), "more than 16 brackets"),
        (format!("{}1{}", "[".repeat(17), "]".repeat(17)), "more than 16 brackets"),
        (format!("{}1{}", "{1:".repeat(17), "}".repeat(17)), "more than 16 brackets"),
        (format!("{}1{}", "size(".repeat(17), ")".repeat(17)), "more than 16 brackets"),
        (format!("{}true", "!-".repeat(199)), "parts lie within one another"),
        (format!("1{}", "+1".repeat(199)), "parts lie within one another"),
        (format!("1{}", "-1".repeat(1_999)), "more than 400 words"),
        (format!("case{}", ".x_a".repeat(199)), "parts lie within one another"),
        (format!("case{}", ".x_a()".repeat(99)), "there is no such function"),
        (format!("case.x_a{}", "[0]".repeat(130)), "parts lie within one another"),
        (format!("case.x_a{}", ".filter(a,a)".repeat(56)), "parts lie within one another"),
        (format!("{}true", "true?".repeat(190)), "more than 16 question marks"),
        (format!("{}true", "true?true:".repeat(17)), "more than 16 question marks"),
        (format!("{}1", "a{".repeat(16)), "CEL expects something else"),
        (format!("[{}1]", "1,".repeat(190)), "where true or false is needed"),
        (format!("'{}' == 'a'", "a".repeat(3_900)), "not-met [expression-not-met]"),
        (format!("{}true", "true||".repeat(199)), "met"),
        (format!("{}true", "false==".repeat(46)), "met"),
    ] {
        let outcome = on_a_small_stack(plain(&attack), CASE.to_owned())?;
        let start: String = attack.chars().take(20).collect();
        assert!(outcome.contains(expected), "{start}: {outcome}");
    }
    Ok(())
}

#[test]
fn an_expression_stops_when_it_has_looked_long_enough() -> Outcome<()> {
    let too_much = "the case file holds too much for it to look through";
    let thousand = format!("{CASE}x_long: [{}]\n", "1, ".repeat(1_001));
    let wide: String = (0..20_000).fold(String::new(), |mut wide, n| {
        let _ = write!(wide, "k{n}: 1, ");
        wide
    });
    let wide = format!("{CASE}x_wide: {{{wide}}}\nx_items: [{}]\n", "1, ".repeat(1_000));
    let text = format!(
        "{CASE}x_text_a: {0}\nx_text_b: {0}\nx_items: [{1}]\n",
        "a".repeat(1 << 20),
        "1, ".repeat(1_000)
    );
    let merged = format!(
        "{CASE}x_base: &base {{{}}}\nx_items: [{}]\n",
        (0..1_000).fold(String::new(), |mut base, n| {
            let _ = write!(base, "k{n}: 1, ");
            base
        }),
        "{<<: *base}, ".repeat(999)
    );
    for (case, attack) in [
        (&thousand, "case.x_long.all(a, case.x_long.all(b, a == b))"),
        (&thousand, "case.x_long.all(a, case.x_long.all(b, case.x_long.all(c, a == b && b == c)))"),
        (
            &thousand,
            "case.x_long.all(a, case.x_long.exists(b, case.x_long.exists(c, b == c && false) || true))",
        ),
        (
            &thousand,
            "case.x_long.exists(a, case.x_long.exists(b, b == 2 || b in case.x_long && b == 3))",
        ),
        (
            &thousand,
            "case.x_long.all(a, size(case.x_long.filter(b, size(case.x_long.filter(c, true)) > 0)) > 0)",
        ),
        (
            &thousand,
            "case.x_long.all(a, case.x_word < 1 || case.x_long.all(b, case.x_word < 1 || b == 2)) || false",
        ),
        (&wide, "case.x_items.all(a, case.x_wide.k19999 == 1)"),
        (&wide, "case.x_items.all(a, !present(case.x_wide.none))"),
        (&text, "case.x_items.all(a, case.x_text_a == case.x_text_b)"),
        (&text, "case.x_items.all(a, present(case.x_text_a))"),
        (&merged, "case.x_items.all(a, a.k999 == 1)"),
        (&merged, "case.x_items.all(a, present(a) && present(a))"),
    ] {
        let outcome = on_a_small_stack(plain(attack), case.clone())?;
        assert!(outcome.contains(too_much), "{attack}: {outcome}");
    }
    // A caseload's longest lists are far from it.
    let reviews: String = (0..100).fold(String::new(), |mut list, n| {
        let _ = write!(list, "{{n: {n}, m: {n}}}, ");
        list
    });
    let real = format!("{CASE}x_reviews: [{reviews}]\n");
    let attack = "case.x_reviews.all(a, case.x_reviews.exists(b, a.n == b.m && a.m >= b.n))";
    assert_eq!(on_a_small_stack(plain(attack), real)?, "met");
    Ok(())
}

/// Pieces of which expressions are made, and some that are not.
const PIECES: [&str; 88] = [
    "case",
    "today",
    ".",
    "x_a",
    "x_list",
    "child",
    "reviews",
    "date",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "&&",
    "||",
    "!",
    "-",
    "+",
    "*",
    "/",
    "%",
    "==",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
    "in",
    "?",
    ":",
    ",",
    "1",
    "0",
    "9223372036854775807",
    "-9223372036854775808",
    "0x7f",
    "1.5",
    "1e9",
    "1u",
    "'a'",
    "\"b\"",
    "r'c'",
    "b'd'",
    "'''e'''",
    "'\\x41'",
    "'\\u12'",
    "null",
    "true",
    "false",
    "present",
    "has",
    "size",
    "age",
    "days",
    "weeks",
    "months",
    "all",
    "exists",
    "exists_one",
    "filter",
    "map",
    "r",
    "`q`",
    "//",
    "\n",
    " ",
    "é",
    "😀",
    "\t",
    "'",
    "\"",
    "&",
    "|",
    "#",
    "@",
    "\\",
    ".?",
    "[?",
    "for",
    "x_a.all(r,",
    "date('2025-01-01')",
    "case.x_list",
    "case.reviews.all(r, r.",
    "case.x_a",
    "present(case.x_",
    "weeks(26)",
    "r.date",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the text, reading ends in a strategy or a mistake, and judging in an outcome.
    #[test]
    fn no_text_is_too_odd(pieces in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..40)) {
        no_panic(&pieces.concat())?;
    }

    #[test]
    fn no_characters_are_too_odd(text in ".{0,60}") {
        no_panic(&text)?;
    }
}

/// Conditions and numbers made of literals alone, which the crate's own interpreter judges too.
fn conditions() -> impl proptest::strategy::Strategy<Value = String> {
    let leaf =
        prop::sample::select(vec!["true", "false", "1 < 2", "2 == 3", "1 in [1, 2]", "1 / 0 == 1"]);
    leaf.prop_map(str::to_owned).prop_recursive(4, 24, 3, |inner| {
        let number =
            prop::sample::select(vec!["0", "1", "-7", "2", "n", "9223372036854775807", "(n - 1)"]);
        let sign = prop::sample::select(vec!["+", "-", "*", "/", "%"]);
        let order = prop::sample::select(vec!["<", "<=", ">", ">=", "==", "!="]);
        let logic = prop::sample::select(vec!["&&", "||", "==", "!="]);
        let look = prop::sample::select(vec!["all", "exists", "exists_one"]);
        prop_oneof![
            inner.clone().prop_map(|of| format!("!({of})")),
            (inner.clone(), logic, inner.clone())
                .prop_map(|(a, sign, b)| format!("({a}) {sign} ({b})")),
            (inner.clone(), inner.clone(), inner.clone())
                .prop_map(|(a, b, c)| format!("({a}) ? ({b}) : ({c})")),
            (look.clone(), inner.clone())
                .prop_map(|(look, of)| format!("[0, 1, 2].{look}(n, {of})")),
            (look, number.clone(), sign, number.clone(), order, number).prop_map(
                |(look, a, sign, b, order, c)| {
                    format!("[0, 1, -1].{look}(n, {a} {sign} {b} {order} {c})")
                }
            ),
            inner.prop_map(|of| format!("size([0, 1, 2].filter(n, {of})) == 3")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// CEL means here what it means to the crate that reads it.
    #[test]
    fn literals_come_to_what_the_crate_makes_of_them(expression in conditions()) {
        let program = cel::Program::compile(&expression).map_err(|error| TestCaseError::fail(error.to_string()))?;
        let expected = match program.execute(&cel::Context::default()) {
            Ok(cel::Value::Bool(true)) => "met",
            Ok(cel::Value::Bool(false)) => "not-met [expression-not-met]",
            _ => "not-met [expression-failed]",
        };
        let found = judged(&expression).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert!(found.starts_with(expected), "{expression}: {found}, where CEL has {expected}");
    }
}

fn no_panic(text: &str) -> Result<(), TestCaseError> {
    let with = serde_json::json!({"met": text, "at": "/x_a", "message": "Not so."}).to_string();
    if let Ok(strategy) = strategy_of(&with) {
        let outcome = audited(CASE, strategy, AS_OF)
            .map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(outcome.audit.outcomes.len(), 1);
    }
    Ok(())
}
