import { criteria, loading, of, STACK, values } from './texts.mjs';

const DEFLECTION = 'layer: business, target: ">= 0.40", unit: ratio, guarded-by: [recontact_48h]';
const RECONTACT = 'layer: product, target: "<= 0.12", unit: ratio';
const GUARDED = criteria({ ticket_deflection_rate: DEFLECTION, recontact_48h: RECONTACT });
const UNPROVEN = criteria({ ticket_deflection_rate: DEFLECTION, recontact_48h: `${RECONTACT}, min-samples: 100` });

const guard = (code, text, recontact) => ({
  says: { finding: [code] },
  criteria: text,
  values: values({ ticket_deflection_rate: of(450, 1000), ...recontact }),
});

/** Goodhart and its kin: a number gets better, and nobody is better off. */
export const GAMED_TRAPS = [
  {
    trap: 'Cosine similarity is maximised: long, generic documents win',
    looks: '`cosine_similarity` without a metric of freshness or correctness',
    samples: [loading(['missing-pair'], { cosine_similarity: 'layer: model, target: ">= 0.88"' })],
  },
  {
    trap: 'BLEU is maximised: answers get verbose',
    looks: '`bleu` without a task metric of correctness',
    samples: [loading(['missing-pair'], { answer_bleu: 'layer: model, target: ">= 0.80"' })],
  },
  {
    trap: 'Latency is minimised: a cache answers what was true last year',
    looks: '`latency_p95` without `doc_freshness`',
    samples: [loading(['missing-pair'], { latency_p95: 'layer: model, target: "<= 1500", unit: ms' })],
  },
  {
    trap: 'Thumbs up are maximised: the system agrees with everybody',
    looks: '`thumbs_up_rate` without `answer_correctness`',
    samples: [loading(['missing-pair'], { thumbs_up_rate: 'layer: product, target: ">= 0.80", unit: ratio' })],
  },
  {
    trap: 'Deflection is maximised: people are kept from opening tickets',
    looks: '`ticket_deflection_rate` without `recontact_48h`; or both, and people come back',
    samples: [
      loading(['missing-pair'], { ticket_deflection_rate: 'layer: business, target: ">= 0.40", unit: ratio' }),
      guard('guard-fails', GUARDED, { recontact_48h: of(310, 1000) }),
    ],
  },
  {
    trap: 'Safety is bought by refusing everything',
    looks: '`hallucination_rate` or `unsafe_output_rate` without a metric that a refusal would lower',
    samples: [
      loading(['missing-pair'], { hallucination_rate: 'layer: task, target: "<= 0.02", unit: ratio' }),
      loading(['missing-pair'], { unsafe_output_rate: 'layer: model, target: "<= 0.001", unit: ratio' }),
    ],
  },
  {
    trap: 'The counter-metric is only declared',
    looks: '`guarded-by: [recontact_48h]`, of which there is no value, or one of 40 cases',
    samples: [
      guard('guard-not-measured', GUARDED, {}),
      guard('guard-unproven', UNPROVEN, { recontact_48h: of(3, 40) }),
    ],
  },
  {
    trap: 'The counter-metric is more of the same',
    looks: '`ctr` guarded by `messages_per_user`, which is activity too; or by itself under another name',
    samples: [
      loading(['missing-pair'], {
        ctr: 'layer: product, target: ">= 0.04", guarded-by: [messages_per_user]',
        messages_per_user: 'layer: product, target: ">= 5"',
      }),
    ],
  },
  {
    trap: 'A name of one’s own',
    looks: '`thumbs_up` in place of `thumbs_up_rate`: none of these traps is looked for',
    samples: [loading(['not-in-catalogue'], { thumbs_up: 'layer: product, target: ">= 0.80", unit: ratio' })],
  },
  {
    trap: 'Decoupled proxy: the model gets better, and nothing follows',
    looks: 'every model metric passes, and every outcome that it drives fails',
    note: 'That one improves *while* the other does not takes several runs to see. One run shows the state in which it ends: green below, red above, and a model metric of which nobody said what it should move.',
    samples: [
      {
        says: { finding: ['signal-no-lift'], diagnosis: ['diverges-task-product'] },
        criteria: criteria(STACK),
        values: values({
          retrieval_recall_at_5: 0.95,
          answer_correctness: 0.9,
          repeat_query_rate: 0.41,
          ticket_deflection_rate: 0.12,
        }),
      },
      loading(['unmapped-proxy', 'no-proxy'], {
        retrieval_recall_at_5: 'layer: model, target: ">= 0.90"',
        repeat_query_rate: 'layer: product, target: "<= 0.10"',
      }),
    ],
  },
  {
    trap: 'Engagement illusion: motion, no progress',
    looks: '`messages_per_user` meets its target, `task_completion_rate` misses its own',
    samples: [
      {
        says: { finding: ['signal-engagement'] },
        criteria: criteria({
          messages_per_user: 'layer: product, target: ">= 5"',
          task_completion_rate: 'layer: product, target: ">= 0.70", unit: ratio',
        }),
        values: values({ messages_per_user: 9, task_completion_rate: of(400, 1000) }),
      },
    ],
  },
  {
    trap: 'Engagement without satisfaction',
    looks: '`session_time` or `ctr` without a metric of satisfaction or completion',
    samples: [
      loading(['missing-pair'], { session_time: 'layer: product, target: ">= 5", unit: min' }),
      loading(['missing-pair'], { ctr: 'layer: product, target: ">= 0.04"' }),
    ],
  },
  {
    trap: 'Imbalance: 99 % accuracy where 99 % are no spam',
    looks: '`accuracy: ">= 0.98"` with `prevalence: 99%`; or `accuracy` alone',
    samples: [
      loading(['trivial-target', 'missing-pair'], {
        accuracy: 'layer: model, target: ">= 0.98", unit: ratio, prevalence: 99%',
      }),
    ],
  },
  {
    trap: 'Precision without recall',
    looks: '`precision` without `recall`, or the reverse',
    samples: [
      loading(['missing-pair'], { precision: 'layer: model, target: ">= 0.90", unit: ratio' }),
      loading(['missing-pair'], { recall: 'layer: model, target: ">= 0.90", unit: ratio' }),
    ],
  },
  {
    trap: 'Feedback loops',
    looks: '`ctr` or `ndcg` without `coverage` and `diversity`: what is shown gets less and less',
    samples: [loading(['feedback-loop'], { ctr: 'layer: product, target: ">= 0.04"' })],
  },
  {
    trap: 'A target that cannot fail',
    looks: '`hallucination_rate: ">= 0.02"`, `ratio >= 0`, or 87 on a scale that ends at 1',
    samples: [
      loading(['wrong-direction'], { hallucination_rate: 'layer: task, target: ">= 0.02", unit: ratio' }),
      loading(['target-vacuous'], { solved: 'layer: product, target: ">= 0", unit: ratio' }),
      loading(['unit-mismatch'], { accuracy: 'layer: model, target: ">= 87"' }),
    ],
  },
];
