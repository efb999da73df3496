// Makes bin/bananacakepop (copied, with a script more) and bin/graphiql (bundled) of what package-lock.json names. Run by .config/explorer.sh.
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

const modules = 'node_modules';

/**
 * The whole page but what only Node could use, and one script more, which its terms allow when it is said. Nothing else in it is altered,
 * and its LICENSE stays beside it.
 */
async function bananaCakePop(target) {
  const source = join(modules, '@chillicream/bananacakepop-graphql-ide');
  const forNode = /^(index\.[cm]js|index\.d\.[cm]ts|package\.json)$/;
  await cp(source, target, { recursive: true, filter: (path) => dirname(path) !== source || !forNode.test(basename(path)) });

  const script = await readFile('bananacakepop/headers.js');
  const name = `static/js/headers.${createHash('sha256').update(script).digest('hex').slice(0, 8)}.js`;
  const notice = `Banana Cake Pop is a work of ChilliCream, Inc. This copy was modified: ComposeServer adds ${name}, by which headers are not kept in the browser.`;
  await writeFile(join(target, name), script);
  await writeFile(join(target, 'MODIFIED.txt'), `${notice}\n`);
  const page = await readFile(join(target, 'index.html'), 'utf8');
  const altered = page.replace('<script ', `<!-- ${notice} --><script src="${name}"></script><script `);
  if (altered === page) throw new Error('Error: the page of Banana Cake Pop has no script to precede');
  await writeFile(join(target, 'index.html'), altered);
}

async function graphiql(target) {
  const bundle = (options) =>
    build({
      bundle: true,
      minify: true,
      target: 'es2022',
      outdir: target,
      entryNames: 'static/[name].[hash]',
      chunkNames: 'static/[name].[hash]',
      assetNames: 'static/[name].[hash]',
      loader: { '.ttf': 'file' },
      define: { 'process.env.NODE_ENV': '"production"' },
      legalComments: 'none',
      logLevel: 'error',
      metafile: true,
      ...options,
    });

  const workers = await bundle({
    format: 'iife',
    entryPoints: {
      editor: 'monaco-editor/esm/vs/editor/editor.worker.js',
      json: 'monaco-editor/esm/vs/language/json/json.worker.js',
      graphql: 'monaco-graphql/esm/graphql.worker.js',
    },
  });
  const workerFiles = Object.keys(workers.metafile.outputs).map((path) => basename(path));
  const page = await bundle({
    format: 'esm',
    splitting: true,
    jsx: 'automatic',
    entryPoints: { page: 'graphiql/page.jsx' },
    define: {
      'process.env.NODE_ENV': '"production"',
      WORKERS: JSON.stringify(Object.fromEntries(workerFiles.map((file) => [file.split('.')[0], `static/${file}`]))),
    },
  });

  const entry = Object.entries(page.metafile.outputs).find(([, output]) => output.entryPoint === 'graphiql/page.jsx');
  const [script, style] = [entry[0], entry[1].cssBundle].map((path) => `static/${basename(path)}`);
  await writeFile(
    join(target, 'index.html'),
    `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="robots" content="noindex" />
    <title>GraphiQL</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="${style}" />
    <style>
      html,
      body,
      #root {
        height: 100%;
        margin: 0;
      }
    </style>
    <script type="module" src="${script}"></script>
  </head>
  <body>
    <noscript>This page needs JavaScript; GraphQL requests to this address do not.</noscript>
    <div id="root"></div>
  </body>
</html>
`,
  );
  await writeFile(join(target, 'LICENSES.txt'), await licences([workers.metafile, page.metafile]));
}

/** The terms of every package of which something went into the bundle. */
async function licences(metafiles) {
  const folders = new Set(
    metafiles
      .flatMap((metafile) => Object.keys(metafile.inputs))
      .map((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0])
      .filter(Boolean),
  );
  const texts = [];
  for (const folder of [...folders].sort()) {
    const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|notice|thirdpartynotices)/i.test(file)).sort();
    const terms = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
    texts.push([`${name} ${version}: ${license}`, ...terms.map((text) => text.trim())].join('\n\n'));
  }
  return texts.join(`\n\n${'-'.repeat(80)}\n\n`) + '\n';
}

const output = process.argv[2] ?? 'bin';
await rm(output, { recursive: true, force: true });
await mkdir(join(output, 'graphiql'), { recursive: true });
await bananaCakePop(join(output, 'bananacakepop'));
await graphiql(join(output, 'graphiql'));
