// Keys, as game/branches/run_keys.py has them: a letter for the role, one a choice, two of a digest, and two check
// letters for each 29 before them.
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ", BLOCK = 31, CHECKS = 2;

// SHA-256, since a page that was opened from a disk or without TLS may not have the browser's own.
function sha256(text) {
  const roots = [], constants = [], starts = [];
  for (let number = 2; constants.length < 64; number++) {
    if (roots.some((root) => number % root === 0)) continue;
    roots.push(number);
    const fraction = (value) => (value - Math.floor(value)) * 0x100000000 | 0;
    if (starts.length < 8) starts.push(fraction(Math.sqrt(number)));
    constants.push(fraction(Math.cbrt(number)));
  }
  const bytes = [...new TextEncoder().encode(text)], length = bytes.length * 8;
  bytes.push(0x80);
  while (bytes.length % 64 !== 56) bytes.push(0);
  for (let shift = 56; shift >= 0; shift -= 8) bytes.push(Math.floor(length / 2 ** shift) & 255);
  const turn = (word, by) => word >>> by | word << 32 - by;
  for (let at = 0; at < bytes.length; at += 64) {
    const words = [];
    for (let n = 0; n < 64; n++) {
      if (n < 16) {
        const [a, b, c, d] = bytes.slice(at + 4 * n, at + 4 * n + 4);
        words.push(a << 24 | b << 16 | c << 8 | d);
      } else {
        const one = words[n - 15], two = words[n - 2];
        words.push(words[n - 16] + words[n - 7] + (turn(one, 7) ^ turn(one, 18) ^ one >>> 3)
          + (turn(two, 17) ^ turn(two, 19) ^ two >>> 10) | 0);
      }
    }
    let [a, b, c, d, e, f, g, h] = starts;
    for (let n = 0; n < 64; n++) {
      const one = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + (e & f ^ ~e & g) + constants[n] + words[n] | 0;
      const two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + (a & b ^ a & c ^ b & c) | 0;
      [a, b, c, d, e, f, g, h] = [one + two | 0, a, b, c, d + one | 0, e, f, g];
    }
    [a, b, c, d, e, f, g, h].forEach((word, n) => { starts[n] = starts[n] + word | 0; });
  }
  return starts.flatMap((word) => [24, 16, 8, 0].map((shift) => word >>> shift & 255));
}

// Reed-Solomon over GF(32), with the polynomial 0x25.
const POWERS = [], LOGARITHMS = {};
for (let power = 0, value = 1; power < 31; power++) {
  POWERS.push(value);
  LOGARITHMS[value] = power;
  value = value & 16 ? value << 1 ^ 0x25 : value << 1;
}
const times = (one, other) => one && other ? POWERS[(LOGARITHMS[one] + LOGARITHMS[other]) % 31] : 0;

// The remainder of a block by (x - 1)(x - 2), which are its check letters.
function divide(data) {
  let [high, low] = [0, 0];
  for (const value of data) {
    const first = value ^ high;
    [high, low] = [low ^ times(first, 3), times(first, 2)];
  }
  return [high, low];
}

// Where a block's one slip is; null if it has none, -1 if it has more than one.
function findSlip(block) {
  let [even, odd] = [0, 0];
  for (const value of block) {
    even ^= value;
    odd = times(odd, 2) ^ value;
  }
  if (!even && !odd) return null;
  if (!even || !odd) return -1;
  const place = block.length - 1 - (LOGARITHMS[odd] - LOGARITHMS[even] + 31) % 31;
  return place < 0 ? -1 : place;
}

function digestRun(story, run) {
  const [first, second] = sha256([story.pack, story.role, ...listRefs(run), run.scene].join("\0"));
  const number = (first << 8 | second) >> 6;
  return ALPHABET[number >> 5] + ALPHABET[number & 31];
}

function encodeKey(story, run) {
  const letters = story.letter + run.taken.map(({ choice }) => choice.letter).join("") + digestRun(story, run);
  const data = [...letters].map((letter) => ALPHABET.indexOf(letter));
  let text = "";
  for (let at = 0; at < data.length; at += BLOCK - CHECKS) {
    const block = data.slice(at, at + BLOCK - CHECKS);
    text += [...block, ...divide(block)].map((value) => ALPHABET[value]).join("");
  }
  return text.match(/.{1,4}/g).join(" ");
}

// The run that a key names, and a sentence where it does not fit to its end; only a sentence where it cannot be read.
function decodeKey(story, words, text) {
  const letters = text.toUpperCase().replace(/O/g, "0").replace(/[IL]/g, "1").replace(/[\s-]/g, "");
  const place = (index) =>
    format(words.PLACE, { number: index + 1, place: index % 4 + 1, group: Math.floor(index / 4) + 1 });
  const wrong = [...letters].findIndex((letter) => !ALPHABET.includes(letter));
  if (wrong >= 0) return { message: format(words.NO_LETTER, { place: place(wrong), letter: [...letters][wrong] }) };
  if (letters.length < 5 || [1, 2].includes(letters.length % BLOCK)) {
    return { message: format(words.WRONG_LENGTH, { number: letters.length }) };
  }
  if (letters.length > 400) return { message: words.TOO_LONG };
  let data = "";
  for (let at = 0; at < letters.length; at += BLOCK) {
    const block = [...letters.slice(at, at + BLOCK)].map((letter) => ALPHABET.indexOf(letter)), slip = findSlip(block);
    if (slip === -1) return { message: words.SLIPS };
    if (slip !== null) return { message: format(words.SLIP, { place: place(at + slip), letter: letters[at + slip] }) };
    data += letters.slice(at, at + block.length - CHECKS);
  }
  if (data[0] !== story.letter) return { message: words.OTHER_ROLE };
  let run = startRun(story);
  for (const letter of data.slice(1, -2)) {
    const choice = story.scenes[run.scene].choices.find((each) => each.letter === letter && isOpen(run, each));
    if (!choice && !run.taken.length) return { message: words.OTHER_PACK };
    if (!choice) {
      const scene = story.scenes[run.scene].title;
      return { run, message: format(words.FITS_UP_TO, { number: run.taken.length, scene }) };
    }
    run = takeChoice(story, run, choice);
  }
  return { run, message: data.slice(-2) === digestRun(story, run) ? "" : words.MAY_DIFFER };
}
