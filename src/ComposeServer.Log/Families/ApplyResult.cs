using ComposeServer.Ipld;
using ComposeServer.Log.Intake;

namespace ComposeServer.Log.Families;

/// <summary>What an event does to its log.</summary>
public abstract record ApplyResult
{
    ApplyResult() { }

    /// <summary>The event becomes the tip.</summary>
    public sealed record Applied(LogState State) : ApplyResult;

    /// <summary>The event breaks a rule.</summary>
    public sealed record Refused(Refusal Reason) : ApplyResult;

    /// <summary>The event builds on what is not here.</summary>
    public sealed record Missing(IReadOnlyList<Cid> Cids) : ApplyResult
    {
        /// <summary>What a caller is told who cannot wait for it.</summary>
        public Refusal Reason { get; init; } =
            new(RefusalCode.MissingPrev, $"The commit builds on {Cids[0]}, which is not known to this node");
    }

    /// <summary>Shorthand for a refusal.</summary>
    public static ApplyResult Refuse(string code, string detail) => new Refused(new(code, detail));
}
