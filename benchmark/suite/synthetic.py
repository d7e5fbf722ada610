"""A generated C project of many units: what start-up, linking and lookup cost when there is much of everything."""

from pathlib import Path

FUNCTIONS = 24

UNIT = """\
/* Unit {n} of a generated project. */
#include "project.h"
static int table_{n}[{functions}];
const char *name_{n}(void) {{ return "unit {n}"; }}
"""

FUNCTION = """
{linkage}int {name}(int x) {{
  int sum = {k}, i;
  for (i = 0; i < x % 7 + 2; ++i) {{
    table_{n}[i % {functions}] += x ^ i;
    if (sum > 1000)
      sum = sum / 3 + table_{n}[{k}];
    else
      sum += i * {k} - x;
  }}
  switch (x & 3) {{
  case 0: return sum + {call};
  case 1: return sum - table_{n}[{k}];
  case 2: return describe(name_{n}(), sum);
  default: return sum;
  }}
}}
"""

MAIN = """\
/* Calls {calls} of the project's functions. */
#include "project.h"
#include <stdio.h>
int describe(const char *name, int value) {{ return name[0] == 'u' ? value : -value; }}
int main(void) {{
  int sum = 0;
{body}
  printf("sum %d\\n", sum);
  return 0;
}}
"""


def unit(n: int) -> str:
    parts = [UNIT.format(n=n, functions=FUNCTIONS)]
    for k in range(FUNCTIONS):
        # Every third function is visible; all but the first call the one before them.
        name = f"function_{n}_{k}"
        call = f"function_{n}_{k - 1}(x / 2)" if k else "0"
        parts.append(FUNCTION.format(linkage="" if k % 3 == 0 else "static ", name=name, n=n, k=k,
                                     functions=FUNCTIONS, call=call))
    # A reference from outside, so that the static ones are used.
    parts.append(f"\nint unit_{n}(int x) {{ return function_{n}_{FUNCTIONS - 1}(x); }}\n")
    return "".join(parts)


def generate(directory: Path, units: int, calls: int = 10) -> list:
    """The paths of the project's sources; main.c comes first."""
    directory.mkdir(parents=True, exist_ok=True)
    called = [i * units // calls for i in range(calls)]
    body = "\n".join(f"  sum += unit_{n}({n} + 1);" for n in called)
    texts = {"project.h": "int describe(const char *name, int value);\n"
                          + "".join(f"int unit_{n}(int x);\n" for n in called),
             "main.c": MAIN.format(calls=calls, body=body),
             **{f"unit{n:04}.c": unit(n) for n in range(units)}}
    for name, text in texts.items():
        path = directory / name
        if not path.exists() or path.read_text() != text:
            path.write_text(text)
    return [directory / name for name in texts if name.endswith(".c")]
