// How a process of the load tool says that it listens, and when it ends.

/** Prints the only line of standard output that the load tool reads. */
export const ready = (port) => process.stdout.write(`READY http://127.0.0.1:${port}\n`)

/** What libraries print goes to standard error; standard input ends when the load tool does. */
export const endWithParent = () => {
  for (const name of ['log', 'info', 'debug']) console[name] = console.error
  process.stdin.on('end', () => process.exit(0)).resume()
}
