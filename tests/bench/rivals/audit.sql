-- What an analyst with DuckDB would write: 43 of the requirements of Dorset's strategy and of the
-- regulations, over one file of JSON lines. One row a case and requirement that is not met.
--
-- It must say what `permanence check` says: tests/bench/run compares the two, case by case.
-- Variables: cases (the file), bank_holidays (the table beside src/calendar), today.

CREATE MACRO noted(words) AS coalesce(trim(words) <> '', false);
CREATE MACRO months_on(day, months) AS CAST(day + to_months(CAST(months AS INTEGER)) AS DATE);
CREATE MACRO age_on(birth, day) AS
    year(day) - year(birth) - CAST(strftime(day, '%m%d') < strftime(birth, '%m%d') AS INTEGER);
CREATE MACRO by_day(happened, day) AS CASE WHEN happened <= day THEN happened END;
CREATE MACRO between_days(happened, started, day) AS
    CASE WHEN happened BETWEEN started AND day THEN happened END;

-- Every day with how many working days came up to it.
CREATE TEMP TABLE calendar AS
WITH holidays AS (
    SELECT CAST(left(line, 10) AS DATE) AS calendar_day
    FROM (
        SELECT unnest(string_split(content, chr(10))) AS line
        FROM read_text(getvariable('bank_holidays'))
    )
    WHERE line SIMILAR TO '[0-9]{4}-.*'
),
days AS (
    SELECT CAST(range AS DATE) AS calendar_day 
    FROM range(DATE '2008-01-01', DATE '2029-01-01', INTERVAL 1 DAY)
)
SELECT
    calendar_day,
    isodow(calendar_day) < 6 AND holidays.calendar_day IS NULL AS working,
    sum(CAST(working AS INTEGER)) OVER (ORDER BY calendar_day) AS working_days
FROM days LEFT JOIN holidays USING (calendar_day);

