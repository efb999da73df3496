using ComposeServer.GraphQL.Language;

namespace ComposeServer.Composites.Sdl;

/// <summary>A parsed SDL text with one entry for each name.</summary>
/// <param name="Text">Where places are looked up.</param>
/// <param name="Types">Types in the order in which their names first appeared; built-in ones come first.</param>
/// <param name="Directives">Directive definitions by name.</param>
/// <param name="Schema">The schema definition, which most texts do not have.</param>
sealed record SdlDocument(
    SdlText Text,
    OrderedMap<SdlType> Types,
    OrderedMap<DirectiveDefinitionNode> Directives,
    SdlSchema? Schema
)
{
    /// <summary>The built-in definitions are parsed with every text and are not counted as part of it.</summary>
    static readonly ParserLimits Limits = ParserLimits.Schema with
    {
        Definitions = BuiltInSdl.Definitions + CompositeLimits.SdlDefinitionsMax,
        Nodes = CompositeLimits.SdlNodesMax,
    };

    /// <summary>Parses and merges, or throws <c>SDL_SYNTAX</c> or <c>SDL_INVALID</c>.</summary>
    public static SdlDocument Parse(string sdl)
    {
        var text = new SdlText(sdl);
        var parsed = GraphQLParser.Parse(text.Document, Limits);
        return parsed.IsValid
            ? SdlMerger.Merge(text, parsed.Document.Definitions)
            : throw CompositeException.Because(
                CompositeErrorCode.SdlSyntax,
                Words(parsed.Error),
                text.PlaceOf(parsed.Error.Line, parsed.Error.Column)
            );
    }

    /// <summary>The caller is told of his own definitions.</summary>
    static string Words(SyntaxError error) =>
        error.Code == SyntaxError.LimitExceeded
            ? error.Message.Replace(
                $"{Limits.Definitions} definitions",
                $"{CompositeLimits.SdlDefinitionsMax} definitions",
                StringComparison.Ordinal
            )
            : error.Message;

    /// <summary>An error that names a place of this document.</summary>
    public CompositeException Unsupported(string message, Location at) =>
        CompositeException.Because(CompositeErrorCode.SdlUnsupported, message, Text.PlaceOf(at));
}
