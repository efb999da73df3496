// Not a part of Banana Cake Pop: ComposeServer has its page load this script first, and its engine's worker too.
//
// The page keeps the headers of each document in IndexedDB and runs operations with what it reads from there. Headers carry sessions that
// can sign, so what goes to disk goes without them; the page and the worker remember them for as long as they live.
(() => {
  const isPage = typeof document !== 'undefined';
  const mark = 'composeserver-headers';
  const remembered = new Map();
  const workers = [];

  const isConnection = (value) => value?.kind === 'connection-settings' && !!value.http;

  /** Ahead of the write, for a worker gets its messages in their order: it knows the headers before it is told to run with them. */
  const remember = (id, secrets) => {
    remembered.set(id, secrets);
    workers.forEach((worker) => worker.postMessage({ [mark]: id, secrets }));
  };

  const without = (value) => {
    if (!isConnection(value)) return value;
    const { headers = [], authentication, ...http } = value.http;
    remember(value.itemId, { headers, authentication });
    return { ...value, http: { ...http, headers: [] } };
  };

  const whole = (value) => {
    if (Array.isArray(value)) return value.map(whole);
    return isConnection(value) && remembered.has(value.itemId) ? { ...value, http: { ...value.http, ...remembered.get(value.itemId) } } : value;
  };

  for (const name of ['put', 'add']) {
    const write = IDBObjectStore.prototype[name];
    IDBObjectStore.prototype[name] = function (value, ...key) {
      return write.call(this, without(value), ...key);
    };
  }

  for (const [type, name] of [
    [IDBRequest, 'result'],
    [IDBCursorWithValue, 'value'],
  ]) {
    const property = Object.getOwnPropertyDescriptor(type.prototype, name);
    Object.defineProperty(type.prototype, name, {
      ...property,
      get() {
        return whole(property.get.call(this));
      },
    });
  }

  if (isPage) {
    const own = document.currentScript.src;
    globalThis.Worker = class extends Worker {
      constructor(url, options) {
        const [file] = /graphql-engine\.[\w.-]+$/.exec(new URL(url, document.baseURI).pathname) ?? [];
        super(file ? `${own}?${file}` : url, options);
        if (!file) return;
        workers.push(this);
        remembered.forEach((secrets, id) => this.postMessage({ [mark]: id, secrets }));
      }
    };
  } else {
    addEventListener('message', (event) => {
      if (!event.data?.[mark]) return;
      event.stopImmediatePropagation();
      remembered.set(event.data[mark], event.data.secrets);
    });
    importScripts(location.search.slice(1));
  }
})();
