namespace ComposeServer.Streams.TimeProofs;

/// <summary>What a chain says about the transaction of a proof.</summary>
/// <param name="Input">Its call data.</param>
/// <param name="To">Address it was sent to, <c>0x</c> and 40 hexadecimal digits; null when it made a contract.</param>
/// <param name="BlockNumber">The block that holds it; null while none does.</param>
/// <param name="BlockTimeSeconds">Unix time of that block.</param>
public sealed record AnchorTransaction(
    ReadOnlyMemory<byte> Input,
    string? To,
    long? BlockNumber,
    long BlockTimeSeconds
);
