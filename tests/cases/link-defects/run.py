#!/usr/bin/env python3
"""Messages with one bad link each, and their innocent twins.

Each folder beside this program is a defect:

  about               one line: what is wrong, and what is not
  FORM.EXT            a message with this defect, written in one of the forms that a link can take
  FORM-twin.EXT       the same message, as an honest sender would write it
  at                  what the program must say of each message

In `at` a line at the margin names a message, with options for it and its twin; the indented lines below are its findings:

  qp.eml --stage delivered
    LINK_HOST_SINGLE_LABEL "http://int=\\nranet/x" "http://intranet/x"
    besides HTML_FORM

A finding is a rule and, as JSON strings, the marked text as it stands in the file and, where that differs, as a mail client reads it. The
first string must occur once in the file; where it does not, it goes on to both sides, and the marked part stands in ⟦ ⟧. What
lies behind `besides` may be found in both messages, wherever it likes: the form itself has it.

Of each message exactly these findings are wanted, besides infos of other rules; of each twin none, and of its rule none of
any severity. Lines and columns are counted here. Usage: run [NAME...]. MAILASSAY names the program; MAILASSAY_WRAPPER, if
set, is put before it (such as valgrind). Output is TAP.
"""
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
PROGRAM = os.path.abspath(os.environ.get("MAILASSAY", HERE / "../../../build/mailassay"))
SEVERE = {"error", "warn"}
LINE_END = re.compile(rb"\r\n|\r|\n")
LINE_END_16 = re.compile(rb"\r\x00\n\x00|[\r\n]\x00")


class Message:
    """A message of `at`: what is wanted of it and of its twin."""

    def __init__(self, folder, words):
        form, dot, ending = words[0].partition(".")
        self.path, self.twin = folder / words[0], folder / (form + "-twin" + dot + ending)
        self.options, self.wanted, self.besides = tuple(words[1:]), [], set()

    def add(self, line):
        rule, _, rest = line.partition(" ")
        if rule == "besides":
            self.besides.update(rest.split())
            return
        strings, decoder, rest = [], json.JSONDecoder(), rest.strip()
        while rest:
            string, end = decoder.raw_decode(rest)
            strings.append(string)
            rest = rest[end:].strip()
        self.wanted.append((rule, strings))


def read_list(folder):
    messages = []
    for line in (folder / "at").read_text("utf-8").splitlines():
        if line[:1] == " ":
            messages[-1].add(line.strip())
        elif line and line[0] != "#":
            messages.append(Message(folder, shlex.split(line)))
    return messages


def line_and_column(data, offset):
    """From 1; a column is a code point of UTF-8, or a byte that is none."""
    ends = (LINE_END_16 if data[:2] == b"\xff\xfe" else LINE_END).finditer(data[:offset])
    starts = [0] + [end.end() for end in ends]
    return len(starts), len(data[starts[-1]:offset].decode("utf-8", "surrogateescape")) + 1


def place(data, marked):
    """Where the marked text stands: line, column, end line, end column."""
    before, bar, rest = marked.partition("⟦")
    inner, _, after = rest.partition("⟧") if bar else (before, "", "")
    before = before if bar else ""
    code = "utf-16-le" if data[:2] == b"\xff\xfe" else "utf-8"
    before, inner, after = (part.encode(code, "surrogateescape") for part in (before, inner, after))
    whole = before + inner + after
    if not whole or data.count(whole) != 1:
        raise ValueError(f"{marked!r} occurs {data.count(whole)} times")
    start = data.index(whole) + len(before)
    return line_and_column(data, start) + line_and_column(data, start + len(inner))


def wanted_of(message):
    """(rule, place, text) for each finding of `at`."""
    data = message.path.read_bytes()
    for rule, strings in message.wanted:
        if not strings:
            yield rule, None, None
            continue
        inner = re.sub("^.*⟦|⟧.*$", "", strings[0], flags=re.S)
        yield rule, place(data, strings[0]), strings[1] if len(strings) > 1 else inner


