// Random assessments over a dictionary, with all kinds of answers missing.
import { random } from './generate.mjs';

/** How many answers of a record are missing, one record after the other. */
const MISSING = [0, 0.1, 0.5, 0.9];

/** Numbers that the rules compare with, from their texts. */
export function cutOffs(texts) {
  const found = new Set();
  for (const text of texts) {
    for (const match of text.replace(/\/\/.*$/gm, '').matchAll(/(?<![\w.])\d+(?:\.\d+)?/g))
      found.add(Number(match[0]));
  }
  return [...found].sort((a, b) => a - b);
}

class Answers {
  constructor(seed, numbers) {
    this.next = random(seed);
    this.numbers = numbers;
  }
  below(n) {
    return Math.floor(this.next() * n);
  }
  pick(list) {
    return list[this.below(list.length)];
  }
  /** At a cut-off, just beside it, or anywhere in the plausible range. */
  number({ min, max, type }) {
    const low = min === '' ? 0 : Number(min);
    const high = max === '' ? 100 : Number(max);
    const near = this.numbers.filter((n) => n >= low && n <= high);
    const step = type === 'integer' ? 1 : this.pick([0.1, 0.01, 1]);
    const value =
      near.length > 0 && this.next() < 0.75
        ? this.pick(near) + this.pick([-1, 0, 0, 1]) * step
        : low + this.next() * (high - low);
    const bounded = Math.min(high, Math.max(low, value));
    return type === 'integer' ? Math.round(bounded) : Number(bounded.toFixed(2));
  }
  date() {
    const year = 1930 + this.below(95);
    const month = String(1 + this.below(12)).padStart(2, '0');
    const day = String(1 + this.below(28)).padStart(2, '0');
    return this.pick([
      `${year}`,
      `${year}-${month}`,
      `${year}-${month}-${day}`,
      `${year}-${month}-${day}`,
    ]);
  }
  choices(options) {
    const last = options.filter((option) => option === 'none' || option === 'no');
    const others = options.filter((option) => !last.includes(option) && this.next() < 0.4);
    if (others.length > 0 || last.length === 0) return others.length > 0 ? others : [options[0]];
    return last.slice(0, 1);
  }
  one(item) {
    switch (item.type) {
      case 'boolean':
        return this.next() < 0.4;
      case 'choice':
        return this.pick(item.options);
      case 'choices':
        return this.choices(item.options);
      case 'date':
        return this.date();
      case 'text':
        return this.pick(['a note', 'another']);
      default:
        return this.number(item);
    }
  }
  answer(item, missing) {
    if (!item.sided) return this.next() < missing ? null : this.one(item);
    const sides = {};
    for (const side of ['left', 'right']) if (this.next() >= missing) sides[side] = this.one(item);
    return Object.keys(sides).length > 0 ? sides : null;
  }
}

/** `count` assessments as JSON texts. */
export function generateIntakes({ seed, count, items, dictionary, numbers }) {
  const source = new Answers(seed, numbers);
  return Array.from({ length: count }, (_, index) => {
    const missing = MISSING[index % MISSING.length];
    const answers = {};
    for (const item of items) {
      const answer = source.answer(item, missing);
      if (answer !== null) answers[item.id] = answer;
    }
    return JSON.stringify({
      id: `R${index}`,
      subject: `r${index}`,
      dictionary,
      recordedAt: '2026-01-01T00:00:00Z',
      answers,
    });
  });
}
