#!/usr/bin/env python3
"""Measures whole retort processes: start-up, compile, reading histories, scripts, memory.

Times are wall-clock and contain the start of the process; `true` on the same machine
stands beside them. Reading a history means `retort fmt --check` on all of its files: each
is read, lexed, parsed, formatted and compared. `heads` reads only their headers.
"""

import argparse
import os
import platform
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import histories

# docs/performance.md tells where these come from.
TARGETS = {
    "`retort --version`": ("ms", 3.0),
    "`retort compile` of one small file": ("ms", 8.0),
    "5,000 revisions parsed": ("ms", 200.0),
    "5,000 revisions, peak memory": ("MB", 100.0),
    "time a revision, longest over middle history": ("×", 1.3),
    "script of 5,000 revisions": ("ms", 500.0),
    "script of 5,000 revisions, peak memory": ("MB", 150.0),
    "time a revision of a script, longest over middle history": ("×", 1.3),
    "nothing to do, 5,000 revisions, peak memory": ("MB", 64.0),
}


@dataclass(frozen=True)
class Sample:
    milliseconds: float
    megabytes: float


class Bench:
    def __init__(self, retort, runs):
        self.retort = str(retort.resolve())
        self.runs = runs
        self.true = self.measure("/bin/true")

    def measure(self, program, *arguments, folder="."):
        """The median of all runs. A run that fails ends the benchmark."""
        os.chdir(folder)
        once = [run_once(program, *arguments) for _ in range(self.runs + 1)]
        del once[0]  # warms the caches
        return Sample(
            statistics.median(sample.milliseconds for sample in once),
            max(sample.megabytes for sample in once),
        )

    def memory(self, sample):
        """A process inherits the peak of the one that started it, so ours is a floor."""
        at_floor = sample.megabytes <= self.true.megabytes * 1.05
        return f"< {sample.megabytes:.0f} MB" if at_floor else f"{sample.megabytes:.0f} MB"

    def row(self, name, sample):
        ratio = sample.milliseconds / self.true.milliseconds
        return [name, f"{sample.milliseconds:.2f} ms", f"{ratio:.1f}", self.memory(sample)]


def run_once(program, *arguments):
    """Runs it without output. Spawned, not forked by Python: that costs milliseconds."""
    null = [(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_RDWR, 0) for fd in (0, 1)]
    begin = time.perf_counter()
    pid = os.posix_spawn(program, [program, *arguments], os.environ, file_actions=null)
    _, status, usage = os.wait4(pid, 0)
    seconds = time.perf_counter() - begin
    if status != 0:
        sys.exit(f"error: exit status {os.waitstatus_to_exitcode(status)}: "
                 f"{' '.join((program, *arguments))[:200]}")
    return Sample(seconds * 1000, usage.ru_maxrss / 1024)


def measure_processes(bench, scratch):
    """Start-up and one small file; (table, {target: value})."""
    small = scratch / "small.mig"
    small.write_text(histories.revision(0))
    compile_small = ("compile", str(small), "--dialect", "sqlite")
    version = bench.measure(bench.retort, "--version")
    compiled = bench.measure(bench.retort, *compile_small)
    table = [
        ["", "time", "× `true`", "peak memory"],
        bench.row("`true`", bench.true),
        bench.row("`retort --version`", version),
        bench.row("`retort compile` of one small file", compiled),
    ]
    return table, {
        "`retort --version`": version.milliseconds,
        "`retort compile` of one small file": compiled.milliseconds,
    }


def measure_histories(bench, scratch, sizes):
    table = [["revisions", "size", "all parsed", "revisions/s", "MB/s", "peak memory",
              "headers only"]]
    each, values = {}, {}
    for size in sizes:
        folder = scratch / f"history-{size}"
        files = histories.write_project(folder, size)
        run_in(folder, bench.retort, "fmt", *files)
        megabytes = sum((folder / name).stat().st_size for name in files) / 1e6
        parsed = bench.measure(bench.retort, "fmt", "--check", *files, folder=folder)
        heads = bench.measure(bench.retort, "heads", folder=folder)
        seconds = (parsed.milliseconds - bench.true.milliseconds) / 1000
        each[size] = seconds / size
        table.append([
            f"{size:,}", f"{megabytes:.2f} MB", f"{parsed.milliseconds:.1f} ms",
            f"{size / seconds:,.0f}", f"{megabytes / seconds:.1f}", bench.memory(parsed),
            f"{heads.milliseconds:.1f} ms",
        ])
        if size == 5000:
            values["5,000 revisions parsed"] = parsed.milliseconds
            values["5,000 revisions, peak memory"] = parsed.megabytes
    if len(sizes) > 1:
        # Not the shortest: start-up is most of its time.
        values["time a revision, longest over middle history"] = each[sizes[-1]] / each[sizes[-2]]
    return table, values


