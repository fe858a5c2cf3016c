#!/usr/bin/env python3
"""The property that every span of every finding decodes to its text, checked by decoders that are not ours.

Usage: spans.py MAILASSAY [FOLDER [STEP]]

Without a folder: over messages generated here, always the same ones. With a folder: over every file below it, or
every STEP-th one.
A span's bytes must decode to its text by one of the ways that its message declares: a transfer encoding, a charset, RFC 2047, character
references, collapsed white space. Prints the number of spans; status 1 if one does not.
"""
import base64
import binascii
import codecs
import html
import json
import os
import quopri
import random
import re
import subprocess
import sys
import tempfile

RULES = r"""
pack: spans
version: 1
rules:
  - {id: S_WORDS, title: t, category: hygiene, severity: info, why: w., fix: f., text: {match: '\w{6,14}'}}
  - {id: S_PAIRS, title: t, category: hygiene, severity: info, why: w., fix: f., text: {match: '\w+ \w+[^\s\w]+ ?\w+'}}
  - {id: S_WIDE, title: t, category: hygiene, severity: info, why: w., fix: f., text: {match: '[^\x00-\x7F\x{FFFD}]+.'}}
  - {id: S_SUBJECT, title: t, category: hygiene, severity: info, why: w., fix: f., text: {in: subject, match: '\w{3,}'}}
  - {id: S_HIDDEN, title: t, category: hygiene, severity: info, why: w., fix: f., text: {in: hidden, match: '\w{4,}'}}
  - {id: S_ALT, title: t, category: hygiene, severity: info, why: w., fix: f., text: {in: alt, match: '\w{4,}'}}
  - {id: S_LINKS, title: t, category: hygiene, severity: info, why: w., fix: f., link: {length: {above: 0}}}
  - {id: S_FROM, title: t, category: hygiene, severity: info, why: w., fix: f., header: {name: From, of: display-name, match: '\w+'}}
  - {id: S_DOMAIN, title: t, category: hygiene, severity: info, why: w., fix: f., header: {name: From, of: domain, match: '\w+'}}
"""

# The five bytes that Windows-1252 leaves undefined are the C1 controls of the same number (WHATWG Encoding).
codecs.register_error("whatwg", lambda error: ("".join(map(chr, error.object[error.start:error.end])), error.end))

WORDS = ("garden summer crème größer Straße 東京 привет shalom שלום مرحبا 😀 offer intranet delivery "
         "a&b x<y résumé naïve fiancée tea").split()


def generate(folder, count):
    """Messages in many encodings, always the same."""
    dice = random.Random(20261123)
    for number in range(count):
        charset = dice.choice(["utf-8", "utf-8", "iso-8859-1", "windows-1252", "utf-16", "koi8-r", "iso-2022-jp", "gb18030", "utf-32",
                               "big5", "euc-kr", "shift_jis", "windows-1251"])
        words = [w for w in WORDS if fits(w, charset)]
        text = " ".join(dice.choice(words) for _ in range(dice.randint(3, 40)))
        link = dice.choice(["http://intranet/x", "https://www.example.com/a?b=1&c=2", "http://10.0.0.1/"])
        kind = dice.choice(["plain", "html"])
        if kind == "html":
            cut = dice.randint(0, len(text))
            body = "<p>%s<b>%s</b></p> <a href='%s'>%s</a>" % (
                html.escape(text[:cut]), html.escape(text[cut:]), html.escape(link), html.escape(dice.choice(words)))
            body += "<img alt='%s' src='%s'><div style='display:none'>%s</div>" % (html.escape(text[:20]), link, html.escape(text[-20:]))
            if dice.random() < 0.3:
                body += "<!--[if mso]><td><a href='%s'>x</a><img alt='%s' src='%s'><![endif]-->" % (
                    html.escape(link), html.escape(text[:20]), html.escape(link))
            body = body.replace(" ", dice.choice([" ", "  ", " \n"]))
        else:
            body = text + " " + link + "\n"
            kind += dice.choice(["", "; format=flowed", "; format=flowed; delsp=yes"])
            body = flowed(dice, body, kind)
        raw = body.encode(charset, "replace")
        encoding = dice.choice(["8bit", "quoted-printable", "base64"]) if charset not in ("utf-16", "utf-32") else "base64"
        data = {"8bit": lambda: raw, "quoted-printable": lambda: quopri.encodestring(raw),
                "base64": lambda: broken_base64(dice, raw)}[encoding]()
        subject = encoded(dice, text[:40])
        part = ("Content-Type: text/%s; charset=%s\nContent-Transfer-Encoding: %s\n\n" % (kind, charset, encoding)).encode() + data
        message = ("From: =?utf-8?Q?Gr=C3=BCn?= Shop <news@example.com>\nSubject: %s\nMIME-Version: 1.0\n" % subject).encode()
        if dice.random() < 0.3:
            inner = message + part
            message += b"Content-Type: multipart/mixed; boundary=out\n\n--out\n\nforwarded\n--out\nContent-Type: message/rfc822\n"
            if dice.random() < 0.5:
                message += b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(inner) + b"--out--\n"
            else:
                message += b"\n" + inner + b"\n--out--\n"
        else:
            message += part
        with open(os.path.join(folder, "m%04d.eml" % number), "wb") as file:
            file.write(message.replace(b"\n", b"\r\n") if dice.random() < 0.3 and encoding != "8bit" else message)


