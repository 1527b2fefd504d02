import { describe, expect, it } from 'vitest';
import { FINDING_LEVELS, isFindingCode } from '../../../src/core/finding-codes.ts';
import { loadCriteria } from '../../../src/criteria/load-criteria.ts';
import { FINDING_MESSAGES } from '../../../src/report/messages/findings.ts';
import type { Message } from '../../../src/report/messages/message.ts';
import { KEY_ROWS } from '../../criteria/key-rows.ts';
import { MEANING_ROWS, WARNING_ROWS } from '../../criteria/meaning-rows.ts';
import { withMetric } from '../../criteria/rows.ts';
import { YAML_ROWS } from '../../criteria/yaml-rows.ts';

const messages: Readonly<Record<string, Message>> = FINDING_MESSAGES;

async function textsOf(text: string): Promise<string[]> {
  const { findings } = await loadCriteria(text, 'gate.yml');
  return findings.map(({ code, args }) => `${messages[code]?.says(args)} ${messages[code]?.fix(args)}`);
}

describe('messages of findings', () => {
  it('exist for exactly the codes', () => {
    expect(Object.keys(messages).sort()).toEqual(Object.keys(FINDING_LEVELS).sort());
  });

  it('are plain full sentences, whatever was found', async () => {
    for (const { text } of Object.values({ ...YAML_ROWS, ...KEY_ROWS, ...MEANING_ROWS, ...WARNING_ROWS })) {
      for (const { code, args } of (await loadCriteria(text, 'gate.yml')).findings) {
        if (!isFindingCode(code)) throw new Error(code);
        const message: Message = FINDING_MESSAGES[code];
        for (const sentence of [message.says(args), message.fix(args)]) {
          expect(sentence).toMatch(/^\S.*[.?]$/s);
          expect(sentence).not.toMatch(/undefined|null|[^.]NaN|\[object|\.\.$|\?\.|\. \.|^ | {2}/);
        }
      }
    }
  });

  it('have a title, a reason and an example each', () => {
    for (const { title, why, example } of Object.values(messages)) {
      expect(title).toMatch(/^[A-Z][^.]+$/);
      expect(why).toMatch(/^[A-Z0-9].+\.$/);
      expect(example.trim()).not.toBe('');
    }
  });

  it.each([
    ['target: 0.9', 'write it as a comparison, such as ">= 0.9"'],
    ['target: ">= 1"\nmax-age: 7', 'such as 7d or 7h'],
    ['target: ">= 1"\nconfidence: 0.95', '95%'],
    ['target: ">= 1"\nmin-completed: 95', '95%'],
    ['target: ">= 1"\nmax_age: 7d', 'did you mean max-age?'],
    ['target: ">= 90"\nunit: ratio', '90%'],
    ['target: ">= 1"\nunit: Ratio', 'metrics.m.unit "Ratio" is free text to the gate; did you mean ratio?'],
    ['target: ">= 1"\nunit: "ratio "', 'holds a space, an invisible character or a foreign letter'],
    ['target: ">= 1"\nunit: "%"', 'write exactly ratio (values from 0 to 1) or percent (values from 0 to 100).'],
    ['target: ">= 1"\ntitle: "  "', 'metrics.m.title must be text; what is written there shows as nothing.'],
    ['target: ">= 1"\nrequired: yes', 'true or false'],
    ['target: ">= 1"\nindicator: leadin', 'did you mean leading?'],
    ['target: ">= 1"\ndrives: [other]', 'There is no metric other.'],
  ])('%j says %s', async (keys, words) => {
    expect((await textsOf(withMetric(keys))).join('\n').toLowerCase()).toContain(words.toLowerCase());
  });
});
