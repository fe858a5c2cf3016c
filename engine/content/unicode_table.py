#!/usr/bin/python3
# Writes unicode_table.c from ICU (Debian's package python3-icu):
#
#     /usr/bin/python3 engine/content/unicode_table.py >engine/content/unicode_table.c
#
# Mapping and status follow the derivation in section 6 of UTS #46, revision 33 (Unicode 16), which ICU 72 does not know yet: it
# maps U+1E9E to U+00DF and knows no exceptions for what IDNA2003 excluded. Which characters there are is the Unicode version of ICU.
# The scripts are those that script.h names.
import re
from pathlib import Path

import icu

Char = icu.Char
UNASSIGNED, PRIVATE, SURROGATE, CONTROL, FORMAT, SPACES = 0, 17, 18, 15, 16, (12, 13, 14)
LETTERS, MARKS, UPPER = (1, 2, 3, 4, 5), (6, 7, 8), 1
NFC = icu.Normalizer2.getNFCInstance()
NFD = icu.Normalizer2.getNFDInstance()
CASEFOLD = icu.Normalizer2.getNFKCCasefoldInstance()
EVERY = [c for c in range(0x110000) if not 0xD800 <= c <= 0xDFFF]

header = Path(__file__).with_name("script.h").read_text()
scripts = re.findall(r'X\((\w+), "(\w+)", "[\w-]+"\)', header)
script_index = {text: i for i, (_, text) in enumerate(scripts)}
OTHER, HANB, JPAN, KORE = (len(scripts) + i for i in range(4))
assert KORE < 64


# UTS #46, section 6.
SEPARATORS = {0x3002, 0xFF0E, 0xFF61}
DEVIATIONS = {0xDF: "\u00DF", 0x3C2: "\u03C2", 0x200C: "\u200C", 0x200D: "\u200D", 0x1E9E: "\u00DF"}
IDEOGRAPHIC_DESCRIPTION = range(0x2FF0, 0x3000)
REPLACEMENTS = {0xFFFC, 0xFFFD}
TAGS = {0xE0001, *range(0xE0020, 0xE0080)}


def mapping(c):
    if c < 0x80:
        return chr(c).lower()
    if c in SEPARATORS:
        return "."
    return DEVIATIONS.get(c) or CASEFOLD.normalize(chr(c))


def is_valid(c):
    if c < 0x80:
        return True
    if Char.hasBinaryProperty(c, icu.UProperty.BIDI_CONTROL) or c in TAGS or c in REPLACEMENTS:
        return False
    if Char.charType(c) in (UNASSIGNED, PRIVATE, SURROGATE):
        return False
    mapped = mapping(c)
    if mapped != chr(c):
        return c in SEPARATORS or not set(mapped) & {".", "\u3002"} and all(is_valid(ord(m)) for m in mapped)
    if c in DEVIATIONS:
        return True
    return Char.charType(c) not in (CONTROL, FORMAT, *SPACES) and c not in IDEOGRAPHIC_DESCRIPTION


BIDI = {0: "L", 1: "R", 13: "AL", 5: "AN", 2: "EN", 3: "ES", 6: "CS", 4: "ET", 10: "ON", 18: "BN", 17: "NSM"}
JOINING = {2: "DUAL", 3: "LEFT", 4: "RIGHT", 5: "TRANSPARENT"}


# UTS #39, section 5.1: what is written with more than one script.
AUGMENTED = {"Han": (HANB, JPAN, KORE), "Hiragana": (JPAN,), "Katakana": (JPAN,), "Hangul": (KORE,), "Bopomofo": (HANB,)}


def script_bits(c):
    names = {icu.Script(code).getName() for code in icu.Script.getScriptExtensions(c)}
    if names & {"Common", "Inherited"}:
        return 2**64 - 1
    if names == {"Unknown"}:
        return 0
    bits = 0
    for name in names:
        bits |= 1 << script_index.get(name, OTHER)
    for name in names:
        for extra in AUGMENTED.get(name, ()):
            bits |= 1 << extra
    return bits


sets, set_index = [], {}


def character(c):
    bits = script_bits(c)
    if bits not in set_index:
        set_index[bits] = len(sets)
        sets.append(bits)
    kind = Char.charType(c)
    script = script_index.get(icu.Script.getScript(c).getName())
    return (
        "IDNA_VALID" if is_valid(c) else "IDNA_DISALLOWED",
        "BIDI_" + BIDI.get(Char.charDirection(c), "OTHER"),
        "JOINING_" + JOINING.get(Char.getIntPropertyValue(c, icu.UProperty.JOINING_TYPE), "NONE"),
        Char.getCombiningClass(c),
        int(kind in MARKS),
        int(kind in LETTERS),
        "SCRIPT_" + (scripts[script][0] if script is not None else "COUNT"),
        set_index[bits],
    )