def measure_scripts(bench, scratch, sizes):
    """A whole history compiled to the script of one dialect; and a run with nothing to do."""
    dialects = ("postgresql", "sqlite", "mariadb")
    table = [["revisions", *dialects, "peak memory", "nothing to do", "peak memory"]]
    each, values = {}, {}
    for size in sizes:
        folder = scratch / f"history-{size}"
        scripts = [bench.measure(bench.retort, "upgrade", "base:head", "--sql", "--dialect", dialect,
                                 folder=folder) for dialect in dialects]
        run_in(folder, bench.retort, "stamp", "head", "-q")
        nothing = bench.measure(bench.retort, "upgrade", "head", "-q", folder=folder)
        slowest = max(sample.milliseconds for sample in scripts)
        largest = max(scripts, key=lambda sample: sample.megabytes)
        each[size] = (slowest - bench.true.milliseconds) / size
        table.append([f"{size:,}", *(f"{sample.milliseconds:.0f} ms" for sample in scripts),
                      bench.memory(largest), f"{nothing.milliseconds:.1f} ms",
                      bench.memory(nothing)])
        if size == 5000:
            values["script of 5,000 revisions"] = slowest
            values["script of 5,000 revisions, peak memory"] = largest.megabytes
            values["nothing to do, 5,000 revisions, peak memory"] = nothing.megabytes
    if len(sizes) > 1:
        values["time a revision of a script, longest over middle history"] = (
            each[sizes[-1]] / each[sizes[-2]])
    return table, values


def measure_long_file(bench, scratch):
    table = [["one file of", "size", "parsed", "MB/s", "peak memory"]]
    for operations in (1000, 10000):
        path = scratch / f"long-{operations}.mig"
        path.write_text(histories.long_revision(operations))
        run_in(scratch, bench.retort, "fmt", str(path))
        megabytes = path.stat().st_size / 1e6
        parsed = bench.measure(bench.retort, "fmt", "--check", str(path))
        seconds = (parsed.milliseconds - bench.true.milliseconds) / 1000
        table.append([
            f"{operations:,} operations", f"{megabytes:.2f} MB", f"{parsed.milliseconds:.1f} ms",
            f"{megabytes / seconds:.1f}", bench.memory(parsed),
        ])
    return table


def run_in(folder, *command):
    os.chdir(folder)
    run_once(*command)


def judge(values):
    """The table of targets, and whether all that were measured are met."""
    table, met = [["target", "at most", "measured", ""]], True
    for name, (unit, limit) in TARGETS.items():
        if name in values:
            good = values[name] <= limit
            met = met and good
            table.append([name, f"{limit:g} {unit}", f"{values[name]:.2f} {unit}",
                          "met" if good else "**missed**"])
    return table, met


def machine():
    cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo", encoding="utf-8")
                if line.startswith("model name")), platform.machine())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    system = platform.freedesktop_os_release()["PRETTY_NAME"]
    return f"{cpu}, {os.cpu_count()} cores, {memory:.0f} GB, {system}"


def as_markdown(table):
    widths = [max(len(row[i]) for row in table) for i in range(len(table[0]))]
    lines = ["| " + " | ".join(cell.ljust(w) for cell, w in zip(row, widths)) + " |"
             for row in table]
    lines.insert(1, "| " + " | ".join("-" * max(w, 3) for w in widths) + " |")
    return "\n".join(lines)


def parse_arguments():
    parser = argparse.ArgumentParser(
        prog="tools/bench",
        description=__doc__,
        epilog="example: tools/bench --runs 50 --markdown /tmp/figures.md",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--retort", required=True, metavar="BINARY", type=Path,
                        help="what to measure (tools/bench passes build/release/bin/retort)")
    parser.add_argument("--runs", default=20, type=int, metavar="N",
                        help="times that each command runs; the median is told (default: 20)")
    parser.add_argument("--sizes", default="100,1000,5000", metavar="N,N,...",
                        help="lengths of the generated histories (default: %(default)s)")
    parser.add_argument("--markdown", type=Path, metavar="FILE",
                        help="also write the tables there, for docs/performance.md")
    parser.add_argument("--check", action="store_true",
                        help="exit with 1 if a target is missed")
    return parser.parse_args()


def main():
    options = parse_arguments()
    sizes = [int(size) for size in options.sizes.split(",")]
    report_path = options.markdown and options.markdown.resolve()
    bench = Bench(options.retort, options.runs)
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        processes, values = measure_processes(bench, scratch)
        read, more = measure_histories(bench, scratch, sizes)
        scripts, still_more = measure_scripts(bench, scratch, sizes)
        long_file = measure_long_file(bench, scratch)
        os.chdir("/")
    targets, met = judge(values | more | still_more)
    head = f"Median of {options.runs} runs on {machine()}."
    text = "\n\n".join([head, *map(as_markdown, (targets, processes, read, scripts, long_file))])
    print(text)
    if report_path:
        report_path.write_text(text + "\n")
    return 0 if met or not options.check else 1


if __name__ == "__main__":
    sys.exit(main())
