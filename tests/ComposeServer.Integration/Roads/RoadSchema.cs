namespace ComposeServer.Integration.Roads;

/// <summary>Models whose documents hold, and point to, whatever a document can.</summary>
static class RoadSchema
{
    public const string Sdl = """
        enum Shade { LIGHT DARK }

        type Spot { x: Int! y: Float label: String @string(maxLength: 100) tags: [String] @string(maxLength: 100) @list(maxLength: 10) }

        type Shelf
          @createModel(accountRelation: LIST, description: "Holds books")
          @createIndex(fields: [{ path: ["label"] }])
          @createIndex(fields: [{ path: ["rank"] }]) {
          author: DID! @documentAccount
          version: CommitID! @documentVersion
          label: String! @string(maxLength: 300)
          rank: Int
          weight: Float
          open: Boolean
          shade: Shade
          at: DateTime
          link: URI
          spot: Spot
          spots: [Spot] @list(maxLength: 10)
          shades: [Shade] @list(maxLength: 10)
          keeper: DID @accountReference
          helpers: [DID] @list(maxLength: 10)
          books: [Book] @relationFrom(model: "Book", property: "shelfID")
          booksCount: Int! @relationCountFrom(model: "Book", property: "shelfID")
        }

        type Book
          @createModel(accountRelation: LIST, description: "Stands on a shelf")
          @createIndex(fields: [{ path: ["title"] }])
          @createIndex(fields: [{ path: ["pages"] }]) {
          author: DID! @documentAccount
          version: CommitID! @documentVersion
          title: String! @string(maxLength: 300)
          pages: Int
          shelfID: StreamID! @documentReference(model: "Shelf")
          shelf: Shelf! @relationDocument(property: "shelfID")
          nextID: StreamID @documentReference(model: "Node")
          next: Node @relationDocument(property: "nextID")
        }
        """;

    public const string Shelf = nameof(Shelf);

    public const string Book = nameof(Book);
}
