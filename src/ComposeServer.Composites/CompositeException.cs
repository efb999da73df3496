using System.Diagnostics.CodeAnalysis;

namespace ComposeServer.Composites;

/// <summary>Carries a <see cref="CompositeError"/> from deep inside a walk to the door that answers with it.</summary>
/// <remarks>Ports of this room may throw it too; the caller of the door then receives their error as its answer.</remarks>
[SuppressMessage("Roslynator", "RCS1194", Justification = "Without an error there is nothing to answer with.")]
public sealed class CompositeException : Exception
{
    CompositeException(CompositeError error)
        : base(error.Message) => Error = error;

    /// <summary>The answer.</summary>
    public CompositeError Error { get; }

    /// <summary>An exception that carries an error.</summary>
    public static CompositeException Of(CompositeError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return new(error);
    }

    internal static CompositeException Because(string code, string message, SdlPlace? at = null) =>
        new(new CompositeError(code, message, at));
}
