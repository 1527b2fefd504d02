import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EvidenceDocument } from '../../../src/sources/formats/format.ts';
import { junit } from '../../../src/sources/formats/junit.ts';
import { fixtureDocument, fixtureText, jsonDocument } from './fixture-document.ts';
import { expectSound } from './reading-invariants.ts';

const xml = (value: string): EvidenceDocument => ({ path: 'junit.xml', kind: 'xml', value });
const suite = (cases: string, attributes = 'name="s"') => xml(`<testsuite ${attributes}>${cases}</testsuite>`);
const PASS = '<testcase name="a"/>';
const FAIL = '<testcase name="b"><failure/></testcase>';

describe('junit', () => {
  it.each<[string, string, Record<string, string>, object]>([
    [
      'pytest: errors and skips are attempted',
      'pytest.xml',
      {},
      {
        value: 2 / 3,
        sampleSize: 3,
        successes: 2,
        attempted: 6,
        observedAtMs: Date.parse('2026-11-18T07:15:30.125Z'),
        observedAtKind: 'sample',
      },
    ],
    ['pytest by suite', 'pytest.xml', { suite: 'pytest' }, { value: 2 / 3, attempted: 6 }],
    [
      'nested suites as a whole',
      'nested.xml',
      {},
      {
        value: 0.8,
        sampleSize: 5,
        successes: 4,
        attempted: 5,
        observedAtMs: null,
        observedAtKind: 'none',
        notes: ['a suite has no timestamp with a zone'],
      },
    ],
    [
      'a suite with suites, at its oldest time',
      'nested.xml',
      { suite: 'answers' },
      { value: 0.75, sampleSize: 4, observedAtMs: Date.parse('2026-11-18T08:30:00Z') },
    ],
    [
      'an inner suite, at its parent’s time',
      'nested.xml',
      { suite: 'long' },
      { value: 0.5, sampleSize: 2, observedAtMs: Date.parse('2026-11-18T09:00:00Z') },
    ],
    [
      'surefire: flaky is failed',
      'surefire-flaky.xml',
      {},
      { value: 0.5, sampleSize: 4, successes: 2, attempted: 4, notes: [expect.stringContaining('flaky')] },
    ],
  ])('%s', (_, path, keys, expected) => {
    expect(junit.read(fixtureDocument(`junit/${path}`), keys, 'm')).toMatchObject({ kind: 'reading', ...expected });
  });

  it.each<[string, EvidenceDocument, object]>([
    ['no cases', xml('<testsuites tests="0"/>'), { kind: 'absent' }],
    [
      'no case of those declared',
      xml('<testsuites tests="7"/>'),
      { kind: 'absent', detail: expect.stringContaining('7 attempted') },
    ],
    ['skips only', suite('<testcase name="a"><skipped/></testcase>'), { kind: 'absent' }],
    ['errors only', suite('<testcase name="a"><error/></testcase>'), { kind: 'absent' }],
    ['a report cut short by whole cases', suite(PASS, 'tests="10"'), { value: 1, sampleSize: 1, attempted: 10 }],
    [
      'a suite that broke before its cases',
      xml(
        `<testsuites><testsuite name="s" tests="1">${PASS}</testsuite><testsuite name="t" tests="0" errors="1"/></testsuites>`,
      ),
      { value: 1, sampleSize: 1, attempted: 2 },
    ],
    [
      'totals that claim less',
      suite(PASS + FAIL, 'tests="1" failures="0"'),
      { value: 0.5, sampleSize: 2, attempted: 2 },
    ],
    [
      'a failure beside an error',
      suite(`${PASS}<testcase name="b"><error/><failure/></testcase>`),
      { value: 0.5, sampleSize: 2 },
    ],
    [
      'a case that failed and passed',
      suite('<testcase name="a"><failure/></testcase><testcase name="a"/>'),
      { value: 0, sampleSize: 1, attempted: 1 },
    ],
    [
      'a case that broke and passed',
      suite(`${PASS}<testcase name="c"/><testcase name="c"><error/></testcase>`),
      { value: 1, sampleSize: 2, attempted: 3 },
    ],
    [
      'a case that passed twice',
      suite(PASS + PASS),
      { value: 1, sampleSize: 1, successes: 1, notes: ['1 repeated cases do not raise n'] },
    ],
    [
      'cases of one name that all failed, each of which counts',
      suite(PASS + FAIL + FAIL + FAIL),
      { value: 0.25, sampleSize: 2, stddev: expect.closeTo(Math.sqrt(0.375)), attempted: 2 },
    ],
    [
      'cases of one name that passed beside one that failed',
      suite(`${PASS}${PASS}<testcase name="a"><failure/></testcase><testcase name="c"/>`),
      { value: 0.5, sampleSize: 2, successes: 1, notes: expect.arrayContaining([expect.stringContaining('flaky')]) },
    ],
    [
      'a test in two browsers, each of which counts while n is the tests',
      xml(
        `<testsuites><testsuite name="s" hostname="chromium">${PASS}<testcase name="b"/></testsuite>` +
          `<testsuite name="s" hostname="firefox">${PASS}${FAIL}</testsuite></testsuites>`,
      ),
      { value: 0.75, sampleSize: 2, attempted: 2, notes: ['2 repeated cases do not raise n'] },
    ],
    [
      'a test that failed and passed in one of two browsers',
      xml(
        `<testsuites><testsuite name="s" hostname="chromium">${FAIL}<testcase name="b"/></testsuite>` +
          `<testsuite name="s" hostname="firefox"><testcase name="b"/></testsuite></testsuites>`,
      ),
      { value: 0.5, sampleSize: 1, notes: expect.arrayContaining([expect.stringContaining('1 flaky')]) },
    ],
    [
      'one test that fails in one of two browsers, whose spread nobody knows',
      xml(
        `<testsuites><testsuite name="s" hostname="chromium">${PASS}</testsuite>` +
          '<testsuite name="s" hostname="firefox"><testcase name="a"><failure/></testcase></testsuite></testsuites>',
      ),
      { kind: 'reading', value: 0.5, sampleSize: 1, attempted: 1 },
    ],
    [
      'a test of PHPUnit that came to a warning',
      suite(`${PASS}<testcase name="b"><warning type="w">no assertions</warning></testcase>`),
      { value: 1, sampleSize: 1, attempted: 2 },
    ],
    [
      'verdicts in attributes only',
      suite(
        `${PASS}<testcase name="b" status="fail"/><testcase name="c" status="error"/><testcase name="d" result="suppressed"/>`,
      ),
      { value: 0.5, sampleSize: 2, attempted: 4 },
    ],
    [
      'other words for verdicts in attributes',
      suite(
        `${PASS}<testcase name="b" status="FAILED"/><testcase name="c" status="run" result="completed"/><testcase name="d" status="timeout"/><testcase name="e" result="Broken"/>`,
      ),
      { value: 2 / 3, sampleSize: 3, attempted: 5 },
    ],
    [
      'failures that no case shows',
      suite(PASS + FAIL, 'name="s" tests="2" failures="2"'),
      { kind: 'failed', code: 'ambiguous', detail: expect.stringContaining('suite "s" declares 2 failures') },
    ],
    [
      'failures that only the root declares',
      xml(`<testsuites failures="1"><testsuite name="s">${PASS}</testsuite></testsuites>`),
      { kind: 'failed', code: 'ambiguous' },
    ],
    [
      'failures among cases that are missing',
      suite(PASS + FAIL, 'tests="4" failures="3"'),
      { value: 0.5, sampleSize: 2, attempted: 4 },
    ],
    [
      'more failures than cases that are missing',
      suite(PASS + FAIL, 'tests="4" failures="4"'),
      { kind: 'failed', code: 'ambiguous' },
    ],
    [
      'a failure for each assertion of a case',
      suite(`${PASS}<testcase name="b"><failure/><failure/></testcase>`, 'failures="2"'),
      { value: 0.5, sampleSize: 2 },
    ],
    [
      'an error that is declared as a failure',
      suite(`${PASS}<testcase name="b"><error/></testcase>`, 'failures="1"'),
      { value: 1, sampleSize: 1, attempted: 2 },
    ],
    [
      'an error and a failure below the suite itself',
      xml(`<testsuites><testsuite name="s" errors="1" failures="1">${PASS}<error/><failure/></testsuite></testsuites>`),
      { value: 1, sampleSize: 1, attempted: 3, notes: ['2 failures or errors stand outside of any case'] },
    ],
    [
      'a case that fails inside of a case',
      suite(`${PASS}<testcase name="b"><testcase name="c"><failure/></testcase></testcase>`),
      { value: 1 / 3, sampleSize: 3 },
    ],
    [
      'a case deep inside of a case',
      suite(
        `${PASS}<testcase name="b"><steps><testsuite><testcase name="c"><error/></testcase></testsuite></steps></testcase>`,
      ),
      { value: 1, sampleSize: 2, attempted: 3 },
    ],
    [
      'a case in captured output',
      suite('<testcase name="a"><system-out><testcase name="z"><failure/></testcase></system-out></testcase>'),
      { value: 1, sampleSize: 1, attempted: 1 },
    ],
    [
      'cases of one name in suites of one name below others',
      xml(
        `<testsuites><testsuite name="x"><testsuite name="s">${PASS}</testsuite></testsuite>` +
          `<testsuite name="y"><testsuite name="s">${PASS}</testsuite><testsuite name="s">${PASS}</testsuite></testsuite></testsuites>`,
      ),
      { value: 1, sampleSize: 2 },
    ],
    [
      'milliseconds since the epoch',
      suite(PASS, 'timestamp="1763371845250"'),
      { observedAtMs: 1763371845250, observedAtKind: 'sample' },
    ],
    [
      'seconds since the epoch, which may be anything',
      suite(PASS, 'timestamp="1763371845"'),
      { observedAtMs: null, notes: [expect.stringContaining('zone')] },
    ],
    [
      'cases of one name in two classes',
      suite('<testcase classname="x" name="a"/><testcase classname="y" name="a"/>'),
      { value: 1, sampleSize: 2 },
    ],
    [
      'tags in captured output',
      suite('<testcase name="a"><system-out><failure/></system-out></testcase>'),
      { value: 1, sampleSize: 1 },
    ],
    [
      'a disabled case',
      suite(`${PASS}<testcase name="b" status="notrun"/>`),
      { value: 1, sampleSize: 1, attempted: 2 },
    ],
    [
      'a time without a zone',
      suite(PASS, 'timestamp="2026-11-18T09:00:00"'),
      { observedAtMs: null, unreadableTime: true, notes: [expect.stringContaining('zone')] },
    ],
    [
      'an offset without a colon',
      suite(PASS, 'timestamp="2026-11-18T09:00:00+0200"'),
      { observedAtMs: Date.parse('2026-11-18T07:00:00Z') },
    ],
    [
      'an entity of its own',
      xml('<!DOCTYPE s [<!ENTITY e "<testcase/>">]><testsuite name="s">&e;</testsuite>'),
      { kind: 'failed', code: 'bad-response' },
    ],
    ['an end that is missing', xml(`<testsuite name="s">${PASS}`), { kind: 'failed', code: 'bad-response' }],
    ['text after the root', xml(`<testsuite>${PASS}</testsuite>x`), { kind: 'failed', code: 'bad-response' }],
  ])('%s', (_, document, expected) => {
    expect(junit.read(document, {}, 'm')).toMatchObject(expected);
  });

  it('counts what a suite declares only where that suite is asked for', () => {
    const document = xml(
      `<testsuites><testsuite name="s">${PASS}</testsuite><testsuite name="t" failures="1">${PASS}</testsuite></testsuites>`,
    );
    expect(junit.read(document, { suite: 's' }, 'm')).toMatchObject({ value: 1, valueFromCounts: true });
    expect(junit.read(document, { suite: 't' }, 'm')).toMatchObject({ kind: 'failed', code: 'ambiguous' });
    expect(junit.read(document, {}, 'm')).toMatchObject({ kind: 'failed', code: 'ambiguous' });
  });

  it('says which suites there are', () => {
    const document = fixtureDocument('junit/nested.xml');
    expect(junit.read(document, { suite: 'speed' }, 'm')).toMatchObject({
      kind: 'absent',
      detail: expect.stringContaining('short, long, answers, retrieval'),
    });
    expect(junit.names(document)).toEqual(['short', 'long', 'answers', 'retrieval', 'wiki evals']);
    expect(junit.timeOf(document)).toBeNull();
  });

  it.each<[string, EvidenceDocument]>([
    ['promptfoo’s own XML', xml('<?xml version="1.0"?><promptfoo><testcase/></promptfoo>')],
    ['a coverage report', xml('<coverage><testsuite/></coverage>')],
    ['broken XML', xml('<<testsuite>')],
    ['nothing', xml('')],
    ['JSON', jsonDocument('{"testsuites":[]}')],
  ])('does not recognise %s', (_, document) => {
    expect(junit.recognises(document)).toBe(false);
    expect(junit.read(document, {}, 'm')).toMatchObject({ kind: 'failed', code: 'bad-response' });
  });

  it.each<[number, object]>([
    [100, { kind: 'reading', value: 1, sampleSize: 1 }],
    [101, { kind: 'failed', code: 'bad-response', detail: expect.stringContaining('nest') }],
    [200_000, { kind: 'failed', code: 'bad-response' }],
  ])('with elements nested %d deep', (depth, expected) => {
    const document = xml(`${'<testsuite>'.repeat(depth - 1)}${PASS}${'</testsuite>'.repeat(depth - 1)}`);
    expect(junit.read(document, {}, 'm')).toMatchObject(expected);
  });

  it('stays sound when a piece of text is replaced', () => {
    const text = fixtureText('junit/pytest.xml');
    const piece = fc.constantFrom(
      '',
      '<',
      '>',
      '"',
      '&',
      '<testcase name="z"/>',
      '</testcase>',
      '<failure/>',
      '<skipped/>',
      'NaN',
      '\u0000',
      ']]>',
    );
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(40), piece, (from, length, by) => {
        const document = xml(text.slice(0, from) + by + text.slice(from + length));
        junit.recognises(document);
        junit.timeOf(document);
        junit.names(document);
        expectSound(junit.read(document, {}, 'm'));
        expectSound(junit.read(document, { suite: 'pytest' }, 'm'));
      }),
      { numRuns: 500 },
    );
  });
});
