#!/usr/bin/env python3
"""fill.py DIR: fills every template NNN.{md,txt,html} beside this script four times and writes
DIR/NNN-k.ext and DIR/key.jsonl. Combination k gives filler number i row (5*k + 3*i) mod 16
(counted from 0) of fillers.tsv. Stops on unknown placeholders, doubled rows, bad keys.

Placeholders are those of eval/frames/README.md with the filler's number: {R1} {v2} {v2 it} ...
Besides: {RSc1} capital plural, {RT1} {RST1} Title Case, {RU1} {RSU1} {OU1} {BU1} {GU1} UPPER CASE,
{ab1} an abbreviation (initials, or three letters for one word), {Xc1} {XSc1}.
`%wrap N` as first line: paragraphs are broken at N columns after filling (not lines that
begin with a blank or tab). <<text|N>> : text padded with blanks to N columns.
"""
import json, os, re, sys, textwrap, glob
HERE = os.path.dirname(os.path.abspath(__file__))
FILLERS = os.environ.get('FILLERS', os.path.join(HERE, '..', 'frames', 'fillers.tsv'))
PH = re.compile(r'\{([A-Za-z]+)(\d)( it)?\}')

def rows():
    with open(FILLERS, encoding='utf-8') as f:
        head = f.readline().rstrip('\n').split('\t')
        return [dict(zip(head, l.rstrip('\n').split('\t'))) for l in f if l.strip()]

cap = lambda s: s[:1].upper() + s[1:]
def title(s):
    return ' '.join(w if w in ('of', 'the') else cap(w) for w in s.split())

def forms(r):
    an = lambda s: 'an' if s[0] in 'aeio' or s.startswith('umpire') or s.startswith('under') else 'a'
    pt = ' ' + r['particle'] if r['particle'] else ''
    pl = r['number'] == 'p'
    it = 'them' if pl else 'it'
    d = {'R': r['role'], 'RS': r['roles'], 'X': r['x'], 'XS': r['xs'],
         'a': an(r['role']), 'Xa': an(r['x']),
         'v': r['third'] + pt, 'b': r['base'] + pt, 'p': r['past'] + pt, 'pp': r['participle'] + pt, 'g': r['gerund'] + pt,
         'o': r['object'], 'be': 'are' if pl else 'is', 'was': 'were' if pl else 'was', 'has': 'have' if pl else 'has',
         'get': 'get' if pl else 'gets', 'N': r['name'], 's': 'she' if r['gender'] == 'f' else 'he',
         'his': 'her' if r['gender'] == 'f' else 'his', 'place': r['place'], 'time': r['time']}
    for lo, up in (('R', 'Rc'), ('RS', 'RSc'), ('X', 'Xc'), ('XS', 'XSc'), ('a', 'A'), ('v', 'V'), ('b', 'B'), ('g', 'G'), ('pp', 'PP'),
                   ('o', 'O'), ('s', 'S'), ('his', 'His'), ('place', 'Place'), ('time', 'Time')):
        d[up] = cap(d[lo])
    for lo in ('R', 'RS'):
        d[lo + 'T'] = title(d[lo]); d[lo + 'U'] = d[lo].upper()
    d['OU'], d['BU'], d['GU'] = d['o'].upper(), d['b'].upper(), d['g'].upper()
    w = r['role'].split()
    d['ab'] = ''.join(x[0] for x in w).upper() if len(w) > 1 else w[0][:3].upper()
    for f, k in (('v', 'third'), ('b', 'base'), ('p', 'past'), ('pp', 'participle'), ('g', 'gerund')):
        d[f + ' it'] = r[k] + ' ' + it + pt
    d['V it'], d['B it'], d['G it'] = cap(d['v it']), cap(d['b it']), cap(d['g it'])
    return d

