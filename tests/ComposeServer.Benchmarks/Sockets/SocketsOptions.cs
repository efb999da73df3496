namespace ComposeServer.Benchmarks.Sockets;

/// <summary>Sizes of a run.</summary>
/// <param name="Sockets">Sockets.</param>
/// <param name="Authors">Authors.</param>
/// <param name="Writes">Documents a second while each socket listens to one author.</param>
/// <param name="Broadcasts">Documents a second while each socket listens to all.</param>
/// <param name="Seconds">Measured seconds of each.</param>
sealed record SocketsOptions(int Sockets, int Authors, int Writes, int Broadcasts, int Seconds);
