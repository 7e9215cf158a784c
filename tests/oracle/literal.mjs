// Reads the literals that `palpate eval` prints.
import { interval, NULL, quantity, temporal } from './values.mjs';

const tokens =
  /\s*(?:(@(?:T[\d:.]+|\d{4}(?:-\d\d){0,2}(?:T(?:[\d:.]+(?:Z|[+-]\d\d:\d\d)?)?)?))|(-?\d+(?:\.\d+)?)(L?)|'((?:[^'\\]|\\[^])*)'|("(?:[^"\\]|\\[^])*"|[A-Za-z_]\w*)|([{}[\](),:]))/y;

const escapes = { n: '\n', r: '\r', t: '\t', f: '\f' };

const unescape = (text) =>
  text.replace(/\\(u[0-9a-fA-F]{4}|[^])/g, (_, c) =>
    c.length > 1 ? String.fromCharCode(parseInt(c.slice(1), 16)) : (escapes[c] ?? c),
  );

function* scan(text) {
  tokens.lastIndex = 0;
  const end = text.trimEnd().length;
  while (tokens.lastIndex < end) {
    const at = tokens.lastIndex;
    const match = tokens.exec(text);
    if (!match) throw new Error(`not a literal at ${at}: ${text}`);
    const [, temporalText, numberText, long, string, word, mark] = match;
    if (temporalText) yield { type: 'temporal', text: temporalText };
    else if (numberText) yield { type: 'number', text: numberText, long };
    else if (string !== undefined) yield { type: 'string', text: unescape(string) };
    else if (word)
      yield { type: 'word', text: word.startsWith('"') ? unescape(word.slice(1, -1)) : word };
    else yield { type: 'mark', text: mark };
  }
}

class Reader {
  constructor(text) {
    this.tokens = [...scan(text)];
    this.at = 0;
  }
  peek(type, text) {
    const token = this.tokens[this.at];
    return token && token.type === type && (text === undefined || token.text === text)
      ? token
      : null;
  }
  take(type, text) {
    const token = this.peek(type, text);
    if (token) this.at += 1;
    return token;
  }
  need(type, text) {
    const token = this.take(type, text);
    if (!token) throw new Error(`expected ${text ?? type} in a literal`);
    return token;
  }
}

const words = {
  null: () => NULL,
  true: () => ({ kind: 'boolean', value: true }),
  false: () => ({ kind: 'boolean', value: false }),
  Interval: readInterval,
};

function readInterval(reader) {
  const lowClosed = reader.take('mark', '[') !== null || (reader.need('mark', '('), false);
  const low = read(reader);
  reader.need('mark', ',');
  const high = read(reader);
  const highClosed = reader.take('mark', ']') !== null || (reader.need('mark', ')'), false);
  return interval(low, lowClosed, high, highClosed);
}

function readElements(reader) {
  reader.need('mark', '{');
  const elements = {};
  if (reader.take('mark', ':')) {
    reader.need('mark', '}');
    return { kind: 'structure', elements };
  }
  do {
    const name = reader.need('word').text;
    reader.need('mark', ':');
    const value = read(reader);
    if (value.kind !== 'null') elements[name] = value;
  } while (reader.take('mark', ','));
  reader.need('mark', '}');
  return { kind: 'structure', elements };
}

function readList(reader) {
  const items = [];
  if (reader.take('mark', '}')) return { kind: 'list', items };
  do items.push(read(reader));
  while (reader.take('mark', ','));
  reader.need('mark', '}');
  return { kind: 'list', items };
}

function readNumber(reader, token) {
  if (token.long) return { kind: 'number', type: 'Long', text: token.text };
  const unit = reader.take('string') ?? reader.take('word');
  if (!unit) {
    return {
      kind: 'number',
      type: token.text.includes('.') ? 'Decimal' : 'Integer',
      text: token.text,
    };
  }
  const numerator = quantity(token.text, unit.text);
  if (!reader.peek('mark', ':') || !isQuantityAhead(reader)) return numerator;
  reader.need('mark', ':');
  const denominator = readNumber(reader, reader.need('number'));
  return { kind: 'ratio', numerator, denominator };
}

const isQuantityAhead = (reader) => reader.tokens[reader.at + 1]?.type === 'number';

function readTemporal(text) {
  if (text.startsWith('@T')) return temporal('time', text.slice(2));
  return temporal(text.includes('T') ? 'dateTime' : 'date', text);
}

function read(reader) {
  const number = reader.take('number');
  if (number) return readNumber(reader, number);
  const string = reader.take('string');
  if (string) return { kind: 'string', value: string.text };
  const temporalToken = reader.take('temporal');
  if (temporalToken) return readTemporal(temporalToken.text);
  if (reader.take('mark', '{')) return readList(reader);
  const word = reader.need('word');
  return word.text in words ? words[word.text](reader) : readElements(reader);
}

export function parseLiteral(text) {
  const reader = new Reader(text);
  const value = read(reader);
  if (reader.at !== reader.tokens.length) throw new Error(`more than one literal: ${text}`);
  return value;
}
