import { describe, expect, it } from 'vitest';
import type { CriteriaText } from '../../src/core/criteria-text.ts';
import type { Gate } from '../../src/core/criterion.ts';
import { criteriaChanges } from '../../src/criteria/criteria-changes.ts';
import { loadCriteria } from '../../src/criteria/load-criteria.ts';

const PATH = '.github/launch-gate.yml';
const BASE = `version: 1
feature: wiki-assistant
title: Wiki assistant
owner: search
launch-date: 2026-12-01
mode: { push: report, default: enforce }
applies-to: ["rag/**", "prompts/**"]
stage: full
launch-set: { task: 2, external-evidence: true }
sources:
  evals: { type: file, path: evals.json, format: json }
  spare: { type: file, path: spare.json }
defaults: { max-age: 7d, confidence: 95%, method: exact }
metrics:
  looked_up:
    layer: model
    target: ">= 0.9"
    unit: ratio
    from: { source: evals, value: looked_up }
    min-samples: 100
    min-completed: 97%
    traffic: curated
    bind: commit
    drives: [resolved]
  resolved:
    layer: task
    title: Resolved
    target: "> 0.5"
    confidence: 90%
    from-stage: shadow
  cost:
    layer: task
    target: "0.2 .. 0.4"
    required: false
  re_asked:
    layer: product
    target: "<= 0.1"
    indicator: leading
    alert: { when: "> 0.15", within: 24h, notifies: "#oncall" }
  unsafe: { layer: task, target: "< 0.01", waivable: false }
  kept: { layer: product, target: ">= 0.6", indicator: lagging, due: 2026-12-15 }
override:
  label: gate/override
  role: maintain
  users: [octocat]
  expires: 72h
subject: { pins: ["src/**"] }
`;

const read = (text: string): CriteriaText => {
  return { ok: true, text, bytes: Buffer.byteLength(text), digest: 'sha256:0' };
};
const NOT_FOUND: CriteriaText = { ok: false, code: 'criteria-not-found', detail: 'x' };
const UNREADABLE: CriteriaText = { ok: false, code: 'criteria-unreadable', detail: 'x' };

async function gateOf(text: string): Promise<Gate> {
  const { gate, findings } = await loadCriteria(text, PATH);
  if (gate === null) throw new Error(JSON.stringify(findings));
  return gate;
}

async function changes(before: CriteriaText, after: CriteriaText, movedTo: string | null = null, trusted = BASE) {
  return criteriaChanges({ before, after, movedTo }, PATH, await gateOf(trusted), null);
}

/** Every change as `kind code metric:line`; the base branch is where the branch started, or at another copy by now. */
async function told(before: string, after: string, trusted: string = before): Promise<readonly string[]> {
  const found = await changes(read(before), read(after), null, trusted);
  return found.map(({ kind, code, metric, line }) => `${kind} ${code} ${metric ?? ''}:${line ?? ''}`);
}

/** The criteria with a part written in one of two ways, of which they hold either. */
function written(part: string, other: string): string {
  const there = [part, other].filter((text) => BASE.split(text).length === 2);
  const longest = there.toSorted((a, b) => b.length - a.length)[0];
  if (longest === undefined) throw new Error(`not exactly once in the criteria: ${part}, ${other}`);
  return BASE.replace(longest, part);
}

