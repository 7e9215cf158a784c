// Random well-typed CQL expressions, the same for the same seed.
import { byResult, cqlType } from './operators.mjs';

/** mulberry32: numbers in [0, 1). */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const two = (n) => String(n).padStart(2, '0');

const WORDS = ['', 'a', 'abc', 'Abc', 'b', 'banana', 'x1', '12', 'left hip', 'cab', 'ä', "it\\'s"];
const ZONES = ['', '', '', 'Z', '+02:00', '-05:00'];
const UNITS = {
  Mass: [
    ['kg', 90],
    ['g', 900],
    ['mg', 2000],
  ],
  Length: [
    ['m', 3],
    ['cm', 200],
    ['mm', 1000],
    ['[in_i]', 60],
  ],
  Temperature: [
    ['Cel', 42],
    ['K', 320],
    ['[degF]', 110],
  ],
};

/** The chance of a null where any value could stand. */
const NULLS = 0.03;

class Generator {
  constructor(seed) {
    this.next = random(seed);
    this.names = 0;
  }
  below(n) {
    return Math.floor(this.next() * n);
  }
  pick(list) {
    return list[this.below(list.length)];
  }
  decimal(limit) {
    return (this.next() * limit).toFixed(this.pick([1, 1, 2, 2, 3, 5]));
  }
  date() {
    const parts = [
      this.pick([1965, 2003, 2019, 2020, 2021, 2024]),
      1 + this.below(12),
      1 + this.below(28),
    ];
    const [year, month, day] = parts;
    return this.pick([
      `${year}`,
      `${year}-${two(month)}`,
      ...new Array(6).fill(`${year}-${two(month)}-${two(day)}`),
    ]);
  }
  time() {
    const text = `${two(this.below(24))}:${two(this.below(60))}:${two(this.below(60))}.${String(this.below(1000)).padStart(3, '0')}`;
    return text.slice(0, this.pick([2, 5, 8, 12, 12, 12, 12]));
  }
  dateTime() {
    const date = this.date();
    if (date.length < 10) return `@${date}T`;
    return this.next() < 0.1 ? `@${date}T` : `@${date}T${this.time()}${this.pick(ZONES)}`;
  }
  quantity(dimension) {
    const [unit, limit] = this.pick(UNITS[dimension]);
    return `${this.decimal(limit)} '${unit}'`;
  }
  literal(type) {
    const literals = {
      Boolean: () => this.pick(['true', 'false']),
      Integer: () =>
        this.pick([`${this.below(10)}`, `${this.below(100)}`, `(-${1 + this.below(20)})`]),
      Small: () => `${this.below(5)}`,
      Long: () => `${this.below(1000)}L`,
      Decimal: () => this.decimal(this.pick([1, 10, 100])),
      String: () => `'${this.pick(WORDS)}'`,
      Digits: () => `'${this.pick(['0', '17', '-4', '230', '007', '+3', 'x'])}'`,
      YesNo: () => `'${this.pick(['true', 'false', 'yes', 'N', 'T', '1', 'maybe'])}'`,
      Date: () => `@${this.date()}`,
      DateTime: () => this.dateTime(),
      Time: () => `@T${this.time()}`,
      Calendar: () =>
        `${1 + this.below(40)} ${this.pick(['years', 'months', 'weeks', 'days', 'hours', 'minutes', 'seconds', 'milliseconds'])}`,
      Days: () => `${1 + this.below(40)} ${this.pick(['years', 'months', 'weeks', 'days'])}`,
      Hours: () =>
        `${1 + this.below(40)} ${this.pick(['hours', 'minutes', 'seconds', 'milliseconds'])}`,
      Year: () => `${2000 + this.below(30)}`,
      Month: () => `${1 + this.below(12)}`,
      Day: () => `${1 + this.below(28)}`,
      Hour: () => `${this.below(24)}`,
      Zone: () => this.pick(['0.0', '2.0', '-5.0', '5.5']),
      Soon: () => `@2024-${two(1 + this.below(2))}-${two(1 + this.below(28))}`,
      Pair: () => `Tuple {a: ${this.below(6)}, b: '${this.pick(WORDS)}'}`,
      Mass: () => this.quantity('Mass'),
      Length: () => this.quantity('Length'),
      Temperature: () => this.quantity('Temperature'),
    };
    return literals[type]?.();
  }

