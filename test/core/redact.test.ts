import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactor, tooShort } from '../../src/core/redact.ts';
import { codeSpan, forLog, markdownSentence, ownMarkdown, plainText } from '../../src/report/neutralise.ts';

const SECRET = 'pa$$ "w/\\|`<ö>&\'+:: =#%41~0~/1';
const TOKEN = 'ghs_A1b2C3d4E5f6G7h8I9j0';
const redact = redactor([SECRET, TOKEN]);

const base64 = (text: string) => Buffer.from(text).toString('base64');
const percent = (text: string) =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
const everyUnit = (text: string, write: (code: number) => string) =>
  Array.from({ length: text.length }, (_, at) => write(text.charCodeAt(at))).join('');
const everyPoint = (text: string, write: (code: number) => string) =>
  [...text].map((point) => write(point.codePointAt(0) ?? 0)).join('');
const hex4 = (code: number) => code.toString(16).padStart(4, '0');
const html = (text: string) =>
  text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
const pointer = (text: string) => text.replaceAll('~', '~0').replaceAll('/', '~1');
const json = (text: string) => JSON.stringify(text).slice(1, -1);

/** Ways to write a secret whose result must vanish as a whole. */
const FORMS: readonly (readonly [string, (secret: string) => string])[] = [
  ['as it is', (secret) => secret],
  ['decomposed', (secret) => secret.normalize('NFD')],
  ['base64', base64],
  ['base64 without padding', (secret) => base64(secret).replace(/=+$/, '')],
  ['base64url', (secret) => Buffer.from(secret).toString('base64url')],
  [
    'base64 in lines',
    (secret) =>
      base64(secret)
        .replace(/(.{5})/g, '$1\r\n')
        .trim(),
  ],
  ['base64 in a URL', (secret) => encodeURIComponent(base64(secret))],
  ['hexadecimal', (secret) => Buffer.from(secret).toString('hex')],
  ['hexadecimal, upper case', (secret) => Buffer.from(secret).toString('hex').toUpperCase()],
  ['encodeURIComponent', encodeURIComponent],
  [
    'encodeURIComponent, lower case',
    (secret) => encodeURIComponent(secret).replace(/%../g, (one) => one.toLowerCase()),
  ],
  ['encodeURI', encodeURI],
  ['encoded twice', (secret) => encodeURIComponent(encodeURIComponent(secret))],
  ['every byte in percent', percent],
  ['form', (secret) => new URLSearchParams({ k: secret }).toString().slice(2)],
  ['JSON', json],
  ['JSON with escaped slashes', (secret) => json(secret).replaceAll('/', '\\/')],
  ['JSON in ASCII', (secret) => json(secret).replace(/[^ -~]/g, (one) => `\\u${hex4(one.charCodeAt(0))}`)],
  [
    'JSON safe for HTML',
    (secret) => json(secret).replace(/[<>&'+]/g, (one) => `\\u${hex4(one.charCodeAt(0)).toUpperCase()}`),
  ],
  ['JSON, every character', (secret) => everyUnit(secret, (code) => `\\u${hex4(code)}`)],
  ['JSON in JSON', (secret) => json(json(secret))],
  ['JSON pointer', pointer],
  ['JSON pointer in JSON', (secret) => json(pointer(secret))],
  ['JSON pointer in JSON in JSON', (secret) => json(json(pointer(secret)))],
  ['JSON pointer in a URL', (secret) => encodeURIComponent(pointer(secret))],
  ['JSON pointer in HTML', (secret) => html(pointer(secret))],
  ['JSON pointer in plain text', (secret) => plainText(pointer(secret), 500)],
  ['JSON pointer in Markdown', (secret) => ownMarkdown(pointer(secret))],
  ['JSON in a URL', (secret) => encodeURIComponent(json(secret))],
  ['JSON in HTML', (secret) => html(json(secret))],
  ['HTML', html],
  ['HTML, decimal', (secret) => everyPoint(secret, (code) => `&#${code};`)],
  ['HTML, hexadecimal', (secret) => everyPoint(secret, (code) => `&#x${code.toString(16).toUpperCase()};`)],
  ['for a log', (secret) => forLog(secret, 500)],
  ['plain text', (secret) => plainText(secret, 500)],
  ['Markdown', ownMarkdown],
];

describe('every form of a secret', () => {
  it.each(FORMS)('%s', (_, write) => {
    for (const secret of [SECRET, TOKEN]) {
      const form = write(secret);
      expect(redact(`~(${form})~`)).toMatch(/^~\(`?\*\*\*=*`?\)~$/);
      expect(redact(form)).toMatch(/^`?\*\*\*=*`?$/);
    }
  });

  it.each([0, 1, 2, 3, 4, 5])('base64 with %d bytes before it and any behind it', (before) => {
    for (const secret of [SECRET, TOKEN])
      for (const behind of ['', 'x', 'xy', ':xyz', ' and more']) {
        for (const kind of ['base64', 'base64url'] as const) {
          const encoded = Buffer.from(`${'user:'.slice(0, before)}${secret}${behind}`).toString(kind);
          const result = redact(`Authorization: Basic ${encoded}`);
          // One character at each end may hold bits of its neighbour.
          const own = Buffer.from(secret).toString(kind).replace(/=+$/, '').length - 2;
          expect(result).toContain('***');
          const kept = result.replace('Authorization: Basic ', '').replace('***', '').length;
          expect(encoded.length - kept).toBeGreaterThanOrEqual(own);
        }
      }
  });

  it('in code spans and sentences, with the marks around them left', () => {
    expect(redact(`a ${codeSpan(SECRET, 500)} b`)).toBe('a `***` b');
    expect(redact(markdownSentence(`not ${SECRET} here`, 500))).toMatch(/^not `*\*\*\*`* here$/);
  });

  it('across the lines of a text that wraps it', () => {
    expect(redact(`x ${TOKEN.slice(0, 10)}\n   ${TOKEN.slice(10)} y`)).toBe('x *** y');
  });

  it('each line of several, and the texts of JSON', () => {
    const key = '-----BEGIN KEY-----\r\nMIIabcdefghijk\n  MIIlmnopqrstuv  \nx\n-----END KEY-----\n';
    const account = JSON.stringify({
      user: 'service',
      nested: [{ private_key: 'line-one-of-it\nline-two-of-it' }],
      n: 12,
    });
    const both = redactor([key, account]);
    expect(both('MIIlmnopqrstuv, MIIabcdefghijk; x')).toBe('***, ***; x');
    expect(both(`a${key}b`)).toBe('a***b');
    expect(both(JSON.stringify({ key, account }))).toBe('{"key":"***","account":"***"}');
    expect(both('line-two-of-it of service 12')).toBe('*** of *** 12');
    expect(redactor(['{"broken": "json-secret'])('{"broken": "json-secret')).toBe('***');
  });

  it('cut off at the end of a text or before its mark', () => {
    for (const [text, result] of [
      [`token ${TOKEN.slice(0, 8)}`, 'token ***'],
      [`token ${TOKEN.slice(0, 7)}`, `token ${TOKEN.slice(0, 7)}`],
      [`token ${TOKEN.slice(0, 12)}… and more`, 'token ***… and more'],
      [`is "${TOKEN.slice(0, 15)}"; did you mean`, 'is "***"; did you mean'],
      [`\`${TOKEN.slice(0, 15)}…\` of`, '`***…` of'],
      [`${base64(`user:${TOKEN}`).slice(0, 20)}…`, 'dXNlcjp***…'],
      [`${TOKEN.slice(0, 12)} is a name`, `${TOKEN.slice(0, 12)} is a name`],
      [`${TOKEN.slice(1, 14)}…`, `${TOKEN.slice(1, 14)}…`],
    ] as const)
      expect(redact(text)).toBe(result);
  });

  it('beside, over and inside each other', () => {
    const several = redactor(['abcdefgh', 'efghijkl', 'abcdefghijklmnop', 'zzzzzz']);
    expect(several('abcdefghijkl')).toBe('***');
    expect(several('<abcdefghabcdefgh>')).toBe('<***>');
    expect(several('<abcdefghijklmnop>')).toBe('<***>');
    expect(several('zzzzzzzzzzz')).toBe('***');
    expect(several('abcdefgh efghijkl')).toBe('*** ***');
  });

  it('with characters that mean something to patterns', () => {
    for (const secret of ['.*.*.*.*', '(?:a|b)+$', '[^x]{1,9}', '$&$1$`$', '\\d\\w\\s\\n', '^$^$^$^$'])
      expect(redactor([secret])(`<${secret}> other text`)).toBe('<***> other text');
  });

  it('leaves JSON that can be read', () => {
    const tricky = redactor(['nhunter22', 'ends-with\\', '\\starts', '"quote"d"']);
    for (const text of [
      'a\nhunter22 b',
      'x ends-with\\" y',
      'ends-with\\',
      'a\\starts',
      'say "quote"d"!',
      'a\\nhunter22',
    ])
      expect(() => JSON.parse(tricky(JSON.stringify({ text })))).not.toThrow();
  });
});

describe('an address with a password', () => {
  const url = 'postgres://launch_gate:p%2Fss-word@db.example.com:5432/analytics';
  const clean = redactor([url]);

  it.each([
    'postgres',
    'postgres://',
    'is `postgres`',
    'postgres://launch_gate',
    'postgres://launch_gate:',
    'launch_gate',
    'launch_gate:',
    'db.example.com:5432/analytics',
    'analytics',
    base64('postgres://launch_gate'),
  ])('shows %s', (text) => expect(clean(text)).toBe(text));

  it.each([
    [url, '***'],
    ['the password p%2Fss-word', 'the password ***'],
    ['the password p/ss-word', 'the password ***'],
    ['launch_gate:p%2Fss-word', '***'],
    ['launch_gate:p/ss-word', '***'],
    ['postgresql://other:p%2Fss-word@elsewhere', 'postgresql://other:***@elsewhere'],
    ['postgres://launch_gate:p%2F', '***'],
    ['postgres://launch_gate:p…', '***…'],
    ['launch_gate:p/s…', '***…'],
    [base64('launch_gate:p/ss-word'), '***'],
    [encodeURIComponent(url), '***'],
  ])('hides the secret of %s', (text, result) => expect(clean(text)).toBe(result));

  it('hides a short password beside what it stands beside', () => {
    const short = redactor(['postgres://gate:abc@db.example.com/facts']);
    expect(short('gate:abc abc@db.example.com/facts abc postgres')).toBe('*** *** abc postgres');
  });

  it('hides a password that nobody encoded', () => {
    const wrong = redactor(['postgres://gate:pa/ss@w#rd@db.example.com/facts', 'https://token-of-22-signs@host/1']);
    expect(wrong('pa/ss@w#rd')).toBe('***');
    expect(wrong('https://token-of…')).toBe('***…');
    expect(wrong('https://')).toBe('https://');
  });
});

describe('a secret in other letter case', () => {
  const clean = redactor(['CasedSecretToken99', 'Short-One1']);

  it.each([
    ['http://casedsecrettoken99.localhost:8080/x', 'http://***.localhost:8080/x'],
    ['CASEDSECRETTOKEN99', '***'],
    ['casedSecretTOKEN99', '***'],
    ['is "casedsecr…"', 'is "***…"'],
    [encodeURIComponent('<casedsecrettoken99>'), '%3C***%3E'],
    ['short-one1', 'short-one1'],
    ['Short-One1', '***'],
  ])('%s', (text, result) => expect(clean(text)).toBe(result));

  it('as a URL makes a host of it', () => {
    const host = fc.stringMatching(/^[A-Za-z0-9]{12,40}$/);
    fc.assert(
      fc.property(host, (secret) => {
        fc.pre(URL.canParse(`http://${secret}.localhost`));
        expect(redactor([secret])(new URL(`http://${secret}.localhost`).host)).toBe('***.localhost');
      }),
    );
  });
});

describe('what is no secret', () => {
  it('stays as it is', () => {
    const text = 'a `code` | b \\_c\\_ 90% &amp; ghs_ %41 \\u0041 … pa$$';
    expect(redact(text)).toBe(text);
    expect(redactor([])(TOKEN)).toBe(TOKEN);
    expect(redact('')).toBe('');
  });

  it('is what is shorter than six characters, which is counted', () => {
    expect(tooShort(['', '  ', 'abc', ' abcde ', 'abcdef', TOKEN])).toBe(2);
    expect(redactor(['abcde', ' abcde ', '', '\n\n\n\n\n\n'])('abcde YWJjZGU= a\n\n\n\n\n\nb')).toBe(
      'abcde YWJjZGU= a\n\n\n\n\n\nb',
    );
    expect(redactor(['abcdef'])('abcdef')).toBe('***');
    expect(redactor([' abcdef\n'])('abcdef')).toBe('***');
    // Of which hardly anything is left once it is neutralised.
    expect(redactor(["'`'`'`a"])('the a `b` c')).toBe('the a `b` c');
  });
});

describe('for any secret and text', () => {
  const secret = fc
    .oneof(fc.string({ minLength: 6, maxLength: 40, unit: 'binary' }), fc.string({ minLength: 6, maxLength: 40 }))
    .filter((text) => text.trim().length >= 6);
  const form = fc.constantFrom(
    ...FORMS.filter(([name]) => !/log|plain|Markdown|lines|decomposed/.test(name)).map(([, write]) => write),
  );

  it('no form of it survives', () => {
    fc.assert(
      fc.property(
        fc.array(secret, { minLength: 1, maxLength: 4 }),
        form,
        fc.string(),
        fc.string(),
        (secrets, write, before, after) => {
          const written = write(secrets[0] ?? '');
          const result = redactor(secrets)(`${before} ${written} ${after}`);
          expect(result).toContain('***');
          expect(result.includes(written) && !before.includes(written) && !after.includes(written)).toBe(false);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('takes half a character for what it is', () => {
    expect(redactor(['\ud800abcdef\udfff'])('x \ud800abcdef\udfff')).toBe('x ***');
  });

  it('it never throws, and what it gave holds none', () => {
    const any = fc.string({ unit: 'binary', maxLength: 60 });
    fc.assert(
      fc.property(fc.array(any), any, (secrets, text) => {
        const clean = redactor(secrets);
        const held = secrets.some((one) => one.trim().length >= 6 && clean(text).includes(one));
        expect(held).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});

it('takes time in proportion to the text, also to one made to be slow', () => {
  const secrets = Array.from({ length: 10 }, (_, at) => `ghs_${'abcDEF0123456789+/='.repeat(2)}${at}xyz`);
  const clean = redactor(secrets);
  const line = 'A `word` | \\_more\\_ 90%25 of &lt;cats&gt; %41%20 \\u0041 ghs_ sha256:abcdef0123 https://x.y/z?a=b ';
  const timed = (length: number) => {
    const texts = [line, '\\"', '%41', '&#', `${secrets[0]?.slice(0, 30)}`].map((part) =>
      part.repeat(length / part.length),
    );
    const begin = performance.now();
    for (const text of texts) clean(text);
    return performance.now() - begin;
  };
  timed(30_000);
  const [short, long] = [timed(30_000), timed(240_000)];
  expect(long).toBeLessThan(Math.max(4000, short * 24));
});
