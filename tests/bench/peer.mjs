// The law of the benchmark in plain JavaScript, as one would write it for speed: JSON read, evaluated, fields
// written, a line a case. usage: node peer.mjs CASES OUTPUT     prints seconds: evaluated alone, and end to end
import {readFileSync, writeFileSync} from 'node:fs';

const STATES = ['AR', 'BR', 'PY', 'UY'];
const RANK = {mandatory: 0, assimilated: 1, voluntary: 2};
const ROUTES = [null, 'prorata', 'independent'];
const LAW = [
  {age: [65, 60], qualifying: 10800, base: 4500, step: 150, from: [15, 15], most: 8500},
  {age: [65, 62], qualifying: 5400, base: 6000, step: 200, from: [20, 15], most: 10000},
  {age: [60, 60], qualifying: 9000, base: 5000, step: 150, from: [20, 20], most: 10000},
  {age: [60, 60], qualifying: 10800, base: 4500, step: 100, from: [30, 30], most: 8250},
];

const digits = (text, at, count) => {
  let number = 0;
  for (let n = at; n < at + count; ++n) number = number * 10 + text.charCodeAt(n) - 48;
  return number;
};

// Days since 1970-01-01.
const day = (iso) => {
  const month = digits(iso, 5, 2), year = digits(iso, 0, 4) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400), of_era = year - era * 400;
  const of_year = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + digits(iso, 8, 2) - 1;
  return era * 146097 + of_era * 365 + Math.floor(of_era / 4) - Math.floor(of_era / 100) + of_year - 719468;
};

const years = (birth, claim) => {
  const before = claim.slice(5) < birth.slice(5);
  return digits(claim, 0, 4) - digits(birth, 0, 4) - (before ? 1 : 0);
};

const halfEven = (numerator, denominator) => {
  const whole = Math.floor(numerator / denominator), twice = (numerator - whole * denominator) * 2;
  return whole + (twice > denominator || (twice === denominator && whole % 2 !== 0) ? 1 : 0);
};

const read = (line) => {
  const {id, facts} = JSON.parse(line);
  return {
    id, birth: day(facts.birth), claim: day(facts.claim), age: years(facts.birth, facts.claim),
    female: facts.sex === 'female' ? 1 : 0,
    periods: facts.career.map((row) => ({
      state: STATES.indexOf(row.state), from: day(row.from), end: day(row.to) + 1, rank: RANK[row.kind],
      cents: Math.round(Number(row.earnings.slice(0, -4)) * 100),
    })),
  };
};

const decided = (facts) => {
  const periods = [], ends = [];
  for (const one of facts.periods) {
    const end = Math.min(one.end, facts.claim);
    if (one.from >= end || one.from < facts.birth) continue;
    periods.push({...one, end});
    ends.push(one.from, end);
  }
  ends.sort((a, b) => a - b);
  const own = [0, 0, 0, 0], weighted = [0, 0, 0, 0];
  let total = 0;
  for (let n = 0; n + 1 < ends.length; ++n) {
    const from = ends[n], days = ends[n + 1] - from;
    if (days === 0) continue;
    const winner = [null, null, null, null];
    let mandatory = false;
    for (const one of periods) {
      if (one.from > from || one.end <= from) continue;
      const held = winner[one.state];
      if (held === null || one.rank < held.rank) winner[one.state] = one;
      mandatory ||= one.rank === 0;
    }
    let any = false;
    for (let state = 0; state < 4; ++state) {
      const one = winner[state];
      if (one === null || (mandatory && one.rank === 2)) continue;
      own[state] += days;
      weighted[state] += one.cents * days;
      any = true;
    }
    if (any) total += days;
  }
  const awards = [];
  for (let state = 0; state < 4; ++state) {
    const law = LAW[state];
    const alone = own[state] >= law.qualifying, together = total >= law.qualifying;
    if (own[state] < 360 || facts.age < law.age[facts.female] || !(alone || together)) {
      awards.push({route: 0, cents: 0});
      continue;
    }
    const basis = alone ? own[state] : total;
    const rate = Math.min(law.most, law.base + law.step * Math.max(0, Math.floor(basis / 360) - law.from[facts.female]));
    awards.push({route: alone ? 2 : 1, cents: halfEven(weighted[state] * rate, basis * 10000)});
  }
  return awards;
};

const amount = (cents) => `"${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')} UNI"`;
const written = (id, awards) =>
  `{"case":"${id}","awards":[` + awards.map(({route, cents}, state) => route === 0
    ? `{"award":"pension","arguments":["${STATES[state]}"],"status":"refused","amount":null,"route":null}`
    : `{"award":"pension","arguments":["${STATES[state]}"],"status":"granted","amount":${amount(cents)},"route":"${ROUTES[route]}"}`,
  ).join(',') + ']}';

const [, , input, output] = process.argv;
const lines = readFileSync(input, 'utf8').trimEnd().split('\n');
const seconds = (work) => {
  let least = Infinity;
  for (let round = 0; round < 5; ++round) {
    const start = process.hrtime.bigint();
    work();
    least = Math.min(least, Number(process.hrtime.bigint() - start) / 1e9);
  }
  return least;
};
const cases = lines.map(read);
let kept = 0;
const evaluated = seconds(() => { for (const one of cases) kept += decided(one)[0].cents; });
let text = [];
const whole = seconds(() => { text = lines.map((line) => { const one = read(line); return written(one.id, decided(one)); }); });
writeFileSync(output, text.join('\n') + '\n');
console.log(JSON.stringify({cases: lines.length, evaluated, whole, kept}));
