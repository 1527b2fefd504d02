import { SaxesParser } from 'saxes';
import { type JunitCase, type JunitSuite, junitElements } from './junit-elements.ts';

export type { JunitCase, JunitSuite, JunitVerdict } from './junit-elements.ts';

export interface JunitReport {
  readonly cases: readonly JunitCase[];
  readonly suites: readonly JunitSuite[];
}

/** Suites nest two or three deep in practice; hostile depth would cost its square. */
const DEEPEST = 100;

/** The name of the root element without its prefix, or `null` where there is none: reads no further than that. */
export function rootElement(text: string): string | null {
  let root: string | null = null;
  let broken = false;
  const parser = new SaxesParser();
  parser.on('opentagstart', (tag) => {
    root ??= localName(tag.name);
  });
  parser.on('error', () => {
    broken = true;
  });
  for (let at = 0; at < text.length && root === null && !broken; at += 4096) parser.write(text.slice(at, at + 4096));
  return root;
}

/** Every test case of a report; the first well-formedness error as text where it is not XML. No entity is expanded. */
export function parseJunit(text: string): JunitReport | string {
  const elements = junitElements();
  const parser = new SaxesParser();
  let problem: string | null = null;
  let depth = 0;
  parser.on('error', (error) => {
    problem ??= error.message;
  });
  parser.on('opentag', (tag) => {
    depth += 1;
    if (depth > DEEPEST) problem ??= `elements nest more than ${DEEPEST} deep`;
    if (problem === null) elements.open(localName(tag.name), tag.attributes, depth);
  });
  parser.on('closetag', () => {
    if (problem === null) elements.close(depth);
    depth -= 1;
  });
  parser.write(text).close();
  return problem ?? { cases: elements.cases, suites: elements.suites };
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1).toLowerCase();
}
