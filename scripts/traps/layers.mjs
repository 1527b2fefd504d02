import { criteria, loading, of, STACK, stack, stackValues, values } from './texts.mjs';

const SHARE = 'unit: ratio, target: ">= 0.90"';
const LAUNCHABLE = {
  ...STACK,
  repeat_query_rate: `${STACK.repeat_query_rate}, indicator: leading, alert: { when: "> 0.15", within: 24h, notifies: "#oncall" }`,
};

/** Green on one layer says nothing of the next. */
export const LAYER_TRAPS = [
  {
    trap: 'All model metrics are green, and users leave',
    looks: 'retrieval passes, answers are wrong, people ask again, as in `launch-gate demo`',
    samples: [stack('diverges-model-task', true, false, false, false)],
  },
  {
    trap: 'A lower number stands for a higher layer',
    looks: '`answer_bleu` on the layer `task`',
    samples: [loading(['layer-misplaced'], { answer_bleu: 'layer: task, target: ">= 0.80"' })],
  },
  {
    trap: 'Trust taken for a property of the model',
    looks: '`trust_proxy` on the layer `model`; it belongs to `product`, where users act',
    samples: [loading(['layer-misplaced'], { trust_proxy: `layer: model, ${SHARE}` })],
  },
  {
    trap: 'Accuracy without outcomes',
    looks: 'only `accuracy`, or only model metrics, decide',
    samples: [
      loading(['single-proxy', 'launch-set-unreachable'], { accuracy: `layer: model, ${SHARE}` }),
      {
        says: { diagnosis: ['blind'] },
        criteria: criteria({ accuracy: `layer: model, ${SHARE}` }),
        values: values({ accuracy: of(950, 1000) }),
      },
    ],
  },
  {
    trap: 'The test set',
    looks:
      'every task metric has `traffic: curated`, or none says where it is from; or it passes there, and few people use the feature',
    samples: [
      loading(['traffic-not-said'], { answer_correctness: `layer: task, ${SHARE}` }),
      loading(['testset-only'], { answer_correctness: `layer: task, ${SHARE}, traffic: curated` }),
      {
        says: { finding: ['signal-unused'] },
        criteria: criteria({
          answer_correctness: `layer: task, ${SHARE}, traffic: curated`,
          adoption_rate: 'layer: product, target: ">= 0.30", unit: ratio',
        }),
        values: values({ answer_correctness: of(950, 1000), adoption_rate: of(80, 1000) }),
      },
    ],
  },
  {
    trap: 'A layer that nobody measures',
    looks: 'no task metric between a green model and a red product; or nothing above the task',
    samples: [
      {
        says: { diagnosis: ['unresolved'] },
        criteria: criteria({
          retrieval_recall_at_5: `layer: model, ${SHARE}`,
          repeat_query_rate: 'layer: product, target: "<= 0.10", unit: ratio',
        }),
        values: values({ retrieval_recall_at_5: 0.95, repeat_query_rate: 0.41 }),
      },
      {
        says: { diagnosis: ['blind'] },
        criteria: criteria({
          retrieval_recall_at_5: `layer: model, ${SHARE}`,
          answer_correctness: `layer: task, ${SHARE}`,
        }),
        values: values({ retrieval_recall_at_5: 0.95, answer_correctness: 0.95 }),
      },
    ],
  },
  {
    trap: 'Mending where it shows instead of where it starts',
    looks:
      'product and business are red, and the answers are right: the break is below the product; higher reds inherit it',
    samples: [
      stack('diverges-task-product', true, true, false, false),
      stack('model-fault', false, false, false, false),
    ],
  },
  {
    trap: 'Business is red, so the model is improved',
    looks: 'model, task and product pass, business fails: a question of strategy',
    samples: [stack('diverges-product-business', true, true, true, false)],
  },
  {
    trap: 'A red proxy below happy users is chased',
    looks:
      'retrieval fails, the layers above pass: the target is too strict, or the proxy useless, or it is an early warning',
    samples: [stack('contained', false, true, true, true)],
  },
  {
    trap: 'Green taken for healthy',
    looks: 'all layers agree: the best that one run can say. Guards, sizes and signals are looked at all the same',
    note: 'Agreement today does not show that the numbers will move together tomorrow.',
    samples: [
      {
        says: { finding: ['no-sample-size'], diagnosis: ['healthy'] },
        criteria: criteria(STACK),
        values: stackValues(true, true, true, true),
      },
    ],
  },
  {
    trap: 'A metric is declared, and counts as if it were judged',
    looks: 'all metrics of the launch set stand in the file, and one has no value',
    samples: [
      {
        says: { reason: ['not-in-source'], blocking: ['answer_correctness', 'launch-set'] },
        criteria: criteria(LAUNCHABLE),
        values: values({ retrieval_recall_at_5: 0.95, repeat_query_rate: 0.05, ticket_deflection_rate: 0.5 }),
      },
    ],
  },
  {
    trap: 'A number without a bar',
    looks: '"we are at 59 %", and nothing says at which value the launch waits: a metric without `target`',
    samples: [loading(['missing-key'], { answer_correctness: 'layer: task' })],
  },
  {
    trap: 'The business case is asked for after the launch',
    looks: 'no business metric has a target',
    samples: [loading(['no-business-target'], { answer_correctness: `layer: task, ${SHARE}` })],
  },
];
