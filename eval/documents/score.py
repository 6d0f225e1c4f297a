#!/usr/bin/env python3
"""score.py PROGRAM [--misses]: fills the templates, lets PROGRAM (the binary `search`) read them, and compares what it says with the keys.

A pair of a filler's role and a filler's task is claimed where a statement of kind responsibility gives the role, other than "does not", and its
text has the task's object. Even and odd documents are told apart; misses are told of even ones alone."""
import collections, json, os, re, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
FILLERS = os.path.join(HERE, '..', 'frames', 'fillers.tsv')


def read(program, folder):
    """The program's statements, by the name of their file, and the keys."""
    index, files = os.path.join(folder, 'index'), os.path.join(folder, 'documents')
    subprocess.run([sys.executable, os.path.join(HERE, 'fill.py'), files], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([program, 'ingest', files, '--index', index, '--model', 'none'], capture_output=True)
    said = subprocess.run([program, 'statements', '--json', '--index', index], capture_output=True, text=True, check=True)
    found = collections.defaultdict(list)
    for statement in map(json.loads, said.stdout.splitlines()):
        found[os.path.basename(statement['article']['path'])].append(statement)
    with open(os.path.join(files, 'key.jsonl'), encoding='utf-8') as key:
        return found, [json.loads(line) for line in key]


def has(text, task):
    return re.sub(r'^(the|a|an|her|his) ', '', task['object'].lower()) in text.lower()


def claims(statements, tasks):
    found = set()
    for statement in statements:
        does = [m['role'].lower() for m in statement['roles'] if m['strength'] != 'does not']
        if statement['kind'] == 'responsibility':
            found |= {(role, name) for role in does for name, task in tasks.items() if has(statement['text'], task)}
    return found


def main():
    program, misses = sys.argv[1], '--misses' in sys.argv
    with open(FILLERS, encoding='utf-8') as f:
        roles = {line.split('\t')[1].lower() for line in f}
    with tempfile.TemporaryDirectory() as folder:
        found, key = read(program, folder)
    wanted, tasks = collections.defaultdict(dict), collections.defaultdict(dict)
    for line in key:
        name = line['task']['base'] + ' ' + line['task']['object']
        tasks[line['file']][name] = line['task']
        for role in line['roles']:
            wanted[line['file']][role.lower(), name] = line['want']
    count = collections.Counter()
    for file, pairs in sorted(wanted.items()):
        claimed = claims(found[file], tasks[file])
        half = ('even', 'odd')[int(file[:3]) % 2], file.rsplit('.')[-1]
        told = [('wrong', pair) for pair in sorted(claimed) if pair[0] in roles and pair not in pairs]
        count[half, 'wrong', False] += len(told)
        for pair, want in pairs.items():
            right = (pair in claimed) == (want == 'does')
            if want != 'any':
                count[half, want, right] += 1
                told += [] if right else [(want, pair)]
        if misses and half[0] == 'even':
            for want, pair in told:
                print(file, want, *pair, sep='  ')
    for half in sorted({half for half, _, _ in count}):
        right, missed = count[half, 'does', True], count[half, 'does', False]
        denied, undenied = count[half, 'not', True], count[half, 'not', False]
        wrong = count[half, 'wrong', False] + undenied
        print(f"{half[0]:4} {half[1]:4}  does {right} of {right + missed}  denied {denied} of {denied + undenied}  "
              f"wrong {count[half, 'wrong', False]}  F1 {2 * right / (2 * right + missed + wrong):.3f}")


main()
