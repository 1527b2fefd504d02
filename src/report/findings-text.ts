import type { Finding, FindingLevel } from '../core/finding.ts';
import { type FindingGroup, findingGroups, placeOf } from './finding-groups.ts';
import { displayWidth, indented } from './layout.ts';
import { code, counted, joined, own, type Prose, say, sentences } from './prose.ts';
import { type Paint, type Style, styleOf, type TextOptions } from './terminal-style.ts';

const DEFAULT_WIDTH = 80;
const PAINTS: Readonly<Record<FindingLevel, Paint>> = { error: 'red', warning: 'yellow', info: 'dim' };

/**
 * Findings for a terminal: `path:line:column  level  what is wrong`, the line of the file where `sourceLines` has it
 * (the file's lines, from 1 at index 0), what to do, and one line that counts them.
 */
export function renderFindings(
  findings: readonly Finding[],
  options: Partial<TextOptions> & { readonly colour: boolean; readonly sourceLines?: readonly string[] },
): string {
  const style = styleOf({ width: DEFAULT_WIDTH, ...options });
  const lines = groupLines(findings, style, options.sourceLines);
  const total = summaryOf(findings);
  return `${[...lines, ...(lines.length === 0 ? [] : ['']), total].join('\n')}\n`;
}

/** `2 errors, 10 warnings`, or that nothing was found. */
export function summaryOf(findings: readonly Finding[]): string {
  const parts = (['error', 'warning', 'info'] as const).flatMap((level) => {
    const count = findings.filter((finding) => finding.level === level).length;
    return count === 0 ? [] : [counted(count, level === 'info' ? 'note' : level)];
  });
  return parts.length === 0 ? 'Nothing found: the criteria are valid.' : parts.join(', ');
}

/** Findings as lines, errors first, warnings of one kind about many metrics said once. */
export function groupLines(
  findings: readonly Finding[],
  style: Style,
  sourceLines: readonly string[] = [],
): readonly string[] {
  return findingGroups(findings).flatMap((group) => linesOf(group, style, sourceLines));
}

function linesOf(group: FindingGroup, style: Style, sourceLines: readonly string[]): readonly string[] {
  const place =
    group.metrics.length > 1 ? own(`${group.code}: ${group.metrics.length} metrics`) : code(placeOf(group.first));
  const head = style.text(place);
  const level = style.paint(group.level, PAINTS[group.level]);
  const about = group.metrics.length > 1 ? [metricsOf(group), say` `] : [];
  const body = style.text([...about.flat(), ...sentences([group.says])]);
  const oneLine = `${head}  ${group.level}  ${body}`;
  const lines =
    displayWidth(oneLine) <= style.width
      ? [`${head}  ${level}  ${body}`]
      : [`${head}  ${level}`, ...indented(body, style.width, 2)];
  return [...lines, ...excerpt(group.first, style, sourceLines), ...fixLines(group, style)];
}

function metricsOf(group: FindingGroup): Prose {
  const shown = group.metrics.slice(0, 12).map((id) => code(id));
  const more = group.metrics.length > 12 ? ` and ${group.metrics.length - 12} more` : '';
  return say`(${joined(shown, ', ')}${own(more)})`;
}

function excerpt(finding: Finding, style: Style, sourceLines: readonly string[]): readonly string[] {
  const { line } = finding.at;
  const source = line === null ? undefined : sourceLines[line - 1];
  if (source === undefined || source.trim() === '') return [];
  const shown = style.text(say`${code(source)}`);
  return indented(style.own(`${line} · ${shown}`), style.width, 4, 4).map((text) => style.paint(text, 'dim'));
}

function fixLines(group: FindingGroup, style: Style): readonly string[] {
  return group.fix.length === 0 ? [] : indented(style.text(sentences([group.fix])), style.width, 2);
}
