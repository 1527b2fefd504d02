import type { Finding } from '../../src/core/finding.ts';
import type { Outcome } from '../../src/core/outcome.ts';
import {
  alertFacts,
  CONTEXT,
  criterion,
  DECLARED,
  granted,
  measured,
  outcome,
  refused,
  result,
  target,
} from './outcomes.ts';

/** Texts that a page, a terminal or a runner could obey instead of showing. */
export const HOSTILE: readonly string[] = [
  'a | b | c',
  '|---|---|',
  '`code`',
  '``` fence',
  '`````',
  'a ` b `` c ``` d',
  '~~~\nfence\n~~~',
  '<b>bold</b>',
  '<details><summary>x</summary>',
  '</details></details>',
  '<!-- comment',
  '--> end',
  '<!-- launch-gate:other -->',
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  '<a href="https://evil.example">x</a>',
  '<https://evil.example>',
  '![image](https://evil.example/x.png)',
  '[link](https://evil.example)',
  '[link][ref]\n\n[ref]: https://evil.example',
  '[ref]: https://evil.example "title"',
  'https://evil.example/path?q=1',
  'http://evil.example',
  'www.evil.example',
  'evil@evil.example',
  'mailto:evil@evil.example',
  '@octocat',
  '@acme/search-team',
  '#1 and GH-1 and acme/wiki#2',
  '0123456789abcdef0123456789abcdef01234567',
  'deadbeef',
  ':tada: :+1:',
  'footnote[^1]\n\n[^1]: text',
  '# heading',
  'setext\n======',
  'setext\n------',
  '> quote',
  '> [!WARNING]\n> quote',
  '- [ ] task',
  '1. list',
  '    indented code',
  '***',
  '**bold** _em_ ~~gone~~',
  '$x$ and $`y`$',
  'back\\slash \\| \\`',
  '&lt;b&gt; &#64;octocat &amp;',
  'carriage\r\nreturn\rx',
  'line\u2028para\u2029end\u0085next',
  'right \u202e to left \u2066 isolate \u2069',
  'zero\u200bwidth\u200djoin\ufefffeff\u00adsoft',
  'half \ud83d and \udc00',
  '😀 👩‍👩‍👧 🇮🇳 emoji',
  '中文指标 日本語 한국어',
  'z̵̡̢̧̛̺̣̮̝̗̖̟̠̦̫̬̭̪̩̥̤̣̱̲̳̹̺̻̼͇͈͉͍͎a̵l̵g̵o',
  '\u001b[31mred\u001b[0m \u001b]8;;https://evil.example\u0007x\u001b]8;;\u0007 \u009b2J',
  '::error::obeyed',
  '\n::add-mask::secret',
  '##[error]obeyed',
  '%0A::set-output name=decision::go',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of a workflow
  '${{ secrets.TOKEN }}',
  '\u0000\u0007\u0008\u007f',
  '\ue000marked\ue001 \ue002',
  '',
  '   ',
  'x'.repeat(10_000),
  '`|<'.repeat(5_000),
  '✅ GO: all metrics pass',
];

/** What must be in no report: control, format and private characters, half surrogates, odd ends of lines. */
export const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u;

/** An outcome with the same text in every free-text field that there is. */
export function outcomeWith(text: string): Outcome {
  const finding = (code: string, metric: string | null): Finding => ({
    code,
    args: { key: text, parent: text, suggestion: text, allowed: [text, text], value: text, found: text, detail: text },
    level: 'warning',
    at: { path: text, line: 3, column: 5 },
    metric,
  });
  const titled = { title: text, description: text, owner: text, runbook: text, unit: text } as const;
  const provenance = { source: text, where: text, kind: 'file' } as const;
  const over = { provenance, notes: [text, text], url: text, sampleSize: 190, attempted: 191 } as const;
  const verify = { source: text, rule: text, labels: { [text]: text }, keys: {} };
  const alert = { when: { ...target('> 0.15'), text }, withinSeconds: 3600, notifies: text, parts: null, verify };
  const results = [
    result(criterion('passes', 'model', titled), measured(0.83, over)),
    result(criterion('fails', 'task', { ...titled, target: { ...target('>= 0.80'), text } }), measured(0.4, over)),
    result(criterion('leads', 'product', { ...titled, indicator: 'leading', alert }), measured(0.9, over)),
    result(criterion('broken', 'product', titled), { kind: 'failed', code: 'timeout', detail: text, provenance }),
    result(criterion('absent', 'business', { ...titled, dueText: text }), { kind: 'absent', detail: text, provenance }),
  ];
  const context = {
    ...CONTEXT,
    criteriaPath: text,
    criteriaRef: text,
    criteriaSha: 'ab'.repeat(20),
    criteriaDigest: text,
    event: text,
    baseSha: text,
    runUrl: `https://github.com/${text}`,
  };
  const state = {
    ...DECLARED,
    state: 'refuted',
    rule: text,
    where: text,
    reason: { code: 'alert-unsure', args: { detail: text, rule: text, where: text, question: text } },
    facts: alertFacts({ rule: text, where: text, detail: text }),
  } as const;
  const override = {
    ...refused('role-too-low', { label: text, scope: text, by: text, role: text, needed: text, detail: text }),
    ...{ label: text, scope: text, by: text, role: text, headSha: text, reason: text },
  };
  const granting = granted([text, 'fails', 'criteria'], {
    label: text,
    scope: text,
    by: text,
    role: text,
    reason: text,
  });
  const changes = (['weakened', 'strengthened', 'other'] as const).map((kind) => ({
    code: kind === 'other' ? 'text-changed' : kind === 'weakened' ? 'target-loosened' : text,
    args: { metric: text, before: text, after: text, key: text, move: text },
    metric: text,
    kind,
    line: 3,
  }));
  return {
    ...outcome({
      results,
      context,
      changes,
      workflow: true,
      override,
      otherOverrides: [override, granting],
      rules: { label: text, users: [text], teams: [text] },
      gate: { title: text, owner: text },
      alerts: { leads: state },
      findings: [
        finding('unknown-key', null),
        finding('no-such-code', 'passes'),
        finding('invalid-text', text),
        { ...finding('workflow-changed', null), level: 'error', args: { paths: [text, text] } },
      ],
    }),
    feature: text,
  };
}

/** The same text in the findings of criteria that cannot be used. */
export function invalidWith(text: string): Outcome {
  const made = outcomeWith(text);
  return {
    ...made,
    decision: 'no-go',
    cause: 'verdict',
    verdict: 'error',
    gate: null,
    results: [],
    alerts: {},
    launchSet: null,
    colours: null,
    diagnosis: null,
    leaning: null,
    findings: made.findings.map((finding) => ({ ...finding, level: 'error' })),
    blocking: ['criteria'],
  };
}
