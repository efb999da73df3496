using ComposeServer.Ipld;
using ComposeServer.Ipld.Car;

namespace ComposeServer.Sync.Import;

/// <summary>Why an import stopped before the end of its files. What came before has been taken.</summary>
/// <param name="Code">One of <see cref="CarErrorCode"/>, or <see cref="WindowFull"/>.</param>
/// <param name="File">The file that was read.</param>
/// <param name="Detail">Text for people.</param>
public sealed record ImportFault(string Code, string File, string Detail)
{
    /// <summary>More blocks wait for a partner than <see cref="ImportOptions.WindowBytes"/> holds.</summary>
    public const string WindowFull = "IMPORT_WINDOW_FULL";

    /// <summary>CIDs that a message names at most.</summary>
    const int NamedMax = 5;

    internal static ImportFault OfCar(string file, CarError error) => new(error.Code, file, error.ToString());

    /// <param name="file">The file that was read.</param>
    /// <param name="bytesMax">Size of the window.</param>
    /// <param name="missing">What is waited for.</param>
    /// <param name="lonely">Blocks for which nobody asked.</param>
    internal static ImportFault OfWindow(
        string file,
        long bytesMax,
        IReadOnlyCollection<Cid> missing,
        IReadOnlyCollection<Cid> lonely
    ) =>
        new(
            WindowFull,
            file,
            $"more than {bytesMax} bytes wait for blocks that did not come. "
                + (
                    missing.Count > 0
                        ? $"Missing: {Names(missing)}"
                        : $"No event has named these so far: {Names(lonely)}"
                )
        );

    static string Names(IReadOnlyCollection<Cid> cids) =>
        string.Join(", ", cids.Take(NamedMax)) + (cids.Count > NamedMax ? $" and {cids.Count - NamedMax} more" : "");
}
