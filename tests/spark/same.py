"""Holds that two reports say the same of the same cases, wherever each case was read."""

import json
import sys
from pathlib import Path


def said(path: str) -> dict:
    report = json.loads(Path(path).read_text(encoding="utf-8"))
    for audit in report["audits"]:
        # A line of a partition is not that line of the whole.
        del audit["source"]
        for outcome in audit["outcomes"]:
            for finding in outcome["findings"]:
                del finding["line"]
    report["audits"].sort(key=lambda audit: audit["case_id"])
    return report


def main() -> None:
    whole, merged = map(said, sys.argv[1:3])
    siblings = [
        outcome
        for audit in whole["audits"]
        for outcome in audit["outcomes"]
        if outcome["requirement"].endswith("/sibling-files-agree") and outcome["outcome"] == "not-met"
    ]
    if not whole["audits"] or not siblings:
        sys.exit("this caseload shows nothing: no case, or no siblings whose files disagree")
    if whole != merged:
        differ = [key for key in whole if whole[key] != merged.get(key)]
        sys.exit(f"the parts come to something else than the whole: {', '.join(differ)}")
    print(f"the same of {len(whole['audits'])} cases, {len(siblings)} of them with a sibling's file that disagrees")


if __name__ == "__main__":
    main()
