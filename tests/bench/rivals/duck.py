"""Audits one file of JSON lines with DuckDB, and writes what is not met as CSV.

    duck.py CASES.ndjson BANK-HOLIDAYS.txt AS-OF OUT.csv [THREADS]
"""

import sys
from pathlib import Path

import duckdb


def main() -> None:
    cases, bank_holidays, as_of, out = sys.argv[1:5]
    threads = int(sys.argv[5]) if len(sys.argv) > 5 else 2
    database = duckdb.connect(config={"threads": threads})
    variables = {"cases": cases, "bank_holidays": bank_holidays, "today": as_of}
    for name, value in variables.items():
        database.execute(f"SET VARIABLE {name} = $1", [value])
    database.execute(Path(__file__).with_name("audit.sql").read_text())
    database.table("not_met").order("case_id, requirement").write_csv(out, header=True)


if __name__ == "__main__":
    main()