CREATE TEMP TABLE facts AS
WITH cases AS (
    SELECT *
    FROM read_json(
        getvariable('cases'),
        format = 'newline_delimited',
        columns = {
            case_id: 'VARCHAR',
            reviewing_officer: 'VARCHAR',
            child: 'STRUCT(date_of_birth DATE, told_why_in_care DATE, told_how_to_complain DATE,
                advocate STRUCT(offered DATE))',
            care: 'STRUCT(started DATE, ended DATE, entry VARCHAR, earlier_reviews INTEGER,
                legal_statuses STRUCT(status VARCHAR, "from" DATE, "to" DATE)[],
                proceedings STRUCT(issued DATE, concluded DATE,
                    extensions STRUCT("to" DATE, reason VARCHAR)[]))',
            placements: 'STRUCT(kind VARCHAR, "from" DATE, "to" DATE, long_term_approved DATE)[]',
            wishes_and_feelings: 'STRUCT(recorded DATE, "method" VARCHAR, views VARCHAR,
                how_reflected VARCHAR)[]',
            assessment: 'STRUCT(completed DATE, factors STRUCT(wishes_and_needs VARCHAR,
                feelings VARCHAR, safety_and_wellbeing VARCHAR, short_term_stability VARCHAR,
                long_term_stability VARCHAR, relationships VARCHAR,
                education_hobbies_friendships VARCHAR, carer_relationship VARCHAR,
                adoption VARCHAR, transition_to_adulthood VARCHAR, age VARCHAR,
                sibling_group VARCHAR, child_support_needs VARCHAR, family_support_needs VARCHAR,
                family_contact VARCHAR, outcomes VARCHAR))',
            permanence_plan: 'STRUCT(planning_started DATE, first_drawn_up DATE, drawn_up DATE,
                first_presented DATE, presented DATE, revised DATE[],
                security STRUCT(legal VARCHAR, emotional VARCHAR, physical VARCHAR),
                outcomes VARCHAR[], milestones STRUCT("by" DATE, done DATE)[],
                transition_plan STRUCT(drawn_up DATE),
                "primary" STRUCT("option" VARCHAR, reasons VARCHAR, evidence VARCHAR,
                    reflects_wishes VARCHAR, legal_route VARCHAR, identified DATE,
                    target_date DATE),
                contingencies STRUCT("option" VARCHAR, legal_route VARCHAR, target_date DATE)[],
                ruled_out STRUCT("option" VARCHAR, reasons VARCHAR, decided DATE)[],
                reviewed DATE[], achieved DATE)',
            family_finding: 'STRUCT(unreachable STRUCT(reason VARCHAR, checked DATE),
                told_how_to_complain DATE, relatives STRUCT(located DATE, consulted DATE,
                    not_consulted_because VARCHAR)[],
                family_group_conference STRUCT(held DATE, family_plan VARCHAR))',
            lifelong_links: 'STRUCT(kept_up_by VARCHAR)[]',
            no_siblings: 'BOOLEAN',
            siblings: 'STRUCT(case_id VARCHAR, looked_after BOOLEAN, decision VARCHAR,
                decided DATE, reasons VARCHAR, explained_to_child DATE)[]',
            reviews: 'STRUCT("date" DATE, cancelled BOOLEAN, participation VARCHAR,
                plan_considered BOOLEAN, officer_comment VARCHAR, care_still_needed VARCHAR)[]',
            orders: 'STRUCT("order" VARCHAR, granted DATE)[]'
        }
    )
),
closing AS (
    SELECT
        *,
        care.started AS started,
        child.date_of_birth AS birth,
        CAST(getvariable('today') AS DATE) AS today,
        -- A child born on 29 February comes of age on 1 March.
        CAST(birth + INTERVAL 18 YEAR AS DATE)
            + CAST(strftime(birth, '%m%d') = '0229' AS INTEGER) AS eighteenth,
        list_min(
            [o.granted FOR o IN coalesce(orders, [])
             IF o."order" IS NOT NULL AND o.granted BETWEEN care.started AND today]
        ) AS granted,
        list_min(
            [ending FOR ending IN [by_day(care.ended, today), granted, eighteenth - 1]
             IF ending < today]
        ) AS closed_on,
        coalesce(closed_on, today) AS day
    FROM cases
),
held AS (
    SELECT
        closing.* EXCLUDE (reviews),
        coalesce(care.earlier_reviews, 0) AS earlier,
        list_sort(
            [r FOR r IN coalesce(reviews, [])
             IF r.cancelled IS DISTINCT FROM true AND r."date" BETWEEN started AND day]
        ) AS held,
        held[-1] AS latest,
        CASE WHEN earlier = 0 THEN held[1] END AS first_review,
        CASE earlier WHEN 0 THEN held[2] WHEN 1 THEN held[1] END AS second_review
    FROM closing
),
clock AS (
    SELECT
        held.*,
        twentieth.calendar_day AS first_due,
        tenth.calendar_day AS tenth_day,
        CASE WHEN earlier = 0
            THEN months_on(coalesce(held.first_review."date", twentieth.calendar_day), 3)
        END AS second_due
    FROM held
    LEFT JOIN calendar AS start ON start.calendar_day = started
    LEFT JOIN calendar AS twentieth
        ON twentieth.working AND twentieth.working_days = start.working_days + 20
    LEFT JOIN calendar AS tenth
        ON tenth.working AND tenth.working_days = start.working_days + 10
),
plan AS (
    SELECT
        *,
        earlier >= 2 OR second_review IS NOT NULL AS second_held,
        CASE
            WHEN earlier >= 2 THEN NULL
            WHEN second_review IS NOT NULL THEN second_review."date" - 1
            ELSE coalesce(second_due, months_on(first_due, 3))
        END AS planning_day,
        CASE WHEN second_review IS NOT NULL OR second_due IS NOT NULL THEN planning_day END
            AS known_planning_day,
        between_days(p.first_drawn_up, started, day) AS first_drawn_up,
        between_days(p.drawn_up, started, day) AS drawn_up_now,
        between_days(p.first_presented, started, day) AS first_presented,
        between_days(p.presented, started, day) AS presented_now,
        CASE WHEN coalesce(p.first_drawn_up, p.drawn_up, p.first_presented, p.presented) IS NULL
            THEN p."primary"."option" IS NOT NULL
            ELSE coalesce(first_drawn_up, drawn_up_now, first_presented, presented_now) IS NOT NULL
        END AS planned,
        CASE WHEN planned THEN p."primary"."option" END AS main,
        CASE WHEN planned THEN between_days(p.achieved, started, day) END AS achieved,
        CASE WHEN planned THEN coalesce(first_presented, presented_now) END AS presented,
        CASE WHEN planned THEN coalesce(
            first_drawn_up, drawn_up_now, between_days(p."primary".identified, started, day)
        ) END AS drawn_up,
        CASE WHEN planned THEN
            [o FOR o IN list_concat(
                [{'option': p."primary"."option", 'legal_route': p."primary".legal_route,
                  'target_date': p."primary".target_date}],
                coalesce(p.contingencies, [])
            ) IF o."option" IS NOT NULL]
        END AS options,
        age_on(birth, day) AS age,
        age >= 4 AS asked,
        [h FOR h IN coalesce(placements, [])
         IF h.kind IS NOT NULL AND coalesce(h."from" <= day, true) AND coalesce(h."to" >= day, true)
        ] AS homes,
        coalesce(list_contains([h.kind FOR h IN homes], 'adoptive'), false) AS adoptive,
        care.entry = 'remand' AND len(
            [s FOR s IN coalesce(care.legal_statuses, [])
             IF coalesce(s."from" <= day, true) AND s.status <> 'remand']
        ) = 0 AS remand_only,
        noted(family_finding.unreachable.reason)
            AND coalesce(family_finding.unreachable.checked <= day, true) AS unreachable,
        [w FOR w IN coalesce(wishes_and_feelings, []) IF coalesce(w.recorded <= day, true)] AS wishes,
        list_sort(wishes)[-1] AS last_wishes,
        by_day(assessment.completed, day) AS assessed,
        [s FOR s IN coalesce(siblings, [])
         IF coalesce(s.looked_after, s.case_id IS NOT NULL)] AS looked_after_siblings,
        [s FOR s IN coalesce(siblings, [])
         IF s.decision = 'apart' AND coalesce(s.decided <= day, true)] AS siblings_apart
    FROM (SELECT * RENAME (permanence_plan AS p) FROM clock)
)
SELECT *
FROM plan
WHERE day >= started AND care.entry IS DISTINCT FROM 'short-breaks';