/** The stricter and the looser way to write a part, and what going from one to the other is: down, and up again. */
const STEPS: readonly (readonly [string, string, down: string, up: string])[] = [
  ['default: enforce', 'default: report', 'mode-lowered :6', 'mode-raised :6'],
  ['{ push: report,', '{ push: report, release: report,', 'mode-lowered :6', 'mode-raised :6'],
  ['{ push: enforce, default: enforce }', '{ push: report, default: enforce }', 'mode-lowered :6', 'mode-raised :6'],
  ['"rag/**", "prompts/**"', '"rag/**"', 'applies-to-narrowed :7', 'applies-to-widened :7'],
  ['', 'applies-to: ["rag/**", "prompts/**"]\n', 'applies-to-narrowed :7', 'applies-to-widened :'],
  ['stage: full\nl', 'stage: limited\nl', 'stage-lowered :8', 'stage-raised :8'],
  ['stage: full\nl', 'stage: shadow\nl', 'stage-lowered :8', 'stage-raised :8'],
  ['task: 2,', 'task: 1,', 'launch-set-lowered :9', 'launch-set-raised :9'],
  ['task: 2,', '', 'launch-set-lowered :9', 'launch-set-raised :9'],
  ['external-evidence: true', 'external-evidence: false', 'launch-set-lowered :9', 'launch-set-raised :9'],
  ['task: 2, verified-alerts: true', 'task: 2', 'launch-set-lowered :9', 'launch-set-raised :9'],
  ['task: 2, alerted-leading: 2', 'task: 2', 'launch-set-lowered :9', 'launch-set-raised :9'],
  ['format: json }', 'format: json, optional: true }', 'source-made-optional :11', 'source-made-needed :11'],
  ['">= 0.9"', '">= 0.89"', 'target-loosened looked_up:17', 'target-tightened looked_up:17'],
  ['">= 0.9"', '">= 0.8999999999999999"', 'target-loosened looked_up:17', 'target-tightened looked_up:17'],
  ['"> 0.9"', '">= 0.9"', 'target-loosened looked_up:17', 'target-tightened looked_up:17'],
  ['">= 0.9"', '"> 0.8"', 'target-loosened looked_up:17', 'target-tightened looked_up:17'],
  ['"> 0.5"', '">= 0.5"', 'target-loosened resolved:28', 'target-tightened resolved:28'],
  ['">= 0.51"', '"> 0.5"', 'target-loosened resolved:28', 'target-tightened resolved:28'],
  ['"<= 0.1"', '"<= 0.11"', 'target-loosened re_asked:37', 'target-tightened re_asked:37'],
  ['"< 0.01"', '"<= 0.01"', 'target-loosened unsafe:40', 'target-tightened unsafe:40'],
  ['"<= 0.009"', '"< 0.01"', 'target-loosened unsafe:40', 'target-tightened unsafe:40'],
  ['"0.2 .. 0.4"', '"0.2 .. 0.5"', 'target-loosened cost:33', 'target-tightened cost:33'],
  ['"0.2 .. 0.4"', '"0.1 .. 0.4"', 'target-loosened cost:33', 'target-tightened cost:33'],
  ['min-samples: 100', 'min-samples: 99', 'limit-loosened looked_up:20', 'limit-tightened looked_up:20'],
  ['    min-samples: 100\n', '', 'limit-loosened looked_up:15', 'limit-tightened looked_up:20'],
  ['97%', '96.9%', 'limit-loosened looked_up:21', 'limit-tightened looked_up:21'],
  ['    min-completed: 97%\n', '', 'limit-loosened looked_up:15', 'limit-tightened looked_up:21'],
  ['    bind: commit\n', '', 'limit-loosened looked_up:15', 'limit-tightened looked_up:23'],
  [
    'confidence: 95%\n    from',
    'confidence: 90%\n    from',
    'limit-loosened resolved:29',
    'limit-tightened resolved:29',
  ],
  ['confidence: 90%', 'confidence: none', 'limit-loosened resolved:29', 'limit-tightened resolved:29'],
  [
    '    confidence: 90%\n',
    '    confidence: 90%\n    max-age: 8d\n',
    'limit-loosened resolved:30',
    'limit-tightened resolved:13',
  ],
  ['from-stage: shadow', 'from-stage: limited', 'from-stage-later resolved:30', 'from-stage-earlier resolved:30'],
  ['', '    required: false\n', 'made-advisory cost:34', 'made-required cost:31'],
  ['waivable: false', 'waivable: true', 'made-waivable unsafe:40', 'made-not-waivable unsafe:40'],
  ['"> 0.15"', '"> 0.2"', 'alert-loosened re_asked:39', 'alert-tightened re_asked:39'],
  ['">= 0.15"', '"> 0.15"', 'alert-loosened re_asked:39', 'alert-tightened re_asked:39'],
  ['within: 24h', 'within: 25h', 'alert-loosened re_asked:39', 'alert-tightened re_asked:39'],
  ['due: 2026-12-15', 'due: 2026-12-16', 'due-later kept:41', 'due-earlier kept:41'],
  ['', ', due: 2026-12-15', 'due-later kept:41', 'due-earlier kept:41'],
  [
    '    confidence: 90%\n    guarded-by: [unsafe]\n',
    '    confidence: 90%\n',
    'guard-removed resolved:25',
    'guard-added resolved:30',
  ],
  [
    '    confidence: 90%\n    valid-if: [unsafe]\n',
    '    confidence: 90%\n',
    'precondition-removed resolved:25',
    'precondition-added resolved:30',
  ],
  [
    '    confidence: 90%\n',
    '    confidence: 90%\n    provisional: { until: 2026-12-15, reason: r }\n',
    'provisional-later resolved:30',
    'provisional-earlier resolved:25',
  ],
  ['"#oncall", window: 1h }', '"#oncall" }', 'alert-loosened re_asked:39', 'alert-tightened re_asked:39'],
  [
    'override:\n',
    'lints: { missing-pair: { level: info, reason: r } }\noverride:\n',
    'lint-lowered :42',
    'lint-raised :',
  ],
  ['lints: { no-proxy: { level: warning } }\noverride:\n', 'override:\n', 'lint-lowered :', 'lint-raised :42'],
  ['lints: { layer-misplaced: { level: error } }\noverride:\n', 'override:\n', 'lint-lowered :', 'lint-raised :42'],
  [
    'override:\n',
    'lints: { layer-misplaced: { level: warning, reason: r } }\noverride:\n',
    'lint-lowered :42',
    'lint-raised :',
  ],
  ['role: admin', 'role: maintain', 'override-widened :44', 'override-narrowed :44'],
  ['role: maintain', 'role: write', 'override-widened :44', 'override-narrowed :44'],
  ['[octocat]', '[octocat, mona]', 'override-widened :45', 'override-narrowed :45'],
  ['  users: [octocat]\n', '', 'override-widened :42', 'override-narrowed :45'],
  ['[octocat]\n', '[octocat]\n  teams: [acme/leads]\n', 'override-widened :46', 'override-narrowed :42'],
  ['expires: 72h', 'expires: 4d', 'override-widened :46', 'override-narrowed :46'],
  ['72h\n', '72h\n  reason: optional\n', 'override-widened :47', 'override-narrowed :42'],
  ['72h\n', '72h\n  allow-author: true\n', 'override-widened :47', 'override-narrowed :42'],
  ['72h\n  disabled: true\n', '72h\n', 'override-widened :42', 'override-narrowed :47'],
];

