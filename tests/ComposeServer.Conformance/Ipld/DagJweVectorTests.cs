using System.Text;
using System.Text.Json;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Ipld.DagJose;

namespace ComposeServer.Conformance.Ipld;

public class DagJweVectorTests
{
    const string File = "dag-jwe/dag-jwe.json";

    public static TheoryData<string> Cases => VectorFile.CaseNames(File);

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_JSON_form_becomes_the_recorded_block_and_the_block_the_JSON_form(string name)
    {
        var vector = VectorFile.Case(File, name);
        var block = Convert.FromHexString(vector.GetProperty("dagJose").GetString()!);

        Assert.True(DagJwe.TryReadJson(vector.GetProperty("jwe"), out var fromJson, out var inJson), inJson.Detail);
        Assert.True(DagJwe.TryRead(block, DagCborRules.Strict, out var fromBlock, out var error), error.Detail);

        Assert.Equal(block, fromJson.ToBytes());
        Assert.Equal(block, fromBlock.ToBytes());
        Assert.Equal(vector.GetProperty("cid").GetString(), fromJson.ToBlock().Cid.ToString());
        Assert.Equal(fromJson, fromBlock);
        Assert.True(JsonElement.DeepEquals(vector.GetProperty("jwe"), Json(fromBlock)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_encrypted_envelope_is_not_a_signed_one(string name)
    {
        var block = Convert.FromHexString(VectorFile.Case(File, name).GetProperty("dagJose").GetString()!);

        Assert.False(DagJws.TryRead(block, DagCborRules.Strict, out _, out _));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_recorded_recipients_are_the_keys_that_their_documents_list(string name)
    {
        var vector = VectorFile.Case(File, name);
        Assert.True(DagJwe.TryReadJson(vector.GetProperty("jwe"), out var jwe, out _));

        var kids = jwe.Recipients!.Select(recipient => ((IpldString)recipient.Header!["kid"]).Value);

        Assert.Equal(
            vector
                .GetProperty("recipients")
                .EnumerateArray()
                .Select(did => ComposeServer.Identity.Dids.Key.DidKey.Parse(did.GetString()!).ToDocument()!)
                .Select(document =>
                    JsonElement.Parse(document).GetProperty("keyAgreement")[0].GetProperty("id").GetString()!
                ),
            kids
        );
    }

    static JsonElement Json(DagJwe jwe)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            jwe.WriteJson(writer);
        return JsonElement.Parse(Encoding.UTF8.GetString(stream.ToArray()));
    }
}
