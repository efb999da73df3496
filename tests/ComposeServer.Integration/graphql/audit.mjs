// Runs the audit of the GraphQL over HTTP specification against an endpoint: node audit.mjs URL
import { serverAudits } from 'graphql-http'

for (const audit of serverAudits({ url: process.argv[2], fetchFn: fetch })) {
  const result = await audit.fn()
  const body = result.status === 'ok' ? undefined : await text(result.response)
  console.log(JSON.stringify({ step: 'audit', id: audit.id, name: audit.name, status: result.status, reason: result.reason, body }))
}

async function text(response) {
  try {
    return `${response.status} ${await response.text()}`
  } catch (error) {
    return String(error)
  }
}
