import { describe, expect, it } from 'vitest';
import { hostOf, placeOf, renderRequest } from '../../../src/sources/http/render-request.ts';

const url = 'https://api.example.com/v1/query';
const asking = (source: Readonly<Record<string, unknown>>, own: Readonly<Record<string, unknown>> = {}) => {
  const rendered = renderRequest({ url, ...source }, own);
  if (!rendered.ok) throw new Error(rendered.detail);
  return rendered.asking;
};

describe('the request of a source', () => {
  it('is a GET with the headers of the source', () => {
    expect(asking({})).toEqual({ method: 'GET', url, headers: {} });
    expect(asking({ headers: { 'X-Org': 7 } }).headers).toEqual({ 'X-Org': '7' });
  });

  it.each([
    [url, { a: 1, b: 'x y&z', c: true }, {}, '?a=1&b=x%20y%26z&c=true'],
    [`${url}?a=0&q=%20+`, { a: 1 }, {}, '?a=0&q=%20+&a=1'],
    [`${url}?`, { a: 1 }, {}, '?a=1'],
    [url, { a: 1, b: 2 }, { b: 3, c: 4 }, '?a=1&b=3&c=4'],
    [url, {}, { 'filter[name]': 'ü#' }, '?filter%5Bname%5D=%C3%BC%23'],
    [`${url}?a=1`, {}, {}, '?a=1'],
  ])('%s with %j and %j asks %s', (address, query, own, expected) => {
    expect(asking({ url: address, query }, { query: own }).url).toBe(`${url}${expected}`);
  });

  it('posts a body, of which the keys of the metric replace those of the source whole', () => {
    const json = { query: 'select 1', variables: { a: 1, b: 2 } };
    const { method, body } = asking({ json }, { json: { variables: { a: 3 } } });
    expect([method, body?.type]).toEqual(['POST', 'application/json']);
    expect(JSON.parse(body?.text ?? '')).toEqual({ query: 'select 1', variables: { a: 3 } });
    expect(JSON.parse(asking({ json }, { json: [1] }).body?.text ?? '')).toEqual([1]);
    expect(JSON.parse(asking({ json: [1] }, { json }).body?.text ?? '')).toEqual(json);
  });

  it('posts a form', () => {
    expect(asking({ form: { a: 'b c', d: 1 } }).body).toEqual({
      type: 'application/x-www-form-urlencoded',
      text: 'a=b%20c&d=1',
    });
  });

  it.each([
    [{ json: {}, form: { a: 1 } }, {}],
    [{ form: { a: 1 } }, { json: {} }],
    [{ method: 'GET', json: {} }, {}],
    [{ query: { a: '\ud800s3cret-value' } }, {}],
  ])('%j with %j is refused, and its values are not shown', (source, own) => {
    const rendered = renderRequest({ url, ...source }, own);
    expect(rendered.ok).toBe(false);
    expect(JSON.stringify(rendered)).not.toContain('s3cret-value');
  });

  it('is shown by host and path only', () => {
    expect(placeOf('https://api.example.com:8443/v1/x?token=abc')).toBe('api.example.com:8443/v1/x');
    expect(placeOf('https://api.example.com/?token=abc')).toBe('api.example.com');
    expect(hostOf('https://api.example.com:8443/v1/x?token=abc')).toBe('api.example.com:8443');
    expect([placeOf(7), placeOf('x y'), hostOf(null)]).toEqual(['', '', '']);
  });
});
