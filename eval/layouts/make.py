#!/usr/bin/env python3
"""Crosses the headings with the bodies of the same half and writes frames.tsv.

    python3 eval/layouts/make.py [SAMPLES [SEED]]    prints some of half a, filled
"""
import importlib.util, os, random, re, sys

HERE = os.path.dirname(os.path.abspath(__file__))
MOST = 700
ABOVE = r"# Jobs with us\n\nThere are many of us, and this page says who is who.\n\n"
FIRST = r"\n\nThe {X} counts the money and pays the others.\n\n"


def table(name):
    with open(os.path.join(HERE, name), encoding="utf-8") as f:
        head, *rows = (line.split("\t") for line in f.read().splitlines())
    assert all(len(row) == len(head) for row in rows), name
    return [dict(zip(head, row)) for row in rows]


def marked(heading):
    """A heading that brings marks of its own keeps them."""
    own = heading.startswith(("**", "#")) or r"\n---" in heading
    return heading if own else "## " + heading


def of_other(heading):
    heading = re.sub(r"\{(RS?c?)\}", lambda m: "{" + m[1].replace("R", "X") + "}", heading)
    return heading.replace("{a}", "{Xa}").replace("{n}", "1").replace("{who}", "Anna Moen")


def of_role(heading):
    return heading.replace("{n}", "2").replace("{who}", "Ole Dahl")


def fit(heading, body):
    """No "you" below a heading whose reader is somebody else, no "this person" below one of several."""
    if heading["you"] == "other" and re.search(r"\b[Yy]ou\b", body):
        return False
    return not ("{RS" in heading["heading"] and re.match("This person|His", body))


def crossed(half, headings, bodies):
    for h, heading in enumerate((x for x in headings if x["half"] == half), 1):
        for b, body in enumerate((x for x in bodies if x["half"] == half), 1):
            if not fit(heading, body["body"]):
                continue
            mark = marked(heading["heading"])
            text = ABOVE + of_other(mark) + FIRST + of_role(mark) + r"\n\n" + body["body"]
            yield f"{half}-h{h:02}-b{b:02}", half, body["want"], f"h{h:02}", text


def main():
    headings, bodies, rows = table("headings.tsv"), table("bodies.tsv"), []
    for half in "ab":
        every = list(crossed(half, headings, bodies))
        some = sorted(random.Random(half).sample(every, min(MOST, len(every))))
        print(half, len(every), "combinations,", len(some), "taken,", sum(x[2] == "none" for x in some), "of them none")
        rows += some
    with open(os.path.join(HERE, "frames.tsv"), "w", encoding="utf-8") as f:
        f.writelines("\t".join(row) + "\n" for row in [("id", "half", "want", "genre", "template"), *rows])

    spec = importlib.util.spec_from_file_location("check", os.path.join(HERE, "..", "frames", "check.py"))
    check = importlib.util.module_from_spec(spec)
    sys.dont_write_bytecode = True
    spec.loader.exec_module(check)
    fillers = table("fillers.tsv")
    filled = [(row, check.fill(row[4], f)) for row in rows for f in fillers]  # an unknown placeholder ends it
    wrong = [row[0] for row, out in filled if re.search(r"\b[Aa] [aeiou]|\b[Aa]n [^aeiou\W]|  ", out)]
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    for row, out in random.Random(seed).sample([x for x in filled if x[0][1] == "a"], count):
        print(row[0], row[2], "|", out.replace("\n", " / "))
    print(*wrong, sep="\n")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
