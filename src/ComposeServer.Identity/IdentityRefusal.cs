namespace ComposeServer.Identity;

/// <summary>Why something from outside was not accepted. An answer, never thrown.</summary>
/// <param name="Code">One of <see cref="IdentityCode"/>.</param>
/// <param name="Message">For people; where the reference has a text for the case, that text (K).</param>
public readonly record struct IdentityRefusal(string Code, string Message)
{
    /// <summary>Code and message in one line.</summary>
    public override string ToString() => $"{Code}: {Message}";
}
