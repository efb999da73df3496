using System.Diagnostics.CodeAnalysis;
using ComposeServer.Faults;

/// <summary>What .NET runs first in a program that is started with <c>DOTNET_STARTUP_HOOKS</c>: the server itself needs no change for it.</summary>
[SuppressMessage("Design", "CA1050", Justification = "The runtime looks for this name, without a namespace.")]
[SuppressMessage("Design", "MA0047", Justification = "The runtime looks for this name, without a namespace.")]
[SuppressMessage("Roslynator", "RCS1110", Justification = "The runtime looks for this name, without a namespace.")]
static class StartupHook
{
    /// <summary>Called before <c>Main</c>.</summary>
    public static void Initialize() => FaultTrigger.Arm();
}