-- The days that set the clock of plan reviews, and the day by which each asks for the next.
CREATE TEMP TABLE ticks AS
WITH plans AS (
    SELECT
        case_id, day, achieved, p, held,
        coalesce(first_presented, presented_now, drawn_up_now, first_drawn_up) AS clock_start,
        [{'approved': h.long_term_approved, 'gone': by_day(h."to", day)}
         FOR h IN coalesce(placements, []) IF h.long_term_approved <= day] AS approved,
        CASE WHEN len([h FOR h IN approved IF coalesce(day < h.gone, true)]) = 0
                AND achieved IS NOT NULL
            THEN greatest(achieved, list_max([h.gone FOR h IN approved]))
        END AS stopped
    FROM facts
    WHERE planned
),
days AS (
    SELECT DISTINCT
        case_id, day, clock_start, achieved, stopped, approved,
        unnest(list_concat(
            coalesce(p.reviewed, []), coalesce(p.revised, []),
            [r."date" FOR r IN held IF r.plan_considered],
            [h.approved FOR h IN approved], [stopped, clock_start]
        )) AS tick
    FROM plans
),
gaps AS (
    SELECT
        *,
        [h FOR h IN approved IF h.approved <= tick AND coalesce(tick < h.gone, true)] AS covering,
        CASE
            WHEN len(covering) = 0 THEN tick + 84
            WHEN len([h FOR h IN covering IF h.gone IS NULL]) > 0 THEN months_on(tick, 12)
            ELSE least(months_on(tick, 12), list_max([h.gone FOR h IN covering]) + 84)
        END AS due,
        lead(tick) OVER (PARTITION BY case_id ORDER BY tick) AS next
    FROM days
    WHERE tick BETWEEN clock_start AND day
)
SELECT
    *,
    coalesce(due < achieved, true)
        OR len([h FOR h IN approved IF h.approved <= due AND coalesce(due < h.gone, true)]) > 0
        AS runs
FROM gaps;

