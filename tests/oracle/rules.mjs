// The classes of adjudicated.md as predicates over a disagreement.
//
// A disagreement has: engine, operator, type, operandTypes, cause (the smallest expression that
// differs), ours, theirs, third (the other engine), thirdAgrees (with us). A class is found by
// what the operator is and how the answers differ, never by one expression. The first that fits
// counts, so the narrow ones stand first.
import { same } from './compare.mjs';
import { parseLiteral } from './literal.mjs';
import { RELATIONS } from './operators.mjs';

const is = (outcome, kind) => outcome.value?.kind === kind;
const isNull = (outcome) => is(outcome, 'null');
const fails = (outcome, text = '') => outcome.error !== undefined && outcome.error.includes(text);

const among =
  (...names) =>
  (d) =>
    names.includes(d.operator);
const starts = (d, ...prefixes) => prefixes.some((prefix) => d.operator.startsWith(prefix));

/** Every number within a value. */
function numbers(value) {
  if (!value) return [];
  if (value.kind === 'number') return [value.text];
  if (value.kind === 'quantity') return [value.value];
  if (value.kind === 'interval') return [...numbers(value.low), ...numbers(value.high)];
  if (value.kind === 'list') return value.items.flatMap(numbers);
  return [];
}

/** Apart by no more than the last digit that a Decimal has, for each step that rounded. */
function nearly(d, units = 3) {
  const [a, b] = [numbers(d.ours.value), numbers(d.theirs.value)];
  return (
    a.length > 0 &&
    a.length === b.length &&
    a.every(
      (text, i) =>
        Math.abs(Number(text) - Number(b[i])) <= units * 1e-8 * Math.max(1, Math.abs(Number(text))),
    )
  );
}

const LITERAL = /@T?[\dT:.-]+(?:Z|[+-]\d\d:\d\d)?/g;
const FULL = { date: 3, dateTime: 7, time: 4 };

