// The table that random expressions are made from: [result type, operand types, text, name].
//
// A text has {0}, {1} … for its operands. Types: Boolean, Integer, Long, Decimal, String, Date,
// DateTime, Time, Calendar (a calendar duration), Mass, Length, Temperature (Quantities of a
// dimension), Interval<T>, List<T>, Pair (Tuple {a Integer, b String}). $ is a name of its own for
// each use, and `binds` says which operand may use it and as which type.

const operators = [];

function add(name, result, operands, text, more = {}) {
  operators.push({ name, result, operands, text, ...more });
}

const QUANTITIES = ['Mass', 'Length', 'Temperature'];
const NUMBERS = ['Integer', 'Long', 'Decimal'];
const TEMPORALS = ['Date', 'DateTime', 'Time'];
const ORDERED = [...NUMBERS, ...QUANTITIES, 'String', ...TEMPORALS];
const POINTS = ['Integer', 'Decimal', 'Mass', ...TEMPORALS];
const ELEMENTS = [
  'Integer',
  'Decimal',
  'String',
  'Boolean',
  'Date',
  'DateTime',
  'Mass',
  'Pair',
  'Interval<Integer>',
];
const PLAIN = ['Boolean', ...ORDERED, 'Calendar', 'Pair'];

const DATE_UNITS = ['year', 'month', 'day'];
const TIME_UNITS = ['hour', 'minute', 'second', 'millisecond'];
const UNITS = { Date: DATE_UNITS, DateTime: [...DATE_UNITS, ...TIME_UNITS], Time: TIME_UNITS };

function logic() {
  for (const word of ['and', 'or', 'xor', 'implies']) {
    add(word, 'Boolean', ['Boolean', 'Boolean'], `({0} ${word} {1})`, { weight: 3 });
  }
  add('not', 'Boolean', ['Boolean'], '(not {0})', { weight: 2 });
  for (const word of ['is true', 'is false', 'is not true', 'is not false']) {
    add(word, 'Boolean', ['Boolean'], `({0} ${word})`);
  }
  for (const type of [...PLAIN, 'List<Integer>', 'Interval<Integer>']) {
    for (const word of ['is null', 'is not null'])
      add(word, 'Boolean', [type], `({0} ${word})`, { weight: 0.3 });
  }
  for (const type of [...PLAIN, 'List<Integer>', 'Interval<Integer>', 'Interval<Date>']) {
    add('if', type, ['Boolean', type, type], '(if {0} then {1} else {2})');
    add(
      'case',
      type,
      ['Boolean', type, 'Boolean', type, type],
      '(case when {0} then {1} when {2} then {3} else {4} end)',
      { weight: 0.6 },
    );
    add(
      'case of',
      type,
      ['Integer', 'Integer', type, 'Integer', type, type],
      '(case {0} when {1} then {2} when {3} then {4} else {5} end)',
      { weight: 0.4 },
    );
    add('Coalesce', type, [type, type], 'Coalesce({0}, {1})', { weight: 0.7 });
  }
}

function comparison() {
  const equal = [...PLAIN, 'Interval<Integer>', 'Interval<Date>', 'List<Integer>', 'List<String>'];
  for (const type of equal) {
    for (const sign of ['=', '!=', '~', '!~'])
      add(sign, 'Boolean', [type, type], `({0} ${sign} {1})`);
  }
  for (const type of ORDERED) {
    for (const sign of ['<', '<=', '>', '>='])
      add(sign, 'Boolean', [type, type], `({0} ${sign} {1})`);
    add('between', 'Boolean', [type, type, type], '({0} between {1} and {2})');
  }
  add('mixed <', 'Boolean', ['Integer', 'Decimal'], '({0} < {1})');
  add('mixed =', 'Boolean', ['Integer', 'Long'], '({0} = {1})', { weight: 0.5 });
}

