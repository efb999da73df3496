using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace ComposeServer.Log;

/// <summary>Something that must always hold did not: a fault of the program or of its database, never of a caller.</summary>
public sealed class InvariantBroken(string message) : Exception(message);

/// <summary>Checks that stay on in release builds.</summary>
public static class Invariant
{
    /// <exception cref="InvariantBroken">The condition is false; the message is its source text.</exception>
    public static void Holds(
        [DoesNotReturnIf(false)] bool condition,
        [CallerArgumentExpression(nameof(condition))] string? text = null
    )
    {
        if (!condition)
            throw new InvariantBroken($"does not hold: {text}");
    }
}
