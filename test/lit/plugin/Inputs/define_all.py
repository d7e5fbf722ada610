"""A C file that defines every function of a list of symbols, and one more."""
import sys

# Data, and what no program defines: added by compilers and linkers, defined or not.
NOT_FUNCTIONS = ("stderr", "_ITM_deregisterTMCloneTable", "_ITM_registerTMCloneTable", "__gmon_start__", "__cxa_finalize")

names = {line.split("@")[0].strip() for line in open(sys.argv[1])}
for number, name in enumerate(sorted(names - {"", *NOT_FUNCTIONS}) + ["some_other_name"]):
    print(f'int f{number}(void) __asm__("{name}");\nint f{number}(void) {{ return {number}; }}')
