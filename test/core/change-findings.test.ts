import { describe, expect, it } from 'vitest';
import { changeFindings } from '../../src/core/change-findings.ts';
import type { CriteriaChange } from '../../src/core/criteria-change.ts';
import { RUN_FINDING_LEVELS } from '../../src/core/run-finding-codes.ts';
import type { PullRequest, Subject, WorkflowChange } from '../../src/core/subject.ts';
import { sample } from './diagnosis-samples.ts';

const PATH = '.github/launch-gate.yml';
const PULL_REQUEST: PullRequest = {
  number: 12,
  state: 'open',
  authorId: 1,
  headSha: 'a'.repeat(40),
  headRepository: 'acme/wiki',
  headBranch: 'better',
  baseBranch: 'main',
  labels: [],
  changed: { files: [], complete: true },
};

function subject(more: Partial<Subject> = {}, introduced = false): Subject {
  const text = { ok: true, text: '', bytes: 0, digest: 'sha256:0' } as const;
  return {
    commit: null,
    baseSha: null,
    pullRequest: PULL_REQUEST,
    labelled: null,
    criteria: { text, ref: 'main', sha: null, introduced, proposed: null },
    workflow: { kind: 'unchanged' },
    notes: [],
    ...more,
  };
}

function change(kind: CriteriaChange['kind'], more: Partial<CriteriaChange> = {}): CriteriaChange {
  return { kind, code: 'target-loosened', args: { metric: 'm', change: 'x' }, metric: 'm', line: 7, ...more };
}

const find = (given: Subject, changes: readonly CriteriaChange[] = []) => changeFindings(given, changes, [], PATH);

describe('changeFindings', () => {
  it('finds nothing where nothing is changed', () => {
    expect(find(subject())).toEqual([]);
    expect(find(subject({ pullRequest: null, workflow: { kind: 'trusted' } }))).toEqual([]);
  });

  it('says that a new workflow is a changed one, unless the criteria are as new', () => {
    const paths = ['.github/workflows/second.yml'];
    const workflow: WorkflowChange = { kind: 'new', paths };
    const codes = (introduced: boolean) => find(subject({ workflow }, introduced)).map(({ code }) => code);
    expect(codes(true)).toEqual(['criteria-introduced']);
    expect(codes(false)).toEqual(['workflow-changed']);
    expect(find(subject({ workflow }))).toEqual(find(subject({ workflow: { kind: 'changed', paths } })));
  });

  it.each([
    ['weakened', 'criteria-weakened', 'error'],
    ['strengthened', 'criteria-strengthened', 'info'],
    ['other', 'criteria-changed', 'info'],
  ] as const)('says at its line that the criteria are %s', (kind, code, level) => {
    expect(find(subject(), [change(kind), change(kind, { metric: null, line: null })])).toEqual([
      {
        code,
        level,
        args: { metric: 'm', change: 'target-loosened' },
        at: { path: PATH, line: 7, column: null },
        metric: 'm',
      },
      {
        code,
        level,
        args: { metric: 'm', change: 'target-loosened' },
        at: { path: PATH, line: null, column: null },
        metric: null,
      },
    ]);
  });

  it.each(['changed', 'unknown'] as const)('says that the workflow is %s, and where', (kind) => {
    const paths = ['.github/workflows/gate.yml', 'action.yml'];
    const workflow: WorkflowChange = { kind, paths };
    expect(find(subject({ workflow }))).toEqual([
      {
        code: `workflow-${kind}`,
        level: 'error',
        args: { paths },
        at: { path: paths[0], line: null, column: null },
        metric: null,
      },
    ]);
    expect(find(subject({ workflow: { kind, paths: [] } }))).toHaveLength(1);
  });

  it('says that the criteria are new, and that not all changed files are known', () => {
    const changed = { files: [{ path: 'a', previousPath: null, status: 'added' as const }], complete: false };
    const found = find(subject({ pullRequest: { ...PULL_REQUEST, changed } }, true));
    expect(found.map(({ code, level }) => `${code} ${level}`)).toEqual([
      'criteria-introduced warning',
      'changed-files-unknown error',
    ]);
  });

  it('says of each metric whose evidence the change brings where it stands, also where it was refused', () => {
    const brought = sample('brought', 'task', 'pass', { line: 9, provenance: 'in-change' });
    const refused = sample('refused', 'product', 'error', { provenance: 'in-change' });
    const provenance = { source: 'evals', where: 'evals/r.json', kind: 'in-change' } as const;
    const results = [
      brought,
      sample('tracked', 'task', 'pass', { provenance: 'file' }),
      sample('this-run', 'task', 'pass', { provenance: 'this-run' }),
      { ...refused, measurement: { kind: 'failed', code: 'blocked', detail: 'd', provenance } as const },
      { ...refused, measurement: { kind: 'not-asked' } as const },
    ];
    expect(changeFindings(subject(), [], results, PATH)).toEqual([
      {
        code: 'evidence-in-change',
        level: 'warning',
        args: { metric: 'brought', layer: 'task', where: 'results.json', source: 'values' },
        at: { path: PATH, line: 9, column: null },
        metric: 'brought',
      },
      {
        code: 'evidence-in-change',
        level: 'warning',
        args: { metric: 'refused', layer: 'product', where: 'evals/r.json', source: 'evals' },
        at: { path: PATH, line: 1, column: null },
        metric: 'refused',
      },
    ]);
  });

  it('takes every level from the table', () => {
    const all = [change('weakened'), change('strengthened'), change('other')];
    const given = subject({ workflow: { kind: 'changed', paths: [] } }, true);
    for (const { code, level } of find(given, all))
      expect(level).toBe(RUN_FINDING_LEVELS[code as keyof typeof RUN_FINDING_LEVELS]);
  });
});
