using ComposeServer.Identity.Capabilities;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Server.Host;

/// <summary>Writes to the log what an operator should know about capabilities.</summary>
sealed partial class CapabilityAudit(ILogger<CapabilityAudit> log) : ICapabilityAudit
{
    /// <summary>What strangers chose is cut: a log line is no place for their texts.</summary>
    const int ShownLengthMax = 128;

    public void WildcardUsed(Cacao capability)
    {
        if (log.IsEnabled(LogLevel.Information))
            WildcardUsed(log, capability.Cid, Cut(capability.Payload.Issuer.Text), Cut(capability.Payload.Domain));
    }

    static string Cut(string text) =>
        text.Length <= ShownLengthMax ? text : string.Concat(text.AsSpan(0, ShownLengthMax), "…");

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Capability {Capability} lets a key that {Domain} asked for write everything of {Account} (ceramic://*)"
    )]
    static partial void WildcardUsed(ILogger log, Ipld.Cid capability, string account, string domain);
}
