using System.Diagnostics;
using ComposeServer.Identity;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Jose;
using ComposeServer.Ipld;
using ComposeServer.Tests.Identity;

namespace ComposeServer.Tests.Security;

/// <summary>The network knows no chains, so no link is followed: depth, order, circles and cost are no questions. Details: <c>CapabilityChainTests</c>.</summary>
public class Sec06_CapabilityChainTests
{
    [Fact]
    public void A_capability_with_thousands_of_parents_is_refused_by_name_and_at_once()
    {
        using var middle = Samples.Signer("EdDSA", "middle");
        using var writer = Samples.Signer("EdDSA", "writer");
        using var session = Samples.Session();
        var parents = Enumerable
            .Range(0, 3_000)
            .Select(number => $"ipfs://{Samples.Payload($"parent {number}")}")
            .Prepend("ceramic://*")
            .ToArray();
        var payload = new CacaoPayload(
            "example.org",
            middle.Did,
            writer.Did.Text,
            "1",
            "abcdefghij",
            CapabilityTimes.Format(Samples.Noon),
            Resources: parents
        );
        var capability = Cacao.Of("caip122", payload, new("jws", Base64Url.Encode(middle.Sign("anything"u8))));
        var envelope = writer.SignEvent(Doors.Payload, capability.Cid);
        Assert.InRange(capability.Block.Bytes.Length, 190_000, Cacao.SizeBytesMax);

        var started = Stopwatch.GetTimestamp();
        var code = Doors.Judge(envelope, capability, session.Parent);

        Assert.Equal(IdentityCode.CapabilityChainUnsupported, code);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }
}
