// The page served when Banana Cake Pop is not wanted or not restored: GraphiQL as its makers ship it, pointed at the address it is served from.
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import 'graphiql/style.css';
import { createRoot } from 'react-dom/client';

globalThis.MonacoEnvironment = {
  getWorker: (_id, label) => new Worker(new URL(WORKERS[label] ?? WORKERS.editor, document.baseURI)),
};

// The page of an endpoint is the endpoint's own address and a slash, so this holds behind any proxy and for any named schema.
const endpoint = new URL(location.pathname.replace(/\/+$/, ''), location.origin);
const socket = new URL(endpoint);
socket.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';

const fetcher = createGraphiQLFetcher({ url: endpoint.href, subscriptionUrl: socket.href });

// Headers carry sessions that can sign: they are never kept in the browser's storage. The settings below see to the tabs; the history
// would keep them all the same.
const withoutHeaders = (name, value) => (name === 'headers' ? undefined : value);
const storage = {
  get length() {
    return localStorage.length;
  },
  getItem: (name) => localStorage.getItem(name),
  setItem: (name, text) =>
    localStorage.setItem(name, /:(queries|favorites|tabState)$/.test(name) ? JSON.stringify(JSON.parse(text, withoutHeaders)) : text),
  removeItem: (name) => localStorage.removeItem(name),
  clear: () => localStorage.clear(),
};

createRoot(document.getElementById('root')).render(
  <GraphiQL
    fetcher={fetcher}
    defaultEditorToolsVisibility="variables"
    defaultQuery={'# Ctrl+Enter runs this, Ctrl+Space completes.\n\n{\n  __typename\n}\n'}
    shouldPersistHeaders={false}
    storage={storage}
    showPersistHeadersSettings={false}
  />,
);
