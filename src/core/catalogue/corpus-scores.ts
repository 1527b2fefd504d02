import { CATALOGUE, catalogueEntry } from './catalogue.ts';

/**
 * Scores besides those of the catalogue that are computed over a whole set and not per item, so that value × n counts
 * nothing: no binomial interval may be made of them.
 */
const OTHER_CORPUS_SCORES = ['comet', 'ter', 'cer', 'bits_per_byte', 'byte_perplexity', 'r_squared'];

/** Words that are nothing but such a score, wherever in a name they stand: `bleu_on_answers`, `f1_news_v2`. */
const SCORE_WORDS: ReadonlySet<string> = new Set([
  ...['f1', 'f2', 'fbeta', 'fmeasure', 'fscore', 'mcc', 'jaccard', 'iou', 'miou', 'dice', 'kappa'],
  ...['auc', 'auroc', 'auprc', 'rocauc', 'prauc', 'rmse', 'ece', 'gini', 'r2', 'spearman', 'pearson', 'correlation'],
  ...['bleu', 'sacrebleu', 'chrf', 'meteor', 'bertscore', 'perplexity', 'ppl', 'wer', 'cer'],
]);

let scores: ReadonlySet<string> | null = null;

/** Every name of a corpus score: those of the catalogue, and further ones. */
export function corpusScores(): ReadonlySet<string> {
  scores ??= new Set([
    ...CATALOGUE.filter((entry) => entry.kind === 'corpus').flatMap((entry) => [entry.id, ...entry.aliases]),
    ...OTHER_CORPUS_SCORES,
  ]);
  return scores;
}

// Words that are put after a score's name without changing what it is: `f1_macro`, `bleu_4`, `bleu_score`.
const QUALIFIER = /_(?:score|macro|micro|weighted|mean|avg|overall|v?\d{1,3})$/;

/**
 * True where the metric's id is a corpus score's name, ends with one after an underscore (`top_pass_at_5`) or has one
 * anywhere that is nothing else (`bleu_on_answers`, `balanced_accuracy_de`); letter case, hyphens and dots aside. Taking too many for corpus
 * scores only makes the gate ask for a spread.
 */
export function isCorpusScore(metric: string): boolean {
  if (catalogueEntry(metric)?.kind === 'corpus') return true;
  let name = metric
    .toLowerCase()
    .replaceAll(/[-.@]/g, '_')
    .replaceAll(/_at_\d{1,4}(?=_|$)/g, '_at_k');
  const words = name.replace(/(^|_)f_(?=(?:beta|measure|score)(?:_|$))/, '$1f').split('_');
  if (words.some((word) => SCORE_WORDS.has(bareWord(word))) || holdsScore(words)) return true;
  for (let strip = 0; strip < 4; strip += 1) {
    if (endsWithScore(name)) return true;
    const shorter = name.replace(QUALIFIER, '');
    if (shorter === name) return false;
    name = shorter;
  }
  return false;
}

/** `macrof1`, `f1score` and `bleu4` are what they are without what is glued to them. */
function bareWord(word: string): string {
  return word.replace(/^(?:macro|micro|weighted)(?=f\d)/, '').replace(/(?<=[a-z]\d?)(?:score|(?<=bleu)\d)$/, '');
}

/** True where several words in a row are such a score's name, wherever they stand (`balanced_accuracy_de`). */
function holdsScore(words: readonly string[]): boolean {
  const names = corpusScores();
  return words.some((_, start) =>
    words.some((__, end) => end > start && names.has(words.slice(start, end + 1).join('_'))),
  );
}

function endsWithScore(name: string): boolean {
  const words = name.split('_');
  return words.some((_, start) => corpusScores().has(words.slice(start).join('_')));
}
