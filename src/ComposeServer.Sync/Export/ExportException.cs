using System.Diagnostics.CodeAnalysis;

namespace ComposeServer.Sync.Export;

/// <summary>The export cannot begin; nothing was written.</summary>
[SuppressMessage("Roslynator", "RCS1194", Justification = "Without a code there is nothing to show.")]
public sealed class ExportException : Exception
{
    ExportException(string code, string message)
        : base(message) => Code = code;

    /// <summary>Code of a selection that names a stream which is not here.</summary>
    public const string StreamNotFound = "STREAM_NOT_FOUND";

    /// <summary>Stable word.</summary>
    public string Code { get; }

    internal static ExportException NotFound(IEnumerable<string> ids) =>
        new(StreamNotFound, $"not stored here: {string.Join(", ", ids)}");
}
