import type { Detail } from './fit.ts';
import { sentences, toMarkdown } from './prose.ts';
import type { ReportView } from './report.ts';

/** Who overrides or why a label does not, for the first lines. */
export function overrideLead({ override }: ReportView): readonly string[] {
  if (override === null || override.lead.length === 0) return [];
  if (override.state === 'refused') return [`**⛔ Override refused:** ${toMarkdown(override.lead)}`];
  return [
    `**⚠️ Overridden** by ${toMarkdown(sentences([override.lead]))} This is no pass: the evidence stands as it is.`,
  ];
}

/** Everything that is known of the labels of the gate; what they cover goes when a report must be shortened. */
export function overrideBlock({ override, outcome }: ReportView, detail: Detail): string {
  if (override === null) return '';
  const covers = detail.notes ? override.covers : [];
  const nothing = override.state === 'granted' && outcome.cause !== 'override';
  return [
    `### ${override.title}`,
    '',
    ...override.facts.map((fact) => `- ${toMarkdown(sentences([fact]))}`),
    ...(nothing ? ['- It changes nothing here: the decision does not rest on it.'] : []),
    ...(covers.length === 0 ? [] : ['- Covers:', ...covers.map((covered) => `  - ${toMarkdown(covered)}`)]),
    ...(override.others.length === 0 || !detail.notes
      ? []
      : ['- Further labels of this gate:', ...override.others.map((other) => `  - ${toMarkdown(sentences([other]))}`)]),
  ].join('\n');
}