/** As `STEPS`, of what the criteria hold in neither way: in place of the first text. */
const REPLACED: readonly (readonly [string, string, string, down: string, up: string])[] = [
  [
    '90%\n',
    '90%\n    guarded-by: [unsafe, cost]\n',
    '90%\n    guarded-by: [unsafe]\n',
    'guard-removed resolved:30',
    'guard-added resolved:30',
  ],
  [
    '90%\n',
    '90%\n    provisional: { until: 2026-12-14, reason: r }\n',
    '90%\n    provisional: { until: 2026-12-15, reason: r }\n',
    'provisional-later resolved:30',
    'provisional-earlier resolved:30',
  ],
  [
    'traffic: curated',
    'prevalence: 0.8',
    'prevalence: 0.7',
    'limit-loosened looked_up:22',
    'limit-tightened looked_up:22',
  ],
  [
    'oncall" }',
    'oncall", window: 2h }',
    'oncall", window: 1h }',
    'alert-loosened re_asked:39',
    'alert-tightened re_asked:39',
  ],
  [
    'oncall" }',
    'oncall", window: 1h, every: 5m }',
    'oncall", window: 1h }',
    'alert-loosened re_asked:39',
    'alert-tightened re_asked:39',
  ],
  [
    'oncall" }',
    'oncall", window: 1h }',
    'oncall", window: 1h, every: 30s }',
    'alert-loosened re_asked:39',
    'alert-tightened re_asked:39',
  ],
  [
    'oncall" }',
    'oncall", window: 1h, events-per-hour: 10 }',
    'oncall", window: 1h, events-per-hour: 20 }',
    'alert-loosened re_asked:39',
    'alert-tightened re_asked:39',
  ],
  [
    'oncall" }',
    'oncall", window: 1h, events-per-hour: 10 }',
    'oncall", window: 1h }',
    'alert-loosened re_asked:39',
    'alert-tightened re_asked:39',
  ],
  [
    'oncall" }',
    'oncall", window: 1h, routing: 8h }',
    'oncall", window: 1h, routing: 0m }',
    'alert-loosened re_asked:39',
    'alert-tightened re_asked:39',
  ],
];

