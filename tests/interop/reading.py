#!/usr/bin/env python3
"""Text and links of real mail, read by the engine and by Python's `email` with html5lib, held against each other.

Usage: reading.py READ_MAIL FOLDER [COUNT]

READ_MAIL is the program of read_mail.c, FOLDER holds ham, newsletters and spam; COUNT files (200) are chosen by a hash of
their names, half of them ham. Compared for each file, over all of its text parts: the words (visible and hidden together, for
html5lib knows no style), the addresses in attributes with what they are for, and those written out in plain text. What differs
for a reason that is known is counted by that reason (REASONS); status 1 if anything else differs.
"""
import collections
import email
import email.policy
import hashlib
import json
import os
import re
import subprocess
import sys

import html5lib
import webencodings

ATTRIBUTES = {("a", "href"): "a", ("area", "href"): "area", ("link", "href"): "resource", ("script", "src"): "resource", ("base", "href"): "base",
              ("img", "src"): "img", ("input", "src"): "img", ("image", "src"): "img", ("image", "href"): "img",
              ("v:fill", "src"): "background", ("v:image", "src"): "img", ("v:imagedata", "src"): "img",
              **{("v:" + shape, "href"): "a" for shape in ("image", "oval", "rect", "roundrect", "shape")}, ("video", "src"): "media", ("video", "poster"): "img", ("audio", "src"): "media",
              ("source", "src"): "media", ("embed", "src"): "media", ("iframe", "src"): "frame", ("frame", "src"): "frame",
              ("form", "action"): "form"}
UNSEEN = {"script", "style", "title", "template", "iframe", "noembed", "noframes", "datalist", "rp", "<!DOCTYPE>"}
BLOCKS = set("""address article aside blockquote body br button caption center col colgroup dd details dialog dir div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol optgroup option p
    pre search section select summary table tbody td textarea tfoot th thead tr ul""".split())
SHARES = {"ham": 100, "newsletters": 40, "spam": 60}
URL = re.compile(r"https?://[^\s<>\"\x00-\x20\u00a0\ufffd]+", re.I)


