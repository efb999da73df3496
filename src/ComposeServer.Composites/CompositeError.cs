namespace ComposeServer.Composites;

/// <summary>Why an SDL document, a composite or a runtime definition was not taken.</summary>
/// <param name="Code">Stable word of <see cref="CompositeErrorCode"/>.</param>
/// <param name="Message">Text for people; equal to the text of the JS tools wherever those give a sensible one.</param>
/// <param name="At">Place in the SDL text, for errors that have one.</param>
public sealed record CompositeError(string Code, string Message, SdlPlace? At = null)
{
    /// <summary>Further problems found in the same pass, the first one being this error. Empty for all but SDL validation.</summary>
    public IReadOnlyList<CompositeError> All { get; init; } = [];
}

/// <summary>A place in an SDL text.</summary>
/// <param name="Line">Line, the first is 1.</param>
/// <param name="Column">Column in UTF-16 code units, the first is 1.</param>
/// <param name="SourceLine">The offending line, without its line end.</param>
public readonly record struct SdlPlace(int Line, int Column, string SourceLine);
