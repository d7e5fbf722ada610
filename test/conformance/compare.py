"""Comparing the lazy with the regular build of one program, cold and warm."""

import json
import shlex
import shutil
import threading
from dataclasses import dataclass
from pathlib import Path

from build import Builder, key_of
from harness.flavour import compiler_version
from harness.paths import OUT
from outcome import Outcome, environment, explain, observe

# Runs of the regular build before a difference is believed.
CONFIRMATIONS = 10


@dataclass
class Verdict:
    """Of one case. regular is why the case does not count, or ""; cold and warm are
    the explained differences, "" when equal."""
    program: str
    case: str
    regular: str = ""
    cold: str = ""
    warm: str = ""
    log: str = ""

    @property
    def name(self):
        return self.program if self.case == "run" else f"{self.program}:{self.case}"

    @property
    def counts(self):
        return not self.regular

    @property
    def differs(self):
        return bool(self.counts and (self.cold or self.warm))


class Comparison:
    """One project at one optimisation level."""

    def __init__(self, project, options, flavours, work: Path, keep=False):
        self.project, self.options, self.work, self.keep = project, options, work, keep
        self.regular, self.lazy = (
            Builder(flavour, options, work / flavour.name) for flavour in flavours)
        self.compiling = threading.Lock()   # units may be shared between programs
        self.objects = {"regular": {}, "lazy": {}}

    # The regular build's outcomes: known once, used until compiler, flags or source change.

    def memo_path(self, program) -> Path:
        contents = [unit.source.read_bytes().hex() for unit in program.units]
        commands = [self.regular.unit_command(unit) for unit in program.units]
        key = key_of(compiler_version(), program, commands, *contents,
                     *(file.read_bytes().hex() for case in program.cases
                       for file in (*case.files, *([case.stdin] if case.stdin else []))))
        return self.work / "outcomes" / f"{program.name.replace('/', '_')}-{key}.json"

    def recall(self, program):
        path = self.memo_path(program)
        if not path.exists():
            return None
        stored = json.loads(path.read_text())
        return {case: (reason, Outcome.from_json(outcome) if outcome else None)
                for case, (reason, outcome) in stored.items()}

    def observe_regular(self, program):
        """Case name -> (why it does not count, outcome)."""
        failed = next((self.objects["regular"][unit].error for unit in program.units
                       if self.objects["regular"][unit].error), "")
        built = None if failed else self.regular.link(program)
        failed = failed or built.error
        results = {}
        for case in program.cases:
            if failed:
                results[case.name] = ("does not build", None)
                continue
            home = self.home(program)
            first, second = (observe(built.path, case, home / "run", home / "cache", case.seconds)
                             for _ in range(2))
            if first.status == "timeout":
                results[case.name] = ("timeout", None)
            elif case.expect is not None and first.status != f"exit {case.expect}":
                results[case.name] = (f"fails: {first.status}", None)
            elif first != second:
                results[case.name] = ("not deterministic", None)
            else:
                results[case.name] = ("", first)
        path = self.memo_path(program)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({name: (reason, outcome and outcome.to_json())
                                    for name, (reason, outcome) in results.items()}))
        return results

    # The comparison.

    def home(self, program) -> Path:
        return self.work / "runs" / program.name.replace("/", "_")

    def compare(self, program, known) -> list:
        """A verdict for each case of a program whose units are compiled."""
        regular = known or self.observe_regular(program)
        if all(reason for reason, _ in regular.values()):
            return self.finish(program, [Verdict(program.name, case.name, regular[case.name][0])
                                         for case in program.cases])
        failed = next((f"{unit.source.name} does not compile: {self.objects['lazy'][unit].error}"
                       for unit in program.units if self.objects["lazy"][unit].error), "")
        built = None if failed else self.lazy.link(program)
        if built and built.error:
            failed = f"does not link: {built.error}"
        verdicts = []
        for case in program.cases:
            reason, expected = regular[case.name]
            verdict = Verdict(program.name, case.name, reason)
            verdicts.append(verdict)
            if reason:
                continue
            if failed:
                verdict.cold = verdict.warm = failed
            else:
                home = self.home(program)
                cache = home / "cache"
                shutil.rmtree(cache, ignore_errors=True)
                self.lazy.gather_modules(program, cache)
                limit = 5 * case.seconds
                verdict.cold = explain(expected, observe(built.path, case, home / "run", cache, limit))
                verdict.warm = explain(expected, observe(built.path, case, home / "run", cache, limit))
            if verdict.differs and self.unsteady(program, case, expected):
                verdict.regular, verdict.cold, verdict.warm = "not deterministic", "", ""
            if verdict.differs:
                self.write_log(program, case, verdict)
        return self.finish(program, verdicts)

    def unsteady(self, program, case, expected) -> bool:
        """Whether the regular build, asked a few times more, gives another answer too."""
        with self.compiling:
            for unit in program.units:
                if unit not in self.objects["regular"]:
                    self.objects["regular"][unit] = self.regular.compile(unit)
        built, home = self.regular.link(program), self.home(program)
        return any(observe(built.path, case, home / "run", home / "cache", case.seconds) != expected
                   for _ in range(CONFIRMATIONS))

    def finish(self, program, verdicts):
        """Nothing but differences is worth its place on the disk."""
        if not self.keep and not any(v.differs for v in verdicts):
            shutil.rmtree(self.home(program), ignore_errors=True)
            for builder in (self.regular, self.lazy):
                (builder.directory / "programs" / program.name.replace("/", "_")).unlink(
                    missing_ok=True)
        return verdicts

    def write_log(self, program, case, verdict) -> None:
        """A shell script that shows the difference again, its finding as a comment on top."""
        home = self.home(program)
        home.mkdir(parents=True, exist_ok=True)
        log = home / f"reproduce-{case.name.replace('/', '_')}.sh"
        cache, run = home / "cache", home / "run"
        extra = {**{k: v for k, v in environment(cache, run, case.environment).items()
                    if k not in ("PATH", "HOME")}}
        lines = ["#!/bin/bash", f"# {self.project} {verdict.name} {' '.join(self.options)}"]
        for phase in ("cold", "warm"):
            finding = getattr(verdict, phase) or "equal"
            lines += [f"# {phase}: " + finding.replace("\n", "\n#   ")]
        lines += ["set -u", f"lib=${{AUTOJIT_LIB:-{OUT / 'lib'}}}   # as the run had it: {self.work.parents[1] / 'lib'}", *(f"export {k}={shlex.quote(v)}" for k, v in extra.items()),
                  f"rm -rf {shlex.quote(str(cache))}"]
        stdin = shlex.quote(str(case.stdin)) if case.stdin else "/dev/null"
        for builder in (self.regular, self.lazy):
            lines.append(f"\n# {builder.flavour.name}")
            for unit in program.units:
                command = shlex.join(builder.unit_command(unit))
                lines += [f"mkdir -p {shlex.quote(str(builder.unit_path(unit).parent))}", command]
            link = builder.link(program)
            lines.append(shlex.join(link.command))
            for phase in (("regular",) if builder is self.regular else ("cold", "warm")):
                output = shlex.quote(str(home / phase))
                setup = [f"rm -rf {shlex.quote(str(run))}; mkdir -p {shlex.quote(str(run))}",
                         *(f"cp {shlex.quote(str(file))} {shlex.quote(str(run))}"
                           for file in case.files)]
                lines += setup + [
                    f"cp {shlex.quote(str(link.path))} {shlex.quote(str(run / 'program'))}",
                    f"(cd {shlex.quote(str(run))} && exec {shlex.join(['./program', *case.arguments])})"
                    f" <{stdin} >{output}.stdout 2>{output}.stderr",
                    f'echo "{phase}: status $?"']
        for stream in ("stdout", "stderr"):
            lines += [f"cmp {shlex.quote(str(home / 'regular'))}.{stream} "
                      f"{shlex.quote(str(home / phase))}.{stream}" for phase in ("cold", "warm")]
        # The libraries as they are now, not those copied for the run: to see a repair.
        text = "\n".join(lines) + "\n"
        copied = str(self.work.parents[1] / "lib")
        log.write_text(text.replace(copied + "/", "$lib/").replace(f"-L{copied}", "-L$lib")
                       .replace(f"-rpath,{copied}", "-rpath,$lib"))
        log.chmod(0o755)
        verdict.log = str(log)
