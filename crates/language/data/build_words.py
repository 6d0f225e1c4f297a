#!/usr/bin/env python3
"""Makes words.tsv, irregular.tsv, spellings.tsv, synonyms.tsv, names.tsv, given.tsv and forenames.tsv from WordNet 3.0, O*NET's job titles and
the given names of the U.S. census of 1990.

usage: build_words.py WORDNET_DICT ONET_DIR CENSUS_DIR

WORDNET_DICT holds index.*, data.noun, cntlist.rev and *.exc; ONET_DIR holds occupations.tsv and alternate_titles.tsv
(columns `title`, `alternate_title`); CENSUS_DIR holds dist.female.first and dist.male.first. All outputs are data with the licences named in NOTICE.

words.tsv: a word in its base form, a tab, its flags:
  n v a r   can be a noun, verb, adjective, adverb
  V         is tagged as a verb at least as often as a noun
  p P       names a person in some sense / in most of its uses, those as an adjective included
  C         is an adjective written with a capital ("British")
  b         names a body of people in most of its uses: WordNet puts it below "social group"
  S         is a verb that only somebody does: WordNet gives most of its uses no frame with "something" as the subject
  T         ends at least three different job titles
irregular.tsv: an inflected form, a tab, `n`, `v` or `a`, a tab, its base form.
synonyms.tsv: a word, a tab, words that share a frequent sense of it and of theirs.
names.tsv: a word of names of persons, places and works, in lower case, that is no other word.
given.tsv: a given name of at least two in ten thousand people that is a noun as well, but no title ("Anna", "Mark", "Tom").
forenames.tsv: every given name that is no title.
spellings.tsv: a word, a tab, the other way of spelling it: two words of one synset that differ as British and American do.
"""
import re, sys
from collections import Counter, defaultdict

wn, onet, census = sys.argv[1:4]
flags = defaultdict(set)
count = {"n": Counter(), "v": Counter(), "a": Counter()}
for line in open(f"{wn}/cntlist.rev"):
    key, _, n = line.split()
    lemma, rest = key.split("%")
    if rest[0] in "1235":
        count["nva-a"[int(rest[0]) - 1]][lemma] += int(n)

lexfile, instance, above = {}, set(), defaultdict(list)
for line in open(f"{wn}/data.noun"):
    if line[0] == " ":
        continue
    parts = line.split(" ")
    lexfile[parts[0]] = parts[1]
    if " @i " in line:
        instance.add(parts[0])
    above[parts[0]] = [to for sign, to in zip(parts, parts[1:]) if sign in ("@", "@i")]


def below(synset, root):
    return synset == root or any(below(s, root) for s in above[synset])


SOCIAL_GROUP = "07950920"

# Verb frames whose subject is a thing (wninput(5WN)): "Something ----s", "It is ----ing", "Something ----s something", …
OF_THINGS = {1, 3, 4, 5, 6, 10, 11, 12, 31, 34}
somebody = {}
for line in open(f"{wn}/data.verb"):
    if line[0] == " ":
        continue
    parts = line.split("|")[0].split()
    words = int(parts[3], 16)
    lemmas = [w.lower() for w in parts[4 : 4 + 2 * words : 2]]
    pointers = 4 + 2 * words
    frames = parts[pointers + 2 + 4 * int(parts[pointers]) :]
    for number, lemma in enumerate(lemmas, 1):
        own = [int(f) for f, w in zip(frames[1::3], frames[2::3]) if int(w, 16) in (0, number)]
        somebody[parts[0], lemma] = not OF_THINGS & set(own)

sense_count = Counter()
for line in open(f"{wn}/cntlist.rev"):
    key, number, n = line.split()
    lemma, rest = key.split("%")
    if rest[0] in "12":
        sense_count["nv"[int(rest[0]) - 1], lemma, int(number)] += int(n)

