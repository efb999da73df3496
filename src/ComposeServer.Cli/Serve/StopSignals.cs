using System.Globalization;
using System.Runtime.InteropServices;

namespace ComposeServer.Cli.Serve;

/// <summary>SIGINT (Ctrl-C), SIGTERM and SIGQUIT ask the server to stop; a second one ends the process at once, as if nobody listened.</summary>
sealed partial class StopSignals : IDisposable
{
    const int InterruptNumber = 2;
    const nint DefaultDisposition = 0;

    /// <summary>Does nothing itself, so that the usual happens: it keeps the runtime's handler in place, whoever comes and goes.</summary>
    static PosixSignalRegistration? _kept;

    readonly TaskCompletionSource<PosixSignal> first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly List<PosixSignalRegistration> registrations = [];

    public StopSignals()
    {
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGQUIT])
            registrations.Add(PosixSignalRegistration.Create(signal, Handle));
    }

    /// <summary>
    /// Takes Ctrl-C back from a shell without job control, which starts background jobs with it ignored: the runtime respects that, and nobody could
    /// stop the server by the usual signal. To be called before the first word on a console, with which the runtime decides, once for all.
    /// </summary>
    public static void HearInterrupts()
    {
        if (IsInterruptIgnored())
            _ = SetDisposition(InterruptNumber, DefaultDisposition);
        _kept ??= PosixSignalRegistration.Create(PosixSignal.SIGINT, static _ => { });
    }

    /// <summary>Completes with the first signal.</summary>
    public Task<PosixSignal> First => first.Task;

    public void Dispose()
    {
        foreach (var registration in registrations)
            registration.Dispose();
    }

    /// <summary>Source: proc_pid_status(5), a mask of signals in hexadecimal.</summary>
    static bool IsInterruptIgnored()
    {
        const string Status = "/proc/self/status";
        const string Ignored = "SigIgn:";
        if (!File.Exists(Status))
            return false;
        var mask = File.ReadLines(Status).FirstOrDefault(line => line.StartsWith(Ignored, StringComparison.Ordinal));
        return mask is not null
            && ulong.TryParse(
                mask.AsSpan(Ignored.Length).Trim(),
                NumberStyles.HexNumber,
                CultureInfo.InvariantCulture,
                out var signals
            )
            && (signals & (1UL << (InterruptNumber - 1))) != 0;
    }

    void Handle(PosixSignalContext context) => context.Cancel = first.TrySetResult(context.Signal);

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint SetDisposition(int signal, nint disposition);
}