/** Of two ways neither is the stricter, so that each is a weakening of the other. */
const APART: readonly (readonly [string, string, there: string, back: string])[] = [
  ['feature: wiki-assistant', 'feature: wiki', 'feature-changed :2', 'feature-changed :2'],
  ['evals.json, format: json', 'other.json, format: json', 'source-changed :11', 'source-changed :11'],
  ['format: json', 'format: yaml', 'source-changed :11', 'source-changed :11'],
  ['value: looked_up', 'value: looked_up_2', 'evidence-moved looked_up:19', 'evidence-moved looked_up:19'],
  ['value: looked_up', 'value: looked_up, scale: 2', 'evidence-moved looked_up:19', 'evidence-moved looked_up:19'],
  ['    from: { source: evals, value: looked_up }\n', '', 'evidence-moved looked_up:15', 'evidence-moved looked_up:19'],
  ['    unit: ratio\n', '', 'meaning-changed looked_up:15', 'meaning-changed looked_up:18'],
  ['traffic: curated', 'traffic: live', 'meaning-changed looked_up:22', 'meaning-changed looked_up:22'],
  ['layer: task\n    title', 'layer: product\n    title', 'meaning-changed resolved:26', 'meaning-changed resolved:26'],
  [
    '    confidence: 90%\n',
    '    confidence: 90%\n    method: t\n',
    'meaning-changed resolved:30',
    'meaning-changed resolved:13',
  ],
  ['">= 0.9"', '"<= 0.9"', 'target-changed looked_up:17', 'target-changed looked_up:17'],
  ['">= 0.9"', '"0.9 .. 0.99"', 'target-changed looked_up:17', 'target-changed looked_up:17'],
  ['"0.2 .. 0.4"', '"0.3 .. 0.5"', 'target-changed cost:33', 'target-changed cost:33'],
  ['"> 0.5"', '">= 0.5000000000000001"', 'target-changed resolved:28', 'target-changed resolved:28'],
  ['"#oncall"', '"#nobody"', 'alert-loosened re_asked:39', 'alert-loosened re_asked:39'],
  ['bind: commit', 'bind: pins', 'limit-loosened looked_up:23', 'limit-loosened looked_up:23'],
  ['gate/override', 'gate/ok', 'override-widened :43', 'override-widened :43'],
];

/** Changes that turn no decision. */
const HARMLESS: readonly (readonly [string, string, found: readonly string[]])[] = [
  ['title: Wiki assistant', 'title: Wiki bot', ['text-changed :3']],
  ['owner: search', 'owner: wiki', ['text-changed :4']],
  ['launch-date: 2026-12-01', 'launch-date: 2026-12-02', ['launch-date-changed :5']],
  [
    '    title: Resolved\n',
    '    description: d\n    owner: o\n    runbook: r\n',
    ['text-changed resolved:25', 'text-changed resolved:27', 'text-changed resolved:28', 'text-changed resolved:29'],
  ],
  [
    'override:\n',
    'north-star: { metric: kept, value-question: "Are people who stay really helped, or only used to it?", counter-metrics: [re_asked], could-grow-while-value-declines: [{ how: "nothing else is offered", guard: re_asked }] }\noverride:\n',
    ['north-star-changed :42'],
  ],
  ['drives: [resolved]', 'drives: [re_asked]', ['drives-changed looked_up:24']],
  ['  spare: { type: file, path: spare.json }\n', '', ['source-removed :']],
  ['spare.json }\n', 'spare.json }\n  more: { type: file, path: m.json }\n', ['source-added :13']],
];

/** The same criteria in other words. */
const SAME: readonly (readonly [string, string])[] = [
  ['version: 1\n', '# a comment\nversion: 1\n'],
  ['">= 0.9"', '">= 90%"'],
  ['">= 0.9"', '">= 0.900"'],
  ['["rag/**", "prompts/**"]', '["prompts/**", "rag/**", "rag/**"]'],
  ['max-age: 7d', 'max-age: 168h'],
  ['{ push: report, default: enforce }', '{ push: report }'],
  ['{ push: report, default: enforce }', '{ push: report, release: enforce }'],
  ['task: 2,', 'task: 2, model: 1,'],
  ['format: json }', 'format: json, optional: false }'],
  ['due: 2026-12-15', 'due: 2026-12-15T23:59:59.999Z'],
  ['  role: maintain\n', ''],
  ['[octocat]', '[Octocat]'],
  ['expires: 72h', 'expires: 3d'],
];