word = re.compile(r"[a-z][a-z'-]*$")
# How much of a word's use a sense must be, for its synonyms to be those of the word.
OFTEN = 0.3
unnamed = {}
for pos, name in (("n", "noun"), ("v", "verb"), ("a", "adj"), ("r", "adv")):
    for line in open(f"{wn}/index.{name}"):
        if line[0] == " ":
            continue
        parts = line.split()
        lemma, senses = parts[0], int(parts[2])
        offsets = parts[-senses:]
        weight = [sense_count[pos, lemma, i + 1] + (1.0 if i == 0 else 0.3) for i in range(senses)]
        part = lambda held: sum(w for w, h in zip(weight, held) if h) / sum(weight)
        if pos == "n":
            person = [lexfile[o] == "18" and o not in instance for o in offsets]
            if all(o in instance for o in offsets):
                continue
            share = part(person)
            # What "Carter" and "Sexton" were the names of says nothing of the words.
            own = [w for w, o in zip(weight, offsets) if o not in instance]
            unnamed[lemma] = sum(w for w, p in zip(weight, person) if p) / sum(own)
            if not word.match(lemma):
                continue
            flags[lemma].add("n")
            if share >= 0.5:
                flags[lemma].add("P")
            elif any(person):
                flags[lemma].add("p")
            if part([below(o, SOCIAL_GROUP) for o in offsets]) >= 0.5:
                flags[lemma].add("b")
        elif word.match(lemma):
            flags[lemma].add(pos)
            if pos == "v" and part([somebody[o, lemma] for o in offsets]) >= 0.8:
                flags[lemma].add("S")
for line in open(f"{wn}/data.adj"):
    parts = line.split(" ")
    if line[0] != " ":
        for form in parts[4 : 4 + 2 * int(parts[3], 16) : 2]:
            if form[0].isupper() and form[1:].islower() and "a" in flags.get(form.lower(), ()):
                flags[form.lower()].add("C")
for lemma, f in flags.items():
    if "v" in f and ("n" not in f or count["v"][lemma] >= max(count["n"][lemma], 1)):
        f.add("V")

heads = defaultdict(set)
for name, column in (("occupations.tsv", 1), ("alternate_titles.tsv", 2)):
    for i, line in enumerate(open(f"{onet}/{name}", encoding="utf8")):
        if i == 0:
            continue
        title = line.rstrip("\n").split("\t")[column]
        title = re.sub(r"\(.*?\)", "", title).split(",")[0].split(" of ")[0].split("/")[0].strip()
        if not re.fullmatch(r"[A-Za-z][A-Za-z' -]*", title):
            continue
        last = title.split()[-1].lower()
        for base in (last, last[:-1] if last.endswith("s") and not last.endswith("ss") else last):
            if "n" in flags.get(base, ()):
                last = base
        heads[last].add(title.lower())
for head, names in heads.items():
    f = flags.get(head, set())
    # A noun that WordNet knows, but not for a person ("turnover", "computer"), is no title's end.
    if len(names) >= 3 and (f & {"P", "p"} or "n" not in f and re.search(r"(?:er|or|ist|ian|man|woman|eer|person)$", head)):
        flags[head].update("nT")
    elif len(names) >= 3 and re.search(r"(?:er|or)$", head):
        # "mixer", "polisher": a thing by its first sense, but titles use it of people too.
        flags[head].add("p")
    elif len(names) >= 100:
        # "tech": so many titles end with it that it may be short for people.
        flags[head].add("p")

for lemma, f in flags.items():
    if "p" in f and unnamed.get(lemma, 0) >= 0.6 and heads[lemma]:
        f.symmetric_difference_update("pP")

for lemma, f in flags.items():
    # "possible", "creative": mostly an adjective, whatever a rare noun sense says; "volunteer" is not.
    if {"P", "a"} <= f and "T" not in f and ("C" in f or count["n"][lemma] <= count["a"][lemma]):
        f.remove("P")
        f.add("p")

with open("words.tsv", "w") as out:
    for lemma in sorted(flags):
        out.write(f"{lemma}\t{''.join(sorted(flags[lemma]))}\n")
with open("irregular.tsv", "w") as out:
    for pos, name in (("n", "noun"), ("v", "verb"), ("a", "adj")):
        for line in open(f"{wn}/{name}.exc"):
            form, base = line.split()[:2]
            if word.match(form) and word.match(base) and base in flags:
                out.write(f"{form}\t{pos}\t{base}\n")

