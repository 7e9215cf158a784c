// Whether two values say the same, and how a value is shown in a report.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const ucum = require('@lhncbc/ucum-lhc').UcumLhcUtils.getInstance();

/** Decimals of doubles are compared with this tolerance, relative above 1. */
const TOLERANCE = 1e-7;

const SCALE = 20;

function scaled(text) {
  const [whole, fraction = ''] = text.replace('-', '').split('.');
  const digits = BigInt(whole + fraction.padEnd(SCALE, '0').slice(0, SCALE));
  return text.startsWith('-') ? -digits : digits;
}

function sameNumber(a, b, exact) {
  if (!/^-?\d+(\.\d+)?$/.test(a) || !/^-?\d+(\.\d+)?$/.test(b)) return a === b;
  if (scaled(a) === scaled(b)) return true;
  if (exact) return false;
  const [x, y] = [Number(a), Number(b)];
  return Math.abs(x - y) <= TOLERANCE * Math.max(1, Math.abs(x), Math.abs(y));
}

/** Whole fields, moved to UTC where the hour is known. */
function instant({ kind, fields, offset }) {
  if (kind !== 'dateTime' || fields.length < 4 || offset === 0) return fields;
  const [year, month, day, hour, minute = 0] = fields;
  const moved = new Date(0);
  moved.setUTCFullYear(year, month - 1, day);
  moved.setUTCHours(hour, minute - offset);
  const all = [
    moved.getUTCFullYear(),
    moved.getUTCMonth() + 1,
    moved.getUTCDate(),
    moved.getUTCHours(),
    moved.getUTCMinutes(),
    ...fields.slice(5),
  ];
  return all.slice(0, fields.length);
}

function sameTemporal(a, b) {
  const [x, y] = [instant(a), instant(b)];
  return x.length === y.length && x.every((field, index) => field === y[index]);
}

function sameQuantity(a, b, exact) {
  if (a.unit === b.unit) return sameNumber(a.value, b.value, exact);
  const converted = ucum.convertUnitTo(b.unit, Number(b.value), a.unit);
  return converted.status === 'succeeded' && sameNumber(a.value, String(converted.toVal), false);
}

const step = { Integer: 10n ** BigInt(SCALE), Long: 10n ** BigInt(SCALE) };
const decimalStep = 10n ** BigInt(SCALE - 8);