-- Each fault: its requirement, how much it weighs, whether it is of the planning stage, whether
-- something is absent, and the day it was over.
CREATE TEMP TABLE faults AS
    -- The plan
    SELECT case_id, 'dorset/permanence-plan' AS requirement, 'breach' AS weight,
        true AS planning, true AS absent, CAST(NULL AS DATE) AS over
    FROM facts WHERE NOT planned
UNION ALL
    SELECT case_id, 'dorset/permanence-plan', 'breach', true, false, drawn_up
    FROM facts WHERE drawn_up > known_planning_day
UNION ALL
    SELECT case_id, 'dorset/planning-started-early', 'concern', false, false,
        by_day(p.planning_started, day)
    FROM facts
    WHERE day > tenth_day AND coalesce(by_day(p.planning_started, day) > CASE
        WHEN care.entry IN ('planned', 'relinquished') THEN started ELSE tenth_day END, true)
UNION ALL
    SELECT case_id, 'dorset/primary-option', 'breach', true, true, NULL
    FROM facts WHERE planned AND main IS NULL
UNION ALL
    SELECT case_id, 'dorset/recognised-option', 'advice', true, true, NULL
    FROM facts
    WHERE len([o FOR o IN options
               IF o."option" = 'family-and-friends' AND o.legal_route IS NULL]) > 0
UNION ALL
    SELECT case_id, 'dorset/contingency-option', CASE
            WHEN age >= 16 THEN 'advice' WHEN len(different) > 0 THEN 'concern' ELSE 'breach'
        END, true, len(others) = 0, NULL
    FROM (
        SELECT
            *,
            [o."option" FOR o IN coalesce(p.contingencies, []) IF o."option" IS NOT NULL] AS others,
            [o FOR o IN others IF o <> main AND NOT (
                o IN ('special-guardianship', 'child-arrangements')
                AND main IN ('special-guardianship', 'child-arrangements'))] AS different,
            [o FOR o IN different IF NOT (
                o IN ('early-permanence', 'adoption')
                AND main IN ('early-permanence', 'adoption'))] AS lasting
        FROM facts WHERE main IS NOT NULL AND achieved IS NULL
    )
    WHERE len(lasting) = 0
UNION ALL
    SELECT case_id, 'dorset/track-timescales', 'concern', true, true, NULL
    FROM facts WHERE len([o FOR o IN options IF o.target_date IS NULL]) > 0
UNION ALL
    SELECT case_id, 'dorset/planning-meeting', 'breach', true, presented IS NULL, presented
    FROM facts
    WHERE planned AND (presented IS NULL OR presented >= second_review."date"
        OR (second_review IS NULL AND presented > second_due))
UNION ALL
    SELECT case_id, 'dorset/plan-review-cadence', 'breach', true, false, next
    FROM ticks
    WHERE runs AND coalesce(next > due, due < day)
        AND NOT (next IS NULL AND stopped IS NOT NULL)
UNION ALL
    SELECT case_id, 'dorset/no-drift', 'concern', true, false, NULL
    FROM facts
    WHERE planned AND achieved IS NULL AND (p."primary".target_date < day
        OR len([m FOR m IN coalesce(p.milestones, [])
                IF m."by" < day AND by_day(m.done, day) IS NULL]) > 0)
UNION ALL
    SELECT case_id, 'dorset/care-still-needed', 'concern', false, true, NULL
    FROM facts
    WHERE planned AND second_held AND achieved IS NULL AND latest IS NOT NULL
        AND NOT noted(latest.care_still_needed)
UNION ALL
    SELECT case_id, 'dorset/legal-route', 'breach', true, p."primary".legal_route IS NULL, NULL
    FROM facts
    WHERE main IS NOT NULL AND coalesce(NOT list_contains(CASE main
        WHEN 'return-home' THEN
            ['no-order', 'supervision-order', 'child-arrangements-order', 'care-order']
        WHEN 'family-and-friends' THEN ['section-20', 'care-order', 'interim-care-order',
            'no-order', 'special-guardianship-order', 'child-arrangements-order']
        WHEN 'early-permanence' THEN ['section-20', 'care-order', 'interim-care-order',
            'placement-order', 'adoption-order']
        WHEN 'special-guardianship' THEN ['special-guardianship-order']
        WHEN 'child-arrangements' THEN ['child-arrangements-order']
        WHEN 'adoption' THEN ['placement-order', 'adoption-order']
        ELSE ['section-20', 'care-order']
    END, p."primary".legal_route), true)
