import type { CriteriaChangeCode } from '../../core/criteria-change-codes.ts';
import type { TextArgs } from '../../core/finding.ts';
import { fromTo, harmless, namesOf, weakening } from './change-words.ts';
import { arg, type Message } from './message.ts';

const RULES: Readonly<Record<string, string>> = {
  label: 'the label',
  role: 'the least role',
  reason: 'the reason',
  expires: 'the time after which the label no longer counts',
};

/** What a pull request changes about the criteria as a whole, its sources, and who may override. */
export const FILE_CHANGE_MESSAGES = {
  'criteria-removed': weakening({
    title: 'Criteria removed',
    says: () => 'The criteria file is removed',
    why: 'Without criteria nothing is judged.',
    example: 'git rm .github/launch-gate.yml',
  }),
  'criteria-moved': weakening({
    title: 'Criteria moved away',
    says: (args) => `The criteria file is moved to ${arg(args, 'to')}, where the gate does not look`,
    why: 'The gate reads the path that its workflow names; a file elsewhere judges nothing.',
    example: 'git mv .github/launch-gate.yml docs/launch-gate.yml',
  }),
  'criteria-invalid': weakening({
    title: 'Criteria made invalid',
    says: (args) => {
      const line = arg(args, 'line');
      return `The criteria file of the pull request cannot be judged by${line === '' ? '' : `, from line ${line} on`} (${arg(args, 'finding')})`;
    },
    why: 'Once merged, criteria that cannot be read would stop every launch, or tempt someone to take the gate away.',
    example: 'targt: ">= 0.9"',
  }),
  'feature-changed': weakening({
    title: 'Another feature',
    says: (args) => `The feature is renamed ${fromTo(args)}`,
    why: 'The id of the feature is the key of its comment; criteria of another feature are other criteria.',
    example: 'feature: wiki-assistant',
  }),
  'text-changed': harmless({
    title: 'A text is changed',
    says: (args) => {
      const metric = arg(args, 'metric');
      return `The text of ${arg(args, 'key')}${metric === '' ? '' : ` of ${metric}`} is changed`;
    },
    why: 'Texts are shown to reviewers and judge nothing.',
    example: 'title: Wiki assistant',
  }),
  'launch-date-changed': harmless({
    title: 'Another launch date',
    says: (args) => `The launch date is changed ${fromTo(args)}`,
    why: 'It bounds the due dates of metrics, each of which is compared by itself.',
    example: 'launch-date: 2026-12-01',
  }),
  'mode-lowered': weakening({
    title: 'The mode is lowered',
    says: (args) => `The mode${underEvent(arg(args, 'event'))} is lowered ${fromTo(args)}`,
    why: 'In report mode the gate shows what would have blocked, and lets it through.',
    example: 'mode: enforce',
  }),
  'mode-raised': harmless({
    title: 'The mode is raised',
    says: (args) => `The mode${underEvent(arg(args, 'event'))} is raised ${fromTo(args)}`,
    why: 'What was only reported will block.',
    example: 'mode: enforce',
  }),
  'applies-to-narrowed': weakening({
    title: 'Fewer pull requests are judged',
    says: (args) =>
      arg(args, 'all') === 'before'
        ? `Only changes of ${namesOf(args, 'globs')} are judged, where every pull request was`
        : `Changes of ${namesOf(args, 'globs')} are no longer judged`,
    why: 'A pull request that touches none of the named files goes through whatever the evidence says.',
    example: 'applies-to: ["rag/**", "prompts/**"]',
  }),
  'applies-to-widened': harmless({
    title: 'More pull requests are judged',
    says: (args) =>
      arg(args, 'all') === 'after'
        ? `Every pull request is judged, where only changes of ${namesOf(args, 'globs')} were`
        : `Changes of ${namesOf(args, 'globs')} are judged too`,
    why: 'More changes meet the gate.',
    example: 'applies-to: ["rag/**", "prompts/**"]',
  }),
  'stage-lowered': weakening({
    title: 'The stage is lowered',
    says: (args) => `The stage is lowered ${fromTo(args)}`,
    why: 'An earlier stage asks for less evidence.',
    example: 'stage: full',
  }),
  'stage-raised': harmless({
    title: 'The stage is raised',
    says: (args) => `The stage is raised ${fromTo(args)}`,
    why: 'A later stage asks for more evidence.',
    example: 'stage: full',
  }),
  'launch-set-lowered': weakening({
    title: 'The launch set is lowered',
    says: (args) => `The launch set asks for less: ${arg(args, 'key')} goes ${fromTo(args)}`,
    why: 'A launch would need less evidence than was agreed.',
    example: 'launch-set: { task: 2 }',
  }),
  'launch-set-raised': harmless({
    title: 'The launch set is raised',
    says: (args) => `The launch set asks for more: ${arg(args, 'key')} goes ${fromTo(args)}`,
    why: 'A launch needs more evidence than before.',
    example: 'launch-set: { task: 2 }',
  }),
  'pins-narrowed': weakening({
    title: 'Fewer files are pinned',
    says: (args) => `Files of ${namesOf(args, 'globs')} are no longer pinned`,
    why: 'A change of those files would leave old evidence standing.',
    example: 'subject: { pins: ["prompts/**", "rag/**"] }',
  }),
  'pins-widened': harmless({
    title: 'More files are pinned',
    says: (args) => `Files of ${namesOf(args, 'globs')} are pinned too`,
    why: 'A change of those files makes older evidence stale.',
    example: 'subject: { pins: ["prompts/**", "rag/**"] }',
  }),
  'pins-widened-early': weakening({
    title: 'More files are pinned, before it blocks',
    says: (args) =>
      `Files of ${namesOf(args, 'globs')} are pinned too, and at this stage evidence that is stale by that does not block, where a failure did`,
    why: 'A judged failure blocks at every stage; stale evidence only from the stage of its metric on.',
    example: 'subject: { pins: ["prompts/**", "rag/**"] }',
  }),
  'lint-lowered': weakening({
    title: 'A lint is lowered',
    says: (args) => `The lint ${arg(args, 'lint')} is lowered ${fromTo(lintLevels(args))}`,
    why: 'What it found would stop the gate, or be shown to reviewers, no longer.',
    example: 'lints: { wrong-direction: { level: warning, reason: "a refusal is a success here" } }',
  }),
  'lint-raised': harmless({
    title: 'A lint is raised',
    says: (args) => `The lint ${arg(args, 'lint')} is raised ${fromTo(lintLevels(args))}`,
    why: 'What it finds weighs more than before.',
    example: 'lints: { missing-pair: { level: error } }',
  }),
  'north-star-loosened': weakening({
    title: 'The north star is loosened',
    says: (args) => `What is found of the north star may weigh less: ${namesOf(args, 'parts')} changed`,
    why: 'A detour that ends later, another metric or a counter-metric less silences what would be said of a star that is bright but wrong.',
    example: 'north-star: { detour: { until: 2026-12-31, reason: "…", expected: "…" } }',
  }),
  'north-star-changed': harmless({
    title: 'The north star is changed',
    says: () => 'The north star, or what is said of it, is changed',
    why: 'It is reported and gates nothing; its counter-metrics are compared as the metrics that they are.',
    example: 'north-star: { metric: problems_resolved_per_week, value-question: "…" }',
  }),
  'source-added': harmless({
    title: 'A source is added',
    says: (args) => `The source ${arg(args, 'source')} is added`,
    why: 'It changes nothing until a metric reads it.',
    example: 'sources:\n  evals: { type: file, path: evals/results.json }',
  }),
  'source-removed': harmless({
    title: 'A source is removed',
    says: (args) => `The source ${arg(args, 'source')} is removed`,
    why: 'Metrics that read it must be changed as well, and that is listed with them.',
    example: 'sources:\n  evals: { type: file, path: evals/results.json }',
  }),
  'source-changed': weakening({
    title: 'A source is changed',
    says: (args) => `The source ${arg(args, 'source')} is changed: ${namesOf(args, 'keys')}`,
    why: 'Values would come from elsewhere, where they may look better.',
    example: 'evals: { type: file, path: evals/results.json }',
  }),
  'source-made-optional': weakening({
    title: 'A source is made optional',
    says: (args) => `The source ${arg(args, 'source')} is made optional`,
    why: 'Where an optional source fails, its metrics are missing rather than in error, and missing blocks later.',
    example: 'evals: { type: file, path: evals/results.json, optional: false }',
  }),
  'source-made-needed': harmless({
    title: 'A source is optional no more',
    says: (args) => `The source ${arg(args, 'source')} is no longer optional`,
    why: 'Where it fails, its metrics are in error.',
    example: 'evals: { type: file, path: evals/results.json }',
  }),
  'override-widened': weakening({
    title: 'Overriding is made easier',
    says: (args) => {
      const names = namesOf(args, 'names');
      switch (arg(args, 'rule')) {
        case 'people':
          return `Everyone with the role may override, where only ${names} might`;
        case 'users':
        case 'teams':
          return `${names} may override too`;
        case 'allow-author':
          return 'The author of a pull request may override it';
        case 'disabled':
          return 'Overriding is no longer disabled';
        default:
          return `Overriding is made easier or different: ${ruleOf(arg(args, 'rule'))} goes ${fromTo(args)}`;
      }
    },
    why: 'Whoever may override decides what the gate lets through.',
    example: 'override: { role: maintain }',
  }),
  'override-narrowed': harmless({
    title: 'Overriding is made harder',
    says: (args) => {
      const names = namesOf(args, 'names');
      switch (arg(args, 'rule')) {
        case 'people':
          return `Only ${names} may override, where everyone with the role might`;
        case 'users':
        case 'teams':
          return `${names} may no longer override`;
        case 'allow-author':
          return 'The author of a pull request may no longer override it';
        case 'disabled':
          return 'Overriding is disabled';
        default:
          return `Overriding is made harder: ${ruleOf(arg(args, 'rule'))} goes ${fromTo(args)}`;
      }
    },
    why: 'Fewer people, or fewer labels, can let through what the gate stops.',
    example: 'override: { role: admin }',
  }),
} satisfies Partial<Record<CriteriaChangeCode, Message>>;

function underEvent(event: string): string {
  return event === '' ? '' : ` under the event ${event}`;
}

function ruleOf(rule: string): string {
  return RULES[rule] ?? rule;
}

/** A level that is not set is the usual one. */
function lintLevels(args: TextArgs): TextArgs {
  return { ...args, before: args['before'] ?? 'its usual level', after: args['after'] ?? 'its usual level' };
}
