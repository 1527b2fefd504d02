import { describe, expect, it } from 'vitest';
import { criteriaCommit, fileUrl, lineUrl, secureUrl } from '../../src/report/links.ts';
import { CONTEXT } from './outcomes.ts';

const SHA = 'ab'.repeat(20);
const BLOB = `https://github.com/acme/wiki/blob/${SHA}`;

describe('fileUrl', () => {
  it.each([
    ['.github/launch-gate.yml', `${BLOB}/.github/launch-gate.yml`],
    ['./.github/launch-gate.yml', `${BLOB}/.github/launch-gate.yml`],
    ['a b/ü.yml', `${BLOB}/a%20b/%C3%BC.yml`],
    ['x\')(![]|`<>"\\.yml', `${BLOB}/x%27%29%28%21%5B%5D%7C%60%3C%3E%22%5C.yml`],
    ['x#L1?y=1&z', `${BLOB}/x%23L1%3Fy%3D1%26z`],
    ['../secret', null],
    ['a/../b', null],
    ['a//b', null],
    ['/etc/passwd', null],
    ['', null],
    ['.', null],
    ['./', null],
    ['half \ud83d', null],
    ['x'.repeat(501), null],
  ])('%j', (path, url) => {
    expect(fileUrl(CONTEXT, SHA, path)).toBe(url);
  });

  it.each([
    ['no server', { serverUrl: null }],
    ['a server that is none', { serverUrl: 'javascript:alert(1)' }],
    ['a server with a path', { serverUrl: 'https://github.com/x' }],
    ['no repository', { repository: null }],
    ['a repository that is none', { repository: 'acme/wiki/../../evil' }],
  ])('is null with %s', (_, over) => {
    expect(fileUrl({ ...CONTEXT, ...over }, SHA, 'x.yml')).toBeNull();
  });

  it.each([null, '', 'main', SHA.toUpperCase(), SHA.slice(1), `${SHA}/../x`])('is null at the commit %j', (sha) => {
    expect(fileUrl(CONTEXT, sha, 'x.yml')).toBeNull();
  });
});

describe('lineUrl', () => {
  it.each([
    [3, `${BLOB}/x.yml#L3`],
    [0, null],
    [-1, null],
    [1.5, null],
    [Number.NaN, null],
    [null, null],
  ])('line %s', (line, url) => {
    expect(lineUrl(CONTEXT, SHA, 'x.yml', line)).toBe(url);
  });
});

it('finds criteria that the change introduces at its head', () => {
  expect(criteriaCommit({ ...CONTEXT, criteriaSha: SHA }, false)).toBe(SHA);
  expect(criteriaCommit({ ...CONTEXT, criteriaSha: SHA }, true)).toBe(CONTEXT.headSha);
});

it('takes no address that could leave a link', () => {
  expect(secureUrl('https://x.example/a b')).toBeNull();
  expect(secureUrl('https://x.example/a)')).toBeNull();
  expect(secureUrl(`https://x.example/${'a'.repeat(2_000)}`)).toBeNull();
  expect(secureUrl('https://x.example/a?b=c#d')).toBe('https://x.example/a?b=c#d');
});