describe('a change of one part', () => {
  it.each(STEPS)('from %j to %j is a weakening', async (strict, loose, down) => {
    expect(await told(written(strict, loose), written(loose, strict))).toEqual([`weakened ${down}`]);
  });

  it.each(REPLACED)(
    'in place of %j: from %j to %j is a weakening, and a strengthening back',
    async (part, strict, loose, down, up) => {
      const [stricter, looser] = [strict, loose].map((text) => BASE.replace(part, text));
      if (stricter === undefined || looser === undefined) throw new Error('two texts');
      expect(await told(stricter, looser)).toEqual([`weakened ${down}`]);
      expect(await told(looser, stricter)).toEqual([`strengthened ${up}`]);
    },
  );

  it.each([
    ['{ sensitivity: 0.9, specificity: 0.95 }', '{ sensitivity: 0.9, specificity: 0.9 }'],
    ['{ sensitivity: 0.9, specificity: 0.95 }', null],
  ])('another judge is a weakening both ways: %j, %j', async (one, other) => {
    const [a, b] = [one, other].map((judge) =>
      BASE.replace('90%\n', judge === null ? '90%\n    unit: ratio\n' : `90%\n    unit: ratio\n    judge: ${judge}\n`),
    );
    if (a === undefined || b === undefined) throw new Error('two texts');
    expect((await told(a, b)).map((line) => line.split(':')[0])).toEqual(['weakened judge-changed resolved']);
    expect((await told(b, a)).map((line) => line.split(':')[0])).toEqual(['weakened judge-changed resolved']);
  });

  it.each([['["prompts/**", "rag/**"]', '["prompts/**"]', 'pins-narrowed', 'pins-widened']])(
    'of pinned files %j, %j',
    async (more, less, down, up) => {
      const [a, b] = [more, less].map((pins) => BASE.replace('bind: commit', 'bind: pins').replace('["src/**"]', pins));
      if (a === undefined || b === undefined) throw new Error('two texts');
      expect(await told(a, b)).toEqual([`weakened ${down} :47`]);
      expect(await told(b, a)).toEqual([`strengthened ${up} :47`]);
    },
  );

  it('of what is found of the north star is a weakening where it may weigh less', async () => {
    const star = (metric: string, more: string) =>
      `${BASE}north-star: { metric: ${metric}, value-question: "Are those who stay really helped, and not only used to it?", could-grow-while-value-declines: [{ how: "nothing else is offered", guard: re_asked }]${more} }\n`;
    const plain = star('kept', ', counter-metrics: [re_asked, unsafe]');
    const kind = async (from: string, to: string) => (await told(from, to)).map((line) => line.split(':')[0]);
    for (const loose of [
      BASE,
      star('kept', ', counter-metrics: [re_asked]'),
      star('kept', ', counter-metrics: [re_asked, unsafe], detour: { until: 2026-12-15, reason: r, expected: e }'),
    ]) {
      expect(await kind(plain, loose)).toEqual(['weakened north-star-loosened ']);
      expect((await kind(loose, plain))[0]).toMatch(/^other north-star-changed/);
    }
  });

  it('of a lint is told where only its reason is another', async () => {
    const lint = (reason: string) =>
      BASE.replace('override:\n', `lints: { no-proxy: { level: warning, reason: ${reason} } }\noverride:\n`);
    expect(await told(lint('a'), lint('b'))).toEqual(['other text-changed :42']);
  });

  it.each(STEPS)('to %j from %j is a strengthening', async (strict, loose, _, up) => {
    expect(await told(written(loose, strict), written(strict, loose))).toEqual([`strengthened ${up}`]);
  });

  it.each(APART)('between %j and %j is a weakening both ways', async (one, other, there, back) => {
    expect(await told(written(one, other), written(other, one))).toEqual([`weakened ${there}`]);
    expect(await told(written(other, one), written(one, other))).toEqual([`weakened ${back}`]);
  });

  it.each(HARMLESS)('from %j to %j is listed and stops nothing', async (one, other, found) => {
    expect(await told(written(one, other), written(other, one))).toEqual(found.map((line) => `other ${line}`));
  });

  it.each(SAME)('between %j and %j is none', async (one, other) => {
    expect(await told(written(one, other), written(other, one))).toEqual([]);
    expect(await told(written(other, one), written(one, other))).toEqual([]);
  });
});

