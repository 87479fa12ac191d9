"""Audits a caseload of NDJSON with Apache Spark.

Each partition of the cases goes through one run of `permanence check -`, which maps lines to lines; what
comes out of each is a part, and `permanence merge` makes one report of all parts.
"""

import argparse
import shlex

from pyspark.sql import SparkSession


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("cases", help="a file or folder of NDJSON, a case a line")
    arguments.add_argument("parts", help="the folder for the parts, which must not be there yet")
    arguments.add_argument("--as-of", required=True, help="the day to judge as at")
    arguments.add_argument("--partitions", type=int, default=8)
    arguments.add_argument("--permanence", default="permanence", help="the program, if not on the path")
    asked = arguments.parse_args()

    # A part without cases is no failure here, and one that was cut short is refused by `merge`: the
    # exit code of each run has nothing to add.
    check = [asked.permanence, "check", "-", "--stdin-filename", "cases.ndjson", "--as-of", asked.as_of]
    check += ["--format", "ndjson", "--show", "all", "--fail-on", "never", "--no-config"]
    spark = SparkSession.builder.appName("permanence").getOrCreate()
    cases = spark.sparkContext.textFile(asked.cases, asked.partitions)
    cases.pipe(shlex.join(check)).saveAsTextFile(asked.parts)
    spark.stop()


if __name__ == "__main__":
    main()
