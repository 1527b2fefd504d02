// Texts of criteria that a sample needs, as short as they can be.

/** A criteria file with one metric that holds `keys`; the reader sees the keys and what stands after the metric. */
export function metric(keys, more = '') {
  const indented = keys.replace(/^/gm, '    ');
  return {
    text: `version: 1\nfeature: f\nmetrics:\n  m:\n    layer: task\n${indented}\n${more}`,
    shown: keys + (more && `\n${more}`),
  };
}

/** A criteria file with further lines at its top. */
export function top(lines, metrics = '  m: { layer: task, target: ">= 1" }\n') {
  return { text: `version: 1\nfeature: f\n${lines}\nmetrics:\n${metrics}`, shown: lines };
}

/** A criteria file with these metrics. */
export function metrics(lines) {
  return { text: `version: 1\nfeature: f\nmetrics:\n${lines}\n`, shown: `metrics:\n${lines}` };
}

/** A criteria file with a source, and a metric that reads it. */
export function read(source, from) {
  const lines = `sources:\n  s: ${source}\nmetrics:\n  m: { layer: task, target: ">= 0.8", from: ${from} }`;
  return { text: `version: 1\nfeature: f\n${lines}\n`, shown: lines };
}

/** A whole text, of which the reader sees `shown`. */
export const whole = (text, shown = text) => ({ text, shown });

export const TARGET = 'target: ">= 0.8"';
export const many = (count, line) => Array.from({ length: count }, (_, index) => line(index)).join('\n');
export const alert = (keys) => `target: "<= 0.10"\nindicator: leading\nalert: ${keys}`;