UNION ALL
    SELECT case_id, 'dorset/three-parts', 'concern', true, true, NULL
    FROM facts
    WHERE planned AND NOT (noted(p.security.legal) AND noted(p.security.emotional)
        AND noted(p.security.physical))
UNION ALL
    SELECT case_id, 'dorset/choice-from-assessment', 'breach', true, true, NULL
    FROM facts
    WHERE main IS NOT NULL AND (NOT noted(p."primary".reasons)
        OR (assessed IS NOT NULL AND NOT noted(p."primary".evidence)))
UNION ALL
    SELECT case_id, 'dorset/choice-reflects-wishes', 'concern', true, true, NULL
    FROM facts
    WHERE main IS NOT NULL AND len(wishes) > 0 AND NOT noted(p."primary".reflects_wishes)
UNION ALL
    SELECT case_id, 'dorset/outcomes', 'concern', true, true, NULL
    FROM facts
    WHERE planned AND len([o FOR o IN coalesce(p.outcomes, []) IF noted(o)]) = 0
UNION ALL
    SELECT case_id, 'dorset/transition-plan', 'concern', true, true, NULL
    FROM facts
    WHERE planned AND age BETWEEN 16 AND 17
        AND by_day(p.transition_plan.drawn_up, day) IS NULL
    -- The assessment
UNION ALL
    SELECT case_id, 'dorset/assessment', 'breach', true, assessed IS NULL, assessed
    FROM facts
    WHERE assessed IS NULL OR (planned AND assessed > coalesce(first_drawn_up, drawn_up_now))
UNION ALL
    SELECT case_id, 'dorset/assessment-factors', 'concern', true, true, NULL
    FROM (SELECT *, assessment.factors AS f FROM facts WHERE assessed IS NOT NULL)
    WHERE NOT (noted(f.wishes_and_needs) AND noted(f.feelings) AND noted(f.short_term_stability)
        AND noted(f.long_term_stability) AND noted(f.relationships)
        AND noted(f.carer_relationship) AND noted(f.adoption) AND noted(f.outcomes)
        AND (NOT asked OR noted(f.education_hobbies_friendships))
        AND (NOT asked OR age >= 16 OR noted(f.transition_to_adulthood)))
UNION ALL
    SELECT case_id, 'dorset/safety-considered', 'breach', true, true, NULL
    FROM facts WHERE assessed IS NOT NULL AND NOT noted(assessment.factors.safety_and_wellbeing)
UNION ALL
    SELECT case_id, 'dorset/support-needs', 'concern', true, true, NULL
    FROM facts
    WHERE assessed IS NOT NULL AND NOT (noted(assessment.factors.child_support_needs)
        AND (unreachable OR noted(assessment.factors.family_support_needs)))
UNION ALL
    SELECT case_id, 'dorset/contact-in-assessment', 'concern', true, true, NULL
    FROM facts WHERE assessed IS NOT NULL AND NOT noted(assessment.factors.family_contact)
UNION ALL
    SELECT case_id, 'dorset/adulthood', 'concern', true, true, NULL
    FROM facts
    WHERE assessed IS NOT NULL AND age >= 16
        AND NOT noted(assessment.factors.transition_to_adulthood)
    -- The child's voice
UNION ALL
    SELECT case_id, 'dorset/wishes-recorded', 'breach', true, true, NULL
    FROM facts
    WHERE len([w FOR w IN wishes
               IF noted(w.views) OR (NOT asked AND w."method" = 'observation')]) = 0
UNION ALL
    SELECT case_id, 'dorset/wishes-current', 'advice', true, last_wishes.recorded IS NULL, NULL
    FROM (
        SELECT
            *,
            list_reverse_sort(list_distinct(list_concat(
                [r FOR r IN coalesce(p.reviewed, []) IF r BETWEEN started AND day],
                [r."date" FOR r IN held IF r.plan_considered]))) AS plan_reviews,
            CASE WHEN len(plan_reviews) > 0
                THEN coalesce(plan_reviews[2], presented, drawn_up)
            END AS since
        FROM facts WHERE planned AND len(wishes) > 0
    )
    WHERE since IS NOT NULL AND coalesce(
        last_wishes.recorded < since AND last_wishes.recorded + 182 < day, true)
