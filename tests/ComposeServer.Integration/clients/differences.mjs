// Where the node that went before, as last published, answers otherwise than this server, and why this server does not follow. All scripts
// take what they expect from here, so that this list is complete.
import { former } from './scene.mjs'

const either = (ours, theirs) => (former ? theirs : ours)

const byRank = ["it's", 'Ada’s', 'bee', 'bee', 'Zoë']

export const differences = {
  /** A cleared link. The former node forgets that it was cleared: the content is absent until an anchor, and then what it was before. */
  clearedLink: either('', null),

  /** A stranger asks for what only administrators may. The former node answers 401, and then does some of it all the same. */
  strangersMayAdminister: either(false, true),

  /** An event whose content is refused. With ceramic-one beside it the former node serves that content for a time, without the event in the log. */
  refusedContentMayBeServed: former === 'ceramic-one',

  /** Titles in the order of their ranks 1, 3, 4, 10, 30. Over Postgres the former node compares numbers as texts; over SQLite it does not. */
  byRank: either([byRank], [byRank, ["it's", 'bee', 'Ada’s', 'Zoë', 'bee']]),

  /** A text with an apostrophe in a filter. The former node pastes it into its SQL. */
  withApostrophe: either(["it's"], undefined),

  /** Neither of two. The former node returns either of them. */
  notIn: either(['Ada’s', "it's"], ['bee', 'Zoë', 'bee']),

  /** The former form of a filter, `filter: { member: text }`. The former node has columns for it only of members that are relations. */
  filtersByAnyMember: either(true, false),

  /** A stream that nobody knows. */
  unknownStream: either(/^Stream kjz\w+ is not known to this node$/, /./),

  /** The same in GraphQL: posts whose rank is neither 1 nor 30. */
  ranksNotIn: either(['One!', 'Two', 'Five'], ['Three', 'Four']),

  /** Capabilities of accounts with a checksummed address. The former node knows the lower-case form alone. */
  takesChecksummedAddresses: either(true, false),

  /** What a GraphQL server says of a connection without a size. The one before the former node masks what its resolvers say. */
  sizeIsMissing: either(/Missing "first" or "last" connection argument/, /^Unexpected error\.$/),
}
