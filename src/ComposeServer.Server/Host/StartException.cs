namespace ComposeServer.Server.Host;

/// <summary>The server cannot start; the message says what to do about it.</summary>
public sealed class StartException(string code, string message) : Exception(message)
{
    /// <summary>Stable word.</summary>
    public string Code { get; } = code;
}
