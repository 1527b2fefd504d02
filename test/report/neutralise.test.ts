import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  codeSpan,
  forLog,
  isInert,
  markdownSentence,
  markdownText,
  ownMarkdown,
  plainText,
} from '../../src/report/neutralise.ts';
import { HOSTILE } from './hostile.ts';
import { nodes, parse } from './markdown-tree.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom(...HOSTILE), { maxLength: 3 }).map((parts) => parts.join(' ')),
);

describe('plainText', () => {
  it.each([
    ['words as they are', 'words as they are'],
    ['  two\r\nlines\tand  spaces ', 'two lines and spaces'],
    ['line\u2028and\u2029paragraph', 'line and paragraph'],
    ['\u001b[31mred\u001b[0m', 'red'],
    ['a\u0000b\u009bc', 'abc'],
    ['zero\u200bwidth\ufeff\u00ad', 'zerowidth'],
    ['right\u202eto left', 'rightto left'],
    ['e\u0301', '\u00e9'],
    ['half \ud83d', 'half \ufffd'],
    ['\ue000private\uf8ff', 'private'],
    ['hidden\u3164filler', 'hiddenfiller'],
    ['tag\u{e0041}s', 'tags'],
    ['₹ और é 中文 😀', '₹ और é 中文 😀'],
  ])('%j is %j', (text, shown) => {
    expect(plainText(text)).toBe(shown);
  });

  it.each([
    [120, 'x'.repeat(120), 'x'.repeat(120)],
    [120, 'x'.repeat(121), `${'x'.repeat(119)}…`],
    [3, '😀😀😀', '😀😀😀'],
    [3, '😀😀😀😀', '😀😀…'],
  ])('caps at %i code points', (cap, text, shown) => {
    expect(plainText(text, cap)).toBe(shown);
  });

  it('is one well-formed line without anything invisible, whatever it is given', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const line = plainText(text);
        expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u);
        expect([...line].length).toBeLessThanOrEqual(120);
        expect(line).toBe(line.trim());
      }),
    );
  });

  it('takes no longer for a text of ten million characters', () => {
    expect(plainText('|`<'.repeat(3_333_333)).length).toBe(120);
  });
});

describe('forLog', () => {
  it.each([
    ['::error::x', ': :error: :x'],
    [':::', ': : :'],
    ['x\n::error::y', 'x : :error: :y'],
    ['##[group]x', '## [group]x'],
    ['a: b', 'a: b'],
  ])('%j is %j', (text, shown) => {
    expect(forLog(text)).toBe(shown);
  });

  it('leaves no workflow command in any text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(forLog(text)).not.toMatch(/::|##\[|\n|\r/);
      }),
    );
  });
});

describe('codeSpan', () => {
  it.each([
    ['answer_bleu', '`answer_bleu`'],
    ['a`b|c\\d', "`a'b/c/d`"],
    ['', '(empty)'],
    [' \u200b ', '(empty)'],
    ['`', "`'`"],
    ['<!-- x -->', '`<! -- x -- >`'],
  ])('%j is %j', (text, shown) => {
    expect(codeSpan(text)).toBe(shown);
  });

  it('is exactly one code span in a table cell, whatever it is given', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const tree = parse(`| a | b |\n| - | - |\n| ${codeSpan(text)} | x |`);
        const types = nodes(tree).map((node) => node.type);
        const span = codeSpan(text) === '(empty)' ? [] : ['inlineCode'];
        expect(types.filter((type) => !['text', 'tableCell', 'tableRow', 'table', 'root'].includes(type))).toEqual(
          span,
        );
        expect(types.filter((type) => type === 'tableCell')).toHaveLength(4);
      }),
    );
  });
});

describe('isInert', () => {
  it.each([
    'retrieval recall@5',
    'answer cites current policy (< 6 months old)',
    'repeat-query rate (same user, < 10 min)',
    'DAU retention (day 14 / day 1)',
    'cosine similarity, query to chunk',
    'cost per resolution, ₹',
    'p95: 1.2 s',
  ])('%s', (text) => {
    expect(isInert(text)).toBe(true);
  });

  it.each([
    '',
    'a_b_c',
    '*x*',
    '- item',
    '1. item',
    '1) item',
    '# heading',
    '> quote',
    'a <b>',
    'a@b.c',
    '@user',
    'user@5.com',
    'www.example',
    'https://x',
    'see #1',
    'gh-1',
    'commit deadbeef',
    ':tada:',
    '$5',
    '&amp;',
    'שלום',
    '[x]',
    '!x',
    'a--b',
  ])('not %j', (text) => {
    expect(isInert(text)).toBe(false);
  });

  it('means text and nothing but text to a parser, in a line, a cell and a list item', () => {
    const alphabet = fc.constantFrom(...'ab1 ,;()%?="\'-./:@<>+₹wW'.split(''), 'www.', 'a@1', ' < ', ': ');
    const texts = fc.array(alphabet, { minLength: 1, maxLength: 30 }).map((parts) => plainText(parts.join('')));
    fc.assert(
      fc.property(texts, (text) => {
        fc.pre(isInert(text));
        const types = nodes(parse(`- ${text}\n\n| a |\n| - |\n| ${text} |\n\nx ${text}`)).map((node) => node.type);
        expect(types.filter((type) => type === 'text')).toHaveLength(4);
        expect(new Set(types)).toEqual(
          new Set(['root', 'list', 'listItem', 'paragraph', 'text', 'table', 'tableRow', 'tableCell']),
        );
      }),
      { numRuns: 1000 },
    );
  });
});

describe('markdownText, markdownSentence and ownMarkdown', () => {
  it('puts only what is not inert into code spans', () => {
    expect(markdownText('plain words')).toBe('plain words');
    expect(markdownText('a *b*')).toBe('`a *b*`');
    expect(markdownSentence('the file evals/x.json is not there; run the step', 300)).toBe(
      'the file `evals/x.json` is not there; run the step',
    );
  });

  it.each([
    ['no "recall_at_5", (a_b); c.d.', 'no "`recall_at_5`", (`a_b`); `c.d`.'],
    ['in a/b: no value', 'in `a/b`: no value'],
    ['ends in a/b:', 'ends in `a/b:`'],
    ['only ",".', 'only ",".'],
  ])('leaves punctuation outside the code span: %s', (text, shown) => {
    expect(markdownSentence(text, 300)).toBe(shown);
  });

  it('escapes our own words, and gives up on what escaping cannot stop', () => {
    expect(ownMarkdown('a_b > c')).toBe('a\\_b \\> c');
    expect(ownMarkdown('ask @octocat')).toBe('`ask @octocat`');
  });

  it.each([
    ['markdownSentence', (text: string) => markdownSentence(text, 300)],
    ['ownMarkdown', ownMarkdown],
  ])('%s makes nothing but text and code spans', (_, shown) => {
    fc.assert(
      fc.property(anyText, (text) => {
        const types = nodes(parse(`| a |\n| - |\n| x ${shown(text)} |`)).map((node) => node.type);
        const allowed = ['root', 'table', 'tableRow', 'tableCell', 'text', 'inlineCode'];
        expect(types.filter((type) => !allowed.includes(type))).toEqual([]);
        expect(types.filter((type) => type === 'tableCell')).toHaveLength(2);
      }),
    );
  });
});
