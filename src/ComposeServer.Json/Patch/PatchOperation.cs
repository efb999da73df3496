using System.Text.Json;

namespace ComposeServer.Json.Patch;

/// <summary>What an operation does. Source: RFC 6902 section 4.</summary>
public enum PatchOperationKind
{
    /// <summary>Sets a member, inserts into a list, or replaces the document.</summary>
    Add,

    /// <summary>Takes a value away.</summary>
    Remove,

    /// <summary>Puts another value in the place of one.</summary>
    Replace,

    /// <summary>Removes a value at <c>from</c> and adds it at <c>path</c>.</summary>
    Move,

    /// <summary>Adds a copy of the value at <c>from</c> at <c>path</c>.</summary>
    Copy,

    /// <summary>Refuses the patch unless the value equals.</summary>
    Test,

    /// <summary>Changes nothing; only in <see cref="PatchMode.AsReference"/>.</summary>
    None,
}

/// <summary>One operation of a patch.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Path">The place it changes.</param>
/// <param name="From">The place it reads; only of <c>move</c> and <c>copy</c>.</param>
/// <param name="Value">Of <c>add</c>, <c>replace</c> and <c>test</c>; else, or when the patch left it out, <see cref="JsonValueKind.Undefined"/>.</param>
public sealed record PatchOperation(PatchOperationKind Kind, JsonPointer Path, JsonPointer? From, JsonElement Value);
