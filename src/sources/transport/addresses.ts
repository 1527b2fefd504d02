import { isIP, isIPv6 } from 'node:net';
import ipaddr from 'ipaddr.js';

/** What an address belongs to; `never`: nothing that evidence comes from. */
type AddressKind = 'public' | 'private' | 'loopback' | 'never';

/** What decides whether an address may be connected to. */
export interface AddressRules {
  /** True where what is sent is encrypted, and the other side verified. */
  readonly tls: boolean;
  /** True where the criteria say that the host is inside. */
  readonly private: boolean;
  readonly underPullRequest: boolean;
}

/**
 * Where clouds hand out credentials to whoever asks from inside, as they document it: AWS (EC2, ECS, EKS), Azure, Google
 * Cloud, Alibaba Cloud, Tencent Cloud and Scaleway; most others use the first as well.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
 * https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html
 * https://learn.microsoft.com/en-us/azure/virtual-network/what-is-ip-address-168-63-129-16
 * https://cloud.google.com/compute/docs/metadata/querying-metadata
 * https://www.alibabacloud.com/help/en/ecs/user-guide/view-instance-metadata
 */
const METADATA: ReadonlySet<string> = new Set([
  '169.254.169.254',
  'fd00:ec2::254',
  '169.254.170.2',
  '169.254.170.23',
  'fd00:ec2::23',
  '168.63.129.16',
  'fd20:ce::254',
  '100.100.100.200',
  '169.254.0.23',
  '169.254.42.42',
  'fd00:42::42',
]);

/** Global unicast: everything outside is for special uses, or was given up. https://www.rfc-editor.org/rfc/rfc4291#section-2.4 */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');

/** Why an address must not be connected to, as the end of a sentence about the host; `null` where it may be. */
export function refusalOf(address: string, rules: AddressRules): string | null {
  const kind = kindOf(address);
  switch (kind) {
    case 'never':
      return 'leads to an address that is never asked (cloud metadata, multicast, tunnelled or reserved)';
    case 'loopback':
      if (rules.private || !rules.underPullRequest) return null;
      return 'leads to this machine, which for a pull request takes `private: true` in the source';
    case 'private':
      return rules.private
        ? null
        : 'leads to a private address; where that is meant, say `private: true` in the source';
    case 'public':
      return rules.tls ? null : 'leads to a public address, which is asked with TLS only (https)';
    default:
      return kind satisfies never;
  }
}

/** True for an address of this machine. */
export function isLoopback(address: string): boolean {
  return kindOf(address) === 'loopback';
}

function kindOf(text: string): AddressKind {
  const bare = inHexadecimal(text.replace(/%.*$/, ''));
  if (isIP(bare) === 0 || !ipaddr.isValid(bare)) return 'never';
  // An IPv4 address written as IPv6 becomes what it stands for.
  const address = ipaddr.process(bare);
  if (METADATA.has(address.toString())) return 'never';
  const range: string = address.range();
  switch (range) {
    case 'loopback':
      return 'loopback';
    case 'private':
    case 'uniqueLocal':
    case 'carrierGradeNat':
    case 'linkLocal':
      return 'private';
    case 'unicast':
      return address instanceof ipaddr.IPv4 || address.match(GLOBAL_IPV6) ? 'public' : 'never';
    default:
      // Unspecified, broadcast, multicast, reserved, and ranges that carry another address inside.
      return 'never';
  }
}

/** IPv6 without dotted parts, as URLs spell it: the library takes `::127.0.0.1` for another address than systems do. */
function inHexadecimal(address: string): string {
  return isIPv6(address) ? new URL(`http://[${address}]/`).hostname.slice(1, -1) : address;
}
