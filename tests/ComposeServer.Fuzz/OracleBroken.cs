namespace ComposeServer.Fuzz;

/// <summary>A claim about an input does not hold.</summary>
public sealed class OracleBroken(string claim) : Exception(claim);

/// <summary>Claims about inputs.</summary>
static class Oracle
{
    public static void Holds(bool holds, string claim)
    {
        if (!holds)
            throw new OracleBroken(claim);
    }

    public static void Same(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other, string claim) =>
        Holds(one.SequenceEqual(other), claim);
}