UNION ALL
    SELECT case_id, 'dorset/advocate-offered', CASE WHEN asked THEN 'concern' ELSE 'advice' END,
        true, true, NULL
    FROM facts WHERE by_day(child.advocate.offered, day) IS NULL
UNION ALL
    SELECT case_id, 'dorset/knows-why', 'concern', true, true, NULL
    FROM facts WHERE asked AND by_day(child.told_why_in_care, day) IS NULL
UNION ALL
    SELECT case_id, 'dorset/knows-how-to-complain', 'advice', true, true, NULL
    FROM facts WHERE asked AND by_day(child.told_how_to_complain, day) IS NULL
UNION ALL
    SELECT case_id, 'dorset/family-knows-how-to-complain', 'advice', true, true, NULL
    FROM facts
    WHERE NOT unreachable AND by_day(family_finding.told_how_to_complain, day) IS NULL
    -- Family first
UNION ALL
    SELECT case_id, 'dorset/return-home-considered', 'breach', true, true, NULL
    FROM facts
    WHERE planned AND NOT list_contains([o."option" FOR o IN options], 'return-home')
        AND len([r FOR r IN coalesce(p.ruled_out, []) IF r."option" = 'return-home'
                 AND coalesce(r.decided <= day, true) AND noted(r.reasons)]) = 0
UNION ALL
    SELECT case_id, 'dorset/relatives-consulted', 'concern', true, true, NULL
    FROM (SELECT *, coalesce(family_finding.relatives, []) AS relatives FROM facts)
    WHERE planned AND NOT unreachable AND (len(relatives) = 0
        OR len([r FOR r IN relatives IF NOT noted(r.not_consulted_because)
                AND (by_day(r.located, day) IS NULL OR by_day(r.consulted, day) IS NULL)]) > 0)
UNION ALL
    SELECT case_id, 'dorset/family-plan', 'advice', false, true, NULL
    FROM facts
    WHERE by_day(family_finding.family_group_conference.held, day) IS NOT NULL AND NOT unreachable
        AND NOT noted(family_finding.family_group_conference.family_plan)
    -- Siblings, and links
UNION ALL
    SELECT case_id, 'dorset/siblings-recorded', 'advice', true, true, NULL
    FROM facts WHERE coalesce(len(siblings), 0) = 0 AND no_siblings IS DISTINCT FROM true
UNION ALL
    SELECT case_id, 'dorset/sibling-decision', 'breach', true, true, NULL
    FROM facts
    WHERE len([s FOR s IN looked_after_siblings IF s.decision IS NULL
               OR by_day(s.decided, day) IS NULL OR NOT noted(s.reasons)]) > 0
UNION ALL
    SELECT case_id, 'dorset/separation-explained', 'concern', false, true, NULL
    FROM facts
    WHERE len([s FOR s IN siblings_apart
               IF age_on(birth, coalesce(by_day(s.decided, day), day)) >= 4
               AND by_day(s.explained_to_child, day) IS NULL]) > 0
UNION ALL
    SELECT case_id, 'dorset/lifelong-links', 'breach', true, true, NULL
    FROM facts
    WHERE coalesce(len(lifelong_links), 0) = 0
        OR len([l FOR l IN lifelong_links IF NOT noted(l.kept_up_by)]) > 0
UNION ALL
    SELECT case_id, 'dorset/officer-comment', 'concern', false, true, NULL
    FROM facts
    WHERE planned AND second_held AND latest IS NOT NULL
        AND len([r FOR r IN held IF noted(r.officer_comment)]) = 0
    -- The law
UNION ALL
    SELECT case_id, 'dorset/proceedings-in-26-weeks', CASE
            WHEN coalesce(concluded, day) <= extended THEN 'advice' ELSE 'breach'
        END, false, false, concluded
    FROM (
        SELECT
            case_id, day,
            by_day(care.proceedings.issued, day) AS issued,
            by_day(care.proceedings.concluded, day) AS concluded,
            list_max([e."to" FOR e IN coalesce(care.proceedings.extensions, [])
                      IF noted(e.reason)]) AS extended
        FROM facts
    )
    WHERE coalesce(concluded, day) > issued + 181
    -- The regulations
