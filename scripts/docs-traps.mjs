// The table of traps. A sample that no longer gives its codes stops the build.
import { cell, page, table } from './docs-markdown.mjs';
import { linkMaker } from './link-to-code.mjs';
import { CRITERIA, RESULTS, runFiles } from './run-files.mjs';
import { MISTAKES, TRAPS } from './traps.mjs';

/** The day on which the samples are judged. */
const NOW_MS = Date.UTC(2026, 10, 22, 12);
const KINDS = ['finding', 'reason', 'diagnosis', 'alert'];

const INTRO = [
  '# How metrics lie, and how the gate says so',
  'Every trap of metrics for AI features that we know, with what it looks like in criteria or evidence, and the code by which the gate says it. Each row is tried at every build: its samples stand in `scripts/traps/`, and the build fails where one no longer gives its code.',
  'A code links to what it means and what to do; `launch-gate explain CODE` says the same on the terminal. Findings about criteria come from `launch-gate lint`, before there is any data; findings about evidence, statuses and the diagnosis come from `launch-gate check`. An error stops the gate, a warning is shown to reviewers, and [`lints`](findings/lints.md) may set the level. How to write criteria that avoid all of this, step by step: [writing acceptance criteria](acceptance-criteria.md).',
];

const LIMITS = [
  '## What one look cannot show',
  'The gate judges one set of evidence at a time. Three things show only over time, and are not said:',
  [
    '- That a proxy has **come apart** from what it stood for: it improves, and the outcome does not. Said instead: the state in which that ends ([`signal-no-lift`](findings/evidence.md#signal-no-lift), the [diagnosis](diagnosis.md)), and proxies of which nobody said what they drive.',
    '- That a guard got **worse** while its metric got better. Said instead: that it misses its own target, is not proven, or is not measured.',
    '- That the system **drifts**. Said instead: that nothing would notice it, and that evidence is too old.',
  ].join('\n'),
  'And it sees what is measured. A counter-metric with a target that is far too mild, and evidence that somebody made up, look like good ones: that is what [reviewers](reviewers.md) are for.',
];

/** What a run over a sample said, by kind of code. */
async function heard(sample, context) {
  const files = { [CRITERIA]: sample.criteria, ...(sample.values === undefined ? {} : { [RESULTS]: sample.values }) };
  const { findings, results, diagnosis, alerts, blocking } = await runFiles(files, NOW_MS, context);
  return {
    finding: findings.map(({ code }) => code),
    reason: results.map(({ reason }) => reason.code),
    diagnosis: diagnosis === null ? [] : [diagnosis.code],
    alert: Object.values(alerts).flatMap(({ reason }) => (reason === null ? [] : [reason.code])),
    blocking,
  };
}

/** Stops the build where a sample does not give its codes. */
async function tryOut(trap, sample, context) {
  const said = await heard(sample, context);
  for (const [kind, codes] of Object.entries(sample.says))
    for (const code of codes)
      if (!said[kind].includes(code))
        throw new Error(`traps, "${trap}": no ${kind} ${code}, but ${JSON.stringify(said)}`);
}

/** The codes of a row, each once, in the order of its samples, as links. */
function saysOf({ samples }, links) {
  const found = samples.flatMap(({ says }) =>
    KINDS.flatMap((kind) => (says[kind] ?? []).map((code) => links[kind](code))),
  );
  return [...new Set(found)].join(', ');
}

function rowOf(row, links) {
  const looks = [row.looks, row.note ?? ''].filter((text) => text !== '').map(cell);
  return [`**${cell(row.trap)}**`, looks.join('<br>'), saysOf(row, links)];
}

/** The page of traps. */
export async function trapPages(context) {
  const links = {};
  for (const kind of KINDS) links[kind] = await linkMaker(context, kind);
  const rows = TRAPS.flatMap(([, list]) => list);
  for (const { trap, samples } of rows) for (const sample of samples) await tryOut(trap, sample, context);
  const tables = TRAPS.flatMap(([heading, list]) => [
    `## ${heading}`,
    table(
      ['trap', 'what it looks like', 'the gate says'],
      list.map((row) => rowOf(row, links)),
    ),
  ]);
  const mistakes = MISTAKES.map(([mistake, trap]) => {
    const row = rows.find((one) => one.trap === trap);
    if (row === undefined) throw new Error(`traps: the mistake "${mistake}" names no row`);
    return [cell(mistake), saysOf(row, links)];
  });
  const six = ['## Six common mistakes', table(['mistake', 'the gate says'], mistakes)];
  return [['docs/traps.md', page(...INTRO, ...tables, ...six, ...LIMITS)]];
}
