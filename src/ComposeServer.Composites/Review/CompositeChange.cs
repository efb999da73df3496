namespace ComposeServer.Composites.Review;

/// <summary>One difference between two composites.</summary>
/// <param name="Code">From <see cref="ChangeCode"/>.</param>
/// <param name="IsBreaking">True when a client of the old composite may fail with the new one, or no longer finds its documents.</param>
/// <param name="Place">Model, then field by field: <c>Post.picture.width</c>.</param>
/// <param name="Message">For people: what it was and what it is.</param>
public sealed record CompositeChange(string Code, bool IsBreaking, string Place, string Message)
{
    internal static CompositeChange Breaking(string code, string place, string message) =>
        new(code, IsBreaking: true, place, message);

    internal static CompositeChange Harmless(string code, string place, string message) =>
        new(code, IsBreaking: false, place, message);
}