function arithmetic() {
  for (const type of ['Integer', 'Long', 'Decimal', ...QUANTITIES]) {
    add('+', type, [type, type], '({0} + {1})', { weight: 2 });
    add('-', type, [type, type], '({0} - {1})', { weight: 2 });
    add('negate', type, [type], '(-{0})');
    add('Abs', type, [type], 'Abs({0})');
    add('Max', type, [`List<${type}>`], 'Max({0})', {
      only: ['Integer', 'Decimal', 'Mass'].includes(type),
    });
    add('Min', type, [`List<${type}>`], 'Min({0})', {
      only: ['Integer', 'Decimal', 'Mass'].includes(type),
    });
  }
  for (const type of NUMBERS) {
    add('*', type, [type, type], '({0} * {1})');
    add('div', type, [type, type], '({0} div {1})');
    add('mod', type, [type, type], '({0} mod {1})');
  }
  for (const type of [...NUMBERS, 'Date', 'DateTime', 'Time', 'Mass']) {
    add('successor', type, [type], '(successor of {0})', { weight: 0.6 });
    add('predecessor', type, [type], '(predecessor of {0})', { weight: 0.6 });
  }
  add('/', 'Decimal', ['Decimal', 'Decimal'], '({0} / {1})');
  add('/', 'Decimal', ['Integer', 'Integer'], '({0} / {1})');
  add('mixed +', 'Decimal', ['Integer', 'Decimal'], '({0} + {1})');
  add('mixed *', 'Decimal', ['Decimal', 'Integer'], '({0} * {1})');
  add('mixed +', 'Long', ['Integer', 'Long'], '({0} + {1})', { weight: 0.5 });
  for (const word of ['Ceiling', 'Floor', 'Truncate'])
    add(word, 'Integer', ['Decimal'], `${word}({0})`);
  add('Round', 'Decimal', ['Decimal'], 'Round({0})');
  add('Round', 'Decimal', ['Decimal', 'Small'], 'Round({0}, {1})');
  add('Power', 'Integer', ['Integer', 'Small'], '({0} ^ {1})');
  add('Power', 'Decimal', ['Decimal', 'Small'], 'Power({0}, {1})');
  add('Exp', 'Decimal', ['Small'], 'Exp({0})', { weight: 0.5 });
  add('Ln', 'Decimal', ['Decimal'], 'Ln(Abs({0}) + 0.5)', { weight: 0.5 });
  add('Log', 'Decimal', ['Decimal'], 'Log(Abs({0}) + 0.5, 10)', { weight: 0.5 });
  add('Precision', 'Integer', ['Decimal'], 'Precision({0})', { weight: 0.3 });
  for (const type of TEMPORALS)
    add('Precision', 'Integer', [type], 'Precision({0})', { weight: 0.3 });
  add('LowBoundary', 'Decimal', ['Decimal'], 'LowBoundary({0}, 8)', { weight: 0.3 });
  add('HighBoundary', 'Decimal', ['Decimal'], 'HighBoundary({0}, 8)', { weight: 0.3 });
  add('LowBoundary', 'Date', ['Date'], 'LowBoundary({0}, 8)', { weight: 0.3 });
  add('HighBoundary', 'DateTime', ['DateTime'], 'HighBoundary({0}, 17)', { weight: 0.3 });
  for (const type of QUANTITIES) {
    add('quantity *', type, [type, 'Decimal'], '({0} * {1})', { only: type !== 'Temperature' });
    add('quantity /', type, [type, 'Decimal'], '({0} / {1})', { only: type !== 'Temperature' });
    add('value', 'Decimal', [type], '({0}.value)');
  }
  add('convert', 'Mass', ['Mass'], "(convert {0} to 'mg')");
  add('convert', 'Length', ['Length'], "(convert {0} to 'cm')");
  add('convert', 'Temperature', ['Temperature'], "(convert {0} to 'K')");
  add('convert', 'Temperature', ['Temperature'], "(convert {0} to '[degF]')");
  add('CanConvertQuantity', 'Boolean', ['Length'], "CanConvertQuantity({0}, 'cm')", {
    weight: 0.3,
  });
}

function strings() {
  add('concatenate', 'String', ['String', 'String'], '({0} + {1})', { weight: 2 });
  add('&', 'String', ['String', 'String'], '({0} & {1})');
  add('Upper', 'String', ['String'], 'Upper({0})');
  add('Lower', 'String', ['String'], 'Lower({0})');
  add('Substring', 'String', ['String', 'Small'], 'Substring({0}, {1})');
  add('Substring', 'String', ['String', 'Small', 'Small'], 'Substring({0}, {1}, {2})');
  add('indexer', 'String', ['String', 'Small'], '({0}[{1}])');
  add('Combine', 'String', ['List<String>'], "Combine({0}, '-')");
  add('Combine', 'String', ['List<String>'], 'Combine({0})', { weight: 0.5 });
  add('Split', 'List<String>', ['String'], "Split({0}, 'a')");
  add('SplitOnMatches', 'List<String>', ['String'], "SplitOnMatches({0}, '[0-9]+')", {
    weight: 0.5,
  });
  add('ReplaceMatches', 'String', ['String', 'String'], "ReplaceMatches({0}, '[a-c]+', 'X')");
  add('Matches', 'Boolean', ['String'], "Matches({0}, '[a-z]*')", { weight: 0.5 });
  add('StartsWith', 'Boolean', ['String', 'String'], 'StartsWith({0}, {1})');
  add('EndsWith', 'Boolean', ['String', 'String'], 'EndsWith({0}, {1})');
  add('Length', 'Integer', ['String'], 'Length({0})');
  add('PositionOf', 'Integer', ['String', 'String'], 'PositionOf({0}, {1})');
  add('LastPositionOf', 'Integer', ['String', 'String'], 'LastPositionOf({0}, {1})');
  for (const type of ['Boolean', 'Integer', 'Decimal', 'Date', 'DateTime', 'Time', 'Mass']) {
    add('ToString', 'String', [type], 'ToString({0})', { weight: 0.4 });
  }
}

