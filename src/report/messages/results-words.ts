import type { CatalogueEntry } from '../../core/catalogue/entry.ts';
import type { Layer } from '../../core/layer.ts';

/** The question that each layer answers. */
export const LAYER_QUESTIONS: Readonly<Record<Layer, string>> = {
  model: 'does the output resemble the reference?',
  task: 'did the system do the task correctly?',
  product: 'did the user get what they needed?',
  business: 'did the organisation benefit?',
};

/** Which values of a metric are better. */
export const BETTER_WORDS: Readonly<Record<CatalogueEntry['better'], string>> = {
  higher: 'higher is better',
  lower: 'lower is better',
  inside: 'best within a band',
};
