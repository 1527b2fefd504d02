import { describe, expect, it } from 'vitest';
import { argsOf, foundOf, type LintRow } from './found.ts';

const CTR = 'ctr: { layer: product, target: ">= 0.04" }';
const MODEL = 'my_model: { layer: model, target: ">= 0.9", drives: [my_task] }';
const TASK = 'my_task: { layer: task, target: ">= 0.9", drives: [my_product] }';
const PRODUCT = 'my_product: { layer: product, target: ">= 0.9" }';
const BUSINESS = 'my_business: { layer: business, target: ">= 0.9" }';
const FAITHFULNESS = 'faithfulness: { layer: task, target: ">= 0.9", valid-if: [IDS] }';
const AGREEMENT = 'judge_agreement: { layer: evidence, target: ">= 0.6" }';
const MESSAGES = 'messages_per_user: { layer: product, target: ">= 5" }';
const TWIN = 'deflection_rate: { layer: business, target: ">= 0.4", required: false }';
const JUDGE = 'judge: { sensitivity: 0.9, specificity: 0.95 }';
const valid = (...ids: string[]) => FAITHFULNESS.replace('IDS', ids.join(', '));

/** Each lint of how metrics stand together, with what gives it and what is next to that and does not. */
const LINTS: Readonly<Record<string, Readonly<Record<string, LintRow>>>> = {
  'missing-pair': {
    'deflection without contacts again': [
      ['ticket_deflection_rate: { layer: business, target: ">= 0.4" }'],
      ['ticket_deflection_rate ticket_deflection_rate warning'],
    ],
    'deflection with contacts again, by another name': [
      ['deflection: { layer: business, target: ">= 0.4" }', 'reopen-rate: { layer: product, target: "<= 0.1" }'],
      [],
    ],
    'the counter-metric may be advisory': [
      [
        'deflection: { layer: business, target: ">= 0.4" }',
        'reopen-rate: { layer: product, target: "<= 0.1", required: false }',
      ],
      [],
    ],
    'the counter-metric may be a precondition': [['judge_score: { layer: task, target: ">= 0.9" }', AGREEMENT], []],
    'a counter-metric that stands aside as evidence': [
      [
        'deflection: { layer: business, target: ">= 0.4" }',
        'recontact_48h: { layer: evidence, target: "<= 0.12", required: false }',
      ],
      ['deflection deflection warning'],
    ],
    'evidence that this metric rests on': [
      [
        'csat: { layer: product, target: ">= 4", valid-if: [response_rate] }',
        'ces: { layer: product, target: ">= 4" }',
        'response_rate: { layer: evidence, target: ">= 0.3" }',
      ],
      ['ces ces warning'],
    ],
    'an advisory metric needs none': [['deflection: { layer: business, target: ">= 0.4", required: false }'], []],
    'a guard of one’s own': [
      [
        'deflection: { layer: business, target: ">= 0.4", guarded-by: [calls] }',
        'calls: { layer: product, target: "<= 0.1" }',
      ],
      [],
    ],
    'a guard that is activity itself': [
      ['ctr: { layer: product, target: ">= 0.04", guarded-by: [messages_per_user] }', MESSAGES],
      ['ctr ctr warning', 'messages_per_user messages_per_user warning'],
    ],
    'activity, and a guard beside it that is none': [
      [
        'ctr: { layer: product, target: ">= 0.04", guarded-by: [messages_per_user, calls] }',
        `${MESSAGES.replace(' }', ', required: false }')}`,
        'calls: { layer: product, target: "<= 0.1" }',
      ],
      [],
    ],
    'itself under another name as guard': [
      ['deflection: { layer: business, target: ">= 0.4", guarded-by: [deflection_rate] }', TWIN],
      ['deflection deflection warning'],
    ],
    'a guard on the model layer, of a metric above': [
      ['deflection: { layer: business, target: ">= 0.4", guarded-by: [x] }', 'x: { layer: model, target: ">= 1" }'],
      ['deflection deflection warning'],
    ],
    'a guard on the task layer, of a metric above': [
      ['deflection: { layer: business, target: ">= 0.4", guarded-by: [x] }', 'x: { layer: task, target: ">= 1" }'],
      [],
    ],
    'a guard on the model layer, of a model metric': [
      ['recall: { layer: model, target: ">= 0.9", guarded-by: [x] }', 'x: { layer: model, target: ">= 1" }'],
      [],
    ],
    'a guard below that the catalogue pairs with it': [
      [
        'thumbs_up_rate: { layer: product, target: ">= 0.8", guarded-by: [answer_correctness] }',
        'answer_correctness: { layer: model, target: ">= 0.8", required: false }',
      ],
      [],
    ],
    'a guard whose layer cannot be read may be above': [
      ['deflection: { layer: business, target: ">= 0.4", guarded-by: [x] }', 'x: { layer: modl, target: ">= 1" }'],
      [],
    ],
    'guards that cannot be read': [['deflection: { layer: business, target: ">= 0.4", guarded-by: 7 }'], []],
    'a guard that does not exist is said as such': [
      ['deflection: { layer: business, target: ">= 0.4", guarded-by: [calls] }'],
      [],
    ],
    'a mistyped guard is said as such': [['deflection: { layer: business, target: ">= 0.4", guarded-bye: [x] }'], []],
    'accuracy with precision only': [
      [
        'accuracy: { layer: model, target: ">= 0.9" }',
        'precision: { layer: model, target: ">= 0.9", guarded-by: [accuracy] }',
      ],
      ['accuracy accuracy warning'],
    ],
    'accuracy with precision and recall': [
      [
        'accuracy: { layer: model, target: ">= 0.9" }',
        'precision: { layer: model, target: ">= 0.9" }',
        'recall: { layer: model, target: ">= 0.9" }',
      ],
      [],
    ],
    'recall and precision, each alone': [
      ['precision: { layer: model, target: ">= 0.9" }'],
      ['precision precision warning'],
    ],
    'perplexity with any task metric': [['ppl: { layer: model, target: "<= 20" }', TASK, PRODUCT], []],
    'perplexity with a product metric': [['ppl: { layer: model, target: "<= 20" }', PRODUCT], ['ppl ppl warning']],
    'a metric is not its own counter-metric': [
      ['answer_correctness: { layer: product, target: ">= 0.9" }'],
      ['answer_correctness answer_correctness warning'],
    ],
    'a layer that cannot be read may be the one': [
      ['ppl: { layer: model, target: "<= 20" }', 'x: { layer: tusk, target: ">= 1" }'],
      [],
    ],
    'the second metric of the same kind is no counter-metric': [
      ['recall: { layer: model, target: ">= 0.9" }', 'sensitivity: { layer: model, target: ">= 0.9" }'],
      ['recall recall warning', 'sensitivity sensitivity warning'],
    ],
    'a name that is not known': [['my_accuracy: { layer: model, target: ">= 0.9" }'], []],
  },
  'unmapped-proxy': {
    'a model metric': [['x: { layer: model, target: ">= 1" }'], ['x x warning']],
    'one that drives': [[MODEL, TASK, PRODUCT], []],
    'an advisory one': [['x: { layer: model, target: ">= 1", required: false }'], []],
    'a task metric': [['x: { layer: task, target: ">= 1" }'], []],
    'a model metric by its name': [['ndcg: { target: ">= 0.4" }'], ['ndcg ndcg warning']],
    'one whose drives leads nowhere': [['x: { layer: model, target: ">= 1", drives: [y] }'], []],
    'one whose drives cannot be read': [['x: { layer: model, target: ">= 1", drives: y }'], []],
    'a mistyped drives': [['x: { layer: model, target: ">= 1", drive: [y] }'], []],
  },
  'no-proxy': {
    'nobody says anything': [[MODEL.replace(', drives: [my_task]', ''), PRODUCT, BUSINESS], ['- metrics info']],
    'one of two is driven': [[MODEL, TASK, PRODUCT, BUSINESS], ['my_business my_business info']],
    'through others': [
      [
        MODEL,
        TASK,
        PRODUCT.replace(' }', ', drives: [my_retention] }'),
        'my_retention: { layer: product, target: ">= 1" }',
      ],
      [],
    ],
    'by its own layer only': [
      ['a: { layer: product, target: ">= 1", drives: [b] }', 'b: { layer: product, target: ">= 1" }'],
      ['a a info', 'b b info'],
    ],
    'in a circle of its own layer': [
      ['a: { layer: product, target: ">= 1", drives: [b] }', 'b: { layer: product, target: ">= 1", drives: [a] }'],
      ['a a info', 'b b info'],
    ],
    'advisory outcomes': [[MODEL, TASK, PRODUCT, BUSINESS.replace(' }', ', required: false }')], []],
    'outcomes are none': [['x: { layer: task, target: ">= 1" }'], []],
    'a drives that leads nowhere may be the one': [[MODEL.replace('my_task', 'my_tusk'), TASK, PRODUCT, BUSINESS], []],
    'a drives that cannot be read may be the one': [[PRODUCT, 'x: { layer: task, target: ">= 1", drives: 7 }'], []],
    'a layer that cannot be read': [[PRODUCT, 'x: { layer: tusk, target: ">= 1" }'], []],
  },
  'single-proxy': {
    'one metric': [[TASK.replace(', drives: [my_product]', '')], ['my_task my_task warning']],
    'two of one layer': [
      ['a: { layer: task, target: ">= 1" }', 'b: { layer: task, target: ">= 1" }'],
      ['- metrics warning'],
    ],
    'two of two layers': [['a: { layer: task, target: ">= 1" }', 'b: { layer: model, target: ">= 1" }'], []],
    'the second is advisory': [
      ['a: { layer: task, target: ">= 1" }', 'b: { layer: model, target: ">= 1", required: false }'],
      ['a a warning'],
    ],
    'the second is a precondition': [
      ['a: { layer: task, target: ">= 1", valid-if: [b] }', 'b: { layer: evidence, target: ">= 1" }'],
      ['a a warning'],
    ],
    'none decides': [['a: { layer: task, target: ">= 1", required: false }'], []],
    'the second cannot be read': [['a: { layer: task, target: ">= 1" }', 'b: { layer: tusk, target: ">= 1" }'], []],
    'the id of the second cannot be used': [
      ['a: { layer: task, target: ">= 1" }', 'B b: { layer: model, target: ">= 1" }'],
      [],
    ],
  },
  'testset-only': {
    'one curated set': [['a: { layer: task, target: ">= 1", traffic: curated }'], ['a traffic warning']],
    two: [
      ['a: { layer: task, target: ">= 1", traffic: curated }', 'b: { layer: task, target: ">= 1", traffic: curated }'],
      ['a traffic warning'],
    ],
    'one of two is live': [
      ['a: { layer: task, target: ">= 1", traffic: curated }', 'b: { layer: task, target: ">= 1", traffic: live }'],
      [],
    ],
    'of one it is not said': [
      ['a: { layer: task, target: ">= 1", traffic: curated }', 'b: { layer: task, target: ">= 1" }'],
      [],
    ],
    'the live one is advisory': [
      [
        'a: { layer: task, target: ">= 1", traffic: curated }',
        'b: { layer: task, target: ">= 1", traffic: live, required: false }',
      ],
      ['a traffic warning'],
    ],
    'a curated set of the model': [['a: { layer: model, target: ">= 1", traffic: curated }'], []],
    'traffic that cannot be read': [['a: { layer: task, target: ">= 1", traffic: curate }'], []],
  },
  'traffic-not-said': {
    'a task metric': [['a: { layer: task, target: ">= 1" }'], ['- metrics info']],
    'two, said once': [
      ['a: { layer: task, target: ">= 1" }', 'b: { layer: task, target: ">= 1" }'],
      ['- metrics info'],
    ],
    'one of two says it': [
      ['a: { layer: task, target: ">= 1" }', 'b: { layer: task, target: ">= 1", traffic: curated }'],
      [],
    ],
    'only an advisory one says it': [
      ['a: { layer: task, target: ">= 1" }', 'b: { layer: task, target: ">= 1", required: false, traffic: live }'],
      ['- metrics info'],
    ],
    'no task metric decides': [[PRODUCT, 'a: { layer: task, target: ">= 1", required: false }'], []],
    'traffic that cannot be read': [['a: { layer: task, target: ">= 1", traffic: curate }'], []],
    'a layer that cannot be read': [['a: { layer: task, target: ">= 1" }', 'b: { layer: tusk, target: ">= 1" }'], []],
  },
  'not-in-catalogue': {
    'names of one’s own, said once': [[TASK, PRODUCT], ['- metrics info']],
    'one beside one that is known': [[CTR, PRODUCT], ['- metrics info']],
    'known names': [[CTR, 'answer_correctness: { layer: task, target: ">= 0.9" }'], []],
    'an advisory one': [[CTR, 'x: { layer: product, target: ">= 1", required: false }'], []],
    'a precondition': [[CTR, 'x: { layer: evidence, target: ">= 1" }'], []],
  },
  'judge-unlicensed': {
    'a metric that judges score': [
      ['faithfulness: { layer: task, target: ">= 0.9" }'],
      ['faithfulness faithfulness warning'],
    ],
    'a judge that is written': [[`x: { layer: task, target: ">= 0.9", ${JUDGE} }`], ['x judge warning']],
    'a metric without a judge': [['answer_correctness: { layer: task, target: ">= 0.9" }'], []],
    'a precondition': [[`x: { layer: evidence, target: ">= 0.9", ${JUDGE} }`], []],
    advisory: [['faithfulness: { layer: task, target: ">= 0.9", required: false }'], []],
    'with agreement': [[valid('judge_agreement'), AGREEMENT], []],
    'with agreement by a longer name': [
      [valid('answer-judge-agreement'), AGREEMENT.replace('judge_agreement', 'answer-judge-agreement')],
      [],
    ],
    'with the agreement of people with the judge, among others': [
      [
        valid('join', 'cohen_kappa'),
        AGREEMENT.replace('judge_agreement', 'cohen_kappa'),
        AGREEMENT.replace('judge_agreement', 'join'),
      ],
      [],
    ],
    'with another precondition only': [
      [valid('join_rate'), AGREEMENT.replace('judge_agreement', 'join_rate'), AGREEMENT],
      ['faithfulness faithfulness warning'],
    ],
    'agreement that nothing asks for': [
      ['faithfulness: { layer: task, target: ">= 0.9" }', AGREEMENT],
      ['faithfulness faithfulness warning'],
    ],
    'a precondition that does not exist may be the one': [[valid('judge_agrement')], []],
    'a precondition that cannot be read': [['faithfulness: { layer: task, target: ">= 0.9", valid-if: 7 }'], []],
    'agreement on the task layer needs none of its own': [
      [`judge_human_agreement: { layer: task, target: ">= 0.6", ${JUDGE} }`],
      [],
    ],
  },
  'feedback-loop': {
    clicks: [[CTR], ['ctr ctr warning']],
    'ranks at k': [['ndcg_at_10: { layer: model, target: ">= 0.4" }'], ['ndcg_at_10 ndcg_at_10 warning']],
    'several, said once': [[CTR, 'ndcg: { layer: model, target: ">= 0.4" }'], ['ctr ctr warning']],
    'with coverage': [[CTR, 'catalog_coverage: { layer: model, target: ">= 0.4" }'], []],
    'with diversity that is advisory': [[CTR, 'novelty: { layer: model, target: ">= 0.4", required: false }'], []],
    'advisory clicks': [['ctr: { layer: product, target: ">= 0.04", required: false }'], []],
    'recall of documents': [['retrieval_recall_at_5: { layer: model, target: ">= 0.9" }'], []],
  },
  'no-drift-watch': {
    'a model metric alone': [['x: { layer: model, target: ">= 0.9" }'], ['- metrics warning']],
    'bound to the commit': [['x: { layer: model, target: ">= 0.9", bind: commit }'], ['- metrics warning']],
    'measured again': [['x: { layer: model, target: ">= 0.9", max-age: 7d }'], []],
    'measured again by default': [['x: { layer: model, target: ">= 0.9" }'], [], ['defaults: { max-age: 7d }']],
    'only a task metric is measured again': [
      ['x: { layer: model, target: ">= 0.9" }', 'y: { layer: task, target: ">= 0.9", max-age: 7d }'],
      ['- metrics warning'],
    ],
    'an alert on a product metric': [
      ['x: { layer: model, target: ">= 0.9" }', 'y: { layer: product, target: ">= 0.9", alert: { when: "< 0.8" } }'],
      [],
    ],
    'an alert on the model metric': [['x: { layer: model, target: ">= 0.9", alert: { when: "< 0.8" } }'], []],
    'an alert on a business metric': [
      ['x: { layer: model, target: ">= 0.9" }', 'y: { layer: business, target: ">= 0.9", alert: { when: "< 0.8" } }'],
      ['- metrics warning'],
    ],
    'an alert that cannot be read': [['x: { layer: model, target: ">= 0.9", allert: 7 }'], []],
    'drift of the inputs': [
      ['x: { layer: model, target: ">= 0.9" }', 'psi: { layer: model, target: "<= 0.2", required: false }'],
      [],
    ],
    'the age of the index': [
      ['x: { layer: model, target: ">= 0.9" }', 'index_age: { layer: model, target: "<= 30" }'],
      [],
    ],
    'no model metric decides': [['x: { layer: task, target: ">= 0.9" }'], []],
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
  it('lists the alternatives of the pair that is needed, and of the one that is advised', async () => {
    expect(await argsOf('missing-pair', ['accuracy: { layer: model, target: ">= 0.9" }'])).toMatchObject({
      ...{ strength: 'needed', alternatives: ['precision + recall', 'balanced_accuracy', 'mcc'], also: [] },
    });
    expect(await argsOf('missing-pair', ['rouge_l: { layer: model, target: ">= 0.4" }'])).toMatchObject({
      ...{ strength: 'needed', also: ['answer_length'] },
    });
    const advised = await argsOf('missing-pair', [
      'rouge_l: { layer: model, target: ">= 0.4" }',
      'citation_accuracy: { layer: task, target: ">= 0.9", required: false }',
    ]);
    expect(advised).toMatchObject({ strength: 'advised', alternatives: ['answer_length'], also: [] });
  });

  it('tells by why each guard does not count', async () => {
    const lines = [
      'deflection: { layer: business, target: ">= 0.4", guarded-by: [messages_per_user, deflection_rate, x] }',
      ...[TWIN, MESSAGES.replace(' }', ', required: false }'), 'x: { layer: model, target: ">= 1" }'],
    ];
    expect(await argsOf('missing-pair', lines)).toMatchObject({
      ...{ entry: 'ticket_deflection_rate', activity: ['messages_per_user'], same: ['deflection_rate'], below: ['x'] },
    });
  });

  it('names twelve unknown metrics, each with the known one that may be meant', async () => {
    const lines = Array.from({ length: 14 }, (_, index) => `m${index}_accuracy: { layer: model, target: ">= 0.9" }`);
    const args = await argsOf('not-in-catalogue', ['thumbs_up: { layer: product, target: ">= 0.9" }', ...lines]);
    expect(args).toEqual({
      metrics: ['thumbs_up', ...Array.from({ length: 11 }, (_, index) => `m${index}_accuracy`)],
      ...{ near: ['thumbs_up_rate', ...Array.from({ length: 11 }, () => 'accuracy')], more: 3 },
    });
  });

  it('names an outcome that the model metric could drive', async () => {
    const args = await argsOf('unmapped-proxy', ['x: { layer: model, target: ">= 1" }', PRODUCT, TASK]);
    expect(args).toEqual({ id: 'x', outcome: 'my_task' });
  });

  it('names the agreement that is there already', async () => {
    const args = await argsOf('judge-unlicensed', ['faithfulness: { layer: task, target: ">= 0.9" }', AGREEMENT]);
    expect(args).toEqual({ title: 'Faithfulness', told: 'catalogue', agreement: 'judge_agreement' });
  });
});