  /** Low before high for most intervals; the others are errors, and rightly so. */
  ordered(type, scope, depth) {
    const bounds = [this.node(type, scope, depth), this.node(type, scope, depth)];
    if (bounds.some((bound) => bound.operator !== 'literal')) return bounds;
    return bounds.sort((a, b) => rank(a.text) - rank(b.text));
  }

  leaf(type, scope) {
    const names = scope.filter((name) => name.type === type);
    if (names.length > 0 && this.next() < 0.8) {
      const { name } = this.pick(names);
      return { operator: 'name', type, text: name, operands: [], free: [name] };
    }
    if (this.next() < NULLS && !/^(Small|Year|Month|Day|Hour|Zone|Soon|Digits|YesNo)$/.test(type)) {
      return { operator: 'null', type, text: `(null as ${cqlType(type)})`, operands: [], free: [] };
    }
    return { operator: 'literal', type, text: this.literal(type), operands: [], free: [] };
  }

  operands(operator, scope, depth, name) {
    if (operator.ordered)
      return this.ordered(operator.operands[0], scope, Math.min(depth - 1, this.below(2)));
    return operator.operands.map((type, index) => {
      const bound = operator.binds?.operand === index ? [{ name, type: operator.binds.type }] : [];
      return this.node(type, [...scope, ...bound], depth - 1);
    });
  }

  choose(list) {
    const total = list.reduce((sum, operator) => sum + (operator.weight ?? 1), 0);
    let left = this.next() * total;
    return list.find((operator) => (left -= operator.weight ?? 1) < 0) ?? list[list.length - 1];
  }

  node(type, scope, depth) {
    const simple = this.literal(type) !== undefined;
    if (simple && (depth <= 0 || this.next() < 0.15 || !byResult.has(type)))
      return this.leaf(type, scope);
    const all = byResult.get(type);
    const makers = all.filter(
      (operator) => operator.name === 'list' || operator.name === 'interval',
    );
    const operator = this.choose(depth <= 0 && makers.length > 0 ? makers : all);
    this.names += 1;
    const name = `x${this.names}`;
    const operands = this.operands(operator, scope, depth, name);
    const text = operator.text
      .replace(/\$(\w?)/g, (_, letter) => name + letter)
      .replace(/\{(\d)\}/g, (_, index) => operands[index].text);
    const bound = (free) => free.filter((used) => used !== name);
    const free = [
      ...new Set(
        operands.flatMap((operand, index) =>
          operator.binds?.operand === index ? bound(operand.free) : operand.free,
        ),
      ),
    ];
    return { operator: operator.name, type, text, operands, free };
  }
}

/** Literals in the order of what they mean, roughly: numbers and dates by their digits. */
function rank(text) {
  const amount = Number(/-?[\d.]+/.exec(text.replace(/^@T?/, '').replace(/\D*$/, ''))?.[0] ?? 0);
  if (text.startsWith('@')) return Number(text.replace(/\D/g, '').padEnd(17, '0').slice(0, 17));
  const factors = { kg: 1e6, g: 1e3, mg: 1 };
  return amount * (factors[/'(\w+)'/.exec(text)?.[1]] ?? 1);
}

const ROOTS = [
  'Boolean',
  'Boolean',
  'Boolean',
  'Integer',
  'Integer',
  'Decimal',
  'Decimal',
  'Long',
  'String',
  'String',
  'Date',
  'DateTime',
  'Time',
  'Mass',
  'Length',
  'Temperature',
  'Interval<Integer>',
  'Interval<Decimal>',
  'Interval<Date>',
  'Interval<DateTime>',
  'Interval<Time>',
  'Interval<Mass>',
  'List<Integer>',
  'List<Decimal>',
  'List<String>',
  'List<Boolean>',
  'List<Date>',
  'List<DateTime>',
  'List<Mass>',
  'List<Pair>',
  'List<Interval<Integer>>',
  'List<Interval<Date>>',
  'Pair',
];

/** `count` trees {operator, type, text, operands, free}; `free` names what the text leaves open. */
export function generate(seed, count) {
  const generator = new Generator(seed);
  const trees = [];
  while (trees.length < count) {
    trees.push(generator.node(generator.pick(ROOTS), [], 1 + generator.below(3)));
  }
  return trees;
}

/** Every part that stands alone, smallest first. */
export function parts(tree) {
  const all = [];
  const walk = (node) => {
    for (const operand of node.operands) walk(operand);
    if (node.free.length === 0 && node.operands.length > 0) all.push(node);
  };
  walk(tree);
  return all.sort((a, b) => a.text.length - b.text.length);
}