describe('a part that comes or goes', () => {
  it.each([
    ['when: "> 0.15", ', ''],
    [', within: 24h', ''],
    [', notifies: "#oncall"', ''],
  ])('of an alert, which then counts for no launch: %j', async (there, gone) => {
    const [whole, part] = [written(there, gone), written(gone, there)];
    const weaker = ['weakened from-stage-later re_asked:35', 'weakened alert-loosened re_asked:39'];
    expect(await told(whole, part)).toEqual(weaker);
    const stronger = ['strengthened from-stage-earlier re_asked:35', 'strengthened alert-tightened re_asked:39'];
    expect(await told(part, whole)).toEqual(stronger);
  });

  it('is an alert, a metric, a metric by another name', async () => {
    const alert = '    alert: { when: "> 0.15", within: 24h, notifies: "#oncall" }\n';
    const silent = BASE.replace(alert, '    from-stage: limited\n');
    expect(await told(BASE, silent)).toEqual(['weakened alert-removed re_asked:35']);
    expect(await told(silent, BASE)).toEqual(['strengthened alert-added re_asked:39']);
    const unsafe = '  unsafe: { layer: task, target: "< 0.01", waivable: false }\n';
    const without = BASE.replace(unsafe, '');
    expect(await told(BASE, without)).toEqual(['weakened metric-removed unsafe:']);
    expect(await told(without, BASE)).toEqual(['strengthened metric-added unsafe:40']);
    expect(await told(BASE, BASE.replace('  unsafe:', '  harmful:'))).toEqual([
      'weakened metric-removed unsafe:',
      'strengthened metric-added harmful:40',
    ]);
  });

  it('is a default, for every metric that it stands for, at its own line', async () => {
    const found = await told(BASE, BASE.replace('max-age: 7d', 'max-age: 8d'));
    const ids = ['looked_up', 'resolved', 'cost', 're_asked', 'unsafe', 'kept'];
    expect(found).toEqual(ids.map((id) => `weakened limit-loosened ${id}:13`));
  });

  it('is several at once, the file first', async () => {
    const after = BASE.replace('stage: full\nl', 'stage: limited\nl').replace('"> 0.5"', '"> 0.6"');
    expect(await told(BASE, after)).toEqual(['weakened stage-lowered :8', 'strengthened target-tightened resolved:28']);
  });

  it('is the list of everyone who may override, of which users and teams are both a part', async () => {
    const teams = BASE.replace('users: [octocat]', 'teams: [acme/leads]');
    expect(await told(BASE, teams)).toEqual(['strengthened override-narrowed :42', 'weakened override-widened :45']);
    const open = BASE.replace('  users: [octocat]\n', '');
    expect(await told(teams, open)).toEqual(['weakened override-widened :42']);
    expect(await told(open, teams)).toEqual(['strengthened override-narrowed :45']);
  });
});

describe('a stricter limit before the stage of the metric', () => {
  const early = BASE.replace('stage: full\nl', 'stage: shadow\nl');
  it.each([
    ['kept', 'due: 2026-12-15 }', 'due: 2026-12-15, max-age: 1d }'],
    ['kept', 'due: 2026-12-15 }', 'due: 2026-12-15, min-samples: 9 }'],
    ['kept', 'due: 2026-12-15 }', 'due: 2026-12-15, min-completed: 99% }'],
    ['kept', 'due: 2026-12-15 }', 'due: 2026-12-15, confidence: 99% }'],
    ['kept', 'due: 2026-12-15 }', 'due: 2026-12-15, bind: commit }'],
  ])('would leave undecided what failed: %s with %j as %j', async (id, from, to) => {
    expect(await told(early, early.replace(from, to))).toEqual([`weakened limit-tightened-early ${id}:41`]);
    expect(await told(BASE, BASE.replace(from, to))).toEqual([`strengthened limit-tightened ${id}:41`]);
    expect(await told(early.replace(from, to), early)).toHaveLength(1);
  });
});

describe('where an alert is verified', () => {
  const PROM = '  prom: { type: prometheus, url: "https://prom.example.com", auth: { bearer: PROM_TOKEN } }\n';
  const HTTP = '  api: { type: http, url: "https://alerts.example.com" }\n';
  const withSources = BASE.replace('defaults:', `${PROM}${HTTP}defaults:`);
  const verified = (verify: string) =>
    withSources.replace('"#oncall" }', `"#oncall"${verify === '' ? '' : `, verify: { ${verify} }`} }`);
  const HIGH = 'source: prom, rule: High';

  it('to be asked is a strengthening, to be asked no longer a weakening', async () => {
    expect(await told(verified(''), verified(HIGH))).toEqual(['strengthened verify-added re_asked:41']);
    expect(await told(verified(HIGH), verified(''))).toEqual(['weakened verify-removed re_asked:41']);
  });

  it.each([
    [HIGH, 'source: prom, rule: Higher'],
    [HIGH, `${HIGH}, labels: { team: search }`],
    [`${HIGH}, labels: { team: search }`, `${HIGH}, labels: { team: wiki }`],
    [HIGH, 'source: api, rule: High, exists: rule'],
    ['source: api, rule: High, exists: rule', 'source: api, rule: High, exists: rules'],
    ['source: api, rule: High, exists: rule', 'source: api, rule: High, exists: rule, muted: silenced'],
    ['source: api, rule: High, exists: rule', 'source: api, rule: High, exists: rule, query: { a: 1 }'],
  ])('in another way is a weakening both ways: %s and %s', async (one, other) => {
    expect(await told(verified(one), verified(other))).toEqual(['weakened verify-changed re_asked:41']);
    expect(await told(verified(other), verified(one))).toEqual(['weakened verify-changed re_asked:41']);
  });

  it.each([
    ['another host', 'prom.example.com', 'other.example.com'],
    ['an inside host', 'auth: { bearer: PROM_TOKEN }', 'auth: { bearer: PROM_TOKEN }, private: true'],
    ['another credential', 'bearer: PROM_TOKEN', 'bearer: OTHER_TOKEN'],
    ['another Alertmanager', 'auth: {', 'alertmanager: https://am.example.com, auth: {'],
  ])('at %s is a weakening both ways', async (_, from, to) => {
    const [one, other] = [verified(HIGH), verified(HIGH).replace(from, to)];
    expect(await told(one, other)).toEqual(['weakened source-changed :13']);
    expect(await told(other, one)).toEqual(['weakened source-changed :13']);
  });

  it('stays what the base branch has by now where the branch left it alone', async () => {
    const after = verified('').replace('title: Wiki assistant', 'title: Wiki');
    expect(await told(verified(''), after, verified(HIGH))).toEqual(['other text-changed :3']);
  });
});

