/**
 * Names of scores that are computed over a whole set and not per item, so that value × n counts nothing: no binomial
 * interval may be made of them (F1, areas under curves, BLEU and its kin, roots and exponentials of means).
 */
export const CORPUS_SCORES: ReadonlySet<string> = new Set([
  ...['f1', 'f2', 'f_beta', 'fbeta', 'f_score', 'macro_f1', 'micro_f1', 'weighted_f1', 'token_f1'],
  ...['auc', 'auc_roc', 'auroc', 'roc_auc', 'auc_pr', 'auprc', 'pr_auc', 'average_precision'],
  ...['bleu', 'sacrebleu', 'meteor', 'chrf', 'bertscore', 'bert_score', 'comet', 'ter', 'wer', 'cer'],
  ...['perplexity', 'ppl', 'bits_per_byte', 'word_perplexity', 'byte_perplexity'],
  ...['calibration_error', 'expected_calibration_error', 'ece', 'brier', 'brier_score'],
  ...['rmse', 'r2', 'r_squared', 'balanced_accuracy', 'mcc', 'matthews_corrcoef'],
  ...['cohen_kappa', 'cohens_kappa', 'kappa', 'krippendorff_alpha', 'judge_human_agreement'],
  ...['pass_at_k', 'elo', 'elo_rating', 'nps', 'feature_nps'],
]);

// Words that are put after a score's name without changing what it is: `f1_macro`, `bleu_4`, `bleu_score`.
const QUALIFIER = /_(?:score|macro|micro|weighted|mean|avg|overall|v?\d{1,3})$/;

/**
 * True where the metric's id is a corpus score's name or ends with one after an underscore (`answer_bleu`); letter
 * case, hyphens and dots aside. Taking too many for corpus scores only makes the gate ask for a spread.
 */
export function isCorpusScore(metric: string): boolean {
  let name = metric
    .toLowerCase()
    .replaceAll(/[-.@]/g, '_')
    .replace(/_(?:at_)?\d{1,4}$/, (end) => (end.startsWith('_at_') ? '_at_k' : end));
  for (let strip = 0; strip < 4; strip += 1) {
    if (endsWithScore(name)) return true;
    const shorter = name.replace(QUALIFIER, '');
    if (shorter === name) return false;
    name = shorter;
  }
  return false;
}

function endsWithScore(name: string): boolean {
  const words = name.split('_');
  return words.some((_, start) => CORPUS_SCORES.has(words.slice(start).join('_')));
}