function conversions() {
  add('ToDecimal', 'Decimal', ['Integer'], 'ToDecimal({0})');
  add('ToLong', 'Long', ['Integer'], 'ToLong({0})', { weight: 0.5 });
  add('ToInteger', 'Integer', ['Digits'], 'ToInteger({0})');
  add('ToDecimal', 'Decimal', ['Digits'], 'ToDecimal({0})');
  add('ToBoolean', 'Boolean', ['YesNo'], 'ToBoolean({0})');
  add('ToInteger', 'Integer', ['Boolean'], 'ToInteger({0})', { weight: 0.3 });
  add('ToDate', 'Date', ['DateTime'], 'ToDate({0})');
  add('ToDateTime', 'DateTime', ['Date'], 'ToDateTime({0})');
  add('ConvertsToInteger', 'Boolean', ['String'], 'ConvertsToInteger({0})', { weight: 0.5 });
  add('ConvertsToDecimal', 'Boolean', ['String'], 'ConvertsToDecimal({0})', { weight: 0.5 });
  for (const type of ['Integer', 'Decimal', 'String', 'Date']) {
    add('is', 'Boolean', [type], `({0} is ${type})`, { weight: 0.3 });
    add('as', type, [type], `({0} as ${type})`, { weight: 0.3 });
  }
}

function temporal() {
  for (const type of TEMPORALS) {
    const calendar = type === 'Time' ? 'Hours' : type === 'Date' ? 'Days' : 'Calendar';
    add('temporal +', type, [type, calendar], '({0} + {1})', { weight: 2 });
    add('temporal -', type, [type, calendar], '({0} - {1})', { weight: 2 });
    for (const unit of UNITS[type]) {
      add(`from ${type}`, 'Integer', [type], `(${unit} from {0})`, { weight: 0.4 });
      add('duration between', 'Integer', [type, type], `(${unit}s between {0} and {1})`, {
        weight: 0.5,
      });
      add(
        'difference between',
        'Integer',
        [type, type],
        `(difference in ${unit}s between {0} and {1})`,
        { weight: 0.5 },
      );
      add('same as', 'Boolean', [type, type], `({0} same ${unit} as {1})`, { weight: 0.4 });
      add('same or before', 'Boolean', [type, type], `({0} same ${unit} or before {1})`, {
        weight: 0.4,
      });
      add('same or after', 'Boolean', [type, type], `({0} same ${unit} or after {1})`, {
        weight: 0.4,
      });
      add('before of', 'Boolean', [type, type], `({0} before ${unit} of {1})`, { weight: 0.4 });
      add('after of', 'Boolean', [type, type], `({0} after ${unit} of {1})`, { weight: 0.4 });
    }
    for (const word of ['before', 'after', 'on or before', 'on or after', 'same as']) {
      add(
        word,
        'Boolean',
        [type, type],
        `({0} ${word === 'on or before' ? 'same or before' : word === 'on or after' ? 'same or after' : word} {1})`,
        { weight: 0.6 },
      );
    }
    for (const word of ['Min', 'Max'])
      add(word, type, [`List<${type}>`], `${word}({0})`, { only: type !== 'Time' });
  }
  add('weeks between', 'Integer', ['Date', 'Date'], '(weeks between {0} and {1})');
  add(
    'difference in weeks',
    'Integer',
    ['Date', 'Date'],
    '(difference in weeks between {0} and {1})',
    { weight: 0.5 },
  );
  add('date from', 'Date', ['DateTime'], '(date from {0})');
  add('time from', 'Time', ['DateTime'], '(time from {0})');
  add('timezoneoffset from', 'Decimal', ['DateTime'], '(timezoneoffset from {0})', { weight: 0.4 });
  add('Date', 'Date', ['Year', 'Month'], 'Date({0}, {1})');
  add('Date', 'Date', ['Year', 'Month', 'Day'], 'Date({0}, {1}, {2})');
  add('DateTime', 'DateTime', ['Year', 'Month', 'Day', 'Hour'], 'DateTime({0}, {1}, {2}, {3})');
  add(
    'DateTime',
    'DateTime',
    ['Year', 'Month', 'Day', 'Hour', 'Hour', 'Hour', 'Hour', 'Zone'],
    'DateTime({0}, {1}, {2}, {3}, {4}, {5}, {6}, {7})',
  );
  add('Time', 'Time', ['Hour', 'Hour'], 'Time({0}, {1})');
  add('Today', 'Date', [], 'Today()', { weight: 0.3 });
  add('Now', 'DateTime', [], 'Now()', { weight: 0.3 });
  add('within', 'Boolean', ['Date', 'Date'], '({0} 5 days or less before {1})');
  add('within', 'Boolean', ['DateTime', 'DateTime'], '({0} 3 hours or more after {1})');
  add('within', 'Boolean', ['Date', 'Date'], '({0} within 30 days of {1})');
  add('AgeAt', 'Integer', ['Date', 'Date'], 'CalculateAgeInYearsAt({0}, {1})');
  add('AgeAt', 'Integer', ['Date', 'Date'], 'CalculateAgeInMonthsAt({0}, {1})', { weight: 0.5 });
}

