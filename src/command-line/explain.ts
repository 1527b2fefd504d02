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
import { EXPLANATION_KINDS, type Explanation } from './explanation.ts';
import { EXPLANATIONS } from './explanations.generated.ts';
import { type Invocation, usageError } from './invocation.ts';
import { formatNamed } from './publish-report.ts';
import type { Terminal } from './terminal.ts';

/** `launch-gate explain`: says what is known of a metric or a code, or lists both; returns 0, or 2 where the name is unknown. */
export async function explain(args: Arguments, _invocation: Invocation, terminal: Terminal): Promise<number> {
  const format = formatNamed(args.flags.format, ['text', 'json']);
  if (format === null) return usageError(`--format ${choice(args.flags.format ?? '', ['text', 'json'])}`, terminal);
  const asked = args.positional[0];
  const style = styleOf(terminal);
  if (asked === undefined) {
    terminal.out(format === 'json' ? listJson() : `${listLines(style).join('\n')}\n`);
    return 0;
  }
  const metric = catalogueEntry(asked);
  const codes = explanationsOf(asked);
  if (metric === null && codes.length === 0) return unknown(asked, terminal);
  terminal.out(
    format === 'json' ? json({ metric: metric && metricJson(metric), codes }) : textOf(asked, metric, codes, style),
  );
  return 0;
}

/** Every explanation of a code, in whatever letters it is written: several kinds may share one. */
function explanationsOf(asked: string): readonly Explanation[] {
  const code = codeName(asked);
  return EXPLANATIONS.filter((explanation) => explanation.code === code);
}

function codeName(asked: string): string {
  return asked.toLowerCase().replaceAll('_', '-');
}

function textOf(asked: string, metric: CatalogueEntry | null, codes: readonly Explanation[], style: Style): string {
  const parts = [
    ...(metric === null ? [] : [metricLines(metric, catalogueName(asked), style)]),
    ...codes.map((code) => codeLines(code, style)),
  ];
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

const MOST_SUGGESTED = 3;

function unknown(asked: string, terminal: Terminal): number {
  const code = nearest(
    codeName(asked),
    EXPLANATIONS.map((explanation) => explanation.code),
  );
  const near = [...suggestEntries(asked, MOST_SUGGESTED).map((entry) => entry.id), ...(code === null ? [] : [code])];
  const hint = near.length === 0 ? 'launch-gate explain lists what is known' : `did you mean ${near.join(' or ')}?`;
  return usageError(`"${forLog(asked, 60)}" is no known metric and no code; ${hint}`, terminal);
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
      CATALOGUE.filter((entry) => entry.layer === layer).map((entry) => entry.id),
    ),
  );
  const codes = EXPLANATION_KINDS.flatMap((kind) =>
    list(
      KIND_WORDS[kind][1],
      EXPLANATIONS.filter((explanation) => explanation.kind === kind).map(({ code }) => code),
    ),
  );
  return [...metrics, ...codes, 'launch-gate explain NAME says more of one of them.'];
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
