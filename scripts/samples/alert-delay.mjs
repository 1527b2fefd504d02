import { alert, metric } from './texts.mjs';

const declared = (parts) => metric(alert(`{ when: "> 0.15", within: 24h, notifies: "#oncall", ${parts} }`));

/** For each finding about criteria, a text that gives it. */
export const FINDINGS = {
  'alert-parts-too-slow': declared('window: 24h, every: 24h, delay: 2h'),
  'rule-interval-gap': declared('every: 15m, for: 1h'),
  'for-over-48h': declared('for: 3d'),
  'events-per-hour-unusable': metric(
    'target: "<= 300"\nunit: ms\nindicator: leading\nalert: { when: "> 450", within: 24h, notifies: "#oncall", events-per-hour: 40 }',
  ),
};

/** For each finding about a run, the arguments that it may have. */
export const RUN_FINDINGS = {};