def flowed(dice, body, kind):
    """The text with soft line breaks: between words, or anywhere where the blank before them is none of the text."""
    if "delsp" in kind:
        return "".join(c + (" \n" if dice.random() < 0.05 and c != "\n" else "") for c in body)
    return body.replace(" ", " \n", dice.randint(0, 3)) if "flowed" in kind else body


def encoded(dice, text):
    """Encoded words, now and then cut inside a character, with text between some."""
    data, out = text.encode(), ""
    while data:
        step = dice.randint(1, 20)
        if dice.random() < 0.6:
            while step < len(data) and data[step] & 0xC0 == 0x80:
                step += 1
        piece, data = data[:step], data[step:]
        out += "=?utf-8%s?%s?=" % (dice.choice(["", "*en"]), dice.choice(
            ["B?" + base64.b64encode(piece).decode(), "q?" + "".join("=%02X" % b for b in piece)]))
        out += dice.choice([" ", "\n ", "\n\t", "  "]) if data else ""
        if data and data[0] & 0xC0 != 0x80 and dice.random() < 0.2:
            out += "plainly "
    return out


def fits(word, charset):
    try:
        word.encode(charset)
        return True
    except UnicodeEncodeError:
        return False


def broken_base64(dice, raw):
    """Base64 with lines of any length, so that quanta are broken."""
    text = base64.b64encode(raw)
    out, at = b"", 0
    while at < len(text):
        step = dice.randint(3, 77)
        out += text[at:at + step] + b"\n"
        at += step
    return out


def transfer(data):
    """What the bytes may be after their transfer encoding."""
    yield data
    yield quopri.decodestring(data)
    if b"=\r" in data:
        yield quopri.decodestring(re.sub(rb"\r(?!\n)", b"\n", data))
    compact = re.sub(rb"[^A-Za-z0-9+/=]", b"", data)
    try:
        yield base64.b64decode(compact + b"=" * (-len(compact) % 4))
    except (binascii.Error, ValueError):
        pass


def texts(data, charsets):
    """What the bytes may read as."""
    for charset in charsets:
        stateful = charset.startswith("iso-2022")
        for prefix in (b"", b"\x1b$B", b"\x1b$@", b"\x1b(I", b"\x1b", b"\x1b$", b"\x1b(") if stateful else (b"",):
            try:
                yield (prefix + data).decode(charset, "whatwg" if charset == "windows-1252" else "replace")
            except (LookupError, UnicodeError):
                pass
    if b"=?" in data:
        unfolded = re.sub(rb"\r?\n[ \t]|\r[ \t]", b" ", data).decode("utf-8", "replace")
        unfolded = re.sub(r"\?=[ \t]+=\?", "?==?", unfolded)
        yield re.sub(WORD + "+", encoded_words, unfolded)


WORD = r"(?:=\?[^?*]+(?:\*[^?]*)?\?[bBqQ]\?.*?\?=)"


def encoded_words(match):
    """Adjacent RFC 2047 words. A character may be cut by their ends; what is not ASCII in them is not readable."""
    groups = []
    for charset, encoding, content in re.findall(r"=\?([^?*]+)(?:\*[^?]*)?\?([bBqQ])\?(.*?)\?=", match.group()):
        content = content.encode("ascii", "ignore")
        if encoding in "qQ":
            data = quopri.decodestring(content, header=True)
        else:
            data = base64.b64decode(re.sub(rb"[^A-Za-z0-9+/]", b"", content) + b"==")
        charset = LARGER.get(charset.lower(), charset.lower())
        if groups and groups[-1][0] == charset:
            groups[-1][1] += data
        else:
            groups.append([charset, data])
    return "".join(decoded(data, charset) for charset, data in groups)


def decoded(data, charset):
    """An unknown charset is read as UTF-8 where the bytes are valid, else as Windows-1252."""
    try:
        return data.decode(charset, "replace")
    except LookupError:
        pass
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("windows-1252", "whatwg")


def squeeze(text):
    """How a difference that does not count is taken out: white space, U+FFFD against what was undecodable."""
    text = re.sub(r"[\s\ufffd\x1a\x00\ufeff]+", " ", text).strip()
    return text


