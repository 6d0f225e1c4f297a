import json,re,html
S=[json.loads(l) for l in open('statements.jsonl')]; R=json.load(open('roles.json')); bad=0
C={}
def plain(a):
    if a not in C:
        t=open('articles/'+a).read()
        assert '{' not in t.replace('{#',''),a
        if a.endswith('html'): t=html.unescape(re.sub(r'<[^>]+>',' ',t))
        elif a.endswith('md'):
            t=re.sub(r' *\{#\w+\}','',t); t=re.sub(r'\[([^\]]*)\]\([^)]*\)',r'\1',t); t=t.replace('*','').replace('|',' ')
        C[a]=re.sub(r'\s+',' ',t)
    return C[a]
for s in S:
    if s['text'] not in plain(s['article']): bad+=1; print(s['article'],s['text'])
    assert all(r in R for r in s['roles'])
    assert bool(s['roles'])==(s['kind']!='none')
# everything covered?
for a in sorted(C):
    t=C[a]; pos=0; gaps=[]
    for s in S:
        if s['article']==a:
            i=t.find(s['text'],pos); assert i>=0,(a,s['text'])
            g=t[pos:i]
            if re.search(r'\w',g): gaps.append(g.strip()[:90])
            pos=i+len(s['text'])
    if re.search(r'\w',t[pos:]): gaps.append('END '+t[pos:][:90])
    print(a,len(gaps),gaps)
print('missing',bad,'of',len(S))
