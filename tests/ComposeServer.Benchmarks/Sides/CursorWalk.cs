using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ComposeServer.Benchmarks.Load;
using ComposeServer.Benchmarks.Operations;

namespace ComposeServer.Benchmarks.Sides;

/// <summary>Finds the cursor of a document far down a list, as any client must: page by page.</summary>
static class CursorWalk
{
    /// <summary>Most documents of a page that every side gives.</summary>
    const int PageMax = 1_000;

    /// <param name="target">Where GraphQL is.</param>
    /// <param name="query">Takes <c>first</c> and <c>after</c>, and selects the <c>endCursor</c> of its only field.</param>
    /// <param name="read">The page that is wanted, with its other variables.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Null for the first page, which needs none.</returns>
    public static async Task<string?> RunAsync(
        PostTarget target,
        string query,
        Operation.Read read,
        CancellationToken cancel
    )
    {
        if (read.Skipped == 0)
            return null;
        using var connection = await HttpConnection.ConnectAsync(target, cancel);
        string? cursor = null;
        for (var walked = 0; walked < read.Skipped; walked += PageMax)
        {
            var page = read.Variables[0].DeepClone().AsObject();
            page["first"] = Math.Min(PageMax, read.Skipped - walked);
            if (cursor is not null)
                page["after"] = cursor;
            var body = new JsonObject { ["query"] = query, ["variables"] = page }.ToJsonString();
            cursor = EndCursor(await connection.PostAsync(Encoding.UTF8.GetBytes(body), cancel));
        }

        return cursor;
    }

    static string EndCursor(HttpAnswer answer)
    {
        using var json = JsonDocument.Parse(answer.Body);
        if (
            json.RootElement.TryGetProperty("data", out var data)
            && data.ValueKind == JsonValueKind.Object
            && data.EnumerateObject().First().Value is { ValueKind: JsonValueKind.Object } connection
            && connection.GetProperty("pageInfo").GetProperty("endCursor").GetString() is { } cursor
        )
            return cursor;
        throw new BenchmarkException($"no cursor in {answer}");
    }
}
