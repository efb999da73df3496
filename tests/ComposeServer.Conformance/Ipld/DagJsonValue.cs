using System.Text.Json;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagJson;

namespace ComposeServer.Conformance.Ipld;

/// <summary>Values that the recording scripts wrote in DAG-JSON: links and bytes stand under <c>/</c>.</summary>
static class DagJsonValue
{
    public static IpldValue Of(JsonElement json)
    {
        var read = DagJsonDecoder.Read(PlainJson.ToUtf8(PlainJson.FromDocument(json)));
        Assert.True(read.IsOk, read.Error.ToString());
        return read.Value;
    }
}
