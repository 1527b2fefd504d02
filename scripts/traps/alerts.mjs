import { criteria, loading, STACK, stackValues, values } from './texts.mjs';

const REPEATS = 'layer: product, target: "<= 0.10", unit: ratio, indicator: leading';
const alert = (parts, within = '24h') => `alert: { when: "> 0.15", within: ${within}, notifies: "#oncall"${parts} }`;

/** At least one leading indicator must alert within 48 hours. */
export const ALERT_TRAPS = [
  {
    trap: 'Alerts on lagging metrics',
    looks: 'the only alert is on `day_14_retention`',
    samples: [
      loading(['alert-on-lagging'], {
        day_14_retention: `layer: product, target: ">= 0.70", unit: ratio, alert: { when: "< 0.60", within: 24h, notifies: "#oncall" }`,
      }),
    ],
  },
  {
    trap: 'A lagging metric is called leading',
    looks: '`day_14_retention` with `indicator: leading`',
    samples: [
      loading(['lagging-as-leading'], {
        day_14_retention: 'layer: product, target: ">= 0.70", unit: ratio, indicator: leading',
      }),
    ],
  },
  {
    trap: 'The 48-hour rule: a daily job over a trailing day',
    looks: '`every: 24h, window: 24h, delay: 2h` is over 48 h at worst; so is `within: 72h`',
    samples: [
      {
        says: { finding: ['alert-parts-too-slow'], alert: ['alert-over-limit'], blocking: ['alert:repeat_query_rate'] },
        criteria: criteria({
          repeat_query_rate: `${REPEATS}, ${alert(', every: 24h, window: 24h, delay: 2h', '48h')}`,
        }),
        values: values({ repeat_query_rate: 0.05 }),
      },
      loading(['alert-too-slow'], { repeat_query_rate: `${REPEATS}, ${alert('', '72h')}` }),
    ],
  },
  {
    trap: 'An alert that begins again at every gap',
    looks: '`for: 1h` with `every: 15m`; `for: 3d`',
    samples: [
      loading(['rule-interval-gap'], { repeat_query_rate: `${REPEATS}, ${alert(', every: 15m, for: 1h')}` }),
      loading(['for-over-48h'], { repeat_query_rate: `${REPEATS}, ${alert(', for: 3d')}` }),
    ],
  },
  {
    trap: 'An alert that fires long after the target is missed',
    looks: '`target: "<= 0.10"` and `when: "> 0.50"`',
    samples: [
      loading(['alert-weaker-than-target'], {
        repeat_query_rate: `${REPEATS}, alert: { when: "> 0.50", within: 24h, notifies: "#oncall" }`,
      }),
    ],
  },
  {
    trap: 'An alert on paper',
    looks:
      '`launch-set: { verified-alerts: true }`, and nothing names the rule that fires; with `verify`, the [system is asked](alerts.md)',
    samples: [
      {
        says: { finding: ['launch-set-unreachable'], blocking: ['launch-set'] },
        criteria: criteria(
          { ...STACK, repeat_query_rate: `${REPEATS}, ${alert('')}` },
          'launch-set: { verified-alerts: true }\n',
        ),
        values: stackValues(true, true, true, true),
      },
    ],
  },
  {
    trap: 'No alert at all',
    looks: 'a model, a task and a product metric, and nobody is told',
    samples: [loading(['launch-set-unreachable'], STACK)],
  },
];
