using System.Globalization;
using System.Text.Json;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Ipld;

namespace ComposeServer.Conformance.Identity;

public class CapabilityVectorTests
{
    static readonly DateTimeOffset SecondOfJanuary = new(2026, 1, 2, 0, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string> Cases
    {
        get
        {
            var names = new TheoryData<string, string>();
            foreach (var file in (string[])["capabilities/capabilities.json", "webauthn/webauthn.json"])
            {
                foreach (var vector in VectorFile.Cases(file))
                    names.Add(file, vector.Text("name"));
            }

            return names;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_capability_is_judged_as_recorded(string file, string name)
    {
        var vector = VectorFile.Cases(file).Single(vector => vector.Text("name") == name);
        var at = vector.TryGetProperty("at", out var time)
            ? DateTimeOffset.Parse(time.GetString()!, CultureInfo.InvariantCulture)
            : SecondOfJanuary;

        Assert.Equal(vector.Text("ours"), Judge(vector, at));
    }

    [Fact]
    public void The_references_two_capabilities_are_good()
    {
        var sessions = VectorFile.Read("ceramic-protocol.json").GetProperty("sessions");
        foreach (var name in (string[])["cacao", "solCacao"])
        {
            Assert.True(PlainJson.TryFromDocument(sessions.GetProperty(name), out var value, out _));
            Assert.True(
                Cacao.TryRead(ComposeServer.Ipld.DagCbor.DagCborEncoder.ToBlock(value), out var capability, out _)
            );

            Assert.Null(new CapabilityVerifier(new()).Check(capability, SecondOfJanuary, CapabilityTimeRule.NewWrites));
        }
    }

    static string Judge(JsonElement vector, DateTimeOffset at)
    {
        var block = Block.Of(Multicodec.DagCbor, vector.Hex("bytes"));
        Assert.Equal(vector.Text("cid"), block.Cid.ToString());
        if (!Cacao.TryRead(block, out var capability, out var malformed))
            return malformed.Code;
        return new CapabilityVerifier(new()).Check(capability, at, CapabilityTimeRule.NewWrites)?.Code ?? "valid";
    }
}