function shifted(text, amount) {
  const value = scaled(text) + amount;
  const digits = (value < 0n ? -value : value).toString().padStart(SCALE + 1, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -SCALE)}.${digits.slice(-SCALE)}`;
}

const UNIT_METHODS = ['FullYear', 'Month', 'Date', 'Hours', 'Minutes', 'Seconds', 'Milliseconds'];

/** One unit of its precision later or earlier. */
function moved(value, direction) {
  const time = value.kind === 'time';
  const all = time ? [2000, 1, 1, ...value.fields] : value.fields;
  const [year, month = 1, day = 1, ...clock] = all;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(clock[0] ?? 0, clock[1] ?? 0, clock[2] ?? 0, clock[3] ?? 0);
  const method = UNIT_METHODS[all.length - 1];
  date[`setUTC${method}`](date[`getUTC${method}`]() + direction);
  const fields = UNIT_METHODS.map((name, i) => date[`getUTC${name}`]() + (i === 1 ? 1 : 0));
  return { ...value, fields: fields.slice(time ? 3 : 0, all.length) };
}

/** An open bound as the closed one that means the same. */
function closed(bound, isClosed, direction) {
  if (isClosed || bound.kind === 'null') return bound;
  if ('fields' in bound) return moved(bound, Number(direction));
  if (bound.kind === 'number') {
    return { ...bound, text: shifted(bound.text, direction * (step[bound.type] ?? decimalStep)) };
  }
  if (bound.kind === 'quantity') {
    return { ...bound, value: shifted(bound.value, direction * decimalStep) };
  }
  return bound;
}

const EXTREMES = new Set([
  '-2147483648',
  '2147483647',
  '-9223372036854775808',
  '9223372036854775807',
  '-99999999999999999999.99999999',
  '99999999999999999999.99999999',
  '0001-01-01',
  '9999-12-31',
  '00:00:00.000',
  '23:59:59.999',
  '0001-01-01T00:00:00.000',
  '9999-12-31T23:59:59.999',
]);

/** Whether a bound is the first or last value of its type, which a closed null bound stands for. */
function isExtreme(bound) {
  const text = bound.text ?? bound.value ?? show(bound).replace(/^@T?/, '');
  return EXTREMES.has(text);
}

function sameBound(a, aClosed, b, bClosed, direction, exact) {
  if (a.kind === 'null' && aClosed && b.kind !== 'null' && bClosed) return isExtreme(b);
  if (b.kind === 'null' && bClosed && a.kind !== 'null' && aClosed) return isExtreme(a);
  if (aClosed === bClosed) return same(a, b, exact);
  if (a.kind === 'null' || b.kind === 'null') return false;
  return same(closed(a, aClosed, direction), closed(b, bClosed, direction), exact);
}

const comparers = {
  null: () => true,
  boolean: (a, b) => a.value === b.value,
  string: (a, b) => a.value === b.value,
  number: (a, b, exact) => sameNumber(a.text, b.text, exact),
  date: sameTemporal,
  dateTime: sameTemporal,
  time: sameTemporal,
  quantity: sameQuantity,
  ratio: (a, b, exact) =>
    same(a.numerator, b.numerator, exact) && same(a.denominator, b.denominator, exact),
  interval: (a, b, exact) =>
    sameBound(a.low, a.lowClosed, b.low, b.lowClosed, 1n, exact) &&
    sameBound(a.high, a.highClosed, b.high, b.highClosed, -1n, exact),
  list: (a, b, exact) =>
    a.items.length === b.items.length && a.items.every((item, i) => same(item, b.items[i], exact)),
  structure: (a, b, exact) => {
    const names = Object.keys(a.elements);
    return (
      names.length === Object.keys(b.elements).length &&
      names.every((name) => name in b.elements && same(a.elements[name], b.elements[name], exact))
    );
  },
};

/** `exact`: decimals digit by digit; otherwise as far as doubles reach. */
export function same(a, b, exact) {
  if (a.kind === b.kind) return comparers[a.kind](a, b, exact);
  return false;
}

const pad = (number, width) => String(number).padStart(width, '0');

function showTemporal({ kind, fields, offset }) {
  const date = kind === 'time' ? [] : fields.slice(0, 3);
  const time = kind === 'time' ? fields : fields.slice(3);
  let text = `@${date.map((field, i) => pad(field, i === 0 ? 4 : 2)).join('-')}`;
  if (kind !== 'date') text += 'T';
  text += time
    .map((field, i) => (i === 0 ? '' : i === 3 ? '.' : ':') + pad(field, i === 3 ? 3 : 2))
    .join('');
  if (kind === 'dateTime' && time.length > 0 && offset !== 0) text += `[${offset} min]`;
  return text;
}

const shows = {
  null: () => 'null',
  boolean: (v) => String(v.value),
  number: (v) => v.text + (v.type === 'Long' ? 'L' : ''),
  string: (v) => `'${v.value}'`,
  date: showTemporal,
  dateTime: showTemporal,
  time: showTemporal,
  quantity: (v) => `${v.value} '${v.unit}'`,
  ratio: (v) => `${show(v.numerator)}:${show(v.denominator)}`,
  interval: (v) =>
    `Interval${v.lowClosed ? '[' : '('}${show(v.low)}, ${show(v.high)}${v.highClosed ? ']' : ')'}`,
  list: (v) => `{${v.items.map(show).join(', ')}}`,
  structure: (v) =>
    `Tuple {${Object.entries(v.elements)
      .map(([name, x]) => `${name}: ${show(x)}`)
      .join(', ')}}`,
};

export const show = (value) => shows[value.kind](value);
