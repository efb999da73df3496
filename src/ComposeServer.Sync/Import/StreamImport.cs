using ComposeServer.Log;

namespace ComposeServer.Sync.Import;

/// <summary>
/// Reads streams from CARs, verifies everything and hands it to the intake. Blocks may come in any order; memory is bounded by a window.
/// What is stored already is skipped, so an import that was cut off is simply begun again.
/// </summary>
/// <param name="door">Where events go.</param>
/// <param name="times">Judges the proofs of time events.</param>
/// <param name="options">Limits.</param>
/// <param name="clock">Measures the duration.</param>
public sealed class StreamImport(IHistoryDoor door, ITimeVerifier times, ImportOptions options, TimeProvider clock)
{
    /// <summary>Reads files one after the other, as if they were one.</summary>
    /// <param name="files">What to read.</param>
    /// <param name="progress">Hears of each batch.</param>
    /// <param name="cancel">Gives up; what was taken stays.</param>
    /// <returns>What became of everything; nothing that a file holds throws.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public async Task<ImportReport> RunAsync(
        IReadOnlyList<ImportSource> files,
        IProgress<ImportProgress>? progress,
        CancellationToken cancel
    )
    {
        var began = clock.GetTimestamp();
        var submission = new ChainSubmission(door, times, options);
        var run = new ImportRun(door, submission, options, TotalOf(files), progress);
        ImportFault? fault = null;
        foreach (var file in files)
        {
            fault = await run.ReadAsync(file, cancel);
            if (fault is not null)
                break;
        }

        await run.EndAsync(cancel);
        return run.Tally.Report(clock.GetElapsedTime(began), fault);
    }

    static long? TotalOf(IReadOnlyList<ImportSource> files) =>
        files.All(file => file.LengthBytes is not null) ? files.Sum(file => file.LengthBytes) : null;
}
