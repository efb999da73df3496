using System.Runtime.ExceptionServices;

namespace ComposeServer.Tests.Security;

/// <summary>
/// Work on a stack of a mebibyte, where a thread of a server has half as much again at least. An overflow would end the process, so that the
/// work ends is the proof.
/// </summary>
static class SmallStack
{
    const int SizeBytes = Effort.Mebibyte;

    public static void Run(Action work)
    {
        ExceptionDispatchInfo? fault = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    work();
                }
                catch (Exception error)
                {
                    fault = ExceptionDispatchInfo.Capture(error);
                }
            },
            SizeBytes
        );
        thread.Start();
        thread.Join();
        fault?.Throw();
    }
}
