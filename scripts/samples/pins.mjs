import { metric, TARGET, top } from './texts.mjs';

/** For each finding about criteria, a text that gives it. */
export const FINDINGS = {
  'pins-missing': metric(`${TARGET}\nbind: pins`),
  'pins-unused': top('subject: { pins: ["prompts/**", model.yml] }'),
};

/** For each finding about a run, the arguments that it may have. */
export const RUN_FINDINGS = {
  'pins-unknown': {
    detail: 'GitHub does not list all files of the commit, because there are too many',
    metrics: ['answer_correct'],
  },
};
