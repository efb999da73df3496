using System.Diagnostics.CodeAnalysis;

namespace ComposeServer.Sync.Import.Rehearsal;

/// <summary>More would be stored than a rehearsal keeps in memory.</summary>
[SuppressMessage("Roslynator", "RCS1194", Justification = "It has one message.")]
public sealed class RehearsalFullException : Exception
{
    internal RehearsalFullException(long bytesMax)
        : base(
            $"the files hold more than {bytesMax} bytes of new events, too many to rehearse in memory; import fewer files at a time"
        ) { }

    /// <summary>Stable word.</summary>
    public static string Code => "REHEARSAL_FULL";
}