plain = re.compile(r"[a-z]+$")
synsets = defaultdict(set)
for name in ("noun", "verb", "adj", "adv"):
    for line in open(f"{wn}/index.{name}"):
        parts = line.split()
        if line[0] != " " and plain.match(parts[0]):
            for offset in parts[-int(parts[2]):]:
                synsets[name, offset].add(parts[0])
RULES = [
    (r"is(?=e$|er$|ed$|ing$|ation$|able$|ational$)", "iz"), (r"ys(?=e$|er$|ed$|ing$)", "yz"), ("our", "or"), ("ould", "old"),
    ("re$", "er"), ("ll", "l"), ("ogue$", "og"), ("ae", "e"), ("oe", "e"), ("ence$", "ense"), ("mme$", "m"), ("ph", "f"),
    ("gement", "gment"), ("ey", "ay"), ("xion", "ction"), ("ise$", "ice"), ("ellery", "elry"), ("ough$", "ow"), ("augh", "af"),
]


def respelled(word):
    """`word` with one of the rules applied at one place."""
    changed = {word[: m.start()] + put + word[m.end() :] for rule, put in RULES for m in re.finditer(rule, word)}
    return changed - {word}


other = {}
for words in synsets.values():
    for british in words:
        once = respelled(british)
        for american in sorted((once | {twice for w in once for twice in respelled(w)}) & words - {british}):
            other.setdefault(british, american)
with open("spellings.tsv", "w") as out:
    for british in sorted(other):
        american, seen = other[british], {british}
        while american in other and american not in seen:
            seen.add(american)
            american = other[american]
        out.write(f"{british}\t{american}\n")

uses = Counter()
for line in open(f"{wn}/cntlist.rev"):
    key, number, n = line.split()
    lemma, rest = key.split("%")
    if rest[0] in "12":
        uses["nv"[int(rest[0]) - 1], lemma, int(number)] += int(n)
share = defaultdict(dict)
for pos, name in (("n", "noun"), ("v", "verb")):
    for line in open(f"{wn}/index.{name}"):
        parts = line.split()
        if line[0] == " " or not plain.match(parts[0]):
            continue
        offsets = parts[-int(parts[2]):]
        used = [uses[pos, parts[0], i + 1] for i in range(len(offsets))]
        weight = [n + 1 / (i + 1) for i, n in enumerate(used)]
        for offset, w, n in zip(offsets, weight, used):
            if n or len(offsets) == 1:
                share[pos, offset][parts[0]] = w / sum(weight), n
synonyms = defaultdict(set)
for words in share.values():
    often = {word: n for word, (part, n) in words.items() if part >= OFTEN}
    for a in often:
        # Of two words that no text was seen to use, nobody needs to know that they are one.
        synonyms[a] |= {b for b in often if b != a and (often[a] or often[b])}
with open("synonyms.tsv", "w") as out:
    for lemma in sorted(synonyms):
        if synonyms[lemma]:
            out.write(f"{lemma}\t{' '.join(sorted(synonyms[lemma]))}\n")

names = set()
for line in open(f"{wn}/index.noun"):
    parts = line.split()
    if line[0] != " " and all(o in instance for o in parts[-int(parts[2]):]):
        names |= {part for part in parts[0].split("_") if re.fullmatch("[a-z]{3,}", part) and part not in flags}
with open("names.tsv", "w") as out:
    for name in sorted(names):
        out.write(f"{name}\n")

share = Counter()
for sex in ("female", "male"):
    for line in open(f"{census}/dist.{sex}.first"):
        name, percent = line.split()[:2]
        share[name.lower()] += float(percent)
# Words of the grammar and names of months are no one's where they stand.
GRAMMAR = {"may", "will", "an", "so", "my", "in", "do", "can", "april", "june", "august"}
with open("given.tsv", "w") as out:
    for name in sorted(n for n, percent in share.items() if percent >= 0.02 and n not in GRAMMAR):
        if "n" in flags.get(name, ()) and not flags[name] & set("TC"):
            out.write(f"{name}\n")
with open("forenames.tsv", "w") as out:
    for name in sorted(n for n in share if n not in GRAMMAR and "T" not in flags.get(n, ())):
        out.write(f"{name}\n")
