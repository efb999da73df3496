using ComposeServer.Log.Audit;

namespace ComposeServer.Postgres.Verify;

/// <summary>The stages of a verification, in their order.</summary>
enum VerifyStage
{
    /// <summary>Commit groups.</summary>
    Chain,

    /// <summary>Logs with their events, and index rows.</summary>
    Logs,

    /// <summary>Whole index tables.</summary>
    Tables,
}

/// <summary>Tells how far a verification is. The judging of logs takes most of the time.</summary>
sealed class VerifyProgress(AuditBook book, IProgress<AuditProgress>? progress)
{
    const double ChainPart = 0.1;
    const double TablesPart = 0.05;

    /// <summary>Commit groups between two reports.</summary>
    const int GroupsQuiet = 64;

    readonly Lock _lock = new();
    long _logs;
    int _groups;

    public void Report(VerifyStage stage, long done, long total)
    {
        if (progress is null || (stage == VerifyStage.Chain && _groups++ % GroupsQuiet != 0))
            return;
        var part = total > 0 ? Math.Clamp((double)done / total, 0, 1) : 1;
        var (word, all) =
            stage == VerifyStage.Chain ? ("commit groups", part * ChainPart)
            : stage == VerifyStage.Tables ? ("index tables", 1 - TablesPart + part * TablesPart)
            : ("streams", ChainPart + part * (1 - ChainPart - TablesPart));
        progress.Report(new(word, all, book.Events, book.FaultCount));
    }

    /// <summary>Counts logs that were judged, from any thread.</summary>
    public void Add(int logs, long total)
    {
        if (progress is null)
            return;
        lock (_lock)
            Report(VerifyStage.Logs, _logs += logs, total);
    }
}
