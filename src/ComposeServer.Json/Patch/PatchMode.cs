namespace ComposeServer.Json.Patch;

/// <summary>How strictly a patch is read and applied.</summary>
public enum PatchMode
{
    /// <summary>
    /// RFC 6902 with two leniencies that clients rely on: <c>replace</c> of an absent member sets it, <c>remove</c> of an absent
    /// member does nothing. For events that are written now.
    /// </summary>
    OwnDoor,

    /// <summary>
    /// What the JS node does with the patch, leniencies and oddities included, so that streams written elsewhere are not cut short.
    /// Not imitated, and refused or without effect instead: members hung on a list, members inherited from JavaScript's prototypes, indexing
    /// into a string, moving the document into itself.
    /// </summary>
    AsReference,
}
