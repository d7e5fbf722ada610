#!/usr/bin/env python3
"""Prints the failed tests of a folder of lit (.xml) and dotnet (.trx) results, then `N passed, N failed`.

usage: sum-results.py FOLDER [PROBLEM...]   a PROBLEM (a suite that left no results) counts as a failed test.
"""
import sys
import xml.etree.ElementTree as xml
from pathlib import Path

folder, problems = Path(sys.argv[1]), sys.argv[2:]
passed, failed = 0, list(problems)

for path in sorted(folder.glob("*.xml")):
    for case in xml.parse(path).iter("testcase"):
        if case.find("failure") is not None or case.find("error") is not None:
            failed.append(f"{case.get('classname')}/{case.get('name')}")
        elif case.find("skipped") is None:
            passed += 1

for path in sorted(folder.glob("*.trx")):
    results = [e for e in xml.parse(path).iter() if e.tag.endswith("}UnitTestResult")]
    for result in results:
        match result.get("outcome"):
            case "Passed":
                passed += 1
            case "NotExecuted":
                pass
            case _:
                failed.append(result.get("testName"))
    if not results:
        failed.append(f"{path.stem}: ran no test")

for name in failed:
    print(f"FAILED: {name}")
print(f"{passed} passed, {len(failed)} failed")
sys.exit(1 if failed or not passed else 0)
