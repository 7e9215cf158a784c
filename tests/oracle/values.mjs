// One form for the values of three engines, and their comparison.
//
// Kinds: null, boolean, number, string, date, dateTime, time, quantity, ratio, interval, list,
// structure (tuples, codes, concepts; elements that are null are left out).
import { parseLiteral } from './literal.mjs';

export const NULL = { kind: 'null' };

/** A number as decimal text without an exponent. */
export function plainDecimal(number) {
  const text = String(number);
  const match = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (!match) return text;
  const [, sign, whole, fraction = '', exponent] = match;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return sign + digits.padEnd(point, '0');
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

function number(text, type) {
  return { kind: 'number', type, text: plainDecimal(text) };
}

function structure(entries) {
  const elements = {};
  for (const [name, value] of entries) if (value.kind !== 'null') elements[name] = value;
  return { kind: 'structure', elements };
}

// ---------------------------------------------------------------------------- the reference engine

const referenceScalars = {
  Boolean: (v) => ({ kind: 'boolean', value: v.value }),
  Integer: (v) => number(v.value, 'Integer'),
  Long: (v) => number(v.value, 'Long'),
  Decimal: (v) => number(v.value.toPlainString(), 'Decimal'),
  String: (v) => ({ kind: 'string', value: v.value }),
  Date: (v) => temporal('date', v.toString()),
  DateTime: referenceDateTime,
  Time: (v) => temporal('time', v.toString()),
  Quantity: (v) => quantity(v.value?.toPlainString(), v.unit),
  Ratio: (v) => ({
    kind: 'ratio',
    numerator: fromReference(v.numerator),
    denominator: fromReference(v.denominator),
  }),
};

/** Its short form leaves the offset out; the long form has it. */
function referenceDateTime(v) {
  const value = temporal('dateTime', v.toString());
  return { ...value, offset: temporal('dateTime', v.toDateString()).offset };
}

export function fromReference(v) {
  if (v === null || v === undefined) return NULL;
  const type = v.typeAsString.split('<')[0].replace(/^\{[^}]*\}/, '');
  if (type in referenceScalars) return referenceScalars[type](v);
  if (type === 'Interval') {
    return interval(fromReference(v.low), v.lowClosed, fromReference(v.high), v.highClosed);
  }
  if (type === 'List') {
    const items = [];
    for (const item of iterate(v.value)) items.push(fromReference(item));
    return { kind: 'list', items };
  }
  if (v.elements) {
    const entries = [...v.elements.asJsReadonlyMapView()];
    return structure(entries.map(([name, value]) => [name, fromReference(value)]));
  }
  throw new Error(`a value of the reference engine that is not known here: ${v.typeAsString}`);
}

let iterate = null;

/** The engine's own way to walk a Kotlin Iterable. */
export function setIterate(f) {
  iterate = (iterable) => f(iterable).asJsReadonlyArrayView();
}

// ------------------------------------------------------------------------------------ cql-execution

export function fromExecution(v) {
  if (v === null || v === undefined) return NULL;
  if (typeof v === 'boolean') return { kind: 'boolean', value: v };
  if (typeof v === 'number') return number(v, Number.isInteger(v) ? 'Integer' : 'Decimal');
  if (typeof v === 'bigint') return number(v, 'Long');
  if (typeof v === 'string') return { kind: 'string', value: v };
  if (Array.isArray(v)) return { kind: 'list', items: v.map(fromExecution) };
  if (v.isUncertainty) return interval(fromExecution(v.low), true, fromExecution(v.high), true);
  if (v.isInterval) {
    return interval(fromExecution(v.low), v.lowClosed, fromExecution(v.high), v.highClosed);
  }
  if (v.isDateTime || v.isDate) return executionTemporal(v);
  if (v.isQuantity) return quantity(v.value, v.unit);
  if (v.isRatio) {
    return {
      kind: 'ratio',
      numerator: fromExecution(v.numerator),
      denominator: fromExecution(v.denominator),
    };
  }
  return structure(Object.entries(v).map(([name, value]) => [name, fromExecution(value)]));
}

function executionTemporal(v) {
  const text = v.toString();
  if (v.isDate) return temporal('date', text);
  if (v.isTime?.()) return temporal('time', text.replace(/^.*T/, '').replace(/[Z+-].*$/, ''));
  return temporal('dateTime', text);
}

// ------------------------------------------------------------------------------------------- shared

const dateParts = /^(\d+)(?:-(\d+)(?:-(\d+))?)?/;
const timeParts = /^(\d+)(?::(\d+)(?::(\d+)(?:\.(\d+))?)?)?/;

/** `fields` has a number for each unit that is known, most significant first. */
export function temporal(kind, text) {
  let rest = text.replace(/^@/, '');
  const fields = [];
  let offset = 0;
  const take = (pattern) => {
    const match = pattern.exec(rest);
    if (!match) return;
    for (const part of match.slice(1)) if (part !== undefined) fields.push(Number(part));
    rest = rest.slice(match[0].length);
  };
  if (kind !== 'time') take(dateParts);
  rest = rest.replace(/^T/, '');
  if (kind !== 'date') take(timeParts);
  const zone = /^([+-])(\d+):(\d+)$/.exec(rest);
  if (zone) offset = (zone[1] === '-' ? -1 : 1) * (Number(zone[2]) * 60 + Number(zone[3]));
  return { kind, fields, offset };
}

export function quantity(value, unit) {
  return { kind: 'quantity', value: plainDecimal(value), unit: singular(unit ?? '1') };
}

const singular = (unit) =>
  /^(year|month|week|day|hour|minute|second|millisecond)s$/.test(unit) ? unit.slice(0, -1) : unit;

export function interval(low, lowClosed, high, highClosed) {
  return { kind: 'interval', low, lowClosed, high, highClosed };
}

export function fromPalpate(text) {
  return parseLiteral(text);
}
