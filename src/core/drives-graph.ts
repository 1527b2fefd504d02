import type { GraphNote } from './diagnosis.ts';
import { isOnStack, LAYERS, type Layer } from './layer.ts';
import type { MetricResult, Status } from './result.ts';

type NodeColour = 'green' | 'red' | 'undecided';

/** A required metric with what drives it. */
interface Node {
  readonly id: string;
  readonly layer: Layer;
  readonly colour: NodeColour;
  readonly declared: readonly Node[];
  /** All metrics of the layer below, where nobody declared an edge from it; shared between nodes. */
  readonly assumed: readonly Node[];
}

function colourOf(status: Status): NodeColour {
  if (status === 'pass') return 'green';
  return status === 'fail' ? 'red' : 'undecided';
}

type OpenNode = Node & { declared: Node[]; assumed: readonly Node[] };

/** The required metrics of the stack as nodes without edges, by id in the file's order. */
function nodesById(results: readonly MetricResult[]): ReadonlyMap<string, OpenNode> {
  const nodes = new Map<string, OpenNode>();
  for (const { criterion, status } of results) {
    if (!criterion.required || nodes.has(criterion.id)) continue;
    const { id, layer } = criterion;
    if (!isOnStack(layer)) continue;
    nodes.set(id, { id, layer, colour: colourOf(status), declared: [], assumed: [] });
  }
  return nodes;
}

/** Adds the declared edges; returns the pairs of layers that have one, as `lower upper`. */
function declareEdges(results: readonly MetricResult[], nodes: ReadonlyMap<string, OpenNode>): ReadonlySet<string> {
  const pairs = new Set<string>();
  for (const { criterion } of results) {
    const driver = criterion.required ? nodes.get(criterion.id) : undefined;
    if (driver === undefined) continue;
    for (const id of criterion.drives) {
      const driven = nodes.get(id);
      if (driven === undefined || driven === driver || driven.declared.includes(driver)) continue;
      driven.declared.push(driver);
      pairs.add(`${driver.layer} ${driven.layer}`);
    }
  }
  return pairs;
}

/**
 * The graph of required metrics along `drives`. Where no metric of a layer is declared to drive one of the next layer,
 * each is assumed to drive each; a metric with a declared driver on any lower layer keeps to its declared ones.
 */
function buildGraph(results: readonly MetricResult[]): readonly Node[] {
  const nodes = nodesById(results);
  const pairs = declareEdges(results, nodes);
  const all = [...nodes.values()];
  for (const [index, layer] of LAYERS.entries()) {
    const below = LAYERS[index - 1];
    if (below === undefined || pairs.has(`${below} ${layer}`)) continue;
    const drivers = all.filter((node) => node.layer === below);
    for (const node of all) {
      if (node.layer === layer && node.declared.every((driver) => driver.layer === layer)) node.assumed = drivers;
    }
  }
  return all;
}

/** What a red metric's drivers say of it. */
function noteOfRed(drivers: readonly Node[]): { kind: GraphNote['kind']; about: readonly Node[] } {
  if (drivers.length === 0) return { kind: 'root', about: [] };
  const red = drivers.filter(({ colour }) => colour === 'red');
  if (red.length > 0) return { kind: 'inherited', about: red };
  const undecided = drivers.filter(({ colour }) => colour === 'undecided');
  if (undecided.length > 0) return { kind: 'unresolved', about: undecided };
  return { kind: 'divergence', about: drivers };
}

/** What red drivers say of a green metric: the note stands on the green one, `about` are the proxies in doubt. */
function noteOfGreen(drivers: readonly Node[]): { kind: GraphNote['kind']; about: readonly Node[] } | null {
  const red = drivers.filter(({ colour }) => colour === 'red');
  if (red.length === 0) return null;
  if (red.length === drivers.length) return { kind: 'suspect-proxy', about: red };
  return drivers.some(({ colour }) => colour === 'green') ? { kind: 'compensated', about: red } : null;
}

function noteOf(node: Node): GraphNote | null {
  if (node.colour === 'undecided') return null;
  const drivers = [...node.declared, ...node.assumed];
  const note = node.colour === 'red' ? noteOfRed(drivers) : noteOfGreen(drivers);
  if (note === null) return null;
  return {
    metric: node.id,
    kind: note.kind,
    drivers: note.about.map(({ id }) => id),
    assumed: note.about.some((driver) => !node.declared.includes(driver)),
  };
}

/** How many red metrics can be reached upward from each one through red ones. Sets are bits, one per node. */
function countRedDescendants(nodes: readonly Node[]): ReadonlyMap<string, number> {
  const bits = new Map(nodes.map((node, index) => [node.id, 1n << BigInt(index)]));
  const driven = new Map<string, Node[]>(nodes.map(({ id }) => [id, []]));
  for (const node of nodes.filter(({ colour }) => colour === 'red')) {
    for (const driver of [...node.declared, ...node.assumed]) driven.get(driver.id)?.push(node);
  }
  const reached = new Map<string, bigint>();
  const reach = (id: string): bigint => {
    const known = reached.get(id);
    if (known !== undefined) return known;
    // Criteria refuse cycles; should one arrive all the same, this entry ends the walk.
    reached.set(id, 0n);
    let all = 0n;
    for (const child of driven.get(id) ?? []) all |= (bits.get(child.id) ?? 0n) | reach(child.id);
    reached.set(id, all);
    return all;
  };
  return new Map(nodes.map(({ id }) => [id, reach(id).toString(2).replaceAll('0', '').length]));
}

/**
 * The notes of the `drives` graph: roots and divergences first (lowest layer, then most red descendants, then the
 * file's order), so that the first note is the place to begin; the others follow by layer in the file's order.
 */
export function noteDrives(results: readonly MetricResult[]): readonly GraphNote[] {
  const nodes = buildGraph(results);
  const noted = nodes.flatMap((node) => {
    const note = noteOf(node);
    return note === null ? [] : [{ node, note }];
  });
  const isOrigin = ({ kind }: GraphNote): boolean => kind === 'root' || kind === 'divergence';
  const descendants = noted.some(({ note }) => isOrigin(note)) ? countRedDescendants(nodes) : new Map<string, number>();
  const rank = ({ node, note }: { node: Node; note: GraphNote }): readonly [number, number, number] => {
    const origin = isOrigin(note);
    return [origin ? 0 : 1, LAYERS.indexOf(node.layer), origin ? -(descendants.get(node.id) ?? 0) : 0];
  };
  return noted
    .map((entry) => ({ ...entry, rank: rank(entry) }))
    .sort((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1] || a.rank[2] - b.rank[2])
    .map(({ note }) => note);
}
