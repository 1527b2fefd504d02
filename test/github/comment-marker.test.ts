import { assert, constantFrom, nat, option, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  commentHead,
  type GateIdentity,
  gateIdentity,
  isOfGate,
  type RunStamp,
  readCommentHead,
} from '../../src/github/comment-marker.ts';

const STAMP: RunStamp = {
  runId: '4242',
  attempt: 2,
  headSha: '4ead'.repeat(10),
  evaluatedAtMs: Date.UTC(2026, 10, 22, 10, 0, 0, 123),
  decision: 'no-go',
};
const GATE: GateIdentity = { id: 'wiki-assistant', criteria: null };
const FILE = '.github/launch-gate.yml';

describe('gateIdentity', () => {
  it.each([
    [{ gateId: 'limited', feature: 'wiki', criteriaPath: FILE }, 'limited', null],
    [{ gateId: null, feature: 'wiki', criteriaPath: FILE }, 'wiki', '.github_2flaunch-gate.yml'],
    [
      { gateId: null, feature: null, criteriaPath: FILE },
      'path:.github_2flaunch-gate.yml',
      '.github_2flaunch-gate.yml',
    ],
    [{ gateId: null, feature: 'a-->b', criteriaPath: 'a--b.yml' }, 'a_2d-_3eb', 'a_2d-b.yml'],
    [{ gateId: null, feature: '', criteriaPath: 'ü.yml' }, '_', '_c3_bc.yml'],
  ])('of %j is %s', (given, id, criteria) => {
    expect(gateIdentity(given)).toEqual({ id, criteria });
  });

  it('keeps long paths apart that begin alike', () => {
    const id = (end: string) =>
      gateIdentity({ gateId: null, feature: null, criteriaPath: `${'folder/'.repeat(40)}${end}` }).id;
    expect(id('a.yml')).not.toBe(id('b.yml'));
    expect(id('a.yml').length).toBeLessThan(120);
  });

  it('takes no feature for a path', () => {
    const path = gateIdentity({ gateId: null, feature: null, criteriaPath: 'gate.yml' });
    const feature = gateIdentity({ gateId: null, feature: path.id, criteriaPath: 'other.yml' });
    expect(feature.id).not.toBe(path.id);
  });
});

describe('the hidden lines', () => {
  it('are an HTML comment each, the marker first', () => {
    expect(commentHead({ id: 'wiki', criteria: 'gate.yml' }, STAMP)).toBe(
      '<!-- launch-gate:wiki:v1 -->\n' +
        `<!-- launch-gate-run:v1 run=4242 attempt=2 head=${STAMP.headSha} evaluated=2026-11-22T10:00:00.123Z decision=no-go criteria=gate.yml -->\n`,
    );
  });

  it('are read as they were written, whatever names the gate, and never end early', () => {
    const name = option(string({ unit: 'binary', maxLength: 300 }), { nil: null });
    const decision = constantFrom('go' as const, 'no-go' as const);
    assert(
      property(name, name, string({ unit: 'binary' }), nat(4e12), decision, (gateId, feature, criteriaPath, at, go) => {
        const gate = gateIdentity({ gateId, feature, criteriaPath });
        const stamp: RunStamp = { ...STAMP, evaluatedAtMs: at, decision: go };
        const text = commentHead(gate, stamp);
        expect(readCommentHead(`${text}## GO`)).toEqual({ ...gate, stamp });
        expect(text).toMatch(/^<!--(?:(?!--|>).)* -->\n<!--(?:(?!--|>).)* -->\n$/);
      }),
    );
  });

  it.each([
    ['behind a space', ` ${commentHead(GATE, STAMP)}`],
    ['behind a line', `Hello\n${commentHead(GATE, STAMP)}`],
    ['behind a byte order mark', `\ufeff${commentHead(GATE, STAMP)}`],
    ['in a quotation', `> ${commentHead(GATE, STAMP)}`],
    ['with something after it', '<!-- launch-gate:wiki-assistant:v1 --> hello'],
    ['of another version', '<!-- launch-gate:wiki-assistant:v2 -->\n'],
    ['of another tool', '<!-- launch-gates:wiki-assistant:v1 -->\n'],
    ['without an id', '<!-- launch-gate::v1 -->\n'],
    ['in an empty comment', ''],
  ])('are none %s', (_where, body) => {
    expect(readCommentHead(body)).toBeNull();
  });

  it.each([
    ['a second line of a person', '<!-- launch-gate:w:v1 -->\nHello'],
    ['no second line', '<!-- launch-gate:w:v1 -->'],
    [
      'a short SHA',
      '<!-- launch-gate:w:v1 -->\n<!-- launch-gate-run:v1 head=4ead evaluated=2026-11-22T10:00:00.000Z decision=go -->',
    ],
    [
      'no time',
      `<!-- launch-gate:w:v1 -->\n<!-- launch-gate-run:v1 head=${STAMP.headSha} evaluated=soon decision=go -->`,
    ],
    [
      'an impossible time',
      `<!-- launch-gate:w:v1 -->\n<!-- launch-gate-run:v1 head=${STAMP.headSha} evaluated=2026-99-22T10:00:00.000Z decision=go -->`,
    ],
    [
      'no decision',
      `<!-- launch-gate:w:v1 -->\n<!-- launch-gate-run:v1 head=${STAMP.headSha} evaluated=2026-11-22T10:00:00.000Z -->`,
    ],
  ])('with %s are the marker alone', (_what, body) => {
    expect(readCommentHead(body)).toEqual({ id: 'w', criteria: null, stamp: null });
  });

  it('are read from a text that a browser gave other line ends', () => {
    const body = `${commentHead(GATE, STAMP)}## GO`.replaceAll('\n', '\r\n');
    expect(readCommentHead(body)).toEqual({ ...GATE, stamp: STAMP });
  });
});

describe('isOfGate', () => {
  const derived: GateIdentity = { id: 'wiki', criteria: 'gate.yml' };
  it.each([
    ['the same id', { id: 'wiki', criteria: null }, GATE_WIKI(), true],
    ['another id', { id: 'search', criteria: null }, GATE_WIKI(), false],
    ['an id that begins alike', { id: 'wiki-2', criteria: null }, GATE_WIKI(), false],
    [
      'the same criteria, whose feature could not be read',
      { id: 'path:gate.yml', criteria: 'gate.yml' },
      derived,
      true,
    ],
    ['other criteria', { id: 'path:b.yml', criteria: 'b.yml' }, derived, false],
    ['the same criteria under an id that was given', { id: 'limited', criteria: null }, derived, false],
    ['criteria where our id was given', { id: 'path:gate.yml', criteria: 'gate.yml' }, GATE_WIKI(), false],
  ])('%s: %j', (_what, head, gate, expected) => {
    expect(isOfGate({ ...head, stamp: null }, gate)).toBe(expected);
  });

  function GATE_WIKI(): GateIdentity {
    return { id: 'wiki', criteria: null };
  }
});
