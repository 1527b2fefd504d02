import type { Finding, FindingLevel } from '../core/finding.ts';
import { type FindingGroup, findingGroups, levelNote, placeOf } from './finding-groups.ts';
import { displayWidth, indented } from './layout.ts';
import { code, counted, joined, own, type Prose, say, sentences } from './prose.ts';
import { type Paint, type Style, styleOf, type TextOptions } from './terminal-style.ts';

const DEFAULT_WIDTH = 80;
const PAINTS: Readonly<Record<FindingLevel, Paint>> = { error: 'red', warning: 'yellow', info: 'dim' };

/** Findings for a terminal: `path:line:column  level  code`, what is wrong, what to do; and one line that counts them. */
export function renderFindings(
  findings: readonly Finding[],
  options: Partial<TextOptions> & { readonly colour: boolean },
): string {
  const style = styleOf({ width: DEFAULT_WIDTH, ...options });
  const lines = groupLines(findings, style);
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
export function groupLines(findings: readonly Finding[], style: Style): readonly string[] {
  return findingGroups(findings).flatMap((group) => linesOf(group, style));
}

function linesOf(group: FindingGroup, style: Style): readonly string[] {
  const many = group.metrics.length > 1;
  const place = style.text(many ? own(counted(group.metrics.length, 'metric')) : code(placeOf(group.first)));
  const level = style.paint(group.level, PAINTS[group.level]);
  const says = sentences([group.says]);
  const body = many ? say`${says} (${metricsOf(group)})` : says;
  const named = style.paint(group.code, 'dim');
  const note = levelNote(group.first);
  const fits = displayWidth(`${place}  ${group.level}  ${group.code}`) <= style.width;
  return [
    ...(fits ? [`${place}  ${level}  ${named}`] : [`${place}  ${level}`, `  ${named}`]),
    ...indented(style.text(body), style.width, 2),
    ...(group.fix.length === 0 ? [] : indented(style.text(sentences([group.fix])), style.width, 2)),
    ...(note.length === 0 ? [] : indented(style.text(note), style.width, 2)),
  ];
}

function metricsOf(group: FindingGroup): Prose {
  const shown = group.metrics.slice(0, 12).map((id) => code(id));
  const more = group.metrics.length > 12 ? ` and ${group.metrics.length - 12} more` : '';
  return say`${joined(shown, ', ')}${own(more)}`;
}
