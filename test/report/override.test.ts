import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/core/outcome.ts';
import { type OverrideRules, REFUSAL_CODES } from '../../src/core/override.ts';
import { utf8Bytes } from '../../src/report/fit.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { renderText } from '../../src/report/text.ts';
import {
  CHANGES,
  criterion,
  granted,
  launchReady,
  measured,
  outcome,
  overridden,
  refused,
  result,
  wikiAssistant,
} from './outcomes.ts';

const render = (of: Outcome) => renderMarkdown(of, { maxBytes: 60_000 });
const text = (of: Outcome) => renderText(of, { colour: false, width: 100 });
const lead = (of: Outcome) => render(of).split('\n').slice(0, 8).join('\n');

describe('a granted override', () => {
  it('is a go by override in the first line, never a pass', () => {
    expect(render(overridden())).toMatch(
      /^## ⚠️ GO by override, would have blocked: Wiki assistant — 7 of 10 metrics fail\n/,
    );
    expect(text(overridden())).toMatch(/^! GO by override, would have blocked: /);
    expect(render(overridden())).not.toMatch(/✅ GO|What blocks/);
  });

  it('says in the first lines who, with which role, until when and why', () => {
    expect(lead(overridden())).toContain(
      '**⚠️ Overridden** by `maria` (role maintain), until `2026-11-24T11:00:00Z` or the next push: “Rolled out to the support team only, and rolled back on Friday.” This is no pass',
    );
  });

  it('keeps the record: label, scope, account, event, time, head, reason, expiry, and what it covers with values', () => {
    const block = render(overridden()).split('### Override granted')[1]?.split('<details>')[0] ?? '';
    for (const part of [
      '`launch-gate/override` for the whole gate',
      '`maria` (role maintain), account 583231',
      '`2026-11-21T11:00:00Z` (event 4242), with head `0123456`',
      'Reason: “Rolled out',
      'Counts until `2026-11-24T11:00:00Z`',
      '  - cost per resolution (business, fail): ₹112, target ≤ ₹45',
    ]) {
      expect(block.replaceAll('\u00a0', ' ')).toContain(part);
    }
  });

  it('still shows what fails, and what is left to fix', () => {
    expect(render(overridden())).toContain('### What is overridden');
    expect(render(overridden())).toContain('**Still to fix:** task metric');
    expect(render(overridden())).not.toContain('How to override');
  });

  it('of weakened criteria names their number, and asks nobody to take them back', () => {
    const of = launchReady({ changes: CHANGES, override: granted(['criteria']) });
    expect(render(of)).toContain('  - criteria (2 weakenings)');
    expect(render(of)).not.toMatch(/Take that back|Still to fix/);
  });

  it('says where GitHub does not tell who pushed', () => {
    const { blocking } = wikiAssistant();
    const unknown = wikiAssistant({ override: granted(blocking, { lastPusherKnown: false }) });
    expect(render(unknown)).toContain('GitHub does not tell who pushed the newest commit');
    expect(render(overridden())).not.toContain('does not tell who pushed');
  });

  it('on a clean pass changes nothing, and looks like a pass', () => {
    const of = launchReady({ override: granted([]) });
    expect(render(of)).toMatch(/^## ✅ GO: /);
    expect(render(of)).toContain('It changes nothing here');
    expect(lead(of)).not.toContain('Overridden');
  });

  it('counts further labels by what they cover', () => {
    const all = wikiAssistant().blocking;
    const [first = '', ...rest] = all;
    const of = wikiAssistant({
      override: granted(rest),
      otherOverrides: [granted([first], { label: `launch-gate/override:${first}`, scope: first })],
    });
    expect(of.cause).toBe('override');
    expect(render(of)).toContain(`\`launch-gate/override:${first}\` for the metric \`${first}\`: granted by \`maria\``);
  });
});

describe('a refused override', () => {
  it.each(REFUSAL_CODES)('for %s says in the first lines which condition failed and what to do', (code) => {
    const of = wikiAssistant({ override: refused(code) });
    expect(of.decision).toBe('no-go');
    const said =
      lead(of)
        .split('\n')
        .find((line) => line.startsWith('**⛔ Override refused:** ')) ?? '';
    expect(said.split('. ').length).toBeGreaterThan(1);
    expect(said).not.toMatch(/undefined|null|\(empty\)| {2}/);
    expect(render(of)).toMatch(/^## ⛔ NO-GO/);
    expect(render(of)).toContain(`(\`${code}\`)`);
    expect(text(of)).toContain('  Override refused: ');
  });

  it('names the role that the criteria ask for', () => {
    const of = wikiAssistant({ rules: { role: 'admin' }, override: refused('author') });
    expect(lead(of)).toContain('Ask someone else with the role admin to remove the label');
  });

  it('shows a login as code, also where it reads like a word', () => {
    expect(lead(wikiAssistant({ override: refused('author', { by: 'everyone' }) }))).toContain('`everyone`');
  });

  it('without the reason says to write it, then to run the job or to apply the label again', () => {
    expect(lead(wikiAssistant({ override: refused('no-reason') }))).toMatch(
      /Write the reason: .*"launch-gate override:".*\. Then run the job again, or remove the label and apply it again\./,
    );
  });

  it.each([
    [['launch-set'], 'Only `launch-gate/override` (the whole label) covers launch-set: apply that one'],
    [
      ['criteria', 'answer_bleu', 'workflow'],
      'Only `launch-gate/override` (the whole label) covers criteria, workflow: apply that one',
    ],
    [
      ['answer_bleu', 'alert:answer_bleu'],
      'Apply `launch-gate/override:answer_bleu` as well, or `launch-gate/override`, which covers the whole gate',
    ],
  ])('for a part writes out the labels that cover %j', (remaining, words) => {
    const args = { scope: 'product', label: 'launch-gate/override:product', remaining };
    expect(lead(wikiAssistant({ override: refused('does-not-cover', args) }))).toContain(words);
  });

  it('for a part that the gate does not have names the parts', () => {
    const args = { scope: 'tsk', label: 'launch-gate/override:tsk', remaining: ['answer_bleu'] };
    const said = lead(wikiAssistant({ override: refused('does-not-cover', args) }));
    expect(said).toContain('the gate has no part tsk; its parts are model, task, product, business and');
    expect(said).toContain('or use `launch-gate/override`, which covers the whole gate');
  });

  it('does not alarm where nothing blocks', () => {
    const of = launchReady({ override: refused('expired') });
    expect(lead(of)).not.toContain('refused');
    expect(render(of)).toContain('### Override not needed');
    expect(text(of)).toContain('Override not needed');
    expect(render(of)).toContain('no longer counts');
  });
});

describe('how to override', () => {
  const guide = (of: Outcome) =>
    render(of).split('<summary>How to override</summary>')[1]?.split('</details>')[0] ?? '';

  it('says who, the reason, the label, and how long it counts', () => {
    const said = guide(wikiAssistant());
    expect(said).toMatch(/1\. Who: a person with the role `maintain` or higher, who neither opened/);
    expect(said).toMatch(/2\. First the reason: .*`launch-gate override:`/);
    expect(said).toMatch(/3\. Then that person applies the label `launch-gate\/override`;/);
    expect(said).toContain('4. It counts for 72 hours');
  });

  it('names users and teams, an optional reason, another label and another time', () => {
    const rules: Partial<OverrideRules> = {
      label: 'ship-it',
      role: 'write',
      users: ['chen'],
      teams: ['acme/release'],
      reason: 'optional',
      expiresSeconds: 14 * 86_400,
      allowAuthor: true,
    };
    const said = guide(wikiAssistant({ rules }));
    expect(said).toContain('role `write` or higher, and one of: `chen`, members of `acme/release`.');
    expect(said).toContain('A reason is welcome');
    expect(said).toContain('`ship-it`');
    expect(said).toContain('It counts for 14 d');
  });

  const failing = (id: string, layer: 'task' | 'product', over = {}) =>
    result(criterion(id, layer, over), measured(0.1));
  const good = result(criterion('m', 'model'), measured(0.9));
  const lead9 = result(
    criterion('l', 'product', {
      indicator: 'leading',
      alert: { when: criterion('x', 'task').target, withinSeconds: 3600, notifies: '#x', parts: null, verify: null },
    }),
    measured(0.9),
  );
  const alerts = {
    l: { state: 'declared', rule: null, where: null, detectsWithinSeconds: 3600, reason: null, facts: null },
  } as const;

  it('names the narrower labels that are enough', () => {
    const of = outcome({ results: [good, failing('t', 'task'), lead9], alerts });
    expect(of.blocking).toEqual(['t']);
    expect(guide(of)).toContain(
      '(narrower, and enough here: `launch-gate/override:t`, or `launch-gate/override:task`)',
    );
  });

  it('names none where the launch set or the judge itself blocks', () => {
    expect(guide(launchReady({ changes: CHANGES }))).not.toContain('narrower');
    expect(guide(outcome({ results: [good, failing('t', 'task')] }))).not.toContain('narrower');
  });

  it('names no label that GitHub does not take', () => {
    const id = 'answer_resolves_query_without_follow_up';
    const of = outcome({ results: [good, failing(id, 'task'), lead9], alerts });
    expect(guide(of)).not.toContain(`override:${id}`);
    expect(guide(of)).toContain('`launch-gate/override:task`');
  });

  it('says that no label overrides a floor, or this gate', () => {
    const floor = outcome({ results: [good, failing('floor', 'task', { waivable: false })] });
    expect(guide(floor)).toContain('No label overrides `floor`');
    expect(guide(wikiAssistant({ rules: { disabled: true } }))).toContain('no label overrides this gate');
  });

  it('goes by the default rules where the pull request brings the criteria', () => {
    const of = launchReady({ introduced: true, rules: { label: 'mine', role: 'write' } });
    expect(guide(of)).toContain('`launch-gate/override`');
    expect(guide(of)).not.toContain('mine');
  });

  it('is silent where there is no pull request, or nothing to override', () => {
    expect(guide(wikiAssistant({ context: { pullRequest: null } }))).toBe('');
    expect(guide(launchReady())).toBe('');
    expect(guide(wikiAssistant({ affected: false }))).toBe('');
  });
});

describe('a report that is cut', () => {
  const many = Array.from({ length: 400 }, (_, index) =>
    result(
      criterion(`metric_${index}`, 'task', { title: `A long title of metric ${index}, which takes its room` }),
      measured(0.1),
    ),
  );
  const failed = outcome({ results: many });

  it.each([60_000, 20_000, 5_000, 2_500])('keeps the override at %i bytes', (maxBytes) => {
    const cut = renderMarkdown(outcome({ results: many, override: granted(failed.blocking) }), { maxBytes });
    expect(utf8Bytes(cut)).toBeLessThanOrEqual(maxBytes);
    expect(cut).toContain('GO by override');
    expect(cut).toContain('**⚠️ Overridden** by `maria`');
    expect(cut).toContain('### Override granted');
    expect(cut).toContain('account 583231');
  });

  it('keeps it where there is room for nothing but the decision', () => {
    const of = outcome({ results: many, override: granted(failed.blocking) });
    const bytes = [...Array(40).keys()].map((index) => 400 + index * 50);
    const cut = bytes
      .map((maxBytes) => renderMarkdown(of, { maxBytes }))
      .find((one) => one.includes('the launch set, '));
    expect(cut).toContain('### Override granted');
    expect(cut).not.toContain('### Diagnosis');
  });

  it.each([60_000, 20_000, 5_000, 2_500])('keeps the refusal at %i bytes', (maxBytes) => {
    const others = Array.from({ length: 90 }, () => refused('does-not-cover', { remaining: ['metric_1'] }));
    const of = outcome({ results: many, override: refused('no-reason'), otherOverrides: others });
    const cut = renderMarkdown(of, { maxBytes });
    expect(utf8Bytes(cut)).toBeLessThanOrEqual(maxBytes);
    expect(cut).toContain('**⛔ Override refused:** ');
    expect(cut).toContain('Write the reason: ');
    expect(cut).toContain('(`no-reason`)');
  });
});

describe('a pull request that does not touch the feature', () => {
  it('is go, says why, and blames nothing', () => {
    const of = wikiAssistant({ affected: false });
    expect(render(of)).toMatch(/^## ℹ️ GO because this change does not touch the feature: /);
    expect(lead(of)).toContain('none of the files that the gate applies to (`rag/**`)');
    expect(render(of)).not.toMatch(/What blocks|would have blocked|✅ GO|Fix first/);
    expect(render(of)).toContain('by the evidence alone NO-GO for full');
  });

  it('does not look like a pass even where all passes', () => {
    expect(render(launchReady({ affected: false }))).toMatch(/^## ℹ️ GO because/);
  });
});