/** Between two intervals. */
export const RELATIONS = [
  'before',
  'after',
  'meets',
  'meets before',
  'meets after',
  'overlaps',
  'overlaps before',
  'overlaps after',
  'starts',
  'ends',
  'includes',
  'included in',
  'properly includes',
  'properly included in',
  'during',
  'same as',
  'same or before',
  'same or after',
];

function intervals() {
  for (const point of POINTS) {
    const type = `Interval<${point}>`;
    add('interval', type, [point, point], 'Interval[{0}, {1}]', { ordered: true, weight: 3 });
    add('interval', type, [point, point], 'Interval[{0}, {1})', { ordered: true, weight: 1.5 });
    add('interval', type, [point, point], 'Interval({0}, {1}]', { ordered: true });
    add('interval', type, [point, point], 'Interval({0}, {1})', { ordered: true });
    add('interval to null', type, [point], `Interval[{0}, null as ${cqlType(point)}]`, {
      weight: 0.3,
    });
    add('interval to unknown', type, [point], `Interval[{0}, null as ${cqlType(point)})`, {
      weight: 0.3,
    });
    add('interval from null', type, [point], `Interval[null as ${cqlType(point)}, {0}]`, {
      weight: 0.3,
    });
    for (const word of ['start', 'end']) add(`${word} of`, point, [type], `(${word} of {0})`);
    for (const word of RELATIONS)
      add(word, 'Boolean', [type, type], `({0} ${word} {1})`, { weight: 0.25 });
    for (const sign of ['=', '!=', '~'])
      add(`interval ${sign}`, 'Boolean', [type, type], `({0} ${sign} {1})`, { weight: 0.3 });
    add('in', 'Boolean', [point, type], '({0} in {1})', { weight: 0.6 });
    add('contains', 'Boolean', [type, point], '({0} contains {1})', { weight: 0.6 });
    add('properly includes point', 'Boolean', [type, point], '({0} properly includes {1})', {
      weight: 0.3,
    });
    add('point before', 'Boolean', [point, type], '({0} before {1})', { weight: 0.3 });
    for (const word of ['union', 'intersect', 'except']) {
      add(`interval ${word}`, type, [type, type], `({0} ${word} {1})`, { weight: 0.5 });
    }
    add('collapse', `List<${type}>`, [`List<${type}>`], '(collapse {0})', {
      only: ['Integer', 'Date', 'Decimal'].includes(point),
    });
    add('list', `List<${type}>`, [type, type, type], '{{0}, {1}, {2}}', {
      only: ['Integer', 'Date', 'Decimal'].includes(point),
      weight: 2,
    });
    add('Count', 'Integer', [`List<${type}>`], 'Count({0})', {
      only: ['Integer', 'Date', 'Decimal'].includes(point),
      weight: 0.3,
    });
  }
  for (const type of ['Date', 'DateTime', 'Time']) {
    for (const unit of UNITS[type].filter((u) => ['year', 'day', 'hour'].includes(u))) {
      const interval = `Interval<${type}>`;
      add('included in of', 'Boolean', [interval, interval], `({0} included in ${unit} of {1})`, {
        weight: 0.4,
      });
      add('in of', 'Boolean', [type, interval], `({0} in ${unit} of {1})`, { weight: 0.4 });
      add('overlaps of', 'Boolean', [interval, interval], `({0} overlaps ${unit} of {1})`, {
        weight: 0.4,
      });
      add('starts of', 'Boolean', [interval, interval], `({0} starts ${unit} of {1})`, {
        weight: 0.4,
      });
      add('before of interval', 'Boolean', [interval, interval], `({0} before ${unit} of {1})`, {
        weight: 0.4,
      });
    }
  }
  add('width of', 'Integer', ['Interval<Integer>'], '(width of {0})');
  add('width of', 'Decimal', ['Interval<Decimal>'], '(width of {0})');
  add('width of', 'Mass', ['Interval<Mass>'], '(width of {0})');
  add('Size', 'Integer', ['Interval<Integer>'], 'Size({0})', { weight: 0.5 });
  add('point from', 'Integer', ['Integer'], '(point from Interval[{0}, {0}])', { weight: 0.3 });
  add('expand', 'List<Interval<Integer>>', ['Interval<Small>'], '(expand {{0}} per 2)', {
    weight: 0.6,
  });
  add('expand', 'List<Integer>', ['Interval<Small>'], '(expand {0})', { weight: 0.6 });
  add('expand', 'List<Interval<Date>>', ['Interval<Soon>'], '(expand {{0}} per week)', {
    weight: 0.6,
  });
  add('interval', 'Interval<Small>', ['Small', 'Small'], 'Interval[{0}, {1}]', { ordered: true });
  add('interval', 'Interval<Soon>', ['Soon', 'Soon'], 'Interval[{0}, {1}]', { ordered: true });
}

