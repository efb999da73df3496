using ComposeServer.GraphQL.Language;

namespace ComposeServer.Composites.Sdl;

/// <summary>The SDL that is being read: what stands built in before it, and the caller's own text.</summary>
/// <remarks>Both are parsed as one document; places are told in lines of the caller's text alone.</remarks>
sealed class SdlText
{
    static readonly int LinesBefore = BuiltInSdl.Text.Count(symbol => symbol == '\n');

    readonly string[] lines;

    public SdlText(string own)
    {
        own = own.TrimStart('\uFEFF');
        Document = BuiltInSdl.Text + own;
        lines = own.Split(["\r\n", "\n", "\r"], StringSplitOptions.None);
    }

    /// <summary>The built-in definitions followed by the caller's text.</summary>
    public string Document { get; }

    /// <summary>The beginning of the caller's text, for what is wrong with all of it.</summary>
    public SdlPlace Start => new(1, 1, lines[0]);

    /// <summary>Where a node stands in the caller's text; null for a built-in one.</summary>
    public SdlPlace? PlaceOf(Location location) => PlaceOf(location.Line, location.Column);

    /// <summary>Where a line and column of <see cref="Document"/> lie in the caller's text; null before it.</summary>
    public SdlPlace? PlaceOf(int line, int column)
    {
        var own = line - LinesBefore;
        return own < 1 || own > lines.Length ? null : new SdlPlace(own, column, lines[own - 1]);
    }
}
