// Bundles the page's script for browsers: node build.mjs <folder>
import { copyFile, mkdir } from 'node:fs/promises'
import { build } from 'esbuild'

const folder = process.argv[2] ?? 'dist'
await mkdir(folder, { recursive: true })
await build({
  entryPoints: ['app.mjs'],
  // Some packages of the client look for Node's `process`.
  banner: { js: 'globalThis.process ??= { env: {} }' },
  bundle: true,
  format: 'esm',
  outfile: `${folder}/app.js`,
  platform: 'browser',
  define: { global: 'globalThis', 'process.env.NODE_ENV': '"production"' },
  minify: true,
  logLevel: 'warning',
})
await copyFile('index.html', `${folder}/index.html`)
