import { describe, expect, it } from 'vitest';
import { type RegexTest, regexTests } from '../../../src/alerts/anchored-regex.ts';
import { readRelabelings, relabeled } from '../../../src/alerts/prometheus/relabeling.ts';
import { readSettings } from '../../../src/alerts/prometheus/settings.ts';
import { labelled } from '../labels.ts';

const labels = labelled({ alertname: 'Low', severity: 'page', instance: null });
const steps = (...list: readonly unknown[]) => readRelabelings(list) ?? [];
const times = (count: number, step: (at: number) => unknown) => Array.from({ length: count }, (_, at) => step(at));
const drop = (source: string, regex: string) => ({ action: 'drop', source_labels: [source], regex });

describe('rewriting before alerts are sent', () => {
  it.each<[string, readonly unknown[], string | null, string]>([
    ['nothing', [], 'page', 'no'],
    ['another label', [{ target_label: 'team' }], 'page', 'no'],
    ['the label', [{ target_label: 'severity' }], null, 'no'],
    ['a label that is named by another', [{ target_label: '$1' }], null, 'no'],
    ['labels that are dropped', [{ action: 'labeldrop', regex: 'sev.*' }], null, 'no'],
    ['other labels that are dropped', [{ action: 'labeldrop', regex: 'x' }], 'page', 'no'],
    ['labels that are kept', [{ action: 'labelkeep', regex: 'sev.*' }], 'page', 'no'],
    ['other labels that are kept', [{ action: 'labelkeep', regex: 'x' }], null, 'no'],
    [
      'labels that are kept and dropped by one pattern',
      [
        { action: 'labelkeep', regex: 'severity' },
        { action: 'labeldrop', regex: 'severity' },
      ],
      null,
      'no',
    ],
    ['an alert that is dropped', [drop('severity', 'page')], 'page', 'yes'],
    ['an alert that may be dropped', [drop('instance', 'a')], 'page', 'unknown'],
    ['a label after it was looked at', [drop('severity', 'ticket'), { target_label: 'severity' }], null, 'no'],
    ['a label before it is looked at', [{ target_label: 'severity' }, drop('severity', 'ticket')], null, 'unknown'],
    ['what is not known', [{ action: 'sing' }], null, 'unknown'],
  ])('of %s', (_, list, severity, dropped) => {
    const sent = relabeled(steps(...list), labels, regexTests());
    expect([sent.labels('severity'), sent.dropped]).toEqual([severity, dropped]);
  });

  it('is followed through at most 200 steps that join at most 50 labels', () => {
    const joining = (count: number) => [{ action: 'drop', source_labels: times(count, () => 'q') }];
    expect(readRelabelings(times(200, () => drop('q', 'z')))).toHaveLength(200);
    expect(readRelabelings(times(201, () => drop('q', 'z')))).toBe(null);
    expect(readRelabelings(joining(50))).toHaveLength(1);
    expect(readRelabelings(joining(51))).toBe(null);
    const yaml = (count: number) => `alerting: { alert_relabel_configs: [${'{ target_label: a },'.repeat(count)}] }`;
    expect(readSettings(yaml(200))).not.toBe(null);
    expect(readSettings(yaml(201))).toBe(null);
  });

  it('looks each label up once per question, however many steps there are', () => {
    let [lookups, tests] = [0, 0];
    const counting = (name: string) => {
      lookups += 1;
      return labels(name);
    };
    const regex: RegexTest = () => {
      tests += 1;
      return 'no';
    };
    const replacing = times(100, (at) => ({ target_label: `t${at}` }));
    const dropping = times(100, (at) => ({ action: 'drop', source_labels: Array(50).fill('q'), regex: `z${at}` }));
    expect(relabeled(steps(...replacing, ...dropping), counting, regex).dropped).toBe('no');
    expect([lookups, tests]).toEqual([5000, 100]);
  });

  it('does not join texts that are too long to match', () => {
    const long = labelled({ q: 'x'.repeat(5001) });
    const joined = (count: number) => steps({ action: 'drop', source_labels: Array(count).fill('q'), regex: 'y' });
    expect(relabeled(joined(1), long, regexTests()).dropped).toBe('no');
    expect(relabeled(joined(2), long, () => 'no').dropped).toBe('unknown');
  });
});
