import type { ServerResponse } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { redactor } from '../../../src/core/redact.ts';
import { type LocalServer, startServer } from '../../hostile-server/start-server.ts';
import { localNetwork, measured } from './requests.ts';

const pointer = (text: string) => text.replaceAll('~', '~0').replaceAll('/', '~1');
const base64 = (text: string) => Buffer.from(text).toString('base64');
const json = (text: string) => JSON.stringify(text).slice(1, -1);

/** Ways in which a server may write a credential that it was sent. */
const FORMS: readonly ((secret: string) => string)[] = [
  (secret) => secret,
  encodeURIComponent,
  (secret) => encodeURIComponent(encodeURIComponent(secret)),
  json,
  (secret) => json(json(secret)),
  pointer,
  (secret) => json(pointer(secret)),
  (secret) => encodeURIComponent(pointer(secret)),
  base64,
  (secret) => base64(base64(secret)),
  (secret) => Buffer.from(secret).toString('base64url'),
  (secret) => Buffer.from(secret).toString('hex'),
  (secret) => Buffer.from(secret).toString('hex').replace(/../g, '$&:'),
  (secret) => secret.toLowerCase(),
  (secret) => secret.toUpperCase(),
  (secret) => [...secret].reverse().join(''),
  (secret) => [...secret].join('.'),
  (secret) => secret.slice(1),
];

/** Places of an answer where it may write it; headers hold only what headers can. */
const PLACES: readonly ((form: string, response: ServerResponse) => void)[] = [
  (form, response) => response.end(JSON.stringify({ [form]: 'x' })),
  (form, response) => response.end(JSON.stringify({ v: 1, rows: [{ [form]: { n: form } }] })),
  (form, response) => response.end(JSON.stringify({ v: form, t: form })),
  (form, response) => response.end(JSON.stringify({ v: { [form]: 1 }, t: [form] })),
  (form, response) => response.end(JSON.stringify({ v: 1, [form]: 1 }).replace('{', `{${JSON.stringify(form)}: 2, `)),
  (form, response) => response.end(`{"${form}": ${form}`),
  (form, response) => response.writeHead(302, { location: encodeURI(`/${form}`) }).end(form),
  (form, response) => response.writeHead(400, { 'x-echo': encodeURI(form) }).end(form),
  (form, response) => response.writeHead(200, { 'content-type': `text/json; charset=${encodeURI(form)}` }).end(form),
  (form, response) => response.writeHead(200, { 'content-encoding': encodeURI(form) }).end(form),
  (form, response) => response.writeHead(200, { age: encodeURI(form) }).end('{"v": 1}'),
];

let server: LocalServer;
let answer: (response: ServerResponse) => void = () => {};
beforeAll(async () => {
  server = await startServer((_, response) => answer(response));
});
afterAll(() => server.close());

const schema = {
  properties: { rows: { items: { additionalProperties: { required: ['m'] } } }, v: {}, t: {} },
  additionalProperties: { type: 'number' },
};
const metrics = {
  value: { value: 'v', 'observed-at': 't' },
  count: { value: 'v', 'sample-size': 'length(t)', 'observed-at': 't', 'observed-at-format': 'unix-s' },
  condition: { value: 'v', 'fail-if': 'v', 'partial-if': 't' },
  expression: { value: 'max(values(@))', 'ready-if': "v != 'no'" },
};

describe('a credential that a server sends back', () => {
  // What a header can hold: no blanks at its ends, and long enough to be looked for; tildes, slashes and percent signs often.
  const character = fc.constantFrom(...'aB3~/%\\"\'`+=&<>|:. @{}[]*?é'.split(''));
  const secret = fc
    .oneof(fc.string({ unit: character, minLength: 8, maxLength: 60 }), fc.string({ minLength: 8, maxLength: 60 }))
    .map((text) => text.trim())
    .filter((text) => text.replace(/[\s/\\|'`]/g, '').length >= 8 && !/^bearer/i.test(text));
  const auth = fc.constantFrom(
    { bearer: 'TOK' },
    { header: { name: 'X-Key', value: 'TOK' } },
    {
      basic: { user: 'USER', password: 'TOK' },
    },
  );

  it('is in no detail, no note and no place', async () => {
    const property = fc.asyncProperty(
      secret,
      auth,
      fc.constantFrom(...FORMS),
      fc.constantFrom(...PLACES),
      fc.boolean(),
      async (token, way, write, place, inPath) => {
        const form = write(token);
        answer = (response) => place(form, response);
        const { network, secrets } = localNetwork({ TOK: token, USER: 'gr' });
        const path = inPath ? encodeURIComponent(token) : 'x';
        const source = { url: `${server.url}/${path}?q=${encodeURIComponent(form)}`, auth: way, schema };
        const raw = await measured(source, metrics, { network, everyMs: 1 });
        for (const { detail, notes } of Object.values(raw) as { detail?: string; notes?: string[] }[]) {
          // Of what a server says nothing is shown at all, so that there is nothing to take out.
          const said = [detail ?? '', ...(notes ?? [])].map((text) => text.replaceAll(`/${path}`, '')).join('\n');
          expect(said).not.toContain(form);
        }
        const shown = redactor(secrets)(JSON.stringify(raw));
        for (const one of [token, encodeURIComponent(token), json(token), pointer(token), base64(token)])
          expect(shown).not.toContain(one);
      },
    );
    await fc.assert(property, { numRuns: 150 });
  });
});
