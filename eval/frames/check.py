#!/usr/bin/env python3
"""Fills every frame with every filler and names what is wrong: placeholders, doubles, halves, articles.

    python3 eval/frames/check.py [SAMPLES [SEED]]    prints some filled frames of half a
"""
import collections, hashlib, os, random, re, sys

HERE = os.path.dirname(os.path.abspath(__file__))


def table(name):
    with open(os.path.join(HERE, name), encoding="utf-8") as f:
        lines = f.read().splitlines()
    head = lines[0].split("\t")
    rows = []
    for line in lines[1:]:
        cells = line.split("\t")
        assert len(cells) == len(head), line
        rows.append(dict(zip(head, cells)))
    return rows


def article(noun):
    return "an" if noun[0] in "aeiou" else "a"


def upper(text):
    return text[:1].upper() + text[1:]


def words(f):
    many = f["number"] == "p"
    she = f["gender"] == "f"
    out = {
        "R": f["role"], "RS": f["roles"], "a": article(f["role"]), "X": f["x"], "XS": f["xs"], "Xa": article(f["x"]),
        "o": f["object"], "be": "are" if many else "is", "was": "were" if many else "was",
        "has": "have" if many else "has", "get": "get" if many else "gets",
        "N": f["name"], "s": "she" if she else "he", "his": "her" if she else "his",
        "place": f["place"], "time": f["time"],
    }
    for key, column in (("v", "third"), ("b", "base"), ("p", "past"), ("pp", "participle"), ("g", "gerund")):
        it = "them" if many else "it"
        out[key] = " ".join(filter(None, (f[column], f["particle"])))
        out[key + " it"] = " ".join(filter(None, (f[column], it, f["particle"])))
    for key in ("v", "b", "g", "o", "s", "a"):
        out[key.upper()] = upper(out[key])
    out["Place"], out["Time"] = upper(out["place"]), upper(out["time"])
    for key in ("R", "RS", "X", "XS"):
        out[key + "c"] = upper(out[key])
    return out


def fill(template, f):
    known = words(f)
    return re.sub(r"\{([^}]*)\}", lambda m: known[m.group(1)], template).replace("\\n", "\n")


def main():
    frames, fillers = table("frames.tsv"), table("fillers.tsv")
    wrong, seen, filled = [], {}, []
    known = set(words(fillers[0]))
    for row in frames:
        name, text = row["id"], row["template"]
        if row["want"] not in ("does", "not", "none"):
            wrong.append(f"{name}: wants {row['want']}")
        if row["half"] != "ab"[hashlib.sha256(name.encode()).digest()[0] & 1]:
            wrong.append(f"{name}: is in the wrong half")
        missing = [k for k in re.findall(r"\{([^}]*)\}", text) if k not in known]
        if missing or text.count("{") != text.count("}"):
            wrong.append(f"{name}: placeholders {missing}")
            continue
        if not {"R", "RS", "Rc", "RSc"} & set(re.findall(r"\{([^}]*)\}", text)):
            wrong.append(f"{name}: names no role")
        if re.search(r"(^|[.!?]\"? |\\n)\{(o|g|a|place|time|s)\}", text) and row["genre"] not in ("note", "list", "email"):
            wrong.append(f"{name}: does a small letter begin it?")
        plain = re.sub(r"\W+", " ", text).lower()
        if plain in seen:
            wrong.append(f"{name}: is {seen[plain]} again")
        seen[plain] = name
        for f in fillers:
            out = fill(text, f)
            filled.append((row, out))
            if "  " in out.strip() or re.search(r"\b[Aa] [aeiou]|\b[Aa]n [^aeiou\W]", out) and "an hour" not in out:
                wrong.append(f"{name}: {out}")
    print(len(frames), "frames,", len(fillers), "fillers,", len(filled), "sentences")
    for want, half in sorted(collections.Counter((r["want"], r["half"]) for r in frames).items()):
        print(*want, half)
    print(dict(collections.Counter(r["genre"] for r in frames)))
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    half_a = [x for x in filled if x[0]["half"] == "a"]
    for row, out in random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1).sample(half_a, count):
        print(row["id"], row["want"], "|", out.replace("\n", " / "))
    print(*wrong, sep="\n")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
