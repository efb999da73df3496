using ComposeServer.Ipld;

namespace ComposeServer.Log.Intake;

/// <summary>Why an event was not taken.</summary>
/// <param name="Code">Stable word of <see cref="RefusalCode"/>.</param>
/// <param name="Detail">Text for people, naming the field or rule; texts that clients of the JS node may parse are kept letter for letter.</param>
public readonly record struct Refusal(string Code, string Detail)
{
    /// <summary>With <see cref="RefusalCode.Stale"/>: which tips do not fit. Null with other codes.</summary>
    public TipConflict? Tips { get; init; }
}

/// <summary>A log is not where a writer thought it to be.</summary>
/// <param name="Expected">The tip that the writer builds on.</param>
/// <param name="Current">The tip of the log; null while it has not begun.</param>
public sealed record TipConflict(Cid Expected, Cid? Current);
