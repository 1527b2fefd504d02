import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/core/outcome.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import {
  CONTEXT,
  criterion,
  DECLARED,
  ERRORS,
  everyStatus,
  invalid,
  launchReady,
  measured,
  outcome,
  REFUSED,
  reportMode,
  result,
  target,
  wikiAssistant,
} from './outcomes.ts';

const render = (of: Outcome) => renderMarkdown(of, { maxBytes: 1_000_000 });
const lines = (of: Outcome) => render(of).split('\n');

describe('renderMarkdown', () => {
  it('begins with the decision, the counts and what to do first', () => {
    expect(lines(wikiAssistant()).slice(0, 5)).toEqual([
      '## ⛔ NO-GO: Wiki assistant — 7 of 10 metrics fail',
      '',
      'Verdict **fail** · 7 fail, 3 pass',
      '',
      '**Fix first:** task metric answer cites current policy (< 6 months old) is 0.61, target ≥\u00a00.95',
    ]);
  });

  it('keeps the order of the reviewer’s view', () => {
    const headings = [
      '## ⛔',
      '### Diagnosis',
      '### What blocks',
      '**Launch set',
      '**Stage:**',
      'Every metric',
      '<sub>',
    ];
    const places = headings.map((heading) => render(wikiAssistant()).indexOf(heading));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(Math.min(...places)).toBeGreaterThanOrEqual(0);
  });

  it('shows what blocks with value, target, evidence and reason', () => {
    expect(lines(wikiAssistant())).toContainEqual(
      expect.stringMatching(
        /^\| \*\*cost per resolution\*\* \| business \| ₹112 \| ≤\u00a0₹45 \| 26 h old, age not limited, evals \| .+ \|$/,
      ),
    );
  });

  it('names the stage of a go for fewer people', () => {
    expect(lines(launchReady({ stage: 'shadow' }))[0]).toMatch(/^## ✅ GO for shadow: Wiki assistant — /);
    const short = renderMarkdown(launchReady({ stage: 'limited' }), { maxBytes: 20 });
    expect(short).toBe('GO for limited\n');
  });

  it('does not blame the criteria for wrong inputs', () => {
    const markdown = render(invalid(REFUSED));
    expect(markdown.split('\n')[0]).toBe('## ⛔ NO-GO: wiki-assistant — 2 inputs of the action were refused');
    expect(markdown).toContain('\n### What is wrong with the inputs\n');
    expect(markdown).not.toContain('wrong with the criteria');
    expect(render(invalid(ERRORS))).toContain('\n### What is wrong with the criteria\n');
  });

  it('says go, and what is still to come', () => {
    expect(lines(launchReady())[0]).toBe('## ✅ GO: Wiki assistant — 8 of 10 metrics pass, 2 pending');
    expect(render(launchReady())).not.toContain('What blocks');
    expect(render(launchReady())).toContain('**Stage:** GO for full');
  });

  it('says would have blocked wherever mode report speaks of blocking', () => {
    const text = render(reportMode());
    expect(text).toMatch(/^## ⚠️ GO in report mode, would have blocked: Wiki assistant — 7 of 10 metrics fail\n/);
    expect(text).toContain('### What would have blocked');
    expect(text).not.toMatch(/What blocks|✅ GO/);
  });

  it('lists what is wrong with invalid criteria', () => {
    const text = render(invalid(ERRORS));
    expect(text).toMatch(/^## ⛔ NO-GO: wiki-assistant — the criteria have 2 errors\n/);
    expect(text).toContain('- **error** `fixtures/wiki-assistant/launch-gate.yml:27:5`: ');
    expect(text).not.toMatch(/Launch set|Stage:|Diagnosis/);
  });

  it('says no-go where criteria could not be read at all', () => {
    expect(lines({ ...invalid([]), feature: null })[0]).toBe(
      '## ⛔ NO-GO: launch gate — the criteria could not be read',
    );
  });

  it('puts green beside nothing but pass', () => {
    const statuses = render(everyStatus()).match(/✅\u00a0\w+/g);
    expect(statuses).toEqual(['✅\u00a0pass']);
    expect(render(everyStatus())).toContain('🕒\u00a0stale');
  });

  it('has a word beside every icon', () => {
    const icons = render(everyStatus()).match(/\p{Emoji_Presentation}\S*[\s\u00a0]\S+/gu) ?? [];
    expect(icons.length).toBeGreaterThan(5);
    for (const icon of icons) expect(icon).toMatch(/[A-Za-z]{2}/);
  });

  it('shows what is short of the launch set, in words', () => {
    expect(render(everyStatus())).toContain(
      '**Launch set not met:** model ✓ · task ✓ · alerted leading indicator ✗ (0 of 1 judged)',
    );
  });

  it.each([
    ['declared', ' (declared, not verified)'],
    ['verified', ' (verified)'],
    ['partly-verified', ' (partly verified)'],
  ] as const)('says of an alert that is %s no more than is known', (state, remark) => {
    const text = render(launchReady({ alerts: { repeat_query_rate: { ...DECLARED, state } } }));
    expect(text).toContain(`alerted leading indicator ✓${remark}\n`);
  });

  it('blocks by an alert that does not work, whatever the metrics say', () => {
    const text = render(launchReady({ alerts: { repeat_query_rate: { ...DECLARED, state: 'refuted' } } }));
    expect(text).toMatch(
      /^## ⛔ NO-GO: Wiki assistant — the alert of repeat-query rate \(same user, < 10 min\) is refuted\n/,
    );
    expect(text).toContain('| **alert of repeat-query rate (same user, < 10 min)** | – |');
    expect(text).toContain('1 alert cannot be relied on');
  });

  it('names the stage that the evidence is good for', () => {
    const metrics = [criterion('m', 'model'), criterion('t', 'task')].map((one) => result(one, measured(0.9)));
    const missing = result(criterion('p', 'product'), { kind: 'not-asked' });
    const text = render(outcome({ results: [...metrics, missing] }));
    expect(text).toContain(
      '**Stage:** GO for shadow, NO-GO for full: 1 metric not decided, no product metric judged, no alerted leading indicator judged',
    );
  });

  it('never calls a decision go that is not', () => {
    const contradicting: Outcome = { ...wikiAssistant(), decision: 'go', cause: 'verdict' };
    expect(lines(contradicting)[0]).toMatch(/^## ⚠️ GO although the verdict is not pass/);
    const stopped: Outcome = { ...launchReady(), decision: 'no-go' };
    expect(lines(stopped)[0]).toMatch(/^## ⛔ NO-GO/);
  });

  it('never shows a missed target as met', () => {
    const near = result(criterion('near', 'task', { target: target('>= 0.90') }), measured(0.89999));
    expect(render(outcome({ results: [near] }))).toContain('| 0.89999 | ≥\u00a00.90 |');
  });

  it('says what would be judged if every lost item had failed', () => {
    expect(render(everyStatus())).toContain('6 items lost (0.805 if all had failed)');
  });

  it.each([
    ['ms', 'ms', '0.90\u00a0ms'],
    ['percent', 'percent', '0.90\u00a0%'],
    ['$', '$', '`$0.90`'],
    ['*', '*', '0.90\u00a0`*`'],
    ['none', null, '0.90'],
  ])('shows the unit %s', (_, unit, shown) => {
    const what = criterion('x', 'task', { unit, target: target('>= 0.80') });
    expect(render(outcome({ results: [result(what, measured(0.9))] }))).toContain(`| ${shown} |`);
  });

  it.each([
    ['https://github.com', 'https://github.com/acme/wiki/actions/runs/99', true],
    ['https://ghe.acme.example:8443', 'https://ghe.acme.example:8443/a/b/actions/runs/1', true],
    ['https://github.com', 'https://evil.example/acme', false],
    ['https://github.com', 'https://github.com.evil.example/x', false],
    ['https://github.com', 'https://github.com/x)[y](https://evil.example', false],
    ['javascript:', 'javascript:/alert(1)', false],
    [null, 'https://github.com/acme', false],
  ])('links to a run of %s at %s: %s', (serverUrl, runUrl, linked) => {
    const text = render(wikiAssistant({ context: { ...CONTEXT, serverUrl, runUrl } }));
    expect(text.includes(`[run](${runUrl})`)).toBe(linked);
    expect(text.includes('](')).toBe(linked);
  });
});