def found_in(result, rules, besides):
    """The same from a result: all places of warnings, errors and the rules under test."""
    for finding in result["findings"]:
        rule = finding["rule"]
        if rule in besides or rule not in rules and finding["severity"] not in SEVERE:
            continue
        if not finding["locations"]:
            yield rule, None, None
        for at in finding["locations"]:
            yield rule, (at["line"], at["column"], at["end_line"], at["end_column"]), at["text"]


def results_of(messages):
    """One run of the program for each set of options."""
    results = {}
    for options in sorted({message.options for message in messages}):
        paths = [str(path) for m in messages if m.options == options for path in (m.path, m.twin)]
        command = [*shlex.split(os.environ.get("MAILASSAY_WRAPPER", "")), PROGRAM, "check", "--format", "jsonl",
                   "--report-only", *options, "--", *paths]
        done = subprocess.run(command, capture_output=True, check=False)
        for line in done.stdout.splitlines():
            result = json.loads(line)
            results[result["path"]] = result
        if done.returncode or done.stderr:
            print(f"# {' '.join(options)}: status {done.returncode}", *done.stderr.decode().splitlines(), sep="\n# ")
    return results


def show(item):
    rule, where, text = item
    return f"{rule} {'%d:%d-%d:%d' % where if where else 'nowhere'} {json.dumps(text)}"


class Tap:
    def __init__(self):
        self.number, self.failures = 0, 0
        lines = (HERE / "not-yet").read_text("utf-8").splitlines() if (HERE / "not-yet").exists() else []
        self.not_yet = {line for line in lines if line and not line.startswith("#")}

    def report(self, name, breaches):
        self.number += 1
        if str(name) in self.not_yet and breaches:
            print(f"ok {self.number} - {name} # SKIP not yet: {breaches[0]}")
            return
        if str(name) in self.not_yet:
            breaches = ["is in not-yet, and comes out as it should: take it out there"]
        self.failures += bool(breaches)
        print(f"{'not ok' if breaches else 'ok'} {self.number} - {name}")
        for breach in breaches:
            print(f"#   {breach}")
        if breaches:
            print("# about: " + (HERE / name).with_name("about").read_text("utf-8").strip())


def judge(path, result, wanted, besides, rules):
    if result is None:
        return ["no result"]
    breaches = [] if result["complete"] and result["verdict"] not in ("error", "skipped") else [f"verdict {result['verdict']}"]
    found = list(found_in(result, rules, besides))
    breaches += [f"missed: {show(item)}" for item in wanted if item not in found]
    breaches += [f"stray:  {show(item)}" for item in dict.fromkeys(found) if item not in wanted]
    return breaches


def main():
    names = sys.argv[1:] or sorted(path.name for path in HERE.iterdir() if path.is_dir())
    tap, messages = Tap(), []
    for name in names:
        folder = HERE / name
        listed = read_list(folder)
        files = {path for path in folder.iterdir() if path.name not in ("about", "at")}
        strays = files ^ {path for message in listed for path in (message.path, message.twin)}
        breaches = [f"{path.name}: in `at` or in the folder, not in both" for path in sorted(strays)]
        if strays or not (folder / "about").read_text("utf-8").strip():
            tap.report(f"{name}/at", breaches or ["no file about"])
        messages += [m for m in listed if m.path not in strays and m.twin not in strays]
    results = results_of(messages)
    for message in messages:
        name, rules = message.path.relative_to(HERE), {rule for rule, _ in message.wanted}
        try:
            wanted = list(wanted_of(message))
        except ValueError as error:
            tap.report(name, [str(error)])
            continue
        tap.report(name, judge(message.path, results.get(str(message.path)), wanted, message.besides, rules))
        tap.report(message.twin.relative_to(HERE), judge(message.twin, results.get(str(message.twin)), [], message.besides, rules))
    print(f"# links: {len(messages)} messages with one defect, {len(messages)} twins")
    print(f"1..{tap.number}")
    return tap.failures > 0


if __name__ == "__main__":
    sys.exit(main())
