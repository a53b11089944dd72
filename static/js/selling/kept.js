// Photos that are not on the server yet, kept in this browser: a page that was closed or that
// crashed finds them again. They go as soon as they are sent, refused or given up.
const STORE = "photos";
const LONGEST_MS = 7 * 24 * 3600 * 1000;

const told = (request) =>
  new Promise((done, failed) => {
    request.addEventListener("success", () => done(request.result));
    request.addEventListener("error", () => failed(request.error));
    request.addEventListener("blocked", () => failed(new Error("blocked")));
  });

const opened = () => {
  const request = indexedDB.open("talat-photos", 1);
  request.addEventListener("upgradeneeded", () => {
    request.result.createObjectStore(STORE, { keyPath: "id", autoIncrement: true }).createIndex("desk", "desk");
  });
  return told(request);
};

// desk: which listing, and whose; one person never finds another's photos on a shared phone.
export const keeper = (desk) => {
  // Opened with each use: a connection left open would not survive a page put to sleep.
  const within = async (mode, act) => {
    const database = await opened();
    try {
      const change = database.transaction(STORE, mode);
      const ended = new Promise((done, failed) => {
        change.addEventListener("complete", () => done());
        change.addEventListener("abort", () => failed(change.error));
        change.addEventListener("error", () => failed(change.error));
      });
      const answer = await told(act(change.objectStore(STORE)));
      await ended;
      return answer;
    } finally {
      database.close();
    }
  };

  return {
    // The number it is kept under, or null when this browser has no room or keeps nothing.
    async put(blob, name) {
      try {
        const bytes = await blob.arrayBuffer();
        const row = { desk, name, type: blob.type, bytes, at: Date.now() };
        return await within("readwrite", (store) => store.add(row));
      } catch {
        return null;
      }
    },
    async drop(id) {
      if (id === null) return;
      try {
        await within("readwrite", (store) => store.delete(id));
      } catch {
        // It is found again and sent again; the server knows a photo it has already.
      }
    },
    async all() {
      try {
        const rows = await within("readonly", (store) => store.getAll());
        const old = rows.filter((row) => row.at < Date.now() - LONGEST_MS);
        for (const row of old) await this.drop(row.id);
        return rows
          .filter((row) => row.desk === desk && !old.includes(row))
          .map((row) => ({ id: row.id, name: row.name, blob: new Blob([row.bytes], { type: row.type }) }));
      } catch {
        return [];
      }
    },
  };
};
