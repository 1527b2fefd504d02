import type { Row } from './rows.ts';
import { withMetric } from './rows.ts';

const metrics = (lines: string) => `version: 1\nfeature: f\nmetrics:\n${lines}\n`;
const M = '  m: { layer: task, target: ">= 1", valid-if: [e] }';
const E = '  e: { layer: evidence, target: ">= 1"';

/** What is found of preconditions and judges: errors, and the warning of evidence that nothing rests on. */
export const PRECONDITION_ROWS: Readonly<Record<string, Row>> = {
  'a precondition of itself': {
    text: withMetric('target: ">= 1"\nvalid-if: [m]'),
    found: ['valid-if-itself 7:16 m'],
  },
  'preconditions in a circle': {
    text: metrics(`${M}\n${E}, valid-if: [m] }`),
    found: ['valid-if-cycle 5:52 e'],
  },
  'preconditions in a circle of three, told apart from a way into it': {
    text: metrics(
      '  a: { layer: task, target: ">= 1", valid-if: [b] }\n' +
        '  b: { layer: task, target: ">= 1", valid-if: [c] }\n' +
        '  c: { layer: task, target: ">= 1", valid-if: [d, b] }\n' +
        '  d: { layer: task, target: ">= 1" }',
    ),
    found: ['valid-if-cycle 6:51 c'],
  },
  'evidence that nothing rests on': {
    text: metrics(`  m: { layer: task, target: ">= 1" }\n${E} }`),
    found: ['evidence-unused 5:3 e'],
  },
  'evidence that rests only on itself': {
    text: metrics(`  m: { layer: task, target: ">= 1" }\n${E}, valid-if: [e] }`),
    found: ['evidence-unused 5:3 e', 'valid-if-itself 5:52 e'],
  },
  'an indicator on the layer evidence': {
    text: metrics(`${M}\n${E}, indicator: lagging }`),
    found: ['evidence-layer-key 5:41 e'],
  },
  'an alert on the layer evidence': {
    text: metrics(`${M}\n${E}, alert: { when: "< 0.5", within: 24h, notifies: us } }`),
    found: ['evidence-layer-key 5:41 e'],
  },
  'drives on the layer evidence': {
    text: metrics(`${M}\n${E}, drives: [m] }`),
    found: ['evidence-layer-key 5:41 e'],
  },
  'a guard on the layer evidence': {
    text: metrics(`${M}\n${E}, guarded-by: [m] }`),
    found: ['evidence-layer-key 5:41 e'],
  },
  'drives into the layer evidence': {
    text: metrics(
      `  m: { layer: task, target: ">= 1", valid-if: [e], drives: [n, e] }\n${E} }\n  n: { layer: task, target: ">= 1" }`,
    ),
    found: ['evidence-layer-key 4:64 m'],
  },
  'a judge that guesses': {
    text: withMetric('target: ">= 0.8"\nunit: ratio\njudge: { sensitivity: 60%, specificity: 0.4 }'),
    found: ['judge-uninformative 8:5 m'],
  },
  'a judge that is wrong more often than right': {
    text: withMetric('target: ">= 0.8"\nunit: percent\njudge: { sensitivity: 0.2, specificity: 0.3 }'),
    found: ['judge-uninformative 8:5 m'],
  },
  'a judge of points': {
    text: withMetric('target: ">= 4"\nunit: points\njudge: { sensitivity: 0.9, specificity: 0.95 }'),
    found: ['judge-needs-share 8:5 m'],
  },
  'a judge of a name that nobody knows, without a unit': {
    text: withMetric('target: ">= 0.8"\njudge: { sensitivity: 0.9, specificity: 0.95 }'),
    found: ['judge-needs-share 7:5 m'],
  },
  'a judge of a known share, on another scale': {
    text: metrics('  faithfulness: { layer: task, target: ">= 4", judge: { sensitivity: 0.9, specificity: 0.95 } }'),
    found: ['judge-needs-share 4:48 faithfulness'],
  },
};
