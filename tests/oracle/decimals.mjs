// Decimals as the reference engine means them.
//
// The engine is written against Java's BigDecimal. Its JavaScript build puts a library in that
// place which keeps the scale of the left operand (58.3 * 0.9 is 52.4, 4 / 6 is 0) and leaves a
// method out. That would hide whatever the engine itself does with decimals, so this module gives
// the class the arithmetic that Java documents. The names that look odd are the ones that the
// published 5.3.0 has for divide and setScale; `check` fails where they are not.
import { BigDecimal } from '@cqframework/cql/shared';

const SETSCALE = 'p2y';
const DIVIDE_EXACTLY = 'q2y';
const DIVIDE_AT_SCALE = 'r2y';
const MOST_DIGITS = 40;

const ten = (n) => 10n ** BigInt(n);
const magnitude = (n) => (n < 0n ? -n : n);

/** {digits, scale}: the number is digits / 10^scale. */
function parse(decimal) {
  const [whole, fraction = ''] = decimal.toPlainString().split('.');
  return { digits: BigInt(whole + fraction), scale: fraction.length };
}

function make({ digits, scale }) {
  const text = String(magnitude(digits)).padStart(scale + 1, '0');
  const point = text.length - scale;
  const number = scale === 0 ? text : `${text.slice(0, point)}.${text.slice(point)}`;
  return BigDecimal.fromString(digits < 0n ? `-${number}` : number);
}

const aligned = (a, b) => {
  const scale = Math.max(a.scale, b.scale);
  return { x: a.digits * ten(scale - a.scale), y: b.digits * ten(scale - b.scale), scale };
};

/** Whether the quotient, cut toward zero, has to move one away from zero. */
const moves = {
  UP: () => true,
  DOWN: () => false,
  FLOOR: ({ negative }) => negative,
  CEILING: ({ negative }) => !negative,
  HALF_UP: ({ twice, divisor }) => twice >= divisor,
  HALF_DOWN: ({ twice, divisor }) => twice > divisor,
  UNNECESSARY: () => {
    throw new Error('rounding is necessary');
  },
};

/** What the engine catches, taken from the library that is replaced. */
let arithmeticException = null;

function captureException() {
  try {
    BigDecimal.fromInt(1)[DIVIDE_EXACTLY](BigDecimal.fromInt(0));
  } catch (error) {
    arithmeticException = error;
  }
}

function quotient(numerator, denominator, mode) {
  if (denominator === 0n) throw arithmeticException;
  const cut = numerator / denominator;
  const rest = numerator % denominator;
  if (rest === 0n) return cut;
  const negative = numerator < 0n !== denominator < 0n;
  const state = { negative, twice: 2n * magnitude(rest), divisor: magnitude(denominator) };
  return moves[mode](state) ? cut + (negative ? -1n : 1n) : cut;
}

function atScale({ digits, scale }, wanted, mode) {
  if (wanted >= scale) return { digits: digits * ten(wanted - scale), scale: wanted };
  return { digits: quotient(digits, ten(scale - wanted), mode), scale: wanted };
}

function divideAtScale(a, b, scale, mode) {
  const shift = scale + b.scale - a.scale;
  const numerator = a.digits * ten(Math.max(shift, 0));
  const denominator = b.digits * ten(Math.max(-shift, 0));
  return { digits: quotient(numerator, denominator, mode), scale };
}

function stripped({ digits, scale }) {
  if (digits === 0n) return { digits, scale: 0 };
  let result = { digits, scale };
  while (result.scale > 0 && result.digits % 10n === 0n) {
    result = { digits: result.digits / 10n, scale: result.scale - 1 };
  }
  return result;
}

function divideExactly(a, b) {
  const result = divideAtScale(a, b, MOST_DIGITS, 'DOWN');
  if (result.digits * b.digits !== a.digits * ten(MOST_DIGITS + b.scale - a.scale)) {
    throw arithmeticException;
  }
  return stripped(result);
}

/** The whole number, cut toward zero, and what is left. */
function divideWhole(a, b) {
  const { x, y, scale } = aligned(a, b);
  if (y === 0n) throw arithmeticException;
  return [
    { digits: x / y, scale: 0 },
    { digits: x % y, scale },
  ];
}

const methods = {
  add: (a, b) => {
    const { x, y, scale } = aligned(a, b);
    return { digits: x + y, scale };
  },
  subtract: (a, b) => {
    const { x, y, scale } = aligned(a, b);
    return { digits: x - y, scale };
  },
  multiply: (a, b) => ({ digits: a.digits * b.digits, scale: a.scale + b.scale }),
  remainder: (a, b) => divideWhole(a, b)[1],
  [DIVIDE_EXACTLY]: divideExactly,
};

function check() {
  for (const name of [SETSCALE, DIVIDE_EXACTLY, DIVIDE_AT_SCALE]) {
    if (typeof BigDecimal.prototype[name] !== 'function') {
      throw new Error(`@cqframework/cql is not 5.3.0: its BigDecimal has no method ${name}`);
    }
  }
}

/** Puts the arithmetic in place. */
export function repairDecimals() {
  check();
  captureException();
  const prototype = BigDecimal.prototype;
  for (const [name, method] of Object.entries(methods)) {
    prototype[name] = function (other) {
      return make(method(parse(this), parse(other)));
    };
  }
  prototype.stripTrailingZeros = function () {
    return make(stripped(parse(this)));
  };
  prototype.divideAndRemainder = function (other) {
    return divideWhole(parse(this), parse(other)).map(make);
  };
  prototype.pow = function (exponent) {
    const { digits, scale } = parse(this);
    return make({ digits: digits ** BigInt(exponent), scale: scale * exponent });
  };
  prototype.toInt = function () {
    return Number(BigInt.asIntN(32, atScale(parse(this), 0, 'DOWN').digits));
  };
  prototype.toLong = function () {
    return BigInt.asIntN(64, atScale(parse(this), 0, 'DOWN').digits);
  };
  prototype.scale = function () {
    return parse(this).scale;
  };
  prototype[SETSCALE] = function (scale, mode) {
    return make(atScale(parse(this), scale, mode.name));
  };
  prototype[DIVIDE_AT_SCALE] = function (other, scale, mode) {
    return make(divideAtScale(parse(this), parse(other), scale, mode.name));
  };
}

/** An exception that the engine catches as its own; it cannot catch those of JavaScript. */
export const engineException = () => arithmeticException;

/** a / b rounded to `scale` digits, half away from zero. */
export function divided(a, b, scale) {
  return make(divideAtScale(parse(a), parse(b), scale, 'HALF_UP'));
}
