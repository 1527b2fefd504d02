import type { TextArgs } from '../../src/core/finding.ts';

/** What the docs show of one code: a text that gives the finding, or what it is filled with where today decides. */
export type Sample = { readonly text: string } | { readonly args: TextArgs };

const SCRIPT = new URL('../../scripts/docs-samples.mjs', import.meta.url).href;

/** The samples from which the docs show what the gate says, by code. */
export const { FINDING_SAMPLES, RUN_FINDING_SAMPLES } = (await import(SCRIPT)) as {
  readonly FINDING_SAMPLES: Readonly<Record<string, Sample>>;
  readonly RUN_FINDING_SAMPLES: Readonly<Record<string, TextArgs>>;
};
