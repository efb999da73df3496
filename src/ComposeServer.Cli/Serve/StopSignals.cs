using System.Runtime.InteropServices;

namespace ComposeServer.Cli.Serve;

/// <summary>SIGINT (Ctrl-C), SIGTERM and SIGQUIT ask the server to stop; a second one ends the process at once, as if nobody listened.</summary>
sealed partial class StopSignals : IDisposable
{
    const int InterruptNumber = 2;
    const nint DefaultDisposition = 0;

    readonly TaskCompletionSource<PosixSignal> first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly List<PosixSignalRegistration> registrations = [];

    public StopSignals()
    {
        // A shell without job control starts background jobs with SIGINT ignored, and the runtime respects that: nobody could stop the
        // server by the usual signal. So it is taken back first.
        if (!OperatingSystem.IsWindows())
            _ = SetDisposition(InterruptNumber, DefaultDisposition);
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGQUIT])
            registrations.Add(PosixSignalRegistration.Create(signal, Handle));
    }

    /// <summary>Completes with the first signal.</summary>
    public Task<PosixSignal> First => first.Task;

    public void Dispose()
    {
        foreach (var registration in registrations)
            registration.Dispose();
    }

    void Handle(PosixSignalContext context) => context.Cancel = first.TrySetResult(context.Signal);

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint SetDisposition(int signal, nint disposition);
}
