import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = path.resolve(import.meta.dirname, '../src');

/** What each room may import besides itself; a file at the top of src is the shell and may import everything. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  core: [],
  criteria: ['core', 'sources/schemas', 'sources/promql', 'sources/timestamp.ts'],
  sources: ['core'],
  alerts: ['core', 'sources'],
  report: ['core'],
  github: ['core', 'report', 'criteria/criteria-text.ts'],
  doctor: ['core', 'credential-findings.ts', 'github/repository-facts.ts'],
  demo: ['sources/workspace.ts'],
  'command-line': [
    'core',
    'criteria',
    'sources',
    'report',
    'demo',
    'inputs.ts',
    'run.ts',
    'world.ts',
    'version.ts',
    'secrets.ts',
    'alert-states.ts',
    'doctor',
    'github',
    'credential-findings.ts',
  ],
};

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const source = (file: string) => readFileSync(path.join(SRC, file), 'utf8');
const imports = (file: string) =>
  [
    ...source(file).matchAll(/(?:^(?:import|export) [^;=]*?from|^import|import\()\s*(?:\/\*.*?\*\/\s*)?'([^'\n]+)'/gm),
  ].map((match) => match[1] ?? '');
const target = (file: string, specifier: string) => path.posix.join(path.posix.dirname(file), specifier);
const roomOf = (file: string) => (file.includes('/') ? (file.split('/')[0] ?? '') : '');

describe('the rooms', () => {
  it.each(files.filter((file) => roomOf(file) !== ''))('%s imports only what its room may', (file) => {
    const room = roomOf(file);
    const allowed = [room, ...(MAY_IMPORT[room] ?? [])];
    const local = imports(file).filter((specifier) => specifier.startsWith('.'));
    const wrong = local
      .map((specifier) => target(file, specifier))
      .filter((to) => !allowed.some((room) => to === room || to.startsWith(`${room}/`)));
    expect(wrong).toEqual([]);
  });

  it('keep the toolkit at the edge', () => {
    const users = files.filter((file) => imports(file).some((specifier) => specifier.startsWith('@actions/')));
    expect(users.filter((file) => file !== 'action.ts' && roomOf(file) !== 'github')).toEqual([]);
  });

  it.each(files.filter((file) => ['core', 'report'].includes(roomOf(file))))(
    '%s is a function of its arguments',
    (file) => {
      const forbidden = /\b(Date\.now|new Date\(\)|process\.|globalThis|fetch\(|console\.|Math\.random|performance\.)/;
      expect(forbidden.exec(source(file))?.[0]).toBeUndefined();
      const outside = imports(file).filter((specifier) => !specifier.startsWith('.') && !specifier.startsWith('zod'));
      expect(outside).toEqual([]);
    },
  );

  it('have no cycles', () => {
    const edges = new Map(
      files.map((file) => [
        file,
        imports(file)
          .filter((to) => to.startsWith('.'))
          .map((to) => target(file, to)),
      ]),
    );
    const done = new Set<string>();
    const visit = (file: string, trail: readonly string[]): readonly string[] | null => {
      if (trail.includes(file)) return [...trail, file];
      if (done.has(file)) return null;
      for (const to of edges.get(file) ?? []) {
        const cycle = visit(to, [...trail, file]);
        if (cycle !== null) return cycle;
      }
      done.add(file);
      return null;
    };
    for (const file of files) expect(visit(file, [])).toBeNull();
  });
});