function lists() {
  for (const element of ELEMENTS) {
    const type = `List<${element}>`;
    add('list', type, [element, element], '{{0}, {1}}', { weight: 2 });
    add('list', type, [element, element, element], '{{0}, {1}, {2}}', { weight: 3 });
    add('list', type, [element, element, element, element], '{{0}, {1}, {2}, {3}}', { weight: 2 });
    add('First', element, [type], 'First({0})', { weight: 0.6 });
    add('Last', element, [type], 'Last({0})', { weight: 0.6 });
    add('indexer', element, [type, 'Small'], '({0}[{1}])', { weight: 0.4 });
    for (const word of ['Tail']) add(word, type, [type], `${word}({0})`, { weight: 0.5 });
    for (const word of ['Take', 'Skip'])
      add(word, type, [type, 'Small'], `${word}({0}, {1})`, { weight: 0.5 });
    for (const word of ['union', 'intersect', 'except'])
      add(`list ${word}`, type, [type, type], `({0} ${word} {1})`, { weight: 0.5 });
    add('distinct', type, [type], '(distinct {0})', { weight: 0.5 });
    add('exists', 'Boolean', [type], '(exists {0})', { weight: 0.3 });
    add('Count', 'Integer', [type], 'Count({0})', { weight: 0.4 });
    add('list in', 'Boolean', [element, type], '({0} in {1})', { weight: 0.4 });
    add('list contains', 'Boolean', [type, element], '({0} contains {1})', { weight: 0.4 });
    for (const word of ['includes', 'included in', 'properly includes', 'properly included in']) {
      add(`list ${word}`, 'Boolean', [type, type], `({0} ${word} {1})`, { weight: 0.2 });
    }
    add('IndexOf', 'Integer', [type, element], 'IndexOf({0}, {1})', { weight: 0.3 });
    add('where', type, [type, 'Boolean'], '(({0}) $ where {1})', {
      binds: { operand: 1, type: element },
    });
    add('let', type, [type, element], '(({0}) $ let $l: {1} return all $l)', {
      binds: { operand: 1, type: element },
      weight: 0.3,
    });
    add('singleton from', element, [element], '(singleton from {{0}})', { weight: 0.2 });
  }
  for (const [from, to] of [
    ['Integer', 'Integer'],
    ['Integer', 'Boolean'],
    ['Integer', 'String'],
    ['String', 'Integer'],
    ['Pair', 'Integer'],
    ['Pair', 'String'],
    ['Date', 'Integer'],
    ['Decimal', 'Decimal'],
    ['Date', 'Date'],
    ['Interval<Integer>', 'Integer'],
  ]) {
    add('return all', `List<${to}>`, [`List<${from}>`, to], '(({0}) $ return all {1})', {
      binds: { operand: 1, type: from },
    });
    add('return', `List<${to}>`, [`List<${from}>`, to], '(({0}) $ return {1})', {
      binds: { operand: 1, type: from },
      weight: 0.4,
    });
  }
  for (const type of ['Integer', 'Decimal', 'String']) {
    add('sort', `List<${type}>`, [`List<${type}>`], '(({0}) $ sort asc)', { weight: 0.8 });
    add('sort', `List<${type}>`, [`List<${type}>`], '(({0}) $ sort desc)', { weight: 0.8 });
  }
  add('sort by', 'List<Pair>', ['List<Pair>'], '(({0}) $ sort by a desc, b)');
  add(
    'with',
    'List<Integer>',
    ['List<Integer>', 'List<Integer>'],
    '(({0}) $ with ({1}) $w such that $ = $w)',
    { weight: 0.8 },
  );
  add(
    'without',
    'List<Integer>',
    ['List<Integer>', 'List<Integer>'],
    '(({0}) $ without ({1}) $w such that $ = $w)',
    { weight: 0.8 },
  );
  add(
    'multi-source',
    'List<Integer>',
    ['List<Integer>', 'List<Integer>'],
    '(from ({0}) $, ({1}) $w where $ < $w return all $ * 10 + $w)',
    { weight: 0.8 },
  );
  add(
    'aggregate',
    'Integer',
    ['List<Integer>', 'Integer'],
    '(({0}) $ aggregate $r starting ({1}): $r + $)',
    { weight: 0.8 },
  );
  add('aggregate', 'String', ['List<String>'], "(({0}) $ aggregate $r starting '': $r & $)", {
    weight: 0.8,
  });
  add('flatten', 'List<Integer>', ['List<Integer>', 'List<Integer>'], '(flatten {{0}, {1}})', {
    weight: 0.6,
  });
  add('Pair', 'Pair', ['Integer', 'String'], 'Tuple {a: {0}, b: {1}}', { weight: 4 });
  add('property', 'Integer', ['Pair'], '({0}.a)');
  add('property', 'String', ['Pair'], '({0}.b)');
}

