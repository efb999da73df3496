using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Operations;
using ComposeServer.GraphQL.Types;
using ComposeServer.Indexing.Paging;

namespace ComposeServer.Query.Resolvers;

/// <summary>The arguments of connections as a window; messages are the JS runtime's and node's (composedb.md 8.3, 9.1).</summary>
static class PageWindows
{
    /// <param name="arguments">Arguments of the connection.</param>
    /// <param name="bothFlags">Whether it is shown if there is a page on the other side of the cursor: that costs a look-up.</param>
    /// <param name="sizeMax">Documents of one page.</param>
    /// <param name="hasCursors">False for a field whose page begins at an end of the set.</param>
    /// <exception cref="GraphQLException">Neither <c>first</c> nor <c>last</c>, one out of range, or a text that is no cursor.</exception>
    public static PageWindow Read(ArgumentValues arguments, bool bothFlags, int sizeMax, bool hasCursors = true)
    {
        var sort = ReadSort(arguments["sorting"]);
        if (arguments["first"] is int first)
            return new(
                sort,
                Limit(first, sizeMax),
                false,
                ReadCursor(hasCursors ? arguments["after"] : null),
                bothFlags
            );
        if (arguments["last"] is int last)
            return new(
                sort,
                Limit(last, sizeMax),
                true,
                ReadCursor(hasCursors ? arguments["before"] : null),
                bothFlags
            );
        throw new GraphQLException("Missing \"first\" or \"last\" connection argument", ErrorCodes.BadUserInput);
    }

    static int Limit(int count, int sizeMax)
    {
        if (count < 1)
            throw new GraphQLException(
                "Invalid input in collection request: Can not parse pagination fields: either \"first\" or \"last\" should be positive integers",
                ErrorCodes.BadUserInput
            );
        return count <= sizeMax
            ? count
            : throw new GraphQLException(
                $"Invalid input in collection request: Requested too many entries: {count}. Maximum is {sizeMax}",
                ErrorCodes.LimitExceeded
            );
    }

    static Cursor? ReadCursor(object? argument)
    {
        if (argument is not string text)
            return null;
        return Cursor.TryParse(text, out var cursor)
            ? cursor
            : throw new GraphQLException("The cursor cannot be read", ErrorCodes.InvalidCursor);
    }

    /// <summary>In the order of the input type's fields, which is the order in which coercion gives them (quirk Q16).</summary>
    static List<SortKey> ReadSort(object? argument) =>
        argument is IEnumerable<KeyValuePair<string, object?>> fields
            ?
            [
                .. fields
                    .Where(field => field.Value is not null)
                    .Select(field => new SortKey(field.Key, field.Value is "DESC")),
            ]
            : [];

    /// <summary>Whether a query shows if there is a page on the other side of the cursor.</summary>
    /// <param name="connection">Where the page is selected; null when nobody looks at it.</param>
    public static bool WantsBothFlags(FieldSelection? connection) =>
        connection?.Field.Type.Named is ObjectType type
        && connection.Selections?.For(type).Any(field => field.Field.Name == "pageInfo") == true;
}
