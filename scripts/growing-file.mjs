// A file that grows over a page: each fragment on it is put where its keys say, and regions show what is said of the file.
import { isMap, parseDocument } from 'yaml';

/** Where a key stands at the top of a criteria file that people read from top to bottom. */
const TOP = ['version', 'feature', 'title', 'launch-date', 'subject', 'defaults', 'metrics', 'lints', 'north-star'];
const rank = ({ key }) => TOP.indexOf(key.value);

/** Puts the pairs of `more` into `into`: maps are grown, everything else is replaced. */
function put(into, more) {
  for (const pair of more.items) {
    const there = into.items.find(({ key }) => key.value === pair.key.value);
    if (there === undefined) into.items.push(pair);
    else if (isMap(there.value) && isMap(pair.value) && !pair.value.flow) put(there.value, pair.value);
    else there.value = pair.value;
  }
}

/** The text of a file with a fragment put into it, laid out as a person would. */
export function grown(text, fragment) {
  const file = parseDocument(text === '' ? fragment : text);
  if (text !== '') put(file.contents, parseDocument(fragment).contents);
  file.contents.items.sort((a, b) => rank(a) - rank(b));
  for (const pair of file.contents.items) {
    pair.key.spaceBefore = rank(pair) > TOP.indexOf('launch-date');
    if (pair.key.value !== 'metrics') continue;
    pair.value.items.forEach(({ key }, index) => {
      key.spaceBefore = index > 0;
    });
  }
  return file.toString({ lineWidth: 0 }).replace(/: \[ (.*) \]$/gm, ': [$1]');
}

const PART =
  /^```yaml fragment( try)?\n([\s\S]*?)^```$|(<!-- generated: ([\w-]+) -->\n)[\s\S]*?(<!-- \/generated -->)/gm;

/**
 * The page with its regions made anew. `say(region, file, before)` gives what a region holds: `file` is the text as it
 * stands there, with what is only tried, and `before` the text at the region of the same name above.
 */
export async function pageWithRegions(page, say) {
  const before = new Map();
  let [file, tried, end, made] = ['', null, 0, ''];
  for (const found of page.matchAll(PART)) {
    const [all, isTry, fragment, start, region, close] = found;
    made += page.slice(end, found.index);
    end = found.index + all.length;
    if (region === undefined) {
      made += all;
      if (isTry === undefined) file = grown(file, fragment);
      else tried = grown(file, fragment);
      continue;
    }
    made += `${start}\n${await say(region, tried ?? file, before.get(region) ?? null)}\n\n${close}`;
    before.set(region, file);
    tried = null;
  }
  return made + page.slice(end);
}
