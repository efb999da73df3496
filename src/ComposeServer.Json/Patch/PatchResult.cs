using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace ComposeServer.Json.Patch;

/// <summary>The patched document, or why there is none.</summary>
public sealed class PatchResult
{
    internal PatchResult(ReadOnlyMemory<byte> json) => Json = json;

    internal PatchResult(PatchError error) => Error = error;

    /// <summary>True when every operation was applied.</summary>
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsApplied => Error is null;

    /// <summary>The first fault; null when applied.</summary>
    public PatchError? Error { get; }

    /// <summary>
    /// The new document as compact JSON in UTF-8; empty when refused. Its length is the size that limits count. Values keep the
    /// spelling they had in the document or the patch.
    /// </summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>A fresh tree of <see cref="Json"/>; null for the document <c>null</c>.</summary>
    public JsonNode? ToNode() => JsonNode.Parse(Json.Span, documentOptions: new() { MaxDepth = 0x10000 });
}
