import { CATALOGUE, catalogueEntry } from './catalogue.ts';

/**
 * Scores besides those of the catalogue that are computed over a whole set and not per item, so that value × n counts
 * nothing: no binomial interval may be made of them.
 */
const OTHER_CORPUS_SCORES = ['comet', 'ter', 'wer', 'cer', 'bits_per_byte', 'byte_perplexity', 'r2', 'r_squared'];

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
 * True where the metric's id is a corpus score's name or ends with one after an underscore (`answer_bleu`); letter
 * case, hyphens and dots aside. Taking too many for corpus scores only makes the gate ask for a spread.
 */
export function isCorpusScore(metric: string): boolean {
  if (catalogueEntry(metric)?.kind === 'corpus') return true;
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
  return words.some((_, start) => corpusScores().has(words.slice(start).join('_')));
}
