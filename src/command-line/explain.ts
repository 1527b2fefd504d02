import { CATALOGUE, catalogueEntry, catalogueName } from '../core/catalogue/catalogue.ts';
import type { CatalogueEntry } from '../core/catalogue/entry.ts';
import { suggestEntries } from '../core/catalogue/suggest-entries.ts';
import { LAYERS } from '../core/layer.ts';
import { nearest } from '../core/nearest.ts';
import { choice } from '../inputs.ts';
import { indented } from '../report/layout.ts';
import { forLog } from '../report/neutralise.ts';
import { type Style, styleOf } from '../report/terminal-style.ts';
import type { Arguments } from './arguments.ts';
import { codeLines, KIND_WORDS } from './explain-code.ts';
import { metricLines } from './explain-metric.ts';
import { type ExplainedWord, explainedKey, keyName, REPORT_WORDS, wordLines } from './explain-words.ts';
import { EXPLANATION_KINDS, type Explanation } from './explanation.ts';
import { EXPLANATIONS } from './explanations.generated.ts';
import { type Invocation, usageError } from './invocation.ts';
import { formatNamed } from './publish-report.ts';
import type { Terminal } from './terminal.ts';

/** `launch-gate explain`: says what is known of a metric, a code or a word of the criteria, or lists them; returns 0, or 2 where the name is unknown. */
export async function explain(args: Arguments, _invocation: Invocation, terminal: Terminal): Promise<number> {
  const format = formatNamed(args.flags.format, ['text', 'json']);
  if (format === null) return usageError(`--format ${choice(args.flags.format ?? '', ['text', 'json'])}`, terminal);
  const style = styleOf(terminal);
  if (args.positional.length === 0) {
    terminal.out(format === 'json' ? listJson() : `${listLines(style).join('\n')}\n`);
    return 0;
  }
  const { describedKeys } = await import(/* webpackChunkName: "explain-keys" */ './explain-keys.ts');
  const keys = describedKeys();
  const asked = args.positional.join('-').replace(/:$/, '');
  const found = {
    metric: catalogueEntry(asked),
    codes: explanationsOf(asked),
    words: [...REPORT_WORDS.filter(({ word }) => word === codeName(asked)), ...explainedKey(codeName(asked), keys)],
  };
  if (found.metric === null && found.codes.length === 0 && found.words.length === 0) {
    const names = keys.map(({ path }) => keyName(path.split('.').at(-1) ?? ''));
    return unknown(asked, [...names, ...REPORT_WORDS.map(({ word }) => word)], terminal);
  }
  const { metric } = found;
  terminal.out(
    format === 'json' ? json({ ...found, metric: metric && metricJson(metric) }) : textOf(asked, found, style),
  );
  return 0;
}

/** What a name may stand for. */
interface Found {
  readonly metric: CatalogueEntry | null;
  readonly codes: readonly Explanation[];
  readonly words: readonly ExplainedWord[];
}

/** Every explanation of a code, in whatever letters it is written: several kinds may share one. */
function explanationsOf(asked: string): readonly Explanation[] {
  const code = codeName(asked);
  return EXPLANATIONS.filter((explanation) => explanation.code === code);
}

function codeName(asked: string): string {
  return asked.toLowerCase().replaceAll('_', '-');
}

function textOf(asked: string, { metric, codes, words }: Found, style: Style): string {
  const parts = [
    ...(metric === null ? [] : [metricLines(metric, catalogueName(asked), style)]),
    ...codes.map((code) => codeLines(code, style)),
    ...words.map((word) => wordLines(word, style)),
  ];
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

const MOST_SUGGESTED = 3;

function unknown(asked: string, words: readonly string[], terminal: Terminal): number {
  const name = codeName(asked);
  // Keys are short, and two slips make one of nearly anything.
  const code =
    nearest(
      name,
      EXPLANATIONS.map((explanation) => explanation.code),
    ) ?? nearest(name, words, 1);
  const near = [...suggestEntries(asked, MOST_SUGGESTED).map((entry) => entry.id), ...(code === null ? [] : [code])];
  const hint = near.length === 0 ? 'launch-gate explain lists what is known' : `did you mean ${near.join(' or ')}?`;
  return usageError(
    `"${forLog(asked, 60)}" is no known metric, no code and no key of the criteria file; ${hint}`,
    terminal,
  );
}

function listLines(style: Style): readonly string[] {
  const list = (heading: string, names: readonly string[]) => [
    style.paint(`${heading} (${names.length})`, 'bold'),
    ...indented(names.join(', '), style.width, 2),
    '',
  ];
  const metrics = LAYERS.flatMap((layer) =>
    list(
      `Metrics of the ${layer} layer`,
      CATALOGUE.filter((entry) => entry.layer === layer).map(({ id, precondition }) =>
        precondition ? `${id} (usually layer: evidence)` : id,
      ),
    ),
  );
  const codes = EXPLANATION_KINDS.flatMap((kind) =>
    list(
      KIND_WORDS[kind][1],
      EXPLANATIONS.filter((explanation) => explanation.kind === kind).map(({ code }) => code),
    ),
  );
  const words = list('Statuses and verdicts', [...new Set(REPORT_WORDS.map(({ word }) => word))]);
  const last =
    'launch-gate explain NAME says more of one of them, or of a key of the criteria file, such as guarded-by.';
  return [...metrics, ...codes, ...words, ...indented(last, style.width, 0)];
}

function listJson(): string {
  return json({
    metrics: CATALOGUE.map(({ id, layer, title }) => ({ id, layer, title })),
    codes: EXPLANATIONS.map(({ code, kind, level, title }) => ({ code, kind, level, title })),
  });
}

/** The entry with what names it first. */
function metricJson({ id, title, ...entry }: CatalogueEntry) {
  return { id, title, ...entry };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
