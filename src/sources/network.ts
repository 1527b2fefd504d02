import type { SourceError } from '../core/measurement.ts';

/** The most that any answer may hold once it is decoded. */
export const LARGEST_BODY_BYTES = 5 * 1024 * 1024;

/** The most that all answers of a run may hold together: each is kept, so that whoever asks the same shares it. */
export const LARGEST_TOTAL_BYTES = 48 * 1024 * 1024;

/** How credentials are presented, by the names of the environment variables that hold them. */
export type Auth =
  | { readonly kind: 'bearer'; readonly token: string }
  | { readonly kind: 'basic'; readonly user: string; readonly password: string }
  | { readonly kind: 'header'; readonly name: string; readonly value: string };

/** What the keys that all sources share say about connecting. */
export interface Connection {
  /** The source's id. */
  readonly source: string;
  /** For one attempt, over connecting, headers and body. */
  readonly timeoutMs: number;
  /** How many requests of this source may run at the same time; `null`: as many as the host takes. */
  readonly concurrency: number | null;
  /** True: the host is inside (loopback and private ranges). */
  readonly private: boolean;
  readonly auth: Auth | null;
}

/** One request. All requests are reads, also those that `POST` a query. */
export interface Asking {
  readonly method: 'GET' | 'POST';
  /** Absolute, with its query. */
  readonly url: string;
  /** Without credentials, which the connection names. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: { readonly type: string; readonly text: string };
  /** Asked again although the same was asked before: for results that become ready later. */
  readonly again?: boolean;
}

/** Why there is no usable answer. `detail` is plain words of the gate's own, without bodies, queries or secrets. */
export interface AskingFailed {
  readonly ok: false;
  readonly code: SourceError;
  readonly detail: string;
  /** The status of the last answer, where there was one. */
  readonly status: number | null;
}

/** A JSON body as objects that inherit nothing (see `bareObject`), or why it is none. */
export type Parsed = { readonly ok: true; readonly value: unknown } | AskingFailed;

/** An answer with a status of 200 to 299. */
export interface Answered {
  readonly ok: true;
  readonly status: number;
  /** Parsed at the first call, once for everyone who shares the answer. Anything but JSON is `bad-response`. */
  json(): Parsed;
  /** Length of the decoded body. */
  readonly bytes: number;
  /** Seconds that a cache held the answer before, by its `Age` header; 0 where it says nothing. */
  readonly cachedSeconds: number;
}

export type Asked = Answered | AskingFailed;

/** What was done for one source: for the log, never for the report. */
export interface Journal {
  /** Hosts with ports that were asked, in the order of asking. */
  readonly hosts: readonly string[];
  readonly attempts: number;
}

/** Where a driver with a connection of its own wants to go. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
  /** True where the driver encrypts and verifies. */
  readonly tls: boolean;
}

/** Where it may connect to: the address that was checked, so that a second look-up cannot give another. */
export interface Reached {
  readonly ok: true;
  readonly address: string;
  /** True for an address of this machine. */
  readonly loopback: boolean;
}

/**
 * The only way out: addresses checked when connecting, no redirects, deadlines, limits, retries, and each identical
 * request once per run. Nothing here throws or rejects.
 */
export interface Network {
  ask(connection: Connection, asking: Asking): Promise<Asked>;
  /**
   * Lets a driver connect within the same rules and limits: `use` gets the checked address and runs while it holds a
   * place among those who may ask that host. What `use` throws becomes `server`.
   */
  reach<T>(
    connection: Connection,
    endpoint: Endpoint,
    use: (reached: Reached) => Promise<T | AskingFailed>,
  ): Promise<T | AskingFailed>;
  /**
   * The value of an environment variable, trimmed, that from now on is kept out of everything that leaves; `null` where
   * it is not set or empty.
   */
  credential(name: string): string | null;
  /** Keeps a further secret out of everything that leaves, such as the password inside a connection URL. */
  keepSecret(secret: string): void;
  /** Aborted at the deadline of the whole gate. */
  readonly signal: AbortSignal;
  journal(source: string): Journal;
}

/** What decides where the network may lead. */
export interface NetworkPolicy {
  /** `true` where a pull request is judged: then loopback needs `private: true`. */
  readonly underPullRequest: boolean;
  /** `host` or `host:port`, lower case; `null`: all that the criteria name. */
  readonly allowedHosts: readonly string[] | null;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Called with every secret before it is used. */
  readonly onSecret: (secret: string) => void;
  /** Milliseconds that all requests together may take. */
  readonly deadlineMs: number;
  /** The gate's own version, for the name under which it asks. */
  readonly version?: string;
}