/** Whether a Date, DateTime or Time in the expression leaves a part of itself open. */
function imprecise(d) {
  if (/\b(?:Date|DateTime|Time)\(/.test(d.cause)) return true;
  return (d.cause.match(LITERAL) ?? []).some((text) => {
    const value = parseLiteral(text.replace(/[-:.]$/, ''));
    return value.fields.length < FULL[value.kind];
  });
}

const TEMPORAL = /Date|Time/;
const onTemporals = (d) =>
  d.operandTypes.some((type) => TEMPORAL.test(type)) || TEMPORAL.test(d.type);
const onLongs = (d) =>
  /\d+L\b|ToLong|Long/.test(d.cause) || d.type === 'Long' || d.operandTypes.includes('Long');
const between = among(
  'duration between',
  'difference between',
  'weeks between',
  'difference in weeks',
  'AgeAt',
  'within',
);
const RELATED = among(
  ...RELATIONS,
  'in',
  'contains',
  'properly includes point',
  'point before',
  'in of',
  'included in of',
  'overlaps of',
  'starts of',
  'before of interval',
  'interval =',
  'interval !=',
  'interval ~',
);
const SETS = among('interval union', 'interval intersect', 'interval except', 'collapse');
const makesInterval = (d) =>
  d.operator === 'interval' ||
  d.operator.startsWith('interval to') ||
  d.operator.startsWith('interval from');
const hasUncertain = (outcome) => JSON.stringify(outcome.value ?? null).includes('"interval"');
/** Whether both others have one and the same answer, and it is not ours. */
const bothAgainst = (d) =>
  !isNull(d.theirs) &&
  !d.theirs.error &&
  !d.third.error &&
  same(d.theirs.value, d.third.value, false);
/** Null, or an interval with an unknown end. */
const leavesOpen = (outcome) =>
  isNull(outcome) ||
  (is(outcome, 'interval') &&
    [
      [outcome.value.low, outcome.value.lowClosed],
      [outcome.value.high, outcome.value.highClosed],
    ].some(([bound, closed]) => bound.kind === 'null' && !closed));
/** A list of ours, each value kept once: what the other answers. */
function isWithoutRepeats(d) {
  if (!is(d.ours, 'list') || !is(d.theirs, 'list')) return false;
  const kept = [];
  for (const item of d.ours.value.items) {
    if (!kept.some((other) => same(item, other, true))) kept.push(item);
  }
  return same({ kind: 'list', items: kept }, d.theirs.value, false);
}
const hasNull = (outcome) =>
  is(outcome, 'list') && outcome.value.items.some((item) => item.kind === 'null');
const longerByOne = (d) => Number(d.ours.value?.text) === Number(d.theirs.value?.text) + 1;
/** Whether a null is written in the expression, or an operand has one within. */
const hasNullPart = (d) =>
  d.cause.includes('null as') || JSON.stringify(d.operands ?? []).includes('"kind":"null"');
const quoted = (outcome) =>
  JSON.stringify(outcome.value ?? null).includes("''") || /'/.test(outcome.value?.value ?? '');

export const rules = [
  {
    id: 'execution-any-interval',
    engines: ['execution'],
    when: (d) => fails(d.ours, 'an interval must not end') && !d.theirs.error,
  },

  // Both engines
  {
    id: 'temperature-sum',
    engines: ['reference', 'execution'],
    when: (d) => among('+', '-')(d) && d.type === 'Temperature',
  },
  { id: 'mode-ties', engines: ['reference', 'execution'], when: among('Mode') },
  {
    id: 'time-at-offset',
    engines: ['reference', 'execution'],
    when: (d) => d.operator === 'time from' && is(d.ours, 'time') && is(d.theirs, 'time'),
  },
  {
    id: 'extreme-of-unordered',
    engines: ['reference', 'execution'],
    when: (d) => among('Min', 'Max')(d) && isNull(d.ours) && imprecise(d),
  },
  {
    id: 'uncertain-membership',
    engines: ['reference', 'execution'],
    when: (d) =>
      (starts(d, 'list ') || d.operator === 'IndexOf' || d.operator === 'distinct') &&
      isNull(d.ours) &&
      (imprecise(d) || d.cause.includes('null')),
  },
  {
    id: 'unequal-lists-with-null',
    engines: ['reference', 'execution'],
    when: (d) => among('=', '!=')(d) && d.operandTypes[0].startsWith('List') && isNull(d.theirs),
  },
  {
    id: 'integer-overflow',
    engines: ['reference', 'execution'],
    when: (d) =>
      (between(d) || d.operator === 'Size') &&
      isNull(d.ours) &&
      !isNull(d.theirs) &&
      (d.cause.includes('millisecond') || d.operator === 'Size'),
  },
  {
    id: 'calendar-and-clock',
    engines: ['reference', 'execution'],
    when: (d) => among('=', '!=', '~', '!~')(d) && d.operandTypes[0] === 'Calendar',
  },
  {
    id: 'unit-of-result',
    engines: ['reference', 'execution'],
    when: (d) => among('value')(d) && is(d.ours, 'number') && is(d.theirs, 'number'),
  },
  {
    id: 'decimal-text',
    engines: ['reference', 'execution'],
    when: (d) => d.operator === 'ToString' && ['Decimal', 'Mass'].includes(d.operandTypes[0]),
  },
  {
    id: 'split-of-nothing',
    engines: ['reference', 'execution'],
    when: (d) => starts(d, 'Split') && /Split\w*\(''/.test(d.cause),
  },
  {
    id: 'substring-of-nothing',
    engines: ['reference', 'execution'],
    when: (d) =>
      d.operator === 'Substring' &&
      isNull(d.theirs) &&
      is(d.ours, 'string') &&
      d.ours.value.value === '',
  },
  {
    id: 'uncertain-arithmetic',
    engines: ['reference', 'execution'],
    when: (d) =>
      (fails(d.theirs, 'Interval<') ||
        fails(d.ours, 'known only within bounds') ||
        hasUncertain(d.theirs) ||
        hasUncertain(d.ours) ||
        d.theirs.value?.text === 'NaN') &&
      /between|AgeInYears|AgeInMonths/.test(d.cause) &&
      !between(d),
  },
  {
    id: 'coarsest-collapse',
    engines: ['reference', 'execution'],
    when: (d) => d.operator === 'collapse' && onTemporals(d) && imprecise(d),
  },
  {
    id: 'unknown-bound',
    engines: ['reference', 'execution'],
    when: (d) =>
      (SETS(d) || RELATED(d)) &&
      (imprecise(d) || hasNullPart(d)) &&
      (!bothAgainst(d) || leavesOpen(d.ours)),
  },

  {
    id: 'null-before-error',
    engines: ['reference', 'execution'],
    when: (d) => SETS(d) && isNull(d.ours) && fails(d.theirs),
  },

  // The reference engine
  {
    id: 'reference-durations',
    engines: ['reference'],
    when: (d) => d.operator === 'definition' && is(d.ours, 'interval') && is(d.theirs, 'number'),
  },
  {
    id: 'reference-not-implemented',
    engines: ['reference'],
    when: (d) => fails(d.theirs, 'An operation is not implemented'),
  },
  {
    id: 'reference-quotes',
    engines: ['reference'],
    when: (d) => among('Combine', 'ReplaceMatches', 'SplitOnMatches')(d) && quoted(d.theirs),
  },
  {
    id: 'reference-rounds-down',
    engines: ['reference'],
    when: (d) => nearly(d, /Dev|Variance|Mean/.test(d.operator) ? 100 : 3),
  },
  {
    id: 'reference-uncertain-interval',
    engines: ['reference'],
    when: (d) => fails(d.theirs, 'Invalid Interval') && !d.ours.error && imprecise(d),
  },
  {
    id: 'reference-negative-quantity',
    engines: ['reference'],
    when: (d) =>
      d.operandTypes.some((type) => /Mass|Length/.test(type)) &&
      (isNull(d.theirs) ||
        fails(d.theirs, 'Invalid Interval') ||
        fails(d.theirs, 'not comparable')),
  },
  { id: 'reference-durations', engines: ['reference'], when: (d) => between(d) && imprecise(d) },
  { id: 'reference-case-null', engines: ['reference'], when: among('case of') },
  {
    id: 'reference-empty-pattern',
    engines: ['reference'],
    when: (d) => d.operator === 'LastPositionOf' && longerByOne(d),
  },
  {
    id: 'reference-regular-expressions',
    engines: ['reference'],
    when: among('SplitOnMatches', 'Matches'),
  },
  {
    id: 'reference-text-without-offset',
    engines: ['reference'],
    when: (d) => d.operator === 'ToString' && d.operandTypes[0] === 'DateTime',
  },
  {
    id: 'reference-can-convert',
    engines: ['reference'],
    when: (d) => among('CanConvertQuantity')(d) && is(d.theirs, 'string'),
  },
  {
    id: 'reference-null-interval',
    engines: ['reference'],
    when: (d) =>
      makesInterval(d) &&
      isNull(d.theirs) &&
      is(d.ours, 'interval') &&
      isNull({ value: d.ours.value.low }) &&
      isNull({ value: d.ours.value.high }),
  },
  {
    id: 'unbounded-width',
    engines: ['reference', 'execution'],
    when: (d) => d.operator === 'width of' && isNull(d.ours) && hasNullPart(d),
  },
  {
    id: 'reference-combine-null',
    engines: ['reference'],
    when: (d) => d.operator === 'Combine' && isNull(d.theirs),
  },
  {
    id: 'reference-high-boundary',
    engines: ['reference'],
    when: (d) =>
      among('HighBoundary', 'LowBoundary')(d) &&
      numbers(d.ours.value).some((n) => n.startsWith('-')),
  },
  {
    id: 'reference-product-null',
    engines: ['reference'],
    when: (d) => d.operator === 'Product' && isNull(d.theirs),
  },
  {
    id: 'reference-null-source',
    engines: ['reference'],
    when: (d) => d.operator === 'aggregate' && isNull(d.ours) && d.thirdAgrees,
  },
  {
    id: 'reference-weeks',
    engines: ['reference'],
    when: (d) => d.operator === 'difference in weeks',
  },
  {
    id: 'reference-eager-coalesce',
    engines: ['reference'],
    when: (d) => d.operator === 'Coalesce' && !d.ours.error && fails(d.theirs),
  },
  {
    id: 'reference-index-of-decimal',
    engines: ['reference'],
    when: (d) => d.operator === 'IndexOf' && d.operandTypes[1] === 'Decimal',
  },

  // cql-execution
  { id: 'execution-no-long', engines: ['execution'], when: onLongs },
  {
    id: 'execution-without',
    engines: ['execution'],
    when: (d) =>
      among('HighBoundary', 'LowBoundary', 'Precision', 'point from')(d) &&
      (isNull(d.theirs) || fails(d.theirs)),
  },
  {
    id: 'execution-time-wraps',
    engines: ['execution'],
    when: (d) => starts(d, 'temporal') && d.type === 'Time' && isNull(d.theirs),
  },
  {
    id: 'execution-weeks-of-months',
    engines: ['execution'],
    when: (d) => starts(d, 'temporal') && d.cause.includes('week') && imprecise(d),
  },
  {
    id: 'execution-time-of-days',
    engines: ['execution'],
    when: (d) => d.operator === 'time from' && isNull(d.ours),
  },
  {
    id: 'execution-expand',
    engines: ['execution'],
    when: (d) => d.operator === 'expand' && d.operandTypes[0].startsWith('Interval'),
  },
  {
    id: 'execution-query-drops-repeats',
    engines: ['execution'],
    when: (d) => among('where', 'sort', 'sort by', 'with', 'without')(d) && isWithoutRepeats(d),
  },
  {
    id: 'execution-sort-null',
    engines: ['execution'],
    when: (d) => among('sort', 'sort by')(d) && hasNull(d.ours),
  },
  {
    id: 'execution-proper-point',
    engines: ['execution'],
    when: (d) => d.operator === 'properly includes point' && isNull(d.theirs),
  },
  {
    id: 'execution-collapse-open',
    engines: ['execution'],
    when: (d) => d.operator === 'collapse' && /Interval\(|\)[,}]/.test(d.cause),
  },
  {
    id: 'execution-quantity-intervals',
    engines: ['execution'],
    when: (d) => d.operandTypes.some((type) => type === 'Interval<Mass>'),
  },
  {
    id: 'execution-binary-decimals',
    engines: ['execution'],
    when: (d) =>
      among(
        'mod',
        'width of',
        'start of',
        'end of',
        'div',
        'Round',
        '!~',
        '~',
        'predecessor',
        'successor',
        'Truncate',
        'Floor',
        'Ceiling',
      )(d) && /Decimal/.test(d.operandTypes[0]),
  },
  {
    id: 'execution-null-interval',
    engines: ['execution'],
    when: (d) => among('start of', 'end of')(d) && isNull(d.theirs) && d.cause.includes('null'),
  },

  // Units
  {
    id: 'ucum-arbitrary',
    engines: ['ucum'],
    when: (d) => /\[i?U\]|\[IU\]/.test(d.from) && /\[i?U\]|\[IU\]/.test(d.to) && fails(d.theirs),
  },
  {
    id: 'ucum-beyond-decimal',
    engines: ['ucum'],
    when: (d) => isNull(d.ours) && Number(d.theirs.value?.text) >= 1e20,
  },
  { id: 'ucum-electronvolt', engines: ['ucum'], when: (d) => /eV/.test(d.from + d.to) },
  {
    id: 'ucum-temperature-difference',
    engines: ['ucum'],
    when: (d) => /Cel\//.test(d.from + d.to) && fails(d.theirs),
  },
];

/** The class of a disagreement, or nothing. */
export const classify = (d) =>
  rules.find((rule) => rule.engines.includes(d.engine) && rule.when(d))?.id;