UNION ALL
    SELECT case_id, 'statutory/first-review', 'breach', false, false, first_review."date"
    FROM facts
    WHERE earlier = 0 AND NOT adoptive AND coalesce(first_review."date", day) > first_due
UNION ALL
    SELECT case_id, 'statutory/second-review', 'breach', false, false, second_review."date"
    FROM facts
    WHERE earlier = 0 AND NOT adoptive AND coalesce(second_review."date", day) > second_due
UNION ALL
    SELECT case_id, 'statutory/later-reviews', 'breach', false, false, next
    FROM (
        SELECT
            case_id, day, review,
            lead(review) OVER (PARTITION BY case_id ORDER BY number) AS next,
            number > 1 OR earlier > 0 OR next IS NULL AS later,
            -- The clock does not run in an adoptive home.
            months_on(coalesce(list_max(
                [h."to" FOR h IN coalesce(placements, [])
                 IF h.kind = 'adoptive' AND coalesce(h."from" <= months_on(review, 6), true)
                 AND h."to" >= months_on(review, 6)]), review), 6) AS due
        FROM (
            SELECT case_id, day, earlier, placements, unnest(held)."date" AS review,
                generate_subscripts(held, 1) AS number
            FROM facts WHERE second_held AND NOT adoptive
        )
    )
    WHERE later AND coalesce(next, day) > due
UNION ALL
    SELECT case_id, 'statutory/child-took-part', 'concern', false, false,
        CASE WHEN number < reviews THEN review."date" END
    FROM (
        SELECT case_id, birth, len(held) AS reviews, unnest(held) AS review,
            generate_subscripts(held, 1) AS number
        FROM facts WHERE NOT adoptive
    )
    WHERE review.participation IS NULL OR (review.participation IN ('none', 'under-4')
        AND age_on(birth, review."date") >= 4)
UNION ALL
    SELECT case_id, 'statutory/plan-by-second-review', 'breach', false, false,
        CASE WHEN planned THEN drawn_up END
    FROM facts
    WHERE NOT adoptive AND NOT coalesce(remand_only, false) AND CASE
        WHEN earlier >= 2 THEN NOT planned
        WHEN planned THEN drawn_up > coalesce(second_review."date", second_due)
        ELSE second_review IS NOT NULL OR day >= second_due
    END
UNION ALL
    SELECT case_id, 'statutory/plan-by-second-review', 'breach-not-considered', false, false,
        CASE WHEN latest."date" > second_review."date" THEN second_review."date" END
    FROM facts
    WHERE NOT adoptive AND NOT coalesce(remand_only, false) AND planned
        AND coalesce(drawn_up <= second_review."date", true)
        AND second_review IS NOT NULL AND second_review.plan_considered IS DISTINCT FROM true
UNION ALL
    SELECT case_id, 'statutory/officer-named', 'concern', false, true, NULL
    FROM facts WHERE NOT adoptive AND reviewing_officer IS NULL;

-- What is not met: what is absent is not due before the planning day; what is long over, or was
-- only advice and is over, is not told.
CREATE TEMP TABLE not_met AS
WITH told AS (
    SELECT DISTINCT case_id, requirement, weight LIKE '%not-considered' AS not_considered
    FROM faults
    JOIN facts USING (case_id)
    WHERE NOT (planning AND absent AND presented IS NULL AND coalesce(day < planning_day, false))
        AND NOT (coalesce(remand_only, false) AND requirement IN (
            'dorset/permanence-plan', 'dorset/planning-started-early', 'dorset/family-plan'))
        AND CASE
            WHEN coalesce(over, closed_on) IS NULL THEN true
            ELSE weight <> 'advice' AND coalesce(over, closed_on) >= months_on(today, -12)
        END
)
SELECT DISTINCT case_id, requirement
FROM told
WHERE NOT (
    requirement = 'statutory/plan-by-second-review' AND NOT not_considered
    AND case_id IN (SELECT case_id FROM told WHERE requirement = 'dorset/permanence-plan')
);
