import { describe, expect, it } from 'vitest';
import { arg } from '../../src/report/messages/message.ts';
import { fromMessage, say, sentences, toMarkdown, toPlain } from '../../src/report/prose.ts';

describe('say', () => {
  it('neutralises every string that is put in, and nothing of the words', () => {
    const text = say`Read ${'<b>*x*</b>'}, ${3} times`;
    expect(toMarkdown(text)).toBe('Read `<b>*x*</b>`, 3 times');
    expect(toPlain(text)).toBe('Read <b>*x*</b>, 3 times');
  });

  it('breaks workflow commands in plain text too', () => {
    expect(toPlain(say`${'::error::x'}`)).toBe(': :error: :x');
  });
});

describe('fromMessage', () => {
  const says = (args: Parameters<typeof arg>[0]) =>
    `The key "${arg(args, 'key')}" is not one of ${arg(args, 'known')}.`;

  it('tells foreign arguments from the words around them', () => {
    const text = fromMessage(says, { key: 'a|b', known: ['layer', 'max_age', '<i>'] });
    expect(toMarkdown(text)).toBe('The key `a/b` is not one of layer, `max_age`, `<i>`.');
  });

  it('keeps the quotes around plain words', () => {
    expect(toMarkdown(fromMessage(says, { key: 'taget', known: [] }))).toBe('The key "taget" is not one of .');
  });

  it('lets a message compare plain words', () => {
    const chosen = fromMessage((args) => (arg(args, 'kind') === 'too-long' ? 'yes' : 'no'), { kind: 'too-long' });
    expect(toPlain(chosen)).toBe('yes');
  });

  it('treats a sentence whose marks were cut as foreign', () => {
    const cut = fromMessage((args) => arg(args, 'key').slice(0, 4), { key: '<b>bold</b>' });
    expect(toMarkdown(cut)).toBe('`<b>`');
  });

  it('does not believe marks that a text brings along', () => {
    const text = fromMessage((args) => `Own ${arg(args, 'key')}`, { key: '\ue001*own*\ue000' });
    expect(toMarkdown(text)).toBe('Own `*own*`');
  });

  it('names at most 20 of a list', () => {
    const known = Array.from({ length: 25 }, (_, index) => `k${index}`);
    expect(toPlain(fromMessage((args) => arg(args, 'known'), { known }))).toMatch(/k19, 5 more$/);
  });
});

it('sentences end in full stops', () => {
  expect(toPlain(sentences([say`One`, [], say`Two.`, say`Three?`]))).toBe('One. Two. Three?');
});
