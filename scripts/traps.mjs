// How metrics lie, and by which code the gate says so. Every row has samples that really give its codes.
import { ALERT_TRAPS } from './traps/alerts.mjs';
import { EVIDENCE_TRAPS } from './traps/evidence.mjs';
import { GAMED_TRAPS } from './traps/gamed.mjs';
import { LAYER_TRAPS } from './traps/layers.mjs';
import { NORTH_STAR_TRAPS } from './traps/north-star.mjs';

/** The traps by heading, in the order of the page. */
export const TRAPS = [
  ['Numbers that are gamed', GAMED_TRAPS],
  ['Layers that diverge', LAYER_TRAPS],
  ['Evidence that does not carry', EVIDENCE_TRAPS],
  ['Alerts that come too late', ALERT_TRAPS],
  ['A north star that is none', NORTH_STAR_TRAPS],
];

/** The six common mistakes of metrics for AI features, each with the trap that it is. */
export const MISTAKES = [
  ['Reporting the accuracy of the model without outcomes', 'Accuracy without outcomes'],
  ['Ignoring the trade-off of precision and recall', 'Precision without recall'],
  ['Optimising engagement without satisfaction or harm', 'Engagement without satisfaction'],
  ['Assuming that a model stays accurate', 'Drift'],
  ['Taking the test set for the real world', 'The test set'],
  ['Missing feedback loops', 'Feedback loops'],
];
