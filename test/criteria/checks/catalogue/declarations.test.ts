import { describe, expect, it } from 'vitest';
import { argsOf, foundOf, type LintRow } from './found.ts';

/** Each lint of a single metric with what gives it and what is next to that and does not. */
const LINTS: Readonly<Record<string, Readonly<Record<string, LintRow>>>> = {
  'layer-misplaced': {
    'BLEU on task': [['answer_bleu: { layer: task, target: ">= 0.8" }'], ['answer_bleu task error']],
    'cosine on business': [['cosine: { layer: business, target: ">= 0.8" }'], ['cosine business error']],
    'perplexity on product': [['perplexity: { layer: product, target: "<= 20" }'], ['perplexity product error']],
    'BLEU on model': [['answer_bleu: { layer: model, target: ">= 0.8" }'], []],
    'BLEU as a precondition': [['answer_bleu: { layer: evidence, target: ">= 0.8" }'], []],
    'advisory BLEU on task': [
      ['answer_bleu: { layer: task, target: ">= 0.8", required: false }'],
      ['answer_bleu task error'],
    ],
    'accuracy on task': [['accuracy: { layer: task, target: ">= 0.8" }'], ['accuracy task warning']],
    'correctness on model': [
      ['answer_correctness: { layer: model, target: ">= 0.8" }'],
      ['answer_correctness model warning'],
    ],
    'a layer that is accepted too': [['time_to_first_token: { layer: product, target: "<= 800" }'], []],
    'a name that is not known': [['my_bleu_like_score: { layer: task, target: ">= 0.8" }'], []],
    'a layer by the catalogue': [['answer_bleu: { target: ">= 0.8" }'], []],
    'a layer that cannot be read': [['answer_bleu: { layer: tusk, target: ">= 0.8" }'], []],
    'a name in other letters': [
      ['retrieval-recall.at_5: { layer: product, target: ">= 0.8" }'],
      ['retrieval-recall.at_5 product warning'],
    ],
  },
  'wrong-direction': {
    'the more hallucinations the better': [
      ['hallucination_rate: { layer: task, target: ">= 0.9" }'],
      ['hallucination_rate ">= 0.9" error'],
    ],
    'the fewer the better': [['hallucination_rate: { layer: task, target: "<= 0.1" }'], []],
    'strictly less recall': [['recall: { layer: model, target: "< 0.9" }'], ['recall "< 0.9" error']],
    advisory: [['recall: { layer: model, target: "< 0.9", required: false }'], ['recall "< 0.9" error']],
    'as a precondition': [
      ['judge_human_agreement: { layer: evidence, target: "<= 0.6" }'],
      ['judge_human_agreement "<= 0.6" error'],
    ],
    'a band': [['recall: { layer: model, target: "0.6 .. 0.9" }'], []],
    'a band that takes in the worst and leaves out the best': [
      ['recall: { layer: model, target: "0 .. 0.9" }', 'hallucination_rate: { layer: task, target: "0.1 .. 1" }'],
      ['recall "0 .. 0.9" error', 'hallucination_rate "0.1 .. 1" error'],
    ],
    'the same in percent': [
      ['recall: { layer: model, target: "0 .. 90", unit: percent }', 'bleu: { layer: model, target: "0 .. 80" }'],
      ['recall "0 .. 90" error', 'bleu "0 .. 80" error'],
    ],
    'a band of everything is trivial and has no direction': [['recall: { layer: model, target: "0 .. 1" }'], []],
    'a band that takes in the best': [
      ['recall: { layer: model, target: "0.9 .. 1" }', 'hallucination_rate: { layer: task, target: "0 .. 0.1" }'],
      [],
    ],
    'a band from nothing where bands make sense': [['refusal_rate: { layer: task, target: "0.1 .. 1" }'], []],
    'a band of what has no end': [['latency_p95: { layer: model, target: "100 .. 300", unit: ms }'], []],
    'an alert is not a target': [
      ['thumbs_down_rate: { layer: product, target: "<= 0.1", alert: { when: "> 0.15" } }'],
      [],
    ],
  },
  'unit-mismatch': {
    'a percentage without a unit': [['accuracy: { layer: model, target: ">= 90" }'], ['accuracy ">= 90" error']],
    'a percentage': [['accuracy: { layer: model, target: ">= 90", unit: percent }'], []],
    'a share of 1 as a percentage': [
      [
        'accuracy: { layer: model, target: ">= 0.90", unit: percent }',
        'recall: { layer: model, target: "> 1", unit: percent }',
        'precision: { layer: model, target: "0.8 .. 0.95", unit: percent }',
        'bleu: { layer: model, target: ">= 0.4", unit: percent }',
      ],
      ['accuracy ">= 0.90" error', 'recall "> 1" error', 'precision "0.8 .. 0.95" error', 'bleu ">= 0.4" error'],
    ],
    'a small percentage that is meant': [
      [
        'ctr: { layer: product, target: ">= 0.5%", unit: percent }',
        'adoption_rate: { layer: product, target: ">= 1.5", unit: percent }',
        'hallucination_rate: { layer: task, target: "<= 0.5", unit: percent }',
        'refusal_rate: { layer: task, target: "0.1 .. 0.9", unit: percent }',
        'precision: { layer: model, target: "0.8 .. 95", unit: percent }',
        'nps: { layer: business, target: ">= 0.9", unit: percent }',
      ],
      [],
    ],
    'the top of the scale': [['schema_validity: { layer: task, target: ">= 1" }'], []],
    'above the top': [['schema_validity: { layer: task, target: ">= 1.0001" }'], ['schema_validity ">= 1.0001" error']],
    'more than the top': [['schema_validity: { layer: task, target: "> 1" }'], ['schema_validity "> 1" error']],
    'none at all': [['hallucination_rate: { layer: task, target: "<= 0" }'], []],
    'fewer than none': [['hallucination_rate: { layer: task, target: "< 0" }'], ['hallucination_rate "< 0" error']],
    'a band that ends beyond': [['accuracy: { layer: model, target: "0.9 .. 1.1" }'], ['accuracy "0.9 .. 1.1" error']],
    'no perplexity is below 1': [['perplexity: { layer: model, target: "<= 0.5" }'], ['perplexity "<= 0.5" error']],
    'perplexity of 1': [['perplexity: { layer: model, target: "<= 1" }'], []],
    'BLEU either way': [
      [
        'bleu: { layer: model, target: ">= 0.4" }',
        'sacrebleu: { layer: model, target: ">= 40" }',
        'rouge_l: { layer: model, target: ">= 101" }',
      ],
      ['rouge_l ">= 101" error'],
    ],
    'BLEU of 87 as a ratio is out of the range of the unit': [
      ['bleu: { layer: model, target: ">= 87", unit: ratio }'],
      [],
    ],
    'judges count to 5 or 10': [
      ['judge_score: { layer: task, target: ">= 8" }', 'faithfulness: { layer: task, target: ">= 8" }'],
      ['faithfulness ">= 8" error'],
    ],
    'NPS as a ratio': [['nps: { layer: business, target: ">= 0.4", unit: ratio }'], ['nps ">= 0.4" error']],
    'NPS in percent': [['nps: { layer: business, target: ">= 40", unit: percent }'], []],
    'accuracy in time': [['accuracy: { layer: model, target: ">= 0.9", unit: ms }'], ['accuracy ms error']],
    'accuracy in money': [['accuracy: { layer: model, target: ">= 0.9", unit: "€" }'], ['accuracy "€" error']],
    'latency as a share': [
      ['latency_p95: { layer: model, target: "<= 0.9", unit: ratio }'],
      ['latency_p95 ratio error'],
    ],
    'latency in seconds': [['latency_p95: { layer: model, target: "<= 0.9", unit: s }'], []],
    'cost in time': [
      ['cost_per_resolution: { layer: business, target: "<= 45", unit: min }'],
      ['cost_per_resolution min error'],
    ],
    'cost in rupees': [['cost_per_resolution: { layer: business, target: "<= 45", unit: "₹" }'], []],
    'a unit that says its own scale': [
      [
        'retention_lift: { layer: business, target: ">= 200", unit: pp }',
        'churn_rate: { layer: business, target: "<= 200", unit: "% per month", alert: { when: "> 300" } }',
        'judge_score: { layer: task, target: ">= 70", unit: of 100 }',
        'hallucination_rate: { layer: task, target: "<= 5", unit: per 1000 }',
        'adoption_rate: { layer: product, target: ">= 2", unit: percentage points }',
      ],
      [],
    ],
    'a unit in plain words says none': [
      [
        'judge_score: { layer: task, target: ">= 70", unit: score }',
        'accuracy: { layer: model, target: ">= 90", unit: points }',
        'recall: { layer: model, target: ">= 90", unit: value }',
        'precision: { layer: model, target: ">= 90", unit: performance }',
        'hallucination_rate: { layer: task, target: "<= 5", unit: proof }',
      ],
      [
        'judge_score ">= 70" error',
        'accuracy ">= 90" error',
        'recall ">= 90" error',
        'precision ">= 90" error',
        'hallucination_rate "<= 5" error',
      ],
    ],
    'a unit that nobody knows': [['accuracy: { layer: model, target: ">= 0.9", unit: of all mails }'], []],
    'a unit that only looks like one': [['accuracy: { layer: model, target: ">= 90", unit: Percent }'], []],
    'an alert on another scale than the target': [
      ['repeat_query_rate: { layer: product, target: "<= 0.1", alert: { when: "> 15" } }'],
      ['repeat_query_rate "> 15" error'],
    ],
    'an alert on the scale of the target': [
      ['repeat_query_rate: { layer: product, target: "<= 0.1", alert: { when: "> 0.15" } }'],
      [],
    ],
    'of target and alert only the target is said': [
      ['repeat_query_rate: { layer: product, target: "<= 10", alert: { when: "> 15" } }'],
      ['repeat_query_rate "<= 10" error'],
    ],
    'anything is possible': [['roi: { layer: business, target: ">= 340" }'], []],
  },
  'trivial-target': {
    'accuracy at the prevalence': [
      ['accuracy: { layer: model, target: ">= 0.99", prevalence: 0.99 }'],
      ['accuracy ">= 0.99" error'],
    ],
    'accuracy just above the prevalence': [['accuracy: { layer: model, target: ">= 0.991", prevalence: 0.99 }'], []],
    'accuracy in percent below it': [
      ['accuracy: { layer: model, target: ">= 98", unit: percent, prevalence: 99% }'],
      ['accuracy ">= 98" error'],
    ],
    'accuracy in percent above it': [
      ['accuracy: { layer: model, target: "> 99.5", unit: percent, prevalence: 99% }'],
      [],
    ],
    'accuracy without a prevalence': [['accuracy: { layer: model, target: ">= 0.5" }'], []],
    'another name than accuracy, with a prevalence': [
      ['spam_filter_is_right: { layer: model, target: ">= 0.97", prevalence: 0.98 }'],
      ['spam_filter_is_right ">= 0.97" error'],
    ],
    'an error rate by another name': [
      [
        'spam_filter_is_wrong: { layer: model, target: "<= 0.02", prevalence: 0.98 }',
        'spam_is_wrong: { layer: model, target: "<= 0.019", prevalence: 0.98 }',
      ],
      ['spam_filter_is_wrong "<= 0.02" error'],
    ],
    'an area of 0.5': [['auc_roc: { layer: model, target: ">= 0.5" }'], ['auc_roc ">= 0.5" error']],
    'an area of 50 percent': [['auc_roc: { layer: model, target: ">= 50", unit: percent }'], ['auc_roc ">= 50" error']],
    'an area above 0.5': [['auc_roc: { layer: model, target: ">= 0.51" }'], []],
    'precision and recall no better than by chance': [
      ['auc_pr: { layer: model, target: ">= 0.1", prevalence: 0.1 }'],
      ['auc_pr ">= 0.1" error'],
    ],
    'precision and recall better than by chance': [['auc_pr: { layer: model, target: ">= 0.2", prevalence: 0.1 }'], []],
    'precision and recall of rare positives': [['auc_pr: { layer: model, target: ">= 0.60", prevalence: 99% }'], []],
    'precision and recall of rare positives by chance': [
      ['auc_pr: { layer: model, target: ">= 0.01", prevalence: 99% }'],
      ['auc_pr ">= 0.01" error'],
    ],
    'a count per 1000 is below a share of 3 %': [
      [
        'unsafe_output_rate: { layer: task, target: "<= 5", unit: per 1000, prevalence: 97% }',
        'accuracy: { layer: model, target: ">= 0.5", unit: of 100, prevalence: 97% }',
      ],
      ['accuracy ">= 0.5" error'],
    ],
    'the most on a scale that is not the one of the unit': [
      ['churn_rate: { layer: business, target: "<= 100", unit: per 1000 }'],
      [],
    ],
    'agreement by chance': [['cohen_kappa: { layer: evidence, target: ">= 0" }'], ['cohen_kappa ">= 0" error']],
    agreement: [['cohen_kappa: { layer: evidence, target: ">= 0.01" }'], []],
    'unsafe as often as there are unsafe ones, however the prevalence is written': [
      [
        'unsafe_output_rate: { layer: task, target: "<= 0.03", prevalence: 0.03 }',
        'toxicity_rate: { layer: task, target: "<= 0.03", prevalence: 97% }',
        'harmful_output_rate: { layer: task, target: "<= 0.029", prevalence: 97% }',
      ],
      ['unsafe_output_rate "<= 0.03" error', 'toxicity_rate "<= 0.03" error'],
    ],
    'flagged as often as there are any': [
      ['fpr: { layer: model, target: "< 0.2", prevalence: 0.2 }'],
      ['fpr "< 0.2" error'],
    ],
    'the bottom of NPS': [['nps: { layer: business, target: ">= -100" }'], ['nps ">= -100" error']],
    'above the bottom of NPS': [['nps: { layer: business, target: ">= -99" }'], []],
    'the bottom of a questionnaire': [['csat: { layer: product, target: ">= 1" }'], ['csat ">= 1" error']],
    'the same as a share is the top': [['csat: { layer: product, target: ">= 1", unit: ratio }'], []],
    'the bottom of one with its unit': [
      ['csat: { layer: product, target: ">= 1", unit: of 5 }'],
      ['csat ">= 1" error'],
    ],
    'a lift of minus one point': [['retention_lift: { layer: business, target: ">= -1", unit: pp }'], []],
    'no more than everything': [
      ['hallucination_rate: { layer: task, target: "<= 1" }'],
      ['hallucination_rate "<= 1" error'],
    ],
    'less than everything': [['hallucination_rate: { layer: task, target: "< 1" }'], []],
    'at least nothing': [['dau: { layer: product, target: ">= 0" }'], ['dau ">= 0" error']],
    'more than nothing': [['dau: { layer: product, target: "> 0" }'], []],
    'a band as wide as the scale': [
      ['cache_hit_rate: { layer: model, target: "0 .. 1" }', 'fallback_to_human_rate: { layer: task, target: ">= 0" }'],
      ['cache_hit_rate "0 .. 1" error', 'fallback_to_human_rate ">= 0" error'],
    ],
    'everything, as a band': [['recall: { layer: model, target: "0 .. 1" }'], ['recall "0 .. 1" error']],
    'a band from the bottom': [['cache_hit_rate: { layer: model, target: "0 .. 0.99" }'], []],
    'a length of at least nothing': [
      ['answer_length: { layer: task, target: ">= 0" }'],
      ['answer_length ">= 0" error'],
    ],
    'a length of at least something': [['answer_length: { layer: task, target: ">= 1" }'], []],
    'what cannot be read': [['accuracy: { layer: model, target: ">= a lot", prevalence: 0.99 }'], []],
    'in the wrong direction only that is said': [['accuracy: { layer: model, target: "<= 1" }'], []],
  },
  'not-supported-yet': {
    'a prevalence that means nothing': [
      ['recall: { layer: model, target: ">= 0.9", prevalence: 0.9 }'],
      ['recall prevalence error'],
    ],
    'prevalences that are acted on': [
      [
        'accuracy: { layer: model, target: ">= 0.95", prevalence: 0.9 }',
        'some_score: { layer: model, target: ">= 0.95", prevalence: 0.9 }',
      ],
      [],
    ],
  },
  'lagging-as-leading': {
    'day-14 retention': [
      ['day_14_retention: { layer: product, target: ">= 0.7", indicator: leading }'],
      ['day_14_retention leading error'],
    ],
    'a business outcome': [
      ['ticket_deflection_rate: { layer: business, target: ">= 0.4", indicator: leading }'],
      ['ticket_deflection_rate leading error'],
    ],
    'as it is': [['day_14_retention: { layer: product, target: ">= 0.7", indicator: lagging }'], []],
    'not written': [['day_14_retention: { layer: product, target: ">= 0.7" }'], []],
    'a leading one that is called lagging': [
      ['repeat_query_rate: { layer: product, target: "<= 0.1", indicator: lagging }'],
      [],
    ],
    'one that depends': [['csat: { layer: product, target: ">= 4", indicator: leading }'], []],
  },
};

