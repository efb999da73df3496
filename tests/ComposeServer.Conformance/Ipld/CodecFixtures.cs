using System.Text;
using System.Text.Json;
using ComposeServer.Ipld;

namespace ComposeServer.Conformance.Ipld;

/// <summary>One value in both codecs, and the name of its DAG-CBOR block.</summary>
sealed record CodecFixture(byte[] Cbor, byte[] Json, string Cid);

/// <summary>
/// Values that both codecs must agree upon: always our own vectors, and the public suite of the IPLD project where it is present (the
/// folder that COMPOSESERVER_SUITES names, or <c>../shared/suites</c> beside the repository).
/// </summary>
/// <remarks>The suite has one folder per value; in it one file per codec, named by the block's CID. Source: ipld/codec-fixtures.</remarks>
static class CodecFixtures
{
    const string Suite = "suite ";
    const string Ours = "dag-cbor.json";

    static readonly string? Root = FindRoot();

    /// <summary>Names for <see cref="Load"/>.</summary>
    public static TheoryData<string> Names()
    {
        TheoryData<string> names = [.. VectorFile.Cases(Ours).Select(one => one.GetProperty("name").GetString()!)];
        if (Root is null)
            return names;
        foreach (var folder in Directory.GetDirectories(Path.Combine(Root, "fixtures")).Order(StringComparer.Ordinal))
        {
            // Values that only DAG-PB can hold have no DAG-CBOR file.
            if (Directory.GetFiles(folder, "*.dag-cbor").Length == 1)
                names.Add(Suite + Path.GetFileName(folder));
        }

        return names;
    }

    public static CodecFixture Load(string name)
    {
        if (name.StartsWith(Suite, StringComparison.Ordinal))
        {
            var folder = Path.Combine(Root!, "fixtures", name[Suite.Length..]);
            var cbor = Directory.GetFiles(folder, "*.dag-cbor").Single();
            var json = Directory.GetFiles(folder, "*.dag-json").Single();
            return new(File.ReadAllBytes(cbor), File.ReadAllBytes(json), Path.GetFileNameWithoutExtension(cbor));
        }

        var vector = VectorFile.Case(Ours, name);
        return new(
            Convert.FromHexString(vector.GetProperty("cbor").GetString()!),
            PlainJson.ToUtf8(PlainJson.FromDocument(vector.GetProperty("value"))),
            vector.GetProperty("cid").GetString()!
        );
    }

    /// <summary>Names and bytes in hexadecimal that a codec must refuse: ours, and those of the suite.</summary>
    public static TheoryData<string, string> Refused(string codec, params (string Name, string Bytes)[] ours)
    {
        var rows = new TheoryData<string, string>();
        foreach (var (name, bytes) in ours)
            rows.Add(name, Convert.ToHexStringLower(Encoding.Latin1.GetBytes(bytes)));
        if (Root is null)
            return rows;
        foreach (var file in Directory.GetFiles(Path.Combine(Root, "negative-fixtures", codec, "decode"), "*.json"))
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (var one in document.RootElement.EnumerateArray())
                rows.Add(Suite + one.GetProperty("name").GetString(), one.GetProperty("hex").GetString()!);
        }

        return rows;
    }

    static string? FindRoot()
    {
        var suites = Environment.GetEnvironmentVariable("COMPOSESERVER_SUITES");
        if (string.IsNullOrEmpty(suites) && VectorFile.RepositoryRoot is { } repository)
            suites = Path.Combine(repository, "..", "shared", "suites");
        var root = suites is null ? null : Path.Combine(suites, "ipld-codec-fixtures");
        return Directory.Exists(root) ? root : null;
    }
}