def fill(t, pick, name):
    def sub(m):
        k = m.group(1) + (m.group(3) or '')
        f = pick[int(m.group(2))]
        if k not in f: sys.exit(f'{name}: unknown placeholder {m.group(0)}')
        return f[k]
    wrap = 0
    m = re.match(r'%wrap (\d+)\n', t)
    if m: wrap, t = int(m.group(1)), t[m.end():]
    t = PH.sub(sub, t)
    if re.search(r'\{[A-Za-z]+\d?( it)?\}', t): sys.exit(f'{name}: left over {re.search(r"[{][A-Za-z]+.?( it)?[}]", t).group(0)}')
    t = re.sub(r'<<(.*?)\|(\d+)>>', lambda m: m.group(1).ljust(int(m.group(2))), t)
    if wrap:
        out = []
        for l in t.split('\n'):
            if len(l) <= wrap or l[:1] in ' \t': out.append(l); continue
            b = re.match(r'(?:[-*•o–] |\d+[.)] |[a-z]\) |> )', l)
            ind = '> ' if l.startswith('> ') else ' ' * len(b.group(0)) if b else ''
            out += textwrap.wrap(l, wrap, subsequent_indent=ind, break_long_words=False, break_on_hyphens=False)
        t = '\n'.join(out)
    return t

def key(path):
    with open(path, encoding='utf-8') as f:
        for n, l in enumerate(f, 1):
            if not l.strip(): continue
            c = l.rstrip('\n').split('\t')
            if c[0] not in ('does', 'not', 'any') or not re.fullmatch(r'[1-6](,[1-6])*', c[1]) or not re.fullmatch('[1-6]', c[2]):
                sys.exit(f'{path}:{n}: bad key line')
            yield c[0], [int(x) for x in c[1].split(',')], int(c[2])

def main(out):
    os.makedirs(out, exist_ok=True)
    rs = rows(); n = warn = 0
    keys = []
    for p in sorted(x for e in ('md', 'txt', 'html') for x in glob.glob(f'{HERE}/[0-9][0-9][0-9].{e}')):
        stem, ext = os.path.splitext(os.path.basename(p))
        t = open(p, encoding='utf-8').read()
        ks = list(key(f'{HERE}/{stem}.tsv'))
        used = {(m.group(1), int(m.group(2))) for m in PH.finditer(t)}
        nums = {i for _, i in used}
        R = {i for k, i in used if k in ('R', 'RS', 'Rc', 'RSc', 'RT', 'RST', 'RU', 'RSU', 'ab')}
        T = {i for k, i in used if k in ('v', 'b', 'p', 'pp', 'g', 'V', 'B', 'G', 'PP', 'BU', 'GU')}
        seen = {}
        for w, rl, tk in ks:
            for r in rl:
                if r not in R: sys.exit(f'{stem}: key names role {r}, not shown')
                if seen.setdefault((r, tk), w) != w: sys.exit(f'{stem}: role {r} task {tk} is both {seen[r, tk]} and {w}')
            if tk not in T: sys.exit(f'{stem}: key names task {tk}, not shown')
        for i in T - {k[2] for k in ks}: print(f'{stem}: note: task {i} has no key')
        if re.search(r'\b[aA]n? \{R', t): print(f'{stem}: note: article typed before a role'); warn += 1
        for k in range(4):
            idx = {i: (5 * k + 3 * i) % 16 for i in range(1, 7)}
            if len({idx[i] for i in nums}) != len(nums): sys.exit(f'{stem}-{k}: a row twice')
            pick = {i: forms(rs[idx[i]]) for i in idx}
            f = f'{stem}-{k}{ext}'
            x = fill(t, pick, f)
            for bad in (r'\b([Tt]he|[Aa]n?) ([Tt]he|[Aa]n?) ', r'@@', r'\b(\w{4,}) \1\b'):
                m = re.search(bad, x)
                if m: print(f'{f}: look: {x[max(0, m.start()-30):m.end()+30]!r}')
            open(f'{out}/{f}', 'w', encoding='utf-8').write(x)
            done = set()
            for w, rl, tk in ks:
                if (w, tuple(rl), tk) in done: continue
                done.add((w, tuple(rl), tk))
                r = rs[idx[tk]]; pt = ' ' + r['particle'] if r['particle'] else ''
                keys.append({'file': f, 'want': w, 'roles': [rs[idx[i]]['role'] for i in rl],
                             'task': {**{a: r[a] + pt for a in ('base', 'third', 'gerund', 'participle', 'past')}, 'object': r['object']}})
            n += 1
    with open(f'{out}/key.jsonl', 'w', encoding='utf-8') as f:
        for k in keys: f.write(json.dumps(k, ensure_ascii=False) + '\n')
    print(f'{n} documents, {len(keys)} key lines, {warn} warnings')

if __name__ == '__main__':
    if len(sys.argv) != 2: sys.exit(__doc__)
    main(sys.argv[1])
