/** The keys of `from` that name a metric, by format. */
export function keysFor(format: string, name: string, id: string): Record<string, string> {
  switch (format) {
    case 'values':
      return name === id ? {} : { select: name };
    case 'promptfoo':
      return { score: name };
    case 'benchmark':
      return { name };
    case 'junit':
      return { suite: name };
    case 'lm-eval':
      return lmEvalKeys(name);
    default:
      return name === id ? {} : { metric: name };
  }
}

/** The keys that a name of lm-eval's results holds, which reads `task metric,filter`. */
export function lmEvalKeys(name: string): Record<string, string> {
  const match = /^(.*) ([^ ,]+)(?:,(.+))?$/.exec(name);
  if (match === null) return { task: name };
  const [, task = '', metric = '', filter] = match;
  return filter === undefined ? { task, metric } : { task, metric, filter };
}
