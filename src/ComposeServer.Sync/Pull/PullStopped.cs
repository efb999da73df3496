using System.Diagnostics.CodeAnalysis;

namespace ComposeServer.Sync.Pull;

/// <summary>It makes no sense to go on.</summary>
[SuppressMessage("Roslynator", "RCS1194", Justification = "It carries the fault that the report tells.")]
sealed class PullStopped(PullFault fault) : Exception(fault.Detail)
{
    public PullFault Fault { get; } = fault;

    public static PullStopped By(NodeFault fault) => new(new PullFault(fault.Code, fault.Message));
}