def character_tables():
    records, ranges = {}, []
    for c in range(0x110000):
        record = character(c)
        index = records.setdefault(record, len(records))
        if not ranges or ranges[-1][1] != index:
            ranges.append((c, index))
    assert len(records) < 1 << 11 and len(sets) < 256
    return list(records), ranges


def mapping_tables():
    rows, text = [], b""
    for c in EVERY:
        mapped = mapping(c)
        if c < 0x80 or mapped == chr(c) or not is_valid(c):
            continue
        if len(mapped) == 1:
            row = [c, 1, 1, 1, ord(mapped) - c]
        elif mapped == "":
            row = [c, 1, 1, 0, 0]
        else:
            encoded = mapped.encode()
            at = text.find(encoded)
            if at < 0:
                at = len(text)
                text += encoded
            row = [c, 1, 1, len(encoded), at]
        last = rows[-1] if rows else None
        if last and row[3] <= 1 and last[3:] == row[3:]:
            step = c - (last[0] + (last[1] - 1) * last[2])
            if (last[1] == 1 and step <= 2) or (last[1] > 1 and step == last[2]):
                last[1] += 1
                last[2] = step
                continue
        rows.append(row)
    return rows, text


def composite_tables():
    rows = []
    for c in EVERY:
        text = NFD.normalize(chr(c))
        if len(text) > 1 and NFC.isNormalized(chr(c)) and not 0xAC00 <= c <= 0xD7A3:
            first = NFC.normalize(text[:-1])
            assert len(first) == 1 and NFC.normalize(first + text[-1]) == chr(c)
            rows.append((c, ord(first), ord(text[-1])))
    return rows


# U+04CF is "i" in the table of UTS #39; what made it known is that it looks like "l".
LIKE = {0x4CF: "l"}


def look_alike_table():
    checker = icu.SpoofChecker()
    recommended = icu.SpoofChecker.getRecommendedUnicodeSet()
    rows = []
    for c in EVERY:
        if c < 0x80 or Char.charType(c) not in LETTERS or Char.charDirection(c) != 0:
            continue
        if CASEFOLD.normalize(chr(c)).isascii():
            continue
        if icu.Script.getScript(c).getName() == "Latin" and recommended.contains(chr(c)):
            continue
        skeleton = LIKE.get(c) or checker.getSkeleton(0, chr(c)).replace("rn", "m")
        if re.fullmatch("[A-Za-z]", skeleton):
            letter = skeleton.lower()
            rows.append((c, "i" if letter == "l" and Char.charType(c) == UPPER else letter))
    return rows


records, ranges = character_tables()
mappings, texts = mapping_tables()
composites = composite_tables()
by_parts = sorted(range(len(composites)), key=lambda i: composites[i][1:])
alikes = look_alike_table()

print(f"""/* Generated by unicode_table.py from ICU {icu.ICU_VERSION}: data of Unicode {icu.UNICODE_VERSION}, mapped by UTS #46, revision 33. The data are
 * copyright of Unicode, Inc., and used under the Unicode License (https://www.unicode.org/license.txt). */
#include "content/unicode_table.h"

#include "content/script.h"

const uint32_t character_ranges[] = {{""")
for i in range(0, len(ranges), 10):
    print("    " + " ".join(f"0x{c << 11 | index:08X}," for c, index in ranges[i : i + 10]))
print(f"}};\nconst size_t character_range_count = {len(ranges)};\n\nconst struct character characters[] = {{")
for record in records:
    print("    {" + ", ".join(str(field) for field in record) + "},")
print("};\n\nconst uint64_t script_sets[] = {")
for i in range(0, len(sets), 5):
    print("    " + " ".join(f"0x{bits:016X}," for bits in sets[i : i + 5]))
print("};\n\nconst struct idna_mapping idna_mappings[] = {")
for i in range(0, len(mappings), 4):
    print("    " + " ".join("{0x%04X, %d, %d, %d, %d}," % tuple(row) for row in mappings[i : i + 4]))
print(f"}};\nconst size_t idna_mapping_count = {len(mappings)};\n\nconst unsigned char idna_texts[] = {{")
for i in range(0, len(texts), 20):
    print("    " + " ".join(f"0x{byte:02X}," for byte in texts[i : i + 20]))
print("};\n\nconst struct composite composites[] = {")
for i in range(0, len(composites), 4):
    print("    " + " ".join("{0x%04X, 0x%04X, 0x%04X}," % row for row in composites[i : i + 4]))
print("};\nconst uint16_t composites_by_parts[] = {")
for i in range(0, len(by_parts), 20):
    print("    " + " ".join(f"{index}," for index in by_parts[i : i + 20]))
print(f"}};\nconst size_t composite_count = {len(composites)};\n\nconst struct look_alike look_alikes[] = {{")
for i in range(0, len(alikes), 8):
    print("    " + " ".join(f"{{0x{c:04X}, '{letter}'}}," for c, letter in alikes[i : i + 8]))
print(f"}};\nconst size_t look_alike_count = {len(alikes)};")
