import { type Row, withMetric } from './rows.ts';

const SHARE = 'target: ">= 0.80"\nunit: ratio\nmax-age: 7d';
const defaulted = (defaults: string, metrics: string) =>
  `version: 1\nfeature: f\ndefaults: { max-age: 7d, ${defaults} }\nmetrics:\n${metrics}`;

/** Criteria of which a good system rarely shows that it meets them, and such as lie just beside them. */
export const ODDS_ROWS: Readonly<Record<string, Row>> = {
  'too few samples': {
    text: withMetric(`${SHARE}\nconfidence: 95%\nmin-samples: 93`),
    found: ['hard-to-show 10:18 m'],
  },
  'just enough samples': { text: withMetric(`${SHARE}\nconfidence: 95%\nmin-samples: 94`), found: [] },
  'samples with which nothing passes': {
    text: withMetric('target: ">= 0.95"\nunit: ratio\nconfidence: 95%\nmin-samples: 58\nmax-age: 7d'),
    found: ['hard-to-show 9:18 m'],
  },
  'samples with which a flawless result passes': {
    text: withMetric('target: ">= 0.95"\nunit: ratio\nconfidence: 95%\nmin-samples: 59\nmax-age: 7d'),
    found: [],
  },
  'less confidence': { text: withMetric(`${SHARE}\nconfidence: 90%\nmin-samples: 93`), found: [] },
  'no confidence': { text: withMetric(`${SHARE}\nconfidence: none\nmin-samples: 20`), found: [] },
  'no least number of samples': { text: withMetric(`${SHARE}\nconfidence: 95%`), found: [] },
  points: { text: withMetric(`${SHARE}\nconfidence: 95%\nmin-samples: 20\nmethod: point`), found: [] },
  'keys of defaults': {
    text: defaulted('confidence: 95%, min-samples: 50', '  m: { layer: task, target: ">= 0.80", unit: ratio }\n'),
    found: ['hard-to-show 5:3 m'],
  },
  'defaults that the metric sets aside': {
    text: defaulted(
      'confidence: 95%, min-samples: 50',
      '  m: { layer: task, target: ">= 0.80", unit: ratio, min-samples: 400 }\n  n: { layer: task, target: ">= 0.80", unit: ratio, confidence: none }\n',
    ),
    found: [],
  },
  'a judge that errs': {
    text: withMetric(
      'target: ">= 0.90"\nunit: ratio\nconfidence: 95%\nmin-samples: 100\nmax-age: 7d\njudge: { sensitivity: 90%, specificity: 0.95 }',
    ),
    found: ['hard-to-show 9:18 m'],
  },
};
