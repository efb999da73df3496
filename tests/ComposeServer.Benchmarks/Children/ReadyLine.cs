using System.Diagnostics.CodeAnalysis;

namespace ComposeServer.Benchmarks.Children;

/// <summary>The one line that a child writes to its standard output: <c>READY http://127.0.0.1:40001</c>.</summary>
static class ReadyLine
{
    const string Word = "READY ";

    /// <summary>Says that the server listens, and returns when the parent closes the standard input or is gone.</summary>
    public static async Task ServeUntilClosedAsync(string address, CancellationToken cancel)
    {
        await Console.Out.WriteLineAsync(Word + address);
        while (await Console.In.ReadLineAsync(cancel) is not null) { }
    }

    public static bool TryRead(string? line, [NotNullWhen(true)] out Uri? address)
    {
        address = null;
        return line is not null
            && line.StartsWith(Word, StringComparison.Ordinal)
            && Uri.TryCreate(line[Word.Length..], UriKind.Absolute, out address);
    }
}
