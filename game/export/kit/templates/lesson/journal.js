// A second copy of each lesson, on the disk at once: what localStorage is given, Chromium writes up to a minute later, and
// a computer that dies takes it along. A page opened from a file may even be cut off from localStorage: Chromium refuses
// it without a word if it asks before the browser has noted the page's address. Such a page finds it empty, and what it
// writes there is lost; so an empty storage is no sign that anything was forgotten.
const JOURNAL = "journal of lessons", LONGEST_WAIT = 2000;
const journal = {}, written = new Set(), waiting = [];
let isRead = false;

const opened = new Promise((open, fail) => {
  // The first edition's page cleared version 1 where its localStorage was empty.
  const opening = indexedDB.open(JOURNAL, 2);
  opening.onupgradeneeded = () => {
    if (!opening.result.objectStoreNames.contains("kept")) opening.result.createObjectStore("kept");
  };
  opening.onsuccess = () => open(opening.result);
  opening.onerror = () => fail(opening.error);
});
opened.then((disk) => { disk.onversionchange = () => disk.close(); }, () => {});

const inJournal = (does) => opened.then((disk) => does(disk.transaction("kept", "readwrite", { durability: "strict" })));

// Reads what every window has written, and takes away what another copy holds whole.
function readJournal() {
  return inJournal((transaction) => new Promise((done) => {
    const store = transaction.objectStore("kept"), keys = store.getAllKeys(), values = store.getAll();
    values.onsuccess = () => {
      const found = keys.result.map((key, index) => [key, values.result[index]]);
      found.filter(([key]) => !written.has(key)).forEach(([key, value]) => { journal[key] = value; });
      coveredOf(found).forEach((key) => { store.delete(key); delete journal[key]; });
      done();
    };
    transaction.onabort = done;
  }));
}

function enter(key, value) {
  const copy = JSON.parse(JSON.stringify(value));
  journal[key] = copy;
  written.add(key);
  inJournal((transaction) => {
    transaction.objectStore("kept").put(copy, key);
    transaction.onabort = () => remember(key, copy);
    // At once, so that it is kept even if the page goes now.
    if (transaction.commit) transaction.commit();
  }).then(readJournal).catch(() => remember(key, copy));
}

// No lesson is begun or gone on with before both copies were read; a journal that never answers is not waited for long.
function whenRead(does) {
  if (isRead) does();
  else waiting.push(does);
}

function endReading() {
  isRead = true;
  find("#start").removeAttribute("aria-busy");
  waiting.splice(0).forEach((does) => does());
}
