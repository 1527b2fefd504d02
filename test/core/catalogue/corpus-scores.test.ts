import { describe, expect, it } from 'vitest';
import { CORPUS_SCORES, isCorpusScore } from '../../../src/core/catalogue/corpus-scores.ts';

describe('corpus scores', () => {
  it.each([
    'f1',
    'F1',
    'macro_f1',
    'token_f1',
    'f_beta',
    'auc',
    'auc_roc',
    'auroc',
    'roc_auc',
    'auc-pr',
    'average_precision',
    'bleu',
    'sacrebleu',
    'answer_bleu',
    'bleu_4',
    'bleu_score',
    'f1_macro',
    'intent.f1_score',
    'perplexity',
    'ppl',
    'ece',
    'rmse',
    'balanced_accuracy',
    'pass_at_k',
    'pass_at_5',
    'pass-at-10',
    'nps',
    'feature_nps',
    'cohen_kappa',
    'judge_human_agreement',
    'meteor',
    'chrf',
    'bertscore',
  ])('%s is one', (id) => {
    expect(isCorpusScore(id)).toBe(true);
  });

  it.each([
    'accuracy',
    'precision',
    'recall',
    'recall_at_5',
    'retrieval_recall_at_5',
    'answer_correctness',
    'exact_match',
    'rouge_l',
    'f10',
    'bleuish',
    'auction_rate',
    'unps',
    'score',
    'constructor',
    'toString',
    '',
  ])('%s is none', (id) => {
    expect(isCorpusScore(id)).toBe(false);
  });

  it('knows every name that it lists', () => {
    for (const name of CORPUS_SCORES) expect(isCorpusScore(name)).toBe(true);
  });
});