def choose(folder, total):
    """The same files wherever they lie."""
    for name, share in SHARES.items():
        found = []
        for directory, _, files in os.walk(os.path.join(folder, name)):
            found += [os.path.join(directory, f) for f in files]
        found.sort(key=lambda path: hashlib.sha256(os.path.relpath(path, folder).encode()).digest())
        yield from found[:share * total // 200]


def decode(data, label):
    """As WHATWG's labels say; Latin-1 is Windows-1252 there. Without a label what is not UTF-8 is Windows-1252."""
    encoding = webencodings.lookup(label or "") if label else None
    if encoding and encoding.name != "windows-1252" or not data.isascii():
        try:
            return data.decode("utf-8") if not encoding or encoding.name == "windows-1252" else encoding.codec_info.decode(data, "replace")[0]
        except (UnicodeDecodeError, LookupError):
            pass
    return bytes(data).decode("cp1252", "replace")


class Reading:
    """What one of the two readers found."""

    def __init__(self):
        self.words, self.links, self.written = collections.Counter(), set(), set()


def for_outlook(comment):
    """The elements in a conditional comment that names mso."""
    found = re.match(r"\[if([^\]]*)\]>(.*?)<!\[endif\]", comment, re.S | re.I)
    if not found or not any(re.search(r"\bmso\b", term, re.I) and "!" not in term for term in re.split("[|&]", found[1])):
        return []
    return html5lib.parseFragment(found[2], treebuilder="etree", namespaceHTMLElements=False, scripting=False).iter()


def unflow(text, delete_space):
    """RFC 3676, section 4: the lines of a paragraph put together again."""
    out, paragraph, level = [], None, 0
    for line in re.split("\r?\n", text):
        quotes, content = re.match("(>*)(.*)", line, re.S).groups()
        stuffed = content.removeprefix(" ")
        if paragraph is not None and len(quotes) == level and stuffed != "-- ":
            paragraph += stuffed
        else:
            out.append(paragraph or "")
            paragraph, level = quotes + (content if quotes else stuffed), len(quotes)
        if stuffed.endswith(" ") and stuffed != "-- ":
            paragraph = paragraph[:-1] if delete_space else paragraph
        else:
            out.append(paragraph)
            paragraph = None
    return "\n".join([*out, paragraph or ""])


def read_html(text, reading):
    builder = html5lib.treebuilders.getTreeBuilder("etree", fullTree=True)
    tree = html5lib.HTMLParser(tree=builder, namespaceHTMLElements=False).parse(text, scripting=False)
    out = []

    def add_links(node):
        for key, context in ATTRIBUTES.items():
            if node.tag == key[0] and key[1] in node.attrib:
                reading.links.add((context, squeeze(node.attrib[key[1]])))
        # Candidates are parted by a comma and a blank; addresses may hold commas.
        for candidate in re.split(r",\s+", node.attrib.get("srcset", "")) if node.tag in ("img", "source") else []:
            if candidate.strip():
                reading.links.add(("img", squeeze(candidate.split()[0])))
        if "background" in node.attrib:
            reading.links.add(("background", squeeze(node.attrib["background"])))

    def visit(node):
        tag = node.tag if isinstance(node.tag, str) else None
        if tag is None:
            for inside in for_outlook(node.text or ""):
                if isinstance(inside.tag, str):
                    add_links(inside)
            return
        add_links(node)
        if tag in BLOCKS:
            out.append(" ")
        if tag not in UNSEEN:
            out.append(node.text or "")
        for child in node:
            visit(child)
            out.append(child.tail or "" if tag not in UNSEEN else "")
        if tag in BLOCKS:
            out.append(" ")

    sys.setrecursionlimit(20000)
    visit(tree)
    reading.words.update(words("".join(out)))


def squeeze(address):
    return re.sub(r"[\t\n\r]", "", address.strip(" \t\n\r\f"))


def words(text):
    """Words without what nobody sees (soft hyphens, joiners) and without what was no character."""
    return re.sub("[\u00ad\u034f\u200b-\u200f\u2060\ufeff\ufffd\x00-\x08\x0e-\x1f\x7f-\x9f]", "", text).split()


def is_bare_html(path):
    return os.sep + "newsletters" + os.sep in path


def reference(path):
    reading = Reading()
    with open(path, "rb") as file:
        data = file.read()
    if is_bare_html(path):
        read_html(decode(data.removeprefix(b"\xef\xbb\xbf"), "utf-8"), reading)
        return reading
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    for part in message.walk():
        kind = part.get_content_type()
        if part.is_multipart() or kind not in ("text/plain", "text/html") or part.get_content_disposition() == "attachment":
            continue
        text = decode(part.get_payload(decode=True) or b"", part.get_content_charset())
        if kind == "text/html":
            read_html(text, reading)
        else:
            if (part.get_param("format") or "").lower() == "flowed":
                text = unflow(text, (part.get_param("delsp") or "").lower() == "yes")
            reading.words.update(words(text))
            reading.written.update(trim(url) for url in URL.findall(text))
    return reading


def trim(url):
    return url.rstrip(".,;:!?'\")]}*|_~`”’»>").lower()


# Places that the reference does not look at: fields, style sheets, template code, calendars, pages that a page goes on to.
ASIDE = {"header", "css", "code", "calendar", "refresh"}


def ours(record):
    reading = Reading()
    html = {t["part"] for t in record["texts"] if t["html"]}
    for text in record["texts"]:
        reading.words.update(words(text["visible"]) + words(text["hidden"]))
    for link in record["links"]:
        if link["context"] in ASIDE:
            continue
        if link["context"] != "text":
            reading.links.add((link["context"], squeeze(link["url"])))
        elif link["part"] not in html and URL.match(link["url"]):
            reading.written.add(trim(link["url"]))
    return reading


TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|<%.*?%>|\*\|.*?\|\*|\$\{.*?\}|%%.*?%%", re.S)


def without_tags(reading):
    """What is left where placeholders are taken for what they are: words with one in them are not compared."""
    plain = Reading()
    plain.links = {(context, re.sub("\x1a+|%s" % TAG.pattern, "", url)) for context, url in reading.links}
    plain.written = {url for url in reading.written if not re.search("[\x1a{}$]", url)}
    plain.words = reading.words
    return plain


def letters(counter):
    return sorted("".join(word * count for word, count in counter.items()))


def same_letters(ref, own):
    return ref.links == own.links and ref.written == own.written and letters(ref.words) == letters(own.words)


# Why the two may differ, in the order in which it is tried: name, why, test of (path, reference, ours).
REASONS = (
    ("placeholder", "the engine masks placeholders; html5lib takes them for text",
     lambda path, ref, own: (TAG.search(" ".join([*ref.words, *ref.written, *(u for _, u in ref.links)])) is not None
                             and without_tags(ref).links == without_tags(own).links
                             and without_tags(ref).written == without_tags(own).written)),
    ("hidden pieces", "words are cut where a piece of them is hidden; the letters are the same", lambda path, ref, own: same_letters(ref, own)),
)


def explain(path, ref, own):
    for name, _, test in REASONS:
        if test(path, ref, own):
            return name
    return None


def main():
    program, folder = sys.argv[1], sys.argv[2]
    paths = list(choose(folder, int(sys.argv[3]) if len(sys.argv) > 3 else 200))
    output = subprocess.run([program, *paths], capture_output=True, check=True).stdout
    counts = collections.Counter()
    for path, line in zip(paths, output.splitlines(), strict=True):
        ref, own = reference(path), ours(json.loads(line))
        if (ref.words, ref.links, ref.written) == (own.words, own.links, own.written):
            counts["agree"] += 1
            continue
        reason = explain(path, ref, own)
        counts[reason or "not explained"] += 1
        if reason:
            continue
        print(os.path.relpath(path, folder))
        for what in ("words", "links", "written"):
            a, b = getattr(ref, what), getattr(own, what)
            if a != b:
                print("  %s, only by Python: %s, only by the engine: %s" % (what, list(a - b)[:8], list(b - a)[:8]))
    print("%d files:" % len(paths), ", ".join("%d %s" % (count, name) for name, count in counts.most_common()))
    return 1 if counts["not explained"] or len(paths) < 1 else 0


if __name__ == "__main__":
    sys.exit(main())