function aggregates() {
  for (const type of ['Integer', 'Decimal', 'Mass'])
    add('Sum', type, [`List<${type}>`], 'Sum({0})');
  for (const word of ['Avg', 'Median']) {
    add(word, 'Decimal', ['List<Decimal>'], `${word}({0})`);
    add(word, 'Mass', ['List<Mass>'], `${word}({0})`, { weight: 0.4 });
  }
  for (const word of [
    'StdDev',
    'PopulationStdDev',
    'Variance',
    'PopulationVariance',
    'GeometricMean',
  ]) {
    add(word, 'Decimal', ['List<Decimal>'], `${word}({0})`, { weight: 0.4 });
  }
  add('Product', 'Integer', ['List<Integer>'], 'Product({0})', { weight: 0.4 });
  for (const type of ['Integer', 'String', 'Decimal'])
    add('Mode', type, [`List<${type}>`], 'Mode({0})', { weight: 0.4 });
  add('AllTrue', 'Boolean', ['List<Boolean>'], 'AllTrue({0})');
  add('AnyTrue', 'Boolean', ['List<Boolean>'], 'AnyTrue({0})');
}

/** The type as CQL writes it. */
export function cqlType(type) {
  const inner = /^(Interval|List)<(.*)>$/.exec(type);
  if (inner) return `${inner[1]}<${cqlType(inner[2])}>`;
  if ([...QUANTITIES, 'Calendar', 'Days', 'Hours'].includes(type)) return 'Quantity';
  if (type === 'Pair') return 'Tuple {a Integer, b String}';
  if (['Small', 'Year', 'Month', 'Day', 'Hour'].includes(type)) return 'Integer';
  if (['Digits', 'YesNo'].includes(type)) return 'String';
  if (type === 'Soon') return 'Date';
  return type === 'Zone' ? 'Decimal' : type;
}

for (const fill of [
  logic,
  comparison,
  arithmetic,
  strings,
  conversions,
  temporal,
  intervals,
  lists,
  aggregates,
])
  fill();

/** Operators by result type. */
export const byResult = new Map();
for (const operator of operators) {
  if (operator.only === false) continue;
  if (!byResult.has(operator.result)) byResult.set(operator.result, []);
  byResult.get(operator.result).push(operator);
}