def strip(text):
    return re.sub(r"[\s\ufffd]", "", text)


def reads(data, charsets, wanted):
    """True if the bytes read as one of the wanted texts; URLs lose tabs and line ends."""
    squeezed, bare = wanted
    for text in texts(data, charsets):
        plain = html.unescape(text)
        if squeeze(text) in squeezed or squeeze(plain) in squeezed or strip(plain) in bare:
            return True
    return False


def wants(parts):
    return {squeeze(part) for part in parts}, {strip(part) for part in parts}


def trimmed(data):
    """A base64 quantum can begin and end inside a character or an escape: without up to three bytes at either end."""
    for front in range(4):
        for back in range(4):
            if front + back:
                yield data[front:len(data) - back]


def decodes(data, want, charsets):
    """True if the bytes read as `want` in one of the ways that their message declares."""
    wanted = wants({want})
    if any(reads(second, charsets, wanted) for first in transfer(data) for second in transfer(first)):
        return True
    # What is cut through is wholly in the span's text, for the decoder has its other bytes already or gets them next.
    wanted = wants({want[front:len(want) - back] for front in range(4) for back in range(4)})
    cuts = [second for first in transfer(data) for cut in trimmed(first) for second in transfer(cut)]
    return any(reads(cut, charsets, wanted) for cut in cuts) or \
        any(reads(again, charsets, wanted) for cut in cuts for again in trimmed(cut))


# Labels that clients read as a larger charset (WHATWG Encoding).
LARGER = {"koi8r": "koi8-r", "us-ascii": "windows-1252", "iso-8859-1": "windows-1252", "iso-8859-8-i": "iso-8859-8",
          "gb2312": "gb18030", "gbk": "gb18030", "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "shift_jis": "cp932",
          "iso-8859-9": "cp1254", "iso-8859-11": "cp874", "tis-620": "cp874", "big5": "big5hkscs", "x-mac-cyrillic": "mac-cyrillic"}


def declared_in(data):
    found = re.findall(rb"(?i)charset\s*=\s*[\"']?([A-Za-z0-9_.:-]+)", data)
    return [name.decode("ascii").lower() for name in found]


def charsets_of(data):
    """The charsets that a message declares anywhere, also inside base64 and quoted-printable."""
    declared = declared_in(data + quopri.decodestring(data))
    block = b""
    for line in data.splitlines() + [b""]:
        if re.fullmatch(rb"[A-Za-z0-9+/]+=*", line):
            block += line.rstrip(b"=")
        elif block:
            declared += declared_in(base64.b64decode(block[:len(block) // 4 * 4]))
            block = b""
    order = ["utf-8", "windows-1252", "utf-16-le", "utf-16-be"] + declared
    order += [LARGER[name] for name in declared if name in LARGER]
    return [c for i, c in enumerate(order) if c not in order[:i]]


def run(program, folder, files):
    rules = os.path.join(folder, "spans.yaml")
    with open(rules, "w", encoding="utf-8") as file:
        file.write(RULES)
    spans, bad, cache = 0, 0, {}
    for start in range(0, len(files), 500):
        done = subprocess.run([program, "check", "--format", "jsonl", "--no-default-rules", "--rules", rules, "--"] + files[start:start + 500],
                              stdout=subprocess.PIPE, check=False)
        if done.returncode not in (0, 1, 3):
            print("mailassay ended with status", done.returncode)
            return 1
        for line in done.stdout.split(b"\n"):
            if not line:
                continue
            result = json.loads(line)
            if result["path"] not in cache:
                with open(result["path"], "rb") as file:
                    data = file.read()
                cache = {result["path"]: (data, charsets_of(data))}
            data, charsets = cache[result["path"]]
            for finding in result["findings"]:
                for location in finding["locations"]:
                    for span in location["spans"]:
                        spans += 1
                        piece = data[span["offset"]:span["offset"] + span["length"]]
                        if not decodes(piece, span["text"], charsets):
                            bad += 1
                            if bad <= 20:
                                print("%s:%d:%d %s: %r does not decode to %r" % (
                                    result["path"], location["line"], location["column"], finding["rule"], piece[:200], span["text"][:200]))
    print("%d spans in %d files, %d do not decode to their texts" % (spans, len(files), bad))
    return 1 if bad or not spans else 0


def main():
    program = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        if len(sys.argv) > 2:
            files = sorted(os.path.join(top, name) for top, _, names in os.walk(sys.argv[2]) for name in names)
            files = files[::int(sys.argv[3]) if len(sys.argv) > 3 else 1]
        else:
            generate(folder, 150)
            files = sorted(os.path.join(folder, name) for name in os.listdir(folder))
        return run(program, folder, files)


if __name__ == "__main__":
    sys.exit(main())