describe('copies', () => {
  it('nobody proposes change nothing', async () => {
    expect(await criteriaChanges(null, PATH, await gateOf(BASE), null)).toEqual([]);
  });

  it.each([
    ['removed', read(BASE), NOT_FOUND, null, 'criteria-removed'],
    ['removed, whatever it was', UNREADABLE, NOT_FOUND, null, 'criteria-removed'],
    ['moved', read(BASE), NOT_FOUND, 'docs/gate.yml', 'criteria-moved'],
    ['made unreadable', read(BASE), UNREADABLE, null, 'criteria-invalid'],
    ['brought unreadable', NOT_FOUND, UNREADABLE, null, 'criteria-invalid'],
    ['made empty', read(BASE), read(''), null, 'criteria-invalid'],
    ['made invalid', read(BASE), read(BASE.replace('layer: model', 'layer: modle')), null, 'criteria-invalid'],
    ['left invalid', read('version: 1\n'), read('version: 2\n'), null, 'criteria-invalid'],
  ])('%s: a weakening', async (_, before, after, movedTo, code) => {
    const found = await changes(before, after, movedTo);
    expect(found).toMatchObject([{ kind: 'weakened', code, metric: null }]);
  });

  it('say where the first error is', async () => {
    const found = await changes(read(BASE), read(BASE.replace('layer: model', 'layer: modle')));
    expect(found).toMatchObject([{ line: 16, args: { finding: 'invalid-choice', line: 16 } }]);
  });

  it('that never had the file take nothing away', async () => {
    expect(await changes(NOT_FOUND, NOT_FOUND)).toEqual([]);
  });

  it('that are the same change nothing, also where they are invalid', async () => {
    expect(await changes(read('version: 2'), read('version: 2'))).toEqual([]);
  });

  it('are held against what they started from, not against the base branch of today', async () => {
    const stricter = BASE.replace('">= 0.9"', '">= 0.95"');
    expect(await changes(read(BASE), read(`${BASE}# more\n`), null, stricter)).toEqual([]);
  });

  it.each([
    ['missing', NOT_FOUND],
    ['unreadable', UNREADABLE],
    ['invalid', read('version: 1')],
  ])('are held against the trusted ones where what they started from is %s', async (_, before) => {
    const stricter = BASE.replace('">= 0.9"', '">= 0.95"');
    const found = await changes(before, read(BASE), null, stricter);
    expect(found).toMatchObject([{ kind: 'weakened', code: 'target-loosened', metric: 'looked_up', line: 17 }]);
    expect(await changes(before, read(BASE))).toEqual([]);
  });
});

