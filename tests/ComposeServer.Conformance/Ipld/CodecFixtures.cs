using System.Text.Json;
using ComposeServer.Conformance.Suites;

namespace ComposeServer.Conformance.Ipld;

/// <summary>One value in both codecs, and the name of its DAG-CBOR block.</summary>
sealed record CodecFixture(byte[] Cbor, byte[] Json, string Cid);

/// <summary>The public suite of the IPLD project: values that all codecs must agree upon, and bytes that none may take.</summary>
/// <remarks>One folder per value; in it one file per codec, named by the block's CID. Source: ipld/codec-fixtures.</remarks>
static class CodecFixtures
{
    public static SuiteFolder Suite { get; } = new("ipld-codec-fixtures");

    /// <summary>Names of values for <see cref="Load"/>.</summary>
    public static IEnumerable<string> Names() =>
        Suite
            .Files.Where(file => file.EndsWith(".dag-cbor", StringComparison.Ordinal))
            .Select(file => file.Split('/')[1]);

    public static CodecFixture Load(string name)
    {
        var cbor = FileOf(name, ".dag-cbor");
        return new(
            File.ReadAllBytes(Suite.PathOf(cbor)),
            File.ReadAllBytes(Suite.PathOf(FileOf(name, ".dag-json"))),
            Path.GetFileNameWithoutExtension(cbor)
        );
    }

    /// <summary>Names and bytes in hexadecimal that a codec must refuse.</summary>
    public static TheoryData<string, string> Refused(string codec)
    {
        var rows = new TheoryData<string, string>();
        foreach (var file in Suite.Files.Where(file => IsRefused(file, codec)))
        {
            foreach (var one in JsonElement.Parse(File.ReadAllBytes(Suite.PathOf(file))).EnumerateArray())
                rows.Add(one.GetProperty("name").GetString()!, one.GetProperty("hex").GetString()!);
        }

        return rows;
    }

    /// <summary>The files that the tests read.</summary>
    public static IEnumerable<string> Consumed() =>
        Names()
            .SelectMany(name => new[] { FileOf(name, ".dag-cbor"), FileOf(name, ".dag-json") })
            .Concat(Suite.Files.Where(file => IsRefused(file, "dag-cbor") || IsRefused(file, "dag-json")));

    static bool IsRefused(string file, string codec) =>
        file.StartsWith($"negative-fixtures/{codec}/decode/", StringComparison.Ordinal);

    static string FileOf(string name, string end) =>
        Suite.Files.Single(file =>
            file.StartsWith($"fixtures/{name}/", StringComparison.Ordinal)
            && file.EndsWith(end, StringComparison.Ordinal)
        );
}
