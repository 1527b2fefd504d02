import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../../src/core/catalogue/catalogue.ts';
import { corpusScores, isCorpusScore } from '../../../src/core/catalogue/corpus-scores.ts';

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
    'word_perplexity',
    'wer',
    'r_squared',
    'pass_hat_8',
    'pass@1',
    ...['f1_on_news', 'bleu_of_answers', 'rmse_in_days', 'answer_auc_test', 'recall_f1', 'ece_15_bins', 'mean_iou'],
    ...['f_measure', 'fmeasure', 'f_beta_test', 'fbeta_2', 'jaccard_index', 'iou', 'miou', 'dice_loss', 'gini', 'dice'],
    ...['spearman_rho', 'pearson_r', 'human_correlation', 'r2', 'r2_test', 'sacrebleu_de', 'auprc_rare'],
    ...[
      'macrof1',
      'f1score_en',
      'bleu4_en',
      'balanced_accuracy_de',
      'average_precision_en',
      'pass_at_5_hard',
      'cer_de',
    ],
    'krippendorff_alpha',
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
    ...['aucs_listed', 'correlated_rate', 'indices_found', 'meteorology_share', 'precision_dates'],
    'unps',
    'score',
    'constructor',
    'toString',
    '',
  ])('%s is none', (id) => {
    expect(isCorpusScore(id)).toBe(false);
  });

  it('knows every name that it lists', () => {
    for (const name of corpusScores()) expect(isCorpusScore(name)).toBe(true);
  });

  it('knows every score of the catalogue that is one, by each of its names', () => {
    const names = CATALOGUE.filter(({ kind }) => kind === 'corpus').flatMap(({ id, aliases }) => [id, ...aliases]);
    expect(names.length).toBeGreaterThan(60);
    expect(names.filter((name) => !isCorpusScore(name))).toEqual([]);
  });

  it('takes no other metric of the catalogue for one, but for a name that ends with one', () => {
    const names = CATALOGUE.filter(({ kind }) => kind !== 'corpus').flatMap(({ id, aliases }) => [id, ...aliases]);
    expect(names.filter((name) => isCorpusScore(name))).toEqual(['mean_average_precision']);
  });
});