describe('a base branch that moved on since the branch started', () => {
  const base = (...parts: readonly (readonly [string, string])[]) =>
    parts.reduce((text, [from, to]) => {
      if (text.split(from).length !== 2) throw new Error(`not exactly once in the criteria: ${from}`);
      return text.replace(from, to);
    }, BASE);
  const started = base(['max-age: 7d, ', ''], ['    min-samples: 100\n', '']);

  it('is weakened by what was stricter where the branch started', async () => {
    const after = started.replace('    min-completed', '    max-age: 365d\n    min-samples: 1\n    min-completed');
    expect(await told(started, after)).toEqual([
      'strengthened limit-tightened looked_up:20',
      'strengthened limit-tightened looked_up:21',
    ]);
    const trusted = base(['max-age: 7d', 'max-age: 1h, min-samples: 200'], ['    min-samples: 100\n', '']);
    expect(await told(started, after, trusted)).toEqual([
      'weakened limit-loosened looked_up:20',
      'weakened limit-loosened looked_up:21',
    ]);
  });

  it.each<[string, readonly [string, string], readonly [string, string], readonly string[]]>([
    ['a target', ['">= 0.9"', '">= 0.91"'], ['">= 0.9"', '">= 0.95"'], ['weakened target-loosened looked_up:17']],
    [
      'a stage',
      ['stage: full\nl', 'stage: limited\nl'],
      ['stage: full\nl', 'stage: full\nl'],
      ['weakened stage-lowered :8'],
    ],
    ['a launch set', ['task: 2,', 'task: 3,'], ['task: 2,', 'task: 4,'], ['weakened launch-set-lowered :9']],
    ['an alert', ['24h', '12h'], ['24h', '6h'], ['weakened alert-loosened re_asked:39']],
    ['who may override', ['72h', '24h'], ['72h', '1h'], ['weakened override-widened :46']],
    ['a source', ['evals.json', 'a.json'], ['evals.json', 'b.json'], ['weakened source-changed :11']],
    [
      'globs',
      ['"rag/**",', '"rag/**", "a/**",'],
      ['"rag/**",', '"rag/**", "b/**",'],
      ['weakened applies-to-narrowed :7', 'strengthened applies-to-widened :7'],
    ],
    [
      'a metric that both add',
      ['  cost:', '  new: { layer: task, target: ">= 0.1" }\n  cost:'],
      ['  cost:', '  new: { layer: task, target: ">= 0.2" }\n  cost:'],
      ['weakened target-loosened new:31', 'strengthened metric-added new:31'],
    ],
    [
      'a metric that one removes',
      ['  unsafe: { layer: task, target: "< 0.01", waivable: false }\n', ''],
      ['"< 0.01"', '"< 0.001"'],
      ['weakened metric-removed unsafe:'],
    ],
  ])('is weakened where both changed %s', async (_, ours, theirs, found) => {
    expect(await told(BASE, base(ours), base(theirs))).toEqual(found);
  });

  it('is weakened by a limit that is early by now', async () => {
    const after = base(['due: 2026-12-15 }', 'due: 2026-12-15, max-age: 1d }']);
    const trusted = base(['stage: full\nl', 'stage: shadow\nl']);
    expect(await told(BASE, after)).toEqual(['strengthened limit-tightened kept:41']);
    expect(await told(BASE, after, trusted)).toEqual(['weakened limit-tightened-early kept:41']);
  });

  it('leaves the rest that the branch changes as it is, each once', async () => {
    const after = base(['">= 0.9"', '">= 0.8"'], ['"> 0.5"', '"> 0.6"'], ['stage: full\nl', 'stage: limited\nl']);
    const found = await changes(read(BASE), read(after), null, base(['">= 0.9"', '">= 0.95"']));
    expect(found.map(({ code, args }) => [code, args['before'] ?? null])).toEqual([
      ['target-loosened', '>= 0.95'],
      ['stage-lowered', 'full'],
      ['target-tightened', '> 0.5'],
    ]);
  });

  it.each<[string, readonly (readonly [string, string])[]]>([
    ['a stricter target', [['">= 0.9"', '">= 0.95"']]],
    ['stricter defaults', [['max-age: 7d', 'max-age: 1h']]],
    ['a new metric', [['  cost:', '  new: { layer: task, target: ">= 0.2" }\n  cost:']]],
    ['a metric less', [['  unsafe: { layer: task, target: "< 0.01", waivable: false }\n', '']]],
    ['another part of the alert', [['24h', '6h']]],
    [
      'another part of the override rules',
      [
        ['72h', '1h'],
        ['role: maintain', 'role: admin'],
      ],
    ],
    ['another part of the launch set', [['task: 2', 'task: 3, product: 2']]],
    [
      'a stricter stage and mode',
      [
        ['push: report, ', ''],
        ['"rag/**"', '"rag/**", "a/**"'],
      ],
    ],
  ])('is not weakened by a branch that is merely behind: %s', async (_, theirs) => {
    const after = base(
      ['title: Wiki', 'title: The wiki'],
      ['"> 0.5"', '"> 0.6"'],
      ['"> 0.15"', '"> 0.14"'],
      ['octocat', 'mona'],
      ['external-evidence: true', 'external-evidence: true, business: 1'],
    );
    const own = await told(BASE, after);
    expect(own.filter((one) => one.startsWith('weakened'))).toEqual(['weakened override-widened :45']);
    expect(await told(BASE, after, base(...theirs))).toEqual(own);
    expect(await told(BASE, `${BASE}# a comment\n`, base(...theirs))).toEqual([]);
  });
});
