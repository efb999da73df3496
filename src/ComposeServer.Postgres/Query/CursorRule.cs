using ComposeServer.Indexing.Paging;
using ComposeServer.Query.Plan;

namespace ComposeServer.Postgres.Query;

/// <summary>When a cursor of ours is good for a question.</summary>
static class CursorRule
{
    /// <summary>Checks a cursor's database and order.</summary>
    /// <exception cref="CursorException">It belongs to others.</exception>
    public static void Check(Cursor.Exact cursor, PageWindow window, string database)
    {
        if (cursor.Database != database)
            throw new CursorException("The cursor belongs to another database");
        if (cursor.Signature != Cursor.SignatureOf(window.Sort))
            throw OtherOrder();
    }

    /// <summary>Checks the cursor that a tree begins at; the pages within it have none.</summary>
    /// <inheritdoc cref="Check(Cursor.Exact, PageWindow, string)"/>
    public static void Check(PageRead read, string database)
    {
        if (read.Window.Cursor is not Cursor.Exact cursor)
            return;
        Check(cursor, read.Window, database);
        if (!OrderSql.For(read.Set.Models, read.Window.Sort, read.Window.Backward).Accepts(cursor.Values))
            throw OtherOrder();
    }

    /// <summary>What is wrong with a cursor of another order.</summary>
    public static CursorException OtherOrder() =>
        new("The cursor belongs to another sort order than the one asked for");
}
