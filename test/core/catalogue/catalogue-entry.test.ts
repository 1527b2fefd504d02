import { describe, expect, it } from 'vitest';
import { catalogueEntry } from '../../../src/core/catalogue/catalogue.ts';
import { suggestEntries } from '../../../src/core/catalogue/suggest-entries.ts';

describe('catalogueEntry', () => {
  it.each([
    ['BLEU', 'bleu'],
    ['bleu-4', 'bleu'],
    ['answer.bleu', 'bleu'],
    ['retrieval_recall_at_5', 'retrieval_recall_at_k'],
    ['retrieval_recall@5', 'retrieval_recall_at_k'],
    ['recall@10', 'retrieval_recall_at_k'],
    ['Recall-at-10', 'retrieval_recall_at_k'],
    ['recall_at_9999', 'retrieval_recall_at_k'],
    ['hit_rate_at_3', 'retrieval_recall_at_k'],
    ['recall', 'recall'],
    ['ndcg_at_10', 'ndcg'],
    ['map@100', 'map'],
    ['precision_at_1', 'precision_at_k'],
    ['pass_at_1', 'pass_at_1'],
    ['pass@1', 'pass_at_1'],
    ['pass_at_8', 'pass_at_k'],
    ['pass_hat_4', 'pass_hat_k'],
    ['latency_p50', 'latency_p95'],
    ['p99_latency', 'latency_p95'],
    ['latency-p99-ms', 'latency_p95'],
    ['ttft_p90', 'time_to_first_token'],
    ['p99_error', 'p95_error'],
    ['d7', 'dau_retention'],
    ['d30', 'dau_retention'],
    ['day_14_retention', 'dau_retention'],
    ['dau_retention_d30', 'dau_retention'],
    ['dau_d14_retention', 'dau_retention'],
    ['30_day_retention', 'dau_retention'],
    ['retention', 'dau_retention'],
    ['answer_resolves_query', 'resolved_without_followup'],
    ['answer_cites_current_policy', 'doc_freshness'],
    ['query_chunk_cosine', 'cosine_similarity'],
    ['deflection', 'ticket_deflection_rate'],
    ['active_users', 'dau'],
    ['cohens_kappa', 'judge_human_agreement'],
    ['toxicity_rate', 'unsafe_output_rate'],
    ['1-specificity', 'false_positive_rate'],
  ])('%s is %s', (name, id) => {
    expect(catalogueEntry(name)?.id).toBe(id);
  });

  it.each([
    'my_accuracy',
    'accuracy_',
    'accuracy_at_5',
    'recall_at_',
    'recall_at_0',
    'recall_at_05',
    'recall_at_12345',
    'recall_at_k_5',
    'latency_p42',
    'd0',
    'd1000',
    'd14_active_users',
    '7_day_active_users',
    'retention_d7_lift',
    // Which one of two contrary things is meant is not told by the name.
    'payback',
    'specificity_loss',
    'thumbs_up',
    'hallucinations',
    'recalls',
    'bleuish',
    'score',
    '',
    '__proto__',
    'constructor',
    'toString',
  ])('%s is not known', (name) => {
    expect(catalogueEntry(name)).toBeNull();
  });

  it.each([
    ['nps', 'feature_nps'],
    ['retention_lift', 'dau_retention'],
    ['schema_validity', 'format_error_rate'],
    ['pass_at_1', 'pass_at_2'],
    ['recall', 'recall_at_5'],
    ['helpdesk_fallback_rate', 'fallback_to_human_rate'],
    ['refund_rate', 'return_rate'],
  ])('%s and %s are two metrics', (one, other) => {
    expect(catalogueEntry(one)).not.toBeNull();
    expect(catalogueEntry(other)).not.toBeNull();
    expect(catalogueEntry(one)).not.toBe(catalogueEntry(other));
  });
});

describe('suggestEntries', () => {
  const ids = (id: string, most = 3) => suggestEntries(id, most).map((entry) => entry.id);

  it.each([
    ['my_accuracy', 'accuracy'],
    ['wiki.recall_at_5', 'retrieval_recall_at_k'],
    ['team_d7_retention', 'dau_retention'],
    ['acuracy', 'accuracy'],
    ['halucination_rate', 'hallucination_rate'],
    ['faithfullness', 'faithfulness'],
    ['thumbs_up', 'thumbs_up_rate'],
    ['cost', 'cost_per_request'],
    ['rmse_of_forecast', 'rmse'],
    ['answer-correctness-live', 'answer_correctness'],
  ])('for %s gives %s first', (id, first) => {
    expect(ids(id)[0]).toBe(first);
  });

  it('does not take a short name that others begin with by chance', () => {
    expect(ids('map_views')).not.toContain('map');
    expect(ids('')).toEqual([]);
  });

  it('gives the longest name that the id ends with before the shorter ones', () => {
    expect(ids('our_token_f1')).toEqual(['f1']);
    expect(ids('bot_balanced_accuracy').slice(0, 2)).toEqual(['balanced_accuracy', 'accuracy']);
  });

  it('gives no more than asked for, each once', () => {
    expect(ids('bot_balanced_accuracy', 1)).toEqual(['balanced_accuracy']);
    expect(ids('bot_balanced_accuracy', 0)).toEqual([]);
    expect(new Set(ids('precision_at', 9)).size).toBe(ids('precision_at', 9).length);
  });

  it.each(['zebra_crossings', '', 'x'.repeat(5000), '_'.repeat(5000)])(
    'gives nothing for what is like nothing',
    (id) => {
      expect(ids(id)).toEqual([]);
    },
  );
});
