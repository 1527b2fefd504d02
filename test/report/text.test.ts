import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/core/outcome.ts';
import { displayWidth } from '../../src/report/layout.ts';
import { renderText } from '../../src/report/text.ts';
import { HOSTILE, invalidWith, outcomeWith, UNSEEN } from './hostile.ts';
import {
  criterion,
  ERRORS,
  everyStatus,
  invalid,
  launchReady,
  measured,
  outcome,
  REFUSED,
  reportMode,
  result,
  wikiAssistant,
} from './outcomes.ts';

const COLOUR = new RegExp(`${'\u001b'}\\[\\d+m`);
const render = (of: Outcome, width = 80) => renderText(of, { colour: false, width });
const ALL = [wikiAssistant(), launchReady(), reportMode(), everyStatus(), invalid(ERRORS)];

describe('renderText', () => {
  it('prints the table of the wiki assistant', () => {
    const text = render(wikiAssistant());
    const table = text.slice(text.indexOf('layer  '), text.indexOf('\n\nWhat blocks'));
    expect(table.split('\n')).toEqual([
      'layer     metric                                        target  current  status',
      'model     retrieval recall@5                            ≥ 0.90     0.91  ✓ pass',
      'model     answer BLEU against gold                      ≥ 0.80     0.87  ✓ pass',
      'model     cosine similarity, query to chunk             ≥ 0.88     0.93  ✓ pass',
      'task      answer cites current policy (< 6 months old)  ≥ 0.95     0.61  ✗ fail',
      'task      answer resolves query without follow-up       ≥ 0.80     0.59  ✗ fail',
      'product   repeat-query rate (same user, < 10 min)       ≤ 0.10     0.41  ✗ fail',
      'product   helpdesk fallback rate                        ≤ 0.15     0.28  ✗ fail',
      'product   DAU retention (day 14 / day 1)                ≥ 0.70     0.46  ✗ fail',
      'business  ticket deflection rate                        ≥ 0.40     0.12  ✗ fail',
      'business  cost per resolution                           ≤ ₹45      ₹112  ✗ fail',
    ]);
  });

  it('begins with the decision and what to do first', () => {
    expect(render(wikiAssistant()).split('\n').slice(0, 4)).toEqual([
      '✗ NO-GO: Wiki assistant — 7 of 10 metrics fail',
      '  Verdict fail · 7 fail, 3 pass',
      '  Fix first: task metric answer cites current policy (< 6 months old) is 0.61,',
      '    target ≥ 0.95',
    ]);
    expect(render(wikiAssistant())).toContain('(diverges-model-task)');
  });

  it('says would have blocked in mode report, and never that it blocks', () => {
    expect(render(reportMode())).toMatch(/^! GO in report mode, would have blocked: /);
    expect(render(reportMode())).toContain('What would have blocked (7)');
    expect(render(reportMode())).not.toContain('What blocks');
  });

  it('says whose word the stage is where the go is not by the evidence', () => {
    expect(render(wikiAssistant({ mode: 'report' }))).toContain('\nStage by the evidence: NO-GO for full');
    expect(render(wikiAssistant())).toContain('\nStage: NO-GO for full');
    expect(render(launchReady())).toContain('\nStage: GO for full');
  });

  it('names the stage of a go for fewer people', () => {
    expect(render(launchReady({ stage: 'limited' }))).toMatch(
      /^✓ GO for limited: Wiki assistant — 8 of 10 metrics pass/,
    );
    expect(render(launchReady({ stage: 'shadow' }))).toMatch(/^✓ GO for shadow: /);
    expect(render(wikiAssistant({ mode: 'report', stage: 'limited' }))).toMatch(
      /^! GO for limited in report mode, would have blocked: /,
    );
    expect(render(wikiAssistant({ stage: 'limited' }))).toMatch(/^✗ NO-GO: /);
  });

  it('does not blame the criteria for wrong inputs', () => {
    const text = render(invalid(REFUSED));
    expect(text.split('\n')[0]).toBe('✗ NO-GO: wiki-assistant — 2 inputs of the action were refused');
    expect(text).toContain('\nWhat is wrong with the inputs\n');
    expect(text).not.toContain('wrong with the criteria');
    expect(render(invalid(REFUSED.slice(0, 1)))).toContain('— an input of the action was refused');
    const both = render(invalid([...REFUSED, ...ERRORS]));
    expect(both).toContain('the criteria have 4 errors');
    expect(both).toContain('What is wrong with the criteria');
  });

  it('groups a warning about many metrics in one line', () => {
    expect(render(wikiAssistant()).match(/no-max-age/g)).toEqual(['no-max-age']);
    expect(render(wikiAssistant())).toContain('10 metrics  warning  no-max-age');
  });

  it.each([60, 80, 100, 120])('keeps to %i columns', (width) => {
    for (const of of ALL) {
      for (const line of render(of, width).split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(width);
    }
  });

  it('writes escape sequences only where colour is asked for', () => {
    for (const of of ALL) {
      expect(render(of)).not.toContain('\u001b');
      const coloured = renderText(of, { colour: true, width: 80 });
      expect(coloured).toContain('\u001b[1m');
      expect(coloured.split(COLOUR).join('')).toBe(render(of));
    }
  });

  it('paints nothing but pass green in the table', () => {
    const coloured = renderText(everyStatus(), { colour: true, width: 80 });
    const painted = coloured.split('\u001b[32m').slice(1);
    expect(painted.map((rest) => rest.split('\u001b')[0])).toEqual(['✓ pass']);
  });

  it('uses only ASCII where nothing else can be shown', () => {
    for (const of of ALL) {
      const text = renderText(of, { colour: false, width: 80, unicode: false });
      expect(text).toMatch(/^[\n -~]*$/);
    }
    expect(renderText(wikiAssistant(), { colour: false, width: 80, unicode: false })).toContain(
      '>= 0.95     0.61  x fail',
    );
  });

  it('aligns wide characters', () => {
    const results = ['中文指标', 'plain'].map((title, index) =>
      result(criterion(`m${index}`, 'model', { title }), measured(0.9)),
    );
    const rows = render(outcome({ results }))
      .split('\n')
      .filter((line) => line.endsWith('✓ pass'));
    expect(rows.map((row) => displayWidth(row.slice(0, row.indexOf('≥'))))).toEqual([17, 17]);
  });

  it.each(HOSTILE.map((text) => [JSON.stringify(text).slice(0, 40), text]))('obeys nothing in %s', (_, text) => {
    for (const of of [outcomeWith(text), invalidWith(text)]) {
      const shown = render(of);
      expect(shown.replaceAll('\n', '')).not.toMatch(UNSEEN);
      expect(shown).not.toMatch(/^\s*::|##\[/m);
    }
  });
});