for (const [code, rows] of Object.entries(LINTS)) {
  describe(code, () => {
    for (const [name, [lines, found, top]] of Object.entries(rows)) {
      it(name, async () => expect(await foundOf(code, lines, top)).toEqual(found));
    }
  });
}

describe('what is said of them', () => {
  it('names the unit that would fit', async () => {
    expect(await argsOf('unit-mismatch', ['accuracy: { layer: model, target: ">= 90" }'])).toEqual({
      ...{ problem: 'target', target: '>= 90', suggestion: 'unit: percent' },
      ...{ title: 'Accuracy', unit: null, scales: ['0 to 1'] },
    });
    const args = await argsOf('unit-mismatch', ['accuracy: { layer: model, target: ">= 900" }']);
    expect(args?.['suggestion']).toBeNull();
  });

  it('names what doing nothing scores', async () => {
    const args = await argsOf('trivial-target', [
      'unsafe_output_rate: { layer: task, target: "<= 0.1", prevalence: 97% }',
    ]);
    expect(args?.['value']).toBe(0.03);
    expect(args?.['prevalence']).toBe('97%');
  });

  it('two errors of one metric are both said', async () => {
    const lines = ['recall: { layer: model, target: "<= 90" }'];
    expect(await foundOf('wrong-direction', lines)).toHaveLength(1);
    expect(await foundOf('unit-mismatch', lines)).toHaveLength(1);
  });
});
