import { AGENT } from './agent.ts';
import { CLASSIFIER } from './classifier.ts';
import { RAG } from './rag.ts';
import { RECOMMENDER } from './recommender.ts';
import { SUPPORT_BOT } from './support-bot.ts';
import type { Template } from './template.ts';
import { templateText } from './template-text.ts';

const TEMPLATES = {
  rag: RAG,
  'support-bot': SUPPORT_BOT,
  agent: AGENT,
  classifier: CLASSIFIER,
  recommender: RECOMMENDER,
} as const satisfies Readonly<Record<string, Template>>;

export type TemplateName = keyof typeof TEMPLATES;

/** The names that `--template` takes. */
export const TEMPLATE_NAMES = Object.keys(TEMPLATES) as readonly TemplateName[]; // the keys of a literal

/** True for the name of a template. */
export function isTemplateName(name: string): name is TemplateName {
  return Object.hasOwn(TEMPLATES, name);
}

/** The criteria of a kind of feature; dates that it shows as examples follow from `nowMs`, milliseconds since the epoch. */
export function templateCriteria(name: TemplateName, feature: string, nowMs: number): string {
  return templateText(name, TEMPLATES[name], feature, nowMs);
}
