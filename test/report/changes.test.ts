import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/core/finding.ts';
import type { Outcome } from '../../src/core/outcome.ts';
import { RUN_FINDING_LEVELS } from '../../src/core/run-finding-codes.ts';
import { utf8Bytes } from '../../src/report/fit.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { renderText } from '../../src/report/text.ts';
import {
  CHANGE_FINDINGS,
  CHANGES,
  CONTEXT,
  invalid,
  launchReady,
  WORKFLOW_FINDING,
  weakened,
  wikiAssistant,
} from './outcomes.ts';

const HEAD = CONTEXT.headSha;
const render = (of: Outcome, maxBytes = 60_000) => renderMarkdown(of, { maxBytes });
const text = (of: Outcome) => renderText(of, { colour: false, width: 100 });
const AT = `https://github.com/acme/wiki/blob/${HEAD}/fixtures/wiki-assistant/launch-gate.yml`;

describe('weakened criteria', () => {
  it('stand in the first line and in what to do first', () => {
    const lines = render(weakened()).split('\n');
    expect(lines[0]).toBe(
      '## ⛔ NO-GO: Wiki assistant — 2 weakenings of the criteria, 8 of 10 metrics pass, 2 pending',
    );
    expect(lines[4]).toBe(
      '**Fix first:** this pull request weakens its own criteria. Take that back, or ask someone with the role maintain or higher to override.',
    );
  });

  it('are a list of what blocks, each with its line in the copy of the pull request', () => {
    const block = render(weakened()).split('### What blocks\n\n')[1]?.split('\n\n')[0] ?? '';
    expect(block.split('\n')).toEqual([
      `- **[criteria](${AT})**: This change weakens the criteria that it is judged by:`,
      expect.stringContaining(`  - ✗ [line 31](${AT}#L31): The target of`),
      '  - ✗ The task metric `harmful_answer_rate` is removed.',
    ]);
  });

  it('are said once before the folded parts, with what to do about them', () => {
    const open = render(weakened()).split('<details>')[0] ?? '';
    expect(open.match(/Take that back/g)).toHaveLength(1);
    expect(open.match(/answer_resolves_query/g)).toHaveLength(1);
  });

  it('come before the diagnosis where no metric blocks: that is folded then', () => {
    expect(render(weakened())).toContain('<details>\n<summary>Diagnosis: ');
    expect(render(weakened())).not.toContain('### Diagnosis');
    const of = wikiAssistant({ changes: CHANGES, findings: CHANGE_FINDINGS });
    expect(render(of)).toContain('### Diagnosis: ');
    expect(render(of)).not.toContain('<summary>Diagnosis: ');
  });

  it('are listed with the strengthenings, which are good news', () => {
    expect(render(weakened())).toContain(
      '<summary>Criteria changes in this pull request (2 weakenings, 1 strengthening)</summary>',
    );
    expect(render(weakened())).toContain(`- ✓ strengthened [line 24](${AT}#L24): The target of \`answer_bleu\``);
    expect(text(weakened())).toContain('- strengthened: line 24: The target of answer_bleu');
  });

  it('are said once each: not again as findings', () => {
    expect(render(weakened())).not.toContain('criteria-weakened');
    expect(render(weakened())).not.toContain('Warnings');
  });

  it('come before the metrics that fail', () => {
    const of = wikiAssistant({ changes: CHANGES, findings: CHANGE_FINDINGS });
    expect(render(of)).toMatch(/^## ⛔ NO-GO: Wiki assistant — 2 weakenings of the criteria, 7 of 10 metrics fail\n/);
    expect(render(of)).toContain('**Fix first:** this pull request weakens its own criteria');
    const [, blocks = ''] = render(of).split('### What blocks\n\n');
    expect(blocks).toMatch(/^- \*\*\[criteria\]/);
    expect(blocks).toContain('\n\n| metric | layer |');
  });

  it('would have blocked in mode report', () => {
    const of = weakened({ mode: 'report' });
    expect(render(of)).toMatch(/^## ⚠️ GO in report mode, would have blocked: Wiki assistant — 2 weakenings/);
    expect(render(of)).toContain('### What would have blocked');
  });

  it('link to nothing where the server or the repository is not known', () => {
    const nowhere = weakened({ context: { serverUrl: null, runUrl: null } });
    expect(render(nowhere)).toContain('✗ line 31: The target of');
    expect(render(nowhere)).not.toContain('](');
  });

  it('name no override where the criteria take none', () => {
    expect(render(weakened({ rules: { disabled: true } }))).toContain(
      'Take that back: the criteria say that no label overrides this gate.',
    );
  });

  it('are shortened by whole lines, and keep the first', () => {
    const [first] = CHANGES;
    if (first === undefined) throw new Error('no changes');
    const many = Array.from({ length: 900 }, (_, index) => ({ ...first, line: index + 1 }));
    const of = weakened({ changes: many });
    const full = render(of, 1_000_000);
    expect(full.match(/^- ✗/gm)).toHaveLength(900);
    const cut = render(of, 20_000);
    expect(utf8Bytes(cut)).toBeLessThanOrEqual(20_000);
    expect(cut).toContain('900 weakenings of the criteria');
    expect(cut).toContain('some of 900 changes of the criteria');
    expect(cut.match(/^- ✗/gm)?.length).toBeGreaterThan(20);
  });

  it('link the metrics to the criteria that judged, not to the copy of the pull request', () => {
    const sha = 'ab'.repeat(20);
    const of = wikiAssistant({ context: { criteriaSha: sha, criteriaRef: 'main' }, changes: CHANGES });
    expect(render(of)).toContain(`**[cost per resolution](https://github.com/acme/wiki/blob/${sha}/fixtures/`);
    expect(render(of)).toContain(`at [\`abababa\`](https://github.com/acme/wiki/blob/${sha}/`);
    expect(render(of)).toContain('of `main` · head');
  });
});

describe('criteria that the pull request brings', () => {
  const found: Finding = {
    code: 'criteria-introduced',
    args: { path: CONTEXT.criteriaPath },
    level: 'warning',
    at: { path: CONTEXT.criteriaPath, line: null, column: null },
    metric: null,
  };
  const of = launchReady({ introduced: true, findings: [found], context: { criteriaSha: 'cd'.repeat(20) } });

  it('are never a pass, and say what comes next', () => {
    expect(render(of)).toMatch(/^## ⛔ NO-GO: Wiki assistant — the criteria are new, 8 of 10 metrics pass/);
    expect(render(of)).toContain('once merged, they judge the next pull request');
    expect(of.verdict).toBe('incomplete');
  });

  it('are linked at the head, where alone they are', () => {
    expect(render(of)).not.toContain('cdcdcdc');
    expect(render(of)).toContain(`at [\`0123456\`](${AT}) of this pull request`);
  });
});

describe('criteria that cannot be used', () => {
  const findings = [
    {
      code: 'criteria-not-found',
      args: { path: CONTEXT.criteriaPath },
      level: 'error',
      at: { path: CONTEXT.criteriaPath, line: null, column: null },
      metric: null,
    } as const,
  ];
  const of = (criteriaRef: string | null, introduced: boolean): Outcome => ({
    ...launchReady({ findings, context: { criteriaRef } }),
    ...{ gate: null, results: [], diagnosis: null, launchSet: null, colours: null, introduced },
  });

  it.each([
    ['main', false, 'The criteria on `main` cannot be used'],
    ['main', true, 'The criteria that this pull request brings cannot be used'],
    [null, false, 'What is wrong with the criteria'],
  ])('are those of the branch %s, introduced: %s', (ref, introduced, heading) => {
    expect(render(of(ref, introduced))).toContain(`### ${heading}\n`);
    expect(text(of(ref, introduced))).toContain(`\n${heading.replaceAll('`', '')}\n`);
  });
});

describe('a changed workflow', () => {
  it('blocks, and names the file', () => {
    const of = launchReady({ workflow: true, findings: [WORKFLOW_FINDING] });
    expect(render(of)).toMatch(/^## ⛔ NO-GO: Wiki assistant — the gate's workflow is changed, /);
    expect(render(of)).toContain(
      `- **[workflow](https://github.com/acme/wiki/blob/${HEAD}/.github/workflows/launch-gate.yml)**: This pull request changes`,
    );
    expect(text(of)).toContain('- workflow\n');
  });
});

describe('a run that was stopped before judging', () => {
  const codes = Object.entries(RUN_FINDING_LEVELS).filter(
    ([code, level]) => level === 'error' && /^(event|pull|queue|github|superseded)/.test(code),
  );
  it.each(codes)('says so for %s, and blames no criteria', (code) => {
    const finding = {
      code,
      args: {},
      level: 'error',
      at: { path: 'GitHub', line: null, column: null },
      metric: null,
    } as const;
    const said = render(invalid([finding]));
    expect(said).toMatch(/^## ⛔ NO-GO: /);
    expect(said).toContain('### What stopped the run');
    expect(said).not.toMatch(/criteria could not be read|wrong with the criteria/);
    expect(said).toMatch(/\*\*Fix first:\*\* [A-Z]/);
  });
});
