using ComposeServer.Streams.TimeProofs;

namespace ComposeServer.Anchoring.Evm;

/// <summary>Ends a look-up early; never leaves <see cref="EvmChain"/>.</summary>
sealed class ChainFaulted(ChainFault fault, string detail) : Exception(detail)
{
    public ChainFault Fault { get; } = fault;
}
