import type { FindingCode } from '../../core/finding-codes.ts';
import type { Message } from './message.ts';

const EXAMPLE = `subject: { pins: ["prompts/**", "rag/**", model.yml] }
metrics:
  answer_correct: { layer: task, target: ">= 0.80", unit: ratio, bind: pins }`;

/** What is found of pinned files. */
export const PINS_MESSAGES = {
  'pins-missing': {
    title: 'No pinned files are named',
    says: () => 'bind: pins asks for the digest of the pinned files, and the file pins none.',
    fix: () => 'Add subject at the top with pins, the globs of the files that decide how the feature behaves.',
    why: 'Without the files there is no digest to hold the evidence against, so that it could never count. Prompts, retrieval, the name of the model and its settings belong to them.',
    example: EXAMPLE,
  },
  'pins-unused': {
    title: 'Pinned files that nothing is bound to',
    says: () => 'subject.pins names files, and no metric has bind: pins.',
    fix: () => 'Write bind: pins at each metric that an evaluation of these files produces, or remove subject.',
    why: 'Evidence of other prompts or another model counts as long as nothing is bound to the files, whatever the top of the file promises.',
    example: EXAMPLE,
  },
} satisfies Partial<Record<FindingCode, Message>>;
